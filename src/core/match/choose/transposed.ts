/** Kolonnevis: the rows of a system, column by column. */
import type { System } from './system.ts'

/** Column c has the entries from `starts[c]` up to `starts[c + 1]`. */
export type Transposed = {
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly weights: Int32Array
  /** The largest size of a weight in each row. */
  readonly heaviest: Int32Array
}

/** A system that is only narrowed keeps its entries, so they need not be turned round again. */
const known = new WeakMap<Int32Array, Transposed>()

export function transpose(system: System): Transposed {
  const transposed = known.get(system.columns) ?? turned(system)
  known.set(system.columns, transposed)
  return transposed
}

function turned({ starts, columns, weights, least, lower }: System): Transposed {
  const from = new Int32Array(lower.length + 1)
  for (const column of columns) from[column + 1] = (from[column + 1] ?? 0) + 1
  for (let column = 0; column < lower.length; column++)
    from[column + 1] = (from[column + 1] ?? 0) + (from[column] ?? 0)
  const next = from.slice()
  const rows = new Int32Array(columns.length)
  const turnedWeights = new Int32Array(columns.length)
  const heaviest = new Int32Array(least.length)
  for (let row = 0; row < least.length; row++) {
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const column = columns[at] ?? 0
      const place = next[column] ?? 0
      next[column] = place + 1
      rows[place] = row
      turnedWeights[place] = weights[at] ?? 0
      heaviest[row] = Math.max(heaviest[row] ?? 0, Math.abs(weights[at] ?? 0))
    }
  }
  return { starts: from, rows, weights: turnedWeights, heaviest }
}
