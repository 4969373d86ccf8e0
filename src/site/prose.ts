/**
 * Running text: the Markdown of guides to HTML. Links are put right by whoever asks, HTML in the text becomes the
 * characters it is written with, and every heading can be linked to as on GitHub.
 */
import { Lexer, type Token, type Tokens } from 'marked'
import { escapeHtml } from '../core/render/page.ts'
import { Html } from './html.ts'

export type Prose = {
  /** The first heading, as text; '' when there is none. It is not in the body. */
  readonly title: string
  /** The first paragraph, as text, for search engines and lists. */
  readonly summary: string
  readonly body: Html
  /** Ids of headings, for those who link to them. */
  readonly headings: readonly { readonly id: string; readonly level: number; readonly text: string }[]
}

/** Where a link or a picture leads on the site; undefined when it leads nowhere, and only its text stays. */
export type Resolve = (target: string) => string | undefined

/** `scrollLabel`: what a screen reader calls a table or an example that can be scrolled sideways. */
export function prose(markdown: string, resolve: Resolve, scrollLabel: string): Prose {
  const tokens = new Lexer({ gfm: true }).lex(markdown)
  const first = tokens.find((token) => token.type === 'heading' && token.depth === 1)
  const writer = new Writer(resolve, scrollLabel)
  const body = writer.blocks(tokens.filter((token) => token !== first))
  const paragraph = tokens.find((token) => token.type === 'paragraph')
  return {
    title: first ? plain(inlinesOf(first)) : '',
    summary: paragraph ? plain(inlinesOf(paragraph)) : '',
    body: new Html(body),
    headings: writer.headings,
  }
}

function inlinesOf(token: Token): readonly Token[] {
  return 'tokens' in token ? (token.tokens ?? []) : []
}

function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (inlinesOf(token).length > 0 ? plain(inlinesOf(token)) : textOf(token)))
    .join('')
    .trim()
}

/** Marked has written the entities of plain text already; ours are written once, at the end. */
function textOf(token: Token): string {
  if (token.type === 'br') return ' '
  return 'text' in token && typeof token.text === 'string' ? unescaped(token.text) : ''
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_entity, name: string) => entities[name] ?? '')
}

class Writer {
  readonly headings: { id: string; level: number; text: string }[] = []
  readonly resolve: Resolve
  readonly scrollLabel: string
  scrolls = 0

  constructor(resolve: Resolve, scrollLabel: string) {
    this.resolve = resolve
    this.scrollLabel = scrollLabel
  }

  blocks(tokens: readonly Token[]): string {
    return tokens.map((token) => this.block(token)).join('')
  }

  block(token: Token): string {
    switch (token.type) {
      case 'heading':
        return this.heading(token as Tokens.Heading)
      case 'paragraph':
        return `<p>${this.inlines(inlinesOf(token))}</p>\n`
      case 'text':
        return this.inlines(inlinesOf(token).length > 0 ? inlinesOf(token) : [token])
      case 'list':
        return this.list(token as Tokens.List)
      case 'table':
        return this.table(token as Tokens.Table)
      case 'code':
        return this.scroll(`<pre><code>${escapeHtml((token as Tokens.Code).text)}</code></pre>`)
      case 'blockquote':
        return `<blockquote>${this.blocks(inlinesOf(token))}</blockquote>\n`
      case 'hr':
        return '<hr>\n'
      case 'html':
        return token.raw.trim().startsWith('<!--') ? '' : `<p>${escapeHtml(token.raw.trim())}</p>\n`
      default:
        return ''
    }
  }

  heading({ depth, tokens }: Tokens.Heading): string {
    const text = plain(tokens)
    const level = Math.max(2, depth)
    const id = this.freeId(slug(text))
    this.headings.push({ id, level, text })
    return `<h${level} id="${escapeHtml(id)}">${this.inlines(tokens)}</h${level}>\n`
  }

  /** As on GitHub: the second heading of a name gets `-1`. */
  freeId(wished: string): string {
    const taken = new Set(this.headings.map(({ id }) => id))
    if (!taken.has(wished)) return wished
    let number = 1
    while (taken.has(`${wished}-${number}`)) number++
    return `${wished}-${number}`
  }

  list({ ordered, start, items }: Tokens.List): string {
    const tag = ordered ? 'ol' : 'ul'
    const from = ordered && typeof start === 'number' && start !== 1 ? ` start="${start}"` : ''
    const rows = items.map((item) => `<li>${this.blocks(item.tokens)}</li>\n`)
    return `<${tag}${from}>\n${rows.join('')}</${tag}>\n`
  }

  table({ header, rows }: Tokens.Table): string {
    const head = header.map(({ tokens }) =>
      plain(tokens) === '' ? '<td></td>' : `<th scope="col">${this.inlines(tokens)}</th>`,
    )
    const body = rows.map(
      (row) => `<tr>${row.map(({ tokens }) => `<td>${this.inlines(tokens)}</td>`).join('')}</tr>\n`,
    )
    return this.scroll(
      `<table><thead><tr>${head.join('')}</tr></thead>\n<tbody>${body.join('')}</tbody></table>`,
    )
  }

  /** What is wider than a phone can be scrolled with a keyboard, too; each such place has a name of its own. */
  scroll(content: string): string {
    this.scrolls++
    const label = escapeHtml(`${this.scrollLabel} ${this.scrolls}`)
    return `<section class="scroll" tabindex="0" aria-label="${label}">${content}</section>\n`
  }

  inlines(tokens: readonly Token[]): string {
    return tokens.map((token) => this.inline(token)).join('')
  }

  inline(token: Token): string {
    switch (token.type) {
      case 'strong':
      case 'em':
      case 'del':
        return `<${token.type}>${this.inlines(inlinesOf(token))}</${token.type}>`
      case 'codespan':
        return `<code>${escapeHtml(textOf(token))}</code>`
      case 'br':
        return '<br>'
      case 'link':
        return this.link(token as Tokens.Link)
      case 'image':
        return this.image(token as Tokens.Image)
      default:
        return inlinesOf(token).length > 0 ? this.inlines(inlinesOf(token)) : escapeHtml(textOf(token))
    }
  }

  link({ href, tokens }: Tokens.Link): string {
    const target = this.resolve(href)
    const text = this.inlines(tokens)
    return target === undefined ? text : `<a href="${escapeHtml(target)}">${text}</a>`
  }

  image({ href, text }: Tokens.Image): string {
    const source = this.resolve(href)
    return source === undefined
      ? escapeHtml(text)
      : `<img src="${escapeHtml(source)}" alt="${escapeHtml(text)}" loading="lazy">`
  }
}

/** GitHub's way from a heading to its anchor: small letters, no punctuation, hyphens for spaces. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-')
}
