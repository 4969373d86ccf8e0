/** Seeded choices: the same seed throws the same, on every machine. */
import { randomFrom } from '../../tests/random.ts'

/** Anything that can be chosen, with how often in proportion to the others. */
export type Weighted<T> = readonly (readonly [T, number])[]

export type Dice = {
  /** True in this share of the throws, 0–1. */
  likely(share: number): boolean
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number
  /** @throws Error when there is nothing to choose from */
  pick<T>(list: readonly T[]): T
  /** @throws Error when there is nothing to choose from */
  weighted<T>(list: Weighted<T>): T
  /** Up to `count` different ones, in the order thrown. */
  several<T>(count: number, one: () => T): T[]
}

export function diceFrom(seed: number): Dice {
  const roll = randomFrom(seed)
  const below = (limit: number): number => Math.floor(roll() * limit)
  return {
    likely: (share) => roll() < share,
    below,
    pick: (list) => thrown(list, below(list.length)),
    weighted: (list) => thrown(list, reached(list, roll()))[0],
    several: (count, one) => [...new Set(Array.from({ length: count }, one))],
  }
}

function thrown<T>(list: readonly T[], at: number): T {
  const one = list[at]
  if (one === undefined) throw new Error('Nothing to choose from.')
  return one
}

/** The position at which the weights, added up, pass this share of their sum. */
function reached(list: Weighted<unknown>, share: number): number {
  let left = share * list.reduce((sum, [, weight]) => sum + weight, 0)
  const at = list.findIndex(([, weight]) => {
    left -= weight
    return left < 0
  })
  return at < 0 ? list.length - 1 : at
}
