/** «Er dokumentet ekte?»: documents that were made of an agreement, and what came back. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { parsePeople } from '../src/core/render/people.ts'
import { change, cleanUp, commit, git, mobilitet, today } from './tool.ts'
import {
  agreementFile,
  answer,
  asked,
  copy,
  folderWith,
  made,
  original,
  rendered,
  rewritten,
} from './verify-world.ts'
import { root } from './worlds.ts'

afterAll(cleanUp)

const kinds = ['html', 'docx', 'pdf', 'md'] as const

/** A Word file with something else in one of its parts. */
function repacked(docx: Uint8Array, part: string, edit: (xml: string) => string): Uint8Array {
  const files = unzipSync(docx)
  const changed = edit(strFromU8(files[part] ?? new Uint8Array()))
  return zipSync({ ...files, [part]: strToU8(changed) })
}

/** A standard text as it is in the repository. */
function textsOf(document: string): Readonly<Record<string, string>> {
  const path = `templates/${document}/1/nb.md.hbs`
  return { [path]: readFileSync(join(root, path), 'utf8') }
}

/** The digest in a recorded signature. */
const digestOf = (said: { readonly claim: { readonly termsDigest: string } }) => said.claim.termsDigest

describe('a document as it was made', () => {
  test.each(kinds)('is genuine: %s', async (kind) => {
    const folder = folderWith()
    commit(folder)
    const said = await asked(folder, [await rendered(folder, kind)])
    expect(said.out).toContain('Dokumentet er ekte. Filen er nøyaktig den verktøyet lager av avtalen.')
    expect(said.out).toContain(
      `Sammenlignet med kld-dfo/kld-dfo.v1.nb.${kind}, slik avtalen ligger i mappen nå.`,
    )
    expect(said.code).toBe(0)
  })

  test('the agreement about one exchange is told from the one about all', async () => {
    const folder = folderWith()
    commit(folder)
    const { document, verdict } = await answer(folder, await rendered(folder, 'docx', 'kld-dfo-ut-1'))
    expect({ document, verdict }).toEqual({
      document: 'kld-dfo/kld-dfo-ut-1.v1.nb.docx',
      verdict: 'identical',
    })
  })

  test('so is one in another language than the reader’s', async () => {
    const folder = folderWith({ [agreementFile]: rewritten(['languages: [nb]', 'languages: [nb, nn]']) })
    commit(folder)
    const file = await rendered(folder, 'html', 'kld-dfo', 1, 'nn')
    const said = await asked(folder, [file], 'text', 'en')
    expect(said.out).toContain('The document is genuine.')
    expect(said.code).toBe(0)
  })

  test('several are answered for one by one, and one that is wrong is enough for code 2', async () => {
    const folder = folderWith()
    commit(folder)
    const [html, md] = [await rendered(folder, 'html'), await rendered(folder, 'md')]
    expect((await asked(folder, [html, md])).code).toBe(0)
    const wrong = copy(folder, 'x.md', readFileSync(md, 'utf8').replace('klimaregnskap', 'kaffe'))
    const said = await asked(folder, [html, wrong, md])
    expect(said.code).toBe(2)
    expect(said.out.match(/Dokumentet er ekte/g)).toHaveLength(2)
    expect(said.out.match(/Dokumentet er endret/g)).toHaveLength(1)
  })

  test('outside Git the folder itself is what it is held against', async () => {
    const folder = folderWith()
    const { code, verdict, remarks } = await answer(folder, await rendered(folder, 'html'))
    expect({ code, verdict, remarks }).toEqual({ code: 0, verdict: 'identical', remarks: [] })
  })
})

