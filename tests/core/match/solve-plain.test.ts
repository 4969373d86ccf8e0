/** The choice against its plainest formulation, where there is too much to try everything. */
import { expect, it } from 'vitest'
import { solve } from '../../../src/core/match/choose/solve.ts'
import { plainly } from './plain-programme.ts'
import { places, tangle } from './written.ts'

it.each([
  { seed: 1, points: 1001 },
  { seed: 2, points: 1001 },
  { seed: 3, points: 1001 },
  { seed: 4, points: 3 },
  { seed: 5, points: 3 },
  { seed: 6, points: 1 },
])('a tangle with $points different scores ($seed)', async ({ seed, points }) => {
  const candidates = tangle(60, seed, points)
  const open = new Set(candidates.filter((_, at) => at % 5 === 0).map(({ id }) => id))
  const roomy = candidates.filter((_, at) => at % 9 === 0).flatMap(({ registrations }) => registrations)
  const capacities = places(candidates, Object.fromEntries(roomy.map((id) => [id, 2])))
  const plain = await plainly(candidates, capacities, open)
  const { chosen, levels, optimal } = await solve(candidates, capacities, { open })
  expect(levels.map(({ value }) => value)).toEqual(plain.worth)
  expect([...chosen]).toEqual(plain.chosen)
  expect(optimal).toBe(true)
})
