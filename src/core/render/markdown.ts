/**
 * From Markdown to the tree every format is made from. The tree knows only what an agreement needs; HTML in the
 * Markdown becomes the characters it is written with, images become their text, and what is not listed here throws.
 */
import { Lexer, type Token, type Tokens } from 'marked'
import type { Language } from '../model.ts'
import { type Counting, countingOf } from './counting.ts'
import { decodeEntities } from './entities.ts'
import { tied } from './tied.ts'

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly content: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Inline[] }
  /** In another language than what stands around it; written `<span lang="nn">…</span>`. */
  | { readonly kind: 'language'; readonly language: Language; readonly content: readonly Inline[] }
  | { readonly kind: 'break' }

export type Heading = {
  readonly kind: 'heading'
  readonly level: number
  /** The number as text, '' for none: numbers are data, so that every format shows the same ones. */
  readonly number: string
  /** `clause-<name>` for a numbered clause, '' for none. */
  readonly id: string
  readonly content: readonly Inline[]
}

export type Paragraph = {
  readonly kind: 'paragraph'
  readonly number: string
  /** `item-2-1` for a numbered paragraph, '' for none. */
  readonly id: string
  readonly content: readonly Inline[]
}

export type List = {
  readonly kind: 'list'
  /** The first number of an ordered list, null for a bulleted one. */
  readonly start: number | null
  /** How an ordered list is counted, null for a bulleted one. */
  readonly counting: Counting | null
  readonly items: readonly Tree[]
}

export type Cell = readonly Inline[]

export type Table = {
  readonly kind: 'table'
  readonly header: readonly Cell[]
  readonly rows: readonly (readonly Cell[])[]
  /** The first column names its row: every cell in it has text, and no two the same. */
  readonly rowHeaders: boolean
}

export type Block = Heading | Paragraph | List | Table
export type Tree = readonly Block[]

/** Something in the Markdown that the tree has no room for. A defect of a template, never of people's data. */
export class MarkdownError extends Error {
  readonly construct: string

  constructor(construct: string, raw: string) {
    super(`Markdown construct "${construct}" has no place in a document: ${raw.trim().slice(0, 60)}`)
    this.name = 'MarkdownError'
    this.construct = construct
  }
}

/** Parses Markdown. Throws {@link MarkdownError} for quotes, code, rules and whatever else is not in the tree. */
export function parseMarkdown(markdown: string): Tree {
  return blocks(new Lexer({ gfm: true }).lex(markdown), 0)
}

/** `depth`: how many ordered lists stand around. */
function blocks(tokens: readonly Token[], depth: number): Block[] {
  return tokens.flatMap((token) => block(token, depth))
}

function block(token: Token, depth: number): Block[] {
  switch (token.type) {
    case 'space':
    case 'def':
      return []
    case 'heading':
      return [heading(token as Tokens.Heading)]
    case 'paragraph':
    case 'text': // a list item without blank lines
      return paragraphs(inlines((token as Tokens.Paragraph).tokens ?? []))
    case 'html':
      return paragraphs([{ kind: 'text', text: token.raw.trim() }])
    case 'list':
      return [list(token as Tokens.List, depth)]
    case 'table':
      return [table(token as Tokens.Table)]
    default:
      throw new MarkdownError(token.type, token.raw)
  }
}

function heading(token: Tokens.Heading): Heading {
  const { id, number, rest } = numbered(inlines(token.tokens))
  // A heading is one line: in an outline or a bookmark there is nowhere to break it.
  const once = rest.filter((part, index) => part.kind !== 'break' || rest[index - 1]?.kind !== 'break')
  const content = joined(once.map((part) => (part.kind === 'break' ? { kind: 'text', text: ' ' } : part)))
  return { kind: 'heading', level: token.depth, number, id, content }
}

/** Two breaks in a row part paragraphs; only the first of them has the number. */
function paragraphs(content: readonly Inline[]): Paragraph[] {
  const { id, number, rest } = numbered(content)
  const runs: Inline[][] = [[]]
  for (const [index, part] of rest.entries()) {
    const double =
      part.kind === 'break' && (rest[index + 1]?.kind === 'break' || rest[index - 1]?.kind === 'break')
    if (!double) runs.at(-1)?.push(part)
    else if (runs.at(-1)?.length) runs.push([])
  }
  return runs
    .filter((run, index) => run.length > 0 || (index === 0 && number !== ''))
    .map((run, index) => ({
      kind: 'paragraph',
      number: index ? '' : number,
      id: index ? '' : id,
      content: joined(run),
    }))
}

function list(token: Tokens.List, depth: number): List {
  if (token.items.some((item) => item.task)) throw new MarkdownError('task', token.raw)
  const within = token.ordered ? depth + 1 : depth
  const items = token.items.map((item) => blocks(item.tokens, within))
  if (!token.ordered) return { kind: 'list', start: null, counting: null, items }
  const start = Number(token.start || 1)
  return { kind: 'list', start, counting: countingOf(start, items.length, depth), items }
}

