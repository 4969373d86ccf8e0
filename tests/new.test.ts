/** `mobilitet new`: whoever knows neither YAML nor Git gets a file that is right, or is told what is wrong with it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { fieldsOf } from '../src/core/draft/fields.ts'
import { outlineFields } from '../src/core/draft/outline.ts'
import { draftKinds, slugOf } from '../src/core/draft/place.ts'
import { linesIn, tidied } from '../src/core/draft/values.ts'
import { parseYaml, writeYaml } from '../src/core/yaml.ts'
import { hasTerminal, type Terminal, terminal } from './terminal.ts'
import { cleanUp, mobilitet, today, world } from './tool.ts'
import { schemaOf } from './worlds.ts'

afterAll(cleanUp)

const registration = {
  title: 'Innkjøp og øvelser',
  competences: 'anskaffelser',
  background:
    'Vi vil lære hvordan andre kjøper inn. Det er mye å hente her, og vi har lite erfaring med det selv.',
  learningGoals: 'Kunne planlegge, holde og evaluere et innkjøp',
  forms: 'secondment,short-exchange',
  'duration.minWeeks': '8',
  'duration.maxWeeks': '26',
  'workload.min': '40',
  'workload.max': '100',
  'place.presence': 'hybrid',
  level: 'specialist',
  matchingHelp: 'ja',
  'anchoring.role': 'Ekspedisjonssjef',
}

const stories = {
  agency: {
    organisationNumber: '974 760 673',
    'name.nb': 'Brønnøysundregistrene',
    'name.nn': 'Brønnøysundregistra',
    shortName: 'Brreg',
    language: 'nn',
    municipality: 'Brønnøy',
    'contact.role': 'HR-seksjonen',
    'contact.email': 'hospitering@brreg.example.no',
  },
  need: { ...registration, ground: 'methods', direction: 'send' },
  offer: { ...registration, direction: 'host' },
  agreement: {
    title: 'Samarbeid om innkjøp',
    form: 'short-exchange',
    from: 'kld',
    to: 'dfo',
    'period.from': '1.3.2027',
    'period.to': '2027-04-30',
  },
} as const

const places = {
  agency: 'agencies/brreg/agency.yaml',
  need: 'agencies/kld/needs/innkjop-og-ovelser.yaml',
  offer: 'agencies/kld/offers/innkjop-og-ovelser.yaml',
  agreement: 'agreements/samarbeid-om-innkjop/agreement.yaml',
} as const

type Kind = keyof typeof stories

function set(answers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(answers).flatMap(([field, value]) => ['--set', `${field}=${value}`])
}

function run(
  folder: string,
  kind: string,
  answers: Readonly<Record<string, string>>,
  ...more: readonly string[]
) {
  const agency = kind === 'need' || kind === 'offer' ? ['--agency', 'kld'] : []
  return mobilitet(folder, ['new', kind, ...agency, ...set(answers), ...today, ...more])
}

function written(folder: string, path: string): Record<string, unknown> {
  return parseYaml(readFileSync(join(folder, path), 'utf8')).data as Record<string, unknown>
}

/** What an evaluation is of must be there first: `new-evaluation.test.ts`. */
const byThemselves = draftKinds.filter((kind) => kind !== 'evaluation')

