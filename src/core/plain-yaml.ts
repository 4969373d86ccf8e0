/**
 * The plain way to write YAML, read fast: block groups and lists, one value to a line or folded below it, texts after
 * `>` and `|`, and short lists in brackets. That is how nearly every record is written.
 *
 * It only recognises what is certainly well written, and judges nothing: whatever else it meets, from an anchor to an
 * odd number or an unusual indentation, it leaves to the full reader, and so does every message to people. What it does
 * read, it reads exactly as the full reader would (tests/core/plain-yaml.test.ts holds them together).
 */
import { noSuchDay } from './ambiguity.ts'
import {
  afterSpaces,
  beforeSpaces,
  colon,
  endOfBlock,
  endOfName,
  endOfPlain,
  fold,
  hash,
  hyphen,
  isBreak,
  newline,
  space,
} from './plain-lines.ts'
import { isOddWord, type Scalar, scalar, startsText } from './plain-scalar.ts'

/** The data of a plainly written group of fields; undefined for everything else. The time is linear in the text. */
export function readPlainly(text: string): unknown {
  const isUnusual = !text.endsWith('\n') || unusual.some((character) => text.includes(character))
  return isUnusual ? undefined : new PlainReader(text).document()
}

/** What YAML, or its readers, take for a space, a line break, or nothing. */
const unusual = ['\t', '\r', '\uFEFF']

/** Nobody needs more; the stack stays small. */
const maxDepth = 12
/** YAML allows 1024 characters (§7.4.2); no field is called anything near this. */
const maxName = 100
const step = 2

/**
 * Every method that reads something returns undefined where it is not certain, and whoever called it gives up too. After
 * a value `at` stands on the first character of the next line that says something, and `indent` is that line's.
 */
class PlainReader {
  private readonly text: string
  private at = 0
  /** -1 after the last line. */
  private indent = 0

  constructor(text: string) {
    this.text = text
  }

  document(): unknown {
    this.nextLine()
    const data = this.indent === 0 ? this.group(0, 1) : undefined
    return this.indent < 0 ? data : undefined
  }

  /** From the start of a line to the next that is neither empty nor a comment. */
  private nextLine(): void {
    const { text } = this
    for (let start = this.at; start < text.length; start = text.indexOf('\n', start) + 1) {
      const at = afterSpaces(text, start)
      const code = text.charCodeAt(at)
      if (code === newline || code === hash) continue
      this.at = at
      this.indent = at - start
      return
    }
    this.at = text.length
    this.indent = -1
  }

  private group(indent: number, depth: number): unknown {
    if (depth > maxDepth) return undefined
    const data: Record<string, unknown> = {}
    do {
      const name = this.name()
      if (name === undefined || Object.hasOwn(data, name)) return undefined
      const value = this.value(indent, depth)
      if (value === undefined) return undefined
      data[name] = value
    } while (this.indent === indent)
    return this.indent < indent ? data : undefined
  }

  /** A list may stand at the indentation of the field it belongs to, and then that field's group goes on after it. */
  private list(indent: number, depth: number): unknown {
    if (depth > maxDepth) return undefined
    const data: unknown[] = []
    do {
      this.at += step
      const item = this.item(indent, depth)
      if (item === undefined) return undefined
      data.push(item)
    } while (this.indent === indent && this.isItem())
    return this.indent <= indent ? data : undefined
  }

  private item(indent: number, depth: number): unknown {
    const end = endOfName(this.text, this.at)
    const isGroup = this.text.charCodeAt(end) === colon && isBreak(this.text.charCodeAt(end + 1))
    if (!isGroup) return this.value(indent, depth)
    this.indent = indent + step
    return this.group(this.indent, depth + 1)
  }

  private isItem(): boolean {
    return this.text.charCodeAt(this.at) === hyphen && this.text.charCodeAt(this.at + 1) === space
  }

  /** A name with its colon and the one character after it. */
  private name(): string | undefined {
    const { text, at } = this
    const end = endOfName(text, at)
    if (end === at || end - at > maxName || text.charCodeAt(end) !== colon) return undefined
    if (!isBreak(text.charCodeAt(end + 1))) return undefined
    this.at = end + 2
    const name = text.slice(at, end)
    return isOddWord(name) ? undefined : name
  }

  private value(indent: number, depth: number): unknown {
    if (this.text.charCodeAt(this.at - 1) === newline) return this.below(indent, depth)
    switch (this.text[this.at]) {
      case '>':
      case '|':
        return this.block(indent)
      case '"':
      case "'":
      case '[':
      case '{':
        return this.untilEndOfLine(this.short(depth))
      default:
        return this.plain(indent)
    }
  }

