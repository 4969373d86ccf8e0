/** The catalogue, its entries and «Dette ønsker virksomhetene å lære», as they are made; in the browser: tests/browser. */
import { describe, expect, it } from 'vitest'
import { balances, competenceMap } from '../../src/site/catalogue/balance.ts'
import { opening } from '../../src/site/catalogue/card.ts'
import { cardsPerPage } from '../../src/site/catalogue/catalogue-page.ts'
import { chart } from '../../src/site/catalogue/chart.ts'
import { listingOf } from '../../src/site/catalogue/listing.ts'
import { byLabel, vocabularyOf } from '../../src/site/catalogue/names.ts'
import { agency, need, offer, programme, settings } from '../core/match/world.ts'
import { factsOf, siteOf, speakers, textOf } from './built.ts'
import { loadExample } from './example.ts'

const example = await factsOf(loadExample())
const files = await siteOf(example)
const page = (path: string) => textOf(files, `${path}index.html`)
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

describe('the catalogue', () => {
  const pages = ['katalog/', 'katalog/2/'].map(page)

  it('has a card for every need and every offer, sixty to a page', () => {
    const cards = pages.map((text) =>
      count(text.replace(/<template[\s\S]*<\/template>/, ''), /class="entry-card"/g),
    )
    expect(cards).toEqual([cardsPerPage, example.programme.registrations.size - cardsPerPage])
  })

  it('every card leads to a page that is there', () => {
    const links = pages.flatMap((text) =>
      [...text.matchAll(/<h3><a href="([^"]{2,})"/g)].map(([, link]) => link ?? ''),
    )
    expect(links).toHaveLength(example.programme.registrations.size)
    const missing = links
      .map((link) => `katalog/${link.replace(/^(\.\.?\/)+/, '')}index.html`)
      .filter((path) => !files.has(path))
    expect(missing).toEqual([])
  })

  it('tells need and offer apart by word, not by colour alone', () => {
    expect(pages[0]).toMatch(/data-color="need"><p class="entry-kind">Behov<\/p>/)
    expect(pages[0]).toMatch(/data-color="offer"><p class="entry-kind">Tilbud<\/p>/)
    expect(page('nn/katalog/')).toContain('<p class="entry-kind">Tilbod</p>')
  })

  it('those that are looking for somebody come first', () => {
    const closed = pages.map((text) =>
      count(text.replace(/<template[\s\S]*<\/template>/, ''), /class="entry-standing"/g),
    )
    expect(closed[0]).toBe(0)
    expect(closed[1]).toBeGreaterThan(0)
  })

  it('says which language a text is in when it is not the page’s', () => {
    expect(count(page('katalog/'), / lang="nn">/g)).toBeGreaterThan(5)
    expect(count(page('nn/katalog/'), /<h3><a [^>]* lang="nb"/g)).toBeGreaterThan(5)
    expect(count(page('nn/katalog/'), /<h3><a [^>]* lang="nn"/g)).toBe(0)
  })

  it('offers to choose only what somebody has', () => {
    const areas = /<select id="filter-area"[\s\S]*?<\/select>/.exec(page('katalog/'))?.[0] ?? ''
    const own = new Set(
      [...example.programme.registrations.values()].flatMap(({ competences }) => competences),
    )
    const offered = [...areas.matchAll(/value="([^"]+)"/g)].map(([, id]) => id ?? '')
    const broader = new Set([...example.programme.competences.values()].map((one) => one.broader))
    expect(offered.filter((id) => !own.has(id) && !broader.has(id))).toEqual([])
    expect([...own].filter((id) => !offered.includes(id))).toEqual([])
  })

  it('is still a page when nobody has registered anything', async () => {
    const empty = textOf(await siteOf(await factsOf(programme({ registrations: [] }))), 'katalog/index.html')
    expect(empty).toContain('Ingen har meldt inn noe ennå.')
  })
})

