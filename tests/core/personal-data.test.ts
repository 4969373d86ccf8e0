import { describe, expect, it } from 'vitest'
import { findPersonalData, type PersonalDatumKind } from '../../src/core/personal-data.ts'

/** [text, what is to be found in it]. The value is written out here and nowhere in the result. */
type Case = readonly [text: string, value: string]

const NBSP = '\u00A0'

describe('private mailboxes', () => {
  it.each([
    'kari@gmail.com',
    'KARI@GMAIL.COM',
    'post.avdeling@gmail.com',
    'hr@hotmail.no',
    'a1234@hotmail.co.uk',
    'ola@live.no',
    'ola@yahoo.co.uk',
    'ola@icloud.com',
    'ola@me.com',
    'ola@proton.me',
    'ola@pm.me',
    'ola@online.no',
    'ola@student.online.no',
    'ola@getmail.no',
    'ola@broadpark.no',
    'ola_n+jobb@outlook.com',
    'kari.nordmann@kld.dep.no',
    'Kari.Nordmann@kartverket.no',
    'k.nordmann@kartverket.no',
    'kari.m.nordmann@kartverket.no',
    'anne-marie.hansen@nav.no',
    'åse.ærlig-østby@språkrådet.no',
    'a\u030Ase.nordmann@nav.no',
    'kari.nordmann2@nav.no',
    'kari.nordmann+hospitering@nav.no',
    'fornavn.etternavn@kld.example.no',
    "kari.o'neill@nav.no",
    'kari.hagen＠nav．no',
  ])('finds %s', (address) => {
    for (const text of [
      `email: ${address}`,
      `# Spør <${address}>.`,
      `mailto:${address}?subject=x`,
      `«${address}»`,
    ]) {
      expect(kindsOf(text)).toEqual(['private-email'])
      expect(valuesOf(text)).toEqual([address])
    }
  })

  it.each([
    'hospitering@kld.example.no',
    'post@kld.dep.no',
    'postmottak@kld.dep.no',
    'postmottak.kld@kld.dep.no',
    'post.avdeling@kld.dep.no',
    'hr@nav.no',
    'hr.oslo@nav.no',
    'mobilitetsprogrammet@dfo.no',
    'mobilitetsprogrammet.stat@dfo.no',
    'personal@nav.no',
    'personalavdelinga.vest@nav.no',
    'arkiv.sentral@nav.no',
    'klima.seksjonen@miljodir.no',
    'ressurs.gruppe@miljodir.no',
    'økonomi.lønn@dfo.no',
    'okonomi.felles@dfo.no',
    'Hospitering.Nord@kystverket.no',
    'no-reply@dfo.no',
    'noreply.varsel@dfo.no',
    'kari@kld.dep.no',
    'kari_nordmann@kld.dep.no',
    'team.42@kld.dep.no',
    'post@outlook.example.no',
    '1234+kld-example@users.noreply.github.com',
    'git@github.com',
  ])('lets %s through', (address) => {
    expect(findPersonalData(`email: ${address}\n`)).toEqual([])
  })

  it.each([
    'uses: actions/checkout@v4.1.2',
    'npm install @navikt/fnrvalidator@2.2.1 handlebars.js@latest',
    'template: cooperation-agreement@1',
    'kari.nordmann@kld',
    'kari.nordmann@kld..no',
    'kari.nordmann @ kld.no',
    '@kari.nordmann',
    '@',
    'a.b@c',
    'a@@b.no',
  ])('finds no address in %j', (text) => {
    expect(findPersonalData(text)).toEqual([])
  })
})

