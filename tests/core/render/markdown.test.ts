import { describe, expect, test } from 'vitest'
import { type Block, MarkdownError, parseMarkdown } from '../../../src/core/render/markdown.ts'

const text = (text: string) => ({ kind: 'text', text }) as const
const paragraph = (...content: unknown[]) => ({ kind: 'paragraph', number: '', id: '', content })

function only(markdown: string): Block {
  const tree = parseMarkdown(markdown)
  expect(tree).toHaveLength(1)
  return tree[0] as Block
}

describe('the tree', () => {
  test('clauses and numbered paragraphs carry number and id', () => {
    expect(
      parseMarkdown('## <a id="clause-purpose"></a>3 Formål\n\n<a id="item-3-1"></a>3.1 Vi *vil*.'),
    ).toEqual([
      { kind: 'heading', level: 2, number: '3', id: 'clause-purpose', content: [text('Formål')] },
      {
        kind: 'paragraph',
        number: '3.1',
        id: 'item-3-1',
        content: [text('Vi '), { kind: 'em', content: [text('vil')] }, text('.')],
      },
    ])
  })

  test('an anchor anywhere else is only its characters', () => {
    expect(only('x <a id="clause-purpose"></a>')).toEqual(paragraph(text('x <a id="clause-purpose"></a>')))
    expect(only('<a id="other"></a>x')).toEqual(paragraph(text('<a id="other"></a>x')))
  })

  test('lists, nested and numbered from elsewhere than one', () => {
    expect(only('- a\n- b\n  - c')).toEqual({
      kind: 'list',
      start: null,
      counting: null,
      items: [
        [paragraph(text('a'))],
        [
          paragraph(text('b')),
          { kind: 'list', start: null, counting: null, items: [[paragraph(text('c'))]] },
        ],
      ],
    })
    expect(only('3. a')).toMatchObject({ kind: 'list', start: 3 })
  })

  test('a first column without repetition or blanks names its rows', () => {
    expect(only('| a | b |\n| --- | --- |\n| x | 1 |\n| y | 1 |')).toMatchObject({ rowHeaders: true })
    expect(only('| a | b |\n| --- | --- |\n| x | 1 |\n| x | 2 |')).toMatchObject({ rowHeaders: false })
    expect(only('| a | b |\n| --- | --- |\n| x | 1 |\n| | 2 |')).toMatchObject({ rowHeaders: false })
    expect(only('| a |\n| --- |\n| x |')).toMatchObject({ rowHeaders: false })
  })

  test('two breaks part paragraphs, one does not', () => {
    expect(parseMarkdown('<a id="item-1-1"></a>1.1 a<br><br>b\\\nc')).toEqual([
      { kind: 'paragraph', number: '1.1', id: 'item-1-1', content: [text('a')] },
      paragraph(text('b'), { kind: 'break' }, text('c')),
    ])
  })

  test('entities are decoded once', () => {
    expect(only('&lt;b&gt; &amp;lt; &#8211; &#x2013; &unknown; \\&amp;')).toEqual(
      paragraph(text('<b> &lt; – – &unknown; &amp;')),
    )
  })

  test('links lead to the web or a mailbox, or nowhere', () => {
    expect(only('[a](https://example.com)')).toEqual(
      paragraph({ kind: 'link', href: 'https://example.com', content: [text('a')] }),
    )
    expect(only('[a](mailto:a@example.com)')).toMatchObject({ content: [{ kind: 'link' }] })
    for (const href of [
      'javascript:alert(1)',
      'JavaScript:x',
      'data:text/html,x',
      'file:///etc/passwd',
      '//x.no',
      'x',
    ]) {
      expect(only(`[a](${href})`)).toEqual(paragraph(text('a')))
    }
  })

  test('HTML is its characters, an image its text', () => {
    expect(only('<script>alert(1)</script>')).toEqual(paragraph(text('<script>alert(1)</script>')))
    expect(only('a <b>c</b>')).toEqual(paragraph(text('a <b>c</b>')))
    expect(only('![photo](x.png)')).toEqual(paragraph(text('photo')))
  })

  test.each([
    ['> quote', 'blockquote'],
    ['```\ncode\n```', 'code'],
    ['    code', 'code'],
    ['a `b`', 'codespan'],
    ['~~gone~~', 'del'],
    ['---', 'hr'],
    ['- [ ] task', 'task'],
  ])('refuses %s', (markdown, construct) => {
    expect(() => parseMarkdown(markdown)).toThrow(MarkdownError)
    expect(() => parseMarkdown(markdown)).toThrow(`"${construct}"`)
  })
})

test.each([
  ['jf. § 7-2 og §§ 13 til 13 f', 'jf. §\u00A07-2 og §§\u00A013 til 13\u00A0f'],
  ['974 760 673', '974\u00A0760\u00A0673'],
  ['fra 1. mars 2027 til 2. mai', 'fra 1.\u00A0mars\u00A02027 til 2.\u00A0mai'],
  ['1 March 2027', '1\u00A0March\u00A02027'],
  ['punkt 4, bokstav b, artikkel 6, nr. 96', 'punkt\u00A04, bokstav\u00A0b, artikkel\u00A06, nr.\u00A096'],
  ['1\\. mars 2027', '1.\u00A0mars\u00A02027'],
  ['100 prosent i 12 uker', '100 prosent i 12 uker'],
])('words that belong together are tied: %s', (written, tied) => {
  expect(only(written)).toEqual(paragraph(text(tied)))
})
