/** Where pages end: whatever the length of what stands above, nothing is torn apart that belongs together. */
import { describe, expect, test } from 'vitest'
import type { Identity } from '../src/core/render/html.ts'
import { fill, parseTemplate } from '../src/core/render/language.ts'
import { parseMarkdown, type Tree } from '../src/core/render/markdown.ts'
import { typeset } from '../src/io/typst.ts'
import { identity as plain } from './core/render/sample.ts'
import { faultsOf } from './pdf-checks.ts'
import { expectedLines, visible } from './pdf-lines.ts'
import { judged, programIsThere } from './pdf-programs.ts'
import { type Element, openPdf, pieces, spoken, structureOf, walk } from './pdf-text.ts'

const identity: Identity = { ...plain, notice: 'Illustrasjon: oppdiktet.' }

const filler =
  'Partene samarbeider om dette så lenge avtalen gjelder, og snakker sammen når noe endrer seg. ' +
  'Den som ser at noe ikke kan gjøres som avtalt, sier fra til den andre så snart det lar seg gjøre.'

const signatures = `## {{clause "signatures"}} Underskrifter

{{item}} Avtalen kan signeres elektronisk eller på papir.

| Part | Rolle | Dato | Underskrift |
| --- | --- | --- | --- |
| Avgiver | Direktør | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ |
| Mottaker | Direktør | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ |
| Medarbeider | – | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ |
`

function treeOf(template: string): Tree {
  return parseMarkdown(fill(parseTemplate('t', template), {}))
}

/** A little longer each time, so that the end of a page falls everywhere once. */
const lengths = Array.from({ length: 14 }, (_, index) => 16 + index)

async function read(tree: Tree): Promise<{ pdf: Uint8Array; elements: readonly Element[] }> {
  const pdf = await typeset(tree, identity)
  return { pdf, elements: walk(structureOf(await openPdf(pdf))) }
}

function pagesOf(elements: readonly Element[]): readonly number[] {
  return [...new Set(elements.flatMap((element) => pieces(element).map(({ page }) => page)))]
}

test.each(lengths)('signatures stay on one page with their heading, after %i paragraphs', async (length) => {
  const above = Array.from({ length }, (_, index) => `{{item}} ${'Kort. '.repeat(index % 5)}${filler}\n\n`)
  const { pdf, elements } = await read(
    treeOf(`# Avtale\n\n## {{clause "a"}} Punkt\n\n${above.join('')}${signatures}`),
  )
  const start = elements.findIndex(
    (element) => element.type === 'H2' && spoken(element).includes('Underskrifter'),
  )
  expect(pagesOf(elements.slice(start))).toHaveLength(1)
  expect(await faultsOf(pdf)).toEqual([])
})

test.each(lengths)('rows of a table and short lists are whole, after %i lines', async (length) => {
  const row = `| ${filler} | ${filler} | ${filler} |\n`
  const lines = `${'Kort.\n\n'.repeat(length)}Dette hører med:\n\n- ett\n- to\n- tre\n\n`
  const table = `| A | B | C |\n| --- | --- | --- |\n${row.repeat(12)}\n`
  const { elements } = await read(treeOf(`# Avtale\n\n${lines}${lines}${table}${lines}${lines}${lines}`))
  const whole = elements.filter(({ type }) => ['TR', 'L'].includes(type))
  expect(whole).toHaveLength(13 + 5)
  for (const one of whole) expect(pagesOf([one])).toHaveLength(1)
})

test.each(lengths)('a short table is not torn apart, after %i lines', async (length) => {
  const table = `Desse:\n\n| A | B |\n| --- | --- |\n${'| ord | ord |\n'.repeat(5)}\n`
  const { elements } = await read(treeOf(`# Avtale\n\n${'Kort.\n\n'.repeat(length)}${table.repeat(6)}`))
  const tables = elements.filter(({ type }) => type === 'Table')
  expect(tables).toHaveLength(6)
  expect(pagesOf(tables).length).toBeGreaterThan(1)
  for (const one of tables) expect(pagesOf([one])).toHaveLength(1)
})

