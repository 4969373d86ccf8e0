/** Tabeller: all rows of a workbook, with what was left out of it and must be told. */
import type { Args } from '../diagnostic.ts'
import type { Headings } from './columns.ts'
import { type Cell, columnName, type Grid, isBlank } from './grid.ts'
import { findTable, type Table } from './header.ts'
import { type Known, type RowReading, readRow, sortOf } from './rows.ts'

/** Merknad: something to be told that stops nothing; a key of the vocabulary. */
export type SheetNote = { readonly word: string; readonly args: Args }

/** Why nothing of a workbook can be read. */
export type WorkbookFault = { readonly code: string; readonly args: Args }

export type WorkbookReading =
  | { readonly fault: WorkbookFault }
  | {
      readonly tables: readonly Table[]
      readonly rows: readonly RowReading[]
      readonly notes: readonly SheetNote[]
    }

/** Sheets of our own export that hold no registrations, in the three languages. */
const ownSheets = new Set(['virksomheter', 'verksemder', 'agencies', 'ordliste', 'words'])

export function readWorkbook(grids: readonly Grid[], headings: Headings, known: Known): WorkbookReading {
  const tables: Table[] = []
  const notes: SheetNote[] = []
  for (const grid of grids) {
    if (ownSheets.has(grid.name.toLowerCase()) || grid.rows.every((cells) => cells.every(isBlank))) continue
    const found = findTable(filledDown(grid), headings)
    if ('table' in found) tables.push(found.table)
    else if (found.fault === 'none') notes.push({ word: 'sheet-note-no-table', args: { sheet: grid.name } })
    else return { fault: faultOf(found, grid) }
  }
  if (tables.length === 0) return { fault: { code: 'sheet-no-header', args: {} } }
  const agencyless = tables.find(
    ({ headings: all }) => !all.some(({ part }) => part === 'agency' || part === 'id'),
  )
  if (agencyless) return { fault: { code: 'sheet-no-agency', args: { sheet: agencyless.grid.name } } }
  return {
    tables,
    rows: tables.flatMap((table) => rowsOf(table, known)),
    notes: [...notes, ...tables.flatMap(notesOn)],
  }
}

function faultOf(
  found: Exclude<ReturnType<typeof findTable>, { table: Table } | { fault: 'none' }>,
  { name }: Grid,
): WorkbookFault {
  if (found.fault === 'several') {
    const [first, second] = found.rows
    return { code: 'sheet-two-headers', args: { sheet: name, first: first + 1, second: second + 1 } }
  }
  const [one, other] = found.columns
  const args = { sheet: name, heading: found.heading, one: columnName(one), other: columnName(other) }
  return { code: 'sheet-column-twice', args }
}

function rowsOf(table: Table, known: Known): readonly RowReading[] {
  return entriesIn(table, 'entry').map(({ cells, row }) => readRow(cells, row, table, known))
}

function entriesIn(
  table: Table,
  sort: ReturnType<typeof sortOf>,
): readonly { readonly cells: readonly Cell[]; readonly row: number }[] {
  return table.grid.rows
    .map((cells, row) => ({ cells, row }))
    .slice(table.row + 1)
    .filter(({ cells, row }) => sortOf(cells, row, table) === sort)
}

/** A value that stands beside several rows is said of each of them. */
function filledDown(grid: Grid): Grid {
  const tall = grid.merged.filter(({ left, right, top, bottom }) => left === right && bottom > top)
  if (tall.length === 0) return grid
  const rows = grid.rows.map((cells) => [...cells])
  for (const { top, bottom, left } of tall)
    for (let row = top + 1; row <= bottom && row < rows.length; row++) {
      const cells = rows[row]
      if (cells?.some((cell) => !isBlank(cell))) {
        while (cells.length <= left) cells.push(null)
        cells[left] = rows[top]?.[left] ?? null
      }
    }
  return { ...grid, rows }
}

/** What was left out, and what somebody may not have meant us to read. */
function notesOn(table: Table): readonly SheetNote[] {
  const { grid, headings, row } = table
  const sheet = grid.name
  const used = (column: number) => grid.rows.slice(row + 1).some((cells) => !isBlank(cells[column]))
  const named = headings
    .map((heading, column) => ({ ...heading, column }))
    .filter(({ column }) => used(column))
  const persons = named.filter(({ part }) => part === 'person')
  const unknown = named.flatMap((heading) => (heading.part === 'unknown' ? [heading] : []))
  const nameless = named.filter(({ part }) => part === 'empty')
  return [
    ...(persons.length > 0
      ? [
          {
            word: 'sheet-note-person',
            args: { sheet, columns: quotedList(persons.map(({ written }) => written)) },
          },
        ]
      : []),
    ...unknown.map(({ written, suggestion }) =>
      suggestion === undefined
        ? { word: 'sheet-note-unknown', args: { sheet, heading: written } }
        : { word: 'sheet-note-unknown-meant', args: { sheet, heading: written, suggestion } },
    ),
    ...nameless.map(({ column }) => ({
      word: 'sheet-note-nameless',
      args: { sheet, column: columnName(column) },
    })),
    ...rowNotes('sheet-note-sum', entriesIn(table, 'sum'), sheet),
    ...rowNotes('sheet-note-remark', entriesIn(table, 'remark'), sheet),
    ...rowNotes('sheet-note-hidden-rows', hiddenRows(table), sheet),
    ...hiddenColumns(table),
    ...(grid.merged.some(({ bottom }) => bottom > row)
      ? [{ word: 'sheet-note-merged', args: { sheet } }]
      : []),
  ]
}

function quotedList(texts: readonly string[]): string {
  return texts.map((text) => `«${text}»`).join(', ')
}

function rowNotes(
  word: string,
  rows: readonly { readonly row: number }[],
  sheet: string,
): readonly SheetNote[] {
  if (rows.length === 0) return []
  const numbers = rows.slice(0, 10).map(({ row }) => String(row + 1))
  const shown = rows.length > 10 ? [...numbers, '…'] : numbers
  return [{ word, args: { sheet, rows: shown.join(', '), count: rows.length } }]
}

function hiddenRows(table: Table): readonly { readonly row: number }[] {
  return entriesIn(table, 'entry').filter(({ row }) => table.grid.hiddenRows.has(row))
}

function hiddenColumns({ grid, headings }: Table): readonly SheetNote[] {
  const hidden = headings.flatMap(({ part, written }, column) =>
    grid.hiddenColumns.has(column) && part !== 'id' && part !== 'empty' ? [written] : [],
  )
  return hidden.length === 0
    ? []
    : [{ word: 'sheet-note-hidden-columns', args: { sheet: grid.name, columns: quotedList(hidden) } }]
}
