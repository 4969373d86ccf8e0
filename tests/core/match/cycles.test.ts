import { describe, expect, it } from 'vitest'
import { choose } from '../../../src/core/match/choice.ts'
import { links, manageable, rings, rotations } from '../../../src/core/match/cycles.ts'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import { rotationId } from '../../../src/core/match/ids.ts'
import { rounded, tenths } from '../../../src/core/match/score/score.ts'
import { utmost } from '../../../src/core/match/unseen.ts'
import type { Registration } from '../../../src/core/model.ts'
import { randomFrom } from '../../random.ts'
import {
  agreement,
  context,
  crowd,
  decision,
  need,
  offer,
  settings,
  shuffled,
  swap,
  type World,
} from './world.ts'

function ids(
  registrations: readonly Registration[],
  longest = 2,
  world: Partial<World> = {},
): readonly string[] {
  const sorted = registrations.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const situation = context({
    registrations: sorted,
    settings: settings({ rotationLength: longest }),
    ...world,
  })
  return rotations(sorted, situation).map(({ candidate }) => candidate.id)
}

const two = [swap('nve.ki', 'data'), swap('ssb.data', 'ki')]
const three = [swap('dfo.ki', 'arkiv'), swap('nve.data', 'ki'), swap('ssb.arkiv', 'data')]
const four = [
  swap('a.felt0', 'felt3'),
  swap('b.felt1', 'felt0'),
  swap('c.felt2', 'felt1'),
  swap('d.felt3', 'felt2'),
]

describe('a rotation', () => {
  it('is found when each has what the other wants', () =>
    expect(ids(two)).toEqual(['rotation--nve.ki--ssb.data']))

  it('takes an offer that wants something in return as well as a need', () => {
    const giver = offer('ssb.ki', { inReturn: ['data'], forms: ['rotation'] })
    expect(ids([swap('nve.ki', 'data'), giver])).toEqual(['rotation--nve.ki--ssb.ki'])
  })

  it('of three goes in sending order from the smallest id', () => {
    expect(ids(three, 2)).toEqual([])
    expect(ids(three, 3)).toEqual(['rotation--dfo.ki--nve.data--ssb.arkiv'])
    const reversed = [swap('dfo.ki', 'data'), swap('nve.data', 'arkiv'), swap('ssb.arkiv', 'ki')]
    expect(ids(reversed, 3)).toEqual(['rotation--dfo.ki--ssb.arkiv--nve.data'])
  })

  it('of four is found when four are allowed', () => {
    expect(ids(four, 3)).toEqual([])
    expect(ids(four, 4)).toEqual(['rotation--a.felt0--b.felt1--c.felt2--d.felt3'])
  })

  it('needs everybody to want a rotation', () => {
    expect(ids([two[0] as Registration, need('ssb.data', { inReturn: ['ki'] })])).toEqual([])
  })

  it('needs every link to be feasible', () => {
    const late = swap('ssb.data', 'ki', { period: { from: '2028-01-01', to: '2028-06-30' } })
    expect(ids([two[0] as Registration, late])).toEqual([])
  })

  it('is not made inside one agency, nor with two registrations of one', () => {
    expect(ids([swap('nve.ki', 'data'), swap('nve.data', 'ki')])).toEqual([])
    expect(ids([swap('dfo.ki', 'arkiv'), swap('nve.data', 'ki'), swap('dfo.arkiv', 'data')], 3)).toEqual([])
  })

  it('is left out once declined, and once agreed upon', () => {
    const id = 'rotation--nve.ki--ssb.data'
    expect(ids(two, 2, { decisions: [decision(id, fingerprint(two))] })).toEqual([])
    expect(ids(two, 2, { decisions: [decision(id, fingerprint(two.slice(1)))] })).toEqual([id])
    expect(ids(two, 2, { agreements: [agreement(id)] })).toEqual([])
  })
})

