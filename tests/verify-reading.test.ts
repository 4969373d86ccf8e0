/** What a file says, read out of it without running it: as the program that shows it would, or not at all. */

import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { clauseChanges } from '../src/core/agreement/terms-difference.ts'
import { parseMarkdown } from '../src/core/render/markdown.ts'
import { inflated, unzipped, zipped } from '../src/core/render/zip.ts'
import { claimOf } from '../src/core/verify/claim.ts'
import { readDocx } from '../src/core/verify/docx.ts'
import { readHtml } from '../src/core/verify/html.ts'
import { readPdf } from '../src/core/verify/pdf-objects.ts'
import { meaningsIn, pageLines } from '../src/core/verify/pdf-text.ts'
import { PdfReader } from '../src/core/verify/pdf-values.ts'
import { redline } from '../src/core/word-difference.ts'

describe('what a file claims to be', () => {
  const claim = (facts: Readonly<Record<string, string>>) => claimOf(new Map(Object.entries(facts)))

  test('is taken over only in the shape it must have', () => {
    const digest = `sha256:${'0a'.repeat(32)}`
    expect(
      claim({
        agreement: 'kld-dfo',
        version: '2',
        termsDigest: digest,
        template: 'cooperation-agreement@1',
        language: 'nn',
      }),
    ).toEqual({
      agreement: 'kld-dfo',
      version: 2,
      termsDigest: digest,
      template: 'cooperation-agreement@1',
      language: 'nn',
    })
    expect(
      claim({
        agreement: '../kld',
        version: '0',
        termsDigest: 'sha256:xyz',
        template: 'a@b',
        language: 'sv',
      }),
    ).toEqual({})
  })
})

describe('HTML', () => {
  const linesOf = (source: string) => readHtml(source).lines

  test('is its text, line by line, with entities as the signs they mean', () => {
    expect(linesOf('<p>A &amp;amp; B &#233;&#xE5;&nbsp;C</p><table><tr><th>D<td>E</table>')).toEqual([
      'A &amp; B éå C',
      'D',
      'E',
    ])
  })

  test('is not what stands in comments, scripts, styles and tags', () => {
    const source =
      '<!-- a --><style>b</style><script>"</p>c"</script><p title="d > e">f<!-- > -->g</p><p>1 < 2'
    expect(linesOf(source)).toEqual(['fg', '1 < 2'])
  })

  test('is not its numbers, for each format counts in its own way', () => {
    expect(
      linesOf('<h2><span class="number">4</span> Formål</h2><p><span class="x">4</span> uker</p>'),
    ).toEqual(['Formål', '4 uker'])
  })

  test('says of itself only what comes first', () => {
    const source =
      '<html lang="en-GB"><meta name="terms" content="a"><meta name=terms content=b><META NAME="x" CONTENT="1&quot;2">'
    expect([...readHtml(source).meta]).toEqual([
      ['language', 'en'],
      ['terms', 'a'],
      ['x', '1"2'],
    ])
  })
})

