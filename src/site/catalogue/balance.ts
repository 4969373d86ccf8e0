/** Balanse: what agencies want to learn against what they offer, area by area. Only registrations that are open count. */
import { compare } from '../../core/diagnostic.ts'
import type { Entry, Vocabulary } from './entry.ts'

export type Balance = {
  readonly area: string
  readonly label: string
  readonly needs: number
  readonly offers: number
}

/** The most wanted first; the fewest offers, then the name, decide between equals. An entry counts once per area. */
export function balances(entries: readonly Entry[], vocabulary: Vocabulary): readonly Balance[] {
  const counted = new Map<string, { needs: number; offers: number }>()
  for (const { areas, kind } of entries) {
    for (const area of new Set(areas)) {
      const count = counted.get(area) ?? { needs: 0, offers: 0 }
      counted.set(area, count)
      if (kind === 'need') count.needs++
      else count.offers++
    }
  }
  return [...counted]
    .map(([area, count]): Balance => ({ area, label: vocabulary.area(area).label, ...count }))
    .sort((a, b) => b.needs - a.needs || a.offers - b.offers || compare(a.label, b.label))
}

/** What an agency has of an area: it wants to learn, it can teach, or both. */
export type Mark = 'need' | 'offer' | 'both'

export type CompetenceMap = {
  /** Areas that belong to no other, those with the most agencies first. */
  readonly columns: readonly { readonly area: string; readonly label: string }[]
  readonly rows: readonly {
    readonly agency: string
    readonly label: string
    readonly marks: readonly (Mark | undefined)[]
  }[]
}

/** Agencies by name against the widest areas: a finer area counts for the one it belongs to. */
export function competenceMap(
  entries: readonly Entry[],
  vocabulary: Vocabulary,
  sorted: (a: { label: string }, b: { label: string }) => number,
): CompetenceMap {
  const marks = new Map<string, Map<string, Mark>>()
  for (const { agency, areas, kind } of entries) {
    const own = marks.get(agency) ?? new Map<string, Mark>()
    marks.set(agency, own)
    for (const area of areas.map((id) => vocabulary.area(id).broader.at(-1) ?? id))
      own.set(area, (own.get(area) ?? kind) === kind ? kind : 'both')
  }
  const columns = widest(marks).map((area) => ({ area, label: vocabulary.area(area).label }))
  const rows = [...marks].map(([agency, own]) => ({
    agency,
    label: vocabulary.agency(agency).short,
    marks: columns.map(({ area }) => own.get(area)),
  }))
  return { columns, rows: rows.sort(sorted) }
}

function widest(marks: ReadonlyMap<string, ReadonlyMap<string, Mark>>): readonly string[] {
  const agencies = new Map<string, number>()
  for (const own of marks.values())
    for (const area of own.keys()) agencies.set(area, (agencies.get(area) ?? 0) + 1)
  return [...agencies].sort(([a, x], [b, y]) => y - x || compare(a, b)).map(([area]) => area)
}
