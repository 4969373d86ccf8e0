/**
 * Fremdrift: how many levels of a piece are decided, and what that leaves to choose from. What is proved at a level is
 * held while the next is decided: columns and rows that every best choice has alike are fixed, and if others could
 * still be worse, a row says that they may not.
 */
import type { Best } from './best.ts'
import { allReach, narrowed } from './certificate.ts'
import { gainRow, type System, type Values, withRows } from './system.ts'

export type Progress = {
  /** The best choice so far. */
  readonly values: Values
  /** Of the levels decided: how far any choice could come. */
  readonly bounds: readonly number[]
  /** What of the system is still to choose from. */
  readonly held: System
  /** Every one of the levels. */
  readonly proved: boolean
}

/** With one level more. */
export function advanced({ bounds, held }: Progress, gain: Float64Array, found: Best): Progress {
  return {
    values: found.values,
    bounds: [...bounds, found.bound],
    held: hold(held, gain, found),
    proved: found.value >= found.bound,
  }
}

/** The system without the choices that come less far than this; none that comes as far is lost. */
export function hold(
  system: System,
  gain: Float64Array,
  { value, within }: Pick<Best, 'value' | 'within'>,
): System {
  if (!within) return withRows(system, [gainRow(gain, value)])
  const held = narrowed(within.system, within.certificate, value)
  return allReach(held, within.certificate, value) ? held : withRows(held, [gainRow(gain, value)])
}

/**
 * What a step of each level is worth against the others where they are looked at together. It only says where to begin:
 * each level is then maximised by itself, and the wrong weights cost time, not truth. Proposals kept are left out, for
 * where scores are alike they make small differences that take the simplex method a long way round.
 */
const worth = [1e5, 3e4, 1e4, 3e3, 1, 0]

/** Several levels as one gain: the last ones there are. */
export function mixture(gains: readonly Float64Array[], { lower }: System): Float64Array {
  const weights = gains.length === 1 ? [1] : worth.slice(-gains.length)
  return Float64Array.from(lower, (_, at) =>
    gains.reduce((sum, gain, level) => sum + (weights[level] ?? 0) * (gain[at] ?? 0), 0),
  )
}