function table(token: Tokens.Table): Table {
  const header = token.header.map((cell) => inlines(cell.tokens))
  // A column is in the language that its header is marked with.
  const languages = header.map((cell) => inOneLanguage(cell)?.language)
  const rows = token.rows.map((row) =>
    row.map((cell, column) => inLanguage(inlines(cell.tokens), languages[column])),
  )
  const names = rows.map(([first = []]) => plain(first))
  const distinct = new Set(names).size === names.length && !names.includes('')
  return { kind: 'table', header, rows, rowHeaders: header.length > 1 && distinct }
}

function inLanguage(cell: Cell, language: Language | undefined): Cell {
  return language === undefined || cell.length === 0 ? cell : [{ kind: 'language', language, content: cell }]
}

const marker = /^<a id="(clause-[a-z0-9-]+|item-\d+-\d+)">$/
const leadingNumber = /^(\d+(?:\.\d+)?)(?:\s|$)/

/** The anchor and number that `clause` and `item` put first. Data cannot: its `<` arrives as an escaped character. */
function numbered(content: readonly Inline[]): { id: string; number: string; rest: readonly Inline[] } {
  const [anchor, text, ...rest] = content
  if (anchor?.kind !== 'text' || !isAnchor(anchor) || text?.kind !== 'text') {
    return { id: '', number: '', rest: content }
  }
  const number = leadingNumber.exec(text.text)?.[1] ?? ''
  return {
    id: anchor.anchor,
    number,
    rest: [{ kind: 'text', text: text.text.slice(number.length).trimStart() }, ...rest],
  }
}

/** Lives only between reading a token and {@link numbered}; an anchor elsewhere is shown as the text it is. */
type Anchor = { readonly kind: 'text'; readonly text: string; readonly anchor: string }

function isAnchor(part: Inline): part is Anchor {
  return 'anchor' in part
}

function inlines(tokens: readonly Token[]): Inline[] {
  const parts: Inline[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    const id = token.type === 'html' && index === 0 ? marker.exec(token.raw)?.[1] : undefined
    if (id !== undefined && tokens[1]?.raw === '</a>') {
      parts.push({ kind: 'text', text: '', anchor: id } as Anchor)
      index++
      continue
    }
    const marked = markedIn(tokens, index)
    parts.push(...(marked ? [marked.part] : inline(token)))
    if (marked) index = marked.end
  }
  return joined(parts)
}

const languageMarker = /^<span lang="(nb|nn|en)">$/

/** What stands between the marks of another language, and the place of the last of them. Data cannot write such marks. */
function markedIn(tokens: readonly Token[], start: number): { part: Inline; end: number } | undefined {
  const token = tokens[start]
  const language = token?.type === 'html' ? languageMarker.exec(token.raw)?.[1] : undefined
  if (language !== 'nb' && language !== 'nn' && language !== 'en') return undefined
  const end = tokens.findIndex(
    ({ type, raw }, index) => index > start && type === 'html' && raw === '</span>',
  )
  if (end < 0) return undefined
  return { part: { kind: 'language', language, content: inlines(tokens.slice(start + 1, end)) }, end }
}

function inline(token: Token): Inline[] {
  switch (token.type) {
    case 'text':
      return [{ kind: 'text', text: decodeEntities((token as Tokens.Text).text) }]
    case 'escape':
      return [{ kind: 'text', text: (token as Tokens.Escape).text }]
    case 'html':
      return [/^<br ?\/?>$/.test(token.raw) ? { kind: 'break' } : { kind: 'text', text: token.raw }]
    case 'strong':
    case 'em':
      return [{ kind: token.type, content: inlines((token as Tokens.Strong).tokens) }]
    case 'br':
      return [{ kind: 'break' }]
    case 'link':
      return link(token as Tokens.Link)
    case 'image':
      return [{ kind: 'text', text: decodeEntities((token as Tokens.Image).text) }]
    default:
      throw new MarkdownError(token.type, token.raw)
  }
}

/** A link that leads anywhere but to the web or a mailbox is only its text. */
function link(token: Tokens.Link): Inline[] {
  const content = inlines(token.tokens)
  return /^(?:https?:\/\/|mailto:)/i.test(token.href)
    ? [{ kind: 'link', href: token.href, content }]
    : content
}

/** Neighbouring texts become one, and words that belong together are tied. */
function joined(parts: readonly Inline[]): Inline[] {
  const result: Inline[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (part.kind === 'text' && last?.kind === 'text' && !isAnchor(last)) {
      result[result.length - 1] = { kind: 'text', text: last.text + part.text }
    } else result.push(part)
  }
  return result.map((part) =>
    part.kind === 'text' && !isAnchor(part) ? { ...part, text: tied(part.text) } : part,
  )
}

/** The characters of inline content, breaks as spaces. */
export function plain(content: readonly Inline[]): string {
  return content
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'break' ? ' ' : plain(part.content)))
    .join('')
}

/** Lines of room to write on: what a cell holds that has nothing but breaks. 0 for a cell with a text, or with nothing. */
export function roomIn(cell: Cell): number {
  return cell.every(({ kind }) => kind === 'break') ? cell.length : 0
}

/** Of a text that is in a marked language from end to end: which, and the text itself. */
export function inOneLanguage(content: readonly Inline[]) {
  const [only, more] = content
  return only?.kind === 'language' && more === undefined ? only : undefined
}
