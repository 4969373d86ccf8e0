/** A coordinator sends a spreadsheet. What can be read becomes files; the rest goes back with the reasons. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cellName, textIn } from '../../src/core/spreadsheet/grid.ts'
import { readSpreadsheet } from '../../src/io/spreadsheet.ts'
import { mobilitetLike } from './like.ts'
import { headings, messyRows } from './messy.ts'
import { cleanUp, contents, importFile, programme, workbook } from './office.ts'

afterAll(cleanUp, 60_000)

describe('seventy rows from many hands', async () => {
  const { rows, wrong } = messyRows()
  const folder = programme(true)
  const file = await workbook(rows, 'Påmelding')
  const before = contents(folder)
  const first = await importFile(folder, file)
  const after = contents(folder)
  const added = [...after.keys()].filter((path) => !before.has(path))

  it('sixty-two become files, and eight are sent back', () => {
    expect(first.said).toContain('Nye: 62. Endret: 0. Uendret: 0. Ikke lest inn: 8.')
    expect(added).toHaveLength(62)
    expect(first.code).toBe(2)
  })

  it('each of the eight is told of by its cell', () => {
    for (const { row, column } of wrong) expect(first.said).toContain(`  ${cellName(row, column)}: `)
  })

  it('what was near something is told with what was meant', () => {
    expect(first.said).toMatch(/«Klimma» finnes ikke .* Mente du «[Kk]lima»\?/)
  })

  it('nobody’s name is read, and it is said which column that was', () => {
    expect(first.said).toContain('«Navn på kontaktperson»')
    const written = added.map((path) => after.get(path)).join('')
    expect(written).not.toContain('Nordmann')
    expect(written).not.toContain('husk å ringe')
  })

  it('the sum is not taken for a registration', () => {
    expect(first.said).toMatch(/Rad 76 i «Påmelding» ser ut som en sum/)
  })

  it('a part of a year is told of, since we took it to mean something', () => {
    expect(first.said).toContain('«vår 2027» er lest som datoer')
  })

  it('the files are written as new writes them, and pass the check', () => {
    const [need = ''] = added.filter((path) => path.includes('/needs/'))
    expect(Buffer.from(after.get(need) ?? '', 'latin1').toString()).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/\.\.\/schemas\/need\.schema\.json\ntitle: /,
    )
    expect(mobilitetLike(folder).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('the same file again changes nothing', async () => {
    const again = await importFile(folder, file)
    expect(again.said).toContain('Nye: 0. Endret: 0. Uendret: 62. Ikke lest inn: 8.')
    expect(contents(folder)).toEqual(after)
  })

  it('what goes back holds the eight rows as they were, the cells marked, and no names', async () => {
    const path = join(folder, 'out/paamelding-feil.xlsx')
    const { grids } = await readSpreadsheet(path)
    const [head = [], ...sent] = grids[0]?.rows ?? []
    expect(sent).toHaveLength(8)
    expect(head[0]).toBe('Feil')
    expect(head).not.toContain('Navn på kontaktperson')
    for (const [index, row] of sent.entries()) {
      const place = wrong[index] ?? { row: 0, column: 0 }
      expect(textIn(row[0])).toContain(cellName(place.row, place.column))
      const was = rows[place.row]?.[place.column] ?? null
      expect(textIn(row[head.indexOf(headings[place.column] ?? '')])).toBe(
        textIn(typeof was === 'object' ? null : was),
      )
    }
    expect(JSON.stringify(sent)).not.toContain('Nordmann')
  })

  it('corrected and sent in again, they become files too, and the sheet that was sent back is not written over', async () => {
    const path = join(folder, 'out/paamelding-feil.xlsx')
    const { grids } = await readSpreadsheet(path)
    const [head = [], ...sent] = grids[0]?.rows ?? []
    const mended: Readonly<Record<string, string>> = {
      Etat: 'SSB',
      Periode: 'høst 2027',
      Stillingsprosent: '50 %',
      Kompetanseområde: 'Klima',
      'Godkjent dato': '01.02.2026',
      Retning: 'Sende',
      Beskrivelse: 'Vi vil lære av dem som har gjort det før oss.',
      Nivå: 'Leder',
    }
    const corrected = sent.map((row, index) => {
      const heading = headings[wrong[index]?.column ?? 0] ?? ''
      return head.map((one, column) => {
        const cell = row[column] ?? null
        if (one === heading) return mended[heading] ?? null
        return typeof cell === 'object' ? textIn(cell) : cell
      })
    })
    const bytes = readFileSync(path)
    const result = await importFile(folder, await workbook([head.map(textIn), ...corrected], 'Påmelding'))
    expect(result.said).toContain('Nye: 8. Endret: 0.')
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(existsSync(join(folder, 'out/paamelding-feil-2.xlsx'))).toBe(false)
  })
})

it('a column that is not there is told of once, and not for every row', async () => {
  const heads = ['Tittel', 'Type', 'Virksomhet', 'Språk']
  const rows = Array.from({ length: 40 }, (_, at) => [
    `Grønne innkjøp nummer ${at}`,
    'Behov',
    'DFØ',
    'Bokmål',
  ])
  const folder = programme()
  const { said, code } = await importFile(folder, await workbook([heads, ...rows]))
  expect(code).toBe(2)
  expect(said.match(/«Bakgrunn» mangler/g)).toHaveLength(1)
  expect(said).toContain('  alle de 40 radene: «Bakgrunn» mangler.\n')
  expect(said).toContain('Ikke lest inn: 40.')
})