describe('telephone numbers', () => {
  const written: Case[] = [
    ['Ring +47 22 22 22 22.', '+47 22 22 22 22'],
    ['+4722222222', '+4722222222'],
    ['+47 91234567', '+47 91234567'],
    ['(+47) 912 34 567', '+47) 912 34 567'],
    ['+47-912-34-567', '+47-912-34-567'],
    ['+47 22 345 678', '+47 22 345 678'],
    ['004791234567', '004791234567'],
    ['0047 912 34 567', '0047 912 34 567'],
    ['22 22 22 22', '22 22 22 22'],
    [`22${NBSP}22${NBSP}22${NBSP}22`, `22${NBSP}22${NBSP}22${NBSP}22`],
    ['22-24-90-90', '22-24-90-90'],
    ['912 34 567', '912 34 567'],
    ['800 33 166', '800 33 166'],
    ['47 22 24 90 90', '22 24 90 90'],
    ['tlf. 91234567', '91234567'],
    ['tlf91234567', '91234567'],
    ['Tlf.: 9123 4567', '9123 4567'],
    ['Telefon og e-post: 22 345 678', '22 345 678'],
    ['telefonnummer 22.24.90.90', '22.24.90.90'],
    ['mobil 91234567', '91234567'],
    ['contactPhone: "91234567"', '91234567'],
    ['Ring meg gjerne på 91234567', '91234567'],
    ['ＴＬＦ ９１２３４５６７', '９１２３４５６７'],
    ['+47 ٩١٢ ٣٤ ٥٦٧', '+47 ٩١٢ ٣٤ ٥٦٧'],
    ['22 24 90 90 / 22 24 90 91', '22 24 90 90'],
    ['22 24 90 90-91', '22 24 90 90'],
    ['tlf. 91234567-91234568', '91234567'],
  ]

  it.each(written)('finds the number in %j', (text, value) => {
    expect(kindsOf(text)[0]).toBe('phone-number')
    expect(valuesOf(text)[0]).toBe(value)
  })

  it.each([
    ['an organisation number', 'organisationNumber: "974760673"'],
    ['an organisation number', 'Brønnøysundregistrene, org.nr. 974 760 673, tlf. på nettsiden'],
    ['an organisation number', 'tlf. og orgnr: 974 760 673'],
    ['a date', 'date: 2027-03-01'],
    ['a date', 'ring innen 2027-03-01'],
    ['a date', 'ring innen 22.11.2026'],
    ['a date', 'telefon 20270301'],
    ['a period', 'period: { from: 2027-03-01, to: 2027-12-31 }'],
    ['a span of years', '2026-2027'],
    ['a span of years', 'ring våren 2026-2027'],
    ['a postal code', 'Postboks 8013 Dep, 0030 Oslo'],
    ['an amount', '12 000 000 kroner'],
    ['an amount', '22 500 000 kroner'],
    ['an amount', '250 000 kroner'],
    ['an approver', 'approvers: [{ login: kld-example, id: 9000000001 }]'],
    ['an approver', '  - login: tlf-example\n    id: 52345678'],
    ['an approver', '{ login: tlf-example, id: 52345678 }'],
    ['a law', 'source: LOV-2025-06-20-81'],
    ['a law', 'LOV-2017-06-16-67 § 22'],
    ['a regulation', 'FOR-2022-22-22-22'],
    ['a regulation', 'AB-22-22-22-22'],
    ['an occupation', 'http://data.europa.eu/esco/skill/22222222-2222-4222-8222-222222222222'],
    ['a UUID', '0005c151-5b5a-4a66-8aac-60e734beb1ab'],
    ['a UUID', '22222222-2222-4222-8222-222222222222'],
    ['a subject', 'https://psi.norge.no/los/tema/22-22-22-22'],
    ['a plain number', 'Sak 22222222 er avsluttet'],
    ['a case', 'Sak 2026/22222222-1'],
    ['weeks', 'uke 21 22 23 24'],
    ['a row of numbers', '20 22 24 26 28 30'],
    ['a row of numbers', '100 200 300 400'],
    ['a short number', 'ring 02222 eller 116 117'],
    ['a first digit of 0 or 1', 'tlf. 12 22 22 22, tlf. 02222222'],
    ['a version', '22.22.22.22'],
    ['the mobility programme', 'mobilitet 22222222'],
    ['a column', '22\n22\n22\n22'],
    ['a digest', `sha256:${'22222222'.repeat(8)}`],
    ['a foreign number', '+46 22 22 22 2'],
  ])('does not find one in %s: %s', (_, text) => {
    expect(findPersonalData(text)).toEqual([])
  })
})

