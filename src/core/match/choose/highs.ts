/**
 * HiGHS: the solver, compiled to WebAssembly, and all that is known of it here. It is loaded when it is first needed,
 * once per process. Its answers are floating-point numbers: whoever asks must check them.
 * @see {@link https://highs.dev/} Huangfu & Hall, «Parallelizing the dual revised simplex method» (2018)
 */
import type { Highs, Model } from 'highs'
import type { System } from './system.ts'

/** The solver cannot be loaded (an incomplete installation, a machine without WebAssembly), so nothing is chosen. */
export class SolverMissing extends Error {}

/** What is left of the time the solver may use, in seconds of its own clock. Counted down by every run. */
export type Clock = { seconds: number }

export type Answer = {
  /** `stopped`: out of time; the rest is what it had. `broken`: out of memory or of its depth, and of no more use. */
  readonly status: 'optimal' | 'infeasible' | 'stopped' | 'broken'
  readonly values: Float64Array
  /** Of rows: what one more on their right-hand side is worth. Only of a relaxation. */
  readonly duals: Float64Array
  /** No choice gains more, as far as the solver could tell. Only of whole columns. */
  readonly bound: number
}

/** What is new since the last run. With new rows (or at first) the dual simplex method goes on, with new gains the primal. */
export type News = 'rows' | 'gains'

/** A system in which columns may be anything from 0 to 1, kept by the solver between runs. */
export type Relaxation = {
  /** The system must begin with the same columns and rows as the one before; bounds and sides may differ. */
  maximise(system: System, gain: Float64Array, news: News): Answer
  /** Memory of the solver is given back by hand. */
  close(): void
}

/** Once an answer is `broken` all are; {@link solver} then makes a new one. */
export type Solver = {
  relaxation(system: System): Relaxation
  /** Columns are 0 or 1. */
  maximise(system: System, gain: Float64Array): Answer
  /** Whatever is asked for in there may take no more than this share of the time that is left. */
  within<T>(share: number, use: () => T): T
}

let loading: Promise<Highs> | undefined

/** @throws {@link SolverMissing} */
export async function solver(clock: Clock): Promise<Solver> {
  loading ??= load()
  const highs = await loading
  let usable = true
  const attempt = (use: () => Answer): Answer => {
    try {
      if (usable) return use()
    } catch (error) {
      // What we got wrong ourselves is a fault. Anything else is an abort: most likely its 2 GB of memory are full.
      if (isOurs(error, highs)) throw error
      usable = false
      loading = undefined
    }
    return broken
  }
  return {
    relaxation: (system) => {
      let opened: Relaxation | undefined
      return {
        maximise: (now, gain, news) =>
          attempt(() => {
            opened ??= relaxation(highs, system, clock)
            return opened.maximise(now, gain, news)
          }),
        close: () => {
          if (usable) opened?.close()
        },
      }
    },
    maximise: (system, gain) => attempt(() => maximise(highs, system, gain, clock)),
    within: (share, use) => within(clock, share, use),
  }
}

function within<T>(clock: Clock, share: number, use: () => T): T {
  const set = Math.max(0, clock.seconds) * (1 - share)
  clock.seconds -= set
  try {
    return use()
  } finally {
    clock.seconds += set
  }
}

/** The library says no before it asks the solver. */
function isOurs(error: unknown, { errors }: Highs): boolean {
  const { HighsDisposedError, HighsReentrancyError, HighsUnsupportedOptionError, HighsValidationError } =
    errors
  return [HighsDisposedError, HighsReentrancyError, HighsUnsupportedOptionError, HighsValidationError].some(
    (kind) => error instanceof kind,
  )
}

const nothing = new Float64Array(0)
const broken: Answer = { status: 'broken', values: nothing, duals: nothing, bound: Number.POSITIVE_INFINITY }

