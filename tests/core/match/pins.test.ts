/** What the office demands: who was meant, and why something cannot be. */
import { describe, expect, it } from 'vitest'
import { isFeasible, pairConstraints } from '../../../src/core/match/fit/feasible.ts'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import { match } from '../../../src/core/match/match.ts'
import { misnamed, unfitPins } from '../../../src/core/match/office/pins.ts'
import { randomFrom } from '../../random.ts'
import {
  agreement,
  context,
  crowd,
  decision,
  need,
  offer,
  programme,
  settings,
  swap,
  today,
  type World,
} from './world.ts'

const pair = 'nve.ki--nav.ki'
const two = { registrations: [need('nve.ki'), offer('nav.ki')] }

const unfit = (pins: readonly string[], world: World) =>
  unfitPins(pins, programme(world), context(world)).map(({ id, failed, besides }) => ({
    id,
    why: failed.map(({ constraint }) => constraint),
    besides,
  }))

describe('a name that no proposal can have', () => {
  const world = programme({
    registrations: [
      need('nve.klimaregnskap'),
      offer('nav.klimadata'),
      swap('nve.data', 'ki'),
      swap('nav.ki', 'data'),
    ],
  })

  it.each([
    [
      'a slip in one of the registrations',
      'nve.klimaregnskp--nav.klimadata',
      'nve.klimaregnskap--nav.klimadata',
    ],
    ['the offer first', 'nav.klimadata--nve.klimaregnskap', 'nve.klimaregnskap--nav.klimadata'],
    ['a ring from another of its members', 'rotation--nve.data--nav.ki', 'rotation--nav.ki--nve.data'],
    ['both slips at once', 'nav.klimdata--nve.klimaregnskap', 'nve.klimaregnskap--nav.klimadata'],
    ['nothing like it', 'kld.x--dfo.y', undefined],
    ['no match at all', 'nve.klimaregnskap', undefined],
    ['nothing', '', undefined],
  ])('%s', (_story, id, suggestion) => {
    expect(misnamed([id], world)).toEqual([suggestion === undefined ? { id } : { id, suggestion }])
  })

  it('is not what matching proposes', async () => {
    const many = programme({ registrations: crowd(80, 12, randomFrom(8)) })
    const { proposals } = await match(many, today)
    expect(proposals.length).toBeGreaterThan(5)
    expect(
      misnamed(
        proposals.map(({ id }) => id),
        many,
      ),
    ).toEqual([])
  })
})

describe('a demand that cannot be met says what is in its way', () => {
  it.each<[string, World]>([
    [
      'withdrawn',
      { registrations: [need('nve.ki', { withdrawn: { date: today, reason: 'x' } }), offer('nav.ki')] },
    ],
    [
      'period',
      {
        registrations: [
          need('nve.ki', { period: { from: '2027-01-01', to: '2027-01-31' } }),
          offer('nav.ki'),
        ],
      },
    ],
    ['level', { registrations: [need('nve.ki', { level: 'senior-manager' }), offer('nav.ki')] }],
    ['competence', { registrations: [need('nve.ki', { competences: ['arkiv'] }), offer('nav.ki')] }],
    [
      'agreed',
      { ...two, agreements: [agreement(pair, { termination: { date: today, by: 'nve', reason: 'x' } })] },
    ],
    ['places-taken', { ...two, agreements: [agreement('ssb.ki--nav.ki')] }],
    ['declined', { ...two, decisions: [decision(pair, fingerprint(two.registrations))] }],
    ['score', { ...two, settings: settings({ minimumScore: 100 }) }],
  ])('%s', (constraint, world) => {
    expect(unfit([pair], world)).toEqual([{ id: pair, why: [constraint], besides: [] }])
  })

  it('all of it at once, with the fields', () => {
    const world = {
      registrations: [need('nve.ki', { level: 'senior-manager', confirmed: '2025-01-01' }), offer('nav.ki')],
    }
    const [one] = unfitPins([pair], programme(world), context(world))
    expect(one?.failed.map(({ constraint }) => constraint)).toEqual(['expired', 'level'])
    expect(one?.failed.at(-1)?.fields).toEqual([
      { file: 'agencies/nve/needs/ki.yaml', at: 'level' },
      { file: 'agencies/nav/offers/ki.yaml', at: 'level' },
    ])
  })

  it('a ring that is longer than the settings allow', () => {
    const registrations = [swap('nve.ki', 'data'), swap('nav.data', 'arkiv'), swap('ssb.arkiv', 'ki')]
    const ring = 'rotation--nav.data--nve.ki--ssb.arkiv'
    expect(unfit([ring], { registrations })).toEqual([{ id: ring, why: ['rotation-length'], besides: [] }])
    expect(unfit([ring], { registrations, settings: settings({ rotationLength: 3 }) })).toEqual([])
  })

  it('a ring that comes by the same agency twice', () => {
    const registrations = [
      swap('nav.a1', 'b1'),
      swap('nve.b2', 'a1'),
      swap('nav.a2', 'b2'),
      swap('ssb.b1', 'a2'),
    ]
    const ring = 'rotation--nav.a1--nve.b2--nav.a2--ssb.b1'
    expect(unfit([ring], { registrations, settings: settings({ rotationLength: 4 }) })[0]?.why).toContain(
      'same-agency',
    )
  })
})

