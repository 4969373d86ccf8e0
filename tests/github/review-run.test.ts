/** Reviews on the bench: real commits, real forks, real conflicts, and a GitHub that does not always answer. */
import { describe, expect, it } from 'vitest'
import { markerIn, withMarker } from '../../src/core/plan/marker.ts'
import { listed, type Story, type Teller, textOf, told } from './story.ts'

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const offer = 'agencies/dfo/offers/klimadata.yaml'
const settings = 'programme/programme.yaml'
const office = listed('kontoret-example', 'kontoret-to-example')
const automatic = {
  [settings]: `${textOf(settings).replace(/approvers: .*/, `approvers: ${office}`)}autoMerge: true\n`,
}
const titled = (title: string) => ({ [need]: textOf(need).replace(/^title: .*/m, `title: ${title}`) })

/** Needs that nobody would take for one another. */
function distinct(at: number): string {
  const words = ['budsjett', 'arkiv', 'innkjøp', 'opplæring', 'tilsyn', 'kommunikasjon']
  const other = `Vi vil lære om ${words[at - 1]} av noen som har drevet med ${words[at - 1]} i mange år.`
  return textOf(need)
    .replace(/^title: .*/m, `title: Mer om ${words[at - 1]}`)
    .replace(/^background: .*/m, `background: ${other}`)
    .replace(/ {2}- Kunne .*/, `  - Kunne ${words[at - 1]}`)
}

/** Runs the story for what is expected inside it. */
async function story(
  tell: Story['tell'],
  files: Story['files'] = {},
  settings: Story['settings'] = {},
): Promise<void> {
  await told('gjennomgang', { files, settings, tell })
}

type Bench = Teller['bench']

/** A pull request from the fork of somebody. */
async function proposed(bench: Bench, by: string, branch: string, files: Record<string, string | undefined>) {
  await bench.push(by, branch, files, { onFork: true })
  return bench.pull({ by, head: `${by}:${branch}`, title: 'Endring' })
}

async function comments(bench: Bench, pull: number): Promise<readonly string[]> {
  const { octokit } = bench.as('kontoret-example')
  const { data } = await octokit.issues.listComments({ ...bench.here, issue_number: pull })
  return data.filter(({ user }) => user?.login === 'mobilitet[bot]').map(({ body }) => body ?? '')
}

async function check(bench: Bench, pull: number): Promise<string | null | undefined> {
  const { octokit } = bench.as('kontoret-example')
  const { data } = await octokit.pulls.get({ ...bench.here, pull_number: pull })
  const { data: checks } = await octokit.checks.listForRef({ ...bench.here, ref: data.head.sha })
  return checks.check_runs.find(({ name }) => name === 'mobilitet/godkjenning')?.conclusion
}

/** A branch of the own fork, moved to another commit by force. */
async function pointed(bench: Bench, by: string, branch: string, sha: string): Promise<void> {
  const fork = { owner: by, repo: bench.here.repo }
  await bench.as(by).octokit.git.updateRef({ ...fork, ref: `heads/${branch}`, sha, force: true })
}

const written = (bench: Bench) => bench.log.filter(({ method }) => method !== 'GET').length