describe.each(byThemselves)('a new %s from the command line', (kind: Kind) => {
  it('is written where it belongs, passes the check, and says what to do next', () => {
    const folder = world()
    const { code, out, err } = run(folder, kind, stories[kind])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`${places[kind]} er lagret.\n`)
    expect(out).toContain('programkontoret@example.no')
    const check = mobilitet(folder, ['check', ...today])
    expect(check.out).not.toMatch(/feil|advarsel/)
    expect(check.code).toBe(0)
  })

  it('tells editors its schema, and has its fields in the order of that schema', () => {
    const folder = world()
    run(folder, kind, stories[kind])
    const up = '../'.repeat(places[kind].split('/').length - 1)
    expect(readFileSync(join(folder, places[kind]), 'utf8')).toMatch(
      `# yaml-language-server: $schema=${up}schemas/${kind}.schema.json\n`,
    )
    const keys = Object.keys(written(folder, places[kind]))
    expect(keys).toEqual(Object.keys(schemaOf(kind).properties ?? {}).filter((key) => keys.includes(key)))
  })

  it('is only shown when that is what is asked for', () => {
    const folder = world()
    const { code, out } = run(folder, kind, stories[kind], '--print')
    expect(code).toBe(0)
    expect(parseYaml(out).problems).toEqual([])
    expect(existsSync(join(folder, places[kind]))).toBe(false)
  })

  it('never takes the place of another', () => {
    const folder = world()
    run(folder, kind, stories[kind])
    const before = readFileSync(join(folder, places[kind]), 'utf8')
    const again = run(folder, kind, stories[kind])
    expect(again.code).toBe(64)
    expect(again.err).toContain(`${places[kind]} finnes fra før, og blir ikke skrevet over.`)
    expect(readFileSync(join(folder, places[kind]), 'utf8')).toBe(before)
  })

  it('without answers is refused, with all that is missing, its title and an example', () => {
    const { code, out, err } = mobilitet(world(), ['new', kind, ...today])
    expect({ code, out }).toEqual({ code: 64, out: '' })
    const asker = { kind, language: 'nb' as const, schemaOf }
    const fields = kind === 'agreement' ? outlineFields(asker) : fieldsOf(asker)
    const known = ['confirmed', 'anchoring.date', 'period.from', 'period.to', 'round']
    for (const { path, title } of fields.filter(({ path, required }) => required && !known.includes(path))) {
      expect(err).toMatch(new RegExp(`^ {2}--set ${path}=\\S.*${title.replaceAll(/[?]/g, '\\?')}`, 'm'))
    }
    if (kind === 'need') expect(err).toContain('--agency dfo')
  })
})

describe('what the programme knows is filled in', () => {
  it('of a registration: its language, its municipality, the period of the round, and that it is confirmed today', () => {
    const folder = world()
    run(folder, 'need', stories.need)
    const period = { from: '2027-01-15', to: '2027-12-31' }
    expect(written(folder, places.need)).toMatchObject({
      language: 'nb',
      place: { municipality: 'Oslo' },
      period,
      confirmed: '2026-11-22',
    })
  })

  it('of an agreement: its parties, and nothing for what they must settle', () => {
    const folder = world()
    run(folder, 'agreement', stories.agreement)
    expect(written(folder, places.agreement)).toMatchObject({
      round: '2027-var',
      template: 'cooperation-agreement@1',
      parties: [{ agency: 'kld', signatory: { role: null } }, { agency: 'dfo' }],
      basis: { selfFound: true },
      expectations: { kld: null, dfo: null },
      exchanges: [
        {
          from: 'kld',
          to: 'dfo',
          employer: null,
          period: { from: '2027-03-01', to: '2027-04-30' },
          place: { municipality: 'Oslo' },
        },
      ],
      terms: { travel: null },
    })
  })

  it('of an agreement from a match: all that the two registrations say', () => {
    const folder = world({ 'agreements/kld-dfo/agreement.yaml': undefined })
    const { code, out } = mobilitet(folder, [
      'new',
      'agreement',
      '--set',
      'match=kld.klimaregnskap--dfo.klimadata',
      '--set',
      'terms.noticeWeeks=6',
      ...today,
    ])
    expect(code).toBe(0)
    expect(out).toContain('spørsmål i avtalen er ikke besvart')
    const path = 'agreements/kld-klimaregnskap-dfo-klimadata/agreement.yaml'
    expect(written(folder, path)).toMatchObject({
      title: 'Klimaregnskap i etatsstyringen',
      terms: { noticeWeeks: 6 },
    })
    expect(mobilitet(folder, ['check', ...today]).code).toBe(0)
  })
})

describe('answers can be given as people say them', () => {
  it('labels for what is written in the file, Norwegian dates, yes and no', () => {
    const folder = world()
    const { code } = run(folder, 'need', {
      ...stories.need,
      level: 'Fagspesialist',
      competences: 'Klimaregnskap, innkjøp',
      matchingHelp: 'nei',
      'period.from': '1.2.2027',
    })
    expect(code).toBe(0)
    const expected = {
      level: 'specialist',
      competences: ['klimaregnskap', 'anskaffelser'],
      matchingHelp: false,
      period: { from: '2027-02-01' },
    }
    expect(written(folder, places.need)).toMatchObject(expected)
  })

  it('a list of sentences by setting it once for each', () => {
    const folder = world()
    run(folder, 'need', stories.need, '--set', 'learningGoals=Forstå regler, frister og krav')
    expect(written(folder, places.need).learningGoals).toEqual([
      stories.need.learningGoals,
      'Forstå regler, frister og krav',
    ])
  })

  it('groups within lists by their place', () => {
    const folder = world()
    run(folder, 'agency', {
      ...stories.agency,
      'approvers.0.login': 'brreg-example',
      'approvers.0.id': '9000000077',
    })
    expect(written(folder, places.agency).approvers).toEqual([{ login: 'brreg-example', id: 9000000077 }])
  })
})

