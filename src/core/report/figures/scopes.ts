/** Utsnitt: what a report is about. Every round lies in one year, and every year in all, so that figures add up. */
import { compare } from '../../diagnostic.ts'
import type { IsoDate, Round, Settings } from '../../model.ts'

/** `year` is the year in which the exchanges of a round begin. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'year'; readonly year: string }
  | { readonly kind: 'round'; readonly round: string }

/** Rounds in order, by year. A round and a year named '' hold what belongs to no round. */
export type Tree = {
  readonly years: readonly { readonly year: string; readonly rounds: readonly string[] }[]
}

/** What belongs to no round. */
export const outside = ''

export const everything: Scope = { kind: 'all' }

export function treeOf(rounds: readonly Round[]): Tree {
  const inOrder = [...rounds].sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id))
  const years = [...new Set(inOrder.map(yearOf))]
  return {
    years: [
      ...years.map((year) => ({
        year,
        rounds: [...new Set(inOrder.filter((round) => yearOf(round) === year).map(({ id }) => id))],
      })),
      { year: outside, rounds: [outside] },
    ],
  }
}

export function yearOf({ from }: Pick<Round, 'from'>): string {
  return from.slice(0, 4)
}

/** Of everything, the year, the round: `all`, `year:2026`, `round:2026-var`. */
export function keyOf(scope: Scope): string {
  if (scope.kind === 'all') return 'all'
  return scope.kind === 'year' ? yearKey(scope.year) : roundKey(scope.round)
}

export function yearKey(year: string): string {
  return `year:${year}`
}

export function roundKey(round: string): string {
  return `round:${round}`
}

/** The keys of all that hold this round. */
export function keysAbove(round: string, { years }: Tree): readonly string[] {
  const year = years.find(({ rounds }) => rounds.includes(round))?.year ?? outside
  return ['all', yearKey(year), roundKey(round)]
}

/** The first round whose deadline had not passed; {@link outside} after the last. */
export function roundOn(date: IsoDate, settings: Pick<Settings, 'rounds'> | undefined): string {
  const rounds = [...(settings?.rounds ?? [])].sort(
    (a, b) => compare(a.deadline, b.deadline) || compare(a.id, b.id),
  )
  return rounds.find(({ deadline }) => date <= deadline)?.id ?? outside
}