test('more signatures than a page can hold go on over the next', async () => {
  const row = '| Part | Rolle | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ | Medarbeider |\n'
  const table = `| A | B | C | D |\n| --- | --- | --- | --- |\n${row.repeat(30)}`
  const { pdf, elements } = await read(
    treeOf(`# Avtale\n\n## {{clause "signatures"}} Underskrifter\n\n${table}`),
  )
  const rows = elements.filter(({ type }) => type === 'TR')
  expect(rows).toHaveLength(31)
  expect(pagesOf(rows).length).toBeGreaterThan(1)
  for (const one of rows) expect(pagesOf([one])).toHaveLength(1)
  expect(await faultsOf(pdf)).toEqual([])
})

test.each(lengths)('a heading stands on the page of what it is of, after %i paragraphs', async (length) => {
  const clauses = Array.from(
    { length },
    (_, index) =>
      `## {{clause "c${index}"}} Punkt\n\n{{item}} ${filler.repeat(1 + (index % 3))}\n\nDette hører med:\n\n- ett\n- to\n\n`,
  )
  const { elements } = await read(treeOf(`# Avtale\n\n${clauses.join('')}`))
  const parts = elements.filter(({ type }) => ['H2', 'P', 'L'].includes(type))
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]
    if (part.type === 'P' && next?.type === 'L') expect(pagesOf([part]).at(-1)).toBe(pagesOf([next])[0])
    if (part.type === 'H2' && next) expect(pagesOf([part])[0]).toBe(pagesOf([next])[0])
  }
})

describe.skipIf(!programIsThere('pdftotext', '-v', 'poppler-utils'))('as it is printed', () => {
  /** Points from the left edge of the paper to where the text ends: A4 less 20 millimetres. */
  const rightMargin = 539
  const withoutMargins = ['-raw', '-x', '60', '-y', '80', '-W', '490', '-H', '695', '-', '-']

  /** Each page, line by line. */
  function printed(pdf: Uint8Array): readonly (readonly string[])[] {
    return judged('pdftotext', withoutMargins, pdf)
      .split('\f')
      .slice(0, -1)
      .map((page) => page.split('\n').filter((line) => line.trim() !== ''))
  }

  test('a digest is broken rather than laid over the next column and off the paper', async () => {
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
    const row = `| Sum ${digest} slutt | Sum ${digest} slutt |`
    const { pdf, elements } = await read(treeOf(`# Avtale\n\n| Før | Nå |\n| --- | --- |\n${row}\n`))
    const cells = elements.filter(({ type }) => type === 'TD' || type === 'TH').map(spoken)
    expect(cells.filter((cell) => cell.includes(digest))).toHaveLength(2)
    const edges = Array.from(
      judged('pdftotext', ['-bbox', '-', '-'], pdf).matchAll(/xMax="([\d.]+)"/g),
      ([, at]) => Number(at),
    )
    expect(edges.length).toBeGreaterThan(10)
    expect(Math.max(...edges)).toBeLessThan(rightMargin)
  })

  test('a table that goes on over pages has its header on each of them', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => `| rad ${index} | verdi |\n`).join('')
    const tree = treeOf(`# Avtale\n\n| Vilkår | Avtalt |\n| --- | --- |\n${rows}`)
    const { pdf, elements } = await read(tree)
    const pages = printed(pdf)
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) expect(page.join(' ')).toContain('Vilkår Avtalt')
    expect(
      elements.filter(({ type }) => type === 'TH').filter((cell) => spoken(cell) === 'Vilkår'),
    ).toHaveLength(1)
  })

  test.each(lengths)(
    'no page begins or ends with a single line of a paragraph, after %i of them',
    async (length) => {
      const above = Array.from(
        { length: length * 2 },
        (_, index) => `${'Kort. '.repeat(index % 7)}${filler}\n\n`,
      )
      const tree = treeOf(`# Avtale\n\n${above.join('')}`)
      const paragraphs = expectedLines(tree).map(squeezed)
      const pages = printed((await read(tree)).pdf)
      for (const [index, page] of pages.slice(0, -1).entries()) {
        const last = page.slice(-2)
        const first = pages[index + 1]?.slice(0, 2) ?? []
        const torn = squeezed(`${last.at(-1)}\n${first[0]}`)
        if (!paragraphs.some((paragraph) => paragraph.includes(torn))) continue
        const around = squeezed([...last, ...first].join('\n'))
        expect(
          paragraphs.filter((paragraph) => paragraph.includes(around)),
          around,
        ).not.toEqual([])
      }
    },
  )
})

/** Where a line ends is the page's business. */
function squeezed(text: string): string {
  return visible(text).replaceAll(' ', '').replaceAll('\u00AD', '')
}
