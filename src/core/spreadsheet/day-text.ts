/** Datoer slik folk skriver dem i regneark: 1.3.27, 2027-03-01, 1. mars 2027, mars 2027, vår 2027. */
import { noSuchDay } from '../ambiguity.ts'
import { addDays } from '../days.ts'
import type { IsoDate, Period } from '../model.ts'
import { type Cell, isDay, plainText } from './grid.ts'

/** `season`: said as part of a year, which is our reckoning and is told. */
export type DaysRead = { readonly period: Period; readonly season?: string }

const months: Readonly<Record<string, number>> = {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, mai: 5, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, okt: 10, oct: 10 },
  ...{ nov: 11, des: 12, dec: 12 },
}

/** First and last day of a part of a year, as working life in Norway reckons: the autumn begins after the summer holiday. */
const seasons: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:vår|våren|vårhalvåret|spring|1\.? ?halvår|første halvår|fyrste halvår|h1)$/, '01-01', '06-30'],
  [/^(?:høst|høsten|haust|hausten|autumn|fall|2\.? ?halvår|andre halvår|h2)$/, '08-01', '12-31'],
  [/^(?:sommer|sommeren|sumar|sumaren|summer)$/, '06-01', '08-31'],
  [/^(?:hele|heile|hele året|heile året|året|year)$/, '01-01', '12-31'],
  [/^(?:1\.? ?kvartal|q1)$/, '01-01', '03-31'],
  [/^(?:2\.? ?kvartal|q2)$/, '04-01', '06-30'],
  [/^(?:3\.? ?kvartal|q3)$/, '07-01', '09-30'],
  [/^(?:4\.? ?kvartal|q4)$/, '10-01', '12-31'],
]

/** Days spreadsheets count from 30 December 1899; 20,000 is in 1954 and 80,000 in 2119, so other numbers are no dates. */
const [firstSerial, lastSerial, serialBegin] = [20_000, 80_000, '1899-12-30']

/** What a cell says, as first and last day; undefined for what is no date. */
export function daysIn(cell: Cell): DaysRead | undefined {
  if (isDay(cell)) return single(cell.day)
  if (typeof cell === 'number') return serial(cell)
  return typeof cell === 'string' ? daysInText(plainText(cell)) : undefined
}

function single(day: IsoDate): DaysRead {
  return { period: { from: day, to: day } }
}

function serial(number: number): DaysRead | undefined {
  if (number < firstSerial || number > lastSerial) return undefined
  return single(addDays(serialBegin, Math.floor(number)))
}

function daysInText(text: string): DaysRead | undefined {
  const word = text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:ca\.?|fra|frå|til|from|to) /, '')
  if (/^\d{5}$/.test(word)) return serial(Number(word))
  const day = dayIn(word)
  if (day !== undefined) return single(day)
  return monthIn(word) ?? seasonIn(word)
}

/** A day no calendar has is kept as it is, to be told of as such. */
function dayIn(word: string): IsoDate | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d.*)?$/.exec(word)
  if (iso) return written(iso[1], iso[2], iso[3])
  const norwegian = /^(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4}|\d{2})\.?(?: \d{1,2}:\d{2}.*)?$/.exec(word)
  if (norwegian) return written(norwegian[3], norwegian[2], norwegian[1])
  const spoken = /^(\d{1,2})\.? ?([a-zæøå]+)\.? ?(\d{4})$/.exec(word)
  const month = monthCalled(spoken?.[2])
  return spoken && month ? written(spoken[3], String(month), spoken[1]) : undefined
}

function written(year = '', month = '', day = ''): IsoDate {
  const whole = year.length === 2 ? `20${year}` : year
  return `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function monthCalled(name: string | undefined): number | undefined {
  const full = [
    'januar',
    'februar',
    'mars',
    'april',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
  ]
  const english = ['january', 'february', 'march', 'june', 'july', 'october', 'december', 'desember']
  if (name === undefined) return undefined
  const isMonth = months[name] !== undefined || name === 'sept' || [...full, ...english].includes(name)
  return isMonth ? months[name.slice(0, 3)] : undefined
}

function monthIn(word: string): DaysRead | undefined {
  const named = /^([a-zæøå]+)\.? ?(\d{4})$/.exec(word)
  const numbered = /^(\d{1,2})[./](\d{4})$/.exec(word)
  const month = named ? monthCalled(named[1]) : Number(numbered?.[1])
  const year = named?.[2] ?? numbered?.[2]
  if (!month || month > 12 || year === undefined) return undefined
  const from = written(year, String(month), '1')
  const next = month === 12 ? `${Number(year) + 1}-01-01` : written(year, String(month + 1), '1')
  return { period: { from, to: addDays(next, -1) } }
}

function seasonIn(word: string): DaysRead | undefined {
  const [, before, name, year, after] =
    /^(?:(\d{4}) ?[-–]? ?)?([a-zæøå0-9. ]+?)(?: ?[-–]? ?(\d{4}))?( )?$/.exec(word) ?? []
  const which = year ?? before
  const season = seasons.find(([pattern]) => pattern.test((name ?? '').trim()))
  if (!season || which === undefined || (year !== undefined && before !== undefined) || after === ' ')
    return undefined
  return { period: { from: `${which}-${season[1]}`, to: `${which}-${season[2]}` }, season: word }
}

/** «1.3.2027–31.12.2027», «mars–juni 2027», «vår 2027», «1.3.2027 til 31.12.2027». */
export function periodIn(cell: Cell): DaysRead | undefined {
  if (typeof cell !== 'string') return undefined
  const text = plainText(cell)
    .toLowerCase()
    .replace(/^fra (?:og med )?|^frå (?:og med )?|^from /, '')
  const whole = daysInText(text)
  if (whole && (whole.season !== undefined || whole.period.from !== whole.period.to)) return whole
  for (const sign of [/ ?[–—] ?/, / (?:til(?: og med)?|to|t\.o\.m\.?) /, / - /, /-/, /\n/]) {
    const parts = text.split(sign)
    const [first = '', last = ''] = parts
    if (parts.length !== 2) continue
    const to = daysInText(last)
    const year = /\d{4}$/.exec(last)?.[0] ?? ''
    const from =
      daysInText(first) ??
      daysInText(`${first.replace(/\.$/, '')}${/^\d/.test(first) && !/[a-z]/.test(first) ? '.' : ' '}${year}`)
    if (from && to) return { period: { from: from.period.from, to: to.period.to } }
  }
  return undefined
}

export function isNoDay(day: IsoDate): boolean {
  return noSuchDay(day)
}
