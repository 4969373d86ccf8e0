/** Findings for a job summary or a comment on GitHub: a table per severity, gravest first. */
import type { Diagnostic, Severity } from '../diagnostic.ts'
import { percent, type Report, relativeUri, severities, summary } from './report.ts'
import { paragraph } from './visible.ts'

/** A comment on GitHub holds 65,536 characters; what is put around this needs room too. */
const longest = 60_000

/** One sentence may quote a whole field; so much of it is enough to find the place. */
const longestSentence = 800

/** What it comes to, then the findings; what there is no room for is counted in a last line. */
export function printMarkdown(report: Report): string {
  const rows = severities.flatMap((severity) => section(report, severity))
  const start = `**${summary(report)}**\n`
  const all = start + rows.join('')
  return all.length <= longest ? all : start + shortened(report, rows, longest - start.length)
}

/** A heading goes with the first row under it, so that no table is left without rows. */
function section(report: Report, severity: Severity): readonly string[] {
  const found = report.diagnostics.filter((diagnostic) => diagnostic.severity === severity)
  return found.map(
    (diagnostic, at) => (at === 0 ? tableHead(report, severity) : '') + row(report, diagnostic),
  )
}

function shortened(report: Report, rows: readonly string[], room: number): string {
  const leftOut = (count: number) => `\n${report.words('report-left-out', { count })}\n`
  let left = rows.length
  let text = ''
  for (const next of rows) {
    if (text.length + next.length + leftOut(left).length > room) break
    text += next
    left--
  }
  return text + leftOut(left)
}

function tableHead({ words }: Report, severity: Severity): string {
  const columns = ['place', 'finding', 'rule'].map((column) => words(`report-column-${column}`))
  return `\n### ${words(`report-heading-${severity}`)}\n\n| ${columns.join(' | ')} |\n| --- | --- | --- |\n`
}

function row(report: Report, diagnostic: Diagnostic): string {
  const { code, place } = diagnostic
  const { file, line } = place
  const url = report.ruleUrl?.(code)
  const where = link(`${file}:${line}`, report.fileUrl?.(file, line) ?? `${relativeUri(file)}#L${line}`)
  const rule = url === undefined ? inert(code) : link(code, url)
  return `| ${where} | ${inert(beginning(paragraph(report.say(diagnostic))))} | ${rule} |\n`
}

function beginning(text: string): string {
  const characters = Array.from(text)
  return characters.length > longestSentence ? `${characters.slice(0, longestSentence).join('')}…` : text
}

/** A link with a text of somebody else's. The address must be ours, or be made of checked parts. */
export function link(text: string, url: string): string {
  return `[${inert(text)}](${url.replace(/[ \t\r\n()<>|\\`]/g, percent)})`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' }

/**
 * Text from a file as plain text on GitHub: nothing in it formats, links, hides, ends a table cell or calls upon
 * anybody. GitHub looks for `@name`, `#1`, addresses and `:emoji:` after Markdown has been read, so escaping them
 * is not enough: a zero-width space parts the sign from what follows.
 */
export function inert(text: string): string {
  return paragraph(text).replace(/[&<>|]|[\\`*_[\]~$]|[@#]|:(?=\/\/|[\w+-]+:)|\bwww\.|\bGH-/gi, (found) => {
    if (/^[\\`*_[\]~$]$/.test(found)) return `\\${found}`
    return entities[found] ?? `${found}&#8203;`
  })
}
