/** The search of the catalogue: what people type, and what they find. */
import { describe, expect, it } from 'vitest'
import { type CriteriaName, criteriaFrom, isAmong, queryOf } from '../../src/site/catalogue/criteria.ts'
import { listingOf } from '../../src/site/catalogue/listing.ts'
import { monthSpan } from '../../src/site/catalogue/months.ts'
import { vocabularyOf } from '../../src/site/catalogue/names.ts'
import { entriesIn, searchFile, vocabularyIn } from '../../src/site/catalogue/search-file.ts'
import { fold, indexOf, withEnds } from '../../src/site/catalogue/search-index.ts'
import { agency, need, offer, programme } from '../core/match/world.ts'
import { factsOf, speakers } from './built.ts'
import { loadExample } from './example.ts'

const world = programme({
  registrations: [
    need('dfo.ki', {
      title: 'Maskinlæring i kontroll',
      place: { municipality: 'Tromsø', presence: 'hybrid' },
    }),
    offer('nve.data', { title: 'Åpne data om vann', background: 'Vi deler målinger av vannføring.' }),
    offer('kartverket.arkiv', { title: 'Arkivering av kart', learningGoals: ['Forstå klarspråk'] }),
    need('sami.arkiv', { title: 'Giellateknologiija ja dáfut', language: 'nn' }),
    offer('ra.bevaring', { title: 'Arkivaring med skrivefeil' }),
  ],
  agencies: [
    agency('dfo', {
      shortName: 'DFØ',
      name: { nb: 'Direktoratet for forvaltning', nn: 'Direktoratet for forvaltning' },
    }),
    agency('nve', { shortName: 'NVE', name: { nb: 'Vassdragsdirektoratet', nn: 'Vassdragsdirektoratet' } }),
  ],
})

const facts = await factsOf(world)
const vocabulary = vocabularyOf({ facts, language: 'nb', words: speakers.nb.words })
const entries = listingOf(facts).map(({ entry }) => entry)
const search = indexOf(entries, vocabulary)
const found = (words: string) => search(words).map((at) => entries[at]?.title)

describe('somebody finds', () => {
  it.each([
    ['by a word of the title', 'maskinlæring', 'Maskinlæring i kontroll'],
    ['by how a word ends', 'læring', 'Maskinlæring i kontroll'],
    ['by how a word begins', 'maski', 'Maskinlæring i kontroll'],
    ['with a letter missing', 'maskinlring', 'Maskinlæring i kontroll'],
    ['with two letters wrong', 'makinlærring', 'Maskinlæring i kontroll'],
    ['without æ, ø and å on the keyboard', 'apne', 'Åpne data om vann'],
    ['with ae for æ', 'maskinlaering', 'Maskinlæring i kontroll'],
    ['by an agency’s short name, without its ø', 'dfo', 'Maskinlæring i kontroll'],
    ['by an agency’s whole name', 'vassdrag', 'Åpne data om vann'],
    ['by the municipality', 'tromso', 'Maskinlæring i kontroll'],
    ['by what is written in the background', 'vannføring', 'Åpne data om vann'],
    ['by what one will learn', 'klarsprak', 'Arkivering av kart'],
    ['by letters of Sami', 'giellateknologiija dafut', 'Giellateknologiija ja dáfut'],
  ])('%s', (_how, words, title) => {
    expect(found(words)).toContain(title)
  })

  it('what has all the words, not what has one of them', () => {
    expect(found('åpne vannføring')).toEqual(['Åpne data om vann'])
    expect(found('åpne maskinlæring')).toEqual([])
  })

  it('nothing for a word that nobody has written', () => {
    expect(found('romfart')).toEqual([])
  })

  it('what is spelt right before what is nearly spelt so', () => {
    expect(found('arkivering')).toEqual(['Arkivering av kart', 'Arkivaring med skrivefeil'])
  })
})

describe('words are folded', () => {
  it.each([
    ['Ålesund', 'alesund'],
    ['Aalesund', 'alesund'],
    ['Tromsø', 'tromso'],
    ['LÆRING', 'lering'],
    ['laering', 'lering'],
    ['dáfut', 'dafut'],
    ['Đ', 'd'],
  ])('%s as %s', (written, folded) => {
    expect(fold(written)).toBe(folded)
  })

  it('and the ends of a compound have five letters or more', () => {
    expect(withEnds('klimaregnskap')).toContain('regnskap')
    expect(withEnds('klimaregnskap').every((end) => end.length >= 5)).toBe(true)
    expect(withEnds('data')).toEqual(['data'])
  })
})

describe('choices', () => {
  const asked = (wanted: Partial<Record<CriteriaName, string>>) => {
    const criteria = criteriaFrom((name) => wanted[name] ?? null)
    return entries.filter((entry) => isAmong(entry, criteria, vocabulary)).map(({ slug }) => slug)
  }

  it('nothing chosen shows everything', () => {
    expect(asked({})).toHaveLength(entries.length)
  })

  it.each([
    [{ kind: 'need' }, ['ki', 'arkiv']],
    [{ place: 'Tromsø' }, ['ki']],
    [{ agency: 'nve' }, ['data']],
    [{ presence: 'hybrid' }, ['ki']],
    [{ kind: 'offer', area: 'data' }, ['data']],
    [{ period: '2027-1', kind: 'offer', agency: 'nve' }, ['data']],
    [{ period: '2029-1' }, []],
    [{ form: 'rotation' }, []],
  ] as const)('%o', (wanted, slugs) => {
    expect([...asked(wanted)].sort()).toEqual([...slugs].sort())
  })

  it('a wide area is also the finer areas in it', () => {
    expect(asked({ area: 'digitalisering' })).toEqual(['ki'])
  })

  it('what is asked for comes back from the address it made', () => {
    const criteria = criteriaFrom(
      (name) => ({ q: 'klarspråk & «æøå»', area: 'ki', status: 'open' })[name as 'q'] ?? null,
    )
    const address = new URLSearchParams(queryOf(criteria))
    expect(criteriaFrom((name) => address.get(name))).toEqual(criteria)
  })

  it('an address that asks for nothing is empty', () => {
    expect(queryOf(criteriaFrom(() => null))).toBe('')
  })
})

it.each([
  ['2027-02', '2027-11', 'februar–november 2027'],
  ['2027-12', '2028-03', 'desember 2027 – mars 2028'],
  ['2027-03', '2027-03', 'mars 2027'],
])('%s to %s is told as %s', (from, to, told) => {
  expect(monthSpan(from, to, 'nb')).toBe(told)
})

it('the file for the script gives back every entry of the repository as it was, and all words for it', async () => {
  const example = await factsOf(loadExample())
  const own = listingOf(example).map(({ entry }) => entry)
  for (const language of ['nb', 'nn'] as const) {
    const names = vocabularyOf({ facts: example, language, words: speakers[language].words })
    const file = JSON.parse(JSON.stringify(searchFile(own, names, example.programme.competences, '')))
    expect(entriesIn(file)).toEqual(own)
    const there = vocabularyIn(file)
    for (const entry of own) {
      expect(there.agency(entry.agency)).toEqual(names.agency(entry.agency))
      for (const area of entry.areas) expect(there.area(area)).toEqual(names.area(area))
      expect(there.word('level', entry.level)).toBe(names.word('level', entry.level))
    }
  }
})
