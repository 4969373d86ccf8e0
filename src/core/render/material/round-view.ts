/** What material for a round can speak of: the round, its agreements and the agencies that are parties to them. */
import { signedOn } from '../../agreement/signing.ts'
import { type Digest, digestOf } from '../../canonical.ts'
import { compare } from '../../diagnostic.ts'
import type { Words } from '../../messages.ts'
import type { Agreement, Language, Programme, Round } from '../../model.ts'
import { formatOrganisationNumber } from '../../organisation-number.ts'
import { digestIn } from '../../rules/terms.ts'
import { formatDate, formatList, formatNumber } from '../formatted.ts'
import { agencyName } from '../view-teller.ts'

export type RoundView = {
  readonly language: Language
  readonly id: string
  readonly roundName: string
  readonly programmeName: string
  readonly notice: string
  readonly hasNotice: boolean
  readonly templateVersion: string
  /** `sha256:…` over what the sheet says of the round and its agreements. */
  readonly termsDigest: Digest
  readonly officeMailbox: string
  readonly office: { readonly name: string; readonly organisationNumber: string }
  readonly from: string
  readonly to: string
  readonly agreements: readonly RoundAgreementView[]
  readonly hasAgreements: boolean
  readonly agreementCount: string
  readonly exchangeCount: string
  readonly agencies: readonly RoundAgencyView[]
}

export type RoundAgreementView = {
  readonly id: string
  readonly title: string
  readonly parties: string
  readonly exchanges: string
  readonly isSigned: boolean
}

export type RoundAgencyView = {
  readonly name: string
  readonly contactRole: string
  readonly contactEmail: string
}

export type RoundFacts = {
  readonly round: Round
  readonly programme: Programme
  readonly language: Language
  readonly words: Words
}

export function roundView(facts: RoundFacts, templateVersion: string): RoundView {
  const { round, programme, language } = facts
  const { settings } = programme
  const agreements = agreementsIn(round, programme)
  const notice = settings?.notice?.[language] ?? ''
  return {
    language,
    id: round.id,
    roundName: round.name[language],
    programmeName: settings?.name[language] ?? '',
    notice,
    hasNotice: notice !== '',
    templateVersion,
    termsDigest: digestOf({
      round: [round.id, round.from, round.to, round.name[language]],
      agreements: agreements.map((one) => [one.id, one.title, digestIn(programme, one) ?? null]),
    }),
    officeMailbox: settings?.office.mailbox ?? '',
    office: officeOf(facts),
    from: formatDate(round.from, language),
    to: formatDate(round.to, language),
    agreements: agreements.map((agreement) => told(agreement, facts)),
    hasAgreements: agreements.length > 0,
    agreementCount: formatNumber(agreements.length, language),
    exchangeCount: formatNumber(agreements.flatMap(({ exchanges }) => exchanges).length, language),
    agencies: agenciesIn(agreements, facts),
  }
}

/** Whoever has terminated does not meet to begin. */
function agreementsIn({ id }: Round, { agreements }: Programme): readonly Agreement[] {
  return [...agreements.values()]
    .filter(({ round, termination }) => round === id && termination === null)
    .sort((a, b) => compare(a.id, b.id))
}

function told(agreement: Agreement, { programme, language, words }: RoundFacts): RoundAgreementView {
  const shortName = (slug: string) => programme.agencies.get(slug)?.shortName ?? slug
  const parties = agreement.parties.map(({ agency }) => shortName(agency))
  const exchanges = agreement.exchanges.map(({ from, to, form }) =>
    words('material-exchange', { from: shortName(from), to: shortName(to), form: words(`form-${form}`) }),
  )
  const digest = digestIn(programme, agreement)
  return {
    id: agreement.id,
    title: agreement.title,
    parties: formatList(parties, language),
    exchanges: exchanges.join('; '),
    isSigned: digest !== undefined && signedOn(agreement, digest) !== undefined,
  }
}

function agenciesIn(
  agreements: readonly Agreement[],
  { programme, language }: RoundFacts,
): readonly RoundAgencyView[] {
  const slugs = new Set(agreements.flatMap(({ parties }) => parties.map(({ agency }) => agency)))
  return [...slugs]
    .flatMap((slug) => programme.agencies.get(slug) ?? [])
    .map((agency) => ({
      name: agencyName(agency, language),
      contactRole: agency.contact.role,
      contactEmail: agency.contact.email,
    }))
    .sort((a, b) => compare(a.name, b.name))
}

/** Who holds the meeting. Until somebody has said which agency the office belongs to, it is the programme itself. */
function officeOf({ programme, language }: RoundFacts): RoundView['office'] {
  const agency = programme.agencies.get(programme.settings?.office.agency ?? '')
  if (!agency) return { name: programme.settings?.name[language] ?? '', organisationNumber: '' }
  return {
    name: agencyName(agency, language),
    organisationNumber: formatOrganisationNumber(agency.organisationNumber),
  }
}
