/** Suggestions: what can be mended with a click is mended by the click, and nothing else is ever suggested. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/core/diagnostic.ts'
import { type Kind, kindNames, kinds } from '../../src/core/kinds.ts'
import { parseMessages, type Speaker, speaker } from '../../src/core/messages.ts'
import type { Language } from '../../src/core/model.ts'
import { findPersonalData } from '../../src/core/personal-data.ts'
import type { SuggestionComment } from '../../src/core/plan/action.ts'
import { fixes } from '../../src/core/plan/fixes/fixes.ts'
import { suggestions } from '../../src/core/plan/fixes/suggestions.ts'
import { read } from '../../src/core/read.ts'
import { hiddenCharacter } from '../../src/core/text.ts'
import { fullRecord, pathsIn, withValue, write } from '../hostile/fields.ts'
import { hostileInputs } from '../hostile/inputs.ts'
import { checkTree, layers, root, schemaOf, type Tree } from '../worlds.ts'

const stories = join(root, 'tests/rules')
const world = join(stories, '_world')
const golden = join(import.meta.dirname, 'golden/suggestions')
const today = '2026-11-22'

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const agreement = 'agreements/kld-dfo/agreement.yaml'
const agency = 'agencies/kld/agency.yaml'

function voice(language: Language): Speaker {
  const file = `templates/messages/${language}.yaml`
  return speaker(language, parseMessages(file, readFileSync(join(root, file), 'utf8')))
}

const { words, say } = voice('nb')

type Story = { readonly tree: Tree; readonly today: string; readonly before?: Tree }

/** The story of a code in tests/rules: the world with one mistake in it. */
function storyOf(code: string): Story {
  const here = join(stories, code)
  const tree = layers(world, join(here, 'before'), join(here, 'bad'))
  const day = textIn(tree)('today.txt')?.trim() ?? today
  return existsSync(join(here, 'before'))
    ? { tree, today: day, before: layers(world, join(here, 'before')) }
    : { tree, today: day }
}

/** The world with some files changed; a function is given what stands there. */
function withFiles(
  files: Readonly<Record<string, string | ((text: string) => string)>>,
  tree = layers(world),
): Story {
  const changed = Object.entries(files).map(([path, text]): [string, Uint8Array] => [
    path,
    Buffer.from(typeof text === 'string' ? text : text(textIn(tree)(path) ?? '')),
  ])
  return { tree: new Map([...tree, ...changed]), today }
}

/** @throws Error when the text does not hold what is to be changed: the story would be about nothing */
function swap(from: string, to: string) {
  return (text: string) => {
    if (!text.includes(from)) throw new Error(`there is no «${from}»`)
    return text.replace(from, to)
  }
}

function textIn(tree: Tree) {
  return (file: string) => {
    const bytes = tree.get(file)
    return bytes && Buffer.from(bytes).toString('utf8')
  }
}

/** As GitHub shows a new file: every line of it. */
function wholeFile(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n')
  return [`@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join('\n')
}

function patchesOf(tree: Tree): ReadonlyMap<string, string> {
  return new Map([...tree.keys()].map((file) => [file, wholeFile(textIn(tree)(file) ?? '')]))
}

function found({ tree, today, before }: Story): readonly Diagnostic[] {
  return checkTree(tree, today, before)
}

function suggested(story: Story, patches = patchesOf(story.tree)): readonly SuggestionComment[] {
  return suggestions({ diagnostics: found(story), textOf: textIn(story.tree), patches, words, say })
}

/** What a suggestion puts instead of its lines, read from the comment as GitHub reads it. */
function linesIn(body: string): readonly string[] {
  const [, fence = '', lines = ''] = /(?:^|\n)(`{3,})suggestion\n([\s\S]*?)\1$/.exec(body) ?? []
  expect(fence).not.toBe('')
  return lines === '' ? [] : lines.replace(/\n$/, '').split('\n')
}

