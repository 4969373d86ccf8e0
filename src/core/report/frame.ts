/** A few lines of a file with a caret under the place, as a terminal can show them: visible, aligned and short. */
import type { Place } from '../diagnostic.ts'
import { visible } from './visible.ts'

/** Kodeutsnitt. `at` is the line the caret points into; `caret` counts columns on the screen, from 0. */
export type Frame = {
  readonly lines: readonly { readonly number: number; readonly text: string }[]
  readonly at: number
  readonly caret: number
}

/** What one character becomes on the screen, and how many columns it takes there. */
type Cell = { readonly text: string; readonly width: number }

const screen = 100

/** The line before, the line and the line after; undefined when the file has no such line. */
export function frameAt(place: Place, sourceLine: (line: number) => string | undefined): Frame | undefined {
  const source = sourceLine(place.line)
  if (source === undefined) return undefined
  const before = cells(source.slice(0, place.column - 1))
  const left = leftEdge(before, widthOf(cells(source)))
  const lines = [place.line - 1, place.line, place.line + 1].flatMap((number) => {
    const text = number < 1 ? undefined : sourceLine(number)
    return text === undefined ? [] : [{ number, text: cut(cells(text), left) }]
  })
  return { lines, at: place.line, caret: widthOf(before) - left + (left > 0 ? 1 : 0) }
}

/** Everything from the start if the caret is then in sight; otherwise half a screen before the caret. */
function leftEdge(before: readonly Cell[], total: number): number {
  const caret = widthOf(before)
  if (total <= screen || caret < screen * 0.75) return 0
  let edge = 0
  for (const cell of before) {
    if (edge >= caret - screen / 2) break
    edge += cell.width
  }
  return edge
}

function cut(line: readonly Cell[], left: number): string {
  let text = left > 0 && line.length > 0 ? '…' : ''
  let at = 0
  for (const cell of line) {
    const start = at
    at += cell.width
    if (at > left + screen) return `${text}…`
    if (start >= left) text += cell.text
  }
  return text
}

function widthOf(line: readonly Cell[]): number {
  return line.reduce((sum, cell) => sum + cell.width, 0)
}

/** More marks than this upon one letter climb into the lines above. */
const marksPerLetter = 2

function cells(line: string): readonly Cell[] {
  let marks = 0
  return Array.from(line, (character) => {
    marks = combining.test(character) ? marks + 1 : 0
    if (marks > 0) return { text: marks > marksPerLetter ? '' : character, width: 0 }
    if (character === '\t') return { text: '→   ', width: 4 }
    const text = visible(character)
    return { text, width: text === character ? (wide.test(character) ? 2 : 1) : text.length }
  })
}

const combining = /^[\p{Mn}\p{Me}]$/u

/** Characters of two columns, near enough to Unicode's East Asian Width (UAX #11) for placing a caret. */
const wide =
  /^(?![\uFF61-\uFFDC])[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]$/u
