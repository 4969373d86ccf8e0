import { describe, expect, test } from 'vitest'
import type { Agreement, Exchange, Language, Programme } from '../../../src/core/model.ts'
import { renderAgreement } from '../../../src/core/render/documents.ts'
import { clauses, parseTemplate } from '../../../src/core/render/language.ts'
import { agreementView, exchangeView } from '../../../src/core/render/view.ts'
import {
  bareProgramme,
  full,
  languages,
  minimal,
  oneText,
  programmeWith,
  realTemplates,
  words,
} from './sample.ts'

const small = new Map(
  [
    oneText(
      'cooperation-agreement@1',
      `# Samarbeidsavtale: {{title}}

{{#if hasNotice}}
**{{notice}}**

{{/if}}
{{#if hasOpenQuestions}}
| Ikke klar: |
| --- |
{{#each openQuestions}}
| {{this}} |
{{/each}}

{{/if}}
## {{clause "parties"}} Partene

{{item}} Mellom {{partyNames}}, fra {{validFrom}} til {{validTo}}, jf. § 7-2.

| Virksomhet | Nummer |
| --- | --- |
{{#each parties}}
| {{name}} | {{organisationNumber}} |
{{/each}}

{{#if hasPurpose}}
## {{clause "purpose"}} Formål

{{item}} {{purpose}}

{{/if}}
## {{clause "areas"}} Utvekslinger

{{#each exchanges}}
{{item}} **{{form}}** fra {{fromName}} til {{toName}}:

{{#each learningGoals}}
- {{this}}
{{/each}}

{{/each}}
## {{clause "signatures"}} Underskrifter

| Part | Rolle | Dato | Underskrift |
| --- | --- | --- | --- |
{{#each signatures}}
| {{name}} | {{#if role}}{{role}}{{else}}–{{/if}} | {{#if signed}}{{date}}{{else}}\\_\\_\\_\\_\\_\\_\\_\\_{{/if}} | {{#if signed}}{{method}}{{else}}\\_\\_\\_\\_\\_\\_\\_\\_{{/if}} |
{{/each}}
`,
    ),
    oneText(
      'exchange-agreement@1',
      '# Utvekslingsavtale: {{title}}\n\n{{exchange.start}} til {{exchange.end}}.\n',
    ),
  ].map((template) => [template.id, template]),
)

/** Those that are text; what is made of the same tree in other formats has stories of its own. */
const every = { languages, formats: ['md', 'html'] as const, words, makers: { pdf: notAsked } }

function notAsked(): never {
  throw new Error('nobody asked for a PDF')
}

async function rendered(agreement: Agreement, programme: Programme): Promise<ReadonlyMap<string, string>> {
  const files = await renderAgreement(agreement, programme, every)
  return new Map(files.map(({ path, content }) => [path, String(content)]))
}

describe('a small agreement', () => {
  test('gives a file for each document, language and format', async () => {
    const nb = [...(await rendered(full, programmeWith(small))).keys()].filter((path) =>
      path.includes('.nb.'),
    )
    expect(nb).toEqual([
      'kld-kartverket/kld-kartverket.v2.nb.md',
      'kld-kartverket/kld-kartverket.v2.nb.html',
      'kld-kartverket/kld-kartverket-ut-1.v2.nb.md',
      'kld-kartverket/kld-kartverket-ut-1.v2.nb.html',
      'kld-kartverket/kld-kartverket-inn-1.v2.nb.md',
      'kld-kartverket/kld-kartverket-inn-1.v2.nb.html',
      'kld-kartverket/kld-kartverket-inn-2.v2.nb.md',
      'kld-kartverket/kld-kartverket-inn-2.v2.nb.html',
    ])
  })

  test.each([
    ['full', full],
    ['minimal', minimal],
  ])('reads as in golden/%s.*', async (name, agreement) => {
    const files = await rendered(agreement, programmeWith(small))
    const stem = `kld-kartverket/kld-kartverket.v${agreement.version}.nb`
    for (const format of every.formats) {
      await expect(files.get(`${stem}.${format}`)).toMatchFileSnapshot(`golden/${name}.${format}.txt`)
    }
  })

  test('is the same, byte for byte, every time', async () => {
    expect(await rendered(full, programmeWith(small))).toEqual(
      await rendered(structuredClone(full), programmeWith(small)),
    )
  })

  test('is written only in the languages it is made in', async () => {
    const files = await renderAgreement({ ...full, languages: ['nn'] }, programmeWith(small), every)
    expect(files.every(({ path }) => path.includes('.nn.'))).toBe(true)
  })

  test('takes the exchange agreement of the same version as its own standard text, or else the newest', () => {
    const text = small.get('cooperation-agreement@1')
    if (!text) throw new Error('no template')
    const newer = new Map([...small, ['cooperation-agreement@2', { ...text, id: 'cooperation-agreement@2' }]])
    const agreement = { ...full, template: 'cooperation-agreement@2' }
    const exchange = agreement.exchanges[0] as Exchange
    const view = exchangeView(agreement, exchange, programmeWith(newer), 'nb', words('nb'))
    expect(view.templateVersion).toBe('exchange-agreement@1')
  })

  test('says which standard text or agency is missing', async () => {
    const programme = programmeWith(small)
    await expect(rendered({ ...full, template: 'cooperation-agreement@9' }, programme)).rejects.toThrow(
      'cooperation-agreement@9',
    )
    const parties = [{ agency: 'nobody', signatory: { role: null } }]
    await expect(rendered({ ...full, parties }, programme)).rejects.toThrow('nobody')
  })
})