/** Somebody clicks on all of them. */
function committed({ tree, ...rest }: Story, comments: readonly SuggestionComment[]): Story {
  const files = new Map(tree)
  for (const { path, line, startLine = line, body } of [...comments].sort((a, b) => b.line - a.line)) {
    const lines = (textIn(files)(path) ?? '').split('\n')
    lines.splice(startLine - 1, line - startLine + 1, ...linesIn(body))
    files.set(path, Buffer.from(lines.join('\n')))
  }
  return { tree: files, ...rest }
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code).sort()

const evaluated = storyOf('references/unknown-exchange')

const evaluation = (exchange: string) =>
  `${exchange}stage: start\nby: host\ndate: 2027-04-01\nlanguage: nb\nratings: { learning: 4 }\nlearned: Vi har avklart oppgavene og fått på plass det meste.\n`

const refusal =
  'by: dfo\nreason: no-capacity\ndate: 2026-11-20\nfingerprint: sha256:0000000000000000000000000000000000000000000000000000000000000000\n'

const evaluatedOnce = withFiles(
  { 'agreements/kld-dfo/evaluations/ut-1-start-host.yaml': evaluation('exchange: utt-1\n') },
  new Map([...evaluated.tree].filter(([path]) => !path.endsWith('ut-2-start-host.yaml'))),
)

/** Beside the story in tests/rules, or instead of it where that one has no certain cure. */
const cases: readonly (readonly [code: string, what: string, story: Story])[] = [
  [
    'references/not-a-match',
    'the two halves of a match are turned',
    withFiles({ [agreement]: swap('kld.klimaregnskap--dfo.klimadata', 'dfo.klimadata--kld.klimaregnskap') }),
  ],
  [
    'references/unknown-exchange',
    'the file is named after the right one',
    { ...evaluatedOnce, today: '2027-04-10' },
  ],
  [
    'references/unknown-template',
    'the name of the document is misspelt',
    withFiles({ [agreement]: swap('cooperation-agreement@1', 'coperation-agreement@1') }),
  ],
  [
    'schema/missing',
    'a refusal does not say of what',
    withFiles({ 'decisions/kld.klimaregnskap--dfo.klimadata.yaml': refusal }, unproposed()),
  ],
  [
    'schema/missing',
    'an evaluation says less than its name',
    {
      ...withFiles(
        {
          'agreements/kld-dfo/evaluations/ut-1-start-host.yaml': evaluation('').replace('by: host\n', ''),
        },
        evaluatedOnce.tree,
      ),
      today: '2027-04-10',
    },
  ],
  [
    'references/unknown-agency',
    'the same agency is misspelt all over an agreement',
    withFiles({ [agreement]: (text) => text.replaceAll(/\bdfo(?=[,:\n ])/g, 'dfoo') }),
  ],
  [
    'references/unknown-competence',
    'two are misspelt on one line',
    withFiles({ [need]: swap('[klimaregnskap]', '[klimarekneskap, anskafelser]') }),
  ],
  [
    'references/unknown-competence',
    'the same is misspelt in two fields',
    withFiles({
      [need]: swap(
        'competences: [klimaregnskap]',
        'competences:\n  - klimarekneskap\nunit: Avdelingen\ninReturn: [klimarekneskap]',
      ),
    }),
  ],
  [
    'dates/order',
    'on two lines',
    withFiles({
      [need]: swap(
        'period: { from: 2027-03-01, to: 2027-12-15 }',
        'period:\n  from: 2027-12-15 # omtrent\n  to: 2027-03-01',
      ),
    }),
  ],
  ['schema/type', 'yes in words', withFiles({ [need]: swap('matchingHelp: true', 'matchingHelp: Ja') })],
  [
    'schema/type',
    'true in quotation marks',
    withFiles({ [need]: swap('matchingHelp: true', 'matchingHelp: "True"') }),
  ],
  ['schema/type', 'a number with a sign', withFiles({ [need]: swap('max: 100', 'max: 100 %') })],
  ['schema/type', 'one where a list should be', withFiles({ [need]: swap('[secondment]', 'secondment') })],
  ['schema/choice', 'capital letters', withFiles({ [need]: swap('language: nb', 'language: NB') })],
  ['schema/format', 'a number in threes', withFiles({ [agency]: swap('"972417882"', '972 417 882') })],
  [
    'schema/format',
    'an agency by its short name',
    withFiles({ [agreement]: swap('  - agency: kld', '  - agency: KLD') }),
  ],
  [
    'schema/unknown-key',
    'a party by its short name',
    withFiles({ [agreement]: swap('  kld: Vi får', '  KLD: Vi får') }),
  ],
  [
    'yaml/ambiguous-word',
    'where only yes or no will do',
    withFiles({ [need]: swap('Help: true', 'Help: on') }),
  ],
  [
    'yaml/ambiguous-number',
    'in a text',
    withFiles({ [need]: swap('language: nb', 'language: nb\nunit: 012') }),
  ],
  [
    'yaml/colon-in-text',
    'in an entry of a list',
    withFiles({ [need]: swap('  - Kunne sette', '  - Kunne dette: sette') }),
  ],
  [
    'yaml/special-character',
    'a quotation that ends before the text',
    withFiles({ [need]: swap('title: Klimaregnskap', 'title: "Klimaregnskap"') }),
  ],
  [
    'yaml/missing-character',
    'in a group on one line',
    withFiles({ [need]: swap('maxWeeks: 26 }', 'maxWeeks: 26') }),
  ],
  [
    'file/invisible-character',
    'a space that is none, in two indents',
    withFiles({
      [need]: swap(
        'place: { municipality: Oslo, presence: hybrid }',
        'place:\n\u00A0 municipality: Oslo\n\u00A0 presence: hybrid',
      ),
    }),
  ],
  [
    'references/registered-partner',
    'the list has the name already',
    withFiles({ [need]: (text) => `${text}partners:\n  wished:\n    - dfo\n    - "986252932"\n` }),
  ],
]

