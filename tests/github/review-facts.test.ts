/** What is read for a review: enough and no more, and nothing that was replaced while it was being read. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { reviewFacts } from '../../src/commands/review-facts.ts'
import type { Account } from '../../src/core/model.ts'
import { decisionPath, decisionText } from '../../src/core/plan/command/decline.ts'
import type { Comment, PullRequest, Review, TreeFile } from '../../src/core/plan/forge.ts'
import { withMarker } from '../../src/core/plan/marker.ts'
import type { ReviewFacts } from '../../src/core/plan/review/facts.ts'
import { type ForgeRead, Unreadable } from '../../src/io/ports.ts'
import {
  agreement,
  bot,
  dfo,
  kld,
  nav,
  need,
  offer,
  office,
  settings,
  stranger,
  text,
} from '../core/authority-stories.ts'
import { layers, root } from '../worlds.ts'
import { comment, factsOf, repository, review, sha, today } from './review-world.ts'

type Files = Readonly<Record<string, string | undefined>>

/** `main` is at the first commit; each other commit is that with some files changed. */
type Told = {
  readonly commits: Readonly<Record<string, Files>>
  readonly pulls: readonly PullRequest[]
  readonly comments?: Readonly<Record<number, readonly Comment[]>>
  readonly reviews?: readonly Review[]
  readonly history?: readonly string[]
  /** Who made it. */
  readonly by?: Account
  readonly mergeBase?: string
  readonly main?: string
  readonly more?: Partial<ForgeRead>
}

const world = layers(`${root}/tests/rules/_world`)
const main = sha(0)

/** A GitHub of a few commits, that counts what is asked of it. */
function forge(told: Told): { readonly read: ForgeRead; readonly asked: Map<string, number> } {
  const contents = new Map<string, Uint8Array>()
  const tree = (commit: string): readonly TreeFile[] => {
    const files = new Map(world)
    for (const [path, content] of Object.entries(told.commits[commit] ?? {})) {
      if (content === undefined) files.delete(path)
      else files.set(path, Buffer.from(content))
    }
    return [...files].map(([path, bytes]) => {
      const blob = createHash('sha1').update(bytes).digest('hex')
      contents.set(blob, bytes)
      return { path, blob, mode: '100644' }
    })
  }
  const all: Partial<ForgeRead> = {
    self: async () => bot,
    repository: async () => repository,
    tip: async () => told.main ?? main,
    tree: async (commit) => tree(commit),
    blobs: async () => contents,
    mergeBase: async () => told.mergeBase ?? main,
    pullRequest: async (number) => told.pulls.find((pull) => pull.number === number),
    pullRequests: async ({ all, branch } = {}) =>
      told.pulls.filter(
        ({ state, head }) => (all || state === 'open') && (branch === undefined || head.branch === branch),
      ),
    commits: async () => (told.history ?? []).map((id) => ({ id, author: told.by, message: '' })),
    reviews: async () => told.reviews ?? [],
    comments: async (number) => told.comments?.[number] ?? [],
    checkRuns: async (commit, name) => [
      { id: 1, name, conclusion: 'success', title: '', summary: '', started: startOf(commit) },
      { id: 2, name, conclusion: 'success', title: '', summary: '', started: '2026-11-22T23:00:00Z' },
    ],
    jobRun: async () => undefined,
    patches: async () => new Map([[need, '@@']]),
    lineComments: async () => [],
    ...told.more,
  }
  const asked = new Map<string, number>()
  const counting = Object.entries(all).map(([name, answer]) => [
    name,
    (...args: unknown[]) => {
      asked.set(name, (asked.get(name) ?? 0) + 1)
      return (answer as (...args: unknown[]) => unknown)(...args)
    },
  ])
  return { read: Object.fromEntries(counting), asked }
}

const startOf = (commit: string) => `2026-11-22T0${commit[0]}:00:00Z`

function pull(
  number: number,
  commit: string,
  more: Partial<PullRequest> & { branch?: string; author?: Account } = {},
) {
  const { branch = `endring-${number}`, ...rest } = more
  const usual = factsOf().pull
  return { ...usual, number, ...rest, head: { ...usual.head, repository: repository.name, branch, commit } }
}

async function facts(told: Told, number = 7): Promise<ReviewFacts> {
  const found = await reviewFacts(forge(told).read, number, today)
  if ('note' in found) throw new Error(found.note.note)
  return found
}

const titled = (title: string) => ({ [need]: text(need).replace(/^title: .*/m, `title: ${title}`) })
const [one, two, three] = [sha(1), sha(2), sha(3)]

