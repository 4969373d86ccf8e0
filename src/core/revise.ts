/**
 * Endring i en fil folk har skrevet: the smallest that makes it say something else. Comments, order, quotation marks, line
 * ends and everything that is not touched stay as they are, byte for byte.
 */
import { type Group, isGroup, isSame } from './difference.ts'
import { type Edit, edited } from './plan/fixes/edit.ts'
import { parseYaml, writeYaml } from './yaml.ts'
import { inline } from './yaml-inline.ts'
import { type Branch, type Leaf, type Node, outlineOf, type Pair } from './yaml-outline.ts'

/**
 * `text` must be a file that can be read; `wanted` is all it is to say. Fields that come in are put after the field they
 * follow in `wanted`. What is not said otherwise is not touched.
 */
export function revised(text: string, wanted: object): string {
  const before = parseYaml(text).data
  const outline = outlineOf(text)
  if (!isGroup(before) || !outline || !isGroup(wanted)) return rewritten(text, wanted)
  if (isSame(before, wanted)) return text
  const paper: Paper = { text, eol: /\r\n/.test(text) ? '\r\n' : '\n' }
  const result = edited(text, groupEdits(outline, before, wanted, 0, paper))
  // A file may be written in a way nobody has thought of; what it says matters more than how.
  return isSame(parseYaml(result).data, wanted) ? result : rewritten(text, wanted)
}

type Paper = { readonly text: string; readonly eol: string }

/** All of it anew, but for the comments above the first field. */
function rewritten(text: string, wanted: object): string {
  const [above = ''] = /^(?:#.*\r?\n|\r?\n)*/.exec(text) ?? []
  return `${above}${rendered(wanted).join('\n')}\n`
}

/** Lines of a group of fields, in the style of the house. */
function rendered(group: object): readonly string[] {
  return writeYaml(group, '').split('\n').slice(1, -1)
}

/** `indent` is how far in the fields stand. */
function groupEdits(
  node: Branch,
  before: Group,
  after: Group,
  indent: number,
  paper: Paper,
): readonly Edit[] {
  if (node.flow) return flowEdits(node, before, after, paper)
  const gone = node.pairs.filter(({ key }) => after[key] === undefined)
  const left = node.pairs.filter(({ key }) => after[key] !== undefined)
  const first = left[0]
  if (!first) return []
  return [
    ...gone.map((pair) => removal(pair, node, paper)),
    ...left.flatMap((pair) => pairEdits(pair, before[pair.key], after[pair.key], indent, paper)),
    ...insertions(left, after, indent, paper),
  ]
}

function pairEdits(
  pair: Pair,
  before: unknown,
  after: unknown,
  indent: number,
  paper: Paper,
): readonly Edit[] {
  const { value } = pair
  if (isSame(before, after)) return []
  if (value?.sort === 'group' && isGroup(before) && isGroup(after) && keepsSome(before, after))
    return groupEdits(value, before, after, value.indent, paper)
  if (
    value?.sort === 'list' &&
    Array.isArray(before) &&
    Array.isArray(after) &&
    before.length * after.length > 0
  )
    return listEdits(value, before, after, paper)
  if (value?.sort === 'leaf' && !isNothing(after) && typeof after !== 'object')
    return [leafEdit(value, after, indent, paper)]
  return [
    placed({ offset: pair.start, end: pair.end }, indented(rendered({ [pair.key]: after }), indent), paper),
  ]
}

function keepsSome(before: Group, after: Group): boolean {
  return Object.keys(before).some((key) => after[key] !== undefined)
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined
}

/** Its lines; of the first field of an entry, only up to the next. */
function removal(pair: Pair, { pairs }: Branch, { text }: Paper): Edit {
  const from = lineStart(text, pair.start)
  const next = pairs[pairs.indexOf(pair) + 1]
  if (text.slice(from, pair.start).trim() !== '' && next)
    return { offset: pair.start, end: next.start, text: '' }
  return { ...wholeLines(text, from, pair.end), text: '' }
}

/** With its end, and where it is the last without one, with that of the line above. */
function wholeLines(
  text: string,
  from: number,
  end: number,
): { readonly offset: number; readonly end: number } {
  const last = lineEnd(text, end)
  const after = text.startsWith('\r\n', last) ? last + 2 : Math.min(last + 1, text.length)
  if (after > last || from === 0) return { offset: from, end: after }
  return { offset: from - (text.startsWith('\r\n', from - 2) ? 2 : 1), end: after }
}

/** What comes in after the same field comes in together, in order. */
function insertions(left: readonly Pair[], after: Group, indent: number, paper: Paper): readonly Edit[] {
  const there = new Map(left.map((pair) => [pair.key, pair]))
  const groups = new Map<Pair | undefined, string[]>()
  let previous: Pair | undefined
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) continue
    const pair = there.get(key)
    if (pair) previous = pair
    else groups.set(previous, [...(groups.get(previous) ?? []), ...rendered({ [key]: value })])
  }
  return [...groups].map(([pair, lines]) => insertion(pair, left[0], indented(lines, indent), indent, paper))
}

function insertion(
  after: Pair | undefined,
  first: Pair | undefined,
  lines: readonly string[],
  indent: number,
  { text, eol }: Paper,
): Edit {
  if (after) {
    const at = lineEnd(text, after.end)
    return { offset: at, end: at, text: `${eol}${' '.repeat(indent)}${lines.join(eol)}` }
  }
  const at = first?.start ?? 0
  return { offset: at, end: at, text: `${lines.join(eol)}${eol}${' '.repeat(indent)}` }
}

