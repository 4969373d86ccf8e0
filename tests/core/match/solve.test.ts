import { type Arbitrary, assert, asyncProperty, integer } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../../src/core/match/candidate.ts'
import { Contradiction } from '../../../src/core/match/contradiction.ts'
import { solve } from '../../../src/core/match/solve.ts'
import { randomFrom } from '../../random.ts'
import { bestOfAll, type Wishes } from './brute-force.ts'
import { shuffled } from './world.ts'

/** `nve.a--ssb.b 70`: a pair with its score. */
function pair(written: string): Candidate {
  const [id = '', score = '0'] = written.split(' ')
  const registrations = id.split('--')
  const [need = ''] = registrations
  return {
    id,
    kind: 'pair',
    registrations,
    meets: [need],
    serves: [need.split('.')[0] ?? ''],
    score: Number(score),
  }
}

/** `nve.a nve.b* 70`: a rotation; offers have a star. */
function rotation(members: readonly string[], score: number): Candidate {
  const registrations = members.map((one) => one.replace('*', ''))
  const meets = members.filter((one) => !one.endsWith('*'))
  const serves = registrations.map((one) => one.split('.')[0] ?? '')
  return {
    id: `rotation--${registrations.join('--')}`,
    kind: 'rotation',
    registrations,
    meets,
    serves,
    score,
  }
}

const places = (candidates: readonly Candidate[], more: Readonly<Record<string, number>> = {}) =>
  new Map(candidates.flatMap(({ registrations }) => registrations).map((id) => [id, more[id] ?? 1] as const))

async function chosen(
  candidates: readonly Candidate[],
  more?: Readonly<Record<string, number>>,
): Promise<readonly string[]> {
  const { chosen, optimal } = await solve(candidates, places(candidates, more))
  expect(optimal).toBe(true)
  return [...chosen].sort()
}

