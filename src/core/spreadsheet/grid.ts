/** Ark: what is read from a spreadsheet, whatever kind of file it came in, and what is written to one. */
import type { IsoDate } from '../model.ts'
import { otherSpaces } from './spaces.ts'

/** Rute: what stands in it. A formula counts as what it came to; without that, and where it failed, it is a fault. */
export type Cell = string | number | boolean | null | Day | Fault

/** A date, told from a number by how the cell is shown. */
export type Day = { readonly day: IsoDate }

/** `formula`: never calculated, so there is no value. `error`: `#N/A` and its like. */
export type Fault = { readonly fault: 'formula' | 'error' }

/** Rows and columns count from 0. */
export type Grid = {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
  readonly merged: readonly Area[]
}

/** Sammenslåtte ruter, both corners included. */
export type Area = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** `D17`: as every spreadsheet program calls it. Row and column count from 0. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`
}

/** `A`, `Z`, `AA` … */
export function columnName(column: number): string {
  let name = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name
  return name
}

export function isDay(cell: Cell): cell is Day {
  return typeof cell === 'object' && cell !== null && 'day' in cell
}

export function isFault(cell: Cell): cell is Fault {
  return typeof cell === 'object' && cell !== null && 'fault' in cell
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && !ink.test(cell))
}

const ink = /[^\s\u00AD\u200B\u2060\uFEFF]/

/** What a cell reads as, spaces tidied. A fault reads as nothing. */
export function textIn(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || isFault(cell)) return ''
  if (isDay(cell)) return norwegianDate(cell.day)
  if (typeof cell === 'boolean') return cell ? 'ja' : 'nei'
  return plainText(String(cell))
}

/** Text as it was meant: one kind of space, one kind of line end, nothing unseen from the program it was copied from. */
export function plainText(text: string): string {
  return unguarded(text)
    .normalize('NFC')
    .replaceAll(lineEnds, '\n')
    .replaceAll(otherSpaces, ' ')
    .replaceAll(stowaways, '')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trim()
}

/** Also those of word processors. */
const otherLineEnds = '\\r\\n?|\\u2028|\\u000B'
const lineEnds = new RegExp(otherLineEnds, 'g')
const stowaways = /[\u00AD\u200B\u2060\uFEFF]/g

/** 2027-03-01 is 01.03.2027. */
export function norwegianDate(day: IsoDate): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}.${month}.${year}`
}

/** What spreadsheet programs may take for a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const dangerous = /^['\s]*[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/

/** An apostrophe before what could be run, as spreadsheet programs themselves mark text. */
export function guarded(text: string): string {
  return dangerous.test(text) ? `'${text}` : text
}

/** Without the apostrophe that only tells a spreadsheet program that this is text. */
export function unguarded(text: string): string {
  return text.startsWith("'") && dangerous.test(text.slice(1)) ? text.slice(1) : text
}