/** The world without its agreement, so that its match may be declined. */
function unproposed(): Tree {
  return new Map([...layers(world)].filter(([path]) => path !== agreement))
}

const told = [...fixes.keys()].map((code) => [code, 'as in tests/rules', storyOf(code)] as const)
const mended = [...told, ...cases].filter(([, , story]) => suggested(story).length > 0)

describe('a click on every suggestion', () => {
  it.each(mended)('mends %s: %s', (code, _, story) => {
    const before = found(story)
    const comments = suggested(story)
    const after = found(committed(story, comments))
    expect(codes(before)).toContain(code)
    expect(codes(after)).not.toContain(code)
    const known = new Set(before.map(say))
    expect(after.map(say).filter((sentence) => !known.has(sentence))).toEqual([])
  })

  it.each(cases)('is offered for %s: %s', (_, _what, story) => {
    expect(suggested(story)).not.toEqual([])
  })

  it('is offered for every code that has a fix', () => {
    const offered = new Set(mended.map(([code]) => code))
    expect([...fixes.keys()].filter((code) => !offered.has(code))).toEqual([])
  })
})

describe('nothing is suggested', () => {
  const silent: readonly (readonly [why: string, story: Story])[] = [
    ['when two choices are equally near', withFiles({ [need]: swap('language: nb', 'language: "no"') })],
    ['when another year was meant and not a slip', withFiles({ [agreement]: swap('2027-var', '2028-var') })],
    [
      'when the swapped dates leave no room for the stay',
      withFiles({ [need]: swap('from: 2027-03-01, to: 2027-12-15', 'from: 2027-03-31, to: 2027-03-01') }),
    ],
    [
      'when what was signed would be changed',
      withFiles({
        [agreement]: (text) =>
          `${text.replace('2027-var', '2027-vaar')}signatures:\n  - party: kld\n    role: Ekspedisjonssjef\n    date: 2026-11-16\n    method: esign\n    terms: sha256:${'0'.repeat(64)}\n`,
      }),
    ],
    [
      'when the party that was meant is a party already',
      withFiles({ [agreement]: swap('  - agency: dfo', '  - agency: kldd') }),
    ],
    [
      'when the partner that was meant would be oneself',
      withFiles({ [need]: (text) => `${text}partners: { wished: [kldd] }\n` }),
    ],
    [
      'for Windows line endings',
      withFiles({
        [need]: (text) => text.replace('competence-gap', 'competence gap').replaceAll('\n', '\r\n'),
      }),
    ],
    [
      'for a capital letter in a name that nothing has',
      withFiles({ [need]: swap('competences: [klimaregnskap]', 'competences: [Havbruk]') }),
    ],
  ]

  it.each(silent)('%s', (_, story) => {
    expect(found(story)).not.toEqual([])
    expect(suggested(story)).toEqual([])
  })

  it('on lines that GitHub does not show', () => {
    const story = storyOf('schema/choice')
    expect(suggested(story, new Map())).toEqual([])
    expect(suggested(story, new Map([[need, '@@ -1,2 +1,2 @@\n title: Klimaregnskap\n-a\n+b']]))).toEqual([])
  })

  it('when what GitHub shows is not what was judged', () => {
    const story = storyOf('schema/choice')
    const other = wholeFile(textIn(story.tree)(need) ?? '').replace('ground: competence gap', 'ground: gap')
    expect(suggested(story, new Map([[need, other]]))).toEqual([])
  })

  it('about lines of two stretches at once', () => {
    const story = withFiles({
      [need]: swap(
        'period: { from: 2027-03-01, to: 2027-12-15 }',
        'period:\n  from: 2027-12-15\n  to: 2027-03-01',
      ),
    })
    const apart = '@@ -1 +11 @@\n+  from: 2027-12-15\n@@ -9 +12 @@\n+  to: 2027-03-01'
    const together = '@@ -1 +11,2 @@\n+  from: 2027-12-15\n+  to: 2027-03-01'
    expect(suggested(story, new Map([[need, apart]]))).toEqual([])
    expect(
      suggested(story, new Map([[need, together]])).map(({ startLine, line }) => [startLine, line]),
    ).toEqual([[11, 12]])
  })
})

