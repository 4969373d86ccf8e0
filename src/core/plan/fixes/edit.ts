/** Rettelse: a piece of a text and what is put in its place. */
import type { Span } from '../../text.ts'

/** A piece without length is a place where something is put in. */
export type Edit = Span & { readonly text: string }

/** The text with the edits made. They must not clash. */
export function edited(text: string, edits: readonly Edit[]): string {
  let [result, at] = ['', 0]
  for (const edit of inOrder(edits)) {
    result += text.slice(at, edit.offset) + edit.text
    at = edit.end
  }
  return result + text.slice(at)
}

/** Where what was put in stands afterwards. */
export function placesAfter(edits: readonly Edit[]): readonly Span[] {
  let shift = 0
  return inOrder(edits).map(({ offset, end, text }) => {
    const place = { offset: offset + shift, end: offset + shift + text.length }
    shift += text.length - (end - offset)
    return place
  })
}

/** Whether two edits are of the same piece, or of pieces that overlap. */
export function clash(one: Edit, other: Edit): boolean {
  const isSamePlace = one.offset === other.offset && one.end > one.offset && other.end > other.offset
  return isSamePlace || (one.offset < other.end && other.offset < one.end)
}

function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) => a.offset - b.offset || a.end - b.end)
}
