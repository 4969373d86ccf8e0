/** Whatever people write is shown as they wrote it, or is refused with its place; it never becomes a command. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Exchange } from '../src/core/model.ts'
import { oneLine } from '../src/core/render/escape.ts'
import { fill, parseTemplate } from '../src/core/render/language.ts'
import { parseMarkdown, type Tree } from '../src/core/render/markdown.ts'
import { Unprintable } from '../src/core/render/unprintable.ts'
import { agreementView } from '../src/core/render/view.ts'
import { typeset } from '../src/io/typst.ts'
import { full, identity, programmeWith, realTemplates, words } from './core/render/sample.ts'
import { faultsOf } from './pdf-checks.ts'
import { expectedLines, linesOf } from './pdf-lines.ts'
import { openPdf, structureOf } from './pdf-text.ts'
import { randomFrom } from './random.ts'
import { cleanUp, mobilitet, today, world } from './tool.ts'
import { root } from './worlds.ts'

afterAll(cleanUp)

/** Every place a text can have. */
const everywhere = `# {{x}}

**{{x}}** {{x}}

| {{x}} |
| --- |
| {{x}} |

## {{clause "purpose"}} {{x}}

{{item}} {{x}}

- {{x}}
- *{{x}}*

3. {{x}}

| a | {{x}} | c | d | e |
| --- | --- | --- | --- | --- |
| 1 | 2 | {{x}} | 4 | 5 |

## {{clause "signatures"}} Underskrifter

| Part | Underskrift |
| --- | --- |
| {{x}} | \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ |
`

function treeWith(x: string): Tree {
  return parseMarkdown(fill(parseTemplate('t', everywhere), { x }))
}

async function spokenLines(pdf: Uint8Array): Promise<readonly string[]> {
  return linesOf(structureOf(await openPdf(pdf)))
}

const hostile: readonly (readonly [what: string, text: string])[] = [
  ['a command that reads a file', '#read("/etc/passwd")'],
  ['a command that fetches a package', '#import "@preview/cetz:0.3.4": *'],
  ['a command that changes the page', '#set page(width: 1pt); #show: it => none'],
  ['code that runs code', '#eval("panic(1)") #{ panic() } #context here()'],
  [
    'signs that mean something to the typesetter',
    '= a *b* _c_ $x^2$ @ref <label> // /* */ ~ -- --- ... \\ \\u{1F600}',
  ],
  ['a text that would end the data', '"}]}],"sections":[] \\"'],
  ['HTML', '<script>alert(1)</script> <b>fet</b> &lt; &amp;amp; &#x41;'],
  ['braces of a template', '{{title}} {{{purpose}}} {{#each x}} {{/each}} {{> y}}'],
  ['Markdown', '# a | b | ![x](y) [z](javascript:w) **q** `r` ~~s~~ 1. t'],
  ['marks that turn the direction', '\u202Eabc\u202C \u200Fdef \u2066ghi\u2069 \u061Cjkl'],
  ['letters of the north', 'Áá Čč Đđ Ŋŋ Šš Ŧŧ Žž Ǯǯ Ǥǥ æøå ÆØÅ § – … «»'],
  ['accents that stand alone', 'e\u0301 a\u030A o\u0308 s\u030C'],
  ['a word of 10,000 letters', 'a'.repeat(10_000)],
  ['a word of 10,000 letters that looks like one', 'menneskerettighetsorganisasjon'.repeat(334)],
  ['10,000 signs', '%'.repeat(10_000)],
  ['10,000 digits after a colon', `sha256:${'0123456789'.repeat(1000)}`],
  ['2,500 short words', 'ord '.repeat(2500)],
  ['only a dot', '.'],
]

test.each(hostile)(
  '%s is shown as it was written',
  async (_what, text) => {
    const tree = treeWith(text)
    const pdf = await typeset(tree, identity)
    expect(await faultsOf(pdf)).toEqual([])
    expect(await spokenLines(pdf)).toEqual(expectedLines(tree))
  },
  120_000,
)

describe('what is long or empty', () => {
  test('200 exchanges', async () => {
    const first = full.exchanges[0] as Exchange
    const exchanges = Array.from({ length: 200 }, (_, number) => ({ ...first, id: `ut-${number + 1}` }))
    const view = agreementView({ ...full, exchanges }, programmeWith(realTemplates()), 'nb', words('nb'))
    const text = readFileSync(join(root, 'templates/cooperation-agreement/1/nb.md.hbs'), 'utf8')
    const tree = parseMarkdown(fill(parseTemplate('t', text), view))
    const pdf = await typeset(tree, identity)
    expect(await faultsOf(pdf)).toEqual([])
    expect(await spokenLines(pdf)).toEqual(expectedLines(tree))
  }, 120_000)

  test.each([
    ['a table without rows', '# A\n\n| a | b |\n| --- | --- |\n'],
    ['a box without points', '# A\n\n| a |\n| --- |\n'],
    ['a point without text', '# A\n\n- \n- b\n'],
    ['cells without text', '# A\n\n|  | b |\n| --- | --- |\n|  |  |\n'],
    ['only a title', '# A\n'],
  ])('%s', async (_what, markdown) => {
    const tree = parseMarkdown(markdown)
    const pdf = await typeset(tree, identity)
    expect(await faultsOf(pdf)).toEqual([])
    expect((await spokenLines(pdf)).filter((line) => line !== '')).toEqual(
      expectedLines(tree).filter((line) => line !== ''),
    )
  })
})