describe('words that have been altered are shown, and where', () => {
  test('in HTML', async () => {
    const folder = folderWith()
    commit(folder)
    const html = readFileSync(await rendered(folder, 'html'), 'utf8')
    const file = copy(
      folder,
      'avtale.html',
      html.replace('Avgivende virksomhet dekker reiser', 'Mottakende virksomhet dekker reiser'),
    )
    const said = await asked(folder, [file])
    expect(said.code).toBe(2)
    expect(said.out).toContain('Dokumentet er endret. Ordene er ulike på 1 sted:')
    expect(said.out).toMatch(/\n {4}\d+ Felles vilkår for utvekslingene\n/)
    expect(said.out).toContain('[-Avgivende-] {+Mottakende+} virksomhet dekker reiser')
  })

  test('in Word, with a clause that was taken out and one that was put in', async () => {
    const folder = folderWith()
    commit(folder)
    const made = readFileSync(await rendered(folder, 'docx'))
    const changed = repacked(made, 'word/document.xml', (xml) =>
      xml
        .replace(/<w:p>(?:(?!<w:p>).)*?Punktene om taushetsplikt.*?<\/w:p>/s, '')
        .replace(
          '<w:t xml:space="preserve">Standardteksten er skrevet',
          '<w:t xml:space="preserve">Alt kan sies opp muntlig. Standardteksten er skrevet',
        ),
    )
    const { changes, verdict } = await answer(folder, copy(folder, 'avtale.docx', changed))
    expect(verdict).toBe('altered')
    expect(changes).toMatchObject([
      { title: 'Varighet', after: '' },
      { title: 'Regelverk og versjon', after: expect.stringContaining('Alt kan sies opp muntlig.') },
    ])
    expect(changes[0].before).toContain('Punktene om taushetsplikt')
  })

  test('in Markdown', async () => {
    const folder = folderWith()
    commit(folder)
    const text = readFileSync(await rendered(folder, 'md'), 'utf8')
    const { changes } = await answer(
      folder,
      copy(folder, 'avtale.md', text.replace('i uker | 4', 'i uker | 1')),
    )
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({
      before: expect.stringMatching(/ 4 \|$/),
      after: expect.stringMatching(/ 1 \|$/),
    })
  })

  test('in a PDF of an agreement that was edited before it was printed, though it says it is the real one', async () => {
    const folder = folderWith()
    commit(folder)
    const real = await rendered(folder, 'pdf')
    const other = folderWith({ [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 1']) })
    const digest = (path: string) => /sha256:[0-9a-f]{64}/.exec(readFileSync(path, 'latin1'))?.[0] ?? ''
    const false_ = await rendered(other, 'pdf')
    const forged = readFileSync(false_, 'latin1').replaceAll(digest(false_), digest(real))
    const said = await asked(folder, [copy(folder, 'avtale.pdf', Buffer.from(forged, 'latin1'))])
    expect(said.code).toBe(2)
    expect(said.out).toContain('Dokumentet er endret.')
    expect(said.out).toMatch(/\[-4-\] \{\+1\+\}/)
    expect(said.out).toMatch(/\d+ Hovedvilkår\n/)
  })

  test('a false digest is no way out: then it is no version the agreement ever had', async () => {
    const folder = folderWith()
    commit(folder)
    const html = readFileSync(await rendered(folder, 'html'), 'utf8')
    const forged = html
      .replace(/sha256:[0-9a-f]{64}/g, `sha256:${'a'.repeat(64)}`)
      .replace('4</td>', '1</td>')
    const said = await asked(folder, [copy(folder, 'avtale.html', forged)])
    expect(said.code).toBe(2)
    expect(said.out).toContain('Avtalen har aldri hatt vilkår med kontrollsummen som står i filen.')
    expect(said.out).toContain('[-4-] {+1+}')
  })
})

describe('the same words made in another way', () => {
  test('HTML with another look is not vouched for: a look can hide words', async () => {
    const folder = folderWith()
    commit(folder)
    const html = readFileSync(await rendered(folder, 'html'), 'utf8')
    const file = copy(
      folder,
      'avtale.html',
      html.replace('<style>', '<style>\n.clause-termination { display: none }'),
    )
    const said = await asked(folder, [file])
    expect(said.out).toContain('Ordene er de samme som i avtalen, men filen er ikke den verktøyet lager.')
    expect(said.code).toBe(2)
  })

  test('Word saved again by another program', async () => {
    const folder = folderWith()
    commit(folder)
    const made = readFileSync(await rendered(folder, 'docx'))
    const again = repacked(made, 'word/styles.xml', (xml) => xml.replaceAll('Arial', 'Times New Roman'))
    const { verdict, changes } = await answer(folder, copy(folder, 'avtale.docx', again))
    expect({ verdict, changes }).toEqual({ verdict: 'same-terms', changes: [] })
  })

  test('a PDF whose metadata were rewritten', async () => {
    const folder = folderWith()
    commit(folder)
    const pdf = readFileSync(await rendered(folder, 'pdf'), 'latin1')
    const edited = pdf.replace(/\/CreationDate \(D:\d{4}/, (date) => `${date.slice(0, -4)}1999`)
    expect(edited).not.toBe(pdf)
    const { verdict } = await answer(folder, copy(folder, 'avtale.pdf', Buffer.from(edited, 'latin1')))
    expect(verdict).toBe('same-terms')
  })

  test('what the tool never makes is named', async () => {
    const folder = folderWith()
    commit(folder)
    const html = readFileSync(await rendered(folder, 'html'), 'utf8')
    const file = copy(
      folder,
      'avtale.html',
      html.replace('</main>', '<script>document.title = "x"</script><img src="x" onerror="y"></main>'),
    )
    const said = await asked(folder, [file])
    expect(said.code).toBe(2)
    expect(said.out).toContain('Filen inneholder noe verktøyet aldri lager (img, onerror=, script, src=).')
    const made = readFileSync(await rendered(folder, 'docx'))
    const hidden = repacked(made, 'word/document.xml', (xml) => xml.replace('<w:rPr>', '<w:rPr><w:vanish/>'))
    expect((await asked(folder, [copy(folder, 'avtale.docx', hidden)])).out).toContain('(w:vanish)')
  })
})

describe('an agreement that has a history', () => {
  const signature = (digest: string, party: string) =>
    `  - { party: ${party}, role: Direktør, date: 2026-12-01, method: esign, terms: ${digest} }\n`

  test('what was made before the signatures were recorded is still known, and who has signed is told', async () => {
    const folder = folderWith()
    commit(folder, 'Avtale')
    const file = await rendered(folder, 'pdf')
    const digest = digestOf(await answer(folder, file))
    change(folder, { [agreementFile]: `${original}\nsignatures:\n${signature(digest, 'kld')}` })
    commit(folder, 'Underskrift')
    const said = await asked(folder, [file])
    expect(said.code).toBe(0)
    expect(said.out).toMatch(/slik avtalen ble lagret \d{1,2}\. \p{L}+ \d{4} \([0-9a-f]{10}\)\./u)
    expect(said.out).toContain('Klima- og miljødepartementet ved Direktør, 1. desember 2026, elektronisk.')
    expect(said.out).toContain(
      'Disse har ikke ført inn noen underskrift: Direktoratet for forvaltning og økonomistyring.',
    )
  })

  test('a newer version is told of', async () => {
    const folder = folderWith()
    commit(folder)
    const file = await rendered(folder, 'html')
    change(folder, {
      [agreementFile]: rewritten(
        ['languages: [nb]', 'version: 2\nlanguages: [nb]'],
        ['noticeWeeks: 4', 'noticeWeeks: 8'],
      ),
    })
    commit(folder)
    const said = await asked(folder, [file])
    expect(said.code).toBe(0)
    expect(said.out).toContain('Merk: Avtalen finnes i en nyere utgave, versjon 2.')
  })

  test('so is a change of terms within one version', async () => {
    const folder = folderWith()
    commit(folder)
    const file = await rendered(folder, 'html')
    change(folder, { [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 8']) })
    commit(folder)
    const { code, remarks } = await answer(folder, file)
    expect({ code, remarks }).toEqual({ code: 0, remarks: [{ remark: 'changed', version: 1 }] })
  })

  test('a standard text that has been mended since does not make a false document of an older one', async () => {
    const folder = folderWith()
    commit(folder)
    const file = await rendered(folder, 'docx')
    const template = 'templates/cooperation-agreement/1/nb.md.hbs'
    change(folder, {
      [template]: readFileSync(join(folder, template), 'utf8').replace(
        'følger norsk rett',
        'følger norsk lov',
      ),
    })
    commit(folder)
    expect(await answer(folder, file)).toMatchObject({
      code: 0,
      verdict: 'identical',
      commit: expect.any(String),
    })
  })

  test('an agreement that is gone from the folder is found in what was saved', async () => {
    const folder = folderWith()
    commit(folder)
    const file = await rendered(folder, 'html')
    change(folder, { [agreementFile]: undefined })
    commit(folder)
    const { code, remarks } = await answer(folder, file)
    expect({ code, remarks }).toEqual({ code: 0, remarks: [{ remark: 'gone' }] })
  })

  test('what only lies in the folder is said to, for nobody else can see it', async () => {
    const folder = folderWith()
    commit(folder)
    change(folder, { [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 8']) })
    const { remarks } = await answer(folder, await rendered(folder, 'html'))
    expect(remarks).toEqual([{ remark: 'unsaved' }])
  })

  test('a clone without its history says that this may be why', async () => {
    const folder = folderWith()
    commit(folder)
    const file = await rendered(folder, 'html')
    change(folder, { [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 8']) })
    commit(folder)
    const clone = join(folder, 'clone')
    git(folder, 'clone', '--quiet', '--depth', '1', `file://${folder}`, clone)
    const said = await asked(clone, [file])
    expect(said.code).toBe(2)
    expect(said.out).toContain('Mappen har ikke hele historikken')
    git(clone, 'fetch', '--quiet', '--unshallow')
    expect((await asked(clone, [file])).code).toBe(0)
  })

  test('a folder within a repository is a programme too', async () => {
    const folder = folderWith()
    const outer = join(folder, '..', `${folder.split('/').at(-1)}-outer`)
    git(folder, 'init', '--quiet', outer)
    git(folder, '-C', outer, 'commit', '--quiet', '--allow-empty', '--message', 'Tom')
    const inner = join(outer, 'programme-folder')
    git(folder, 'clone', '--quiet', outer, inner)
    const { rmSync, cpSync } = await import('node:fs')
    try {
      rmSync(inner, { recursive: true })
      cpSync(folder, inner, { recursive: true })
      git(outer, 'add', '--all')
      git(outer, 'commit', '--quiet', '--message', 'Program')
      const file = await rendered(inner, 'html')
      change(inner, { [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 8']) })
      git(outer, 'commit', '--quiet', '--all', '--message', 'Endring')
      expect(await answer(inner, file)).toMatchObject({
        code: 0,
        verdict: 'identical',
        commit: expect.any(String),
      })
    } finally {
      rmSync(outer, { recursive: true })
    }
  })
})

describe('documents that are made of more than the agreement', () => {
  test('the two languages side by side', async () => {
    const folder = folderWith({ [agreementFile]: rewritten(['languages: [nb]', 'languages: [nb, nn]']) })
    commit(folder)
    const file = await made(folder, '.nb-nn.docx', { pair: true })
    expect(await answer(folder, file)).toMatchObject({
      code: 0,
      verdict: 'identical',
      document: expect.stringContaining('nb-nn'),
    })
  })

  test('an amendment, which tells what was before', async () => {
    const folder = folderWith(textsOf('amendment'))
    commit(folder)
    const raised = rewritten(
      ['languages: [nb]', 'version: 2\nlanguages: [nb]'],
      ['noticeWeeks: 4', 'noticeWeeks: 8'],
    )
    change(folder, { [agreementFile]: raised })
    const file = await made(folder, 'kld-dfo.amendment.v2.nb.docx', { before: true })
    commit(folder)
    expect(await answer(folder, file)).toMatchObject({ code: 0, verdict: 'identical' })
  })

  test('one with names can be checked by whoever has the names, and only then', async () => {
    const folder = folderWith()
    commit(folder)
    const people = `agreements:\n  kld-dfo:\n    exchanges:\n      ut-1: { participant: Kari Nordmann }\n`
    const file = await made(folder, 'kld-dfo-ut-1.v1.nb.private.docx', { people: parsePeople(people).people })
    const { code, remarks } = await answer(folder, file)
    expect({ code, remarks }).toEqual({ code: 2, remarks: [{ remark: 'private' }] })
    const elsewhere = mkdtempSync(join(tmpdir(), 'mobilitet-names-'))
    writeFileSync(join(elsewhere, 'people.yaml'), people)
    const words = ['verify', file, '--private', join(elsewhere, 'people.yaml'), ...today]
    const said = mobilitet(folder, words)
    rmSync(elsewhere, { recursive: true })
    expect(said.out).toContain('Dokumentet er ekte.')
    expect(said.code).toBe(0)
  })

  test('a letter of intent has no terms, and that is said', async () => {
    const folder = folderWith()
    const letter =
      '<!doctype html><html lang="nb"><meta name="template" content="letter-of-intent@1"><p>Brev</p>'
    expect((await answer(folder, copy(folder, 'brev.html', letter))).reason).toBe('letter')
  })
})

describe('as people run it', () => {
  test('the command says what it finds, and the code is for programs', async () => {
    const folder = folderWith()
    commit(folder)
    const file = await rendered(folder, 'html')
    const said = mobilitet(folder, ['verify', 'out/kld-dfo/kld-dfo.v1.nb.html', ...today])
    expect(said.err).toBe('')
    expect(said.out).toMatch(/^out\/kld-dfo\/kld-dfo\.v1\.nb\.html\n {2}Dokumentet er ekte\./)
    expect(said.code).toBe(0)
    expect(mobilitet(folder, ['verify', file, '--format', 'json', ...today]).code).toBe(0)
  })

  test('without a file it is wrong usage', () => {
    expect(mobilitet(folderWith(), ['verify']).code).toBe(64)
  })

  test('as JSON every answer has the same shape', async () => {
    const folder = folderWith()
    commit(folder)
    const said = await asked(folder, [await rendered(folder, 'html'), join(folder, 'nothing.pdf')], 'json')
    expect(JSON.parse(said.out)).toEqual({
      files: [
        {
          file: 'out/kld-dfo/kld-dfo.v1.nb.html',
          genuine: true,
          verdict: 'identical',
          reason: null,
          claim: {
            agreement: 'kld-dfo',
            version: 1,
            termsDigest: expect.stringMatching(/^sha256:/),
            template: 'cooperation-agreement@1',
            language: 'nb',
          },
          format: 'html',
          agreement: 'kld-dfo',
          document: 'kld-dfo/kld-dfo.v1.nb.html',
          commit: null,
          changes: [],
          recorded: [],
          remarks: [],
        },
        {
          file: 'nothing.pdf',
          genuine: false,
          verdict: 'unknown',
          reason: 'missing',
          claim: { agreement: null, version: null, termsDigest: null, template: null, language: null },
        },
      ],
    })
  })
})
