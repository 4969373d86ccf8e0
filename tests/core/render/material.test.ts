/** Working sheets: filled with what is agreed, the same in every language, and no part of what is signed. */
import { describe, expect, it } from 'vitest'
import { documentNames } from '../../../src/core/agreement/signables.ts'
import { addDays, daysBetween } from '../../../src/core/days.ts'
import type { JsonSchema, SchemaOf } from '../../../src/core/json-schema.ts'
import type { Agreement, Evaluation, Language } from '../../../src/core/model.ts'
import { plannedFiles } from '../../../src/core/plan/release/manifest.ts'
import { fill } from '../../../src/core/render/language.ts'
import { type Block, parseMarkdown, roomIn } from '../../../src/core/render/markdown.ts'
import { allMaterial, exchangeMaterial, roundMaterial } from '../../../src/core/render/material/kinds.ts'
import {
  type MaterialOptions,
  renderMaterial,
  renderRoundMaterial,
} from '../../../src/core/render/material/material.ts'
import { logEntries, mostEntries, weekNumber } from '../../../src/core/render/material/weeks.ts'
import { standardText } from '../../../src/core/render/standard-text.ts'
import { claimObjection } from '../../../src/core/verify/signed-file.ts'
import { languages, loadCase, words } from '../../render/cases.ts'
import { schemaOf } from '../../worlds.ts'

const { programme, agreement: signed, made } = loadCase('working-sheets')
if (!signed) throw new Error('no agreement')
const agreement: Agreement = signed

function notAsked(): never {
  throw new Error('nobody asked for a PDF')
}

const options = (changes: Partial<MaterialOptions> = {}): MaterialOptions => ({
  languages: ['nb'],
  formats: ['md'],
  words,
  schemaOf,
  makers: { pdf: notAsked },
  ...changes,
})

async function sheet(
  kind: MaterialOptions['kinds'],
  changes: Partial<MaterialOptions> = {},
  world = programme,
  of = agreement,
) {
  const files = await renderMaterial(of, world, options({ ...changes, ...(kind ? { kinds: kind } : {}) }))
  return files.map(({ content }) => String(content).replaceAll('\\', '')).join('\n')
}

describe('the sheets of an agreement', () => {
  it('lie in a folder of their own, in the order they are used', async () => {
    const files = await renderMaterial(agreement, programme, options())
    expect(files.map(({ path }) => path)).toEqual(
      exchangeMaterial.map((kind) => `working-sheets/material/working-sheets-ut-1.${kind}.v1.nb.md`),
    )
  })

  it('are no part of it: none is released, and none is among the documents that can be signed', () => {
    const edition = { agreement, programme, commit: '', termsDigest: 'sha256:', toolkit: '1' }
    const named: readonly string[] = [
      ...plannedFiles(edition, words).map(({ document }) => document),
      ...documentNames(agreement, programme).map(({ document }) => document),
    ]
    expect(named).toContain('learning-plan')
    expect(named.filter((one) => allMaterial.some((kind) => kind === one))).toEqual([])
  })

  it('are never taken for the signed agreement, even with the digest of its terms in them', () => {
    const terms = agreement.signatures[0]?.terms ?? ''
    const claim = { agreement: agreement.id, version: 1, termsDigest: terms }
    expect(
      claimObjection({ ...claim, template: 'cooperation-agreement@2' }, agreement, terms),
    ).toBeUndefined()
    expect(claimObjection({ ...claim, template: 'start-talk@1' }, agreement, terms)).toMatchObject({
      objection: 'trouble',
      unknown: 'material',
    })
  })

  it('say at their foot that they are no part of it, and of which terms they were made', async () => {
    const [page] = await renderMaterial(
      agreement,
      programme,
      options({ formats: ['html'], kinds: ['end-talk'] }),
    )
    expect(String(page?.content)).toMatch(
      /<dt>Arbeidsark, ikke en del av avtalen\. Laget av vilkårene<\/dt><dd>sha256:[0-9a-f]{64}<\/dd>/,
    )
  })

  it('have the day the programme has planned, moved past the weekend, and none before all have signed', async () => {
    expect(await sheet(['start-talk'])).toContain('| Holdes senest | 8. mars 2027 |')
    const unsigned = { ...agreement, signatures: [] }
    const world = { ...programme, agreements: new Map([[unsigned.id, unsigned]]) }
    expect(await sheet(['start-talk'], {}, world, unsigned)).not.toContain('Holdes senest')
  })

  it('are only made in the languages of the agreement, and only those that were asked for', async () => {
    const norwegian = { ...agreement, languages: ['nn', 'nb'] as Language[] }
    const asked = options({ languages: ['nn', 'en'], kinds: ['learning-log', 'kick-off'] })
    const files = await renderMaterial(norwegian, programme, asked)
    expect(files.map(({ path }) => path.split('/').at(-1))).toEqual([
      'working-sheets-ut-1.learning-log.v1.nn.md',
    ])
  })

  it('are made anew when somebody has written what was learned, and not by what others have learned', async () => {
    const [known] = programme.evaluations
    if (!known) throw new Error('no evaluation')
    const more: Evaluation[] = [
      {
        ...known,
        name: 'ut-1-end-sender',
        by: 'sender',
        date: '2027-05-25',
        learned: 'Tell | det som <br> teller.',
      },
      { ...known, agreement: 'other', learned: 'Noe helt annet.' },
    ]
    const told = await sheet(['sharing-meeting'], {}, { ...programme, evaluations: [...more, known] })
    expect(told).toContain(
      '- Et mål som ikke kan telles, kan likevel følges opp. (mottakende virksomhet)\n- Tell',
    )
    expect(told).not.toContain('Noe helt annet')
    const page = await sheet(['sharing-meeting'], { formats: ['html'] }, { ...programme, evaluations: more })
    expect(page).toContain('Tell | det som &lt;br&gt; teller.')
  })
})

