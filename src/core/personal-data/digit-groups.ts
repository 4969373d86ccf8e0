/**
 * Siffergruppe: a run of digits as it stands in a text. `digits` holds the ASCII digits, `start` and
 * `end` the offsets in the text, and `gap` what stands between this group and the one before it in its
 * chain ('' for the first).
 */
export type DigitGroup = {
  readonly start: number
  readonly end: number
  readonly digits: string
  readonly gap: string
}

/**
 * Groups that may together be one written number: only spaces, dots, hyphens, slashes, brackets or one
 * line break between them.
 */
export type DigitChain = readonly DigitGroup[]

/** Longer runs of digits are no number that we look for, and they also end a chain. */
const LONGEST_RUN = 12

/**
 * Shorter chains hold nothing that we look for: a telephone number has eight digits, and most chains are
 * dates.
 */
const FEWEST_DIGITS = 8

/** « - » and «) » are three and two characters. Wider gaps are columns of a table. */
const WIDEST_GAP = 3

/** Folded text is indented; nobody indents deeper than this. */
const DEEPEST_INDENT = 60

/** Characters that take no room on paper: a number with one of them inside looks like any other number. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/
const INVISIBLES = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g

/** Spaces of a line, dots, hyphens and dashes, slashes, round brackets, and the invisible ones. */
const JOINER =
  /[ \t\u00A0\u2000-\u200A\u202F\u205F\u3000.\-\u2010-\u2015\u2212/()\u00AD\u200B-\u200D\u2060\uFEFF]/

const DIGIT = /[0-9]/g
const FOREIGN = /[\u0660-\u1FFF\uA000-\uFFFF]/
const FULL_WIDTH_OR_DIGIT = /[\uFF01-\uFF5E]|(?![0-9])\p{Nd}/gu
const DECIMAL_DIGIT = /\p{Nd}/u

/**
 * The same text, every character at the same offset, with full-width forms (０１２＠) and the decimal digits
 * of all scripts written as ASCII. Digits outside the basic plane take two places; the second is filled
 * with an invisible character.
 */
export function withAsciiDigits(text: string): string {
  if (!FOREIGN.test(text)) return text
  const seen = new Map<string, string>()
  return text.replace(FULL_WIDTH_OR_DIGIT, (character) => {
    const known = seen.get(character)
    if (known !== undefined) return known
    const ascii = asciiForm(character)
    seen.set(character, ascii)
    return ascii
  })
}

/**
 * The text with the path of every web address blanked out, offsets unchanged: the long numbers in the
 * addresses of laws, registers and vocabularies are names of documents. What follows `?` or `#` is left,
 * because people do send forms that way.
 */
export function withoutAddressPaths(text: string): string {
  if (!text.includes('://')) return text
  return text.replace(/:\/\/[^\s"'<>()[\]{}?#]+/g, (path) => '\0'.repeat(path.length))
}

/**
 * All chains of at least eight digits, in the order of the text. One pass; the time is proportional to
 * the length of the text.
 */
export function digitChains(text: string): DigitChain[] {
  const chains: DigitChain[] = []
  let chain: DigitGroup[] = []
  let count = 0
  const finish = () => {
    if (count >= FEWEST_DIGITS) chains.push(chain)
    chain = []
    count = 0
  }
  for (let index = nextDigit(text, 0); index < text.length; ) {
    const end = endOfRun(text, index)
    const digits = visible(text.slice(index, end))
    const long = digits.length > LONGEST_RUN
    if (long) finish()
    else {
      const before = chain.at(-1)
      const gap = before === undefined ? '' : visible(text.slice(before.end, index))
      chain.push({ start: index, end, digits, gap })
      count += digits.length
    }
    const next = long ? end : endOfGap(text, end)
    if (!isDigit(text, next)) finish()
    index = nextDigit(text, next)
  }
  finish()
  return chains
}

/**
 * Every decimal digit of Unicode stands in a row of ten that begins with its zero, and rows that touch
 * (the mathematical digits) hold whole tens, so the way back to the start of the row gives the value.
 */
function asciiForm(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  let zero = code
  while (DECIMAL_DIGIT.test(String.fromCodePoint(zero - 1))) zero--
  return `${(code - zero) % 10}`.padEnd(character.length, '\u2060')
}

/**
 * The regular expression engine finds the next digit twice as fast as a loop; most of a file is no digit.
 */
function nextDigit(text: string, from: number): number {
  DIGIT.lastIndex = from
  return DIGIT.test(text) ? DIGIT.lastIndex - 1 : text.length
}

function endOfRun(text: string, start: number): number {
  let end = start
  for (let index = start; index < text.length; index++) {
    if (isDigit(text, index)) end = index + 1
    else if (!isInvisible(text, index)) break
  }
  return end
}

/**
 * Where the gap after a group ends: at a digit if the next group belongs to the chain, otherwise
 * anywhere.
 */
function endOfGap(text: string, start: number): number {
  let end = start
  while (end - start < WIDEST_GAP && JOINER.test(text[end] ?? '')) end++
  if (isDigit(text, end)) return end
  if (text[end] === '\r') end++
  if (text[end] !== '\n') return end
  end++
  for (let indent = 0; indent < DEEPEST_INDENT && /[ \t#]/.test(text[end] ?? ''); indent++) end++
  return end
}

function visible(text: string): string {
  return INVISIBLE.test(text) ? text.replace(INVISIBLES, '') : text
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 48 && code <= 57
}

function isInvisible(text: string, index: number): boolean {
  return text.charCodeAt(index) >= 0xad && INVISIBLE.test(text[index] ?? '')
}
