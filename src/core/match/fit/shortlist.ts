/**
 * Kortliste: who could teach somebody, found without looking at everybody. What keeps two apart in a large programme is
 * what they know and when they are free, so that is what is looked up; the terms most have in common are compared once
 * for all who have the same. Whoever is found may still not fit. Whoever is not found cannot.
 */
import { addDays } from '../../days.ts'
import type { IsoDate, Registration } from '../../model.ts'
import type { Context } from '../context.ts'
import { type Constraint, isFeasible } from './feasible.ts'
import { given, wanted } from './sides.ts'

/** Finds those of kin by competence, so that not everybody is compared with everybody. */
export type Finder = (one: Registration) => readonly Registration[]

/** They must look at no other fields than those of `terms`. */
const decidedByTerms: readonly string[] = ['direction', 'form', 'presence', 'level']

/** Two registrations with the same terms are the same to those constraints. */
function terms({ direction, forms, place, level }: Registration): string {
  return [direction, place.presence, level, ...forms.toSorted()].join(' ')
}

/** Finds who may teach a registration what it wants, in the order of `givers`, each once. */
export function shortlist(
  givers: readonly Registration[],
  constraints: readonly Constraint[],
  context: Context,
): Finder {
  const deciding = constraints.filter(({ id }) => decidedByTerms.includes(id))
  const shelves = byArea(givers)
  const alike = byTerms(givers)
  const agreeing = new Map<string, ReadonlySet<number>>()
  const agreeingWith = (wants: Registration): ReadonlySet<number> => {
    const known = agreeing.get(terms(wants))
    const found = known ?? alike.agreeing((gives) => isFeasible(deciding, wants, gives, context))
    if (!known) agreeing.set(terms(wants), found)
    return found
  }
  return (wants) => {
    const agreed = agreeingWith(wants)
    const window = windowOf(wants, context.today)
    const found = new Set<number>()
    for (const area of areasNear(wants, context)) {
      for (const at of inTime(shelves.get(area), window)) if (agreed.has(alike.of[at] ?? -1)) found.add(at)
    }
    return [...found].sort((a, b) => a - b).flatMap((at) => givers[at] ?? [])
  }
}

function areasNear(wants: Registration, { competences }: Context): ReadonlySet<string> {
  return new Set(wanted(wants).ids.flatMap((id) => [...(competences.get(id)?.keys() ?? [id])]))
}

/** Those with the same terms share a number. */
type Alike = {
  /** By position among the givers. */
  readonly of: readonly number[]
  /** The numbers of those whose terms pass; one of each is asked. */
  agreeing(passes: (gives: Registration) => boolean): ReadonlySet<number>
}

function byTerms(givers: readonly Registration[]): Alike {
  const numbers = new Map<string, number>()
  const examples: Registration[] = []
  const of = givers.map((one) => {
    const number = numbers.get(terms(one)) ?? examples.push(one) - 1
    numbers.set(terms(one), number)
    return number
  })
  return {
    of,
    agreeing: (passes) => new Set(examples.flatMap((one, number) => (passes(one) ? number : []))),
  }
}

/** Those who can teach one area, by the first day they are free. */
type Shelf = {
  /** Positions among the givers. */
  readonly at: readonly number[]
  readonly from: readonly IsoDate[]
  readonly to: readonly IsoDate[]
  /** The last day that this one, or any before it, is free. */
  readonly latest: readonly IsoDate[]
}

function byArea(givers: readonly Registration[]): ReadonlyMap<string, Shelf> {
  const areas = new Map<string, number[]>()
  for (const [at, one] of givers.entries()) {
    for (const id of new Set(given(one).ids)) {
      const known = areas.get(id)
      if (known) known.push(at)
      else areas.set(id, [at])
    }
  }
  return new Map([...areas].map(([id, at]) => [id, shelf(at, givers)]))
}

function shelf(positions: readonly number[], givers: readonly Registration[]): Shelf {
  const day = (at: number, end: 'from' | 'to'): IsoDate => givers[at]?.period[end] ?? ''
  const at = positions.toSorted((a, b) => (day(a, 'from') < day(b, 'from') ? -1 : 1))
  const to = at.map((one) => day(one, 'to'))
  let last = ''
  const latest = to.map((one) => {
    last = one > last ? one : last
    return last
  })
  return { at, from: at.map((one) => day(one, 'from')), to, latest }
}

/** The other must begin no later than the one day and end no earlier than the other, or the shortest stay has no room. */
type Window = { readonly begins: IsoDate; readonly ends: IsoDate }

function windowOf({ period, duration }: Registration, today: IsoDate): Window {
  const days = 7 * duration.minWeeks
  const from = period.from > today ? period.from : today
  return { begins: addDays(period.to, 1 - days), ends: addDays(from, days - 1) }
}

/** From the last that begins in time back to where nobody stays long enough any more. */
function* inTime(shelf: Shelf | undefined, { begins, ends }: Window): Generator<number> {
  if (!shelf) return
  for (let one = firstAfter(shelf.from, begins) - 1; one >= 0 && (shelf.latest[one] ?? '') >= ends; one--) {
    const at = shelf.at[one]
    if (at !== undefined && (shelf.to[one] ?? '') >= ends) yield at
  }
}

/** The position of the first day after `day` in an ascending list. */
function firstAfter(days: readonly IsoDate[], day: IsoDate): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? '') <= day) low = middle + 1
    else high = middle
  }
  return low
}
