/** Tidspunkt: from what a milestone is reckoned from to the day it falls on. */
import { addDays, addMonths, daysBetween, weeks } from '../days.ts'
import type { Agreement, Evaluation, Exchange, IsoDate, MilestonePlan, Period } from '../model.ts'

/** Months after the last day that the learning is looked back on: long enough for it to have been used. */
const monthsAfter = 6

/** The days an exchange really lasts; undefined when it was called off before its first day. */
export function lastingOf({ period, ended }: Pick<Exchange, 'period' | 'ended'>): Period | undefined {
  if (ended === undefined || ended.date > period.to) return period
  return ended.date < period.from ? undefined : { from: period.from, to: ended.date }
}

/** The same under an agreement that is terminated: what had begun lasted until that day, what had not never did. */
export function lastingUntil(one: Exchange, terminated: IsoDate | undefined): Period | undefined {
  const lasting = lastingOf(one)
  if (lasting === undefined || terminated === undefined || lasting.to <= terminated) return lasting
  return lasting.from > terminated ? undefined : { from: lasting.from, to: terminated }
}

/** The middle day; of two, the first. */
export function midwayOf({ from, to }: Period): IsoDate {
  return addDays(from, Math.floor(daysBetween(from, to) / 2))
}

/** When there is something to evaluate: the deadline runs from here. */
export function stageDay(stage: Evaluation['stage'], lasting: Period): IsoDate {
  switch (stage) {
    case 'start':
      return lasting.from
    case 'midway':
      return midwayOf(lasting)
    case 'end':
      return lasting.to
    case 'after':
      return addMonths(lasting.to, monthsAfter)
    default:
      return stage satisfies never
  }
}

/** Whether a milestone is reckoned from each exchange, or once from the whole agreement. */
export function isPerExchange({ anchor }: MilestonePlan): boolean {
  return anchor.startsWith('exchange-')
}

export function concerns(
  { forms, minWeeks = 0, maxWeeks = Infinity }: MilestonePlan,
  one: Exchange,
): boolean {
  const length = weeks(lastingOf(one) ?? one.period)
  return (forms?.includes(one.form) ?? true) && length >= minWeeks && length <= maxWeeks
}

/** The day a milestone of an exchange is reckoned from. */
export function exchangeAnchor({ anchor }: MilestonePlan, lasting: Period): IsoDate {
  if (anchor === 'exchange-start') return lasting.from
  return anchor === 'exchange-midway' ? midwayOf(lasting) : lasting.to
}

/** The day a milestone of the whole agreement is reckoned from; undefined when no exchange took place to reckon from. */
export function agreementAnchor(
  { anchor }: MilestonePlan,
  { validity, exchanges }: Agreement,
): IsoDate | undefined {
  const lasting = exchanges.flatMap((one) => lastingOf(one) ?? [])
  switch (anchor) {
    case 'agreement-start':
      return validity.from
    case 'agreement-end':
      return validity.to
    case 'exchanges-start':
      return lasting.map(({ from }) => from).sort()[0]
    default:
      return lasting
        .map(({ to }) => to)
        .sort()
        .at(-1)
  }
}