describe('demands that cannot be met together', () => {
  const registrations = [need('nve.ki'), need('ssb.ki'), offer('nav.ki'), offer('dfo.ki')]

  it('the one named last has no room, and the one that has it is named', () => {
    expect(unfit(['ssb.ki--nav.ki', pair], { registrations })).toEqual([
      { id: pair, why: ['capacity'], besides: ['ssb.ki--nav.ki'] },
    ])
  })

  it('with places enough they can', () => {
    expect(
      unfit(['ssb.ki--nav.ki', pair], {
        registrations: registrations.with(2, offer('nav.ki', { places: 2 })),
      }),
    ).toEqual([])
  })

  it('what could not be made anyway takes nobody’s place', () => {
    const world = { registrations: registrations.with(1, need('ssb.ki', { level: 'senior-manager' })) }
    expect(unfit(['ssb.ki--nav.ki', pair], world).map(({ id }) => id)).toEqual(['ssb.ki--nav.ki'])
  })
})

describe('a demand that can be met', () => {
  it('is met, whatever else is better', async () => {
    const wished = need('ssb.ki', { partners: { wished: ['nav'], excluded: [] } })
    const world = { registrations: [...two.registrations, wished] }
    const made = async (pinned: readonly string[]) =>
      (await match(programme(world), today, { pinned: new Set(pinned) })).proposals.map(({ id }) => id)
    expect(unfit([pair], world)).toEqual([])
    expect(await made([])).toEqual(['ssb.ki--nav.ki'])
    expect(await made([pair])).toEqual([pair])
  })

  it('is every pair that is feasible, and no other', async () => {
    const world = { registrations: crowd(40, 10, randomFrom(3)) }
    const [whole, prepared] = [programme(world), context(world)]
    const needs = world.registrations.filter(({ kind }) => kind === 'need')
    const offers = world.registrations.filter(({ kind }) => kind === 'offer')
    const fitting: string[] = []
    for (const wants of needs) {
      for (const gives of offers) {
        const id = `${wants.id}--${gives.id}`
        const fits = unfit([id], world).length === 0
        expect(fits, id).toBe(isFeasible(pairConstraints, wants, gives, prepared))
        if (fits) fitting.push(id)
      }
    }
    expect(fitting.length).toBeGreaterThan(3)
    for (const id of fitting.slice(0, 3)) {
      const { proposals } = await match(whole, today, { pinned: new Set([id]) })
      expect(proposals.map((one) => one.id)).toContain(id)
    }
  })
})

describe('what is forbidden', () => {
  it('is not proposed, and what it held goes to another', async () => {
    const world = { registrations: [...two.registrations, need('ssb.ki')] }
    const { proposals } = await match(programme(world), today, { forbidden: new Set([pair]) })
    expect(proposals.map(({ id }) => id)).toEqual(['ssb.ki--nav.ki'])
  })

  it('is not said to have been outweighed', async () => {
    const { unmatched } = await match(programme(two), today, { forbidden: new Set([pair]) })
    expect(unmatched.flatMap(({ nearMisses }) => nearMisses)).toEqual([])
  })

  it('may be a rotation', async () => {
    const world = programme({ registrations: [swap('nve.data', 'ki'), swap('nav.ki', 'data')] })
    const ring = 'rotation--nav.ki--nve.data'
    expect((await match(world, today)).proposals.map(({ id }) => id)).toEqual([ring])
    expect((await match(world, today, { forbidden: new Set([ring]) })).proposals).toEqual([])
  })
})
