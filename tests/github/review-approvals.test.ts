/** Who has approved a pull request: what counts as a yes, for which commit, and what takes it back. */
import { describe, expect, it } from 'vitest'
import type { Account } from '../../src/core/model.ts'
import type { Comment, Review } from '../../src/core/plan/forge.ts'
import { withMarker } from '../../src/core/plan/marker.ts'
import { approvedEarlier, heard, type Said } from '../../src/core/plan/review/approvals.ts'
import { givenCommands } from '../../src/core/plan/review/given-commands.ts'
import { holder } from '../../src/core/plan/review/hold.ts'
import { seenHeads, seenWith, writtenHeads } from '../../src/core/plan/review/seen-heads.ts'
import { bot, dfo, kld, nav, office, stranger } from '../core/authority-stories.ts'
import { comment, head, review, sha } from './review-world.ts'

const older = sha(1)
const gone = sha(9)

/** We spoke of the older commit at nine, before comment 50, and of the head at ten, before comment 150. */
const both = [
  { commit: older, after: 50 },
  { commit: head, after: 150 },
]
const started = new Map([
  [older, '2026-11-22T09:00:00Z'],
  [head, '2026-11-22T10:00:00Z'],
])

function said(story: Partial<Said>): Said {
  return {
    ...{ head, commits: [older, head], reviews: [], comments: [], self: bot },
    ...{ seen: both, started, equal: new Set<string>(), elsewhere: [] },
    ...story,
  }
}

const at = (id: number, time: string) => ({ id, created: `2026-11-22T${time}Z` })

/** `kld-example 2222222` is an approval of the head. */
function told(story: Partial<Said>) {
  const { approvals, objections, unheard } = heard(said(story))
  return {
    approvals: approvals.map(({ account, commit }) => `${account.login} ${commit.slice(0, 7)}`),
    objections: objections.map(({ login }) => login),
    unheard: unheard.map(({ account, why }) => `${account.login} ${why}`),
  }
}

const none = { approvals: [], objections: [], unheard: [] }

describe('the button on the page', () => {
  it.each<[string, readonly Review[], Partial<ReturnType<typeof told>>]>([
    [
      'approves the commit that was looked at',
      [review(kld, 'approved')],
      { approvals: ['kld-example 2222222'] },
    ],
    [
      'does not approve what came after',
      [review(kld, 'approved', older)],
      { approvals: ['kld-example 1111111'] },
    ],
    [
      'can be pressed again',
      [review(kld, 'approved', older), review(kld, 'approved')],
      { approvals: ['kld-example 2222222'] },
    ],
    [
      'a remark takes nothing back',
      [review(kld, 'approved'), review(kld, 'commented')],
      { approvals: ['kld-example 2222222'] },
    ],
    [
      'whoever then asks for changes takes the approval back',
      [review(kld, 'approved'), review(kld, 'changes-requested')],
      { objections: ['kld-example'] },
    ],
    [
      'a new approval ends the objection',
      [review(kld, 'changes-requested'), review(kld, 'approved')],
      { approvals: ['kld-example 2222222'] },
    ],
    ['an approval that was dismissed is none', [review(kld, 'dismissed')], {}],
    [
      'an approval before one that was dismissed does not rise again',
      [review(kld, 'approved'), review(kld, 'dismissed')],
      {},
    ],
    ['an objection that was dismissed is none', [review(kld, 'dismissed', older)], {}],
    ['a remark alone says nothing', [review(kld, 'commented')], {}],
    [
      'everybody speaks for themselves',
      [review(kld, 'approved'), review(dfo, 'changes-requested')],
      { approvals: ['kld-example 2222222'], objections: ['dfo-example'] },
    ],
  ])('%s', (_name, reviews, wanted) => {
    expect(told({ reviews })).toEqual({ ...none, ...wanted })
  })
})

