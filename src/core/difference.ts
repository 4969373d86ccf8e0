/** Forskjell: where two records say different things, told in pieces a person would call one thing. */
import type { FieldPath } from './diagnostic.ts'
import { firstDifference } from './rules/change/first-difference.ts'

/**
 * `before` or `after` is undefined where there is nothing. Positions in lists are those of the later record, except of an
 * entry that is gone: there they are those of the earlier.
 */
export type Difference = { readonly at: FieldPath; readonly before: unknown; readonly after: unknown }

export type Group = Readonly<Record<string, unknown>>

/** How finely differences are told. */
export type Grain = {
  /** A group that is one thing to people: a period, and not its first day. */
  readonly isWhole: (group: Group) => boolean
  /** What an entry of a list is known by, so that it is followed when others come and go. */
  readonly nameOf: (entry: unknown) => string | undefined
}

/** In the order of the later record; what is gone comes last. The order of keys says nothing, that of entries does. */
export function differences(
  before: unknown,
  after: unknown,
  grain: Grain,
  at: FieldPath = [],
): readonly Difference[] {
  if (isSame(before, after)) return []
  if (isGroup(before) && isGroup(after) && !grain.isWhole(before) && !grain.isWhole(after)) {
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
    return keys.flatMap((key) => differences(before[key], after[key], grain, [...at, key]))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const told = entryDifferences(before, after, grain, at)
    if (told && told.length > 0) return told
  }
  return [{ at, before, after }]
}

export function isSame(one: unknown, other: unknown): boolean {
  return firstDifference(one, other) === undefined
}

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Undefined when the entries have no names to follow them by. */
function entryDifferences(
  before: readonly unknown[],
  after: readonly unknown[],
  grain: Grain,
  at: FieldPath,
): readonly Difference[] | undefined {
  const [was, is] = [named(before, grain), named(after, grain)]
  if (!was || !is) return undefined
  const present = [...is].flatMap(([name, index]) => {
    const earlier = was.get(name)
    return differences(earlier === undefined ? undefined : before[earlier], after[index], grain, [
      ...at,
      index,
    ])
  })
  const gone = [...was].flatMap(([name, index]) =>
    is.has(name) ? [] : [{ at: [...at, index], before: before[index], after: undefined }],
  )
  return [...present, ...gone]
}

/** Positions by name; the second of a name is another than the first. */
function named(list: readonly unknown[], { nameOf }: Grain): ReadonlyMap<string, number> | undefined {
  const positions = new Map<string, number>()
  for (const [index, entry] of list.entries()) {
    const name = nameOf(entry)
    if (name === undefined) return undefined
    let nth = 1
    while (positions.has(`${name} ${nth}`)) nth++
    positions.set(`${name} ${nth}`, index)
  }
  return positions
}
