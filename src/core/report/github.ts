/**
 * Findings as annotations in a pull request, through GitHub's workflow commands:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import type { Diagnostic } from '../diagnostic.ts'
import { type Report, severities } from './report.ts'
import { visibleLines } from './visible.ts'

/** GitHub shows so many of each severity for one step, and drops the rest without a word. */
const shown = 10

/** One command per finding, errors first; what there is no room for is told in a last, ordinary line. */
export function printGithub(report: Report): string {
  const fitting = severities.flatMap((severity) =>
    report.diagnostics.filter((diagnostic) => diagnostic.severity === severity).slice(0, shown),
  )
  const lines = fitting.map((diagnostic) => command(diagnostic, report.say(diagnostic)))
  const left = report.diagnostics.length - fitting.length
  if (left > 0) lines.push(report.words('report-github-more', { count: left }))
  return lines.map((line) => `${line}\n`).join('')
}

function command({ severity, place, code }: Diagnostic, message: string): string {
  const properties = `file=${property(place.file)},line=${place.line},col=${place.column},title=${property(code)}`
  return `::${severity} ${properties}::${data(message)}`
}

/** The runner decodes these after it has split lines, so nothing quoted can begin a command of its own. */
function data(text: string): string {
  return visibleLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
