/** Utveier: the sets of changes by which two that nearly fit would fit, the smallest first. */
import { compare } from '../../diagnostic.ts'
import type { Registration, Remedy } from '../../model.ts'
import type { Context } from '../context.ts'
import { type Failed, linkConstraints, pairConstraints } from '../fit/feasible.ts'
import { rounded, tenths } from '../score/score.ts'
import { type Change, changed, farthest, steps } from './changes.ts'
import { capacity, isFull, linksOf, mostFailed, type Near, type Situation, type Two } from './near-misses.ts'

/** A change, and the obstacle it clears away. */
export type Told = Change & Pick<Remedy['changes'][number], 'constraint' | 'args'>

/** Changes that go together, and the proposal they are for. */
export type Plan = { readonly near: Near; readonly changes: readonly Told[] }

/** As many places as a registration may have (`schemas/common.schema.json`). */
const mostPlaces = 20

/**
 * Fewest fields first, then the shortest way from what is written, then those that `one` can change by itself. Whatever
 * was declined stays so: nobody is asked to change a field to get past a no.
 */
export function plansFor(one: Registration, near: readonly Near[], situation: Situation): readonly Plan[] {
  const plans = near
    .filter(({ failed }) => failed.every(({ constraint }) => constraint !== 'declined'))
    .flatMap((one) => plansOf(one, situation))
  return plans
    .map((plan) => ({ plan, size: sizeOf(plan, one) }))
    .sort((a, b) => bySize(a.size, b.size) || compare(a.plan.near.id, b.plan.near.id))
    .map(({ plan }) => plan)
}

type Size = readonly [fields: number, steps: number, foreign: number]

function sizeOf({ near, changes }: Plan, one: Registration): Size {
  const members = membersOf(near)
  const stepsOf = (change: Change) => {
    const about = members.find(({ file }) => file === change.file)
    return about ? steps(change, about) : 0
  }
  const far = changes.reduce((sum, change) => sum + stepsOf(change), 0)
  return [changes.length, far, changes.filter(({ file }) => file !== one.file).length]
}

function bySize(a: Size, b: Size): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

/** The two. */
export function membersOf({ twos }: Near): readonly Registration[] {
  return twos[0] ?? []
}

/** Where everybody is full, once as it is and once with a place more: others may have somewhere else to go. */
function plansOf(near: Near, situation: Situation): readonly Plan[] {
  const room = membersOf(near).filter((one) => isFull(one, situation))
  const further = room.map(oneMore)
  const fitting = fittings(near, situation.context).filter((changes) => isEnough(near, changes, situation))
  return fitting
    .flatMap((changes) => (further.length === 0 ? [changes] : [changes, [...changes, ...further]]))
    .filter((changes) => changes.length > 0 && changes.length <= mostFailed)
    .filter((changes) => room.every(({ places }) => places < mostPlaces) && isNear(near, changes))
    .map((changes) => ({ near, changes }))
}

function oneMore(one: Registration): Told {
  const { constraint, args } = capacity(one)
  return { file: one.file, at: 'places', value: one.places + 1, constraint, args }
}

/** Whether nobody is asked to go too far. */
function isNear(near: Near, changes: readonly Change[]): boolean {
  const members = membersOf(near)
  return changes.every((change) =>
    members.every((one) => one.file !== change.file || steps(change, one) <= farthest),
  )
}

/** Whether the two, changed, score well enough to be proposed. */
function isEnough({ twos }: Near, changes: readonly Told[], { context }: Situation): boolean {
  const points = tenths(linksOf(changedTwos(twos, changes), context), context)
  return rounded(points) >= context.settings.matching.minimumScore
}

/** One obstacle is cleared away after the other, in every way there is, until nothing is in the way. */
function fittings({ kind, twos }: Near, context: Context): readonly (readonly Told[])[] {
  const constraints = kind === 'pair' ? pairConstraints : linkConstraints
  const done: (readonly Told[])[] = []
  let open: readonly (readonly Told[])[] = [[]]
  for (let cleared = 0; open.length > 0 && cleared <= 2 * mostFailed; cleared++) {
    const next: (readonly Told[])[] = []
    for (const changes of open) {
      const cleared = clear(constraints, changedTwos(twos, changes), contextAfter(changes, twos, context))
      if (cleared === 'nothing') done.push(changes)
      else next.push(...cleared.map((way) => merged(changes, way)))
    }
    open = next.filter((changes) => changes.length <= mostFailed)
  }
  return done
}

/** The ways to clear the first obstacle away; none where nothing helps. */
function clear(
  constraints: typeof pairConstraints,
  twos: readonly Two[],
  context: Context,
): readonly (readonly Told[])[] | 'nothing' {
  for (const two of twos) {
    for (const { id, check, mend } of constraints) {
      const obstacle = check(...two, context)
      if (!obstacle) continue
      const ways = mend?.(...two, context) ?? []
      return ways
        .filter((way) => way.length > 0)
        .map((way) => way.map((change) => told(change, id, obstacle)))
    }
  }
  return 'nothing'
}

function told(change: Change, constraint: string, { args }: Pick<Failed, 'args'>): Told {
  return { ...change, constraint, args }
}

/** A field that is changed twice keeps its first reason and its last value. */
function merged(changes: readonly Told[], further: readonly Told[]): readonly Told[] {
  const isSame = (a: Told, b: Told) => a.file === b.file && a.at === b.at
  const kept = changes.map((one) => {
    const again = further.find((other) => isSame(one, other))
    return again ? told(again, one.constraint, one) : one
  })
  return [...kept, ...further.filter((one) => !changes.some((other) => isSame(one, other)))]
}

function changedTwos(twos: readonly Two[], changes: readonly Change[]): readonly Two[] {
  return twos.map(([wants, gives]): Two => [changed(wants, changes), changed(gives, changes)])
}

/** What is confirmed again has not expired. */
export function contextAfter(changes: readonly Change[], twos: readonly Two[], context: Context): Context {
  const confirmed = new Set(changes.flatMap(({ file, at }) => (at === 'confirmed' ? [file] : [])))
  if (confirmed.size === 0) return context
  const again = new Set(twos.flat().flatMap(({ id, file }) => (confirmed.has(file) ? [id] : [])))
  return { ...context, expired: new Set([...context.expired].filter((id) => !again.has(id))) }
}
