/** The day something was signed is the day it was in Norway, or nobody’s guess. */
import { expect, it } from 'vitest'
import { dayOfPdfDate, dayOfXmlTime } from '../../../src/core/verify/signing-time.ts'

it.each([
  ["D:20261120120000+01'00'", '2026-11-20'],
  ["D:20261120120000+01'00", '2026-11-20'],
  ['D:20261120120000+01', '2026-11-20'],
  ['D:20261120120000Z', '2026-11-20'],
  ["D:20261120120000Z00'00'", '2026-11-20'],
  // After midnight in Norway, winter and summer.
  ['D:20261120233000Z', '2026-11-21'],
  ['D:20260620223000Z', '2026-06-21'],
  ["D:20261121003000+02'00'", '2026-11-20'],
  ["D:20261231200000-05'00'", '2027-01-01'],
  // Not whole, not a day, not a time.
  ['D:20261120120000', undefined],
  ['D:20261120', undefined],
  ['20261120120000Z', undefined],
  ['D:20260230120000Z', undefined],
  ['D:20261120250000Z', undefined],
  ["D:20261120120000+01'00' ", undefined],
  ['', undefined],
])('in PDF: %s', (text, day) => {
  expect(dayOfPdfDate(text)).toBe(day)
})

it.each([
  ['2026-11-20T12:00:00Z', '2026-11-20'],
  ['2026-11-20T23:30:00.123Z', '2026-11-21'],
  ['2026-11-20T12:00:00+01:00', '2026-11-20'],
  ['2026-11-20T12:00:00', undefined],
  ['2026-11-20', undefined],
])('in XML: %s', (text, day) => {
  expect(dayOfXmlTime(text)).toBe(day)
})
