/** Drafts of agreements: what two registrations, or those of a rotation, say already, and nothing more. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  agreementName,
  type Draft,
  draftAgreement,
  outlinedAgreement,
} from '../../src/core/agreement/draft.ts'
import type { Agreement as AgreementFile } from '../../src/core/generated/written.ts'
import { match } from '../../src/core/match/match.ts'
import type { Agency, PolicyRule, Programme, Registration, Template } from '../../src/core/model.ts'
import { writeYaml } from '../../src/core/yaml.ts'
import { checkTree, layers, line, loadTree, root } from '../worlds.ts'

const today = '2026-11-22'
const base = loadTree(layers(join(root, 'tests/rules/_world'))).programme
const need = base.registrations.get('kld.klimaregnskap') as Registration
const offer = base.registrations.get('dfo.klimadata') as Registration

type Change = Partial<Omit<Registration, 'kind'>> & { readonly kind?: Registration['kind'] }

/** The world of the stories, with registrations changed or added. */
function programme(changes: Readonly<Record<string, Change>>, more: Partial<Programme> = {}): Programme {
  const registrations = new Map(base.registrations)
  for (const [id, change] of Object.entries(changes)) {
    const [agency = '', slug = ''] = id.split('.')
    const old = registrations.get(id) ?? { ...(change.kind === 'offer' ? offer : need), id, agency, slug }
    registrations.set(id, { ...old, ...change } as Registration)
  }
  return { ...base, registrations, ...more }
}

const pair = 'kld.klimaregnskap--dfo.klimadata'

function drafted(
  changes: Readonly<Record<string, Change>> = {},
  id = pair,
  more: Partial<Programme> = {},
  day = today,
): AgreementFile {
  const draft = draftAgreement(id, programme(changes, more), day)
  if ('agreement' in draft) return draft.agreement
  throw new Error(draft.obstacle)
}

function obstacle(draft: Draft): string | undefined {
  return 'obstacle' in draft ? draft.obstacle : undefined
}

describe('a pair', () => {
  it('gives an agreement with what is known, and nothing for what is not', () => {
    expect(drafted()).toEqual({
      title: 'Klimaregnskap i etatsstyringen',
      round: '2027-var',
      template: 'cooperation-agreement@1',
      languages: ['nb'],
      parties: [
        { agency: 'kld', signatory: { role: null } },
        { agency: 'dfo', signatory: { role: null } },
      ],
      basis: { match: pair },
      purpose: null,
      expectations: { kld: null, dfo: null },
      validity: { from: '2027-03-01', to: '2027-08-29' },
      exchanges: [
        {
          id: 'ut-1',
          form: 'secondment',
          from: 'kld',
          to: 'dfo',
          employer: null,
          payer: null,
          legalBasis: null,
          period: { from: '2027-03-01', to: '2027-08-29' },
          workload: 100,
          place: { municipality: 'Oslo', presence: 'hybrid' },
          tasks: null,
          learningGoals: ['Kunne sette opp et klimaregnskap for egen sektor'],
          level: 'specialist',
        },
      ],
      terms: {
        travel: null,
        equipment: null,
        confidentiality: 'standard',
        refund: 'none',
        refundShare: null,
        vat: null,
        costShare: null,
        workingTime: null,
        security: null,
        appointment: null,
        noticeWeeks: 4,
      },
      sharing: null,
    })
  })

  it('the one who travels is the learner, or the one who is lent', () => {
    expect(drafted().exchanges[0]).toMatchObject({ from: 'kld', to: 'dfo' })
    const lent = {
      'kld.klimaregnskap': { direction: 'receive' },
      'dfo.klimadata': { direction: 'lend' },
    } as const
    expect(drafted(lent).exchanges[0]).toMatchObject({
      from: 'dfo',
      to: 'kld',
      learningGoals: need.learningGoals,
    })
  })

  it('the place, the level and the clearance are those of the work and of the one who travels', () => {
    const changes: Record<string, Change> = {
      'kld.klimaregnskap': {
        level: 'employee',
        workload: { min: 20, max: 60 },
        place: { municipality: 'Bø', presence: 'digital' },
      },
      'dfo.klimadata': {
        level: 'manager',
        clearance: 'secret',
        place: { municipality: 'Trondheim', presence: 'hybrid' },
      },
    }
    const place = { municipality: 'Trondheim', presence: 'digital' }
    expect(drafted(changes).exchanges[0]).toMatchObject({
      place,
      workload: 60,
      level: 'employee',
      clearance: 'secret',
    })
  })

  it('units are named', () => {
    expect(drafted({ 'dfo.klimadata': { unit: 'Klimaseksjonen' } }).parties[1]).toEqual({
      agency: 'dfo',
      unit: 'Klimaseksjonen',
      signatory: { role: null },
    })
  })
})