  /** What stands on the lines below a name; nothing, if they are not its own. */
  private below(indent: number, depth: number): unknown {
    this.nextLine()
    const isList = this.isItem()
    if (isList && this.indent === indent) return this.list(indent, depth + 1)
    if (this.indent <= indent) return null
    if (this.indent < indent + step) return undefined
    return isList ? this.list(this.indent, depth + 1) : this.group(this.indent, depth + 1)
  }

  private untilEndOfLine(value: unknown): unknown {
    if (value === undefined) return undefined
    const { text, at } = this
    const end = afterSpaces(text, at)
    const isComment = end > at && text.charCodeAt(end) === hash
    if (!isComment && text.charCodeAt(at) !== newline) return undefined
    this.at = text.indexOf('\n', end) + 1
    this.nextLine()
    return value
  }

  /** Text without quotation marks, and the lines it goes on in: deeper than what it belongs to. */
  private plain(indent: number): unknown {
    const { text, at } = this
    let end = endOfPlain(text, at)
    if (end < 0) return undefined
    this.at = end
    if (text.charCodeAt(end) !== newline) return this.untilEndOfLine(scalar(text.slice(at, end)))
    let lines = 1
    for (; ; lines++) {
      const start = afterSpaces(text, end + 1)
      if (start - end - 1 < indent + step || !startsText(text.charCodeAt(start))) break
      end = endOfPlain(text, start)
      if (text.charCodeAt(end) !== newline) return undefined
    }
    this.at = end + 1
    this.nextLine()
    const written = text.slice(at, end)
    if (lines === 1) return scalar(written)
    return startsText(text.charCodeAt(at)) ? written.replaceAll(/\n +/g, ' ') : undefined
  }

  /** `|` and `>`, with `-` or without. All its lines stand at one indentation, save that `|` keeps deeper ones. */
  private block(indent: number): string | undefined {
    const { text, at } = this
    const start = text.indexOf('\n', at) + 1
    const header = text.slice(at, start)
    if (!/^[|>]-?\n$/.test(header)) return undefined
    const folded = header.startsWith('>')
    const width = afterSpaces(text, start) - start
    const end = width < indent + step ? -1 : endOfBlock(text, start, width, folded)
    if (end < 0) return undefined
    this.at = end + 1
    this.nextLine()
    const written = text.slice(start + width, end)
    const read = folded ? fold(written) : written.replaceAll(`\n${' '.repeat(width)}`, '\n')
    if (noSuchDay(read)) return undefined
    return header.includes('-') ? read : `${read}\n`
  }

  /** A value on one line: in quotation marks, in brackets, or, within brackets, neither. */
  private short(depth: number): unknown {
    if (depth > maxDepth) return undefined
    const mark = this.text[this.at]
    switch (mark) {
      case '"':
      case "'":
        return this.quoted(mark)
      case '[':
        return this.shortList(depth + 1)
      case '{':
        return this.shortGroup(depth + 1)
      default:
        return this.shortText()
    }
  }

  /** Without escapes but `''`. */
  private quoted(mark: '"' | "'"): string | undefined {
    const { text, at } = this
    let end = text.indexOf(mark, at + 1)
    while (mark === "'" && end > 0 && text[end + 1] === "'") end = text.indexOf(mark, end + 2)
    const written = text.slice(at + 1, end)
    if (end < 0 || written.includes('\n') || (mark === '"' && written.includes('\\'))) return undefined
    this.at = end + 1
    const read = mark === "'" ? written.replaceAll("''", "'") : written
    return noSuchDay(read) ? undefined : read
  }

  private shortList(depth: number): unknown {
    const data: unknown[] = []
    this.at++
    if (this.passes(']')) return data
    do {
      this.at = afterSpaces(this.text, this.at)
      const value = this.short(depth)
      if (value === undefined) return undefined
      data.push(value)
    } while (this.passes(','))
    return this.passes(']') ? data : undefined
  }

  private shortGroup(depth: number): unknown {
    const data: Record<string, unknown> = {}
    this.at++
    if (this.passes('}')) return data
    do {
      this.at = afterSpaces(this.text, this.at)
      const name = this.name()
      if (name === undefined || Object.hasOwn(data, name)) return undefined
      if (this.text[this.at - 1] === '\n') return undefined
      this.at = afterSpaces(this.text, this.at)
      const value = this.short(depth)
      if (value === undefined) return undefined
      data[name] = value
    } while (this.passes(','))
    return this.passes('}') ? data : undefined
  }

  private shortText(): Scalar | undefined {
    shortText.lastIndex = this.at
    shortText.test(this.text)
    const written = this.text.slice(this.at, beforeSpaces(this.text, shortText.lastIndex))
    this.at = shortText.lastIndex
    return scalar(written)
  }

  private passes(character: string): boolean {
    const at = afterSpaces(this.text, this.at)
    const isThere = this.text[at] === character
    if (isThere) this.at = at + 1
    return isThere
  }
}

const shortText = /[^\n,:#"'&*!|>%@`[\]{}]*/y
