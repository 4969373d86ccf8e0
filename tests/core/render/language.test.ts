import { describe, expect, test } from 'vitest'
import { clauses, fill, parseTemplate } from '../../../src/core/render/language.ts'
import { TemplateError } from '../../../src/core/render/template-error.ts'

const file = 'templates/letter/1/nb.md.hbs'

function filled(text: string, view: object = {}): string {
  return fill(parseTemplate(file, text), view)
}

/** `code line:column` of what is thrown. */
function problem(text: string, view: object = {}): string {
  try {
    filled(text, view)
  } catch (error) {
    if (error instanceof TemplateError) return `${error.code} ${error.line}:${error.column}`
    throw error
  }
  return 'no problem'
}

describe('what templates can say', () => {
  test('values, choices and lists', () => {
    const text =
      '{{a}}{{#if b}} yes{{else}} no{{/if}}{{#unless b}} not{{/unless}}{{#each c}} {{name}}/{{../a}}{{/each}}'
    expect(filled(text, { a: 'A', b: false, c: [{ name: 'x' }, { name: 'y' }] })).toBe('A no not x/A y/A\n')
    expect(filled(text, { a: 'A', b: true, c: [] })).toBe('A yes\n')
  })

  test('lists of texts, else for an empty list, a chain of choices', () => {
    expect(filled('{{#each c}}{{this}} {{else}}none{{/each}}', { c: ['x', 'y'] })).toBe('x y\n')
    expect(filled('{{#each c}}{{this}} {{else}}none{{/each}}', { c: [] })).toBe('none\n')
    expect(filled('{{#if a}}a{{else if b}}b{{else}}c{{/if}}', { a: '', b: ['x'] })).toBe('b\n')
  })

  test('a choice inside a list does not move «../»', () => {
    const view = { title: 'T', rows: [{ name: 'x', yes: true }] }
    expect(filled('{{#each rows}}{{#if yes}}{{../title}} {{name}}{{/if}}{{/each}}', view)).toBe('T x\n')
  })

  test('lines with only a block or a comment leave no line behind', () => {
    expect(filled('a\n{{#if x}}\nb\n{{/if}}\n{{!-- why --}}\nc\n', { x: true })).toBe('a\nb\nc\n')
  })

  test('clauses and paragraphs are numbered as they appear, without gaps', () => {
    const text = `## {{clause "one"}} One\n\n{{item}} a\n\n{{#if x}}\n## {{clause "two"}} Two\n\n{{/if}}\n## {{clause "three"}} Three\n\n{{item}} b\n\n{{item}} c\n`
    const one = '## <a id="clause-one"></a>1 One\n\n<a id="item-1-1"></a>1.1 a\n\n'
    const three = (n: number) =>
      `## <a id="clause-three"></a>${n} Three\n\n<a id="item-${n}-1"></a>${n}.1 b\n\n<a id="item-${n}-2"></a>${n}.2 c\n`
    expect(filled(text, { x: false })).toBe(one + three(2))
    expect(filled(text, { x: true })).toBe(`${one}## <a id="clause-two"></a>2 Two\n\n${three(3)}`)
    expect(clauses(parseTemplate(file, text))).toEqual([
      { id: 'one', title: 'One' },
      { id: 'two', title: 'Two' },
      { id: 'three', title: 'Three' },
    ])
  })

  test('a field may be called «clause»', () => {
    expect(filled('{{#each list}}{{clause}}{{/each}}', { list: [{ clause: 'Formål' }] })).toBe('Formål\n')
  })

  test('text is inert, and its line breaks part paragraphs', () => {
    expect(filled('{{a}}', { a: '# *x* <b>' })).toBe('\\# \\*x\\* \\<b\\>\n')
    expect(filled('- {{a}}', { a: 'one\n\ntwo\n' })).toBe('- one<br><br>two\n')
  })

  test('the same template and view give the same text', () => {
    const template = parseTemplate(file, '## {{clause "a"}} A\n\n{{item}} {{x}}')
    expect(fill(template, { x: '1' })).toBe(fill(template, { x: '1' }))
  })
})

