/** Omvalg: what would be chosen if one thing were different. What is told of it is true, because it was done. */

import type { Candidate, Preferences, Solution } from '../choose/candidate.ts'
import { contradiction } from '../choose/contradiction.ts'
import { solve } from '../choose/solve.ts'

/** What is different. What has nothing to do with `names` stays as it was chosen. */
export type Otherwise = {
  /** Registrations and agencies that it concerns. */
  readonly names: Iterable<string>
  /** Candidates that are there no longer, or are others now. */
  readonly without?: (candidate: Candidate) => boolean
  readonly further?: readonly Candidate[]
  /** Free places by registration. */
  readonly capacities: ReadonlyMap<string, number>
}

/** The part of the programme that was chosen again, and the outcome. */
export type Outcome = { readonly part: readonly Candidate[]; readonly solution: Solution }

export type Again = {
  /** Whether there is effort left for what concerns these registrations and agencies. */
  affords(names: Iterable<string>): boolean
  /** Undefined when it cannot be done, when it is not proved to be the best, or when there is not effort enough left. */
  choose(otherwise: Otherwise): Promise<Outcome | undefined>
}

/**
 * Chooses again until the effort is used up. Effort is counted in candidates, not in seconds, so that a programme is
 * explained alike on every machine.
 */
export function choosingAgain(
  partsWith: PartsWith,
  preferences: Partial<Preferences>,
  effort: number,
): Again {
  const sizeOf = (parts: ReturnType<PartsWith>) => parts.reduce((sum, { length }) => sum + length, 0)
  let left = effort
  return {
    affords: (names) => sizeOf(partsWith(names)) <= left,
    async choose({ names, without = () => false, further = [], capacities }) {
      const parts = partsWith(names)
      const size = sizeOf(parts) + further.length
      if (size > left) return undefined
      left -= size
      const part = [...parts.flat().filter((one) => !without(one)), ...further]
      const own = new Set(part.map(({ id }) => id))
      const pins = new Set([...(preferences.pinned ?? [])].filter((id) => own.has(id)))
      if (contradiction(part, capacities, pins)) return undefined
      const solution = await solve(part, capacities, {
        ...preferences,
        pinned: pins,
        seconds: patience(preferences),
      })
      if (!solution.optimal) left = 0
      return solution.optimal ? { part, solution } : undefined
    },
  }
}

/** Seconds; a choice among so few takes a fraction of one. The first that takes longer is the last. */
function patience({ seconds = longest }: Partial<Preferences>): number {
  return Math.min(seconds, longest)
}

const longest = 10

/** What a candidate uses or serves. Registrations have a full stop in their names, agencies have none. */
export function namesIn({ registrations, serves }: Candidate): readonly string[] {
  return [...registrations, ...serves]
}

/** The parts of all candidates that have to do with registrations or agencies. */
export type PartsWith = (names: Iterable<string>) => readonly (readonly Candidate[])[]

/**
 * Takes candidates apart: two belong together when they want a place of the same registration or serve the same agency,
 * directly or through others. Nothing that is done in one part makes any difference in another.
 */
export function apart(candidates: readonly Candidate[]): PartsWith {
  const above = new Map<string, string>()
  const rootOf = (name: string): string => {
    let root = name
    for (let up = above.get(root); up !== undefined; up = above.get(root)) root = up
    if (root !== name) above.set(name, root)
    return root
  }
  for (const candidate of candidates) {
    const [first = '', ...others] = namesIn(candidate)
    for (const other of others) {
      const [one, two] = [rootOf(first), rootOf(other)]
      if (one !== two) above.set(two, one)
    }
  }
  const parts = indexed(candidates, (candidate) => [rootOf(candidate.registrations[0] ?? '')])
  return (names) => [...new Set(Array.from(names, rootOf))].flatMap((root) => [parts.get(root) ?? []])
}

/** Candidates by each of the names they go by. */
export function indexed<T>(
  candidates: readonly T[],
  namesOf: (candidate: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const byName = new Map<string, T[]>()
  for (const candidate of candidates) {
    for (const name of namesOf(candidate)) {
      const known = byName.get(name)
      if (known) known.push(candidate)
      else byName.set(name, [candidate])
    }
  }
  return byName
}