describe('an entry', () => {
  it('says why its proposal fits, in words', () => {
    const proposal = example.matching.proposals[0]
    const [agencyOf, slug] = (proposal?.registrations[0] ?? '').split('.')
    const text = page(`katalog/${agencyOf}/${slug}/`)
    expect(text).toContain('Derfor passer det')
    expect(text).toMatch(/ønsker (?:blant annet )?kompetanse i «/)
    expect(text).toContain(`${proposal?.score} av 100 poeng`)
  })

  it('says what is in the way when nothing fits', () => {
    const unmatched = example.matching.unmatched.find(({ nearMisses }) => nearMisses.length > 0)
    const [agencyOf, slug] = (unmatched?.id ?? '').split('.')
    expect(page(`katalog/${agencyOf}/${slug}/`)).toContain('Ingen passer helt nå. Disse er nærmest:')
  })

  it('leads its owner to the form', () => {
    const [one] = example.programme.registrations.values()
    expect(page(`katalog/${one?.agency}/${one?.slug}/`)).toContain(`href="../../../registrer/#${one?.id}"`)
  })

  it('tells every field that has something in it', () => {
    const one = [...example.programme.registrations.values()].find(({ inReturn }) => inReturn.length > 0)
    const text = page(`katalog/${one?.agency}/${one?.slug}/`)
    for (const name of [
      'Form',
      'Når',
      'Varighet',
      'Stillingsandel',
      'Sted',
      'Stillingsnivå',
      'Forankret hos',
    ])
      expect(text).toContain(`<dt>${name}</dt>`)
    expect(text).toMatch(/<dt>(?:Kan gi tilbake|Ønsker tilbake)<\/dt>/)
  })
})

describe('where an entry stands', () => {
  const pause = { from: '2026-11-01', reason: { nb: 'Budsjett.', nn: 'Budsjett.', en: 'Budget.' } }
  const standing = async (one: ReturnType<typeof need>, changes = {}) => {
    const world = programme({ registrations: [one], settings: settings({}, changes) })
    return textOf(await siteOf(await factsOf(world)), 'katalog/dfo/ki/index.html')
  }

  it.each([
    [
      'withdrawn',
      { withdrawn: { date: '2026-11-02', reason: 'Vi fant en annen vei.' } },
      {},
      'Trukket 2. november 2026. Vi fant en annen vei.',
    ],
    ['expired', { confirmed: '2025-11-01' }, {}, 'Sist bekreftet 1. november 2025.'],
    ['a partner is found', { matchingHelp: false }, {}, 'Virksomheten har funnet en partner selv'],
    [
      'the programme is paused',
      {},
      { pause },
      'Programmet har pause, så ingenting blir foreslått nå. Budsjett.',
    ],
  ])('%s', async (_what, changes, own, sentence) => {
    expect(await standing(need('dfo.ki', changes), own)).toContain(sentence)
  })

  it('nothing is said of one that is open', async () => {
    expect(await standing(need('dfo.ki'))).not.toContain('entry-standing-note')
  })

  it('a pause that is over says nothing', async () => {
    const over = { pause: { ...pause, to: '2026-11-10' } }
    expect(await standing(need('dfo.ki'), over)).not.toContain('entry-standing-note')
  })
})

