/**
 * Det beste: the most one aim can come to in a system, and the proof. What can be seen at once; then the relaxation,
 * which often is a choice as it is, and is proved by its own dual values; then branches, and at last a search.
 */
import { branched, type Leaf, type Tools } from './branch.ts'
import { roughBound } from './certificate.ts'
import { greedy } from './greedy.ts'
import type { Known } from './search.ts'
import { type System, satisfies, total, type Values } from './system.ts'

export type Best = Known & {
  readonly values: Values
  /** Every choice that is as good is in there. */
  readonly within: Leaf | undefined
}

/** `known` must keep the system; gains are whole numbers. Without tools only what can be seen at once is proved. */
export function best(system: System, gain: Float64Array, known: Values, tools: Tools | undefined): Best {
  const rough = atOnce(system, gain, known)
  if (!tools || rough.value >= rough.bound) return rough
  const found = branched(system, gain, rough, tools)
  if (!found) return rough
  const bound = Math.max(found.value, Math.min(found.bound, rough.bound))
  return { ...found, values: found.values ?? rough.values, bound }
}

/** Small enough to try another choice of its own. */
const small = 500

/** The known choice, or one made in one go, against a bound that is rough. */
export function atOnce(system: System, gain: Float64Array, known: Values): Best {
  const { certificate, bound } = roughBound(system, gain)
  const needless = gain.length > small || total(gain, known) >= bound
  const values = better(system, gain, known, needless ? undefined : greedy(system, byGain(gain)))
  const within = certificate && { system, certificate, bound }
  return { values, value: total(gain, values), bound, within }
}

function byGain(gain: Float64Array): readonly number[] {
  return [...gain.keys()].sort((a, b) => (gain[b] ?? 0) - (gain[a] ?? 0) || a - b)
}

function better(system: System, gain: Float64Array, known: Values, other: Values | undefined): Values {
  return other && total(gain, other) > total(gain, known) && satisfies(system, other) ? other : known
}