/** The first line stands where it is put; the others are moved in as far. */
function indented(lines: readonly string[], indent: number): readonly string[] {
  return lines.map((line, index) => (index === 0 || line === '' ? line : `${' '.repeat(indent)}${line}`))
}

/** Puts lines in the place of a piece. A comment behind it goes behind the first line, where it can still stand. */
function placed(
  { offset, end }: { offset: number; end: number },
  lines: readonly string[],
  paper: Paper,
): Edit {
  const { text, eol } = paper
  const [first = '', ...more] = lines
  const stop = lineEnd(text, end)
  const behind = text.slice(end, stop)
  if (more.length === 0 || !behind.trim().startsWith('#')) return { offset, end, text: lines.join(eol) }
  return { offset, end: stop, text: [`${first}${behind}`, ...more].join(eol) }
}

/** Text in the way it was written, as long as it can be. */
function leafEdit(leaf: Leaf, value: unknown, indent: number, paper: Paper): Edit {
  const [first = '', ...more] = rendered({ k: value })
  const isLong = more.length > 0
  const style = leaf.quote
  const inQuotes = typeof value === 'string' && !isLong ? quotedAs(value, style) : undefined
  const lines = [inQuotes ?? first.slice('k: '.length), ...more]
  // What is said of a long text stands behind its first line.
  const withComment = leaf.comment === '' ? lines : [`${lines[0]} ${leaf.comment}`, ...lines.slice(1)]
  return placed({ offset: leaf.start, end: leaf.end }, indented(withComment, indent), paper)
}

function quotedAs(value: string, quote: Leaf['quote']): string | undefined {
  if (quote === 'single' && /^[ -~\u00A1-\u00AC\u00AE-\u024F]*$/.test(value))
    return `'${value.replaceAll("'", "''")}'`
  return quote === 'double' ? JSON.stringify(value) : undefined
}

/** Entries at both ends that stay are not touched; those between are changed one by one, and the rest come or go. */
function listEdits(
  node: Branch,
  before: readonly unknown[],
  after: readonly unknown[],
  paper: Paper,
): readonly Edit[] {
  if (node.flow) return [{ offset: node.start, end: node.end, text: inline(after) }]
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && isSame(before[head], after[head])) head++
  let tail = 0
  while (tail < shorter - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail++
  const both = Math.min(before.length, after.length) - head - tail
  const edits = Array.from({ length: both }, (_, at) =>
    entryEdits(node.entries[head + at], before[head + at], after[head + at], node.indent, paper),
  ).flat()
  const gone = node.entries.slice(head + both, before.length - tail)
  const come = after.slice(head + both, after.length - tail)
  return [
    ...edits,
    ...gone.map((entry) => entryRemoval(entry, paper)),
    ...entryInsertion(node, head + both, come, paper),
  ]
}

function entryEdits(
  entry: Node | undefined,
  before: unknown,
  after: unknown,
  indent: number,
  paper: Paper,
): readonly Edit[] {
  if (!entry) return []
  if (entry.sort === 'group' && isGroup(before) && isGroup(after) && keepsSome(before, after))
    return groupEdits(entry, before, after, entry.indent, paper)
  if (entry.sort === 'leaf' && typeof after !== 'object') return [leafEdit(entry, after, indent, paper)]
  const [first = '', ...more] = entryLines(after)
  return [
    placed(
      { offset: entry.start, end: entry.end },
      indented([first.slice('- '.length), ...more], indent),
      paper,
    ),
  ]
}

/** Lines of an entry, the dash at their beginning. */
function entryLines(value: unknown): readonly string[] {
  return rendered({ k: [value] })
    .slice(1)
    .map((line) => line.slice('  '.length))
}

function entryRemoval(entry: Node, { text }: Paper): Edit {
  return { ...wholeLines(text, lineStart(text, entry.start), entry.end), text: '' }
}

function entryInsertion(
  node: Branch,
  at: number,
  values: readonly unknown[],
  { text, eol }: Paper,
): readonly Edit[] {
  if (values.length === 0) return []
  const pad = ' '.repeat(node.indent)
  const lines = values.flatMap(entryLines).map((line) => (line === '' ? line : `${pad}${line}`))
  const previous = node.entries[at - 1]
  if (previous) {
    const end = lineEnd(text, previous.end)
    return [{ offset: end, end, text: `${eol}${lines.join(eol)}` }]
  }
  const start = lineStart(text, node.entries[0]?.start ?? node.start)
  return [{ offset: start, end: start, text: `${lines.join(eol)}${eol}` }]
}

/** Between brackets: single values are changed where they stand; when fields come or go, the whole is written anew. */
function flowEdits(node: Branch, before: Group, after: Group, paper: Paper): readonly Edit[] {
  const isEasy =
    node.pairs.length === Object.keys(after).length &&
    node.pairs.every(
      ({ key, value }) =>
        isSame(before[key], after[key]) || (value?.sort === 'leaf' && typeof after[key] !== 'object'),
    )
  if (!isEasy) return [{ offset: node.start, end: node.end, text: inline(after) }]
  return node.pairs.flatMap(({ key, value }) =>
    value && !isSame(before[key], after[key])
      ? [
          {
            offset: value.start,
            end: value.end,
            text: inline(after[key], paper.text.slice(value.start, value.end)),
          },
        ]
      : [],
  )
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Before the line end. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end < 0) return text.length
  return text[end - 1] === '\r' && end > offset ? end - 1 : end
}