describe('Word', () => {
  const relation = (target: string) =>
    `<Relationships><Relationship Type="a/officeDocument" Target="${target}"/></Relationships>`
  const file = (body: string, target = 'word/document.xml') =>
    zipSync({ '_rels/.rels': strToU8(relation(target)), 'word/document.xml': strToU8(body) })
  const body = (inside: string) => `<w:document><w:body>${inside}</w:body></w:document>`
  const linesOf = (bytes: Uint8Array) => {
    const found = readDocx(bytes)
    return typeof found === 'string' ? found : found.lines
  }

  test('is its paragraphs, in tables too; what is suggested put in counts, what is suggested taken out does not', () => {
    const text = '<w:p><w:r><w:t>A &lt;b&gt;</w:t><w:tab/><w:t xml:space="preserve"> c</w:t></w:r></w:p>'
    const table =
      '<w:tbl><w:tr><w:tc><w:p><w:ins><w:r><w:t>ny</w:t></w:r></w:ins><w:del><w:r><w:delText>gammel</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>'
    expect(linesOf(file(body(text + table)))).toEqual(['A <b> c', 'ny'])
  })

  test('is the part that Word shows, whatever it is called', () => {
    const hidden = zipSync({
      '_rels/.rels': strToU8(relation('/word/other.xml')),
      'word/document.xml': strToU8(body('<w:p><w:r><w:t>det avtalte</w:t></w:r></w:p>')),
      'word/other.xml': strToU8(body('<w:p><w:r><w:t>noe annet</w:t></w:r></w:p>')),
    })
    expect(linesOf(hidden)).toEqual(['noe annet'])
  })

  test('is not read when its end is missing', () => {
    expect(linesOf(file('<w:document><w:body><w:p><w:r><w:t>A'))).toBe('damaged')
    expect(linesOf(file(body(''), 'word/nothing.xml'))).toBe('not-word')
  })
})

describe('PDF', () => {
  const value = (source: string) => new PdfReader(source).next()

  test('has numbers, names, texts, lists, dictionaries and references', () => {
    expect(value(' % comment\n[1 -2.5 /A#20b (c\\)(d)\\n\\101) <4a4B5> true 7 0 R 7 0]')).toEqual([
      1,
      -2.5,
      { name: 'A b' },
      { text: 'c)(d)\nA' },
      { text: 'JKP' },
      { word: 'true' },
      { ref: 7 },
      7,
      0,
    ])
    expect(value('<< /A << /B [] >> /C 1>>')).toEqual(
      new Map<string, unknown>([
        ['A', new Map([['B', []]])],
        ['C', 1],
      ]),
    )
  })

  test('has tables of what its glyphs mean', () => {
    const table = '1 beginbfchar <0003> <00660069> endbfchar 1 beginbfrange <10> <12> <0061> endbfrange'
    expect([...meaningsIn(table)]).toEqual([
      [3, 'fi'],
      [16, 'a'],
      [17, 'b'],
      [18, 'c'],
    ])
  })

  test('is what is drawn, without head and foot of the page, and with words whole that were parted', () => {
    const content =
      '/Artifact BMC BT /F 9 Tf (zz) Tj ET EMC /P << /MCID 0 >> BDC BT /F 9 Tf [(a) -250 (b) 3 (-)] TJ ET EMC ' +
      '/P << /MCID 1 >> BDC /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC EMC /P << /MCID 2 >> BDC (c) Tj EMC ' +
      'BI /W 1 ID ((((EI x EI /P << /MCID 3 >> BDC (a) Tj EMC'
    const cmap = '5 beginbfchar <61> <0061> <62> <00620020> <63> <0063> <7a> <007a> <2d> <002d> endbfchar'
    const stream = (number: number, text: string) =>
      `${number} 0 obj << /Length ${text.length} >> stream\n${text}\nendstream endobj\n`
    const file =
      '%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [3 0 R] >> endobj\n' +
      '3 0 obj << /Type /Page /Contents [4 0 R] /Resources << /Font << /F 5 0 R >> >> >> endobj\n' +
      `5 0 obj << /Subtype /Type1 /ToUnicode 6 0 R >> endobj\n${stream(4, content)}${stream(6, cmap)}trailer << /Root 1 0 R >>`
    expect(pageLines(readPdf(file))).toEqual(['ab -c', 'a'])
  })
})

