/**
 * Poeng: how well registrations fit, 0–100. A pair has one link, a rotation as many as it has members; each link has
 * an equal part of the points. Counted in tenths of a point, so that what is shown adds up.
 */
import type { Reason, Registration } from '../../model.ts'
import { type Context, scoreParts } from '../context.ts'
import { judges } from './judge.ts'
import type { Judgement } from './judgement.ts'

/** Ledd: somebody who wants to learn, somebody to learn from, and what each part of the score thinks of it. */
export type Link = {
  readonly wants: Registration
  readonly gives: Registration
  /** In the order of `scoreParts`. */
  readonly judgements: readonly Judgement[]
}

export function link(wants: Registration, gives: Registration, context: Context): Link {
  return { wants, gives, judgements: scoreParts.map((part) => judges[part](wants, gives, context)) }
}

/** A pair is judged as such; in a rotation each link is judged by itself. */
function asProposed(judgement: Judgement, links: readonly Link[]): Judgement {
  return links.length === 1 ? (judgement.inPair?.() ?? judgement) : judgement
}

/** The score in tenths of a point, 0–1,000. */
export function tenths(links: readonly Link[], context: Context): number {
  const outOf = context.outOf(links.length)
  let sum = 0
  for (const [at, { judgements }] of links.entries()) {
    for (const [part, judgement] of judgements.entries()) {
      sum += Math.round(asProposed(judgement, links).share * (outOf[at * scoreParts.length + part] ?? 0))
    }
  }
  return sum
}

/** The score as people see it, 0–100. */
export function rounded(tenths: number): number {
  return Math.round(tenths / 10)
}

/**
 * Why they fit: for each link one reason per part that has a weight, link by link. The points add up to the score;
 * `outOf` adds up to 100.
 */
export function reasons(links: readonly Link[], context: Context): readonly Reason[] {
  const outOf = context.outOf(links.length)
  return links.flatMap(({ wants, gives, judgements }, at) =>
    scoreParts.flatMap((part, index): readonly Reason[] => {
      const judged = judgements[index]
      const most = outOf[at * scoreParts.length + index] ?? 0
      if (!judged || most === 0) return []
      const judgement = asProposed(judged, links)
      const { fields, args } = judgement.because()
      const points = Math.round(judgement.share * most) / 10
      const sides = { learner: wants.agency, teacher: gives.agency }
      return [{ part, points, outOf: most / 10, fields, args: { ...sides, ...args } }]
    }),
  )
}

/** {@link reasons} for two registrations alone. */
export function score(wants: Registration, gives: Registration, context: Context): readonly Reason[] {
  return reasons([link(wants, gives, context)], context)
}
