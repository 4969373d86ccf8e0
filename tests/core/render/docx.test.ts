/** Word documents: what Word is told about a document, so that lawyers can work in it as in one of their own. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { termsDigest } from '../../../src/core/agreement/digest.ts'
import type { Agreement, Language } from '../../../src/core/model.ts'
import { docx } from '../../../src/core/render/docx.ts'
import type { Identity } from '../../../src/core/render/html.ts'
import { fill } from '../../../src/core/render/language.ts'
import {
  type Block,
  type Inline,
  parseMarkdown,
  plain,
  type Tree,
} from '../../../src/core/render/markdown.ts'
import { standardText } from '../../../src/core/render/standard-text.ts'
import { agreementView, exchangeView } from '../../../src/core/render/view.ts'
import type { CommonView } from '../../../src/core/render/view-model.ts'
import { paragraphs, partsOf, shownBy, textOf, value } from './docx-reading.ts'
import { full, languages, minimal, programmeWith, realTemplates, words } from './sample.ts'

const programme = programmeWith(realTemplates())

function identityOf(view: Pick<CommonView, 'language'> & Partial<CommonView>): Identity {
  const { language, id = 'kld-kartverket', version = '1', notice = '', parties = [] } = view
  return {
    language,
    id,
    version,
    programme: 'Mobilitetsprogrammet',
    notice,
    parties,
    templateVersion: view.templateVersion ?? 'cooperation-agreement@1',
    termsDigest: view.termsDigest ?? `sha256:${'0'.repeat(64)}`,
    date: '2026-11-18',
    words: words(language),
  }
}

function treeOf(view: CommonView): Tree {
  return parseMarkdown(fill(standardText(programme, view.templateVersion, view.language).template, view))
}

function viewsOf(agreement: Agreement, language: Language): readonly CommonView[] {
  return [
    agreementView(agreement, programme, language, words(language)),
    ...agreement.exchanges.map((exchange) =>
      exchangeView(agreement, exchange, programme, language, words(language)),
    ),
  ]
}

/** A document of the real standard text. */
async function wordOf(agreement: Agreement = full, language: Language = 'nb') {
  const view = agreementView(agreement, programme, language, words(language))
  return partsOf(await docx(treeOf(view), identityOf(view)))
}

/** A document of a few lines written in a test. */
async function small(markdown: string, identity: Partial<Identity> = {}) {
  return partsOf(await docx(parseMarkdown(markdown), { ...identityOf({ language: 'nb' }), ...identity }))
}

const clause = (id: string, number: string, title: string) =>
  `## <a id="clause-${id}"></a>${number} ${title}\n\n`
const item = (number: string, text: string) =>
  `<a id="item-${number.replace('.', '-')}"></a>${number} ${text}\n\n`

/** What the tree says, in reading order: number and text of each piece. */
function told(tree: Tree): readonly string[] {
  return tree.flatMap((block) => toldBlock(block))
}

function toldBlock(block: Block): readonly string[] {
  const cells = (row: readonly (readonly Inline[])[]) => row.map((cell) => line('', cell))
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [line(block.number, block.content)]
    case 'list':
      return block.items.flatMap((item) => told(item))
    case 'table':
      return [...cells(block.header), ...block.rows.flatMap(cells)]
  }
}

function line(number: string, content: readonly Inline[]): string {
  return `${number} ${plain(content)}`.replace(/\s+/g, ' ').trim()
}

afterEach(() => {
  vi.useRealTimers()
})

