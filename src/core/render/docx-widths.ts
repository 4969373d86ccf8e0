/** How a table's columns share the width of the page. Word would let a long word push the table over the edge of the paper. */

import { type Cell, inOneLanguage, roomIn } from './markdown.ts'

/** What a column holds: its longest word, and its longest cell on one line. All in one unit of length. */
export type ColumnNeed = { readonly word: number; readonly cell: number }

/** The widths add up to the total. */
export function columnWidths(needs: readonly ColumnNeed[], total: number): readonly number[] {
  const least = needs.map(({ word }) => Math.min(total, word))
  const wished = needs.map(({ cell }) => Math.min(total, cell))
  if (sum(wished) <= total) return scaled(wished, total)
  const room = total - sum(least)
  if (room <= 0) return scaled(least, total)
  // What is left after the words goes to those who could use it, the most to who lacks the most.
  const lacking = needs.map((_, column) => Math.sqrt((wished[column] ?? 0) - (least[column] ?? 0)))
  const each = room / Math.max(1, sum(lacking))
  return rounded(
    least.map((own, column) => own + (lacking[column] ?? 0) * each),
    total,
  )
}

function scaled(widths: readonly number[], total: number): readonly number[] {
  const factor = total / Math.max(1, sum(widths))
  return rounded(
    widths.map((width) => width * factor),
    total,
  )
}

/** Of a table to be written in, how much of it the questions may wish for: most of the paper is for the answers. */
const questionShare = 0.4
const shortAnswerShare = 1 / 6

/**
 * The needs of a table that is to be written in: all there is where the room is, a sixth where only a day or a role is
 * to be written beside it, and the rest for the questions. Other tables keep theirs.
 */
export function roomForAnswers(
  needs: readonly ColumnNeed[],
  rows: readonly (readonly Cell[])[],
  total: number,
): readonly ColumnNeed[] {
  const written = rows.filter((row) => row.some((cell) => roomIn(cell) > 0))
  if (written.length === 0) return needs
  return needs.map(({ word, cell }, column) => {
    const own = written.map((row) => row[column] ?? [])
    if (own.some((one) => roomIn(one) > 0)) return { word, cell: total }
    const least = own.some((one) => one.length === 0) ? total * shortAnswerShare : word
    return { word, cell: Math.max(word, least, Math.min(cell, total * questionShare)) }
  })
}

/** Languages that stand side by side get the same room. */
export function sidesAlike(needs: readonly ColumnNeed[], header: readonly Cell[]): readonly ColumnNeed[] {
  const isSide = (column: number) => inOneLanguage(header[column] ?? []) !== undefined
  const sides = needs.filter((_, column) => isSide(column))
  const word = Math.max(0, ...sides.map((need) => need.word))
  const cell = Math.max(0, ...sides.map((need) => need.cell))
  return needs.map((need, column) => (isSide(column) ? { word, cell } : need))
}

/** Whole numbers; the last takes what rounding leaves. */
function rounded(widths: readonly number[], total: number): readonly number[] {
  const whole = widths.slice(0, -1).map(Math.round)
  return [...whole, total - sum(whole)]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Widths of Arial's letters, in thousandths of their size, by the sort of letter they are. */
const narrow = 300
const slim = 500
const usual = 560
const wide = 740
const broad = 840
const widest = 1020

/** About how wide a text is, in the unit of `size`: rather too wide than too narrow. */
export function lengthOf(text: string, size: number): number {
  let thousandths = 0
  for (const character of text) thousandths += widthOf(character)
  return (thousandths * size) / 1000
}

function widthOf(character: string): number {
  if (/[ijlIftr.,:;'|!()[\]/-]/.test(character)) return narrow
  if (/[ckJsvxyz]/.test(character)) return slim
  if (/[@%WÆŒæœ]/.test(character)) return widest
  if (/[mM]/.test(character)) return broad
  if (/[\p{Lu}w&§]/u.test(character)) return wide
  return character <= '\u024F' || character === '–' ? usual : widest
}
