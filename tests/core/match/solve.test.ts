import { describe, expect, it } from 'vitest'
import type { Candidate, Preferences } from '../../../src/core/match/choose/candidate.ts'
import { Contradiction } from '../../../src/core/match/choose/contradiction.ts'
import { solve } from '../../../src/core/match/choose/solve.ts'
import { randomFrom } from '../../random.ts'
import { shuffled } from './world.ts'
import { keepsPlaces, pair, places, rotation, tangle } from './written.ts'

async function chosen(
  candidates: readonly Candidate[],
  more: Readonly<Record<string, number>> = {},
  preferences: Partial<Preferences> = {},
): Promise<readonly string[]> {
  const { chosen, optimal } = await solve(candidates, places(candidates, more), preferences)
  expect(optimal).toBe(true)
  return [...chosen].sort()
}

describe('the choice', () => {
  it('of nothing is nothing, and proved', async () => {
    const { chosen, optimal, levels } = await solve([], new Map())
    expect([chosen.size, optimal]).toEqual([0, true])
    expect(levels.map(({ aim, value, bound }) => [aim, value, bound])).toEqual([
      ['needs', 0, 0],
      ['firsts', 0, 0],
      ['seconds', 0, 0],
      ['chances', 0, 0],
      ['score', 0, 0],
      ['kept', 0, 0],
    ])
  })

  it('meets two needs rather than one better', async () => {
    expect(await chosen(['a.x--o.1 900', 'a.x--p.1 100', 'b.x--o.1 100'].map(pair))).toEqual([
      'a.x--p.1',
      'b.x--o.1',
    ])
  })

  it('serves two agencies rather than one agency twice', async () => {
    const candidates = ['a.x--o.1 900', 'a.y--p.1 900', 'b.x--p.1 100'].map(pair)
    expect(await chosen(candidates)).toEqual(['a.x--o.1', 'b.x--p.1'])
  })

  it('gives an agency its second chance before another gets its third', async () => {
    const candidates = ['a.x--o.1 900', 'a.y--o.1 900', 'a.z--o.1 900', 'b.x--o.1 1', 'b.y--o.1 1'].map(pair)
    const fair = await chosen(candidates, { 'o.1': 4 })
    expect(fair.filter((id) => id.startsWith('b.'))).toEqual(['b.x--o.1', 'b.y--o.1'])
    expect(fair).toHaveLength(4)
  })

  it('lets more learn, when as many needs are met and as fairly', async () => {
    // The rotation of three meets one need as the pair does; two more take in somebody and learn from it.
    const candidates = [
      pair('a.x--o.1 900'),
      rotation(['a.x', 'b.x*', 'c.x*'], 10),
      pair('b.y--p.1 10'),
      pair('b.z--p.1 10'),
      pair('c.y--q.1 10'),
      pair('c.z--q.1 10'),
    ]
    expect(await chosen(candidates, { 'p.1': 2, 'q.1': 2 })).toContain('rotation--a.x--b.x--c.x')
  })

  it('takes the highest total when the rest is equal', async () => {
    const candidates = ['a.x--o.1 500', 'a.x--p.1 400', 'b.x--o.1 450', 'b.x--p.1 100'].map(pair)
    expect(await chosen(candidates)).toEqual(['a.x--p.1', 'b.x--o.1'])
  })

  it('uses every place and no more', async () => {
    const candidates = ['a.x--o.1 500', 'b.x--o.1 600', 'c.x--o.1 700'].map(pair)
    expect(await chosen(candidates, { 'o.1': 2 })).toEqual(['b.x--o.1', 'c.x--o.1'])
    expect(await chosen(candidates, { 'o.1': 0 })).toEqual([])
  })

  it('prefers a rotation that meets more needs', async () => {
    const candidates = [pair('a.x--o.1 999'), rotation(['a.x', 'b.x'], 300)]
    expect(await chosen(candidates)).toEqual(['rotation--a.x--b.x'])
  })

  it('breaks up a rotation when pairs meet as many and score more', async () => {
    const candidates = [rotation(['a.x', 'b.x'], 400), pair('a.x--o.1 300'), pair('b.x--p.1 300')]
    expect(await chosen(candidates)).toEqual(['a.x--o.1', 'b.x--p.1'])
  })

  it('handles three that all want to rotate with each other', async () => {
    const candidates = [
      rotation(['a.x', 'b.x'], 500),
      rotation(['b.x', 'c.x'], 600),
      rotation(['a.x', 'c.x'], 550),
    ]
    expect(await chosen(candidates)).toEqual(['rotation--b.x--c.x'])
  })

  it('says how far it came at each level', async () => {
    const candidates = [pair('a.x--o.1 500'), pair('a.y--o.1 400'), rotation(['b.x', 'c.x*'], 300)]
    const { levels } = await solve(candidates, places(candidates, { 'o.1': 2 }), {
      open: new Set(['a.x--o.1']),
    })
    expect(levels.map(({ value }) => value)).toEqual([3, 3, 4, 4, 1200, 1])
  })
})

