/**
 * What a standard text can speak of. Every text is already in the language of the document, every date and number
 * written out; a text that may be missing is '' and has a `has…` beside it. Templates choose words, they never compute.
 */
import type { Language } from '../model.ts'

/** Part i avtalen. */
export type PartyView = {
  readonly name: string
  /** In groups of three: `974 760 673`. */
  readonly organisationNumber: string
  readonly shortName: string
  readonly unit: string
  readonly hasUnit: boolean
  readonly signatoryRole: string
  readonly hasSignatory: boolean
  readonly contactRole: string
  readonly contactEmail: string
  readonly expectation: string
  readonly hasExpectation: boolean
}

/** Utveksling, with the agencies' full names. */
export type ExchangeView = {
  readonly id: string
  /** Its number in the agreement, from 1. */
  readonly number: string
  /** A noun: «hospitering». */
  readonly form: string
  readonly isSecondment: boolean
  readonly isShortExchange: boolean
  readonly isRotation: boolean
  readonly fromName: string
  readonly fromNumber: string
  readonly toName: string
  readonly toNumber: string
  readonly senderEmployer: boolean
  readonly hostEmployer: boolean
  readonly employerOpen: boolean
  readonly senderPayer: boolean
  readonly hostPayer: boolean
  readonly sharedPayer: boolean
  readonly payerOpen: boolean
  readonly legalBasis: string
  readonly hasLegalBasis: boolean
  readonly start: string
  readonly end: string
  /** Percent, without the sign. */
  readonly workload: string
  readonly fullTime: boolean
  readonly municipality: string
  readonly onSite: boolean
  readonly hybrid: boolean
  readonly digital: boolean
  readonly tasks: string
  readonly hasTasks: boolean
  readonly learningGoals: readonly string[]
  readonly clearance: string
  /** Konfidensielt or higher: a clearance (sikkerhetsloven § 8-1). */
  readonly needsClearance: boolean
  /** Begrenset or higher: an authorisation by the host (sikkerhetsloven §§ 8-1 and 8-9). */
  readonly needsAuthorisation: boolean
}

/** Avvik fra standardteksten. */
export type DeviationView = {
  /** The clause's title in the language of the document. */
  readonly clause: string
  readonly text: string
  readonly reason: string
  readonly approvedRole: string
  readonly approvedDate: string
}

/** Underskriftslinje, one per party. `signed` only by a signature on exactly these terms. */
export type SignatureView = {
  readonly name: string
  readonly organisationNumber: string
  readonly role: string
  readonly date: string
  readonly method: string
  readonly signed: boolean
}

/** Planlagt volum, one per exchange. */
export type SendView = {
  readonly from: string
  readonly to: string
  readonly form: string
  readonly period: string
}

/** What both documents see. */
export type CommonView = {
  readonly language: Language
  readonly id: string
  readonly title: string
  readonly version: string
  readonly roundName: string
  readonly notice: string
  readonly hasNotice: boolean
  /** `sha256:…` over the terms and the template version. */
  readonly termsDigest: string
  readonly templateVersion: string
  readonly parties: readonly PartyView[]
  readonly partyNames: string
  readonly twoParties: boolean
  readonly purpose: string
  readonly hasPurpose: boolean
  readonly sharing: string
  readonly hasSharing: boolean
  readonly validFrom: string
  readonly validTo: string
  readonly exchangeCount: string
  readonly isRotation: boolean
  readonly anySenderEmployer: boolean
  readonly anyHostEmployer: boolean
  readonly anySenderPayer: boolean
  readonly anyHostPayer: boolean
  readonly anySharedPayer: boolean
  readonly costShareText: string
  readonly hasCostShare: boolean
  readonly refundNone: boolean
  readonly refundFull: boolean
  readonly refundShare: boolean
  readonly refundPercent: string
  readonly vatCharged: boolean
  readonly vatExempt: boolean
  readonly vatOpen: boolean
  readonly travel: string
  readonly hasTravel: boolean
  readonly equipment: string
  readonly hasEquipment: boolean
  readonly confidentialityDeclaration: boolean
  readonly security: string
  readonly hasSecurity: boolean
  readonly workingTimeSender: boolean
  readonly workingTimeHost: boolean
  readonly appointment: string
  readonly hasAppointment: boolean
  readonly noticeWeeks: string
  readonly deviations: readonly DeviationView[]
  readonly hasDeviations: boolean
  readonly signatures: readonly SignatureView[]
  /** Questions in plain words, in the order of the agreement. */
  readonly openQuestions: readonly string[]
  readonly hasOpenQuestions: boolean
}

/** Samarbeidsavtale mellom virksomhetene. */
export type AgreementView = CommonView & {
  readonly sends: readonly SendView[]
  readonly exchanges: readonly ExchangeView[]
}

/** Utvekslingsavtale mellom medarbeideren, avgiveren og mottakeren. */
export type ExchangeAgreementView = CommonView & {
  readonly exchange: ExchangeView
  /** Nobody is named in the repository: there `hasName` is false and the name a line to write on. */
  readonly employee: { readonly name: string; readonly hasName: boolean }
  readonly sender: PartyView
  readonly host: PartyView
}