describe('the view', () => {
  const view = (agreement: Agreement, language: Language) =>
    agreementView(agreement, programmeWith(realTemplates()), language, words(language))

  test('writes dates, numbers and lists as the language does', () => {
    expect(view(full, 'nb')).toMatchObject({
      validFrom: '1. mars 2027',
      partyNames: 'Klima- og miljødepartementet, Statens kartverk og Utdanningsdirektoratet',
      roundName: 'Våren 2027',
      costShareText: 'avgiveren 50 prosent, mottakeren 50 prosent',
    })
    expect(view(full, 'nn')).toMatchObject({ validFrom: '1. mars 2027', validTo: '29. februar 2028' })
    expect(view(full, 'en')).toMatchObject({ validFrom: '1 March 2027', roundName: 'Spring 2027' })
    expect(view(full, 'nb').parties[0]?.organisationNumber).toBe('972 417 882')
  })

  test('counts a signature only on exactly these terms', () => {
    expect(view(full, 'nb').signatures.map(({ signed }) => signed)).toEqual([true, false, false])
    expect(view({ ...full, purpose: 'noe annet' }, 'nb').signatures.some(({ signed }) => signed)).toBe(false)
  })

  test('names a deviation by the clause it changes', () => {
    expect(view(full, 'nb').deviations[0]).toMatchObject({
      clause: 'Avbrudd og oppsigelse',
      approvedDate: '10. november 2026',
    })
    expect(view(full, 'en').deviations[0]?.text).toBe('Termination takes effect at the end of a month.')
  })

  test('tells clearance from authorisation', () => {
    const needs = view(full, 'nb').exchanges.map(({ needsClearance, needsAuthorisation }) => [
      needsClearance,
      needsAuthorisation,
    ])
    expect(needs).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ])
  })

  test('says what is open, and of an exchange agreement only what concerns it', () => {
    const two = {
      ...minimal,
      exchanges: ['ut-1', 'ut-2'].map((id) => ({ ...(minimal.exchanges[0] as Exchange), id })),
    }
    expect(view(minimal, 'nb').openQuestions).toContain('Hvem bærer lønnskostnaden?')
    expect(view(two, 'nb').openQuestions).toContain('Utveksling 2: Hvem bærer lønnskostnaden?')
    const second = two.exchanges[1] as Exchange
    const { openQuestions } = exchangeView(two, second, programmeWith(realTemplates()), 'nb', words('nb'))
    expect(openQuestions.filter((question) => question.startsWith('Utveksling 1'))).toEqual([])
    expect(openQuestions).toContain('Utveksling 2: Hvem bærer lønnskostnaden?')
  })
})

describe('the standard texts', () => {
  const templates = realTemplates()

  test.each([...templates.values()])('$id has the same clauses in every language', ({ languages }) => {
    const ids = [...languages.values()].map(({ file, text }) =>
      clauses(parseTemplate(file, text)).map(({ id }) => id),
    )
    for (const other of ids) expect(other).toEqual(ids[0])
    expect(ids[0]).not.toEqual([])
  })

  test.each([
    ['everything said', full, programmeWith(templates)],
    ['nothing said', minimal, bareProgramme(templates)],
    ['one choice of each kind', oneOfEach(), programmeWith(templates)],
  ])('can be filled with %s', async (_what, agreement, programme) => {
    const files = await rendered(agreement, programme)
    expect(files.size).toBe((agreement.exchanges.length + 1) * languages.length * every.formats.length)
    for (const [path, content] of files) if (path.endsWith('.html')) expectSound(path, content)
    for (const path of files.keys()) {
      if (path.endsWith('.nb.html')) {
        for (const language of ['nn', 'en']) {
          expect(clauseIds(files.get(path.replace('.nb.', `.${language}.`)))).toEqual(
            clauseIds(files.get(path)),
          )
        }
      }
    }
  })
})

/** Answers that the full agreement does not give. */
function oneOfEach(): Agreement {
  const [first] = full.exchanges as [Exchange]
  return {
    ...full,
    parties: full.parties.slice(0, 2),
    exchanges: [{ ...first, employer: 'host', payer: 'sender', clearance: 'top-secret', workload: 40 }],
    terms: {
      ...full.terms,
      refund: 'full',
      refundShare: null,
      vat: 'charged',
      workingTime: 'host',
      costShare: null,
    },
    signatures: full.signatures.slice(0, 1),
    deviations: [],
  }
}

function clauseIds(content = ''): readonly string[] {
  return [...content.matchAll(/<h2 id="(clause-[a-z0-9-]+)"/g)].map(([, id]) => String(id))
}

function expectSound(path: string, content: string): void {
  expect(content.match(/<h1/g), path).toHaveLength(1)
  expect(content, path).toMatch(/^<!doctype html>\n<html lang="(nb|nn|en-GB)">/)
  expect(content, path).toContain('organisa')
  expect(content, path).toContain('<meta name="party" content="972417882 Klima- og miljødepartementet">')
  expect(content, path).toMatch(/<dd>sha256:[0-9a-f]{64}<\/dd>/)
  expect(content, path).not.toMatch(/<script|https?:\/\/|@import|url\(|&lt;a id/)
  expect(clauseIds(content).length, path).toBeGreaterThan(10)
  const ids = [...content.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size, path).toBe(ids.length)
}
