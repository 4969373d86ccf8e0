/** Når noe ble signert: times as files write them, told as the day it was in Norway. */

import { noSuchDay } from '../ambiguity.ts'
import { dayInNorway } from '../days.ts'
import type { IsoDate } from '../model.ts'

/** Date and time with where on Earth; anything less could be another day here. */
const inPdf =
  /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|([+-])(\d{2})'?(\d{2})?'?)(?:00'?(?:00'?)?)?$/
const inXml = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/

/** Of a date as PDF writes it (ISO 32000-1, 7.9.4). Undefined when it is not whole, or there is no such time. */
export function dayOfPdfDate(text: string): IsoDate | undefined {
  return dayOf(inPdf.exec(text))
}

/** Of a date and time as XML writes it (xsd:dateTime). Undefined as {@link dayOfPdfDate} is. */
export function dayOfXmlTime(text: string): IsoDate | undefined {
  return dayOf(inXml.exec(text))
}

function dayOf(found: readonly (string | undefined)[] | null): IsoDate | undefined {
  if (!found) return undefined
  const [, year = '', month = '', day = '', hours, minutes, seconds, sign, aheadHours, aheadMinutes] = found
  if (noSuchDay(`${year}-${month}-${day}`) || Number(hours) > 23 || Number(minutes) > 59) return undefined
  const ahead = (Number(aheadHours ?? 0) * 60 + Number(aheadMinutes ?? 0)) * (sign === '-' ? -1 : 1)
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes) - ahead)
  return dayInNorway(new Date(time + Number(seconds) * 1000))
}
