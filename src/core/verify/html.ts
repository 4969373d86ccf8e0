/** An HTML file as text: what it says of itself, and the lines it shows. Nothing in it is run, fetched or followed. */
import { attributesIn, decoded, Lines, type Piece, pieces } from './markup.ts'

export type HtmlText = {
  /** Names and contents of `<meta name="…">`, the first of each, and `language` of the page. */
  readonly meta: ReadonlyMap<string, string>
  readonly lines: readonly string[]
  /** Elements and attributes in it, as `img` and `onclick=`. */
  readonly parts: ReadonlySet<string>
}

/** What is within these is not shown as text. */
const raw = new Set(['style', 'script', 'template', 'noscript', 'title', 'textarea', 'iframe', 'noembed'])

/** A line ends where one of these begins or ends. */
const blocks = new Set(
  (
    'address article aside blockquote body br caption dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr html ' +
    'li main nav ol p pre section table tbody td tfoot th thead tr ul'
  ).split(' '),
)

export function readHtml(source: string): HtmlText {
  const reader = new Reader()
  for (const piece of pieces(source, raw)) reader.piece(piece)
  reader.text.end()
  return { meta: reader.meta, lines: reader.text.lines, parts: reader.parts }
}

class Reader {
  readonly meta = new Map<string, string>()
  readonly text = new Lines()
  readonly parts = new Set<string>()
  /** Each format counts in its own way, so a number before a text is no part of it. */
  inNumber = false

  piece(piece: Piece): void {
    if (piece.kind === 'text') {
      if (!this.inNumber) this.text.add(decoded(piece.text))
      return
    }
    const name = piece.name.toLowerCase()
    if (blocks.has(name)) this.text.end()
    if (piece.isEnd) this.inNumber &&= name !== 'span'
    else this.opened(name, attributesIn(piece))
  }

  opened(name: string, attributes: ReadonlyMap<string, string>): void {
    this.parts.add(name)
    for (const own of attributes.keys()) this.parts.add(`${own}=`)
    if (name === 'meta') this.note(attributes.get('name'), attributes.get('content'))
    if (name === 'html') this.note('language', attributes.get('lang')?.split('-')[0])
    if (name === 'span' && attributes.get('class') === 'number') this.inNumber = true
  }

  note(name: string | undefined, content: string | undefined): void {
    if (name !== undefined && content !== undefined && !this.meta.has(name)) this.meta.set(name, content)
  }
}