/** Pieces of which a few make a text nobody has thought of. */
const fragments: readonly string[] = [
  ...'#$@=*_`~<>[]{}()|\\/"\'-+.,:;!?&%^'.split(''),
  ' ',
  ' ',
  '\u00A0',
  '\n',
  'ord',
  'Æ',
  'š',
  '1.',
  '- ',
  '//',
  '/*',
  '#eval("1")',
  '#import "@preview/x:1.0.0"',
  '{{x}}',
  '</p>',
  '&#35;',
  'https://example.no/a?b=c',
  'sha256:0123456789abcdef0123456789abcdef',
  '\u202E',
]

test('300 texts drawn at random are shown as they were written', async () => {
  const random = randomFrom(5)
  const draw = () => fragments[Math.floor(random() * fragments.length)] ?? ''
  const texts = Array.from({ length: 300 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 12) }, draw).join(''),
  )
  for (let at = 0; at < texts.length; at += 50) {
    const list = texts.slice(at, at + 50).filter((text) => oneLine(text) !== '')
    const template =
      '# Tekster\n\n{{#each list}}\n{{this}}\n\n- {{this}}\n\n| a | b |\n| --- | --- |\n| {{this}} | c |\n\n{{/each}}\n'
    const tree = parseMarkdown(fill(parseTemplate('t', template), { list }))
    const pdf = await typeset(tree, identity)
    expect(await faultsOf(pdf)).toEqual([])
    expect(await spokenLines(pdf)).toEqual(expectedLines(tree))
  }
}, 120_000)

describe('a character that the letters of the document do not have', () => {
  test.each([
    ['an emoji', 'Vel møtt 😀', ['😀']],
    ['Chinese', '漢字', ['漢', '字']],
    ['Hebrew', 'שלום', ['ש', 'ל', 'ו', 'ם']],
    ['a character of nobody', '\uE000', ['\uE000']],
    ['several', 'a 😀 b 漢 c 😀', ['😀', '漢']],
  ])('is refused and named: %s', async (_what, text, characters) => {
    const refusal = await typeset(parseMarkdown(`# A\n\n${text}\n`), identity).catch(
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(Unprintable)
    expect(refusal instanceof Unprintable ? [...refusal.characters].sort() : []).toEqual(
      [...characters].sort(),
    )
  })

  const agreement = 'agreements/kld-dfo/agreement.yaml'
  const original = readFileSync(join(root, 'tests/rules/_world', agreement), 'utf8')
  const purpose = /^purpose: .*$/m
  const line = original.slice(0, original.search(purpose)).split('\n').length
  const template = 'templates/cooperation-agreement/1/nb.md.hbs'
  const standardText = readFileSync(join(root, template), 'utf8')

  test.each([
    ['as it is', 'purpose: Vi møtes 😀'],
    ['by its number', 'purpose: "Vi møtes \\U0001F600"'],
  ])('is found in the field that has it, written %s', (_how, text) => {
    const folder = world({ [agreement]: original.replace(purpose, text), [template]: standardText })
    const { code, out, err } = mobilitet(folder, ['render', '--format', 'html,pdf', ...today])
    expect({ code, err }).toEqual({ code: 2, err: '' })
    expect(out).toContain(`${agreement}:${line}:10`)
    expect(out).toContain('document/unprintable')
    expect(out).toContain('U+1F600')
    expect(out).toContain('Skriv det med vanlige bokstaver')
    expect(out).not.toMatch(/\bat .*:\d+:\d+|Error/)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('is found in the standard text, if it is there', () => {
    const folder = world({ [template]: '# {{title}}\n\nHei, 漢.\n' })
    const { code, out } = mobilitet(folder, ['render', '--format', 'pdf', ...today])
    expect(code).toBe(2)
    expect(out).toContain(`${template}:3:6`)
  })

  test('is nobody’s trouble where no PDF is asked for', () => {
    const folder = world({ [agreement]: original.replace(purpose, 'purpose: Vi møtes 😀') })
    expect(mobilitet(folder, ['render', '--format', 'html', ...today])).toMatchObject({ code: 0 })
  })
})
