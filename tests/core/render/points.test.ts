/** «Punkt 10.1 bokstav b» is the same point in every format, to be seen and to be heard. */
import { describe, expect, test } from 'vitest'
import { pointMark } from '../../../src/core/render/counting.ts'
import { docx } from '../../../src/core/render/docx.ts'
import { html } from '../../../src/core/render/html.ts'
import { type List, parseMarkdown, plain, type Tree } from '../../../src/core/render/markdown.ts'
import { typeset } from '../../../src/io/typst.ts'
import { faultsOf } from '../../pdf-checks.ts'
import { openPdf, spoken, structureOf, walk } from '../../pdf-text.ts'
import { partsOf, shownBy } from './docx-reading.ts'
import { identity } from './sample.ts'

const points = (length: number) => Array.from({ length }, (_, index) => `1. ledd ${index + 1}\n`).join('')

const markdown = `# Avtale

## <a id="clause-goals"></a>1 Mål

<a id="item-1-1"></a>1.1 Dette skal vi:

1. møtes
1. snakke

   1. åpent
   1. ofte

   Og så videre.
1. skrive

<a id="item-1-2"></a>1.2 Og dette:

1. lære

Etter et avbrudd:

4. dele

Mange:

${points(27)}
Noe uten rekkefølge:

- en ting
`

const tree = parseMarkdown(markdown)

const marks = [
  ...['a) møtes', 'b) snakke', 'i) åpent', 'ii) ofte', 'c) skrive', 'a) lære', 'd) dele'],
  ...Array.from({ length: 27 }, (_, index) => `${index + 1}) ledd ${index + 1}`),
]

function marksIn(blocks: Tree): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'list' && block.counting !== null ? marksOf(block) : []))
}

function marksOf({ start, counting, items }: List): readonly string[] {
  return items.flatMap((item, index) => {
    const [first] = item
    const text = first?.kind === 'paragraph' ? plain(first.content) : ''
    return [`${pointMark(counting ?? 'numbers', (start ?? 1) + index)} ${text}`, ...marksIn(item)]
  })
}

test('letters, then small Roman numbers, and numbers where letters do not suffice', () => {
  expect(marksIn(tree)).toEqual(marks)
})

test('the Markdown has plain numbers, which every reader of Markdown understands', () => {
  expect(parseMarkdown('1. a\n1. b\n')).toMatchObject([{ kind: 'list', start: 1, counting: 'letters' }])
  expect(parseMarkdown('- a\n')).toMatchObject([{ start: null, counting: null }])
  expect(parseMarkdown('26. a\n')).toMatchObject([{ counting: 'letters' }])
  expect(parseMarkdown('26. a\n27. b\n')).toMatchObject([{ counting: 'numbers' }])
})

test('in HTML the letter belongs to the list and not to its look', () => {
  const page = html(tree, identity)
  expect(page.match(/<ol[^>]*>/g)).toEqual([
    '<ol type="a">',
    '<ol type="i">',
    '<ol type="a">',
    '<ol type="a" start="4">',
    '<ol type="1">',
  ])
  for (const [type, style] of [
    ['a', 'letters'],
    ['i', 'romans'],
    ['1', 'numbers'],
  ])
    expect(page).toMatch(new RegExp(`ol\\[type="${type}"\\] \\{ [^}]*list-style-type: ${style} \\}`))
})

describe('as they are read aloud', () => {
  test('from PDF: every point has a label, and the label is its letter', async () => {
    const pdf = await typeset(tree, identity)
    expect(await faultsOf(pdf)).toEqual([])
    const labels = walk(structureOf(await openPdf(pdf))).filter(({ type }) => type === 'Lbl')
    const expected = [...marks.map((mark) => mark.split(' ')[0]), '•']
    expect(labels.map((label) => spoken(label).trim())).toEqual(expected)
  })

  test('from Word: the number is Word’s own, so it follows when a point is moved', async () => {
    const shown = shownBy(partsOf(await docx(tree, identity)))
    const counted = shown.filter(({ style, number }) => style === 'ClausePoint' && number !== '')
    expect(counted.map(({ number, text }) => `${number} ${text}`)).toEqual(marks)
  })
})
