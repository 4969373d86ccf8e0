/**
 * YAML that remembers where things were written, read so strictly that a file means the same to everybody: no
 * anchors, aliases, merge keys, tags, directives or second documents, no duplicate keys, no words or numbers that
 * another YAML version reads differently. Problems are collected, never thrown.
 */
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  type YAMLError,
} from 'yaml'
import type { FieldPath } from './diagnostic.ts'
import type { TextProblem } from './text.ts'

export type ParsedYaml = { readonly data: unknown; readonly problems: readonly TextProblem[] }

/** Nobody nests a registration this deep; recursive readers downstream stay safe. */
const maxDepth = 24

const options = {
  version: '1.2',
  // Own check in `Reader`: the library compares every key with every other.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'error',
  strict: true,
} as const

/** Reads one document into plain data. Meaning that depends on the reader is refused, with an offset each. */
export function parseYaml(text: string): ParsedYaml {
  const document = compose(text)
  if ('code' in document) return { data: undefined, problems: [document] }
  const syntax = syntaxProblems(text, document)
  if (syntax.length > 0) return { data: undefined, problems: syntax }
  if (document.contents === null) return { data: undefined, problems: [{ code: 'yaml/empty', offset: 0 }] }
  const problems: TextProblem[] = []
  if (text.startsWith('%')) problems.push({ code: 'yaml/directive', offset: 0 })
  const data = toData(document.contents, 0, text, problems)
  if (problems.length === 0 && !isMap(document.contents)) {
    problems.push({ code: 'yaml/not-a-form', offset: startOf(document.contents) })
  }
  return { data, problems }
}

function compose(text: string): Document.Parsed | TextProblem {
  const deep = tooDeepAt(text)
  if (deep !== undefined) return { code: 'yaml/too-deep', offset: deep }
  return parseDocument(text, options)
}

/** The library is recursive, so depth is bounded on the (iterative) lexer's tokens before anything is composed. */
function tooDeepAt(text: string): number | undefined {
  if (!looksDeep(text)) return undefined
  let depth = 0
  let markers = 0
  let offset = 0
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    else if (token === '-' || token === '?') markers++
    else if (token.startsWith('\n')) markers = 0
    if (depth + markers > maxDepth) return offset
    if (!zeroWidthTokens.has(token)) offset += token.length
  }
  return undefined
}

/** Markers the lexer adds for the start of a document, the end of a flow collection, and the start of a scalar. */
const zeroWidthTokens = new Set(['\u0002', '\u0018', '\u001f'])

/** A linear over-estimate that ignores quotes, so that ordinary files never pay for the lexer. */
function looksDeep(text: string): boolean {
  let brackets = 0
  let markers = 0
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '[' || character === '{') brackets++
    else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1)
    else if (character === '\n') markers = 0
    else if ((character === '-' || character === '?') && text[i + 1] === ' ') markers++
    if (brackets > maxDepth || markers > maxDepth) return true
  }
  return false
}

/** The first syntax error only: what follows a broken line is guesswork. */
function syntaxProblems(text: string, document: Document.Parsed): readonly TextProblem[] {
  const first = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0]
  return first ? [{ code: syntaxCode(first, text), offset: Math.min(first.pos[0], text.length) }] : []
}

const syntaxCodes: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'yaml/tab',
  MULTIPLE_DOCS: 'yaml/several-documents',
  BLOCK_AS_IMPLICIT_KEY: 'yaml/colon-in-text',
  BAD_INDENT: 'yaml/indentation',
  MISSING_CHAR: 'yaml/missing-character',
  TAG_RESOLVE_FAILED: 'yaml/tag',
  BAD_ALIAS: 'yaml/alias',
  MULTIPLE_ANCHORS: 'yaml/anchor',
  BAD_DIRECTIVE: 'yaml/directive',
}

function syntaxCode(error: YAMLError, text: string): string {
  const at = text.slice(error.pos[0], error.pos[1])
  if (at.includes('\t') || text[error.pos[0] - 1] === '\t') return 'yaml/tab'
  return syntaxCodes[error.code] ?? 'yaml/syntax'
}

function toData(node: unknown, depth: number, text: string, problems: TextProblem[]): unknown {
  if (isScalar(node)) return scalarData(node, problems)
  if (node === null || node === undefined) return null
  if (isAlias(node)) {
    problems.push({ code: 'yaml/alias', offset: startOf(node) })
    return null
  }
  refuseDecorations(node as Node, problems)
  if (depth >= maxDepth) {
    problems.push({ code: 'yaml/too-deep', offset: startOf(node) })
    return null
  }
  if (isSeq(node)) return node.items.map((item) => toData(item, depth + 1, text, problems))
  if (isMap(node)) return mapData(node.items as Pair[], depth, text, problems)
  throw new TypeError('the YAML library returned a node of an unknown kind')
}

