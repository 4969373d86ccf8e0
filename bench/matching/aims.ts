/** What a choice is worth by each aim, counted by plain code. */
import type { Candidate } from '../../src/core/match/choose/candidate.ts'
import type { Aim, Level } from '../../src/core/model.ts'

/** In the order in which they count. */
export const aims: readonly Aim[] = ['needs', 'firsts', 'seconds', 'chances', 'score', 'kept']

export type Values = Readonly<Record<Aim, number>>

export function valuesOf(chosen: readonly Candidate[], open: ReadonlySet<string>): Values {
  const chances = [...tally(chosen.flatMap(({ serves }) => serves)).values()]
  const upTo = (most: number) => chances.reduce((sum, often) => sum + Math.min(most, often), 0)
  return {
    needs: chosen.reduce((sum, { meets }) => sum + meets.length, 0),
    firsts: upTo(1),
    seconds: upTo(2),
    chances: upTo(Number.POSITIVE_INFINITY),
    score: chosen.reduce((sum, { score }) => sum + score, 0),
    kept: chosen.filter(({ id }) => open.has(id)).length,
  }
}

/** Whether every registration has room for what is chosen. */
export function isPossible(chosen: readonly Candidate[], capacities: ReadonlyMap<string, number>): boolean {
  const used = tally(chosen.flatMap(({ registrations }) => registrations))
  return [...used].every(([id, often]) => often <= (capacities.get(id) ?? 0))
}

function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>()
  for (const name of names) counted.set(name, (counted.get(name) ?? 0) + 1)
  return counted
}

/** As much of the one as of the other, aim by aim. Aims that only one of them knows are not compared. */
export function agree(one: readonly Level[], other: readonly Level[]): boolean {
  const known = new Map(other.map(({ aim, value }) => [aim, value]))
  return one.every(({ aim, value }) => (known.get(aim) ?? value) === value)
}
