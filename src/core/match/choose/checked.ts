/**
 * Etterkontroll: whatever a solver says, a choice is only used when plain counting agrees. It knows nothing of how the
 * choice came about.
 */
import type { Level } from '../../model.ts'
import type { Candidate, Preferences, Solution } from './candidate.ts'
import { aims, counted, values } from './levels.ts'

/**
 * Gives the solution back.
 * @throws Error when it breaks a promise: a fault of ours, never of the programme's data, and then nothing may be proposed
 */
export function checked(
  solution: Solution,
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  { open, pinned }: Pick<Preferences, 'open' | 'pinned'>,
): Solution {
  const chosen = candidates.filter(({ id }) => solution.chosen.has(id))
  const broken = [
    chosen.length === solution.chosen.size ? [] : ['unknown or repeated ids'],
    [...pinned].filter((id) => !solution.chosen.has(id)).map((id) => `pinned ${id} left out`),
    [...counted(chosen.flatMap(({ registrations }) => registrations))]
      .filter(([id, times]) => times > (capacities.get(id) ?? 0))
      .map(([id]) => `too few places in ${id}`),
    misjudged(solution.levels, values(chosen, open)),
  ].flat()
  if (broken.length > 0) throw new Error(`the choice does not hold: ${broken.join(', ')}`)
  return solution
}

function misjudged(levels: readonly Level[], counted: Readonly<Record<string, number>>): readonly string[] {
  const said = levels.map(({ aim }) => aim)
  if (said.join() !== aims.join()) return ['levels missing']
  return levels
    .filter(
      ({ aim, value, bound }) => value !== counted[aim] || !Number.isSafeInteger(bound) || bound < value,
    )
    .map(({ aim }) => `level ${aim}`)
}
