/** Who and what a record is: its number, its name, and that it is there once. */
import type { Finding } from '../diagnostic.ts'
import { identify } from '../kinds.ts'
import { isOrganisationNumber } from '../organisation-number.ts'
import type { Rule, World } from './rule.ts'
import { sameNeedTwice } from './same-need-twice.ts'

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

export const identityRules: readonly Rule[] = [
  organisationNumber,
  sameAgencyTwice,
  sharedName,
  noAgencyFile,
  sameNeedTwice,
]
