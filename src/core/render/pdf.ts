/**
 * From the tree to what the typesetter is told. Everything is plain data: the page (`templates/document.typ`) shows texts
 * and never parses them, so nothing people write can become a command of the typesetter.
 */
import type { Words } from '../messages.ts'
import type { IsoDate, Language } from '../model.ts'
import { pointMark } from './counting.ts'
import { columnWidths, lengthOf, roomForAnswers, sidesAlike } from './docx-widths.ts'
import type { Identity } from './html.ts'
import {
  type Block,
  type Cell,
  type Inline,
  type List,
  plain,
  roomIn,
  type Table,
  type Tree,
} from './markdown.ts'
import type { Sheet, SheetBlock, SheetInline, SheetSection, SheetTable, Text, Tongue } from './pdf-sheet.ts'
import { pieces } from './pieces.ts'
import { isShort as isShortTable } from './short-table.ts'

/** A document as a sheet. The title is its first heading. */
export function sheet(tree: Tree, identity: Identity): Sheet {
  return sheetWith(tree, { ...identity, footer: footer(identity) })
}

/** What surrounds any text. */
export type Surroundings = Pick<Identity, 'language' | 'programme' | 'notice' | 'date'> & {
  readonly footer: Sheet['footer']
}

/** Any text as a sheet. The title is its first heading. */
export function sheetWith(tree: Tree, surroundings: Surroundings): Sheet {
  const { language, programme, notice, date, footer } = surroundings
  const heading = tree.find((block) => block.kind === 'heading')
  const title = heading?.kind === 'heading' ? plain(heading.content) : ''
  return {
    ...tongue(language),
    title: `${shortened(title, 500)} – ${programme}`,
    date: numbersOf(date),
    header: {
      title: shortened(title, 90),
      programme: shortened(programme, 50),
      notice: shortened(notice, 240),
    },
    footer,
    sections: sections(tree),
  }
}

function tongue(language: Language): Tongue {
  return { language, region: language === 'en' ? 'GB' : 'NO' }
}

function numbersOf(date: IsoDate): readonly number[] {
  return date.split('-').map(Number)
}

