/** Fingeravtrykk av det et forslag bygger på: it tells whether anything that matters has changed since a refusal. */
import { type Digest, digestOf } from '../../canonical.ts'
import { compare } from '../../diagnostic.ts'
import type { Registration } from '../../model.ts'

/**
 * `sha256:` and 64 hexadecimal digits over what decides whether registrations fit: not their order, not the order of
 * their lists, and not what is only told (title, background, unit, anchoring) or repeated (confirmed).
 */
export function fingerprint(registrations: readonly Registration[]): Digest {
  return digestOf(registrations.map(decisive).sort((a, b) => compare(a.id, b.id)))
}

function decisive(one: Registration) {
  const { id, kind, direction, period, duration, workload, place, places, level, clearance } = one
  return {
    id,
    kind,
    competences: one.competences.toSorted(compare),
    targetGroups: one.targetGroups.toSorted(compare),
    inReturn: one.inReturn.toSorted(compare),
    learningGoals: one.learningGoals.map(settled).sort(compare),
    direction,
    forms: one.forms.toSorted(compare),
    period: { from: period.from, to: period.to },
    duration: { minWeeks: duration.minWeeks, maxWeeks: duration.maxWeeks },
    workload: { min: workload.min, max: workload.max },
    place: { municipality: settled(place.municipality), presence: place.presence },
    places,
    level,
    clearance,
    wished: one.partners.wished.toSorted(compare),
    excluded: one.partners.excluded.toSorted(compare),
  }
}

/** Where a line is broken, and how a letter is put together, is not a change. */
function settled(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
