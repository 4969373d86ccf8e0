/**
 * Signaturer i en PDF (ISO 32000-1, 12.8): how many were given, and when. The certificates, which hold names, are not
 * looked into.
 */
import type { IsoDate } from '../model.ts'
import type { Pdf } from './pdf-objects.ts'
import { isDict, isList, nameIn, type PdfDict, type PdfValue, refIn, textIn } from './pdf-values.ts'
import { dayOfPdfDate } from './signing-time.ts'

export type PdfSignature = {
  /** Where what it covers ends: all but the signature itself. */
  readonly end: number
  /** Somebody's: filled in, the value of a signature field, and no time-stamp of an archive (ETSI EN 319 142-1, 5.4.3). */
  readonly isGiven: boolean
  /** By the signer's own clock; undefined when that is not said clearly. */
  readonly day?: IsoDate
}

/** Those that cover the first `original` bytes, and whatever came between, of a file of `size` bytes. */
export function signaturesIn(added: Pdf, size: number, original: number): readonly PdfSignature[] {
  const values = valuesOfFields(added)
  return [...added.current].flatMap(([number, { value }]) => {
    const end = isDict(value) && value.has('Contents') ? rangeEnd(value, size, original) : undefined
    if (!isDict(value) || end === undefined) return []
    const day = dayOfPdfDate(textIn(value.get('M')) ?? '')
    const isGiven = values.has(number) && isFilledIn(value) && !isTimeStamp(value)
    return [{ end, isGiven, ...(day === undefined ? {} : { day }) }]
  })
}

function rangeEnd(signature: PdfDict, size: number, original: number): number | undefined {
  const range = signature.get('ByteRange')
  if (!isList(range) || range.length !== 4) return undefined
  const [from, first, second, last] = range.map((number) =>
    typeof number === 'number' ? number : Number.NaN,
  )
  const end = (second ?? 0) + (last ?? 0)
  return from === 0 && (first ?? 0) >= original && (second ?? 0) > (first ?? 0) && end <= size
    ? end
    : undefined
}

/** What no field leads to, no reader shows. */
function valuesOfFields({ objects }: Pdf): ReadonlySet<number | undefined> {
  const isField = (value: PdfValue): value is PdfDict =>
    isDict(value) && (nameIn(value.get('FT')) === 'Sig' || value.has('T')) && value.has('V')
  return new Set(objects.flatMap(({ value }) => (isField(value) ? [refIn(value.get('V'))] : [])))
}

/** A place kept for a signature is full of zeros; a signature begins as all of its kind do (RFC 5652, ASN.1 SEQUENCE). */
function isFilledIn(signature: PdfDict): boolean {
  return textIn(signature.get('Contents'))?.startsWith('0') ?? false
}

function isTimeStamp(signature: PdfDict): boolean {
  return (
    nameIn(signature.get('Type')) === 'DocTimeStamp' || nameIn(signature.get('SubFilter')) === 'ETSI.RFC3161'
  )
}
