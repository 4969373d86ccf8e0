/** Nesten-treff: what was in the way of those who came closest to a registration. */
import { compare } from '../../diagnostic.ts'
import type { NearMiss, Registration } from '../../model.ts'
import { type Context, placesLeft } from '../context.ts'
import { declinedObstacle } from '../fit/declined.ts'
import { type Constraint, type Failed, linkConstraints, pairConstraints } from '../fit/feasible.ts'
import type { Finder } from '../fit/shortlist.ts'
import { pairId, rotationId } from '../ids.ts'
import { type Link, link, rounded, tenths } from '../score/score.ts'

/** More than this in the way is not near. */
export const mostFailed = 3

/** One who wants to learn, and one to learn from. */
export type Two = readonly [wants: Registration, gives: Registration]

/** Nærhet: a pair or a rotation of two that hardly anything is in the way of. */
export type Near = {
  readonly id: string
  readonly kind: 'pair' | 'rotation'
  readonly other: Registration
  readonly failed: readonly Failed[]
  /** A pair has one link, a rotation of two has two. */
  readonly twos: readonly Two[]
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
export function nearMisses(
  one: Registration,
  situation: Situation,
  near: readonly Near[] = nearby(one, situation),
): readonly NearMiss[] {
  const { context } = situation
  const most = context.settings.matching.nearMisses
  const nearest: NearMiss[] = []
  const seen = new Set<string>()
  for (let obstacles = 0; obstacles <= mostFailed && nearest.length < most; obstacles++) {
    const alike = near.filter(({ failed, other }) => failed.length === obstacles && !seen.has(other.id))
    for (const { id, other, failed, twos, points } of byScore(alike, context)) {
      if (seen.has(other.id) || nearest.length === most) continue
      seen.add(other.id)
      nearest.push({ id, failed: [...failed, ...unchosen(failed, rounded(points), twos, situation)] })
    }
  }
  return nearest
}

/** Everything that came near a registration, in no particular order. */
export function nearby(one: Registration, situation: Situation): readonly Near[] {
  return [...nearPairs(one, situation), ...nearRotations(one, situation)]
}

function byScore(near: readonly Near[], context: Context): readonly (Near & { readonly points: number })[] {
  return near
    .map((one) => ({ ...one, points: tenths(linksOf(one.twos, context), context) }))
    .sort((a, b) => b.points - a.points || compare(a.id, b.id))
}

/** The links that the score is made from. */
export function linksOf(twos: readonly Two[], context: Context): readonly Link[] {
  return twos.map(([wants, gives]) => link(wants, gives, context))
}

function nearPairs(one: Registration, { context, teaching, learning }: Situation): readonly Near[] {
  const isNeed = one.kind === 'need'
  const others = (isNeed ? teaching(one) : learning(one)).filter(({ kind }) => kind !== one.kind)
  return others.flatMap((other): readonly Near[] => {
    const two: Two = isNeed ? [one, other] : [other, one]
    const failed = nearly(pairConstraints, ...two, context)
    return failed ? [{ id: pairId(...two), kind: 'pair', other, failed, twos: [two] }] : []
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
    const twos: readonly Two[] = [
      [one, other],
      [other, one],
    ]
    return [{ id, kind: 'rotation', other, failed, twos }]
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
  twos: readonly Two[],
  situation: Situation,
): readonly Failed[] {
  if (failed.length > 0) return []
  const { file, matching } = situation.context.settings
  if (points < matching.minimumScore) {
    const fields = [{ file, at: 'matching.minimumScore' }]
    return [{ constraint: 'score', fields, args: { score: points, minimum: matching.minimumScore } }]
  }
  const full = (twos[0] ?? []).filter((one) => isFull(one, situation))
  return full.length > 0 ? full.map(capacity) : [{ constraint: 'outweighed', fields: [], args: {} }]
}

/** Whether proposals use every free place. */
export function isFull(one: Registration, { used, context }: Pick<Situation, 'used' | 'context'>): boolean {
  return (used.get(one.id) ?? 0) >= placesLeft(one, context)
}

/** The obstacle of a registration whose places are used by others. */
export function capacity({ file, agency, places }: Registration): Failed {
  return { constraint: 'capacity', fields: [{ file, at: 'places' }], args: { agency, count: places } }
}
