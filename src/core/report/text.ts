/** Findings for a person at a terminal: one line each, with the place in the file under it. */
import type { Diagnostic, Severity } from '../diagnostic.ts'
import { type Frame, frameAt } from './frame.ts'
import { type Report, summary } from './report.ts'
import { paragraph, visible, withoutCommands } from './visible.ts'

/** Findings file by file, a blank line between files, and what it comes to in the end. */
export function printText(report: Report): string {
  const paint = report.colour ? ansi : plain
  const secret = filesWithPersonalData(report.diagnostics)
  const blocks = report.diagnostics.map((diagnostic, at) => {
    const sameFile = report.diagnostics[at - 1]?.place.file === diagnostic.place.file
    const lines = [heading(report, diagnostic, paint), ...under(report, diagnostic, secret, paint)]
    return `${at > 0 && !sameFile ? '\n' : ''}${lines.join('\n')}\n`
  })
  const end = `${blocks.length > 0 ? '\n' : ''}${summary(report)}\n`
  return withoutCommands(blocks.join('') + end)
}

/**
 * A finding points at where a text begins; the number itself may stand lines below, beside another finding. So
 * nothing at all is shown of a file in which personal data were found.
 */
function filesWithPersonalData(diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(diagnostics.filter(isPersonal).map((diagnostic) => diagnostic.place.file))
}

function isPersonal(diagnostic: Diagnostic): boolean {
  return diagnostic.code.startsWith('personal-data/')
}

function heading(report: Report, diagnostic: Diagnostic, paint: Paint): string {
  const { severity, place, code } = diagnostic
  // A file may be named so that its line would begin a workflow command.
  const file = visible(place.file).replace(/^(?=\s*::)/, './')
  return [
    paint('bold', `${file}:${place.line}:${place.column}`),
    paint(severity, report.words(`report-${severity}`)),
    paragraph(report.say(diagnostic)),
    paint('dim', `[${code}]`),
  ].join('  ')
}

function under(
  report: Report,
  diagnostic: Diagnostic,
  secret: ReadonlySet<string>,
  paint: Paint,
): readonly string[] {
  if (isPersonal(diagnostic)) return [paint('dim', `  ${report.words('report-frame-withheld')}`)]
  const { place, severity } = diagnostic
  if (secret.has(place.file)) return []
  const frame = frameAt(place, (line) => report.sourceLine(place.file, line))
  return frame ? framed(frame, severity, paint) : []
}

function framed(frame: Frame, severity: Severity, paint: Paint): readonly string[] {
  const digits = Math.max(...frame.lines.map(({ number }) => String(number).length))
  return frame.lines.flatMap(({ number, text }) => {
    const gutter = `${number === frame.at ? '>' : ' '} ${String(number).padStart(digits)} |`
    const line = `${paint('dim', gutter)} ${text}`.trimEnd()
    if (number !== frame.at) return [line]
    const caret = paint(severity, '^')
    return [line, `${paint('dim', `  ${' '.repeat(digits)} |`)} ${' '.repeat(frame.caret)}${caret}`]
  })
}

type Style = Severity | 'bold' | 'dim'
type Paint = (style: Style, text: string) => string

const styles: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  error: [31, 39],
  warning: [33, 39],
  notice: [36, 39],
  bold: [1, 22],
  dim: [2, 22],
}

const plain: Paint = (_, text) => text

const ansi: Paint = (style, text) => `\u001B[${styles[style][0]}m${text}\u001B[${styles[style][1]}m`
