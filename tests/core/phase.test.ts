/** The life of an agreement, told day by day. The agreement is the one the stories about rules start from. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { termsDigest } from '../../src/core/agreement/digest.ts'
import { type Phase, phaseOf, phases } from '../../src/core/agreement/phase.ts'
import type { Agreement, Evaluation, Exchange } from '../../src/core/model.ts'
import { layers, loadTree, root } from '../worlds.ts'

const { programme } = loadTree(layers(join(root, 'tests/rules/_world')))
const { agencies, agreements, settings } = programme
const numbers = new Map(Array.from(agencies.values(), (agency) => [agency.slug, agency.organisationNumber]))
const draft = agreements.get('kld-dfo') as Agreement
const [exchange] = draft.exchanges as [Exchange, ...Exchange[]]

type Change = Partial<Agreement>
const self: Change = { basis: { selfFound: true }, accepted: [] }
const open: Change = { purpose: null }
const acceptedBy = (...parties: string[]): Change => ({
  accepted: parties.map((party) => ({ party, date: '2026-11-10' })),
})

/** Signs whatever the agreement has become. */
function signed(change: Change = {}, ...parties: string[]): Change {
  const terms = termsDigest({ ...draft, ...change }, numbers)
  const signatures = (parties.length > 0 ? parties : ['kld', 'dfo']).map(
    (party) => ({ party, role: 'Direktør', date: '2026-11-16', method: 'esign', terms }) as const,
  )
  return { ...change, signatures }
}

const lasting = (from: string, to: string, rest: Partial<Exchange> = {}): Exchange => ({
  ...exchange,
  ...rest,
  period: { from, to },
})
const two = (first: Partial<Exchange> = {}, second: Partial<Exchange> = {}): Change => ({
  exchanges: [
    lasting('2027-03-15', '2027-05-14', { id: 'ut-1', ...first }),
    lasting('2027-09-01', '2027-11-30', { id: 'ut-2', ...second }),
  ],
})
const ended = (date: string): Partial<Exchange> => ({ ended: { date, reason: 'Oppgaven falt bort.' } })

function evaluated(...names: string[]): Evaluation[] {
  return names.map((name) => {
    const [id = '', by = ''] = name.split(' ')
    return {
      exchange: id,
      stage: 'end',
      by: by as 'sender' | 'host',
      date: '2027-09-20',
      language: 'nb',
      ratings: { learning: 5 },
      learned: 'Mye.',
      file: `agreements/kld-dfo/evaluations/${id}-end-${by}.yaml`,
      agreement: 'kld-dfo',
      name: `${id}-end-${by}`,
    }
  })
}

type Story = readonly [
  story: string,
  today: string,
  phase: Phase,
  change?: Change,
  evaluations?: Evaluation[],
]

const before: readonly Story[] = [
  ['nobody has said yes', '2026-11-22', 'proposed', acceptedBy()],
  ['one has said yes', '2026-11-22', 'proposed', acceptedBy('kld')],
  ['one has said yes twice', '2026-11-22', 'proposed', acceptedBy('kld', 'kld')],
  ['one and a stranger have said yes', '2026-11-22', 'proposed', acceptedBy('kld', 'ssb')],
  ['a proposal with open questions', '2026-11-22', 'proposed', { ...acceptedBy('kld'), ...open }],
  ['all have said yes, a question is open', '2026-11-22', 'negotiating', open],
  ['self-found, a question is open', '2026-11-22', 'negotiating', { ...self, ...open }],
  ['all is answered', '2026-11-22', 'ready-to-sign'],
  ['self-found and answered', '2026-11-22', 'ready-to-sign', self],
  ['still unsigned when it should have begun', '2027-03-15', 'ready-to-sign'],
]

const signing: readonly Story[] = [
  ['one has signed', '2026-11-22', 'ready-to-sign', signed({}, 'kld')],
  ['one has signed twice', '2026-11-22', 'ready-to-sign', signed({}, 'kld', 'kld')],
  ['one and a stranger have signed', '2026-11-22', 'ready-to-sign', signed({}, 'kld', 'ssb')],
  ['all have signed', '2026-11-22', 'signed', signed()],
  ['all have signed what nobody wrote that they accepted', '2026-11-22', 'signed', signed(acceptedBy())],
  [
    'all signed, then the purpose was changed',
    '2026-11-22',
    'ready-to-sign',
    { ...signed(), purpose: 'Et annet.' },
  ],
  ['all signed, then the version was raised', '2026-11-22', 'ready-to-sign', { ...signed(), version: 2 }],
]

