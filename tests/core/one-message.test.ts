/** One mistake gives one message: what follows from a mistake, and what cannot be known because of it, stays unsaid. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkTree, layers, line, root, type Tree } from '../worlds.ts'

const world = layers(join(root, 'tests/rules/_world'))
const today = '2026-11-22'

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const agreement = 'agreements/kld-dfo/agreement.yaml'
const competences = 'programme/competences.yaml'
const programme = 'programme/programme.yaml'
const pair = 'kld.klimaregnskap--dfo.klimadata'

type Edit = (text: string) => string

/** The world with some files edited, written or (undefined) taken away. */
function changed(edits: Readonly<Record<string, Edit | string | undefined>>): Tree {
  const tree = new Map(world)
  for (const [file, edit] of Object.entries(edits)) {
    const text = typeof edit === 'function' ? edit(Buffer.from(tree.get(file) ?? '').toString('utf8')) : edit
    if (text === undefined) tree.delete(file)
    else tree.set(file, Buffer.from(text))
  }
  return tree
}

function codes(edits: Parameters<typeof changed>[0], on = today): readonly string[] {
  return checkTree(changed(edits), on).map(({ code }) => code)
}

const instead = (from: string, to: string) => (text: string) => text.replaceAll(from, to)

const notAForm = '- ikke et skjema\n'

const decision = (match: string, by = 'dfo') =>
  `match: ${match}\nby: ${by}\nreason: timing\ndate: 2026-11-20\nfingerprint: sha256:${'0'.repeat(64)}\n`

const evaluation = (stage: string) =>
  `exchange: ut-1\nstage: ${stage}\nby: host\ndate: 2027-04-01\nlanguage: nb\nratings: { learning: 4 }\nlearned: Vi har lært mye.\n`

describe('one message', () => {
  it.each<[name: string, edits: Parameters<typeof changed>[0], expected: readonly string[]]>([
    [
      'for a misspelt party, however often it is written',
      { [agreement]: (text) => text.replaceAll('dfo', 'dffo').replace('dffo.klimadata', 'dfo.klimadata') },
      ['references/unknown-agency'],
    ],
    [
      'for an agency file that cannot be read: the agency is there',
      { 'agencies/dfo/agency.yaml': notAForm },
      ['yaml/not-a-form'],
    ],
    ['for a registration that cannot be read: the match is there', { [need]: notAForm }, ['yaml/not-a-form']],
    ['for a list of competences that cannot be read', { [competences]: notAForm }, ['yaml/not-a-form']],
    ['for settings that cannot be read', { [programme]: notAForm }, ['yaml/not-a-form']],
    [
      'for an agreement that cannot be read and has evaluations',
      { [agreement]: notAForm, 'agreements/kld-dfo/evaluations/ut-1-start-host.yaml': evaluation('start') },
      ['yaml/not-a-form'],
    ],
    [
      'for a folder of evaluations without an agreement',
      {
        [agreement]: undefined,
        'agreements/kld-dfo/evaluations/ut-1-start-host.yaml': evaluation('start'),
        'agreements/kld-dfo/evaluations/ut-1-midway-host.yaml': evaluation('midway'),
      },
      ['references/unknown-exchange'],
    ],
    [
      'for a decision whose match is misspelt, although its file is named otherwise',
      { [`decisions/${pair}.yaml`]: decision('kld.klimaregnskp--dfo.klimadata') },
      ['references/unknown-registration'],
    ],
    [
      'for a round whose dates are in disorder',
      { [programme]: instead('from: 2027-01-15', 'from: 2028-01-15') },
      ['dates/order'],
    ],
    [
      'for an exchange far outside its agreement, and so outside the round',
      { [agreement]: instead('to: 2027-09-14', 'to: 2028-02-14') },
      ['dates/outside-validity'],
    ],
    [
      'for an anchoring that has not been yet, although that is after the deadline',
      { [need]: instead('date: 2026-11-05', 'date: 2036-11-05') },
      ['dates/in-future'],
    ],
    [
      'for an own number among the partners',
      { [need]: (text) => `${text}partners: { wished: ["972417882"], excluded: [kld] }\n` },
      ['references/own-agency', 'references/own-agency'],
    ],
    [
      'for a retired area that only withdrawn and past registrations use',
      {
        [competences]: instead('    broader: klima\n', '    broader: klima\n    validTo: 2026-11-21\n'),
        [need]: (text) => `${text}withdrawn: { date: 2026-11-20, reason: Utsatt. }\n`,
        'agencies/dfo/offers/klimadata.yaml': instead('[klimaregnskap]', '[klima]'),
      },
      ['references/withdrawn-registration'],
    ],
  ])('%s', (_name, edits, expected) => {
    const evaluated = Object.keys(edits).some((file) => file.includes('/evaluations/'))
    expect(codes(edits, evaluated ? '2027-04-10' : today)).toEqual(expected)
  })
})

