/** Nivåer: what a choice is judged by, in the order in which it counts, and what each is worth for a choice. */
import type { Aim } from '../../model.ts'
import type { Candidate } from './candidate.ts'

/** The first before the second and so on; {@link Aim} says what they mean. */
export const aims: readonly Aim[] = ['needs', 'firsts', 'seconds', 'chances', 'score', 'kept']

/** How far a choice comes at each level, counted from the candidates themselves, in whole numbers. */
export function values(
  chosen: readonly Candidate[],
  open: ReadonlySet<string>,
): Readonly<Record<Aim, number>> {
  const receipts = counted(chosen.flatMap(({ serves }) => serves))
  const upTo = (most: number): number => sum([...receipts.values()].map((times) => Math.min(times, most)))
  return {
    needs: sum(chosen.map(({ meets }) => meets.length)),
    firsts: upTo(1),
    seconds: upTo(2),
    chances: upTo(Number.POSITIVE_INFINITY),
    score: sum(chosen.map(({ score }) => score)),
    kept: chosen.filter(({ id }) => open.has(id)).length,
  }
}

/** How often each name occurs. */
export function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  return times
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** Whether it is more at the first level where they differ. */
export function outranks(one: readonly number[], other: readonly number[]): boolean {
  const level = one.findIndex((value, at) => value !== other[at])
  return level >= 0 && (one[level] ?? 0) > (other[level] ?? 0)
}
