/**
 * The readers of published kidney-exchange instances, on small ones made for this, whose best answers can be counted by
 * hand. The published ones themselves are not part of the repository: `npm run bench:match -- --kidney FOLDER`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isPossible, valuesOf } from '../bench/matching/aims.ts'
import { candidatesOf, capacitiesOf, type Goal, isInstance, readInstance } from '../bench/matching/kidney.ts'
import type { Candidate } from '../src/core/match/choose/candidate.ts'
import { solve } from '../src/core/match/choose/solve.ts'

const folder = join(import.meta.dirname, 'kidney')

function instance(name: string) {
  return readInstance(name, readFileSync(join(folder, name), 'utf8'))
}

/** Counted by hand: the longest cycle allowed, and the most transplants and the most weight there can be. */
const known = [
  // The heaviest pair stands between two others that are better together, until a ring of three takes one of them.
  { name: 'greedy-trap.input', longest: 2, cycles: 3, transplants: 4, weight: 80 },
  { name: 'greedy-trap.input', longest: 3, cycles: 4, transplants: 5, weight: 90 },
  // Two rings of three need the same giver, and one of them the only partner of another.
  { name: 'shared-giver.wmd', longest: 2, cycles: 1, transplants: 2, weight: 2 },
  { name: 'shared-giver.wmd', longest: 3, cycles: 3, transplants: 5, weight: 5 },
  // A ring of four helps more people; a pair in it weighs more than the whole ring.
  { name: 'Delorme_8_NoNDD_Weight_0.txt', longest: 2, cycles: 2, transplants: 4, weight: 70 },
  { name: 'Delorme_8_NoNDD_Weight_0.txt', longest: 3, cycles: 3, transplants: 5, weight: 120 },
  { name: 'Delorme_8_NoNDD_Weight_0.txt', longest: 4, cycles: 4, transplants: 7, weight: 120 },
] as const

const stories = known.flatMap((one) =>
  (['transplants', 'weight'] as const).map((goal) => ({ ...one, goal, best: one[goal] })),
)

describe('an instance', () => {
  it('is read from each of the three formats, arcs in the order of the file', () => {
    const read = ['greedy-trap.input', 'shared-giver.wmd', 'Delorme_8_NoNDD_Weight_0.txt'].map(instance)
    expect(read.map(({ vertices }) => vertices)).toEqual([6, 7, 8])
    expect(read.map(({ arcs }) => arcs.length)).toEqual([9, 9, 10])
    expect(read.map(({ arcs }) => arcs.at(4))).toEqual([
      { from: 2, to: 3, weight: 20 },
      { from: 3, to: 4, weight: 1 },
      { from: 1, to: 0, weight: 50 },
    ])
  })

  it.each(known)('$name has $cycles cycles of at most $longest', ({ name, longest, cycles }) => {
    expect(candidatesOf(instance(name), longest, 'transplants')).toHaveLength(cycles)
  })

  it('is refused when arcs are missing, when a vertex is not there, and when gifts have no return', () => {
    expect(() => readInstance('a.input', '3 2\n0 1 1\n-1 -1 -1')).toThrow('2 arcs were announced, not 1')
    expect(() => readInstance('a.input', '3 1\n0 3 1\n-1 -1 -1')).toThrow('no such arc: 0 3')
    expect(() => readInstance('Delorme_1.txt', 'Nr_Pairs = 1\nNr_NDD = 1\nNr_Arcs = 0')).toThrow('gifts')
  })

  it('is known by the name of its file', () => {
    expect(isInstance('A.Readme.txt')).toBe(false)
    expect(() => readInstance('notes.txt', '')).toThrow('format is not known')
  })
})

describe('the best choice of cycles', () => {
  it.each(stories)('$name, at most $longest, by $goal: $best', async ({ name, longest, goal, best }) => {
    const candidates = candidatesOf(instance(name), longest, goal)
    const capacities = capacitiesOf(instance(name))
    const { chosen, optimal } = await solve(candidates, capacities)
    const made = candidates.filter(({ id }) => chosen.has(id))
    expect(isPossible(made, capacities)).toBe(true)
    expect(worth(made, goal)).toBe(best)
    expect(optimal).toBe(true)
    expect(bestOfAll(candidates, capacities, goal)).toBe(best)
  })
})

function worth(made: readonly Candidate[], goal: Goal): number {
  return valuesOf(made, new Set())[goal === 'transplants' ? 'needs' : 'score']
}

/** Every set of cycles, one by one. */
function bestOfAll(
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  goal: Goal,
): number {
  const sets = Array.from({ length: 2 ** candidates.length }, (_, set) =>
    candidates.filter((_, at) => (set >> at) & 1),
  )
  return Math.max(...sets.filter((made) => isPossible(made, capacities)).map((made) => worth(made, goal)))
}
