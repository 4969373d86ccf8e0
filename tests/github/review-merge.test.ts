/** What we take in ourselves, and what we leave to the office. */
import { describe, expect, it } from 'vitest'
import type { Account } from '../../src/core/model.ts'
import { merging } from '../../src/core/plan/review/auto-merge.ts'
import { judge } from '../../src/core/plan/review/verdict.ts'
import {
  agency,
  agreement,
  bot,
  colleague,
  decision,
  declinedBy,
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
  smallChange,
  spoken,
} from './review-world.ts'

const offices = text(settings).replace(
  /approvers: .*/,
  `approvers: [${listed(office)}, ${listed(colleague)}]`,
)
const automatic = { [settings]: `${offices}autoMerge: true\n` }
const branch = 'decision/kld.klimaregnskap--dfo.klimadata'
const ours = { head: { branch, repository: repository.name } }

function told(story: Story) {
  const facts = factsOf({ before: automatic, ...story })
  return merging(facts, judge(facts))
}

describe('needs and offers of one agency, when the programme says so', () => {
  it.each<[string, Story, string]>([
    ['its own change', {}, 'now'],
    [
      'a need and an offer',
      {
        by: dfo,
        change: { [offer]: `${text(offer)}# a\n`, 'agencies/dfo/needs/ny.yaml': text(need) },
        reviews: [],
      },
      'now',
    ],
    ['the programme does not say so', { before: {} }, 'by-office'],
    [
      'the change itself says so',
      { before: {}, change: { ...smallChange, ...automatic }, by: kld },
      'by-office',
    ],
    ['from somebody else, and not approved', { by: dfo }, 'by-office'],
    ['from somebody else, and approved', { by: dfo, reviews: [review(kld, 'approved')] }, 'now'],
    ['an error', { change: { [need]: 'title: x' } }, 'by-office'],
    ['a draft', { pull: { draft: true } }, 'by-office'],
    ['on hold', { comments: [comment(kld, '/vent')] }, 'by-office'],
    ['in conflict', { pull: { mergeable: false } }, 'by-office'],
    ['GitHub has not looked for conflicts yet', { pull: { mergeable: undefined } }, 'soon'],
    ['the same file has changed in the meantime', { overtaken: [need] }, 'by-office'],
    [
      'somebody else has added to it',
      { commits: [commit(sha(1), kld), commit(head, stranger)] },
      'by-office',
    ],
    [
      'a colleague who may approve has added to it',
      { by: dfo, commits: [commit(head, kld)], reviews: [review(kld, 'approved')] },
      'now',
    ],
    [
      'nobody knows whose account a commit is',
      {
        commits: [commit(sha(1), kld), { id: head, author: undefined, message: '' }],
        comments: [comment(kld, '/godta', { id: 160 })],
        said: spoken(),
      },
      'by-office',
    ],
    [
      'we have added to it, and its author says yes to that',
      {
        commits: [commit(sha(1), kld), commit(head)],
        comments: [comment(kld, '/godta', { id: 160 })],
        said: spoken(),
      },
      'now',
    ],
    [
      'two agencies’',
      {
        by: kld,
        change: { ...smallChange, [offer]: `${text(offer)}# a\n` },
        reviews: [review(dfo, 'approved')],
      },
      'by-office',
    ],
    [
      'its agency.yaml',
      { change: { [agency.kld]: text(agency.kld).replace('Oslo', 'Bergen') } },
      'by-office',
    ],
    [
      'a file of another kind beside',
      { change: { ...smallChange, 'docs/x.md': 'x' }, reviews: [review(office, 'approved')] },
      'by-office',
    ],
    [
      'an agreement',
      {
        change: { [agreement]: `${text(agreement)}# a\n` },
        reviews: [review(dfo, 'approved'), review(office, 'approved')],
      },
      'by-office',
    ],
  ])('%s', (_name, story, wanted) => {
    expect(told(story)).toBe(wanted)
  })
})

describe('declines that we wrote down', () => {
  const story: Story = { by: bot, change: { [decision]: declinedBy('dfo') }, pull: ours }
  it.each<[string, Story, string]>([
    ['asked for on the proposal', { said: { elsewhere: [dfo] } }, 'now'],
    ['asked for by somebody who may not', { said: { elsewhere: [stranger] } }, 'by-office'],
    ['approved by the agency that said no', { reviews: [review(dfo, 'approved')] }, 'now'],
    ['approved by the office', { reviews: [review(office, 'approved')] }, 'now'],
    ['approved by the other agency', { reviews: [review(kld, 'approved')] }, 'by-office'],
    ['approved by nobody', {}, 'by-office'],
    ['the programme does not say so', { before: {}, said: { elsewhere: [dfo] } }, 'by-office'],
    [
      'somebody has added to it',
      { said: { elsewhere: [dfo] }, commits: [commit(sha(1)), commit(head, dfo)] },
      'by-office',
    ],
    [
      'from a fork, under the same name',
      { said: { elsewhere: [dfo] }, pull: { head: { branch, repository: 'kld-example/mobilitet' } } },
      'by-office',
    ],
    [
      'under the name of another match',
      {
        said: { elsewhere: [dfo] },
        pull: { head: { branch: 'decision/kld.klimaregnskap--dfo.annet', repository: repository.name } },
      },
      'by-office',
    ],
    ['written by a person', { by: dfo }, 'by-office'],
  ])('%s', (_name, more, wanted) => {
    expect(told({ ...story, ...more })).toBe(wanted)
  })
})

describe('the deed', () => {
  const merges = (story: Story) => only('merge', planOf({ before: automatic, ...story }))

  it('takes in exactly the commit that was reviewed, last of all', () => {
    const actions = planOf({ before: automatic })
    expect(actions.at(-1)).toEqual({
      kind: 'merge',
      pull: 7,
      commit: head,
      title: 'Ta inn registrering fra kld (#7)',
      message: 'Godkjent av kld-example.',
    })
  })

  it('says nothing that others wrote, but who approved', () => {
    const [merge] = merges({ pull: { title: '@etat/alle se https://example.no #1' } })
    expect(merge?.title).toBe('Ta inn registrering fra kld (#7)')
  })

  it('of a decline', () => {
    const [merge] = merges({
      by: bot,
      change: { [decision]: declinedBy('dfo') },
      pull: ours,
      said: { elsewhere: [dfo] },
    })
    expect(merge).toMatchObject({
      title: 'Ta inn avslag på koblingsforslag (#7)',
      message: 'Godkjent av dfo-example.',
    })
  })

  it('is not done while GitHub looks for conflicts, and the comment says so', () => {
    const actions = planOf({ before: automatic, pull: { mergeable: undefined } })
    expect(only('merge', actions)).toEqual([])
    expect(only('comment', actions)[0]?.body).toContain('så snart GitHub er ferdig')
  })

  it('the comment tells who takes it in', () => {
    const said = (story: Story) => String(only('comment', planOf(story))[0]?.body)
    expect(said({ before: automatic })).toContain('Endringen blir tatt inn nå.')
    expect(said({})).toContain('Programkontoret kan ta endringen inn.')
    expect(said({ pull: { draft: true } })).toContain('utkast')
  })
})

const strangers: readonly Account[] = [stranger, dfo]
it.each(strangers)('$login cannot have the need of another agency taken in', (account) => {
  expect(told({ by: account })).toBe('by-office')
  expect(told({ by: account, reviews: [review(account, 'approved')] })).toBe('by-office')
})
