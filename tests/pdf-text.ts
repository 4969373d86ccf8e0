/**
 * Reads a PDF as a screen reader does: down its structure tree, and of each element the text it marks on the page, by the
 * fonts' own tables of what each glyph means. What is marked as an artefact (head and foot of the page) is not read.
 */
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFString,
} from 'pdf-lib'

/** A piece of a page, with its text. Pages and pieces are counted from 0. */
export type Piece = { readonly page: number; readonly id: number; readonly text: string }

/** An element with its standard type (`H1`, `P`, `TH` …), and what is below it. */
export type Element = {
  readonly type: string
  readonly dict: PDFDict
  readonly children: readonly (Element | Piece)[]
}

export function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
}

/** What stands below a key, followed if it is a reference. */
export function entry(dict: PDFDict, key: string): PDFObject | undefined {
  return dict.lookup(PDFName.of(key))
}

/** A name, text, number or truth as a plain string; '' for what is none of them. */
export function textOf(value: PDFObject | undefined): string {
  if (value instanceof PDFString || value instanceof PDFHexString || value instanceof PDFName)
    return value.decodeText()
  return value === undefined || value instanceof PDFDict || value instanceof PDFArray ? '' : String(value)
}

export function dictOf(value: PDFObject | undefined): PDFDict | undefined {
  return value instanceof PDFDict ? value : value instanceof PDFRawStream ? value.dict : undefined
}

export function listOf(value: PDFObject | undefined): readonly PDFObject[] {
  if (value instanceof PDFArray) return value.asArray().map((_, index) => value.lookup(index) as PDFObject)
  return value === undefined ? [] : [value]
}

/** Every dictionary of the file, also those within others. */
export function dictsIn({ context }: PDFDocument): readonly PDFDict[] {
  const found: PDFDict[] = []
  const pending = context.enumerateIndirectObjects().map(([, object]) => object)
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next instanceof PDFArray) pending.push(...next.asArray())
    const dict = dictOf(next)
    if (!dict) continue
    found.push(dict)
    pending.push(...dict.values())
  }
  return found
}

