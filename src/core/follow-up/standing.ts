/** Hvor en milepæl står: from its day, what has been done, and the day it is. */
import type { FollowUp, IsoDate, Settings } from '../model.ts'
import type { Drafted } from './evaluations.ts'
import type { Milestone, State } from './milestone.ts'
import { activeDays, isPaused } from './pause.ts'
import { followUpSettings } from './settings.ts'

type Day = {
  readonly settings: Settings
  readonly done: FollowUp['done']
  readonly today: IsoDate
  /** The agreement was terminated: nothing is asked of anybody any more. */
  readonly isOver: boolean
}

export function standing(draft: Drafted, day: Day): Milestone {
  const done = draft.done ?? doneOn(draft, day.done)
  const state = done === undefined ? stateOf(draft, day) : 'done'
  const isLate = state === 'overdue' || state === 'lapsed'
  return {
    ...draft,
    ...(done === undefined ? {} : { done }),
    state,
    late: isLate ? lateness(draft, day) : 0,
  }
}

/** The first time counts: what is written twice was done once. */
function doneOn({ about, exchange }: Drafted, done: FollowUp['done']): IsoDate | undefined {
  if (about.kind !== 'plan') return undefined
  const own = done.filter((one) => one.milestone === about.plan.id && one.exchange === exchange)
  return own.map(({ date }) => date).sort()[0]
}

function stateOf(draft: Drafted, day: Day): State {
  const { settings, today, isOver } = day
  const { date, opens } = draft
  if (isOver) return 'lapsed'
  if (date === undefined) return 'paused'
  if (lateness(draft, day) > patience(day)) return 'lapsed'
  if (today < opens) return 'coming'
  if (isPaused(settings.pause, today)) return 'paused'
  return today > date ? 'overdue' : 'due'
}

function lateness({ date }: Drafted, { settings, today }: Day): number {
  return date === undefined ? 0 : Math.max(0, activeDays(settings.pause, date, today))
}

/** Days people are reminded for. */
function patience({ settings }: Day): number {
  return followUpSettings(settings).giveUpDaysAfter
}
