/**
 * What has been appended to a PDF since it was made (ISO 32000-1, 7.5.6). Signing leaves the bytes as they were and appends
 * to them; so can anybody who wants the pages to show something else. Only what signing needs is let pass. Whether a
 * signature is genuine is another question, for a program that knows the issuers.
 */
import { contentOf, followed, type Pdf, type PdfObject, readPdf, typeOf } from './pdf-objects.ts'
import { type PdfSignature, signaturesIn } from './pdf-signatures.ts'
import { isDict, isList, nameIn, type PdfDict, PdfUnreadable, type PdfValue, refIn } from './pdf-values.ts'

export type Appended = {
  readonly signatures: number
  /** The same, one by one: among them may be places for signatures, and time-stamps. */
  readonly made: readonly PdfSignature[]
  /** The last signature covers all that was there when it was made; more may have come after. */
  readonly isCovered: boolean
  /** A signature shows something on a page, and could lie over a text. */
  readonly isVisible: boolean
  /** Something that signing does not need: what it is, as the file calls it. */
  readonly odd: string | undefined
}

const nothing = { signatures: 0, made: [], isCovered: false, isVisible: false } as const

/** `length`: of the file as it was made. What cannot be read counts as odd. */
export function appendedTo(text: string, length: number): Appended {
  // Some programs that carry files put a line break at their end.
  if (text.slice(length).trim() === '') return { ...nothing, odd: undefined }
  try {
    return read(text, length)
  } catch (error) {
    if (!(error instanceof PdfUnreadable)) throw error
    return { ...nothing, odd: '?' }
  }
}

function read(text: string, length: number): Appended {
  const original = readPdf(text.slice(0, length))
  const added = readPdf(text, length)
  const made = signaturesIn(added, text.length, length)
  const fields = added.objects.filter(({ value }) => isDict(value) && nameIn(value.get('FT')) === 'Sig')
  return {
    signatures: made.length,
    made,
    isCovered: made.some(({ end }) => text.slice(end).trim() === ''),
    isVisible: fields.some(({ value }) => isDict(value) && hasArea(value.get('Rect'))),
    odd:
      oddStart(original, added, length) ??
      oddTrailer(original, added) ??
      oddTable(added, length) ??
      oddObject(original, added),
  }
}

function hasArea(rect: PdfValue | undefined): boolean {
  const [left = 0, bottom = 0, right = 0, top = 0] = isList(rect) ? rect.map(Number) : []
  return left !== right && bottom !== top
}

/** A reader begins with the table it is told of at the end, and goes back from table to table. */
function oddStart(original: Pdf, added: Pdf, length: number): string | undefined {
  const first = startsIn(original.text, 0).at(-1)
  const starts = startsIn(added.text, length)
  const isTable = (at: number) =>
    at >= length &&
    (/^xref\s/.test(added.text.slice(at, at + 5)) ||
      added.objects.some((object) => object.at === at && typeOf(object.value) === 'XRef'))
  const known = new Set<PdfValue | undefined>([first, ...starts])
  const isGood =
    starts.length > 0 && starts.every(isTable) && added.trailers.every((one) => known.has(one.get('Prev')))
  return isGood ? undefined : 'startxref'
}

function startsIn(text: string, from: number): readonly number[] {
  return Array.from(text.slice(from).matchAll(/startxref\s+(\d{1,10})/g), ([, at]) => Number(at))
}

/** The same catalog, and the same file before it. */
function oddTrailer(original: Pdf, added: Pdf): string | undefined {
  const root = refIn(original.trailers.at(-1)?.get('Root'))
  const isOwn = (trailer: PdfDict) => refIn(trailer.get('Root')) === root && trailer.has('Prev')
  if (added.trailers.length === 0 || !added.trailers.every(isOwn)) return 'trailer'
  const hidden = added.trailers.find((trailer) => trailer.has('XRefStm') || trailer.has('Encrypt'))
  return hidden && 'XRefStm'
}

/** Every object the new tables tell of is where a reader of the whole file finds it too. */
function oddTable(added: Pdf, length: number): string | undefined {
  const found = new Set(added.objects.map(({ number, at }) => `${number} ${at}`))
  const told = [...classicEntries(added, length), ...streamEntries(added)]
  return told.every((entry) => found.has(entry)) ? undefined : 'xref'
}

const section = /(\d+) (\d+)\s*\r?\n((?:\d{10} \d{5} [nf][ \r\n]{1,2})*)/y

function* classicEntries({ text }: Pdf, length: number): Generator<string> {
  const table = /(?<![a-z])xref\s*?\r?\n/g
  table.lastIndex = length
  for (let start = table.exec(text); start; start = table.exec(text)) {
    section.lastIndex = table.lastIndex
    for (let part = section.exec(text); part; part = section.exec(text)) {
      const [, first = '', count = '', entries = ''] = part
      const lines = entries.match(/\d{10} \d{5} [nf]/g) ?? []
      if (lines.length !== Number(count)) throw new PdfUnreadable('xref')
      for (const [index, line] of lines.entries()) {
        const number = Number(first) + index
        if (line.endsWith('n')) yield `${number} ${Number(line.slice(0, 10))}`
        else if (number !== 0) yield `${number} free`
      }
    }
  }
}

