import { type Digest, digestOf, type Json } from '../canonical.ts'

type Period = { readonly from: string; readonly to: string }

/**
 * Part: what the terms take from a party. Its mailbox is practical and may change without a new
 * signature.
 */
export type PartyToDigest = {
  readonly agency: string
  readonly unit?: string
  readonly signatory: { readonly role: string | null }
}

/** Utveksling: what the terms take from an exchange, which is all of it but `ended`. */
export type ExchangeToDigest = {
  readonly id: string
  readonly form: string
  readonly from: string
  readonly to: string
  readonly employer: string | null
  readonly payer: string | null
  readonly legalBasis?: string | null
  readonly period: Period
  readonly workload: number
  readonly place: { readonly municipality: string; readonly presence: string }
  readonly tasks: string | null
  readonly learningGoals: readonly string[]
  readonly level?: string
  readonly clearance?: string
}

/** Vilkår: how the exchanges are to be carried out. */
export type ConditionsToDigest = {
  readonly travel?: string | null
  readonly equipment?: string | null
  readonly confidentiality: string
  readonly refund: string
  readonly refundShare?: number | null
  readonly vat?: string | null
  readonly costShare?: { readonly sender: number; readonly host: number } | null
  readonly workingTime?: string | null
  readonly security?: string | null
  readonly appointment?: string | null
  readonly noticeWeeks: number
}

/** Avvik fra standardteksten: a clause that reads otherwise than the template. */
export type DeviationToDigest = {
  readonly clause: string
  readonly text: { readonly nb?: string; readonly nn?: string; readonly en?: string }
  readonly reason: string
  readonly approvedBy: { readonly role: string; readonly date: string }
}

/** Samarbeidsavtale: what the terms take from an agreement. An agreement has more, which is not signed. */
export type AgreementToDigest = {
  readonly title: string
  readonly round: string
  readonly template: string
  readonly version?: number
  readonly languages: readonly string[]
  readonly parties: readonly PartyToDigest[]
  readonly purpose: string | null
  readonly expectations: { readonly [agency: string]: string | null }
  readonly validity: Period
  readonly exchanges: readonly ExchangeToDigest[]
  readonly terms: ConditionsToDigest
  readonly deviations?: readonly DeviationToDigest[]
  readonly sharing: string | null
}

/**
 * One entry for every key, so that a key added to a type above must also be given a place in the terms
 * below.
 */
type EveryKeyOf<Part> = { readonly [Key in keyof Required<Part>]: Json }

/**
 * Fingeravtrykk av vilkårene: what a signature is bound to. Two agreements have the same digest when
 * their parties have agreed on the same thing, however the files are written.
 *
 * Signed are title, round, template (with its version), version, languages, parties, purpose,
 * expectations, validity, exchanges, terms, deviations and sharing. Not signed are the facts that come
 * later or stand outside: basis, accepted, signatures, termination, the mailboxes, and when and why an
 * exchange ended. The order of keys does not matter; the order of lists does. A default written out is
 * the same as a key left out, and text is compared in Unicode's form NFC.
 *
 * `organisationNumbers` goes from the folder names of agencies to their numbers. Everywhere in the terms
 * the number stands for the agency, because folders may be renamed, and because otherwise two folders
 * that trade places would turn an agreement round under its signatures. An agency without a number there
 * is written `unknown:<folder>`; such an agreement is refused elsewhere, and its digest changes as soon
 * as the agency is known.
 */
export function termsDigest(
  agreement: AgreementToDigest,
  organisationNumbers: ReadonlyMap<string, string>,
): Digest {
  return digestOf(termsOf(agreement, organisationNumbers))
}

/** Vilkårene in the form that is digested, so that anybody can see and recompute what was signed. */
export function termsOf(
  agreement: AgreementToDigest,
  organisationNumbers: ReadonlyMap<string, string>,
): Json {
  const numberOf = (agency: string) => organisationNumbers.get(agency) ?? `unknown:${agency}`
  const terms: EveryKeyOf<AgreementToDigest> = {
    title: agreement.title,
    round: agreement.round,
    template: agreement.template,
    version: agreement.version ?? 1,
    languages: agreement.languages,
    parties: agreement.parties.map((party) => partyTerms(party, numberOf)),
    purpose: agreement.purpose,
    expectations: expectationsByNumber(agreement, numberOf),
    validity: periodTerms(agreement.validity),
    exchanges: agreement.exchanges.map((exchange) => exchangeTerms(exchange, numberOf)),
    terms: conditions(agreement.terms),
    deviations: (agreement.deviations ?? []).map(deviationTerms),
    sharing: agreement.sharing,
  }
  return comparable(terms)
}

function partyTerms(party: PartyToDigest, numberOf: (agency: string) => string): Json {
  const { agency, unit = null, signatory } = party
  return { organisationNumber: numberOf(agency), unit, signatory: { role: signatory.role } }
}

/** A party that has not said what it expects is the same as one that has said nothing yet. */
function expectationsByNumber(agreement: AgreementToDigest, numberOf: (agency: string) => string): Json {
  const unanswered = agreement.parties.map(({ agency }): [string, null] => [numberOf(agency), null])
  const answered = Object.entries(agreement.expectations).map(
    ([agency, text]) => [numberOf(agency), text] as const,
  )
  return Object.fromEntries<string | null>([...unanswered, ...answered])
}

function exchangeTerms(exchange: ExchangeToDigest, numberOf: (agency: string) => string): Json {
  return {
    id: exchange.id,
    form: exchange.form,
    from: numberOf(exchange.from),
    to: numberOf(exchange.to),
    employer: exchange.employer,
    payer: exchange.payer,
    legalBasis: exchange.legalBasis ?? null,
    period: periodTerms(exchange.period),
    workload: exchange.workload,
    place: { municipality: exchange.place.municipality, presence: exchange.place.presence },
    tasks: exchange.tasks,
    learningGoals: exchange.learningGoals,
    level: exchange.level ?? null,
    clearance: exchange.clearance ?? 'none',
  } satisfies EveryKeyOf<ExchangeToDigest>
}

function conditions(terms: ConditionsToDigest): Json {
  const { costShare = null } = terms
  return {
    travel: terms.travel ?? null,
    equipment: terms.equipment ?? null,
    confidentiality: terms.confidentiality,
    refund: terms.refund,
    refundShare: terms.refundShare ?? null,
    vat: terms.vat ?? null,
    costShare: costShare && { sender: costShare.sender, host: costShare.host },
    workingTime: terms.workingTime ?? null,
    security: terms.security ?? null,
    appointment: terms.appointment ?? null,
    noticeWeeks: terms.noticeWeeks,
  } satisfies EveryKeyOf<ConditionsToDigest>
}

function deviationTerms(deviation: DeviationToDigest): Json {
  const { nb = null, nn = null, en = null } = deviation.text
  return {
    clause: deviation.clause,
    text: { nb, nn, en },
    reason: deviation.reason,
    approvedBy: { role: deviation.approvedBy.role, date: deviation.approvedBy.date },
  } satisfies EveryKeyOf<DeviationToDigest>
}

function periodTerms({ from, to }: Period): Json {
  return { from, to }
}

/**
 * All text in NFC, and half characters replaced as UTF-8 replaces them, so that every text can be
 * digested.
 */
function comparable(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC').replace(/\p{Surrogate}/gu, '\uFFFD')
  if (isList(value)) return value.map(comparable)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, comparable(part)]))
}

/** `Array.isArray` does not narrow read-only lists. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
