/** Everything that could be proposed with registrations as they would be if they were changed. */
import { compare } from '../../diagnostic.ts'
import type { Registration } from '../../model.ts'
import { isWorthwhile, type Possible, possible } from '../candidates.ts'
import type { Context } from '../context.ts'
import { declinedObstacle } from '../fit/declined.ts'
import { isFeasible, linkConstraints, pairConstraints } from '../fit/feasible.ts'
import { pairId, rotationId } from '../ids.ts'
import { tenths } from '../score/score.ts'
import { linksOf, type Situation, type Two } from './near-misses.ts'

/** A pair or a rotation that nothing is in the way of; whether it scores well enough is not known yet. */
export type Fit = {
  readonly id: string
  readonly kind: 'pair' | 'rotation'
  /** The need and the offer, or those of a rotation in sending order, from the smallest id on. */
  readonly members: readonly Registration[]
}

/**
 * What fits with `those`, found as somebody asks for more; some come twice. `context` is the one after the changes, and
 * those that are not changed are found by `situation`.
 */
export function* fitsWith(
  those: readonly Registration[],
  situation: Situation,
  context: Context,
): Generator<Fit> {
  const scene = sceneOf(those, situation, context)
  for (const one of those) {
    yield* pairsWith(one, scene)
    yield* rotationsWith(one, scene)
  }
}

/** All that fits and scores well enough, each once. */
export function possibleWith(
  those: readonly Registration[],
  situation: Situation,
  context: Context,
): readonly Possible[] {
  const fits = new Map([...fitsWith(those, situation, context)].map((fit) => [fit.id, fit]))
  return [...fits.values()].map((fit) => possibleOf(fit, context)).filter((one) => isWorthwhile(one, context))
}

/** With its score. */
export function possibleOf(fit: Fit, context: Context): Possible {
  const { id, kind, members } = fit
  const learners = kind === 'pair' ? members.slice(0, 1) : members
  const candidate = {
    id,
    kind,
    registrations: members.map((one) => one.id),
    meets: learners.filter((one) => one.kind === 'need').map((one) => one.id),
    serves: learners.map(({ agency }) => agency),
    score: tenths(linksOf(twosOf(fit), context), context),
  }
  return possible(candidate, members, context)
}

/** Whether a pair or a rotation could be proposed, score and all. */
export function isPossible(fit: Fit, context: Context): boolean {
  const constraints = fit.kind === 'pair' ? pairConstraints : linkConstraints
  return (
    twosOf(fit).every((two) => isFeasible(constraints, ...two, context)) &&
    (fit.kind === 'pair' || isUndecided(fit, context)) &&
    isWorthwhile(possibleOf(fit, context), context)
  )
}

function twosOf({ kind, members }: Fit): readonly Two[] {
  const twos = members.map((wants, at): Two => [wants, members[(at + 1) % members.length] ?? wants])
  return kind === 'pair' ? twos.slice(0, 1) : twos
}

/** Neither agreed upon nor declined. Of a pair its constraints say so. */
function isUndecided({ id, members }: Fit, context: Context): boolean {
  return !context.agreed.has(id) && !declinedObstacle(id, members, context)
}

type Scene = {
  readonly context: Context
  /** Who may teach or learn from a registration, each as it would be. */
  teaching(one: Registration): readonly Registration[]
  learning(one: Registration): readonly Registration[]
}

function sceneOf(those: readonly Registration[], situation: Situation, context: Context): Scene {
  const changed = new Map(those.map((one) => [one.id, one]))
  const asChanged = (found: readonly Registration[]) => found.map((one) => changed.get(one.id) ?? one)
  return {
    context,
    teaching: (one) => asChanged(situation.teaching(one)),
    learning: (one) => asChanged(situation.learning(one)),
  }
}

function* pairsWith(one: Registration, { context, teaching, learning }: Scene): Generator<Fit> {
  const isNeed = one.kind === 'need'
  for (const other of isNeed ? teaching(one) : learning(one)) {
    if (other.kind === one.kind) continue
    const two: Two = isNeed ? [one, other] : [other, one]
    if (isFeasible(pairConstraints, ...two, context)) yield { id: pairId(...two), kind: 'pair', members: two }
  }
}

/** Every ring through `one`: from it, step by step, to somebody who can send to it. */
function* rotationsWith(one: Registration, scene: Scene): Generator<Fit> {
  if (!one.forms.includes('rotation')) return
  const { context } = scene
  const closing = new Set(sendersTo(one, scene).map(({ id }) => id))
  let paths: readonly (readonly Registration[])[] = closing.size > 0 ? [[one]] : []
  for (let length = 2; length <= context.settings.matching.rotationLength; length++) {
    paths = paths.flatMap((path) => longer(path, scene))
    for (const path of paths) {
      const ring = ringOf(path)
      if (closing.has(path.at(-1)?.id ?? '') && isUndecided(ring, context)) yield ring
    }
  }
}

function sendersTo(one: Registration, { learning, context }: Scene): readonly Registration[] {
  return learning(one).filter((other) => isFeasible(linkConstraints, other, one, context))
}

function longer(path: readonly Registration[], { teaching, context }: Scene): readonly Registration[][] {
  const last = path.at(-1)
  if (!last) return []
  return teaching(last)
    .filter((next) => path.every(({ agency }) => agency !== next.agency))
    .filter((next) => isFeasible(linkConstraints, last, next, context))
    .map((next) => [...path, next])
}

function ringOf(path: readonly Registration[]): Fit {
  const ids = path.map(({ id }) => id)
  const first = ids.indexOf(ids.toSorted(compare)[0] ?? '')
  return { id: rotationId(ids), kind: 'rotation', members: [...path.slice(first), ...path.slice(0, first)] }
}
