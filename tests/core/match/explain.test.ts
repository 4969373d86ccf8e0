import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import { match } from '../../../src/core/match/match.ts'
import type { NearMiss, Registration } from '../../../src/core/model.ts'
import {
  agency,
  agreement,
  decision,
  need,
  offer,
  programme,
  settings,
  swap,
  today,
  type World,
} from './world.ts'

async function near(
  id: string,
  registrations: readonly Registration[],
  world: Partial<World> = {},
): Promise<readonly NearMiss[]> {
  const { unmatched } = await match(programme({ registrations, ...world }), today)
  return unmatched.find((one) => one.id === id)?.nearMisses ?? []
}

/** `nve.ki--ssb.ki: period level` */
function told(misses: readonly NearMiss[]): readonly string[] {
  return misses.map(({ id, failed }) => `${id}: ${failed.map(({ constraint }) => constraint).join(' ')}`)
}

const late = { period: { from: '2028-01-01', to: '2028-12-31' } }

describe('a near miss', () => {
  it('says what is in the way, with the fields of both files', async () => {
    const [miss] = await near('nve.ki', [need('nve.ki'), offer('ssb.ki', late)])
    expect(miss).toEqual({
      id: 'nve.ki--ssb.ki',
      failed: [
        {
          constraint: 'period',
          fields: [
            { file: 'agencies/ssb/offers/ki.yaml', at: 'period.from' },
            { file: 'agencies/nve/needs/ki.yaml', at: 'period.to' },
            { file: 'agencies/nve/needs/ki.yaml', at: 'duration.minWeeks' },
          ],
          args: { how: 'none', count: 0, needed: 8 },
        },
      ],
    })
  })

  it('is told to the offer as well', async () => {
    expect(told(await near('ssb.ki', [need('nve.ki'), offer('ssb.ki', late)]))).toEqual([
      'nve.ki--ssb.ki: period',
    ])
  })

  it('comes before others with more obstacles, and among equals the better score comes first', async () => {
    const registrations = [
      need('nve.ki'),
      offer('a.ki', { ...late, level: 'senior-manager' }),
      offer('b.digitalisering', late),
      offer('c.ki', late),
    ]
    expect(told(await near('nve.ki', registrations))).toEqual([
      'nve.ki--c.ki: period',
      'nve.ki--b.digitalisering: period',
      'nve.ki--a.ki: period level',
    ])
  })

  it('is one of at most as many as the programme asks for', async () => {
    const registrations = [
      need('nve.ki'),
      ...['a', 'b', 'c', 'd', 'e'].map((slug) => offer(`${slug}.ki`, late)),
    ]
    for (const nearMisses of [0, 2, 5]) {
      expect(await near('nve.ki', registrations, { settings: settings({ nearMisses }) })).toHaveLength(
        nearMisses,
      )
    }
  })

  it('is never one that nobody can do anything about', async () => {
    const registrations = [
      need('nve.ki', { partners: { wished: [], excluded: ['a'] } }),
      offer('a.ki'),
      offer('b.ki', { withdrawn: { date: today, reason: 'Nei' } }),
      offer('c.ki', { matchingHelp: false }),
      offer('nve.ki-kurs'),
      offer('e.arkiv'),
      offer('f.ki', {
        ...late,
        level: 'senior-manager',
        direction: 'lend',
        place: { municipality: 'Oslo', presence: 'digital' },
      }),
    ]
    expect(await near('nve.ki', registrations)).toEqual([])
  })

  it('tells who must confirm again', async () => {
    const registrations = [need('nve.ki'), offer('ssb.ki', { confirmed: '2025-11-01' })]
    expect((await near('nve.ki', registrations))[0]?.failed[0]).toMatchObject({
      constraint: 'expired',
      args: { agency: 'ssb' },
    })
  })

  it('tells of a refusal', async () => {
    const registrations = [need('nve.ki'), offer('ssb.ki')]
    const decisions = [decision('nve.ki--ssb.ki', fingerprint(registrations))]
    expect(told(await near('nve.ki', registrations, { decisions }))).toEqual(['nve.ki--ssb.ki: declined'])
  })

  it('tells when the place went to somebody else', async () => {
    const registrations = [
      need('a.ki', { partners: { wished: ['ssb'], excluded: [] } }),
      need('b.ki'),
      offer('ssb.ki'),
    ]
    const [miss] = await near('b.ki', registrations)
    expect(miss).toEqual({
      id: 'b.ki--ssb.ki',
      failed: [
        {
          constraint: 'capacity',
          fields: [{ file: 'agencies/ssb/offers/ki.yaml', at: 'places' }],
          args: { agency: 'ssb', count: 1 },
        },
      ],
    })
  })

  it('tells when the score is too low', async () => {
    const world = { settings: settings({ minimumScore: 99 }) }
    const [miss] = await near('nve.ki', [need('nve.ki'), offer('ssb.ki')], world)
    expect(miss?.failed[0]).toMatchObject({ constraint: 'score', args: { minimum: 99 } })
  })

  it('can be a rotation in which only one has something to learn', async () => {
    const [miss] = await near('nve.ki', [swap('nve.ki', 'data'), swap('ssb.arkiv', 'ki')])
    expect(miss?.id).toBe('rotation--nve.ki--ssb.arkiv')
    expect(miss?.failed).toMatchObject([
      { constraint: 'competence', args: { learner: 'ssb', teacher: 'nve' } },
    ])
  })

  it('of a rotation tells each obstacle once', async () => {
    const registrations = [swap('nve.ki', 'data'), swap('ssb.data', 'ki', late)]
    expect(told(await near('nve.ki', registrations))).toEqual(['rotation--nve.ki--ssb.data: period'])
  })

  it('of a rotation tells of a refusal, and says nothing of an agreement', async () => {
    const registrations = [swap('nve.ki', 'data', { places: 2 }), swap('ssb.data', 'ki', { places: 2 })]
    const id = 'rotation--nve.ki--ssb.data'
    const decisions = [decision(id, fingerprint(registrations))]
    expect(told(await near('nve.ki', registrations, { decisions }))).toEqual([`${id}: declined`])
    expect(await near('nve.ki', registrations, { agreements: [agreement(id)] })).toEqual([])
  })
})

