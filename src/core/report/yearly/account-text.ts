/** Rapporten i terminalen: sentences, then each table with its numbers in columns. */
import { wrapped } from '../svg.ts'
import { withoutCommands } from '../visible.ts'
import type { Account } from './account.ts'
import type { Table } from './tables.ts'

const width = 92

export function accountText(account: Account): string {
  return withoutCommands(`${linesOf(account).join('\n')}\n`)
}

function linesOf({ title, lead, summary, chapters, method, notice }: Account): readonly string[] {
  const points = (items: readonly string[]) => items.flatMap((item) => folded(item, '• ', '  '))
  return [
    title,
    '='.repeat(Array.from(title).length),
    ...folded(lead),
    ...(notice === '' ? [] : folded(notice)),
    '',
    ...points(summary),
    ...chapters.flatMap((chapter) => [
      '',
      chapter.title,
      '-'.repeat(Array.from(chapter.title).length),
      ...chapter.tables.flatMap((table) => tableLines(table)),
    ]),
    '',
    ...points(method),
  ]
}

function tableLines({ columns, lines, nothing, how }: Table): readonly string[] {
  if (nothing !== '')
    return ['', columns[0] ?? '', ...folded(nothing, '  ', '  '), ...folded(how, '  ', '  ')]
  const rows = [columns, ...lines.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)])]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column]))))
  const shown = rows.map((row) =>
    row
      .map((text, column) => padded(text, widths[column] ?? 0, column > 0))
      .join('  ')
      .trimEnd(),
  )
  return ['', ...shown, ...folded(how, '  ', '  ')]
}

function lengthOf(text = ''): number {
  return Array.from(text).length
}

function padded(text: string, room: number, isNumber: boolean): string {
  const space = ' '.repeat(Math.max(0, room - lengthOf(text)))
  return isNumber ? space + text : text + space
}

function folded(text: string, first = '', next = ''): readonly string[] {
  return wrapped(text, width).map((line, at) => (at === 0 ? first : next) + line)
}
