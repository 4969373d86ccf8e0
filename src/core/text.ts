/**
 * From bytes to text, refusing what a reviewer could not see: broken UTF-8, direction controls (CVE-2021-42574,
 * «Trojan Source»), invisible and control characters, byte order marks and foreign line endings.
 */

/** With a large first letter. */
export function capitalised(text: string): string {
  const [first = ''] = text
  return first.toLocaleUpperCase('nb') + text.slice(first.length)
}

/** A piece of a text, in UTF-16 units. */
export type Span = { readonly offset: number; readonly end: number }

export type TextProblem = {
  readonly code: string
  readonly offset: number
  /** Where the writing ends that the problem is about, when other findings inside it only follow from it. */
  readonly end?: number
  readonly args?: Readonly<Record<string, string>>
}

/** Files of this programme are a few kilobytes; anything larger is a mistake or an attack. */
export const maxBytes = 64 * 1024

export type Decoded = {
  readonly text: string
  readonly problems: readonly TextProblem[]
  /** False when nobody can tell how the rest would be read: it is not worth reading. */
  readonly readable: boolean
}

/** Decodes strictly. On broken UTF-8 the text is what stood before the broken byte. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > maxBytes) {
    const problem = { code: 'file/too-large', offset: 0, args: { limit: String(maxBytes / 1024) } }
    return { text: '', problems: [problem], readable: false }
  }
  const text = lenient.decode(bytes)
  if (!unfamiliar.test(text) || !suspicious.test(text)) return { text, problems: [], readable: true }
  const broken = text.indexOf(replacement)
  if (broken >= 0) {
    return {
      text: text.slice(0, broken),
      problems: [{ code: 'file/not-utf8', offset: broken }],
      readable: false,
    }
  }
  return { text, problems: [...characterProblems(text)], readable: !unreadable.test(text) }
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
/** What a lenient decoder puts for broken bytes, and what a careless program has saved in place of a letter. */
const replacement = '\uFFFD'
const mark = '^\\uFEFF'
const bidirectional = '[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]'
/** Programs disagree whether these end a line (YAML 1.1 §5.4 and 1.2 §5.4), or end the file. */
const control =
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u2028\\u2029\\uFFFE\\uFFFF]|\\r(?!\\n)'
/** Format characters, letters without ink, selectors that can carry a message, and halves of characters. */
const invisible = '[\\p{Cf}\\p{Cs}\\u115F\\u1160\\u3164\\uFFA0\\u{E0100}-\\u{E01EF}]'
const hidden = new RegExp(`${bidirectional}|${control}|${invisible}`, 'u')
const suspicious = new RegExp(`${hidden.source}|\\r|${replacement}`, 'u')
const unreadable = new RegExp(`${mark}|${control}`, 'u')
/** Other than Latin letters and common signs. Nothing suspicious is among those, and one class is searched fast. */
const unfamiliar = /[^\n -~\u00A0-\u00AC\u00AE-\u024F\u2010-\u2027\u2030-\u205E]/

const kinds: readonly (readonly [code: string, pattern: RegExp])[] = [
  ['file/byte-order-mark', new RegExp(mark, 'u')],
  ['file/windows-line-endings', /\r\n/u],
  ['file/direction-character', new RegExp(bidirectional, 'u')],
  ['file/invisible-character', new RegExp(`(?!${bidirectional}|${mark})(?:${control}|${invisible})`, 'u')],
]

/** The first of each kind is enough: whoever mends one sees the rest. */
function* characterProblems(text: string): Generator<TextProblem> {
  for (const [code, pattern] of kinds) {
    const found = pattern.exec(text)
    if (found) yield { code, offset: found.index, args: { character: characterName(found[0]) } }
  }
}

/** The first character that a reader would not see, wherever it came from; `offset` is its place in that text. */
export function hiddenCharacter(text: string): TextProblem | undefined {
  const found = hidden.exec(text)
  if (!found) return undefined
  const turns = new RegExp(bidirectional, 'u').test(found[0])
  const code = turns ? 'file/direction-character' : 'file/invisible-character'
  return { code, offset: found.index, args: { character: characterName(found[0]) } }
}

/** Spaces that look like a space and are none to YAML: they come along when text is copied from web pages. */
const otherSpace = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/

/** The first such space of a text, as a problem with its place in that text. */
export function otherSpaceIn(text: string): TextProblem | undefined {
  const found = otherSpace.exec(text)
  return found
    ? { code: 'file/invisible-character', offset: found.index, args: { character: characterName(found[0]) } }
    : undefined
}

function characterName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** What somebody wrote, short enough to stand in a sentence. */
export function shortened(written: string, most = 60): string {
  const characters = [...written.slice(0, 2 * most + 2)]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : written
}

/** Offsets of line starts, for turning offsets into lines. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Line and column, both from 1, of an offset in a text with these line starts. */
export function position(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 }
}