describe('wrong usage is refused with 64 and a reason', () => {
  it.each([
    [
      ['new', 'nedd'],
      'Det går ikke an å lage «nedd». Velg blant: agency (virksomhet), need (behov), offer (tilbud), agreement (avtale), evaluation (evaluering). Mente du «need»?',
    ],
    [['new', 'need', '--agency', 'kldd'], 'Ingen virksomhet i programmet heter «kldd». Mente du «kld»?'],
    [['new', 'need', '--agency', '../kld'], 'Ingen virksomhet i programmet heter «../kld».'],
    [['new', 'need', '--set', 'titel=Klima'], 'Feltet «titel» finnes ikke. Mente du «title»?'],
    [['new', 'need', '--set', 'period=2027'], 'Feltet «period» finnes ikke. Mente du «period.from»?'],
    [['new', 'need', '--set', '__proto__.x=1'], '«__proto__.x=1» kan ikke brukes i --set.'],
    [['new', 'need', '--set', 'constructor=1'], 'Feltet «constructor» finnes ikke.'],
    [['new', 'need', '--set', 'title'], '«title» kan ikke brukes i --set.'],
    [
      ['new', 'agreement', '--set', 'match=kld.klima--dfo.klimadata'],
      'Det finnes ikke noe behov eller tilbud som heter «kld.klima».',
    ],
    [['new', 'agency', '--name', '???', ...set(stories.agency)], 'Velg et navn med --name.'],
  ])('%j', (words, sentence) => {
    const { code, out, err } = mobilitet(world(), [...words, ...today])
    expect(err).toContain(sentence)
    expect({ code, out }).toEqual({ code: 64, out: '' })
  })
})

describe('what is not right is not written', () => {
  it.each([
    [{ level: 'boss' }, 'schema/choice'],
    [{ 'duration.minWeeks': 'åtte' }, 'schema/type'],
    [{ 'duration.minWeeks': '30' }, 'numbers/order'],
    [{ 'period.from': '2027-02-30' }, 'dates/no-such-day'],
    [{ 'period.from': '2027-12-31', 'period.to': '2027-01-31' }, 'dates/order'],
    [{ title: 'Kort' }, 'schema/too-short'],
    [{ competences: 'klimma' }, 'Mente du «klima»?'],
    [{ 'partners.wished': 'kld,974760674' }, 'references/partner-number'],
    [
      { background: `${'Vi trenger hjelp til dette arbeidet. '.repeat(2)}Ring 22 33 44 55, så svarer vi.` },
      'personal-data/phone-number',
    ],
    [{ unit: 'Kunde\u202Eservice' }, 'file/direction-character'],
  ])('%j', (wrong, finding) => {
    const folder = world()
    const { code, out } = run(folder, 'need', { ...stories.need, ...wrong })
    expect(out).toContain(finding)
    expect(code).toBe(2)
    expect(existsSync(join(folder, places.need))).toBe(false)
  })

  it('findings that were there before are not held against it', () => {
    const folder = world({ 'agencies/dfo/offers/odelagt.yaml': 'title: Ødelagt\n' })
    expect(run(folder, 'need', stories.need).code).toBe(0)
  })
})

const hostile = [
  '# ikke en kommentar',
  'nøkkel: verdi',
  '*stjerne',
  '@alfa og omega',
  '&anker og !merke',
  '- strek og ? spørsmål',
  '{{title}} og {% x %}',
  '"hermetegn" og \'enkle\'',
  '[liste], {gruppe}',
  '%YAML 1.2',
  '| rør > pil',
  'no',
  '012',
  '2027-03-01',
  '12:30:45',
  'true',
  'skråstrek \\n bakover',
  '«sitat» – tankestrek … ½ æøå',
]

