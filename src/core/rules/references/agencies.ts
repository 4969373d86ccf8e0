/** References to agencies: whoever is named is in the programme, and is named by its folder. */
import type { FieldPath, Finding } from '../../diagnostic.ts'
import type { Agreement, Programme, Registration } from '../../model.ts'
import { isOrganisationNumber } from '../../organisation-number.ts'
import { agencyByNumber, agencyFolders, isWrittenAsNumber, suggestAgency, suggesting } from '../known.ts'
import type { Rule } from '../rule.ts'

type Mention = { readonly agency: string; readonly at: FieldPath; readonly on?: 'key' }

/** The same misspelling in several fields of a file is one mistake, told where it is made first. */
const unknownAgency: Rule = {
  code: 'references/unknown-agency',
  severity: 'error',
  docs: {
    what: 'En virksomhet som nevnes, har en mappe under agencies/.',
    why: 'Rettigheter, dokumenter og koblinger følger mappen. Et feilskrevet navn er ingen virksomhet.',
  },
  *check({ programme }) {
    const known = agencyFolders(programme)
    for (const [file, mentions] of mentionsByFile(programme)) {
      const told = new Set<string>()
      for (const { agency, at, on } of mentions) {
        if (known.has(agency) || told.has(agency)) continue
        told.add(agency)
        const args = suggesting({ agency }, suggestAgency(programme)(agency))
        yield { file, at, ...(on ? { on } : {}), args }
      }
    }
  },
}

function* mentionsByFile(
  programme: Programme,
): Generator<readonly [file: string, mentions: Iterable<Mention>]> {
  const { settings, agencies, registrations, agreements, decisions } = programme
  if (settings?.office.agency)
    yield [settings.file, [{ agency: settings.office.agency, at: ['office', 'agency'] }]]
  for (const { file, parent } of agencies.values()) {
    if (parent && !isWrittenAsNumber(parent)) yield [file, [{ agency: parent, at: ['parent'] }]]
  }
  for (const { file, mergedInto } of agencies.values()) {
    if (mergedInto) yield [file, [{ agency: mergedInto.agency, at: ['mergedInto', 'agency'] }]]
  }
  for (const registration of registrations.values()) {
    yield [registration.file, partners(registration).filter(({ agency }) => !isWrittenAsNumber(agency))]
  }
  for (const agreement of agreements.values()) yield [agreement.file, inAgreement(agreement)]
  for (const { file, by } of decisions.values()) yield [file, [{ agency: by, at: ['by'] }]]
}

function* inAgreement(agreement: Agreement): Generator<Mention> {
  const { parties, accepted, expectations, exchanges, signatures, termination } = agreement
  for (const [index, { agency }] of parties.entries()) yield { agency, at: ['parties', index, 'agency'] }
  for (const [index, { party }] of accepted.entries())
    yield { agency: party, at: ['accepted', index, 'party'] }
  for (const agency of Object.keys(expectations)) yield { agency, at: ['expectations', agency], on: 'key' }
  for (const [index, { from, to }] of exchanges.entries()) {
    yield { agency: from, at: ['exchanges', index, 'from'] }
    yield { agency: to, at: ['exchanges', index, 'to'] }
  }
  for (const [index, { party }] of signatures.entries())
    yield { agency: party, at: ['signatures', index, 'party'] }
  if (termination) yield { agency: termination.by, at: ['termination', 'by'] }
}

function partners({ partners: { wished, excluded } }: Registration): readonly Mention[] {
  if (wished.length === 0 && excluded.length === 0) return []
  return [
    ...wished.map((agency, index) => ({ agency, at: ['partners', 'wished', index] })),
    ...excluded.map((agency, index) => ({ agency, at: ['partners', 'excluded', index] })),
  ]
}

/** Partners and parents that are written as numbers; `own` is the agency that writes. */
function* numbers({
  agencies,
  registrations,
}: Programme): Generator<Mention & { file: string; own: string }> {
  for (const { file, parent, slug } of agencies.values()) {
    if (parent && isWrittenAsNumber(parent)) yield { agency: parent, at: ['parent'], file, own: slug }
  }
  for (const registration of registrations.values()) {
    for (const mention of partners(registration)) {
      if (isWrittenAsNumber(mention.agency))
        yield { ...mention, file: registration.file, own: registration.agency }
    }
  }
}

const partnerNumber: Rule = {
  code: 'references/partner-number',
  severity: 'error',
  docs: {
    what: 'Et organisasjonsnummer som viser til en annen virksomhet, har riktig kontrollsiffer.',
    why: 'Programkontoret tar kontakt med ønskede virksomheter ut fra nummeret.',
  },
  *check({ programme }) {
    for (const { file, at, agency } of numbers(programme)) {
      if (!isOrganisationNumber(agency)) yield { file, at, args: { number: agency } }
    }
  },
}

const registeredPartner: Rule = {
  code: 'references/registered-partner',
  severity: 'warning',
  docs: {
    what: 'En virksomhet som er med i programmet, nevnes med navnet på mappen sin.',
    why: 'Navnet er lettere å lese og kontrollere enn nummeret, og det holder når nummeret endres.',
  },
  *check({ programme }) {
    const folders = agencyByNumber(programme)
    for (const { file, at, agency, own } of numbers(programme)) {
      const folder = folders.get(agency)
      if (folder === undefined || folder === own || !isOrganisationNumber(agency)) continue
      yield { file, at, args: { number: agency, agency: folder } }
    }
  },
}

const ownAgency: Rule = {
  code: 'references/own-agency',
  severity: 'warning',
  docs: {
    what: 'Ønskede og uaktuelle partnere er andre virksomheter enn dere selv.',
    why: 'Dere blir aldri koblet med dere selv, så noe annet var trolig ment.',
  },
  *check({ programme }) {
    const folders = agencyByNumber(programme)
    for (const registration of programme.registrations.values()) {
      for (const { agency, at } of partners(registration)) {
        if ((folders.get(agency) ?? agency) !== registration.agency) continue
        yield { file: registration.file, at, args: { agency } }
      }
    }
  },
}

const wishedAndExcluded: Rule = {
  code: 'references/wished-and-excluded',
  severity: 'error',
  docs: {
    what: 'En virksomhet er ikke både ønsket og uaktuell som partner.',
    why: 'Bare dere vet hva som gjelder. Koblingen kan ikke gjette.',
  },
  *check({ programme }) {
    const folders = agencyByNumber(programme)
    for (const registration of programme.registrations.values()) yield* contradictions(registration, folders)
  },
}

function* contradictions(
  registration: Registration,
  folders: ReadonlyMap<string, string>,
): Generator<Finding> {
  const { file, agency: own, partners } = registration
  if (partners.excluded.length === 0) return
  const folderOf = (partner: string) => folders.get(partner) ?? partner
  const wished = new Set(partners.wished.map(folderOf))
  for (const [index, partner] of partners.excluded.entries()) {
    const folder = folderOf(partner)
    if (folder === own || !wished.has(folder)) continue
    yield { file, at: ['partners', 'excluded', index], args: { agency: partner } }
  }
}

export const agencyReferences: readonly Rule[] = [
  unknownAgency,
  partnerNumber,
  registeredPartner,
  ownAgency,
  wishedAndExcluded,
]
