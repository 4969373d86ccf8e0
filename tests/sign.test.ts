/** `mobilitet sign`: what is to be signed goes out, what was signed is written down, and nothing else is believed. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  agreementFile,
  agreementIn,
  original,
  packed,
  programme,
  received,
  refusalsIn,
  savedOn,
  sign,
  signaturesIn,
  signedOn,
  signedSometime,
  usage,
} from './sign-world.ts'
import { change, cleanUp, git } from './tool.ts'
import { appended, latin1, signed } from './verify-signing.ts'
import { rewritten } from './verify-world.ts'

afterAll(cleanUp)

let folder = ''
let pdf: Uint8Array = new Uint8Array()

beforeAll(async () => {
  folder = programme()
  pdf = await packed(folder)
})

const both = ['2026-11-20', '2026-11-20'] as const
const refused = refusalsIn(() => folder)

describe('what goes out', () => {
  test('every PDF that is to be signed, and beside it what the service asks', () => {
    expect(readdirSync(join(folder, 'out/kld-dfo')).sort()).toEqual([
      'kld-dfo-ut-1.v1.nb.pdf',
      'kld-dfo-ut-1.v1.nb.signing.json',
      'kld-dfo.v1.nb.pdf',
      'kld-dfo.v1.nb.signing.json',
    ])
    const request = JSON.parse(readFileSync(join(folder, 'out/kld-dfo/kld-dfo.v1.nb.signing.json'), 'utf8'))
    expect(request.title).toBe('Samarbeidsavtale: Kompetansesamarbeid om klimaregnskap')
    expect(request.signers.map(({ role }: { role: string }) => role)).toEqual([
      'Ekspedisjonssjef',
      'Avdelingsdirektør',
    ])
  })

  test('whoever sends it is told who signs in which order, and what to do afterwards', async () => {
    const { out } = await sign(folder, { out: join(folder, 'out') })
    expect(out).toContain('Lag ett oppdrag i signeringstjenesten for hver PDF')
    expect(out).toMatch(
      /kld-dfo-ut-1\.v1\.nb\.pdf\n.*\n {4}1\. Klima- og .*\n {4}1\. Direktoratet .*\n {4}2\. Medarbeideren\n/,
    )
    expect(out).toContain('mobilitet sign kld-dfo --file signert.pdf')
  })

  test('as JSON for a program', async () => {
    const { out } = await sign(folder, { out: join(folder, 'out'), format: 'json' })
    const { requests, obstacles, ...rest } = JSON.parse(out)
    expect(requests).toHaveLength(2)
    expect(obstacles).toEqual([])
    expect(rest).toEqual({
      agreement: 'kld-dfo',
      version: 1,
      folder: 'out/kld-dfo',
      signed: false,
      unsaved: false,
    })
  })

  test('in one language, and in none that the agreement is not made in', async () => {
    expect(await usage(sign(folder, { lang: 'en', out: join(folder, 'out') }))).toBe('error.invalidChoice')
  })

  test('never among the files of the programme', async () => {
    expect(await usage(sign(folder, { out: join(folder, 'agreements') }))).toBe('error.outInData')
  })

  test('nothing while questions are open; they are asked', async () => {
    const open = programme({
      [agreementFile]: rewritten(['payer: sender', 'payer:'], ['workingTime: host', '']),
    })
    const { code, out } = await sign(open)
    expect(code).toBe(2)
    expect(out.split('\n')).toEqual([
      'Avtalen «Kompetansesamarbeid om klimaregnskap» er ikke klar til signering. Dette må avklares først:',
      '  - Hvem bærer lønnskostnaden?',
      '  - Hvilken virksomhets arbeidstidsordning følger medarbeideren under utlånet?',
      '',
    ])
    expect(existsSync(join(open, 'out'))).toBe(false)
  })

  test('nothing before every party has said yes to the match', async () => {
    const proposed = programme({
      [agreementFile]: rewritten(['  - { party: dfo, date: 2026-11-12 }\n', '']),
    })
    const { code, out } = await sign(proposed)
    expect(code).toBe(2)
    expect(out).toContain('Disse har ikke svart: Direktoratet for forvaltning og økonomistyring.')
  })

  test('nothing of an agreement that has ended, or one that the check refuses', async () => {
    const ended = programme({
      [agreementFile]: `${original}termination: { date: 2026-11-20, by: kld, reason: Ikke lenger aktuelt. }\n`,
    })
    expect((await sign(ended)).out).toContain('er sagt opp eller avsluttet')
    const wrong = programme({ [agreementFile]: rewritten(['to: 2027-12-31', 'to: 2026-12-31']) })
    const { code, out } = await sign(wrong)
    expect(code).toBe(2)
    expect(out).toContain('dates/order')
    const json = JSON.parse((await sign(wrong, { format: 'json' })).out)
    expect(json.refused.reason).toBe('errors')
    expect(json.refused.findings[0].code).toBe('dates/order')
  })
})

describe('what comes back', () => {
  test('a file with a signature for each party is recorded for all, and what happens then is told', async () => {
    const own = programme()
    const file = received('signert.pdf', signedOn(await packed(own), ...both))
    const { code, out } = await sign(own, { file })
    expect(code).toBe(0)
    expect(out).toContain('Avtaleteksten er urørt, og bak den ligger bare signaturer.')
    expect(out).toContain('Om signaturene er gyldige, og hvem som har signert, er ikke kontrollert her.')
    expect(out).toContain('Alle partene har signert, den siste 20. november 2026.')
    expect(out).toContain('mobilitet release kld-dfo')
    const [, terms = ''] = /terms: (sha256:\w{64})/.exec(agreementIn(own)) ?? []
    const [, digest = ''] = /file: (sha256:\w{64})/.exec(agreementIn(own)) ?? []
    expect(agreementIn(own)).toBe(
      `${original}signatures:\n${[
        ['kld', 'Ekspedisjonssjef'],
        ['dfo', 'Avdelingsdirektør'],
      ]
        .map(
          ([party, role]) =>
            `  - party: ${party}\n    role: ${role}\n    date: 2026-11-20\n    method: esign\n    terms: ${terms}\n    file: ${digest}\n`,
        )
        .join('')}`,
    )
  })

  test('the change is not saved in Git, and the words for the pull request hold no more than the file', async () => {
    const own = programme()
    const file = received('signert.pdf', signedOn(await packed(own), ...both))
    const head = git(own, 'rev-parse', 'HEAD')
    const { out } = await sign(own, { file, format: 'json' })
    expect(git(own, 'rev-parse', 'HEAD')).toBe(head)
    expect(git(own, 'status', '--porcelain', '--', 'agreements').trim()).toBe(`M ${agreementFile}`)
    const { pullRequest, written, missing, signed: day } = JSON.parse(out)
    expect({ written, missing, day }).toEqual({ written: true, missing: [], day: '2026-11-20' })
    expect(pullRequest.title).toBe(
      'Underskrift fra Klima- og miljødepartementet og Direktoratet for forvaltning og økonomistyring: Kompetansesamarbeid om klimaregnskap',
    )
    expect(pullRequest.body).toContain('- Kontrollsum for den signerte filen: sha256:')
  })

  test('the same file again changes nothing, and says so', async () => {
    const own = programme()
    const file = received('signert.pdf', signedOn(await packed(own), ...both))
    await sign(own, { file })
    const once = agreementIn(own)
    const { code, out } = await sign(own, { file })
    expect(code).toBe(0)
    expect(out).toContain('Alt er ført inn fra før. Ingenting er endret.')
    expect(agreementIn(own)).toBe(once)
    savedOn(own, '2026-11-21')
    expect((await sign(own, { file })).out).toContain('Ingenting er endret.')
    expect(agreementIn(own)).toBe(once)
  })

  test('one party today and the other tomorrow, in files that grow', async () => {
    const own = programme()
    const sent = await packed(own)
    const first = received('signert.pdf', signedOn(sent, '2026-11-19'))
    const said = await sign(own, { file: first, party: ['kld'] })
    expect(said.out).toContain('Disse har ikke signert ennå: Direktoratet for forvaltning og økonomistyring.')
    savedOn(own, '2026-11-19')
    const second = received('signert.pdf', signedOn(sent, '2026-11-19', '2026-11-21'))
    const last = await sign(own, { file: second, party: ['dfo'], date: '2026-11-21' })
    expect(last.out).toContain('Alle partene har signert, den siste 21. november 2026.')
    expect(signaturesIn(agreementIn(own))).toMatchObject([
      { party: 'kld', date: '2026-11-19' },
      { party: 'dfo', date: '2026-11-21' },
    ])
  })

  test('also where nothing of the past is at hand', async () => {
    const own = programme()
    const sent = await packed(own)
    await sign(own, { file: received('signert.pdf', signedOn(sent, '2026-11-19')), party: ['kld'] })
    change(own, { '.git/HEAD': undefined })
    const second = received('signert.pdf', signedOn(sent, '2026-11-19', '2026-11-21'))
    expect((await sign(own, { file: second, party: ['dfo'], date: '2026-11-21' })).code).toBe(0)
  })

  test('another role than the agreement says is written down as it was', async () => {
    const own = programme()
    const file = received('signert.pdf', signedOn(await packed(own), '2026-11-20'))
    await sign(own, { file, party: ['dfo'], role: 'Konstituert avdelingsdirektør: drift' })
    expect(agreementIn(own)).toContain("    role: 'Konstituert avdelingsdirektør: drift'\n")
  })

  test('with --print it is shown, and nothing is written', async () => {
    const file = received('signert.pdf', signedOn(pdf, ...both))
    const { code, out, remarks } = await sign(folder, { file, print: true })
    expect(code).toBe(0)
    expect(out.startsWith(original)).toBe(true)
    expect(signaturesIn(out)).toHaveLength(2)
    expect(remarks).toContain('Dette ville bli ført inn i agreements/kld-dfo/agreement.yaml:')
    expect(agreementIn(folder)).toBe(original)
  })

  test('an amendment of the agreement is signed on the new terms', async () => {
    const amendment = Object.fromEntries(
      ['nb', 'nn', 'en'].map((language) => {
        const path = `templates/amendment/1/${language}.md.hbs`
        return [path, readFileSync(join(import.meta.dirname, '..', path), 'utf8')]
      }),
    )
    const own = programme(amendment)
    change(own, {
      [agreementFile]: rewritten(
        ['languages: [nb]', 'version: 2\nlanguages: [nb]'],
        ['noticeWeeks: 4', 'noticeWeeks: 6'],
      ),
    })
    savedOn(own, '2026-11-16')
    const sent = await packed(own, 'kld-dfo.amendment.v2.nb.pdf')
    const { code } = await sign(own, { file: received('signert.pdf', signedOn(sent, ...both)) })
    expect(code).toBe(0)
    expect(signaturesIn(agreementIn(own))).toHaveLength(2)
  })

  test('whoever keeps the file in the repository is told that it holds names', async () => {
    const own = programme()
    const file = join(own, 'signert.pdf')
    writeFileSync(file, signedOn(await packed(own), ...both))
    expect((await sign(own, { file })).out).toContain('Filen ligger i registeret. Den inneholder navn.')
  })
})

describe('the day', () => {
  const on = async (...days: readonly string[]) => {
    const { out } = await sign(folder, {
      file: received('s.pdf', signedOn(pdf, ...days)),
      print: true,
      format: 'json',
    })
    return JSON.parse(out).added?.map(({ date }: { date: string }) => date)
  }

  test('is that in Norway, wherever the signer’s clock was', async () => {
    expect(await on("D:20261119233000Z00'00'", "D:20261120003000+01'00'")).toEqual([
      '2026-11-20',
      '2026-11-20',
    ])
  })

  test('is asked for when the file does not say, or does not say where on Earth', async () => {
    for (const file of [
      signedSometime(signedSometime(pdf)),
      signedOn(pdf, 'D:20261120120000', ...['2026-11-20']),
    ])
      expect(await refused(received('s.pdf', file))).toContain('Filen sier ikke klart når det ble signert.')
    const file = received('s.pdf', signedSometime(signedSometime(pdf)))
    expect((await sign(folder, { file, date: '2026-11-20', print: true })).code).toBe(0)
  })

  test('is nobody’s in particular when the signatures are from different days', async () => {
    expect(await refused(received('s.pdf', signedOn(pdf, '2026-11-19', '2026-11-20')))).toBe(
      'Signaturene er fra ulike dager: 19. november 2026 og 20. november 2026. Hvem som signerte hvilken dag, leser vi ikke ut av filen. Før inn én part om gangen, med --party og --date.',
    )
  })

  test('is not another than the file says', async () => {
    const file = received('s.pdf', signedOn(pdf, ...both))
    expect(await refused(file, { date: '2026-11-18' })).toContain(
      'Filen sier at det ble signert 20. november 2026',
    )
  })

  test('is not one that has not been', async () => {
    expect(await refused(received('s.pdf', signedOn(pdf, '2026-11-23', '2026-11-23')))).toContain(
      'Datoen for underskriften er 23. november 2026, og den dagen har ikke vært ennå.',
    )
  })

  test('is not one before the terms were there', async () => {
    expect(await refused(received('s.pdf', signedOn(pdf, '2026-11-14', '2026-11-14')))).toContain(
      'Datoen for underskriften er 14. november 2026, men vilkårene slik de er nå, er fra 15. november 2026.',
    )
    const unversioned = programme()
    change(unversioned, { '.git/HEAD': undefined })
    const file = received('s.pdf', signedOn(pdf, '2026-11-11', '2026-11-11'))
    expect(await refused(file, {}, unversioned)).toContain('er fra 12. november 2026')
  })

  test('is a day', async () => {
    expect(await usage(sign(folder, { file: 'x.pdf', date: '2026-02-30' }))).toBe('error.invalidDate')
  })
})

describe('who has signed', () => {
  test('is asked for when signatures and parties are not as many', async () => {
    expect(await refused(received('s.pdf', signedOn(pdf, '2026-11-20')))).toBe(
      'Filen har 1 signatur, og avtalen har 2 parter. Si hvem som har signert, med --party.',
    )
  })

  test('is not more than there are signatures', async () => {
    const file = received('s.pdf', signedOn(pdf, '2026-11-20'))
    expect(await refused(file, { party: ['kld', 'dfo'] })).toContain(
      'Filen har 1 signatur, og dere har nevnt 2 parter.',
    )
  })

  test('is not somebody else the next time, with the same file', async () => {
    const own = programme()
    const file = received('s.pdf', signedOn(await packed(own), '2026-11-20'))
    await sign(own, { file, party: ['kld'] })
    expect(await refused(file, { party: ['dfo'] }, own)).toBe(
      'Filen har 1 signatur, og det er ført inn for Klima- og miljødepartementet fra før. Bruk filen der også de andre har signert.',
    )
  })

  test('is neither an archive’s time-stamp nor a place kept for somebody', async () => {
    const stamped = signed(signedOn(pdf, '2026-11-20'), { contents: '3082', subFilter: 'ETSI.RFC3161' })
    expect(await refused(received('s.pdf', stamped))).toContain('Filen har 1 signatur,')
    const kept = signed(signedOn(pdf, '2026-11-20'))
    expect(await refused(received('s.pdf', kept))).toContain('Filen har 1 signatur,')
    expect(await refused(received('s.pdf', signed(pdf)))).toContain('uten en signatur')
  })

  test('is not what lies in the file without a place where a reader would show it', async () => {
    const once = signedOn(pdf, '2026-11-20')
    const range = `/ByteRange [0 ${pdf.length} ${pdf.length + 10} 5]`
    const loose = { objects: { 6900: `<< /Type /Sig /Filter /Adobe.PPKLite ${range} /Contents <3082> >>` } }
    expect(await refused(received('s.pdf', appended(once, loose)))).toContain('Filen har 1 signatur,')
  })

  test('is a party, by its folder', async () => {
    expect(await usage(sign(folder, { file: 'x.pdf', party: ['dof'] }))).toBe('error.signParty')
  })

  test('has one role, told of one party', async () => {
    expect(await usage(sign(folder, { file: 'x.pdf', role: 'Direktør' }))).toBe('error.signRole')
    const file = received('s.pdf', signedOn(pdf, '2026-11-20'))
    const { code, out } = await sign(folder, { file, party: ['kld'], role: 'Direktør 01019012480' })
    expect(code).toBe(2)
    expect(out).toContain('personal-data/')
    expect(out).not.toContain('01019012480')
    expect(agreementIn(folder)).toBe(original)
  })

  test('is not read out of the file, nor told', async () => {
    const named = latin1(signedOn(pdf, ...both)).replaceAll(
      '/Filter /Adobe.PPKLite',
      '/Name (Kari) /Filter /PPK',
    )
    const { out } = await sign(folder, { file: received('s.pdf', Buffer.from(named, 'latin1')), print: true })
    expect(out).not.toContain('Kari')
  })

  test('stays as it was recorded: another day, or another role, is for people to settle', async () => {
    const own = programme()
    const sent = await packed(own)
    await sign(own, { file: received('s.pdf', signedOn(sent, '2026-11-19')), party: ['kld'] })
    const other = received('s.pdf', signedOn(sent, '2026-11-20'))
    expect(await refused(other, { party: ['kld'] }, own)).toContain(
      'Klima- og miljødepartementet er ført inn fra før på de samme vilkårene, 19. november 2026, og ikke 20. november 2026.',
    )
    const same = received('s.pdf', signedOn(sent, '2026-11-19'))
    expect(await refused(same, { party: ['kld'], role: 'Direktør' }, own)).toContain('med en annen rolle')
  })
})

describe('the two halves are not mixed', () => {
  test('what belongs to a signed file is refused without one, and the other way round', async () => {
    expect(await usage(sign(folder, { party: ['kld'] }))).toBe('error.signNeedsFile')
    expect(await usage(sign(folder, { print: true }))).toBe('error.signNeedsFile')
    expect(await usage(sign(folder, { file: 'x.pdf', out: 'ut' }))).toBe('error.signWithFile')
  })
})
