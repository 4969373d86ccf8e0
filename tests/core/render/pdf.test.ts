/** What the typesetter is told: plain data, and where lines and pages may end. */
import { describe, expect, test } from 'vitest'
import { documentDate } from '../../../src/core/render/document-date.ts'
import type { Identity } from '../../../src/core/render/html.ts'
import { parseMarkdown } from '../../../src/core/render/markdown.ts'
import { rowHeaders, sheet } from '../../../src/core/render/pdf.ts'
import type { SheetBlock } from '../../../src/core/render/pdf-sheet.ts'
import { pieces } from '../../../src/core/render/pieces.ts'
import { randomFrom } from '../../random.ts'
import { full, minimal, words } from './sample.ts'

const identity: Identity = {
  language: 'nb',
  id: 'kld-kartverket',
  version: '2',
  programme: 'Mobilitetsprogrammet',
  notice: '',
  parties: [],
  templateVersion: 'cooperation-agreement@1',
  termsDigest: 'sha256:0',
  date: '2026-11-18',
  words: words('nb'),
}

function blocksOf(markdown: string): readonly SheetBlock[] {
  return sheet(parseMarkdown(markdown), identity).sections.flatMap(({ blocks }) => blocks)
}

describe('around the text', () => {
  test('the foot names the agreement, the standard text, the digest and the page, in the language of the document', () => {
    expect(sheet(parseMarkdown('# A'), identity).footer).toEqual({
      lines: [
        'Avtale kld-kartverket, versjon 2 · Standardtekst cooperation-agreement@1',
        'Kontrollsum for vilkårene sha256:0',
      ],
      page: ['Side ', '#', ' av ', '##'],
    })
    const english = { ...identity, language: 'en', words: words('en') } as const
    expect(sheet(parseMarkdown('# A'), english)).toMatchObject({
      region: 'GB',
      footer: { page: ['Page ', '#', ' of ', '##'] },
    })
  })

  test('what is too long for the head of a page is cut there, at a word', () => {
    const long = { ...identity, notice: 'Illustrasjon. '.repeat(40).trim() }
    const { header } = sheet(parseMarkdown(`# ${'Avtale om noe '.repeat(20)}`), long)
    expect(header.title).toMatch(/^(?:Avtale om noe )+.*\w …$/)
    expect(header.title.length).toBeLessThan(95)
    expect(header.notice.length).toBeLessThan(245)
  })

  test('the date is that of the last thing that happened, and before anything has, the day it begins', () => {
    expect(documentDate(full)).toBe('2026-11-18')
    expect(documentDate({ ...full, signatures: [] })).toBe('2026-11-10')
    expect(documentDate(minimal)).toBe('2027-03-01')
    expect(documentDate({ ...minimal, accepted: [{ party: 'kld', date: '2026-12-24' }] })).toBe('2026-12-24')
  })
})

describe('what stays together', () => {
  test('a text with the list or table it introduces', () => {
    const introduces = blocksOf(
      '# A\n\nDette:\n\n- ett\n\nOg dette:\n\n| a | b |\n| --- | --- |\n| c | d |\n\nSlutt.\n',
    )
      .filter((block) => block.kind === 'paragraph')
      .map((block) => block.introduces)
    expect(introduces).toEqual([true, true, false])
  })

  test('short lists, and rows of tables; not what could outgrow a page', () => {
    const whole = (markdown: string) =>
      blocksOf(markdown).flatMap((block) => ('whole' in block ? block.whole : []))
    expect(whole('- ett\n- to\n')).toEqual([true])
    expect(whole(`- ${'lang '.repeat(100)}\n- to\n`)).toEqual([false])
    expect(whole('- punkt\n'.repeat(20))).toEqual([false])
    expect(whole('| a | b |\n| --- | --- |\n| c | d |\n')).toEqual([true])
    expect(whole(`| a | b |\n| --- | --- |\n| c | ${'lang '.repeat(200)} |\n`)).toEqual([false])
    expect(whole(`| a |\n| --- |\n${'| punkt |\n'.repeat(30)}`)).toEqual([false])
  })

  test('the clause of the signatures, and only its empty lines get room to write in', () => {
    const table = '| Part | Underskrift |\n| --- | --- |\n| A | \\_\\_\\_\\_\\_\\_\\_\\_ |\n'
    const { sections } = sheet(
      parseMarkdown(`# A\n\n${table}\n## <a id="clause-signatures"></a>1 Underskrifter\n\n${table}`),
      identity,
    )
    expect(sections.map(({ together }) => together)).toEqual([false, true])
    expect(
      sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'table' ? block.signing : [])),
      ),
    ).toEqual([false, true])
  })
})

test('columns share the width of the page, and no header is broken where there is room', () => {
  const table = blocksOf(
    `# A\n\n| Virksomhet | Organisasjonsnummer | Rolle |\n| --- | --- | --- |\n| ${'Direktorat '.repeat(20)} | 974 760 673 | Part |\n`,
  ).find((block) => block.kind === 'table')
  const widths = table?.kind === 'table' ? table.widths : []
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(165)
  expect(widths[1]).toBeGreaterThan(34)
  expect(Math.max(...widths)).toBe(widths[0])
})

test('tables that name their rows are counted where they stand, in lists too; a box is no table', () => {
  const named = '| a | b |\n| --- | --- |\n| c | d |\n| e | f |\n'
  const unnamed = '| a | b |\n| --- | --- |\n| c | d |\n| c | f |\n'
  const inList = `- punkt\n\n${named.replace(/^/gm, '  ').trimEnd()}\n`
  const tree = parseMarkdown(`${named}\n${unnamed}\n| boks |\n| --- |\n| punkt |\n\n${inList}\n${unnamed}`)
  expect(rowHeaders(tree)).toEqual([true, false, true, false])
})

describe('where a line may end inside of a word', () => {
  test.each([
    ['ordinary words', 'Partene samarbeider om dette.', ['Partene samarbeider om dette.']],
    [
      'a long word that can be hyphenated',
      'menneskerettighetsorganisasjonene',
      ['menneskerettighetsorganisasjonene'],
    ],
    [
      'a mailbox',
      'til hospitering@kartverket.example.no, eller',
      ['til hospitering@', 'kartverket.', 'example.', 'no, eller'],
    ],
    [
      'an address',
      'https://www.example.no/avtaler/2027',
      ['https://', 'www.', 'example.', 'no/', 'avtaler/', '2027'],
    ],
    ['a digest', 'sha256:0123456789abcdef0123', ['sha256:', '01234567', '89abcdef', '0123']],
    ['what is no word', 'x'.repeat(30), ['xxxxxxxx', 'xxxxxxxx', 'xxxxxxxx', 'xxxxxx']],
    ['nothing', '', ['']],
  ])('%s', (_what, text, expected) => {
    expect(pieces(text)).toEqual(expected)
  })

  test('a letter keeps its accents', () => {
    const letters = 'x\u0302'.repeat(40)
    for (const piece of pieces(letters)) expect(piece).not.toMatch(/^\u0302/)
  })

  test('nothing is lost and nothing is added, and no piece is without end, whatever is written', () => {
    const random = randomFrom(7)
    const letters = 'abcæøåŠ0123456789@./:-_ \u00A0,()'
    for (let round = 0; round < 500; round++) {
      const text = Array.from(
        { length: Math.floor(random() * 200) },
        () => letters[Math.floor(random() * letters.length)],
      ).join('')
      expect(pieces(text).join('')).toBe(text)
    }
    for (const piece of pieces('%'.repeat(10_000))) expect(piece.length).toBeLessThan(9)
  })
})
