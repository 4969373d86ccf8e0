/** Forklaring: why a registration got no proposal, and whom the office could invite. */
import { compare } from '../diagnostic.ts'
import type { Matching, NearMiss, Registration } from '../model.ts'
import type { Finder, Possible } from './candidates.ts'
import { type Context, placesLeft } from './context.ts'
import { rotationId } from './cycles.ts'
import { type Constraint, type Failed, linkConstraints, pairConstraints, pairId } from './feasible.ts'
import { rounded, score, shareOut, total } from './score.ts'
import { isExpired } from './standing.ts'

/** More than this in the way is not near. */
const mostFailed = 3

type Near = NearMiss & { readonly other: string; readonly score: number }

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
  const near = [...nearPairs(one, situation), ...nearRotations(one, situation)].sort(
    (a, b) => a.failed.length - b.failed.length || b.score - a.score || compare(a.id, b.id),
  )
  const seen = new Set<string>()
  const nearest = near.filter(({ other }) => !seen.has(other) && seen.add(other))
  return nearest
    .slice(0, situation.context.settings.matching.nearMisses)
    .map(({ id, failed }) => ({ id, failed }))
}

function nearPairs(one: Registration, situation: Situation): readonly Near[] {
  const { context, teaching, learning } = situation
  const isNeed = one.kind === 'need'
  const others = (isNeed ? teaching(one) : learning(one)).filter(({ kind }) => kind !== one.kind)
  return others.flatMap((other) => {
    const [need, offer] = isNeed ? [one, other] : [other, one]
    const failed = nearly(pairConstraints, need, offer, context)
    if (!failed) return []
    const reasons = score(need, offer, context)
    const all = [...failed, ...unchosen(failed, rounded(reasons), [need, offer], situation)]
    return [{ id: pairId(need, offer), other: other.id, score: total(reasons), failed: all }]
  })
}

function nearRotations(one: Registration, situation: Situation): readonly Near[] {
  const { context, teaching, learning } = situation
  if (!one.forms.includes('rotation')) return []
  const others = new Set(
    [...teaching(one), ...learning(one)].filter(({ forms }) => forms.includes('rotation')),
  )
  return [...others].flatMap((other) => {
    const there = nearly(linkConstraints, one, other, context)
    const back = there && nearly(linkConstraints, other, one, context)
    if (!there || !back) return []
    const failed = once([...there, ...back])
    if (failed.length > mostFailed) return []
    const reasons = shareOut([score(one, other, context), score(other, one, context)])
    const all = [...failed, ...unchosen(failed, rounded(reasons), [one, other], situation)]
    return [{ id: rotationId([one.id, other.id]), other: other.id, score: total(reasons), failed: all }]
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

function isWishing(one: Registration, context: Context): boolean {
  const agency = context.agencies.get(one.agency)
  return !one.withdrawn && agency !== undefined && !agency.left && !isExpired(one, context)
}
