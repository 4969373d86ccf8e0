/** Forklaring: why a registration got no proposal, and whom the office could invite. */
import { compare } from '../diagnostic.ts'
import type { Matching, NearMiss, Registration } from '../model.ts'
import type { Finder, Possible } from './candidates.ts'
import { type Context, placesLeft } from './context.ts'
import { declinedObstacle } from './declined.ts'
import { type Constraint, type Failed, linkConstraints, pairConstraints } from './feasible.ts'
import { pairId, rotationId } from './ids.ts'
import { type Link, link, rounded, tenths } from './score.ts'

/** More than this in the way is not near. */
const mostFailed = 3

type Two = readonly [Registration, Registration]

type Near = {
  readonly id: string
  readonly other: string
  readonly failed: readonly Failed[]
  /** Need and offer, or the two of a rotation. */
  readonly two: Two
  links(): readonly Link[]
}

/** What the explanations are made from. `teaching` and `learning` find those of kin by competence. */
export type Situation = {
  readonly context: Context
  /** Places used by the proposals that were chosen, by registration. */
  readonly used: ReadonlyMap<string, number>
  readonly teaching: Finder
  readonly learning: Finder
}

/** The pairs and the rotations of two that are closest to what a proposal takes: fewest obstacles, then highest score. */
export function nearMisses(one: Registration, situation: Situation): readonly NearMiss[] {
  const { context } = situation
  const most = context.settings.matching.nearMisses
  const near = [...nearPairs(one, situation), ...nearRotations(one, situation)]
  const nearest: NearMiss[] = []
  const seen = new Set<string>()
  for (let obstacles = 0; obstacles <= mostFailed && nearest.length < most; obstacles++) {
    const alike = near.filter(({ failed, other }) => failed.length === obstacles && !seen.has(other))
    for (const { id, other, failed, two, points } of byScore(alike, context)) {
      if (seen.has(other) || nearest.length === most) continue
      seen.add(other)
      nearest.push({ id, failed: [...failed, ...unchosen(failed, rounded(points), two, situation)] })
    }
  }
  return nearest
}

function byScore(near: readonly Near[], context: Context): readonly (Near & { readonly points: number })[] {
  return near
    .map((one) => ({ ...one, points: tenths(one.links(), context) }))
    .sort((a, b) => b.points - a.points || compare(a.id, b.id))
}

function nearPairs(one: Registration, { context, teaching, learning }: Situation): readonly Near[] {
  const isNeed = one.kind === 'need'
  const others = (isNeed ? teaching(one) : learning(one)).filter(({ kind }) => kind !== one.kind)
  return others.flatMap((other): readonly Near[] => {
    const two: Two = isNeed ? [one, other] : [other, one]
    const failed = nearly(pairConstraints, ...two, context)
    const links = () => [link(...two, context)]
    return failed ? [{ id: pairId(...two), other: other.id, failed, two, links }] : []
  })
}

function nearRotations(one: Registration, { context, teaching, learning }: Situation): readonly Near[] {
  if (!one.forms.includes('rotation')) return []
  const others = new Set(
    [...teaching(one), ...learning(one)].filter(({ forms }) => forms.includes('rotation')),
  )
  return [...others].flatMap((other): readonly Near[] => {
    const there = nearly(linkConstraints, one, other, context)
    const back = there && nearly(linkConstraints, other, one, context)
    const id = rotationId([one.id, other.id])
    if (!there || !back || context.agreed.has(id)) return []
    const declined = declinedObstacle(id, [one, other], context)
    const failed = once([...there, ...back, ...(declined ? [{ constraint: 'declined', ...declined }] : [])])
    if (failed.length > mostFailed) return []
    const links = () => [link(one, other, context), link(other, one, context)]
    return [{ id, other: other.id, failed, two: [one, other], links }]
  })
}

/** What fails, unless it is hopeless or too much. */
function nearly(
  constraints: readonly Constraint[],
  wants: Registration,
  gives: Registration,
  context: Context,
): readonly Failed[] | undefined {
  const failed: Failed[] = []
  for (const { id, hopeless, check } of constraints) {
    const obstacle = check(wants, gives, context)
    if (!obstacle) continue
    if (hopeless || failed.length === mostFailed) return undefined
    failed.push({ constraint: id, ...obstacle })
  }
  return failed
}

/** Both links of a rotation meet the same obstacle: it is told once. */
function once(failed: readonly Failed[]): readonly Failed[] {
  return [...new Map(failed.toReversed().map((one) => [one.constraint, one])).values()].toReversed()
}

/** Nothing was in the way, and still it was not proposed: it scores too low, or a place went to somebody else. */
function unchosen(
  failed: readonly Failed[],
  points: number,
  registrations: readonly Registration[],
  { context, used }: Situation,
): readonly Failed[] {
  if (failed.length > 0) return []
  const { minimumScore } = context.settings.matching
  if (points < minimumScore) {
    const fields = [{ file: context.settings.file, at: 'matching.minimumScore' }]
    return [{ constraint: 'score', fields, args: { score: points, minimum: minimumScore } }]
  }
  const full = registrations.filter((one) => (used.get(one.id) ?? 0) >= placesLeft(one, context))
  if (full.length === 0) return [{ constraint: 'outweighed', fields: [], args: {} }]
  return full.map(({ file, agency, places }) => ({
    constraint: 'capacity',
    fields: [{ file, at: 'places' }],
    args: { agency, count: places },
  }))
}

/** Places used by proposals. */
export function usedPlaces(chosen: readonly Possible[]): ReadonlyMap<string, number> {
  const used = new Map<string, number>()
  for (const { candidate } of chosen) {
    for (const id of candidate.registrations) used.set(id, (used.get(id) ?? 0) + 1)
  }
  return used
}

const organisationNumber = /^[0-9]{9}$/

/**
 * Ønskede partnere: organisations that agencies wish for and that are not in the programme, the most wished for
 * first. Several registrations of one agency are one wish. Lapsed registrations wish for nothing.
 */
export function wantedOrganisations(
  registrations: readonly Registration[],
  context: Context,
): Matching['wanted'] {
  const members = new Set([...context.agencies.values()].map((agency) => agency.organisationNumber))
  const wishers = new Map<string, Set<string>>()
  for (const one of registrations.filter((one) => isWishing(one, context))) {
    for (const wished of one.partners.wished) {
      if (!organisationNumber.test(wished) || members.has(wished)) continue
      wishers.set(wished, (wishers.get(wished) ?? new Set()).add(one.agency))
    }
  }
  return [...wishers]
    .map(([organisation, by]) => ({ organisation, count: by.size, by: [...by].sort(compare) }))
    .sort((a, b) => b.count - a.count || compare(a.organisation, b.organisation))
}

/** Whether a registration still wishes for anything. */
export function isWishing(one: Registration, context: Context): boolean {
  const agency = context.agencies.get(one.agency)
  return !one.withdrawn && agency !== undefined && !agency.left && !context.expired.has(one.id)
}
