/** Oppfølgingens innstillinger, with what is meant when the office has written nothing. */
import type { Settings } from '../model.ts'

export type FollowUpSettings = Required<NonNullable<Settings['followUp']>>

const defaults: FollowUpSettings = {
  remindDaysBefore: 14,
  escalateDaysAfter: 7,
  giveUpDaysAfter: 90,
  askDaysBeforeExpiry: 30,
  openIssues: 40,
  openIssuesPerAgency: 8,
}

export function followUpSettings(settings: Pick<Settings, 'followUp'>): FollowUpSettings {
  return { ...defaults, ...settings.followUp }
}
