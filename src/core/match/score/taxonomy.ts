/** How near two competence areas (or two target groups) are in the programme's own list. */
import type { Concept } from '../../model.ts'

/** Slektskap: for each concept, those that have anything to do with it and how close they are, 0–1; itself 1. */
export type Kinship = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Closeness by steps up or down the list. Further apart there is no longer anything to build on. */
const bySteps = [1, 0.7, 0.4, 0.2] as const

/** Siblings share a field, but neither contains the other: less than a grandparent. */
const siblings = 0.3

/**
 * Kinship over `broader`: an area and what it belongs to, up to three steps, and areas with the same parent.
 * A circle or a name that is not in the list is somebody else's finding; here it only ends the way up.
 */
export function kinship(concepts: ReadonlyMap<string, Concept>): Kinship {
  const kin = new Map<string, Map<string, number>>()
  const relate = (one: string, other: string, closeness: number): void => {
    if ((kin.get(one)?.get(other) ?? 0) >= closeness) return
    kin.set(one, (kin.get(one) ?? new Map()).set(other, closeness))
    kin.set(other, (kin.get(other) ?? new Map()).set(one, closeness))
  }
  for (const id of concepts.keys()) {
    for (const [steps, ancestor] of lineage(id, concepts).entries()) relate(id, ancestor, bySteps[steps] ?? 0)
  }
  for (const group of children(concepts).values()) {
    for (const one of group) for (const other of group) if (one < other) relate(one, other, siblings)
  }
  return kin
}

/** The concept itself first, then what it belongs to, step by step. */
function lineage(id: string, concepts: ReadonlyMap<string, Concept>): readonly string[] {
  const line: string[] = []
  let at: string | null | undefined = id
  while (at && concepts.has(at) && !line.includes(at) && line.length < bySteps.length) {
    line.push(at)
    at = concepts.get(at)?.broader
  }
  return line
}

function children(concepts: ReadonlyMap<string, Concept>): ReadonlyMap<string, readonly string[]> {
  const byParent = new Map<string, string[]>()
  for (const { id, broader } of concepts.values()) {
    if (broader && concepts.has(broader)) byParent.set(broader, [...(byParent.get(broader) ?? []), id])
  }
  return byParent
}

/** 0 when they have nothing to do with each other. A concept that is not in the list is at least itself. */
export function closeness(kin: Kinship, one: string, other: string): number {
  return one === other ? 1 : (kin.get(one)?.get(other) ?? 0)
}

/** What fits best: positions in the two lists, so that a field can be pointed at. */
export type Fit = { readonly wanted: number; readonly given: number; readonly closeness: number }

/** For each wanted concept the closest given one, the first of equals; those without any are left out. */
export function bestFits(kin: Kinship, wanted: readonly string[], given: readonly string[]): readonly Fit[] {
  return wanted.flatMap((want, at) => {
    let best: Fit | undefined
    for (const [index, give] of given.entries()) {
      const near = closeness(kin, want, give)
      if (near > (best?.closeness ?? 0)) best = { wanted: at, given: index, closeness: near }
    }
    return best ? [best] : []
  })
}

/** Whether any of the one has anything to do with any of the other. */
export function related(kin: Kinship, wanted: readonly string[], given: readonly string[]): boolean {
  return wanted.some((want) => given.some((give) => closeness(kin, want, give) > 0))
}
