/** Stories: registrations in, proposals out. */
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import { match } from '../../../src/core/match/match.ts'
import type { Matching, Registration } from '../../../src/core/model.ts'
import { randomFrom } from '../../random.ts'
import {
  agreement,
  crowd,
  decision,
  need,
  offer,
  programme,
  settings,
  shuffled,
  swap,
  today,
  type World,
} from './world.ts'

function matched(
  registrations: readonly Registration[],
  world: Partial<World> = {},
  on = today,
): Promise<Matching> {
  return match(programme({ registrations, ...world }), on)
}

async function ids(...args: Parameters<typeof matched>): Promise<readonly string[]> {
  return (await matched(...args)).proposals.map(({ id }) => id)
}

describe('nothing', () => {
  const nothing = { proposals: [], forgone: {}, unmatched: [], wanted: [], levels: [] }

  it('comes of nothing', async () => {
    const levels = ['needs', 'firsts', 'seconds', 'chances', 'score', 'kept'].map((aim) => ({
      aim,
      value: 0,
      bound: 0,
    }))
    expect(await matched([])).toEqual({ ...nothing, optimal: true, levels })
  })

  it('comes of a programme without settings, and is not called proved', async () => {
    const world = { ...programme({ registrations: [need('nve.ki'), offer('ssb.ki')] }), settings: undefined }
    expect(await match(world, today)).toEqual({ ...nothing, optimal: false })
  })
})

describe('a pair', () => {
  const pair = [need('nve.ki'), offer('ssb.ki')]

  it('is proposed with its parties, its registrations and a score that its reasons add up to', async () => {
    const [proposal] = (await matched(pair)).proposals
    expect(proposal).toMatchObject({
      id: 'nve.ki--ssb.ki',
      kind: 'pair',
      parties: ['nve', 'ssb'],
      registrations: ['nve.ki', 'ssb.ki'],
    })
    const sum = proposal?.reasons.reduce((total, { points }) => total + points, 0) ?? 0
    expect(proposal?.score).toBe(Math.round(sum))
    expect(proposal?.reasons.map(({ part }) => part)).toEqual([
      'competence',
      'text',
      'targetGroup',
      'wish',
      'period',
      'place',
      'level',
      'language',
    ])
  })

  it('is not proposed when it scores too low', async () => {
    const score = (await matched(pair)).proposals[0]?.score ?? 0
    expect(await ids(pair, { settings: settings({ minimumScore: score }) })).toEqual(['nve.ki--ssb.ki'])
    expect(await ids(pair, { settings: settings({ minimumScore: score + 1 }) })).toEqual([])
  })

  it('is not proposed again once it has an agreement', async () => {
    const many = [need('nve.ki', { places: 2 }), offer('ssb.ki', { places: 2 })]
    expect(await ids(many, { agreements: [agreement('nve.ki--ssb.ki')] })).toEqual([])
  })

  it('gives its places back when the agreement is terminated, to others', async () => {
    const termination = { date: today, by: 'nve', reason: 'Omstilling' }
    const agreements = [agreement('nve.ki--ssb.ki', { termination })]
    expect(await ids([...pair, offer('dfo.ki')], { agreements })).toEqual(['nve.ki--dfo.ki'])
  })

  it('of different kinds of registrations is left alone when one is found already or withdrawn', async () => {
    expect(await ids([need('nve.ki', { matchingHelp: false }), offer('ssb.ki')])).toEqual([])
    expect(
      await ids([need('nve.ki', { withdrawn: { date: today, reason: 'Nei' } }), offer('ssb.ki')]),
    ).toEqual([])
  })
})

describe('a refusal', () => {
  const pair = [need('nve.ki'), offer('ssb.ki')]
  const decisions = [decision('nve.ki--ssb.ki', fingerprint(pair))]

  it('holds while nothing that matters has changed', async () => {
    expect(await ids(pair, { decisions })).toEqual([])
    const reworded = [
      need('nve.ki', { title: 'Et annet ord for det samme', confirmed: today }),
      offer('ssb.ki'),
    ]
    expect(await ids(reworded, { decisions })).toEqual([])
  })

  it('ends when either side changes a field that matters', async () => {
    const longer = { duration: { minWeeks: 8, maxWeeks: 30 } }
    expect(await ids([need('nve.ki', longer), offer('ssb.ki')], { decisions })).toEqual(['nve.ki--ssb.ki'])
    expect(await ids([need('nve.ki'), offer('ssb.ki', longer)], { decisions })).toEqual(['nve.ki--ssb.ki'])
  })

  it('lets both look for somebody else', async () => {
    expect(await ids([...pair, offer('dfo.ki')], { decisions })).toEqual(['nve.ki--dfo.ki'])
  })
})

