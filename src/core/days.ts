/**
 * Reckoning with calendar days. Dates are `YYYY-MM-DD` strings and have no time of day and no time zone.
 * A date the calendar does not have (2027-02-31) is a finding of its own elsewhere; here it counts on into the
 * next month, so nothing below ever fails.
 */
import type { IsoDate, Period } from './model.ts'

/** The day it is in Norway at a moment, wherever the program runs. */
export function dayInNorway(moment: Date): IsoDate {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(moment)
}

const millisecondsInADay = 86_400_000

/** Days from `from` to `to`; negative when `to` comes first, 0 for the same day. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The date `days` days later; a negative number goes back. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** The same day of the month `months` months later, or the last day of that month when it is too short. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = parts(date)
  const first = Date.UTC(year, month - 1 + months, 1) / millisecondsInADay
  const next = Date.UTC(year, month + months, 1) / millisecondsInADay
  return fromDayNumber(Math.min(first + day, next) - 1)
}

/** The days that are in both periods; undefined when there are none. */
export function overlap(one: Period, other: Period): Period | undefined {
  const from = later(one.from, other.from)
  const to = one.to === later(one.to, other.to) ? other.to : one.to
  return from <= to ? { from, to } : undefined
}

function later(one: IsoDate, other: IsoDate): IsoDate {
  return one > other ? one : other
}

/** Whole weeks in a period, both days included: Monday to Sunday is 1. Never negative. */
export function weeks(period: Period): number {
  return Math.max(0, Math.floor((daysBetween(period.from, period.to) + 1) / 7))
}

/**
 * Whether a period, both days included, lasts longer than so many months. From 1 March one year ends on the last
 * day of February; from a day the last month does not have, it ends on that month's last day.
 */
export function isLongerThanMonths(period: Period, months: number): boolean {
  const sameDay = addMonths(period.from, months)
  const clamped = sameDay.slice(8) !== period.from.slice(8)
  const last = clamped ? sameDay : addDays(sameDay, -1)
  return period.to > last
}

function dayNumber(date: IsoDate): number {
  const [year, month, day] = parts(date)
  return Date.UTC(year, month - 1, day) / millisecondsInADay
}

function fromDayNumber(number: number): IsoDate {
  return new Date(number * millisecondsInADay).toISOString().slice(0, 10)
}

function parts(date: IsoDate): readonly [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}
