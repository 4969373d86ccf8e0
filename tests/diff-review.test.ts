/** The words of an agreement in the live comment of a pull request: what somebody is about to say yes to. */
import { afterAll, expect, test } from 'vitest'
import { loadFolder } from '../src/commands/loading.ts'
import { redlinesOf } from '../src/commands/review-redlines.ts'
import { voiceOf } from '../src/commands/voices.ts'
import { change, cleanUp } from './tool.ts'
import { agreementFile, folderWith, original, rewritten } from './verify-world.ts'

afterAll(cleanUp)

/** What is said of a change of these files. */
async function said(
  before: Readonly<Record<string, string | undefined>>,
  after: Readonly<Record<string, string>>,
) {
  const folder = folderWith(before)
  const base = loadFolder(folder, false).loaded.programme
  change(folder, after)
  const head = loadFolder(folder, false).loaded.programme
  const facts = {
    base: { commit: 'a', programme: base },
    head: { programme: head, textOf: () => undefined },
    changes: Object.keys(after).map((path) => ({ path, kind: 'changed' as const })),
  }
  return redlinesOf(facts, voiceOf('nb'))
}

test('each agreement whose words change has a section', async () => {
  const [section, ...others] = await said(
    {},
    { [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 8']) },
  )
  expect(others).toEqual([])
  expect(section).toMatch(
    /^\*\*Slik endres avtaleteksten: Kompetansesamarbeid om klimaregnskap\*\*\n\n### Samarbeidsavtale/,
  )
  expect(section).toContain('Varslingsfrist ved oppsigelse, i uker &#124; ~~4~~ **8**')
})

test('what people wrote calls upon nobody', async () => {
  const title = 'title: Kompetansesamarbeid om klimaregnskap'
  const [section] = await said({}, { [agreementFile]: rewritten([title, 'title: "Se @alle <b>#1</b>"']) })
  expect(section).toContain('@&#8203;alle')
  expect(section).not.toMatch(/@alle|<b>/)
})

test('nothing is said of what changes no words: a yes, a signature, another file, a new agreement', async () => {
  expect(await said({}, { [agreementFile]: rewritten(['date: 2026-11-10', 'date: 2026-11-09']) })).toEqual([])
  expect(await said({}, { 'agencies/kld/needs/klimaregnskap.yaml': 'title: x' })).toEqual([])
  expect(await said({ [agreementFile]: undefined }, { [agreementFile]: original })).toEqual([])
  expect(await said({}, { [agreementFile]: 'title: [' })).toEqual([])
})

test('a standard text that comes with the change is not what anybody has agreed to', async () => {
  const template = 'templates/cooperation-agreement/1/nb.md.hbs'
  const changed = rewritten(['noticeWeeks: 4', 'noticeWeeks: 8'])
  const [section] = await said(
    {},
    { [agreementFile]: changed, [template]: '# {{title}}\n\nAlt er gratis.\n' },
  )
  expect(section).not.toContain('gratis')
  expect(section).toContain('~~4~~ **8**')
})

test('what is too long for a comment is read elsewhere', async () => {
  const many = (tasks: string) => {
    const [head = '', rest = ''] = original.split('exchanges:\n')
    const [one = '', ...others] = rest.split('\nterms:')
    const exchanges = Array.from({ length: 20 }, (_, at) =>
      one.replace('id: ut-1', `id: ut-${at + 1}`).replace('Hospitanten setter opp', tasks),
    )
    return `${head}exchanges:\n${exchanges.join('\n')}\nterms:${others.join('\nterms:')}`
  }
  const [section] = await said(
    {
      [agreementFile]: many(
        'Hospitanten lager, sammen med avdelingen og etter avtale med lederen sin og de andre som skal bruke det,',
      ),
    },
    {
      [agreementFile]: many(
        'Hospitanten skriver, retter, prøver og forklarer, etter hvert som behovene blir klarere for alle som er med,',
      ),
    },
  )
  expect(section).toContain('Se dem med «mobilitet diff kld-dfo».')
  expect(section?.length).toBeLessThan(300)
})
