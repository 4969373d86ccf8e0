/** Further reports of the same run, each in a form and a file of its own: `--report sarif=funn.sarif`. */
import { basename, dirname, resolve } from 'node:path'
import { nearest } from '../core/nearest.ts'
import type { Report } from '../core/report/report.ts'
import { type ReportFormat, reporters } from '../core/report/table.ts'
import { outputTo } from '../io/files.ts'
import { Usage } from './context.ts'

export type FurtherReport = { readonly format: ReportFormat; readonly file: string }

const formats = Object.keys(reporters) as ReportFormat[]

/** Reads `format=file`, as often as it is written. @throws Usage for anything else, and for one file named twice */
export function furtherReports(written: readonly string[] = []): readonly FurtherReport[] {
  const reports = written.map(furtherReport)
  const twice = reports.find(({ file }, at) => reports.slice(0, at).some((other) => other.file === file))
  if (twice) throw new Usage('error.reportTwice', { file: twice.file })
  return reports
}

/** Writes over what is there: GitHub lays out an empty summary before each step. @throws Unreadable when it cannot */
export function writeReports(reports: readonly FurtherReport[], report: Report): void {
  for (const { format, file } of reports) {
    outputTo(dirname(file)).write(basename(file), reporters[format]({ ...report, colour: false }))
  }
}

/** `-` is no file: standard output has the report of `--format`, and two in one stream can be read by nobody. */
function furtherReport(written: string): FurtherReport {
  const at = written.indexOf('=')
  const [word, file] = [written.slice(0, at), written.slice(at + 1)]
  if (at < 1 || file === '' || file === '-') throw new Usage('error.reportSetting', { setting: written })
  const format = formats.find((known) => known === word)
  if (format === undefined) throw unknownFormat(word)
  return { format, file: resolve(file) }
}

function unknownFormat(word: string): Usage {
  const suggestion = nearest(word, formats)
  const args = { value: word, name: '--report', choices: formats.join(', ') }
  return new Usage('error.invalidChoice', suggestion === undefined ? args : { ...args, suggestion })
}
