/** What people and programs read of a matching. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { scoreParts } from '../../../src/core/match/context.ts'
import { linkConstraints, pairConstraints } from '../../../src/core/match/fit/feasible.ts'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import { match } from '../../../src/core/match/match.ts'
import { parseMessages, speaker, type Words } from '../../../src/core/messages.ts'
import type { Language, Level, Matching, Programme, Remedy } from '../../../src/core/model.ts'
import { gapSentences, remedySentence } from '../../../src/core/report/explanation-sentences.ts'
import { type MatchingFormat, matchingReporters } from '../../../src/core/report/matching.ts'
import { nearMissSentences } from '../../../src/core/report/matching-sentences.ts'
import { randomFrom } from '../../random.ts'
import { agency, crowd, decision, need, offer, programme, settings, swap, today } from './world.ts'

const languages: readonly Language[] = ['nb', 'nn', 'en']
const formats = Object.keys(matchingReporters) as readonly MatchingFormat[]

function messages(language: Language) {
  const file = `templates/messages/${language}.yaml`
  return parseMessages(file, readFileSync(join(import.meta.dirname, '../../..', file), 'utf8'))
}

const inLanguage = new Map(
  languages.map((language) => [language, speaker(language, messages(language)).words]),
)

/** Matched once, printed often. */
const matchings = new Map<Programme, Promise<Matching>>()

function matched(world: Programme): Promise<Matching> {
  const matching = matchings.get(world) ?? match(world, today)
  matchings.set(world, matching)
  return matching
}

async function printed(
  world: Programme,
  format: MatchingFormat = 'text',
  language: Language = 'nb',
): Promise<string> {
  return matchingReporters[format](await matched(world), world, inLanguage.get(language) as Words)
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
  it('tells who goes where, what it scores, why, and what is missing for the others', async () => {
    expect(await printed(story)).toMatchInlineSnapshot(`
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
        • Nesten med NVE, «nve.ki»: Perioden overlapper 3 uker; det trengs minst 8. Kunne DFO flytte første dag til 6. november 2027, hadde det blitt forslag.
          dfo.ki: period.from · nve.ki: period.to, duration.minWeeks

      Tilbud: skd.ki (SKD)
        skd.ki
        • Nesten med NVE, «nve.ki»: NVE takket nei 10. november 2026 (tidspunktet passer ikke), og ingenting av betydning er endret siden.
          decisions/nve.ki--skd.ki.yaml: reason

      ØNSKEDE VIRKSOMHETER SOM IKKE ER MED
      Programkontoret kan ta kontakt med dem.
        • 974 760 673: ønsket av 2 (HVL og UDIR).

      HVEM GIR OG FÅR HVA
        • DFO
          Får: ingenting nå
          Gir: ingenting nå
        • HVL
          Får: «arkiv» fra UDIR
          Gir: «data» til UDIR
        • NVE
          Får: «ki» fra SSB
          Gir: ingenting nå
        • SKD
          Får: ingenting nå
          Gir: ingenting nå
        • SSB
          Får: ingenting nå
          Gir: «ki» til NVE
        • UDIR
          Får: «data» fra HVL
          Gir: «arkiv» til HVL
      "
    `)
  })

  it('says that the programme is paused', async () => {
    const reason = { nb: 'Korona', nn: 'Korona', en: 'Covid' }
    const paused = programme({
      registrations: declined,
      settings: settings({}, { pause: { from: '2026-11-01', to: '2027-01-01', reason } }),
    })
    expect(await printed(paused)).toContain('pause fra 1. november 2026 til 1. januar 2027')
  })

  it('says so when there is nothing', async () => {
    expect(await printed(programme({ registrations: [] }))).toBe(
      'KOBLINGSFORSLAG\nIngen behov og tilbud passer sammen nå.\n',
    )
  })
})

/** Skatteetaten goes best with DFØ, but Kartverket has nobody else; SSB and Nav would have to give a little way. */
const dilemma = programme({
  registrations: [
    need('skd.ki', { partners: { wished: ['dfo'], excluded: [] } }),
    need('kv.ki', { duration: { minWeeks: 8, maxWeeks: 10 } }),
    offer('dfo.ki'),
    offer('nve.ki', { duration: { minWeeks: 12, maxWeeks: 26 } }),
    need('ssb.data', { workload: { min: 80, max: 100 }, period: { from: '2027-01-01', to: '2027-02-01' } }),
    offer('nav.data', { workload: { min: 50, max: 70 } }),
  ],
  agencies: [
    agency('skd', { shortName: 'Skatteetaten' }),
    agency('kv', { shortName: 'Kartverket' }),
    agency('dfo', { shortName: 'DFØ' }),
    agency('nav', { shortName: 'Nav' }),
  ],
  settings: settings({ weights: { ...settings().matching.weights, text: 0 } }),
})

