/** `simulate`: the programme run ahead on stated assumptions. Nothing is written, and GitHub is not asked. */
import { basename, dirname, resolve } from 'node:path'
import { byPlace, type Diagnostic, hasErrors } from '../core/diagnostic.ts'
import { fileRules } from '../core/file-rules.ts'
import type { Assumptions as Written } from '../core/generated/written.ts'
import { read } from '../core/read.ts'
import { reporters as findingReporters } from '../core/report/table.ts'
import { assumed, contradictions } from '../core/simulate/assumptions.ts'
import { memory } from '../core/simulate/memory.ts'
import { type ForecastFormat, forecastReporters } from '../core/simulate/reporters.ts'
import { forecast } from '../core/simulate/several.ts'
import { filesIn } from '../io/files.ts'
import { Unreadable } from '../io/ports.ts'
import { report } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { loadFolder, type Programme, schemaOf } from './loading.ts'
import { voiceOf } from './voices.ts'

export type SimulateOptions = {
  readonly days: string
  readonly seed: string
  readonly runs: string
  readonly assume?: string
  readonly sensitivity?: boolean
  readonly format: ForecastFormat
}

/** Files with errors take no part; `check` is where they are explained. Without settings there is nothing to go by. */
export async function run(context: Context, options: SimulateOptions): Promise<ExitCode> {
  const { root, today, speaker, print, remark } = context
  const days = wholeNumber('--days', options.days, 1, 3660)
  const seed = wholeNumber('--seed', options.seed, 0, 1_000_000_000)
  const runs = wholeNumber('--runs', options.runs, 1, 200)
  const now = loadFolder(root)
  const { programme } = now.loaded
  const written =
    options.assume === undefined ? programme.assumptions : assumptionsIn(context, options.assume, now)
  if (options.assume !== undefined && !written) return 2
  if (!programme.settings) {
    remark(`${speaker.cli('settings/unreadable')}\n`)
    return 2
  }
  const assumptions = assumed(written)
  const wrong = contradictions(assumptions)
  if (wrong.length > 0) throw new Usage('error.simulateAssumptions', { fields: wrong.join(', ') })
  const wordsOf = (language: Parameters<typeof voiceOf>[0]) => voiceOf(language).words
  const question = { programme, today, days, seed, assumed: assumptions, wordsOf, memory: memory() }
  const told = await forecast(question, runs, options.sensitivity === true)
  print(forecastReporters[options.format](told, speaker))
  return 0
}

/** @throws Usage for anything but a whole number within the limits */
function wholeNumber(name: string, value: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  throw new Usage('error.simulateNumber', { name, value, least, most })
}

/** The assumptions of a file anywhere; undefined when it has errors, which have then been told as `check` tells. */
function assumptionsIn(context: Context, file: string, now: Programme): Written | undefined {
  const bytes = contentOf(file)
  const { data, spots } = read('assumptions', bytes, schemaOf)
  const diagnostics = spots
    .map(({ code, line, column, args }): Diagnostic => {
      const severity = fileRules.find((rule) => rule.code === code)?.severity ?? 'error'
      return { code, severity, place: { file, line, column }, args }
    })
    .sort(byPlace)
  const textOf = (path: string) => (path === file ? new TextDecoder().decode(bytes) : now.textOf(path))
  if (diagnostics.length > 0)
    context.remark(findingReporters.text(report(context, { ...now, textOf, files: 1, diagnostics })))
  return hasErrors(diagnostics) ? undefined : ((data as Written | null) ?? {})
}

function contentOf(file: string): Uint8Array {
  try {
    return filesIn(dirname(resolve(file))).read(basename(file))
  } catch {
    throw new Unreadable('tool/unreadable', { path: file })
  }
}
