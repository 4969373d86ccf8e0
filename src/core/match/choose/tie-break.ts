/**
 * Like gode: among choices that are equal at every level the one with the earliest ids, so that the answer is the same
 * on every machine. Candidates are taken in order, as many at a time as can be told apart by whole numbers: having one
 * outweighs having all that come after it.
 */
import { type Best, best } from './best.ts'
import type { Tools } from './branch.ts'
import { enumerated } from './enumerate.ts'
import type { Solver } from './highs.ts'
import { sum } from './levels.ts'
import { takeApart } from './pieces.ts'
import { put, type System, taken, total, type Values } from './system.ts'

export type Tied = {
  /** Every choice that keeps it is as good as any other. */
  readonly system: System
  /** 1 for columns that are candidates. They come first, in order of id. */
  readonly candidates: Uint8Array
  /** One of the choices. */
  readonly known: Values
}

/** Not final: there was no time to compare them all. */
export type Untied = { readonly values: Values; readonly final: boolean }

/** Pieces of at most `few` columns are decided by trying everything. */
export function untied({ system, candidates, known }: Tied, few: number, solver: Solver | undefined): Untied {
  const values = known.slice()
  let final = true
  const work = looseEnds({ system, candidates, known }).map((tied) => ({ ...tied, fresh: true }))
  for (let tied = work.pop(); tied; tied = work.pop()) {
    const { system, fresh } = tied
    const small = system.names.length <= few ? enumerated(system, []) : undefined
    const next = small ? { ...tied, known: small.values, final: true } : someSteps(tied, fresh, solver)
    put(values, system, next.known)
    final &&= next.final
    if (small || !next.final) continue
    for (const rest of looseEnds(next)) work.push({ ...within(rest, system), fresh: false })
  }
  return { values, final }
}

/** What is still open, apart. What is not open is so in every choice, so in the known one. */
function looseEnds({ system, candidates, known }: Tied): readonly Tied[] {
  const pieces = takeApart(system)?.pieces ?? []
  return pieces
    .map((system) => ({ system, candidates: taken(candidates, system), known: taken(known, system) }))
    .filter(({ candidates }) => candidates.includes(1))
}

function within(tied: Tied, { names }: System): Tied {
  return { ...tied, system: { ...tied.system, names: tied.system.names.map((at) => names[at] ?? 0) } }
}

type Step = Tied & { readonly final: boolean }

/** Goes on with one relaxation until half of it is decided; then what is left is taken apart anew. */
function someSteps(tied: Tied, fresh: boolean, solver: Solver | undefined): Step {
  const relaxation = solver?.relaxation(tied.system)
  const tools = solver && relaxation && { solver, relaxation, totals: none, guide: new Float64Array(0) }
  let now: Step = fresh ? withoutConstants(tied, tools) : { ...tied, final: true }
  const most = tied.known.length / 2
  for (let left = followed(now); now.final && left.open > most; left = followed(now)) {
    const block = nextBlock(left.tied)
    if (!block) break
    now = narrowedBy(left.tied, block, best(left.tied.system, block, now.known, tools))
  }
  relaxation?.close()
  return now
}

const none = { from: 0, to: 0 }

/** What follows from what is decided, and how much is still open. */
function followed(tied: Tied): { readonly tied: Tied; readonly open: number } {
  const apart = takeApart(tied.system)
  if (!apart) return { tied, open: 0 }
  return {
    tied: { ...tied, system: apart.narrowed },
    open: sum(apart.pieces.map(({ names }) => names.length)),
  }
}

/** So often it is looked for another choice that differs. */
const patience = 4

/**
 * Fixes what all the choices have alike: looks for one that differs from the known in as many columns as possible, then
 * for one that differs in others, until there is none. If there always is, they have little alike.
 */
function withoutConstants(tied: Tied, tools: Tools | undefined): Step {
  const { system, candidates, known } = tied
  const constant = candidates.slice()
  for (let round = 0; round < patience; round++) {
    const gain = Float64Array.from(known, (value, at) => (constant[at] === 1 ? 1 - 2 * value : 0))
    const { values, value, bound } = best(system, gain, known, tools)
    if (value < bound) return { ...tied, final: false }
    if (value === total(gain, known)) return { ...fixed(tied, constant), final: true }
    for (const [at, value] of values.entries()) if (value !== known[at]) constant[at] = 0
  }
  return { ...tied, final: true }
}

/** Those columns stay as they are known. */
function fixed(tied: Tied, columns: Uint8Array): Tied {
  const { system, known } = tied
  const stays = (at: number): boolean => columns[at] === 1
  const lower = system.lower.map((bound, at) => (stays(at) ? (known[at] ?? 0) : bound))
  const upper = system.upper.map((bound, at) => (stays(at) ? (known[at] ?? 0) : bound))
  return { ...tied, system: { ...system, lower, upper } }
}

function narrowedBy(tied: Tied, block: Float64Array, { values, value, bound }: Best): Step {
  if (value < bound) return { ...tied, known: values, final: false }
  const columns = Uint8Array.from(block, (weight) => (weight > 0 ? 1 : 0))
  return { ...fixed({ ...tied, known: values }, columns), final: true }
}

/** Larger sums are no longer told apart for certain by a solver that rounds to six decimals. */
const largest = 2 ** 16

/** Weights for the next candidates: each more than all later ones together. Undefined when there are none. */
function nextBlock({ system, candidates }: Tied): Float64Array | undefined {
  const open = [...candidates.keys()].filter(
    (at) => candidates[at] === 1 && system.lower[at] !== system.upper[at],
  )
  if (open.length === 0) return undefined
  const groups = exclusive(system, open)
  const weights = new Float64Array(candidates.length)
  let worth = 1
  for (const group of chosenGroups(groups).toReversed()) {
    for (const [at, column] of group.toReversed().entries()) weights[column] = worth * (at + 1)
    worth *= group.length + 1
  }
  return weights
}

function chosenGroups(groups: readonly (readonly number[])[]): readonly (readonly number[])[] {
  let size = 1
  let count = 0
  while (count < groups.length && (count === 0 || size * ((groups[count]?.length ?? 0) + 1) <= largest)) {
    size *= (groups[count]?.length ?? 0) + 1
    count++
  }
  return groups.slice(0, count)
}

/** Columns one after the other of which at most one can be 1: they need not outweigh each other together. */
function exclusive({ starts, columns, weights, most }: System, open: readonly number[]): readonly number[][] {
  const rowsOf = new Map<number, number[]>(open.map((at) => [at, []]))
  for (let row = 0; row < most.length; row++) {
    const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0]
    if (most[row] !== 1 || weights.subarray(start, end).some((weight) => weight < 1)) continue
    for (const column of columns.subarray(start, end)) rowsOf.get(column)?.push(row)
  }
  const groups: number[][] = []
  let shared: readonly number[] = []
  for (const column of open) {
    const rows = rowsOf.get(column) ?? []
    shared = shared.filter((row) => rows.includes(row))
    if (shared.length > 0) groups.at(-1)?.push(column)
    else {
      groups.push([column])
      shared = rows
    }
  }
  return groups
}
