/** Fingeravtrykk av det et forslag bygger på: it tells whether anything that matters has changed since a refusal. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { compare } from '../diagnostic.ts'
import type { Registration } from '../model.ts'

/**
 * `sha256:` and 64 hexadecimal digits over what decides whether registrations fit: not their order, not the order of
 * their lists, and not what is only told (title, background, unit, anchoring) or repeated (confirmed).
 */
export function fingerprint(registrations: readonly Registration[]): string {
  const inputs = registrations.map(decisive).sort((a, b) => compare(a.id, b.id))
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalize(inputs) ?? '')))}`
}

function decisive(one: Registration) {
  const { id, kind, direction, period, duration, workload, place, places, level, clearance } = one
  return {
    id,
    kind,
    competences: one.competences.toSorted(compare),
    targetGroups: one.targetGroups.toSorted(compare),
    inReturn: one.inReturn.toSorted(compare),
    learningGoals: one.learningGoals.map((goal) => goal.replace(/\s+/g, ' ').trim()).sort(compare),
    direction,
    forms: one.forms.toSorted(compare),
    period: { from: period.from, to: period.to },
    duration: { minWeeks: duration.minWeeks, maxWeeks: duration.maxWeeks },
    workload: { min: workload.min, max: workload.max },
    place: { municipality: place.municipality, presence: place.presence },
    places,
    level,
    clearance,
    wished: one.partners.wished.toSorted(compare),
    excluded: one.partners.excluded.toSorted(compare),
  }
}
