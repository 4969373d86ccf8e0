/** The choice against a twin that tries everything, on thousands of small programmes nobody made up. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate, Solution } from '../../../src/core/match/choose/candidate.ts'
import { Contradiction } from '../../../src/core/match/choose/contradiction.ts'
import { solve } from '../../../src/core/match/choose/solve.ts'
import { randomFrom } from '../../random.ts'
import { bestOfAll, worthOf } from './brute-force.ts'
import { shuffled } from './world.ts'
import { keepsPlaces, pair, rotation } from './written.ts'

type Instance = {
  readonly candidates: readonly Candidate[]
  readonly capacities: ReadonlyMap<string, number>
  readonly open: ReadonlySet<string>
  readonly pinned: ReadonlySet<string>
}

const agencies = ['a', 'b', 'c', 'd', 'e']

/** Few different scores make many ties. */
const scores = fc.oneof(
  fc.constantFrom(0, 500),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 1000 }),
)

const two = fc.integer({ min: 0, max: 1 })

const pairs = fc
  .tuple(fc.shuffledSubarray(agencies, { minLength: 2, maxLength: 2 }), two, two, scores)
  .map(([[one, other], need, offer, score]) => pair(`${one}.n${need}--${other}.o${offer} ${score}`))

const rotations = fc
  .tuple(
    fc.shuffledSubarray(agencies, { minLength: 2, maxLength: 4 }),
    fc.array(fc.constantFrom('n0', 'n1', 'o0*', 'o1*'), { minLength: 4, maxLength: 4 }),
    scores,
  )
  .map(([parties, names, score]) =>
    rotation(
      parties.map((agency, at) => `${agency}.${names[at]}`),
      score,
    ),
  )

function instances(most: number): fc.Arbitrary<Instance> {
  const candidates = fc.uniqueArray(
    fc.oneof({ arbitrary: pairs, weight: 3 }, { arbitrary: rotations, weight: 2 }),
    {
      maxLength: most,
      selector: ({ id }) => id,
    },
  )
  return candidates.chain((some) => {
    const ids = some.map(({ id }) => id)
    const names = [...new Set(some.flatMap(({ registrations }) => registrations))]
    const counts = fc.array(fc.constantFrom(0, 1, 1, 1, 2, 3), {
      minLength: names.length,
      maxLength: names.length,
    })
    const few = fc.oneof(
      { arbitrary: fc.constant([]), weight: 2 },
      { arbitrary: fc.subarray(ids, { maxLength: Math.min(2, ids.length) }), weight: 1 },
    )
    return fc.tuple(counts, fc.subarray(ids), few).map(([counts, open, pinned]) => ({
      candidates: some,
      capacities: new Map(names.map((name, at) => [name, counts[at] ?? 0])),
      open: new Set(open),
      pinned: new Set(pinned),
    }))
  })
}

/** Small pieces are tried out, unless the solver is to be asked about the smallest thing. */
const ways = [
  { name: 'trying out what is small', method: undefined, runs: 3000, most: 11 },
  { name: 'asking the solver about everything', method: { enumerate: 0 }, runs: 1200, most: 12 },
]

const chosenIn = ({ candidates }: Instance, { chosen }: Solution) =>
  candidates.filter(({ id }) => chosen.has(id))

const values = ({ levels }: Solution) => levels.map(({ value }) => value)

const seed = 20_261_122

describe.each(ways)('$name', ({ method, runs, most }) => {
  it('agrees with trying everything: what is possible, how good at every level, and which of equals', async () => {
    await fc.assert(
      fc.asyncProperty(instances(most), async (instance) => {
        const { candidates, capacities, open, pinned } = instance
        const twin = bestOfAll(candidates, capacities, { open, pinned })
        const told = await solve(candidates, capacities, { open, pinned }, method).catch(
          (error: unknown) => error,
        )
        if (!twin) {
          expect(told).toBeInstanceOf(Contradiction)
          return
        }
        expect(told).toEqual({
          chosen: new Set(twin.chosen),
          optimal: true,
          levels: ['needs', 'firsts', 'seconds', 'chances', 'score', 'kept'].map((aim, at) => ({
            aim,
            value: twin.worth[at],
            bound: twin.worth[at],
          })),
        })
      }),
      { seed, numRuns: runs },
    )
  })

  it('does not depend on the order, and neither takes too many places nor what is not given', async () => {
    await fc.assert(
      fc.asyncProperty(instances(30), fc.integer(), async (instance, turn) => {
        const { candidates, capacities, open } = instance
        const solution = await solve(candidates, capacities, { open }, method)
        const other = await solve(shuffled(candidates, randomFrom(turn)), capacities, { open }, method)
        const taken = chosenIn(instance, solution)
        expect(other).toEqual(solution)
        expect([...other.chosen]).toEqual([...solution.chosen])
        expect(taken).toHaveLength(solution.chosen.size)
        expect(keepsPlaces(taken, capacities)).toBe(true)
        expect(values(solution)).toEqual(worthOf(taken, open))
      }),
      { seed, numRuns: runs / 5 },
    )
  })
})

