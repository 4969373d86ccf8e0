/** Omriss: where the fields and values of a file stand, and how they are written. */
import { isMap, isScalar, isSeq, Scalar } from 'yaml'
import { compose } from './yaml-tokens.ts'

type Piece = { readonly start: number; readonly end: number }

/** A single value. `comment` is what stands behind the sign of a long text, before the text itself. */
export type Leaf = Piece & {
  readonly sort: 'leaf'
  readonly quote: 'single' | 'double' | 'none'
  readonly comment: string
}

/** A group of fields or a list; `indent` is how far in its fields or dashes stand. */
export type Branch = Piece & {
  readonly sort: 'group' | 'list'
  readonly flow: boolean
  readonly indent: number
  readonly pairs: readonly Pair[]
  readonly entries: readonly Node[]
}

export type Node = Leaf | Branch

/** From its name to the end of its value. */
export type Pair = Piece & { readonly key: string; readonly value: Node | undefined }

/** Undefined for what is no group of fields, or cannot be read. */
export function outlineOf(text: string): Branch | undefined {
  const { document, broken } = compose(text)
  const node = broken ? undefined : nodeOf(document.contents, text)
  return node?.sort === 'group' ? node : undefined
}

/** As deep as files may be, which is little: see `maxDepth`. */
function nodeOf(node: unknown, text: string): Node | undefined {
  if (isScalar(node)) return leafOf(node, text)
  if (isMap(node)) return branchOf('group', node, pairsIn(node.items, text), [], text)
  if (!isSeq(node)) return undefined
  const entries = node.items.flatMap((item) => nodeOf(item, text) ?? [])
  // An entry that cannot be placed would shift all others.
  return entries.length === node.items.length ? branchOf('list', node, [], entries, text) : undefined
}

function leafOf(node: Scalar, text: string): Leaf | undefined {
  const [start, valueEnd] = node.range ?? []
  if (start === undefined || valueEnd === undefined || (node.type === Scalar.PLAIN && node.source === ''))
    return undefined
  const source = text.slice(start, valueEnd)
  const isBlock = node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL
  const quote =
    node.type === Scalar.QUOTE_SINGLE ? 'single' : node.type === Scalar.QUOTE_DOUBLE ? 'double' : 'none'
  const comment = isBlock ? (/^[|>][^\s#]*[ \t]+(#[^\r\n]*)/.exec(source)?.[1] ?? '') : ''
  return { sort: 'leaf', quote, comment, start, end: start + source.trimEnd().length }
}

function branchOf(
  sort: Branch['sort'],
  node: { readonly range?: readonly number[] | null; readonly flow?: boolean },
  pairs: readonly Pair[],
  entries: readonly Node[],
  text: string,
): Branch {
  const start = node.range?.[0] ?? 0
  const flow = node.flow === true
  const inner = [...pairs, ...entries]
  const end = flow ? (node.range?.[1] ?? start) : Math.max(start, ...inner.map((piece) => piece.end))
  const first = sort === 'list' ? dashBefore(text, entries[0]?.start ?? start) : (pairs[0]?.start ?? start)
  return { sort, flow, start, end, indent: columnOf(text, first), pairs, entries }
}

function pairsIn(
  items: readonly { readonly key: unknown; readonly value: unknown }[],
  text: string,
): readonly Pair[] {
  return items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !key.range) return []
    const [start, keyEnd] = key.range
    const inner = nodeOf(value, text)
    const colon = text.indexOf(':', keyEnd) + 1
    return [
      {
        key: text.slice(start, keyEnd).replace(/^(["'])(.*)\1$/, '$2'),
        start,
        value: inner,
        end: inner?.end ?? colon,
      },
    ]
  })
}

function dashBefore(text: string, offset: number): number {
  return Math.max(0, text.lastIndexOf('-', offset - 1))
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}
