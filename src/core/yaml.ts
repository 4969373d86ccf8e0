/**
 * YAML that remembers where things were written, read so strictly that a file means the same to everybody: no
 * anchors, aliases, merge keys, tags, directives or second documents, no duplicate keys, no words or numbers that
 * another YAML version reads differently. Problems are collected, never thrown.
 */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
} from 'yaml'
import type { FieldPath } from './diagnostic.ts'
import { readPlainly } from './plain-yaml.ts'
import { type Span, shortened, type TextProblem } from './text.ts'
import { keyProblem, valueProblem, type Writing } from './writing.ts'
import { compose, maxDepth } from './yaml-tokens.ts'
import { yamlOf } from './yaml-writer.ts'

export type ParsedYaml = {
  /** Undefined when the text is not a group of fields. */
  readonly data: unknown
  readonly problems: readonly TextProblem[]
  /** Texts that do not stand in the file as they read, because of escapes (`"\u0041"`). */
  readonly escaped: readonly Writing[]
  readonly locate: Locate
}

/** Reads one document into plain data. Meaning that depends on the reader is refused, with an offset each. */
export function parseYaml(text: string): ParsedYaml {
  const data = readPlainly(text)
  if (data === undefined) return parseStrictly(text)
  return { data, problems: [], escaped: [], locate: locatorWhenAsked(text) }
}

/** The same for every file, and the only one to say what is wrong; ten times slower. */
export function parseStrictly(text: string): ParsedYaml {
  const { document, problems, broken } = compose(text)
  const locate = locator(document, text)
  const reader: Reader = { text, problems, escaped: [] }
  if (broken) return { data: undefined, problems, escaped: [], locate }
  const { contents } = document
  const data = toData(contents, 0, reader)
  const { escaped } = reader
  if (isMap(contents)) return { data, problems, escaped, locate }
  const unfit = isEmpty(contents)
    ? { code: 'yaml/empty', offset: 0, end: text.length }
    : { code: 'yaml/not-a-form', offset: startOf(contents), end: text.length }
  return { data: undefined, problems: problems.length > 0 ? problems : [unfit], escaped, locate }
}

/** Of most files nobody asks where anything stands. */
function locatorWhenAsked(text: string): Locate {
  let locate: Locate | undefined
  return (at, on) => {
    locate ??= fieldLocator(text)
    return locate(at, on)
  }
}

type Reader = { readonly text: string; readonly problems: TextProblem[]; readonly escaped: Writing[] }

function toData(node: unknown, depth: number, reader: Reader): unknown {
  if (isScalar(node)) return scalarData(node, reader)
  if (node === null || node === undefined || isAlias(node)) return null
  if (depth >= maxDepth) {
    reader.problems.push({ code: 'yaml/too-deep', offset: startOf(node) })
    return null
  }
  if (isSeq(node)) return node.items.map((item) => toData(item, depth + 1, reader))
  if (isMap(node)) return mapData(node.items as Pair[], depth, reader)
  throw new TypeError('the YAML library returned a node of an unknown kind')
}

function mapData(items: readonly Pair[], depth: number, reader: Reader): unknown {
  const entries = new Map<string, unknown>()
  const repeated = new Set<string>()
  for (const { key, value } of items) {
    const name = readKey(key, value, reader)
    if (name === undefined) continue
    const isRepeated = entries.has(name)
    // Of two, the one that says something was meant.
    if (!isRepeated || isBlank(entries.get(name))) entries.set(name, toData(value, depth + 1, reader))
    if (!isRepeated || repeated.has(name)) continue
    repeated.add(name)
    const place = isScalar(key) ? span(key) : { offset: startOf(key) }
    reader.problems.push({ code: 'yaml/duplicate-key', ...place, args: { key: shortened(name) } })
  }
  // fromEntries defines own properties, so a key named __proto__ stays data.
  return Object.fromEntries(entries)
}

/** The name of a field; undefined when it has none that could be looked up. */
function readKey(key: unknown, value: unknown, reader: Reader): string | undefined {
  if (isAlias(key)) return undefined
  const written = isScalar(key) ? writing(key, reader.text) : nameless(key ?? value)
  const problem = keyProblem(written)
  if (written.escaped) reader.escaped.push(written)
  if (problem === undefined) return written.text
  const unreadable = problem.code === 'yaml/key' || problem.code === 'yaml/merge-key'
  // The first nameless field is enough, and an alias to merge has been refused as such.
  const told = unreadable && (isAlias(value) || reader.problems.some(({ code }) => code === 'yaml/key'))
  if (!told) reader.problems.push(problem)
  return unreadable ? undefined : written.text
}

