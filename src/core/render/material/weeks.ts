/** Uker: the entries of the log, by the weeks people count in. */
import { addDays, daysBetween } from '../../days.ts'
import type { IsoDate, Period } from '../../model.ts'

/** One week, or several where there would be too many entries; the days are those of the period. */
export type LogEntry = Period & {
  /** The number of the first and of the last week (ISO 8601: Monday first, week 1 has the first Thursday). */
  readonly first: number
  readonly last: number
}

/** A log of more entries is not written in. Half a year has one for each week, a year one for every two. */
export const mostEntries = 26

/** Every day of the period stands in exactly one entry. */
export function logEntries(period: Period): readonly LogEntry[] {
  const monday = mondayOf(period.from)
  const weeks = Math.floor(daysBetween(monday, period.to) / 7) + 1
  const stride = Math.ceil(weeks / mostEntries)
  return Array.from({ length: Math.max(0, Math.ceil(weeks / stride)) }, (_, index) => {
    const start = addDays(monday, 7 * stride * index)
    const end = addDays(start, 7 * stride - 1)
    const from = start < period.from ? period.from : start
    const to = end > period.to ? period.to : end
    return { from, to, first: weekNumber(from), last: weekNumber(to) }
  })
}

/** 1–53. */
export function weekNumber(day: IsoDate): number {
  const thursday = addDays(mondayOf(day), 3)
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1
}

/** 1 January 2024 was a Monday. */
const someMonday = '2024-01-01'

function mondayOf(day: IsoDate): IsoDate {
  const sinceMonday = ((daysBetween(someMonday, day) % 7) + 7) % 7
  return addDays(day, -sinceMonday)
}
