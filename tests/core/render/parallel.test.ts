/** Two languages side by side: who hears the document, hears each in its own voice. */
import { PDFDict } from 'pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import { makers } from '../../../src/commands/makers.ts'
import type { Agreement } from '../../../src/core/model.ts'
import { renderParallel } from '../../../src/core/render/documents.ts'
import { inOneLanguage, parseMarkdown } from '../../../src/core/render/markdown.ts'
import { faultsOf } from '../../pdf-checks.ts'
import { expectedLines, linesOf } from '../../pdf-lines.ts'
import { dictsIn, entry, openPdf, structureOf, textOf } from '../../pdf-text.ts'
import { loadCase } from '../../render/cases.ts'
import { paragraphs, partsOf, textOf as wordText } from './docx-reading.ts'
import { words } from './sample.ts'

const { agreement, programme } = loadCase('loan-within-oslo')
const made = new Map<string, string | Uint8Array>()

beforeAll(async () => {
  if (!agreement) throw new Error('the case is an agreement')
  const options = { formats: ['md', 'html', 'docx', 'pdf'], words, makers } as const
  const only: Agreement = { ...agreement, languages: ['nb', 'nn', 'en'] }
  for (const other of ['nn', 'en'] as const)
    for (const { path, content } of await renderParallel(only, programme, ['nb', other], options))
      made.set(path.replace(/^[^/]*\//, ''), content)
}, 120_000)

const stem = 'loan-within-oslo.v1.nb-'
const text = (name: string) => String(made.get(`${stem}${name}`))

function bytes(name: string): Uint8Array {
  const content = made.get(`${stem}${name}`)
  if (content === undefined || typeof content === 'string') throw new Error(`${name} is not bytes`)
  return content
}

describe.each([
  ['nn', 'nn', 'nn-NO', 'nynorsk'],
  ['en', 'en-GB', 'en-GB', 'English'],
] as const)('bokmål and %s', (language, tag, wordTag, name) => {
  test('each column is called what the language calls itself', () => {
    expect(text(`${language}.md`)).toContain(
      `| Nr\\. | <span lang="nb">bokmål</span> | <span lang="${language}">${name}</span> |`,
    )
  })

  test('every cell of a column is marked with its language, and so are titles', () => {
    const tables = parseMarkdown(text(`${language}.md`)).filter((block) => block.kind === 'table')
    expect(tables.length).toBeGreaterThan(5)
    for (const { header, rows } of tables)
      for (const row of [header, ...rows])
        expect(row.map((cell) => (cell.length === 0 ? '' : inOneLanguage(cell)?.language))).toEqual(
          [undefined, ...['nb', language].map((own, side) => (row[side + 1]?.length === 0 ? '' : own))].map(
            (own, column) => (row[column]?.length === 0 ? '' : own),
          ),
        )
    const page = text(`${language}.html`)
    expect(page.match(/<td(?: [^>]*)?>(?!<)/g)?.filter((cell) => !/ lang="|<td>/.test(cell))).toEqual([])
    expect(page).toMatch(new RegExp(`<h2 [^>]*>.* / <span lang="${tag}">`))
    expect(page).toContain(`<td data-language="${name}" lang="${tag}">`)
    expect(page).toContain(`<th scope="col" lang="${tag}">${name}</th>`)
  })

  test('on a phone no cell needs scrolling, for there are no columns', () => {
    const page = text(`${language}.html`)
    expect(page).not.toContain('class="scroll"')
    expect(page).toContain('<table class="parallel">')
  })

  test('Word proofs each column in its language', () => {
    const body = partsOf(bytes(`${language}.docx`))['word/document.xml'] ?? ''
    const runs = paragraphs(body).flatMap((xml) => xml.match(/<w:r>.*?<\/w:r>/gs) ?? [])
    const spoken = (own: string) => runs.filter((run) => run.includes(`<w:lang w:val="${own}"/>`))
    expect(spoken(wordTag).length).toBeGreaterThan(20)
    expect(spoken(wordTag).map(wordText)).toContain(name)
    expect(spoken('nb-NO').map(wordText)).toContain('bokmål')
  })

  test('the PDF is whole, says which language a text is in, and reads as the Markdown does', async () => {
    const pdf = bytes(`${language}.pdf`)
    expect(await faultsOf(pdf)).toEqual([])
    const document = await openPdf(pdf)
    const tags = dictsIn(document).filter(
      (dict) => dict instanceof PDFDict && textOf(entry(dict, 'Lang')) === wordTag,
    )
    expect(tags.length).toBeGreaterThan(20)
    expect(linesOf(structureOf(document))).toEqual(expectedLines(parseMarkdown(text(`${language}.md`))))
  })
})

test('what people write cannot change the language', () => {
  const escaped = parseMarkdown('# A\n\n\\<span lang\\=\\"en\\"\\>b\\<\\/span\\>\n')
  expect(escaped[1]).toMatchObject({ content: [{ kind: 'text', text: '<span lang="en">b</span>' }] })
  expect(parseMarkdown('<span lang="sv">b</span> c\n')).toMatchObject([
    { content: [{ kind: 'text', text: '<span lang="sv">b</span> c' }] },
  ])
  expect(parseMarkdown('a <span lang="en">b\n')).toMatchObject([
    { content: [{ kind: 'text', text: 'a <span lang="en">b' }] },
  ])
})
