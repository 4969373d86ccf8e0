/** What the stories in tests/rules cannot tell: how serious a finding is, the edges of a rule, and that nothing is told twice. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { termsDigest } from '../../src/core/agreement/digest.ts'
import { checkTree, layers, loadTree, root, type Tree } from '../worlds.ts'

const world = layers(join(root, 'tests/rules/_world'))
const file = 'agreements/kld-dfo/agreement.yaml'

type Edit = readonly [from: string, to: string]

function edited(tree: Tree, path: string, ...edits: readonly Edit[]): Tree {
  const text = edits.reduce(
    (so, [from, to]) => {
      if (!so.includes(from)) throw new Error(`«${from}» is not in ${path}`)
      return so.replace(from, to)
    },
    Buffer.from(tree.get(path) ?? '').toString('utf8'),
  )
  return new Map([...tree, [path, Buffer.from(text)]])
}

const agreement = (...edits: readonly Edit[]): Tree => edited(world, file, ...edits)

function digestOf(tree: Tree): string {
  const { agreements, agencies } = loadTree(tree).programme
  const numbers = new Map(Array.from(agencies.values(), (agency) => [agency.slug, agency.organisationNumber]))
  const found = agreements.get('kld-dfo')
  if (!found) throw new Error('the agreement is not valid')
  return termsDigest(found, numbers)
}

/** With signatures on these terms, or on those that are given. */
function signed(
  tree: Tree,
  parties: readonly string[],
  { date = '2026-11-16', terms = digestOf(tree) } = {},
): Tree {
  const lines = parties.map(
    (party) => `  - { party: ${party}, role: Direktør, date: ${date}, method: esign, terms: "${terms}" }\n`,
  )
  return new Map([
    ...tree,
    [file, Buffer.from(`${Buffer.from(tree.get(file) ?? '')}signatures:\n${lines.join('')}`)],
  ])
}

function without(tree: Tree, ...paths: readonly string[]): Tree {
  return new Map([...tree].filter(([path]) => !paths.includes(path)))
}

function said(
  tree: Tree,
  { today = '2026-11-22', before }: { today?: string; before?: Tree } = {},
): readonly string[] {
  return checkTree(tree, today, before).map(({ severity, code }) => `${severity} ${code}`)
}

const noPurpose: Edit = ['purpose: Partene skal lære av hverandre om klimaregnskap.', 'purpose: null']
const noTravel: Edit = ['travel: Avgivende virksomhet dekker reiser i tjenesten.', 'travel: null']
const hostEmploys: readonly Edit[] = [
  ['employer: sender', 'employer: host'],
  ['payer: sender', 'payer: host'],
  ['workingTime: host', 'appointment: Vedtak i sak 26/1203.'],
]

describe('what is not answered', () => {
  it('is a notice while nobody has signed', () => {
    expect(said(agreement(noPurpose))).toEqual(['notice agreement/unanswered'])
  })

  it('is an error when one has signed', () => {
    expect(said(signed(agreement(noPurpose), ['kld']))).toEqual(['error agreement/unanswered'])
  })

  it('is nobody’s business when the agreement is terminated', () => {
    const terminated: Edit = [
      'sharing:',
      'termination: { date: 2026-11-20, by: kld, reason: Omorganisering. }\nsharing:',
    ]
    expect(said(agreement(noPurpose, terminated))).toEqual([])
  })

  it('includes who signs: an error for a party that has', () => {
    const tree = agreement(['signatory: { role: Ekspedisjonssjef }', 'signatory: { role: null }'])
    expect(said(signed(tree, ['dfo']))).toEqual(['notice agreement/no-signatory'])
    expect(said(signed(tree, ['kld']))).toEqual(['error agreement/no-signatory'])
  })
})

const travelRule = (when: string): Edit => [
  'rules:\n',
  `rules:
  - id: travel
    title: { nb: Reise, nn: Reise, en: Travel }
    explanation: { nb: Si hvem som betaler., nn: Sei kven som betaler., en: Say who pays. }
    validFrom: 2014-01-01
    when: ${when}
    requires: [terms.travel]
    source: { title: Særavtalen, url: https://lovdata.no/ }
    severity: error
`,
]

