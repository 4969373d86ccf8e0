/** Dates, numbers and lists as each language writes them. A format takes longer to make than to use, so each is made once. */
import type { IsoDate, Language } from '../model.ts'
import { languageTag } from './page.ts'

const dates = once((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }))
const numbers = once((tag) => new Intl.NumberFormat(tag))
const lists = once((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }))

function once<Format>(make: (tag: string) => Format): (language: Language) => Format {
  const made = new Map<Language, Format>()
  return (language) => {
    const format = made.get(language) ?? make(languageTag(language))
    made.set(language, format)
    return format
  }
}

/** «1. mars 2027», “1 March 2027”. */
export function formatDate(date: IsoDate, language: Language): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return dates(language).format(new Date(Date.UTC(year, month - 1, day)))
}

/** «1 234,5» with the separators of the language. */
export function formatNumber(number: number, language: Language): string {
  return numbers(language).format(number)
}

/** «A, B og C». */
export function formatList(items: readonly string[], language: Language): string {
  return lists(language).format(items)
}