async function load(): Promise<Highs> {
  try {
    // The package describes its CommonJS side; what Node loads here is its module, whose default is the loader itself.
    const loadHighs: unknown = (await import('highs')).default
    if (typeof loadHighs !== 'function') throw new Error('not the expected version of highs')
    return (await loadHighs()) as Highs
  } catch (error) {
    loading = undefined
    throw new SolverMissing(error instanceof Error ? error.message : String(error))
  }
}

/** Everything that could make two runs differ is fixed. Gains are whole numbers, so a gap of less than 1 is none. */
const options = {
  output_flag: false,
  random_seed: 0,
  mip_rel_gap: 0,
  mip_abs_gap: 0.99,
}

/** The gains are negated: HiGHS keeps its signs simplest when it minimises. */
function modelOf(highs: Highs, system: System, gain: Float64Array, whole: boolean) {
  const { starts, columns, weights, least, most, lower, upper } = system
  const matrix = {
    format: 'csr',
    numRows: least.length,
    numCols: gain.length,
    starts,
    indices: columns,
    values: Float64Array.from(weights),
  } as const
  return {
    numCols: gain.length,
    numRows: least.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: gain.map((one) => -one),
    colLower: Float64Array.from(lower),
    colUpper: Float64Array.from(upper),
    rowLower: least,
    rowUpper: most,
    matrix,
    ...(whole ? { integrality: new Int32Array(gain.length).fill(highs.constants.variableType.integer) } : {}),
  }
}

function run(highs: Highs, model: Model, clock: Clock): Answer['status'] {
  if (clock.seconds <= 0) return 'stopped'
  const before = model.getRunTime()
  model.options.set('time_limit', before + clock.seconds)
  const { modelStatus } = model.run()
  clock.seconds -= model.getRunTime() - before
  const { optimal, infeasible } = highs.constants.modelStatus
  return modelStatus === optimal ? 'optimal' : modelStatus === infeasible ? 'infeasible' : 'stopped'
}

function maximise(highs: Highs, system: System, gain: Float64Array, clock: Clock): Answer {
  return highs.withModel(modelOf(highs, system, gain, true), (model) => {
    model.options.set(options)
    const status = run(highs, model, clock)
    if (status === 'infeasible') return { ...broken, status, bound: Number.NEGATIVE_INFINITY }
    const bound = -Number(model.info.get('mip_dual_bound'))
    return { status, values: model.getSolution().colValue, duals: nothing, bound }
  })
}

/** HiGHS' names for how the simplex method goes about it. */
const dual = 1
const primal = 4

function relaxation(highs: Highs, system: System, clock: Clock): Relaxation {
  const model = highs.createModel(modelOf(highs, system, new Float64Array(system.lower.length), false))
  model.options.set({ ...options, solver: 'simplex' })
  let rows = system.least.length
  const all = (count: number) => ({ kind: 'range', from: 0, to: count - 1 }) as const
  return {
    maximise: (now, gain, news) => {
      if (now.least.length > rows) addRows(model, now, rows)
      if (now.least.length < rows) model.deleteRows({ kind: 'range', from: now.least.length, to: rows - 1 })
      rows = now.least.length
      model.changeColsBounds(all(gain.length), Float64Array.from(now.lower), Float64Array.from(now.upper))
      if (rows > 0) model.changeRowsBounds(all(rows), now.least, now.most)
      model.changeColsCost(
        all(gain.length),
        gain.map((one) => -one),
      )
      model.options.set('simplex_strategy', news === 'rows' ? dual : primal)
      const status = run(highs, model, clock)
      const { colValue: values, rowDual } = model.getSolution()
      return { status, values, duals: rowDual.map((one) => -one), bound: -model.getObjectiveValue() }
    },
    close: () => model.dispose(),
  }
}

function addRows(model: Model, { starts, columns, weights, least, most }: System, from: number): void {
  for (let row = from; row < least.length; row++) {
    const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0]
    model.addRow(least[row] ?? 0, most[row] ?? 0, {
      indices: columns.slice(start, end),
      values: Float64Array.from(weights.subarray(start, end)),
    })
  }
}
