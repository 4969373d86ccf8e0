/**
 * What can be checked here of PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) without the judges that only a release
 * calls upon: one line for each thing that is wrong. Bytes are judged, so that the checker trusts nobody's word.
 */
import { PDFDict, type PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import {
  dictOf,
  dictsIn,
  type Element,
  elementsIn,
  entry,
  listOf,
  markedText,
  openPdf,
  pieces,
  spoken,
  streamText,
  structureOf,
  textOf,
  walk,
} from './pdf-text.ts'

const checks: readonly ((document: PDFDocument) => readonly string[])[] = [
  metadata,
  catalogue,
  actions,
  fonts,
  pages,
  structure,
]

/** What is wrong with a file; nothing, if it is as it says it is. */
export async function faultsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const document = await openPdf(bytes).catch((error: unknown) => String(error))
  return typeof document === 'string' ? [document] : checks.flatMap((check) => check(document))
}

function unless(holds: boolean, fault: string): readonly string[] {
  return holds ? [] : [fault]
}

/** The file's own description of itself (XMP). */
export function xmpOf(document: PDFDocument): string {
  const text = streamText(entry(document.catalog, 'Metadata'))
  return Buffer.from(text, 'latin1').toString('utf8')
}

/** The value of a property of the metadata, '' if there is none. */
export function property(xmp: string, name: string): string {
  const written = new RegExp(`<${name}>(?:<rdf:\\w+><rdf:li[^>]*>)?([^<]*)<`).exec(xmp)?.[1] ?? ''
  return written.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters[entity] ?? entity)
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

function metadata(document: PDFDocument): readonly string[] {
  const xmp = xmpOf(document)
  const info = dictOf(document.context.lookup(document.context.trailerInfo.Info))
  const title = property(xmp, 'dc:title')
  const explained = [...xmp.matchAll(/<pdfaSchema:prefix>(\w+)</g)].map(([, prefix]) => prefix)
  const days = ['xmp:CreateDate', 'xmp:ModifyDate'].map((name) => property(xmp, name).slice(0, 10))
  const written = ['CreationDate', 'ModDate'].map((key) => textOf(info && entry(info, key)).slice(2, 10))
  return [
    ...unless(property(xmp, 'pdfaid:part') === '2', 'the metadata does not say PDF/A-2'),
    ...unless(property(xmp, 'pdfaid:conformance') === 'A', 'the metadata does not say level A'),
    ...unless(property(xmp, 'pdfuaid:part') === '1', 'the metadata does not say PDF/UA-1'),
    ...unless(title !== '', 'the metadata has no title'),
    ...unless(title === textOf(info && entry(info, 'Title')), 'two titles'),
    ...unless(
      days.every((day, index) => day.replaceAll('-', '') === written[index]),
      'two dates',
    ),
    ...unless(
      property(xmp, 'dc:language') === textOf(entry(document.catalog, 'Lang')),
      'the metadata has another language',
    ),
    ...['pdfuaid', 'mobilitet']
      .filter((prefix) => xmp.includes(`<${prefix}:`) && !explained.includes(prefix))
      .map((prefix) => `names of ${prefix} are not explained`),
  ]
}

const languages = ['nb-NO', 'nn-NO', 'en-GB']

function catalogue({ catalog, context }: PDFDocument): readonly string[] {
  const marks = dictOf(entry(catalog, 'MarkInfo'))
  const view = dictOf(entry(catalog, 'ViewerPreferences'))
  const intents = listOf(entry(catalog, 'OutputIntents')).map(dictOf)
  return [
    ...unless(languages.includes(textOf(entry(catalog, 'Lang'))), 'no language'),
    ...unless(textOf(marks && entry(marks, 'Marked')) === 'true', 'not tagged'),
    ...unless(
      textOf(view && entry(view, 'DisplayDocTitle')) === 'true',
      'the window does not show the title',
    ),
    ...unless(
      intents.some(
        (intent) =>
          textOf(intent && entry(intent, 'S')) === 'GTS_PDFA1' &&
          (intent ? entry(intent, 'DestOutputProfile') : undefined) instanceof PDFRawStream,
      ),
      'no output intent with a colour profile',
    ),
    ...unless(dictOf(entry(catalog, 'Outlines')) !== undefined, 'no bookmarks'),
    ...unless(context.trailerInfo.Encrypt === undefined, 'encrypted'),
  ]
}

/** Nothing in a document does anything by itself; links lead to the web or a mailbox. */
function actions(document: PDFDocument): readonly string[] {
  const dicts = dictsIn(document)
  return dicts.flatMap((dict) => [
    ...['AA', 'OpenAction', 'JavaScript', 'JS', 'EmbeddedFiles', 'AcroForm', 'XFA']
      .filter((key) => dict.has(PDFName.of(key)))
      .map((key) => `/${key} has no place here`),
    ...unless(
      textOf(entry(dict, 'Type')) !== 'Action' || textOf(entry(dict, 'S')) === 'URI',
      'an action that is no link',
    ),
  ])
}

