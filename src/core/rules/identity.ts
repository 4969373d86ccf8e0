/** Who and what a record is: its number, its name, and that it is there once. */
import { overlap } from '../days.ts'
import type { Finding } from '../diagnostic.ts'
import { identify } from '../kinds.ts'
import type { Registration } from '../model.ts'
import { nearCopies, wordsOf } from '../near-copies.ts'
import { isOrganisationNumber } from '../organisation-number.ts'
import type { Rule, World } from './rule.ts'

const organisationNumber: Rule = {
  code: 'identity/organisation-number',
  severity: 'error',
  docs: {
    what: 'Organisasjonsnummeret har ni sifre og riktig kontrollsiffer.',
    why: 'Avtaler skal bære partenes organisasjonsnummer (enhetsregisterloven § 7-2). Et feilskrevet nummer er som regel et ombyttet siffer.',
  },
  *check({ programme }) {
    for (const { file, organisationNumber } of programme.agencies.values()) {
      if (!isOrganisationNumber(organisationNumber)) {
        yield { file, at: ['organisationNumber'], args: { number: organisationNumber } }
      }
    }
  },
}

const sameAgencyTwice: Rule = {
  code: 'identity/same-agency-twice',
  severity: 'error',
  docs: {
    what: 'En virksomhet er registrert én gang.',
    why: 'Står den to ganger, får den to sett med rettigheter og to plasser i koblingen.',
  },
  *check({ programme }) {
    const first = new Map<string, string>()
    for (const { file, organisationNumber, slug } of programme.agencies.values()) {
      const other = first.get(organisationNumber)
      if (other !== undefined)
        yield { file, at: ['organisationNumber'], args: { number: organisationNumber, other } }
      else first.set(organisationNumber, slug)
    }
  },
}

const sharedName: Rule = {
  code: 'identity/shared-name',
  severity: 'error',
  docs: {
    what: 'Et behov og et tilbud fra samme virksomhet har ikke samme filnavn.',
    why: 'Navnet er registreringens identitet i koblinger og avtaler.',
  },
  *check({ programme }) {
    for (const path of programme.paths) {
      const twin = path.replace('/offers/', '/needs/')
      if (twin !== path && programme.paths.has(twin)) yield { file: path, at: [], args: { other: twin } }
    }
  },
}

const noAgencyFile: Rule = {
  code: 'identity/no-agency-file',
  severity: 'error',
  docs: {
    what: 'En mappe under agencies/ har filen agency.yaml.',
    why: 'Behov og tilbud må ha en avsender med organisasjonsnummer og kontaktpunkt.',
  },
  check: ({ programme }) => foldersWithoutAgency(programme),
}

function* foldersWithoutAgency({ paths }: World['programme']): Generator<Finding> {
  const told = new Set<string>()
  for (const path of paths) {
    const [top, slug, ...rest] = path.split('/')
    if (top !== 'agencies' || !slug || rest.length === 0 || told.has(slug)) continue
    // A file in no place of its own is told of as such.
    if (!identify(path)) continue
    if (paths.has(`agencies/${slug}/agency.yaml`)) continue
    told.add(slug)
    yield { file: path, at: [], args: { folder: `agencies/${slug}` } }
  }
}

const sameNeedTwice: Rule = {
  code: 'identity/same-need-twice',
  severity: 'warning',
  docs: {
    what: 'Det samme behovet eller tilbudet er registrert én gang. Gjelder det flere personer, skrives antallet i «places».',
    why: 'To like registreringer tar to plasser i koblingen, og partneren vet ikke hvilken hun skal svare på.',
  },
  check: ({ programme }) =>
    doubles([...programme.registrations.values()].filter(({ withdrawn }) => !withdrawn)),
}

function* doubles(registrations: readonly Registration[]): Generator<Finding> {
  const told = new Set<Registration>()
  for (const [registration, original] of alike(registrations)) {
    if (told.has(registration)) continue
    told.add(registration)
    yield { file: registration.file, at: ['title'], args: { other: original.file } }
  }
}

function* alike(registrations: readonly Registration[]): Generator<readonly [Registration, Registration]> {
  const title = ({ title }: Registration) => wordsOf(title).join(' ')
  for (const group of groups(registrations, title)) yield* sameTitles(group)
  const competences = ({ competences }: Registration) => [...competences].sort().join(' ')
  for (const group of groups(registrations, competences)) yield* nearCopies(group, texts, areOpenTogether)
}

/** Only one unit's needs, or its offers, in the same direction can be the same. Groups of one are left out. */
function groups(registrations: readonly Registration[], what: (registration: Registration) => string) {
  const groups = new Map<string, Registration[]>()
  for (const registration of registrations) {
    const { agency, kind, direction, unit = '' } = registration
    const key = [agency, kind, direction, unit.toLowerCase(), what(registration)].join('\n')
    const group = groups.get(key)
    if (group) group.push(registration)
    else groups.set(key, [registration])
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}

function* sameTitles(group: readonly Registration[]): Generator<readonly [Registration, Registration]> {
  for (const [index, registration] of group.entries()) {
    const original = group.slice(0, index).find((other) => areOpenTogether(registration, other))
    if (original) yield [registration, original]
  }
}

/** What was wanted last year may be wanted again. */
function areOpenTogether(one: Registration, other: Registration): boolean {
  return overlap(one.period, other.period) !== undefined
}

function texts({ title, background, learningGoals }: Registration): readonly string[] {
  return [title, background, ...learningGoals]
}

export const identityRules: readonly Rule[] = [
  organisationNumber,
  sameAgencyTwice,
  sharedName,
  noAgencyFile,
  sameNeedTwice,
]
