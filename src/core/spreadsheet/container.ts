/** Filslag: what a file is by its content, whatever it is called, and why some are not read. */
import { unzipped } from '../render/zip.ts'

/** Bytes: larger workbooks are something else than a list of registrations. */
export const maxFileBytes = 20 * 1024 * 1024

/** A workbook of 10,000 rows unpacks to some 20 MB; bombs to thousands. */
const limits = { packed: maxFileBytes, unpacked: 120 * 1024 * 1024, files: 2000 }

/** Hva som ble funnet: a workbook taken apart, text, or the code of a sentence that says why it is neither. */
export type Contained =
  | { readonly sort: 'workbook'; readonly parts: ReadonlyMap<string, Uint8Array>; readonly macros: boolean }
  | { readonly sort: 'text' }
  | { readonly sort: 'refused'; readonly code: string }

const refused = (code: string): Contained => ({ sort: 'refused', code })

export function contentOf(bytes: Uint8Array): Contained {
  if (bytes.length === 0) return refused('sheet-empty')
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refused(oldOffice(bytes))
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return archive(bytes)
  const beginning = asciiIn(bytes.subarray(0, 2048)).toLowerCase()
  if (beginning.startsWith('%pdf')) return refused('sheet-pdf')
  if (/<html|<!doctype html|<table|<head|<body/.test(beginning)) return refused('sheet-html')
  if (beginning.includes('urn:schemas-microsoft-com:office:spreadsheet')) return refused('sheet-old-xml')
  return isBinary(bytes) ? refused('sheet-unknown') : { sort: 'text' }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

/** [MS-CFB]: names of streams are UTF-16. What is encrypted by Office is a stream called EncryptedPackage. */
function oldOffice(bytes: Uint8Array): string {
  const text = asciiIn(bytes.filter((byte) => byte !== 0))
  if (text.includes('EncryptedPackage')) return 'sheet-encrypted'
  return text.includes('Workbook') || text.includes('Book') ? 'sheet-xls' : 'sheet-unknown'
}

function asciiIn(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

/** Only what the values stand in is unpacked; pictures, macros and links to elsewhere never are. */
const needed =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/[^/]+\.xml|xl\/_rels\/[^/]+\.rels|xl\/worksheets\/[^/]+\.xml)$/i

function archive(bytes: Uint8Array): Contained {
  const names = new Set<string>()
  const parts = unzipped(bytes, limits, (name) => {
    names.add(name)
    return needed.test(name)
  })
  if (parts === 'too-large') return refused('sheet-bomb')
  const other = otherArchive(names)
  if (other !== undefined) return refused(other)
  if (parts === 'damaged' || ![...parts.keys()].some((name) => /^xl\/workbook\d*\.xml$/i.test(name)))
    return refused(isWorkbook(names) ? 'sheet-damaged' : notOurs(names))
  // Entities can make a little text endless, and no spreadsheet program writes any.
  const hasEntities = [...parts.values()].some((part) =>
    asciiIn(part.subarray(0, 4096)).includes('<!DOCTYPE'),
  )
  if (hasEntities) return refused('sheet-damaged')
  return { sort: 'workbook', parts, macros: names.has('xl/vbaProject.bin') }
}

function isWorkbook(names: ReadonlySet<string>): boolean {
  return (
    names.size === 0 || [...names].some((name) => name.startsWith('xl/') || name === '[Content_Types].xml')
  )
}

function notOurs(names: ReadonlySet<string>): string {
  return [...names].some(
    (name) => name.toLowerCase().endsWith('.xlsx') || name.toLowerCase().endsWith('.csv'),
  )
    ? 'sheet-zipped'
    : 'sheet-unknown'
}

function otherArchive(names: ReadonlySet<string>): string | undefined {
  if (names.has('Index/Document.iwa') || names.has('Index.zip') || names.has('index.apxl'))
    return 'sheet-numbers'
  if (names.has('content.xml') && names.has('META-INF/manifest.xml')) return 'sheet-ods'
  if (names.has('xl/workbook.bin')) return 'sheet-xlsb'
  return names.has('word/document.xml') || names.has('ppt/presentation.xml')
    ? 'sheet-other-office'
    : undefined
}

/** Text may be UTF-16, in which every other byte is nothing; anything else with such bytes is no text. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096)
  if (startsWith(sample, [0xff, 0xfe]) || startsWith(sample, [0xfe, 0xff])) return false
  const [even, odd] = [0, 1].map((side) => sample.filter((byte, at) => byte === 0 && at % 2 === side).length)
  const control = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length
  if (((even ?? 0) === 0) !== ((odd ?? 0) === 0)) return control > sample.length * 0.6
  return (even ?? 0) > 0 || control > sample.length * 0.02
}
