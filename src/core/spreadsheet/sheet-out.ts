/** Ark som skrives: what a workbook of ours holds, before any library has a say. */
import type { IsoDate } from '../model.ts'
import type { Cell } from './grid.ts'

export type SheetOut = {
  readonly name: string
  /** The first row holds the headings. */
  readonly rows: readonly (readonly Cell[])[]
  /** Characters. */
  readonly widths: readonly number[]
  readonly hidden: readonly number[]
  /** Columns that stay in sight when somebody scrolls sideways. */
  readonly frozen: number
  readonly choices: readonly Choice[]
  /** Cells that are marked, as row and column from 0. */
  readonly marked: readonly (readonly [row: number, column: number])[]
}

/** Nedtrekksliste in a column: what it offers stands in another sheet. `strict`: nothing else will do. */
export type Choice = {
  readonly column: number
  readonly from: { readonly sheet: string; readonly column: number; readonly count: number }
  readonly strict: boolean
}

export type WorkbookOut = {
  readonly title: string
  readonly sheets: readonly SheetOut[]
  /** What it says it was changed, so that the same content gives the same bytes. */
  readonly date: IsoDate
}

/** Drop-downs and formats reach so far below the last row, for those who add some. */
export const roomBelow = 200
