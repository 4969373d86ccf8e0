/** What an archive, a screen reader and a lawyer get: the PDF of an agreement, judged by its bytes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDict } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Table } from '../src/core/render/markdown.ts'
import { bareProgramme, full, minimal, programmeWith, realTemplates } from './core/render/sample.ts'
import { faultsOf, property, scopeOf, xmpOf } from './pdf-checks.ts'
import { expectedLines, linesOf, tablesIn, visible } from './pdf-lines.ts'
import { judged, programIsThere } from './pdf-programs.ts'
import { type Sample, sample } from './pdf-samples.ts'
import {
  dictOf,
  type Element,
  elementsIn,
  entry,
  openPdf,
  spoken,
  structureOf,
  textOf,
  walk,
} from './pdf-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'mobilitet-pdf-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stories = [
  ['a cooperation agreement in bokmål', full, programmeWith(realTemplates()), 'nb', 'kld-kartverket'],
  ['an exchange agreement in nynorsk', full, programmeWith(realTemplates()), 'nn', 'kld-kartverket-ut-1'],
  ['an exchange agreement in English', full, programmeWith(realTemplates()), 'en', 'kld-kartverket-inn-1'],
  ['an agreement that says almost nothing', minimal, bareProgramme(realTemplates()), 'nb', 'kld-kartverket'],
] as const

const tags = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' } as const
const pageOf = { nb: 'Side 1 av ', nn: 'Side 1 av ', en: 'Page 1 of ' } as const

describe.each(stories)('%s', (_what, agreement, programme, language, name) => {
  let made: Sample
  let structure: Element

  beforeAll(async () => {
    made = await sample(agreement, programme, language, name)
    structure = structureOf(await openPdf(made.pdf))
  })

  test('is PDF/A-2a and PDF/UA-1 in one file, as far as can be checked here', async () => {
    expect(await faultsOf(made.pdf)).toEqual([])
  })

  test('has the headings that the web page has, as headings and as bookmarks', async () => {
    const headings = walk(structure).flatMap((element) =>
      /^H\d$/.test(element.type) ? [`${element.type.slice(1)} ${visible(spoken(element))}`] : [],
    )
    expect(headings).toEqual(headingsOf(made.html))
    const titles = (await bookmarks(made.pdf)).map(visible)
    expect(titles).toEqual(headings.map((heading) => heading.slice(2)))
  })

  test('reads aloud what the Markdown says, word for word and in its order', () => {
    expect(linesOf(structure)).toEqual(expectedLines(made.tree))
  })

  test('tells of every table which cells are headers, of columns and of rows', () => {
    const scopes = walk(structure)
      .filter(({ type }) => type === 'Table')
      .map((table) =>
        walk(table)
          .filter(({ type }) => type === 'TR')
          .map((row) => elementsIn(row).map(scopeOf)),
      )
    expect(scopes).toEqual(tablesIn(made.tree).map(expectedScopes))
  })

  test('says in its metadata which agreement, terms and standard text it is of', async () => {
    const document = await openPdf(made.pdf)
    const xmp = xmpOf(document)
    expect(textOf(entry(document.catalog, 'Lang'))).toBe(tags[language])
    expect(property(xmp, 'mobilitet:agreement')).toBe('kld-kartverket')
    expect(property(xmp, 'mobilitet:version')).toBe(String(agreement.version))
    expect(property(xmp, 'mobilitet:language')).toBe(language)
    expect(property(xmp, 'mobilitet:template')).toMatch(/^(?:cooperation|exchange)-agreement@\d+$/)
    expect(made.html).toContain(property(xmp, 'mobilitet:termsDigest'))
    expect(property(xmp, 'mobilitet:termsDigest')).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(property(xmp, 'dc:title')).toBe(/<title>([^<]*)</.exec(made.html)?.[1])
  })

  describe.skipIf(!programIsThere('qpdf', '--version', 'qpdf'))('as qpdf sees it', () => {
    test('is sound', () => {
      const file = join(folder, `${name}.${language}.pdf`)
      writeFileSync(file, made.pdf)
      expect(judged('qpdf', ['--check', file], made.pdf)).toContain(
        'No syntax or stream encoding errors found',
      )
    })
  })

  describe.skipIf(!programIsThere('pdftotext', '-v', 'poppler-utils'))('as it is printed', () => {
    /** Each page from top to bottom. */
    const pages = () => judged('pdftotext', ['-raw', '-', '-'], made.pdf).split('\f').slice(0, -1)

    test('names on every page the agreement, its version, the digest of its terms, the page and how many there are', () => {
      const digest = /sha256:[0-9a-f]{64}/.exec(made.html)?.[0] ?? ''
      const all = pages()
      expect(all.length).toBeGreaterThan(2)
      for (const [index, page] of all.entries()) {
        expect(visible(page)).toContain(`${pageOf[language].replace('1', String(index + 1))}${all.length}`)
        expect(visible(page)).toMatch(new RegExp(`kld-kartverket, vers(?:jon|ion) ${agreement.version} `))
        expect(page).toContain(digest)
      }
    })

    test('says on every page that it is an illustration, if it is one', () => {
      const notice = /<p class="notice">([^<]*)</.exec(made.html)?.[1]
      expect(notice !== undefined).toBe(programme.settings?.notice !== undefined)
      for (const page of pages()) if (notice) expect(visible(page)).toContain(notice)
    })

    test('has the same words as the Markdown, and ends with what the Markdown ends with', () => {
      const printed = squeezed(judged('pdftotext', ['-raw', ...withoutMargins, '-', '-'], made.pdf))
      const expected = expectedLines(made.tree).map(squeezed)
      let at = 0
      for (const line of expected) {
        const found = printed.indexOf(line, at)
        expect(found, `${line} after ${printed.slice(at, at + 80)}`).toBeGreaterThanOrEqual(0)
        at = found + line.length
      }
      expect(printed.slice(at)).toBe('')
    })
  })
})

/** A4 without head and foot, in points. */
const withoutMargins = ['-x', '60', '-y', '80', '-W', '490', '-H', '695']

/** Where a line ends is the page's business. */
function squeezed(text: string): string {
  return text.replace(/[\s\u00A0\u00AD]+/g, '')
}

function headingsOf(html: string): readonly string[] {
  return [...html.matchAll(/<h(\d)[^>]*>(.*?)<\/h\1>/g)].map(
    ([, level, content = '']) => `${level} ${visible(decoded(content.replace(/<[^>]*>/g, '')))}`,
  )
}

function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters[entity] ?? entity)
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

async function bookmarks(pdf: Uint8Array): Promise<readonly string[]> {
  const { catalog } = await openPdf(pdf)
  const below = (dict: PDFDict): readonly string[] => {
    const titles: string[] = []
    for (let next = entry(dict, 'First'); next instanceof PDFDict; next = entry(next, 'Next'))
      titles.push(textOf(entry(next, 'Title')), ...below(next))
    return titles
  }
  const outlines = dictOf(entry(catalog, 'Outlines'))
  return outlines ? below(outlines) : []
}

function expectedScopes({ header, rows, rowHeaders }: Table): readonly (readonly string[])[] {
  return [
    header.map(() => 'Column'),
    ...rows.map((row) => row.map((_, column) => (rowHeaders && column === 0 ? 'Row' : ''))),
  ]
}
