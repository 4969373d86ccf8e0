/**
 * Under ett: all levels up to the score in one go. The levels before it are small numbers, and most often a choice
 * reaches what the relaxation reaches at each of them. So that is taken for granted until it comes to the score, and when
 * a choice is found that lives up to all of it, all of it is proved. If there is none, less is taken for granted.
 */
import { branched, leafOf, type Tools, type Totals } from './branch.ts'
import { greedy } from './greedy.ts'
import type { Solver } from './highs.ts'
import { outranks } from './levels.ts'
import { advanced, hold, mixture, type Progress } from './progress.ts'
import { type System, total, type Values } from './system.ts'

export type Levels = {
  readonly system: System
  /** By level; the score is the last but one. */
  readonly gains: readonly Float64Array[]
  readonly totals: Totals
  /** A choice that keeps the system. */
  readonly known: Values
}

/**
 * At worst nothing is decided, and a better choice may be known. Begins with a relaxation of all levels together: levels that count
 * have many choices alike, which the simplex method is slow to tell apart; with the scores among them it is quick, and
 * where it ends is most often the end for each level too.
 */
export function together(levels: Levels, solver: Solver): Progress {
  const { system, gains, totals } = levels
  const relaxation = solver.relaxation(system)
  const { values } = relaxation.maximise(system, mixture(gains, system), 'rows')
  const tools = { solver, relaxation, totals }
  const found = fromTheScore(granted(system, gains.slice(0, -1), tools), gains, tools)
  relaxation.close()
  return found ?? { values: rounded(levels, values), bounds: [], held: system, proved: true }
}

/** What the relaxation wants most is taken first. Twice through, for shares wait for what there is to share. */
function rounded({ system, gains, known }: Levels, numbers: Float64Array): Values {
  const mixed = mixture(gains, system)
  const order = [...known.keys()].sort(
    (a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0) || (mixed[b] ?? 0) - (mixed[a] ?? 0) || a - b,
  )
  const other = greedy(system, [...order, ...order])
  const worth = (values: Values) => gains.map((gain) => total(gain, values))
  return other && outranks(worth(other), worth(known)) ? other : known
}

/** What is left when the levels before this one are taken for granted. */
type Step = { readonly held: System; readonly gain: Float64Array; readonly bounds: readonly number[] }

/** A step for each level, up to where the relaxation has no answer. */
function granted(
  system: System,
  gains: readonly Float64Array[],
  tools: Omit<Tools, 'guide'>,
): readonly Step[] {
  const steps: Step[] = []
  let held = system
  let bounds: readonly number[] = []
  for (const gain of gains) {
    steps.push({ held, gain, bounds })
    if (steps.length === gains.length) break
    const leaf = leafOf(held, gain, tools)
    if (typeof leaf !== 'object') break
    held = hold(held, gain, { value: leaf.bound, within: leaf })
    bounds = [...bounds, leaf.bound]
  }
  return steps
}

/** Less than anything gains. */
const none = { values: undefined, value: -1, bound: Number.MAX_SAFE_INTEGER }

/** So much of the time may be spent on what is not certain to be there. */
const share = 0.4

function fromTheScore(
  steps: readonly Step[],
  gains: readonly Float64Array[],
  tools: Omit<Tools, 'guide'>,
): Progress | undefined {
  for (const [level, { held, gain, bounds }] of [...steps.entries()].toReversed()) {
    const all = { ...tools, guide: mixture(gains.slice(level), held) }
    const first = tools.solver.within(share, () => branched(held, gain, none, all))
    if (!first?.values) continue
    const more = first.value < first.bound ? branched(held, gain, first, all) : undefined
    const { values = first.values, value, within } = more ?? first
    const bound = Math.min(first.bound, more?.bound ?? first.bound)
    const before = { values, bounds, held, proved: true }
    return advanced(before, gain, { values, value, bound, within })
  }
  return undefined
}
