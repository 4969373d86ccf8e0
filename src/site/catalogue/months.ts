/** Months and half-years as people plan by them. A month is `YYYY-MM`; a half-year `2027-1` or `2027-2`. */
import type { Language } from '../../core/model.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** `nb` and `nn` write months alike, and not every browser knows `nn`. */
function formatter(language: Language, year: boolean): Intl.DateTimeFormat {
  const tag = language === 'en' ? 'en-GB' : 'nb'
  const key = `${tag} ${year}`
  const known = formats.get(key)
  if (known) return known
  const options = year ? ({ month: 'long', year: 'numeric' } as const) : ({ month: 'long' } as const)
  const made = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
  formats.set(key, made)
  return made
}

function dateOf(month: string): Date {
  return new Date(`${month}-01T00:00:00Z`)
}

/** «februar–november 2027», «desember 2027–mars 2028», «mars 2027». */
export function monthSpan(from: string, to: string, language: Language): string {
  const end = formatter(language, true).format(dateOf(to))
  if (from === to) return end
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const start = formatter(language, !sameYear).format(dateOf(from))
  return sameYear ? `${start}–${end}` : `${start} – ${end}`
}

/** The half-year a month is in. */
export function halfYearOf(month: string): string {
  return `${month.slice(0, 4)}-${month.slice(5) <= '06' ? 1 : 2}`
}

/** First and last month of a half-year. */
export function monthsOf(half: string): readonly [from: string, to: string] {
  const year = half.slice(0, 4)
  return half.endsWith('1') ? [`${year}-01`, `${year}-06`] : [`${year}-07`, `${year}-12`]
}

/** Every half-year from the first month to the last, both included. */
export function halfYears(first: string, last: string): readonly string[] {
  const end = halfYearOf(last)
  const found: string[] = []
  for (let half = halfYearOf(first); half <= end; half = next(half)) found.push(half)
  return found
}

function next(half: string): string {
  const year = Number(half.slice(0, 4))
  return half.endsWith('1') ? `${year}-2` : `${year + 1}-1`
}