describe('the numbers Word shows are the numbers of the agreement', () => {
  const cases = [
    ['an agreement in full', full],
    ['a first draft', minimal],
  ] as const
  test.each(
    cases.flatMap(([name, agreement]) => languages.map((language) => [name, language, agreement] as const)),
  )('%s in %s, with every paragraph in its place and nothing left out', async (_, language, agreement) => {
    for (const view of viewsOf(agreement, language)) {
      const tree = treeOf(view)
      const shown = shownBy(partsOf(await docx(tree, identityOf(view))))
      const clauses = shown.filter(({ style }) => style === 'Heading2' || style === 'Clause')
      expect(clauses.length).toBeGreaterThan(40)
      expect(clauses.every(({ number, text }) => number !== '' && !/^\d/.test(text))).toBe(true)
      const read = shown
        .filter(({ style }) => style !== 'End')
        .map(({ number, text }) => `${number === '•' ? '' : number} ${text}`.replace(/\s+/g, ' ').trim())
      expect(read).toEqual(told(tree))
    }
  })

  test('a number Word would not come to is written out, and the next one is right again', async () => {
    const text =
      clause('a', '1', 'Først') +
      item('1.1', 'Ett.') +
      item('1.3', 'Tre.') +
      clause('b', '4', 'Hopp') +
      item('4.1', 'Fire.')
    const shown = shownBy(await small(`# Avtale\n\n${text}${clause('c', '2', 'To')}${item('2.1', 'Slutt.')}`))
    expect(shown.map(({ number, text }) => [number, text])).toEqual([
      ['', 'Avtale'],
      ['1', 'Først'],
      ['1.1', 'Ett.'],
      ['', '1.3\tTre.'],
      ['', '4\tHopp'],
      ['', '4.1\tFire.'],
      ['2', 'To'],
      ['2.1', 'Slutt.'],
    ])
  })

  test('points have letters, and every list begins anew', async () => {
    const lists = `${item('1.1', 'Partene skal:')}1. møtes\n2. snakke\n\n${item('1.2', 'Og:')}1. skrive\n\n   1. kort\n\nDessuten:\n\n1. signere\n\nTil slutt:\n\n4. sende\n5. arkivere\n`
    const shown = shownBy(await small(`# Avtale\n\n${clause('a', '1', 'Plikter')}${lists}`))
    expect(shown.slice(2).map(({ number, text }) => `${number} ${text}`.trim())).toEqual([
      '1.1 Partene skal:',
      'a) møtes',
      'b) snakke',
      '1.2 Og:',
      'a) skrive',
      'i) kort',
      'Dessuten:',
      'a) signere',
      'Til slutt:',
      'd) sende',
      'e) arkivere',
    ])
  })

  test('clauses, paragraphs and points are levels of one list, tied to styles', async () => {
    const { 'word/numbering.xml': numbering = '' } = await wordOf()
    const levels = (numbering.match(/<w:lvl .*?<\/w:lvl>/gs) ?? []).filter((xml) =>
      xml.includes('<w:pStyle '),
    )
    expect(levels.map((xml) => [value(xml, 'w:pStyle'), value(xml, 'w:lvlText')])).toEqual([
      ['Heading2', '%1'],
      ['Clause', '%1.%2'],
      ['ClausePoint', '%3)'],
    ])
    expect(numbering).not.toMatch(/hybridMultilevel|tentative/)
  })
})

describe('headings and pages', () => {
  test('the title is the one first-level heading, and clauses are of the second', async () => {
    const shown = shownBy(await wordOf())
    expect(shown.filter(({ style }) => style === 'Heading1').map(({ text }) => text)).toEqual([
      'Samarbeidsavtale: Kompetansesamarbeid om klimaregnskap',
    ])
    expect(shown[0]?.style).toBe('Heading1')
  })

  test('a heading stays with what follows, and no line stands alone', async () => {
    const { 'word/styles.xml': styles = '' } = await wordOf()
    for (const id of ['Heading1', 'Heading2', 'Heading3']) {
      const style = new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, 's').exec(styles)?.[0]
      expect(style).toContain('<w:keepNext/><w:keepLines/>')
    }
    expect(styles).toContain('<w:pPrDefault><w:pPr><w:widowControl/>')
  })

  test('what announces a list or a table stays with it', async () => {
    const { 'word/document.xml': body = '' } = await small(
      `# A\n\nFørst en liste:\n\n- punkt\n\nSå en tabell:\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nSå ingenting.\n`,
    )
    const kept = paragraphs(body).filter((xml) => xml.includes('<w:keepNext/>'))
    expect(kept.map(textOf)).toEqual(['Først en liste:', 'Så en tabell:', 'A', 'B'])
  })

  test('each page tells its number, whose it is, and what was agreed to', async () => {
    const parts = await wordOf()
    const header = parts['word/header1.xml'] ?? ''
    const footer = parts['word/footer1.xml'] ?? ''
    expect(textOf(header)).toContain(
      'Mobilitetsprogrammet\tSamarbeidsavtale: Kompetansesamarbeid om klimaregnskap',
    )
    expect(textOf(header)).toContain('Illustrasjon: Behov, tilbud og avtaler er oppdiktet')
    expect(footer).toMatch(/Side .*PAGE.* av .*NUMPAGES/s)
    expect(textOf(footer)).toContain('kld-kartverket, versjon 2, cooperation-agreement@1')
    const numbers = new Map(
      [...programme.agencies].map(([slug, { organisationNumber }]) => [slug, organisationNumber]),
    )
    expect(textOf(footer)).toContain(`Kontrollsum for vilkårene: ${termsDigest(full, numbers)}`)
  })

  test('without a notice there is none in the margin', async () => {
    const { 'word/header1.xml': header = '' } = await small('# A\n', { notice: '' })
    expect(paragraphs(header)).toHaveLength(1)
  })

  test('a title of any length leaves room for the text', async () => {
    const { 'word/header1.xml': header = '' } = await small(`# ${'Avtale '.repeat(500)}\n`)
    expect(textOf(header).length).toBeLessThan(120)
  })
})