describe('what agencies want to learn', () => {
  const world = programme({
    registrations: [
      need('dfo.ki'),
      need('nve.ki'),
      offer('nve.ki-deler', { competences: ['ki'] }),
      offer('dfo.arkiv'),
      need('nve.arkiv', { withdrawn: { date: '2026-11-01', reason: 'x' } }),
    ],
    agencies: [agency('dfo', { shortName: 'DFØ' })],
  })

  it('counts open needs and offers, the most wanted area first', async () => {
    const facts = await factsOf(world)
    const open = listingOf(facts)
      .map(({ entry }) => entry)
      .filter((one) => one.standing === 'open')
    const words = { facts, language: 'nb' as const, words: speakers.nb.words }
    expect(balances(open, vocabularyOf(words))).toEqual([
      { area: 'ki', label: 'ki', needs: 2, offers: 1 },
      { area: 'arkiv', label: 'arkiv', needs: 0, offers: 1 },
    ])
    expect(competenceMap(open, vocabularyOf(words), byLabel('nb'))).toEqual({
      columns: [
        { area: 'digitalisering', label: 'digitalisering' },
        { area: 'arkiv', label: 'arkiv' },
      ],
      rows: [
        { agency: 'dfo', label: 'DFØ', marks: ['need', 'offer'] },
        { agency: 'nve', label: 'NVE', marks: ['both', undefined] },
      ],
    })
  })

  it('every number of the picture stands in it as text, in both widths', () => {
    const texts = { title: 'T', description: 'D', needs: 'Behov', offers: 'Tilbud', row: () => 'rad' }
    for (const width of ['wide', 'narrow'] as const) {
      const svg = chart([{ area: 'ki', label: 'Kunstig <b>', needs: 17, offers: 3 }], width, texts)
      expect(svg).toContain('>17</text>')
      expect(svg).toContain('>3</text>')
      expect(svg).toContain('Kunstig &lt;b&gt;')
      expect(svg).not.toContain('style=')
    }
  })

  it('the page says what the picture shows, has all of it as a table, and who is missed', () => {
    const text = page('laere/')
    expect(text).toMatch(/<p class="learning-finding">Flest vil lære om «/)
    const rows = /<details class="learning-table">[\s\S]*?<\/details>/.exec(text)?.[0] ?? ''
    const areas = new Set(
      listingOf(example)
        .filter(({ entry }) => entry.standing === 'open')
        .flatMap(({ entry }) => entry.areas),
    )
    expect(count(rows, /<th scope="row">/g)).toBe(areas.size)
    expect(count(text, /enhetsregisteret\/oppslag/g)).toBe(example.matching.wanted.length)
  })

  it('marks are read aloud as words', () => {
    expect(page('laere/')).toMatch(
      /aria-hidden="true">●<\/span><span class="ds-sr-only">ønsker å lære<\/span>/,
    )
  })
})

describe('hostile texts stay texts', () => {
  const hostile = '</script><img src=x onerror=alert(1)>"\'<!--'
  it('on cards, on entries, in the picture and in the file of the script', async () => {
    const world = programme({
      registrations: [
        need('dfo.ki', {
          title: hostile,
          background: hostile,
          learningGoals: [hostile],
          unit: hostile,
          place: { municipality: hostile, presence: 'hybrid' },
        }),
        offer('nve.ki', { title: hostile }),
      ],
      agencies: [
        agency('dfo', {
          shortName: hostile,
          name: { nb: hostile, nn: hostile },
          contact: { role: hostile, email: 'a@example.no' },
        }),
      ],
    })
    const made = await siteOf(await factsOf(world))
    for (const path of ['katalog/', 'katalog/dfo/ki/', 'laere/', 'data/'])
      expect(textOf(made, `${path}index.html`)).not.toMatch(/<img|<\/script><|<!--/)
    expect(JSON.parse(textOf(made, 'data/sok.nb.json')).entries.flat()).toContain(hostile)
  })
})

it.each([
  ['Kort tekst.', 'Kort tekst.'],
  [
    'Den første setningen er akkurat så lang at den kan stå alene her. Den andre er det ikke plass til i det hele tatt.',
    'Den første setningen er akkurat så lang at den kan stå alene her.',
  ],
  ['a '.repeat(100), `${'a '.repeat(47).trimEnd()}\u00A0…`],
  ['x'.repeat(200), `${'x'.repeat(95)}\u00A0…`],
])('a card shows the opening of %j', (text, shown) => {
  expect(opening(text)).toBe(shown)
})

it('the same facts give the same bytes', async () => {
  const again = await siteOf({ ...example })
  for (const path of ['katalog/index.html', 'laere/index.html', 'data/sok.nb.json', 'data/catalog.ttl'])
    expect(textOf(again, path)).toBe(textOf(files, path))
})