describe('archives and packed streams', () => {
  const roomy = { packed: 1000, unpacked: 1000, files: 10 }

  test('come out as they went in, and the same bytes every time', () => {
    const files = new Map<string, string | Uint8Array>([
      ['b', 'tekst'],
      ['a', new Uint8Array([1, 2])],
    ])
    const bytes = zipped(files)
    expect(zipped(files)).toEqual(bytes)
    const back = unzipped(bytes, roomy, () => true)
    expect(typeof back === 'string' ? back : [...back.keys()]).toEqual(['b', 'a'])
  })

  test('are not unpacked beyond what is allowed', () => {
    const bytes = zipped(
      new Map([
        ['a', 'x'.repeat(600)],
        ['b', 'x'.repeat(600)],
      ]),
    )
    expect(unzipped(bytes, roomy, () => true)).toBe('too-large')
    expect(unzipped(bytes, roomy, (name) => name === 'b')).toBeInstanceOf(Map)
    expect(unzipped(bytes, { ...roomy, files: 1 }, () => false)).toBe('too-large')
    const stream = deflateSync(Buffer.alloc(5000))
    expect(inflated(stream, 5000)).toHaveLength(5000)
    expect(inflated(stream, 4999)).toBe('too-large')
    expect(inflated(stream.subarray(0, 4), 5000)).not.toHaveLength(5000)
    expect(inflated(new Uint8Array([1, 2, 3]), 10)).toBe('damaged')
  })
})

describe('the difference between two texts', () => {
  const told = (before: string, after: string) =>
    redline(before, after).map(
      ({ text, fate }) => `${fate === 'gone' ? '-' : fate === 'new' ? '+' : '='}${text}`,
    )

  test('is told word by word, what is gone before what is new', () => {
    expect(told('Partene møtes hver uke.', 'Partene snakkes hver annen uke.')).toEqual([
      '=Partene',
      '-møtes',
      '+snakkes',
      '=hver',
      '+annen',
      '=uke.',
    ])
    expect(told('', 'Ny tekst.')).toEqual(['+Ny tekst.'])
    expect(told('Lik  tekst', ' Lik tekst ')).toEqual(['=Lik tekst'])
    expect(told('', '')).toEqual([])
  })

  const clause = (id: string, number: number, title: string, ...items: readonly string[]) =>
    `## <a id="clause-${id}"></a>${number} ${title}\n\n${items
      .map((text, at) => `<a id="item-${number}-${at + 1}"></a>${number}.${at + 1} ${text}\n\n`)
      .join('')}`
  const changes = (before: string, after: string) =>
    clauseChanges(parseMarkdown(`# A\n\n${before}`), parseMarkdown(`# A\n\n${after}`)).map(
      ({ clause: { number, title }, fate, passages }) => [`${number} ${title}`, fate, passages.length],
    )

  test('follows a clause by its name, whatever its number and its title', () => {
    const [a, b] = [
      clause('a', 1, 'Formål', 'Vi lærer.'),
      clause('b', 2, 'Kostnader', 'Avgiveren betaler alt.'),
    ]
    expect(
      changes(
        a + b,
        a + clause('c', 2, 'Nytt', 'Helt nytt.') + clause('b', 3, 'Kostnader', 'Avgiveren betaler alt.'),
      ),
    ).toEqual([['2 Nytt', 'new', 1]])
    expect(changes(a + b, clause('b', 1, 'Betaling', 'Mottakeren betaler alt.'))).toEqual([
      ['1 Formål', 'gone', 1],
      ['1 Betaling', 'changed', 2],
    ])
    expect(changes(a + b, a + b)).toEqual([])
  })

  test('clauses without a name are known by their title, also when there are two of it', () => {
    const part = (text: string) => `## Vedlegg\n\n${text}\n\n`
    expect(changes(part('A b c') + part('D e f'), part('A b c') + part('D e x'))).toEqual([
      [' Vedlegg', 'changed', 1],
    ])
  })

  test('with very many rows is told all the same', () => {
    const rows = (word: string) =>
      `| A | B |\n| --- | --- |\n${Array.from({ length: 2000 }, (_, index) => `| ${index} | ${word} |`).join('\n')}\n`
    const [[, , count] = []] = changes(
      clause('a', 1, 'Rader') + rows('før'),
      clause('a', 1, 'Rader') + rows('etter'),
    )
    expect(count).toBe(2000)
  })
})
