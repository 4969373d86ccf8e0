/**
 * What is measured, each in a process of its own, so that nobody is warmed up by somebody else and the memory is its own.
 * Run by `bench/match.ts` as `node worker.js '<task>'`; prints one line of JSON.
 */
import { loadFolder } from '../../src/commands/loading.ts'
import { compare } from '../../src/core/diagnostic.ts'
import { pairs } from '../../src/core/match/candidates.ts'
import { solve } from '../../src/core/match/choose/solve.ts'
import { type Context, placesLeft, prepare } from '../../src/core/match/context.ts'
import { rotations } from '../../src/core/match/cycles.ts'
import { isFeasible, linkConstraints, pairConstraints } from '../../src/core/match/fit/feasible.ts'
import { shortlist } from '../../src/core/match/fit/shortlist.ts'
import { takesPart } from '../../src/core/match/fit/standing.ts'
import { match } from '../../src/core/match/match.ts'
import type { Level, Programme, Registration } from '../../src/core/model.ts'
import { aims } from './aims.ts'
import type { Model } from './lp.ts'
import { programmeOf, type Shape, today } from './programme.ts'
import { greedy, installed, type Outcome, plain } from './rivals.ts'

/** `shape` is left out for the repository's own programme. Seconds are for each solver. */
export type Task = {
  readonly what: 'stages' | 'whole' | 'rivals' | 'growth'
  readonly root: string
  readonly shape?: Shape
  readonly seconds: number
}

export type Stages = {
  /** Seconds. */
  readonly prepare: number
  readonly find: number
  readonly score: number
  readonly solve: number
  readonly pairs: number
  readonly rotations: number
  readonly optimal: boolean
  readonly levels: readonly Level[]
}

export type Whole = {
  readonly seconds: number
  /** Of the processor: what it would take on a machine with nothing else to do, more or less. */
  readonly processor: number
  /** Peak of the whole process, and before matching began. */
  readonly megabytes: number
  readonly megabytesBefore: number
  readonly proposals: number
  readonly unmatched: number
}

export type Growth = {
  readonly registrations: number
  /** Pairs and links of rotations looked at, and those of them that fit. */
  readonly looked: number
  readonly feasible: number
  readonly seconds: number
}

export type Result = { stages: Stages; whole: Whole; rivals: readonly Outcome[]; growth: Growth }

const tasks: { readonly [K in Task['what']]: (task: Task) => Promise<Result[K]> } = {
  stages,
  whole,
  rivals,
  growth,
}

/** The programme, and those who look for somebody in it. */
function sceneOf({ root, shape }: Task) {
  const example = loadFolder(root, false).loaded.programme
  const programme = shape ? programmeOf(shape, example) : example
  const { settings } = programme
  if (!settings) throw new Error('The settings cannot be read.')
  return { programme, settings, ready: () => prepare(programme, settings, today) }
}

function taking({ registrations }: Programme, context: Context): readonly Registration[] {
  const sorted = [...registrations.values()].sort((a, b) => compare(a.id, b.id))
  return sorted.filter((one) => takesPart(one, context))
}

async function stages(task: Task): Promise<Stages> {
  const { programme, ready } = sceneOf(task)
  const prepared = timed(ready)
  const context = prepared.value
  const there = taking(programme, context)
  const found = timed(() => finding(there, context))
  const scored = timed(() => ({ pairs: pairs(there, context), rotations: rotations(there, context) }))
  const candidates = [...scored.value.pairs, ...scored.value.rotations].map(({ candidate }) => candidate)
  const capacities = new Map(there.map((one) => [one.id, placesLeft(one, context)]))
  const start = performance.now()
  const { optimal, levels } = await solve(candidates, capacities, { seconds: task.seconds })
  return {
    prepare: prepared.seconds,
    find: found.seconds,
    // Finding is done again by whoever scores.
    score: Math.max(0, scored.seconds - found.seconds),
    solve: (performance.now() - start) / 1000,
    pairs: scored.value.pairs.length,
    rotations: scored.value.rotations.length,
    optimal,
    levels,
  }
}

/** What fits, not scored: pairs, and links of rotations. */
function finding(there: readonly Registration[], context: Context): { looked: number; feasible: number } {
  const willing = there.filter(({ forms }) => forms.includes('rotation'))
  const sides = [
    {
      wanting: there.filter(({ kind }) => kind === 'need'),
      giving: there.filter(({ kind }) => kind === 'offer'),
      constraints: pairConstraints,
    },
    { wanting: willing, giving: willing, constraints: linkConstraints },
  ]
  let [looked, feasible] = [0, 0]
  for (const { wanting, giving, constraints } of sides) {
    const finder = shortlist(giving, constraints, context)
    for (const wants of wanting) {
      const listed = finder(wants)
      looked += listed.length
      feasible += listed.filter((gives) => isFeasible(constraints, wants, gives, context)).length
    }
  }
  return { looked, feasible }
}

async function whole(task: Task): Promise<Whole> {
  const { programme } = sceneOf(task)
  const megabytesBefore = peak()
  const start = performance.now()
  const usage = process.cpuUsage()
  const { proposals, unmatched } = await match(programme, today, { seconds: task.seconds })
  const { user, system } = process.cpuUsage(usage)
  return {
    seconds: (performance.now() - start) / 1000,
    processor: (user + system) / 1e6,
    megabytes: peak(),
    megabytesBefore,
    proposals: proposals.length,
    unmatched: unmatched.length,
  }
}

async function rivals(task: Task): Promise<readonly Outcome[]> {
  const { programme, ready } = sceneOf(task)
  const context = ready()
  const there = taking(programme, context)
  const possible = [...pairs(there, context), ...rotations(there, context)]
  const model: Model = {
    candidates: possible.map(({ candidate }) => candidate),
    capacities: new Map(there.map((one) => [one.id, placesLeft(one, context)])),
    open: new Set(),
  }
  // Nothing is open, so nothing can be kept.
  const counted = aims.filter((aim) => aim !== 'kept')
  return [
    greedy(model, counted),
    await plain(model, counted, task.seconds),
    ...installed(model, counted, task.seconds),
  ]
}

async function growth(task: Task): Promise<Growth> {
  const { programme, ready } = sceneOf(task)
  const context = ready()
  const there = taking(programme, context)
  finding(there.slice(0, 500), context)
  const { value, seconds } = timed(() => finding(there, context))
  return { registrations: there.length, ...value, seconds }
}

function timed<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const start = performance.now()
  const value = work()
  return { value, seconds: (performance.now() - start) / 1000 }
}

/** The most memory the process has had, in megabytes. */
function peak(): number {
  return process.resourceUsage().maxRSS / 1024
}

const task = JSON.parse(process.argv[2] ?? '{}') as Task
console.log(JSON.stringify(await tasks[task.what](task)))