describe('one pull request', () => {
  it('is approved by a comment, and then taken in by itself; running twice changes nothing', () =>
    story(async ({ bench, run }) => {
      const pull = await proposed(bench, 'dfo-example', 'bedre', titled('Regnskap for klimaet'))
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('action_required')
      const before = written(bench)
      await run('review', { input: { pull: `#${pull}` } })
      expect(written(bench)).toBe(before)

      await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('success')
      expect((await bench.files('main'))[need]).toContain('Regnskap for klimaet')
    }, automatic))

  it('/godta before we have spoken is not heard, and the comment says why', () =>
    story(async ({ bench, run }) => {
      const pull = await proposed(bench, 'dfo-example', 'bedre', titled('Regnskap for klimaet'))
      await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('action_required')
      expect((await comments(bench, pull))[0]).toContain('kom før endringen var kontrollert')
    }))

  it('an approval does not follow to another commit, nor to one that was checked elsewhere before', () =>
    story(async ({ bench, run }) => {
      const other = await proposed(bench, 'dfo-example', 'fristende', titled('Noe helt annet'))
      await run('review', { input: { pull: String(other) } })
      const pull = await proposed(bench, 'dfo-example', 'bedre', titled('Regnskap for klimaet'))
      await run('review', { input: { pull: String(pull) } })
      await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
      const from = await bench.tip('fristende', 'dfo-example')
      await bench.push('dfo-example', 'bedre', {}, { onFork: true, ...(from ? { from } : {}) })
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('action_required')
      expect((await comments(bench, pull))[0]).toContain('eldre utgave')
    }))

  it('a conflict is told, with what to do', () =>
    story(async ({ bench, run }) => {
      const pull = await proposed(bench, 'kld-example', 'bedre', titled('Regnskap for klimaet'))
      await bench.push('kontoret-example', 'main', titled('Klimaregnskap i etaten'))
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('action_required')
      expect((await comments(bench, pull))[0]).toContain('Resolve conflicts')
    }, automatic))

  it('what has changed on both sides is not taken in unseen, though git could', () =>
    story(async ({ bench, run }) => {
      const pull = await proposed(bench, 'kld-example', 'bedre', titled('Regnskap for klimaet'))
      await bench.push('kontoret-example', 'main', { [need]: `${textOf(need)}# lest av kontoret\n` })
      await run('review', { input: { pull: String(pull) } })
      expect((await comments(bench, pull))[0]).toContain('er endret av andre i mellomtiden')
      expect((await bench.files('main'))[need]).not.toContain('Regnskap for klimaet')
    }, automatic))

  it('who else changes the same is told on both', () =>
    story(async ({ bench, run }) => {
      const one = await proposed(bench, 'kld-example', 'en', titled('Regnskap for klimaet'))
      const other = await proposed(bench, 'dfo-example', 'to', titled('Klimaregnskap i etaten'))
      const third = await proposed(bench, 'dfo-example', 'tre', { [offer]: `${textOf(offer)}# x\n` })
      await run('review')
      expect((await comments(bench, one))[0]).toContain(`#${other} endrer også`)
      expect((await comments(bench, other))[0]).toContain(`#${one} endrer også`)
      expect((await comments(bench, third))[0]).not.toContain('endrer også')
    }))

  it('links and suggestions lead to the fork', () =>
    story(async ({ bench, run }) => {
      const pull = await proposed(bench, 'kld-example', 'bedre', {
        [need]: textOf(need).replace('ground: ', 'grond: '),
      })
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('failure')
      expect((await comments(bench, pull))[0]).toContain('/kld-example/mobilitet/blob/')
      const { octokit } = bench.as('kontoret-example')
      const at = { ...bench.here, pull_number: pull }
      const suggested = async () => (await octokit.pulls.listReviewComments(at)).data.length
      expect(await suggested()).toBe(1)
      await run('review', { input: { pull: String(pull) } })
      expect(await suggested()).toBe(1)
    }))
})

describe('whoever may write to the repository', () => {
  it('cannot turn a yes to one thing into a yes to another, by editing what we wrote and putting it back', () =>
    story(async ({ bench, run }) => {
      bench.role('kontoret-to-example', 'write')
      const { octokit } = bench.as('kontoret-to-example')
      const pull = await proposed(bench, 'dfo-example', 'bedre', titled('Noe helt annet'))
      await run('review', { input: { pull: String(pull) } })
      const tempting = (await bench.tip('bedre', 'dfo-example')) ?? ''
      await bench.push('dfo-example', 'bedre', titled('Klimaregnskap'), { onFork: true, from: 'main' })
      await run('review', { input: { pull: String(pull) } })
      await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('success')

      await pointed(bench, 'dfo-example', 'bedre', tempting)
      const { data } = await octokit.issues.listComments({ ...bench.here, issue_number: pull })
      const live = data.find(({ user }) => user?.login === 'mobilitet[bot]')
      const heads = `${tempting}:0`
      const body = withMarker('review', { ...markerIn(live?.body ?? '')?.value, heads }, 'Klar')
      await octokit.issues.updateComment({ ...bench.here, comment_id: live?.id ?? 0, body })
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('action_required')
      const told = await comments(bench, pull)
      expect(told.map((one) => markerIn(one)?.value['heads'])).toEqual([
        expect.not.stringContaining(`${tempting}:0`),
      ])
    }))

  it('cannot put anything else into a decline that somebody has asked for', () =>
    story(async ({ bench, run }) => {
      await run('propose')
      const { octokit } = bench.as('kontoret-example')
      const onBranch = async (prefix: string) => {
        const { data } = await octokit.pulls.list(bench.here)
        return data.find(({ head }) => head.ref.startsWith(prefix))
      }
      const proposal = (await onBranch('match/'))?.number ?? 0
      const comment = await bench.comment({ by: 'kontoret-example', on: proposal, body: '/avvis tidspunkt' })
      await run('command', { input: { comment: String(comment) } })
      const { number = 0, head } = (await onBranch('decision/')) ?? {}
      expect(await check(bench, number)).toBe('success')
      bench.role('dfo-example', 'write')
      const mine = (await bench.files('main'))[settings]?.replace(
        /approvers: .*/,
        `approvers: ${listed('dfo-example')}`,
      )
      await bench.push('dfo-example', head?.ref ?? '', { ...(mine ? { [settings]: mine } : {}) })
      await run('review', { input: { pull: String(number) } })
      expect(await check(bench, number)).not.toBe('success')
    }))
})

