/** Registrations as a table: one row each, lists with commas, the illustration text in the last column of every row. */
import type { SiteFacts } from '../model.ts'
import { type Cell, csv } from './csv.ts'
import { colophon, type RegistrationRecord, registrationRecords } from './records.ts'

/** Names are those of the JSON file; a part of a field has a dot. */
const columns: Readonly<Record<string, (one: RegistrationRecord) => Cell>> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  agency: ({ agency }) => agency,
  agencyName: ({ agencyName }) => agencyName,
  organisationNumber: ({ organisationNumber }) => organisationNumber,
  title: ({ title }) => title,
  language: ({ language }) => language,
  unit: ({ unit }) => unit ?? '',
  standing: ({ standing }) => standing,
  competences: ({ competences }) => competences.join(', '),
  targetGroups: ({ targetGroups }) => targetGroups.join(', '),
  background: ({ background }) => background,
  learningGoals: ({ learningGoals }) => learningGoals.join('\n'),
  ground: ({ ground }) => ground ?? '',
  direction: ({ direction }) => direction,
  forms: ({ forms }) => forms.join(', '),
  inReturn: ({ inReturn }) => inReturn.join(', '),
  'period.from': ({ period }) => period.from,
  'period.to': ({ period }) => period.to,
  'duration.minWeeks': ({ duration }) => duration.minWeeks,
  'duration.maxWeeks': ({ duration }) => duration.maxWeeks,
  'workload.min': ({ workload }) => workload.min,
  'workload.max': ({ workload }) => workload.max,
  'place.municipality': ({ place }) => place.municipality,
  'place.presence': ({ place }) => place.presence,
  places: ({ places }) => places,
  level: ({ level }) => level,
  clearance: ({ clearance }) => clearance,
  'partners.wished': ({ partners }) => partners.wished.join(', '),
  matchingHelp: ({ matchingHelp }) => matchingHelp,
  confirmed: ({ confirmed }) => confirmed,
  'withdrawn.date': ({ withdrawn }) => withdrawn?.date ?? '',
  proposals: ({ proposals }) => proposals.join(', '),
  url: ({ url }) => url,
}

export function registrationsCsv(facts: SiteFacts): string {
  const notice = colophon(facts).notice.nb ?? ''
  const rows = registrationRecords(facts).map((one) => [
    ...Object.values(columns).map((cell) => cell(one)),
    notice,
  ])
  return csv([...Object.keys(columns), 'notice'], rows)
}
