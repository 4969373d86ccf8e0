/** Parties that approve a proposal are put down as having accepted it, and nothing else in the file is touched. */
import { describe, expect, it } from 'vitest'
import { missingIn, onlyAddsAccepted, withAccepted } from '../../src/core/plan/review/acceptance.ts'
import { differingAgreements, isOursSince, saysTheSame } from '../../src/core/plan/review/equivalence.ts'
import { agreement, bot, dfo, kld, office, text } from '../core/authority-stories.ts'
import { loadTree } from '../worlds.ts'
import {
  comment,
  commit,
  factsOf,
  head,
  only,
  planOf,
  repository,
  review,
  type Story,
  sha,
  today,
} from './review-world.ts'

const written = text(agreement)
const without = written.replace(/accepted:\n(?: {2}- .*\n)+/, '')
const empty = written.replace(/accepted:\n(?: {2}- .*\n)+/, 'accepted: []\n')
const path = 'agreements/kld-klimaregnskap-dfo-klimadata/agreement.yaml'
const branch = 'match/kld.klimaregnskap--dfo.klimadata'
const both = [
  { party: 'kld', date: '2026-11-22' },
  { party: 'dfo', date: '2026-11-22' },
]

describe('the text', () => {
  it('gets the list where the schema has it', () => {
    const changed = withAccepted(without, [], both.slice(0, 1))
    expect(changed).toBe(
      without.replace('purpose:', 'accepted:\n  - { party: kld, date: 2026-11-22 }\npurpose:'),
    )
  })

  it('gets a line in a list that is there, in whatever form', () => {
    const lists = [
      'accepted: []\n',
      'accepted: [{ party: kld, date: 2026-11-22 }]\n',
      'accepted:\n  - party: kld\n    date: 2026-11-22\n',
      'accepted:\n- { party: kld, date: 2026-11-22 }\n',
    ]
    for (const [at, list] of lists.entries()) {
      const there = at === 0 ? [] : both.slice(0, 1)
      const changed = withAccepted(empty.replace('accepted: []\n', list), there, both.slice(there.length))
      expect(changed).toBe(
        empty.replace(
          'accepted: []',
          'accepted:\n  - { party: kld, date: 2026-11-22 }\n  - { party: dfo, date: 2026-11-22 }',
        ),
      )
    }
  })

  it('keeps remarks, and every other letter', () => {
    const remarked = `# Et utkast\n${empty}# til slutt\n`
    expect(withAccepted(remarked, [], both)?.replace(/accepted:\n(?: {2}- .*\n)+/, 'accepted: []\n')).toBe(
      remarked,
    )
  })

  it('is left alone when something would be lost', () => {
    expect(withAccepted(empty.replace('[]', '[\n]'), [], both)).toBeUndefined()
    expect(withAccepted('title: [', [], both)).toBeUndefined()
    expect(withAccepted(empty, [], [{ party: 'kld: x', date: 'i dag' }])).toBeUndefined()
  })

  it('those who are there already are not put down twice', () => {
    const agreed = loadTree(new Map([[agreement, Buffer.from(written)]])).programme.agreements.get('kld-dfo')
    expect(agreed && missingIn(agreed, () => true, today)).toEqual([])
    expect(agreed && missingIn({ ...agreed, accepted: [] }, (party) => party === 'dfo', today)).toEqual([
      { party: 'dfo', date: today },
    ])
  })
})

