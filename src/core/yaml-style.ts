/** How texts are best written in a file that people edit by hand. */
import { ambiguity } from './ambiguity.ts'

/** Longest line that is written: easy to read, and a change of one sentence is a change of few lines. */
export const lineWidth = 100

/** Shorter texts stay on the line of their field. */
const longText = 72

/** Programs disagree about a block that holds such: tabs, spaces at the end of a line, a first line that is indented or empty. */
const unfit = /^\s|[ \t](?:\n|$)|\n[ \t]|\n$|\t|[^\n\P{C}]/u

/**
 * Digits that may be one number, written with spaces. Broken over two lines a telephone number would go unseen by
 * whoever looks for personal data.
 */
const spacedNumber = /\d[^\p{L}\d\n]* [^\p{L}\d\n]*\d/u

type Style = {
  /** By the name the library gives it; undefined where the library may choose. */
  readonly type?: 'BLOCK_FOLDED' | 'BLOCK_LITERAL' | 'QUOTE_DOUBLE'
  /** False when the text would be broken in the wrong places. */
  readonly mayFold: boolean
}

export function styleOf(text: string): Style {
  const isLong = text.length > longText || text.includes('\n')
  if (!isLong)
    return ambiguity(text) === undefined ? { mayFold: true } : { type: 'QUOTE_DOUBLE', mayFold: true }
  if (unfit.test(text)) return { type: 'QUOTE_DOUBLE', mayFold: !spacedNumber.test(text) }
  return { type: spacedNumber.test(text) ? 'BLOCK_LITERAL' : 'BLOCK_FOLDED', mayFold: true }
}
