/**
 * Bevis: how good a choice can be at most, and what every choice that good has in common. Both follow from weights on
 * the rows (a solver's dual values, or anything else) by weak duality: for any weights, gain = weights · rows +
 * reduced gains · columns, and each term on the right has a largest value. Counted in whole numbers, so it holds
 * whatever the solver's tolerances are.
 */
import type { System } from './system.ts'

export type Certificate = {
  /** One unit of gain is so many units here: what follows is counted in whole ones. */
  readonly scale: number
  /** No choice gains more. */
  readonly bound: number
  /** What a column adds beyond what it takes of the rows. */
  readonly reduced: Float64Array
  readonly weights: Float64Array
}

/** Fine enough that what is rounded off comes to nothing, and leaves room for gains that add up to 2^29. */
const fine = 2 ** 24

/** Undefined when the numbers are too large to count exactly, which they are from 2^53 on. */
export function certify(
  system: System,
  gain: Float64Array,
  duals: Float64Array,
  scale = fine,
): Certificate | undefined {
  const { starts, columns, weights, least, most, lower, upper } = system
  const reduced = gain.map((one) => one * scale)
  const rounded = new Float64Array(least.length)
  let bound = 0
  let size = 0
  for (let row = 0; row < least.length; row++) {
    const dual = Math.round((duals[row] ?? 0) * scale)
    const side = (dual > 0 ? most[row] : least[row]) ?? 0
    if (dual === 0 || !Number.isFinite(side)) continue
    rounded[row] = dual
    bound += dual * side
    size += Math.abs(dual * side)
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const column = columns[at] ?? 0
      reduced[column] = (reduced[column] ?? 0) - dual * (weights[at] ?? 0)
    }
  }
  for (let at = 0; at < reduced.length; at++) {
    const worth = reduced[at] ?? 0
    const most = worth * ((worth > 0 ? upper[at] : lower[at]) ?? 0)
    bound += most
    size += Math.abs(most)
  }
  return size < Number.MAX_SAFE_INTEGER ? { scale, bound, reduced, weights: rounded } : undefined
}

/** The largest whole number that is not above the bound: gains are whole, so no choice gains more. */
export function atMost({ bound, scale }: Certificate): number {
  return Math.floor(bound / scale)
}

/**
 * The system narrowed to choices that gain at least `target`; none of those is lost. A column that would lose more
 * than the difference between bound and target stays where it is (reduced-cost fixing), and so does the side of a row.
 */
export function narrowed(system: System, certificate: Certificate, target: number): System {
  const { bound, reduced, weights, scale } = certificate
  const spare = bound - target * scale
  const lower = system.lower.slice()
  const upper = system.upper.slice()
  for (let at = 0; at < reduced.length; at++) {
    const worth = reduced[at] ?? 0
    if (-worth > spare) upper[at] = lower[at] ?? 0
    if (worth > spare) lower[at] = upper[at] ?? 0
  }
  const least = system.least.slice()
  const most = system.most.slice()
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] ?? 0
    if (weight > spare) least[row] = most[row] ?? 0
    if (-weight > spare) most[row] = least[row] ?? 0
  }
  return { ...system, lower, upper, least, most }
}

/** Whether every choice left in a narrowed system gains more than `target` less one, so at least `target`. */
export function allReach(system: System, certificate: Certificate, target: number): boolean {
  const { starts, columns, weights, lower, upper } = system
  let lowest = 0
  for (let at = 0; at < lower.length; at++) {
    const worth = certificate.reduced[at] ?? 0
    lowest += worth * ((worth > 0 ? lower[at] : upper[at]) ?? 0)
  }
  for (let row = 0; row < certificate.weights.length; row++) {
    const weight = certificate.weights[row] ?? 0
    if (weight === 0) continue
    let activity = 0
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const column = columns[at] ?? 0
      const one = weights[at] ?? 0
      activity += one * ((one > 0 === weight > 0 ? lower[column] : upper[column]) ?? 0)
    }
    const side = (weight > 0 ? system.least[row] : system.most[row]) ?? 0
    lowest += weight * (weight > 0 ? Math.max(activity, side) : Math.min(activity, side))
  }
  return lowest > (target - 1) * certificate.scale
}

/**
 * Weights that need no solver: every column asks each of its rows with limited places for an equal part of its gain,
 * and a row goes by the one that asks most.
 */
function roughDuals(system: System, gain: Float64Array): Float64Array {
  const { starts, columns, weights, most, least } = system
  const limited = new Uint8Array(gain.length)
  const each = (visit: (row: number, column: number, weight: number) => void): void => {
    for (let row = 0; row < most.length; row++) {
      if (!Number.isFinite(most[row])) continue
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++)
        if ((weights[at] ?? 0) > 0) visit(row, columns[at] ?? 0, weights[at] ?? 0)
    }
  }
  each((_, column) => {
    limited[column] = (limited[column] ?? 0) + 1
  })
  const duals = new Float64Array(least.length)
  each((row, column, weight) => {
    duals[row] = Math.max(duals[row] ?? 0, (gain[column] ?? 0) / (limited[column] ?? 1) / weight)
  })
  return duals
}

/** How much can be gained at most, as far as can be seen without a solver. */
export function roughBound(system: System, gain: Float64Array): Rough {
  const certificate = certify(system, gain, roughDuals(system, gain))
  if (certificate) return { certificate, bound: atMost(certificate) }
  return { certificate, bound: gain.reduce((sum, one) => sum + Math.max(0, one), 0) }
}

export type Rough = { readonly certificate: Certificate | undefined; readonly bound: number }
