/**
 * Oppdeling: what follows at once from the bounds of a system is decided, rows that can no longer be broken are left
 * out, and what is still open falls apart into pieces that share no row. All of it is exact: no choice that keeps the
 * rows is lost.
 */
import { type Row, type System, systemOf, type Values } from './system.ts'
import { type Transposed, transpose } from './transposed.ts'

export type Pieces = {
  /** What is decided; open columns are 0 here. */
  readonly decided: Values
  /** The whole, with the bounds that follow. */
  readonly narrowed: System
  /** In order of their first column. Their names are columns of the system that was taken apart. */
  readonly pieces: readonly System[]
}

/** Undefined when nothing keeps all rows. */
export function takeApart(system: System): Pieces | undefined {
  const state = stateOf(system)
  if (!follow(state)) return undefined
  const { lower, upper } = state
  const narrowed = { ...system, lower, upper }
  const pieces = groups(narrowed, rowsAtStake(state)).map((group) => piece(narrowed, group))
  return { decided: lower, narrowed, pieces }
}

/** Bounds as they are followed, and the least and the most each row can come to under them. */
type State = {
  readonly system: System
  readonly lower: Uint8Array
  readonly upper: Uint8Array
  readonly low: Float64Array
  readonly high: Float64Array
}

function stateOf(system: System): State {
  const { starts, columns, weights, least } = system
  const [lower, upper] = [system.lower.slice(), system.upper.slice()]
  const low = new Float64Array(least.length)
  const high = new Float64Array(least.length)
  for (let row = 0; row < least.length; row++) {
    let [from, to] = [0, 0]
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const column = columns[at] ?? 0
      const weight = weights[at] ?? 0
      from += weight * ((weight > 0 ? lower[column] : upper[column]) ?? 0)
      to += weight * ((weight > 0 ? upper[column] : lower[column]) ?? 0)
    }
    low[row] = from
    high[row] = to
  }
  return { system, lower, upper, low, high }
}

/** Bounds that follow from a row and the bounds of its other columns, until nothing more follows; false if a row breaks. */
function follow(state: State): boolean {
  const { system, low, high } = state
  const transposed = transpose(system)
  const waiting = new Uint8Array(low.length).fill(1)
  const work = [...waiting.keys()]
  for (let row = work.pop(); row !== undefined; row = work.pop()) {
    waiting[row] = 0
    const over = (system.most[row] ?? 0) - (low[row] ?? 0)
    const under = (high[row] ?? 0) - (system.least[row] ?? 0)
    if (over < 0 || under < 0) return false
    if ((transposed.heaviest[row] ?? 0) <= Math.min(over, under)) continue
    for (const touched of narrowRow(state, transposed, row)) {
      if (waiting[touched] === 1) continue
      waiting[touched] = 1
      work.push(touched)
    }
  }
  return true
}

/**
 * A column that would bring the row too high with it, or too low without it, must stay where it is. If it is both, the
 * row is found broken the next time. Gives back the rows this says something new about.
 */
function narrowRow(state: State, transposed: Transposed, row: number): readonly number[] {
  const { system, lower, upper, low, high } = state
  const touched: number[] = []
  for (let at = system.starts[row] ?? 0; at < (system.starts[row + 1] ?? 0); at++) {
    const column = system.columns[at] ?? 0
    if (lower[column] === upper[column]) continue
    const weight = system.weights[at] ?? 0
    const over = (system.most[row] ?? 0) - (low[row] ?? 0)
    const under = (high[row] ?? 0) - (system.least[row] ?? 0)
    const size = Math.abs(weight)
    if (size <= over && size <= under) continue
    settleColumn(state, transposed, column, size > over === weight > 0 ? 0 : 1, touched)
  }
  return touched
}

function settleColumn(
  state: State,
  transposed: Transposed,
  column: number,
  value: 0 | 1,
  touched: number[],
): void {
  const { lower, upper, low, high } = state
  lower[column] = value
  upper[column] = value
  for (let at = transposed.starts[column] ?? 0; at < (transposed.starts[column + 1] ?? 0); at++) {
    const row = transposed.rows[at] ?? 0
    const weight = transposed.weights[at] ?? 0
    if (weight > 0 === (value === 1)) low[row] = (low[row] ?? 0) + Math.abs(weight)
    else high[row] = (high[row] ?? 0) - Math.abs(weight)
    touched.push(row)
  }
}

/** Rows that some values of the open columns would break. */
function rowsAtStake({ system, low, high }: State): readonly number[] {
  const rows: number[] = []
  for (let row = 0; row < low.length; row++)
    if ((low[row] ?? 0) < (system.least[row] ?? 0) || (high[row] ?? 0) > (system.most[row] ?? 0))
      rows.push(row)
  return rows
}

type Group = { readonly columns: number[]; readonly rows: number[] }

/** Open columns by which of them share a row, directly or through others; each with its rows. */
function groups({ starts, columns, lower, upper }: System, rows: readonly number[]): readonly Group[] {
  const parent = Int32Array.from(lower.keys())
  const root = (column: number): number => {
    let at = column
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up
      at = up
    }
    return at
  }
  const isOpen = (column: number): boolean => lower[column] !== upper[column]
  const firstOf = rows.map((row) => {
    let first = -1
    for (const column of columns.subarray(starts[row], starts[row + 1])) {
      if (!isOpen(column)) continue
      if (first < 0) first = column
      else join(parent, root(first), root(column))
    }
    return first
  })
  const found = new Map<number, Group>()
  for (const column of lower.keys()) {
    if (!isOpen(column)) continue
    const at = root(column)
    const group = found.get(at)
    if (group) group.columns.push(column)
    else found.set(at, { columns: [column], rows: [] })
  }
  for (const [at, row] of rows.entries()) found.get(root(firstOf[at] ?? 0))?.rows.push(row)
  return [...found.values()]
}

function join(parent: Int32Array, one: number, other: number): void {
  parent[Math.max(one, other)] = Math.min(one, other)
}

/** What the decided columns use of a row is taken from its sides. */
function piece(system: System, group: Group): System {
  const { starts, columns, weights, least, most, lower } = system
  const local = new Map(group.columns.map((column, at) => [column, at]))
  const rows = group.rows.map((row): Row => {
    const kept: Row & { columns: number[]; weights: number[] } = {
      columns: [],
      weights: [],
      least: 0,
      most: 0,
    }
    let used = 0
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const column = columns[at] ?? 0
      const weight = weights[at] ?? 0
      const name = local.get(column)
      if (name === undefined) used += weight * (lower[column] ?? 0)
      else {
        kept.columns.push(name)
        kept.weights.push(weight)
      }
    }
    return { ...kept, least: (least[row] ?? 0) - used, most: (most[row] ?? 0) - used }
  })
  const piece = systemOf(group.columns.length, rows, new Uint8Array(group.columns.length))
  return { ...piece, names: Int32Array.from(group.columns) }
}
