/** Retteark: the rows that could not be read, as they were, with what is wrong with each. Names of persons are left out. */
import type { IsoDate } from '../model.ts'
import { type Cell, cellName, guarded, isBlank, isFault, unguarded } from './grid.ts'
import type { Table } from './header.ts'
import type { SheetOut, WorkbookOut } from './sheet-out.ts'

/** What is said of a row; `column` counts from 0 and is where it is said of. */
export type RowTrouble = {
  readonly sheet: string
  readonly row: number
  readonly column?: number
  readonly sentence: string
}

/** What is wrong comes first, so that it is seen. Columns keep their headings, so the sheet can be sent in again. */
export function correctionOf(
  tables: readonly Table[],
  troubles: readonly RowTrouble[],
  texts: { readonly title: string; readonly fault: string; readonly date: IsoDate },
): WorkbookOut {
  const sheets = tables.flatMap((table) => {
    const mine = troubles.filter(({ sheet }) => sheet === table.grid.name)
    return mine.length === 0 ? [] : [correctionSheet(table, mine, texts.fault)]
  })
  return { title: texts.title, date: texts.date, sheets }
}

function correctionSheet(table: Table, troubles: readonly RowTrouble[], fault: string): SheetOut {
  const { grid, headings } = table
  const kept = headings.flatMap((heading, column) =>
    heading.part === 'person' || (heading.part === 'ignored' && heading.written === fault)
      ? []
      : [{ ...heading, column }],
  )
  const rows = [...new Set(troubles.map(({ row }) => row))].sort((a, b) => a - b)
  const toldOf = new Map(rows.map((row) => [row, troubles.filter((one) => one.row === row)]))
  const marked = rows.flatMap((row, index) => {
    const columns = new Set((toldOf.get(row) ?? []).flatMap(({ column }) => column ?? []))
    return kept.flatMap(({ column }, place) => (columns.has(column) ? [[index + 1, place + 1] as const] : []))
  })
  return {
    name: grid.name,
    rows: [
      [fault, ...kept.map(({ written }) => guarded(written))],
      ...rows.map((row) => [
        guarded(toldIn(toldOf.get(row) ?? [])),
        ...kept.map(({ column }) => asItWas(grid.rows[row]?.[column] ?? null)),
      ]),
    ],
    widths: [60, ...kept.map(({ column }) => widthOf(rows.map((row) => grid.rows[row]?.[column] ?? null)))],
    hidden: kept.flatMap(({ part }, place) => (part === 'id' ? [place + 1] : [])),
    frozen: 1,
    choices: [],
    marked: [...marked, ...rows.map((_, index) => [index + 1, 0] as const)],
  }
}

function toldIn(troubles: readonly RowTrouble[]): string {
  return troubles
    .map(({ row, column, sentence }) =>
      column === undefined ? sentence : `${cellName(row, column)}: ${sentence}`,
    )
    .join('\n')
}

/** A formula that never came to anything leaves nothing to show. */
function asItWas(cell: Cell): Cell {
  if (isFault(cell) || isBlank(cell)) return null
  return typeof cell === 'string' ? guarded(unguarded(cell)) : cell
}

function widthOf(cells: readonly Cell[]): number {
  const longest = Math.max(10, ...cells.map((cell) => (typeof cell === 'string' ? cell.length : 10)))
  return Math.min(44, longest + 2)
}
