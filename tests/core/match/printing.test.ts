/** What people and programs read of a matching. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { scoreParts } from '../../../src/core/match/context.ts'
import { linkConstraints, pairConstraints } from '../../../src/core/match/feasible.ts'
import { fingerprint } from '../../../src/core/match/fingerprint.ts'
import { match } from '../../../src/core/match/match.ts'
import { parseMessages, speaker, type Words } from '../../../src/core/messages.ts'
import type { Language, Programme } from '../../../src/core/model.ts'
import { type MatchingFormat, matchingReporters } from '../../../src/core/report/matching.ts'
import { nearMissSentences } from '../../../src/core/report/matching-sentences.ts'
import { randomFrom } from '../../random.ts'
import { crowd, decision, need, offer, programme, settings, swap, today } from './world.ts'

const languages: readonly Language[] = ['nb', 'nn', 'en']
const formats = Object.keys(matchingReporters) as readonly MatchingFormat[]

function messages(language: Language) {
  const file = `templates/messages/${language}.yaml`
  return parseMessages(file, readFileSync(join(import.meta.dirname, '../../..', file), 'utf8'))
}

const inLanguage = new Map(
  languages.map((language) => [language, speaker(language, messages(language)).words]),
)

function printed(world: Programme, format: MatchingFormat = 'text', language: Language = 'nb'): string {
  return matchingReporters[format](match(world, today), world, inLanguage.get(language) as Words)
}

const declined = [need('nve.ki', { places: 2 }), offer('skd.ki')]
const story = programme({
  registrations: [
    ...declined,
    offer('ssb.ki', { title: 'Språkmodeller i drift', partners: { wished: ['nve'], excluded: [] } }),
    offer('dfo.ki', { period: { from: '2027-12-10', to: '2028-12-31' } }),
    swap('udir.data', 'arkiv', { partners: { wished: ['974760673'], excluded: [] } }),
    swap('hvl.arkiv', 'data', { partners: { wished: ['974760673'], excluded: [] } }),
  ],
  decisions: [decision('nve.ki--skd.ki', fingerprint(declined))],
  settings: settings({ weights: { ...settings().matching.weights, text: 0 } }),
})

describe('text', () => {
  it('tells who goes where, what it scores, why, and what is missing for the others', () => {
    expect(printed(story)).toMatchInlineSnapshot(`
      "KOBLINGSFORSLAG
      2 koblingsforslag. Det er bevist at ingen annen samling av forslag er bedre etter målene i programmet.

      NVE sender en medarbeider til SSB – 86 av 100 poeng
        nve.ki--ssb.ki
        Behov: nve.ki (NVE)
        Tilbud: Språkmodeller i drift (SSB)
        • kompetanse, 37,5 av 37,5 poeng: NVE ønsker kompetanse i «ki». Den kompetansen har SSB.
          nve.ki: competences.0 · ssb.ki: competences.0
        • målgruppe, 6,3 av 12,5 poeng: Minst én av dem er åpen for alle målgrupper.
          nve.ki: targetGroups · ssb.ki: targetGroups
        • ønske om partner, 11,3 av 18,8 poeng: SSB ønsker seg NVE.
          ssb.ki: partners.wished.0
        • periode, 12,5 av 12,5 poeng: Periodene overlapper 52 uker. Det er nok til det lengste oppholdet begge går med på (26).
          nve.ki: period.from, period.to, duration.maxWeeks · ssb.ki: period.from, period.to
        • sted, 6,3 av 6,3 poeng: Begge er i Oslo.
          nve.ki: place.municipality · ssb.ki: place.municipality
        • stillingsnivå, 6,2 av 6,2 poeng: Begge gjelder nivået fagspesialist.
          nve.ki: level · ssb.ki: level
        • språk, 6,2 av 6,2 poeng: Begge skriver bokmål.
          nve.ki: language · ssb.ki: language

      HVL og UDIR bytter medarbeidere – 75 av 100 poeng
        rotation--hvl.arkiv--udir.data
        Behov: hvl.arkiv (HVL)
        Behov: udir.data (UDIR)
        HVL sender en medarbeider til UDIR:
        • kompetanse, 18,8 av 18,8 poeng: HVL ønsker kompetanse i «arkiv». Den kompetansen har UDIR.
          hvl.arkiv: competences.0 · udir.data: inReturn.0
        • målgruppe, 3,2 av 6,3 poeng: Minst én av dem er åpen for alle målgrupper.
          hvl.arkiv: targetGroups · udir.data: targetGroups
        • periode, 6,3 av 6,3 poeng: Periodene overlapper 52 uker. Det er nok til det lengste oppholdet begge går med på (26).
          hvl.arkiv: period.from, period.to, duration.maxWeeks · udir.data: period.from, period.to
        • sted, 3,1 av 3,1 poeng: Begge er i Oslo.
          hvl.arkiv: place.municipality · udir.data: place.municipality
        • stillingsnivå, 3,1 av 3,1 poeng: Begge gjelder nivået fagspesialist.
          hvl.arkiv: level · udir.data: level
        • språk, 3,1 av 3,1 poeng: Begge skriver bokmål.
          hvl.arkiv: language · udir.data: language
        • Ingen poeng for ønske om partner.
        UDIR sender en medarbeider til HVL:
        • kompetanse, 18,8 av 18,8 poeng: UDIR ønsker kompetanse i «data». Den kompetansen har HVL.
          udir.data: competences.0 · hvl.arkiv: inReturn.0
        • målgruppe, 3,1 av 6,2 poeng: Minst én av dem er åpen for alle målgrupper.
          udir.data: targetGroups · hvl.arkiv: targetGroups
        • periode, 6,2 av 6,2 poeng: Periodene overlapper 52 uker. Det er nok til det lengste oppholdet begge går med på (26).
          udir.data: period.from, period.to, duration.maxWeeks · hvl.arkiv: period.from, period.to
        • sted, 3,1 av 3,1 poeng: Begge er i Oslo.
          udir.data: place.municipality · hvl.arkiv: place.municipality
        • stillingsnivå, 3,1 av 3,1 poeng: Begge gjelder nivået fagspesialist.
          udir.data: level · hvl.arkiv: level
        • språk, 3,1 av 3,1 poeng: Begge skriver bokmål.
          udir.data: language · hvl.arkiv: language
        • Ingen poeng for ønske om partner.

      UTEN FORSLAG NÅ
      2 påmeldinger fikk ikke forslag. Her står hva som skulle til.

      Tilbud: dfo.ki (DFO)
        dfo.ki
        • Nesten med NVE, «nve.ki»: Perioden overlapper 3 uker; det trengs minst 8.
          dfo.ki: period.from · nve.ki: period.to, duration.minWeeks

      Tilbud: skd.ki (SKD)
        skd.ki
        • Nesten med NVE, «nve.ki»: NVE takket nei 10. november 2026 (tidspunktet passer ikke), og ingenting av betydning er endret siden.
          decisions/nve.ki--skd.ki.yaml: reason

      ØNSKEDE VIRKSOMHETER SOM IKKE ER MED
      Programkontoret kan ta kontakt med dem.
        • 974 760 673: ønsket av 2 (HVL og UDIR).
      "
    `)
  })

  it('says that the programme is paused', () => {
    const reason = { nb: 'Korona', nn: 'Korona', en: 'Covid' }
    const paused = programme({
      registrations: declined,
      settings: settings({}, { pause: { from: '2026-11-01', to: '2027-01-01', reason } }),
    })
    expect(printed(paused)).toContain('pause fra 1. november 2026 til 1. januar 2027')
  })

  it('says so when there is nothing', () => {
    expect(printed(programme({ registrations: [] }))).toBe(
      'KOBLINGSFORSLAG\nIngen behov og tilbud passer sammen nå.\n',
    )
  })
})

describe('json', () => {
  it('is the documented shape, and nothing but it', () => {
    const { proposals, unmatched, wanted, optimal, ...rest } = JSON.parse(printed(story, 'json'))
    expect(rest).toEqual({})
    expect(optimal).toBe(true)
    for (const proposal of proposals) {
      expect(Object.keys(proposal)).toEqual(['id', 'kind', 'parties', 'registrations', 'score', 'reasons'])
    }
    for (const one of unmatched) expect(Object.keys(one)).toEqual(['id', 'nearMisses'])
    expect(wanted).toEqual([{ organisation: '974760673', count: 2, by: ['hvl', 'udir'] }])
  })
})

describe('every format, in every language', () => {
  it.each(formats)('%s tells of a crowd without a missing word', (format) => {
    for (const seed of [1, 2, 3]) {
      const world = programme({
        registrations: crowd(120, 20, randomFrom(seed)),
        settings: settings({ nearMisses: 10, rotationLength: 3, minimumScore: 40 }),
      })
      for (const language of languages) expect(printed(world, format, language)).not.toMatch(/\{\{|undefined/)
    }
  })

  it.each(languages)('%s has a sentence for every constraint and every part', (language) => {
    const known = Object.keys(messages(language).words)
    const begins = (key: string) =>
      known.some((one) => one === key || one.startsWith(`${key}-`) || one.startsWith(`${key}_`))
    const constraints = [...pairConstraints, ...linkConstraints].map(({ id }) => id)
    for (const id of [...constraints, 'score', 'capacity', 'outweighed'])
      expect(begins(`match-failed-${id}`), id).toBe(true)
    for (const part of scoreParts) {
      expect(known).toContain(`match-part-${part}`)
      expect(begins(`match-reason-${part}`), part).toBe(true)
    }
  })

  it('has the same words in all of them', () => {
    const own = (language: Language) =>
      Object.keys(messages(language).words).filter((key) => key.startsWith('match-'))
    expect(own('nn')).toEqual(own('nb'))
    expect(own('en')).toEqual(own('nb'))
  })
})

describe('what people write', () => {
  const nasty = '::error::x ##[group]y\n# z <script>alert(1)</script> @dfo [l](javascript:1) \u202e | `'
  const world = programme({
    registrations: [
      need('nve.ki', { title: nasty }),
      offer('ssb.ki', { level: 'senior-manager', title: nasty }),
    ],
  })

  it('never becomes a command or a hidden character in text', () => {
    const text = printed(world)
    expect(text).not.toMatch(/^::/m)
    expect(text).not.toContain('##[')
    expect(text).not.toContain('\u202e')
  })

  it('never becomes markup, a link or a mention in Markdown', () => {
    const html = marked.parse(printed(world, 'markdown'), { async: false })
    expect(html).not.toMatch(/<script|<a |@dfo|<code/)
  })

  it('stays data in JSON', () => expect(JSON.parse(printed(world, 'json')).unmatched).toHaveLength(2))
})

it('Markdown that is too long leaves out the fields first, then counts what else it leaves out', () => {
  const few = programme({ registrations: crowd(40, 20, randomFrom(1)) })
  expect(printed(few, 'markdown')).toContain('<sub>')
  const many = programme({ registrations: crowd(900, 200, randomFrom(1)) })
  const text = printed(many, 'markdown')
  expect(text.length).toBeLessThanOrEqual(60_000)
  expect(text).not.toContain('<sub>')
  expect(text).toMatch(/\d+ deler til er utelatt/)
})

it('a near miss names the other, or both', () => {
  const { unmatched } = match(story, today)
  const miss = unmatched.find(({ id }) => id === 'dfo.ki')?.nearMisses[0]
  if (!miss) throw new Error('the story has changed')
  const words = inLanguage.get('nb') as Words
  expect(nearMissSentences(miss, story, words, 'dfo.ki')).toEqual([
    'NVE: Perioden overlapper 3 uker; det trengs minst 8.',
  ])
  expect(nearMissSentences(miss, story, words)[0]).toMatch(/^NVE – DFO: /)
})
