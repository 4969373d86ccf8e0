/** The dated mobility rules of `programme/policy.yaml`: how long an exchange may last, and what must be settled for it. */
import { openQuestions } from '../agreement/open-questions.ts'
import { isTerminated } from '../agreement/phase.ts'
import { isSignedBySomebody, signedOn } from '../agreement/signing.ts'
import { addDays, daysBetween, isLongerThanMonths } from '../days.ts'
import type { Args, FieldPath, Finding, Severity } from '../diagnostic.ts'
import type { Requirement } from '../generated/written.ts'
import type { Agreement, Exchange, IsoDate, Period, PolicyRule, Programme } from '../model.ts'
import { isSignedByAll } from './known.ts'
import type { Rule, World } from './rule.ts'
import { digestIn } from './terms.ts'

/** A rule that concerns one exchange of an agreement. */
type Application = { readonly rule: PolicyRule; readonly exchange: Exchange; readonly index: number }

function* applications(agreement: Agreement, { programme, today }: World): Generator<Application> {
  const day = judgedOn(agreement, programme, today)
  if (day === undefined) return
  const inForce = programme.policy.filter((rule) => isInForce(rule, day))
  for (const [index, exchange] of agreement.exchanges.entries()) {
    // A period that ends before it begins is a finding of its own, and has no length.
    if (exchange.period.to < exchange.period.from) continue
    for (const rule of inForce) {
      if (concerns(rule.when, agreement, exchange, programme)) yield { rule, exchange, index }
    }
  }
}

/**
 * What all have signed keeps to the rules of the day the last of them signed; what is still open keeps to today's.
 * Undefined for an agreement nothing more is asked of, or whose signatures cannot be judged.
 */
function judgedOn(agreement: Agreement, programme: Programme, today: IsoDate): IsoDate | undefined {
  const open = isTerminated(agreement, today) ? undefined : today
  if (!isSignedByAll(agreement)) return open
  const digest = digestIn(programme, agreement)
  return digest === undefined ? undefined : (signedOn(agreement, digest) ?? open)
}

/** In force from and with `validFrom`, until and with `validTo`. */
function isInForce({ validFrom, validTo }: PolicyRule, day: IsoDate): boolean {
  return validFrom <= day && (validTo === undefined || validTo === null || day <= validTo)
}

/** Every condition that is written must hold; one that is not written holds for all. */
function concerns(
  when: PolicyRule['when'],
  { terms }: Agreement,
  exchange: Exchange,
  programme: Programme,
): boolean {
  const { form, employer, payer, refund, clearance, otherMunicipality, longerThan } = when
  return (
    (form === undefined || form.includes(exchange.form)) &&
    (employer === undefined || employer === exchange.employer) &&
    (payer === undefined || (exchange.payer !== null && payer.includes(exchange.payer))) &&
    (refund === undefined || refund.includes(terms.refund)) &&
    (clearance === undefined || clearance.includes(exchange.clearance ?? 'none')) &&
    (otherMunicipality === undefined || otherMunicipality === isElsewhere(exchange, programme)) &&
    (longerThan === undefined || isLonger(exchange.period, longerThan))
  )
}

/** Whether the work is done in another municipality than the sender's; undefined when nobody knows where that is. */
function isElsewhere({ from, place }: Exchange, { agencies }: Programme): boolean | undefined {
  const home = agencies.get(from)?.municipality
  if (home === undefined) return undefined
  return place.presence !== 'digital' && place.municipality !== home
}

function isLonger(period: Period, { months, days }: NonNullable<PolicyRule['when']['longerThan']>): boolean {
  const monthsHold = months === undefined || isLongerThanMonths(period, months)
  return monthsHold && (days === undefined || daysBetween(period.from, period.to) + 1 > days)
}

