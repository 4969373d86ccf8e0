/** The form for evaluations: what it makes is what `check` accepts and `intake` takes in, and the learning is found again. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readForm } from '../../src/core/plan/intake/form.ts'
import { parseYaml } from '../../src/core/yaml.ts'
import { broughtEvaluation } from '../../src/site/evaluate/bring.ts'
import { evaluationDraft, findingsIn, stagesReached } from '../../src/site/evaluate/draft.ts'
import { issueAddress } from '../../src/site/form/doors.ts'
import { checkTree, layers, root, schemaOf } from '../worlds.ts'
import { factsOf, siteOf, textOf, today } from './built.ts'
import { loadExample } from './example.ts'

const programme = loadExample()
const facts = await factsOf(programme, { repository: 'https://github.com/example/mobilitet' })
const brought = broughtEvaluation(facts, 'nb')
const exchange = brought.exchanges.find(({ agreement }) => agreement === 'dss-nasjonalarkivet')
if (!exchange) throw new Error('the example has changed')

const answers = new Map<string, unknown>([
  ['stage', 'end'],
  ['by', 'sender'],
  ['language', 'nb'],
  ['ratings.learning', 4],
  ['goals.1.reached', 'partly'],
  ['learned', 'Vi har lært å spørre dem som eier systemene, før vi skriver planen.'],
  ['suggestions.programme', 'Sett av to uker til forberedelser.'],
])
const draft = evaluationDraft(exchange, answers, brought.abouts, today)

describe('what the form makes', () => {
  it('is a file at its place with the fields in the order of the schema', () => {
    expect(draft.path).toBe('agreements/dss-nasjonalarkivet/evaluations/ut-1-end-sender.yaml')
    const keys = Object.keys(parseYaml(draft.text).data as object)
    expect(keys).toEqual(
      Object.keys(schemaOf('evaluation').properties ?? {}).filter((key) => keys.includes(key)),
    )
  })

  it('has nothing for `check` to find', () => {
    const before = new Map(
      ['programme', 'agencies', 'agreements', 'templates'].flatMap((folder) =>
        [...layers(join(root, folder))].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const),
      ),
    )
    const after = new Map([...before, [draft.path, new TextEncoder().encode(draft.text)]])
    const found = checkTree(after, today).filter(({ place }) => place.file === draft.path)
    expect(found).toEqual([])
  })

  it('comes out of the issue on GitHub as it went in', () => {
    const yaml = draft.text.replace(/^#.*\n/, '')
    const address = new URL(
      issueAddress(brought.issues, brought.template, { path: draft.path, title: 't', yaml }, 'evaluation'),
    )
    const { searchParams } = address
    const body = `### Filnavn\n\n${searchParams.get('file')}\n\n### Evaluering\n\n\`\`\`yaml\n${searchParams.get('evaluation')?.trimEnd()}\n\`\`\``
    expect(readForm(body)).toEqual({ language: 'nb', form: { file: draft.path, yaml } })
  })
})

describe('what the form refuses', () => {
  const codes = (change: readonly (readonly [string, unknown])[]) =>
    findingsIn(new Map([...answers, ...change]), draft, brought).map(
      ({ code, at }) => `${at.join('.')} ${code}`,
    )

  it.each<[string, readonly (readonly [string, unknown])[], readonly string[]]>([
    ['nothing that is right', [], []],
    ['what is not answered', [['learned', undefined]], ['learned schema/missing']],
    ['a text that is too long', [['benefit', 'o'.repeat(3001)]], ['benefit schema/too-long']],
    ['a telephone number', [['improve', 'Ring 22 33 44 55']], ['improve personal-data/phone-number']],
  ])('%s', (_, change, expected) => {
    expect(codes(change)).toEqual(expected)
  })

  it.each([
    ['2026-09-06', []],
    ['2026-09-07', ['start']],
    ['2026-10-30', ['start', 'midway', 'end']],
    ['2027-04-30', ['start', 'midway', 'end', 'after']],
  ])('on %s the stages that have been reached are %j', (day, stages) => {
    expect(stagesReached(exchange, day)).toEqual(stages)
  })
})

describe('the page of what was learned', async () => {
  const files = await siteOf(facts)

  it.each(['', 'nn/'])('has every evaluation once, each at an address of its own (%s)', (tongue) => {
    const page = textOf(files, `${tongue}laert/index.html`)
    for (const { agreement, name } of programme.evaluations)
      expect(page.split(`id="${agreement}--${name}"`)).toHaveLength(2)
  })

  it('is data too, and each address in them leads there', () => {
    const { learned } = JSON.parse(textOf(files, 'data/learned.json')) as { learned: { url: string }[] }
    const page = textOf(files, 'laert/index.html')
    expect(learned).toHaveLength(programme.evaluations.length)
    for (const { url } of learned) expect(page).toContain(`id="${url.split('#')[1]}"`)
  })

  it('is quoted where somebody wants to learn the same', () => {
    const page = textOf(files, 'katalog/hvl/arkivplan/index.html')
    expect(page).toContain('laert/#dss-nasjonalarkivet--ut-1-end-')
  })

  it('keeps hostile text as text', async () => {
    const evaluations = programme.evaluations.map((one) => ({ ...one, learned: '<script>alert(1)</script>' }))
    const hostile = await siteOf(await factsOf({ ...programme, evaluations }))
    for (const path of [
      'laert/index.html',
      'katalog/hvl/arkivplan/index.html',
      'virksomheter/hvl/index.html',
    ])
      expect(textOf(hostile, path)).not.toContain('<script>alert')
  })
})
