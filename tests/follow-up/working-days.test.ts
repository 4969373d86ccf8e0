/** Days off in Norway: an almanac’s days, and what becomes of a talk that would fall on one. */
import { describe, expect, it } from 'vitest'
import {
  easterOf,
  isHoliday,
  isWorkingDay,
  lastWorkingDay,
  nextWorkingDay,
} from '../../src/core/follow-up/working-days.ts'

describe('Easter Day', () => {
  /** From almanacs; among them the earliest (22 March) and the latest (25 April) there can be. */
  it.each([
    [1818, '1818-03-22'],
    [1886, '1886-04-25'],
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1961, '1961-04-02'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2019, '2019-04-21'],
    [2020, '2020-04-12'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2030, '2030-04-21'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
    [2285, '2285-03-22'],
  ])('in %i was or is %s', (year, date) => {
    expect(easterOf(year)).toBe(date)
  })

  it('is a Sunday from 22 March to 25 April, every year for six hundred years', () => {
    for (let year = 1700; year < 2300; year++) {
      const day = easterOf(year)
      expect(new Date(`${day}T00:00:00Z`).getUTCDay(), day).toBe(0)
      expect(day >= `${year}-03-22` && day <= `${year}-04-25`, day).toBe(true)
    }
  })
})

describe('public holidays', () => {
  it('of 2027 are these eleven and no others: Whitsunday Monday is 17 May', () => {
    const days = Array.from({ length: 365 }, (_, at) =>
      new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10),
    )
    expect(days.filter(isHoliday)).toEqual([
      ...['2027-01-01', '2027-03-25', '2027-03-26', '2027-03-28', '2027-03-29', '2027-05-01'],
      ...['2027-05-06', '2027-05-16', '2027-05-17', '2027-12-25', '2027-12-26'],
    ])
  })

  it('Christmas Eve and New Year’s Eve are working days by law', () => {
    expect([isWorkingDay('2026-12-24'), isWorkingDay('2026-12-31')]).toEqual([true, true])
  })
})

describe('a day off becomes a working day', () => {
  it.each([
    ['a Wednesday stays', '2027-03-24', '2027-03-24', '2027-03-24'],
    ['all of Easter', '2027-03-25', '2027-03-24', '2027-03-30'],
    ['Whitsun that falls on 17 May', '2027-05-15', '2027-05-14', '2027-05-18'],
    ['Christmas on a weekend', '2027-12-25', '2027-12-24', '2027-12-27'],
    ['over New Year', '2028-01-01', '2027-12-31', '2028-01-03'],
    ['a leap day is a day like others', '2028-02-29', '2028-02-29', '2028-02-29'],
    ['a leap day on a Saturday', '2048-02-29', '2048-02-28', '2048-03-02'],
  ])('%s', (_what, day, before, after) => {
    expect([lastWorkingDay(day), nextWorkingDay(day)]).toEqual([before, after])
  })
})
