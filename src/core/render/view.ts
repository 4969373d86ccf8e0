/** From an agreement to what its documents say, in one language: the only place where data becomes prose. */
import { termsDigest } from '../agreement/digest.ts'
import { type OpenQuestion, openQuestions } from '../agreement/open-questions.ts'
import type { Words } from '../messages.ts'
import type { Agency, Agreement, Exchange, Language, Programme } from '../model.ts'
import { formatOrganisationNumber } from '../organisation-number.ts'
import { formatDate, formatList, formatNumber } from './formatted.ts'
import { clauses } from './language.ts'
import { matchingVersion, standardText } from './standard-text.ts'
import type {
  AgreementView,
  CommonView,
  DeviationView,
  ExchangeAgreementView,
  ExchangeView,
  PartyView,
  SignatureView,
} from './view-model.ts'

/**
 * The cooperation agreement's view.
 * @throws Error for an agreement whose agencies or standard text are not in the programme: `check` says so first
 */
export function agreementView(
  agreement: Agreement,
  programme: Programme,
  language: Language,
  words: Words,
): AgreementView {
  const teller = new Teller(agreement, programme, language, words)
  const exchanges = agreement.exchanges.map((exchange, index) => teller.exchange(exchange, index))
  return {
    ...teller.common(agreement.template, openQuestions(agreement)),
    exchanges,
    sends: exchanges.map(({ fromName, toName, form, start, end }) => ({
      from: fromName,
      to: toName,
      form,
      period: words('document-period', { from: start, to: end }),
    })),
  }
}

/**
 * The view of the agreement about one exchange. Its open questions are those about this exchange and those about all.
 * @throws Error as {@link agreementView} does
 */
export function exchangeView(
  agreement: Agreement,
  exchange: Exchange,
  programme: Programme,
  language: Language,
  words: Words,
): ExchangeAgreementView {
  const teller = new Teller(agreement, programme, language, words)
  const index = agreement.exchanges.indexOf(exchange)
  const version = Number(agreement.template.split('@')[1])
  const template = matchingVersion(programme, 'exchange-agreement', version)
  const open = openQuestions(agreement).filter(({ at }) => at[0] !== 'exchanges' || at[1] === index)
  return {
    ...teller.common(template, open),
    exchange: teller.exchange(exchange, index),
    employee: { name: '', hasName: false },
    sender: teller.party(exchange.from),
    host: teller.party(exchange.to),
  }
}

/** Clearances from konfidensielt upwards; begrenset needs an authorisation only. */
const cleared: ReadonlySet<string> = new Set(['confidential', 'secret', 'top-secret'])

class Teller {
  readonly agreement: Agreement
  readonly programme: Programme
  readonly language: Language
  readonly words: Words
  readonly digest: string

  constructor(agreement: Agreement, programme: Programme, language: Language, words: Words) {
    this.agreement = agreement
    this.programme = programme
    this.language = language
    this.words = words
    const numbers = new Map(
      [...programme.agencies].map(([slug, agency]) => [slug, agency.organisationNumber]),
    )
    this.digest = termsDigest(agreement, numbers)
  }

  common(templateVersion: string, open: readonly OpenQuestion[]): CommonView {
    const { agreement, language } = this
    const parties = agreement.parties.map(({ agency }) => this.party(agency))
    const notice = this.programme.settings?.notice?.[language] ?? ''
    const questions = open.map((question) => this.question(question))
    const deviations = agreement.deviations.map((deviation) => this.deviation(deviation))
    return {
      language,
      id: agreement.id,
      title: agreement.title,
      version: formatNumber(agreement.version, language),
      roundName: this.roundName(),
      notice,
      hasNotice: isText(notice),
      termsDigest: this.digest,
      templateVersion,
      parties,
      partyNames: formatList(
        parties.map(({ name }) => name),
        language,
      ),
      twoParties: parties.length === 2,
      purpose: agreement.purpose ?? '',
      hasPurpose: isText(agreement.purpose),
      sharing: agreement.sharing ?? '',
      hasSharing: isText(agreement.sharing),
      validFrom: formatDate(agreement.validity.from, language),
      validTo: formatDate(agreement.validity.to, language),
      exchangeCount: formatNumber(agreement.exchanges.length, language),
      ...this.choices(),
      ...this.terms(),
      deviations,
      hasDeviations: deviations.length > 0,
      signatures: agreement.parties.map(({ agency }) => this.signature(agency)),
      openQuestions: questions,
      hasOpenQuestions: questions.length > 0,
    }
  }

  roundName(): string {
    const { round } = this.agreement
    return this.programme.settings?.rounds.find(({ id }) => id === round)?.name[this.language] ?? round
  }

  /** What at least one exchange has chosen, and so what the standard text must explain. */
  choices() {
    const some = (choice: (exchange: Exchange) => boolean) => this.agreement.exchanges.some(choice)
    return {
      isRotation: some(({ form }) => form === 'rotation'),
      anySenderEmployer: some(({ employer }) => employer === 'sender'),
      anyHostEmployer: some(({ employer }) => employer === 'host'),
      anySenderPayer: some(({ payer }) => payer === 'sender'),
      anyHostPayer: some(({ payer }) => payer === 'host'),
      anySharedPayer: some(({ payer }) => payer === 'shared'),
    }
  }