function travelDemanded(when: string, ...edits: readonly Edit[]): boolean {
  const tree = edited(agreement(noTravel, ...edits), 'programme/policy.yaml', travelRule(when))
  const codes = said(tree)
  expect(codes).toHaveLength(1)
  return codes[0] === 'notice policy/unanswered'
}

const until = (to: string): Edit => ['to: 2027-09-14', `to: ${to}`]
const elsewhere: Edit = [
  'place: { municipality: Oslo, presence: on-site }',
  'place: { municipality: Trondheim, presence: on-site }',
]
const online: Edit = [
  'place: { municipality: Oslo, presence: on-site }',
  'place: { municipality: Trondheim, presence: digital }',
]

describe('when a mobility rule concerns an exchange', () => {
  it.each([
    ['{}', true],
    ['{ form: [secondment] }', true],
    ['{ form: [rotation, short-exchange] }', false],
    ['{ employer: sender }', true],
    ['{ employer: host }', false],
    ['{ payer: [sender, shared] }', true],
    ['{ payer: [host] }', false],
    ['{ refund: [none] }', true],
    ['{ refund: [full, share] }', false],
    ['{ clearance: [none] }', true],
    ['{ clearance: [restricted] }', false],
    ['{ form: [secondment], employer: host }', false],
    ['{ otherMunicipality: false }', true],
    ['{ otherMunicipality: true }', false],
  ] as const)('%s: %s', (when, expected) => expect(travelDemanded(when)).toBe(expected))

  it.each([
    ['another municipality', '{ otherMunicipality: true }', [elsewhere], true],
    ['another municipality, at home by the screen', '{ otherMunicipality: true }', [online], false],
    ['28 days', '{ longerThan: { days: 28 } }', [until('2027-04-11')], false],
    ['29 days', '{ longerThan: { days: 28 } }', [until('2027-04-12')], true],
    ['six months', '{ longerThan: { months: 6 } }', [until('2027-09-14')], false],
    ['six months and a day', '{ longerThan: { months: 6 } }', [until('2027-09-15')], true],
  ] as const)('%s', (_, when, edits, expected) => expect(travelDemanded(when, ...edits)).toBe(expected))
})

describe('a demand of the mobility rules', () => {
  it('has the severity of its rule when it is not among the questions of a draft', () => {
    expect(said(agreement(...hostEmploys, until('2027-09-15')))).toEqual(['error policy/unanswered'])
  })

  it('has it also there, when somebody has signed', () => {
    const tree = edited(agreement(noTravel), 'programme/policy.yaml', travelRule('{}'))
    expect(said(signed(tree, ['kld']))).toEqual(['error policy/unanswered'])
  })

  it('follows the rules of the day the last party signed', () => {
    const tree = edited(agreement(...hostEmploys, until('2027-09-15')), 'programme/policy.yaml', [
      'validFrom: 2017-07-01',
      'validFrom: 2026-11-20',
    ])
    expect(said(signed(tree, ['kld', 'dfo'], { date: '2026-11-19' }))).toEqual([])
    expect(said(signed(tree, ['kld', 'dfo'], { date: '2026-11-20' }))).toEqual(['error policy/unanswered'])
    expect(said(signed(tree, ['kld'], { date: '2026-11-19' }))).toEqual(['error policy/unanswered'])
  })

  it('is not made by a rule that is over', () => {
    const over: Edit = ['validFrom: 2017-07-01', 'validFrom: 2017-07-01\n    validTo: 2026-11-21']
    const lastDay: Edit = ['validFrom: 2017-07-01', 'validFrom: 2017-07-01\n    validTo: 2026-11-22']
    const tree = agreement(...hostEmploys, until('2027-09-15'))
    expect(said(edited(tree, 'programme/policy.yaml', over))).toEqual([])
    expect(said(edited(tree, 'programme/policy.yaml', lastDay))).toEqual(['error policy/unanswered'])
  })
})

