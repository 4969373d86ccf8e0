/**
 * Makes what the library writes into a file that is the same every time: it numbers links at random, and dates
 * everything by the clock. What it has no word for is put in here too.
 */
import { unzipped, type ZipFault, type ZipLimits, zipped } from './zip.ts'

/** What the library does not say. All are plain texts. */
export type PackageFacts = {
  /** ISO 8601, `YYYY-MM-DD`. */
  readonly date: string
  /** BCP 47. */
  readonly language: string
  /** Of each table in turn. */
  readonly captions: readonly string[]
}

const own: ZipLimits = { packed: 0xffff_ffff, unpacked: 0xffff_ffff, files: 1000 }

/** @throws Error when the library no longer writes what is looked for here */
export function settled(written: Uint8Array, facts: PackageFacts): Uint8Array {
  const files = unzipped(written, own, () => true)
  if (isFault(files)) throw new Error(`the document is ${files}`)
  const texts = new Map(Array.from(files, ([name, bytes]) => [name, new TextDecoder().decode(bytes)]))
  const ids = relationIds(texts)
  const result = new Map<string, string>()
  for (const name of [...texts.keys()].sort(byPart)) {
    const text = texts.get(name) ?? ''
    result.set(
      name,
      completed(
        name,
        text.replace(randomId, (id) => ids.get(id) ?? id),
        facts,
      ),
    )
  }
  return zipped(result)
}

function isFault(files: ReadonlyMap<string, Uint8Array> | ZipFault): files is ZipFault {
  return typeof files === 'string'
}

/** The list of what is in the package comes first, as Word writes it; the rest by name. */
function byPart(one: string, other: string): number {
  const [first, second] = [one, other].map((name) => (name === '[Content_Types].xml' ? '' : name))
  return (first ?? '') < (second ?? '') ? -1 : 1
}

/** Only as an attribute: in a text of the document `"` is always written `&quot;`. */
const randomId = /(?<=\b(?:r:id|Id)=")rId[A-Za-z0-9_-]{10,}(?=")/g

/** Numbered as they come in the document. */
function relationIds(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  for (const [id] of (texts.get('word/document.xml') ?? '').matchAll(randomId))
    if (!ids.has(id)) ids.set(id, `rIdLink${ids.size + 1}`)
  return ids
}

function completed(name: string, text: string, facts: PackageFacts): string {
  switch (name) {
    case 'docProps/core.xml':
      return coreProperties(text, facts)
    case 'word/document.xml':
      return captioned(text, facts.captions)
    case 'word/numbering.xml':
      return multilevel(text)
    case 'word/styles.xml':
      return withWidowControl(text)
    case 'word/_rels/document.xml.rels':
      return sortedRelations(text)
    default:
      return text
  }
}

function coreProperties(text: string, { date, language }: PackageFacts): string {
  const days = text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T00:00:00Z`)
  const end = '</cp:coreProperties>'
  if (days === text || !days.endsWith(end)) throw new Error('the core properties have changed their shape')
  return `${days.slice(0, -end.length)}<dc:language>${language}</dc:language>${end}`
}

/** In a text of the document `<` is always written `&lt;`, so a tag is found only where one is. */
function captioned(text: string, captions: readonly string[]): string {
  let table = 0
  const result = text.replaceAll('</w:tblPr>', (end) => {
    const caption = captions[table++] ?? ''
    return `<w:tblCaption w:val="${attribute(caption)}"/>${end}`
  })
  if (table !== captions.length) throw new Error('the tables of the document are not those that were written')
  return result
}

function attribute(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Said of every list: Word then shows its levels as one list to number by, and all of them as in use. */
function multilevel(text: string): string {
  const result = text.replaceAll('"hybridMultilevel"', '"multilevel"').replaceAll(' w:tentative="1"', '')
  const lists = (result.match(listUse) ?? []).map((use) => abstractOf(use))
  if (result === text || lists.length === 0) throw new Error('the numbering has changed its shape')
  const isAlone = (list: string) => lists.indexOf(list) === lists.lastIndexOf(list)
  return result.replace(listUse, (use) => (isAlone(abstractOf(use)) ? use.replace(restarts, '') : use))
}

/** A list in use, and the restarts that only tell two uses of one list apart: LibreOffice makes two lists of one of them. */
const listUse = /<w:num .*?<\/w:num>/gs
const restarts = /<w:lvlOverride .*<\/w:lvlOverride>/s

function abstractOf(use: string): string {
  return /<w:abstractNumId w:val="(\d+)"/.exec(use)?.[1] ?? ''
}

/** No line of a paragraph stands alone on a page. Word does so unless told otherwise, other programs when told. */
function withWidowControl(text: string): string {
  const result = text.replace('<w:pPrDefault><w:pPr>', '$&<w:widowControl/>')
  if (result === text) throw new Error('the styles have changed their shape')
  return result
}

/** Links are registered while the document is written, in an order that is nobody's promise. */
function sortedRelations(text: string): string {
  const relations = text.match(/<Relationship [^>]*\/>/g) ?? []
  const first = text.indexOf('<Relationship ')
  const last = text.lastIndexOf('/>') + 2
  return text.slice(0, first) + [...relations].sort().join('') + text.slice(last)
}
