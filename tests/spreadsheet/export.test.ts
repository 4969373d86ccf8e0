/** Out and in again: what nobody has touched is not touched, and what somebody has changed is all that changes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, it } from 'vitest'
import { loadFolder, schemaOf } from '../../src/commands/loading.ts'
import type { Need } from '../../src/core/model.ts'
import { headingsFrom } from '../../src/core/spreadsheet/columns.ts'
import { entriesFrom } from '../../src/core/spreadsheet/entries.ts'
import { textIn } from '../../src/core/spreadsheet/grid.ts'
import { booksFor } from '../../src/core/spreadsheet/names.ts'
import { readWorkbook } from '../../src/core/spreadsheet/tables.ts'
import { tableOf, workbookOf } from '../../src/core/spreadsheet/workbook.ts'
import { parseYaml } from '../../src/core/yaml.ts'
import { csvText, readSpreadsheet, workbookBytes } from '../../src/io/spreadsheet.ts'
import { goodRow, headings as headings_ } from './messy.ts'
import { cleanUp, contents, exportTo, folder, importFile, programme, sheets, workbook } from './office.ts'

afterAll(cleanUp, 60_000)

const ways = [
  ['nb', 'xlsx'],
  ['nb', 'csv'],
  ['nn', 'xlsx'],
  ['en', 'csv'],
] as const

describe('the programme of this repository', () => {
  it.each(ways)(
    'exported in %s as %s and imported again is the same, byte for byte',
    async (language, format) => {
      const place = programme()
      const before = contents(place)
      const file = join(folder(), `alt.${format}`)
      await exportTo(place, file, language)
      const result = await importFile(place, file, { yes: true })
      expect(result.said).toContain('Nye: 0. Endret: 0. Uendret: 100. Ikke lest inn: 0.')
      expect(result.code).toBe(0)
      expect(contents(place)).toEqual(before)
    },
  )

  it('exported twice is the same bytes', async () => {
    const place = programme()
    const [one, other] = [join(folder(), 'a.xlsx'), join(folder(), 'b.xlsx')]
    await exportTo(place, one)
    await exportTo(place, other)
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true)
  })

  it('is easy to work in: drop-downs from the list of words, headings that stay, filters, Norwegian dates', async () => {
    const file = join(folder(), 'alt.xlsx')
    await exportTo(programme(), file)
    const { sheets: all } = await readXlsx(readFileSync(file), { readStyles: true })
    expect(all.map(({ name }) => name)).toEqual(['Behov', 'Tilbud', 'Virksomheter', 'Ordliste'])
    const [needs] = all
    expect(needs?.freezePane).toMatchObject({ rows: 1 })
    expect(needs?.autoFilter?.range).toMatch(/^A1:/)
    expect(needs?.columns?.[0]?.hidden).toBe(true)
    const head = needs?.rows[0] ?? []
    const dates = [...(needs?.cells ?? [])].filter(([at]) => at === `1,${head.indexOf('Sist bekreftet')}`)
    expect(dates[0]?.[1].style?.numFmt).toBe('dd.mm.yyyy')
    const level = needs?.dataValidations?.find(({ range }) =>
      range.startsWith(letter(head.indexOf('Stillingsnivå'))),
    )
    expect(level).toMatchObject({ type: 'list', showErrorMessage: true })
    const words = all[3]
    const column = /\$([A-Z]+)\$2/.exec(level?.formula1 ?? '')?.[1] ?? ''
    expect(words?.rows.map((row) => row[number(column)])).toEqual(
      expect.arrayContaining(['Behov: Stillingsnivå', 'Medarbeider', 'Fagspesialist', 'Leder']),
    )
  })

  const letter = (at: number) => (at < 26 ? String.fromCharCode(65 + at) : `A${String.fromCharCode(39 + at)}`)
  const number = (name: string) => [...name].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0) - 1
})

describe('somebody edits the workbook', async () => {
  const place = programme()
  const path = 'agencies/dfo/needs/skyarkitektur.yaml'
  const before = contents(place)
  const file = join(folder(), 'alt.xlsx')
  await exportTo(place, file)
  const { grids } = await readSpreadsheet(file)
  const needs = grids[0]?.rows ?? []
  const head = (needs[0] ?? []).map(textIn)
  const edited = await sheets([
    {
      name: 'Behov',
      rows: needs.map((row, at) =>
        row.map((cell, column) => {
          const isOurs = at > 0 && row[0] === 'dfo.skyarkitektur'
          if (isOurs && head[column] === 'Tittel') return 'Skyarkitektur for innkjøpere'
          if (isOurs && head[column] === 'Enhet') return null
          return typeof cell === 'object' && cell !== null ? textIn(cell) : cell
        }),
      ),
    },
  ])

  it('without anybody to ask nothing is written over; the difference is shown', async () => {
    const result = await importFile(place, edited)
    expect(result.code).toBe(2)
    expect(result.said).toContain(
      'Tittel: «Skyarkitektur for folk som skriver kontrakter» → «Skyarkitektur for innkjøpere»',
    )
    expect(result.said).toContain('med --yes')
    expect(contents(place)).toEqual(before)
  })

  it('shown beforehand, nothing is saved', async () => {
    const result = await importFile(place, edited, { print: true, yes: true, format: 'json' })
    expect(JSON.parse(result.said)).toMatchObject({
      counts: { new: 0, changed: 1, refused: 0 },
      correction: null,
    })
    expect(contents(place)).toEqual(before)
  })

  it('with a yes the file keeps its name and everything but the two lines', async () => {
    const result = await importFile(place, edited, { yes: true })
    expect(result.code).toBe(0)
    const after = contents(place)
    expect([...after.keys()]).toEqual([...before.keys()])
    const changed = [...after].filter(([file, bytes]) => before.get(file) !== bytes).map(([file]) => file)
    expect(changed).toEqual([path])
    const lines = (bytes: string | undefined) => (bytes ?? '').split('\n')
    const kept = lines(before.get(path)).filter((line) => !/^(?:title|unit):/.test(line))
    expect(lines(after.get(path)).filter((line) => !line.startsWith('title:'))).toEqual(kept)
  })

  it('a row moved to another agency, and one that is there twice, go back', async () => {
    const rows = needs.map((row) =>
      row.map((cell) => (typeof cell === 'object' && cell !== null ? textIn(cell) : cell)),
    )
    const [first = [], second = [], third = []] = rows
    const { said } = await importFile(
      place,
      await sheets([
        { name: 'Behov', rows: [first, [second[0] ?? null, 'SSB', ...second.slice(2)], third, third] },
      ]),
    )
    expect(said).toMatch(/B2: .*kan ikke flyttes/)
    expect(said).toMatch(/Samme registrering står også i rad 3/)
  })
})

/** What people may write, and what they may not but do. */
const hostileTexts = [
  '=HYPERLINK("https://example.no";"Klikk")',
  '+4712345678 er ikke et nummer',
  '-2+3+cmd|calc',
  '@SUM(A1:A9) og mer',
  '\u202Egnitset\u202C fra høyre',
  `Lang ${'tekst '.repeat(400)}`,
  'Emoji 🧑‍🚀 og 🇳🇴 og 漢字',
  "'Allerede i apostrof",
  "'=med apostrof først",
  'Linje én\nLinje to\n\nAvsnitt',
  'Semikolon; komma, og «anførsel» "her"',
  '<script>alert(1)</script> & mer',
  '_x0041_ står der',
]

