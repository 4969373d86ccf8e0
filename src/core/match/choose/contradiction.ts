/** Låste forslag: proposals that must be made, and whether they can be made together. */
import { compare } from '../../diagnostic.ts'
import type { Candidate } from './candidate.ts'

/** Motsigelse: pinned proposals that want more places of a registration than it has free. Nothing can be chosen. */
export class Contradiction extends Error {
  readonly registration: string
  readonly places: number
  /** Ids of the proposals, in order. */
  readonly pins: readonly string[]

  constructor(registration: string, places: number, pins: readonly string[]) {
    super(`pinned proposals want more than the ${places} places of ${registration}: ${pins.join(', ')}`)
    this.registration = registration
    this.places = places
    this.pins = pins
  }
}

/**
 * Of the first registration, in order of id, that the pinned do not fit into.
 * @throws Error for a pin that is not among the candidates: whoever asks must have said so already
 */
export function contradiction(
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  pinned: ReadonlySet<string>,
): Contradiction | undefined {
  const must = candidates.filter(({ id }) => pinned.has(id)).sort((a, b) => compare(a.id, b.id))
  const missing = [...pinned].find((pin) => !must.some(({ id }) => id === pin))
  if (missing !== undefined) throw new Error(`pinned, but not a candidate: ${missing}`)
  const takers = new Map<string, string[]>()
  for (const { id, registrations } of must)
    for (const registration of registrations)
      takers.set(registration, [...(takers.get(registration) ?? []), id])
  const [full] = [...takers]
    .filter(([registration, ids]) => ids.length > (capacities.get(registration) ?? 0))
    .sort(([a], [b]) => compare(a, b))
  return full && new Contradiction(full[0], capacities.get(full[0]) ?? 0, [...new Set(full[1])])
}