function fonts(document: PDFDocument): readonly string[] {
  const dicts = dictsIn(document)
  const tops = dicts.filter((dict) => textOf(entry(dict, 'Subtype')) === 'Type0')
  const faults = tops.flatMap((font) => {
    const name = textOf(entry(font, 'BaseFont'))
    const below = dictOf(listOf(entry(font, 'DescendantFonts'))[0])
    const descriptor = dictOf(below && entry(below, 'FontDescriptor'))
    const embedded = ['FontFile2', 'FontFile3'].some((key) => descriptor?.has(PDFName.of(key)))
    return [
      ...unless(embedded, `${name} is not embedded`),
      ...unless(streamText(entry(font, 'ToUnicode')) !== '', `${name} does not say what its glyphs mean`),
    ]
  })
  const kinds = ['Type1', 'TrueType', 'Type3', 'MMType1']
  const others = dicts.filter(
    (dict) => textOf(entry(dict, 'Type')) === 'Font' && kinds.includes(textOf(entry(dict, 'Subtype'))),
  )
  return [
    ...unless(tops.length > 0, 'no font, so no text'),
    ...faults,
    ...others.map((font) => `${textOf(entry(font, 'BaseFont'))} is of a kind that is not expected`),
  ]
}

function pages(document: PDFDocument): readonly string[] {
  return document.getPages().flatMap(({ node }, index) => {
    const content = listOf(entry(node, 'Contents')).map(streamText).join('\n')
    const [marked = [], ended = []] = [/\bB(?:DC|MC)\b/g, /\bEMC\b/g].map((mark) => content.match(mark) ?? [])
    const name = `page ${index + 1}`
    return [
      ...unless(
        !node.has(PDFName.of('Annots')) || textOf(entry(node, 'Tabs')) === 'S',
        `${name}: tabs do not follow the structure`,
      ),
      ...unless(node.has(PDFName.of('StructParents')), `${name} is not part of the structure`),
      ...unless(
        marked.length > 0 && marked.length === ended.length,
        `${name}: marks that are not opened and closed`,
      ),
      ...unless(/\/MCID/.test(content), `${name} is blank`),
    ]
  })
}

function structure(document: PDFDocument): readonly string[] {
  const root = structureOf(document)
  const elements = walk(root)
  return [
    ...headings(elements),
    ...elements.filter(({ type }) => type === 'Table').flatMap(table),
    ...elements.flatMap((element) =>
      elementsIn(element).flatMap(({ type }) => misplaced(element.type, type)),
    ),
    ...elements
      .filter(({ type, dict }) => ['Figure', 'Formula'].includes(type) && !dict.has(PDFName.of('Alt')))
      .map(({ type }) => `${type} without a text in its place`),
    ...readInOrder(document, root),
  ]
}

function headings(elements: readonly Element[]): readonly string[] {
  const titled = elements.filter(({ type }) => /^H[1-6]$/.test(type))
  const levels = titled.map(({ type }) => Number(type.slice(1)))
  return [
    ...unless(levels[0] === 1, 'the first heading is not the title'),
    ...unless(levels.filter((level) => level === 1).length === 1, 'not one title'),
    ...levels.flatMap((level, index) =>
      unless(level <= (levels[index - 1] ?? 0) + 1, `heading ${index + 1} skips a level`),
    ),
    ...titled.filter((heading) => spoken(heading).trim() === '').map(() => 'a heading without text'),
  ]
}

function table(element: Element): readonly string[] {
  const rows = walk(element).filter(({ type }) => type === 'TR')
  const cells = rows.map(elementsIn)
  const heads = cells.flat().filter(({ type }) => type === 'TH')
  return [
    ...unless(heads.length > 0, 'a table without headers'),
    ...unless(new Set(cells.map(({ length }) => length)).size === 1, 'rows of different length'),
    ...heads
      .filter((head) => !['Column', 'Row'].includes(scopeOf(head)))
      .map((head) => `the header «${spoken(head)}» does not say of what`),
  ]
}

/** `Column`, `Row` or '' of a header. */
export function scopeOf({ dict }: Element): string {
  return listOf(entry(dict, 'A'))
    .flatMap((attributes) => (attributes instanceof PDFDict ? textOf(entry(attributes, 'Scope')) : ''))
    .join('')
}

/** Where an element may stand (ISO 32000-1, 14.8.4.3). */
const parents: Readonly<Record<string, readonly string[]>> = {
  LI: ['L'],
  Lbl: ['LI'],
  LBody: ['LI'],
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
}

function misplaced(parent: string, child: string): readonly string[] {
  return unless(parents[child]?.includes(parent) ?? true, `${child} within ${parent}`)
}

/** What has text is read once, and on each page in the order it stands there. */
function readInOrder(document: PDFDocument, root: Element): readonly string[] {
  const read = pieces(root)
  return document.getPages().flatMap((page, index) => {
    const ids = read.filter((piece) => piece.page === index).map(({ id }) => id)
    const unread = [...markedText(page).keys()].filter((id) => !ids.includes(id))
    return [
      ...unless(unread.length === 0, `page ${index + 1} has text that is not read`),
      ...unless(
        ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? -1)),
        `page ${index + 1} is not read in its order`,
      ),
    ]
  })
}
