/**
 * Whatever people write, in whatever place of a document: all four formats show exactly that and nothing else, or PDF
 * refuses and names the character. Tried with texts that nobody has thought of, made smaller until only the fault is left.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agreement, Exchange } from '../../../src/core/model.ts'
import { docx } from '../../../src/core/render/docx.ts'
import { oneLine } from '../../../src/core/render/escape.ts'
import { html, type Identity } from '../../../src/core/render/html.ts'
import { fill, parseTemplate } from '../../../src/core/render/language.ts'
import { parseMarkdown, type Tree } from '../../../src/core/render/markdown.ts'
import { standardText } from '../../../src/core/render/standard-text.ts'
import { Unprintable } from '../../../src/core/render/unprintable.ts'
import { agreementView } from '../../../src/core/render/view.ts'
import { readHtml } from '../../../src/core/verify/html.ts'
import { typeset } from '../../../src/io/typst.ts'
import { expectedLines, linesOf, visible } from '../../pdf-lines.ts'
import { openPdf, structureOf } from '../../pdf-text.ts'
import { loadCase } from '../../render/cases.ts'
import { partsOf, shownBy } from './docx-reading.ts'
import { identity as plain, words } from './sample.ts'

const identity: Identity = { ...plain, words: (key) => key }

/** Every place a text can have; each holds it once, so that what is missing is seen. */
const template = parseTemplate(
  't',
  `# Om {{x}}

Før {{x}} etter.

{{x}}

| Boks {{x}} |
| --- |
| {{x}} |

## {{clause "purpose"}} {{x}}

{{item}} {{x}}

{{item}} **{{x}}** og *{{x}}*

- {{x}}
- b

{{item}} Så:

1. {{x}}
1. b

   1. {{x}}

| A | {{x}} |
| --- | --- |
| {{x}} | c |

| Nr. | <span lang="nb">bokmål</span> | <span lang="nn">nynorsk</span> |
| --- | --- | --- |
| 1 | {{x}} | {{x}} |

## {{clause "signatures"}} Underskrifter

| Part | Underskrift |
| --- | --- |
| {{x}} | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ |
`,
)

function treeWith(x: string): Tree {
  return parseMarkdown(fill(template, { x }))
}

/** What each format says, line by line, by readers that know nothing of how it was made. */
const readers: Readonly<Record<string, (tree: Tree) => Promise<readonly string[]>>> = {
  markdown: async (tree) => expectedLines(tree),
  html: async (tree) => {
    const page = html(tree, identity)
    return readHtml(page.slice(page.indexOf('<main'), page.indexOf('</main>'))).lines
  },
  docx: async (tree) => shownBy(partsOf(await docx(tree, identity))).map(({ text }) => text),
  pdf: async (tree) => linesOf(structureOf(await openPdf(await typeset(tree, identity)))),
}

const harmless = 'XxharmløsxX'

const fragment = fc.oneof(
  fc.constantFrom(
    ...['#read("/etc/passwd")', '#import "@preview/x:1.0.0": *', '#set page(width: 1pt)', '#eval("panic()")'],
    ...[
      '<script>alert(1)</script>',
      '<b>',
      '</td></tr></table>',
      '<!--',
      '-->',
      '<span lang="en">',
      '</span>',
    ],
    ...['{{x}}', '{{{x}}}', '{{#each x}}', '{{/if}}', '{{> y}}', '\\{{x}}'],
    ...['</w:t></w:r>', ']]>', '&amp;', '&#x3C;', '&lt;b&gt;', '<a id="clause-x"></a>9 ', '<br>'],
    ...['# ', '- ', '1. ', 'a) ', '| ', '---', '```', '**', '_', '~~', '[a](javascript:b)', '![a](b)', '\\'],
    ...['\u202E', '\u200F', '\u2066', '\u200B', '\u00AD', '\u00A0', '\t', '  '],
    ...['e\u0301', 'Áč Đŋ Šŧž', '§ 13 f', '1. mars 2027', '974 760 673', '________', '____________________'],
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
  fc.lorem({ maxCount: 4 }),
)

/** One line: where a text is parted into paragraphs is another story. */
const printable = fc
  .array(fragment, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join('').replace(/[\r\n\v\f\u0085\u2028\u2029]/g, ' '))
  .filter((text) => oneLine(text) !== '')

const anything = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 30 }))
  .map((text) => text.replace(/[\r\n\v\f\u0085\u2028\u2029]/g, ' '))
  .filter((text) => oneLine(text) !== '')

