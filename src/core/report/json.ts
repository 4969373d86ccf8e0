/** Findings for another program: the documented shape of `check --format json`. */
import type { Report } from './report.ts'
import { safeJson } from './visible.ts'

/** One line of JSON: `{"diagnostics":[{"code","severity","file","line","column","message"}],"files":N}`. */
export function printJson(report: Report): string {
  const diagnostics = report.diagnostics.map((diagnostic) => {
    const { code, severity, place } = diagnostic
    const { file, line, column } = place
    return { code, severity, file, line, column, message: report.say(diagnostic) }
  })
  return `${safeJson({ diagnostics, files: report.files })}\n`
}