/** Cross-reference streams (7.5.8). An object packed in a stream is said to be where the stream is. */
function* streamEntries(added: Pdf): Generator<string> {
  for (const object of added.objects) {
    if (typeOf(object.value) !== 'XRef' || !isDict(object.value)) continue
    const widths = numbersIn(object.value.get('W'))
    const index = numbersIn(object.value.get('Index') ?? [0, object.value.get('Size') ?? 0])
    const rows = rowsOf(object, object.value, widths)
    let row = 0
    for (let at = 0; at + 1 < index.length; at += 2)
      for (let nth = 0; nth < Math.min(index[at + 1] ?? 0, rows.length); nth++) {
        const [type = 1, where = 0] = rows[row++] ?? [0]
        const number = (index[at] ?? 0) + nth
        const place = type === 2 ? added.current.get(where)?.at : where
        if (type !== 0) yield `${number} ${place}`
        else if (number !== 0) yield `${number} free`
      }
  }
}

function numbersIn(value: PdfValue | undefined): readonly number[] {
  return isList(value) ? value.map((part) => (typeof part === 'number' ? part : 0)) : []
}

function rowsOf(object: PdfObject, dict: PdfDict, widths: readonly number[]): readonly (readonly number[])[] {
  const width = widths.reduce((sum, one) => sum + one, 0)
  if (width <= 0 || width > 30 || widths.some((one) => one < 0)) throw new PdfUnreadable('xref')
  const content = unpredicted(contentOf(object) ?? '', dict.get('DecodeParms'), width)
  return Array.from({ length: Math.floor(content.length / width) }, (_, row) => {
    let at = row * width
    return widths.map((bytes) => {
      const field = content.slice(at, at + bytes)
      at += bytes
      return Array.from(field).reduce((number, sign) => number * 256 + sign.charCodeAt(0), 0)
    })
  })
}

/** Each row told as its difference from the one above (PNG, filter «up»), as all programs write these tables. */
function unpredicted(content: string, parameters: PdfValue | undefined, width: number): string {
  const predictor = isDict(parameters) ? parameters.get('Predictor') : undefined
  if (predictor === undefined || predictor === 1) return content
  let above = '\0'.repeat(width)
  const rows: string[] = []
  for (let at = 0; at < content.length; at += width + 1) {
    const filter = content.charCodeAt(at)
    const row = content.slice(at + 1, at + 1 + width)
    if (filter !== 0 && filter !== 2) throw new PdfUnreadable('xref')
    const previous = above
    if (filter === 2)
      above = Array.from(row, (sign, index) =>
        String.fromCharCode((sign.charCodeAt(0) + previous.charCodeAt(index)) & 0xff),
      ).join('')
    else above = row
    rows.push(above)
  }
  return rows.join('')
}

/** What signing changes in what was there; all else of it must be as it was. */
const changeable: Readonly<Record<string, readonly string[]>> = {
  Catalog: ['AcroForm', 'DSS', 'Perms', 'Extensions', 'Version', 'Metadata'],
  Page: ['Annots', 'Tabs'],
}

function oddObject(original: Pdf, added: Pdf): string | undefined {
  const info = refIn(original.trailers.at(-1)?.get('Info'))
  for (const { number, value } of added.objects) {
    const before = original.current.get(number)
    const odd = before && number !== info ? oddChange(before.value, value, original, added) : oddNew(value)
    if (odd !== undefined) return odd
  }
  return undefined
}

function oddChange(before: PdfValue, after: PdfValue, original: Pdf, added: Pdf): string | undefined {
  const type = typeOf(before)
  if (type === 'Metadata' && typeOf(after) === 'Metadata') return undefined
  if (!isDict(before) || !isDict(after)) return type ?? 'object'
  const free = changeable[type ?? ''] ?? []
  const keys = new Set([...before.keys(), ...after.keys()])
  const changed = [...keys].find((key) => !free.includes(key) && !isSame(before.get(key), after.get(key)))
  if (changed !== undefined) return `${type ?? 'object'} ${changed}`
  return type === 'Page' ? oddAnnotation(before, after, original, added) : undefined
}

/** The marks that were on the page are still there, and those that are new are of signatures. */
function oddAnnotation(before: PdfDict, after: PdfDict, original: Pdf, added: Pdf): string | undefined {
  const list = (value: PdfValue | undefined, file: Pdf) => {
    const found = followed(file, value)
    return isList(found) ? found : []
  }
  const earlier = list(before.get('Annots'), original)
  const later = list(after.get('Annots'), added)
  if (!earlier.every((own) => later.some((one) => isSame(own, one)))) return 'Annots'
  const isNew = (one: PdfValue) => !earlier.some((own) => isSame(own, one))
  return later.filter(isNew).every((one) => isSignature(followed(added, one))) ? undefined : 'Annots'
}

function isSignature(value: PdfValue | undefined): boolean {
  return isDict(value) && nameIn(value.get('Subtype')) === 'Widget' && nameIn(value.get('FT')) === 'Sig'
}

/** A mark on a page that is not a signature's, and whatever runs. */
function oddNew(value: PdfValue): string | undefined {
  if (!isDict(value)) return undefined
  const type = typeOf(value)
  if (value.has('AA') || value.has('OpenAction') || value.has('JS')) return 'JavaScript'
  const isMark = type === 'Annot' || (value.has('Rect') && value.has('Subtype'))
  if (isMark && !isSignature(value)) return `Annot ${nameIn(value.get('Subtype')) ?? ''}`.trim()
  return type === 'Catalog' || type === 'Page' || type === 'Pages' ? type : undefined
}

function isSame(one: PdfValue | undefined, other: PdfValue | undefined): boolean {
  if (isDict(one) && isDict(other))
    return one.size === other.size && [...one].every(([key, value]) => isSame(value, other.get(key)))
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]))
  return JSON.stringify(one) === JSON.stringify(other)
}
