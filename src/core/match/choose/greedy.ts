/** Grådig valg: a choice that keeps the rows, made in one go. It is what is left when there is no time for better. */
import { type System, satisfies, type Values } from './system.ts'
import { transpose } from './transposed.ts'

/**
 * Takes columns in this order, each if it still fits. Undefined when that does not keep every row, as can be when rows
 * ask for a least.
 */
export function greedy(system: System, order: Iterable<number>): Values | undefined {
  const { least, most, lower, upper } = system
  const values = lower.slice()
  const { starts, rows, weights } = transpose(system)
  const activity = new Float64Array(most.length)
  const take = (column: number): void => {
    values[column] = 1
    for (let at = starts[column] ?? 0; at < (starts[column + 1] ?? 0); at++) {
      const row = rows[at] ?? 0
      activity[row] = (activity[row] ?? 0) + (weights[at] ?? 0)
    }
  }
  const fits = (column: number): boolean => {
    for (let at = starts[column] ?? 0; at < (starts[column + 1] ?? 0); at++) {
      const row = rows[at] ?? 0
      const weight = weights[at] ?? 0
      const then = (activity[row] ?? 0) + weight
      if (weight > 0 ? then > (most[row] ?? 0) : then < (least[row] ?? 0)) return false
    }
    return true
  }
  for (const column of lower.keys()) if (lower[column] === 1) take(column)
  for (const column of order) if (values[column] === 0 && upper[column] === 1 && fits(column)) take(column)
  return satisfies(system, values) ? values : undefined
}
