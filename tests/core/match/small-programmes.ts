/** Small programmes at random, in which much nearly fits: what is said of them can be tried out. */
import fc from 'fast-check'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import type { Decision, Form, Programme, Registration } from '../../../src/core/model.ts'
import { decision, need, offer, programme, settings } from './world.ts'

const areas = ['ki', 'data', 'arkiv'] as const

/** `usual`: how many times in a hundred a term is one that goes with everybody. */
function terms(usual: number) {
  const mostly = <T>(first: T, ...others: readonly T[]): fc.Arbitrary<T> =>
    fc.oneof(
      { weight: usual, arbitrary: fc.constant(first) },
      { weight: 100 - usual, arbitrary: fc.constantFrom(...others) },
    )
  return fc.record({
    agency: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    competences: fc.uniqueArray(fc.constantFrom(...areas), { minLength: 1, maxLength: 2 }),
    inReturn: fc.uniqueArray(fc.constantFrom(...areas), { minLength: 1, maxLength: 2 }),
    forms: mostly<readonly Form[]>(
      ['secondment'],
      ['short-exchange'],
      ['secondment', 'rotation'],
      ['rotation'],
    ),
    period: mostly(
      { from: '2027-01-01', to: '2027-12-31' },
      { from: '2027-01-01', to: '2027-02-14' },
      { from: '2027-11-15', to: '2027-12-31' },
      { from: '2026-01-01', to: '2026-12-10' },
    ),
    duration: mostly(
      { minWeeks: 8, maxWeeks: 26 },
      { minWeeks: 12, maxWeeks: 40 },
      { minWeeks: 3, maxWeeks: 6 },
    ),
    workload: mostly({ min: 50, max: 100 }, { min: 20, max: 40 }, { min: 80, max: 100 }),
    municipality: fc.constantFrom('Oslo', 'Bodø'),
    presence: mostly<'on-site' | 'hybrid' | 'digital'>('on-site', 'hybrid', 'digital'),
    places: mostly(1, 2),
    level: mostly<'specialist' | 'employee' | 'senior-manager'>('specialist', 'employee', 'senior-manager'),
    clearance: mostly<'none' | 'secret'>('none', 'secret'),
    confirmed: mostly('2026-11-01', '2025-10-01'),
    wished: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 1 }),
    excluded: mostly<readonly string[]>([], ['c']),
    turned: mostly(false, true),
  })
}

type Terms = ReturnType<typeof terms> extends fc.Arbitrary<infer T> ? T : never

/** Needs and offers by turns. */
function registration(drawn: Terms, at: number): Registration {
  const { agency, turned, municipality, presence, wished, excluded, ...rest } = drawn
  const changes = { ...rest, place: { municipality, presence }, partners: { wished, excluded } }
  const id = `${agency}.p${at}`
  return at % 2 === 0
    ? need(id, { ...changes, direction: turned ? 'receive' : 'send' })
    : offer(id, { ...changes, direction: turned ? 'lend' : 'host' })
}

/** Every refusal is of a need and an offer as they are now, so that it holds. */
function refusals(registrations: readonly Registration[], which: readonly number[]): readonly Decision[] {
  const pairs = registrations.flatMap((one) =>
    registrations.flatMap((other) =>
      one.kind === 'need' && other.kind === 'offer' && one.agency !== other.agency ? [[one, other]] : [],
    ),
  )
  return which.flatMap((at) => {
    const pair = pairs[at % Math.max(1, pairs.length)]
    return pair ? [decision(pair.map(({ id }) => id).join('--'), fingerprint(pair))] : []
  })
}

type Sizes = { readonly minLength: number; readonly maxLength: number }

/** `usual`: how many times in a hundred a term is one that goes with everybody. */
export function smallProgrammes(sizes: Sizes, usual = 80): fc.Arbitrary<Programme> {
  return fc
    .record({
      registrations: fc.array(terms(usual), sizes).map((all) => all.map(registration)),
      minimumScore: fc.constantFrom(0, 0, 40, 60),
      rotationLength: fc.constantFrom(2, 3),
      refused: fc.array(fc.nat(50), { maxLength: 1 }),
    })
    .map(({ registrations, minimumScore, rotationLength, refused }) =>
      programme({
        registrations,
        decisions: refusals(registrations, refused),
        settings: settings({ minimumScore, rotationLength, nearMisses: 5 }),
      }),
    )
}