describe('the period', () => {
  it('is as long as both allow, within what suits both and is still ahead', () => {
    const changes: Record<string, Change> = {
      'kld.klimaregnskap': { duration: { minWeeks: 1, maxWeeks: 10 } },
    }
    expect(drafted(changes).validity).toEqual({ from: '2027-03-01', to: '2027-05-09' })
    expect(drafted(changes, pair, {}, '2027-04-05').validity).toEqual({
      from: '2027-04-05',
      to: '2027-06-13',
    })
    expect(drafted(changes, pair, {}, '2027-12-01').validity).toEqual({
      from: '2027-12-01',
      to: '2027-12-15',
    })
  })

  it('is within the round', () => {
    const early: Change = {
      period: { from: '2026-12-01', to: '2028-12-01' },
      duration: { minWeeks: 4, maxWeeks: 208 },
    }
    const { round, validity } = drafted({ 'kld.klimaregnskap': early, 'dfo.klimadata': early })
    expect(round).toBe('2027-var')
    expect(validity).toEqual({ from: '2027-01-15', to: '2027-12-31' })
  })

  it('keeps to the limit that the rules of the day set for the form', () => {
    const limit = {
      id: 'kort',
      validFrom: '2014-11-13',
      when: { form: ['short-exchange'] },
      limit: { maxMonths: 3 },
    }
    const policy = [limit as unknown as PolicyRule]
    const short: Change = { forms: ['short-exchange'] }
    const changes = { 'kld.klimaregnskap': short, 'dfo.klimadata': short }
    expect(drafted(changes, pair, { policy }).exchanges[0]).toMatchObject({
      form: 'short-exchange',
      period: { from: '2027-03-01', to: '2027-05-31' },
    })
    const past = [{ ...limit, validTo: '2020-01-01' } as unknown as PolicyRule]
    expect(drafted(changes, pair, { policy: past }).exchanges[0]?.period.to).toBe('2027-08-29')
  })

  it('decides the form where both will do', () => {
    const both = (maxWeeks: number): Change => ({
      forms: ['secondment', 'short-exchange'],
      duration: { minWeeks: 1, maxWeeks },
    })
    const form = (maxWeeks: number) =>
      drafted({ 'kld.klimaregnskap': both(maxWeeks), 'dfo.klimadata': both(maxWeeks) }).exchanges[0]?.form
    expect([form(4), form(12), form(14), form(26)]).toEqual([
      'short-exchange',
      'short-exchange',
      'secondment',
      'secondment',
    ])
  })
})

describe('languages', () => {
  const nynorsk = new Map([
    ...base.agencies,
    ['dfo', { ...(base.agencies.get('dfo') as Agency), language: 'nn' }],
  ]) as Programme['agencies']
  const text = { file: 'nn.md.hbs', text: '' }

  it('are those of the parties, as far as the standard text has them', () => {
    expect(drafted({}, pair, { agencies: nynorsk }).languages).toEqual(['nb'])
    const old = base.templates.get('cooperation-agreement@1') as Template
    const template = {
      id: 'cooperation-agreement@12',
      languages: new Map([...old.languages, ['nn', text]]),
    } as Template
    const templates = new Map([...base.templates, ['cooperation-agreement@2', old], [template.id, template]])
    expect(drafted({}, pair, { agencies: nynorsk, templates })).toMatchObject({
      template: 'cooperation-agreement@12',
      languages: ['nb', 'nn'],
    })
  })
})

describe('a rotation', () => {
  const swaps: Record<string, Change> = {
    'dfo.styring': {
      kind: 'offer',
      title: 'Styring',
      forms: ['rotation'],
      learningGoals: ['Lære styring'],
      period: { from: '2027-02-01', to: '2027-08-31' },
    },
    'kld.klima': {
      kind: 'need',
      title: 'Klima',
      forms: ['rotation'],
      learningGoals: ['Lære klima'],
      period: { from: '2027-01-20', to: '2027-06-30' },
    },
    'nve.tilsyn': {
      kind: 'need',
      title: 'Tilsyn',
      forms: ['rotation'],
      learningGoals: ['Lære tilsyn'],
      period: { from: '2027-03-01', to: '2027-12-31' },
    },
  }
  const ring = 'rotation--dfo.styring--kld.klima--nve.tilsyn'

  it('has an exchange from each to the next, all at the same time', () => {
    const { exchanges, parties, title, validity } = drafted(swaps, ring)
    expect(exchanges.map(({ id, from, to, form }) => [id, from, to, form])).toEqual([
      ['ut-1', 'dfo', 'kld', 'rotation'],
      ['ut-2', 'kld', 'nve', 'rotation'],
      ['ut-3', 'nve', 'dfo', 'rotation'],
    ])
    expect(new Set(exchanges.map(({ period }) => JSON.stringify(period)))).toEqual(
      new Set([JSON.stringify(validity)]),
    )
    expect(validity).toEqual({ from: '2027-03-01', to: '2027-06-30' })
    expect(parties.map(({ agency }) => agency)).toEqual(['dfo', 'kld', 'nve'])
    expect(title).toBe('Klima / Tilsyn')
  })

  it('what is learnt stands in the need of the sender, or in the offer of the host', () => {
    expect(drafted(swaps, ring).exchanges.map(({ learningGoals }) => learningGoals)).toEqual([
      [],
      ['Lære klima'],
      ['Lære tilsyn'],
    ])
    const onlyOffers: Record<string, Change> = Object.fromEntries(
      Object.entries(swaps).map(([id, swap]) => [id, { ...swap, kind: 'offer' }]),
    )
    expect(drafted(onlyOffers, ring).exchanges.map(({ learningGoals }) => learningGoals)).toEqual([
      ['Lære klima'],
      ['Lære tilsyn'],
      ['Lære styring'],
    ])
  })

  it('has times of its own for each exchange when there is none for all', () => {
    const during = (from: string, to: string): Change => ({
      kind: 'need',
      forms: ['rotation'],
      period: { from, to },
    })
    const four = {
      'dfo.a': during('2027-02-01', '2027-04-30'),
      'kld.b': during('2027-04-01', '2027-12-31'),
      'nve.c': during('2027-06-01', '2027-12-31'),
      'ssb.d': during('2027-02-01', '2027-12-31'),
    }
    const { exchanges, validity } = drafted(four, 'rotation--dfo.a--kld.b--nve.c--ssb.d')
    expect(exchanges.map(({ period }) => period.from)).toEqual([
      '2027-04-01',
      '2027-06-01',
      '2027-06-01',
      '2027-02-01',
    ])
    expect(validity).toEqual({ from: '2027-02-01', to: '2027-11-29' })
  })
})

