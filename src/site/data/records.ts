/** Åpne data: registrations, agreements and competence areas as others may use them. Nothing here is not in the repository. */
import { phaseOf } from '../../core/agreement/phase.ts'
import { compare } from '../../core/diagnostic.ts'
import { learnedIn } from '../../core/learning/learned.ts'
import type { Concept, LocalText } from '../../core/model.ts'
import { digestIn } from '../../core/rules/terms.ts'
import { entryPath } from '../catalogue/catalogue-page.ts'
import { type Listed, listingOf } from '../catalogue/listing.ts'
import { learnedAnchor, learnedPath } from '../learned/learned-page.ts'
import type { SiteFacts } from '../model.ts'
import { baseOf } from './address.ts'

/** Norsk lisens for offentlige data: https://data.norge.no/nlod/no/2.0 */
export const licence = 'https://data.norge.no/nlod/no/2.0'

/** What every file says of itself. */
export function colophon({ programme, today }: SiteFacts) {
  const notice: Partial<LocalText> = programme.settings?.notice ?? {}
  return { notice, licence, date: today }
}

/** By id, whatever order they are shown in. */
export function registrationRecords(facts: SiteFacts) {
  return [...listingOf(facts)]
    .sort((a, b) => compare(a.registration.id, b.registration.id))
    .map((listed) => registrationRecord(listed, facts))
}

function registrationRecord({ registration, entry, proposals }: Listed, facts: SiteFacts) {
  const { file: _file, slug: _slug, kind, id, agency, ...fields } = registration
  const owner = facts.programme.agencies.get(agency)
  return {
    ...{ id, kind, agency },
    agencyName: owner?.name.nb ?? agency,
    organisationNumber: owner?.organisationNumber ?? '',
    url: `${baseOf(facts)}${entryPath(entry)}`,
    standing: entry.standing,
    proposals: proposals.map((proposal) => proposal.id),
    ...fields,
  }
}

export type RegistrationRecord = ReturnType<typeof registrationRecord>

/** What was agreed between whom and when; the terms are in the documents. */
export function agreementRecords(facts: SiteFacts) {
  const { programme, today } = facts
  const { evaluations, settings, agencies } = programme
  return [...programme.agreements.values()]
    .sort((a, b) => compare(a.id, b.id))
    .map((agreement) => {
      const { id, title, round, version, parties, basis, validity, exchanges, purpose, sharing } = agreement
      const digest = digestIn(programme, agreement)
      return {
        ...{ id, title, round, version, basis, purpose, sharing, validity },
        url: `${baseOf(facts)}avtaler/${id}/`,
        phase: digest === undefined ? null : phaseOf({ agreement, evaluations, settings, digest, today }),
        parties: parties.map(({ agency, unit }) => ({
          agency,
          agencyName: agencies.get(agency)?.name.nb ?? agency,
          organisationNumber: agencies.get(agency)?.organisationNumber ?? '',
          ...(unit === undefined ? {} : { unit }),
        })),
        exchanges: exchanges.map(({ id, form, from, to, period, workload, place, learningGoals }) => ({
          ...{ id, form, from, to, period, workload, place, learningGoals },
        })),
      }
    })
}

/** What was learned; `url` leads to where it stands on the page. */
export function learnedRecords(facts: SiteFacts) {
  return learnedIn(facts.programme).map(({ file: _file, ...one }) => ({
    ...one,
    url: `${baseOf(facts)}${learnedPath}#${learnedAnchor(one)}`,
  }))
}

export function conceptRecords(concepts: ReadonlyMap<string, Concept>): readonly Concept[] {
  return [...concepts.values()].sort((a, b) => compare(a.id, b.id))
}
