/** Meaning: what a change means, told to people who know their agreements and needs, but neither files nor Git. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PathChange } from '../../src/core/authority.ts'
import { compare } from '../../src/core/diagnostic.ts'
import { differences, type Grain, isGroup } from '../../src/core/difference.ts'
import { parseMessages, type Speaker, speaker } from '../../src/core/messages.ts'
import type { Agency, Agreement, Language, Programme, Registration } from '../../src/core/model.ts'
import { findPersonalData } from '../../src/core/personal-data.ts'
import { meaning } from '../../src/core/plan/meaning/meaning.ts'
import { type Run, wordDifference } from '../../src/core/word-difference.ts'
import { randomFrom } from '../random.ts'
import { layers, loadTree, root, schemaOf, type Tree } from '../worlds.ts'

const world = join(root, 'tests/rules/_world')
const golden = join(import.meta.dirname, 'golden/meaning')
const languages = ['nb', 'nn', 'en'] as const

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const offer = 'agencies/dfo/offers/klimadata.yaml'
const agreement = 'agreements/kld-dfo/agreement.yaml'
const kld = 'agencies/kld/agency.yaml'
const settings = 'programme/programme.yaml'
const competences = 'programme/competences.yaml'
const policy = 'programme/policy.yaml'

const voices = new Map<Language, Speaker>(
  languages.map((language) => {
    const file = `templates/messages/${language}.yaml`
    return [language, speaker(language, parseMessages(file, readFileSync(join(root, file), 'utf8')))]
  }),
)

/** A change of files: new texts, `null` for what is taken away, functions of what stands there. */
type Files = Readonly<Record<string, string | null | ((text: string) => string)>>

function changed(tree: Tree, files: Files): Tree {
  const result = new Map(tree)
  for (const [path, text] of Object.entries(files)) {
    if (text === null) result.delete(path)
    else result.set(path, Buffer.from(typeof text === 'string' ? text : text(textIn(tree, path))))
  }
  return result
}

function textIn(tree: Tree, path: string): string {
  return Buffer.from(tree.get(path) ?? '').toString('utf8')
}

/** @throws Error when the text does not hold what is to be changed: the story would be about nothing */
function swap(...pairs: readonly (readonly [from: string, to: string])[]) {
  return (text: string) =>
    pairs.reduce((so, [from, to]) => {
      if (!so.includes(from)) throw new Error(`there is no «${from}»`)
      return so.replace(from, to)
    }, text)
}

function changesIn(before: Tree, after: Tree): readonly PathChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(compare)
  return paths.flatMap((path): readonly PathChange[] => {
    if (textIn(before, path) === textIn(after, path) && before.has(path) === after.has(path)) return []
    return [{ path, kind: !before.has(path) ? 'added' : after.has(path) ? 'changed' : 'removed' }]
  })
}

function sections(
  before: Programme,
  after: Programme,
  changes: readonly PathChange[],
  language: Language = 'nb',
): readonly string[] {
  const { words } = voices.get(language) as Speaker
  return meaning({ before, after, changes, words, language, schemaOf })
}

type Story = { readonly before: Tree; readonly after: Tree }

function told({ before, after }: Story, language: Language = 'nb'): readonly string[] {
  return sections(loadTree(before).programme, loadTree(after).programme, changesIn(before, after), language)
}

function story(files: Files, first: Files = {}): Story {
  const before = changed(layers(world), first)
  return { before, after: changed(before, files) }
}

const background =
  'Vi skal ta i bruk klimaregnskap i styringen av etatene. Målet er å se utslippene sammen med pengene, og at vurderingene blir gjort på samme måte i alle etater. I dag gjør hver etat dette på sin egen måte, og tallene kan ikke sammenlignes.\n'

const signature = (party: string, role: string, day: string) =>
  `  - party: ${party}\n    role: ${role}\n    date: 2026-11-${day}\n    method: esign\n    terms: sha256:${'8d39a4e6'.repeat(8)}\n`

const signed: Files = {
  [agreement]: (text) =>
    `${text}signatures:\n${signature('kld', 'Ekspedisjonssjef', '16')}${signature('dfo', 'Avdelingsdirektør', '18')}`,
}

