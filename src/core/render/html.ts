/** From the tree to one self-contained HTML page that reads on a phone, prints on A4 and works with a screen reader. */
import type { Words } from '../messages.ts'
import type { IsoDate, Language } from '../model.ts'
import type { Counting } from './counting.ts'
import {
  type Block,
  type Cell,
  type Heading,
  type Inline,
  inOneLanguage,
  type List,
  type Paragraph,
  plain,
  roomIn,
  type Table,
  type Tree,
} from './markdown.ts'
import { escapeHtml, languageTag, page } from './page.ts'

/** What surrounds the text of an agreement: who, which version, and what was agreed to. */
export type Identity = {
  readonly language: Language
  readonly id: string
  readonly version: string
  readonly programme: string
  readonly notice: string
  readonly parties: readonly { readonly name: string; readonly organisationNumber: string }[]
  readonly templateVersion: string
  readonly termsDigest: string
  /** See `document-date.ts`; only formats that must carry a date show it, and only in their metadata. */
  readonly date: IsoDate
  readonly words: Words
}

/** A document as HTML. The title is its first heading. */
export function html(tree: Tree, identity: Identity): string {
  const { language, programme, notice, words } = identity
  const title = tree.find((block) => block.kind === 'heading' && block.level === 1) as Heading | undefined
  // The header of the page carries the notice already.
  const body = tree.filter(
    (block) => notice === '' || block.kind !== 'paragraph' || plain(block.content) !== notice,
  )
  return page({
    language,
    title: `${plain(title?.content ?? [])} – ${programme}`,
    programme,
    notice,
    skipLink: words('document-skip'),
    body: sections(body, words),
    footer: footer(identity),
    metadata: metadata(identity),
    hasRoom: tree.some(
      (block) => block.kind === 'table' && block.rows.some((row) => row.some((cell) => roomIn(cell) > 0)),
    ),
    running: {
      text: `${identity.id}, ${words('document-version', { version: identity.version })}, ${shortened(identity.termsDigest)}`,
      page: words('document-page', { page: '#', pages: '##' }),
    },
  })
}

/** Enough of a digest to tell two papers apart; the whole is in the footer and in the text. */
function shortened(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}

function metadata({
  id,
  version,
  parties,
  templateVersion,
  termsDigest,
}: Identity): (readonly [string, string])[] {
  return [
    ['agreement', id],
    ['agreement-version', version],
    ...parties.map(
      (party) => ['party', `${party.organisationNumber.replace(/\s/g, '')} ${party.name}`] as const,
    ),
    ['template', templateVersion],
    ['terms', termsDigest],
  ]
}

