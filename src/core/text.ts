/**
 * From bytes to text, refusing what a reviewer could not see: broken UTF-8, direction controls (CVE-2021-42574,
 * «Trojan Source»), invisible and control characters, byte order marks and foreign line endings.
 */

export type TextProblem = {
  readonly code: string
  readonly offset: number
  readonly args?: Readonly<Record<string, string>>
}

/** Files of this programme are a few kilobytes; anything larger is a mistake or an attack. */
export const maxBytes = 64 * 1024

export type Decoded = { readonly text: string; readonly problems: readonly TextProblem[] }

/** Decodes strictly. On broken UTF-8 the text is what stood before the broken byte. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > maxBytes) {
    return { text: '', problems: [{ code: 'file/too-large', offset: 0, args: { limit: '64' } }] }
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const readable = beforeBrokenByte(bytes)
    return { text: readable, problems: [{ code: 'file/not-utf8', offset: readable.length }] }
  }
  return suspicious.test(text) ? { text, problems: [...characterProblems(text)] } : { text, problems: [] }
}

function beforeBrokenByte(bytes: Uint8Array): string {
  // U+FFFD in the lenient decoding marks the first broken sequence, unless it was written as such.
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const encoder = new TextEncoder()
  let from = 0
  for (;;) {
    const at = lenient.indexOf('\uFFFD', from)
    if (at < 0) return lenient
    const start = encoder.encode(lenient.slice(0, at)).length
    const honest = bytes[start] === 0xef && bytes[start + 1] === 0xbf && bytes[start + 2] === 0xbd
    if (!honest) return lenient.slice(0, at)
    from = at + 1
  }
}

const bidirectional = '\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069'
const invisible =
  '\\u00AD\\u115F\\u1160\\u180E\\u200B-\\u200D\\u2028\\u2029\\u2060-\\u2064\\u3164\\uFFA0\\u{E0000}-\\u{E007F}'
const control = '\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F'
const suspicious = new RegExp(`[${bidirectional}${invisible}${control}\\uFEFF\\r]`, 'u')

const kinds: readonly (readonly [code: string, pattern: RegExp])[] = [
  ['file/byte-order-mark', /\uFEFF/u],
  ['file/windows-line-endings', /\r/u],
  ['file/direction-character', new RegExp(`[${bidirectional}]`, 'u')],
  ['file/invisible-character', new RegExp(`[${invisible}${control}]`, 'u')],
]

/** The first of each kind is enough: whoever mends one sees the rest. */
function* characterProblems(text: string): Generator<TextProblem> {
  for (const [code, pattern] of kinds) {
    const found = pattern.exec(text)
    if (found) yield { code, offset: found.index, args: { character: nameOf(found[0]) } }
  }
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
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
