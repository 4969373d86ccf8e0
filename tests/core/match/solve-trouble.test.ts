/** What comes of it when the solver is not what it should be. Its own file: a solver is loaded once in a process. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Candidate } from '../../../src/core/match/choose/candidate.ts'
import { SolverMissing } from '../../../src/core/match/choose/highs.ts'
import { solve } from '../../../src/core/match/choose/solve.ts'
import { randomFrom } from '../../random.ts'
import { keepsPlaces, pair, places, tangle } from './written.ts'

/** What of WebAssembly can go wrong; the types of Node leave it out. */
type Machine = {
  instantiate: (...given: readonly unknown[]) => Promise<unknown>
  readonly Memory: { readonly prototype: { grow: (pages: number) => number } }
}
const machine = Reflect.get(globalThis, 'WebAssembly') as Machine

describe('a solver that cannot be loaded', () => {
  const { instantiate } = machine
  beforeEach(() => {
    machine.instantiate = () => Promise.reject(new Error('no WebAssembly here'))
  })
  afterEach(() => {
    machine.instantiate = instantiate
  })

  it('is said to be missing, and nothing is chosen', async () => {
    const candidates = tangle(200, 5)
    const told = await solve(candidates, places(candidates)).catch((error: unknown) => error)
    expect(told).toBeInstanceOf(SolverMissing)
    expect(String(told)).toContain('no WebAssembly here')
  })

  it('is not missed where there is little to choose from', async () => {
    const candidates = ['a.x--o.1 900', 'b.x--o.1 100', 'c.x--p.1 100'].map(pair)
    const { chosen, optimal } = await solve(candidates, places(candidates))
    expect([[...chosen], optimal]).toEqual([['a.x--o.1', 'c.x--p.1'], true])
  })

  it('nor when there is no time to ask it', async () => {
    const candidates = tangle(200, 5)
    expect((await solve(candidates, places(candidates), { seconds: 0 })).optimal).toBe(false)
  })
})

describe('a solver that runs out of memory', () => {
  const { grow } = machine.Memory.prototype
  afterEach(() => {
    machine.Memory.prototype.grow = grow
  })

  it('leaves the best choice known, with what could be hoped for, and is whole again the next time', async () => {
    const candidates = wide(1500, 24)
    await solve(tangle(200, 5), places(tangle(200, 5)))
    machine.Memory.prototype.grow = () => {
      throw new RangeError('no more memory')
    }
    const poor = await solve(candidates, places(candidates))
    machine.Memory.prototype.grow = grow
    const rich = await solve(candidates, places(candidates))
    expect([poor.optimal, rich.optimal]).toEqual([false, true])
    expect(poor.chosen.size).toBeGreaterThan(0)
    const taken = candidates.filter(({ id }) => poor.chosen.has(id))
    expect(keepsPlaces(taken, places(candidates))).toBe(true)
    for (const [at, { bound }] of poor.levels.entries())
      expect(bound).toBeGreaterThanOrEqual(rich.levels[at]?.value ?? 0)
  })
})

/** Many agencies with a need and an offer each, and much to choose from. */
function wide(size: number, each: number): readonly Candidate[] {
  const roll = randomFrom(3)
  const number = (most: number) => Math.floor(roll() * most)
  return Array.from({ length: size }, (_, need) =>
    [...new Set(Array.from({ length: each }, () => number(size)))].map((offer) =>
      pair(`a${need}.n--b${offer}.o ${number(1001)}`),
    ),
  ).flat()
}