describe('a pause', () => {
  const pair = [need('nve.ki', { partners: { wished: ['974760673'], excluded: [] } }), offer('ssb.ki')]
  const reason = { nb: 'Korona', nn: 'Korona', en: 'Covid' }
  const paused = (from: string, to?: string) => ({
    settings: settings({}, { pause: to === undefined ? { from, reason } : { from, to, reason } }),
  })
  it.each([
    ['not yet begun', '2026-11-23', undefined, 1],
    ['first day', '2026-11-22', undefined, 0],
    ['without an end', '2026-01-01', undefined, 0],
    ['last day', '2026-01-01', '2026-11-22', 0],
    ['over', '2026-01-01', '2026-11-21', 1],
  ])('%s', async (_, from, to, count) => expect(await ids(pair, paused(from, to))).toHaveLength(count))

  it('leaves nobody unmatched, and wishes stand', async () => {
    expect(await matched(pair, paused('2026-01-01'))).toEqual({
      proposals: [],
      forgone: {},
      unmatched: [],
      wanted: [{ organisation: '974760673', count: 1, by: ['nve'] }],
      optimal: true,
      levels: [],
    })
  })
})

describe('a rotation', () => {
  it('is proposed with its parties in sending order, and reasons for each link', async () => {
    const ring = [swap('dfo.ki', 'arkiv'), swap('nve.data', 'ki'), swap('ssb.arkiv', 'data')]
    const [proposal] = (await matched(ring, { settings: settings({ rotationLength: 3 }) })).proposals
    expect(proposal).toMatchObject({ kind: 'rotation', parties: ['dfo', 'nve', 'ssb'] })
    const linked = new Set(proposal?.reasons.map(({ args }) => `${args.learner}>${args.teacher}`))
    expect([...linked]).toEqual(['dfo>nve', 'nve>ssb', 'ssb>dfo'])
  })

  it('shares places with pairs', async () => {
    const both = { forms: ['secondment', 'rotation'] } as const
    const registrations = [swap('nve.ki', 'data', both), swap('ssb.data', 'ki', both), offer('dfo.ki')]
    expect(await ids(registrations)).toEqual(['rotation--nve.ki--ssb.data'])
  })
})

function used({ proposals }: Matching): ReadonlyMap<string, number> {
  const used = new Map<string, number>()
  for (const id of proposals.flatMap(({ registrations }) => registrations))
    used.set(id, (used.get(id) ?? 0) + 1)
  return used
}

describe('a crowd', () => {
  it.each([2, 3, 4])(
    'with rotations of up to %i never uses more places than there are',
    async (rotationLength) => {
      for (const seed of [1, 2, 3]) {
        const many = crowd(100, 20, randomFrom(seed))
        const matching = await matched(many, { settings: settings({ rotationLength }) })
        const places = new Map(many.map((one) => [one.id, one.places]))
        for (const [id, count] of used(matching)) expect(count).toBeLessThanOrEqual(places.get(id) ?? 0)
        for (const { kind, parties, registrations } of matching.proposals) {
          expect(new Set(parties).size).toBe(registrations.length)
          expect(registrations.length).toBeLessThanOrEqual(kind === 'pair' ? 2 : rotationLength)
        }
      }
    },
  )

  it('gets the same answer, byte for byte, in whatever order its files come', async () => {
    const many = crowd(150, 25, randomFrom(4))
    const rotating = { settings: settings({ rotationLength: 3 }) }
    const answer = JSON.stringify(await matched(many, rotating))
    for (const seed of [1, 2, 3])
      expect(JSON.stringify(await matched(shuffled(many, randomFrom(seed)), rotating))).toBe(answer)
  })

  it('is either matched or explained, each once', async () => {
    const many = crowd(150, 25, randomFrom(6))
    const matching = await matched(many)
    const explained = matching.unmatched.map(({ id }) => id)
    const all = [...new Set([...used(matching).keys(), ...explained])]
    expect(all).toHaveLength(used(matching).size + explained.length)
    expect(all.sort()).toEqual(many.map(({ id }) => id).sort())
  })
})
