/**
 * What a standard text can speak of. Every text is already in the language of the document, every date and number
 * written out; a text that may be missing is '' and has a `has…` beside it. Templates choose words, they never compute.
 */
import type { Language } from '../model.ts'

/** Part i avtalen. */
export type PartyView = {
  /** The folder: what a private file of names knows it by. */
  readonly agency: string
  readonly name: string
  /** In groups of three: `974 760 673`. */
  readonly organisationNumber: string
  readonly shortName: string
  readonly unit: string
  readonly hasUnit: boolean
  readonly signatoryRole: string
  readonly hasSignatory: boolean
  readonly signatoryName: string
  /** Names come from outside the repository: without a private file there are none. */
  readonly hasSignatoryName: boolean
  readonly contactRole: string
  readonly contactEmail: string
  readonly contactName: string
  readonly hasContactName: boolean
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
  /** The day in the middle. */
  readonly midway: string
  /** The last day for the talk about coming home. */
  readonly returnTalk: string
  /** The last day that was worked, agreed or actual. */
  readonly lastDay: string
  readonly endedEarly: boolean
  /** Percent, without the sign. */
  readonly workload: string
  readonly fullTime: boolean
  /** «2,5 dager»: the workload as days of a week of five. */
  readonly weekDays: string
  readonly municipality: string
  readonly onSite: boolean
  readonly hybrid: boolean
  readonly digital: boolean
  /** In the sender's own municipality; one of this, `digital`, `shortStay` and `longStay` holds. */
  readonly sameMunicipality: boolean
  readonly otherMunicipality: boolean
  /** In another municipality for at most 28 days: an ordinary journey (særavtalen om reiser innenlands § 1). */
  readonly shortStay: boolean
  /** In another municipality for more than 28 days (særavtalen om endret tjenestested §§ 1–3). */
  readonly longStay: boolean
  /** Employed by the host for more than six months (statsansatteloven § 7 første ledd). */
  readonly longAppointment: boolean
  /** Somebody else than the employer bears the salary cost, or some of it. */
  readonly otherPays: boolean
  readonly hasCosts: boolean
  /** Percent of the salary cost each bears in the end, without the sign; '' when that is not settled. */
  readonly senderShare: string
  readonly hostShare: string
  readonly hasShares: boolean
  /** One agency is over the other: supervision, appeals and steering (forvaltningsloven on impartiality). */
  readonly senderAboveHost: boolean
  readonly hostAboveSender: boolean
  readonly tasks: string
  readonly hasTasks: boolean
  readonly learningGoals: readonly string[]
  readonly clearance: string
  /** Konfidensielt or higher: a clearance (sikkerhetsloven § 8-1). */
  readonly needsClearance: boolean
  /** Begrenset or higher: an authorisation by the host (sikkerhetsloven §§ 8-1 and 8-9). */
  readonly needsAuthorisation: boolean
  /** The employee signs a declaration of confidentiality: because it is agreed, or because of an authorisation. */
  readonly needsDeclaration: boolean
}

/** Avvik fra standardteksten. */
export type DeviationView = {
  /** The clause's title in the language of the document. */
  readonly clause: string
  readonly clauseId: string
  /** This document has the clause, and so says there what is agreed instead. */
  readonly here: boolean
  readonly text: string
  readonly reason: string
  readonly approvedRole: string
  readonly approvedDate: string
}

/** Underskriftslinje, one per party. `signed` only by a signature on exactly these terms. */
export type SignatureView = {
  readonly agency: string
  readonly name: string
  readonly organisationNumber: string
  readonly role: string
  readonly signatoryName: string
  readonly hasSignatoryName: boolean
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
  readonly anySecondment: boolean
  readonly anyShortExchange: boolean
  readonly isRotation: boolean
  /** The exchanges that belong to the rotation; none when there is no rotation. */
  readonly rotation: readonly SendView[]
  readonly anySenderEmployer: boolean
  readonly anyHostEmployer: boolean
  readonly anySenderPayer: boolean
  readonly anyHostPayer: boolean
  readonly anySharedPayer: boolean
  readonly anyOtherMunicipality: boolean
  readonly anyLongStay: boolean
  readonly anyAuthorisation: boolean
  readonly anyClearance: boolean
  readonly anyDeclaration: boolean
  readonly anySuperior: boolean
  readonly hasCosts: boolean
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

/** Nobody is named in the repository: there `hasName` is false and the name a line to write on. */
export type PersonView = { readonly name: string; readonly hasName: boolean }

/** Utvekslingsavtale mellom medarbeideren, avgiveren og mottakeren; vedleggene til den ser det samme. */
export type ExchangeAgreementView = CommonView & {
  readonly exchange: ExchangeView
  readonly employee: PersonView
  readonly senderManager: PersonView
  readonly hostManager: PersonView
  readonly mentor: PersonView
  readonly sender: PartyView
  readonly host: PartyView
}

/** Oppsigelse av samarbeidsavtalen. */
export type TerminationView = CommonView & {
  /** The day the agreement ceases to apply. */
  readonly terminationDate: string
  readonly reason: string
  readonly terminating: PartyView
  /** The other parties. */
  readonly others: readonly PartyView[]
  readonly otherNames: string
  /** Exchanges that have begun and are not over by then. */
  readonly running: readonly SendView[]
  readonly hasRunning: boolean
  /** Exchanges that have not begun by then. */
  readonly lapsed: readonly SendView[]
  readonly hasLapsed: boolean
}

/** Endring: a clause that reads otherwise than before, or is new, or is gone. */
export type ClauseChangeView = {
  readonly title: string
  readonly isNew: boolean
  readonly isGone: boolean
  readonly rows: readonly ChangeRowView[]
}

/** Pieces of text of a clause, before and now; one of them is missing where something is new or gone. */
export type ChangeRowView = {
  readonly number: string
  readonly before: string
  readonly hasBefore: boolean
  readonly now: string
  readonly hasNow: boolean
}

/** Endringsdokument: what a version of an agreement says that the one before did not. */
export type AmendmentView = CommonView & {
  readonly previousVersion: string
  readonly previousDigest: string
  readonly previousTitle: string
  readonly titleChanged: boolean
  readonly previousTemplate: string
  readonly currentTemplate: string
  readonly templateChanged: boolean
  readonly isExchange: boolean
  /** '' for the cooperation agreement itself. */
  readonly exchangeId: string
  readonly exchangeNumber: string
  readonly changes: readonly ClauseChangeView[]
  readonly hasChanges: boolean
  readonly employee: PersonView
  /** The agencies that must sign. */
  readonly signers: readonly PartyView[]
  readonly signerNames: string
}
