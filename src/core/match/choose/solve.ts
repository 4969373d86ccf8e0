/**
 * Utvalg: which of the possible proposals to make. In this order: most needs met, an agency's first chance to learn,
 * its second, all chances, highest total score, most open proposals kept; among equals the earliest ids. It is an integer
 * programme, taken apart into pieces that do not disturb each other (docs/decisions/020-integer-programming.md).
 */
import type { Aim, Level } from '../../model.ts'
import type { Candidate, Preferences, Solution } from './candidate.ts'
import { checked } from './checked.ts'
import { contradiction } from './contradiction.ts'
import { type Formulation, formulate } from './formulation.ts'
import { greedy } from './greedy.ts'
import { type Clock, solver } from './highs.ts'
import { aims, counted, sum, values } from './levels.ts'
import { takeApart } from './pieces.ts'
import { type Method, type Settled, settle, type Task } from './settle.ts'
import { put, type System, taken, total, type Values, withRows } from './system.ts'

/** Seconds: the choice of a programme of any size we know of takes a fraction of it. */
export const defaultSeconds = 60

/** Pieces up to this size are tried out in less time than it takes to ask a solver. */
const quickest: Method = { enumerate: 14 }

/**
 * Capacities are free places by registration. The same input, in any order, gives the same answer, as long as there is
 * time to prove it.
 * @throws Contradiction when the pinned do not fit together
 * @throws SolverMissing when a solver is needed and cannot be loaded
 */
export async function solve(
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  preferences: Partial<Preferences> = {},
  method: Method = quickest,
): Promise<Solution> {
  const { open = new Set(), pinned = new Set(), seconds = defaultSeconds } = preferences
  const contrary = contradiction(candidates, capacities, pinned)
  if (contrary) throw contrary
  const formulation = formulate(candidates, capacities, { open, pinned })
  const tasks = tasksOf(formulation)
  const settled = await settleAll(tasks.pieces, method, { seconds })
  const chosen = chosenOf(formulation, tasks, settled)
  const levels = levelsOf(formulation, tasks, settled, values(chosen, open))
  const optimal = levels.every(({ value, bound }) => value === bound)
  const solution = { chosen: new Set(chosen.map(({ id }) => id)), optimal, levels }
  return checked(solution, candidates, capacities, { open, pinned })
}

type Tasks = {
  /** By column of the formulation. Columns of pieces are 0 here. */
  readonly decided: Values
  /** The smallest first: if time runs out, most is done. */
  readonly pieces: readonly Task[]
}

function tasksOf({ system, gains, candidates }: Formulation): Tasks {
  const apart = takeApart(system)
  const known = greedy(system, promising(candidates, system))
  if (!apart || !known) throw new Error('pinned proposals fit together, yet no choice does')
  const isCandidate = Uint8Array.from(system.names, (at) => (at < candidates.length ? 1 : 0))
  const kinds = Uint8Array.from(system.names, (at) => kindOf(candidates[at]))
  const pieces = apart.pieces.map(
    (piece): Task => ({
      ...withTotals(piece, taken(kinds, piece)),
      gains: gains.map((gain) => taken(gain, piece)),
      candidates: taken(isCandidate, piece),
      known: taken(known, piece),
    }),
  )
  return { decided: apart.decided, pieces: pieces.sort((a, b) => a.known.length - b.known.length) }
}

/** Sorts of rotation: those that meet as many needs and take as many places count as one. The rest is no sort. */
function kindOf(candidate: Candidate | undefined): number {
  return candidate?.kind === 'rotation' ? 16 * candidate.registrations.length + candidate.meets.length : 0
}

/** With rows that count the rotations, and those of each sort. They say nothing before they are branched upon. */
function withTotals(system: System, kinds: Uint8Array): Pick<Task, 'system' | 'totals'> {
  const sorts = [...new Set(kinds)].filter((kind) => kind > 0).sort((a, b) => a - b)
  const groups = [sorts, ...sorts.map((sort) => [sort])].map((some) =>
    [...kinds.keys()].filter((at) => some.includes(kinds[at] ?? 0)),
  )
  const rows = groups
    .filter((columns) => columns.length > 1)
    .map((columns) => ({
      columns,
      weights: columns.map(() => 1),
      least: Number.NEGATIVE_INFINITY,
      most: Number.POSITIVE_INFINITY,
    }))
  const from = system.least.length
  return { system: withRows(system, rows), totals: { from, to: from + rows.length } }
}

/**
 * An order in which to take what fits: most needs met per place taken, then those whose registrations are least in
 * demand, then the best scored. Shares of agencies come last, when it is known what there is to share.
 */
function promising(candidates: readonly Candidate[], { names }: System): readonly number[] {
  const demand = counted(candidates.flatMap(({ registrations }) => registrations))
  const ranks = candidates.map(({ meets, registrations, score }) => ({
    needs: meets.length / registrations.length,
    demand: sum(registrations.map((id) => demand.get(id) ?? 0)),
    score,
  }))
  const none = { needs: -1, demand: 0, score: 0 }
  return [...names].sort((a, b) => {
    const [one, other] = [ranks[a] ?? none, ranks[b] ?? none]
    return other.needs - one.needs || one.demand - other.demand || other.score - one.score || a - b
  })
}

function chosenOf(
  { candidates }: Formulation,
  { decided, pieces }: Tasks,
  settled: readonly Settled[],
): readonly Candidate[] {
  const all = decided.slice()
  for (const [at, { system }] of pieces.entries()) put(all, system, settled[at]?.values ?? decided)
  return candidates.filter((_, at) => all[at] === 1)
}

/** The solver is loaded for the first piece that cannot be decided without, and again if it has broken down. */
async function settleAll(tasks: readonly Task[], method: Method, clock: Clock): Promise<readonly Settled[]> {
  const all: Settled[] = []
  for (const task of tasks) {
    const alone = settle(task, method)
    all.push(alone.final || clock.seconds <= 0 ? alone : settle(task, method, await solver(clock)))
  }
  return all
}

function levelsOf(
  { gains }: Formulation,
  { decided }: Tasks,
  settled: readonly Settled[],
  reached: Readonly<Record<Aim, number>>,
): readonly Level[] {
  return aims.map((aim, level) => {
    const before = total(gains[level] ?? new Float64Array(0), decided)
    const bound = before + sum(settled.map(({ bounds }) => bounds[level] ?? 0))
    return { aim, value: reached[aim], bound }
  })
}