describe('bank accounts', () => {
  const written: Case[] = [
    ['Konto 1234.56.78903', '1234.56.78903'],
    ['Konto 1234 56 78903.', '1234 56 78903'],
    [`Konto 1234${NBSP}56${NBSP}78903`, `1234${NBSP}56${NBSP}78903`],
    ['Konto 1234-56-78903', '1234-56-78903'],
    ['konto: 12345678903', '12345678903'],
    ['id: 1234.56.78903', '1234.56.78903'],
  ]

  it.each(written)('finds the account in %j', (text, value) => {
    expect(kindsOf(text)).toEqual(['bank-account'])
    expect(valuesOf(text)).toEqual([value])
  })

  it.each([
    ['a wrong check digit', '1234.56.78901'],
    ['a wrong check digit', '12345678901'],
    ['an approver', 'id: 12345678903'],
    ['an approver', '{ "login": "kld-example", "id": 12345678903 }'],
    ['other groups', '123 456 789 03'],
    ['uneven gaps', '1234.56-78903'],
    ['a longer number', '1234.56.78903.1'],
    ['a longer number', '8.1234.56.78903'],
    ['a longer word', 'v12345678903'],
    ['a web address', 'https://example.no/12345678903'],
    ['zeroes', '0000.00.00000'],
  ])('does not find one in %s: %s', (_, text) => {
    expect(findPersonalData(text)).toEqual([])
  })

  it('calls an identity number by its name, also in the groups of an account', () => {
    expect(kindsOf('1309.72.48022')).toEqual(['national-identity-number'])
  })
})

describe('findPersonalData', () => {
  it('finds them all, in the order of the text', () => {
    const text =
      'a: 13097248022\nb: 53097248016\n# kari.nordmann@kld.example.no, tlf. 22 22 22 22, konto 1234.56.78903\n'
    expect(kindsOf(text)).toEqual([
      'national-identity-number',
      'd-number',
      'private-email',
      'phone-number',
      'bank-account',
    ])
    expect(valuesOf(text)).toEqual([
      '13097248022',
      '53097248016',
      'kari.nordmann@kld.example.no',
      '22 22 22 22',
      '1234.56.78903',
    ])
  })

  it('never returns the value', () => {
    const text = 'a: 13097248022 # kari.nordmann@nav.no, +47 22 22 22 22, 1234.56.78903, ola@gmail.com'
    const found = findPersonalData(text)
    expect(found).toHaveLength(5)
    for (const datum of found) {
      expect(Object.keys(datum).sort()).toEqual(['kind', 'length', 'offset'])
      expect(typeof datum.offset).toBe('number')
      expect(typeof datum.length).toBe('number')
    }
    const printed = JSON.stringify(found)
    expect(printed).not.toMatch(/[0-9]{4}|nordmann|gmail/)
  })

  it('finds nothing in a file as it should be', () => {
    expect(findPersonalData(need)).toEqual([])
  })
})

const need = `# Illustrasjon: oppdiktet eksempel, ikke virksomhetens egne ord.
# yaml-language-server: $schema=../../../schemas/need.schema.json
title: Klimaregnskap i etatsstyringen
competences: [klima, virksomhetsstyring]
background: >-
  Vi skal sette opp et klimaregnskap for 2027 med en ramme på 12 000 000 kroner – og har mye å lære.
period: { from: 2027-03-01, to: 2027-12-31 }
partners:
  wished: [kartverket, "974760673"]
anchoring: { role: Direktør for fellestjenester, date: 2026-11-05 }
organisationNumber: "972417882"
contact: { role: Koordinator, email: hospitering@kld.example.no }
approvers:
  - { login: kld-example, id: 9000000001 }
  - { login: kld-example-to, id: 52345678 }
esco: ["http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab"]
los: ["https://psi.norge.no/los/ord/klima"]
source: { title: Lov om statens ansatte, LOV-2017-06-16-67, url: "https://lovdata.no/dokument/NL/lov/2017-06-16-67" }
signatures: [{ terms: sha256:${'9'.repeat(64)} }]
`

function kindsOf(text: string): PersonalDatumKind[] {
  return findPersonalData(text).map((datum) => datum.kind)
}

function valuesOf(text: string): string[] {
  return findPersonalData(text).map(({ offset, length }) => text.slice(offset, offset + length))
}