function mapData(items: readonly Pair[], depth: number, text: string, problems: TextProblem[]): unknown {
  const entries = new Map<string, unknown>()
  for (const { key, value } of items) {
    const name = keyName(key, text, problems)
    if (name === undefined) continue
    if (entries.has(name)) {
      problems.push({ code: 'yaml/duplicate-key', offset: startOf(key), args: { key: name } })
      continue
    }
    entries.set(name, toData(value, depth + 1, text, problems))
  }
  // fromEntries defines own properties, so a key named __proto__ stays data.
  return Object.fromEntries(entries)
}

function keyName(key: unknown, text: string, problems: TextProblem[]): string | undefined {
  if (!isScalar(key)) {
    problems.push({ code: isAlias(key) ? 'yaml/alias' : 'yaml/key', offset: startOf(key) })
    return undefined
  }
  if (key.source === '<<' && key.type === Scalar.PLAIN) {
    problems.push({ code: 'yaml/merge-key', offset: startOf(key) })
    return undefined
  }
  refuseDecorations(key, problems)
  const name = key.type === Scalar.PLAIN ? text.slice(startOf(key), key.range?.[1]) : key.value
  return typeof name === 'string' ? name : String(name)
}

/** Words that YAML 1.1 programs read as true or false (https://yaml.org/type/bool.html) but YAML 1.2 as text. */
const oldBoolean = /^(?:y|n|yes|no|on|off)$/i
/** Numbers YAML versions disagree about (octal 012, 0o17, 0x1f, 1_000, 12:30:45) or that lose digits. */
const oddNumber = /^[-+]?(?:0[0-9_]+|0[ox][0-9a-f_]+|[0-9][0-9_]*_[0-9_]*|[0-9]+(?::[0-5]?[0-9])+|[0-9]{16,})$/i

function scalarData(node: Scalar, problems: TextProblem[]): unknown {
  refuseDecorations(node, problems)
  if (node.type !== Scalar.PLAIN) return node.value
  const written = node.source ?? ''
  const odd = oldBoolean.test(written) ? 'yaml/ambiguous-word' : oddNumber.test(written) ? 'yaml/ambiguous-number' : ''
  if (odd) problems.push({ code: odd, offset: startOf(node), args: { word: written.slice(0, 40) } })
  else if (typeof node.value === 'bigint' || (typeof node.value === 'number' && !Number.isFinite(node.value))) {
    problems.push({ code: 'yaml/ambiguous-number', offset: startOf(node), args: { word: written.slice(0, 40) } })
  } else if (noSuchDay(written)) {
    problems.push({ code: 'dates/no-such-day', offset: startOf(node), args: { date: written } })
  }
  return node.value
}

function refuseDecorations(node: Node, problems: TextProblem[]): void {
  const { anchor, tag } = node as { anchor?: string; tag?: string }
  if (anchor !== undefined) problems.push({ code: 'yaml/anchor', offset: startOf(node) })
  if (tag !== undefined) problems.push({ code: 'yaml/tag', offset: startOf(node) })
}

/** True for text shaped like a date that no calendar has, such as 2027-02-30. */
export function noSuchDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days === undefined || day < 1 || day > days
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}

/**
 * Finds fields in a file that is already known to be readable. A field that is not there is located at its nearest
 * ancestor, at that ancestor's key: the place where somebody would add it.
 */
export function fieldLocator(text: string): (at: FieldPath, on?: 'key') => number {
  const document = parseDocument(text, options)
  return (at, on) => {
    let node: unknown = document.contents
    let key: unknown
    for (const [index, step] of at.entries()) {
      const pair = stepInto(node, step)
      if (!pair) return key === undefined ? firstKey(document) : startOf(key)
      key = pair.key ?? pair.value
      node = pair.value
      if (index === at.length - 1 && (on === 'key' || node === null || startOf(node) === 0)) return startOf(key)
    }
    return at.length === 0 ? firstKey(document) : startOf(node)
  }
}

function stepInto(node: unknown, step: string | number): { key: unknown; value: unknown } | undefined {
  if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
    return { key: undefined, value: node.items[step] }
  }
  if (!isMap(node)) return undefined
  return node.items.find((pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(step)) as
    | Pair
    | undefined
}

/** The first key of the file: comments above it are not where the matter is. */
function firstKey(document: Document.Parsed): number {
  const contents: unknown = document.contents
  const first = isMap(contents) ? contents.items[0] : undefined
  return first ? startOf(first.key) : 0
}