const ssb =
  'organisationNumber: "971526920"\nname: { nb: Statistisk sentralbyrå, nn: Statistisk sentralbyrå }\nshortName: SSB\nlanguage: nb\nmunicipality: Kongsvinger\ncontact: { role: HR-avdelingen, email: hospitering@ssb.example.no }\napprovers: [{ login: ssb-example, id: 9000000004 }]\n'

const refusal =
  'match: kld.klimaregnskap--dfo.klimadata\nby: dfo\nreason: no-capacity\ndate: 2026-11-20\nfingerprint: sha256:0000000000000000000000000000000000000000000000000000000000000000\nnote: Vi tar det gjerne opp igjen til høsten.\n'

const evaluation =
  'exchange: ut-1\nstage: end\nby: host\ndate: 2027-09-30\nlanguage: nb\nratings: { learning: 5, usefulness: 4 }\nlearned: Vi fikk prøvd dataene våre mot et reelt styringsbehov, og har rettet to feil.\n'

const stories: Readonly<Record<string, Story>> = {
  'a-need-is-changed': story(
    {
      [need]: swap(
        ['competences: [klimaregnskap]', 'competences: [klimaregnskap, anskaffelser]'],
        ['Målet er å se utslippene sammen med pengene', 'Målet er å se utslippene i lys av budsjettet'],
        ['for egen sektor', 'for egen sektor\n  - Kunne lære opp kolleger'],
        ['direction: send', 'direction: receive'],
        ['forms: [secondment]', 'forms: [secondment, short-exchange]'],
        ['from: 2027-03-01', 'from: 2027-04-01'],
        ['maxWeeks: 26', 'maxWeeks: 12'],
        ['min: 40', 'min: 100'],
        ['municipality: Oslo, presence: hybrid', 'municipality: Leikanger, presence: digital'],
        ['level: specialist', 'level: manager\npartners: { wished: [dfo, "971526920"] }'],
        ['matchingHelp: true', 'matchingHelp: false'],
      ),
    },
    {
      [need]: swap([
        'Vi skal bruke klimaregnskap i styringen av etatene, og vil se hvordan andre gjør det i praksis.',
        `>-\n  ${background.trim()}`,
      ]),
    },
  ),
  'a-need-is-withdrawn': story({
    [need]: (text) => `${text}withdrawn: { date: 2026-11-20, reason: Prosjektet er utsatt til høsten. }\n`,
  }),
  'a-signed-agreement-is-changed': story(
    {
      [agreement]: swap(
        ['workload: 100', 'workload: 80'],
        ['employer: sender', 'employer: host'],
        ['to: 2027-09-14', 'to: 2027-10-31'],
        ['noticeWeeks: 4', 'noticeWeeks: 8'],
        ['travel: Avgivende virksomhet', 'travel: Mottakende virksomhet'],
        ['  kld: Vi får et klimaregnskap vi kan bruke', '  kld: Vi får to klimaregnskap vi kan bruke'],
        [signature('dfo', 'Avdelingsdirektør', '18'), ''],
      ),
    },
    signed,
  ),
  'an-agreement-comes-in-a-new-version': story(
    {
      [agreement]: (text) =>
        swap(
          ['round: 2027-var', 'round: 2027-var\nversion: 2'],
          ['workload: 100', 'workload: 80'],
        )(text).replace(/signatures:[\s\S]*/, ''),
    },
    signed,
  ),
  'a-party-is-changed': story(
    {
      [agreement]: (text) =>
        text
          .replace(/\bdfo(?=[,:\n ])/g, 'ssb')
          .replace('{ match: kld.klimaregnskap--dfo.klimadata }', '{ selfFound: true }')
          .replace('    signatory: { role: Avdelingsdirektør }', '    signatory: { role: null }'),
    },
    { 'agencies/ssb/agency.yaml': ssb },
  ),
  'an-exchange-is-added': story({
    [agreement]: swap([
      'terms:\n',
      '  - id: ut-2\n    form: short-exchange\n    from: dfo\n    to: kld\n    employer: sender\n    payer: null\n    period: { from: 2027-10-01, to: 2027-11-30 }\n    workload: 50\n    place: { municipality: Oslo, presence: on-site }\n    tasks: null\n    learningGoals: []\nterms:\n',
    ]),
  }),
  'approvers-are-changed': story({
    [kld]: swap(
      [
        '[{ login: kld-example, id: 9000000003 }]',
        '[{ login: kld-example, id: 9000000009 }, { login: ny-example, id: 9000000010 }]',
      ],
      ['shortName: KLD', 'shortName: KLMD'],
    ),
  }),
  'the-programme-is-changed': story({
    [settings]: swap(
      ['id: 9000000001', 'id: 9000000077'],
      ['openProposals: 20', 'openProposals: 50'],
      ['competence: 30, text: 20', 'competence: 20, text: 30'],
      [
        'confirmation:',
        'pause: { from: 2027-01-01, reason: { nb: Ferie., nn: Ferie., en: Holidays. } }\nautoMerge: true\nconfirmation:',
      ],
      ['nn: Våren 2027', 'nn: Vår 2027'],
      ['{ stage: end, by: sender }, ', ''],
    ),
  }),
  'the-pause-ends': story(
    { [settings]: (text) => text.replace(/pause:.*\nautoMerge: true\n/, '') },
    {
      [settings]: swap([
        'confirmation:',
        'pause: { from: 2027-01-01, reason: { nb: Ferie., nn: Ferie., en: Holidays. } }\nautoMerge: true\nconfirmation:',
      ]),
    },
  ),
  'lists-of-the-office-are-changed': story({
    [competences]: swap(
      ['nn: Klimarekneskap', 'nn: Klimarekneskapar'],
      ['targetGroups:', '  - id: arkiv\n    label: { nb: Arkiv, nn: Arkiv, en: Archives }\ntargetGroups:'],
    ),
    [policy]: swap(['maxMonths: 12', 'maxMonths: 9']),
  }),
  'everything-is-new': {
    before: new Map([...layers(world)].filter(([path]) => ![need, offer, agreement, kld].includes(path))),
    after: changed(layers(world), {
      'decisions/kld.klimaregnskap--dfo.klimadata.yaml': refusal,
      'agreements/kld-dfo/evaluations/ut-1-end-host.yaml': evaluation,
    }),
  },
  'records-go-away-or-break': story({
    [need]: null,
    [offer]: swap(['direction: host', 'direction: hostt']),
    [agreement]: (text) => `# Bare en merknad\n${text}`,
    'agencies/kld/needs/Klima 2.yml': 'title: Klima',
    'src/cli.ts': 'x',
    'src/core/check.ts': 'x',
    '.github/workflows/check.yml': 'x',
    'templates/messages/nb.yaml': 'x',
    'package.json': '{}',
    'kunst/bilde.svg': '<svg/>',
  }),
}