describe('rotations of a crowd', () => {
  const many = crowd(300, 40, randomFrom(6)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const found = (minimumScore: number) => {
    const situation = context({
      registrations: many,
      settings: settings({ rotationLength: 3, minimumScore }),
    })
    return { situation, made: rotations(many, situation) }
  }

  it('that score too low to be shown are left out', () => {
    const scores = (minimumScore: number) =>
      found(minimumScore).made.map(({ candidate }) => rounded(candidate.score))
    const all = scores(0)
    const middle = all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0
    expect(all.some((score) => score < middle)).toBe(true)
    expect(scores(middle)).toEqual(all.filter((score) => score >= middle))
  })

  it('carry the links that their score is made of, each sending to the next and the last to the first', () => {
    const { situation, made } = found(0)
    for (const { candidate, links } of made) {
      expect(tenths(links, situation)).toBe(candidate.score)
      expect(links.map(({ wants }) => wants.id)).toEqual(candidate.registrations)
      expect(links.map(({ gives }) => gives.id)).toEqual([
        ...candidate.registrations.slice(1),
        candidate.registrations[0],
      ])
    }
  })

  it('are all of those lengths that there are not too many of: of one length all or none', () => {
    const { situation, made } = found(0)
    const ofTwo = made.filter(({ candidate }) => candidate.registrations.length === 2)
    expect(ofTwo.length).toBeLessThan(made.length)
    const within = (most: number) => manageable(many, situation, most)
    expect(within(made.length)).toMatchObject({ longest: 3, possible: { length: made.length } })
    expect(within(made.length - 1)).toMatchObject({ longest: 2, possible: { length: ofTwo.length } })
    expect(within(0)).toEqual({ longest: 1, possible: [] })
  })

  it('meet the needs among their members, and serve the agencies of all', () => {
    for (const { candidate } of found(0).made) {
      const members = candidate.registrations.map((id) => many.find((one) => one.id === id))
      expect(candidate.meets).toEqual(members.flatMap((one) => (one?.kind === 'need' ? one.id : [])))
      expect(candidate.serves).toEqual(members.map((one) => one?.agency))
    }
  })
})

describe('rings', () => {
  it('are the simple cycles over distinct agencies, each once (against counting them one by one)', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const many = crowd(60, 12, randomFrom(seed)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const situation = context({ registrations: many })
      const found = links(many, situation)
      const agencyOf = (id: string) => id.split('.')[0] ?? ''
      const rung = [...rings(found, 4, agencyOf)].map((ring) => ring.join(' '))
      expect(rung.toSorted()).toEqual(counted(found, 4, agencyOf).toSorted())
    }
  })

  it('come in the same order whatever the order of the links', () => {
    const many = crowd(60, 12, randomFrom(3))
    const found = links(many, context({ registrations: many }))
    const other = new Map(shuffled([...found], randomFrom(9)))
    const agencyOf = (id: string) => id.split('.')[0] ?? ''
    expect([...rings(other, 3, agencyOf)]).toEqual([...rings(found, 3, agencyOf)])
  })
})

/** Tries every sequence. */
function counted(
  found: ReadonlyMap<string, readonly string[]>,
  longest: number,
  agencyOf: (id: string) => string,
): readonly string[] {
  const rung: string[] = []
  const sequences = (path: readonly string[]): void => {
    const [first = '', last = ''] = [path[0], path.at(-1)]
    if (path.length > 1 && found.get(last)?.includes(first) && path.every((id) => first <= id))
      rung.push(path.join(' '))
    if (path.length === longest) return
    for (const next of found.get(last) ?? []) {
      if (!path.some((id) => agencyOf(id) === agencyOf(next))) sequences([...path, next])
    }
  }
  for (const id of found.keys()) sequences([id])
  return rung
}

it('rotationId starts at the smallest and keeps the order', () => {
  expect(rotationId(['c.x', 'a.x', 'b.x'])).toBe('rotation--a.x--b.x--c.x')
  expect(rotationId(['b.x', 'a.x', 'c.x'])).toBe('rotation--a.x--c.x--b.x')
})

describe('what no rotation can pass', () => {
  const registrations = [
    need('dfo.ki', { places: 2 }),
    swap('nve.data', 'ki'),
    offer('nve.ki', { places: 3 }),
    offer('ssb.arkiv'),
  ]
  const capacities = new Map(registrations.map(({ id, places }) => [id, places]))

  it('is every place used, every need met and every score full', () => {
    expect(utmost(registrations, capacities, new Set(['a', 'b']))).toEqual({
      needs: 3,
      firsts: 3,
      seconds: 5,
      chances: 7,
      score: 3000,
      kept: 2,
    })
  })

  it('is never less than what is chosen, whatever is allowed', async () => {
    const many = crowd(120, 12, randomFrom(8)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const places = new Map(many.map((one) => [one.id, one.places]))
    const most = utmost(many, places, new Set())
    for (const rotationLength of [2, 3]) {
      const situation = context({ registrations: many, settings: settings({ rotationLength }) })
      const { levels } = await choose(many, situation)
      for (const { aim, value } of levels) expect(value).toBeLessThanOrEqual(most[aim])
      expect(levels.find(({ aim }) => aim === 'needs')?.value).toBeGreaterThan(20)
    }
  })

  it('is said of a choice that could not look at all rotations, and then nothing is called proved', async () => {
    const many = crowd(300, 40, randomFrom(6)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const situation = context({
      registrations: many,
      settings: settings({ rotationLength: 3, minimumScore: 0 }),
    })
    const all = await choose(many, situation)
    const rings = all.chosen.filter(({ candidate }) => candidate.kind === 'rotation').length
    const few = await choose(many, situation, {}, 1)
    expect([all.optimal, rings > 1, few.optimal]).toEqual([true, true, false])
    expect(few.chosen.filter(({ candidate }) => candidate.kind === 'rotation')).toEqual([])
    for (const [at, { bound }] of few.levels.entries())
      expect(bound).toBeGreaterThanOrEqual(all.levels[at]?.value ?? 0)
  })
})