describe('the change', () => {
  it('is judged as what it does to the base as it is now', async () => {
    const found = await facts({
      commits: { [one]: titled('Regnskap'), [two]: { [offer]: `${text(offer)}# nytt\n` } },
      main: two,
      pulls: [pull(7, one)],
    })
    expect(found.changes).toEqual([{ path: need, kind: 'changed' }])
    expect(found.head.textOf(offer)).toContain('# nytt')
    expect(found.head.textOf(need)).toContain('title: Regnskap')
    expect([found.base.commit, found.overtaken]).toEqual([two, []])
  })

  it('tells which files have changed on both sides, unless alike', async () => {
    const alike = { [offer]: `${text(offer)}# nytt\n` }
    const found = await facts({
      commits: { [one]: { ...titled('Regnskap'), ...alike }, [two]: { ...titled('Klima'), ...alike } },
      main: two,
      pulls: [pull(7, one)],
    })
    expect(found.overtaken).toEqual([need])
  })

  it('a renaming counts in both places', async () => {
    const moved = 'agencies/dfo/needs/klimaregnskap.yaml'
    const found = await facts({
      commits: { [one]: { [need]: undefined, [moved]: text(need) } },
      pulls: [pull(7, one)],
    })
    expect(found.changes).toEqual([
      { path: moved, kind: 'added' },
      { path: need, kind: 'removed' },
    ])
  })

  const many = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, at) => [`agencies/kld/needs/n${at}.yaml`, 'x']))

  it.each([
    ['101 files, by somebody who approves nothing', 101, stranger],
    ['1,001 files, by whoever', 1001, kld],
  ])('is not read when it is too large: %s', async (_, count, author) => {
    const { read, asked } = forge({ commits: { [one]: many(count) }, pulls: [{ ...pull(7, one), author }] })
    const found = await reviewFacts(read, 7, today)
    expect(found).toMatchObject({ tooLarge: true, diagnostics: [], siblings: [] })
    expect(asked.get('blobs')).toBe(1)
  })

  it.each([
    ['100 files, by somebody who approves nothing', 100, stranger],
    ['101 files, by somebody who approves for an agency', 101, dfo],
    ['101 files, by the office', 101, office],
  ])('is read when it is large, but not too large: %s', async (_, count, author) => {
    const pulls = [{ ...pull(7, one), author }]
    expect(await facts({ commits: { [one]: many(count) }, pulls })).toMatchObject({ tooLarge: false })
  })

  it.each(['tree', 'commits'] as const)('is too large when GitHub cuts off its %s', async (what) => {
    const cutOff = async (commit: unknown): Promise<never> => {
      if (commit === main) return forge({ commits: {}, pulls: [] }).read.tree(main) as Promise<never>
      throw new Unreadable('tool/github-too-many', { what })
    }
    const found = await facts({ commits: {}, pulls: [pull(7, one)], more: { [what]: cutOff } })
    expect(found.tooLarge).toBe(true)
  })
})

describe('others that change the same', () => {
  it('are found by what they change, not by what they lack', async () => {
    const found = await facts({
      commits: {
        [one]: titled('Regnskap'),
        [two]: titled('Klima'),
        [three]: { [offer]: `${text(offer)}# x\n` },
      },
      pulls: [pull(7, one), pull(8, two), pull(9, three), pull(10, two, { base: { branch: 'annen' } })],
    })
    expect(found.siblings).toEqual([{ number: 8, paths: [need] }])
  })

  it('of many, the newest thirty are looked at', async () => {
    const others = Array.from({ length: 100 }, (_, at) => pull(at + 10, two))
    const { read, asked } = forge({
      commits: { [one]: titled('Regnskap'), [two]: titled('Klima') },
      pulls: [pull(7, one), ...others],
    })
    const found = await reviewFacts(read, 7, today)
    expect('siblings' in found && found.siblings.map(({ number }) => number)).toEqual(
      Array.from({ length: 30 }, (_, at) => at + 80),
    )
    expect(asked.get('tree')).toBeLessThanOrEqual(3 + 3 * 30)
  })

  it('one that cannot be read is no hindrance', async () => {
    const tree: ForgeRead['tree'] = (commit) => {
      if (commit === three) throw new Unreadable('tool/github-too-many', { what: 'tree' })
      return forge({ commits: { [one]: titled('Regnskap') }, pulls: [] }).read.tree(commit)
    }
    const pulls = [pull(7, one), pull(8, three)]
    const blobs: ForgeRead['blobs'] = (ids) => {
      const { read } = forge({ commits: { [one]: titled('Regnskap') }, pulls: [] })
      return read
        .tree(one)
        .then(() => read.tree(main))
        .then(() => read.blobs(ids))
    }
    expect((await facts({ commits: {}, pulls, more: { tree, blobs } })).siblings).toEqual([])
  })
})

