/** Overskriftsrad: where the table begins, under whatever titles and explanations stand above it. */
import type { Column, Heading, Headings } from './columns.ts'
import { type Cell, type Grid, isBlank, textIn } from './grid.ts'

/** A table within a sheet: which row holds the headings, and what each column is. */
export type Table = {
  readonly grid: Grid
  readonly row: number
  readonly headings: readonly (Heading & { readonly written: string })[]
  /** Later rows with the very same headings: spreadsheets made for printing repeat them. */
  readonly repeated: ReadonlySet<number>
}

export type Found =
  | { readonly table: Table }
  | { readonly fault: 'none' }
  /** Rows, counted from 0. */
  | { readonly fault: 'several'; readonly rows: readonly [number, number] }
  | { readonly fault: 'twice'; readonly heading: string; readonly columns: readonly [number, number] }

/** So many columns must be known before a row is taken for headings: a sentence may hold one such word by chance. */
const fewest = 4

/** Tables begin near the top; a heading far down is a second table. Rows as long as that of the widest are looked at. */
export function findTable(grid: Grid, headings: Headings): Found {
  const candidates = grid.rows.flatMap((cells, row) => (isHeader(cells, headings) ? [row] : []))
  const [first, ...later] = candidates
  if (first === undefined) return { fault: 'none' }
  const repeated = new Set(later.filter((row) => isAlike(grid.rows[first] ?? [], grid.rows[row] ?? [])))
  const other = later.find((row) => !repeated.has(row))
  if (other !== undefined) return { fault: 'several', rows: [first, other] }
  const table = tableAt(grid, first, repeated, headings)
  return twice(table) ?? { table }
}

function isHeader(cells: readonly Cell[], headings: Headings): boolean {
  const texts = cells.filter((cell): cell is string => typeof cell === 'string' && cell.length < 120)
  if (texts.length < fewest) return false
  const columns = new Set(
    texts
      .map((text) => headings(text, 'quick'))
      .flatMap((heading) => (isColumn(heading) ? [JSON.stringify(heading)] : [])),
  )
  return columns.size >= fewest
}

export function isColumn(heading: Heading): heading is Column {
  return !['person', 'ignored', 'unknown', 'empty'].includes(heading.part)
}

function isAlike(one: readonly Cell[], other: readonly Cell[]): boolean {
  const width = Math.max(one.length, other.length)
  return Array.from({ length: width }, (_, at) => textIn(one[at]) === textIn(other[at])).every(Boolean)
}

function tableAt(grid: Grid, row: number, repeated: ReadonlySet<number>, headings: Headings): Table {
  const cells = grid.rows[row] ?? []
  const found = Array.from(cells, (cell) => {
    const written = textIn(cell).replaceAll('\n', ' ')
    return { ...headings(written), written }
  })
  return { grid, row, headings: found, repeated }
}

/** Nobody can tell which of two columns is meant, unless one of them is empty. */
function twice({ grid, row, headings }: Table): Found | undefined {
  const first = new Map<string, number>()
  const isUsed = (column: number) => grid.rows.slice(row + 1).some((cells) => !isBlank(cells[column]))
  for (const [column, heading] of headings.entries()) {
    if (!isColumn(heading) || !isUsed(column)) continue
    const { written, ...what } = heading
    const before = first.get(JSON.stringify(what))
    if (before !== undefined) return { fault: 'twice', heading: written, columns: [before, column] }
    first.set(JSON.stringify(what), column)
  }
  return undefined
}
