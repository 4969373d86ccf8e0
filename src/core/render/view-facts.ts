/** What follows from an agreement and its agencies without being written in it: what the clauses depend on. */
import { addDays, addMonths, daysBetween, isLongerThanMonths } from '../days.ts'
import type { Agency, Agreement, Exchange, IsoDate, Period, Programme } from '../model.ts'

/** BEGRENSET or higher: an authorisation by the host (sikkerhetsloven §§ 8-1 and 8-9). */
export function needsAuthorisation({ clearance = 'none' }: Exchange): boolean {
  return clearance !== 'none'
}

const cleared: ReadonlySet<string> = new Set(['confidential', 'secret', 'top-secret'])

/** KONFIDENSIELT or higher: a clearance (sikkerhetsloven § 8-1). */
export function needsClearance({ clearance = 'none' }: Exchange): boolean {
  return cleared.has(clearance)
}

/** Whoever is authorised signs a declaration, whatever else the parties have agreed on confidentiality. */
export function needsDeclaration({ terms }: Agreement, exchange: Exchange): boolean {
  return terms.confidentiality === 'declaration' || needsAuthorisation(exchange)
}

/** Whether money goes between the agencies, so that there is something to reckon with. */
export function hasCosts({ terms }: Agreement, { payer }: Exchange): boolean {
  return terms.refund !== 'none' || payer === 'shared'
}

/** Percent of the salary cost each bears in the end; undefined while that is not settled. */
export function sharesOf({ terms }: Agreement, { payer }: Exchange): Shares | undefined {
  if (payer === 'sender') return { sender: 100, host: 0 }
  if (payer === 'host') return { sender: 0, host: 100 }
  return (payer === 'shared' ? terms.costShare : undefined) ?? undefined
}

type Shares = { readonly sender: number; readonly host: number }

/** Lønnen utbetales av arbeidsgiveren; whether the cost, or some of it, is another's in the end. */
export function isPaidByOther({ employer, payer }: Exchange): boolean {
  return employer !== null && payer !== null && payer !== employer
}

/** The most days in one place that are an ordinary journey (særavtalen om reiser innenlands § 1). */
const ordinaryDays = 28

/** Where the work is done, seen from the sender's municipality: exactly one of the four. */
export type Stay = 'digital' | 'same-municipality' | 'short-stay' | 'long-stay'

export function stayOf({ from, place, period }: Exchange, { agencies }: Programme): Stay {
  if (place.presence === 'digital') return 'digital'
  if (place.municipality === agencies.get(from)?.municipality) return 'same-municipality'
  return daysBetween(period.from, period.to) + 1 > ordinaryDays ? 'long-stay' : 'short-stay'
}

/** Statsansatteloven § 7 første ledd reaches six months. */
export function isLongAppointment({ employer, period }: Exchange): boolean {
  return employer === 'host' && isLongerThanMonths(period, 6)
}

/** The day in the middle of a period. */
export function midwayIn({ from, to }: Period): IsoDate {
  return addDays(from, Math.floor(daysBetween(from, to) / 2))
}

/** The talk about coming home: a month before, or midway in a shorter period. */
export function returnTalkIn(period: Period): IsoDate {
  const month = addMonths(period.to, -1)
  const midway = midwayIn(period)
  return month > midway ? month : midway
}

/** The last day that was worked, agreed or actual. */
export function lastDay({ period, ended }: Exchange): IsoDate {
  return ended !== undefined && ended.date < period.to ? ended.date : period.to
}

/** Whether `upper` is over `lower`, however many there are between them. A circle of parents ends the search. */
export function isAbove(upper: string, lower: string, programme: Programme): boolean {
  const seen = new Set([lower])
  let agency = parentOf(programme.agencies.get(lower), programme)
  while (agency !== undefined && !seen.has(agency.slug)) {
    if (agency.slug === upper) return true
    seen.add(agency.slug)
    agency = parentOf(agency, programme)
  }
  return false
}

/** Parents are named by folder, or by number while they are not registered. */
function parentOf(agency: Agency | undefined, { agencies }: Programme): Agency | undefined {
  const parent = agency?.parent
  if (!parent) return undefined
  return agencies.get(parent) ?? [...agencies.values()].find((one) => one.organisationNumber === parent)
}