describe('commits that say the same but for who has accepted', () => {
  const file = (blob: string, mode = '100644', at = path) => ({ path: at, blob, mode })

  it('differ in agreements only, and in nothing about them but what they say', () => {
    expect(
      differingAgreements([file('a'), file('x', '100644', 'b')], [file('a'), file('x', '100644', 'b')]),
    ).toEqual([])
    expect(differingAgreements([file('a')], [file('b')])).toEqual([[file('a'), file('b')]])
    expect(differingAgreements([file('a')], [file('b'), file('x', '100644', 'README.md')])).toBeUndefined()
    expect(differingAgreements([file('a')], [])).toBeUndefined()
    expect(differingAgreements([file('a')], [file('b', '120000')])).toBeUndefined()
    expect(differingAgreements([file('a', '120000')], [file('b', '120000')])).toBeUndefined()
    const evaluation = 'agreements/kld-dfo/evaluations/ut-1-end-host.yaml'
    expect(
      differingAgreements([file('a', '100644', evaluation)], [file('b', '100644', evaluation)]),
    ).toBeUndefined()
  })

  it('are all by us from the one to the other', () => {
    const commits = [commit(sha(1), kld), commit(sha(2)), commit(sha(3))]
    expect(isOursSince(sha(1), commits, bot)).toBe(true)
    expect(isOursSince(sha(1), [...commits, commit(sha(4), kld)], bot)).toBe(false)
    const nobodys = { id: sha(4), author: undefined, message: '' }
    expect(isOursSince(sha(1), [...commits, nobodys], bot)).toBe(false)
    expect(isOursSince(sha(9), commits, bot)).toBe(false)
  })

  it('differ in what we ourselves would have written, to the letter', () => {
    const added = withAccepted(without, [], both) ?? ''
    expect(onlyAddsAccepted(without, without)).toBe(true)
    expect(onlyAddsAccepted(without, added)).toBe(true)
    const first = withAccepted(without, [], both.slice(0, 1)) ?? ''
    expect(onlyAddsAccepted(first, added)).toBe(true)
    expect(onlyAddsAccepted(empty, added)).toBe(true)
  })

  it.each<[string, (added: string) => string]>([
    ['with a remark about who rang', (added) => `${added}# DFØ har sagt ja muntlig.\n`],
    [
      'in another form',
      (added) => added.replace('{ party: dfo, date: 2026-11-22 }', '{party: dfo, date: 2026-11-22}'),
    ],
    ['with one taken away', () => without],
    ['with another day', (added) => added.replace('kld, date: 2026-11-22', 'kld, date: 2026-11-21')],
    ['with the purpose changed', (added) => added.replace(/^purpose: .*/m, 'purpose: Noe nytt.')],
    [
      'as something that is no list',
      (added) => added.replace(/accepted:\n(?: {2}- .*\n)+/, 'accepted: ja\n'),
    ],
    ['as what cannot be read', () => 'title: ['],
  ])('and not %s', (_name, change) => {
    const one = withAccepted(without, [], both.slice(0, 1)) ?? ''
    expect(onlyAddsAccepted(one, change(withAccepted(without, [], both) ?? ''))).toBe(false)
  })

  it('and those say the same', () => {
    expect(saysTheSame(written, without)).toBe(true)
    expect(saysTheSame(written, written.replace('workload: 100', 'workload: 50'))).toBe(false)
    expect(saysTheSame(written, `${without}termination: { date: 2027-01-01, by: kld, reason: Nei }\n`)).toBe(
      false,
    )
    expect(saysTheSame('title: [', 'title: [')).toBe(false)
  })
})

describe('on a proposal of ours', () => {
  const story: Story = {
    by: bot,
    before: { [agreement]: undefined },
    change: { [path]: without },
    pull: { head: { branch, repository: repository.name } },
    reviews: [review(kld, 'approved')],
  }
  const commits = (more: Partial<Story> = {}) => only('commit', planOf({ ...story, ...more }))

  it('whoever has approved is put down, last of all, on top of what was approved', () => {
    expect(planOf(story).at(-1)).toEqual({
      kind: 'commit',
      branch,
      parent: head,
      tip: head,
      message: 'Før opp at kld har sagt ja',
      files: [{ path, text: withAccepted(without, [], both.slice(0, 1)) }],
    })
  })

  it('both at once', () => {
    const [both] = commits({ reviews: [review(kld, 'approved'), review(dfo, 'approved')] })
    expect(both?.message).toBe('Før opp at kld og dfo har sagt ja')
  })

  it('the second time there is nothing left to put down', () => {
    const change = { [path]: withAccepted(without, [], both.slice(0, 1)) }
    expect(commits({ change })).toEqual([])
  })

  it.each<[string, Partial<Story>]>([
    ['nobody has approved', { reviews: [] }],
    ['only the office has approved', { reviews: [review(office, 'approved')] }],
    ['the approval is of an older commit', { reviews: [review(kld, 'approved', sha(1))] }],
    ['it is on hold', { comments: [comment(dfo, '/vent')] }],
    [
      'somebody has asked for changes',
      { reviews: [review(kld, 'approved'), review(dfo, 'changes-requested')] },
    ],
    ['it has errors', { change: { [path]: without.replace('workload: 100', 'workload: 1000') } }],
    ['it is in conflict', { pull: { ...story.pull, mergeable: false } }],
    ['a person has added to it', { commits: [commit(sha(1)), commit(head, kld)] }],
    ['a person opened it', { by: dfo }],
    ['it comes from a fork', { pull: { head: { branch, repository: 'kld-example/mobilitet' } } }],
    ['it is no proposal', { pull: { head: { branch: 'avtale', repository: repository.name } } }],
  ])('nothing is put down when %s', (_name, more) => {
    expect(commits(more)).toEqual([])
  })

  it('where the office answers for a party, a person puts that down', () => {
    const nobody = {
      'agencies/kld/agency.yaml': text('agencies/kld/agency.yaml').replace(/approvers: .*/, 'approvers: []'),
    }
    const story = { before: { [agreement]: undefined, ...nobody }, reviews: [review(office, 'approved')] }
    expect(commits(story)).toEqual([])
  })

  it('the draft that all this starts from has no errors', () => {
    expect(factsOf(story).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
