/**
 * Det beste: the most one aim can come to in a system, and the proof. What can be seen at once; then the relaxation,
 * which often is a choice as it is, and is proved by its own dual values; then branches, and at last a search.
 */
import { branched, type Leaf, type Tools } from './branch.ts'
import { atMost, certify, proves, roughDuals } from './certificate.ts'
import { greedy } from './greedy.ts'
import type { Known } from './search.ts'
import { type System, satisfies, total, type Values } from './system.ts'

export type Best = Known & {
  readonly values: Values
  /** Every choice that is as good is in there. */
  readonly within: Leaf | undefined
}

/** `known` must keep the system; costs are whole numbers. Without tools only what can be seen at once is proved. */
export function best(system: System, cost: Float64Array, known: Values, tools: Tools | undefined): Best {
  const rough = atOnce(system, cost, known)
  if (!tools || rough.value >= rough.bound) return rough
  const found = branched(system, cost, rough, tools)
  if (!found) return rough
  const bound = Math.max(found.value, Math.min(found.bound, rough.bound))
  return { ...found, values: found.values ?? rough.values, bound }
}

/** Small enough to try another choice of its own. */
const small = 500

/** The known choice, or one made in one go, against a bound that is rough. */
export function atOnce(system: System, cost: Float64Array, known: Values): Best {
  const certificate = certify(system, cost, roughDuals(system, cost))
  const bound = certificate ? atMost(certificate) : Number.MAX_SAFE_INTEGER
  const needless = cost.length > small || proves(certificate, total(cost, known))
  const values = better(system, cost, known, needless ? undefined : greedy(system, byCost(cost)))
  const within = certificate && { system, certificate, bound }
  return { values, value: total(cost, values), bound, within }
}

function byCost(cost: Float64Array): readonly number[] {
  return [...cost.keys()].sort((a, b) => (cost[b] ?? 0) - (cost[a] ?? 0) || a - b)
}

function better(system: System, cost: Float64Array, known: Values, other: Values | undefined): Values {
  return other && total(cost, other) > total(cost, known) && satisfies(system, other) ? other : known
}
