/** The checker itself: a file that is broken in one way is found out, so that its silence means something. */
import { beforeAll, describe, expect, test } from 'vitest'
import { full, programmeWith, realTemplates } from './core/render/sample.ts'
import { faultsOf } from './pdf-checks.ts'
import { judged, programIsThere } from './pdf-programs.ts'
import { sample } from './pdf-samples.ts'

let good: string

beforeAll(async () => {
  const { pdf } = await sample(full, programmeWith(realTemplates()), 'nb', 'kld-kartverket-ut-1')
  good = Buffer.from(pdf).toString('latin1')
})

/** Of the same length, so that the file is still a file. */
const damages: readonly (readonly [what: string, from: string | RegExp, to: string, fault: string])[] = [
  ['does not claim PDF/A-2', '<pdfaid:part>2<', '<pdfaid:part>1<', 'the metadata does not say PDF/A-2'],
  [
    'claims level B only',
    '<pdfaid:conformance>A<',
    '<pdfaid:conformance>B<',
    'the metadata does not say level A',
  ],
  ['does not claim PDF/UA', '<pdfuaid:part>1<', '<pdfuaid:part>2<', 'the metadata does not say PDF/UA-1'],
  ['explains no names of PDF/UA', 'prefix>pdfuaid<', 'prefix>pdfuaix<', 'names of pdfuaid are not explained'],
  [
    'explains no names of ours',
    'prefix>mobilitet<',
    'prefix>mobilitex<',
    'names of mobilitet are not explained',
  ],
  ['has another title in its metadata', /(x-default">)Utv/, '$1Avt', 'two titles'],
  ['was made on two days', '<xmp:CreateDate>2026', '<xmp:CreateDate>2025', 'two dates'],
  ['has an unknown language', '/Lang (nb-NO)', '/Lang (xx-NO)', 'no language'],
  ['is not tagged', '/Marked true', '/Marked null', 'not tagged'],
  [
    'does not show its title',
    '/DisplayDocTitle true',
    '/DisplayDocTitle null',
    'the window does not show the title',
  ],
  ['has no colours of its own', '/S /GTS_PDFA1', '/S /GTS_PDFX1', 'no output intent with a colour profile'],
  ['has no bookmarks', '  /Outlines ', '  /Outlinez ', 'no bookmarks'],
  ['runs a script', '/Direction /L2R', '/JS (alert(1)) ', '/JS has no place here'],
  ['lacks a font', '/FontFile', '/FontFilx', ' is not embedded'],
  ['has letters that mean nothing', '/ToUnicode ', '/ToUnicodx ', ' does not say what its glyphs mean'],
  ['has a blank page', '  /Contents ', '  /Contentx ', 'page 1 is blank'],
  [
    'is not part of the structure',
    '  /StructParents ',
    '  /StructParentx ',
    'page 1 is not part of the structure',
  ],
  ['begins with a lesser heading', '/S /H1\n', '/S /H2\n', 'the first heading is not the title'],
  ['skips a level', '/S /H2\n', '/S /H4\n', 'skips a level'],
  ['has a header without scope', '/Scope /Row', '/Scopx /Row', 'does not say of what'],
  ['has a cell where a point belongs', '/S /LI\n', '/S /TD\n', 'TD within L'],
  ['is not read in its order', /\/K \[3\]/, '/K [0]', 'is not read in its order'],
  ['leaves out a text', /\/K \[3\]/, '/K [0]', 'has text that is not read'],
]

test('the file that is damaged here is sound itself', async () => {
  expect(await faultsOf(Buffer.from(good, 'latin1'))).toEqual([])
})

test.each(damages)('one that %s is found out', async (_what, from, to, fault) => {
  const broken = good.replace(from, to)
  expect(broken).not.toBe(good)
  expect(broken.length).toBe(good.length)
  const faults = await faultsOf(Buffer.from(broken, 'latin1'))
  expect(
    faults.some((found) => found.includes(fault)),
    faults.join('\n'),
  ).toBe(true)
})

test('one that is encrypted is found out', async () => {
  const broken = good.replace('trailer\n<<', 'trailer\n<<\n  /Encrypt 1 0 R')
  expect(await faultsOf(Buffer.from(broken, 'latin1'))).not.toEqual([])
})

test('one that is cut off is found out', async () => {
  expect(await faultsOf(Buffer.from(good.slice(0, good.length / 2), 'latin1'))).not.toEqual([])
})

describe.skipIf(!programIsThere('qpdf', '--version', 'qpdf'))('qpdf', () => {
  test('finds out a file whose parts are not where it says', () => {
    const broken = good.replace(/^(\d{9})\d(?= 00000 n)/m, '$19')
    expect(judged('qpdf', ['--check', '-'], Buffer.from(broken, 'latin1'))).not.toContain('No syntax')
  })
})
