/** The mark of PDF/UA is only put on a file that is known to deserve it: one of exactly the typesetter's shape. */
import { describe, expect, test } from 'vitest'
import { PdfShape, readPdf } from '../../../src/core/render/pdf-file.ts'
import { accessible } from '../../../src/core/render/pdf-ua.ts'

const facts = { agreement: 'a-b', version: '1', template: 't@1', termsDigest: 'sha256:0', language: 'nb' }

const xmp =
  '<x:xmpmeta><rdf:Description xmlns:pdfaExtension="e"><pdfaExtension:schemas><rdf:Bag></rdf:Bag></pdfaExtension:schemas><pdfaid:part>2</pdfaid:part></rdf:Description></x:xmpmeta>'

const cell = (number: number, text = '') =>
  `${number} 0 obj\n<<\n  /Type /StructElem\n  /S /TD\n  /A [<<\n    /O /Table\n    /Headers [(U1)]\n  >>]\n  /K [${number}]\n>>${text}\nendobj\n`

/** The least that the typesetter would write. */
const objects: readonly string[] = [
  `1 0 obj\n<<\n  /Length ${xmp.length}\n  /Type /Metadata\n  /Subtype /XML\n>>\nstream\n${xmp}\nendstream\nendobj\n`,
  '2 0 obj\n<<\n  /Type /StructTreeRoot\n  /K [3 0 R]\n>>\nendobj\n',
  '3 0 obj\n<<\n  /Type /StructElem\n  /S /Table\n  /K [4 0 R]\n>>\nendobj\n',
  '4 0 obj\n<<\n  /Type /StructElem\n  /S /TBody\n  /K [5 0 R]\n>>\nendobj\n',
  '5 0 obj\n<<\n  /Type /StructElem\n  /S /TR\n  /K [6 0 R 7 0 R]\n>>\nendobj\n',
  cell(6),
  cell(7),
  '8 0 obj\n<<\n  /Type /Catalog\n  /Metadata 1 0 R\n  /StructTreeRoot 2 0 R\n  /ViewerPreferences <<\n    /Direction /L2R\n  >>\n>>\nendobj\n',
]

function fileOf(parts: readonly string[]): string {
  let text = '%PDF-1.7\n'
  const offsets = parts.map((part) => {
    const offset = text.length
    text += `${part}\n`
    return offset
  })
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`)
  const table = `xref\n0 ${parts.length + 1}\n0000000000 65535 f\r\n${lines.join('')}`
  return `${text}${table}trailer\n<<\n  /Size ${parts.length + 1}\n  /Root 8 0 R\n>>\nstartxref\n${text.length}\n%%EOF`
}

const bytes = (text: string) => Buffer.from(text, 'latin1')
const good = fileOf(objects)
const marked = (text: string, rowHeaders: readonly boolean[] = [true]) =>
  Buffer.from(accessible(bytes(text), facts, rowHeaders)).toString('latin1')

describe('a file of the known shape', () => {
  const result = marked(good)

  test('says that it is PDF/UA-1, explains the names it uses, and shows its title', () => {
    expect(result).toContain('<pdfuaid:part>1</pdfuaid:part>')
    for (const prefix of ['pdfuaid', 'mobilitet']) {
      expect(result).toContain(`xmlns:${prefix}="`)
      expect(result).toContain(`<pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>`)
    }
    expect(result).toContain('/DisplayDocTitle true')
  })

  test('holds the facts that tell which agreement it is, made harmless', () => {
    expect(result).toContain('<mobilitet:termsDigest>sha256:0</mobilitet:termsDigest>')
    const odd = { ...facts, template: '<a>&"' }
    expect(Buffer.from(accessible(bytes(good), odd, [true])).toString()).toContain('&lt;a&gt;&amp;&quot;')
    expect(() => accessible(bytes(good), { ...facts, agreement: 'æ' }, [true])).toThrow('ASCII')
  })

  test('marks the cells that name their row, where the table has such, and only there', () => {
    expect(result.match(/\/S \/TH\n/g)).toHaveLength(1)
    expect(result).toContain('/Scope /Row')
    expect(result).not.toContain('/Headers')
    expect(marked(good, [false])).toContain('/Headers')
  })

  test('still says where each of its parts is, and how long', () => {
    const { text, offsets, table } = readPdf(bytes(result))
    expect(offsets.size).toBe(objects.length)
    for (const [number, offset] of offsets)
      expect(text.slice(offset)).toMatch(new RegExp(`^${number} 0 obj\n`))
    expect(text.slice(table)).toMatch(/^xref\n/)
    const [, length = ''] = /\/Length (\d+)/.exec(text) ?? []
    const [, stream = ''] = /stream\n([\s\S]*)\nendstream/.exec(text) ?? []
    expect(Number(length)).toBe(stream.length)
  })
})

describe('a file of another shape is refused', () => {
  const without = (from: string | RegExp, to: string) => {
    const parts = objects.map((part) => part.replace(from, to))
    expect(parts).not.toEqual(objects)
    return fileOf(parts)
  }
  test.each([
    ['no catalogue', without('/Type /Catalog\n', '/Type /Katalog\n')],
    ['two catalogues', fileOf([...objects, objects[7]?.replace('8 0 obj', '9 0 obj') ?? ''])],
    ['no settings for the window', without('/ViewerPreferences <<', '/ViewerX <<')],
    [
      'a title that is shown already',
      without('  /ViewerPreferences <<\n', '  /ViewerPreferences << /DisplayDocTitle true\n'),
    ],
    ['no claim of PDF/A', without('<pdfaid:part>', '<pdfaid:x>')],
    ['two claims of PDF/A', without('<pdfaid:part>', '<pdfaid:part>1</pdfaid:part><pdfaid:part>')],
    ['no names explained', without('</rdf:Bag></pdfaExtension:schemas>', '</pdfaExtension:schemas>')],
    ['metadata of unknown length', without(/\/Length \d+/, '/Length 9 0 R')],
    ['no structure', without('/StructTreeRoot 2 0 R', '/StructX 2 0 R')],
    ['cells without headers', without('    /Headers [(U1)]\n', '')],
    ['parts that are not where they should be', good.replace(/^(\d{9})\d(?= 00000 n)/m, '$17')],
    ['no table of parts', good.replace(/startxref[\s\S]*/, '')],
    ['a later revision appended', `${good}\n${good}x`],
    ['nothing', ''],
  ])('%s', (_what, file) => {
    expect(() => marked(file)).toThrow(PdfShape)
  })

  test('other tables than the text has', () => {
    expect(() => marked(good, [])).toThrow(PdfShape)
    expect(() => marked(good, [true, false])).toThrow(PdfShape)
  })
})