const exchanging: readonly Story[] = [
  ['the day before the first day', '2027-03-14', 'signed', signed()],
  ['the first day', '2027-03-15', 'running', signed()],
  ['the last day', '2027-09-14', 'running', signed()],
  ['the day after the last day', '2027-09-15', 'awaiting-evaluation', signed()],
  ['between two exchanges', '2027-07-01', 'running', signed(two())],
  ['the last day of the second', '2027-11-30', 'running', signed(two())],
  ['the day after the second', '2027-12-01', 'awaiting-evaluation', signed(two())],
  [
    'ended early, on that day',
    '2027-06-01',
    'running',
    signed({ exchanges: [{ ...exchange, ...ended('2027-06-01') }] }),
  ],
  [
    'ended early, the day after',
    '2027-06-02',
    'awaiting-evaluation',
    signed({ exchanges: [{ ...exchange, ...ended('2027-06-01') }] }),
  ],
  [
    'an end noted after the last day changes nothing',
    '2027-09-15',
    'awaiting-evaluation',
    signed({ exchanges: [{ ...exchange, ...ended('2027-10-01') }] }),
  ],
  [
    'the first called off the day before, the second not begun',
    '2027-04-01',
    'signed',
    signed(two(ended('2027-03-14'))),
  ],
  [
    'the first ended on its first day, the second not begun',
    '2027-04-01',
    'running',
    signed(two(ended('2027-03-15'))),
  ],
  [
    'the only one called off',
    '2027-03-15',
    'closed',
    signed({ exchanges: [{ ...exchange, ...ended('2027-03-14') }] }),
  ],
]

const evaluating: readonly Story[] = [
  ['one evaluation of two', '2027-09-15', 'awaiting-evaluation', signed(), evaluated('ut-1 sender')],
  ['both evaluations', '2027-09-15', 'closed', signed(), evaluated('ut-1 sender', 'ut-1 host')],
  ['both, but it is not over', '2027-09-14', 'running', signed(), evaluated('ut-1 sender', 'ut-1 host')],
  [
    'both, for one exchange of two',
    '2027-12-01',
    'awaiting-evaluation',
    signed(two()),
    evaluated('ut-1 sender', 'ut-1 host'),
  ],
  [
    'both, for the one that took place',
    '2027-12-01',
    'closed',
    signed(two(ended('2027-03-14'))),
    evaluated('ut-2 sender', 'ut-2 host'),
  ],
  [
    "another agreement's evaluations",
    '2027-09-15',
    'awaiting-evaluation',
    signed(),
    evaluated('ut-1 sender', 'ut-1 host').map((evaluation) => ({ ...evaluation, agreement: 'dfo-kld' })),
  ],
  [
    'evaluations of another stage',
    '2027-09-15',
    'awaiting-evaluation',
    signed(),
    evaluated('ut-1 sender', 'ut-1 host').map((evaluation) => ({ ...evaluation, stage: 'midway' as const })),
  ],
]

const termination = { date: '2027-05-01', by: 'dfo', reason: 'Omorganisering.' }
const terminating: readonly Story[] = [
  ['the day before', '2027-04-30', 'running', { ...signed(), termination }],
  ['the day', '2027-05-01', 'terminated', { ...signed(), termination }],
  ['the day after', '2027-05-02', 'terminated', { ...signed(), termination }],
  ['never signed', '2027-05-01', 'terminated', { termination }],
  [
    'evaluated all the same',
    '2027-12-01',
    'terminated',
    { ...signed(), termination },
    evaluated('ut-1 sender', 'ut-1 host'),
  ],
]

describe.each([
  ['before anybody signs', before],
  ['signing', signing],
  ['exchanging', exchanging],
  ['evaluating', evaluating],
  ['terminating', terminating],
] as const)('%s', (_, stories) => {
  it.each(stories.map(told))('$story, $today: $phase', ({ today, phase, change, evaluations }) => {
    const agreement = { ...draft, ...change }
    const digest = termsDigest(agreement, numbers)
    expect(phaseOf({ agreement, evaluations, settings, digest, today })).toBe(phase)
  })
})

function told([story, today, phase, change = {}, evaluations = []]: Story) {
  return { story, today, phase, change, evaluations }
}

it('tells a story of every phase', () => {
  const seen = new Set(
    [before, signing, exchanging, evaluating, terminating].flat().map(([, , phase]) => phase),
  )
  expect([...seen].sort()).toEqual([...phases].sort())
})

it('asks for no evaluation while the settings cannot be read', () => {
  const agreement = { ...draft, ...signed() }
  const digest = termsDigest(agreement, numbers)
  expect(phaseOf({ agreement, evaluations: [], settings: undefined, digest, today: '2027-09-15' })).toBe(
    'closed',
  )
})
