/** Values without quotation marks, by the core schema of YAML 1.2 (§10.3.2), where all versions of YAML agree. */
import { ambiguity, noSuchDay } from './ambiguity.ts'
import { hyphen, isDigit, isLetter } from './plain-lines.ts'

export type Scalar = string | number | boolean | null

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
])
const longestWord = 5
const longestOddWord = 3

/** Undefined for what is not certainly this or that. */
export function scalar(written: string): Scalar | undefined {
  const first = written.charCodeAt(0)
  if (isDigit(first)) return numberOrText(written)
  if (first === hyphen) return wholeNumber.test(written) ? Number(written) : undefined
  if (!startsText(first)) return undefined
  if (written.length > longestWord) return written
  if (words.has(written)) return words.get(written)
  return isOddWord(written) ? undefined : written
}

/** Of what begins with a letter only «yes», «off» and shorter words are read in two ways. */
export function isOddWord(written: string): boolean {
  return written.length <= longestOddWord && ambiguity(written) !== undefined
}

const wholeNumber = /^(?:0|-?[1-9]\d{0,14})$/
const date = /^\d{4}-\d{2}-\d{2}$/
/** A character that no version of YAML has in a number or a time. */
const textual = /[^\d_.:+\-a-foxA-FOX]/

function numberOrText(written: string): Scalar | undefined {
  if (wholeNumber.test(written)) return Number(written)
  return (date.test(written) && !noSuchDay(written)) || textual.test(written) ? written : undefined
}

const openParenthesis = 40

/** ‘ to ‟: all the quotation marks that word processors make. */
function isCurlyQuote(code: number): boolean {
  return code >= 0x2018 && code <= 0x201f
}

/** What text without quotation marks may begin with here; YAML itself allows more. */
export function startsText(code: number): boolean {
  return isLetter(code) || (code > 127 && !isCurlyQuote(code)) || isDigit(code) || code === openParenthesis
}