function footer({ id, version, parties, templateVersion, termsDigest, words }: Identity): string {
  const organisations = parties.map(
    ({ name, organisationNumber }) =>
      `<li>${escapeHtml(words('document-party', { name, number: unbroken(organisationNumber) }))}</li>\n`,
  )
  const facts: readonly (readonly [string, string])[] = [
    [words('document-agreement'), `${id}, ${words('document-version', { version })}`],
    [words('document-template'), templateVersion],
    [words('document-terms'), termsDigest],
  ]
  const list = facts.map(
    ([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>\n`,
  )
  return `<ul class="organisations">\n${organisations.join('')}</ul>\n<dl>\n${list.join('')}</dl>\n`
}

function unbroken(number: string): string {
  return number.replace(/ /g, '\u00A0')
}

/** A clause and what belongs to it stand in one section, so that it can be styled and kept together as one. */
function sections(tree: Tree, words: Words): string {
  const writer = new Writer(words)
  let open = false
  const parts = tree.map((block) => {
    if (block.kind !== 'heading' || block.level !== 2) return writer.block(block)
    const close = open ? '</section>\n' : ''
    open = true
    return `${close}<section class="${block.id === '' ? 'part' : `clause ${block.id}`}">\n${writer.block(block)}`
  })
  return parts.join('') + (open ? '</section>\n' : '')
}

/** The sign is part of the text where others refer to it, so it does not depend on the style. */
const types: Readonly<Record<Counting, string>> = { letters: 'a', romans: 'i', numbers: '1' }

/** Tables wider than this cannot shrink to a phone and get a scroll region of their own. */
const narrowColumns = 2

class Writer {
  readonly words: Words
  title = ''
  tables = 0

  constructor(words: Words) {
    this.words = words
  }

  blocks(tree: Tree): string {
    return tree.map((block) => this.block(block)).join('')
  }

  block(block: Block): string {
    switch (block.kind) {
      case 'heading':
        return this.heading(block)
      case 'paragraph':
        return paragraph(block)
      case 'list':
        return this.list(block)
      case 'table':
        return block.header.length === 1 ? callout(block) : this.table(block)
    }
  }

  heading({ level, number, id, content }: Heading): string {
    this.title = plain(content)
    return `<h${level}${idAttribute(id)}>${numberSpan(number)}${inlines(content)}</h${level}>\n`
  }

  list({ start, counting, items }: List): string {
    const tag = start === null ? 'ul' : 'ol'
    const type = counting === null ? '' : ` type="${types[counting]}"`
    const from = start === null || start === 1 ? '' : ` start="${start}"`
    const points = items.map((item) => `<li>${this.listItem(item)}</li>\n`).join('')
    return `<${tag}${type}${from}>\n${points}</${tag}>\n`
  }

  /** An item of one line has no paragraph around it; its sub-lists follow. */
  listItem(item: Tree): string {
    const [first, ...rest] = item
    if (first?.kind !== 'paragraph' || rest.some((block) => block.kind === 'paragraph'))
      return this.blocks(item)
    return `${numberSpan(first.number)}${inlines(first.content)}${this.blocks(rest)}`
  }

  table(table: Table): string {
    this.tables++
    const id = `table-${this.tables}`
    const caption = this.words('document-table', { number: this.tables, title: this.title })
    const look = lookOf(table)
    const markup = `<table${look === '' ? '' : ` class="${look}"`}>
<caption id="${id}">${escapeHtml(caption)}</caption>
<thead>
<tr>${table.header.map(headerCell).join('')}</tr>
</thead>
<tbody>
${table.rows.map((row) => tableRow(row, table)).join('')}</tbody>
</table>
`
    return look === 'wide'
      ? `<section class="scroll" aria-labelledby="${id}" tabindex="0">\n${markup}</section>\n`
      : markup
  }
}

/** `parallel`: languages side by side, which on a phone stand one below the other. */
function lookOf({ header }: Table): 'parallel' | 'wide' | '' {
  if (header.some((cell) => inOneLanguage(cell))) return 'parallel'
  return header.length > narrowColumns ? 'wide' : ''
}

function headerCell(cell: Cell): string {
  return cell.length === 0 ? '<td></td>' : element('th', ' scope="col"', cell)
}

function tableRow(row: readonly Cell[], { header, rowHeaders }: Table): string {
  const cells = row.map((cell, column) =>
    rowHeaders && column === 0
      ? element('th', ' scope="row"', cell)
      : element('td', `${labelOf(cell, header[column])}${roomIn(cell) > 0 ? ' class="room"' : ''}`, cell),
  )
  return `<tr>${cells.join('')}</tr>\n`
}

/** Where the head of the column is not to be seen, the cell says which language it is in. */
function labelOf(cell: Cell, header: Cell = []): string {
  return inOneLanguage(cell) ? ` data-language="${escapeHtml(plain(header))}"` : ''
}

function element(name: string, attributes: string, content: readonly Inline[]): string {
  const marked = inOneLanguage(content)
  if (!marked) return `<${name}${attributes}>${inlines(content)}</${name}>`
  return `<${name}${attributes} lang="${languageTag(marked.language)}">${inlines(marked.content)}</${name}>`
}

/** Markdown has no box; a table of one column is one: its header the message, its rows the points. */
function callout({ header, rows }: Table): string {
  const points = rows.map(([cell = []]) => `<li>${inlines(cell)}</li>\n`).join('')
  return `<div class="callout">\n<p><strong>${inlines(header[0] ?? [])}</strong></p>\n<ul>\n${points}</ul>\n</div>\n`
}

function paragraph({ number, id, content }: Paragraph): string {
  return `<p${idAttribute(id)}>${numberSpan(number)}${inlines(content)}</p>\n`
}

function idAttribute(id: string): string {
  return id === '' ? '' : ` id="${escapeHtml(id)}"`
}

function numberSpan(number: string): string {
  return number === '' ? '' : `<span class="number">${escapeHtml(number)}</span> `
}

function inlines(content: readonly Inline[]): string {
  return content.map(inline).join('')
}

function inline(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return blanks(escapeHtml(part.text))
    case 'break':
      return '<br>'
    case 'strong':
    case 'em':
      return `<${part.kind}>${inlines(part.content)}</${part.kind}>`
    case 'link':
      return `<a href="${escapeHtml(part.href)}">${inlines(part.content)}</a>`
    case 'language':
      return element('span', '', [part])
  }
}

/** A line to write on must not be broken into two. */
function blanks(markup: string): string {
  return markup.replace(/_{8,}/g, '<span class="blank">$&</span>')
}