describe('wanted', () => {
  const wishing = (id: string, wished: readonly string[], changes = {}) =>
    need(id, { partners: { wished, excluded: [] }, ...changes })
  const wanted = async (registrations: readonly Registration[], world: Partial<World> = {}) =>
    (await match(programme({ registrations, ...world }), today)).wanted

  it('counts agencies, the most wished for first, then by number', async () => {
    const registrations = [
      wishing('a.ki', ['974760673', '971040238']),
      wishing('b.ki', ['974760673']),
      wishing('c.ki', ['970000000']),
    ]
    expect(await wanted(registrations)).toEqual([
      { organisation: '974760673', count: 2, by: ['a', 'b'] },
      { organisation: '970000000', count: 1, by: ['c'] },
      { organisation: '971040238', count: 1, by: ['a'] },
    ])
  })

  it('counts two registrations of one agency once', async () => {
    const registrations = [wishing('a.ki', ['974760673']), wishing('a.data', ['974760673'])]
    expect(await wanted(registrations)).toMatchObject([{ count: 1, by: ['a'] }])
  })

  it('leaves out agencies that have joined', async () => {
    const world = { agencies: [agency('brreg', { organisationNumber: '974760673' })] }
    expect(await wanted([wishing('a.ki', ['974760673', 'ssb'])], world)).toEqual([])
  })

  it('hears a wish also from who has found a partner, but not from lapsed or withdrawn registrations', async () => {
    const registrations = [
      wishing('a.ki', ['974760673'], { matchingHelp: false }),
      wishing('b.ki', ['974760673'], { confirmed: '2025-01-01' }),
      wishing('c.ki', ['974760673'], { withdrawn: { date: today, reason: 'Nei' } }),
      wishing('d.ki', ['974760673']),
    ]
    const world = { agencies: [agency('d', { left: { date: today, reason: 'Nedlagt' } })] }
    expect(await wanted(registrations, world)).toMatchObject([{ by: ['a'] }])
  })
})
