/** Fagområder: the widest ones, in which the finer are counted. Fine ones would leave every group too small to show. */
import type { Concept } from '../../model.ts'

/** Each of the widest areas above these once; an area that is unknown stands for itself. */
export function widestOf(ids: readonly string[], concepts: ReadonlyMap<string, Concept>): readonly string[] {
  return [...new Set(ids.map((id) => widest(id, concepts)))]
}

/** A ring of areas has no widest; then it is the last before the ring closes. */
function widest(id: string, concepts: ReadonlyMap<string, Concept>): string {
  const seen = new Set([id])
  let area = id
  for (;;) {
    const above = concepts.get(area)?.broader
    if (above == null || seen.has(above) || !concepts.has(above)) return area
    seen.add(above)
    area = above
  }
}
