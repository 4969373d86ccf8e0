/** What a review comes to: the verdict, what is said where, and that saying it twice says it once. */
import { describe, expect, it } from 'vitest'
import type { Account } from '../../src/core/model.ts'
import type { Action } from '../../src/core/plan/action.ts'
import { faultComment } from '../../src/core/plan/fault.ts'
import { markerIn, withMarker } from '../../src/core/plan/marker.ts'
import { judge } from '../../src/core/plan/review/verdict.ts'
import {
  agency,
  agreement,
  bot,
  colleague,
  dfo,
  kld,
  listed,
  need,
  offer,
  office,
  settings,
  stranger,
  text,
} from '../core/authority-stories.ts'
import {
  afterwards,
  comment,
  commit,
  factsOf,
  head,
  only,
  planOf,
  review,
  type Story,
  sha,
  smallChange,
  spoken,
} from './review-world.ts'

const older = sha(1)
const broken = { [need]: text(need).replace(/^title: .*/m, 'title: x') }
const changedAgreement = { [agreement]: text(agreement).replace(/^purpose: .*/m, 'purpose: Noe nytt.') }
const takeover = {
  [agency.dfo]: text(agency.dfo).replace(/approvers: .*/, `approvers: [${listed(stranger)}]`),
}
const late = { id: 160, created: '2026-11-22T10:05:00Z' }

/** The verdict, and who is still missing. */
function told(story: Story) {
  const { verdict, authority } = judge(factsOf(story))
  const missing = authority.demands.filter(({ satisfiedBy }) => !satisfiedBy).map(({ who }) => who)
  return [verdict, ...missing].join(' ')
}

describe('the verdict', () => {
  it.each<[string, Story, string]>([
    ['an agency changes its own need', {}, 'ready'],
    ['somebody else changes it', { by: dfo }, 'waiting kld'],
    ['the agency approves that', { by: dfo, reviews: [review(kld, 'approved')] }, 'ready'],
    [
      'the office cannot approve for the agency',
      { by: dfo, reviews: [review(office, 'approved')] },
      'waiting kld',
    ],
    [
      'what was approved is changed afterwards',
      { by: dfo, commits: [commit(older), commit(head)], reviews: [review(kld, 'approved', older)] },
      'waiting kld',
    ],
    [
      'nobody approves their own',
      { by: office, change: takeover, reviews: [review(office, 'approved')] },
      'waiting office',
    ],
    ['a stranger makes himself approver', { by: stranger, change: takeover }, 'waiting office'],
    [
      'the approver that is to be replaced cannot do that alone either',
      { by: stranger, change: takeover, reviews: [review(dfo, 'approved')] },
      'waiting office',
    ],
    [
      'a file is moved to another agency’s folder',
      { by: dfo, change: { [need]: undefined, 'agencies/dfo/needs/klimaregnskap.yaml': text(need) } },
      'findings kld',
    ],
    [
      'somebody has added to the author’s own change',
      { commits: [commit(older, kld), commit(head, stranger)] },
      'waiting kld',
    ],
    ['nobody knows whose it is', { commits: [{ id: head, author: undefined, message: '' }] }, 'waiting kld'],
    ['we have added to it ourselves', { commits: [commit(older, kld), commit(head)] }, 'waiting kld'],
    ['the commits are those of another head', { commits: [commit(older, kld)] }, 'waiting kld'],
    ['there are none', { commits: [] }, 'waiting kld'],
    ['an error', { change: broken }, 'findings'],
    [
      'an error that was there before is nobody’s fault now',
      { before: broken, change: { [offer]: `${text(offer)}# x\n` }, by: dfo },
      'ready',
    ],
    [
      'an error comes before everything else',
      { change: broken, by: dfo, pull: { mergeable: false } },
      'findings kld',
    ],
    ['a conflict', { pull: { mergeable: false } }, 'conflict'],
    ['GitHub has not said yet whether there is one', { pull: { mergeable: undefined } }, 'ready'],
    ['so many files that nobody reads them', { tooLarge: true }, 'findings'],
    ['an agreement needs both and the office', { by: kld, change: changedAgreement }, 'waiting dfo office'],
    [
      'and has them',
      { by: kld, change: changedAgreement, reviews: [review(dfo, 'approved'), review(office, 'approved')] },
      'ready',
    ],
    [
      'no settings on the base: nobody can approve anything',
      { before: { [settings]: undefined } },
      'waiting office',
    ],
    ['nothing at all is changed', { change: {} }, 'waiting office'],
  ])('%s', (_name, story, wanted) => {
    expect(told(story)).toBe(wanted)
  })

  const godta = (who: Account, more = {}) => comment(who, '/godta', { ...late, ...more })

  it.each<[string, Story, string]>([
    ['/godta by the agency', { by: dfo, comments: [godta(kld)], said: spoken() }, 'ready'],
    [
      '/godta by the author, to what others have added',
      { commits: [commit(head, stranger)], comments: [godta(kld)], said: spoken() },
      'ready',
    ],
    [
      '/godta by the author, before it was added',
      {
        commits: [commit(older, kld), commit(head, stranger)],
        comments: [godta(kld)],
        said: spoken({ commit: older, after: 50 }),
      },
      'waiting kld',
    ],
    ['/godta before we had spoken', { by: dfo, comments: [godta(kld)] }, 'waiting kld'],
    [
      '/godta that was edited',
      { by: dfo, comments: [godta(kld, { updated: '2026-11-23T00:00:00Z' })], said: spoken() },
      'waiting kld',
    ],
    [
      '/godta by a bot',
      { by: dfo, comments: [godta(kld, { authorKind: 'bot' })], said: spoken() },
      'waiting kld',
    ],
    ['/godta by a stranger', { by: dfo, comments: [godta(stranger)], said: spoken() }, 'waiting kld'],
    [
      '/godta of the commit before, when only who has accepted differs',
      {
        by: dfo,
        commits: [commit(older), commit(head)],
        comments: [godta(kld)],
        said: { ...spoken({ commit: older, after: 50 }), equal: new Set([older]) },
      },
      'ready',
    ],
    [
      '/godta of the commit before, when anything else does',
      {
        by: dfo,
        commits: [commit(older), commit(head)],
        comments: [godta(kld)],
        said: spoken({ commit: older, after: 50 }),
      },
      'waiting kld',
    ],
  ])('%s', (_name, story, wanted) => {
    expect(told(story)).toBe(wanted)
  })

  it.each<[string, Story, string]>([
    ['an approver asks to wait', { comments: [comment(kld, '/vent')] }, 'held'],
    ['and then to go on', { comments: [comment(kld, '/vent'), comment(kld, '/fortsett')] }, 'ready'],
    ['the office may always', { comments: [comment(office, '/vent')] }, 'held'],
    ['another agency may not', { comments: [comment(dfo, '/vent')] }, 'ready'],
    ['an approver asks for changes', { by: dfo, reviews: [review(kld, 'changes-requested')] }, 'waiting kld'],
    [
      'and a colleague’s approval does not outvote that',
      {
        change: changedAgreement,
        by: kld,
        reviews: [
          review(dfo, 'approved'),
          review(colleague, 'approved'),
          review(office, 'changes-requested'),
        ],
        before: {
          [settings]: text(settings).replace(
            /approvers: .*/,
            `approvers: [${listed(office)}, ${listed(colleague)}]`,
          ),
        },
      },
      'waiting',
    ],
    ['a stranger asks for changes', { reviews: [review(stranger, 'changes-requested')] }, 'ready'],
  ])('%s', (_name, story, wanted) => {
    expect(told(story)).toBe(wanted)
  })
})

