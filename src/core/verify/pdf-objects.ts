/** A PDF file as the objects it holds (ISO 32000-1, 7.5), one revision after another. */
import { inflated } from '../render/zip.ts'
import {
  isDict,
  isWord,
  nameIn,
  type PdfDict,
  PdfReader,
  PdfUnreadable,
  type PdfValue,
  refIn,
} from './pdf-values.ts'

export type PdfObject = {
  readonly number: number
  /** Where it begins in the file; that of the stream it is packed in, if it is. */
  readonly at: number
  readonly value: PdfValue
  /** As it is written, before any filter; one character per byte. */
  readonly stream?: string
}

export type Pdf = {
  /** One character per byte. */
  readonly text: string
  /** In the order they are written. */
  readonly objects: readonly PdfObject[]
  /** By number; the last of a number is the one that counts. */
  readonly current: ReadonlyMap<number, PdfObject>
  /** Dictionaries of trailers and of cross-reference streams, in the order they are written. */
  readonly trailers: readonly PdfDict[]
}

/** One character per byte; in steps, since a call takes only so many arguments. */
export function latin1(bytes: Uint8Array): string {
  const step = 8192
  return Array.from({ length: Math.ceil(bytes.length / step) }, (_, index) =>
    String.fromCharCode(...bytes.subarray(index * step, (index + 1) * step)),
  ).join('')
}

/** What stands from `from` on. @throws PdfUnreadable */
export function readPdf(text: string, from = 0): Pdf {
  const written = [...objectsIn(text, from)]
  const packed = written.filter(({ value }) => typeOf(value) === 'ObjStm')
  if (packed.length > mostPacked) throw new PdfUnreadable('too many packed objects')
  const objects = [...written, ...packed.flatMap(unpacked)].sort((a, b) => a.at - b.at)
  const current = new Map(objects.map((object) => [object.number, object]))
  const tables = written.flatMap(({ value }) => (isDict(value) && typeOf(value) === 'XRef' ? [value] : []))
  return { text, objects, current, trailers: [...trailersIn(text, from), ...tables] }
}

export function typeOf(value: PdfValue | undefined): string | undefined {
  return isDict(value) ? nameIn(value.get('Type')) : undefined
}

/** What a reference leads to, and every other value as it is. */
export function followed(
  { current }: Pick<Pdf, 'current'>,
  value: PdfValue | undefined,
): PdfValue | undefined {
  const number = refIn(value)
  return number === undefined ? value : current.get(number)?.value
}

/** What is appended may follow right upon the last word of what was there. */
const header = /(?<!\d)(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![^\0\t\n\f\r ()<>[\]{}/%])/g

/** What stands within a stream is its content, whatever it looks like. */
function* objectsIn(text: string, from: number): Generator<PdfObject> {
  const pattern = new RegExp(header)
  pattern.lastIndex = from
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const reader = new PdfReader(text, found.index + found[0].length)
    const value = reader.next()
    if (value === undefined) throw new PdfUnreadable('an object without an end')
    const stream = isDict(value) ? streamAt(text, reader, value) : undefined
    pattern.lastIndex = reader.at
    yield { number: Number(found[1]), at: found.index, value, ...(stream === undefined ? {} : { stream }) }
  }
}

function streamAt(text: string, reader: PdfReader, dict: PdfDict): string | undefined {
  const before = reader.at
  if (!isWord(reader.next(), 'stream')) {
    reader.at = before
    return undefined
  }
  const start = reader.at + (text.startsWith('\r\n', reader.at) ? 2 : 1)
  const length = dict.get('Length')
  const end = typeof length === 'number' ? start + length : text.indexOf('endstream', start)
  if (end < start || !/^\s*endstream/.test(text.slice(end, end + 20)))
    throw new PdfUnreadable('a stream without an end')
  reader.at = end
  return text.slice(start, end)
}

function* trailersIn(text: string, from: number): Generator<PdfDict> {
  for (let at = text.indexOf('trailer', from); at >= 0; at = text.indexOf('trailer', at + 7)) {
    const value = /^trailer\s*<</.test(text.slice(at, at + 40))
      ? new PdfReader(text, at + 7).next()
      : undefined
    if (isDict(value)) yield value
  }
}

/** What a stream may become; fonts and pages of ours are far below. */
const largest = 4_000_000

/** The content of a stream. Undefined for filters other than the usual one. */
export function contentOf({ value, stream }: PdfObject): string | undefined {
  if (stream === undefined || !isDict(value)) return undefined
  const filter = value.get('Filter')
  const name = nameIn(Array.isArray(filter) && filter.length === 1 ? filter[0] : filter)
  if (filter === undefined) return stream
  if (name !== 'FlateDecode') return undefined
  const bytes = inflated(
    Uint8Array.from(stream, (sign) => sign.charCodeAt(0)),
    largest,
  )
  if (typeof bytes === 'string') throw new PdfUnreadable(bytes)
  return latin1(bytes)
}

/** Of streams with packed objects; a signature adds one or two. */
const mostPacked = 100

/** Objects packed in a stream (7.5.7): pairs of number and offset, then the values. */
function unpacked(object: PdfObject): readonly PdfObject[] {
  if (!isDict(object.value)) return []
  const content = contentOf(object)
  const [first, count] = [object.value.get('First'), object.value.get('N')]
  if (content === undefined || typeof first !== 'number' || typeof count !== 'number')
    throw new PdfUnreadable('packed objects')
  const numbers = content.slice(0, first).trim().split(/\s+/).map(Number)
  if (numbers.length < count * 2) throw new PdfUnreadable('packed objects')
  return Array.from({ length: count }, (_, index) => {
    const value = new PdfReader(content, first + (numbers[index * 2 + 1] ?? 0)).next()
    if (value === undefined) throw new PdfUnreadable('packed objects')
    return { number: numbers[index * 2] ?? 0, at: object.at, value }
  })
}
