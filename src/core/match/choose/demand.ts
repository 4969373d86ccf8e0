/**
 * Krav: what it would cost to demand one proposal more. The same programme is asked again and again with one column
 * fixed, so the solver keeps it loaded and goes on from where it was. A choice with the column, and a bound that no
 * choice with it surpasses, prove the cost; where they do not meet, nothing is said here.
 */
import type { Aim } from '../../model.ts'
import type { Candidate, Preferences } from './candidate.ts'
import { atMost, certify } from './certificate.ts'
import { formulate } from './formulation.ts'
import type { Relaxation, Solver } from './highs.ts'
import { aims } from './levels.ts'
import { mixture } from './progress.ts'
import { gainRow, type System, total, type Values, wholeValues, withRows } from './system.ts'

/** Of the first aim that suffers. */
export type Cost = { readonly aim: Aim; readonly count: number }

export type Demands = {
  /** Undefined: not known. */
  costOf(id: string): Cost | 'nothing' | undefined
  /** Memory of the solver is given back by hand. */
  close(): void
}

/** What was chosen among, and how far it came. */
export type Chosen = {
  readonly candidates: readonly Candidate[]
  /** Free places by registration. */
  readonly capacities: ReadonlyMap<string, number>
  /** Of the best choice. */
  readonly reached: Readonly<Record<Aim, number>>
} & Pick<Preferences, 'open' | 'pinned'>

export function demandsUpon(chosen: Chosen, solver: Solver): Demands {
  const { candidates, capacities, reached } = chosen
  const { system, gains, candidates: sorted } = formulate(candidates, capacities, chosen)
  const columns = new Map(sorted.map(({ id }, at) => [id, at]))
  const best = aims.map((aim) => reached[aim])
  const all = question(system, solver)
  const levels = gains.map((_, level) => question(held(system, gains.slice(0, level), best), solver))
  const scene: Scene = { gains, best, mixed: mixture(gains, system), all, levels }
  return {
    costOf(id) {
      const column = columns.get(id)
      return column === undefined ? undefined : costOf(column, scene)
    },
    close: () => {
      for (const { relaxation } of [all, ...levels]) relaxation.close()
    },
  }
}

/** Everything before this level comes as far as it did. */
function held(system: System, gains: readonly Float64Array[], best: readonly number[]): System {
  return withRows(
    system,
    gains.map((gain, level) => gainRow(gain, best[level] ?? 0)),
  )
}

/** What is asked of the solver, with another column fixed each time. */
type Question = { readonly system: System; readonly relaxation: Relaxation }

function question(system: System, solver: Solver): Question {
  return { system, relaxation: solver.relaxation(system) }
}

type Scene = {
  readonly gains: readonly Float64Array[]
  readonly best: readonly number[]
  readonly mixed: Float64Array
  readonly all: Question
  /** By level: everything before it comes as far as it did. */
  readonly levels: readonly Question[]
}

function costOf(column: number, { gains, best, mixed, all, levels }: Scene): Cost | 'nothing' | undefined {
  const system = fixed(all.system, column)
  let found: Values | undefined = wholeValues(system, all.relaxation.maximise(system, mixed, 'rows').values)
  while (found) {
    const values = found
    const level = gains.findIndex((gain, at) => total(gain, values) < (best[at] ?? 0))
    const [aim, gain, question] = [aims[level], gains[level], levels[level]]
    if (!aim || !gain || !question) return 'nothing'
    const proof = bestAt(question, gain, column)
    const least = total(gain, found)
    if (proof?.bound === least) return { aim, count: (best[level] ?? 0) - least }
    found = proof?.values && total(gain, proof.values) === proof.bound ? proof.values : undefined
  }
  return undefined
}

/** How far a choice with the column could come at a level, and perhaps one. */
function bestAt({ system, relaxation }: Question, gain: Float64Array, column: number) {
  const now = fixed(system, column)
  const { status, values, duals } = relaxation.maximise(now, gain, 'rows')
  const certificate = status === 'optimal' ? certify(now, gain, duals) : undefined
  return certificate && { bound: atMost(certificate), values: wholeValues(now, values) }
}

function fixed(system: System, column: number): System {
  const lower = system.lower.slice()
  lower[column] = 1
  return { ...system, lower }
}
