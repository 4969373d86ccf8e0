/** Rotasjon: rings of agencies in which everybody sends one and takes in one. */
import { compare } from '../diagnostic.ts'
import type { Registration } from '../model.ts'
import { isWorthwhile, type Possible, possible } from './candidates.ts'
import type { Candidate } from './choose/candidate.ts'
import type { Context } from './context.ts'
import { declinedObstacle } from './fit/declined.ts'
import { isFeasible, linkConstraints } from './fit/feasible.ts'
import { shortlist } from './fit/shortlist.ts'
import { rotationId } from './ids.ts'
import { type Link, link, tenths } from './score/score.ts'

/** Lenker: from each registration, in order of id, to those it can send somebody to. */
export type Links = ReadonlyMap<string, readonly string[]>

/** The feasible links between registrations that want a rotation. */
export function links(registrations: readonly Registration[], context: Context): Links {
  const willing = registrations.filter(({ forms }) => forms.includes('rotation'))
  const teaching = shortlist(willing, linkConstraints, context)
  return new Map(
    willing.map((one) => [
      one.id,
      teaching(one)
        .filter((other) => isFeasible(linkConstraints, one, other, context))
        .map(({ id }) => id)
        .sort(compare),
    ]),
  )
}

/**
 * Every simple ring of 2 to `longest` registrations of different agencies, once, starting at its smallest id.
 * Depth first over larger ids only, in numbers, because there may be very many.
 */
export function* rings(
  links: Links,
  longest: number,
  agencyOf: (id: string) => string,
): Generator<readonly string[]> {
  const ids = [...links.keys()].sort(compare)
  const numbers = new Map(ids.map((id, at) => [id, at]))
  const next = ids.map((id) => (links.get(id) ?? []).flatMap((other) => numbers.get(other) ?? []))
  const agencies = ids.map(agencyOf)
  for (const [start, senders] of sendersIn(next).entries()) {
    if (senders.size === 0) continue
    for (const ring of ringsFrom(start, next, senders, longest, agencies))
      yield ring.map((at) => ids[at] ?? '')
  }
}

/** By receiver, those who send to it. */
function sendersIn(next: readonly (readonly number[])[]): readonly ReadonlySet<number>[] {
  const senders = next.map(() => new Set<number>())
  for (const [sender, receivers] of next.entries()) {
    for (const receiver of receivers) senders[receiver]?.add(sender)
  }
  return senders
}

/** `senders`: those who can close a ring, because they send to the start. */
function* ringsFrom(
  start: number,
  next: readonly (readonly number[])[],
  senders: ReadonlySet<number>,
  longest: number,
  agencies: readonly string[],
): Generator<readonly number[]> {
  const path = [start]
  const tried = [0]
  while (path.length > 0) {
    const last = path.length - 1
    const at = tried[last] ?? 0
    const to = next[path[last] ?? start]?.[at]
    tried[last] = at + 1
    if (to === undefined) {
      path.pop()
      tried.pop()
    } else if (to > start && path.every((one) => agencies[one] !== agencies[to])) {
      if (senders.has(to)) yield [...path, to]
      if (path.length + 1 < longest) {
        path.push(to)
        tried.push(0)
      }
    }
  }
}

/** More than this many can be found in minutes, but neither kept in memory nor chosen among. */
export const mostRotations = 400_000

/** Rotations that score well enough, that nobody has declined and that have no agreement yet. */
export function rotations(registrations: readonly Registration[], context: Context): readonly Possible[] {
  return manageable(registrations, context).possible
}

export type Manageable = {
  readonly possible: readonly Possible[]
  /** The most agencies in those looked at: fewer than the settings allow where there would be too many to choose among. */
  readonly longest: number
}

/** {@link rotations}, and whether they are all. Of one length either all are there or none. */
export function manageable(
  registrations: readonly Registration[],
  context: Context,
  most = mostRotations,
): Manageable {
  const found = links(registrations, context)
  const linked = remembered((wants, gives) => link(wants, gives, context))
  for (let longest = context.settings.matching.rotationLength; longest > 1; longest--) {
    const possible: Possible[] = []
    for (const one of possibleRings(found, longest, registrations, linked, context)) {
      possible.push(one)
      if (possible.length > most) break
    }
    if (possible.length <= most) return { possible, longest }
  }
  return { possible: [], longest: 1 }
}

function* possibleRings(
  found: Links,
  longest: number,
  registrations: readonly Registration[],
  linked: Linker,
  context: Context,
): Generator<Possible> {
  const byId = new Map(registrations.map((one) => [one.id, one]))
  for (const ring of rings(found, longest, (id) => byId.get(id)?.agency ?? '')) {
    const members = ring.flatMap((id) => byId.get(id) ?? [])
    const one = possible(candidate(members, linked, context), members, context)
    const { id } = one.candidate
    if (isWorthwhile(one, context) && !context.agreed.has(id) && !declinedObstacle(id, members, context))
      yield one
  }
}

type Linker = (wants: Registration, gives: Registration) => Link

/** A link takes part in many rings. */
function remembered(linker: Linker): Linker {
  const known = new Map<Registration, Map<Registration, Link>>()
  return (wants, gives) => {
    const from = known.get(wants) ?? new Map<Registration, Link>()
    const link = from.get(gives) ?? linker(wants, gives)
    known.set(wants, from.set(gives, link))
    return link
  }
}

/** `members` in sending order. */
function candidate(members: readonly Registration[], linked: Linker, context: Context): Candidate {
  const links = members.map((one, at) => linked(one, members[(at + 1) % members.length] ?? one))
  const registrations = members.map(({ id }) => id)
  return {
    id: rotationId(registrations),
    kind: 'rotation',
    registrations,
    meets: members.filter(({ kind }) => kind === 'need').map(({ id }) => id),
    serves: members.map(({ agency }) => agency),
    score: tenths(links, context),
  }
}