describe('what was probably meant', () => {
  it.each<[name: string, edits: Parameters<typeof changed>[0], suggestion: string | undefined]>([
    ['a folder', { [need]: (text) => `${text}partners: { wished: [df] }\n` }, 'dfo'],
    [
      'an agency by its name',
      { [need]: (text) => `${text}partners: { wished: [klima-og-miljodepartementet] }\n` },
      'kld',
    ],
    ['an area by its label', { [need]: instead('[klimaregnskap]', '[climate-accounting]') }, 'klimaregnskap'],
    ['an area that is like no other', { [need]: instead('[klimaregnskap]', '[romfart]') }, undefined],
    ['a round by its name', { [agreement]: instead('2027-var', 'varen-2027') }, '2027-var'],
    ['another version', { [agreement]: instead('agreement@1', 'agreement@7') }, 'cooperation-agreement@1'],
    [
      'another document',
      { [agreement]: instead('cooperation-agreement', 'coperation-agrement') },
      'cooperation-agreement@1',
    ],
    ['a registration', { [agreement]: instead('dfo.klimadata', 'dfo.klimadatta') }, 'dfo.klimadata'],
    [
      'a registration of a misspelt agency',
      { [agreement]: instead('dfo.klimadata', 'dffo.klimadata') },
      'dfo.klimadata',
    ],
    ['a pair the other way round', { [agreement]: instead(pair, 'dfo.klimadata--kld.klimaregnskap') }, pair],
    [
      'a rotation from its first member',
      {
        'decisions/rotation--kld.klimaregnskap--dfo.klimadata.yaml': decision(
          'rotation--kld.klimaregnskap--dfo.klimadata',
        ),
      },
      'rotation--dfo.klimadata--kld.klimaregnskap',
    ],
    [
      'nothing, for a match of an agency with itself',
      {
        [`decisions/rotation--kld.klimaregnskap--kld.klimaregnskap.yaml`]: decision(
          'rotation--kld.klimaregnskap--kld.klimaregnskap',
        ),
      },
      undefined,
    ],
  ])('%s', (_name, edits, suggestion) => {
    const found = checkTree(changed(edits), today)
    expect(found).toHaveLength(1)
    expect(found[0]?.args['suggestion']).toBe(suggestion)
  })
})

describe('a registration after the deadline', () => {
  const late = 'agencies/kld/needs/anskaffelser.yaml'
  const withLate = changed({
    [late]: Buffer.from(world.get(need) ?? '')
      .toString('utf8')
      .replace('etatsstyringen', 'anskaffelser')
      .replace('[klimaregnskap]', '[anskaffelser]'),
  })

  it('is told when it comes in', () => {
    expect(checkTree(withLate, '2026-12-16', world).map(line)).toEqual([`${late}:1 dates/after-deadline`])
  })

  it('is in time on the last day, and not new when it was there already', () => {
    expect(checkTree(withLate, '2026-12-15', world)).toEqual([])
    expect(checkTree(withLate, '2026-12-16', withLate)).toEqual([])
    expect(checkTree(withLate, '2026-12-16')).toEqual([])
  })
})

it('tells a long circle once, from the member that comes first in the file', () => {
  const circle = `competences:
${['hale', 'b', 'klimaregnskap', 'a']
  .map(
    (id, index, ids) =>
      `  - { id: ${id}, label: { nb: ${id}, nn: ${id}, en: ${id} }, broader: ${ids[index + 1] ?? 'b'} }`,
  )
  .join('\n')}
targetGroups: []
`
  const found = checkTree(changed({ [competences]: circle }), today)
  expect(found.map(({ code, args, place }) => [code, place.line, args['circle']])).toEqual([
    ['references/circular-concept', 3, 'b → klimaregnskap → a → b'],
  ])
})

describe('a word that some programs read as yes or no', () => {
  const said = (from: string, to: string) =>
    checkTree(changed({ [need]: instead(from, to) }), today).map(({ code, args }) => [code, args['allowed']])

  it('is told what it may be where only certain words will do', () => {
    expect(said('language: nb', 'language: NO')).toEqual([['schema/choice', 'nb, nn, en']])
  })

  it('is told to be written otherwise where anything will do, and where yes or no is meant', () => {
    expect(said('municipality: Oslo', 'municipality: NO')).toEqual([['yaml/ambiguous-word', undefined]])
    expect(said('matchingHelp: true', 'matchingHelp: yes')).toEqual([['yaml/ambiguous-word', undefined]])
  })
})
