/**
 * The plain way to write YAML, read fast: block groups and lists, one value to a line or folded below it, texts after
 * `>` and `|`, and short lists in brackets. That is how nearly every record is written.
 *
 * It only recognises what is certainly well written, and judges nothing: whatever else it meets, from an anchor to an
 * odd number or an unusual indentation, it leaves to the full reader, and so does every message to people. What it does
 * read, it reads exactly as the full reader would (tests/core/plain-yaml.test.ts holds them together).
 */
import { ambiguity, noSuchDay } from './ambiguity.ts'

type Scalar = string | number | boolean | null

/** The data of a plainly written group of fields; undefined for everything else. The time is linear in the text. */
export function readPlainly(text: string): unknown {
  return text.endsWith('\n') && !unusual.test(text) ? new PlainReader(text).document() : undefined
}

/** Tabs, carriage returns, controls and marks of byte order. */
const unusual = /[^\n -~\u00A0-\uFEFE\uFF00-\uFFFD]/

const newline = 10
const space = 32
const doubleQuote = 34
const hash = 35
const singleQuote = 39
const comma = 44
const hyphen = 45
const colon = 58
const backslash = 92
const closeBracket = 93
const closeBrace = 125

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
    // An object filled name by name is kept as a hash table; its copy is half the size and quicker to read.
    return this.indent < indent ? { ...data } : undefined
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
        return this.untilEndOfLine(this.quoted())
      case '[':
        return this.untilEndOfLine(this.shortList(depth))
      case '{':
        return this.untilEndOfLine(this.shortGroup(depth))
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

  /** Quotation marks on one line, without escapes but `''`. */
  private quoted(): string | undefined {
    const { text, at } = this
    const single = text.charCodeAt(at) === singleQuote
    let end = at + 1
    for (; ; end++) {
      const code = text.charCodeAt(end)
      if (code === newline || (code === backslash && !single)) return undefined
      if (code !== (single ? singleQuote : doubleQuote)) continue
      if (single && text.charCodeAt(end + 1) === singleQuote) end++
      else break
    }
    this.at = end + 1
    const written = text.slice(at + 1, end)
    const read = single ? written.replaceAll("''", "'") : written
    return noSuchDay(read) ? undefined : read
  }

  /** `[a, b]` on one line. */
  private shortList(depth: number): unknown {
    const data: unknown[] = []
    this.at++
    if (this.passes(closeBracket)) return data
    do {
      const value = this.shortValue(depth)
      if (value === undefined) return undefined
      data.push(value)
    } while (this.passes(comma))
    return this.passes(closeBracket) ? data : undefined
  }

  /** `{ from: a, to: b }` on one line. */
  private shortGroup(depth: number): unknown {
    const data: Record<string, unknown> = {}
    this.at++
    if (this.passes(closeBrace)) return data
    do {
      this.at = afterSpaces(this.text, this.at)
      const name = this.name()
      const value = name === undefined ? undefined : this.shortValue(depth)
      if (name === undefined || value === undefined || Object.hasOwn(data, name)) return undefined
      data[name] = value
    } while (this.passes(comma))
    return this.passes(closeBrace) ? data : undefined
  }

  private passes(character: number): boolean {
    const at = afterSpaces(this.text, this.at)
    const isThere = this.text.charCodeAt(at) === character
    if (isThere) this.at = at + 1
    return isThere
  }

  private shortValue(depth: number): unknown {
    this.at = afterSpaces(this.text, this.at)
    if (depth > maxDepth) return undefined
    switch (this.text[this.at]) {
      case '"':
      case "'":
        return this.quoted()
      case '[':
        return this.shortList(depth + 1)
      case '{':
        return this.shortGroup(depth + 1)
      default:
        return this.shortText()
    }
  }

  private shortText(): Scalar | undefined {
    shortText.lastIndex = this.at
    shortText.test(this.text)
    const written = this.text.slice(this.at, beforeSpaces(this.text, shortText.lastIndex))
    this.at = shortText.lastIndex
    return scalar(written)
  }
}

