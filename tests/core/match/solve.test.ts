import { describe, expect, it } from 'vitest'
import { type Candidate, solve } from '../../../src/core/match/solve.ts'
import { randomFrom } from '../../random.ts'
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

function chosen(
  candidates: readonly Candidate[],
  more?: Readonly<Record<string, number>>,
): readonly string[] {
  const { chosen, optimal } = solve(candidates, places(candidates, more))
  expect(optimal).toBe(true)
  return [...chosen].sort()
}

describe('the choice', () => {
  it('of nothing is nothing, and proved', () => {
    expect(solve([], new Map())).toEqual({ chosen: new Set(), optimal: true })
  })

  it('meets two needs rather than one better', () => {
    expect(chosen(['a.x--o.1 900', 'a.x--p.1 100', 'b.x--o.1 100'].map(pair))).toEqual([
      'a.x--p.1',
      'b.x--o.1',
    ])
  })

  it('serves two agencies rather than one agency twice', () => {
    const candidates = ['a.x--o.1 900', 'a.y--p.1 900', 'b.x--p.1 100'].map(pair)
    expect(chosen(candidates)).toEqual(['a.x--o.1', 'b.x--p.1'])
  })

  it('takes the highest total when the rest is equal', () => {
    const candidates = ['a.x--o.1 500', 'a.x--p.1 400', 'b.x--o.1 450', 'b.x--p.1 100'].map(pair)
    expect(chosen(candidates)).toEqual(['a.x--p.1', 'b.x--o.1'])
  })

  it('uses every place and no more', () => {
    const candidates = ['a.x--o.1 500', 'b.x--o.1 600', 'c.x--o.1 700'].map(pair)
    expect(chosen(candidates, { 'o.1': 2 })).toEqual(['b.x--o.1', 'c.x--o.1'])
    expect(chosen(candidates, { 'o.1': 0 })).toEqual([])
  })

  it('prefers a rotation that meets more needs', () => {
    const candidates = [pair('a.x--o.1 999'), rotation(['a.x', 'b.x'], 300)]
    expect(chosen(candidates)).toEqual(['rotation--a.x--b.x'])
  })

  it('breaks up a rotation when pairs meet as many and score more', () => {
    const candidates = [rotation(['a.x', 'b.x'], 400), pair('a.x--o.1 300'), pair('b.x--p.1 300')]
    expect(chosen(candidates)).toEqual(['a.x--o.1', 'b.x--p.1'])
  })

  it('handles three that all want to rotate with each other', () => {
    const candidates = [
      rotation(['a.x', 'b.x'], 500),
      rotation(['b.x', 'c.x'], 600),
      rotation(['a.x', 'c.x'], 550),
    ]
    expect(chosen(candidates)).toEqual(['rotation--b.x--c.x'])
  })
})

/** Needs met, agencies served, total score. */
function value(candidates: readonly Candidate[]): readonly number[] {
  return [
    candidates.reduce((sum, { meets }) => sum + meets.length, 0),
    new Set(candidates.flatMap(({ serves }) => serves)).size,
    candidates.reduce((sum, { score }) => sum + score, 0),
  ]
}

function keeps(candidates: readonly Candidate[], capacities: ReadonlyMap<string, number>): boolean {
  const used = new Map<string, number>()
  for (const id of candidates.flatMap(({ registrations }) => registrations))
    used.set(id, (used.get(id) ?? 0) + 1)
  return [...used].every(([id, count]) => count <= (capacities.get(id) ?? 0))
}

/** Tries every subset. */
function best(candidates: readonly Candidate[], capacities: ReadonlyMap<string, number>): readonly number[] {
  let best: readonly number[] = [0, 0, 0]
  for (let subset = 0; subset < 2 ** candidates.length; subset++) {
    const some = candidates.filter((_, at) => subset & (1 << at))
    if (!keeps(some, capacities)) continue
    const here = value(some)
    const differs = here.findIndex((one, at) => one !== best[at])
    if (differs >= 0 && (here[differs] ?? 0) > (best[differs] ?? 0)) best = here
  }
  return best
}

function random(
  seed: number,
  size: number,
): { candidates: readonly Candidate[]; capacities: ReadonlyMap<string, number> } {
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

describe('against trying every subset', () => {
  it('is optimal, keeps the places, and does not depend on the order', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const { candidates, capacities } = random(seed, 11)
      const solution = solve(candidates, capacities)
      const some = candidates.filter(({ id }) => solution.chosen.has(id))
      expect(solution.optimal).toBe(true)
      expect(keeps(some, capacities)).toBe(true)
      expect(value(some), `seed ${seed}`).toEqual(best(candidates, capacities))
      expect(solve(shuffled(candidates, randomFrom(seed)), capacities)).toEqual(solution)
    }
  })
})

describe('when the effort is used up', () => {
  it('still gives an answer that keeps the places, and says that it is not proved', () => {
    const { candidates, capacities } = random(5, 150)
    const hurried = solve(candidates, capacities, 1)
    expect(hurried.optimal).toBe(false)
    expect(
      keeps(
        candidates.filter(({ id }) => hurried.chosen.has(id)),
        capacities,
      ),
    ).toBe(true)
    expect(hurried.chosen.size).toBeGreaterThan(0)
  })
})
