/** Rapporten som regneark: a sheet for each table; and as one long table of text for programs that know no sheets. */
import type { Words } from '../../messages.ts'
import { type Cell, guarded } from '../../spreadsheet/grid.ts'
import type { SheetOut, WorkbookOut } from '../../spreadsheet/sheet-out.ts'
import type { Account } from './account.ts'
import type { Cell as Shown, Table } from './tables.ts'

export function accountWorkbook(account: Account, words: Words): WorkbookOut {
  const { title, date, summary, method, chapters, notice, lead } = account
  const texts = [title, lead, ...(notice === '' ? [] : [notice]), ...summary, ...method]
  const first: SheetOut = {
    ...empty,
    name: words('figures-heading-summary'),
    rows: [[words('figures-sheet-text')], ...texts.map((text) => [guarded(text)])],
    widths: [100],
    frozen: 0,
  }
  const tables = chapters.flatMap((chapter) => chapter.tables)
  return { title, date, sheets: named([first, ...tables.map(sheetFor)]) }
}

const empty = { hidden: [], choices: [], marked: [] } as const

function sheetFor({ title, columns, lines, nothing, how }: Table): SheetOut {
  const rows = lines.map(({ label, cells }) => [guarded(label), ...cells.map(valueIn)])
  const said = [nothing, how].filter((text) => text !== '').map((text) => [guarded(text)])
  return {
    ...empty,
    name: title,
    rows: [columns.map(guarded), ...rows, [null], ...said],
    widths: [46, ...columns.slice(1).map(() => 16)],
    frozen: 1,
  }
}

function valueIn({ text, value }: Shown): Cell {
  return value ?? guarded(text)
}

/** Excel knows sheets by the first 31 characters, great and small letters alike; no two may be the same. */
function named(sheets: readonly SheetOut[]): readonly SheetOut[] {
  const used = new Set<string>()
  return sheets.map((sheet) => {
    const base = sheet.name.slice(0, 28)
    let name = sheet.name.slice(0, 31)
    for (let next = 2; used.has(name.toLowerCase()); next++) name = `${base} ${next}`
    used.add(name.toLowerCase())
    return { ...sheet, name }
  })
}

/** One row for each number: of which table, which row, which column. */
export function accountRows(account: Account, words: Words): readonly (readonly Cell[])[] {
  const heads = ['figure', 'group'].map((key) => words(`figures-sheet-${key}`))
  const rows = account.chapters
    .flatMap(({ tables }) => tables)
    .flatMap(({ title, columns, lines }) =>
      lines.flatMap(({ label, cells }) =>
        cells.map((cell, at) => [
          guarded(title),
          guarded(label),
          guarded(columns[at + 1] ?? ''),
          valueIn(cell),
        ]),
      ),
    )
  return [[...heads, words('figures-column-measure'), words('figures-column-value')], ...rows]
}
