/** Dokumentets dato: never the day it was rendered, so that the same agreement gives the same bytes on every day. */
import type { Agreement, IsoDate } from '../model.ts'

/** The last day anything happened to the agreement: accepted, approved or signed; before that, the day it begins. */
export function documentDate({ accepted, deviations, signatures, validity }: Agreement): IsoDate {
  const days = [
    ...accepted.map(({ date }) => date),
    ...deviations.map(({ approvedBy }) => approvedBy.date),
    ...signatures.map(({ date }) => date),
  ]
  return days.sort().at(-1) ?? validity.from
}
