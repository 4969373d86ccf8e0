import type { DigitChain, DigitGroup } from './digit-groups.ts'

/**
 * Skrevet tall: neighbouring groups of a chain read as one number, with all that decides whether it was
 * meant as one.
 */
export type WrittenNumber = {
  readonly text: string
  readonly chain: DigitChain
  /** The groups from `first` up to `next` make up the number. */
  readonly first: number
  readonly next: number
  /** All digits of the groups in one. */
  readonly digits: string
  readonly start: number
  readonly end: number
}

/** The groups from `first` on that have `size` digits together, or `undefined` when no cut falls there. */
export function numberOf(
  text: string,
  chain: DigitChain,
  first: number,
  size: number,
): WrittenNumber | undefined {
  let length = 0
  let next = first
  for (; length < size; next++) {
    const group = chain[next]
    if (group === undefined) return undefined
    length += group.digits.length
  }
  if (length > size) return undefined
  let digits = ''
  for (let index = first; index < next; index++) digits += chain[index]?.digits ?? ''
  return { text, chain, first, next, digits, start: chain[first]?.start ?? 0, end: chain[next - 1]?.end ?? 0 }
}

/** The lengths of the groups, such as `4 2 5`. */
export function shapeOf({ chain, first, next }: WrittenNumber): string {
  let shape = `${chain[first]?.digits.length}`
  for (let index = first + 1; index < next; index++) shape += ` ${chain[index]?.digits.length}`
  return shape
}

/**
 * The gap between the groups when it is the same everywhere, '' for a number in one piece, `undefined`
 * when gaps differ.
 */
export function evenGap({ chain, first, next }: WrittenNumber): string | undefined {
  if (next - first === 1) return ''
  const gap = chain[first + 1]?.gap
  for (let index = first + 2; index < next; index++) if (chain[index]?.gap !== gap) return undefined
  return gap
}

/** The groups that the number is written in. */
export function groupsOf({ chain, first, next }: WrittenNumber): readonly DigitGroup[] {
  return chain.slice(first, next)
}

/** The text just before the number, at most `length` characters. */
export function textBefore({ text, start }: WrittenNumber, length: number): string {
  return text.slice(Math.max(0, start - length), start)
}

/** Is the number the end of a longer name or number: `LOV-20…`, `v8…`, `4.12345678901`? */
export function isAttachedBefore(number: WrittenNumber): boolean {
  return /[\p{L}_]$|[\p{L}\p{N}]-$|[0-9]\.$/u.test(textBefore(number, 2))
}

/** Is the number the beginning of a longer name or number: `…81a`, `…81-b`, `…81.2`? */
export function isAttachedAfter({ text, end }: WrittenNumber): boolean {
  return /^(?:[\p{L}_]|-[\p{L}\p{N}]|\.[0-9])/u.test(text.slice(end, end + 2))
}

/** Does the number stand as the value of a key `id`, as account numbers on the forge do? */
export function isValueOfId(number: WrittenNumber): boolean {
  return /(?:^|[\s{,"'])id["']?\s*:\s*["']?$/.test(textBefore(number, 16))
}

const SHORTEST_DIGEST = 32

/**
 * Is the number part of a word of hexadecimal digits with letters among them: a digest, a commit, a UUID? A short one
 * is not when it is all there is in a name: `f13097248022.yaml`, `f13097248022: x`.
 */
export function isPartOfDigest({ text, start, end }: WrittenNumber): boolean {
  const longest = 64
  let from = start
  let to = end
  while (start - from < longest && isWordCharacter(text, from - 1)) from--
  while (to - end < longest && isWordCharacter(text, to)) to++
  const around = text.slice(from, start) + text.slice(end, to)
  if (!/[a-f]/i.test(around) || !/^[0-9a-f]*$/i.test(around)) return false
  return to - from >= SHORTEST_DIGEST || !isName(text, from, to)
}

/** Is this all there is in a key, a value, or the name of a file or folder? */
function isName(text: string, from: number, to: number): boolean {
  const margin = 64
  const before = text.slice(Math.max(0, from - margin), from)
  const after = text.slice(to, to + margin)
  return (
    /(?:^|[\n/{[,]|:[ \t])[ \t-]*["']?$/.test(before) &&
    /^["']?[ \t]*(?:$|[\n\r/:#,}\]]|\.\w+["']?$)/.test(after)
  )
}

function isWordCharacter(text: string, index: number): boolean {
  return /[0-9A-Za-z]/.test(text[index] ?? '')
}
