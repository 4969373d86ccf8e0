/** From the tree to paragraphs and tables of Word. */
import {
  ExternalHyperlink,
  HeadingLevel,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  type Table,
  TextRun,
} from 'docx'
import { WordCounter } from './docx-numbers.ts'
import { languageTags, lists, type Points, pointsOf, styles } from './docx-styles.ts'
import { type Cells, table } from './docx-table.ts'
import {
  type Block,
  type Cell,
  type Heading,
  type Inline,
  type List,
  plain,
  type Table as TableBlock,
  type Paragraph as Text,
  type Tree,
} from './markdown.ts'

/** What Word is to show, and what it takes from elsewhere in the file. */
export type WordBody = {
  readonly children: readonly (Paragraph | Table)[]
  /** Of each table in turn: what a screen reader says it is about. */
  readonly captions: readonly string[]
  /** The lists that have a definition of their own, by name. */
  readonly points: ReadonlyMap<string, Points>
}

/** `caption` tells what the table with a number is about, by the heading it stands under. */
export type WordOptions = {
  readonly notice: string
  readonly caption: (number: number, title: string) => string
}

export function wordBody(tree: Tree, options: WordOptions): WordBody {
  const writer = new Writer(options)
  const children = writer.blocks(tree)
  return { children, captions: writer.captions, points: writer.points }
}

const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const

/** Deeper lists than Word has levels for stay on the last. */
const deepest = 8

class Writer {
  readonly options: WordOptions
  readonly counter = new WordCounter()
  readonly captions: string[] = []
  readonly points = new Map<string, Points>()
  /** The heading that stands above. */
  title = ''
  /** Under a numbered paragraph texts stand in from the margin. */
  inClause = false
  /** What is to be signed stays on one page. */
  together = false
  instances = 0

  constructor(options: WordOptions) {
    this.options = options
  }

  blocks(tree: Tree): readonly (Paragraph | Table)[] {
    return tree.flatMap((block, index) => this.block(block, tree[index + 1]))
  }

  block(block: Block, next: Block | undefined): readonly (Paragraph | Table)[] {
    switch (block.kind) {
      case 'heading':
        return [this.heading(block)]
      case 'paragraph':
        return [this.paragraph(block, next)]
      case 'list':
        return this.list(block, 0)
      case 'table':
        return block.header.length === 1 ? callout(block) : this.table(block)
    }
  }

  heading({ level, number, id, content }: Heading): Paragraph {
    this.title = plain(content)
    this.inClause = false
    this.together = id === 'clause-signatures'
    const heading = headings[Math.min(level, headings.length) - 1] ?? HeadingLevel.HEADING_6
    // Only the second level counts by its style; a number elsewhere is part of the text.
    const byWord = level === 2 && this.counter.takes(0, number)
    const plainly = level === 2 && !byWord ? ({ numbering: false, indent: { left: 0 } } as const) : {}
    return new Paragraph({ heading, ...plainly, children: numbered(byWord ? '' : number, content) })
  }

  paragraph({ number, content }: Text, next: Block | undefined): Paragraph {
    const keepNext = this.together || next?.kind === 'list' || next?.kind === 'table'
    const own = keepNext ? { keepNext } : {}
    if (number === '') return new Paragraph({ ...own, ...this.textStyle(content), children: runs(content) })
    this.inClause = true
    const byWord = this.counter.takes(1, number)
    const plainly = byWord ? {} : ({ numbering: false } as const)
    const children = numbered(byWord ? '' : number, content)
    return new Paragraph({ ...own, style: styles.clause, ...plainly, children })
  }

  textStyle(content: readonly Inline[]): IParagraphOptions {
    const { notice } = this.options
    if (notice !== '' && plain(content) === notice) return { style: styles.callout }
    return this.inClause ? { style: styles.clauseText } : {}
  }

  list(list: List, depth: number): readonly (Paragraph | Table)[] {
    const level = Math.min(depth, deepest)
    const { start, counting } = list
    const look =
      start === null || counting === null ? bullet(level) : this.ordered(list, { start, counting }, level)
    return list.items.flatMap((item) => this.item(item, look, depth))
  }