describe('trying out and asking the solver', () => {
  it('come to the same choice where there is too much for the twin', async () => {
    await fc.assert(
      fc.asyncProperty(instances(45), async ({ candidates, capacities, open }) => {
        const tried = await solve(candidates, capacities, { open })
        expect(tried.optimal).toBe(true)
        expect(await solve(candidates, capacities, { open }, { enumerate: 0 })).toEqual(tried)
      }),
      { seed, numRuns: 150 },
    )
  })
})

describe('what must hold whatever the programme', () => {
  it('one offer more never means fewer needs met', async () => {
    await fc.assert(
      fc.asyncProperty(instances(20), fc.constantFrom(...agencies), async (instance, agency) => {
        const { candidates, capacities } = instance
        const without = candidates.filter(({ registrations }) => !registrations.includes(`${agency}.o0`))
        const [before = 0] = values(await solve(without, capacities))
        const [after = 0] = values(await solve(candidates, capacities))
        expect(after).toBeGreaterThanOrEqual(before)
      }),
      { seed, numRuns: 300 },
    )
  })

  it('new names that sort as the old ones change nothing but names', async () => {
    const rename = (text: string) => renamed(text, ['b', 'd', 'f', 'h', 'j'])
    await fc.assert(
      fc.asyncProperty(instances(20), async ({ candidates, capacities, open }) => {
        const solution = await solve(candidates, capacities, { open })
        const other = await solve(
          candidates.map((one) => renamedCandidate(one, rename)),
          new Map([...capacities].map(([name, places]) => [rename(name), places])),
          { open: new Set([...open].map(rename)) },
        )
        expect(other).toEqual({ ...solution, chosen: new Set([...solution.chosen].map(rename)) })
      }),
      { seed, numRuns: 300 },
    )
  })

  it('whatever the names, it comes as far at every level', async () => {
    await fc.assert(
      fc.asyncProperty(
        instances(20),
        fc.shuffledSubarray(agencies, { minLength: 5 }),
        async (instance, names) => {
          const { candidates, capacities, open } = instance
          const rename = (text: string) => renamed(text, names)
          const solution = await solve(candidates, capacities, { open })
          const other = await solve(
            candidates.map((one) => renamedCandidate(one, rename)),
            new Map([...capacities].map(([name, places]) => [rename(name), places])),
            { open: new Set([...open].map(rename)) },
          )
          expect(other.levels).toEqual(solution.levels)
        },
      ),
      { seed, numRuns: 300 },
    )
  })

  it('what is out already only matters among equals', async () => {
    await fc.assert(
      fc.asyncProperty(instances(20), async ({ candidates, capacities, open }) => {
        const without = values(await solve(candidates, capacities))
        const kept = values(await solve(candidates, capacities, { open }))
        expect(kept.slice(0, -1)).toEqual(without.slice(0, -1))
      }),
      { seed, numRuns: 200 },
    )
  })

  it('what was chosen is chosen again when it is what is out', async () => {
    await fc.assert(
      fc.asyncProperty(instances(20), async ({ candidates, capacities, open }) => {
        const { chosen } = await solve(candidates, capacities, { open })
        expect((await solve(candidates, capacities, { open: chosen })).chosen).toEqual(chosen)
      }),
      { seed, numRuns: 200 },
    )
  })

  it('without time the bounds still hold, and nothing is called proved that is not', async () => {
    await fc.assert(
      fc.asyncProperty(instances(11), async (instance) => {
        const { candidates, capacities, open, pinned } = instance
        const twin = bestOfAll(candidates, capacities, { open, pinned })
        if (!twin) return
        const hurried = await solve(candidates, capacities, { open, pinned, seconds: 0 }, { enumerate: 0 })
        const taken = chosenIn(instance, hurried)
        expect(keepsPlaces(taken, capacities)).toBe(true)
        expect([...pinned].filter((id) => !hurried.chosen.has(id))).toEqual([])
        for (const [at, { value, bound }] of hurried.levels.entries()) {
          expect(bound).toBeGreaterThanOrEqual(twin.worth[at] ?? 0)
          expect(bound).toBeGreaterThanOrEqual(value)
        }
        if (hurried.optimal) expect(values(hurried)).toEqual(twin.worth)
      }),
      { seed, numRuns: 500 },
    )
  })
})

/** Other agencies in the same places; `rotation` and the names of registrations stay. */
function renamed(text: string, names: readonly string[]): string {
  return text.replaceAll(/(^|--)([a-e])\./g, (_, before: string, agency: string) => {
    return `${before}${names[agencies.indexOf(agency)] ?? ''}.`
  })
}

function renamedCandidate(candidate: Candidate, rename: (text: string) => string): Candidate {
  return {
    ...candidate,
    id: rename(candidate.id),
    registrations: candidate.registrations.map(rename),
    meets: candidate.meets.map(rename),
    serves: candidate.serves.map((agency) => rename(`${agency}.`).slice(0, -1)),
  }
}
