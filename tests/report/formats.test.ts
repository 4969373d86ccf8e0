/** The report in every format and language, byte for byte; with text in it that means harm; as other programs read it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { afterAll, describe, expect, it } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Language } from '../../src/core/model.ts'
import { noHistory } from '../../src/core/report/figures/facts.ts'
import { figuresIn } from '../../src/core/report/figures/figures.ts'
import type { Scope } from '../../src/core/report/figures/scopes.ts'
import { accountOf } from '../../src/core/report/yearly/account.ts'
import { accountHtml } from '../../src/core/report/yearly/account-html.ts'
import { accountJson } from '../../src/core/report/yearly/account-json.ts'
import { accountSheet } from '../../src/core/report/yearly/account-pdf.ts'
import { accountRows, accountWorkbook } from '../../src/core/report/yearly/account-sheets.ts'
import { accountText } from '../../src/core/report/yearly/account-text.ts'
import { csvText, readSpreadsheet, workbookBytes } from '../../src/io/spreadsheet.ts'
import { forget, typesetSheet } from '../../src/io/typst.ts'
import { linesOf } from '../pdf-lines.ts'
import { judged, programIsThere } from '../pdf-programs.ts'
import { openPdf, structureOf, walk } from '../pdf-text.ts'
import { type Files, loadedFrom, programmeFiles } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'mobilitet-rapport-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const files = programmeFiles({ seed: 11, agencies: 30, needs: 90, agreements: 70, smallest: 5 })
const year: Scope = { kind: 'year', year: '2026' }

function made(language: Language, scope: Scope = year, from: Files = files) {
  const programme = loadedFrom(from)
  const { words } = voiceOf(language)
  const speech = { programme, language, words }
  const figures = figuresIn(programme, '2026-11-22', scope, noHistory)
  return { figures, speech, words, account: accountOf(figures, speech) }
}

async function pdfOf({ account, words }: ReturnType<typeof made>): Promise<Uint8Array> {
  const { sheet, rowHeaders } = accountSheet(account, words)
  return typesetSheet(sheet, { facts: { language: account.language }, rowHeaders })
}

const golden = (name: string) => join(import.meta.dirname, 'golden', name)

describe.each(['nb', 'nn', 'en'] as const)('the yearly report in %s', (language) => {
  const { account, words, figures, speech } = made(language)

  it.each([
    ['txt', () => accountText(account)],
    ['html', () => accountHtml(account, words)],
    ['csv', () => csvText(accountRows(account, words))],
    ['json', () => accountJson(figures, speech)],
  ] as const)('as %s', async (format, make) => {
    await expect(make()).toMatchFileSnapshot(golden(`year.${language}.${format}`))
  })

  it('is sound HTML', async () => {
    const validate = new HtmlValidate({ extends: ['html-validate:standard'] })
    const { results } = await validate.validateString(accountHtml(account, words))
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
    ).toEqual([])
  })

  it('as PDF reads aloud what the tables say, with headers of columns and rows', async () => {
    const structure = structureOf(await openPdf(await pdfOf({ account, words, figures, speech })))
    const read = linesOf(structure)
    const said = [
      account.title,
      ...account.summary,
      ...account.chapters.map(({ title }) => title),
      ...account.method,
    ]
    for (const line of said)
      expect(
        read.some((one) => plain(one).includes(plain(line))),
        line,
      ).toBe(true)
    const tables = account.chapters.flatMap(({ tables }) => tables).filter(({ nothing }) => nothing === '')
    expect(walk(structure).filter(({ type }) => type === 'Table')).toHaveLength(tables.length)
    expect(walk(structure).filter(({ type }) => type === 'Figure')).toEqual([])
  })
})

function plain(text: string): string {
  return text.replace(/[\s\u00A0\u00AD\u202F]+/g, '')
}

describe('the same programme and day', () => {
  it('give the same bytes', async () => {
    const [one, other] = [made('nb'), made('nb')]
    const first = await pdfOf(one)
    forget()
    expect(Buffer.from(await pdfOf(other)).equals(Buffer.from(first))).toBe(true)
    const books = await Promise.all(
      [one, other].map(({ account, words }) => workbookBytes(accountWorkbook(account, words))),
    )
    expect(Buffer.from(books[0] ?? []).equals(Buffer.from(books[1] ?? []))).toBe(true)
  })
})

describe('the workbook', () => {
  const { account, words } = made('nb')
  const tables = account.chapters.flatMap((chapter) => chapter.tables)

  it('has a sheet for each table, with numbers as numbers', async () => {
    const path = join(folder, 'tall.xlsx')
    writeFileSync(path, await workbookBytes(accountWorkbook(account, words)))
    const { grids } = await readSpreadsheet(path)
    expect(grids).toHaveLength(tables.length + 1)
    expect(new Set(grids.map(({ name }) => name.toLowerCase())).size).toBe(grids.length)
    for (const [at, { lines }] of tables.entries()) {
      const rows = grids[at + 1]?.rows ?? []
      for (const [row, { label, cells }] of lines.entries())
        expect(rows[row + 1]).toEqual([label, ...cells.map(({ text, value }) => value ?? text)])
    }
  })

  it.skipIf(!programIsThere('soffice', '--version', 'libreoffice-calc'))(
    'is opened by LibreOffice, which finds the same numbers',
    async () => {
      const path = join(folder, 'kontor.xlsx')
      writeFileSync(path, await workbookBytes(accountWorkbook(account, words)))
      const at = tables.findIndex(({ id }) => id === 'needs-by-area') + 2
      const filter = `csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,${at}`
      spawnSync(
        'soffice',
        [
          '--headless',
          `-env:UserInstallation=file://${folder}/lo`,
          '--convert-to',
          filter,
          '--outdir',
          folder,
          path,
        ],
        { timeout: 120_000 },
      )
      const table = tables.find(({ id }) => id === 'needs-by-area')
      const csv = readFileSync(join(folder, `kontor-${table?.title}.csv`), 'utf8')
      for (const { label, cells } of table?.lines ?? [])
        expect(csv).toContain([label, ...cells.map(({ value, text }) => value ?? text)].join(';'))
    },
    150_000,
  )
})

/** What the office or a pull request could write where names belong. */
const hostile: Files = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [
    path,
    text
      .replaceAll('nb: Klima og miljø', `nb: '<script>alert(1)</script> &amp; "klima"'`)
      .replaceAll('nb: Arkiv,', `nb: "=HYPERLINK(\\"http://evil.example\\")",`)
      .replaceAll('nb: Anskaffelser', `nb: "@SUM(A1) | ##[error] ::set-output"`)
      .replaceAll('nb: Kommuner', `nb: "</table></svg><img src=x onerror=alert(1)>"`)
      .replaceAll('nb: Våren 2026', `nb: "[Våren](javascript:alert(1)) **2026**"`)
      .replaceAll('nb: Prøveprogrammet', `nb: "Prøve </title><b>programmet</b>"`),
  ]),
)

