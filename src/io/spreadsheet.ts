/**
 * Regneark: files of values in and out, over hucre (xlsx) and csv-parse and csv-stringify. A file from outside is taken
 * apart by ourselves first, and the library is handed only the parts that hold values: see `contentOf`.
 */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { CellValue, Cell as LibraryCell, Sheet, WriteSheet } from 'hucre/xlsx'
import { zipped } from '../core/render/zip.ts'
import { contentOf, maxFileBytes } from '../core/spreadsheet/container.ts'
import { decodeSheet, separatorIn } from '../core/spreadsheet/csv-text.ts'
import {
  type Cell,
  columnName,
  type Grid,
  guarded,
  isDay,
  isFault,
  norwegianDate,
} from '../core/spreadsheet/grid.ts'
import { roomBelow, type SheetOut, type WorkbookOut } from '../core/spreadsheet/sheet-out.ts'
import { readDocument } from './document.ts'
import { Unreadable } from './ports.ts'

/** Rows of one sheet that are looked at. No programme has so many registrations. */
export const maxRows = 20_000

export type Spreadsheet = {
  readonly grids: readonly Grid[]
  /** Names of sheets that are hidden, and therefore not read. */
  readonly hidden: readonly string[]
  /** It has macros. They are neither read nor run. */
  readonly macros: boolean
}

/** @throws {@link Unreadable} with the code of a sentence that says what is wrong and what to do */
export async function readSpreadsheet(path: string): Promise<Spreadsheet> {
  const bytes = readDocument(path, maxFileBytes)
  if (typeof bytes === 'string') throw new Unreadable(`sheet-${bytes}`, { path })
  const content = contentOf(bytes)
  if (content.sort === 'refused') throw new Unreadable(content.code, { path })
  if (content.sort === 'text') return { grids: [textGrid(bytes, path)], hidden: [], macros: false }
  return workbookIn(content, path)
}

async function workbookIn(
  { parts, macros }: { readonly parts: ReadonlyMap<string, Uint8Array>; readonly macros: boolean },
  path: string,
): Promise<Spreadsheet> {
  const { readXlsx } = await import('hucre/xlsx')
  const sheets = await readXlsx(zipped(parts), { maxRows: maxRows + 1 })
    .then((workbook) => workbook.sheets)
    .catch(() => {
      throw new Unreadable('sheet-damaged', { path })
    })
  const isHidden = ({ hidden, veryHidden }: Sheet) => hidden === true || veryHidden === true
  for (const sheet of sheets)
    if (sheet.rows.length > maxRows)
      throw new Unreadable('sheet-too-long', { path, sheet: sheet.name, limit: maxRows })
  return {
    grids: sheets.filter((sheet) => !isHidden(sheet)).map(gridOf),
    hidden: sheets.filter(isHidden).map(({ name }) => name),
    macros,
  }
}

function gridOf({ name, rows, cells, columns, rowDefs, merges }: Sheet): Grid {
  return {
    name,
    rows: rows.map((values, row) =>
      values.map((value, column) => cellOf(value, cells?.get(`${row},${column}`))),
    ),
    hiddenRows: new Set([...(rowDefs ?? [])].flatMap(([row, { hidden }]) => (hidden === true ? [row] : []))),
    hiddenColumns: new Set(
      (columns ?? []).flatMap(({ hidden }, column) => (hidden === true ? [column] : [])),
    ),
    merged: (merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow,
      left: startCol,
      bottom: endRow,
      right: endCol,
    })),
  }
}

function cellOf(value: CellValue, details: Partial<LibraryCell> | undefined): Cell {
  if (details?.type === 'error' || (typeof value === 'string' && isErrorOf(value, details)))
    return { fault: 'error' }
  if (details?.formula !== undefined && value === null) return { fault: 'formula' }
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : { day: value.toISOString().slice(0, 10) }
  return value
}

/** What a formula that fails comes to. As text in a cell of its own it is text. */
function isErrorOf(value: string, details: Partial<LibraryCell> | undefined): boolean {
  return details?.formula !== undefined && /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/.test(value)
}