/** The head of a page has little room, and the whole stands in the text. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length)
  return `${cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : length)} …`
}

function footer({ id, version, templateVersion, termsDigest, words }: Identity): Sheet['footer'] {
  const agreement = `${words('document-agreement')} ${id}, ${words('document-version', { version })}`
  return {
    lines: [
      `${shortened(agreement, 90)} · ${words('document-template')} ${templateVersion}`,
      `${words('document-terms')} ${termsDigest}`,
    ],
    page: pageNumbers(words),
  }
}

/** «Side # av ##», in pieces. */
export function pageNumbers(words: Words): readonly string[] {
  return words('document-page', { page: '#', pages: '##' })
    .split(/(##?)/)
    .filter((part) => part !== '')
}

function sections(tree: Tree): readonly SheetSection[] {
  const starts = tree.flatMap((block, index) => (index === 0 || isClause(block) ? [index] : []))
  return starts.map((start, index) => sectionOf(tree.slice(start, starts[index + 1])))
}

function isClause(block: Block): boolean {
  return block.kind === 'heading' && block.level === 2
}

function sectionOf(blocks: Tree): SheetSection {
  const [first] = blocks
  const heading = first?.kind === 'heading' && first.level === 2 ? first : undefined
  const signing = heading?.id === signatures
  return {
    numbered: heading !== undefined && heading.number !== '',
    together: signing,
    blocks: blocks.map((block, index) => blockOf(block, blocks[index + 1], signing)),
  }
}

/** The clause whose paper must never be parted from the text above it; the same name in every standard text. */
const signatures = 'clause-signatures'

function blockOf(block: Block, next: Block | undefined, signing = false): SheetBlock {
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', level: block.level, number: block.number, content: texts(block.content) }
    case 'paragraph': {
      const introduces = next?.kind === 'list' || next?.kind === 'table'
      return { kind: 'paragraph', number: block.number, content: texts(block.content), introduces }
    }
    case 'list':
      return list(block)
    case 'table':
      return block.header.length === 1 ? callout(block) : table(block, signing)
  }
}

function list({ start, counting, items }: List): SheetBlock {
  return {
    kind: 'list',
    start,
    numbering: counting === null ? '' : pointMark(counting, 1),
    whole: items.length < 9 && items.every((item) => item.every(isShort)),
    items: items.map((item) => item.map((block, index) => blockOf(block, item[index + 1]))),
  }
}

function isShort(block: Block): boolean {
  return block.kind === 'paragraph' && plain(block.content).length < 200
}

/** Of each table, in the order they are read: whether its first column names the rows. */
export function rowHeaders(tree: Tree): readonly boolean[] {
  return tree.flatMap((block) => {
    if (block.kind === 'list') return block.items.flatMap(rowHeaders)
    return block.kind === 'table' && block.header.length > 1 ? [block.rowHeaders] : []
  })
}

/** Markdown has no box; a table of one column is one: its header the message, its rows the points. */
function callout({ header, rows }: Table): SheetBlock {
  const points = rows.map(([cell = []]) => texts(cell))
  const whole = charactersIn([header, ...rows]) < 2000 && rows.length < 25
  return { kind: 'callout', message: texts(header[0] ?? []), points, whole }
}

function table({ header, rows }: Table, signing: boolean): SheetTable {
  return {
    kind: 'table',
    header: header.map(texts),
    rows: rows.map((row) => row.map(cellOf)),
    repeats: header.every((cell) => plain(cell).length < longHeader),
    widths: widthsOf([header, ...rows]),
    whole: rows.every((row) => row.every((cell) => plain(cell).length < longCell)),
    short: isShortTable({ header, rows }),
    written: rows.some((row) => row.some((cell) => roomIn(cell) > 0)),
    signing: signing && rows.some((row) => row.some((cell) => blank.test(plain(cell)))),
  }
}

/** A line to write on. */
const blank = /_{8,}/

/** Characters; a cell of a narrow column that holds more may outgrow a page. */
const longCell = 400
const longHeader = 150

/** Tenths of a millimetre: A4 without its margins, the size of letters in tables, what a cell adds. */
const textWidth = 1650
const cellSize = 32
const cellPadding = 40

/** Longer words than this are hyphenated rather than given room, and longer texts are lines enough as they are. */
const longestWord = 350
const longestCell = 1650

function widthsOf(rows: readonly (readonly Cell[])[]): readonly number[] {
  const needs = (rows[0] ?? []).map((_, column) => {
    const cells = rows.map((row) => plain(row[column] ?? []))
    const words = cells.flatMap((cell) => cell.split(/[\s-]+/))
    // The header is bold.
    const head = 1.06 * longest((cells[0] ?? '').split(/[\s-]+/), longestWord)
    const word = Math.max(head, longest(words, longestWord))
    return { word: word + cellPadding, cell: Math.max(word, longest(cells, longestCell)) + cellPadding }
  })
  const shared = sidesAlike(roomForAnswers(needs, rows, textWidth), rows[0] ?? [])
  return columnWidths(shared, textWidth).map((width) => width / 10)
}

function longest(texts: readonly string[], limit: number): number {
  return texts.reduce((most, text) => Math.max(most, Math.min(limit, lengthOf(text, cellSize))), 0)
}

function charactersIn(rows: readonly (readonly Cell[])[]): number {
  return rows.flat().reduce((total, cell) => total + plain(cell).length, 0)
}

function cellOf(cell: Cell): Text {
  const lines = roomIn(cell)
  return lines > 0 ? [{ kind: 'room', lines }] : texts(cell)
}

function texts(content: readonly Inline[]): Text {
  return content.map(textOf)
}

function textOf(part: Inline): SheetInline {
  switch (part.kind) {
    case 'text':
      return { kind: 'text', pieces: pieces(part.text) }
    case 'break':
      return part
    case 'language':
      return { kind: 'language', ...tongue(part.language), content: texts(part.content) }
    default:
      return { ...part, content: texts(part.content) }
  }
}
