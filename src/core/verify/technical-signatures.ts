/**
 * Tekniske signaturer (XAdES, ETSI EN 319 132-1): one piece of XML for each who has signed, in which the digest of what was
 * signed stands. The state's signing service makes a new PDF, with a front page and a foot on every page, and puts these
 * inside: https://signering-docs.readthedocs.io. Names are in them too, and are not looked for.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import type { IsoDate } from '../model.ts'
import { contentOf, latin1, type Pdf, type PdfObject, readPdf, typeOf } from './pdf-objects.ts'
import { isDict, PdfUnreadable, type PdfValue, refIn } from './pdf-values.ts'
import { dayOfXmlTime } from './signing-time.ts'

export type TechnicalSignature = {
  /** Of all that was signed, the document among it: SHA-256, in base64 as XML has it. */
  readonly digests: ReadonlySet<string>
  /** By the clock of whoever made it; undefined when that is not said clearly. */
  readonly day?: IsoDate
}

/** More are not looked into: a request has at most ten signers. */
const most = 40

/** Characters of XML; with all that proves it for years, one is a tenth of this. */
const longest = 4_000_000

/** Those in a PDF, or the one that a file of XML is. None where nothing can be read. */
export function technicalSignatures(bytes: Uint8Array): readonly TechnicalSignature[] {
  const text = latin1(bytes)
  if (!text.slice(0, 1024).includes('%PDF-')) return signatureIn(text)
  try {
    const pdf = readPdf(text)
    return attachments(pdf)
      .slice(0, most)
      .flatMap((file) => signatureIn(contentOf(file) ?? ''))
  } catch (error) {
    if (error instanceof PdfUnreadable) return []
    throw error
  }
}

/** Files within the file (ISO 32000-1, 7.11.4), told apart by their kind or by what leads to them. */
function attachments({ current }: Pdf): readonly PdfObject[] {
  const led = new Set([...current.values()].flatMap(({ value }) => filesOf(value)))
  return [...current.values()].filter(
    ({ number, value, stream }) =>
      stream !== undefined && (typeOf(value) === 'EmbeddedFile' || led.has(number)),
  )
}

function filesOf(value: PdfValue): readonly (number | undefined)[] {
  const files = isDict(value) ? value.get('EF') : undefined
  return isDict(files) ? [...files.values()].map(refIn) : []
}

function signatureIn(xml: string): readonly TechnicalSignature[] {
  const signed = xml.length > longest ? undefined : elementIn(xml, 'SignedInfo')
  if (signed === undefined) return []
  const day = dayOfXmlTime(elementIn(xml, 'SigningTime')?.trim() ?? '')
  const digests = new Set(referencesIn(signed))
  return digests.size === 0 ? [] : [{ digests, ...(day === undefined ? {} : { day }) }]
}

/** What stands in the first element of this name, whatever prefix it has. */
function elementIn(xml: string, name: string, from = 0): string | undefined {
  const open = new RegExp(`<(?:[\\w.-]{1,40}:)?${name}(?:\\s[^<>]{0,2000})?>`, 'g')
  open.lastIndex = from
  const found = open.exec(xml)
  if (!found) return undefined
  const start = found.index + found[0].length
  const end = xml.indexOf(`${name}>`, start)
  return end < 0 ? undefined : xml.slice(start, xml.lastIndexOf('<', end))
}

/** Digests by SHA-256 only: https://www.w3.org/TR/xmldsig-core1/#sec-Reference */
function referencesIn(signed: string): readonly string[] {
  return signed.split(/<\/(?:[\w.-]{1,40}:)?Reference>/).flatMap((reference) => {
    if (!reference.includes('http://www.w3.org/2001/04/xmlenc#sha256')) return []
    const value = elementIn(reference, 'DigestValue')?.replace(/\s/g, '')
    return value === undefined ? [] : [value]
  })
}

/** As XML would have it. */
export function digestInXml(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...sha256(bytes)))
}
