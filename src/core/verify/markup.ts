/**
 * HTML and XML taken apart into tags and texts. Each character is looked at a fixed number of times, whatever the file is
 * like: what is verified was made by nobody knows whom.
 */

/** `text` is what stands between tags, as it is written; `tag` a tag with its brackets. Comments and the like are left out. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'tag'
      readonly name: string
      readonly isEnd: boolean
      readonly isEmpty: boolean
      readonly text: string
    }

/** Names are given as they are written. What is within one of the `raw` elements, which are in lower case, is left out. */
export function* pieces(source: string, raw: ReadonlySet<string> = new Set()): Generator<Piece> {
  let at = 0
  while (at < source.length) {
    const start = nextTag(source, at)
    if (start > at) yield { kind: 'text', text: source.slice(at, start) }
    if (start === source.length) return
    const end = endOfTag(source, start)
    const tag = tagIn(source.slice(start, end))
    if (tag) yield tag
    at = tag && !tag.isEnd && raw.has(tag.name.toLowerCase()) ? endOfRaw(source, end, tag.name) : end
  }
}

/** A `<` that begins no tag is a sign like others. */
function nextTag(source: string, from: number): number {
  let at = source.indexOf('<', from)
  while (at >= 0 && !/[A-Za-z/!?]/.test(source.charAt(at + 1))) at = source.indexOf('<', at + 1)
  return at < 0 ? source.length : at
}

/** After the bracket; a bracket within quotes is none. What never ends, ends with the file. */
function endOfTag(source: string, start: number): number {
  if (source.startsWith('<!--', start)) return after(source, '-->', start + 4)
  if (source.startsWith('<![CDATA[', start)) return after(source, ']]>', start)
  for (let at = start + 1; at < source.length; at++) {
    const sign = source.charAt(at)
    if (sign === '>') return at + 1
    if (sign === '"' || sign === "'") at = after(source, sign, at + 1) - 1
  }
  return source.length
}

function after(source: string, sign: string, from: number): number {
  const at = source.indexOf(sign, from)
  return at < 0 ? source.length : at + sign.length
}

function endOfRaw(source: string, from: number, name: string): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
  end.lastIndex = from
  return end.exec(source)?.index ?? source.length
}

/** Undefined for comments, declarations and instructions. */
function tagIn(text: string): (Piece & { kind: 'tag' }) | undefined {
  const [, end, name] = /^<(\/?)([A-Za-z][^\s/>]*)/.exec(text) ?? []
  if (name === undefined) return undefined
  return { kind: 'tag', name, isEnd: end !== '', isEmpty: text.endsWith('/>'), text }
}

const attribute = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

/** The first of each name, in lower case. */
export function attributesIn({ name, text }: { name: string; text: string }): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, key = '', double, single, bare] of text.slice(name.length + 1).matchAll(attribute)) {
    const known = key.toLowerCase()
    if (!found.has(known)) found.set(known, decoded(double ?? single ?? bare ?? ''))
  }
  return found
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
}

/** The characters that are meant. Once only: `&amp;lt;` is the text `&lt;`. */
export function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{1,10}));/g,
    (written, decimal, hex, name) => {
      if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? written) : written
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
    },
  )
}

/** Lines of visible text: what is set in several lines or with several spaces says the same. */
export class Lines {
  readonly lines: string[] = []
  private current = ''

  add(text: string): void {
    this.current += text
  }

  end(): void {
    const text = this.current.replace(/\s+/g, ' ').trim()
    if (text !== '') this.lines.push(text)
    this.current = ''
  }
}
