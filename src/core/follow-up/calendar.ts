/**
 * Kalender: milestones as whole days in iCalendar (RFC 5545, and RFC 7986 for the name and how often to look again). The
 * same commit gives the same bytes. Why SEQUENCE and DTSTAMP are what they are: docs/decisions/025-calendar-sequence.md.
 */
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import type { Words } from '../messages.ts'
import type { IsoDate, Language, Programme } from '../model.ts'
import { paragraph } from '../report/visible.ts'
import type { Milestone } from './milestone.ts'
import { checklistOf, entitled, namesOf } from './wording.ts'

/** Historikk: how often what a calendar is derived from has changed, and when it last did. */
export type Revision = { readonly sequence: number; readonly changed: IsoDate }

export type CalendarScene = {
  readonly name: string
  readonly programme: Programme
  readonly language: Language
  readonly words: Words
  readonly revisionOf: (agreement: string) => Revision
}

const secondsInADay = 86_400

/** Subscribers are told to look once a day: that is as often as anything here can change. */
const refresh = secondsInADay

/** Milestones without a day are left out until they have one. What is written does not depend on the day it is made. */
export function calendarText(milestones: readonly Milestone[], scene: CalendarScene): string {
  const { name, programme, language } = scene
  const notice = programme.settings?.notice?.[language]
  const calendar = ical({
    name: paragraph(name),
    prodId: { company: 'mobilitet', product: 'follow-up', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refresh,
    ...(notice === undefined ? {} : { description: paragraph(notice) }),
  })
  for (const milestone of milestones) {
    const { date } = milestone
    if (date !== undefined) calendar.createEvent(eventOf(milestone, date, scene))
  }
  return `${calendar.toString()}\r\n`
}

/** Midnight in UTC: the library reads the day off in UTC, so no time zone of any machine comes near it. */
function midnight(date: IsoDate): Date {
  return new Date(`${date}T00:00:00Z`)
}

function eventOf(milestone: Milestone, date: IsoDate, scene: CalendarScene) {
  const { sequence, changed } = scene.revisionOf(milestone.agreement)
  const summary = entitled(milestone, scene)
  return {
    id: `${milestone.id}@mobilitet`,
    sequence,
    stamp: midnight(changed),
    start: midnight(date),
    allDay: true,
    transparency: ICalEventTransparency.TRANSPARENT,
    summary,
    description: descriptionOf(milestone, scene),
    // What is done needs no bell.
    alarms:
      milestone.state === 'done'
        ? []
        : [{ type: ICalAlarmType.display, trigger: 7 * secondsInADay, description: summary }],
  }
}

function descriptionOf(milestone: Milestone, scene: CalendarScene): string {
  const { programme, words, language } = scene
  const title = programme.agreements.get(milestone.agreement)?.title ?? milestone.agreement
  const points = checklistOf(milestone, language).map((point) => `– ${paragraph(point)}`)
  return [
    paragraph(title),
    words('follow-up-who', { agencies: paragraph(namesOf(milestone.who, programme, language)) }),
    ...(milestone.state === 'done' ? [words('follow-up-is-done')] : []),
    ...points,
  ].join('\n')
}