/** Word and the web have no sign for some code points, and show that one is missing. */
const nothing = /[\uFFFD\uFFFE\uFFFF]/g

async function saysExactly(format: string, text: string): Promise<void> {
  const read = readers[format]
  if (!read) throw new Error(format)
  const shown = (lines: readonly string[]) => lines.map((line) => visible(line).replace(nothing, '\uFFFD'))
  const said = shown(await read(treeWith(text)))
  const usual = await read(treeWith(harmless))
  expect(said).toEqual(shown(usual.map((line) => line.replaceAll(harmless, () => oneLine(text)))))
}

describe('a text of any kind, in every place', () => {
  test.each([
    ['markdown', 300],
    ['html', 300],
    ['docx', 60],
  ])('is what %s says', { timeout: 120_000 }, async (format, numRuns) => {
    const text = fc.oneof(printable, anything)
    await fc.assert(
      fc.asyncProperty(text, (x) => saysExactly(format, x)),
      { seed: 5, numRuns },
    )
  })

  test('is what PDF says, if the letters of the document have it', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(printable, (x) => saysExactly('pdf', x)),
      { seed: 5, numRuns: 60 },
    )
  })

  test('is otherwise refused by PDF, with the characters named', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (x) => {
        const refusal = await saysExactly('pdf', x).catch((error: unknown) => error)
        if (refusal === undefined) return
        if (!(refusal instanceof Unprintable)) throw refusal
        expect(refusal.characters.length).toBeGreaterThan(0)
        for (const character of refusal.characters) expect(oneLine(x)).toContain(character)
      }),
      { seed: 5, numRuns: 60 },
    )
  })
})

describe('much, and little', () => {
  const { agreement, programme } = loadCase('loan-within-oslo')

  function treeOf(change: (agreement: Agreement) => Agreement): Tree {
    if (!agreement) throw new Error('the case is an agreement')
    const view = agreementView(change(agreement), programme, 'nb', words('nb'))
    return parseMarkdown(fill(standardText(programme, view.templateVersion, 'nb').template, view))
  }

  const many = treeOf((own) => {
    const first = own.exchanges[0] as Exchange
    return { ...own, exchanges: Array.from({ length: 200 }, (_, n) => ({ ...first, id: `ut-${n + 1}` })) }
  })
  const none = treeOf((own) => ({
    ...own,
    exchanges: own.exchanges.map((exchange) => ({ ...exchange, learningGoals: [] })),
    deviations: [],
    signatures: [],
  }))
  const long = treeWith('å'.repeat(10_000))

  test.each([
    ['200 exchanges', many],
    ['lists without points', none],
    ['a word of 10,000 letters', long],
  ])('%s: every format says what the Markdown says', { timeout: 120_000 }, async (_what, tree) => {
    const said = expectedLines(tree).filter((line) => line !== '')
    expect(said.length).toBeGreaterThan(10)
    for (const [format, read] of Object.entries(readers)) {
      const heard = squeezed(await read(tree))
      for (const line of said) expect(heard, format).toContain(squeezed([withoutNumber(line)]))
    }
  })
})

/** Numbers are counted by each format in its own way; other stories compare them. */
function withoutNumber(line: string): string {
  return line.replace(/^\d+(?:\.\d+)? /, '')
}

function squeezed(lines: readonly string[]): string {
  return lines.join('').replace(/[\s\u00A0\u00AD]/g, '')
}