const limit: Rule = {
  code: 'policy/limit',
  severity: 'error',
  docs: {
    what: 'En utveksling varer ikke kortere eller lenger enn mobilitetsreglene tillater. Hvor alvorlig det er, står i regelen.',
    why: 'Lov, avtaleverk og retningslinjer setter grenser. En signert avtale følger reglene som gjaldt da den siste signerte.',
  },
  *check(world) {
    for (const agreement of world.programme.agreements.values()) {
      for (const application of applications(agreement, world)) yield* brokenLimits(agreement, application)
    }
  },
}

function* brokenLimits({ file }: Agreement, { rule, exchange, index }: Application): Generator<Finding> {
  const { minMonths, maxMonths } = rule.limit ?? {}
  const at = ['exchanges', index, 'period', 'to']
  const { severity } = rule
  const args = { ...rulesArgs(rule), exchange: exchange.id }
  if (minMonths !== undefined && isShorterThanMonths(exchange.period, minMonths)) {
    yield { file, at, severity, args: { ...args, limitWord: 'comparison.>=', months: minMonths } }
  }
  if (maxMonths !== undefined && isLongerThanMonths(exchange.period, maxMonths)) {
    yield { file, at, severity, args: { ...args, limitWord: 'comparison.<=', months: maxMonths } }
  }
}

/** With one day more it would still not be longer. */
function isShorterThanMonths({ from, to }: Period, months: number): boolean {
  return !isLongerThanMonths({ from, to: addDays(to, 1) }, months)
}

function rulesArgs({ id, title, source }: PolicyRule): Args {
  return { rule: id, titleNb: title.nb, titleNn: title.nn, titleEn: title.en, source: source.title }
}

const unanswered: Rule = {
  code: 'policy/unanswered',
  severity: 'error',
  docs: {
    what: 'Avtalen svarer på det mobilitetsreglene krever. Hvor alvorlig det er, står i regelen; før noen har signert, er det en merknad når spørsmålet uansett må besvares før signering.',
    why: 'Noen valg krever en hjemmel eller en avklaring, for eksempel ansettelse hos mottaker i mer enn seks måneder.',
  },
  *check(world) {
    for (const agreement of world.programme.agreements.values()) {
      for (const { at, rule } of demands(agreement, world)) {
        yield {
          file: agreement.file,
          at,
          severity: severityOf(agreement, at, rule),
          args: demandArgs(at, rule),
        }
      }
    }
  },
}

type Demand = { readonly at: FieldPath; readonly rule: PolicyRule }

/** Fields that dated rules require and nobody has filled in: once each, for the most serious reason. */
export function demands(agreement: Agreement, world: World): readonly Demand[] {
  const found = new Map<string, Demand>()
  for (const { rule, index } of applications(agreement, world)) {
    for (const requirement of rule.requires ?? []) {
      const at = fieldOf(requirement, index)
      const known = found.get(at.join('.'))
      if (!isEmpty(valueAt(agreement, at)) || (known && !isGraver(rule, known.rule))) continue
      found.set(at.join('.'), { at, rule })
    }
  }
  return [...found.values()]
}

function fieldOf(requirement: Requirement, exchange: number): FieldPath {
  return requirement === 'legalBasis' ? ['exchanges', exchange, requirement] : requirement.split('.')
}

function valueAt(agreement: Agreement, at: FieldPath): unknown {
  return at.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], agreement)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

const gravity: Record<Severity, number> = { error: 2, warning: 1, notice: 0 }

function isGraver(one: PolicyRule, other: PolicyRule): boolean {
  return gravity[one.severity] > gravity[other.severity]
}

/** A draft may have open questions: they keep it from being signed, so nothing is wrong until somebody has signed. */
function severityOf(agreement: Agreement, at: FieldPath, { severity }: PolicyRule): Severity {
  if (isSignedBySomebody(agreement)) return severity
  const key = at.join('.')
  return openQuestions(agreement).some((question) => question.at.join('.') === key) ? 'notice' : severity
}

function demandArgs(at: FieldPath, rule: PolicyRule): Args {
  return { ...rulesArgs(rule), field: String(at.at(-1)) }
}

export const policyRules: readonly Rule[] = [limit, unanswered]