describe('tables', () => {
  test('the header comes again on the next page, and no row is split', async () => {
    const { 'word/document.xml': body = '' } = await wordOf()
    const tables = body.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? []
    expect(tables.length).toBeGreaterThan(5)
    for (const table of tables) {
      const rows = table.match(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gs) ?? []
      expect(rows.map((row) => row.includes('<w:tblHeader/>'))).toEqual(rows.map((_, index) => index === 0))
      expect(rows.every((row) => row.includes('<w:cantSplit/>'))).toBe(true)
    }
  })

  test('each says what it is about, and whether its first column names the row', async () => {
    const { 'word/document.xml': body = '' } = await wordOf()
    const captions = [...body.matchAll(/<w:tblCaption w:val="([^"]*)"\/><\/w:tblPr>/g)].map(
      ([, text]) => text,
    )
    expect(captions.slice(0, 2)).toEqual(['Tabell 1: Partene', 'Tabell 2: Hovedvilkår'])
    expect(captions).toHaveLength((body.match(/<w:tbl>/g) ?? []).length)
    expect(body).toMatch(/w:firstRow="(?:1|true)"[^>]*w:firstColumn="(?:1|true)"/)
  })

  test('the columns fill the page and no more, whatever stands in them', async () => {
    const table = (cells: string) => `# A\n\n| A | Navn |\n| --- | --- |\n${cells}\n`
    for (const cells of [
      '| 1 | kort |',
      `| 1 | ${'x'.repeat(10_000)} |`,
      `| ${'y'.repeat(300)} | ${'ord '.repeat(2000)} |`,
    ]) {
      const { 'word/document.xml': body = '' } = await small(table(cells))
      const widths = [...body.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width))
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(9355)
      expect(Math.min(...widths)).toBeGreaterThan(100)
      expect(body).toContain('<w:tblLayout w:type="fixed"/>')
    }
  })

  test('what is to be signed stays on one page, with room to sign', async () => {
    const { 'word/document.xml': body = '' } = await wordOf()
    const at = body.indexOf('Underskrifter')
    const rows = body.slice(at).match(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gs) ?? []
    const kept = rows.map((row) => paragraphs(row).every((xml) => xml.includes('<w:keepNext/>')))
    expect(kept).toEqual([true, true, true, false])
    expect(rows.slice(1).every((row) => /<w:trHeight w:val="794" w:hRule="atLeast"\/>/.test(row))).toBe(true)
    expect(paragraphs(body.slice(at)).find((xml) => xml.includes('kan signeres'))).toContain('<w:keepNext/>')
  })

  test('a box in the text is a box of paragraphs, not a table to a screen reader', async () => {
    const parts = await wordOf(minimal)
    const boxed = shownBy(parts).filter(({ style }) => style.startsWith('Callout'))
    expect(boxed[0]?.text).toContain('Illustrasjon')
    expect(boxed[1]?.text).toContain('ikke klar')
    expect(boxed.slice(2).every(({ number, style }) => number === '•' && style === 'CalloutPoint')).toBe(true)
  })
})

describe('what a program reads', () => {
  test.each([
    ['nb', 'nb-NO'],
    ['nn', 'nn-NO'],
    ['en', 'en-GB'],
  ] as const)('the language of %s is %s, in the text and in the properties', async (language, tag) => {
    const parts = await wordOf(full, language)
    expect(value(parts['word/styles.xml'] ?? '', 'w:lang')).toBe(tag)
    expect(parts['docProps/core.xml']).toContain(`<dc:language>${tag}</dc:language>`)
  })

  test('the title, the programme and the date of the agreement, never the day it was made', async () => {
    const { 'docProps/core.xml': core = '' } = await wordOf()
    expect(core).toContain('<dc:title>Samarbeidsavtale: Kompetansesamarbeid om klimaregnskap</dc:title>')
    expect(core).toContain('<dc:creator>Mobilitetsprogrammet</dc:creator>')
    expect(core.match(/2026-11-18T00:00:00Z/g)).toHaveLength(2)
    expect(core.match(/\d{4}-\d{2}-\d{2}T/g)).toHaveLength(2)
  })

  test('agreement, version, digest, standard text and language, each by name', async () => {
    const { 'docProps/custom.xml': custom = '' } = await wordOf()
    const facts = [...custom.matchAll(/name="mobilitet:(\w+)"><vt:lpwstr>([^<]*)</g)].map(
      ([, name, fact]) => [name, fact],
    )
    expect(Object.fromEntries(facts)).toEqual({
      agreement: 'kld-kartverket',
      version: '2',
      termsDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      template: 'cooperation-agreement@1',
      language: 'nb',
    })
  })
})

