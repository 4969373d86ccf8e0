/** Avgjørelse: a piece of the choice, by the quickest way that proves it. */
import { atOnce, best } from './best.ts'
import { leafOf, type Tools } from './branch.ts'
import { enumerated } from './enumerate.ts'
import type { Solver } from './highs.ts'
import { takeApart } from './pieces.ts'
import { advanced, mixture, type Progress } from './progress.ts'
import { put, type System, taken, total, type Values } from './system.ts'
import { untied } from './tie-break.ts'
import { type Levels, together } from './together.ts'

export type Task = Levels & {
  /** 1 for columns that are candidates. They come first, in order of id. */
  readonly candidates: Uint8Array
}

export type Settled = {
  readonly values: Values
  /** By level, how far any choice could come. */
  readonly bounds: readonly number[]
  /** Every level is proved, and among equals this is the one. */
  readonly final: boolean
}

/** How to go about it. */
export type Method = {
  /** Pieces of at most so many columns are decided by trying everything. */
  readonly enumerate: number
}

/** Without a solver only what can be seen at once is proved. */
export function settle(task: Task, method: Method, solver?: Solver): Settled {
  const tried = triedOut(task, method)
  if (tried) return tried
  const start = { values: task.known, bounds: [], held: task.system, proved: true }
  const begun = solver ? together(task, solver) : start
  const upper = levelByLevel(task, begun, task.gains.length - 1, solver)
  const kept = task.gains.at(-1) ?? new Float64Array(task.known.length)
  if (upper.proved) return lastLevel(upper, kept, task.candidates, method, solver)
  const { bound } = atOnce(upper.held, kept, upper.values)
  return { values: upper.values, bounds: [...upper.bounds, bound], final: false }
}

function triedOut({ system, gains }: Pick<Task, 'system' | 'gains'>, method: Method): Settled | undefined {
  const tried = system.names.length <= method.enumerate ? enumerated(system, gains) : undefined
  return tried && { values: tried.values, bounds: tried.worth, final: true }
}

/** The levels from where it has begun, up to but without `until`. */
function levelByLevel(
  { gains, totals }: Levels,
  begun: Progress,
  until: number,
  solver: Solver | undefined,
): Progress {
  const from = begun.bounds.length
  const relaxation = from < until ? solver?.relaxation(begun.held) : undefined
  relaxation?.maximise(begun.held, mixture(gains.slice(from), begun.held), 'rows')
  let progress = begun
  for (const [level, gain] of gains.entries()) {
    if (level < from || level >= until) continue
    const guide = mixture(gains.slice(level), begun.held)
    progress = nextLevel(progress, gain, solver && relaxation && { solver, relaxation, totals, guide })
  }
  relaxation?.close()
  return progress
}

function nextLevel(progress: Progress, gain: Float64Array, tools: Tools | undefined): Progress {
  const { values, bounds, held, proved } = progress
  if (proved) return advanced(progress, gain, best(held, gain, values, tools))
  return { ...progress, bounds: [...bounds, bounded(held, gain, values, tools)] }
}

/** Below a level that is not proved nothing is chosen anew, but it is still said how far a choice could come. */
function bounded(system: System, gain: Float64Array, values: Values, tools: Tools | undefined): number {
  const rough = atOnce(system, gain, values)
  const leaf = tools && leafOf(system, gain, tools)
  return typeof leaf === 'object' ? Math.min(rough.bound, leaf.bound) : rough.bound
}

/** And ties. What is held has most often fallen apart into small pieces by now. */
function lastLevel(
  { values, bounds, held }: Progress,
  kept: Float64Array,
  candidates: Uint8Array,
  method: Method,
  solver: Solver | undefined,
): Settled {
  const apart = takeApart(held)
  const all = values.slice()
  let final = true
  let bound = apart ? total(kept, apart.decided) : 0
  for (const system of apart?.pieces ?? []) {
    const piece = {
      system,
      gains: [taken(kept, system)],
      candidates: taken(candidates, system),
      known: taken(values, system),
      totals: { from: 0, to: 0 },
    }
    const end = triedOut(piece, method) ?? lastPiece(piece, method, solver)
    put(all, system, end.values)
    bound += end.bounds[0] ?? 0
    final &&= end.final
  }
  return { values: all, bounds: [...bounds, bound], final }
}

function lastPiece(task: Task, method: Method, solver: Solver | undefined): Settled {
  const begun = { values: task.known, bounds: [], held: task.system, proved: true }
  const { values, bounds, held, proved } = levelByLevel(task, begun, 1, solver)
  if (!proved) return { values, bounds, final: false }
  const tied = { system: held, candidates: task.candidates, known: values }
  const last = untied(tied, method.enumerate, solver)
  return { values: last.values, bounds, final: last.final }
}
