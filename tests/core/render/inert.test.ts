/** Whatever people write in a field is shown as they wrote it, wherever a standard text puts it. */
import { describe, expect, test } from 'vitest'
import { escapeMarkdown, oneLine } from '../../../src/core/render/escape.ts'
import { html } from '../../../src/core/render/html.ts'
import { fill, parseTemplate } from '../../../src/core/render/language.ts'
import { parseMarkdown } from '../../../src/core/render/markdown.ts'
import { randomFrom } from '../../random.ts'

const places: Readonly<Record<string, string>> = {
  paragraph: '{{x}}',
  'start of a line': 'text\n{{x}}\nmore',
  'numbered paragraph': '## {{clause "a"}} A\n\n{{item}} {{x}}',
  heading: '# {{x}}',
  'clause heading': '## {{clause "a"}} {{x}}',
  'list item': '- {{x}}\n- more',
  'numbered list item': '1. {{x}}\n2. more',
  cell: '| a | b |\n| --- | --- |\n| {{x}} | {{x}} |',
  'header cell': '| {{x}} | b |\n| --- | --- |\n| c | d |',
  'strong text': '**{{x}}**',
  emphasis: 'before *{{x}}* after',
}

const hostile = [
  '[x](javascript:alert(1))',
  '![x](https://example.com/x.png)',
  '<script>alert(1)</script>',
  '<a id="clause-purpose"></a>9 Falsk',
  '<img src=x onerror=alert(1)>',
  '# heading',
  'heading\\',
  '| table | cell |',
  '{{constructor}}',
  '{{title}}',
  '{{{x}}}',
  '@mention #123 GH-1',
  'https://example.com www.example.com x@example.com <https://example.com>',
  '1. list',
  '1.1 list',
  '- list',
  '- [ ] task',
  '+ list',
  '> quote',
  '---',
  '===',
  '| --- |',
  '```',
  '~~~ js',
  '`code` ~~gone~~ **strong** _em_',
  '    code',
  '&lt;b&gt; &amp; &copy; &#60;',
  '[x]: https://example.com',
  '[^1]: note',
  '$x$ \\(x\\)',
  '<!-- comment -->',
  '</main></body>',
  '"><b>',
  '\\',
  '\\\\|',
  '*',
  '__',
]

const identity = {
  language: 'nb',
  id: 'a',
  version: '1',
  programme: 'P',
  notice: '',
  parties: [],
  templateVersion: 't@1',
  termsDigest: 'sha256:0',
  date: '2026-11-18',
  words: (key: string) => key,
} as const

function bodyOf(template: string, x: string): string {
  const page = html(parseMarkdown(fill(parseTemplate('t', template), { x })), identity)
  const body = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
  return body.replace(/<span class="blank">(_+)<\/span>/g, '$1').replaceAll('\u00A0', ' ')
}

function textOf(body: string): string {
  return body
    .replace(/<caption.*?<\/caption>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => characters[entity] as string)
}

const characters: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/** The tags without the text between them. A caption repeats the heading before it. */
function skeleton(body: string): string {
  return (body.match(/<[^>]*>/g) ?? []).join('')
}

function expectInert(template: string, value: string): void {
  const benign = bodyOf(template, 'benign')
  const body = bodyOf(template, value)
  expect(skeleton(body)).toBe(skeleton(benign))
  expect(textOf(body)).toBe(
    textOf(benign).replaceAll('benign', () => oneLine(value).replaceAll('\u00A0', ' ')),
  )
}

describe.each(Object.entries(places))('%s', (_place, template) => {
  test.each(hostile)('%s', (value) => {
    expectInert(template, value)
  })
})

test('characters that cannot be seen are gone', () => {
  expect(escapeMarkdown('a\u202Eb\u200Bc\u0000d\uFEFFe\u2066f\u00ADg')).toBe('abcdefg')
  expect(escapeMarkdown('  a \t\r\n b\u2028c  ')).toBe('a b c')
  expect(escapeMarkdown('e\u0301')).toBe('é')
  expect(escapeMarkdown('e\u200B\u0301')).toBe('é')
  expect(escapeMarkdown('a\uD800b')).toBe('a\uFFFDb')
})

test('text with several paragraphs becomes several, in one line where there is only one', () => {
  expect(skeleton(bodyOf('{{x}}', 'one\n\ntwo'))).toMatch(/<p><\/p><p><\/p>$/)
  expect(skeleton(bodyOf('## {{clause "a"}} A\n\n{{item}} B: {{x}}', 'one\ntwo'))).toContain(
    '</span></p><p></p>',
  )
  expect(bodyOf('# {{x}}', 'one\ntwo')).toContain('<h1>one two</h1>')
  expect(bodyOf('| a | b |\n| --- | --- |\n| c | {{x}} |', 'one\ntwo')).toContain('<td>one<br><br>two</td>')
})

test('thousands of random texts of punctuation stay what they are', () => {
  const random = randomFrom(20270315)
  const alphabet = [
    ...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    ' ',
    ' ',
    '  ',
    ...'aA1é«»§–',
    '\u00A0',
    '\u200B',
    'x ',
    '1. ',
    '&amp;',
  ]
  const templates = Object.values(places)
  for (let round = 0; round < 4000; round++) {
    const length = 1 + Math.floor(random() * 12)
    const value = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
    if (oneLine(value) === '') continue
    expectInert(templates[round % templates.length] as string, value)
  }
})