it('whoever proposes a copy of somebody’s change cannot hold it up', () =>
  story(async ({ bench, run }) => {
    const pull = await proposed(bench, 'kld-example', 'bedre', titled('Regnskap for klimaet'))
    const original = (await bench.tip('bedre', 'kld-example')) ?? ''
    await run('review', { input: { pull: String(pull) } })
    expect(await check(bench, pull)).toBe('success')
    await bench.push('fremmed', 'kopi', {}, { onFork: true })
    await pointed(bench, 'fremmed', 'kopi', original)
    const copy = await bench.pull({ by: 'fremmed', head: 'fremmed:kopi', title: 'Kopi' })
    for (const number of [copy, pull, copy]) await run('review', { input: { pull: String(number) } })
    expect([await check(bench, pull), await check(bench, copy)]).toEqual(['success', 'success'])
    expect((await comments(bench, copy)).join()).toContain(`det samme innholdet som #${pull}`)
    const before = written(bench)
    await run('review')
    expect(written(bench)).toBe(before)
  }))

it('a proposal of ours: whoever approves is put down as having accepted, and the approval holds', () =>
  story(async ({ bench, run }) => {
    await run('propose')
    const { octokit } = bench.as('kontoret-example')
    const { data: pulls } = await octokit.pulls.list(bench.here)
    const { number = 0, head } = pulls.find(({ head }) => head.ref.startsWith('match/')) ?? {}
    const path = Object.keys(await bench.files(head?.ref ?? '')).find((one) => one.startsWith('agreements/'))
    const accepted = async () =>
      (await bench.files(head?.ref ?? ''))[path ?? '']?.match(/party: \w+, date: \S+/g) ?? []
    await run('review', { input: { pull: String(number) } })
    await bench.review({ by: 'kld-example', pull: number, event: 'APPROVE' })
    await run('review', { input: { pull: String(number) } })
    expect(await accepted()).toEqual(['party: kld, date: 2026-11-22'])
    await run('review', { input: { pull: String(number) } })
    await bench.comment({ by: 'dfo-example', on: number, body: '/godta' })
    await run('review', { input: { pull: String(number) } })
    await run('review', { input: { pull: String(number) } })
    expect(await accepted()).toEqual(['party: kld, date: 2026-11-22', 'party: dfo, date: 2026-11-22'])
    await bench.review({ by: 'kontoret-example', pull: number, event: 'APPROVE' })
    await run('review', { input: { pull: String(number) } })
    expect(await check(bench, number)).toBe('success')
    const before = written(bench)
    await run('review')
    expect(written(bench)).toBe(before)
  }))

describe('which are reviewed', () => {
  it('all that are open and lead to the default branch', () =>
    story(async ({ bench, run }) => {
      const [one, other] = [
        await proposed(bench, 'kld-example', 'en', titled('Regnskap for klimaet')),
        await proposed(bench, 'dfo-example', 'to', { [offer]: `${textOf(offer)}# x\n` }),
      ]
      await run('review')
      expect([await check(bench, one), await check(bench, other)]).toEqual(['success', 'success'])
    }))

  it('the one whose head was checked, also from a fork', () =>
    story(async ({ bench, run }) => {
      const one = await proposed(bench, 'kld-example', 'en', titled('Regnskap for klimaet'))
      const other = await proposed(bench, 'dfo-example', 'to', { [offer]: `${textOf(offer)}# x\n` })
      const event = await bench.event.workflowRun(other, { name: 'check', conclusion: 'success' })
      await run('review', { event })
      expect([await check(bench, one), await check(bench, other)]).toEqual([undefined, 'success'])
    }))

  it('the one where a yes was taken back, and it counts no more', () =>
    story(async ({ bench, run }) => {
      const pull = await proposed(bench, 'fremmed', 'en', titled('Regnskap for klimaet'))
      const other = await proposed(bench, 'dfo-example', 'to', { [offer]: `${textOf(offer)}# x\n` })
      await run('review', { input: { pull: String(pull) } })
      const comment_id = await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
      await run('review', { input: { pull: String(pull) } })
      expect(await check(bench, pull)).toBe('success')
      const event = await bench.event.comment('deleted', comment_id)
      await bench.as('kld-example').octokit.issues.deleteComment({ ...bench.here, comment_id })
      await run('review', { event })
      expect([await check(bench, pull), await check(bench, other)]).toEqual(['action_required', undefined])
    }))

  it('none when the head has moved since: another run is on its way', () =>
    story(async ({ bench, run }) => {
      const pull = await proposed(bench, 'kld-example', 'en', titled('Regnskap for klimaet'))
      const event = await bench.event.workflowRun(pull, { name: 'check', conclusion: 'success' })
      await bench.push('kld-example', 'en', titled('Klimaregnskap i etaten'), { onFork: true })
      const { code, out } = await run('review', { event })
      expect([code, written(bench)]).toEqual([0, 0])
      expect(out).toContain('Ingen åpne endringsforslag er på')
    }))

  it.each(['closed', 'other', 'issue', 'none'])('not one that is %s', (kind) =>
    story(async ({ bench, run }) => {
      await bench.push('kontoret-example', 'annen', { 'README.md': 'x' })
      await bench.push('kontoret-example', 'endring', titled('Regnskap for klimaet'), {})
      const issue = await bench.issue({ by: 'kld-example', title: 'Et spørsmål' })
      const base = kind === 'other' ? 'annen' : 'main'
      const pull = await bench.pull({ by: 'kontoret-example', head: 'endring', base, title: 'Endring' })
      const { octokit } = bench.as('kontoret-example')
      if (kind === 'closed') await octokit.pulls.update({ ...bench.here, pull_number: pull, state: 'closed' })
      const before = written(bench)
      const number = kind === 'issue' ? issue : kind === 'none' ? 99 : pull
      const { code, out } = await run('review', { input: { pull: String(number) } })
      expect([code, written(bench)]).toEqual([0, before])
      expect(out).toContain('Ingenting er gjort')
    }),
  )
})