const reason = /(?:poeng|points?): |^ {2}• (?:Ingen poeng|No points)/

/** The lines that explain, without those that give reasons. */
async function explained(language: Language): Promise<readonly string[]> {
  const [told = ''] = (await printed(dilemma, 'text', language)).split(/\n\n(?:HVEM|KVEN|WHO) /)
  return told.split('\n').filter((line) => /^ {2}•/.test(line) && !reason.test(line))
}

describe('explanations', () => {
  it('on bokmål', async () =>
    expect(await explained('nb')).toMatchInlineSnapshot(`
    [
      "  • DFØ passer enda bedre med Skatteetaten (86 poeng), men da hadde ett behov færre blitt møtt. Skatteetaten ble foreslått til NVE, som ikke har andre muligheter for tilbudet sitt.",
      "  • Skatteetaten passer enda bedre med DFØ (86 poeng), men da hadde ett behov færre blitt møtt. Plassen hos DFØ gikk til Kartverket, som ikke har andre muligheter for behovet sitt.",
      "  • Nesten med SSB, «ssb.data»: Perioden overlapper 4 uker; det trengs minst 8. SSB vil ha minst 80 prosent stilling, Nav høyst 70 prosent. Kunne SSB flytte siste dag til 25. februar 2027 og Nav gå opp til 80 prosent stilling, hadde det blitt forslag.",
      "  • Nesten med Nav, «nav.data»: Perioden overlapper 4 uker; det trengs minst 8. SSB vil ha minst 80 prosent stilling, Nav høyst 70 prosent. Kunne SSB flytte siste dag til 25. februar 2027 og gå ned til 70 prosent stilling, hadde det blitt forslag.",
    ]
  `))
  it('on nynorsk', async () =>
    expect(await explained('nn')).toMatchInlineSnapshot(`
    [
      "  • DFØ passar enda betre med Skatteetaten (86 poeng), men då hadde eitt behov færre blitt møtt. Skatteetaten vart foreslått til NVE, som ikkje har andre høve for tilbodet sitt.",
      "  • Skatteetaten passar enda betre med DFØ (86 poeng), men då hadde eitt behov færre blitt møtt. Plassen hos DFØ gjekk til Kartverket, som ikkje har andre høve for behovet sitt.",
      "  • Nesten med SSB, «ssb.data»: Perioden overlappar 4 veker; det trengst minst 8. SSB vil ha minst 80 prosent stilling, Nav høgst 70 prosent. Kunne SSB flytte siste dag til 25. februar 2027 og Nav gå opp til 80 prosent stilling, hadde det vorte forslag.",
      "  • Nesten med Nav, «nav.data»: Perioden overlappar 4 veker; det trengst minst 8. SSB vil ha minst 80 prosent stilling, Nav høgst 70 prosent. Kunne SSB flytte siste dag til 25. februar 2027 og gå ned til 70 prosent stilling, hadde det vorte forslag.",
    ]
  `))
  it('in English', async () =>
    expect(await explained('en')).toMatchInlineSnapshot(`
    [
      "  • DFØ goes even better with Skatteetaten (86 points), but then one need fewer would have been met. Skatteetaten was proposed to NVE, which has no other possibility for its offer.",
      "  • Skatteetaten goes even better with DFØ (86 points), but then one need fewer would have been met. The place at DFØ went to Kartverket, which has no other possibility for its need.",
      "  • Nearly with SSB, “ssb.data”: The periods overlap by 4 weeks; at least 8 are needed. SSB wants at least 80 per cent of full time, Nav at most 70 per cent. If SSB could move the last day to 25 February 2027 and Nav could go up to 80 per cent of full time, there would have been a proposal.",
      "  • Nearly with Nav, “nav.data”: The periods overlap by 4 weeks; at least 8 are needed. SSB wants at least 80 per cent of full time, Nav at most 70 per cent. If SSB could move the last day to 25 February 2027 and go down to 70 per cent of full time, there would have been a proposal.",
    ]
  `))

  it('are the same in Markdown', async () => {
    const text = (await printed(dilemma, 'markdown')).replaceAll('\\', '')
    for (const line of await explained('nb')) expect(text).toContain(line.replace('  • ', '- '))
  })

  it('are told with the fields of both, each once, and the fields to change', async () => {
    const lines = (await printed(dilemma)).split('\n')
    const at = lines.findIndex((line) => line.includes('Nesten med Nav'))
    expect(lines[at + 1]).toBe(
      '    nav.data: period.from, workload.max · ssb.data: period.to, duration.minWeeks, workload.min',
    )
  })
})

