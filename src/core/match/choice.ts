/** Valg: what could be proposed, what was chosen of it, and how to choose again with something else in its place. */
import type { Aim, Level, Registration } from '../model.ts'
import { isWorthwhile, type Possible, pairs } from './candidates.ts'
import type { Preferences } from './choose/candidate.ts'
import { solve } from './choose/solve.ts'
import { type Context, placesLeft } from './context.ts'
import { manageable, mostRotations } from './cycles.ts'
import { utmost } from './unseen.ts'

export type Choice = {
  readonly possible: readonly Possible[]
  /** Free places by registration. */
  readonly capacities: ReadonlyMap<string, number>
  readonly preferences: Partial<Preferences>
  readonly chosen: readonly Possible[]
  readonly optimal: boolean
  readonly levels: readonly Level[]
}

/**
 * The best choice there is among registrations that take part. Where there are more than `most` rotations, long ones are
 * not looked at, and the levels say how far a choice with them could have come.
 */
export async function choose(
  taking: readonly Registration[],
  context: Context,
  preferences: Partial<Preferences> = {},
  most = mostRotations,
): Promise<Choice> {
  const rotations = manageable(taking, context, most)
  const possible = [...pairs(taking, context), ...rotations.possible].filter((one) =>
    isWorthwhile(one, context),
  )
  const capacities = new Map(taking.map((one) => [one.id, placesLeft(one, context)]))
  const { solveSeconds: seconds, rotationLength } = context.settings.matching
  const weighed = { ...(seconds === undefined ? {} : { seconds }), ...preferences }
  const { chosen, levels: proved } = await solve(
    possible.map(({ candidate }) => candidate),
    capacities,
    weighed,
  )
  const made = possible.filter(({ candidate }) => chosen.has(candidate.id))
  const levels =
    rotations.longest < rotationLength
      ? atMost(proved, utmost(taking, capacities, weighed.open ?? new Set()))
      : proved
  const optimal = levels.every(({ value, bound }) => value === bound)
  return { possible, capacities, preferences: weighed, chosen: made, optimal, levels }
}

/** The bounds are proved for what was looked at; these hold for all there is. */
function atMost(levels: readonly Level[], bounds: Readonly<Record<Aim, number>>): readonly Level[] {
  return levels.map((level) => ({ ...level, bound: Math.max(level.bound, bounds[level.aim]) }))
}

/** Places used by proposals, by registration. */
export function usedPlaces(chosen: readonly Possible[]): ReadonlyMap<string, number> {
  const used = new Map<string, number>()
  for (const { candidate } of chosen) {
    for (const id of candidate.registrations) used.set(id, (used.get(id) ?? 0) + 1)
  }
  return used
}
