/** Proposals that are out already: whether they still fit, what is left for others, and who was passed over. */
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import { match } from '../../../src/core/match/match.ts'
import {
  crowdedOut,
  furtherProposals,
  membersOf,
  type Out,
  obstaclesTo,
  passedOver,
  proposalOf,
} from '../../../src/core/match/office/open.ts'
import { randomFrom } from '../../random.ts'
import {
  agreement,
  context,
  crowd,
  decision,
  need,
  offer,
  programme,
  swap,
  today,
  type World,
} from './world.ts'

const none: Out = { open: [], barred: [] }
const pair = 'nve.ki--nav.ki'
const two = { registrations: [need('nve.ki'), offer('nav.ki')] }
const ring = 'rotation--nav.ki--nve.data'
const swapping = { registrations: [swap('nve.data', 'ki'), swap('nav.ki', 'data')] }

const further = async (world: World, out = none) =>
  (await furtherProposals(programme(world), context(world), out)).map(({ id }) => id)

const failed = (match: string, world: World, on = today) =>
  obstaclesTo(match, programme(world), context(world, on))?.map(({ constraint }) => constraint)

describe('what is left', () => {
  it('is all there is when nothing is out', async () => {
    expect(await further(two)).toEqual([pair])
  })

  it('is the same as matching finds, score for score', async () => {
    const world = { registrations: crowd(80, 12, randomFrom(7)) }
    expect(await furtherProposals(programme(world), context(world), none)).toEqual(
      (await match(programme(world), today)).proposals,
    )
  })

  it('leaves an open proposal its places, however good another would be', async () => {
    const world = {
      registrations: [...two.registrations, need('ssb.ki', { partners: { wished: ['nav'], excluded: [] } })],
    }
    expect(await further(world)).toEqual(['ssb.ki--nav.ki'])
    expect(await further(world, { open: [pair], barred: [] })).toEqual([])
  })

  it('has room where there are places enough', async () => {
    const world = { registrations: [need('nve.ki'), need('ssb.ki'), offer('nav.ki', { places: 2 })] }
    expect(await further(world, { open: [pair], barred: [] })).toEqual(['ssb.ki--nav.ki'])
  })

  it('leaves out what is barred, pair or rotation, and its places are free', async () => {
    const world = { registrations: [...two.registrations, need('ssb.ki')] }
    expect(await further(world, { open: [], barred: [pair] })).toEqual(['ssb.ki--nav.ki'])
    expect(await further(swapping)).toEqual([ring])
    expect(await further(swapping, { open: [], barred: [ring] })).toEqual([])
  })
})

describe('whether a match could still be made', () => {
  it('nothing is in the way of what matching proposes', async () => {
    const world = { registrations: crowd(80, 12, randomFrom(8)) }
    const { proposals } = await match(programme(world), today)
    expect(proposals.length).toBeGreaterThan(5)
    for (const { id } of proposals) expect(failed(id, world)).toEqual([])
  })

  it('nothing is in the way of a poor score', () => {
    const world = {
      registrations: [
        need('nve.ki'),
        offer('nav.ki', { place: { municipality: 'Bodø', presence: 'on-site' } }),
      ],
    }
    expect(failed(pair, world)).toEqual([])
  })

  it.each([
    ['withdrawn', need('nve.ki', { withdrawn: { date: '2026-11-20', reason: 'x' } })],
    ['partner-found', need('nve.ki', { matchingHelp: false })],
    ['expired', need('nve.ki', { confirmed: '2025-01-01' })],
    ['level', need('nve.ki', { level: 'senior-manager' })],
    ['period', need('nve.ki', { period: { from: '2026-01-01', to: '2026-12-31' } })],
    ['excluded', need('nve.ki', { partners: { wished: [], excluded: ['nav'] } })],
  ])('%s', (constraint, one) => {
    expect(failed(pair, { registrations: [one, offer('nav.ki')] })).toEqual([constraint])
  })

  it('time goes by, and at last there is too little of it left', () => {
    expect(failed(pair, two, '2027-11-20')).toContain('period')
  })

  it('an agreement has been made, or has taken the place', () => {
    expect(failed(pair, { ...two, agreements: [agreement(pair)] })).toContain('agreed')
    expect(failed(pair, { ...two, agreements: [agreement('ssb.ki--nav.ki')] })).toEqual(['places-taken'])
    expect(
      failed(ring, {
        ...swapping,
        agreements: [agreement(ring, { termination: { date: '2026-11-01', by: 'nve', reason: 'x' } })],
      }),
    ).toEqual(['agreed'])
  })

  it('somebody has said no to it as it is', () => {
    const no = (id: string, { registrations }: World) => decision(id, fingerprint(registrations))
    expect(failed(pair, { ...two, decisions: [no(pair, two)] })).toEqual(['declined'])
    expect(failed(ring, { ...swapping, decisions: [no(ring, swapping)] })).toEqual(['declined'])
    expect(failed(pair, { ...two, decisions: [decision(pair, 'sha256:other')] })).toEqual([])
  })

  it('each obstacle is told once, also when every link of a rotation meets it', () => {
    const registrations = [swap('nve.data', 'ki', { level: 'senior-manager' }), swap('nav.ki', 'data')]
    expect(failed(ring, { registrations })).toEqual(['level'])
  })

  it.each(['nve.ki--nav.borte', 'nve.ki', 'nav.ki--nve.ki', 'rotation--nve.data--nav.ki', 'noe annet'])(
    'there is no such match as %s',
    (name) => {
      const world = { registrations: [...two.registrations, ...swapping.registrations.slice(0, 1)] }
      expect(failed(name, world)).toBeUndefined()
      expect(membersOf(name, programme(world))).toBeUndefined()
      expect(proposalOf(name, programme(world), context(world))).toBeUndefined()
    },
  )
})

it('a proposal is the same whether it was chosen or asked for by name', async () => {
  const world = { registrations: crowd(80, 12, randomFrom(9)) }
  for (const proposal of (await match(programme(world), today)).proposals)
    expect(proposalOf(proposal.id, programme(world), context(world))).toEqual(proposal)
})

it('of matches that want the same place, the first has it', () => {
  const world = { registrations: [...two.registrations, need('ssb.ki')] }
  const crowded = crowdedOut([pair, 'ssb.ki--nav.ki'], programme(world), context(world))
  expect([...crowded.keys()]).toEqual(['ssb.ki--nav.ki'])
  expect(crowded.get('ssb.ki--nav.ki')).toMatchObject({ constraint: 'capacity', args: { agency: 'nav' } })
})

it('those who were passed over are told with why, and never the match itself', () => {
  const world = {
    registrations: [...two.registrations, need('ssb.ki'), offer('dfo.ki', { level: 'senior-manager' })],
  }
  const told = passedOver(pair, programme(world), context(world), [pair])
  expect(
    told.map(({ id, nearMisses }) => [id, nearMisses.map((miss) => [miss.id, miss.failed[0]?.constraint])]),
  ).toEqual([
    ['nve.ki', [['nve.ki--dfo.ki', 'level']]],
    ['nav.ki', [['ssb.ki--nav.ki', 'outweighed']]],
  ])
})
