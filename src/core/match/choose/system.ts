/**
 * Ligningssystem: sparse rows over columns that are 0 or 1, in whole numbers. A system can be narrowed (bounds, sides
 * of rows, more rows) and taken apart into pieces that do not disturb each other.
 */

export type Row = {
  readonly columns: readonly number[]
  /** Not 0. */
  readonly weights: readonly number[]
  readonly least: number
  readonly most: number
}

/** Row by row: row r has the entries from `starts[r]` up to `starts[r + 1]`. */
export type System = {
  /** Which columns these are of the system that this is a piece of; ascending. */
  readonly names: Int32Array
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly weights: Int32Array
  readonly least: Float64Array
  readonly most: Float64Array
  /** 0 or 1. Equal: the column is decided. */
  readonly lower: Uint8Array
  readonly upper: Uint8Array
}

/** What each column is: 0 or 1. */
export type Values = Uint8Array

export function systemOf(columns: number, rows: readonly Row[], lower: Uint8Array): System {
  return {
    names: Int32Array.from({ length: columns }, (_, at) => at),
    lower,
    upper: new Uint8Array(columns).fill(1),
    ...sparse(rows),
  }
}

function sparse(rows: readonly Row[]): Pick<System, 'starts' | 'columns' | 'weights' | 'least' | 'most'> {
  const starts = new Int32Array(rows.length + 1)
  for (const [at, row] of rows.entries()) starts[at + 1] = (starts[at] ?? 0) + row.columns.length
  const columns = new Int32Array(starts[rows.length] ?? 0)
  const weights = new Int32Array(columns.length)
  for (const [at, row] of rows.entries()) {
    columns.set(row.columns, starts[at])
    weights.set(row.weights, starts[at])
  }
  return {
    starts,
    columns,
    weights,
    least: Float64Array.from(rows, ({ least }) => least),
    most: Float64Array.from(rows, ({ most }) => most),
  }
}

/** The system with these rows too. */
export function withRows(system: System, rows: readonly Row[]): System {
  const more = sparse(rows)
  const entries = system.columns.length
  return {
    ...system,
    starts: joined(
      system.starts,
      more.starts.subarray(1).map((start) => entries + start),
    ),
    columns: joined(system.columns, more.columns),
    weights: joined(system.weights, more.weights),
    least: joined(system.least, more.least),
    most: joined(system.most, more.most),
  }
}

function joined<T extends Int32Array | Float64Array>(one: T, other: T): T {
  const both = new (one.constructor as new (length: number) => T)(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** Gains come to at least this much. */
export function gainRow(gain: Float64Array, least: number): Row {
  const columns = [...gain.keys()].filter((at) => gain[at] !== 0)
  const weights = columns.map((at) => gain[at] ?? 0)
  return { columns, weights, least, most: Number.POSITIVE_INFINITY }
}

/** What a vector of the whole is for a piece of it. */
export function taken(whole: Float64Array, system: System): Float64Array
export function taken(whole: Uint8Array, system: System): Uint8Array
export function taken(whole: Float64Array | Uint8Array, { names }: System): Float64Array | Uint8Array {
  const piece = whole.slice(0, names.length)
  for (let at = 0; at < names.length; at++) piece[at] = whole[names[at] ?? 0] ?? 0
  return piece
}

/** Writes what the columns of a piece are into the values of the whole. */
export function put(whole: Values, { names }: System, values: Values): void {
  for (let at = 0; at < names.length; at++) whole[names[at] ?? 0] = values[at] ?? 0
}

/** The sum over all columns: exact as long as it stays below 2^53. */
export function total(gain: Float64Array, values: Values): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) if (values[at] === 1) sum += gain[at] ?? 0
  return sum
}

/** Whether the values keep every bound and every row, counted exactly. */
export function satisfies(system: System, values: Values): boolean {
  const { starts, columns, weights, least, most, lower, upper } = system
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0
    if (value < (lower[at] ?? 0) || value > (upper[at] ?? 1)) return false
  }
  for (let row = 0; row < least.length; row++) {
    let activity = 0
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++)
      if (values[columns[at] ?? 0] === 1) activity += weights[at] ?? 0
    if (activity < (least[row] ?? 0) || activity > (most[row] ?? 0)) return false
  }
  return true
}

/** What a solver means by its numbers; undefined if it is not a choice. */
export function wholeValues(system: System, numbers: Float64Array): Values | undefined {
  const values = new Uint8Array(system.lower.length)
  for (let at = 0; at < values.length; at++) {
    const number = numbers[at] ?? Number.NaN
    const whole = Math.round(number)
    if (!(Math.abs(number - whole) < 1e-5) || whole < 0 || whole > 1) return undefined
    values[at] = whole
  }
  return satisfies(system, values) ? values : undefined
}
