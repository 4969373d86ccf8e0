/** `mobilitet new evaluation`: whoever was part of an exchange says what was learned, in a file that is right. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parseYaml } from '../src/core/yaml.ts'
import { hasTerminal, type Terminal, terminal } from './terminal.ts'
import { cleanUp, mobilitet, world } from './tool.ts'

afterAll(cleanUp)

const folder = 'agreements/kld-dfo'
const agreement = readFileSync(join(import.meta.dirname, `rules/_world/${folder}/agreement.yaml`), 'utf8')
const signed = `${agreement.replace(
  '      - Kunne sette opp et klimaregnskap for egen sektor\n',
  '      - Kunne sette opp et klimaregnskap for egen sektor\n      - Kunne forklare tallene for ledelsen\n',
)}signatures:
  - { party: kld, role: Ekspedisjonssjef, date: 2027-01-10, method: ink, terms: "sha256:${'0'.repeat(64)}" }
  - { party: dfo, role: Avdelingsdirektør, date: 2027-01-11, method: ink, terms: "sha256:${'0'.repeat(64)}" }
`
/** The exchange lasts from 15 March to 14 September 2027. */
const held = () => world({ [`${folder}/agreement.yaml`]: signed })
const afterwards = ['--today', '2027-09-20']

const settings = (answers: Readonly<Record<string, string>>) =>
  Object.entries(answers).flatMap(([field, value]) => ['--set', `${field}=${value}`])

const answers = {
  stage: 'end',
  by: 'host',
  'ratings.learning': 'mye',
  learned: 'Vi har lært hva vi ikke visste om egne tall.',
}

const give = (
  where: string,
  more: readonly string[] = [],
  given: Readonly<Record<string, string>> = answers,
) =>
  mobilitet(where, [
    'new',
    'evaluation',
    '--agreement',
    'kld-dfo',
    ...settings(given),
    ...afterwards,
    ...more,
  ])

const written = (where: string, name: string) =>
  parseYaml(readFileSync(join(where, folder, `evaluations/${name}.yaml`), 'utf8')).data as Record<
    string,
    unknown
  >

describe('an evaluation from the command line', () => {
  it('lies where what it says puts it, and needs nothing said that follows by itself', () => {
    const where = held()
    const { code, out, err } = give(where)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`${folder}/evaluations/ut-1-end-host.yaml er lagret.`)
    expect(written(where, 'ut-1-end-host')).toEqual({
      exchange: 'ut-1',
      stage: 'end',
      by: 'host',
      date: '2027-09-20',
      language: 'nb',
      ratings: { learning: 4 },
      learned: answers.learned,
    })
  })

  it('quotes the goals as the agreement has them, and only those that were answered', () => {
    const where = held()
    give(where, [], { ...answers, 'goals.1.reached': 'delvis nådd' })
    expect(written(where, 'ut-1-end-host')['goals']).toEqual([
      { goal: 'Kunne forklare tallene for ledelsen', reached: 'partly' },
    ])
  })

  it('takes suggestions, each with what it is about', () => {
    const where = held()
    const suggestion = {
      'suggestions.0.about': 'programme',
      'suggestions.0.text': 'La oss begynne før sommeren.',
    }
    give(where, [], { ...answers, ...suggestion })
    expect(written(where, 'ut-1-end-host')['suggestions']).toEqual([
      { about: 'programme', text: 'La oss begynne før sommeren.' },
    ])
  })

  it('is given once, and what was said is not written over', () => {
    const where = held()
    give(where)
    const again = give(where, [], { ...answers, learned: 'Noe helt annet.' })
    expect(again.code).toBe(64)
    expect(again.err).toContain('En evaluering blir gitt én gang')
    expect(written(where, 'ut-1-end-host')['learned']).toBe(answers.learned)
  })

  it('is not taken before there is anything to evaluate', () => {
    const where = held()
    const early = mobilitet(where, [
      ...['new', 'evaluation', '--agreement', 'kld-dfo', ...settings(answers)],
      ...['--today', '2027-09-13'],
    ])
    expect(early.code).toBe(2)
    expect(early.out).toContain('det er ingenting å evaluere før 2027-09-14')
    expect(existsSync(join(where, folder, 'evaluations'))).toBe(false)
  })

  it('is not taken with a telephone number in it', () => {
    const where = held()
    const { code, out } = give(where, [], {
      ...answers,
      learned: 'Vi har lært mye. Ring 22 33 44 55 for mer.',
    })
    expect(code).toBe(2)
    expect(out).toContain('telefonnummer')
    expect(existsSync(join(where, folder, 'evaluations'))).toBe(false)
  })

  it('is only shown when that is what is asked for', () => {
    const where = held()
    const { code, out } = give(where, ['--print'])
    expect(code).toBe(0)
    expect(parseYaml(out).data).toMatchObject({ by: 'host', stage: 'end' })
    expect(existsSync(join(where, folder, 'evaluations'))).toBe(false)
  })

  it('asks for the agreement, and for what is missing', () => {
    const without = mobilitet(held(), ['new', 'evaluation', ...afterwards])
    expect(without.code).toBe(64)
    expect(without.err).toContain('--agreement kld-dfo')
    const bare = give(held(), [], {})
    expect(bare.code).toBe(64)
    for (const field of ['stage', 'by', 'ratings.learning', 'learned'])
      expect(bare.err).toContain(`--set ${field}=`)
    expect(bare.err).not.toContain('--set exchange=')
  })

  it('asks whether another agreement was meant', () => {
    const { code, err } = mobilitet(held(), ['new', 'evaluation', '--agreement', 'kld-dfø', ...afterwards])
    expect(code).toBe(64)
    expect(err).toContain('Mente du «kld-dfo»?')
  })
})

describe.skipIf(!hasTerminal && !process.env['CI'])('a person at a terminal', () => {
  let screen: Terminal | undefined
  afterEach(() => screen?.close())

  it('is asked about each goal by its own words, and finds only what can be answered', async () => {
    const where = held()
    screen = terminal(where, ['new', 'evaluation', '--set', 'stage=end', ...afterwards])
    await screen.shows('Hva vil du evaluere?')
    await screen.shows('Mottakende virksomhet (DFØ)')
    screen.types('hospit')
    screen.presses('Enter')
    await screen.shows('◆  Dato')
    screen.presses('Enter')
    await screen.shows('◆  Språk')
    screen.presses('Enter')
    await screen.shows('Læring')
    await screen.shows('4: Mye')
    screen.presses('Down', 'Down', 'Down', 'Enter')
    await screen.shows('Kunne sette opp et klimaregnskap for egen sektor')
    screen.presses('Enter')
    await screen.shows('Kunne forklare tallene for ledelsen')
    screen.presses('Down', 'Enter')
    await screen.shows('◆  Hva ble lært?')
    screen.types('Å spørre først.')
    screen.presses('Tab', 'Enter')
    await screen.shows('◆  Vil du fylle ut mer?')
    screen.presses('Enter')
    await screen.shows('Ja, lagre agreements/kld-dfo/evaluations/ut-1-end-participant.yaml')
    screen.presses('Enter')
    await screen.shows('exit 0')
    expect(written(where, 'ut-1-end-participant')).toMatchObject({
      by: 'participant',
      ratings: { learning: 4 },
      goals: [
        { goal: 'Kunne sette opp et klimaregnskap for egen sektor', reached: 'fully' },
        { goal: 'Kunne forklare tallene for ledelsen', reached: 'partly' },
      ],
    })
  }, 60_000)
})