  terms() {
    const { terms } = this.agreement
    const { travel, equipment, security, appointment, costShare, vat = null } = terms
    return {
      costShareText: costShare ? this.words('document-cost-share', { ...costShare }) : '',
      hasCostShare: Boolean(costShare),
      refundNone: terms.refund === 'none',
      refundFull: terms.refund === 'full',
      refundShare: terms.refund === 'share',
      refundPercent: terms.refundShare ? formatNumber(terms.refundShare, this.language) : '',
      vatCharged: vat === 'charged',
      vatExempt: vat === 'exempt',
      vatOpen: vat === null,
      travel: travel ?? '',
      hasTravel: isText(travel),
      equipment: equipment ?? '',
      hasEquipment: isText(equipment),
      confidentialityDeclaration: terms.confidentiality === 'declaration',
      security: security ?? '',
      hasSecurity: isText(security),
      workingTimeSender: terms.workingTime === 'sender',
      workingTimeHost: terms.workingTime === 'host',
      appointment: appointment ?? '',
      hasAppointment: isText(appointment),
      noticeWeeks: formatNumber(terms.noticeWeeks, this.language),
    }
  }

  party(slug: string): PartyView {
    const agency = this.agency(slug)
    const party = this.agreement.parties.find((party) => party.agency === slug)
    const expectation = this.agreement.expectations[slug]
    const contact = party?.contact ?? agency.contact
    return {
      name: this.nameOf(slug),
      organisationNumber: formatOrganisationNumber(agency.organisationNumber),
      shortName: agency.shortName,
      unit: party?.unit ?? '',
      hasUnit: isText(party?.unit),
      signatoryRole: party?.signatory.role ?? '',
      hasSignatory: isText(party?.signatory.role),
      contactRole: contact.role,
      contactEmail: contact.email,
      expectation: expectation ?? '',
      hasExpectation: isText(expectation),
    }
  }

  exchange(exchange: Exchange, index: number): ExchangeView {
    const { form, employer, payer, period, place, workload, legalBasis, tasks, clearance = 'none' } = exchange
    return {
      id: exchange.id,
      number: String(index + 1),
      form: this.words(`form-${form}`),
      isSecondment: form === 'secondment',
      isShortExchange: form === 'short-exchange',
      isRotation: form === 'rotation',
      fromName: this.nameOf(exchange.from),
      fromNumber: formatOrganisationNumber(this.agency(exchange.from).organisationNumber),
      toName: this.nameOf(exchange.to),
      toNumber: formatOrganisationNumber(this.agency(exchange.to).organisationNumber),
      senderEmployer: employer === 'sender',
      hostEmployer: employer === 'host',
      employerOpen: employer === null,
      senderPayer: payer === 'sender',
      hostPayer: payer === 'host',
      sharedPayer: payer === 'shared',
      payerOpen: payer === null,
      legalBasis: legalBasis ?? '',
      hasLegalBasis: isText(legalBasis),
      start: formatDate(period.from, this.language),
      end: formatDate(period.to, this.language),
      workload: formatNumber(workload, this.language),
      fullTime: workload === 100,
      municipality: place.municipality,
      onSite: place.presence === 'on-site',
      hybrid: place.presence === 'hybrid',
      digital: place.presence === 'digital',
      tasks: tasks ?? '',
      hasTasks: isText(tasks),
      learningGoals: exchange.learningGoals,
      clearance: this.words(`clearance-${clearance}`),
      needsClearance: cleared.has(clearance),
      needsAuthorisation: clearance !== 'none',
    }
  }

  deviation({ clause, text, reason, approvedBy }: Agreement['deviations'][number]): DeviationView {
    const { template } = standardText(this.programme, this.agreement.template, this.language)
    return {
      clause: clauses(template).find(({ id }) => id === clause)?.title ?? clause,
      text: text[this.language] ?? text.nb ?? text.nn ?? text.en ?? '',
      reason,
      approvedRole: approvedBy.role,
      approvedDate: formatDate(approvedBy.date, this.language),
    }
  }

  /** A signature on other terms than these is a signature on another agreement. */
  signature(slug: string): SignatureView {
    const { name, organisationNumber, signatoryRole } = this.party(slug)
    const signature = this.agreement.signatures.find(
      ({ party, terms }) => party === slug && terms === this.digest,
    )
    return {
      name,
      organisationNumber,
      role: signature?.role ?? signatoryRole,
      date: signature ? formatDate(signature.date, this.language) : '',
      method: signature ? this.words(`signature-${signature.method}`) : '',
      signed: signature !== undefined,
    }
  }

  question({ at: [list, position], question }: OpenQuestion): string {
    if (list === 'exchanges' && this.agreement.exchanges.length > 1) {
      const text = this.words(`question-${question}`)
      return this.words('question-in-exchange', { number: Number(position) + 1, question: text })
    }
    const slug = list === 'parties' ? this.agreement.parties[Number(position)]?.agency : String(position)
    return this.words(
      `question-${question}`,
      list === 'parties' || list === 'expectations' ? { name: this.nameOf(slug) } : {},
    )
  }

  nameOf(slug: string | undefined): string {
    const { name } = this.agency(slug)
    return this.language === 'en' ? (name.en ?? name.nb) : name[this.language]
  }

  agency(slug: string | undefined): Agency {
    const agency = this.programme.agencies.get(slug ?? '')
    if (!agency)
      throw new Error(`${this.agreement.file} names the agency ${slug}, which is not in the programme`)
    return agency
  }
}

function isText(text: string | null | undefined): boolean {
  return typeof text === 'string' && text.trim() !== ''
}
