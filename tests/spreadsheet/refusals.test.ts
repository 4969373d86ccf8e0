/** Files that are no spreadsheet, or none that can be read: one clear sentence each, and what to do. */
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goodRow, headings } from './messy.ts'
import {
  cleanUp,
  contents,
  converted,
  folder,
  importFile,
  programme,
  refusal,
  saved,
  sheets,
  soffice,
  workbook,
} from './office.ts'

afterAll(cleanUp, 60_000)

const office = programme(true)
const before = contents(office)
const rows = [[...headings], goodRow(0), goodRow(1)]
const text = (value: string) => new TextEncoder().encode(value)

async function good(): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: 'Ark1', rows }] })
}

describe('what is no spreadsheet is refused in a sentence', () => {
  const cases: readonly (readonly [
    what: string,
    file: string,
    bytes: () => Uint8Array | Promise<Uint8Array>,
    said: RegExp,
  ])[] = [
    ['an empty file', 'tom.xlsx', () => new Uint8Array(), /er tom/],
    ['a PDF called .xlsx', 'a.xlsx', () => text('%PDF-1.7\n…'), /er en PDF/],
    [
      'a web page saved as .xls',
      'a.xls',
      () => text('<html><table><tr><td>Tittel</td></tr></table></html>'),
      /er en nettside/,
    ],
    [
      'Excel 2003’s XML',
      'a.xml',
      () => text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
      /gammelt XML-format/,
    ],
    [
      'a password-protected workbook',
      'a.xlsx',
      () => writeXlsx({ sheets: [{ name: 'A', rows }], encryption: { password: 'x', spinCount: 10 } }),
      /låst med passord/,
    ],
    ['an old .xls', 'a.xls', () => oldWorkbook(), /gamle Excel-formatet/],
    [
      'an OpenDocument spreadsheet',
      'a.ods',
      () =>
        zipSync({
          mimetype: text('application/vnd.oasis.opendocument.spreadsheet'),
          'content.xml': text('<x/>'),
          'META-INF/manifest.xml': text('<x/>'),
        }),
      /OpenDocument-regneark/,
    ],
    ['a Numbers file', 'a.numbers', () => zipSync({ 'Index/Document.iwa': text('x') }), /fra Numbers/],
    [
      'a Word document',
      'a.docx',
      () => zipSync({ '[Content_Types].xml': text('<x/>'), 'word/document.xml': text('<x/>') }),
      /tekstdokument/,
    ],
    [
      'a binary workbook',
      'a.xlsb',
      () => zipSync({ '[Content_Types].xml': text('<x/>'), 'xl/workbook.bin': text('x') }),
      /binær arbeidsbok/,
    ],
    [
      'a zip archive with a workbook in it',
      'a.zip',
      async () => zipSync({ 'paamelding.xlsx': await good() }),
      /zip-arkiv med filer i/,
    ],
    ['half a workbook', 'a.xlsx', async () => (await good()).subarray(0, 1500), /er ødelagt/],
    [
      'a workbook with entities that grow',
      'a.xlsx',
      async () =>
        zipSync({
          '[Content_Types].xml': text('<x/>'),
          'xl/workbook.xml': text('<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'),
        }),
      /er ødelagt/,
    ],
    ['an archive that unpacks to a gigabyte', 'a.xlsx', () => bomb(), /langt mer enn et regneark/],
    ['an archive of very many files', 'a.xlsx', () => crowd(), /langt mer enn et regneark/],
    [
      'a picture',
      'a.xlsx',
      () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...new Uint8Array(400)]),
      /ikke et regneark vi kjenner/,
    ],
    ['more than 20 MB', 'a.xlsx', () => new Uint8Array(20 * 1024 * 1024 + 1).fill(32), /over 20 MB/],
  ]
  it.each(cases)('%s', async (_, name, bytes, said) => {
    const sentence = await refusal(office, saved(name, await bytes()))
    expect(sentence).toMatch(said)
    expect(sentence).toMatch(/\.$/)
    expect(contents(office)).toEqual(before)
  })

  it('a folder, and a file that is not there', async () => {
    expect(await refusal(office, folder())).toMatch(/er en mappe/)
    expect(await refusal(office, join(folder(), 'nei.xlsx'))).toMatch(/finnes ikke/)
  })
})

/** One part that says it is 60 MB, three times over; its bytes are nothing but zeros. */
function bomb(): Uint8Array {
  const zeros = new Uint8Array(60 * 1024 * 1024)
  return zipSync({
    '[Content_Types].xml': text('<x/>'),
    'xl/workbook.xml': zeros,
    'xl/styles.xml': zeros,
    'xl/worksheets/sheet1.xml': zeros,
  })
}