describe('whatever is written reads back as it was', () => {
  it.each(['title', 'background', 'learningGoals'])('from the command line, in %s', (field) => {
    const folder = world()
    const value =
      field === 'background'
        ? `${hostile.join('\n')}\n\nNytt avsnitt: ${hostile.join(' ')}`
        : hostile.slice(0, 8).join(' ').slice(0, 110)
    const { code, out } = run(folder, 'offer', { ...stories.offer, [field]: value }, '--name', 'prove')
    expect({ code, out }).toMatchObject({ code: 0 })
    const read = written(folder, 'agencies/kld/offers/prove.yaml')[field]
    expect(Array.isArray(read) ? read[0] : read).toBe(value)
  })

  it('in any mixture, plain, quoted or folded', () => {
    const bits = [
      ...hostile,
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\t',
      ':',
      '#',
      '"',
      "'",
      'en ganske lang setning som må brettes før den er ferdig, og litt til',
    ]
    let state = 7
    const next = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648
      return Math.floor((state / 2147483648) * below)
    }
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: 1 + next(6) }, () => bits[next(bits.length)]).join('')
      const data = { text, list: [text, 'x'], group: { inner: text, none: null, empty: [] } }
      const { data: read, problems } = parseYaml(writeYaml(data, 'comment'))
      expect(read).toEqual(data)
      expect(problems).toEqual([])
    }
  })

  it('a telephone number is never broken over two lines, where nobody would see it', () => {
    for (let before = 40; before < 120; before++) {
      const text = `${'x'.repeat(before)} ring 22 33 44 55 ${'eller skriv '.repeat(9)}`
      expect(writeYaml({ background: text }, 'comment')).toContain('22 33 44 55')
      expect(writeYaml({ background: text.trim() }, 'comment')).toContain('22 33 44 55')
    }
  })
})

describe('names of files', () => {
  it.each([
    ['Å lære av øvelser', 'a-laere-av-ovelser'],
    ['Klima, miljø & «data» (2027)', 'klima-miljo-data-2027'],
    ['Sámi oahpahus – čállin', 'sami-oahpahus-callin'],
    ['???', ''],
    [
      'Samordning av virksomhetsstyring i departementene og de underliggende etatene',
      'samordning-av-virksomhetsstyring-i-departementene-og-de',
    ],
    ['x'.repeat(90), 'x'.repeat(60)],
  ])('%s', (title, slug) => {
    expect(slugOf(title)).toBe(slug)
  })
})

describe('what is pasted', () => {
  it('loses what came along unseen', () => {
    expect(tidied('  Soft\u00ADhyphen\u200B og\r\nny linje  \n\n')).toBe('Softhyphen og\nny linje')
  })

  it('loses the bullets of a list', () => {
    expect(linesIn('• Kunne dette\n- Kunne det\n\n2) Og 3 ting til')).toEqual([
      'Kunne dette',
      'Kunne det',
      'Og 3 ting til',
    ])
  })
})

describe.each(['nb', 'nn', 'en'] as const)('questions in %s', (language) => {
  const fields = draftKinds.flatMap((kind) => {
    const asker = { kind, language, schemaOf }
    const asked = kind === 'agreement' ? outlineFields(asker) : fieldsOf(asker)
    return asked.flatMap((field) => [field, ...field.fields])
  })

  it('have a title, an explanation and an example', () => {
    expect(fields.filter(({ title, help }) => title === '' || help === '').map(({ path }) => path)).toEqual(
      [],
    )
    expect(
      fields.filter(({ example, of }) => example === '' && of !== 'group').map(({ path }) => path),
    ).toEqual([])
  })

  it('say nothing of how a file is written', () => {
    const notation = /[[\]{}]|"|anførselstegn|hermeteikn|quotation marks|true|false|inReturn/
    const told = fields.flatMap(({ path, help, group }) =>
      [help, group?.help ?? ''].map((text) => ({ path, text })),
    )
    expect(told.filter(({ text }) => notation.test(text))).toEqual([])
  })
})

