/** Valg: what could be proposed, what was chosen of it, and how to choose again with something else in its place. */
import type { Level, Registration } from '../model.ts'
import type { Preferences } from './candidate.ts'
import { isWorthwhile, type Possible, pairs } from './candidates.ts'
import { type Context, placesLeft } from './context.ts'
import { rotations } from './cycles.ts'
import { solve } from './solve.ts'

export type Choice = {
  readonly possible: readonly Possible[]
  /** Free places by registration. */
  readonly capacities: ReadonlyMap<string, number>
  readonly preferences: Partial<Preferences>
  readonly chosen: readonly Possible[]
  readonly optimal: boolean
  readonly levels: readonly Level[]
}

/** The best choice there is among registrations that take part. */
export async function choose(
  taking: readonly Registration[],
  context: Context,
  preferences: Partial<Preferences> = {},
): Promise<Choice> {
  const possible = [...pairs(taking, context), ...rotations(taking, context)].filter((one) =>
    isWorthwhile(one, context),
  )
  const capacities = new Map(taking.map((one) => [one.id, placesLeft(one, context)]))
  const { solveSeconds: seconds } = context.settings.matching
  const weighed = { ...(seconds === undefined ? {} : { seconds }), ...preferences }
  const { chosen, optimal, levels } = await solve(
    possible.map(({ candidate }) => candidate),
    capacities,
    weighed,
  )
  const made = possible.filter(({ candidate }) => chosen.has(candidate.id))
  return { possible, capacities, preferences: weighed, chosen: made, optimal, levels }
}

/** Places used by proposals, by registration. */
export function usedPlaces(chosen: readonly Possible[]): ReadonlyMap<string, number> {
  const used = new Map<string, number>()
  for (const { candidate } of chosen) {
    for (const id of candidate.registrations) used.set(id, (used.get(id) ?? 0) + 1)
  }
  return used
}
