/**
 * Opptelling: a piece so small that every choice in it can be tried. Quicker than asking a solver, and many programmes
 * are made of such pieces alone.
 */
import { outranks } from './levels.ts'
import { type System, satisfies, total, type Values } from './system.ts'

export type Tried = { readonly values: Values; readonly worth: readonly number[] }

/**
 * The best choice by the first gain, among those by the second and so on; of equals the one that has the earliest
 * column in which they differ. Undefined when no choice keeps the system.
 */
export function enumerated(system: System, gains: readonly Float64Array[]): Tried | undefined {
  const values = system.lower.slice()
  const rows = packingRows(system)
  let found: Tried | undefined
  const attempt = (column: number): void => {
    if (column === values.length) {
      const worth = gains.map((gain) => total(gain, values))
      if (satisfies(system, values) && (!found || outranks(worth, found.worth)))
        found = { values: values.slice(), worth }
      return
    }
    for (let value = system.upper[column] ?? 1; value >= (system.lower[column] ?? 0); value--) {
      values[column] = value
      if (value === 0 || keeps(rows, values, column)) attempt(column + 1)
    }
  }
  attempt(0)
  return found
}

type Packing = { readonly columns: Int32Array; readonly weights: Int32Array; readonly most: number }

/** Rows that only get fuller: broken once, they stay so. */
function packingRows({ starts, columns, weights, most }: System): readonly Packing[] {
  return [...most].flatMap((most, row) => {
    const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0]
    const packing = { columns: columns.subarray(start, end), weights: weights.subarray(start, end), most }
    return packing.weights.every((weight) => weight > 0) ? [packing] : []
  })
}

/** Counts the columns up to this one. */
function keeps(rows: readonly Packing[], values: Values, last: number): boolean {
  return rows.every(({ columns, weights, most }) => {
    let activity = 0
    for (const [at, column] of columns.entries())
      if (column <= last && values[column] === 1) activity += weights[at] ?? 0
    return activity <= most
  })
}
