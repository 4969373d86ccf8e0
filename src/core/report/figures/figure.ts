/** Tall i rapporten: what is counted, how many, and what may not be shown. No sentences; types, and the two ways to make them. */
import { breakdown, type Cells, type Item, type Population, population } from './breakdown.ts'
import { everything, keyOf, type Scope, type Tree } from './scopes.ts'

/** What a row's id stands for: a word of ours (`figure-row-<labels>-<id>`), or a name in the data. */
export type Labels =
  | 'registered'
  | 'competences'
  | 'targetGroups'
  | 'clauses'
  | 'directions'
  | 'outcomes'
  | 'answers'
  | 'declines'
  | 'phases'
  | 'waits'
  | 'forms'
  | 'lengths'
  | 'presences'
  | 'travels'
  | 'payers'
  | 'refunds'
  | 'giving'
  | 'kept'
  | 'goals'
  | 'questions'
  | 'respondents'
  | 'rounds'

/** What {@link Row.measure} is: a mean from 1 to 5, days, or weeks of full-time work. */
export type Measure = 'rating' | 'days' | 'weeks'

export type Row = {
  readonly id: string
  /** Null when it may not be shown. */
  readonly count: number | null
  readonly measure?: number | null
  /** What the count is out of, when each row has a whole of its own. */
  readonly of?: number
}

/** Kinds that are too small or must be hidden to protect such: how many kinds, and how many they are together. */
export type Rest = { readonly kinds: number; readonly count: number | null }

export type Figure = {
  readonly id: string
  readonly labels: Labels
  readonly rows: readonly Row[]
  /** Rows that are not shown one by one; only where there are many kinds. */
  readonly rest?: Rest
  /** Of all rows together; null when it may not be shown, absent when the rows are not parts of a whole. */
  readonly total?: number | null
  readonly measure?: Measure
  /** The measure of all together, where measures add up; null when it may not be shown. */
  readonly totalMeasure?: number | null
  /** Why there is nothing, as a key of the vocabulary: `figure-missing-<why>`. */
  readonly missing?: 'none' | 'few' | 'history' | 'shallow'
}

/** Utsnittet og grensene a figure is made under. */
export type Frame = {
  readonly tree: Tree
  readonly scope: Scope
  /** Registrations, proposals, agreements, exchanges, milestones: what agencies have done and agreed. */
  readonly smallest: number
  /** Evaluations: each is what a person said, so never less than {@link fewestPeople}. */
  readonly smallestOfPeople: number
}

/** Whatever the office has chosen: of two people, each knows the other's answer. */
export const fewestPeople = 3

/** Kinds that are always told of, in their order, also those nobody is in. */
export function closed(
  of: Population,
  frame: Frame,
  { id, labels, kinds }: { readonly id: string; readonly labels: Labels; readonly kinds: readonly string[] },
  cells: Cells = breakdown(of, kinds),
): Figure {
  const key = keyOf(frame.scope)
  const rows = kinds.map((kind): Row => ({ id: kind, count: cells(key, kind)?.length ?? null }))
  return { id, labels, rows, ...standing(of, frame) }
}

/** Kinds of which there can be many: those that may be shown, the most first; of the others, how many they are together. */
export function open(
  of: Population,
  frame: Frame,
  { id, labels }: { readonly id: string; readonly labels: Labels },
): Figure {
  const key = keyOf(frame.scope)
  const cells = breakdown(of)
  const kinds = [...new Set(of.items.map(({ kind }) => kind))]
  const all = kinds.map((kind) => ({ id: kind, count: cells(key, kind)?.length ?? null }))
  const rows = all.filter(({ count }) => count !== null && count > 0)
  const unseen = all.filter(({ count }) => count === null).length
  const seen = rows.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const base = standing(of, frame)
  const together = base.total === null ? null : base.total - seen
  return {
    id,
    labels,
    rows: rows.sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.id < b.id ? -1 : 1)),
    ...(unseen > 0 && base.missing === undefined ? { rest: { kinds: unseen, count: together } } : {}),
    ...base,
  }
}

/** How many there are in all, and why nothing can be told when nothing can. */
export function standing(
  of: Population,
  { scope }: Frame,
): { readonly total: number | null } & Pick<Figure, 'missing'> {
  const total = of.total(keyOf(scope))?.length ?? null
  return { total, ...(total === null ? { missing: 'few' } : total === 0 ? { missing: 'none' } : {}) }
}

/** One number for each population, such as needs and offers: they are no parts of a whole. */
export function counts(
  id: string,
  labels: Labels,
  populations: readonly (readonly [id: string, of: Population])[],
  { scope }: Frame,
): Figure {
  const rows = populations.map(
    ([row, of]): Row => ({ id: row, count: of.total(keyOf(scope))?.length ?? null }),
  )
  return { id, labels, rows }
}

/** Of things that are counted for one scope only, with no rounds to add up. */
export function alone(items: readonly Omit<Item, 'round'>[], smallest: number): Population {
  return population(
    items.map((item) => ({ ...item, round: '' })),
    { years: [{ year: '', rounds: [''] }] },
    smallest,
  )
}

export const aloneFrame = (frame: Frame): Frame => ({ ...frame, scope: everything })

export function mean(items: readonly Item[]): number {
  return items.reduce((sum, { amount = 0 }) => sum + amount, 0) / Math.max(1, items.length)
}

/** The middle one; of two, halfway between them. */
export function median(items: readonly Item[]): number {
  const sorted = items.map(({ amount = 0 }) => amount).sort((a, b) => a - b)
  const [low = 0, high = 0] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ]
  return (low + high) / 2
}