describe('/godta in a comment', () => {
  it.each<[string, readonly Comment[], Partial<ReturnType<typeof told>>]>([
    [
      'approves the head, once we have spoken of it',
      [comment(kld, '/godta', at(160, '10:05:00'))],
      { approvals: ['kld-example 2222222'] },
    ],
    [
      'approves the commit that was there, not what was pushed a little later',
      [comment(kld, '/godta', at(140, '09:59:00'))],
      { approvals: ['kld-example 1111111'] },
    ],
    [
      'does not count before we had spoken at all',
      [comment(kld, '/godta', at(40, '08:59:00'))],
      { unheard: ['kld-example unseen'] },
    ],
    [
      'does not count while our check had not begun',
      [comment(kld, '/godta', at(155, '09:59:59'))],
      { unheard: ['kld-example unseen'] },
    ],
    [
      'does not count when it has been edited',
      [comment(kld, '/godta', { ...at(160, '10:05:00'), updated: '2026-11-22T10:06:00Z' })],
      { unheard: ['kld-example edited'] },
    ],
    [
      'does not count from a bot',
      [comment(stranger, '/godta', { ...at(160, '10:05:00'), authorKind: 'bot' })],
      {},
    ],
    ['does not count inside a quote', [comment(kld, '> /godta', at(160, '10:05:00'))], {}],
    ['does not count in the middle of a sentence', [comment(kld, 'Skriv `/godta`', at(160, '10:05:00'))], {}],
    [
      'a second one mends the first',
      [comment(kld, '/godta', at(40, '08:59:00')), comment(kld, '/godta', at(160, '10:05:00'))],
      { approvals: ['kld-example 2222222'] },
    ],
  ])('%s', (_name, comments, wanted) => {
    expect(told({ comments })).toEqual({ ...none, ...wanted })
  })

  it('does not count from us, though our token may be a person’s', () => {
    const own = comment(office, withMarker('review', { verdict: 'ready' }, '/godta'), at(160, '10:05:00'))
    expect(told({ comments: [own], self: office })).toEqual(none)
    const typed = comment(office, '/godta', at(160, '10:05:00'))
    expect(told({ comments: [typed], self: office }).approvals).toEqual(['kontoret-example 2222222'])
  })

  it('a commit that claims to be old makes no difference: only GitHub’s clock and order count', () => {
    const comments = [comment(kld, '/godta', at(140, '09:59:00'))]
    expect(told({ comments, commits: [head, older] }).approvals).toEqual(['kld-example 1111111'])
  })

  it('is not moved to another commit by putting an older history back', () => {
    const seen = [
      { commit: older, after: 50 },
      { commit: gone, after: 90 },
      { commit: older, after: 120 },
    ]
    const times = new Map([...started, [gone, '2026-11-22T09:30:00Z']])
    const story = { head: older, commits: [older], seen, started: times }
    const given = comment(kld, '/godta', at(100, '09:40:00'))
    expect(told({ ...story, comments: [given] }).approvals).toEqual(['kld-example 9999999'])
    const again = comment(kld, '/godta', at(130, '09:50:00'))
    expect(told({ ...story, comments: [given, again] }).approvals).toContain('kld-example 1111111')
  })

  it('is not moved to a commit that was checked long ago, in another pull request', () => {
    const early = new Map([...started, [head, '2026-11-20T10:00:00Z']])
    const comments = [comment(kld, '/godta', at(140, '09:59:00'))]
    expect(told({ comments, started: early }).approvals).toEqual(['kld-example 1111111'])
  })

  it('counts in the same second as our check, if it came after what we had read', () => {
    const comments = [comment(kld, '/godta', { id: 160, created: '2026-11-22T10:00:00.250Z' })]
    expect(told({ comments }).approvals).toEqual(['kld-example 2222222'])
  })
})

describe('button and comment together', () => {
  const objection = (commit: string) => review(kld, 'changes-requested', commit)
  const yes = comment(kld, '/godta', at(160, '10:05:00'))

  it('/godta of a later commit ends an objection to an earlier one', () => {
    expect(told({ reviews: [objection(older)], comments: [yes] })).toEqual({
      ...none,
      approvals: ['kld-example 2222222'],
    })
  })

  it('of the same commit nobody can tell which came last, so the objection stands', () => {
    expect(told({ reviews: [objection(head)], comments: [yes] })).toEqual({
      ...none,
      objections: ['kld-example'],
    })
  })

  it('an objection to a commit that is gone stands as well', () => {
    expect(told({ reviews: [objection(gone)], comments: [yes] }).objections).toEqual(['kld-example'])
  })

  it('whoever has approved with the button is not asked to mend a comment', () => {
    const edited = comment(kld, '/godta', { ...at(160, '10:05:00'), updated: '2026-11-22T11:00:00Z' })
    expect(told({ reviews: [review(kld, 'approved')], comments: [edited] })).toEqual({
      ...none,
      approvals: ['kld-example 2222222'],
    })
  })
})