describe('whatever a file says, out and in again it is the same', { timeout: 120_000 }, () => {
  const readable = fc.oneof(
    fc.constantFrom(...hostileTexts.filter((text) => !/[\u202E\u200D]/.test(text))),
    fc.string({
      minLength: 20,
      maxLength: 200,
      unit: fc.constantFrom(...'abcæøå ÆØÅ.,;:!?-–«»"\'=+@()123_x00\n'),
    }),
  )
  const long = readable.map((text) => `Vi vil lære mer om dette: ${text}`.trim())
  const short = readable.map((text) => text.slice(0, 110))
  const drawn = fc.record({
    title: short,
    background: long,
    learningGoals: fc.array(short, { minLength: 1, maxLength: 4 }),
    unit: fc.option(short, { nil: undefined }),
    places: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    forms: fc.subarray(['secondment', 'short-exchange'], { minLength: 1 }),
    competences: fc.subarray(['klima', 'statistikk', 'anskaffelser'], { minLength: 1 }),
    matchingHelp: fc.boolean(),
    period: fc.constant({ from: '2027-03-01', to: '2027-12-31' }),
    partners: fc.constantFrom({ wished: ['974760673', 'ssb'] }, { wished: [] }, undefined),
  })
  const { programme: base } = loadFolder(programme(true)).loaded
  const books = booksFor(base, schemaOf, '2026-11-22')
  const headings = headingsFrom(schemaOf)
  const words = (key: string) =>
    key
      .replace('sheet-kind-', '')
      .replace('need', 'Behov')
      .replace('sheet-head-agency', 'Virksomhet')
      .replace('sheet-head-kind', 'Type')

  it.each(['xlsx', 'csv'] as const)('as %s', async (format) => {
    const file = join(folder(), `alt.${format}`)
    await fc.assert(
      fc.asyncProperty(drawn, async (record) => {
        const path = 'agencies/dfo/needs/prove.yaml'
        const need = {
          ...record,
          kind: 'need',
          id: 'dfo.prove',
          agency: 'dfo',
          slug: 'prove',
          file: path,
          confirmed: '2026-11-01',
        } as unknown as Need
        const facts = {
          programme: { ...base, registrations: new Map([[need.id, need]]) },
          books,
          schemaOf,
          language: 'nb' as const,
          today: '2026-11-22',
          words,
          recordAt: () => record,
        }
        writeFileSync(
          file,
          format === 'csv' ? csvText(tableOf(facts)) : await workbookBytes(workbookOf(facts)),
        )
        const { grids } = await readSpreadsheet(file)
        const known = {
          books,
          agencies: base.agencies,
          kindOf: () => 'need' as const,
          schemaOf,
          today: '2026-11-22',
          recordAt: (one: string) => (one === path ? record : undefined),
          textAt: () => '',
        }
        const reading = readWorkbook(grids, headings, known)
        if ('fault' in reading) throw new Error(reading.fault.code)
        const { entries } = entriesFrom(reading.rows, known)
        expect(entries.map(({ change, path: one, row }) => [one, change, row.problems])).toEqual([
          [path, 'same', []],
        ])
        const cells = grids.flatMap(({ rows }) => rows.slice(1).flat())
        expect(cells.filter((cell) => typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell))).toEqual([])
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})

it('hostile cells become text or go back; they never become anything else', async () => {
  const place = programme(true)
  const texts = [
    ...hostileTexts,
    'Tegn \u0007 som ikke synes',
    `Svært lang ${'tekst '.repeat(5000)}`,
    'kari.nordmann@example.no er med',
    'fødselsnummer 01010112345 her',
  ]
  const rows = texts.map((text, at) => {
    const row = goodRow(at)
    row[headings_.indexOf('Beskrivelse')] = `${text} – og så noen ord til, så det er nok.`
    return row
  })
  const { said } = await importFile(place, await workbook([[...headings_], ...rows]))
  const files = [...contents(place)].filter(([path]) => /(?:needs|offers)\//.test(path))
  const back = new Set([...said.matchAll(/^ {2}G(\d+): /gm)].map(([, row]) => row))
  expect(files.length + back.size).toBe(texts.length)
  // Turned text, an emoji held together by something unseen, a bell, what is too long, somebody's own mailbox.
  expect([...back].sort()).toEqual(['15', '16', '17', '6', '8'])
  for (const [, bytes] of files) {
    const { data, problems } = parseYaml(Buffer.from(bytes, 'latin1').toString())
    expect(problems).toEqual([])
    expect(JSON.stringify(data)).not.toMatch(/\u202E|\\u0007|Nordmann@/)
  }
})
