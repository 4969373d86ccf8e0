/** Tells of one agreement in one language: names, dates and numbers written out, and what is agreed in common. */
import { termsDigest } from '../agreement/digest.ts'
import type { OpenQuestion } from '../agreement/open-questions.ts'
import type { Words } from '../messages.ts'
import type { Agency, Agreement, Exchange, IsoDate, Language, Programme } from '../model.ts'
import { formatOrganisationNumber } from '../organisation-number.ts'
import { successorOf } from '../succession.ts'
import { formatDate, formatList, formatNumber } from './formatted.ts'
import { clauses } from './language.ts'
import { matchingVersion, standardText } from './standard-text.ts'
import * as facts from './view-facts.ts'
import type { CommonView, DeviationView, PartyView, SendView, SignatureView } from './view-model.ts'

export class Teller {
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
    const notice = this.notice()
    const questions = open.map((question) => this.question(question))
    const deviations = this.deviations(templateVersion)
    return {
      language,
      id: agreement.id,
      title: agreement.title,
      version: this.number(agreement.version),
      roundName: this.roundName(),
      notice,
      hasNotice: isText(notice),
      termsDigest: this.digest,
      templateVersion,
      parties,
      partyNames: this.list(parties.map(({ name }) => name)),
      twoParties: parties.length === 2,
      purpose: agreement.purpose ?? '',
      hasPurpose: isText(agreement.purpose),
      sharing: agreement.sharing ?? '',
      hasSharing: isText(agreement.sharing),
      validFrom: this.date(agreement.validity.from),
      validTo: this.date(agreement.validity.to),
      exchangeCount: this.number(agreement.exchanges.length),
      ...this.choices(),
      ...this.circumstances(),
      ...this.money(),
      ...this.terms(),
      deviations,
      hasDeviations: deviations.length > 0,
      signatures: agreement.parties.map(({ agency }) => this.signature(agency)),
      openQuestions: questions,
      hasOpenQuestions: questions.length > 0,
    }
  }

  /** What the programme says on every page, and who has taken a party over since: the standard text names it as it was. */
  notice(): string {
    const { agencies, settings } = this.programme
    const told = this.agreement.parties.flatMap(({ agency }) => {
      const date = agencies.get(agency)?.mergedInto?.date
      const successor = agencies.get(successorOf(agency, agencies))
      if (date === undefined || !successor || successor.slug === agency) return []
      const number = formatOrganisationNumber(successor.organisationNumber)
      const args = {
        agency: this.nameOf(agency),
        date: this.date(date),
        successor: this.nameOf(successor.slug),
        number,
      }
      return [this.words('document-merged', args)]
    })
    return [settings?.notice?.[this.language] ?? '', ...told].filter(isText).join(' ')
  }

  roundName(): string {
    const { round } = this.agreement
    return this.programme.settings?.rounds.find(({ id }) => id === round)?.name[this.language] ?? round
  }

  some(holds: (exchange: Exchange) => boolean): boolean {
    return this.agreement.exchanges.some(holds)
  }

  /** What at least one exchange has chosen, and so what the standard text must explain. */
  choices() {
    const { exchanges } = this.agreement
    const rotation = exchanges.filter(({ form }) => form === 'rotation')
    return {
      anySecondment: this.some(({ form }) => form === 'secondment'),
      anyShortExchange: this.some(({ form }) => form === 'short-exchange'),
      isRotation: rotation.length > 0,
      rotation: rotation.map((exchange) => this.send(exchange)),
      anySenderEmployer: this.some(({ employer }) => employer === 'sender'),
      anyHostEmployer: this.some(({ employer }) => employer === 'host'),
      anySenderPayer: this.some(({ payer }) => payer === 'sender'),
      anyHostPayer: this.some(({ payer }) => payer === 'host'),
      anySharedPayer: this.some(({ payer }) => payer === 'shared'),
    }
  }

  /** What follows for at least one exchange from where it is, what it is about, and who the parties are. */
  circumstances() {
    const { agreement, programme } = this
    const stays = new Set(agreement.exchanges.map((exchange) => facts.stayOf(exchange, programme)))
    return {
      anyOtherMunicipality: stays.has('short-stay') || stays.has('long-stay'),
      anyLongStay: stays.has('long-stay'),
      anyAuthorisation: this.some(facts.needsAuthorisation),
      anyClearance: this.some(facts.needsClearance),
      anyDeclaration: this.some((exchange) => facts.needsDeclaration(agreement, exchange)),
      anySuperior: this.some(
        ({ from, to }) => facts.isAbove(from, to, programme) || facts.isAbove(to, from, programme),
      ),
    }
  }

  money() {
    const { agreement } = this
    const { terms } = agreement
    const { costShare, vat = null } = terms
    return {
      hasCosts: this.some((exchange) => facts.hasCosts(agreement, exchange)),
      costShareText: costShare ? this.words('document-cost-share', { ...costShare }) : '',
      hasCostShare: Boolean(costShare),
      refundNone: terms.refund === 'none',
      refundFull: terms.refund === 'full',
      refundShare: terms.refund === 'share',
      refundPercent: terms.refundShare ? this.number(terms.refundShare) : '',
      vatCharged: vat === 'charged',
      vatExempt: vat === 'exempt',
      vatOpen: vat === null,
    }
  }

  terms() {
    const { terms } = this.agreement
    const { travel, equipment, security, appointment } = terms
    return {
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
      noticeWeeks: this.number(terms.noticeWeeks),
    }
  }

  party(slug: string): PartyView {
    const agency = this.agency(slug)
    const party = this.agreement.parties.find((party) => party.agency === slug)
    const expectation = this.agreement.expectations[slug]
    const contact = party?.contact ?? agency.contact
    return {
      agency: slug,
      name: this.nameOf(slug),
      organisationNumber: formatOrganisationNumber(agency.organisationNumber),
      shortName: agency.shortName,
      unit: party?.unit ?? '',
      hasUnit: isText(party?.unit),
      signatoryRole: party?.signatory.role ?? '',
      hasSignatory: isText(party?.signatory.role),
      signatoryName: '',
      hasSignatoryName: false,
      contactRole: contact.role,
      contactEmail: contact.email,
      contactName: '',
      hasContactName: false,
      expectation: expectation ?? '',
      hasExpectation: isText(expectation),
    }
  }

  send({ from, to, form, period }: Exchange): SendView {
    return {
      from: this.nameOf(from),
      to: this.nameOf(to),
      form: this.words(`form-${form}`),
      period: this.words('document-period', { from: this.date(period.from), to: this.date(period.to) }),
    }
  }

  /** A clause may stand in the cooperation agreement, in the exchange agreement, or in both. */
  deviations(templateVersion: string): readonly DeviationView[] {
    if (this.agreement.deviations.length === 0) return []
    const own = this.titlesIn(this.agreement.template)
    const here = this.titlesIn(templateVersion)
    const inExchange = this.exchangeTitles()
    return this.agreement.deviations.map(({ clause, text, reason, approvedBy }) => ({
      clause: here.get(clause) ?? own.get(clause) ?? inExchange.get(clause) ?? clause,
      clauseId: clause,
      here: here.has(clause),
      text: text[this.language] ?? text.nb ?? text.nn ?? text.en ?? '',
      reason,
      approvedRole: approvedBy.role,
      approvedDate: this.date(approvedBy.date),
    }))
  }

  exchangeTitles(): ReadonlyMap<string, string> {
    const template = matchingVersion(this.programme, 'exchange-agreement', versionOf(this.agreement))
    return this.programme.templates.has(template) ? this.titlesIn(template) : new Map()
  }

  titlesIn(templateVersion: string): ReadonlyMap<string, string> {
    const { template } = standardText(this.programme, templateVersion, this.language)
    return new Map(clauses(template).map(({ id, title }) => [id, title]))
  }

  /** A signature on other terms than these is a signature on another agreement. */
  signature(slug: string): SignatureView {
    const { name, organisationNumber, signatoryRole } = this.party(slug)
    const signature = this.agreement.signatures.find(
      ({ party, terms }) => party === slug && terms === this.digest,
    )
    return {
      agency: slug,
      name,
      organisationNumber,
      role: signature?.role ?? signatoryRole,
      signatoryName: '',
      hasSignatoryName: false,
      date: signature ? this.date(signature.date) : '',
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
    return agencyName(this.agency(slug), this.language)
  }

  agency(slug: string | undefined): Agency {
    const agency = this.programme.agencies.get(slug ?? '')
    if (!agency)
      throw new Error(`${this.agreement.file} names the agency ${slug}, which is not in the programme`)
    return agency
  }

  date(date: IsoDate): string {
    return formatDate(date, this.language)
  }

  number(number: number): string {
    return formatNumber(number, this.language)
  }

  list(items: readonly string[]): string {
    return formatList(items, this.language)
  }
}

/** In English where it has such a name, else as it is in bokmål. */
export function agencyName({ name }: Agency, language: Language): string {
  return language === 'en' ? (name.en ?? name.nb) : name[language]
}

/** The number of the standard text an agreement builds on. */
export function versionOf({ template }: Agreement): number {
  return Number(template.split('@')[1])
}

export function isText(text: string | null | undefined): boolean {
  return (text ?? '').trim() !== ''
}