describe('the same agreement gives the same bytes', () => {
  const linked =
    '# A\n\n[Lov](https://lovdata.no/a) og [post](mailto:post@example.no), [lov](https://lovdata.no/b).\n'
  const make = () => docx(parseMarkdown(linked), identityOf({ language: 'nb' }))

  test('on another day, and after other documents', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01') })
    const first = await make()
    vi.setSystemTime(new Date('2031-07-01T23:59:59Z'))
    await wordOf()
    expect(Buffer.from(await make()).equals(Buffer.from(first))).toBe(true)
  })

  test('links are numbered as they come', async () => {
    const parts = partsOf(await make())
    expect(parts['word/document.xml']?.match(/r:id="rIdLink\d"/g)).toEqual([
      'r:id="rIdLink1"',
      'r:id="rIdLink2"',
      'r:id="rIdLink3"',
    ])
    const targets = [
      ...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/Id="rIdLink(\d)".*?Target="([^"]*)"/g),
    ]
    expect(targets.map(([, id, target]) => [id, target])).toEqual([
      ['1', 'https://lovdata.no/a'],
      ['2', 'mailto:post@example.no'],
      ['3', 'https://lovdata.no/b'],
    ])
  })
})

describe('text that does not mean well', () => {
  const control = String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code))
  const hostile: readonly (readonly [string, string])[] = [
    ['control characters', `a${control}b`],
    ['half a character', 'a\uD800b\uDC00c'],
    ['what is no character', 'a\uFFFEb\uFFFFc'],
    ['XML', `</w:t></w:r><w:br/>&lt;&amp;]]><!--"'</w:tblPr>`],
    ['emoji', '👩‍🏫🇳🇴'],
    ['direction marks', 'a\u202Eb\u2066c\u200Fd'],
    ['a word of 10,000 letters', 'å'.repeat(10_000)],
    ['names of relations', 'rIdABCDEFGHIJKLMNOP r:id="rIdABCDEFGHIJKLMNOP"'],
  ]

  test.each(hostile)('%s is text wherever it stands', async (_, text) => {
    const cell: readonly Inline[] = [{ kind: 'text', text }]
    const tree: Tree = [
      { kind: 'heading', level: 1, number: '', id: '', content: cell },
      { kind: 'paragraph', number: '', id: '', content: [{ kind: 'strong', content: cell }] },
      {
        kind: 'list',
        start: 1,
        counting: 'letters',
        items: [[{ kind: 'paragraph', number: '', id: '', content: cell }]],
      },
      { kind: 'table', header: [cell, cell], rows: [[cell, cell]], rowHeaders: true },
    ]
    const facts = { id: text, version: text, programme: text, notice: `${text}!`, templateVersion: text }
    const parts = partsOf(await docx(tree, { ...identityOf({ language: 'nb' }), ...facts }))
    for (const [name, xml] of Object.entries(parts)) {
      expect(wellFormed(xml), name).toBe(true)
    }
    const shown = shownBy(parts).filter(({ style }) => style !== 'End')
    expect(shown).toHaveLength(7)
    expect(new Set(shown.map(({ text }) => text)).size).toBe(1)
    expect(shown[0]?.text.replace(/\uFFFD/g, '')).toBe(
      text.replace(/[\t\n\r]+/g, ' ').replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''),
    )
  })

  test('an address Word could not read is only its text', async () => {
    for (const href of ['https://[', `https://example.no/${'a'.repeat(3000)}`, 'https://']) {
      const tree: Tree = [
        {
          kind: 'paragraph',
          number: '',
          id: '',
          content: [{ kind: 'link', href, content: [{ kind: 'text', text: 'her' }] }],
        },
      ]
      const parts = partsOf(await docx(tree, identityOf({ language: 'nb' })))
      expect(parts['word/document.xml']).not.toContain('w:hyperlink')
      expect(shownBy(parts)[0]?.text).toBe('her')
    }
  })

  test('two hundred exchanges are two hundred rows', async () => {
    const [exchange] = full.exchanges
    const many = {
      ...full,
      exchanges: Array.from({ length: 200 }, (_, n) => ({ ...exchange, id: `ut-${n}` })),
    }
    const parts = await wordOf(many as Agreement)
    expect((parts['word/document.xml']?.match(/<w:tr>|<w:tr /g) ?? []).length).toBeGreaterThan(400)
  })
})

const tag = /<(\/?)([\w:]+)(?:\s[\w:.-]+="[^"<]*")*\s*(\/?)>/g
const stray = /[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/
const unallowed = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/** Every tag is closed by its own, and no sign stands where it must be written otherwise. */
function wellFormed(xml: string): boolean {
  const open: string[] = []
  const text = xml.replace(/^<\?xml[^?]*\?>/, '').replace(tag, (_, end, name, single) => {
    if (end !== '' && open.pop() !== name) open.push('broken')
    if (end === '' && single === '') open.push(name)
    return ''
  })
  return open.length === 0 && !stray.test(text) && !unallowed.test(xml)
}
