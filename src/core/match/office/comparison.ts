/** Forskjell: what becomes of proposals, needs and agencies when one matching takes the place of another. */
import { compare } from '../../diagnostic.ts'
import type { Matching, Programme, Proposal } from '../../model.ts'
import { type Lesson, lessonsIn } from './exchange-table.ts'

/** A number, before and after. */
export type Shift = { readonly before: number; readonly after: number }

/** A matching, and the programme it was made from. */
export type Matched = { readonly matching: Matching; readonly programme: Programme }

/** What an agency gets (learns from others) and gives, counted in lessons. */
export type AgencyShift = { readonly agency: string; readonly gets: Shift; readonly gives: Shift }

export type Comparison = {
  /** How many there are. */
  readonly count: Shift
  readonly proposals: {
    readonly come: readonly Proposal[]
    readonly go: readonly Proposal[]
    /** By id, each with its score; a changed registration may have changed it. */
    readonly stay: readonly (Shift & { readonly id: string })[]
  }
  /** Registrations that have begun or ceased to look for somebody, by id. */
  readonly registrations: { readonly come: readonly string[]; readonly go: readonly string[] }
  /**
   * Needs with more or fewer places met than before. One that has ceased to look is not said to have lost anything,
   * and one that has come without a proposal has not either.
   */
  readonly needs: {
    readonly met: readonly (Shift & { readonly id: string })[]
    readonly unmet: readonly (Shift & { readonly id: string })[]
  }
  /** To gain is to get more, or as much and give more; to lose is the opposite. The others are not here. */
  readonly agencies: { readonly gain: readonly AgencyShift[]; readonly lose: readonly AgencyShift[] }
}

/** Lists are in the order of ids, except proposals, which keep the order they had: the best first. */
export function comparisonOf(before: Matched, after: Matched): Comparison {
  const shifts = agencyShifts(before, after)
  const needs = needShifts(before, after)
  return {
    count: { before: before.matching.proposals.length, after: after.matching.proposals.length },
    proposals: proposalShifts(before.matching, after.matching),
    registrations: {
      come: without(looking(after.matching), looking(before.matching)),
      go: without(looking(before.matching), looking(after.matching)),
    },
    needs: {
      met: needs.filter((one) => one.after > one.before),
      unmet: needs.filter((one) => one.after < one.before),
    },
    agencies: {
      gain: shifts.filter((one) => change(one) > 0),
      lose: shifts.filter((one) => change(one) < 0),
    },
  }
}

/** Whether there is anything to tell. */
export function isAlike({ proposals, registrations, needs, agencies }: Comparison): boolean {
  const lists = [proposals.come, proposals.go, registrations.come, registrations.go, needs.met, needs.unmet]
  const shifted = proposals.stay.some(({ before, after }) => before !== after)
  return !shifted && [...lists, agencies.gain, agencies.lose].every((list) => list.length === 0)
}

function proposalShifts(before: Matching, after: Matching): Comparison['proposals'] {
  const scores = new Map(before.proposals.map(({ id, score }) => [id, score]))
  const stays = new Set(after.proposals.map(({ id }) => id))
  return {
    come: after.proposals.filter(({ id }) => !scores.has(id)),
    go: before.proposals.filter(({ id }) => !stays.has(id)),
    stay: after.proposals
      .flatMap(({ id, score }) => {
        const known = scores.get(id)
        return known === undefined ? [] : [{ id, before: known, after: score }]
      })
      .sort((a, b) => compare(a.id, b.id)),
  }
}

/** Those that took part: in a proposal, or told of as having none. */
function looking({ proposals, unmatched }: Matching): ReadonlySet<string> {
  return new Set([
    ...proposals.flatMap(({ registrations }) => registrations),
    ...unmatched.map(({ id }) => id),
  ])
}

function without(ids: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...ids].filter((id) => !others.has(id)).sort(compare)
}

function needShifts(before: Matched, after: Matched): readonly (Shift & { readonly id: string })[] {
  const [then, now] = [metPlaces(before), metPlaces(after)]
  const still = looking(after.matching)
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter((id) => still.has(id))
    .sort(compare)
    .map((id) => ({ id, before: then.get(id) ?? 0, after: now.get(id) ?? 0 }))
}

function metPlaces({ matching, programme }: Matched): ReadonlyMap<string, number> {
  const met = matching.proposals
    .flatMap(({ registrations }) => registrations)
    .filter((id) => programme.registrations.get(id)?.kind === 'need')
  return tally(met)
}

function agencyShifts(before: Matched, after: Matched): readonly AgencyShift[] {
  const [then, now] = [before, after].map(({ matching, programme }) =>
    lessonsIn(matching.proposals, programme),
  )
  const gets = shiftsIn(then, now, ({ learner }) => learner)
  const gives = shiftsIn(then, now, ({ teacher }) => teacher)
  return [...new Set([...gets.keys(), ...gives.keys()])].sort(compare).map((agency) => ({
    agency,
    gets: gets.get(agency) ?? { before: 0, after: 0 },
    gives: gives.get(agency) ?? { before: 0, after: 0 },
  }))
}

function shiftsIn(
  before: readonly Lesson[] = [],
  after: readonly Lesson[] = [],
  of: (lesson: Lesson) => string,
): ReadonlyMap<string, Shift> {
  const [then, now] = [tally(before.map(of)), tally(after.map(of))]
  return new Map(
    [...then.keys(), ...now.keys()].map((one) => [
      one,
      { before: then.get(one) ?? 0, after: now.get(one) ?? 0 },
    ]),
  )
}

function change({ gets, gives }: AgencyShift): number {
  return gets.after - gets.before || gives.after - gives.before
}

function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>()
  for (const name of names) counted.set(name, (counted.get(name) ?? 0) + 1)
  return counted
}