describe('names that mean harm', () => {
  const { account, words } = made('nb', { kind: 'all' }, hostile)

  it.each([
    ['txt', () => accountText(account)],
    ['html', () => accountHtml(account, words)],
    ['csv', () => csvText(accountRows(account, words))],
  ] as const)('are text, and nothing else, as %s', async (format, make) => {
    await expect(make()).toMatchFileSnapshot(golden(`hostile.${format}`))
  })

  it('bring no element into the page', () => {
    const page = accountHtml(account, words)
    expect(page).not.toMatch(/<script|<img|<b>/)
    expect(page).toContain('&lt;script&gt;')
  })

  it('bring no formula into a spreadsheet', () => {
    const texts = [
      ...accountRows(account, words).flat(),
      ...accountWorkbook(account, words).sheets.flatMap(({ rows }) => rows.flat()),
    ].filter((cell) => typeof cell === 'string')
    expect(texts.filter((text) => /^\s*[=+@\t\r-]/.test(text) && text !== '–')).toEqual([])
    expect(texts).toContain(`'=HYPERLINK("http://evil.example")`)
  })

  it.skipIf(!programIsThere('qpdf', '--version', 'qpdf'))('leave the PDF sound', async () => {
    const pdf = await pdfOf(made('nb', { kind: 'all' }, hostile))
    const path = join(folder, 'fiendtlig.pdf')
    writeFileSync(path, pdf)
    expect(judged('qpdf', ['--check', path], pdf)).toContain('No syntax or stream encoding errors found')
  })
})
