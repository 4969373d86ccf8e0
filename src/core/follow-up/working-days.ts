/** Virkedager: Saturdays, Sundays and public holidays are not among them. */
import { addDays } from '../days.ts'
import type { IsoDate } from '../model.ts'

/**
 * Første påskedag, by the anonymous Gregorian computus: Nature 13 (1876) p. 487, as in J. Meeus, Astronomical
 * Algorithms (1991), chapter 8. Right for every year of the Gregorian calendar.
 */
export function easterOf(year: number): IsoDate {
  const [golden, century, ofCentury] = [year % 19, Math.floor(year / 100), year % 100]
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return `${padded(year, 4)}-${padded(Math.floor(days / 31), 2)}-${padded((days % 31) + 1, 2)}`
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0')
}

/**
 * Helligdager: those of the act on public holidays (lov 24. februar 1995 nr. 12 § 2), and 1 and 17 May (lov 26. april
 * 1947 nr. 1). Christmas Eve and New Year's Eve are working days by law.
 */
const fixed = ['01-01', '05-01', '05-17', '12-25', '12-26']

/** Days from Easter Day: Maundy Thursday, Good Friday, Easter, Ascension Day, Whitsun. */
const movable = [-3, -2, 0, 1, 39, 49, 50]

export function isHoliday(date: IsoDate): boolean {
  if (fixed.includes(date.slice(5))) return true
  const easter = easterOf(Number(date.slice(0, 4)))
  return movable.some((days) => addDays(easter, days) === date)
}

export function isWorkingDay(date: IsoDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isHoliday(date)
}

/** The day itself, or the first working day after it. */
export function nextWorkingDay(date: IsoDate): IsoDate {
  return nearestWorkingDay(date, 1)
}

/** The day itself, or the last working day before it. */
export function lastWorkingDay(date: IsoDate): IsoDate {
  return nearestWorkingDay(date, -1)
}

/** There are never more than five days off in a row, so this comes to an end soon. */
function nearestWorkingDay(date: IsoDate, step: 1 | -1): IsoDate {
  let day = date
  while (!isWorkingDay(day)) day = addDays(day, step)
  return day
}