describe('the check', () => {
  it.each<[Story, string]>([
    [{ change: broken }, 'failure'],
    [{ pull: { mergeable: false } }, 'action_required'],
    [{ comments: [comment(kld, '/vent')] }, 'action_required'],
    [{ by: dfo }, 'action_required'],
    [{}, 'success'],
  ])('%#: %s', (story, conclusion) => {
    const [check] = only('check', planOf(story))
    expect(check).toMatchObject({ conclusion, commit: head, name: 'mobilitet/godkjenning' })
  })

  it('is said before anything else', () => {
    expect(planOf({})[0]?.kind).toBe('check')
  })

  it('names every path and everybody who can approve it', () => {
    const [check] = only('check', planOf({ by: stranger, change: { ...smallChange, ...takeover } }))
    expect(check?.summary).toContain(need)
    expect(check?.summary).toContain(agency.dfo)
    expect(check?.summary).toContain('kld-example')
    expect(check?.summary).toContain('kontoret-example eller kontoret-to-example')
  })

  it('is not said again, also where there is only room for its title', () => {
    const story = afterwards({}, planOf({}))
    expect(only('check', planOf(story))).toEqual([])
    const short = { ...story, checks: story.checks?.map((one) => ({ ...one, summary: '' })) ?? [] }
    expect(only('check', planOf(short))).toEqual([])
  })
})