it('so many are taken in by one run, and no more', () =>
  story(async ({ bench, run }) => {
    for (const at of [1, 2, 3, 4, 5, 6])
      await proposed(bench, 'kld-example', `nr-${at}`, {
        [`agencies/kld/needs/nr-${at}.yaml`]: distinct(at),
      })
    const taken = async () =>
      Object.keys(await bench.files('main')).filter((path) => path.includes('/nr-')).length
    await run('review')
    expect(await taken()).toBe(5)
    await run('review')
    expect(await taken()).toBe(6)
  }, automatic))

describe('when something goes wrong', () => {
  it('GitHub does not let us merge: nobody is told of a fault, and the run ends in 1', () =>
    story(
      async ({ bench, run }) => {
        const pull = await proposed(bench, 'kld-example', 'en', titled('Regnskap for klimaet'))
        const { code } = await run('review', { input: { pull: String(pull) } })
        expect([code, await check(bench, pull)]).toEqual([1, 'success'])
        expect((await comments(bench, pull)).join()).not.toContain('Noe gikk galt')
      },
      automatic,
      { fields: { allow_squash_merge: false } },
    ))

  it('with one, the others are reviewed none the less, and the run ends in 1', () =>
    story(async ({ bench, run }) => {
      const one = await proposed(bench, 'kld-example', 'en', titled('Regnskap for klimaet'))
      const other = await proposed(bench, 'dfo-example', 'to', { [offer]: `${textOf(offer)}# x\n` })
      bench.before({ method: 'GET', path: new RegExp(`/pulls/${one}/commits`), nth: 1 }, 'HTML')
      const { code } = await run('review')
      expect(code).toBe(1)
      expect(await check(bench, other)).toBe('success')
      expect((await comments(bench, one))[0]).toContain('Noe gikk galt hos oss')
      await run('review')
      expect(await check(bench, one)).toBe('success')
      expect((await comments(bench, one)).join()).not.toContain('Noe gikk galt')
    }))

  it.each([1, 2, 3, 4])('a run that dies after deed %i is made good by the next', (deed) =>
    story(async ({ bench, run }) => {
      const pull = await proposed(bench, 'dfo-example', 'bedre', titled('Regnskap for klimaet'))
      await run('review', { input: { pull: String(pull) } })
      await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
      bench.after(deed, 'crash')
      await run('review', { input: { pull: String(pull) } })
      await run('review', { input: { pull: String(pull) } })
      expect((await bench.files('main'))[need]).toContain('Regnskap for klimaet')
      expect(await comments(bench, pull)).toHaveLength(1)
      expect(await check(bench, pull)).toBe('success')
    }, automatic),
  )
})

it('without --apply the plan is printed, and nothing is written', () =>
  story(async ({ bench, run }) => {
    const pull = await proposed(bench, 'kld-example', 'en', titled('Regnskap for klimaet'))
    const { out } = await run('review', { input: { pull: String(pull) }, dry: true })
    expect(written(bench)).toBe(0)
    expect(out).toContain(`kommentere #${pull}`)
    expect(out).toContain('mobilitet/godkjenning')
  }))
