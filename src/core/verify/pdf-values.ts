/** The notation of PDF (ISO 32000-1, 7.3): from characters to values. What is not in it throws. */

export type PdfName = { readonly name: string }
export type PdfText = { readonly text: string }
export type PdfRef = { readonly ref: number }
export type PdfDict = ReadonlyMap<string, PdfValue>

/** An operator of a page, or a keyword of the file. */
export type PdfWord = { readonly word: string }

export type PdfValue = number | PdfName | PdfText | PdfRef | PdfWord | readonly PdfValue[] | PdfDict

export class PdfUnreadable extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'PdfUnreadable'
  }
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value instanceof Map
}

export function isList(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value)
}

export function nameIn(value: PdfValue | undefined): string | undefined {
  return typeof value === 'object' && 'name' in value ? value.name : undefined
}

export function refIn(value: PdfValue | undefined): number | undefined {
  return typeof value === 'object' && 'ref' in value ? value.ref : undefined
}

export function textIn(value: PdfValue | undefined): string | undefined {
  return typeof value === 'object' && 'text' in value ? value.text : undefined
}

/** Deeper than this nothing of ours is, and nobody's stack is to be filled. */
const deepest = 60

const blank = /[\0\t\n\f\r ]/
const regular = /[^\0\t\n\f\r ()<>[\]{}/%]+/y

/** Reads one value after another from a text that holds one character per byte. */
export class PdfReader {
  readonly source: string
  at: number

  constructor(source: string, at = 0) {
    this.source = source
    this.at = at
  }

  /** Undefined where the text ends. */
  next(depth = 0): PdfValue | undefined {
    this.skipBlanks()
    const sign = this.source.charAt(this.at)
    if (sign === '') return undefined
    if (depth > deepest) throw new PdfUnreadable('too deep')
    if (sign === '/') return this.name()
    if (sign === '(') return { text: this.literal() }
    if (sign === '[') return this.list(depth)
    if (sign === '<') return this.source.charAt(this.at + 1) === '<' ? this.dict(depth) : { text: this.hex() }
    return this.plain()
  }

  skipBlanks(): void {
    while (blank.test(this.source.charAt(this.at)) || this.source.charAt(this.at) === '%') {
      if (this.source.charAt(this.at) !== '%') this.at++
      else while (!/[\r\n]/.test(this.source.charAt(this.at)) && this.at < this.source.length) this.at++
    }
  }

  run(): string {
    regular.lastIndex = this.at
    const text = regular.exec(this.source)?.[0] ?? ''
    this.at += text.length
    return text
  }

  name(): PdfName {
    this.at++
    return {
      name: this.run().replace(/#([0-9A-Fa-f]{2})/g, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    }
  }

  /** Numbers, references, words, and the brackets that end a list or a dictionary. */
  plain(): PdfValue {
    const text = this.run()
    if (text === '') return { word: this.source.startsWith('>>', this.at) ? this.take(2) : this.take(1) }
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return { word: text }
    return (/^\d{1,10}$/.test(text) ? this.reference(text) : undefined) ?? Number(text)
  }

  take(count: number): string {
    this.at += count
    return this.source.slice(this.at - count, this.at)
  }

  reference(number: string): PdfRef | undefined {
    const rest = /[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y
    rest.lastIndex = this.at
    const found = rest.exec(this.source)
    if (!found) return undefined
    this.at += found[0].length
    return { ref: Number(number) }
  }

  list(depth: number): readonly PdfValue[] {
    this.at++
    const values: PdfValue[] = []
    for (;;) {
      const value = this.next(depth + 1)
      if (value === undefined) throw new PdfUnreadable('a list without an end')
      if (isWord(value, ']')) return values
      values.push(value)
    }
  }

  dict(depth: number): PdfDict {
    this.at += 2
    const entries = new Map<string, PdfValue>()
    for (;;) {
      const key = this.next(depth + 1)
      if (isWord(key, '>>')) return entries
      const name = nameIn(key)
      const value = this.next(depth + 1)
      if (name === undefined || value === undefined) throw new PdfUnreadable('a dictionary without an end')
      entries.set(name, value)
    }
  }

  hex(): string {
    const end = this.source.indexOf('>', this.at)
    if (end < 0) throw new PdfUnreadable('a text without an end')
    const digits = this.source.slice(this.at + 1, end).replace(/[^0-9A-Fa-f]/g, '')
    this.at = end + 1
    return (digits.length % 2 === 0 ? digits : `${digits}0`).replace(/../g, (pair) =>
      String.fromCharCode(Number.parseInt(pair, 16)),
    )
  }

  literal(): string {
    let [depth, start] = [0, this.at + 1]
    for (; this.at < this.source.length; this.at++) {
      const sign = this.source.charAt(this.at)
      if (sign === '\\') this.at++
      else if (sign === '(') depth++
      else if (sign === ')' && --depth === 0) return unescaped(this.source.slice(start, this.at++))
    }
    throw new PdfUnreadable('a text without an end')
  }
}

export function isWord(value: PdfValue | undefined, word: string): boolean {
  return typeof value === 'object' && 'word' in value && value.word === word
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' }

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 0xff) : (escapes[code] ?? code),
  )
}
