/** Tables of Word: a header that comes again on the next page, rows that stay whole, columns as wide as they need. */
import {
  BorderStyle,
  HeightRule,
  type ITableCellOptions,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { cellPadding, cellSize, styles, tableColours, textWidth, twips } from './docx-styles.ts'
import { columnWidths, lengthOf, roomForAnswers, sidesAlike } from './docx-widths.ts'
import { type Cell, plain, roomIn, type Table as TableBlock } from './markdown.ts'
import { isShort } from './short-table.ts'

export type Cells = TableBlock & {
  /** No page break before the last row, and room to write where there are lines for it. */
  readonly together: boolean
  readonly runs: (cell: Cell) => readonly ParagraphChild[]
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const thin = { style: BorderStyle.SINGLE, size: 4, color: tableColours.line } as const
const strong = { style: BorderStyle.SINGLE, size: 12, color: tableColours.rule } as const

export function table(cells: Cells): Table {
  const padding = cells.header.length > manyColumns ? cellPadding / 2 : cellPadding
  const widths = widthsOf(cells, padding)
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: none,
      left: none,
      right: none,
      bottom: thin,
      insideHorizontal: thin,
      insideVertical: cells.rows.some((row) => row.some((cell) => roomIn(cell) > 0)) ? thin : none,
    },
    margins: { left: padding, right: padding, marginUnitType: WidthType.DXA },
    tableLook: {
      firstRow: true,
      firstColumn: cells.rowHeaders,
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    rows: [headRow(cells, widths), ...cells.rows.map((row, index) => bodyRow(row, index, cells, widths))],
  })
}

/** With more than these every millimetre counts. */
const manyColumns = 4

/** Words in bold are a little wider than others; a little more keeps them from breaking where letters differ. */
const bold = 1.08
const slack = twips(0.5)

/** What is longer, such as a digest, is broken rather than given room that the other columns need. */
const longestWord = twips(62)

function widthsOf({ header, rows }: Cells, padding: number): readonly number[] {
  const needs = header.map((cell, column) => {
    const head = plain(cell)
    const texts = rows.map((row) => plain(row[column] ?? []))
    const room = 2 * padding + slack
    const word = Math.min(longestWord, Math.max(longest([head]) * bold, longest(texts)) + room)
    return { word, cell: Math.max(word, ...[head, ...texts].map((text) => length(text) + room)) }
  })
  return columnWidths(sidesAlike(roomForAnswers(needs, rows, textWidth), header), textWidth)
}

function longest(texts: readonly string[]): number {
  return texts
    .flatMap((text) => text.split(/[\t\n\r -]+/))
    .reduce((most, word) => Math.max(most, length(word)), 0)
}

function length(text: string): number {
  return lengthOf(text, cellSize)
}

function headRow({ header, runs }: Cells, widths: readonly number[]): TableRow {
  const cells = header.map((cell, column) =>
    tableCell(runs(cell), widths[column] ?? 0, {
      style: styles.headCell,
      keepNext: true,
      options: {
        shading: { type: ShadingType.CLEAR, fill: tableColours.head, color: 'auto' },
        borders: { bottom: strong },
        verticalAlign: VerticalAlignTable.BOTTOM,
      },
    }),
  )
  return new TableRow({ tableHeader: true, cantSplit: true, children: cells })
}

function bodyRow(
  row: readonly Cell[],
  index: number,
  { header, rows, together, runs }: Cells,
  widths: readonly number[],
): TableRow {
  const keepNext = (together || isShort({ header, rows })) && index < rows.length - 1
  const signing = together && isSigned(rows)
  const room = Math.max(0, ...row.map(roomIn))
  const cells = row.map((cell, column) =>
    tableCell(roomIn(cell) > 0 ? [] : runs(cell), widths[column] ?? 0, {
      style: styles.cell,
      keepNext,
      options: signing ? { verticalAlign: VerticalAlignTable.BOTTOM } : {},
    }),
  )
  const least = signing ? signingHeight : room * lineHeight
  const height = least > 0 ? { height: { value: twips(least), rule: HeightRule.ATLEAST } } : {}
  return new TableRow({ cantSplit: true, ...height, children: cells })
}

/** Millimetres: to sign in, and a line to write on by hand. What is typed makes its own room. */
const signingHeight = 14
const lineHeight = 7.5

/** It has lines to write on. */
function isSigned(rows: Cells['rows']): boolean {
  return rows.some((row) => row.some((cell) => /_{8,}/.test(plain(cell))))
}

type CellLook = {
  readonly style: string
  readonly keepNext: boolean
  readonly options: Omit<ITableCellOptions, 'children'>
}

function tableCell(
  children: readonly ParagraphChild[],
  width: number,
  { style, keepNext, options }: CellLook,
): TableCell {
  return new TableCell({
    ...options,
    width: { size: width, type: WidthType.DXA },
    children: [new Paragraph({ style, keepNext, children })],
  })
}