describe('how good the choice is', () => {
  const reckoned = async (levels: readonly Level[]) => {
    const matching = { ...(await matched(dilemma)), optimal: false, levels }
    const lines = matchingReporters.text(matching, dilemma, inLanguage.get('nb') as Words).split('\n')
    return lines.slice(1, lines.indexOf(''))
  }

  it('is said in one sentence when it is proved', async () => {
    expect((await printed(dilemma)).split('\n')[1]).toBe(
      '2 koblingsforslag. Det er bevist at ingen annen samling av forslag er bedre etter målene i programmet.',
    )
  })

  it('is otherwise said level by level, as far as it is not proved', async () => {
    expect(
      await reckoned([
        { aim: 'needs', value: 41, bound: 43 },
        { aim: 'firsts', value: 30, bound: 30 },
        { aim: 'score', value: 12345, bound: 13000 },
      ]),
    ).toEqual([
      '2 koblingsforslag. Samlingen av forslag er god, men det er ikke bevist at den er den beste. Det letes i høyst 60 sekunder.',
      '  • Forslagene møter 41 behov. Flere enn 43 er det umulig å møte.',
      '  • Samlet poengsum er 1 234,5. Mer enn 1 300 er umulig uten at noe av det som betyr mer, blir dårligere.',
    ])
  })

  it.each(['needs', 'firsts', 'seconds', 'chances', 'score', 'kept'] as const)(
    'has a sentence about %s, kept or lost, in every language',
    (aim) => {
      for (const language of languages) {
        const words = inLanguage.get(language) as Words
        expect(gapSentences([{ aim, value: 1, bound: 2 }], words).join()).toMatch(/1.*2/)
        for (const count of [1, 2])
          expect(words(`match-lost-${aim}`, { count, points: count })).not.toMatch(/\{\{/)
      }
    },
  )
})

describe('json', () => {
  it('is the documented shape, and nothing but it', async () => {
    const told = JSON.parse(await printed(dilemma, 'json'))
    expect(Object.keys(told)).toEqual([
      'proposals',
      'forgone',
      'unmatched',
      'wanted',
      'optimal',
      'levels',
      'exchanges',
    ])
    for (const proposal of told.proposals) {
      expect(Object.keys(proposal)).toEqual(['id', 'kind', 'parties', 'registrations', 'score', 'reasons'])
    }
    expect(Object.keys(told.forgone)).toEqual(['kv.ki--dfo.ki', 'skd.ki--nve.ki'])
    expect(told.forgone['skd.ki--nve.ki']).toEqual([
      {
        id: 'skd.ki--dfo.ki',
        score: 86,
        loses: { aim: 'needs', count: 1 },
        taken: { by: 'kv.ki', proposal: 'kv.ki--dfo.ki', only: true },
      },
    ])
    for (const one of told.unmatched) expect(Object.keys(one)).toEqual(['id', 'nearMisses', 'remedy'])
    expect(told.levels).toContainEqual({ aim: 'needs', value: 2, bound: 2 })
  })

  it('has whom to invite, and by whom they are wished for', async () => {
    const { wanted, optimal } = JSON.parse(await printed(story, 'json'))
    expect(wanted).toEqual([{ organisation: '974760673', count: 2, by: ['hvl', 'udir'] }])
    expect(optimal).toBe(true)
  })
})

const crowds = [1, 2, 3].map((seed) =>
  programme({
    registrations: crowd(120, 20, randomFrom(seed)),
    settings: settings({ nearMisses: 10, rotationLength: 3, minimumScore: 40 }),
  }),
)

describe('every format, in every language', () => {
  it.each(formats)('%s tells of a crowd without a missing word', async (format) => {
    for (const world of crowds) {
      for (const language of languages)
        expect(await printed(world, format, language)).not.toMatch(/\{\{|undefined/)
    }
  })

  it('a crowd has much to explain', async () => {
    const all = await Promise.all(crowds.map(matched))
    expect(all.flatMap(({ forgone }) => Object.values(forgone).flat()).length).toBeGreaterThan(10)
    expect(
      all.flatMap(({ unmatched }) => unmatched.flatMap((one) => one.remedy ?? [])).length,
    ).toBeGreaterThan(10)
  })

  const values: readonly (readonly [at: string, value: Remedy['changes'][number]['value'], said: string])[] =
    [
      ['confirmed', today, 'NVE bekrefte påmeldingen på nytt'],
      ['period.from', '2027-02-01', 'NVE flytte første dag til 1. februar 2027'],
      ['period.to', '2027-02-01', 'NVE flytte siste dag til 1. februar 2027'],
      ['duration.minWeeks', 1, 'NVE godta opphold helt ned til 1 uke'],
      ['duration.maxWeeks', 12, 'NVE godta opphold på opptil 12 uker'],
      ['workload.min', 40, 'NVE gå ned til 40 prosent stilling'],
      ['workload.max', 60, 'NVE gå opp til 60 prosent stilling'],
      ['place.presence', 'hybrid', 'NVE gjøre noe av arbeidet digitalt og noe på stedet'],
      ['level', 'manager', 'NVE endre nivået til leder'],
      ['clearance', 'secret', 'NVE oppgi sikkerhetsnivået HEMMELIG'],
      ['direction', 'send', 'NVE sende en medarbeider i stedet for å ta imot'],
      ['direction', 'receive', 'NVE ta imot en medarbeider i stedet for å sende'],
      ['direction', 'host', 'NVE ta imot en medarbeider i stedet for å låne ut'],
      ['direction', 'lend', 'NVE låne ut en medarbeider i stedet for å ta imot'],
      ['forms', ['secondment', 'short-exchange'], 'NVE også åpne for kortere utveksling'],
      ['places', 2, 'NVE øke antall plasser til 2'],
    ]

  it.each(values)('the change of %s to %s is told', (at, value, said) => {
    const file = 'agencies/nve/needs/ki.yaml'
    const remedy: Remedy = {
      id: 'nve.ki--ssb.ki',
      changes: [{ file, at, value, constraint: 'form', args: {} }],
    }
    const told = (language: Language) => remedySentence(remedy, story, inLanguage.get(language) as Words)
    expect(told('nb')).toBe(`Kunne ${said}, hadde det blitt forslag.`)
    for (const language of languages) expect(told(language)).not.toMatch(/\{\{|undefined/)
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
      // Two that are told of in every kind of explanation.
      need('skd.data', { title: nasty, partners: { wished: ['dfo'], excluded: [] } }),
      need('kv.data', { title: nasty, duration: { minWeeks: 8, maxWeeks: 10 } }),
      offer('dfo.data', { title: nasty }),
      offer('udir.data', { title: nasty, duration: { minWeeks: 12, maxWeeks: 26 } }),
    ],
    agencies: ['nve', 'ssb', 'skd', 'kv', 'dfo', 'udir'].map((slug) => agency(slug, { shortName: nasty })),
  })

  it('never becomes a command or a hidden character in text', async () => {
    const text = await printed(world)
    expect(text).not.toMatch(/^::/m)
    expect(text).not.toContain('##[')
    expect(text).not.toContain('\u202e')
  })

  it('never becomes markup, a link or a mention in Markdown', async () => {
    const html = marked.parse(await printed(world, 'markdown'), { async: false })
    expect(html).not.toMatch(/<script|<a |@dfo|<code/)
  })

  it('stays data in JSON', async () => {
    const { unmatched, forgone } = JSON.parse(await printed(world, 'json'))
    expect(unmatched.map((one: { remedy?: object }) => one.remedy !== undefined)).toEqual([true, true])
    expect(Object.keys(forgone)).toHaveLength(2)
  })
})

it('Markdown that is too long leaves out the fields first, then counts what else it leaves out', async () => {
  const few = programme({ registrations: crowd(40, 20, randomFrom(1)) })
  expect(await printed(few, 'markdown')).toContain('<sub>')
  const many = programme({ registrations: crowd(900, 200, randomFrom(1)) })
  const text = await printed(many, 'markdown')
  expect(text.length).toBeLessThanOrEqual(60_000)
  expect(text).not.toContain('<sub>')
  expect(text).toMatch(/\d+ deler til er utelatt/)
})

it('a near miss names the other, or both', async () => {
  const { unmatched } = await matched(story)
  const miss = unmatched.find(({ id }) => id === 'dfo.ki')?.nearMisses[0]
  if (!miss) throw new Error('the story has changed')
  const words = inLanguage.get('nb') as Words
  expect(nearMissSentences(miss, story, words, 'dfo.ki')).toEqual([
    'NVE: Perioden overlapper 3 uker; det trengs minst 8.',
  ])
  expect(nearMissSentences(miss, story, words)[0]).toMatch(/^NVE – DFO: /)
})