describe('the shortest and the longest exchange', () => {
  const atLeast: Edit = ['limit: { maxMonths: 12 }', 'limit: { minMonths: 3 }']
  it.each([
    ['2027-06-13', ['warning policy/limit']],
    ['2027-06-14', []],
    ['2027-06-15', []],
  ])('three months until %s', (to, expected) => {
    expect(said(edited(agreement(until(to)), 'programme/policy.yaml', atLeast))).toEqual(expected)
  })
})

describe('payer and refund', () => {
  it.each([
    ['sender', 'sender', 'none', 0],
    ['sender', 'sender', 'full', 1],
    ['sender', 'host', 'none', 1],
    ['sender', 'host', 'full', 0],
    ['sender', 'shared', 'none', 0],
    ['host', 'host', 'none', 0],
    ['host', 'sender', 'full', 0],
  ])('%s employs, %s pays, refund %s', (employer, payer, refund, findings) => {
    const tree = agreement(
      ['employer: sender', `employer: ${employer}`],
      ['payer: sender', `payer: ${payer}`],
      [
        'refund: none',
        `refund: ${refund}\n  vat: exempt\n  costShare: { sender: 50, host: 50 }\n  appointment: Vedtak.`,
      ],
    )
    expect(said(tree)).toEqual(Array(findings).fill('error agreement/payer-and-refund'))
  })
})

describe('a change to a signed agreement', () => {
  const before = signed(agreement(), ['kld', 'dfo'])
  const old = { terms: digestOf(agreement()) }
  const lessWork: Edit = ['workload: 100', 'workload: 80']
  const version = (number: number): Edit => ['languages: [nb]', `version: ${number}\nlanguages: [nb]`]

  it.each([
    ['nothing', before, []],
    [
      'other terms, old signatures',
      signed(agreement(lessWork), ['kld', 'dfo'], old),
      ['error change/signed-terms'],
    ],
    ['other terms, no signatures', agreement(lessWork), ['error change/signed-terms']],
    ['other terms, signed anew', signed(agreement(lessWork), ['kld', 'dfo']), ['error change/signed-terms']],
    ['next version, no signatures', agreement(lessWork, version(2)), []],
    ['next version, signed anew', signed(agreement(lessWork, version(2)), ['kld', 'dfo']), []],
    [
      'next version, old signatures',
      signed(agreement(lessWork, version(2)), ['kld', 'dfo'], old),
      ['error change/signed-terms'],
    ],
    ['one signature gone', signed(agreement(), ['kld']), ['error change/signature-removed']],
    ['the agreement gone', without(before, file), ['error change/deleted']],
  ] as const)('%s', (_, after, expected) => expect(said(after, { before })).toEqual(expected))

  it('may not go back a version, and says so once', () => {
    const second = signed(agreement(version(2)), ['kld', 'dfo'])
    const terms = digestOf(agreement(version(2)))
    expect(said(signed(agreement(), ['kld', 'dfo'], { terms }), { before: second })).toEqual([
      'error change/version-backwards',
    ])
  })

  it('is a state of its own when a signature is added to terms changed meanwhile', () => {
    expect(said(signed(agreement(lessWork), ['kld'], old), { before: world })).toEqual([
      'error agreement/wrong-digest',
    ])
  })
})

describe('an agreement that is deleted', () => {
  const acceptedByOne: Edit = ['  - { party: dfo, date: 2026-11-12 }\n', '']

  it('may go while it is a proposal', () => {
    expect(said(without(world, file), { before: agreement(acceptedByOne) })).toEqual([])
  })

  it('stays when all have said yes, or somebody has signed', () => {
    expect(said(without(world, file), { before: world })).toEqual(['error change/deleted'])
    expect(said(without(world, file), { before: signed(agreement(acceptedByOne), ['kld']) })).toEqual([
      'error change/deleted',
    ])
  })
})

it('says nothing of signatures while a party’s file cannot be read', () => {
  const tree = edited(signed(agreement(), ['kld', 'dfo']), 'agencies/dfo/agency.yaml', [
    'language: nb',
    'language: no',
  ])
  expect(said(tree).filter((text) => text.includes('agreement/'))).toEqual([])
})
