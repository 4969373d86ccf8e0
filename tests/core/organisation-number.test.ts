import { describe, expect, it } from 'vitest'
import { formatOrganisationNumber, isOrganisationNumber } from '../../src/core/organisation-number.ts'

/** Real agencies; the numbers are public. */
const registered = [
  '972417777',
  '983887457',
  '972417882',
  '872417842',
  '912660680',
  '986252932',
  '991825827',
  '974760673',
  '971526920',
  '889640782',
  '999601391',
  '971040238',
  '874761222',
  '840747972',
]

describe('isOrganisationNumber', () => {
  it('accepts the example of the register', () => {
    expect(isOrganisationNumber('123456785')).toBe(true)
  })

  it.each(registered)('accepts %s, which is registered', (number) => {
    expect(isOrganisationNumber(number)).toBe(true)
  })

  it.each(['999999990', '999999991', '999999992'])(
    'refuses %s, a placeholder seen in official lists',
    (number) => {
      expect(isOrganisationNumber(number)).toBe(false)
    },
  )

  it.each([
    '',
    '97476067',
    '9747606730',
    '974 760 673',
    ' 974760673',
    '97476067x',
    '９７４７６０６７３',
    '974760673\n',
  ])('refuses %j, which is not nine digits and nothing else', (text) => {
    expect(isOrganisationNumber(text)).toBe(false)
  })

  it('gives no number the check digit 10', () => {
    const continued = Array.from({ length: 10 }, (_, digit) => `80000005${digit}`)
    expect(continued.filter(isOrganisationNumber)).toEqual([])
  })

  it('catches every wrong digit', () => {
    const missed = registered.flatMap(wrongDigits).filter(isOrganisationNumber)
    expect(missed).toEqual([])
  })

  it('catches every swap of two neighbours', () => {
    const missed = registered.flatMap(swaps).filter(isOrganisationNumber)
    expect(missed).toEqual([])
  })
})

describe('formatOrganisationNumber', () => {
  it('writes three groups of three', () => {
    expect(formatOrganisationNumber('974760673')).toBe('974 760 673')
  })

  it.each(['', '97476067', '974 760 673', 'kartverket'])('leaves %j as it was written', (text) => {
    expect(formatOrganisationNumber(text)).toBe(text)
  })
})

function wrongDigits(number: string): string[] {
  return [...number].flatMap((digit, index) =>
    [...'0123456789']
      .filter((other) => other !== digit)
      .map((other) => number.slice(0, index) + other + number.slice(index + 1)),
  )
}

function swaps(number: string): string[] {
  return [...number]
    .map(
      (digit, index) => number.slice(0, index) + number.charAt(index + 1) + digit + number.slice(index + 2),
    )
    .slice(0, -1)
    .filter((swapped) => swapped !== number)
}