describe('what is about a person', () => {
  const secret = '018190 00049'

  it('is never on a line that is suggested', () => {
    const story = withFiles({ [need]: swap('ground: competence-gap', `ground: competence gap # ${secret}`) })
    expect(codes(found(story))).toContain('personal-data/identity-number')
    expect(suggested(story)).toEqual([])
  })

  it('does not come along from the next line either', () => {
    const story = withFiles({ [need]: swap('ground: competence-gap', `ground: competence gap\n# ${secret}`) })
    const bodies = suggested(story).map(({ body }) => body)
    expect(bodies).toHaveLength(1)
    expect(bodies.flatMap(findPersonalData)).toEqual([])
  })
})

describe('suggestions', () => {
  it('come with the errors first, and no more than twenty of them', () => {
    const areas = Array.from(
      { length: 30 },
      (_, index) =>
        `  - id: omrade-${index}\n    label: { nb: A, nn: A, en: A }\n    broader: klimaregnskp\n`,
    )
    const many = withFiles({
      'programme/competences.yaml': swap('targetGroups:', `${areas.join('')}targetGroups:`),
    })
    expect(found(many)).toHaveLength(30)
    expect(suggested(many)).toHaveLength(20)
    const mixed = withFiles({
      [need]: (text) =>
        `${text.replace('[klimaregnskap]', '[klimarekneskap]')}partners: { wished: ["986252932"] }\n`,
      [agreement]: swap('2027-var', '2027-vaar'),
    })
    const severities = suggested(mixed).map(({ body }) => (body.includes('dfo') ? 'warning' : 'error'))
    expect(severities).toEqual(['error', 'error', 'warning'])
  })

  it('never overlap', () => {
    for (const [, , story] of mended) {
      const taken = suggested(story).flatMap(({ path, line, startLine = line }) =>
        Array.from({ length: line - startLine + 1 }, (_, index) => `${path}:${startLine + index}`),
      )
      expect(new Set(taken).size).toBe(taken.length)
    }
  })

  it('are the same every time', () => {
    for (const [, , story] of mended) expect(suggested(story)).toEqual(suggested(story))
  })
})

