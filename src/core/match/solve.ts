/**
 * Utvalg: which of the possible proposals to make. In this order: most needs met, most agencies served, highest
 * total score. Pairs alone are a flow problem and are solved exactly, whatever their number. Rotations are decided
 * one at a time (branch and bound); the bound lets each member of a rotation take its part of the value by itself.
 * When the effort is used up the best answer so far is given, and it is said not to be proved.
 */
import { compare } from '../diagnostic.ts'
import { arc, type Meter, type Network, network, node, sendAll, units } from './flow.ts'

/** Kandidat: what the choice needs to know of a proposal. */
export type Candidate = {
  readonly id: string
  readonly kind: 'pair' | 'rotation'
  /** Each takes one place. A pair: the need, then the offer. */
  readonly registrations: readonly string[]
  /** Those of the registrations that are needs, and are met. */
  readonly meets: readonly string[]
  /** The agencies that learn something: of the need of a pair, of each registration of a rotation. */
  readonly serves: readonly string[]
  /** A whole number of at most 1,000. */
  readonly score: number
}

export type Solution = {
  readonly chosen: ReadonlySet<string>
  /** True only if no other choice can be better. */
  readonly optimal: boolean
}

/** How many arcs and rotations may be looked at: a fraction of a second's work, and the same on every machine. */
const defaultEffort = 4_000_000

/** Capacities are free places by registration. The same input, in any order, gives the same answer. */
export function solve(
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  effort: number = defaultEffort,
): Solution {
  const chosen = new Set<string>()
  const meter: Meter = { looked: 0 }
  let optimal = true
  const usable = candidates.filter(({ registrations }) =>
    registrations.every((id) => (capacities.get(id) ?? 0) > 0),
  )
  const separate = components(usable.toSorted((a, b) => compare(a.id, b.id)))
  for (const part of separate.sort((a, b) => a.length - b.length)) {
    const search = begin(part, capacities, meter, effort)
    branch(search, { taken: [], open: part.filter(({ kind }) => kind === 'rotation') })
    for (const { id } of search.best) chosen.add(id)
    optimal &&= search.proved
  }
  return { chosen, optimal }
}

/** Candidates that share neither a registration nor an agency do not disturb each other. */
function components(candidates: readonly Candidate[]): Candidate[][] {
  const parent = new Map<string, string>()
  const root = (name: string): string => {
    let at = name
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up
    if (at !== name) parent.set(name, at)
    return at
  }
  const names = ({ registrations, serves }: Candidate) => [
    ...registrations,
    ...serves.map((agency) => `@${agency}`),
  ]
  for (const candidate of candidates) {
    const [first = '', ...others] = names(candidate)
    for (const other of others) {
      const [one, two] = [root(first), root(other)]
      if (one !== two) parent.set(two, one)
    }
  }
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const name = root(names(candidate)[0] ?? '')
    const group = groups.get(name)
    if (group) group.push(candidate)
    else groups.set(name, [candidate])
  }
  return [...groups.values()]
}

type Search = {
  readonly pairs: readonly Candidate[]
  readonly capacities: ReadonlyMap<string, number>
  readonly worth: Worth
  readonly meter: Meter
  readonly effort: number
  best: readonly Candidate[]
  value: number
  proved: boolean
}

/** The three aims in one number: one more need outweighs all agencies, one more agency all scores. */
type Worth = { readonly need: number; readonly agency: number }

function begin(
  part: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  meter: Meter,
  effort: number,
): Search {
  const used = new Set(part.flatMap(({ registrations }) => registrations))
  const places = [...used].reduce((sum, id) => sum + (capacities.get(id) ?? 0), 0)
  const agency = places * 1000 + 1
  const worth = { agency, need: agency * (new Set(part.flatMap(({ serves }) => serves)).size + 1) }
  const pairs = part.filter(({ kind }) => kind === 'pair')
  return { pairs, capacities, worth, meter, effort, best: [], value: 0, proved: true }
}

/** What has been decided about rotations: those taken, and those still open. */
type Decided = { readonly taken: readonly Candidate[]; readonly open: readonly Candidate[] }

function branch(search: Search, decided: Decided): void {
  if (search.meter.looked > search.effort) {
    search.proved = false
    return
  }
  search.meter.looked += decided.open.length
  const open = decided.open.filter((one) => fits(search, [...decided.taken, one]))
  const bound = choosePairs(search, decided.taken, open)
  if (bound.value <= search.value) return
  const taken = [...decided.taken, ...takeTogether(search, { taken: decided.taken, open }, bound.turning)]
  const answer = bound.turning.size === 0 ? bound : choosePairs(search, taken, [])
  if (answer.value > search.value) {
    search.value = answer.value
    search.best = [...taken, ...answer.pairs]
  }
  const next = mostWanted(open, bound.turning)
  if (bound.value <= search.value || !next) return
  const others = open.filter((one) => one !== next)
  branch(search, { taken: [...decided.taken, next], open: others })
  branch(search, { taken: decided.taken, open: others })
}

function fits({ capacities }: Search, rotations: readonly Candidate[]): boolean {
  const used = count(rotations.flatMap(({ registrations }) => registrations))
  return [...used].every(([id, places]) => places <= (capacities.get(id) ?? 0))
}

function count(names: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>()
  for (const name of names) counted.set(name, (counted.get(name) ?? 0) + 1)
  return counted
}

/** Rounds: rotations, the most valuable first, whose members would all take part in one. */
function takeTogether(
  search: Search,
  { taken, open }: Decided,
  turning: ReadonlyMap<string, number>,
): readonly Candidate[] {
  const left = new Map(turning)
  const together: Candidate[] = []
  for (const one of open.toSorted(byValue)) {
    if (!one.registrations.every((id) => (left.get(id) ?? 0) > 0)) continue
    if (!fits(search, [...taken, ...together, one])) continue
    together.push(one)
    for (const id of one.registrations) left.set(id, (left.get(id) ?? 0) - 1)
  }
  return together
}

