/** The shipped method and others on published instances: transplants and weight are each sought alone. */
import { solve } from '../../src/core/match/choose/solve.ts'
import type { Aim } from '../../src/core/model.ts'
import { isPossible, valuesOf } from './aims.ts'
import { candidatesOf, capacitiesOf, type Goal, type Instance, readInstance } from './kidney.ts'
import type { Model } from './lp.ts'
import { installed, type Outcome, plain } from './rivals.ts'
import { inSeconds, thousands } from './tables.ts'

const lengths = [2, 3, 4]

/** What a goal is called among the aims of a programme. */
const aimOf: Readonly<Record<Goal, Aim>> = { transplants: 'needs', weight: 'score' }

type Comparison = {
  readonly value: number
  readonly proved: boolean
  readonly seconds: number
  readonly others: readonly Outcome[]
}

/** One row per length of cycles. */
export async function compareOn(
  name: string,
  text: string,
  seconds: number,
): Promise<readonly (readonly string[])[]> {
  const instance = readInstance(name, text)
  const rows: (readonly string[])[] = []
  for (const longest of lengths) {
    const [transplants, weight] = [
      await comparison(instance, longest, 'transplants', seconds),
      await comparison(instance, longest, 'weight', seconds),
    ]
    const cycles = candidatesOf(instance, longest, 'transplants').length
    rows.push([
      ...[name, String(longest), thousands(cycles), told(transplants), told(weight)],
      inSeconds(transplants.seconds + weight.seconds),
      others(transplants, weight),
      isSame(transplants) && isSame(weight) ? 'yes' : '**no**',
    ])
  }
  return rows
}

async function comparison(
  instance: Instance,
  longest: number,
  goal: Goal,
  seconds: number,
): Promise<Comparison> {
  const candidates = candidatesOf(instance, longest, goal)
  const model: Model = { candidates, capacities: capacitiesOf(instance), open: new Set() }
  const start = performance.now()
  const { chosen, optimal } = await solve(candidates, model.capacities, { seconds })
  const took = (performance.now() - start) / 1000
  const made = candidates.filter(({ id }) => chosen.has(id))
  if (!isPossible(made, model.capacities)) throw new Error('The answer uses somebody twice.')
  const aims = [aimOf[goal]]
  return {
    value: valuesOf(made, new Set())[aimOf[goal]],
    proved: optimal,
    seconds: took,
    others: [await plain(model, aims, seconds), ...installed(model, aims, seconds)],
  }
}

function told({ value, proved }: Comparison): string {
  return proved ? thousands(value) : `${thousands(value)}, not proved`
}

function others(one: Comparison, other: Comparison): string {
  return one.others
    .map(({ name, ended, seconds }, at) =>
      ended === 'missing'
        ? `${name} not installed`
        : `${name} ${inSeconds(seconds + (other.others[at]?.seconds ?? 0))}`,
    )
    .join(', ')
}

/** All that came to an end came to the same. */
function isSame({ value, others }: Comparison): boolean {
  return others.every(({ levels }) => levels.every((level) => level.value === value))
}
