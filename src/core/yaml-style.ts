/** How texts are best written in a file that people edit by hand. */
import { ambiguity } from './ambiguity.ts'

/** Longest line that is written: easy to read, and a change of one sentence is a change of few lines. */
export const lineWidth = 100

/** Shorter texts stay on the line of their field. */
const longText = 80

/** Programs disagree about a block that holds such: a line of only spaces, a first line that is indented or empty. */
const unfit = /^[\s]|[ \t](?:\n|$)|\n[ \t]|\n$|\t|[^\n\P{C}]/u

/** The style of a text by the name the library gives it; undefined where the library may choose. */
export function styleOf(value: unknown): 'BLOCK_FOLDED' | 'QUOTE_DOUBLE' | undefined {
  if (typeof value !== 'string') return undefined
  if (ambiguity(value) !== undefined) return 'QUOTE_DOUBLE'
  if (value.length <= longText && !value.includes('\n')) return undefined
  return unfit.test(value) ? 'QUOTE_DOUBLE' : 'BLOCK_FOLDED'
}