function textGrid(bytes: Uint8Array, path: string): Grid {
  const text = decodeSheet(bytes).replace(/^\uFEFF/, '')
  const { separator, told } = separatorIn(text)
  const options = {
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: false,
    relax_quotes: true,
  }
  let rows: string[][]
  try {
    rows = parse(text, { ...options, to: maxRows + 1 })
  } catch (error) {
    const line: unknown = error instanceof Error ? Reflect.get(error, 'lines') : undefined
    throw new Unreadable('sheet-quotes', { path, line: typeof line === 'number' ? line : 1 })
  }
  if (rows.length > maxRows) throw new Unreadable('sheet-too-long', { path, sheet: path, limit: maxRows })
  if (rows.every((row) => row.every((cell) => cell.trim() === '')))
    throw new Unreadable('sheet-empty', { path })
  return {
    name: nameOf(path),
    rows: told ? [[], ...rows.slice(1)] : rows,
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merged: [],
  }
}

function nameOf(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[^.]*$/, '')
}

/** The same workbook gives the same bytes. */
export async function workbookBytes({ title, sheets, date }: WorkbookOut): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const day = new Date(`${date}T12:00:00Z`)
  return writeXlsx({
    sheets: sheets.map(sheetFor),
    properties: { title, creator: 'Mobilitet', created: day, modified: day },
    defaultFont: { name: 'Calibri', size: 11 },
  })
}

function sheetFor(sheet: SheetOut): WriteSheet {
  const { name, rows, widths, hidden, frozen, choices, marked } = sheet
  const last = columnName(Math.max(0, widths.length - 1))
  const faults = new Set(marked.map(([row, column]) => `${row},${column}`))
  const cells = new Map<string, Partial<LibraryCell>>()
  for (const [row, values] of rows.entries())
    for (const [column, cell] of values.entries()) {
      const style = styleOf(cell, row, faults.has(`${row},${column}`))
      cells.set(`${row},${column}`, { value: valueFor(cell), style })
    }
  return {
    name: sheetName(name),
    columns: widths.map((width, column) => ({ width, hidden: hidden.includes(column) })),
    rows: rows.map((values) => values.map(valueFor)),
    cells,
    freezePane: { rows: 1, columns: frozen },
    ...(rows.length > 1 ? { autoFilter: { range: `A1:${last}${rows.length}` } } : {}),
    dataValidations: choices.map(({ column, from, strict }) => ({
      type: 'list' as const,
      range: `${columnName(column)}2:${columnName(column)}${rows.length + roomBelow}`,
      formula1: `'${sheetName(from.sheet).replaceAll("'", "''")}'!$${columnName(from.column)}$2:$${columnName(from.column)}$${from.count + 1}`,
      allowBlank: true,
      showErrorMessage: strict,
    })),
  }
}

/** Excel's own rule: at most 31 characters, and none of these. */
function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)
}

function valueFor(cell: Cell): CellValue {
  if (isDay(cell)) return new Date(`${cell.day}T00:00:00Z`)
  if (cell === null || isFault(cell)) return null
  return typeof cell === 'string' ? cell.replaceAll(control, '').replaceAll(looksEscaped, '_x005F_') : cell
}

/** What reads as the sign for a character must be told from it: ECMA-376, part 1, 22.9.2.19 (ST_Xstring). */
const looksEscaped = /_(?=x[0-9A-Fa-f]{4}_)/g

/** Not even escaped may these stand in XML 1.0. */
const unwritable =
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]'
const control = new RegExp(unwritable, 'g')

const colours = { head: 'E3E8EF', fault: 'FCE1DC' } as const

function styleOf(cell: Cell, row: number, isFaulty: boolean): NonNullable<LibraryCell['style']> {
  const fill = row === 0 ? colours.head : isFaulty ? colours.fault : undefined
  return {
    alignment: { vertical: 'top', wrapText: true },
    ...(isDay(cell) ? { numFmt: 'dd.mm.yyyy' } : {}),
    ...(row === 0 ? { font: { name: 'Calibri', size: 11, bold: true } } : {}),
    ...(fill ? { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill } } } : {}),
  }
}

/** As Norwegian Excel reads it without being asked anything: semicolons, and a mark that it is UTF-8. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  const shown = rows.map((cells) =>
    cells.map((cell) => (isDay(cell) ? norwegianDate(cell.day) : plain(cell))),
  )
  return `\uFEFF${stringify(shown, { delimiter: ';', record_delimiter: '\r\n' })}`
}

function plain(cell: Cell): string | number {
  if (cell === null || isFault(cell) || isDay(cell)) return ''
  return typeof cell === 'boolean' ? guarded(String(cell)) : cell
}