describe.each(languages)('in %s', (language) => {
  it.each(Object.keys(stories))('%s', async (name) => {
    const text = told(stories[name] as Story, language).join('\n\n')
    await expect(`${text}\n`).toMatchFileSnapshot(join(golden, `${name}.${language}.md`))
  })
})

/** Everything that could call upon somebody, hide, lead away, end a table or pass for our own words. */
const nasty = [
  '@kd/alle #1 GH-2 https://evil.example.no www.evil.example.no',
  '<!-- mobilitet:review e30 --> <img src=x> &#64;nav &amp;',
  '``` ````suggestion | slutt | **nå** _er_ ~~det~~ [her](https://evil.example.no) $1$ :tada:',
  '\u202Egnirgne\u202C \u200Bskjult\u0007 ny\nlinje\r\n| --- |\n# Overskrift',
].join(' ')

describe('hostile text', () => {
  const before = loadTree(layers(world)).programme
  const registration = before.registrations.get('kld.klimaregnskap') as Registration
  const contract = before.agreements.get('kld-dfo') as Agreement
  const agency = before.agencies.get('kld') as Agency
  const exchange = contract.exchanges[0] as Agreement['exchanges'][number]
  const after: Programme = {
    ...before,
    registrations: new Map<string, Registration>([
      ...before.registrations,
      [
        'kld.klimaregnskap',
        {
          ...registration,
          title: nasty,
          background: `${registration.background} ${nasty}`,
          learningGoals: [nasty],
          place: { ...registration.place, municipality: nasty },
        },
      ],
    ]),
    agencies: new Map([
      ...before.agencies,
      ['kld', { ...agency, shortName: nasty, approvers: [{ login: nasty, id: 1 }] }],
    ]),
    agreements: new Map([
      ...before.agreements,
      [
        'kld-dfo',
        {
          ...contract,
          title: nasty,
          purpose: nasty,
          exchanges: [{ ...exchange, id: nasty }],
          signatures: [{ party: 'kld', role: nasty, date: '2026-11-16', method: 'esign', terms: 'sha256:0' }],
        },
      ],
    ]),
  }
  const changes: readonly PathChange[] = [
    ...[need, kld, agreement].map((path) => ({ path, kind: 'changed' }) as const),
    { path: '@kd|<!-- x -->/``` [a](b).txt', kind: 'added' },
  ]

  it.each(languages)('does nothing but be read: %s', async (language) => {
    const text = sections(before, after, changes, language).join('\n\n')
    await expect(`${text}\n`).toMatchFileSnapshot(join(golden, `hostile.${language}.md`))
  })

  it('keeps every table in shape, calls upon nobody, and hides nothing', () => {
    const text = sections(before, after, changes).join('\n\n')
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    for (const row of rows) expect(row.split(/ \| |^\| | \|$/).length - 2).toBe(3)
    expect(text).not.toMatch(/@(?!&#8203;)|#(?!&#8203;|8203;|124;)|<(?!br>)|https:\/\/|`(?<!\\`)|\p{Cf}|\r/u)
  })
})

describe('what gives power or binds', () => {
  const sentenceIn = (name: string) => told(stories[name] as Story).join('\n')

  it('tells login and number of approvers, before and after', () => {
    expect(sentenceIn('approvers-are-changed')).toContain('kld-example (kontonummer 9000000003)')
    expect(sentenceIn('approvers-are-changed')).toContain('kld-example (kontonummer 9000000009)')
    expect(sentenceIn('the-programme-is-changed')).toContain(
      'Hvem som kan godkjenne for programkontoret, endres.',
    )
  })

  it('tells of terms that change under a signature, but not of a new signature', () => {
    expect(sentenceIn('a-signed-agreement-is-changed')).toContain('etter at KLD og DFØ har signert')
    const signing = told({ before: layers(world), after: changed(layers(world), signed) }).join('\n')
    expect(signing).toContain('Signaturene i avtalen endres.')
    expect(signing).not.toContain('har signert')
  })

  it('tells of the organisation behind a party that becomes another', () => {
    const both = story({ [agreement]: swap(['workload: 100', 'workload: 90']) }, signed)
    const other = changed(both.after, { [kld]: swap(['972417882', '971526920']) })
    expect(told({ before: both.before, after: other }).join('\n')).toContain(
      'etter at KLD og DFØ har signert',
    )
  })

  it('is never left out for want of room', () => {
    const many: Files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `agencies/kld/needs/behov-${index}.yaml`,
        textIn(layers(world), need).replace('title: ', `title: Nummer ${index} `),
      ]),
    )
    const text = told(story({ ...many, [settings]: swap(['id: 9000000001', 'id: 9000000077']) }))
    expect(text.join('\n')).toContain('Hvem som kan godkjenne for programkontoret, endres.')
    expect(text).toHaveLength(21)
    expect(text.at(-1)).toBe('Og 41 filer til.')
  })
})