describe('in every language a sheet', () => {
  /** What a page consists of without its words. */
  const shape = (block: Block): unknown => {
    if (block.kind === 'table')
      return [
        'table',
        block.header.length,
        block.rows.map((row) => row.map((cell) => [roomIn(cell), cell.length > 0])),
      ]
    if (block.kind === 'list') return ['list', block.items.length]
    return block.kind === 'heading' ? ['heading', block.level] : block.kind
  }

  const sheets = made.filter(({ isSheet }) => isSheet)
  const markdownOf = (one: (typeof sheets)[number]) =>
    fill(standardText(programme, one.view.templateVersion, one.language).template, one.view)

  it.each(allMaterial)('%s has the same parts, the same tables, and as much room to write', (kind) => {
    const own = sheets.filter(({ view }) => view.templateVersion === `${kind}@1`)
    const shapes = languages.map((language) =>
      own.filter((one) => one.language === language).map((one) => parseMarkdown(markdownOf(one)).map(shape)),
    )
    expect(shapes[0]?.length).toBeGreaterThan(0)
    expect(shapes[1]).toEqual(shapes[0])
    expect(shapes[2]).toEqual(shapes[0])
  })

  it.each(['nb', 'nn'] as const)(
    'has an agenda whose minutes add up to the time that is set aside (%s)',
    (language) => {
      const minutes = (text: string) =>
        [...text.matchAll(/^\| (\d+) min \|/gm)].map(([, count]) => Number(count))
      const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
      for (const one of sheets.filter((made) => made.language === language)) {
        const text = markdownOf(one)
        const [, set, unit] = /\| Varighe(?:t|it) \| (\d+) (\S+) \|/.exec(text) ?? []
        if (set === undefined) continue
        expect(sum(minutes(text)), one.name).toBe(Number(set) * (unit?.startsWith('tim') ? 60 : 1))
      }
    },
  )
})