describe('proposals that are out already', () => {
  const candidates = ['a.x--o.1 500', 'a.x--p.1 500'].map(pair)

  it('are made again at a tie', async () => {
    expect(await chosen(candidates, {}, { open: new Set(['a.x--p.1']) })).toEqual(['a.x--p.1'])
  })

  it('without any, the earliest id is taken', async () => {
    expect(await chosen(candidates)).toEqual(['a.x--o.1'])
  })

  it('give way to better ones', async () => {
    const better = [pair('a.x--o.1 501'), pair('a.x--p.1 500')]
    expect(await chosen(better, {}, { open: new Set(['a.x--p.1']) })).toEqual(['a.x--o.1'])
  })
})

describe('proposals that must be made', () => {
  const candidates = ['a.x--o.1 900', 'b.x--o.1 100', 'c.x--o.1 100'].map(pair)

  it('are made, whatever it costs', async () => {
    expect(await chosen(candidates, {}, { pinned: new Set(['c.x--o.1']) })).toEqual(['c.x--o.1'])
  })

  it('must fit together, or nothing is chosen and it is said what is in the way', async () => {
    const both = new Set(['c.x--o.1', 'b.x--o.1'])
    const told = await solve(candidates, places(candidates), { pinned: both }).catch(
      (error: unknown) => error,
    )
    expect(told).toBeInstanceOf(Contradiction)
    expect(told).toMatchObject({ registration: 'o.1', places: 1, pins: ['b.x--o.1', 'c.x--o.1'] })
    expect(await chosen(candidates, { 'o.1': 2 }, { pinned: both })).toEqual(['b.x--o.1', 'c.x--o.1'])
  })

  it('cannot be something else than the candidates', async () => {
    const unheard = solve(candidates, places(candidates), { pinned: new Set(['x.y--z.w']) })
    await expect(unheard).rejects.toThrow('x.y--z.w')
  })
})

it('the same proposal twice is a fault, not a choice', async () => {
  const twice = [pair('a.x--o.1 900'), pair('a.x--o.1 100')]
  await expect(solve(twice, places(twice, { 'a.x': 2, 'o.1': 2 }))).rejects.toThrow('does not hold')
})

describe('a programme in which everything hangs together', () => {
  const candidates = tangle(200, 5)

  it('is proved, and the same in whatever order it comes', async () => {
    const solution = await solve(candidates, places(candidates))
    expect(solution.optimal).toBe(true)
    const again = await solve(shuffled(candidates, randomFrom(9)), places(candidates))
    expect(again).toEqual(solution)
  })

  it('without time is still a choice that keeps the places, and says that it is not proved', async () => {
    const hurried = await solve(candidates, places(candidates), { seconds: 0 })
    const proved = await solve(candidates, places(candidates))
    const taken = candidates.filter(({ id }) => hurried.chosen.has(id))
    expect(hurried.optimal).toBe(false)
    expect(taken.length).toBeGreaterThan(0)
    expect(keepsPlaces(taken, places(candidates))).toBe(true)
    for (const [at, { bound, value }] of hurried.levels.entries()) {
      expect(bound).toBeGreaterThanOrEqual(value)
      expect(bound).toBeGreaterThanOrEqual(proved.levels[at]?.value ?? 0)
    }
  })
})