describe('the choice', () => {
  it('of nothing is nothing, and proved', async () => {
    expect(await solve([], new Map())).toMatchObject({ chosen: new Set(), optimal: true })
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
})

const rules: Arbitrary<Instance> = integer({ min: 1, max: 2 ** 31 - 1 }).map((seed) =>
  random(seed, 1 + (seed % 12)),
)

/** Every piece is given to the solver, however small. */
const always = { enumerate: 0 }

/** What was chosen, and how far it came towards each aim. */
async function answer({ candidates, capacities }: Instance, wishes: Wishes = {}, method?: typeof always) {
  const { chosen, levels, optimal } = await solve(candidates, capacities, wishes, method)
  return { chosen: [...chosen].sort(), worth: levels.map(({ value }) => value), optimal, levels }
}

type Instance = {
  readonly candidates: readonly Candidate[]
  readonly capacities: ReadonlyMap<string, number>
}

function random(seed: number, size: number): Instance {
  const roll = randomFrom(seed)
  const number = (most: number) => Math.floor(roll() * most)
  const all = new Map<string, Candidate>()
  while (all.size < size) {
    const agencies = shuffled(['a', 'b', 'c', 'd', 'e'], roll)
    const kind = (at: number) =>
      roll() < 0.7 ? `${agencies[at]}.n${number(2)}` : `${agencies[at]}.o${number(2)}*`
    const members = Array.from({ length: 2 + number(3) }, (_, at) => kind(at))
    const one =
      roll() < 0.6
        ? pair(`${agencies[0]}.n${number(2)}--${agencies[1]}.o${number(2)} ${number(1001)}`)
        : rotation(members, number(1001))
    all.set(one.id, one)
  }
  const candidates = [...all.values()]
  const ids = new Set(candidates.flatMap(({ registrations }) => registrations))
  return { candidates, capacities: new Map([...ids].map((id) => [id, number(3)])) }
}

describe('against trying every choice there is', () => {
  it('chooses the same, whether by hand or by the solver, and proves it', async () => {
    await assert(
      asyncProperty(rules, async (instance) => {
        const { chosen, worth } = bestOfAll(instance.candidates, instance.capacities) ?? {}
        expect(await answer(instance)).toMatchObject({ chosen, worth, optimal: true })
        expect(await answer(instance, {}, always)).toMatchObject({ chosen, worth, optimal: true })
      }),
      { numRuns: 700, seed: 1 },
    )
  })

  it('keeps what is open where nothing is lost by it, and makes what is pinned whatever it costs', async () => {
    await assert(
      asyncProperty(
        rules,
        integer({ min: 0, max: 4095 }),
        integer({ min: 0, max: 11 }),
        async (one, some, nth) => {
          const ids = one.candidates.map(({ id }) => id)
          const open = new Set(ids.filter((_, at) => some & (1 << at)))
          const pinned = new Set(ids.slice(nth, nth + 1))
          const best = bestOfAll(one.candidates, one.capacities, { open, pinned })
          if (!best) await expect(answer(one, { open, pinned }, always)).rejects.toThrow(Contradiction)
          else expect(await answer(one, { open, pinned }, always)).toMatchObject({ ...best, optimal: true })
        },
      ),
      { numRuns: 500, seed: 2 },
    )
  })
})

describe('whatever the candidates are', () => {
  it('keeps the places, and takes each proposal as it is', async () => {
    await assert(
      asyncProperty(rules, async ({ candidates, capacities }) => {
        const { chosen } = await solve(candidates, capacities, {}, always)
        expect(keeps(candidates, chosen, capacities)).toBe(true)
      }),
      { numRuns: 200, seed: 3 },
    )
  })

  it('gives the same answer in whatever order they come', async () => {
    await assert(
      asyncProperty(rules, integer(), async (instance, seed) => {
        const others = { ...instance, candidates: shuffled(instance.candidates, randomFrom(seed)) }
        expect(await answer(others, {}, always)).toEqual(await answer(instance, {}, always))
      }),
      { numRuns: 200, seed: 4 },
    )
  })

  it('meets no fewer needs when one more can be proposed', async () => {
    await assert(
      asyncProperty(rules, async ({ candidates, capacities }) => {
        const needs = async (some: readonly Candidate[]) =>
          (await answer({ candidates: some, capacities }, {}, always)).worth[0] ?? 0
        expect(await needs(candidates)).toBeGreaterThanOrEqual(await needs(candidates.slice(1)))
      }),
      { numRuns: 200, seed: 5 },
    )
  })

  it('gives the same answer under other names in the same order, and as good a one under any names', async () => {
    await assert(
      asyncProperty(rules, async (instance) => {
        const plain = await answer(instance, {}, always)
        const longer = await answer(
          renamed(instance, (letter) => `${letter}${letter}`),
          {},
          always,
        )
        expect(longer.chosen.map((id) => id.replace(/\b(\w)\1\./g, '$1.'))).toEqual(plain.chosen)
        const turned = (letter: string) => String.fromCharCode(219 - letter.charCodeAt(0))
        const backwards = await answer(renamed(instance, turned), {}, always)
        expect(backwards.worth).toEqual(plain.worth)
      }),
      { numRuns: 150, seed: 6 },
    )
  })
})

/** With another name for each agency. */
function renamed({ candidates, capacities }: Instance, name: (letter: string) => string): Instance {
  const swap = (id: string) => id.replace(/\b([a-e])(?=\.|$)/g, (letter) => name(letter))
  return {
    capacities: new Map([...capacities].map(([id, places]) => [swap(id), places])),
    candidates: candidates.map((one) => ({
      ...one,
      id: swap(one.id),
      registrations: one.registrations.map(swap),
      meets: one.meets.map(swap),
      serves: one.serves.map(swap),
    })),
  }
}

function keeps(
  candidates: readonly Candidate[],
  chosen: ReadonlySet<string>,
  capacities: ReadonlyMap<string, number>,
): boolean {
  const used = new Map<string, number>()
  for (const id of candidates
    .filter(({ id }) => chosen.has(id))
    .flatMap(({ registrations }) => registrations))
    used.set(id, (used.get(id) ?? 0) + 1)
  return [...used].every(([id, count]) => count <= (capacities.get(id) ?? 0))
}

describe('when there is no time', () => {
  it('still gives an answer that keeps the places, and claims no more than is true', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const instance = random(seed, 12)
      const { candidates, capacities } = instance
      const { chosen, levels, optimal } = await solve(candidates, capacities, { seconds: 0 }, always)
      expect(keeps(candidates, chosen, capacities)).toBe(true)
      const best = bestOfAll(candidates, capacities)
      expect(levels[0]?.bound, `seed ${seed}`).toBeGreaterThanOrEqual(best?.worth[0] ?? 0)
      if (optimal) expect(levels.map(({ value }) => value)).toEqual(best?.worth)
    }
  })

  it('says of a large programme that it is not proved', async () => {
    const { candidates, capacities } = random(5, 150)
    const { chosen, optimal } = await solve(candidates, capacities, { seconds: 0 })
    expect(optimal).toBe(false)
    expect(chosen.size).toBeGreaterThan(0)
    expect(keeps(candidates, chosen, capacities)).toBe(true)
  })
})
