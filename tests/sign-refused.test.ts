/** `mobilitet sign --file` of what nobody should record: each is refused in one sentence with a way out, and nothing is written. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  agreementFile,
  agreementIn,
  packed,
  programme,
  received,
  refusalsIn,
  sign,
  signaturesIn,
  signedOn,
  usage,
} from './sign-world.ts'
import { change, cleanUp } from './tool.ts'
import { appended, latin1 } from './verify-signing.ts'
import { rendered, rewritten } from './verify-world.ts'

afterAll(cleanUp)

let folder = ''
let pdf: Uint8Array = new Uint8Array()

beforeAll(async () => {
  folder = programme()
  pdf = await packed(folder)
})

const both = ['2026-11-20', '2026-11-20'] as const
const refused = refusalsIn(() => folder)

describe('what is not the signed agreement is refused, with the reason', () => {
  test('the document itself, without a signature', async () => {
    expect(await refused(received('s.pdf', pdf))).toContain('uten en signatur. Hent den signerte filen')
  })

  test('one with words changed, and signed afterwards', async () => {
    const other = Buffer.from(
      latin1(pdf)
        .replace('/Count 26', '/Count 25')
        .replace(/\/ModDate \(D:20/, '/ModDate (D:19'),
      'latin1',
    )
    expect(await refused(received('s.pdf', signedOn(other, ...both)))).toMatch(
      /^(?:Filen er ikke dokumentet vi laget|Ordene er avtalens)/,
    )
  })

  test('one to which something was added that can change what is seen', async () => {
    const script = { objects: { 7000: '<< /S /JavaScript /JS (app.alert\\(1\\)) >>' } }
    expect(await refused(received('s.pdf', signedOn(appended(pdf, script), ...both)))).toContain(
      'Stol ikke på det filen viser.',
    )
  })

  test('another agreement', async () => {
    const other = latin1(pdf).replaceAll('<mobilitet:agreement>kld-dfo<', '<mobilitet:agreement>kld-ssb<')
    expect(await refused(received('s.pdf', signedOn(Buffer.from(other, 'latin1'), ...both)))).toBe(
      'Filen hører til avtalen kld-ssb, ikke kld-dfo. Nevn den avtalen i stedet, eller hent riktig fil.',
    )
  })

  test('an older version, and older terms of the same version', async () => {
    const own = programme()
    const file = received('s.pdf', signedOn(await packed(own), ...both))
    change(own, { [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 6']) })
    expect(await refused(file, {}, own)).toContain('Filen har andre vilkår enn avtalen har nå.')
    change(own, {
      [agreementFile]: rewritten(
        ['languages: [nb]', 'version: 2\nlanguages: [nb]'],
        ['noticeWeeks: 4', 'noticeWeeks: 6'],
      ),
    })
    expect(await refused(file, {}, own)).toContain('Filen er versjon 1 av avtalen, og nå gjelder versjon 2.')
  })

  test('a document that does not bind the parties', async () => {
    const exchange = readFileSync(join(folder, 'out/kld-dfo/kld-dfo-ut-1.v1.nb.pdf'))
    expect(await refused(received('s.pdf', signedOn(exchange, ...both)))).toBe(
      'Dokumentet («Utvekslingsavtale») gjelder bare utvekslingen ut-1, så det blir ikke ført inn. Før inn samarbeidsavtalen, og arkiver dette.',
    )
  })

  test('other kinds of file', async () => {
    const html = readFileSync(await rendered(folder, 'html'))
    expect(await refused(received('avtale.html', html))).toContain('Filen er verken en signert PDF')
  })

  test('a folder, nothing, an empty file, a huge one, an encrypted one, a stranger’s, a broken one', async () => {
    const place = dirname(received('x', ''))
    const huge = received('stor.pdf', '%PDF-1.7\n')
    truncateSync(huge, 200_000_000)
    const locked = Buffer.from(latin1(pdf).replace(/trailer\s*<</, '$& /Encrypt 1 0 R '), 'latin1')
    for (const [file, sentence] of [
      [place, 'Dette er en mappe.'],
      [join(place, 'borte.pdf'), 'Filen finnes ikke.'],
      [received('tom.pdf', ''), 'Filen er tom.'],
      [huge, 'Filen er for stor'],
      [received('laast.pdf', locked), 'Filen er låst med passord eller kryptert.'],
      [received('annet.pdf', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'Filen '],
      [received('brev.txt', 'Hei.'), 'Filen er verken en signert PDF'],
    ] as const)
      expect(await refused(file)).toContain(sentence)
  })

  test('told in one sentence as JSON too', async () => {
    const file = received('s.pdf', pdf)
    const { out } = await sign(folder, { file, format: 'json' })
    expect(JSON.parse(out)).toEqual({
      agreement: 'kld-dfo',
      refused: {
        file,
        reason: 'unsigned',
        message: expect.stringContaining('uten en signatur'),
        details: [],
      },
    })
  })

  test('a link to the signed file is as good as the file', async () => {
    const file = received('s.pdf', signedOn(pdf, ...both))
    const link = join(dirname(file), 'lenke.pdf')
    symlinkSync(file, link)
    expect((await sign(folder, { file: link, print: true })).code).toBe(0)
  })

  test('no agreement lies outside its folder, or behind a link', async () => {
    const own = programme()
    for (const agreement of ['../kld-dfo', 'agreements/../../x', '/etc', ''])
      expect(await usage(sign(own, { agreement, file: 'x.pdf' }))).toBe('error.unknownAgreement')
    mkdirSync(join(own, 'agreements/annen'))
    symlinkSync(join(own, agreementFile), join(own, 'agreements/annen/agreement.yaml'))
    expect(await usage(sign(own, { agreement: 'annen', file: 'x.pdf' }))).toBe('error.unreadableAgreement')
  })

  test('nor is it recorded while the agreement has open questions', async () => {
    const own = programme({ [agreementFile]: rewritten(['payer: sender', 'payer:']) })
    const { code, out } = await sign(own, { file: received('s.pdf', signedOn(pdf, ...both)) })
    expect(code).toBe(2)
    expect(out).toContain('Hvem bærer lønnskostnaden?')
  })
})

describe('on paper', () => {
  const ink = { method: 'ink', party: ['kld'], date: '2026-11-20' } as const
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])

  test('who and when must be told', async () => {
    expect(await usage(sign(folder, { file: 'x.png', method: 'ink', party: ['kld'] }))).toBe('error.signInk')
    expect(await usage(sign(folder, { file: 'x.png', method: 'ink', date: '2026-11-20' }))).toBe(
      'error.signInk',
    )
  })

  test('a scan proves nothing, and that is said', async () => {
    const own = programme()
    const { code, out } = await sign(own, { file: received('skann.png', png), ...ink })
    expect(code).toBe(0)
    expect(out).toContain('Dere går god for både teksten og underskriftene.')
    expect(signaturesIn(agreementIn(own))).toMatchObject(
      [{ party: 'kld', method: 'ink', file: /^sha256:/ }].map(({ party, method }) => ({
        party,
        method,
        file: expect.stringMatching(/^sha256:/),
      })),
    )
  })

  test('the document that was printed is held against the agreement', async () => {
    const file = await rendered(folder, 'docx')
    const { out } = await sign(folder, { file, ...ink, print: true, format: 'json' })
    const { file: told, added } = JSON.parse(out)
    expect(told).toMatchObject({ shown: 'printed', document: 'kld-dfo/kld-dfo.v1.nb.docx' })
    expect(added[0].file).toBeUndefined()
  })

  test('one with other terms is refused, and so is one that was signed electronically', async () => {
    const own = programme({ [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 6']) })
    const file = received('s.pdf', pdf)
    expect(await refused(file, ink, own)).toContain('andre vilkår')
    expect(await refused(received('s.pdf', signedOn(pdf, '2026-11-20')), ink)).toContain(
      'Ta bort --method ink',
    )
  })

  test('a letter, an empty file and a folder are no scans', async () => {
    const empty = received('tom.png', '')
    expect(await refused(received('brev.txt', 'Hei på deg.'), ink)).toContain(
      'Filen sier ikke hvilken avtale',
    )
    expect(await refused(empty, ink)).toContain('Filen er tom.')
    expect(await refused(dirname(empty), ink)).toContain('Dette er en mappe.')
  })
})

describe('packed by a service that makes a file of its own', () => {
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')
  const xades = (bytes: Uint8Array, time: string, method = 'http://www.w3.org/2001/04/xmlenc#sha256') =>
    `<?xml version="1.0"?><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:Reference URI="avtale.pdf"><ds:DigestMethod Algorithm="${method}"/><ds:DigestValue>\n${digest(bytes)}\n</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:Object><xades:SigningTime>${time}</xades:SigningTime><X509SubjectName>CN=Kari</X509SubjectName></ds:Object></ds:Signature>`
  const pdfWith = (...files: readonly string[]) => {
    const streams = files.map((file, index) => {
      const data = deflateSync(file).toString('latin1')
      const dict = `/Type /EmbeddedFile /Filter /FlateDecode /Length ${data.length}`
      return `${index + 5} 0 obj\n<< ${dict} >>\nstream\n${data}\nendstream\nendobj\n`
    })
    const pages =
      '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n'
    return Buffer.from(`%PDF-1.7\n${pages}${streams.join('')}trailer\n<< /Root 1 0 R >>\n`, 'latin1')
  }
  const noon = '2026-11-20T12:00:00+01:00'

  test('each technical signature that is on exactly our document counts for one', async () => {
    const file = received('signert.pdf', pdfWith(xades(pdf, noon), xades(pdf, noon)))
    const { code, out } = await sign(folder, { file, print: true, format: 'json' })
    expect(code).toBe(0)
    const { file: told, added } = JSON.parse(out)
    expect(told).toMatchObject({ shown: 'packed', document: 'kld-dfo/kld-dfo.v1.nb.pdf', signatures: 2 })
    expect(added.map(({ date }: { date: string }) => date)).toEqual(['2026-11-20', '2026-11-20'])
    expect(out).not.toContain('Kari')
  })

  test('one technical signature by itself is one party’s', async () => {
    const file = received('signatur.xml', xades(pdf, noon))
    expect(await refused(file)).toContain('Filen har 1 signatur, og avtalen har 2 parter.')
    expect((await sign(folder, { file, party: ['kld'], print: true })).code).toBe(0)
  })

  test('one that is on something else does not count', async () => {
    const other = readFileSync(join(folder, 'out/kld-dfo/kld-dfo-ut-1.v1.nb.pdf'))
    const mixed = pdfWith(xades(pdf, noon), xades(other, noon))
    expect(await refused(received('signert.pdf', mixed))).toContain('Filen har 1 signatur,')
    expect(await refused(received('signert.pdf', pdfWith(xades(other, noon))))).toContain(
      'ingen av dem gjelder samarbeidsavtalen slik vi lager den nå',
    )
    const weak = pdfWith(xades(pdf, noon, 'http://www.w3.org/2000/09/xmldsig#sha1'))
    expect(await refused(received('signert.pdf', weak))).toContain('Filen ')
  })
})