describe('in nynorsk', () => {
  const bokmal = /\b(?:ikke|hvilken|noen|deres|eksempel|fra|virksomhet|filen)\b/i

  it('what is missing is told', () => {
    const { code, err } = mobilitet(world(), ['new', 'need', '--language', 'nn', ...today])
    expect(code).toBe(64)
    expect(err).toContain('Noko manglar.')
    expect(err.replaceAll(/=(?:"[^"]*"|\S+)/g, '')).not.toMatch(bokmal)
  })

  it('what was written is told', () => {
    const { code, out } = run(world(), 'offer', stories.offer, '--language', 'nn')
    expect(code).toBe(0)
    expect(out).toContain('er lagra.')
    expect(out).not.toMatch(bokmal)
  })
})

const lacking = !hasTerminal && !process.env.CI
if (lacking)
  console.warn(
    'Skipped: tests/new.test.ts asks no questions, because tmux is not installed (apt-get install tmux).',
  )

describe.skipIf(lacking)('a person at a terminal', () => {
  let screen: Terminal | undefined
  afterEach(() => screen?.close())

  const known = { ...stories.need, title: '', background: '', learningGoals: '', level: '', competences: '' }
  const given = set(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== '')))

  it('is asked for what is not known, told at once what is wrong, and gets a file that passes the check', async () => {
    const folder = world()
    screen = terminal(folder, ['new', 'need', '--agency', 'kld', ...given, ...today])
    await screen.shows('◆  Tittel')
    screen.types('Kort')
    screen.presses('Enter')
    await screen.shows('for kort')
    screen.types('e kurs i innkjøp')
    screen.presses('Enter')
    await screen.shows('◆  Språk')
    screen.presses('Enter')
    await screen.shows('◆  Kompetanse dere trenger')
    screen.types('innkj')
    await screen.shows('(1 treff)')
    screen.presses('Tab', 'Enter')
    await screen.shows('◆  Bakgrunn')
    screen.types('Vi vil lære av andre.')
    screen.presses('Enter', 'Enter')
    screen.types('Ring 22 33 44 55.')
    screen.presses('Tab', 'Enter')
    await screen.shows('telefonnummer')
    screen.presses(...Array.from({ length: 17 }, () => 'BSpace'))
    screen.types('Det haster.')
    screen.presses('Tab', 'Enter')
    await screen.shows('◆  Læringsmål')
    screen.types('- Kunne planlegge et innkjøp')
    screen.presses('Enter')
    screen.types('- Kjenne regler, frister og krav')
    screen.presses('Tab', 'Enter')
    await screen.shows('◆  Når passer det? Fra og med')
    screen.presses('Enter')
    await screen.shows('◆  Når passer det? Til og med')
    screen.presses('Enter')
    await screen.shows('◆  Sted: Kommune')
    screen.presses('Enter')
    await screen.shows('◆  Stillingsnivå')
    screen.presses('Down', 'Enter')
    await screen.shows('◆  Forankring i ledelsen: Dato for godkjenningen')
    screen.presses('Enter')
    await screen.shows('◆  Vil du fylle ut mer?')
    screen.presses('Enter')
    await screen.shows('Ja, lagre agencies/kld/needs/korte-kurs-i-innkjop.yaml')
    screen.presses('Enter')
    const last = await screen.shows('exit 0')
    expect(last).toContain('agencies/kld/needs/korte-kurs-i-innkjop.yaml er lagret.')
    expect(written(folder, 'agencies/kld/needs/korte-kurs-i-innkjop.yaml')).toMatchObject({
      title: 'Korte kurs i innkjøp',
      competences: ['anskaffelser'],
      background: 'Vi vil lære av andre.\n\nDet haster.',
      learningGoals: ['Kunne planlegge et innkjøp', 'Kjenne regler, frister og krav'],
      level: 'specialist',
      confirmed: '2026-11-22',
    })
    expect(mobilitet(folder, ['check', ...today]).code).toBe(0)
  })

  it('who leaves has saved nothing, and a script is told', async () => {
    const folder = world()
    screen = terminal(folder, ['new', 'offer', '--agency', 'kld', ...today, '--language', 'nn'])
    await screen.shows('◆  Tittel')
    screen.types('Innkjøp')
    screen.presses('Escape')
    expect(await screen.shows('exit 1')).toContain('Avbrote. Ingenting er lagra.')
    expect(existsSync(join(folder, 'agencies/kld/offers'))).toBe(false)
  })

  it('is asked again for what the rules refuse, and for another name when a file has it', async () => {
    const folder = world()
    const answers = {
      ...stories.need,
      title: 'Klimaregnskap',
      language: 'nb',
      'place.municipality': 'Oslo',
      'anchoring.date': '2026-11-01',
      'period.from': '2027-02-01',
      'period.to': '2027-02-20',
    }
    screen = terminal(folder, ['new', 'need', '--agency', 'kld', ...set(answers), ...today])
    await screen.shows('◆  Vil du fylle ut mer?')
    screen.presses('Enter')
    await screen.shows('Det finnes alt en fil med dette navnet (agencies/kld/needs/klimaregnskap.yaml).')
    screen.types(' i innkjøp')
    screen.presses('Enter')
    await screen.shows('dates/too-short-period')
    await screen.shows('◆  Varighet: Minst antall uker')
    screen.presses('BSpace', '2', 'Enter')
    await screen.shows('Ja, lagre agencies/kld/needs/klimaregnskap-i-innkjop.yaml')
    screen.presses('Enter')
    await screen.shows('exit 0')
    expect(written(folder, 'agencies/kld/needs/klimaregnskap-i-innkjop.yaml')).toMatchObject({
      duration: { minWeeks: 2 },
    })
    expect(mobilitet(folder, ['check', ...today]).code).toBe(0)
  })
})
