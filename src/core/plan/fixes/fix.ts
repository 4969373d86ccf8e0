/** What a fix is, and what fixes of several kinds need. */
import type { Diagnostic } from '../../diagnostic.ts'
import type { Edit } from './edit.ts'
import { lineAt, lineOf, type Piece, type Sheet, valueAt } from './sheet.ts'

/** Each is a whole cure by itself. When more than one of them turns out well, nobody can tell which was meant. */
export type Cures = readonly (readonly Edit[])[]

export type Fix = (diagnostic: Diagnostic, sheet: Sheet) => Cures

export const none: Cures = []

/** The piece with another word in it, in the quotation marks it had. */
export function respelt({ source, offset, end }: Piece, word: string): Edit {
  const mark = /^["']/.exec(source)?.[0] ?? ''
  return { offset, end, text: `${mark}${word}${mark}` }
}

export function replaced({ offset, end }: Piece, text: string): Edit {
  return { offset, end, text }
}

export function isQuoted({ source }: Piece): boolean {
  return /^["']/.test(source)
}

/** In straight quotation marks of the kind that needs no escapes; undefined for a text that needs them in both. */
export function inQuotes(text: string): string | undefined {
  if (!/["\\]/.test(text)) return `"${text}"`
  return text.includes("'") ? undefined : `'${text}'`
}

/** The list a piece is an entry of; undefined when it is none. */
export function listAround({ at }: Piece, data: unknown): readonly unknown[] | undefined {
  const list = typeof at.at(-1) === 'number' ? valueAt(data, at.slice(0, -1)) : undefined
  return Array.isArray(list) ? list : undefined
}

/** An entry taken out of its list, with its line or its comma; undefined where it stands in another way. */
export function withoutEntry({ offset, end, source }: Piece, sheet: Sheet): Edit | undefined {
  const { text, starts } = sheet
  const line = lineAt(offset, sheet)
  const whole = lineOf(line, sheet)
  if (/^ *- +$/.test(text.slice(whole.offset, offset)) && whole.text.trimEnd().endsWith(source))
    return { offset: whole.offset, end: starts[line] ?? text.length, text: '' }
  const before = /, *$/.exec(text.slice(whole.offset, offset))?.[0].length
  if (before !== undefined) return { offset: offset - before, end, text: '' }
  const after = /^ *, */.exec(text.slice(end, whole.end))?.[0].length
  return after === undefined ? undefined : { offset, end: end + after, text: '' }
}
