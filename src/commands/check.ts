/** `check`: judge everything, or what a change touches and breaks. */
import { check as judgeAll } from '../core/check.ts'
import { count, type Diagnostic, hasErrors } from '../core/diagnostic.ts'
import { fileRules } from '../core/file-rules.ts'
import type { Report } from '../core/report/report.ts'
import { type ReportFormat, reporters } from '../core/report/table.ts'
import { rules } from '../core/rules/index.ts'
import { Unreadable } from '../io/ports.ts'
import { loadChange } from './change.ts'
import type { Context, ExitCode } from './context.ts'
import { loadFolder, type Programme } from './loading.ts'
import { furtherReports, writeReports } from './reports.ts'

export type CheckOptions = {
  readonly paths: readonly string[]
  readonly base?: string
  readonly format: ReportFormat
  /** As written: `format=file`. */
  readonly report?: readonly string[]
  readonly cache: boolean
}

export type Checked = Programme & { readonly diagnostics: readonly Diagnostic[] }

export function run(context: Context, options: CheckOptions): ExitCode {
  const { paths, base, format, cache } = options
  const further = furtherReports(options.report)
  const checked = base === undefined ? checkFolder(context, cache) : checkChange(context, base)
  const diagnostics = within(checked, paths)
  const told = report(context, { ...checked, diagnostics })
  writeReports(further, told)
  context.print(reporters[format](told))
  return hasErrors(diagnostics) ? 2 : 0
}

/** Loads and judges a programme as it stands. */
export function checkFolder({ root, today }: Pick<Context, 'root' | 'today'>, cache = true): Checked {
  const programme = loadFolder(root, cache)
  const diagnostics = judgeAll({ head: programme.loaded, textOf: programme.textOf, today, rules })
  return { ...programme, diagnostics }
}

function checkChange({ root, today }: Context, revision: string): Checked {
  const { head, base } = loadChange(root, revision)
  const diagnostics = judgeAll({
    head: head.loaded,
    textOf: head.textOf,
    today,
    rules,
    base: { loaded: base.loaded, textOf: base.textOf },
  })
  return { ...head, diagnostics }
}

/** Only what lies in the files or folders that were named. @throws Unreadable for a name that is not there */
function within({ loaded, diagnostics }: Checked, paths: readonly string[]): readonly Diagnostic[] {
  if (paths.length === 0) return diagnostics
  const wanted = paths.map((path) => path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, ''))
  for (const path of wanted) {
    const known = [...loaded.programme.paths].some((file) => isWithin(file, path))
    if (!known) throw new Unreadable('tool/no-such-path', { path })
  }
  return diagnostics.filter(({ place }) => wanted.some((path) => isWithin(place.file, path)))
}

function isWithin(file: string, folder: string): boolean {
  return folder === '.' || folder === '' || file === folder || file.startsWith(`${folder}/`)
}

export function report(context: Context, { diagnostics, files, textOf }: Checked): Report {
  const lines = new Map<string, readonly string[]>()
  return {
    diagnostics,
    counts: count(diagnostics),
    files,
    say: context.speaker.say,
    words: context.speaker.words,
    sourceLine(file, line) {
      if (!lines.has(file)) lines.set(file, textOf(file)?.split('\n') ?? [])
      return lines.get(file)?.[line - 1]
    },
    colour: context.colour,
    rules: [...fileRules, ...rules].map(({ code, severity, docs }) => ({ code, severity, title: docs.what })),
  }
}
