import { describe, expect, it } from 'vitest'
import { identityNumberKind, isBankAccount } from '../../src/core/identity-number.ts'

describe('identityNumberKind', () => {
  it.each([
    ['02013299997', 'national-identity-number', 'example of the Tax Administration for 2032'],
    ['30108299920', 'national-identity-number', 'example of the Tax Administration for 2032'],
    ['30108299939', 'national-identity-number', 'the same, valid by the rule of 2032 alone'],
    ['41814061033', 'synthetic-identity-number', 'synthetic D-number of the Tax Administration'],
    ['41814075603', 'synthetic-identity-number', 'synthetic D-number of the Tax Administration'],
    ['41810021827', 'synthetic-identity-number', 'synthetic D-number of the Tax Administration'],
    ['15809050170', 'synthetic-identity-number', 'made up, month 80'],
    ['15809050189', 'synthetic-identity-number', 'made up, month 80, rule of 2032'],
    ['15809050197', 'synthetic-identity-number', 'made up, month 80, rule of 2032'],
    ['41819012359', 'synthetic-identity-number', 'made up, D'],
    ['41819012383', 'synthetic-identity-number', 'made up, D, rule of 2032'],
    ['13097248022', 'national-identity-number', 'test number of NAV'],
    ['53097248016', 'd-number', 'test number of NAV'],
    ['13527248013', 'help-number', 'test number of NAV'],
    ['15507600333', 'help-number', 'test person of NAV, month + 40'],
    ['55507608360', 'help-number', 'the same with D'],
    ['17912099997', 'synthetic-identity-number', 'test person of the Tax Administration, month + 80'],
    ['57912075186', 'synthetic-identity-number', 'the same with D'],
    ['15759000002', 'synthetic-identity-number', 'month + 65'],
    ['29020075838', 'national-identity-number', 'leap day of 2000'],
  ])('%s is a %s: %s', (digits, kind) => {
    expect(identityNumberKind(digits)).toBe(kind)
  })

  it.each([
    ['30108299938', 'wrong second check digit'],
    ['13097248032', 'wrong first check digit'],
    ['29020112345', 'no leap day in 2001'],
    ['00000000000', 'no date'],
    ['1309724802', 'ten digits'],
    ['130972480222', 'twelve digits'],
    ['130972 48022', 'a space: the caller joins the groups'],
    ['', 'nothing'],
  ])('%j is none: %s', (digits) => {
    expect(identityNumberKind(digits)).toBeUndefined()
  })

  const series = [
    [0, 0, 'national-identity-number'],
    [40, 0, 'd-number'],
    [0, 40, 'help-number'],
    [40, 40, 'help-number'],
    [0, 65, 'synthetic-identity-number'],
    [40, 65, 'synthetic-identity-number'],
    [0, 80, 'synthetic-identity-number'],
    [40, 80, 'synthetic-identity-number'],
  ] as const

  it.each(series)(
    'day + %i and month + %i is a %s, in every month and with every check digit',
    (day, month, kind) => {
      const numbers = Array.from({ length: 12 }, (_, index) => numbersOf(17 + day, index + 1 + month)).flat()
      expect(numbers.length).toBeGreaterThan(1000)
      expect(new Set(numbers.map(identityNumberKind))).toEqual(new Set([kind]))
    },
  )

  it.each([13, 40, 53, 65, 78, 79, 93, 99])('there is no month %i', (month) => {
    expect(numbersOf(17, month).filter((digits) => identityNumberKind(digits) !== undefined)).toEqual([])
  })

  it.each([32, 39, 40, 72, 99])('there is no day %i', (day) => {
    expect(numbersOf(day, 1).filter((digits) => identityNumberKind(digits) !== undefined)).toEqual([])
  })
})

describe('isBankAccount', () => {
  it.each(['12345678903', '86011117947', '32074068323'])('accepts %s', (digits) => {
    expect(isBankAccount(digits)).toBe(true)
  })

  it.each(['12345678901', '00000000000', '1234567890', '1234.56.78903'])('refuses %s', (digits) => {
    expect(isBankAccount(digits)).toBe(false)
  })

  it('accepts every identity number, so identity has to be asked first', () => {
    expect(numbersOf(17, 5).every(isBankAccount)).toBe(true)
  })
})

/** All valid numbers for a day and a month of 1990, by the formula of the Tax Administration read literally. */
function numbersOf(day: number, month: number): string[] {
  return Array.from({ length: 100 }, (_, index) => {
    const nine = `${String(day).padStart(2, '0')}${String(month).padStart(2, '0')}90${100 + index * 7}`
    return [11, 12, 13, 14].flatMap((eleven) => {
      const first = checkDigit(eleven - (weighted(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11))
      const second = checkDigit(11 - (weighted(nine + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11))
      return first === 10 || second === 10 ? [] : [`${nine}${first}${second}`]
    })
  }).flat()
}

function checkDigit(value: number): number {
  return value > 10 ? value - 11 : value
}

function weighted(digits: string, weights: number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0)
}
