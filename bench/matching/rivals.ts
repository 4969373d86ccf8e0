/** Other ways to choose among the same candidates, for comparison: greedily, and by solvers that get the model as text. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import loadHighs from 'highs'
import { compare } from '../../src/core/diagnostic.ts'
import type { Candidate } from '../../src/core/match/choose/candidate.ts'
import type { Aim, Level } from '../../src/core/model.ts'
import { valuesOf } from './aims.ts'
import { type Lock, lpText, type Model } from './lp.ts'

/** How a rival did. Levels it did not come to are not there. */
export type Outcome = {
  readonly name: string
  readonly seconds: number
  readonly levels: readonly Level[]
  /** `time`: ended by the clock. `failed`: crashed, or out of memory. */
  readonly ended: 'proved' | 'unproved' | 'time' | 'failed' | 'missing'
}

/** Highest score first, whatever still has room: what a person with a sorted list would do. */
export function greedy({ candidates, capacities, open }: Model, aims: readonly Aim[]): Outcome {
  const start = performance.now()
  const left = new Map(capacities)
  const chosen: Candidate[] = []
  for (const one of candidates.toSorted((a, b) => b.score - a.score || compare(a.id, b.id))) {
    if (!one.registrations.every((id) => (left.get(id) ?? 0) > 0)) continue
    chosen.push(one)
    for (const id of one.registrations) left.set(id, (left.get(id) ?? 0) - 1)
  }
  const values = valuesOf(chosen, open)
  const levels = aims.map((aim) => ({ aim, value: values[aim], bound: Number.POSITIVE_INFINITY }))
  return { name: 'greedy', seconds: (performance.now() - start) / 1000, levels, ended: 'unproved' }
}

/** What a solver makes of one level. */
type Answer = { readonly value: number; readonly ended: Outcome['ended'] }

/** Maximises one aim of the model within these seconds. */
type Solver = (text: string, seconds: number) => Answer

/** Level by level, each locked before the next, until the seconds are used up. The writing of the text is not timed. */
function byLevels(
  name: string,
  model: Model,
  aims: readonly Aim[],
  seconds: number,
  solver: Solver,
): Outcome {
  const levels: Level[] = []
  let used = 0
  for (const aim of aims) {
    const locks = levels.map(({ aim, value }): Lock => ({ aim, value }))
    const text = lpText(model, aim, locks)
    const start = performance.now()
    const { value, ended } = solver(text, Math.max(1, seconds - used))
    used += (performance.now() - start) / 1000
    if (ended !== 'proved') return { name, seconds: used, levels, ended }
    levels.push({ aim, value, bound: value })
    if (used >= seconds)
      return { name, seconds: used, levels, ended: levels.length < aims.length ? 'time' : 'proved' }
  }
  return { name, seconds: used, levels, ended: 'proved' }
}

/** A solver that is a program of its own. */
type Program = {
  readonly command: string
  readonly args: (model: string, solution: string, seconds: number) => readonly string[]
  /** The value, and whether it is proved; undefined when there is none. */
  readonly read: (solution: string) => { readonly value: number; readonly proved: boolean } | undefined
}

const glpsol: Program = {
  command: 'glpsol',
  args: (model, solution, seconds) => ['--lp', model, '-w', solution, '--tmlim', String(Math.ceil(seconds))],
  read(solution) {
    const [, status, value] = /^s mip \d+ \d+ (\w) (-?[\d.e+]+)$/m.exec(solution) ?? []
    return value === undefined ? undefined : { value: Math.round(Number(value)), proved: status === 'o' }
  },
}

const cbc: Program = {
  command: 'cbc',
  args: (model, solution, seconds) => [
    ...[model, 'sec', String(Math.ceil(seconds)), 'allowableGap', '0.999'],
    ...['solve', 'solution', solution],
  ],
  read(solution) {
    const [, status, value] = /^(\w+)[^\n]* - objective value (-?[\d.e+]+)/.exec(solution) ?? []
    return value === undefined
      ? undefined
      : { value: Math.abs(Math.round(Number(value))), proved: status === 'Optimal' }
  },
}

const programs = [glpsol, cbc]

/** glpsol and cbc (Debian: glpk-utils, coinor-cbc); whichever is not installed says so. */
export function installed(model: Model, aims: readonly Aim[], seconds: number): readonly Outcome[] {
  return programs.map((program) => {
    const { command } = program
    const isThere = spawnSync(command, ['--version'], { input: '', stdio: 'pipe' }).error === undefined
    if (!isThere) return { name: command, seconds: 0, levels: [], ended: 'missing' }
    return byLevels(command, model, aims, seconds, (text, left) => run(program, text, left))
  })
}

function run({ command, args, read }: Program, text: string, seconds: number): Answer {
  const folder = mkdtempSync(join(tmpdir(), 'mobilitet-bench-'))
  try {
    const [model, solution] = [join(folder, 'model.lp'), join(folder, 'solution.txt')]
    writeFileSync(model, text)
    // A solver that does not look at the clock often enough is stopped from outside.
    const timeout = Math.ceil(seconds + 10) * 1000
    const { signal, status } = spawnSync(command, args(model, solution, seconds), {
      stdio: 'ignore',
      timeout,
    })
    const found = existsSync(solution) ? read(readFileSync(solution, 'utf8')) : undefined
    if (found?.proved) return { value: found.value, ended: 'proved' }
    return { value: found?.value ?? 0, ended: signal || status === 0 ? 'time' : 'failed' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The package's types are those of its CommonJS half, where the loader lies one step deeper. */
const load = loadHighs as unknown as typeof loadHighs.default

/** The cycle formulation as it is, given whole to HiGHS: no relaxation first, nothing fixed, nothing taken apart. */
export async function plain(model: Model, aims: readonly Aim[], seconds: number): Promise<Outcome> {
  const highs = await load()
  return byLevels('highs, plain', model, aims, seconds, (text, left) => {
    try {
      const { Status, ObjectiveValue } = highs.solve(text, {
        ...{ output_flag: false, time_limit: left, mip_abs_gap: 0.999, mip_rel_gap: 0 },
      })
      return { value: Math.round(ObjectiveValue), ended: Status === 'Optimal' ? 'proved' : 'time' }
    } catch {
      return { value: 0, ended: 'failed' }
    }
  })
}