export function streamText(stream: PDFObject | undefined): string {
  return stream instanceof PDFRawStream ? latin1(decodePDFRawStream(stream).decode()) : ''
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

/** The structure tree's topmost element. */
export function structureOf(document: PDFDocument): Element {
  const root = dictOf(entry(document.catalog, 'StructTreeRoot'))
  const [top] = root ? listOf(entry(root, 'K')) : []
  const dict = dictOf(top)
  if (!dict) throw new Error('no structure tree')
  const marked = new Map(
    document.getPages().map((page, index) => [page.ref, { index, texts: markedText(page) }]),
  )
  const pieceOf = (page: PDFRef | undefined, id: number): Piece => {
    const found = page && marked.get(page)
    return { page: found?.index ?? -1, id, text: found?.texts.get(id) ?? '' }
  }
  const roles = dictOf(root && entry(root, 'RoleMap'))
  const typeOf = (name: string) => textOf(roles && entry(roles, name)) || name
  return element(dict, { typeOf, pieceOf }, undefined)
}

type Known = {
  readonly typeOf: (name: string) => string
  readonly pieceOf: (page: PDFRef | undefined, id: number) => Piece
}

function element(dict: PDFDict, known: Known, inherited: PDFRef | undefined): Element {
  const own = dict.get(PDFName.of('Pg'))
  const page = own instanceof PDFRef ? own : inherited
  const children = listOf(entry(dict, 'K')).flatMap((kid): (Element | Piece)[] => {
    if (kid instanceof PDFNumber) return [known.pieceOf(page, kid.asNumber())]
    const below = dictOf(kid)
    if (!below) return []
    const type = textOf(entry(below, 'Type'))
    if (type === 'OBJR') return []
    if (type !== 'MCR') return [element(below, known, page)]
    const other = below.get(PDFName.of('Pg'))
    return [known.pieceOf(other instanceof PDFRef ? other : page, Number(textOf(entry(below, 'MCID'))))]
  })
  return { type: known.typeOf(textOf(entry(dict, 'S'))), dict, children }
}

/** All elements below, itself first, in the order they are read. */
export function walk(element: Element): readonly Element[] {
  return [element, ...elementsIn(element).flatMap(walk)]
}

export function elementsIn({ children }: Element): readonly Element[] {
  return children.flatMap((child) => ('type' in child ? [child] : []))
}

/** All pieces of an element and those below it, in the order they are read. */
export function pieces(element: Element): readonly Piece[] {
  return element.children.flatMap((child) => ('type' in child ? pieces(child) : [child]))
}

/** The text of an element and all below it, as it is read aloud: hyphens that only end a line are not. */
export function spoken(element: Element): string {
  return pieces(element)
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00AD', '')
}

/** What each piece of marked content on a page says, by its id. In the order of the page. */
export function markedText(page: PDFPage): ReadonlyMap<number, string> {
  const resources = page.node.Resources()
  const fonts = dictOf(resources && entry(resources, 'Font'))
  const meanings = new Map<string, ReadonlyMap<number, string>>()
  for (const [name, font] of fonts?.entries() ?? []) {
    const dict = dictOf(fonts?.context.lookup(font))
    meanings.set(name.decodeText(), meaningOf(streamText(dict && entry(dict, 'ToUnicode'))))
  }
  const content = listOf(entry(page.node, 'Contents')).map(streamText).join('\n')
  return new Reader(meanings).read(content)
}

/** A CMap (ISO 32000-1, 9.10.3): from the number of a glyph to characters. */
function meaningOf(cmap: string): ReadonlyMap<number, string> {
  const meanings = new Map<number, string>()
  for (const [, block = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', text = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      meanings.set(Number.parseInt(glyph, 16), utf16(text))
  }
  if (cmap.includes('beginbfrange')) throw new Error('this reader knows single glyphs only')
  return meanings
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}

/** Everything but strings in parentheses, which may hold each other. */
const token = /\(|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|\/[^\s<>[\]()/]+|[^\s<>[\]()/]+/g

function* tokensOf(content: string): Generator<string> {
  const pattern = new RegExp(token)
  for (let match = pattern.exec(content); match; match = pattern.exec(content)) {
    if (match[0] === '(') pattern.lastIndex = endOfString(content, match.index)
    yield content.slice(match.index, pattern.lastIndex)
  }
}

function endOfString(content: string, start: number): number {
  let depth = 0
  for (let at = start; at < content.length; at++) {
    const character = content[at]
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return at + 1
  }
  throw new Error('a string without end')
}

/** Only what text needs of a content stream. */
class Reader {
  readonly meanings: ReadonlyMap<string, ReadonlyMap<number, string>>
  readonly found = new Map<number, string>()
  /** Open pieces of marked content; `instead` is what is to be read in its place. */
  readonly open: { id: number | undefined; instead: string | undefined }[] = []
  font: ReadonlyMap<number, string> = new Map()

  constructor(meanings: ReadonlyMap<string, ReadonlyMap<number, string>>) {
    this.meanings = meanings
  }

  read(content: string): ReadonlyMap<number, string> {
    let operands: string[] = []
    for (const part of tokensOf(content)) {
      if (!/^[A-Za-z'"*]/.test(part) || part === 'true' || part === 'false') operands.push(part)
      else {
        this.operator(part, operands)
        operands = []
      }
    }
    return this.found
  }

  operator(name: string, operands: readonly string[]): void {
    if (name === 'BDC' || name === 'BMC') this.begin(operands)
    else if (name === 'EMC') this.end()
    else if (name === 'Tf') this.font = this.meanings.get(operands[0]?.slice(1) ?? '') ?? new Map()
    else if (name === 'Tj' || name === 'TJ') for (const operand of operands) this.show(operand)
  }

  begin(operands: readonly string[]): void {
    const id = operands[operands.indexOf('/MCID') + 1]
    const actual = operands[operands.indexOf('/ActualText') + 1]
    const instead = operands.includes('/ActualText') ? literal(actual ?? '') : undefined
    this.open.push({ id: operands.includes('/MCID') ? Number(id) : undefined, instead })
    if (instead !== undefined) this.say(instead)
  }

  end(): void {
    if (!this.open.pop()) throw new Error('EMC without BDC')
  }

  show(operand: string): void {
    if (this.open.some(({ instead }) => instead !== undefined)) return
    if (!/^[(<]/.test(operand) || operand === '<<') return
    const bytes = operand.startsWith('(') ? unescaped(operand) : Buffer.from(operand.slice(1, -1), 'hex')
    for (let at = 0; at + 1 < bytes.length; at += 2)
      this.say(this.font.get(bytes.readUInt16BE(at)) ?? '\uFFFD')
  }

  say(text: string): void {
    const id = this.open.findLast((piece) => piece.id !== undefined)?.id
    if (id !== undefined) this.found.set(id, (this.found.get(id) ?? '') + text)
  }
}

/** A string of PDF: UTF-16 if it says so, Latin otherwise. */
function literal(operand: string): string {
  const bytes = operand.startsWith('(') ? unescaped(operand) : Buffer.from(operand.slice(1, -1), 'hex')
  return bytes[0] === 0xfe && bytes[1] === 0xff ? utf16(bytes.subarray(2).toString('hex')) : latin1(bytes)
}

function unescaped(operand: string): Buffer {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  const text = operand
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
      /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    )
  return Buffer.from(text, 'latin1')
}
