/**
 * Forgrening: when a relaxation has halves in it, it is most often because it would make half a rotation too many: one
 * more or one less sends the halves all the way round. So the number of rotations, and of each sort of them, is decided
 * first: at most so many, or at least one more. Each branch has a relaxation of its own, and most are a choice as they
 * are.
 */
import { atMost, type Certificate, certify } from './certificate.ts'
import type { Relaxation, Solver } from './highs.ts'
import { type Known, searched } from './search.ts'
import { type System, total, wholeValues } from './system.ts'

/** A part of all choices, and how good one in it can be. */
export type Leaf = {
  readonly system: System
  readonly certificate: Certificate
  readonly bound: number
}

/** Every choice that gains as much as the best is in there. */
export type Branched = Known & { readonly within: Leaf | undefined }

/** Which rows of a system are totals that may be branched upon: from `from` up to `to`. */
export type Totals = { readonly from: number; readonly to: number }

export type Tools = {
  readonly solver: Solver
  readonly relaxation: Relaxation
  readonly totals: Totals
  /** Of choices that gain the same, those that gain most by this are looked for: what the next levels want. */
  readonly guide: Float64Array
}

/** So many relaxations are tried before it is left to integer programming. */
const patience = 6

/** Undefined when the relaxation has no answer, or says of a system with a known choice that there is none. */
export function branched(
  system: System,
  gain: Float64Array,
  known: Known,
  tools: Tools,
): Branched | undefined {
  const root = leafOf(system, gain, tools)
  if (root === 'none' && !known.values) return { ...known, bound: known.value, within: undefined }
  if (typeof root !== 'object') return undefined
  const state: State = { found: known, open: [root], closed: [], tried: 1 }
  for (let leaf = nextLeaf(state); leaf; leaf = nextLeaf(state)) visit(state, leaf, gain, tools)
  return summary(state, root)
}

type Visited = Leaf & { readonly numbers: Float64Array }

type State = {
  found: Pick<Known, 'values' | 'value'>
  open: Visited[]
  readonly closed: Leaf[]
  tried: number
}

/** The most promising first; none when there is nothing better to find. */
function nextLeaf(state: State): Visited | undefined {
  state.open.sort((a, b) => a.bound - b.bound)
  const leaf = state.open.at(-1)
  return leaf && leaf.bound > state.found.value ? state.open.pop() : undefined
}

function visit(state: State, leaf: Visited, gain: Float64Array, tools: Tools): void {
  const whole = wholeValues(leaf.system, leaf.numbers)
  if (whole && total(gain, whole) > state.found.value)
    state.found = { values: whole, value: total(gain, whole) }
  if (!whole && state.tried < patience) {
    const halves = splitting(leaf, tools.totals).map((half) => guidedLeaf(half, gain, tools))
    state.tried += halves.length
    if (halves.length > 0 && !halves.includes('unknown')) {
      for (const half of halves) if (typeof half === 'object') state.open.push(half)
      return
    }
  }
  const found = searched(leaf.system, gain, { ...state.found, ...leaf }, tools.solver)
  state.found = found
  state.closed.push({ ...leaf, bound: found.bound })
}

function summary({ found, open, closed }: State, root: Leaf): Branched {
  const leaves: readonly Leaf[] = [...open, ...closed]
  const bound = leaves.reduce((most, leaf) => Math.max(most, leaf.bound), found.value)
  const [leaf, ...others] = leaves.filter((leaf) => leaf.bound >= found.value)
  return { ...found, bound, within: leaf && others.length === 0 ? leaf : root }
}

function guidedLeaf(system: System, gain: Float64Array, tools: Tools): Visited | 'none' | 'unknown' {
  const { status } = tools.relaxation.maximise(system, tools.guide, 'rows')
  return status === 'infeasible' ? 'none' : leafOf(system, gain, tools)
}

/** What a relaxation says of the choices in a system; `unknown` if it has no answer. */
export function leafOf(
  system: System,
  gain: Float64Array,
  { relaxation }: Pick<Tools, 'relaxation'>,
): Visited | 'none' | 'unknown' {
  const { status, values, duals } = relaxation.maximise(system, gain, 'gains')
  if (status === 'infeasible') return 'none'
  const certificate = status === 'optimal' ? certify(system, gain, duals) : undefined
  return certificate ? { system, certificate, numbers: values, bound: atMost(certificate) } : 'unknown'
}

/** At the first total that is not whole: the choices with less of it, and those with more. */
function splitting({ system, numbers }: Visited, { from, to }: Totals): readonly System[] {
  const { starts, columns, weights } = system
  for (let row = from; row < to; row++) {
    let sum = 0
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++)
      sum += (weights[at] ?? 0) * (numbers[columns[at] ?? 0] ?? 0)
    if (Math.abs(sum - Math.round(sum)) < 1e-5) continue
    return [
      { ...system, most: system.most.with(row, Math.floor(sum)) },
      { ...system, least: system.least.with(row, Math.ceil(sum)) },
    ]
  }
  return []
}
