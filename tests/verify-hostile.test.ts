/** Files nobody made for us: each is answered with one clear sentence, and none is run, believed or waited for. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleanUp, commit } from './tool.ts'
import { answer, asked, copy, folderWith, rendered } from './verify-world.ts'

afterAll(cleanUp)

let folder = ''
let files: Readonly<Record<'html' | 'docx' | 'pdf', Uint8Array>> = {
  html: new Uint8Array(),
  docx: new Uint8Array(),
  pdf: new Uint8Array(),
}

beforeAll(async () => {
  folder = folderWith()
  commit(folder)
  files = {
    html: readFileSync(await rendered(folder, 'html')),
    docx: readFileSync(await rendered(folder, 'docx')),
    pdf: readFileSync(await rendered(folder, 'pdf')),
  }
})

const said = async (name: string, content: string | Uint8Array) => {
  const { code, out } = await asked(folder, [copy(folder, name, content)])
  expect(code).toBe(2)
  return out.split('\n').slice(1).join('\n')
}

describe('what is no document of ours', () => {
  test.each([
    ['an empty file', 'tom.pdf', '', 'Filen er tom.'],
    [
      'a picture',
      'bilde.pdf',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
      'verken PDF, Word, HTML eller Markdown',
    ],
    [
      'another document',
      'brev.html',
      '<!doctype html><p>Hei</p>',
      'Filen sier ikke hvilken avtale den gjelder',
    ],
    ['a text', 'notat.txt', 'Hei på deg.', 'Filen sier ikke hvilken avtale den gjelder'],
    [
      'an old Word file',
      'avtale.doc',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'gammelt Word-format, eller låst med passord',
    ],
    [
      'a spreadsheet',
      'ark.docx',
      zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }),
      'pakket som et Word-dokument, men er ikke et',
    ],
    ['an empty archive', 'tom.docx', zipSync({}), 'pakket som et Word-dokument, men er ikke et'],
    [
      'a broken archive',
      'a.docx',
      Buffer.from('PK\u0003\u0004 og så ingenting'),
      'skadet eller ufullstendig',
    ],
    ['a broken PDF', 'a.pdf', '%PDF-1.7\n1 0 obj << /Type', 'skadet eller ufullstendig'],
    [
      'text in an encoding of another time',
      'a.html',
      Buffer.from('<html>Ærlig', 'latin1'),
      'verken PDF, Word, HTML eller Markdown',
    ],
  ] as const)('%s', async (_, name, content, sentence) => {
    expect(await said(name, content)).toContain(`Ukjent: `)
    expect(await said(name, content)).toContain(sentence)
  })

  test('a file that is not there, a folder, a pipe, a device, a link that leads to itself', async () => {
    mkdirSync(join(folder, 'mappe'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    symlinkSync(join(folder, 'ring'), join(folder, 'ring'))
    const { code, out } = await asked(
      folder,
      ['nei.pdf', 'mappe', 'pipe', 'ring'].map((name) => join(folder, name)).concat('/dev/zero'),
    )
    expect(code).toBe(2)
    expect(out.split('\n\n').map((block) => block.trim().split('\n  ')[1])).toEqual([
      'Ukjent: Filen finnes ikke.',
      'Ukjent: Dette er en mappe. Nevn filene i den.',
      ...Array.from({ length: 3 }, () => expect.stringMatching(/^Ukjent: Filen kan ikke leses\./)),
    ])
  })

  test('one that is larger than any document is not even opened', async () => {
    const file = join(folder, 'stor.pdf')
    writeFileSync(file, '%PDF-1.7')
    truncateSync(file, 60_000_000)
    expect((await answer(folder, file)).reason).toBe('too-large')
    expect(await said('stor.html', `<html>${' '.repeat(5_000_001)}`)).toContain(
      'for stor til å være et av våre dokumenter',
    )
  })

  test('an agreement the programme has not, and names that would lead out of the folder', async () => {
    const html = Buffer.from(files.html).toString()
    const other = html.replaceAll('kld-dfo', 'xyz-abc')
    expect(await said('a.html', other)).toContain('ingen avtale som svarer til det filen sier: xyz-abc')
    const away = html
      .replaceAll('content="kld-dfo"', 'content="../../../etc/passwd"')
      .replace(/sha256:[0-9a-f]{64}/g, '')
    expect(await said('b.html', away)).toContain('Filen sier ikke hvilken avtale den gjelder')
  })
})

describe('what a file is, is seen in it and not in its name', () => {
  test('a PDF that is called Word', async () => {
    const { code, verdict, remarks } = await answer(folder, copy(folder, 'avtale.docx', files.pdf))
    expect({ code, verdict, remarks }).toEqual({
      code: 0,
      verdict: 'identical',
      remarks: [{ remark: 'ending', ending: 'docx', kind: 'PDF' }],
    })
  })

  test('a name made for mischief does none', async () => {
    const { out } = await asked(folder, [copy(folder, '::error::\u001B[31m\u202Efdp.html', files.html)])
    expect(out).not.toContain('\u001B')
    expect(out).not.toContain('\u202E')
    expect(out).not.toMatch(/^\s*::/m)
  })

  test('without its metadata a document is still known by the digest in its text', async () => {
    const bare = Buffer.from(files.html)
      .toString()
      .replace(/<meta name="(?:agreement|terms)[^>]*>\n/g, '')
    const { verdict, document } = await answer(folder, copy(folder, 'a.html', bare))
    expect({ verdict, document }).toEqual({ verdict: 'same-terms', document: 'kld-dfo/kld-dfo.v1.nb.html' })
  })
})

describe('what would take all day or all memory', () => {
  const archive = (parts: Readonly<Record<string, Uint8Array>>) => zipSync(parts, { level: 9 })
  const relations = strToU8(
    '<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
  )

  test('an archive that unpacks to very much', async () => {
    const bomb = archive({ '_rels/.rels': relations, 'word/document.xml': new Uint8Array(50_000_000) })
    expect(await said('bombe.docx', bomb)).toContain('for stor til å være et av våre dokumenter')
  })

  test('one that says it is small', async () => {
    const bomb = archive({ '_rels/.rels': relations, 'word/document.xml': new Uint8Array(30_000_000) })
    const bytes = Buffer.from(bomb)
    for (let at = 0; at < bytes.length - 4; at++)
      if (bytes.readUInt32LE(at) === 30_000_000) bytes.writeUInt32LE(100, at)
    expect(await said('bombe.docx', bytes)).toMatch(/er ikke et|skadet/)
  })

  test('one with very many files, and one with two of a name', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`a${index}`, new Uint8Array()]),
    )
    expect(await said('mange.docx', archive(many))).toContain('for stor')
    const twice = Buffer.from(archive({ 'word/documenT.xml': relations, 'word/document.xml': relations }))
    expect(await said('to.docx', twice)).toContain('skadet eller ufullstendig')
  })

  test('one whose directory never ends', async () => {
    const end = Buffer.alloc(22 + 20 + 56)
    end.writeUInt32LE(0x06064b50, 0)
    end.writeUInt32LE(0xffffffff, 32)
    end.writeUInt32LE(0x07064b50, 56)
    end.writeUInt32LE(4, 64)
    end.writeUInt32LE(0x06054b50, 76)
    end.writeUInt16LE(1, 84)
    expect(await said('uten-ende.docx', Buffer.concat([Buffer.from('PK\u0003\u0004'), end]))).toMatch(
      /skadet|er ikke et|for stor/,
    )
  })

  test('pages of a PDF that unpack to very much', async () => {
    const stream = deflateSync(Buffer.alloc(30_000_000))
    const head =
      '%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [3 0 R] >> endobj 3 0 obj << /Type /Page /Contents 4 0 R >> endobj '
    const body = Buffer.concat([
      Buffer.from(`${head}4 0 obj << /Filter /FlateDecode /Length ${stream.length} >> stream\n`),
      stream,
      Buffer.from(
        '\nendstream endobj trailer << /Root 1 0 R >> <mobilitet:agreement>kld-dfo</mobilitet:agreement>',
      ),
    ])
    expect(await said('bombe.pdf', body)).toContain('Ordene i filen lar seg ikke lese')
  })

  test('a tree of pages that goes in a ring', async () => {
    const ring =
      '%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [2 0 R 1 0 R] >> endobj trailer << /Root 1 0 R >>'
    expect(await said('ring.pdf', ring)).toContain('Filen sier ikke hvilken avtale den gjelder')
  })

  test.each([
    ['brackets', '%PDF-1.7\n1 0 obj '.padEnd(2_000_000, '[')],
    ['dictionaries', `%PDF-1.7\n1 0 obj ${'<</A '.repeat(300_000)}`],
    ['texts', `%PDF-1.7\n1 0 obj ${'('.repeat(2_000_000)}`],
    ['numbers of objects', `%PDF-1.7\n${'1 0 obj 1 '.repeat(200_000)}`],
    ['tags', `<html>${'<a '.repeat(1_000_000)}`],
    ['quotes', `<html>${'<a b="'.repeat(500_000)}`],
    ['scripts', `<html>${'<script>'.repeat(500_000)}`],
    ['comments', `<html>${'<!--'.repeat(1_000_000)}`],
    ['ampersands', `<html>${'&#1'.repeat(1_000_000)}`],
    ['blanks', `<html>${`<a ${' '.repeat(50)}`.repeat(50_000)}`],
    ['emphasis', '*_'.repeat(900_000)],
    ['brackets of Markdown', '['.repeat(1_900_000)],
  ])('very many %s', async (_, content) => {
    expect(await said('mye', content)).toContain('Ukjent: ')
  })
})

describe('locked files', () => {
  test('an encrypted PDF', async () => {
    const locked = Buffer.from(files.pdf)
      .toString('latin1')
      .replace(/trailer\n<<\n/, 'trailer\n<<\n  /Encrypt 1 0 R\n')
    expect(await said('laast.pdf', Buffer.from(locked, 'latin1'))).toContain(
      'låst med passord eller kryptert',
    )
  })
})

test('a document cut off at any place is never genuine, and never a fault of the tool', async () => {
  for (const [kind, bytes] of Object.entries(files))
    for (const share of [0.01, 0.3, 0.6, 0.9, 0.999]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share))
      const { code, genuine } = await answer(folder, copy(folder, `kort.${kind}`, cut))
      expect({ kind, share, code, genuine }).toEqual({ kind, share, code: 2, genuine: false })
    }
})

test('nor is one with a single byte turned', async () => {
  for (const [kind, bytes] of Object.entries(files))
    for (const share of [0.001, 0.2, 0.5, 0.8, 0.999]) {
      const turned = Uint8Array.from(bytes)
      const at = Math.floor(bytes.length * share)
      turned[at] = (turned[at] ?? 0) ^ 1
      const { code, genuine } = await answer(folder, copy(folder, `vendt.${kind}`, turned))
      expect({ kind, share, code, genuine }).toEqual({ kind, share, code: 2, genuine: false })
    }
})