describe('approvals', () => {
  const heads = `${one}:0 ${two}:5`
  const spoken = comment(bot, withMarker('review', { verdict: 'waiting', heads }, 'Venter.'), { id: 3 })
  const godta = comment(kld, '/godta', { id: 4 })

  it('nobody asks when we first spoke of a commit, unless somebody has approved by comment', async () => {
    const story = { commits: { [two]: titled('Regnskap') }, pulls: [pull(7, two)] }
    const quiet = await facts({ ...story, comments: { 7: [spoken] } })
    expect([quiet.said.seen.length, quiet.said.started.size]).toEqual([2, 0])
    const asked = await facts({ ...story, comments: { 7: [spoken, godta] } })
    expect([...asked.said.started]).toEqual([
      [one, startOf(one)],
      [two, startOf(two)],
    ])
  })

  it('of an older commit count when nothing differs but who has accepted', async () => {
    const accepted = text(agreement).replace(/ {2}- \{ party: dfo.*\n/, '')
    const purpose = accepted.replace(/^purpose: .*/m, 'purpose: Noe annet.')
    const equal = async (head: Files, by = bot) => {
      const found = await facts({
        commits: { [one]: { [agreement]: accepted }, [two]: head },
        pulls: [pull(7, two)],
        history: [one, two],
        by,
        reviews: [review(kld, 'approved', one)],
      })
      return [...found.said.equal]
    }
    expect(await equal({ [agreement]: text(agreement) })).toEqual([one])
    expect(await equal({ [agreement]: accepted })).toEqual([one])
    expect(await equal({ [agreement]: purpose })).toEqual([])
    expect(await equal({ [agreement]: accepted, ...titled('Regnskap') })).toEqual([])
    expect(await equal({ [agreement]: `${text(agreement)}# DFØ har sagt ja muntlig.\n` })).toEqual([])
    expect(await equal({ [agreement]: text(agreement) }, dfo)).toEqual([])
  })

  const match = 'kld.klimaregnskap--dfo.klimadata'
  const path = decisionPath(match)
  const basis = `sha256:${'0'.repeat(64)}`
  const mark = { match, fingerprint: basis, digest: 'x', commit: main, day: today }
  const recorded = pull(20, two, { author: bot, branch: `decision/${match}` })
  const proposal = (number: number) => ({
    ...pull(number, one, { author: bot, branch: `match/${match}`, state: 'closed' }),
    body: withMarker('proposal', mark, 'Forslag'),
  })
  const said = (who: Account, more = {}, words = '/avvis tid passer ikke') => comment(who, words, more)
  const written = (more = {}) =>
    decisionText({
      ...{ match, by: 'dfo', reason: 'timing', date: '2026-11-22', fingerprint: basis, note: 'passer ikke' },
      ...more,
    })

  it.each<[string, Partial<Told>, readonly string[]]>([
    ['whoever asked on the proposal approves it', {}, ['dfo-example']],
    ['an older proposal of the same match is another matter', { comments: { 8: [said(dfo)] } }, []],
    ['an edited word is none', { comments: { 9: [said(dfo, { updated: '2026-11-23T00:00:00Z' })] } }, []],
    [
      'a later proposal is another matter',
      { pulls: [recorded, proposal(8), proposal(30)], comments: { 30: [said(dfo)] } },
      [],
    ],
    [
      'a person’s own pull request under that name is no record of ours',
      { pulls: [{ ...recorded, author: kld }, proposal(9)] },
      [],
    ],
    [
      'a proposal that a person made is none of ours',
      { pulls: [recorded, { ...proposal(9), author: kld }] },
      [],
    ],
    ['a no without a reason is none yet', { comments: { 9: [said(dfo, {}, '/avvis')] } }, []],
    ['a no of somebody who has no say is none', { comments: { 9: [said(nav)] } }, []],
    ['nobody has said yes to what a person pushed after it', { by: kld }, []],
    ['nor to another reason', { commits: { [two]: { [path]: written({ reason: 'other' }) } } }, []],
    ['nor to another note', { commits: { [two]: { [path]: written({ note: 'KLD er umulige' }) } } }, []],
    [
      'nor to one in the name of the other party',
      { commits: { [two]: { [path]: written({ by: 'kld' }) } } },
      [],
    ],
    [
      'nor to a no to something else than was proposed',
      { commits: { [two]: { [path]: written({ fingerprint: `sha256:${'1'.repeat(64)}` }) } } },
      [],
    ],
    ['nor to anything beside it', { commits: { [two]: { [path]: written(), 'src/cli.ts': 'x' } } }, []],
    ['nor to something else in its place', { commits: { [two]: titled('Regnskap') } }, []],
    [
      'a no that came with it from somebody else does not make it theirs',
      { comments: { 9: [said(kld), said(dfo)] } },
      ['dfo-example'],
    ],
  ])('of a decline: %s', async (_name, more, wanted) => {
    const story = {
      ...{ commits: { [two]: { [path]: written() } }, by: bot, history: [two] },
      ...{ pulls: [proposal(8), proposal(9), recorded], comments: { 9: [said(dfo)] } },
      ...more,
    }
    expect((await facts(story, 20)).said.elsewhere.map(({ login }) => login)).toEqual(wanted)
  })
})

describe('one commit in several pull requests', () => {
  it('is reviewed in the first of them', async () => {
    const elsewhere = pull(3, one, { base: { branch: 'annen' } })
    const pulls = [elsewhere, pull(5, two), pull(8, one), pull(7, one), pull(4, one, { state: 'closed' })]
    const copyOf = async (number: number) =>
      (await facts({ commits: { [one]: titled('Regnskap') }, pulls }, number)).copyOf
    expect([await copyOf(7), await copyOf(8), await copyOf(5)]).toEqual([undefined, 7, undefined])
  })
})

describe('what is not asked for', () => {
  it('lines to remark upon, where nothing is wrong or the change is our own', async () => {
    const wrong = { [need]: 'title: x' }
    const patches = async (files: Files, author: Account) =>
      (await facts({ commits: { [one]: files }, pulls: [pull(7, one, { author })] })).patches.size
    expect(await patches(titled('Regnskap'), kld)).toBe(0)
    expect(await patches(wrong, bot)).toBe(0)
    expect(await patches(wrong, kld)).toBe(1)
  })
})

describe('why not', () => {
  const why = async (told: Told) => {
    const found = await reviewFacts(forge(told).read, 7, today)
    return 'note' in found ? found.note.note : undefined
  }

  /** The second time it is asked for, it is another. */
  const becoming = (then: PullRequest | undefined): Partial<ForgeRead> => {
    let asked = 0
    return { pullRequest: async () => (asked++ === 0 ? pull(7, one) : then) }
  }

  it.each<[string, Partial<Told>, string]>([
    ['there is none', { pulls: [] }, 'missing'],
    ['it is closed', { pulls: [pull(7, one, { state: 'closed' })] }, 'closed'],
    ['it is merged', { pulls: [pull(7, one, { state: 'merged' })] }, 'closed'],
    ['it leads elsewhere', { pulls: [pull(7, one, { base: { branch: 'annen' } })] }, 'other-base'],
    ['its head moves', { more: becoming(pull(7, two)) }, 'moved'],
    ['it is closed meanwhile', { more: becoming(pull(7, one, { state: 'closed' })) }, 'moved'],
    [
      'it is led elsewhere meanwhile',
      { more: becoming(pull(7, one, { base: { branch: 'annen' } })) },
      'moved',
    ],
    ['it is gone', { more: becoming(undefined) }, 'moved'],
  ])('%s', async (_name, more, wanted) => {
    const story = { commits: { [one]: titled('Regnskap') }, pulls: [pull(7, one)], ...more }
    expect(await why(story)).toBe(`review-note-${wanted}`)
  })

  it('what GitHub has found out of conflicts by the end is what counts', async () => {
    let asked = 0
    const pullRequest = async () => pull(7, one, { mergeable: asked++ === 0 ? undefined : false })
    const found = await facts({ commits: {}, pulls: [pull(7, one)], more: { pullRequest } })
    expect(found.pull.mergeable).toBe(false)
  })

  it('settings that cannot be read are no hindrance: that is said in the review', async () => {
    const found = await facts({
      commits: { [one]: { [settings]: undefined }, [two]: { [settings]: undefined, ...titled('Regnskap') } },
      main: one,
      mergeBase: one,
      pulls: [pull(7, two)],
    })
    expect(found.base.programme.settings).toBeUndefined()
  })
})
