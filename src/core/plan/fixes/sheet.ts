/** Ark: a file as whoever mends it sees it: its lines, and what stands where. */
import type { TextOf } from '../../check.ts'
import type { Diagnostic, FieldPath } from '../../diagnostic.ts'
import { isGroup } from '../../difference.ts'
import { lineStarts, position, type Span } from '../../text.ts'
import { parseYaml } from '../../yaml.ts'

export type Sheet = {
  readonly file: string
  readonly text: string
  /** Offsets of the lines' beginnings. */
  readonly starts: readonly number[]
  /** As far as it can be read. */
  readonly data: unknown
  /** Names of fields and single values. Empty when the file cannot be read. */
  readonly pieces: readonly Piece[]
  /** The files beside it. */
  readonly textOf: TextOf
}

/** Bit: the name of a field, or a value that is neither a list nor a group. */
export type Piece = Span & {
  readonly at: FieldPath
  readonly isKey: boolean
  readonly value: string | number | boolean
  /** As it is written, quotation marks and all. */
  readonly source: string
}

/** Of a file that is not there: an empty one. */
export function sheetOf(file: string, textOf: TextOf): Sheet {
  const text = textOf(file) ?? ''
  const { data, locate } = parseYaml(text)
  const piece = (at: FieldPath, value: Piece['value'], on?: 'key'): Piece => {
    const { offset, end } = locate(at, on)
    return { at, isKey: on === 'key', value, offset, end, source: text.slice(offset, end) }
  }
  const pieces = (value: unknown, at: FieldPath): readonly Piece[] => {
    if (Array.isArray(value)) return value.flatMap((item, index) => pieces(item, [...at, index]))
    if (isGroup(value)) {
      return Object.entries(value).flatMap(([key, inner]) => {
        const inside = [...at, key]
        return [piece(inside, key, 'key'), ...pieces(inner, inside)]
      })
    }
    return value === null || value === undefined ? [] : [piece(at, value as Piece['value'])]
  }
  return { file, text, starts: lineStarts(text), data, pieces: pieces(data, []), textOf }
}

/** Where a finding points, counted from the beginning of the file. */
export function offsetOf({ place }: Diagnostic, { starts, text }: Sheet): number {
  return Math.min((starts[place.line - 1] ?? text.length) + place.column - 1, text.length)
}

export function pieceAt(diagnostic: Diagnostic, sheet: Sheet): Piece | undefined {
  const offset = offsetOf(diagnostic, sheet)
  return sheet.pieces.find((piece) => piece.offset === offset)
}

/** The line, from 1, that an offset is on. */
export function lineAt(offset: number, { starts }: Pick<Sheet, 'starts'>): number {
  return position(starts, offset).line
}

/** A line, from 1, without its end. */
export function lineOf(line: number, { text, starts }: Sheet): Span & { readonly text: string } {
  const offset = starts[line - 1] ?? text.length
  const next = starts[line]
  const end = next === undefined ? text.length : next - 1
  return { offset, end, text: text.slice(offset, end) }
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(data: unknown, at: FieldPath): unknown {
  return at.reduce<unknown>(
    (node, step) => (isGroup(node) || Array.isArray(node) ? own(node, step) : undefined),
    data,
  )
}

function own(node: object, step: string | number): unknown {
  return Object.hasOwn(node, step) ? (node as Record<string | number, unknown>)[step] : undefined
}