/** The beginning of a compound file, and the name of the stream that Excel 97–2003 keeps its sheets in. */
function oldWorkbook(): Uint8Array {
  const name = Buffer.from('Workbook', 'utf16le')
  return new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(504), ...name])
}

function crowd(): Uint8Array {
  return zipSync(
    Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`xl/worksheets/sheet${at}.xml`, text('')])),
  )
}

describe('tables nobody could read for certain are refused too', () => {
  const cases: readonly (readonly [
    what: string,
    rows: readonly (readonly (string | null)[])[],
    said: RegExp,
  ])[] = [
    [
      'no headings',
      [
        ['Hei', 'på', 'deg', 'du'],
        ['a', 'b', 'c', 'd'],
      ],
      /Fant ingen rad med overskrifter/,
    ],
    [
      'two tables in a sheet',
      [[...headings], ['1'], ['Tittel', 'Etat', 'Kompetanse', 'Kommune', 'Periode']],
      /Både rad 1 og rad 3 .* ser ut som overskrifter/,
    ],
    [
      'two columns that mean the same',
      [
        ['Tittel', 'Etat', 'Kompetanse', 'Fagområde', 'Kommune'],
        ['a', 'b', 'c', 'd', 'e'],
      ],
      /Kolonnene C og D .* betyr det samme/,
    ],
    [
      'nothing that says whose it is',
      [
        ['Tittel', 'Kompetanse', 'Kommune', 'Periode'],
        ['a', 'b', 'c', 'd'],
      ],
      /hvilken virksomhet/,
    ],
  ]
  it.each(cases)('%s', async (_, table, said) => {
    expect(await refusal(office, await workbook(table))).toMatch(said)
  })
})

describe('by what a file is, not by what it is called', () => {
  it('a table of text called .xlsx is read', async () => {
    const csv = rows
      .map((row) =>
        row
          .map(
            (cell) => `"${String(cell instanceof Date ? '05.10.2026' : (cell ?? '')).replaceAll('"', '""')}"`,
          )
          .join(';'),
      )
      .join('\r\n')
    const result = await importFile(programme(true), saved('paamelding.xlsx', `\uFEFF${csv}`))
    expect(result.said).toContain('Nye: 2.')
  })

  it('a workbook called .csv is read', async () => {
    const result = await importFile(programme(true), saved('paamelding.csv', await good()))
    expect(result.said).toContain('Nye: 2.')
  })

  const table =
    'Tittel;Etat;Behov/tilbud;Kompetanse;Bakgrunn;Læringsmål;Grunnlag;Retning;Form;Periode;Varighet;Stillingsprosent;Kommune;Oppmøte;Nivå;Koblingshjelp;Forankret hos;Godkjent dato\nLære å måle;DFØ;Behov;klarspråk;Vi trenger å lære av andre på området.;Kunne måle, og så bruke det;Metoder;Sende;Hospitering;vår 2027;8–12 uker;50 %;Oslo;Delt;Leder;Ja;Direktør;05.10.2026\n'
  const encodings: readonly (readonly [string, () => Uint8Array])[] = [
    ['UTF-8', () => text(table)],
    ['UTF-8 with a mark', () => text(`\uFEFF${table}`)],
    ['UTF-16 with a mark', () => new Uint8Array(Buffer.from(`\uFEFF${table}`, 'utf16le'))],
    ['UTF-16 without', () => new Uint8Array(Buffer.from(table, 'utf16le'))],
    ['Windows-1252', () => new Uint8Array(Buffer.from(table.replaceAll('–', '-'), 'latin1'))],
    ['tabs', () => text(table.replaceAll(';', '\t'))],
    [
      'commas, with quotation marks',
      () =>
        text(
          table
            .replaceAll('Kunne måle, og så bruke det', '"Kunne måle, og så bruke det"')
            .replaceAll(';', ','),
        ),
    ],
    ['a first line that tells the sign', () => text(`sep=;\r\n${table.replaceAll('\n', '\r\n')}`)],
  ]
  it.each(encodings)('text as %s', async (_, bytes) => {
    const place = programme(true)
    const result = await importFile(place, saved('ark.csv', bytes()))
    expect(result.said).toContain('Nye: 1.')
    const file = contents(place).get('agencies/dfo/needs/laere-a-male.yaml') ?? ''
    expect(Buffer.from(file, 'latin1').toString()).toContain('title: Lære å måle')
  })
})