describe('a term that says nothing', () => {
  const row = (...pairs: readonly (readonly [string, string])[]) => {
    const { before, after } = story({ [agreement]: swap(...pairs) })
    return told({ before, after })
      .join('\n')
      .split('\n')
      .find((line) => line.startsWith('| Vilkår: Arbeidstid'))
  }

  it('is not settled where some choice asks for it', () => {
    expect(row(['  workingTime: host\n', ''])).toContain('| Ikke avklart ennå |')
  })

  it('does not apply where none does', () => {
    const hired = ['employer: sender', 'employer: host'] as const
    expect(row(hired, ['  workingTime: host\n', ''])).toContain('| Gjelder ikke |')
  })
})

describe('many files', () => {
  it('of the tool are counted, not listed', () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`src/${index}.ts`, 'x']))
    expect(told(story(files))).toEqual(['- 400 filer under src/ (verktøyet selv)'])
  })

  it('in as many folders are counted too', () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`f${index}/a.ts`, 'x']))
    const text = told(story(files))
    expect(text).toHaveLength(2)
    expect(text.at(-1)).toBe('Og 390 filer til.')
  })

  it('with many fields are told as far as anybody reads', () => {
    const areas = Array.from(
      { length: 50 },
      (_, index) => `  - id: omrade-${index}\n    label: { nb: A, nn: A, en: A }\n`,
    )
    const text = told(story({ [competences]: swap(['targetGroups:', `${areas.join('')}targetGroups:`]) }))
    expect(
      text
        .join('\n')
        .split('\n')
        .filter((line) => line.startsWith('| Område')),
    ).toHaveLength(30)
    expect(text.join('\n')).toContain('Og 20 felt til.')
  })
})

