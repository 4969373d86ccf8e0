/**
 * Under ett: all levels up to the score in one go. The levels before it are small numbers, and most often a choice
 * reaches what the relaxation reaches at each of them. So that is taken for granted until it comes to the score, and when
 * a choice is found that lives up to all of it, all of it is proved. If there is none, less is taken for granted.
 */
import { branched, leafOf, type Tools, type Totals } from './branch.ts'
import type { Solver } from './highs.ts'
import { advanced, hold, mixture, type Progress } from './progress.ts'
import type { System } from './system.ts'

export type Levels = {
  readonly system: System
  /** By level; the score is the last but one. */
  readonly costs: readonly Float64Array[]
  readonly totals: Totals
}

/**
 * Undefined when nothing can be taken for granted. Begins with a relaxation of all levels together: levels that count
 * have many choices alike, which the simplex method is slow to tell apart; with the scores among them it is quick, and
 * where it ends is most often the end for each level too.
 */
export function together({ system, costs, totals }: Levels, solver: Solver): Progress | undefined {
  const relaxation = solver.relaxation(system)
  relaxation.maximise(system, mixture(costs, system), 'rows')
  const tools = { solver, relaxation, totals }
  const found = fromTheScore(granted(system, costs.slice(0, -1), tools), costs, tools)
  relaxation.close()
  return found
}

/** What is left when the levels before this one are taken for granted. */
type Step = { readonly held: System; readonly cost: Float64Array; readonly bounds: readonly number[] }

/** A step for each level, up to where the relaxation has no answer. */
function granted(
  system: System,
  costs: readonly Float64Array[],
  tools: Omit<Tools, 'guide'>,
): readonly Step[] {
  const steps: Step[] = []
  let held = system
  let bounds: readonly number[] = []
  for (const cost of costs) {
    steps.push({ held, cost, bounds })
    if (steps.length === costs.length) break
    const leaf = leafOf(held, cost, tools)
    if (typeof leaf !== 'object') break
    held = hold(held, cost, { value: leaf.bound, within: leaf })
    bounds = [...bounds, leaf.bound]
  }
  return steps
}

/** Less than anything costs. */
const none = { values: undefined, value: -1, bound: Number.MAX_SAFE_INTEGER }

/** So much of the time may be spent on what is not certain to be there. */
const share = 0.4

function fromTheScore(
  steps: readonly Step[],
  costs: readonly Float64Array[],
  tools: Omit<Tools, 'guide'>,
): Progress | undefined {
  for (const [level, { held, cost, bounds }] of [...steps.entries()].toReversed()) {
    const guide = mixture(costs.slice(level), held)
    const found = tools.solver.within(share, () => branched(held, cost, none, { ...tools, guide }))
    if (!found?.values) continue
    const before = { values: found.values, bounds, held, proved: true }
    return found.value >= found.bound ? advanced(before, cost, { ...found, values: found.values }) : before
  }
  return undefined
}
