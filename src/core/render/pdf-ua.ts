/**
 * What the typesetter cannot say of a PDF/A-2a file (ISO 19005-2): that it is PDF/UA-1 (ISO 14289-1) too, whose demands it
 * meets but for two entries, which cells of a table name their row, and which agreement it is. Goes when the typesetter
 * can write both marks itself (https://github.com/typst/typst/issues/7183).
 */

import { escapeHtml } from './page.ts'
import { edited, type PdfFile, readPdf, replaced } from './pdf-file.ts'
import { rowHeaderEdits } from './pdf-tables.ts'

/** What `verify` reads out of the file. Only ASCII: they are ids, versions, digests and language codes. */
export type PdfFacts = {
  readonly agreement: string
  readonly version: string
  readonly template: string
  readonly termsDigest: string
  readonly language: string
}

/** Our own names in the metadata (XMP). A namespace is a name, not an address. */
export const factsNamespace = 'https://mobilitet.example.no/ns/document/1/'

/** @throws PdfShape when the file is not as the typesetter writes it. `rowHeaders`: of each table in turn. */
export function accessible(
  bytes: Uint8Array,
  facts: Partial<PdfFacts>,
  rowHeaders: readonly boolean[],
): Uint8Array {
  const file = readPdf(bytes)
  const catalog = partAfter(file, '  /Type /Catalog\n')
  const metadata = partAfter(file, '  /Type /Metadata\n')
  return edited(file, [
    replaced(catalog, '  /ViewerPreferences <<\n', '  /ViewerPreferences <<\n    /DisplayDocTitle true\n'),
    ...metadataEdits(metadata, facts),
    ...rowHeaderEdits(file, rowHeaders),
  ])
}

/** The object with the one line that is so. */
function partAfter({ text, table, offsets }: PdfFile, line: string): { at: number; text: string } {
  const { at } = replaced({ at: 0, text: text.slice(0, table) }, line, '')
  const start = Math.max(...[...offsets.values()].filter((offset) => offset < at))
  return { at: start, text: text.slice(start, text.indexOf('\nendobj\n', at)) }
}

function metadataEdits(metadata: { at: number; text: string }, facts: Partial<PdfFacts>) {
  const marks: readonly (readonly [string, string])[] = [
    [
      ' xmlns:pdfaExtension=',
      ` xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:mobilitet="${factsNamespace}"`,
    ],
    ['</rdf:Bag></pdfaExtension:schemas>', schemas],
    ['<pdfaid:part>', `<pdfuaid:part>1</pdfuaid:part>${properties(facts)}`],
  ]
  const added = marks.reduce((sum, [, text]) => sum + text.length, 0)
  const length = /\n {2}\/Length (\d+)\n/.exec(metadata.text)?.[1] ?? ''
  return [
    replaced(metadata, `/Length ${length}\n`, `/Length ${Number(length) + added}\n`),
    ...marks.map(([before, text]) => replaced(metadata, before, text + before)),
  ]
}

function properties(facts: Partial<PdfFacts>): string {
  return Object.entries(facts)
    .map(([name, value]) => `<mobilitet:${name}>${escapeHtml(ascii(value))}</mobilitet:${name}>`)
    .join('')
}

function ascii(text: string): string {
  if (/[^ -~]/.test(text)) throw new Error(`${JSON.stringify(text)} is not ASCII`)
  return text
}

const descriptions: Readonly<Record<keyof PdfFacts, string>> = {
  agreement: 'Id of the agreement',
  version: 'Version of the agreement',
  template: 'Id of the standard text',
  termsDigest: 'SHA-256 over the canonical JSON of the terms',
  language: 'Language of the document',
}

/** PDF/A lets a file use names of its own only if it explains them: ISO 19005-2, 6.6.2.3.3. */
const schemas =
  schema('PDF/UA identification schema', 'http://www.aiim.org/pdfua/ns/id/', 'pdfuaid', [
    ['part', 'Integer', 'Part of ISO 14289 the file conforms to'],
  ]) +
  schema(
    'Mobilitet document schema',
    factsNamespace,
    'mobilitet',
    Object.entries(descriptions).map(([name, text]) => [name, 'Text', text]),
  )

function schema(
  name: string,
  namespace: string,
  prefix: string,
  properties: readonly (readonly [name: string, type: string, description: string])[],
): string {
  const list = properties.map(
    ([property, type, description]) =>
      '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>' +
      `<pdfaProperty:description>${description}</pdfaProperty:description>` +
      `<pdfaProperty:name>${property}</pdfaProperty:name>` +
      `<pdfaProperty:valueType>${type}</pdfaProperty:valueType></rdf:li>`,
  )
  return (
    `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>${name}</pdfaSchema:schema>` +
    `<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>` +
    `<pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>` +
    `<pdfaSchema:property><rdf:Seq>${list.join('')}</rdf:Seq></pdfaSchema:property></rdf:li>`
  )
}