/** The rotation to decide next: the one most of whose members would take part. */
function mostWanted(open: readonly Candidate[], turning: ReadonlyMap<string, number>): Candidate | undefined {
  const pull = ({ registrations }: Candidate): number =>
    registrations.filter((id) => turning.has(id)).length / registrations.length
  return open.toSorted((a, b) => pull(b) - pull(a) || byValue(a, b))[0]
}

/** The most valuable first. */
function byValue(a: Candidate, b: Candidate): number {
  return b.meets.length - a.meets.length || b.score - a.score || compare(a.id, b.id)
}

type Choice = {
  readonly value: number
  readonly pairs: readonly Candidate[]
  /** Registrations that would rather take part in an open rotation, and how often. */
  readonly turning: ReadonlyMap<string, number>
}

/**
 * The best pairs beside the rotations taken. Every place of a need is a unit that goes to an offer or stays idle; an
 * agency all of whose units stay idle pays what serving it is worth. Open rotations may be used in parts: each member
 * earns what it would bring into the best of them, so the value is an upper bound.
 */
function choosePairs(search: Search, taken: readonly Candidate[], open: readonly Candidate[]): Choice {
  const { pairs, capacities, worth, meter } = search
  const net = network()
  const sink = node(net)
  const used = count(taken.flatMap(({ registrations }) => registrations))
  const left = (id: string): number => (capacities.get(id) ?? 0) - (used.get(id) ?? 0)
  const parts = partsOf(open, worth)
  // Costs must not be negative, so earnings are counted down from the most there is to earn.
  const most = highest([
    ...pairs.map((pair) => value(pair, worth)),
    ...[...parts.values()].map(({ part }) => part),
  ])

  const sources: number[] = []
  const unitsOf = new Map<string, number[]>()
  const entrance = named(net, (at, id, agency) => {
    for (let unit = 0; unit < left(id); unit++) {
      sources.push(at)
      unitsOf.set(agency, [...(unitsOf.get(agency) ?? []), at])
    }
  })
  const exit = named(net, (at, id) => arc(net, at, sink, left(id), 0))
  const pairArcs = pairs.map((pair) => {
    const [need = '', offer = ''] = pair.registrations
    return arc(net, entrance(need, pair.serves[0] ?? ''), exit(offer), 1, most - value(pair, worth))
  })
  const needs = new Set(pairs.map(({ registrations }) => registrations[0]))
  const partArcs = [...parts].map(([id, { of, part }]) => {
    const from = entrance(id, of)
    return { id, arc: arc(net, from, needs.has(id) ? sink : exit(id), left(id), most - part) }
  })
  const served = new Set(taken.flatMap(({ serves }) => serves))
  const bonus = divisible * worth.agency
  for (const [agency, from] of unitsOf) {
    letIdle(net, from, sink, most, served.has(agency) ? 0 : bonus)
  }
  const cost = sendAll(net, sources, sink, meter)
  const unserved = [...unitsOf.keys()].filter((agency) => !served.has(agency)).length
  const before = taken.reduce((sum, one) => sum + value(one, worth), served.size * bonus)
  return {
    value: before + unserved * bonus + sources.length * most - cost,
    pairs: pairs.filter((_, at) => units(net, pairArcs[at] ?? 0) > 0),
    turning: new Map(
      partArcs.map((one) => [one.id, units(net, one.arc)] as const).filter(([, often]) => often > 0),
    ),
  }
}

/** Lets the units of one agency do nothing; the last of them to give up costs what serving the agency is worth. */
function letIdle(net: Network, from: readonly number[], sink: number, most: number, bonus: number): void {
  const idle = node(net)
  for (const at of from) arc(net, at, idle, 1, most)
  arc(net, idle, sink, from.length - 1, 0)
  arc(net, idle, sink, 1, bonus)
}

/** Of a list that may be too long for `Math.max(...list)`. */
function highest(numbers: readonly number[]): number {
  return numbers.reduce((highest, one) => Math.max(highest, one), 0)
}

/** Nodes by name, made when first asked for. */
function named(
  net: Network,
  made: (at: number, name: string, agency: string) => void,
): (name: string, agency?: string) => number {
  const known = new Map<string, number>()
  return (name, agency = '') => {
    const at = known.get(name) ?? node(net)
    if (!known.has(name)) made(at, name, agency)
    known.set(name, at)
    return at
  }
}

/**
 * What each registration can at most bring into a rotation: a met need is its own doing, the score is shared equally.
 * The parts of one rotation add up to its value.
 */
function partsOf(
  open: readonly Candidate[],
  worth: Worth,
): ReadonlyMap<string, { of: string; part: number }> {
  const parts = new Map<string, { of: string; part: number }>()
  for (const { registrations, meets, serves, score } of open) {
    for (const [at, id] of registrations.entries()) {
      const met = meets.includes(id) ? divisible * worth.need : 0
      const part = met + Math.ceil((divisible * score) / registrations.length)
      if ((parts.get(id)?.part ?? -1) < part) parts.set(id, { of: serves[at] ?? '', part })
    }
  }
  return parts
}

/** The value of a rotation of 2, 3 or 4 can then be divided among its members without a remainder. */
const divisible = 12

/** Without what serving its agencies is worth: that is earned once per agency, not once per proposal. */
function value({ meets, score }: Candidate, worth: Worth): number {
  return divisible * (meets.length * worth.need + score)
}
