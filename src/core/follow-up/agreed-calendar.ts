/**
 * Avtalt kalender: the days of an agreement as they are agreed, for a release. A release never changes, so it tells what was
 * agreed, and the site what is now. Made of the edition alone: docs/decisions/025-calendar-sequence.md.
 */
import type { Words } from '../messages.ts'
import type { Agreement, IsoDate, Language, Programme } from '../model.ts'
import { calendarText } from './calendar.ts'
import { milestonesAgreed } from './milestones.ts'

/** Undefined for an agreement that gives no milestones. */
export function agreedCalendar(
  agreement: Agreement,
  programme: Programme,
  language: Language,
  words: Words,
): string | undefined {
  const milestones = milestonesAgreed(agreement, programme)
  if (milestones.every(({ date }) => date === undefined)) return undefined
  const name = words('follow-up-calendar', { name: agreement.title })
  const revision = { sequence: agreement.version, changed: lastFact(agreement) }
  return calendarText(milestones, { name, programme, language, words, revisionOf: () => revision })
}

/** The last day that the agreement itself tells of before it begins. */
function lastFact({ accepted, signatures, validity }: Agreement): IsoDate {
  const days = [...accepted, ...signatures].map(({ date }) => date)
  return days.sort().at(-1) ?? validity.from
}
