/** PDFs that were signed, and PDFs that only look as if nothing but a signature had been added. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { programIsThere } from './pdf-programs.ts'
import { cleanUp, commit } from './tool.ts'
import {
  appended,
  catalogNumber,
  lastStart,
  latin1,
  objectIn,
  pageNumber,
  rootOf,
  signed,
  withEntry,
} from './verify-signing.ts'
import { answer, asked, copy, folderWith, rendered } from './verify-world.ts'

afterAll(cleanUp)

let folder = ''
let made: Uint8Array = new Uint8Array()
let text = ''

beforeAll(async () => {
  folder = folderWith()
  commit(folder)
  made = readFileSync(await rendered(folder, 'pdf'))
  text = latin1(made)
})

const ask = (file: Uint8Array) => asked(folder, [copy(folder, 'signert.pdf', file)])
const verdictOn = async (file: Uint8Array) => {
  const { code, verdict, reason } = await answer(folder, copy(folder, 'signert.pdf', file))
  return { code, verdict, reason }
}
const genuine = { code: 0, verdict: 'signed', reason: null }
const tampered = { code: 2, verdict: 'altered', reason: 'appended' }

describe('a signed copy is genuine', () => {
  test('and the signature itself is for others to judge', async () => {
    const said = await ask(signed(made))
    expect(said.out).toContain(
      'med 1 elektronisk signatur lagt til etterpå. Den siste signaturen dekker hele filen.',
    )
    expect(said.out).toContain('Om signaturene er gyldige, og hvem som har signert, er ikke kontrollert her.')
    expect(said.code).toBe(0)
  })

  test('signed by several, one after the other', async () => {
    const said = await ask(signed(signed(signed(made))))
    expect(said.out).toContain('med 3 elektroniske signaturer lagt til etterpå.')
    expect(said.code).toBe(0)
  })

  test('with a mark that shows, whoever reads it is told to look', async () => {
    const said = await ask(signed(made, { visible: true }))
    expect(said.out).toContain('En signatur vises på en side. Se at den ikke dekker tekst.')
    expect(said.code).toBe(0)
  })

  test('locked against changes, with proof for long storage added after the signature', async () => {
    const once = signed(made)
    const catalog = catalogNumber(text)
    const [store, locked] = ['<< /Type /DSS /Certs [] >>', '/Perms << /DocMDP 5000 0 R >> /DSS 8000 0 R']
    const body = withEntry(objectIn(latin1(once), catalog), locked)
    const said = await ask(appended(once, { objects: { 8000: store, [catalog]: body } }))
    expect(said.out).toContain('Noe er lagt til etter den siste signaturen, men ingenting som endrer sidene.')
    expect(said.code).toBe(0)
  })

  test('by a program that packs what it adds', async () => {
    expect(await verdictOn(packed(signed(made)))).toEqual(genuine)
  })
})

describe('whatever else is appended is told of, signed or not', () => {
  test('nothing but a line break', async () => {
    expect(await verdictOn(Buffer.concat([made, Buffer.from('\r\n')]))).toEqual({
      code: 2,
      verdict: 'altered',
      reason: 'appended-unsigned',
    })
  })

  test('another text on a page', async () => {
    const page = pageNumber(text)
    const contents = Number(/\/Contents (\d+) 0 R/.exec(objectIn(text, page))?.[1])
    const other = '<< /Length 44 >>\nstream\nBT /f0 12 Tf 100 700 Td (Alt er gratis) Tj ET    \nendstream'
    const update = appended(made, { objects: { [contents]: other } })
    const said = await ask(signed(update))
    expect(said.code).toBe(2)
    expect(said.out).toContain('noe er lagt til som kan endre det sidene viser')
    expect(said.out).toContain('Stol ikke på det filen viser.')
  })

  test('another page in place of one', async () => {
    const page = pageNumber(text)
    const body = objectIn(text, page).replace(/\/Contents \d+ 0 R/, '/Contents 7000 0 R')
    const contents = '<< /Length 4 >>\nstream\nq Q \nendstream'
    expect(await verdictOn(signed(appended(made, { objects: { [page]: body, 7000: contents } })))).toEqual(
      tampered,
    )
  })

  test('other fonts, so that the same glyphs read otherwise', async () => {
    const font = Number(/\/f0 (\d+) 0 R/.exec(text)?.[1])
    const update = { objects: { [font]: withEntry(objectIn(text, font), '/Encoding /Identity-V') } }
    expect(await verdictOn(signed(appended(made, update)))).toEqual(tampered)
  })

  test.each([
    [
      'a note laid over the text',
      '<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 700] /Contents (Ny tekst) >>',
    ],
    [
      'a form field that can be filled in',
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 500 700] >>',
    ],
    ['a link', '<< /Subtype /Link /Rect [0 0 500 700] /A << /S /URI /URI (https://example.no) >> >>'],
    ['a program', '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'],
  ])('%s', async (_, object) => {
    const page = pageNumber(text)
    const body = withEntry(objectIn(text, page), '/Annots [7000 0 R]')
    expect(await verdictOn(signed(appended(made, { objects: { [page]: body, 7000: object } })))).toEqual(
      tampered,
    )
  })

  test('a program that runs when the file is opened', async () => {
    const catalog = catalogNumber(text)
    const body = withEntry(objectIn(text, catalog), '/OpenAction << /S /JavaScript /JS (x) >>')
    expect(await verdictOn(signed(appended(made, { objects: { [catalog]: body } })))).toEqual(tampered)
  })

  test('another catalog', async () => {
    const root = objectIn(text, catalogNumber(text))
    expect(await verdictOn(appended(made, { objects: { 7000: root }, root: '7000 0 R' }))).toEqual(tampered)
  })

  test('a table that leads to where nobody looks', async () => {
    const page = pageNumber(text)
    const hidden = `<< /Length 200 >>\nstream\n${page} 0 obj\n${objectIn(text, page)}\nendobj\n`.padEnd(
      240,
      ' ',
    )
    const body = `${hidden}\nendstream`
    const at = text.length + `\n7000 0 obj\n<< /Length 200 >>\nstream\n`.length
    const update = {
      objects: {
        7000: body.replace('/Length 200', `/Length ${hidden.length - 27}`),
        [page]: objectIn(text, page),
      },
      offsets: { [page]: at },
    }
    expect(await verdictOn(appended(made, update))).toEqual(tampered)
  })

  test('an end that leads to another table than the one that was read', async () => {
    const update = appended(signed(made), { objects: { 7000: '<< >>' }, start: 12 })
    expect(await verdictOn(update)).toEqual(tampered)
  })

  test('pages taken out', async () => {
    const pages = Number(/\/Pages (\d+) 0 R/.exec(objectIn(text, catalogNumber(text)))?.[1])
    const body = objectIn(text, pages)
      .replace(/\/Count \d+/, '/Count 1')
      .replace(/\/Kids \[(\d+ 0 R)[^\]]*\]/, '/Kids [$1]')
    expect(await verdictOn(signed(appended(made, { objects: { [pages]: body } })))).toEqual(tampered)
  })

  test('a signature whose range leaves the text out', async () => {
    const file = latin1(signed(made)).replace(
      /\/ByteRange \[0000000000 \d{10}/,
      '/ByteRange [0000000000 0000000100',
    )
    const { code, reason } = await verdictOn(Buffer.from(file, 'latin1'))
    expect({ code, reason }).toEqual({ code: 2, reason: 'appended-unsigned' })
  })

  test('something no PDF is written in', async () => {
    const file = Buffer.concat([signed(made), Buffer.from(`9000 0 obj ${'['.repeat(100_000)}`)])
    expect(await verdictOn(file)).toEqual(tampered)
  })
})

test('a signed copy from another edition of the tool says the same words, and is not vouched for', async () => {
  const other = Buffer.from(text.replace(/\/CreationDate \(D:\d{4}/, '/CreationDate (D:1999'), 'latin1')
  const said = await ask(signed(signed(other)))
  expect(said.code).toBe(2)
  expect(said.out).toContain('Ordene er de samme som i avtalen, men filen er ikke den verktøyet lager.')
  expect(said.out).toContain('Filen har 2 elektroniske signaturer. Den siste signaturen dekker hele filen.')
})

test('a signature on a document that was altered first makes it no better', async () => {
  const forged = Buffer.from(
    text.replace('/Count 26', '/Count 25').replace(/\/ModDate \(D:20/, '/ModDate (D:19'),
    'latin1',
  )
  expect(forged.equals(Buffer.from(made))).toBe(false)
  const { code, verdict } = await verdictOn(signed(forged))
  expect(code).toBe(2)
  expect(verdict).not.toBe('signed')
})

const signs = programIsThere('pdfsig', '-v', 'poppler-utils')
const certifies = programIsThere('certutil', '-H', 'libnss3-tools')

test.skipIf(!signs || !certifies)('signed by a program that has nothing to do with us, twice', async () => {
  const place = mkdtempSync(join(tmpdir(), 'mobilitet-signing-'))
  const within = (name: string) => join(place, name)
  const run = (program: string, ...words: readonly string[]) => spawnSync(program, words, { cwd: place })
  writeFileSync(within('made.pdf'), made)
  writeFileSync(within('noise'), 'en plan er en plan er en plan er en plan')
  run('certutil', '-N', '-d', `sql:${place}`, '--empty-password')
  const key = [
    '-n',
    'test',
    '-s',
    'CN=Test',
    '-x',
    '-t',
    'Cu,Cu,Cu',
    '-k',
    'rsa',
    '-g',
    '2048',
    '-z',
    'noise',
  ]
  run('certutil', '-S', '-d', `sql:${place}`, ...key)
  const sign = ['-nssdir', `sql:${place}`, '-add-signature', '-nick', 'test']
  run('pdfsig', ...sign, 'made.pdf', 'once.pdf')
  run('pdfsig', ...sign, 'once.pdf', 'twice.pdf')
  const [once, twice] = [
    await ask(readFileSync(within('once.pdf'))),
    await ask(readFileSync(within('twice.pdf'))),
  ]
  rmSync(place, { recursive: true })
  expect(once.out).toContain(
    'med 1 elektronisk signatur lagt til etterpå. Den siste signaturen dekker hele filen.',
  )
  expect(twice.out).toContain(
    'med 2 elektroniske signaturer lagt til etterpå. Den siste signaturen dekker hele filen.',
  )
  expect([once.code, twice.code]).toEqual([0, 0])
})

/** The same update with its objects in a stream, and a stream for a table, as newer programs write. */
function packed(file: Uint8Array): Uint8Array {
  const whole = latin1(file)
  const update = whole.slice(made.length)
  const objects = [...update.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(
    ([, number = '', body = '']) => ({
      number: Number(number),
      body,
    }),
  )
  const plain = objects.filter(({ body }) => body.includes('/ByteRange'))
  const inside = objects.filter(({ body }) => !body.includes('/ByteRange'))
  let out = '\n'
  const at = new Map<number, number>()
  const put = (number: number, body: string) => {
    at.set(number, text.length + out.length)
    out += `${number} 0 obj\n${body}\nendobj\n`
  }
  const signature = plain[0]
  if (!signature) throw new Error('there is no signature')
  put(
    signature.number,
    signature.body.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 0000000001 0000000002 0000000003]'),
  )
  let length = 0
  const pairs = inside.map(({ number, body }) => {
    const pair = `${number} ${length}`
    length += body.length + 1
    return pair
  })
  const head = `${pairs.join(' ')} `
  const stream = deflateSync(
    Buffer.from(head + inside.map(({ body }) => body).join('\n'), 'latin1'),
  ).toString('latin1')
  const entries = `/First ${head.length} /N ${inside.length} /Length ${stream.length} /Filter /FlateDecode`
  put(8500, `<< /Type /ObjStm ${entries} >>\nstream\n${stream}\nendstream`)
  const start = text.length + out.length
  const rows = [
    ...inside.map(({ number }, index) => ({ number, row: [2, 8500, index] })),
    { number: signature.number, row: [1, at.get(signature.number) ?? 0, 0] },
    { number: 8500, row: [1, at.get(8500) ?? 0, 0] },
    { number: 8501, row: [1, start, 0] },
  ].sort((a, b) => a.number - b.number)
  const bytes = rows.map(({ row: [type = 0, where = 0, index = 0] }) => [
    type,
    where >>> 24,
    (where >>> 16) & 255,
    (where >>> 8) & 255,
    where & 255,
    index,
  ])
  const up = bytes.map((row, nth) => [
    2,
    ...row.map((byte, column) => (byte - (bytes[nth - 1]?.[column] ?? 0)) & 255),
  ])
  const table = deflateSync(Buffer.from(up.flat())).toString('latin1')
  const index = rows.map(({ number }) => `${number} 1`).join(' ')
  const parameters = '/DecodeParms << /Predictor 12 /Columns 6 >> /Filter /FlateDecode'
  put(
    8501,
    `<< /Type /XRef /Size 9999 /Root ${rootOf(text)} /Prev ${lastStart(text)} /W [1 4 1] /Index [${index}] ${parameters} /Length ${table.length} >>\nstream\n${table}\nendstream`,
  )
  out += `startxref\n${start}\n%%EOF\n`
  const result = text + out
  const contents = result.indexOf('/Contents <', text.length) + '/Contents '.length
  const end = result.indexOf('>', contents) + 1
  const digits = (number: number) => String(number).padStart(10, '0')
  const range = `/ByteRange [0 ${digits(contents)} ${digits(end)} ${digits(result.length - end)}]`
  return Buffer.from(result.replace('/ByteRange [0 0000000001 0000000002 0000000003]', range), 'latin1')
}
