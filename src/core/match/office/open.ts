/** Åpne forslag: what becomes of proposals that are out already, and what can still be proposed beside them. */
import { compare } from '../../diagnostic.ts'
import type { Matching, Programme, Proposal, Registration } from '../../model.ts'
import { learners, type Possible, proposal, teachers } from '../candidates.ts'
import { choose } from '../choice.ts'
import { type Context, placesLeft } from '../context.ts'
import { nearMisses, type Situation } from '../explain/near-misses.ts'
import { declinedObstacle } from '../fit/declined.ts'
import { type Constraint, type Failed, linkConstraints, pairConstraints } from '../fit/feasible.ts'
import { takesPart } from '../fit/standing.ts'
import { isRotation, pairId, registrationsIn, rotationId } from '../ids.ts'
import { ranked } from '../match.ts'
import { link, tenths } from '../score/score.ts'

/** What is known of proposals beside what the files say. */
export type Out = {
  /** They are open, and keep their places. */
  readonly open: readonly string[]
  /** They must not be proposed, whatever the files say. */
  readonly barred: readonly string[]
}

/** The best of what is left when open proposals keep what they have, the best first. Not asked during a pause. */
export async function furtherProposals(
  programme: Programme,
  context: Context,
  { open, barred }: Out,
): Promise<readonly Proposal[]> {
  const beside = {
    ...context,
    agreed: new Set([...context.agreed, ...open, ...barred]),
    taken: withPlaces(context.taken, open),
  }
  const taking = sorted(programme).filter((one) => takesPart(one, beside))
  return ranked((await choose(taking, beside)).chosen, beside)
}

function withPlaces(
  taken: ReadonlyMap<string, number>,
  matches: readonly string[],
): ReadonlyMap<string, number> {
  const places = new Map(taken)
  for (const id of matches.flatMap(registrationsIn)) places.set(id, (places.get(id) ?? 0) + 1)
  return places
}

function sorted({ registrations }: Programme): readonly Registration[] {
  return [...registrations.values()].sort((a, b) => compare(a.id, b.id))
}

/** The registrations of a match, in its order; undefined when one is not there, or the name is no match's. */
export function membersOf(match: string, { registrations }: Programme): readonly Registration[] | undefined {
  const ids = registrationsIn(match)
  const members = ids.flatMap((id) => registrations.get(id) ?? [])
  const [one, other] = members
  if (members.length < ids.length || !one || !other) return undefined
  const isPair = members.length === 2 && one.kind === 'need' && other.kind === 'offer'
  const name = isRotation(match) ? rotationId(ids) : isPair ? pairId(one, other) : undefined
  return name === match ? members : undefined
}

type Two = readonly [wants: Registration, gives: Registration]

/** A pair has one link, a rotation as many as it has members. */
function twosOf(match: string, members: readonly Registration[]): readonly Two[] {
  const twos = members.map((one, at): Two => [one, members[(at + 1) % members.length] ?? one])
  return isRotation(match) ? twos : twos.slice(0, 1)
}

/** The proposal as matching would make it today, whether or not it would be chosen. */
export function proposalOf(match: string, programme: Programme, context: Context): Proposal | undefined {
  const members = membersOf(match, programme)
  if (!members) return undefined
  const links = twosOf(match, members).map(([wants, gives]) => link(wants, gives, context))
  const kind = isRotation(match) ? 'rotation' : 'pair'
  const registrations = members.map(({ id }) => id)
  const score = tenths(links, context)
  const possible: Possible = {
    candidate: { id: match, kind, registrations, meets: [], serves: [], score },
    links,
  }
  return proposal(possible, context)
}

/**
 * What stands in the way of a match now, each obstacle once; nothing while it could be made. A score that has sunk is
 * no obstacle: what is proposed stays proposed as long as it is possible. Undefined when a registration is not there.
 */
export function obstaclesTo(
  match: string,
  programme: Programme,
  context: Context,
): readonly Failed[] | undefined {
  const members = membersOf(match, programme)
  if (!members) return undefined
  const constraints = isRotation(match) ? linkConstraints : pairConstraints
  const failed = twosOf(match, members).flatMap((two) => failedIn(constraints, two, context))
  const settled = isRotation(match) ? settledRing(match, members, context) : []
  return [...new Map([...settled, ...failed].map((one) => [one.constraint, one])).values()]
}

function failedIn(constraints: readonly Constraint[], [wants, gives]: Two, context: Context): Failed[] {
  return constraints.flatMap(({ id, check }) => {
    const obstacle = check(wants, gives, context)
    return obstacle ? [{ constraint: id, ...obstacle }] : []
  })
}

/** What the constraints of a pair say of the whole is not said by those of a link. */
function settledRing(match: string, members: readonly Registration[], context: Context): readonly Failed[] {
  const declined = declinedObstacle(match, members, context)
  const fields = members.map(({ file }) => ({ file, at: '' }))
  return [
    ...(context.agreed.has(match) ? [{ constraint: 'agreed', fields, args: {} }] : []),
    ...(declined ? [{ constraint: 'declined', ...declined }] : []),
  ]
}

/**
 * Of matches that could each be made, those for which there is no room beside the ones before them, with the
 * registration whose places are used.
 */
export function crowdedOut(
  matches: readonly string[],
  programme: Programme,
  context: Context,
): ReadonlyMap<string, Failed> {
  const used = new Map<string, number>()
  const crowded = new Map<string, Failed>()
  for (const match of matches) {
    const members = membersOf(match, programme) ?? []
    const full = members.find((one) => (used.get(one.id) ?? 0) >= placesLeft(one, context))
    if (full) crowded.set(match, capacity(full))
    else for (const { id } of members) used.set(id, (used.get(id) ?? 0) + 1)
  }
  return crowded
}

function capacity({ file, agency, places }: Registration): Failed {
  return { constraint: 'capacity', fields: [{ file, at: 'places' }], args: { agency, count: places } }
}

/** For each registration of a match, whom else it came close to when these matches are out besides. */
export function passedOver(
  match: string,
  programme: Programme,
  context: Context,
  matches: readonly string[],
): Matching['unmatched'] {
  const taking = sorted(programme).filter((one) => takesPart(one, context))
  const situation: Situation = {
    context,
    used: withPlaces(
      new Map(),
      matches.filter((one) => one !== match),
    ),
    teaching: teachers(taking, context.competences),
    learning: learners(taking, context.competences),
  }
  const own = new Set(registrationsIn(match))
  return (membersOf(match, programme) ?? []).map((one) => ({
    id: one.id,
    nearMisses: nearMisses(one, situation).filter(
      ({ id }) => !registrationsIn(id).every((it) => own.has(it)),
    ),
  }))
}
