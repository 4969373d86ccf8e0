import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, isLongerThanMonths, overlap, weeks } from '../../src/core/days.ts'

describe('daysBetween', () => {
  it.each([
    ['2027-03-01', '2027-03-01', 0],
    ['2027-03-01', '2027-03-02', 1],
    ['2027-03-02', '2027-03-01', -1],
    ['2027-03-27', '2027-03-29', 2], // the clocks change on the 28th
    ['2028-02-28', '2028-03-01', 2],
    ['2027-02-28', '2027-03-01', 1],
    ['2026-01-01', '2027-01-01', 365],
  ])('%s to %s is %i', (from, to, days) => expect(daysBetween(from, to)).toBe(days))
})

describe('addDays', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-03-01', 0, '2027-03-01'],
  ])('%s and %i days is %s', (date, days, expected) => expect(addDays(date, days)).toBe(expected))
})

describe('addMonths', () => {
  it.each([
    ['2027-03-15', 1, '2027-04-15'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-11-22', 12, '2027-11-22'],
    ['2027-01-15', -1, '2026-12-15'],
    ['2027-03-31', -1, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-31', 0, '2026-12-31'],
  ])('%s and %i months is %s', (date, months, expected) => expect(addMonths(date, months)).toBe(expected))
})

describe('overlap', () => {
  const spring = { from: '2027-01-01', to: '2027-06-30' }
  it.each([
    ['inside', { from: '2027-02-01', to: '2027-03-01' }, { from: '2027-02-01', to: '2027-03-01' }],
    ['partly', { from: '2027-06-01', to: '2027-12-31' }, { from: '2027-06-01', to: '2027-06-30' }],
    ['one shared day', { from: '2027-06-30', to: '2027-12-31' }, { from: '2027-06-30', to: '2027-06-30' }],
    ['apart', { from: '2027-07-01', to: '2027-12-31' }, undefined],
    ['turned round', { from: '2027-03-01', to: '2027-02-01' }, undefined],
  ])('%s', (_, other, expected) => {
    expect(overlap(spring, other)).toEqual(expected)
    expect(overlap(other, spring)).toEqual(expected)
  })
})

describe('weeks', () => {
  it.each([
    ['2027-03-01', '2027-03-07', 1],
    ['2027-03-01', '2027-03-06', 0],
    ['2027-03-01', '2027-12-31', 43],
    ['2027-03-07', '2027-03-01', 0],
  ])('%s to %s is %i', (from, to, expected) => expect(weeks({ from, to })).toBe(expected))
})

describe('isLongerThanMonths', () => {
  it.each([
    ['2027-03-01', '2028-02-29', 12, false],
    ['2027-03-01', '2028-03-01', 12, true],
    ['2027-03-15', '2027-09-14', 6, false],
    ['2027-03-15', '2027-09-15', 6, true],
    ['2026-08-31', '2027-02-28', 6, false],
    ['2026-08-31', '2027-03-01', 6, true],
    ['2027-01-31', '2027-02-28', 1, false],
    ['2027-01-01', '2027-01-31', 1, false],
  ])('%s to %s, %i months: %s', (from, to, months, expected) =>
    expect(isLongerThanMonths({ from, to }, months)).toBe(expected),
  )
})
