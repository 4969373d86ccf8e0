/** Rotasjon: rings of agencies in which everybody sends one and takes in one. */
import { compare } from '../diagnostic.ts'
import type { Reason, Registration } from '../model.ts'
import { type Possible, teachers } from './candidates.ts'
import { type Context, rotationPrefix } from './context.ts'
import { declinedObstacle, isFeasible, linkConstraints } from './feasible.ts'
import { rounded, score, shareOut, total } from './score.ts'

/** Lenker: from each registration, in order of id, to those it can send somebody to. */
export type Links = ReadonlyMap<string, readonly string[]>

/** The feasible links between registrations that want a rotation. */
export function links(registrations: readonly Registration[], context: Context): Links {
  const willing = registrations.filter(({ forms }) => forms.includes('rotation'))
  const teaching = teachers(willing, context.competences)
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
 * Depth first over larger ids only; the last step is looked up, not tried.
 */
export function* rings(
  links: Links,
  longest: number,
  agencyOf: (id: string) => string,
): Generator<readonly string[]> {
  const sets = new Map([...links].map(([id, next]) => [id, new Set(next)]))
  const path: string[] = []
  const agencies = new Set<string>()
  function* grow(start: string, at: string): Generator<readonly string[]> {
    path.push(at)
    agencies.add(agencyOf(at))
    if (path.length > 1 && sets.get(at)?.has(start)) yield [...path]
    if (path.length < longest) {
      for (const next of links.get(at) ?? []) {
        const closes = path.length + 1 < longest || sets.get(next)?.has(start)
        if (next > start && closes && !agencies.has(agencyOf(next))) yield* grow(start, next)
      }
    }
    agencies.delete(agencyOf(at))
    path.pop()
  }
  for (const start of [...links.keys()].sort(compare)) yield* grow(start, start)
}

/** `rotation--<id>--<id>…`, from the smallest id on, each sending to the next. */
export function rotationId(ring: readonly string[]): string {
  const first = ring.reduce((smallest, id, at) => (compare(id, ring[smallest] ?? id) < 0 ? at : smallest), 0)
  return [rotationPrefix, ...ring.slice(first), ...ring.slice(0, first)].join('--')
}

/** Rotations that nobody has declined and that have no agreement yet. */
export function rotations(registrations: readonly Registration[], context: Context): readonly Possible[] {
  const byId = new Map(registrations.map((one) => [one.id, one]))
  const agencyOf = (id: string): string => byId.get(id)?.agency ?? ''
  const scored = remembered((wants, gives) => score(wants, gives, context))
  const found: Possible[] = []
  for (const ring of rings(
    links(registrations, context),
    context.settings.matching.rotationLength,
    agencyOf,
  )) {
    const members = ring.flatMap((id) => byId.get(id) ?? [])
    const id = rotationId(ring)
    if (!context.agreed.has(id) && !declinedObstacle(id, members, context))
      found.push(rotation(id, members, scored))
  }
  return found
}

type Scorer = (wants: Registration, gives: Registration) => readonly Reason[]

/** A link takes part in many rings. */
function remembered(scorer: Scorer): Scorer {
  const known = new Map<string, readonly Reason[]>()
  return (wants, gives) => {
    const key = `${wants.id}>${gives.id}`
    const reasons = known.get(key) ?? scorer(wants, gives)
    known.set(key, reasons)
    return reasons
  }
}

/** Builds the proposal of a ring; `members` in sending order. */
export function rotation(id: string, members: readonly Registration[], scored: Scorer): Possible {
  const reasons = shareOut(members.map((one, at) => scored(one, members[(at + 1) % members.length] ?? one)))
  const registrations = members.map((one) => one.id)
  const parties = members.map(({ agency }) => agency)
  const meets = members.filter(({ kind }) => kind === 'need').map((one) => one.id)
  return {
    proposal: { id, kind: 'rotation', parties, registrations, score: rounded(reasons), reasons },
    candidate: { id, kind: 'rotation', registrations, meets, serves: parties, score: total(reasons) },
  }
}