describe('the live comment', () => {
  const waiting: Story = { by: dfo }
  const kinds = (actions: readonly Action[]) => actions.map(({ kind }) => kind)

  it('a second run has nothing to do', () => {
    for (const story of [waiting, {}, { change: broken }, { comments: [comment(kld, '/vent')] }])
      expect(planOf(afterwards(story, planOf(story)))).toEqual([])
  })

  it('is edited where it stands while there is nothing to say yes to', () => {
    const wrong = { ...waiting, change: broken }
    const actions = planOf({ ...afterwards(wrong, planOf(wrong)), siblings: [{ number: 12, paths: [need] }] })
    expect(kinds(actions)).toEqual(['edit-comment'])
    expect(only('edit-comment', actions)[0]?.body).toContain('#12')
  })

  it('is never edited while it asks for a yes: people are told of what is new, and not of what is edited', () => {
    const story = afterwards(waiting, planOf(waiting))
    const next = { ...story, said: { head: sha(5) } }
    expect(kinds(planOf(next)).filter((kind) => kind !== 'check')).toEqual(['comment', 'delete-comment'])
    expect(planOf(afterwards(next, planOf(next)))).toEqual([])
  })

  it('is written anew when somebody has edited it, and what was said of it before counts no more', () => {
    const story = afterwards(waiting, planOf(waiting))
    const edited = (story.comments ?? []).map((one) => ({ ...one, updated: '2026-11-22T12:00:00Z' }))
    const yes = comment(kld, '/godta', { id: 300, created: '2026-11-22T13:00:00Z' })
    const started = new Map([[head, '2026-11-22T09:00:00Z']])
    const next = { ...story, comments: [...edited, yes], said: { started } }
    const actions = planOf(next)
    expect(kinds(actions)).toEqual(['comment', 'delete-comment'])
    expect(markerIn(String(only('comment', actions)[0]?.body))?.value['heads']).toBe(`${head}:300`)
    expect(planOf(afterwards(next, actions))).toEqual([])
    const untouched = { ...next, comments: [...(story.comments ?? []), yes] }
    expect(only('check', planOf(untouched))[0]?.conclusion).toBe('success')
  })

  it('of a copy says where the review is, and nothing is said of the commit', () => {
    const actions = planOf({ ...waiting, copyOf: 3 })
    expect(kinds(actions)).toEqual(['comment'])
    const copy = { ...waiting, copyOf: 3 }
    expect(planOf(afterwards(copy, actions))).toEqual([])
    expect(kinds(planOf({ ...afterwards(copy, actions), copyOf: undefined }))).toEqual([
      ...['check', 'comment', 'delete-comment'],
    ])
  })

  it('is written anew when the verdict is another, and the old one goes', () => {
    const story = afterwards(waiting, planOf(waiting))
    const actions = planOf({ ...story, reviews: [review(kld, 'approved')] })
    expect(kinds(actions)).toEqual(['check', 'comment', 'delete-comment'])
  })

  it('remembers the head, also through a new one', () => {
    const first = afterwards(waiting, planOf(waiting))
    const approved = planOf({ ...first, reviews: [review(kld, 'approved')] })
    const value = markerIn(String(only('comment', approved)[0]?.body))?.value
    expect(value).toMatchObject({ verdict: expect.stringMatching(/^ready /), heads: `${head}:0` })
  })

  it('is one: others of ours are removed', () => {
    const [wanted] = only('comment', planOf(waiting))
    const twice = [1, 2].map((id) => comment(bot, String(wanted?.body), { id }))
    expect(planOf({ ...waiting, comments: twice }).filter(({ kind }) => kind !== 'check')).toEqual([
      { kind: 'delete-comment', comment: 1 },
    ])
  })

  it('somebody else’s comment with our marker is left alone', () => {
    const forged = comment(stranger, withMarker('review', { verdict: 'waiting', heads: `${head}:0` }, 'Klar'))
    expect(kinds(planOf({ ...waiting, comments: [forged] }))).toEqual(['check', 'comment'])
  })

  it('a fault that was told is taken back', () => {
    const voice = (key: string) => key
    const [fault] = only('comment', faultComment(7, undefined, voice, [], bot))
    const comments = [comment(bot, String(fault?.body), { id: 5 })]
    expect(planOf({ comments })).toContainEqual({ kind: 'delete-comment', comment: 5 })
  })
})

describe('suggestions', () => {
  const suggestion = { path: need, line: 3, body: 'Slik:\n\n```suggestion\ntitle: Klima\n```' }
  const suggestions = [suggestion]
  const line = (author: Account, body = suggestion.body) => ({
    ...{ id: 9, author, path: need, line: 44, body },
  })

  it('come in one review of the head', () => {
    const [review] = only('review', planOf({}, 'nb', { suggestions }))
    expect(review).toMatchObject({ pull: 7, commit: head, comments: suggestions })
    expect(review?.body).not.toBe('')
  })

  it('are not repeated, wherever the line has gone', () => {
    const windows = suggestion.body.replaceAll('\n', '\r\n')
    expect(only('review', planOf({ lineComments: [line(bot, windows)] }, 'nb', { suggestions }))).toEqual([])
  })

  it('are not held back by somebody who says the same', () => {
    expect(only('review', planOf({ lineComments: [line(kld)] }, 'nb', { suggestions }))).toHaveLength(1)
  })

  it('are not made to ourselves', () => {
    expect(only('review', planOf({ by: bot }, 'nb', { suggestions }))).toEqual([])
  })

  it('none, no review', () => {
    expect(only('review', planOf({}))).toEqual([])
  })
})
