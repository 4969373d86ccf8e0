/**
 * The choice as an integer programme in its plainest form, without any of the reductions: one level after the other, each
 * held by a row, and then one candidate after the other. For programmes too large for trying everything.
 */
import loadHighs, { type Highs } from 'highs'
import type { Candidate } from '../../../src/core/match/choose/candidate.ts'
import type { Choice } from './brute-force.ts'

/** Terms of a sum, by the name of the variable. */
type Sum = ReadonlyMap<string, number>

export async function plainly(
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  open: ReadonlySet<string>,
): Promise<Choice> {
  const highs = await load()
  const ordered = [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1))
  const model = modelOf(ordered, capacities, open)
  const rows = [...model.rows]
  const most = (sum: Sum): number => {
    if (sum.size === 0) return 0
    const bounds = model.shares.map((share) => `${share} <= 1`)
    const text = [
      'Maximize',
      written(sum),
      'Subject To',
      ...rows,
      'Bounds',
      ...bounds,
      'Binaries',
      ...model.chosen,
    ]
    const solved = highs.solve([...text, 'End'].join('\n'), {
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: 0.5,
    })
    if (solved.Status !== 'Optimal') throw new Error(solved.Status)
    return Math.round(solved.ObjectiveValue)
  }
  const worth = model.levels.map((level) => {
    const value = most(level)
    if (level.size > 0) rows.push(`${written(level)} >= ${value}`)
    return value
  })
  const chosen = ordered.flatMap(({ id }, at) => {
    const taken = most(new Map([[`x${at}`, 1]]))
    rows.push(`x${at} = ${taken}`)
    return taken === 1 ? [id] : []
  })
  return { chosen, worth }
}

/** The package describes its CommonJS side, where the loader is somewhere else. */
async function load(): Promise<Highs> {
  const loader: unknown = loadHighs
  if (typeof loader !== 'function') throw new Error('not the expected version of highs')
  return (await loader()) as Highs
}

function modelOf(
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  open: ReadonlySet<string>,
): {
  readonly rows: readonly string[]
  readonly levels: readonly Sum[]
  readonly chosen: readonly string[]
  readonly shares: readonly string[]
} {
  const over = (count: (candidate: Candidate) => number): Sum =>
    new Map(candidates.map((one, at) => [`x${at}`, count(one)] as const).filter(([, times]) => times !== 0))
  const times = (list: readonly string[], name: string) => list.filter((one) => one === name).length
  const agencies = [...new Set(candidates.flatMap(({ serves }) => serves))]
  const rows = [
    ...[...capacities].map(([id, places]) => ({
      sum: over(({ registrations }) => times(registrations, id)),
      is: `<= ${places}`,
    })),
    ...agencies.map((agency, at) => ({
      sum: new Map([...over(({ serves }) => times(serves, agency)), [`f${at}`, -1], [`s${at}`, -1]]),
      is: '>= 0',
    })),
  ]
  const firsts = agencies.map((_, at) => `f${at}`)
  const seconds = agencies.map((_, at) => `s${at}`)
  return {
    rows: rows.filter(({ sum }) => sum.size > 0).map(({ sum, is }) => `${written(sum)} ${is}`),
    levels: [
      over(({ meets }) => meets.length),
      new Map(firsts.map((name) => [name, 1])),
      new Map([...firsts, ...seconds].map((name) => [name, 1])),
      over(({ serves }) => serves.length),
      over(({ score }) => score),
      over(({ id }) => (open.has(id) ? 1 : 0)),
    ],
    chosen: candidates.map((_, at) => `x${at}`),
    shares: [...firsts, ...seconds],
  }
}

function written(sum: Sum): string {
  return [...sum].map(([name, weight]) => `${weight < 0 ? '-' : '+'} ${Math.abs(weight)} ${name}`).join(' ')
}
