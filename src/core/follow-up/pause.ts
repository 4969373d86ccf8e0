/**
 * Pause: while the programme pauses nobody is reminded, and no deadline runs. Every day that something must be done by is
 * reckoned here, so that a pause moves them all alike.
 */
import { addDays, addMonths, daysBetween, overlap } from '../days.ts'
import type { IsoDate, Registration, Round, Settings } from '../model.ts'

export type Pause = Settings['pause']

/** Later than any day that is reckoned with: a pause without an end. */
export const never = '9999-12-31'

export function isPaused(pause: Pause, today: IsoDate): boolean {
  return pause != null && pause.from <= today && today <= (pause.to ?? never)
}

/** A day in the pause becomes the first day after it; undefined while nobody knows when that is. */
export function afterPause(pause: Pause, date: IsoDate): IsoDate | undefined {
  if (!isPaused(pause, date)) return date
  return pause?.to === undefined ? undefined : addDays(pause.to, 1)
}

/** A deadline that runs from one day to another stands still in the pause, and has as many days left after it. */
export function extended(pause: Pause, from: IsoDate, deadline: IsoDate): IsoDate | undefined {
  if (pause == null || pause.from > deadline) return deadline
  if (pause.to === undefined) return undefined
  return addDays(deadline, pausedDays({ ...pause, to: pause.to }, from, never))
}

/** Siste dag en påmelding gjelder: so many months after it was confirmed, the days of a pause left out; undefined while nobody knows. */
export function expiryOf(
  { confirmed }: Pick<Registration, 'confirmed'>,
  { confirmation, pause }: Pick<Settings, 'confirmation' | 'pause'>,
): IsoDate | undefined {
  return extended(pause, confirmed, addMonths(confirmed, confirmation.validMonths))
}

export function isExpired(
  one: Pick<Registration, 'confirmed'>,
  settings: Pick<Settings, 'confirmation' | 'pause'>,
  today: IsoDate,
): boolean {
  const last = expiryOf(one, settings)
  return last !== undefined && last < today
}

/** Påmeldingsfrist: the round's deadline, later by the days of a pause; undefined while nobody knows. */
export function deadlineOf({ opens, deadline }: Round, pause: Pause): IsoDate | undefined {
  return extended(pause, opens, deadline)
}

/** Days from one to another, those of the pause left out. Negative when `from` is the later. */
export function activeDays(pause: Pause, from: IsoDate, to: IsoDate): number {
  if (from > to || pause == null) return daysBetween(from, to)
  const first = addDays(from, 1)
  return daysBetween(from, to) - pausedDays({ ...pause, to: pause.to ?? never }, first, to)
}

function pausedDays(pause: { readonly from: IsoDate; readonly to: IsoDate }, from: IsoDate, to: IsoDate) {
  const shared = overlap(pause, { from, to })
  return shared ? daysBetween(shared.from, shared.to) + 1 : 0
}
