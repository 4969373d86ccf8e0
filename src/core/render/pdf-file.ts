/**
 * A PDF file as the typesetter writes it: plain objects and a classic cross-reference table (ISO 32000-1, 7.5.4), no
 * compressed objects, no earlier revisions. Just enough to change a few words in it. Everything is looked up strictly: a
 * file of another shape throws, for then somebody has to look at it before it is called what it is not.
 */

/** At `at` stands `old`, and shall stand `text`. */
export type Edit = { readonly at: number; readonly old: string; readonly text: string }

/** `text` holds one character per byte, so that offsets are those of the file. */
export type PdfFile = {
  readonly text: string
  /** Where each object begins, by its number. */
  readonly offsets: ReadonlyMap<number, number>
  /** Where the cross-reference table begins. */
  readonly table: number
}

export class PdfShape extends Error {
  constructor(what: string) {
    super(`the PDF is not of the shape that is known: ${what}`)
    this.name = 'PdfShape'
  }
}

/** @throws PdfShape */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = textOf(bytes)
  const [, start = ''] = found(/startxref\n(\d+)\n%%EOF\n?$/, text)
  const table = Number(start)
  const [head, size = ''] = found(/^xref\n0 (\d+)\n/, text.slice(table, table + 40))
  const lines = text.slice(table + head.length).split('\n', Number(size))
  const offsets = new Map<number, number>()
  for (const [number, line] of lines.entries()) {
    const [, offset = '', kind = ''] = found(/^(\d{10}) \d{5} ([nf])\s*$/, line)
    if (kind === 'f') continue
    if (!text.startsWith(`${number} 0 obj\n`, Number(offset))) throw new PdfShape(`object ${number}`)
    offsets.set(number, Number(offset))
  }
  return { text, offsets, table }
}

/** One character per byte; in steps, since a call takes only so many arguments. */
function textOf(bytes: Uint8Array): string {
  const step = 8192
  return Array.from({ length: Math.ceil(bytes.length / step) }, (_, index) =>
    String.fromCharCode(...bytes.subarray(index * step, (index + 1) * step)),
  ).join('')
}

function found(pattern: RegExp, text: string): RegExpExecArray {
  const match = pattern.exec(text)
  if (!match) throw new PdfShape(String(pattern))
  return match
}

/** An object from its number to `endobj`, without a stream's bytes if it has any. */
export function objectAt({ text, offsets }: PdfFile, number: number): { at: number; text: string } {
  const at = offsets.get(number)
  if (at === undefined) throw new PdfShape(`object ${number}`)
  return { at, text: text.slice(at, text.indexOf('\nendobj\n', at)) }
}

/** The edit of the one place in `part` that is `old`. @throws PdfShape unless there is exactly one */
export function replaced(part: { at: number; text: string }, old: string, text: string): Edit {
  const at = part.text.indexOf(old)
  if (at < 0 || part.text.indexOf(old, at + 1) >= 0) throw new PdfShape(`one ${JSON.stringify(old)}`)
  return { at: part.at + at, old, text }
}

/** The file with the edits made, and every offset in its cross-reference table put right. */
export function edited(file: PdfFile, edits: readonly Edit[]): Uint8Array {
  const sorted = [...edits].sort((a, b) => a.at - b.at)
  const moved = (offset: number) =>
    sorted.reduce((sum, { at, old, text }) => (at < offset ? sum + text.length - old.length : sum), offset)
  const body = applied(file.text.slice(0, file.table), sorted)
  const tail = file.text
    .slice(file.table)
    .replace(/^(\d{10})(?= \d{5} n)/gm, (offset) => String(moved(Number(offset))).padStart(10, '0'))
    .replace(/startxref\n\d+/, `startxref\n${moved(file.table)}`)
  return bytesOf(body + tail)
}

function applied(text: string, edits: readonly Edit[]): string {
  let end = 0
  const parts = edits.flatMap(({ at, old, text: replacement }) => {
    if (at < end || !text.startsWith(old, at)) throw new PdfShape(`an edit at ${at}`)
    const before = text.slice(end, at)
    end = at + old.length
    return [before, replacement]
  })
  return parts.join('') + text.slice(end)
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
