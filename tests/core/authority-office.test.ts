/** What is the office’s: its own files, and paths that are not what they seem. */
import { describe, expect, it } from 'vitest'
import { authority } from '../../src/core/authority.ts'
import type { Account } from '../../src/core/model.ts'
import {
  colleague,
  dfo,
  factsOf,
  kld,
  listed,
  need,
  offer,
  office,
  older,
  type Story,
  same,
  settings,
  stranger,
  tell,
  text,
} from './authority-stories.ts'

describe('the office', () => {
  it.each([
    settings,
    'templates/cooperation-agreement/1/nb.md.hbs',
    'schemas/need.schema.json',
    'src/cli.ts',
    '.github/CODEOWNERS',
    '.gitattributes',
    'package.json',
    'README.md',
    'agencies',
    'agencies/README.md',
    'agreements/README.md',
    'constructor/x/y',
  ])('is asked about %s, and no agency', (path) => {
    const { demands, marked } = authority(
      factsOf({ by: kld, change: { [path]: same }, approvals: [dfo], demands: [] }),
    )
    expect(demands.map(({ who, or, satisfiedBy }) => ({ who, or, satisfiedBy }))).toEqual([{ who: 'office' }])
    expect(marked).toEqual([])
  })

  const wider = (...people: readonly Account[]) =>
    text(settings).replace(/approvers: .*/, `approvers: [${people.map(listed).join(', ')}]`)

  it.each<[string, Story]>([
    [
      'changes its own list, and another of those on the list agrees',
      {
        by: office,
        change: { [settings]: wider(office, stranger) },
        approvals: [colleague],
        demands: ['office: kontoret-to-example'],
      },
    ],
    [
      'a new name on the list cannot approve its own coming',
      {
        by: office,
        change: { [settings]: wider(office, stranger) },
        approvals: [stranger],
        demands: ['office: –'],
        uncounted: ['fremmed not-demanded'],
      },
    ],
    [
      'without settings on the base everything is the office’s, and nobody is the office',
      {
        by: kld,
        before: { [settings]: undefined },
        change: { [need]: same, [settings]: wider(stranger) },
        approvals: [office, stranger],
        demands: ['office: –'],
        uncounted: ['kontoret-example not-demanded', 'fremmed not-demanded'],
      },
    ],
    ['is asked about a change of nothing', { by: kld, change: {}, demands: ['office: –'] }],
  ])('%s', (_name, story) => tell(story))
})

describe('paths that are not what they seem need the office too, and are marked', () => {
  it.each([
    ['agencies/DFO/needs/arkiv.yaml', 'case-twin'],
    ['Agencies/dfo/needs/arkiv.yaml', 'case-twin'],
    ['Agreements/kld-dfo/agreement.yaml', 'case-twin'],
    ['DECISIONS/x.yaml', 'case-twin'],
    ['agencies\\dfo\\needs\\arkiv.yaml', 'odd-path'],
    ['/agencies/dfo/needs/arkiv.yaml', 'odd-path'],
    ['agencies／dfo/needs/arkiv.yaml', 'odd-path'],
    ['agencies//dfo/needs/arkiv.yaml', 'odd-path'],
    ['agencies/dfo /needs/arkiv.yaml', 'odd-path'],
    ['', 'odd-path'],
  ])('in nobody’s folder: %j: %s', (path, why) => {
    tell({ by: dfo, change: { [path]: same }, demands: ['office: –'], marked: [`${path} ${why}`] })
  })

  it.each([
    ['agencies/dfo/offers/Klimadata.yaml', 'case-twin'],
    ['agencies/dfo/../dfo/needs/arkiv.yaml', 'odd-path'],
    ['agencies/dfo/./needs/arkiv.yaml', 'odd-path'],
    ['agencies/dfo/needs/', 'odd-path'],
    ['agencies/dfo/needs/arkiv.yaml\0.txt', 'odd-path'],
    ['agencies/dfo/needs/arkiv\u200B.yaml', 'odd-path'],
    ['agencies/dfo/needs./arkiv.yaml', 'odd-path'],
    ['agencies/dfo/needs/å.yaml'.normalize('NFD'), 'odd-path'],
    ['agencies/dfo/.gitattributes', 'hidden'],
    ['agencies/dfo/.github/workflows/x.yml', 'hidden'],
  ])('in an agency’s folder: %j: %s', (path, why) => {
    const marked = [`${path} ${why}`]
    tell({ by: dfo, change: { [path]: same }, demands: ['dfo: dfo-example', 'office: –'], marked })
    tell({ by: stranger, change: { [path]: same }, demands: ['dfo: –', 'office: –'], marked })
  })

  it('what is told apart from a twin keeps its own agency', () => {
    tell({
      by: stranger,
      change: { [offer]: same, 'agencies/DFO/offers/klimadata.yaml': same },
      demands: ['dfo: –', 'office: –'],
      marked: ['agencies/DFO/offers/klimadata.yaml case-twin'],
    })
  })

  it('two new twins are both marked', () => {
    const twins = ['agencies/dfo/needs/ARKIV.yaml', 'agencies/dfo/needs/arkiv.yaml']
    tell({
      by: dfo,
      change: Object.fromEntries(twins.map((path) => [path, same])),
      demands: ['dfo: dfo-example', 'office: –'],
      marked: twins.map((path) => `${path} case-twin`),
    })
  })

  it('a renaming counts for the odd path too', () => {
    tell({
      by: kld,
      change: {},
      renamed: { [need]: 'agencies/KLD/needs/klimaregnskap.yaml' },
      demands: ['kld: kld-example', 'office: –'],
      marked: ['agencies/KLD/needs/klimaregnskap.yaml case-twin'],
    })
  })
})

describe('the answer', () => {
  const story: Story = {
    by: kld,
    change: { [need]: same, [offer]: same, 'programme/policy.yaml': same, '.github/CODEOWNERS': same },
    approvals: [office, older(dfo)],
    demands: [],
  }

  it('names who may give what is missing, and why it is demanded', () => {
    expect(JSON.parse(JSON.stringify(authority(factsOf(story))))).toEqual({
      verdict: 'missing',
      demands: [
        { who: 'dfo', because: [offer], from: [dfo] },
        { who: 'kld', because: [need], from: [], satisfiedBy: kld },
        {
          who: 'office',
          because: ['.github/CODEOWNERS', 'programme/policy.yaml'],
          from: [office, colleague],
          satisfiedBy: office,
        },
      ],
      marked: [],
      uncounted: [{ account: dfo, why: 'other-commit' }],
    })
  })

  it('does not depend on the order of the facts', () => {
    const facts = factsOf(story)
    const turned = { ...facts, changes: facts.changes.toReversed(), approvals: facts.approvals.toReversed() }
    expect(authority(turned)).toEqual(authority(facts))
  })
})