/** What reading one file by itself finds in it. */
function findingsIn(kind: Kind, file: string, text: string): readonly Diagnostic[] {
  const { spots } = read(kind, Buffer.from(text), schemaOf)
  return spots.map(({ code, line, column, args }) => ({
    code,
    severity: 'error',
    place: { file, line, column },
    args,
  }))
}

function suggestedFor(kind: Kind, file: string, text: string): readonly SuggestionComment[] {
  const patches = new Map([[file, wholeFile(text)]])
  const textOf = (path: string) => (path === file ? text : undefined)
  return suggestions({ diagnostics: findingsIn(kind, file, text), textOf, patches, words, say })
}

describe('whatever is wrong', () => {
  const wrong = [
    '7',
    7,
    'true',
    'Ja',
    true,
    'x',
    '1.3.2027',
    '972 417 882',
    'Klima',
    ['klima', 'klima'],
    { klima: 1 },
  ]

  it.each(kindNames)('with a field, a click makes fewer mistakes and no new ones: %s', (kind) => {
    const { signatures: _, ...record } = fullRecord(kind)
    const file = kinds[kind].example
    let offered = 0
    for (const path of pathsIn(record)) {
      for (const value of wrong) {
        const { text } = write(withValue(record, path, value))
        const comments = suggestedFor(kind, file, text)
        if (comments.length === 0) continue
        offered++
        const { tree } = committed({ tree: new Map([[file, Buffer.from(text)]]), today }, comments)
        const [before, after] = [
          findingsIn(kind, file, text),
          findingsIn(kind, file, textIn(tree)(file) ?? ''),
        ]
        expect(after.length).toBeLessThan(before.length)
        expect(codes(before)).toEqual(expect.arrayContaining(codes(after)))
      }
    }
    expect(offered).toBeGreaterThan(0)
  })

  it('with a file that nobody should write, nothing fails, and nothing unseen or personal is passed on', () => {
    const bodies = hostileInputs(textIn(layers(world))(need) ?? '').flatMap(({ bytes }) =>
      suggestedFor('need', need, Buffer.from(bytes).toString('utf8')).map(({ body }) => body),
    )
    expect(bodies.length).toBeGreaterThan(0)
    expect(bodies.flatMap(findPersonalData)).toEqual([])
    expect(bodies.filter((body) => hiddenCharacter(body))).toEqual([])
  })
})

/** A line that tries to end the fence, call upon people and write as we do. */
const hostile =
  'background: Se her: ``` @nav (#1) <!-- mobilitet:review e30 --> ````suggestion | &#64; [x](https://example.no) og @kd/alle'

describe.each(['nb', 'nn', 'en'] as const)('in %s', (language) => {
  const speaking = voice(language)
  const told = (story: Story) =>
    suggestions({
      diagnostics: found(story),
      textOf: textIn(story.tree),
      patches: patchesOf(story.tree),
      ...speaking,
    })
      .map(({ path, line, startLine, body }) => `<!-- ${path} ${startLine ?? line}-${line} -->\n\n${body}\n`)
      .join('\n')

  it('they are told in plain words', async () => {
    const story = withFiles({
      [need]: (text) =>
        `${text.replace('[klimaregnskap]', '[klimarekneskap, anskafelser]').replace('from: 2027-03-01, to: 2027-12-15', 'from: 2027-12-15, to: 2027-03-01')}partners: { wished: ["986252932"] }\n`,
      [agency]: swap('"972417882"', '972417882'),
    })
    await expect(told(story)).toMatchFileSnapshot(join(golden, `slips.${language}.md`))
  })

  it('hostile lines stay what they are, inside their fence', async () => {
    const story = withFiles({
      [need]: (text) => text.replace(/^background: .*/m, hostile),
      [agreement]: swap('presence: on-site', 'presence: "@on-site"'),
    })
    await expect(told(story)).toMatchFileSnapshot(join(golden, `hostile.${language}.md`))
  })
})
