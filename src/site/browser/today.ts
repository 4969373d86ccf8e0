import type { IsoDate } from '../../core/model.ts'

/** The day it is in Norway, by the reader's own clock: a form judges by it as the office will. */
export function todayInNorway(): IsoDate {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format()
}