const shortText = /[^\n,:#"'&*!|>%@`[\]{}]*/y

const words: ReadonlyMap<string, boolean | null> = new Map(
  ([true, false, null] as const).flatMap((value) => {
    const word = String(value)
    return [word, word.toUpperCase(), `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`].map((form) => [form, value] as const)
  }),
)
const longestWord = 5
const longestOddWord = 3

/** A value without quotation marks, by the core schema of YAML 1.2 (§10.3.2); not every number is read here. */
function scalar(written: string): Scalar | undefined {
  const first = written.charCodeAt(0)
  if (isDigit(first)) return numberOrText(written)
  if (first === hyphen) return wholeNumber.test(written) ? Number(written) : undefined
  if (!startsText(first)) return undefined
  if (written.length > longestWord) return written
  if (words.has(written)) return words.get(written)
  return isOddWord(written) ? undefined : written
}

/** Of what begins with a letter only «yes», «off» and shorter words are read in two ways. */
function isOddWord(written: string): boolean {
  return written.length <= longestOddWord && ambiguity(written) !== undefined
}

const wholeNumber = /^(?:0|-?[1-9]\d{0,14})$/
const date = /^\d{4}-\d{2}-\d{2}$/
/** A character that no version of YAML has in a number or a time. */
const textual = /[^\d_.:+\-a-foxA-FOX]/

function numberOrText(written: string): Scalar | undefined {
  if (wholeNumber.test(written)) return Number(written)
  return (date.test(written) && !noSuchDay(written)) || textual.test(written) ? written : undefined
}

function isBreak(code: number): boolean {
  return code === space || code === newline
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

const openParenthesis = 40

/** What text without quotation marks may begin with here; YAML itself allows more. */
function startsText(code: number): boolean {
  return isLetter(code) || code > 127 || isDigit(code) || code === openParenthesis
}

function afterSpaces(text: string, at: number): number {
  let end = at
  while (text.charCodeAt(end) === space) end++
  return end
}

function beforeSpaces(text: string, at: number): number {
  let end = at
  while (text.charCodeAt(end - 1) === space) end--
  return end
}

/** A letter, then letters, digits and the signs in names; where it began, if there is no such letter. */
function endOfName(text: string, at: number): number {
  if (!isLetter(text.charCodeAt(at))) return at
  let end = at + 1
  while (nameSigns[text.charCodeAt(end)] === true) end++
  return end
}

const nameSigns: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  /[\w./<=>-]/.test(String.fromCharCode(code)),
)

/** The end of text without quotation marks on its line, before a comment; -1 where a colon or a last space is in it. */
function endOfPlain(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at)
    if (code === newline) return text.charCodeAt(at - 1) === space ? -1 : at
    if (code === colon && isBreak(text.charCodeAt(at + 1))) return -1
    if (code === hash && text.charCodeAt(at - 1) === space) return beforeSpaces(text, at)
  }
}

/** The end of the last line of a block, -1 where its lines are not alike. Empty lines after it are not part of it. */
function endOfBlock(text: string, start: number, width: number, even: boolean): number {
  let end = -1
  for (let line = start; line < text.length; ) {
    const at = afterSpaces(text, line)
    const isEmpty = text.charCodeAt(at) === newline
    if (!isEmpty && at - line < width) break
    if (isEmpty ? at > line : even && at - line > width) return -1
    line = text.indexOf('\n', at) + 1
    if (isEmpty) continue
    end = line - 1
    if (text.charCodeAt(end - 1) === space) return -1
  }
  return end
}

/** Lines become one line; where lines were left empty, that many line breaks. */
function fold(written: string): string {
  return written.replaceAll(/\n(\n*) +/g, (_, empty: string) => empty || ' ')
}