describe('commits that differ in nothing but who has accepted', () => {
  it('are approved together', () => {
    const reviews = [review(kld, 'approved', older)]
    expect(told({ reviews, equal: new Set([older]) }).approvals).toEqual(['kld-example 2222222'])
  })

  it('are looked for among those that somebody approved, and that are still there', () => {
    const reviews = [review(kld, 'approved', older), review(dfo, 'approved', gone), review(nav, 'approved')]
    expect(approvedEarlier(said({ reviews }))).toEqual([older])
  })
})

it('a decline is approved by whoever asked for it', () => {
  expect(told({ elsewhere: [kld] }).approvals).toEqual(['kld-example 2222222'])
})

describe('/vent and /fortsett', () => {
  const may = ({ id }: Account) => id === kld.id || id === dfo.id
  const held = (...comments: readonly Comment[]) => holder(givenCommands(comments, bot), may)?.login

  it.each<[string, readonly Comment[], string | undefined]>([
    ['nobody has asked for anything', [], undefined],
    ['somebody who may asks to wait', [comment(kld, '/vent')], 'kld-example'],
    ['a reason may follow', [comment(kld, '/vent til over jul')], 'kld-example'],
    ['somebody else goes on', [comment(kld, '/vent'), comment(dfo, '/fortsett')], undefined],
    ['the last word counts', [comment(kld, '/fortsett'), comment(dfo, '/vent')], 'dfo-example'],
    ['a stranger cannot hold', [comment(stranger, '/vent')], undefined],
    ['nor let go', [comment(kld, '/vent'), comment(stranger, '/fortsett')], 'kld-example'],
    [
      'an edited word is none',
      [comment(kld, '/vent'), comment(kld, '/fortsett', { updated: '2026-11-23T10:00:00Z' })],
      'kld-example',
    ],
    ['a bot has no word', [comment(kld, '/vent', { authorKind: 'bot' })], undefined],
  ])('%s', (_name, comments, wanted) => {
    expect(held(...comments)).toBe(wanted)
  })
})

describe('what we remember of heads', () => {
  const written = (heads: string, author = bot, more = {}) =>
    comment(author, withMarker('review', { verdict: 'ready', heads }, 'Klar.'), { id: 60, ...more })
  const remembered = (seen: Said['seen'], commit: string, story: Partial<Said> = {}) =>
    seenWith(said({ seen, head: commit, ...story }))

  it('is read back as it was written', () => {
    expect(seenHeads([written(writtenHeads(both))], bot)).toEqual(both)
  })

  it('is not taken from others', () => {
    expect(seenHeads([written(writtenHeads(both), stranger)], bot)).toEqual([])
  })

  it('is not taken from our own comment once anybody has edited it: it may no longer say what we said', () => {
    const updated = '2026-11-22T10:00:01Z'
    expect(seenHeads([written(writtenHeads(both), bot, { updated })], bot)).toEqual([])
  })

  it('an older comment of ours does not rise again when the last one is edited', () => {
    const comments = [
      written(`${older}:0`),
      written(writtenHeads(both), bot, { updated: '2026-11-23T10:00:00Z' }),
    ]
    expect(seenHeads(comments, bot)).toEqual([])
  })

  it('is nothing where it cannot be read', () => {
    expect(seenHeads([written('x:1 deadbeef:2'), written('')], bot)).toEqual([])
  })

  it('gets a head when it is another than the last, with the comments that were there', () => {
    const comments = [comment(kld, 'Hei', { id: 300 })]
    expect(remembered([], head)).toEqual([{ commit: head, after: 0 }])
    expect(remembered(both, head, { comments })).toEqual(both)
    expect(remembered(both, older, { comments })).toEqual([...both, { commit: older, after: 300 }])
  })

  it('gets no head that only puts down who has accepted: that asks nobody anything', () => {
    expect(remembered(both, sha(3), { equal: new Set([head]) })).toEqual(both)
    expect(remembered(both, sha(3), { equal: new Set([older]) })).toHaveLength(3)
  })

  it('forgets the oldest, and never the last', () => {
    let seen = remembered([], sha(0))
    for (let at = 0; at < 100; at++)
      seen = remembered(seen, sha(at % 10).slice(0, 38) + String(at + 100).slice(1))
    expect(seen).toHaveLength(20)
    expect(seen.at(-1)?.commit).toMatch(/99$/)
  })
})
