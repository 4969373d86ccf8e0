/** The digest of an agreement's terms, computed once however many rules ask, and in however many programmes it stands. */
import { termsDigest } from '../agreement/digest.ts'
import type { Agreement, Programme } from '../model.ts'
import { perProgramme } from './known.ts'

/**
 * Undefined when an agency the terms name cannot be read: without its number nobody can say whether a signature is on
 * these terms, and what is wrong with the agency is told where it is wrong.
 */
export function digestIn(programme: Programme, agreement: Agreement): string | undefined {
  const digests = digestsOf(programme)
  if (digests.has(agreement)) return digests.get(agreement)
  const numbers = organisationNumbers(programme)
  const isKnown = agenciesIn(agreement).every((agency) => numbers.has(agency))
  const digest = isKnown ? termsDigest(agreement, numbers) : undefined
  digests.set(agreement, digest)
  return digest
}

/** Folder of an agency → organisation number. */
export const organisationNumbers = perProgramme(
  ({ agencies }): ReadonlyMap<string, string> =>
    new Map(Array.from(agencies.values(), ({ slug, organisationNumber }) => [slug, organisationNumber])),
)

/** By agencies: of the programme the terms take their numbers and nothing else. */
const known = new WeakMap<Programme['agencies'], Map<Agreement, string | undefined>>()

function digestsOf({ agencies }: Programme): Map<Agreement, string | undefined> {
  const digests = known.get(agencies) ?? new Map<Agreement, string | undefined>()
  known.set(agencies, digests)
  return digests
}

function agenciesIn({ parties, exchanges, expectations }: Agreement): readonly string[] {
  return [
    ...parties.map(({ agency }) => agency),
    ...exchanges.flatMap(({ from, to }) => [from, to]),
    ...Object.keys(expectations),
  ]
}
