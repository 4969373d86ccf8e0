/** Dates, numbers and lists as each language writes them. */
import type { IsoDate, Language } from '../model.ts'
import { languageTag } from './page.ts'

/** «1. mars 2027», “1 March 2027”. */
export function formatDate(date: IsoDate, language: Language): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const format = new Intl.DateTimeFormat(languageTag(language), { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(Date.UTC(year, month - 1, day)))
}

/** «1 234,5» with the separators of the language. */
export function formatNumber(number: number, language: Language): string {
  return new Intl.NumberFormat(languageTag(language)).format(number)
}

/** «A, B og C». */
export function formatList(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(languageTag(language), { type: 'conjunction' }).format(items)
}
