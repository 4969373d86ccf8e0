/** A Word file as text: its properties and the lines of its body. Nothing else in it is read. */
import { unzipped, type ZipFault, type ZipLimits } from '../render/zip.ts'
import { attributesIn, decoded, Lines, pieces } from './markup.ts'

export type DocxText = {
  /** Custom properties of ours, without `mobilitet:`. */
  readonly facts: ReadonlyMap<string, string>
  readonly lines: readonly string[]
  /** Elements in the body, as `w:drawing`. */
  readonly parts: ReadonlySet<string>
}

/** Ours take some tens of kilobytes, those with many tracked changes some hundreds. */
const limits: ZipLimits = { packed: 4_000_000, unpacked: 40_000_000, files: 2000 }

const relations = '_rels/.rels'
const properties = 'docProps/custom.xml'

/** `not-word`: another kind of archive. */
export function readDocx(bytes: Uint8Array): DocxText | ZipFault | 'not-word' {
  const about = unzipped(bytes, limits, (name) => name === relations || name === properties)
  if (typeof about === 'string') return about
  const main = mainPart(textIn(about, relations))
  const parts = unzipped(bytes, limits, (name) => name === main)
  if (typeof parts === 'string') return parts
  const body = textIn(parts, main)
  if (!body.includes('<w:document')) return 'not-word'
  // A text that is cut off would be taken for a shorter one.
  if (!body.trimEnd().endsWith('</w:document>')) return 'damaged'
  return { facts: factsIn(textIn(about, properties)), ...linesIn(body) }
}

function textIn(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(files.get(name) ?? new Uint8Array())
}

/** Word shows the part that is named here, which need not be `word/document.xml`. '' where none is named. */
function mainPart(relations: string): string {
  for (const piece of pieces(relations)) {
    if (piece.kind !== 'tag' || piece.name !== 'Relationship') continue
    const attributes = attributesIn(piece)
    if (attributes.get('type')?.endsWith('/officeDocument'))
      return attributes.get('target')?.replace(/^\//, '') ?? ''
  }
  return ''
}

function factsIn(properties: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  let name: string | undefined
  for (const piece of pieces(properties)) {
    if (piece.kind === 'tag' && piece.name === 'property')
      name = piece.isEnd ? undefined : /^mobilitet:(\w+)$/.exec(attributesIn(piece).get('name') ?? '')?.[1]
    else if (piece.kind === 'text' && name !== undefined && !facts.has(name) && piece.text.trim() !== '')
      facts.set(name, decoded(piece.text))
  }
  return facts
}

/** What somebody suggests to put in is text of the document; what is to be taken out (`w:delText`) is not. */
function linesIn(body: string): Pick<DocxText, 'lines' | 'parts'> {
  const text = new Lines()
  // Text can be written in ways that Word itself never uses.
  const parts = new Set(body.includes('<!') ? ['<!'] : [])
  let inText = false
  for (const piece of pieces(body)) {
    if (piece.kind === 'text') {
      if (inText) text.add(decoded(piece.text))
      continue
    }
    const { name, isEnd, isEmpty } = piece
    if (!isEnd) parts.add(name)
    if (name === 'w:t') inText = !isEnd && !isEmpty
    if (!isEnd && (name === 'w:tab' || name === 'w:br' || name === 'w:cr')) text.add(' ')
    if (name === 'w:p' && (isEnd || isEmpty)) text.end()
  }
  text.end()
  return { lines: text.lines, parts }
}
