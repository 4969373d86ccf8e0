/**
 * Word documents in LibreOffice, the other program lawyers negotiate in: it opens all of them, and what it saves still has
 * headings, numbers and tables. Left out, and said to be, where LibreOffice (`soffice`) is not installed.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../../src/core/model.ts'
import { docx } from '../../../src/core/render/docx.ts'
import { fill } from '../../../src/core/render/language.ts'
import { type Inline, parseMarkdown, type Tree } from '../../../src/core/render/markdown.ts'
import { standardText } from '../../../src/core/render/standard-text.ts'
import { agreementView, exchangeView } from '../../../src/core/render/view.ts'
import { programIsThere } from '../../pdf-programs.ts'
import { partsOf, shownBy } from './docx-reading.ts'
import { full, minimal, programmeWith, realTemplates, words } from './sample.ts'

const installed = programIsThere('soffice', '--version', 'libreoffice-writer-nogui')
const programme = programmeWith(realTemplates())

const text: readonly Inline[] = [
  { kind: 'text', text: `👩‍🏫 \u202Eمرحبا </w:t> & \u0007 \uD800 ${'å'.repeat(10_000)}` },
]
const hostile: Tree = [
  { kind: 'heading', level: 1, number: '', id: '', content: text },
  { kind: 'paragraph', number: '', id: '', content: text },
  { kind: 'table', header: [text, text], rows: [[text, text]], rowHeaders: true },
]

function identity(language: Language, title = 'kld-kartverket') {
  return {
    language,
    id: title,
    version: '2',
    programme: 'Mobilitetsprogrammet',
    notice: 'Illustrasjon',
    parties: [],
    templateVersion: 'cooperation-agreement@1',
    termsDigest: `sha256:${'0'.repeat(64)}`,
    date: '2026-11-18',
    words: words(language),
  }
}

/** Every kind of document, by the name of its file. */
async function documents(): Promise<ReadonlyMap<string, Uint8Array>> {
  const made = new Map([['hostile', await docx(hostile, identity('nb', 'a'.repeat(300)))]])
  for (const language of ['nb', 'nn', 'en'] as const) {
    const told = words(language)
    const [exchange] = full.exchanges
    if (!exchange) throw new Error('the sample has exchanges')
    const views = {
      full: agreementView(full, programme, language, told),
      minimal: agreementView(minimal, programme, language, told),
      exchange: exchangeView(full, exchange, programme, language, told),
    }
    for (const [name, view] of Object.entries(views)) {
      const { template } = standardText(programme, view.templateVersion, language)
      made.set(`${name}-${language}`, await docx(parseMarkdown(fill(template, view)), identity(language)))
    }
  }
  return made
}

const readable = programIsThere('pdftotext', '-v', 'poppler-utils')

describe.skipIf(!installed)('in LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mobilitet-word-'))
  const converted = (name: string, format: string) => readFileSync(join(folder, format, `${name}.${format}`))
  let made: ReadonlyMap<string, Uint8Array> = new Map()

  beforeAll(async () => {
    made = await documents()
    for (const [name, bytes] of made) writeFileSync(join(folder, `${name}.docx`), bytes)
    for (const format of ['pdf', 'docx']) {
      const files = Array.from(made.keys(), (name) => join(folder, `${name}.docx`))
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      const words = [
        profile,
        '--headless',
        '--convert-to',
        format,
        '--outdir',
        join(folder, format),
        ...files,
      ]
      execFileSync('soffice', words, { timeout: 170_000, stdio: 'ignore' })
    }
  }, 180_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('every document opens and prints', () => {
    for (const name of made.keys())
      expect(converted(name, 'pdf').subarray(0, 5).toString(), name).toBe('%PDF-')
  })

  test('what it saves has the same headings, the same numbers and the same words', () => {
    for (const [name, bytes] of made) {
      if (name === 'hostile') continue
      const before = shownBy(partsOf(bytes)).filter(({ text }) => text !== '')
      const after = shownBy(partsOf(converted(name, 'docx'))).filter(({ text }) => text !== '')
      const bullets = (number: string) => (/^[\d.a-z)]*$/.test(number) ? number : '•')
      const read = (shown: typeof before) =>
        shown.map(({ style, number, text }) => [/^Heading\d$/.test(style) && style, bullets(number), text])
      expect(read(after), name).toEqual(read(before))
    }
  })

  test('what it saves has tables whose headers come again and whose rows stay whole', () => {
    for (const [name, bytes] of made) {
      // A header taller than the page cannot come again.
      if (name === 'hostile') continue
      const count = (docx: Uint8Array, what: RegExp) =>
        (partsOf(docx)['word/document.xml'] ?? '').match(what)?.length ?? 0
      for (const what of [/<w:tbl>/g, /<w:tblHeader/g, /<w:cantSplit/g])
        expect(count(converted(name, 'docx'), what), `${name} ${what.source}`).toBe(count(bytes, what))
    }
  })

  test('what it saves still tells what it is', () => {
    const { 'docProps/custom.xml': custom = '' } = partsOf(converted('full-nb', 'docx'))
    expect(custom).toContain(`sha256:${'0'.repeat(64)}`)
    expect(custom).toContain('mobilitet:termsDigest')
  })

  test.skipIf(!readable)('printed, the numbers and the pages are there', () => {
    const printed = execFileSync('pdftotext', ['-layout', join(folder, 'pdf/full-nb.pdf'), '-'], {
      encoding: 'utf8',
    })
    const pages = printed.split('\f').filter((page) => page.trim() !== '')
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Side ${index + 1} av ${pages.length}`)
      expect(page).toContain(`sha256:${'0'.repeat(64)}`)
    }
    for (const { style, number, text } of shownBy(partsOf(made.get('full-nb') ?? new Uint8Array()))) {
      if (style !== 'Heading2') continue
      expect(printed).toMatch(new RegExp(`^ *${number} +${text}$`, 'm'))
    }
  })

  test.skipIf(!readable)('no page is blank, and the signatures stand on one', () => {
    const printed = execFileSync('pdftotext', ['-layout', join(folder, 'pdf/minimal-nb.pdf'), '-'], {
      encoding: 'utf8',
    })
    const pages = printed.split('\f').slice(0, -1)
    const signed = pages.filter((page) => /_{8}/.test(page))
    expect(signed).toHaveLength(1)
    expect(signed[0]).toContain('Underskrifter')
    for (const page of pages)
      expect(page.split('\n').filter((line) => line.trim() !== '').length).toBeGreaterThan(5)
  })
})
