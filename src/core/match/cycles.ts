/** Rotasjon: rings of agencies in which everybody sends one and takes in one. */
import { compare } from '../diagnostic.ts'
import type { Registration } from '../model.ts'
import { type Possible, teachers } from './candidates.ts'
import type { Context } from './context.ts'
import { declinedObstacle } from './declined.ts'
import { isFeasible, linkConstraints } from './feasible.ts'
import { rotationId } from './ids.ts'
import { type Link, link, tenths } from './score.ts'

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

/** Rotations that nobody has declined and that have no agreement yet. */
export function rotations(registrations: readonly Registration[], context: Context): readonly Possible[] {
  const byId = new Map(registrations.map((one) => [one.id, one]))
  const agencyOf = (id: string): string => byId.get(id)?.agency ?? ''
  const linked = remembered((wants, gives) => link(wants, gives, context))
  const found: Possible[] = []
  for (const ring of rings(
    links(registrations, context),
    context.settings.matching.rotationLength,
    agencyOf,
  )) {
    const members = ring.flatMap((id) => byId.get(id) ?? [])
    const id = rotationId(ring)
    if (!context.agreed.has(id) && !declinedObstacle(id, members, context))
      found.push(rotation(id, members, linked, context))
  }
  return found
}

type Linker = (wants: Registration, gives: Registration) => Link

/** A link takes part in many rings. */
function remembered(linker: Linker): Linker {
  const known = new Map<string, Link>()
  return (wants, gives) => {
    const key = `${wants.id}>${gives.id}`
    const link = known.get(key) ?? linker(wants, gives)
    known.set(key, link)
    return link
  }
}

/** `members` in sending order. */
function rotation(id: string, members: readonly Registration[], linked: Linker, context: Context): Possible {
  const links = members.map((one, at) => linked(one, members[(at + 1) % members.length] ?? one))
  const registrations = members.map((one) => one.id)
  const meets = members.filter(({ kind }) => kind === 'need').map((one) => one.id)
  const serves = members.map(({ agency }) => agency)
  return {
    candidate: { id, kind: 'rotation', registrations, meets, serves, score: tenths(links, context) },
    links,
  }
}
