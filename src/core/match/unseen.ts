/** Usette rotasjoner: how far a choice could come if there are rotations that were not looked at. */
import type { Aim, Registration } from '../model.ts'

/**
 * What no choice can pass, whatever rotations there are: every place of a need is met, every place is used, every score
 * is full. Loose, but true. `capacities` are free places by registration.
 */
export function utmost(
  taking: readonly Registration[],
  capacities: ReadonlyMap<string, number>,
  open: ReadonlySet<string>,
): Readonly<Record<Aim, number>> {
  const places = ({ id }: Registration): number => capacities.get(id) ?? 0
  const byAgency = new Map<string, number>()
  for (const one of taking) byAgency.set(one.agency, (byAgency.get(one.agency) ?? 0) + places(one))
  const upTo = (most: number): number =>
    [...byAgency.values()].reduce((sum, places) => sum + Math.min(most, places), 0)
  const all = upTo(Number.POSITIVE_INFINITY)
  const needs = taking.filter(({ kind }) => kind === 'need')
  return {
    needs: needs.reduce((sum, one) => sum + places(one), 0),
    firsts: upTo(1),
    seconds: upTo(2),
    chances: all,
    // Every proposal takes two places or more, and scores a thousand tenths or less.
    score: 1000 * Math.floor(all / 2),
    kept: open.size,
  }
}