  /** The first list of points under a numbered paragraph belongs to it; Word would count on in a second one. */
  ordered({ items }: List, own: Points, level: number): IParagraphOptions {
    const { start, counting } = own
    const isOwn = level === 0 && start === 1 && counting === 'letters' && this.counter.takes(2, '1')
    if (isOwn) {
      for (let index = 1; index < items.length; index++) this.counter.takes(2, String(index + 1))
      return { style: styles.point }
    }
    this.points.set(pointsOf(own), own)
    this.instances++
    return { style: styles.point, numbering: { reference: pointsOf(own), level, instance: this.instances } }
  }

  item(item: Tree, look: IParagraphOptions, depth: number): readonly (Paragraph | Table)[] {
    const [first, ...rest] = item
    const isText = first?.kind === 'paragraph'
    const content = isText ? numbered(first.number, first.content) : []
    const own = new Paragraph({ ...look, ...(this.together ? { keepNext: true } : {}), children: content })
    const others = (isText ? rest : item).flatMap((block) => this.inItem(block, look, depth))
    return [own, ...others]
  }

  inItem(block: Block, look: IParagraphOptions, depth: number): readonly (Paragraph | Table)[] {
    if (block.kind === 'list') return this.list(block, depth + 1)
    if (block.kind !== 'paragraph') return this.block(block, undefined)
    const children = numbered(block.number, block.content)
    return [new Paragraph({ ...look, numbering: false, indent: { left: 1020 }, children })]
  }

  table(block: TableBlock): readonly (Paragraph | Table)[] {
    this.captions.push(this.options.caption(this.captions.length + 1, this.title))
    const cells: Cells = { ...block, together: this.together, runs: (cell: Cell) => runs(cell) }
    return [table(cells), new Paragraph({ style: styles.end })]
  }
}

function bullet(level: number): IParagraphOptions {
  return level === 0
    ? { style: styles.bullet }
    : { style: styles.bullet, numbering: { reference: lists.bullets, level } }
}

/** Markdown has no box; a table of one column is one: its header the message, its rows the points. */
function callout({ header, rows }: TableBlock): readonly Paragraph[] {
  const message = runs(header[0] ?? [], { bold: true })
  const points = rows.map(([cell = []], index) => {
    const keepNext = index < rows.length - 1
    return new Paragraph({ style: styles.calloutPoint, keepNext, children: runs(cell) })
  })
  return [new Paragraph({ style: styles.callout, keepNext: points.length > 0, children: message }), ...points]
}

/** A number that Word does not count itself. */
function numbered(number: string, content: readonly Inline[]): readonly ParagraphChild[] {
  return number === '' ? runs(content) : [new TextRun(`${number}\t`), ...runs(content)]
}

type Look = { readonly bold?: true; readonly italics?: true; readonly language?: { readonly value: string } }

function runs(content: readonly Inline[], look: Look = {}): readonly ParagraphChild[] {
  return content.flatMap((part) => run(part, look))
}

function run(part: Inline, look: Look): readonly ParagraphChild[] {
  switch (part.kind) {
    case 'text':
      return [new TextRun({ ...look, text: xmlText(part.text) })]
    case 'break':
      return [new TextRun({ break: 1 })]
    case 'strong':
      return runs(part.content, { ...look, bold: true })
    case 'em':
      return runs(part.content, { ...look, italics: true })
    case 'link':
      return link(part.href, part.content, look)
    case 'language':
      return runs(part.content, { ...look, language: { value: languageTags[part.language] } })
  }
}

/** Word takes no longer address, and calls the whole file broken for one it cannot read. */
const longestAddress = 2000

function link(href: string, content: readonly Inline[], look: Look): readonly ParagraphChild[] {
  const address = URL.canParse(href) ? new URL(href).href : ''
  if (address === '' || address.length > longestAddress) return runs(content, look)
  const text = new TextRun({ ...look, style: 'Hyperlink', text: xmlText(plain(content)) })
  return [new ExternalHyperlink({ link: address, children: [text] })]
}

const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** One line of what XML can carry (https://www.w3.org/TR/xml/#charsets); the rest is shown as missing. */
export function xmlText(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(notXml, '\uFFFD')
}
