import { describe, expect, it } from 'vitest'
import { findPersonalData, type PersonalDatumKind } from '../../src/core/personal-data.ts'

/** [text, what is to be found in it]. The value is written out here and nowhere in the result. */
type Case = readonly [text: string, value: string]

const NBSP = '\u00A0'
const ZERO_WIDTH = '\u200B'

const identityNumbers: readonly (readonly [PersonalDatumKind, string])[] = [
  ['national-identity-number', '02013299997'],
  ['national-identity-number', '30108299920'],
  ['national-identity-number', '30108299939'],
  ['synthetic-identity-number', '41814061033'],
  ['synthetic-identity-number', '41814075603'],
  ['synthetic-identity-number', '41810021827'],
  ['synthetic-identity-number', '15809050170'],
  ['synthetic-identity-number', '15809050189'],
  ['synthetic-identity-number', '15809050197'],
  ['synthetic-identity-number', '41819012359'],
  ['synthetic-identity-number', '41819012383'],
  ['d-number', '53097248016'],
  ['help-number', '15507600333'],
  ['help-number', '55507608360'],
  ['synthetic-identity-number', '15759000002'],
]

describe('identity numbers', () => {
  it.each(identityNumbers)('finds a %s: %s', (kind, number) => {
    expect(findPersonalData(`background: Gjelder ${number}.`)).toEqual([{ kind, offset: 20, length: 11 }])
  })

  it.each(['02013299998', '30108299930', '41814061034', '15809050171', '99999999999', '00000000000'])(
    'passes over %s, whose check digits or date are wrong',
    (number) => {
      expect(findPersonalData(`background: Gjelder ${number}.`)).toEqual([])
    },
  )

  const written: Case[] = [
    ['Født 130972 48022, bor i Bergen', '130972 48022'],
    ['Født 13.09.72 48022.', '13.09.72 48022'],
    ['Født 13 09 72 480 22', '13 09 72 480 22'],
    ['130972-48022', '130972-48022'],
    ['130972 - 48022', '130972 - 48022'],
    ['130972/48022', '130972/48022'],
    ['(130972) 48022', '130972) 48022'],
    [`130972${NBSP}48022`, `130972${NBSP}48022`],
    ['130972\u202F48022', '130972\u202F48022'],
    ['130972\u201348022', '130972\u201348022'],
    ['1309.72.48022', '1309.72.48022'],
    ['1 3 0 9 7 2 4 8 0 2 2', '1 3 0 9 7 2 4 8 0 2 2'],
    [`1309${ZERO_WIDTH}7248022`, `1309${ZERO_WIDTH}7248022`],
    ['background: >-\n  Gjelder 130972\n  48022 i dag', '130972\n  48022'],
    ['# en merknad om 130972\r\n# 48022', '130972\r\n# 48022'],
    ['title: "13097248022"', '13097248022'],
    ['approvers: [{ login: kld-example, id: 13097248022 }]', '13097248022'],
    ['id: 13097248022', '13097248022'],
    ['12 13097248022 3', '13097248022'],
    ['den 5.6.2026 130972 48022', '130972 48022'],
    ['2026-11-05 130972 48022', '130972 48022'],
    ['fnr13097248022', '13097248022'],
    ['fnr_13097248022.yaml', '13097248022'],
    ['agencies/kld/needs/sak-13097248022.yaml', '13097248022'],
    ['https://example.no/skjema?fnr=13097248022', '13097248022'],
    ['13097248022@kld.example.no', '13097248022'],
    ['f13097248022', '13097248022'],
    ['a13097248022.yaml', '13097248022'],
    ['agencies/kld/needs/13097248022b.yaml', '13097248022'],
    ['f13097248022: x', '13097248022'],
    ['  ref: "e13097248022"\n', '13097248022'],
    ['{ a: 1, f13097248022: x }', '13097248022'],
    ['- b13097248022 # x', '13097248022'],
    ['１３０９７２４８０２２', '１３０９７２４８０２２'],
    ['١٣٠٩٧٢ ٤٨٠٢٢', '١٣٠٩٧٢ ٤٨٠٢٢'],
    ['१३०९७२४८०२२', '१३०९७२४८०२२'],
    ['😀 𝟙𝟛𝟘𝟡𝟟𝟚𝟜𝟠𝟘𝟚𝟚', '𝟙𝟛𝟘𝟡𝟟𝟚𝟜𝟠𝟘𝟚𝟚'],
    ['𝟭𝟯𝟬𝟵𝟳𝟮 𝟰𝟴𝟬𝟮𝟮', '𝟭𝟯𝟬𝟵𝟳𝟮 𝟰𝟴𝟬𝟮𝟮'],
  ]

  it.each(written)('finds the number in %j', (text, value) => {
    expect(kindsOf(text)).toEqual(['national-identity-number'])
    expect(valuesOf(text)).toEqual([value])
  })

  it.each([
    ['part of a longer run of digits', '113097248022'],
    ['part of a longer run of digits', '130972480221'],
    ['decimals of a fraction', 'weight: 0.13097248022'],
    ['a digest', `terms: sha256:${'a1'.repeat(10)}13097248022${'f'.repeat(33)}`],
    ['a digest of digits alone', `terms: sha256:${'13097248022'.repeat(5)}130972480`],
    ['a commit', 'Rettet i 13097248022ab'],
    ['a commit', 'Rettet i e13097248022'],
    ['a UUID', '13097248-0221-4309-8724-13097248022a'],
    ['a digest that is all there is', `${'a1'.repeat(10)}13097248022${'f'.repeat(33)}`],
    ['a commit among other words', 'summary: Rettet i e13097248022 og 13097248022ab.'],
    ['the path of a web address', 'url: https://lovdata.no/dokument/13097248022/en'],
    ['the path of a web address', '[saken](https://example.no/130972-48022)'],
    ['an amount', '13 097 248 022 kroner'],
    ['a column', '13\n09\n72\n48\n022'],
    ['a list', '- 130972\n- 48022'],
    ['two cells', '| 130972 | 48022 |'],
    ['two values', '130972, 48022'],
    ['two paragraphs', '130972\n\n48022'],
  ])('does not find one in %s: %s', (_, text) => {
    expect(kindsOf(text)).not.toContain('national-identity-number')
  })

  it('does not take a date with more digits behind it for a number', () => {
    expect(kindsOf('2010 05 17 036')).toEqual(['national-identity-number'])
    expect(findPersonalData('2010-05-17 036')).toEqual([])
    expect(findPersonalData('FOR-2010-05-17-036')).toEqual([])
  })

  it('reads the decimal digits of every script, at the right offset', () => {
    const rows = unicodeZeroes()
    expect(rows.length).toBeGreaterThan(60)
    for (const zero of rows) {
      const number = [...'13097248022'].map((digit) => String.fromCodePoint(zero + Number(digit))).join('')
      expect(findPersonalData(`å ${number} å`)).toEqual([
        { kind: 'national-identity-number', offset: 2, length: number.length },
      ])
    }
  })
})

function kindsOf(text: string): PersonalDatumKind[] {
  return findPersonalData(text).map((datum) => datum.kind)
}

function valuesOf(text: string): string[] {
  return findPersonalData(text).map(({ offset, length }) => text.slice(offset, offset + length))
}

/** Every code point that is a decimal digit stands in a row of ten beginning with its zero. */
function unicodeZeroes(): number[] {
  const digits: number[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    if (/\p{Nd}/u.test(String.fromCodePoint(code))) digits.push(code)
  }
  return digits.filter((_, index) => index % 10 === 0)
}