describe('what is missing is said with its place', () => {
  test.each([
    ['a value', 'one\ntwo {{absent}}', 'template/missing-variable 2:7'],
    ['a choice', 'one\n  {{#if absent}}x{{/if}}', 'template/missing-variable 2:9'],
    ['a choice the other way', '{{#unless absent}}x{{/unless}}', 'template/missing-variable 1:11'],
    ['a list', '{{#each absent}}x{{/each}}', 'template/missing-variable 1:9'],
    ['a part of a value', '{{party.absent}}', 'template/missing-variable 1:3'],
    ['outside everything', '{{../party}}', 'template/missing-variable 1:3'],
    ['null', '{{nothing}}', 'template/missing-variable 1:3'],
    ['a list printed', '{{list}}', 'template/not-text 1:3'],
    ['a record printed', '{{party}}', 'template/not-text 1:3'],
    ['a truth printed', '{{yes}}', 'template/not-text 1:3'],
    ['an empty text', 'x\n\n {{empty}}', 'template/blank 3:4'],
    ['a text of invisible characters', '{{hidden}}', 'template/blank 1:3'],
    ['a record walked through', '{{#each party}}x{{/each}}', 'template/not-a-list 1:9'],
    ['a record chosen by', '{{#if party}}x{{/if}}', 'template/not-a-choice 1:7'],
  ])('%s', (_what, text, expected) => {
    const view = {
      party: { name: 'x' },
      nothing: null,
      list: ['x'],
      yes: true,
      empty: '',
      hidden: '\u200B\u2060',
    }
    expect(problem(text, view)).toBe(expected)
  })

  test('the message names the file and the variable', () => {
    expect(() => filled('\n{{absent}}')).toThrow(
      'templates/letter/1/nb.md.hbs:2:3 template/missing-variable {"name":"absent"}',
    )
  })

  test('nothing is inherited', () => {
    for (const name of [
      'constructor',
      '__proto__',
      'toString',
      'a.constructor',
      'a.length',
      'list.length',
      'list.[0]',
    ]) {
      expect(problem(`{{${name}}}`, { a: 'x', list: ['y'] })).toBe('template/missing-variable 1:3')
    }
    expect(problem('{{#each list}}{{constructor}}{{/each}}', { list: ['y'] })).toBe(
      'template/missing-variable 1:17',
    )
  })
})

describe('what templates cannot say', () => {
  test.each([
    ['unescaped', '{{{a}}}', 'template/unescaped 1:1'],
    ['unescaped, older', 'x {{&a}}', 'template/unescaped 1:3'],
    ['a partial', '\n{{> other}}', 'template/partial 2:1'],
    ['a partial with a block', '{{#> other}}x{{/other}}', 'template/partial 1:1'],
    ['a decorator', '{{* other}}', 'template/decorator 1:1'],
    ['a decorator block', '{{#*inline "x"}}x{{/inline}}', 'template/decorator 1:1'],
    ['an unknown helper', '{{lookup a "b"}}', 'template/unknown-helper 1:1'],
    ['logging', '{{log a}}', 'template/unknown-helper 1:1'],
    ['an unknown block', '{{#with a}}x{{/with}}', 'template/unknown-block 1:1'],
    ['a section', '{{#a}}x{{/a}}', 'template/unknown-block 1:1'],
    ['an inverted section', '{{^a}}x{{/a}}', 'template/unknown-block 1:1'],
    ['a raw block', '{{{{if a}}}} {{x}} {{{{/if}}}}', 'template/raw-block 1:1'],
    ['two arguments', '{{#if a b}}x{{/if}}', 'template/block-argument 1:1'],
    ['no argument', '{{#each}}x{{/each}}', 'template/block-argument 1:1'],
    ['a named argument', '{{a b=c}}', 'template/named-argument 1:1'],
    ['a new name', '{{#each a as |b|}}x{{/each}}', 'template/block-parameters 1:19'],
    ['a computation', '{{#if (lookup a "b")}}x{{/if}}', 'template/sub-expression 1:7'],
    ['a number', '{{1}}', 'template/not-a-name 1:3'],
    ['a truth', '{{true}}', 'template/not-a-name 1:3'],
    ['a position', '{{#each a}}{{@index}}{{/each}}', 'template/data-variable 1:14'],
    ['a clause in running text', 'x {{clause "a"}}', 'template/clause-place 1:3'],
    ['a clause in a subheading', '### {{clause "a"}} A', 'template/clause-place 1:5'],
    ['a clause by another name', '## {{clause a}} A', 'template/clause-name 1:4'],
    ['a clause with capitals', '## {{clause "Formål"}} A', 'template/clause-name 1:4'],
    ['a clause twice', '## {{clause "a"}} A\n\n## {{clause "a"}} B', 'template/repeated-clause 3:4'],
    ['an item in running text', '## {{clause "a"}} A\n\nx {{item}}', 'template/item-place 3:3'],
    ['an item before any clause', '{{item}} x', 'template/item-without-clause 1:1'],
    ['braces not closed', 'x\n{{#if a}}y', 'template/syntax 2:11'],
    ['blocks crossed', 'x\n {{#if a}}y{{/each}}', 'template/syntax 2:5'],
    ['nonsense', 'x\ny {{a b c', 'template/syntax 2:9'],
  ])('%s', (_what, text, expected) => {
    expect(problem(text, { a: 'x' })).toBe(expected)
  })
})
