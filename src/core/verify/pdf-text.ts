/**
 * What the pages of a PDF say, in the order they are drawn. Only what a file like ours uses is understood: glyphs with a
 * table of their meanings (ISO 32000-1, 9.10.3), and marked content (14.6), of which head and foot of a page are left out.
 */
import { contentOf, followed, type Pdf, typeOf } from './pdf-objects.ts'
import {
  isDict,
  isList,
  nameIn,
  type PdfDict,
  PdfReader,
  PdfUnreadable,
  type PdfValue,
  refIn,
  textIn,
} from './pdf-values.ts'

/** All pages together are no longer than this, unpacked. */
const longest = 20_000_000

/** Texts as they were before they were set in lines. @throws PdfUnreadable */
export function pageLines(pdf: Pdf): readonly string[] {
  let length = 0
  const set = pagesOf(pdf).flatMap((page) => {
    const content = contentsOf(pdf, page)
    length += content.length
    if (length > longest) throw new PdfUnreadable('too long')
    return new PageReader(fontsOf(pdf, page)).read(content)
  })
  return whole(set)
}

/** A line that ends with a space, or within a word, goes on in the next. */
function whole(set: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (const line of set) {
    const last = lines.at(-1)
    const goesOn = last !== undefined && (/[ \u00AD/-]$/.test(last) || /^[ \u00AD]/.test(line))
    if (goesOn) lines[lines.length - 1] = last + line
    else lines.push(line)
  }
  return lines
    .map((line) =>
      line
        .replace(/\u00AD/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
}

const mostPages = 2000

/** In order; what the tree of pages repeats is taken once. */
function pagesOf(pdf: Pdf): readonly PdfDict[] {
  const root = pdf.trailers.map((trailer) => trailer.get('Root')).findLast((value) => value !== undefined)
  const catalog = followed(pdf, root)
  const pages: PdfDict[] = []
  const seen = new Set<number>()
  const pending: PdfValue[] = isDict(catalog) ? [catalog.get('Pages') ?? 0] : []
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const number = refIn(next)
    const node = followed(pdf, next)
    if (number === undefined || seen.has(number) || !isDict(node)) continue
    seen.add(number)
    const kids = followed(pdf, node.get('Kids'))
    if (typeOf(node) === 'Page') pages.push(node)
    else if (isList(kids)) pending.push(...kids.toReversed())
    if (seen.size > mostPages) throw new PdfUnreadable('too many pages')
  }
  return pages
}

function contentsOf(pdf: Pdf, page: PdfDict): string {
  const contents = page.get('Contents')
  const parts = isList(contents) ? contents : [contents]
  return parts
    .map((part) => {
      const object = pdf.current.get(refIn(part) ?? -1)
      return (object && contentOf(object)) ?? ''
    })
    .join('\n')
}

type Meanings = ReadonlyMap<number, string>

/** How many bytes name a glyph, and what each glyph means. */
type Font = { readonly bytes: 1 | 2; readonly meanings: Meanings }

const noFont: Font = { bytes: 2, meanings: new Map() }

function fontsOf(pdf: Pdf, page: PdfDict): ReadonlyMap<string, Font> {
  const resources = followed(pdf, page.get('Resources'))
  const fonts = isDict(resources) ? followed(pdf, resources.get('Font')) : undefined
  const found = new Map<string, Font>()
  for (const [name, font] of isDict(fonts) ? fonts : []) {
    const dict = followed(pdf, font)
    const table = isDict(dict) ? pdf.current.get(refIn(dict.get('ToUnicode')) ?? -1) : undefined
    const bytes = isDict(dict) && nameIn(dict.get('Subtype')) === 'Type0' ? 2 : 1
    found.set(name, { bytes, meanings: table ? meaningsIn(contentOf(table) ?? '') : new Map() })
  }
  return found
}

/** `<glyph> <characters>` one by one, or `<first> <last> <characters of the first>`. */
export function meaningsIn(table: string): Meanings {
  const meanings = new Map<number, string>()
  const hex = '<([0-9A-Fa-f]+)>\\s*'
  for (const [, block = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', text = ''] of block.matchAll(new RegExp(hex + hex, 'g')))
      meanings.set(Number.parseInt(glyph, 16), utf16(text))
  for (const [, block = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', text = ''] of block.matchAll(new RegExp(hex + hex + hex, 'g')))
      addRange(meanings, Number.parseInt(first, 16), Number.parseInt(last, 16), utf16(text))
  return meanings
}

function addRange(meanings: Map<number, string>, first: number, last: number, text: string): void {
  const code = text.codePointAt(0) ?? 0
  for (let glyph = first; glyph <= Math.min(last, first + 0xffff); glyph++)
    meanings.set(glyph, String.fromCodePoint(Math.min(code + glyph - first, 0x10ffff)))
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')
}

/** Open marked content. `instead` is read in place of what is drawn; an artefact is not read at all. */
type Open = { readonly isArtefact: boolean; readonly isOwn: boolean; readonly instead: boolean }

class PageReader {
  readonly fonts: ReadonlyMap<string, Font>
  readonly lines: string[] = []
  readonly open: Open[] = []
  font: Font = noFont
  line = ''

  constructor(fonts: ReadonlyMap<string, Font>) {
    this.fonts = fonts
  }

  read(content: string): readonly string[] {
    const reader = new PdfReader(content)
    let operands: PdfValue[] = []
    for (let value = reader.next(); value !== undefined; value = reader.next()) {
      if (typeof value !== 'object' || !('word' in value)) operands.push(value)
      else {
        if (value.word === 'ID') skipImage(reader)
        this.operator(value.word, operands)
        operands = []
      }
    }
    this.end()
    return this.lines
  }

  operator(name: string, operands: readonly PdfValue[]): void {
    if (name === 'BDC' || name === 'BMC') this.begin(operands)
    else if (name === 'EMC') this.close()
    else if (name === 'Tf') this.font = this.fonts.get(nameIn(operands[0]) ?? '') ?? noFont
    else if (name === 'Tj' || name === "'" || name === '"') this.show(operands.at(-1))
    else if (name === 'TJ') for (const part of isList(operands[0]) ? operands[0] : []) this.show(part)
  }

  begin([tag, properties]: readonly PdfValue[]): void {
    const instead = isDict(properties) ? textIn(properties.get('ActualText')) : undefined
    const isOwn = isDict(properties) && properties.has('MCID')
    if (isOwn) this.end()
    if (instead !== undefined) this.say(spoken(instead))
    this.open.push({ isArtefact: nameIn(tag) === 'Artifact', isOwn, instead: instead !== undefined })
  }

  close(): void {
    if (this.open.pop()?.isOwn) this.end()
  }

  show(part: PdfValue | undefined): void {
    const text = textIn(part) ?? ''
    if (this.open.some(({ instead }) => instead)) return
    const { bytes, meanings } = this.font
    for (let at = 0; at + bytes <= text.length; at += bytes) {
      const first = text.charCodeAt(at)
      this.say(meanings.get(bytes === 1 ? first : first * 256 + text.charCodeAt(at + 1)) ?? '\uFFFD')
    }
  }

  say(text: string): void {
    if (!this.open.some(({ isArtefact }) => isArtefact)) this.line += text
  }

  end(): void {
    if (this.line !== '') this.lines.push(this.line)
    this.line = ''
  }
}

/** A text of PDF: UTF-16 if it says so. */
function spoken(text: string): string {
  if (!text.startsWith('\u00FE\u00FF')) return text
  return utf16(Array.from(text.slice(2), (sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join(''))
}

/** The bytes of an image within a page are no operators. */
function skipImage(reader: PdfReader): void {
  const end = /[\s]EI(?=\s)/g
  end.lastIndex = reader.at
  const found = end.exec(reader.source)
  reader.at = found ? found.index + 3 : reader.source.length
}