it('a file that is moved is told as gone in one place and new in another', () => {
  const moved = 'agencies/kld/needs/utslipp.yaml'
  const before = layers(world)
  const after = changed(before, { [need]: null, [moved]: textIn(before, need) })
  const change: PathChange = { kind: 'renamed', from: need, path: moved }
  const text = sections(loadTree(before).programme, loadTree(after).programme, [change])
  expect(text.map((section) => section.split('\n')[0])).toEqual([
    '**Behov: Klimaregnskap i etatsstyringen** (KLD) – fjernet',
    '**Behov: Klimaregnskap i etatsstyringen** (KLD) – lagt til',
  ])
})

describe('words that differ', () => {
  const random = randomFrom(7)
  const text = () =>
    Array.from({ length: Math.floor(random() * 12) }, () => 'abc'.charAt(Math.floor(random() * 3))).join(' ')
  const cases = Array.from({ length: 300 }, () => [text(), text()] as const).filter(([was, is]) => was !== is)
  const wordsOf = (runs: readonly Run[]) => runs.map(({ text }) => text).join(' ')
  const kept = (runs: readonly Run[]) => wordsOf(runs.filter(({ isChanged }) => !isChanged))

  it('and those that do not are all the words there are, and what is the same is the same in both', () => {
    for (const [was, is] of cases) {
      const { before, after } = wordDifference(was, is, 99)
      expect([wordsOf(before), wordsOf(after)]).toEqual([was, is])
      expect(kept(before)).toBe(kept(after))
    }
  })

  it('are told with as few of the others as asked for', () => {
    const { before, after } = wordDifference('a b c d e f g h', 'a b c d x e f g h', 2)
    expect(before).toEqual([{ text: '… c d e f …', isChanged: false }])
    expect(wordsOf(after)).toBe('… c d x e f …')
  })

  it('are as many as they are in texts too long to compare', () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, index) => `${word}${index}`).join(' ')
    expect(wordDifference(long('a'), long('b'), 2).before).toEqual([{ text: long('a'), isChanged: true }])
  })
})

describe('records that differ', () => {
  const grain: Grain = {
    isWhole: (group) => 'from' in group,
    nameOf: (entry) => (isGroup(entry) && typeof entry['id'] === 'string' ? entry['id'] : undefined),
  }
  const at = (before: unknown, after: unknown) =>
    differences(before, after, grain).map((difference) => difference.at.join('.'))

  it('are told where they do, and wholes as wholes', () => {
    expect(at({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([])
    expect(at({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } })).toEqual(['a.c'])
    expect(at({ period: { from: 1, to: 2 } }, { period: { from: 1, to: 3 } })).toEqual(['period'])
    expect(at({ a: [1, 2] }, { a: [2, 1] })).toEqual(['a'])
    expect(at({}, { a: null })).toEqual(['a'])
  })

  it('have entries that are followed by name, when each has one', () => {
    const [one, two, three] = [{ id: 'one' }, { id: 'two', x: 1 }, { id: 'three' }]
    expect(at([one, two], [three, { ...two, x: 2 }])).toEqual(['0', '1.x', '0'])
    expect(at([one, two], [two, one])).toEqual([''])
    expect(at([one, one], [one, { ...one, x: 1 }])).toEqual(['1.x'])
    expect(at([one, {}], [one])).toEqual([''])
  })
})

it('a change of nothing means nothing', () => {
  expect(told(story({}))).toEqual([])
})

it('names of folders with something about a person in them are not repeated', () => {
  const text = told(story({ '30108299920/fil.txt': 'x' })).join('\n')
  expect(text).toContain('1 fil under')
  expect(findPersonalData(text)).toEqual([])
})