function scalarData(node: Scalar, reader: Reader): unknown {
  const written = writing(node, reader.text)
  const problem = valueProblem(written)
  if (problem) reader.problems.push(problem)
  if (written.escaped) reader.escaped.push(written)
  return node.value
}

/** The name of a field is read as written: `1.0` is not `1`, and `null` is a word. */
function writing(node: Scalar, text: string): Writing {
  const { offset, end } = span(node)
  const source = text.slice(offset, end)
  const plain = node.type === Scalar.PLAIN
  const escaped = node.type === Scalar.QUOTE_DOUBLE && source.includes('\\')
  return { offset, end, plain, escaped, text: plain ? source : String(node.value) }
}

function nameless(node: unknown): Writing {
  return { offset: startOf(node), end: startOf(node), plain: true, escaped: false, text: '' }
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}

function span(node: Node): Span {
  return { offset: startOf(node), end: node.range?.[1] ?? startOf(node) }
}

/** Where a field stands; for `key`, where its name stands. */
export type Locate = (at: FieldPath, on?: 'key') => Span

/**
 * Finds fields in a text. A field that is not there is located at its nearest ancestor, at that ancestor's key: the
 * place where somebody would add it. So is a field without a value, and one whose value begins on the lines below.
 */
export function fieldLocator(text: string): Locate {
  return locator(compose(text).document, text)
}

function locator({ contents }: Document.Parsed, text: string): Locate {
  const pairs = new WeakMap<object, ReadonlyMap<string, Pair>>()
  const pairOf = (map: { readonly items: readonly Pair[] }, name: string) => {
    const known = pairs.get(map) ?? byName(map.items, text)
    pairs.set(map, known)
    return known.get(name)
  }
  return (at, on) => {
    let [node, key]: [unknown, unknown] = [contents, undefined]
    for (const step of at) {
      const pair = isMap(node) ? pairOf(node as { items: Pair[] }, String(step)) : itemOf(node, step)
      if (!pair) return keyAt(key, contents)
      key = pair.key ?? pair.value
      node = pair.value
    }
    if (at.length > 0 && on !== 'key' && isEmpty(node)) return emptyAt(node, key, text)
    return at.length === 0 || on === 'key' || isSpread(node) ? keyAt(key, contents) : span(node as Node)
  }
}

/** Of two fields with one name, the one that was read. */
function byName(items: readonly Pair[], text: string): ReadonlyMap<string, Pair> {
  const named = new Map<string, Pair>()
  for (const pair of items) {
    if (!isScalar(pair.key)) continue
    const name = writing(pair.key, text).text
    const known = named.get(name)
    if (!known || isBlank(isScalar(known.value) ? known.value.value : known.value)) named.set(name, pair)
  }
  return named
}

function itemOf(
  node: unknown,
  step: string | number,
): { readonly key: undefined; readonly value: unknown } | undefined {
  return isSeq(node) && typeof step === 'number' && step < node.items.length
    ? { key: undefined, value: node.items[step] }
    : undefined
}

/** Of a list or group only its beginning counts: what lies inside has places of its own. */
function keyAt(key: unknown, contents: unknown): Span {
  const first = isMap(contents) ? contents.items[0]?.key : undefined
  const node = key ?? first
  return isScalar(node) ? span(node) : { offset: startOf(node), end: startOf(node) }
}

/** From the name, or the dash, to where the value should have been. */
function emptyAt(node: unknown, key: unknown, text: string): Span {
  const end = startOf(node) + 1
  if (key !== node) return { offset: startOf(key), end: Math.max(end, span(key as Node).end) }
  return { offset: Math.max(0, text.lastIndexOf('-', end - 1)), end }
}

/** On the lines below its name. */
function isSpread(node: unknown): boolean {
  return isCollection(node) && !node.flow
}

/** Nothing, or a text without a word in it. */
function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

function isEmpty(node: unknown): boolean {
  const isNothing = node === null || node === undefined
  return isNothing || (isScalar(node) && node.type === Scalar.PLAIN && node.source === '')
}

/** Writes data as people are to read it. The layout is in a file of its own, which does not need this reader. */
export function writeYaml(data: object, comment: string): string {
  return yamlOf(data, comment)
}