describe('there is no draft', () => {
  it('of registrations that are not there', () => {
    expect(draftAgreement('kld.borte--dfo.klimadata', base, today)).toEqual({
      obstacle: 'unknown-registration',
      args: { id: 'kld.borte' },
    })
    expect(obstacle(draftAgreement('tull', base, today))).toBe('unknown-registration')
    expect(obstacle(draftAgreement('rotation--kld.klimaregnskap', base, today))).toBe('unknown-registration')
  })

  it('when the time has passed, or never was', () => {
    expect(obstacle(draftAgreement(pair, base, '2028-01-01'))).toBe('no-common-time')
    const late: Change = { period: { from: '2027-12-16', to: '2027-12-31' } }
    expect(obstacle(draftAgreement(pair, programme({ 'dfo.klimadata': late }), today))).toBe('no-common-time')
  })

  it('when no round holds it', () => {
    const far: Change = { period: { from: '2031-01-01', to: '2031-12-31' } }
    expect(
      obstacle(draftAgreement(pair, programme({ 'kld.klimaregnskap': far, 'dfo.klimadata': far }), today)),
    ).toBe('no-round')
    expect(obstacle(draftAgreement(pair, { ...base, settings: undefined }, today))).toBe('no-round')
  })
})

describe('found by themselves', () => {
  const outline = {
    title: 'Samarbeid',
    round: '2027-var',
    form: 'short-exchange',
    from: 'dfo',
    to: 'kld',
    period: { from: '2027-03-01', to: '2027-04-30' },
  } as const

  it('the parties are those of the exchange, where the host is', () => {
    expect(outlinedAgreement(outline, base)).toMatchObject({
      basis: { selfFound: true },
      parties: [{ agency: 'dfo' }, { agency: 'kld' }],
      validity: outline.period,
      exchanges: [
        { from: 'dfo', to: 'kld', place: { municipality: 'Oslo', presence: 'on-site' }, learningGoals: [] },
      ],
    })
  })

  it('or in the order somebody has named them', () => {
    expect(
      outlinedAgreement({ ...outline, parties: ['kld', 'dfo'] }, base).parties.map(({ agency }) => agency),
    ).toEqual(['kld', 'dfo'])
  })
})

describe('in the example programme', async () => {
  const tree = new Map(
    ['agencies', 'agreements', 'decisions', 'programme', 'templates'].flatMap((folder) =>
      [...layers(join(root, folder))].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const),
    ),
  )
  const example = loadTree(tree).programme
  const proposals = (await match(example, today)).proposals

  it('every proposal gives a draft that passes the check', () => {
    expect(proposals.length).toBeGreaterThan(10)
    const files = new Map(tree)
    for (const { id } of proposals) {
      const draft = draftAgreement(id, example, today)
      if (!('agreement' in draft)) throw new Error(`${id}: ${draft.obstacle}`)
      files.set(
        `agreements/${agreementName(id)}/agreement.yaml`,
        Buffer.from(writeYaml(draft.agreement, 'draft')),
      )
    }
    expect(files.size).toBe(tree.size + proposals.length)
    const serious = checkTree(files, today).filter(({ severity }) => severity !== 'notice')
    expect(serious.map(line)).toEqual([])
  })

  it('the same proposal always gives the same draft', () => {
    for (const { id } of proposals.slice(0, 5))
      expect(draftAgreement(id, example, today)).toEqual(draftAgreement(id, example, today))
  })
})