describe('the evaluation form', () => {
  const properties = Object.entries(schemaOf('evaluation').properties ?? {})
  const asked = properties.filter(([name]) => !['exchange', 'date', 'language', 'ratings'].includes(name))
  const common = schemaOf('common').$defs ?? {}

  const titleIn = (schema: JsonSchema, language: Language) => {
    const own = language === 'nb' ? schema : schema[`x-${language}`]
    const referred = common[schema.$ref?.split('/').at(-1) ?? '']
    return own?.title ?? (referred && (language === 'nb' ? referred : referred[`x-${language}`])?.title)
  }

  it.each(languages)(
    'asks for everything an evaluation can hold, in its own words (%s)',
    async (language) => {
      const form = await sheet(['evaluation-form'], { languages: [language] })
      for (const [name, schema] of asked)
        expect(form, name).toContain(titleIn(schema, language) ?? `no title: ${name}`)
      const ratings = Object.values(schemaOf('evaluation').$defs?.['ratings']?.properties ?? {})
      expect(ratings.length).toBeGreaterThan(3)
      for (const rating of ratings) expect(form).toContain(`**${titleIn(rating, language)}**<br>`)
    },
  )

  it('asks otherwise the day the schema does', async () => {
    const evaluation = schemaOf('evaluation')
    const learned = { ...evaluation.properties?.['learned'], title: 'Hva vet dere nå?' }
    const changed: SchemaOf = (kind) =>
      kind === 'evaluation'
        ? { ...evaluation, properties: { ...evaluation.properties, learned } }
        : schemaOf(kind)
    const form = await sheet(['evaluation-form'], { schemaOf: changed })
    expect(form).toContain('**Hva vet dere nå?**')
    expect(form).not.toContain('**Hva ble lært?**')
  })

  it('explains what each value of a scale means, and lets each learning goal be answered', async () => {
    const form = await sheet(['evaluation-form'])
    expect(form).toContain('☐ 5: Svært godt')
    for (const goal of agreement.exchanges[0]?.learningGoals ?? [])
      expect(form).toContain(`| ${goal} | Sett ett kryss:`)
  })
})

describe('the log', () => {
  it('counts weeks as the calendar does (ISO 8601), over new year and in leap years', () => {
    const known: readonly (readonly [string, number])[] = [
      ['2027-01-03', 53],
      ['2027-01-04', 1],
      ['2026-12-31', 53],
      ['2024-12-30', 1],
      ['2028-02-29', 9],
      ['2027-03-01', 9],
    ]
    for (const [day, week] of known) expect(weekNumber(day), day).toBe(week)
  })

  it('has room for every day once, whatever the length, and never for more than can be kept up with', () => {
    for (const from of ['2027-01-01', '2027-03-01', '2027-03-07', '2028-02-28'])
      for (const length of [0, 1, 6, 7, 8, 83, 181, 182, 200, 364, 729]) {
        const period = { from, to: addDays(from, length) }
        const entries = logEntries(period)
        expect(entries.length).toBeLessThanOrEqual(mostEntries)
        expect(entries[0]?.from).toBe(from)
        expect(entries.at(-1)?.to).toBe(period.to)
        for (const [index, entry] of entries.entries()) {
          expect(daysBetween(entry.from, entry.to)).toBeGreaterThanOrEqual(0)
          if (index > 0) expect(entry.from).toBe(addDays(entries[index - 1]?.to ?? '', 1))
        }
      }
  })

  it('has one part for each week of a short exchange, and several weeks in each part of a long one', () => {
    expect(logEntries({ from: '2027-03-01', to: '2027-05-21' })).toHaveLength(12)
    const long = logEntries({ from: '2027-02-03', to: '2028-01-28' })
    expect(long[0]).toEqual({ from: '2027-02-03', to: '2027-02-14', first: 5, last: 6 })
  })
})

describe('the agenda of a round', () => {
  const render = (id: string, world = programme) =>
    renderRoundMaterial(id, world, { ...options(), kinds: roundMaterial })

  it('names the agreements of that round and nothing of another, and those that nobody has signed yet', async () => {
    const [file] = await render('2027-var')
    expect(file?.path).toBe('2027-var/material/2027-var.kick-off.nb.md')
    const text = String(file?.content)
    expect(text).toContain('Et samarbeid alle har signert')
    expect(text.match(/\| Ja \|/g)).toHaveLength(1)
    expect(text.match(/\| Ikke ennå \|/g)).toHaveLength(1)
    expect(String((await render('2026-var'))[0]?.content)).toContain('Runden har ingen avtaler ennå')
  })

  it('leaves out an agreement that has been terminated, and a round nobody knows gives nothing', async () => {
    const ended = { ...agreement, termination: { date: '2027-04-01', by: 'kld', reason: 'Lagt ned.' } }
    const world = { ...programme, agreements: new Map([...programme.agreements, [ended.id, ended]]) }
    expect(String((await render('2027-var', world))[0]?.content)).not.toContain(
      'Et samarbeid alle har signert',
    )
    expect(await render('2031-host')).toEqual([])
  })
})