describe('what is read with a word of warning', () => {
  it('macros are not run, and it is said', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'Ark1', rows }], vbaProject: text('Sub Auto_Open()') })
    const result = await importFile(programme(true), saved('makro.xlsm', bytes))
    expect(result.said).toContain('Filen har makroer. De er ikke kjørt')
    expect(result.said).toContain('Nye: 2.')
  })

  it('a formula that was never calculated has a cell', async () => {
    const cells = new Map([['1,3', { formula: 'A1&"x"', value: null }]])
    const result = await importFile(
      programme(true),
      await workbook([[...headings], [...goodRow(0).slice(0, 3), null, ...goodRow(0).slice(4)]], 'Ark1', {
        cells,
      }),
    )
    expect(result.said).toMatch(/D2: .*formel som ikke er regnet ut/)
  })

  it('an agency said once beside several rows is said of each', async () => {
    const [one, two] = [goodRow(0), goodRow(1)]
    one[1] = 'SSB'
    two[1] = null
    const merges = [{ startRow: 1, endRow: 2, startCol: 1, endCol: 1 }]
    const place = programme(true)
    const result = await importFile(place, await workbook([[...headings], one, two], 'Ark1', { merges }))
    expect(result.said).toContain('er slått sammen')
    expect([...contents(place).keys()].filter((path) => path.includes('ssb/needs/'))).toHaveLength(2)
  })

  it('hidden rows, columns and sheets are told of', async () => {
    const file = await sheets([
      {
        name: 'Ark1',
        rows,
        rowDefs: new Map([[1, { hidden: true }]]),
        columns: headings.map((heading) => ({ hidden: heading === 'Kommune' })),
      },
      { name: 'Gammelt', rows, hidden: true },
    ])
    const { said } = await importFile(programme(true), file)
    expect(said).toContain('Rad 2 i «Ark1» er skjult eller filtrert bort, men er lest likevel.')
    expect(said).toContain('er skjult, men er lest likevel: «Kommune»')
    expect(said).toContain('Arket «Gammelt» er skjult og er ikke lest.')
  })

  it('a heading with a slip is told with what was meant', async () => {
    const head = headings.map((heading) => (heading === 'Kommune' ? 'Komune' : heading))
    const { said } = await importFile(programme(true), await workbook([head, goodRow(0)]))
    expect(said).toContain('«Komune»')
    expect(said).toContain('Mente du «Kommune»?')
  })
})

it('a workbook as another writer makes it is read: texts in the cells, whole addresses, days counted from 1904', async () => {
  const cell = (value: string | number) =>
    typeof value === 'number'
      ? `<c s="1"><v>${value}</v></c>`
      : `<c t="inlineStr"><is><t>${value}</t></is></c>`
  const head = [
    'Tittel',
    'Etat',
    'Type',
    'Fag',
    'Bakgrunn',
    'Mål',
    'Grunnlag',
    'Retning',
    'Form',
    'Fra',
    'Til',
    'Uker',
    'Prosent',
    'Sted',
    'Oppmøte',
    'Nivå',
    'Koblingshjelp',
    'Forankring',
    'Godkjent dato',
  ]
  const row = [
    'Lære å telle',
    'SSB',
    'Behov',
    'statistikk',
    'Vi trenger å lære av andre som teller.',
    'Kunne telle',
    'Metoder',
    'Sende',
    'Hospitering',
    44985,
    45200,
    '8–12',
    '50 %',
    'Oslo',
    'Delt',
    'Leder',
    'Ja',
    'Direktør',
    44838,
  ]
  const sheet = [head, row].map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('')
  const office_ = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const rels = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = {
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office_}"><workbookPr date1904="1"/><sheets><sheet name="Behov" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${rels}"><Relationship Id="rId1" Type="${office_}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office_}/styles" Target="/xl/styles.xml"/></Relationships>`,
    '_rels/.rels': `<Relationships xmlns="${rels}"><Relationship Id="rId1" Type="${office_}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/></Types>`,
  }
  const bytes = zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, text(xml)])))
  const place = programme(true)
  const { said } = await importFile(place, saved('annen.xlsx', bytes))
  expect(said).toContain('Nye: 1.')
  expect(contents(place).get('agencies/ssb/needs/laere-a-telle.yaml')).toContain('from: 2027-03-01')
})

describe.skipIf(soffice === undefined)('as LibreOffice saves it', { timeout: 180_000 }, () => {
  let file = ''
  beforeAll(async () => {
    file = await workbook(rows)
  })

  it('.xlsx from another writer is read', async () => {
    const result = await importFile(programme(true), converted(file, 'xlsx:Calc MS Excel 2007 XML', '.xlsx'))
    expect(result.said).toContain('Nye: 2.')
  })

  it('.xls and .ods are refused', async () => {
    expect(await refusal(office, converted(file, 'xls:MS Excel 97', '.xls'))).toMatch(/gamle Excel-formatet/)
    expect(await refusal(office, converted(file, 'ods', '.ods'))).toMatch(/OpenDocument-regneark/)
  })
})

it('under CI the tests with LibreOffice are not passed over in silence', () => {
  if (process.env['CI']) expect(soffice, 'install LibreOffice, or say why not').toBeDefined()
})
