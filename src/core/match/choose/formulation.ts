/**
 * Formulering: the choice as an integer programme. One column per candidate, 1 if it is chosen; one row per
 * registration that more could want than it has places. Fair shares are two columns per agency, its first and its
 * second chance to learn: what it receives must be at least their sum. Everything is a whole number.
 */
import { compare } from '../../diagnostic.ts'
import type { Aim } from '../../model.ts'
import type { Candidate, Preferences } from './candidate.ts'
import { aims } from './levels.ts'
import { type Row, type System, systemOf } from './system.ts'

export type Formulation = {
  readonly system: System
  /** What a column adds at each level, in the order of {@link aims}. */
  readonly gains: readonly Float64Array[]
  /** The first so many columns are the candidates, in order of id; the rest are shares of agencies. */
  readonly candidates: readonly Candidate[]
}

/**
 * The candidates must have different ids, and those pinned must fit together. A candidate that needs more places than
 * there are gets a row it cannot satisfy, so it is never chosen.
 */
export function formulate(
  unordered: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  { open, pinned }: Pick<Preferences, 'open' | 'pinned'>,
): Formulation {
  const candidates = unordered.toSorted((a, b) => compare(a.id, b.id))
  const shares = sharesOf(candidates, capacities)
  const rows = [...placeRows(candidates, capacities), ...shares.rows]
  const lower = new Uint8Array(shares.columns)
  for (const [at, { id }] of candidates.entries()) if (pinned.has(id)) lower[at] = 1
  const gains = aims.map((aim) => shares.gains.get(aim) ?? new Float64Array(shares.columns))
  for (const [at, candidate] of candidates.entries())
    for (const [level, gain] of gains.entries())
      gain[at] = (gain[at] ?? 0) + worth(candidate, aims[level], open)
  return { system: systemOf(shares.columns, rows, lower), gains, candidates }
}

/** What a candidate adds by itself. Firsts and seconds depend on what else its agencies get. */
function worth(candidate: Candidate, aim: Aim | undefined, open: ReadonlySet<string>): number {
  switch (aim) {
    case 'needs':
      return candidate.meets.length
    case 'chances':
      return candidate.serves.length
    case 'score':
      return candidate.score
    case 'kept':
      return open.has(candidate.id) ? 1 : 0
    default:
      return 0
  }
}

type Entries = Map<number, number>

/** Which columns have each name, and how often. */
function entriesBy(
  candidates: readonly Candidate[],
  names: (candidate: Candidate) => readonly string[],
): ReadonlyMap<string, Entries> {
  const found = new Map<string, Entries>()
  for (const [at, candidate] of candidates.entries()) {
    for (const name of names(candidate)) {
      const entries = found.get(name) ?? new Map<number, number>()
      entries.set(at, (entries.get(at) ?? 0) + 1)
      found.set(name, entries)
    }
  }
  return found
}

/** Places: a registration that has enough of them for everybody who could come needs no row. */
function placeRows(
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
): readonly Row[] {
  return [...entriesBy(candidates, ({ registrations }) => registrations)].flatMap(([id, entries]) => {
    const most = capacities.get(id) ?? 0
    const wanted = [...entries.values()].reduce((total, one) => total + one, 0)
    return wanted > most ? [row(entries, Number.NEGATIVE_INFINITY, most)] : []
  })
}

function row(entries: ReadonlyMap<number, number>, least: number, most: number): Row {
  return { columns: [...entries.keys()], weights: [...entries.values()], least, most }
}

type Shares = {
  readonly columns: number
  readonly rows: readonly Row[]
  readonly gains: ReadonlyMap<Aim, Float64Array>
}

/**
 * An agency that can receive at most once needs no column for its first: every candidate that serves it is that. Nor
 * does one that can receive at most twice need one for its second.
 */
function sharesOf(candidates: readonly Candidate[], capacities: ReadonlyMap<string, number>): Shares {
  const rows: Row[] = []
  const firsts: [column: number, worth: number][] = []
  const seconds: [column: number, worth: number][] = []
  let columns = candidates.length
  for (const [agency, entries] of entriesBy(candidates, ({ serves }) => serves)) {
    const most = mostReceipts(agency, entries, candidates, capacities)
    const slots = most <= 1 ? [] : most === 2 ? [columns++] : [columns++, columns++]
    if (most <= 1) firsts.push(...entries)
    if (most <= 2) seconds.push(...entries)
    for (const slot of slots.slice(0, 1)) firsts.push([slot, 1])
    if (most > 2) for (const slot of slots) seconds.push([slot, 1])
    if (slots.length === 0) continue
    rows.push(
      row(new Map([...entries, ...slots.map((at) => [at, -1] as const)]), 0, Number.POSITIVE_INFINITY),
    )
  }
  return {
    columns,
    rows,
    gains: new Map([
      ['firsts', spread(firsts, columns)],
      ['seconds', spread(seconds, columns)],
    ]),
  }
}

function spread(worths: readonly (readonly [number, number])[], columns: number): Float64Array {
  const gain = new Float64Array(columns)
  for (const [at, worth] of worths) gain[at] = (gain[at] ?? 0) + worth
  return gain
}

/**
 * No more than the places of the registrations through which it is served: every candidate takes a place of the one
 * that stands where the agency does, or of its first.
 */
function mostReceipts(
  agency: string,
  entries: ReadonlyMap<number, number>,
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
): number {
  const through = new Map<string, number>()
  for (const [at, times] of entries) {
    const { serves = [], registrations = [] } = candidates[at] ?? {}
    const name = registrations[serves.indexOf(agency)] ?? registrations[0] ?? ''
    through.set(name, Math.max(through.get(name) ?? 0, times))
  }
  return [...through].reduce((total, [name, times]) => total + times * (capacities.get(name) ?? 0), 0)
}
