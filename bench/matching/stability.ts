/**
 * How much of what is proposed changes when a little of the programme changes, by how stability is sought. Every edit is
 * made to the same programme, whose proposals are open; each variant then chooses anew. The variants are made here, of
 * the shipped `solve` and other scores: a bonus, or so much of it that it comes before all scores together.
 */
import { compare } from '../../src/core/diagnostic.ts'
import { pairs } from '../../src/core/match/candidates.ts'
import type { Candidate } from '../../src/core/match/choose/candidate.ts'
import { solve } from '../../src/core/match/choose/solve.ts'
import { type Context, placesLeft, prepare } from '../../src/core/match/context.ts'
import { rotations } from '../../src/core/match/cycles.ts'
import { takesPart } from '../../src/core/match/fit/standing.ts'
import { furtherProposals, obstaclesTo } from '../../src/core/match/office/open.ts'
import type { Programme } from '../../src/core/model.ts'
import { type Values, valuesOf } from './aims.ts'
import { diceFrom } from './dice.ts'
import { editsOf } from './edits.ts'
import { today } from './programme.ts'

/** How one variant did over all edits. */
export type Steadiness = {
  readonly name: string
  /** Shares of proposals that changed, one per edit, ascending: those only before or only after, of all of both. */
  readonly changed: readonly number[]
  /** Means over all edits. */
  readonly values: Values
}

type Scene = {
  readonly programme: Programme
  readonly context: Context
  readonly candidates: readonly Candidate[]
  readonly capacities: ReadonlyMap<string, number>
}

type Variant = (scene: Scene, open: ReadonlySet<string>) => Promise<ReadonlySet<string>>

/** Ten points of a hundred: as much as a one-way wish. */
const bonus = 100

/** More than all scores of a programme of this size together. */
const everything = 1_000_000

const variants: Readonly<Record<string, Variant>> = {
  'no stability level': (scene) => chosen(scene.candidates, scene),
  'kept after score (shipped)': (scene, open) => chosen(scene.candidates, scene, open),
  'bonus of ten points in the score': (scene, open) => chosen(raised(scene.candidates, open, bonus), scene),
  'kept before score': (scene, open) => chosen(raised(scene.candidates, open, everything), scene),
  'open ones frozen (as `propose` does)': frozen,
}

export async function stability(
  programme: Programme,
  edits: number,
  seed: number,
): Promise<readonly Steadiness[]> {
  const before = await chosen(sceneOf(programme).candidates, sceneOf(programme))
  const tallies = Object.entries(variants).map(([name, variant]) => ({
    ...{ name, variant, changed: [] as number[], values: [] as Values[] },
  }))
  for (const edit of editsOf(programme, edits, diceFrom(seed))) {
    const scene = sceneOf(edit.programme)
    for (const { variant, changed, values } of tallies) {
      const after = await variant(scene, before)
      changed.push(difference(before, after))
      values.push(valuesOf(madeOf(after, scene), before))
    }
  }
  return tallies.map(({ name, changed, values }) => ({
    name,
    changed: changed.toSorted((a, b) => a - b),
    values: mean(values),
  }))
}

function sceneOf(programme: Programme): Scene {
  const { settings } = programme
  if (!settings) throw new Error('The settings cannot be read.')
  const context = prepare(programme, settings, today)
  const sorted = [...programme.registrations.values()].sort((a, b) => compare(a.id, b.id))
  const taking = sorted.filter((one) => takesPart(one, context))
  const possible = [...pairs(taking, context), ...rotations(taking, context)]
  return {
    programme,
    context,
    candidates: possible.map(({ candidate }) => candidate),
    capacities: new Map(taking.map((one) => [one.id, placesLeft(one, context)])),
  }
}

async function chosen(
  candidates: readonly Candidate[],
  { capacities }: Scene,
  open: ReadonlySet<string> = new Set(),
): Promise<ReadonlySet<string>> {
  const solution = await solve(candidates, capacities, { open })
  if (!solution.optimal) throw new Error('An answer that is not proved says nothing of a variant.')
  return solution.chosen
}

function raised(
  candidates: readonly Candidate[],
  open: ReadonlySet<string>,
  by: number,
): readonly Candidate[] {
  return candidates.map((one) => (open.has(one.id) ? { ...one, score: one.score + by } : one))
}

/** What is open stays while it is possible, and only what is left is chosen among. */
async function frozen(
  { programme, context }: Scene,
  open: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const standing = [...open].filter((id) => obstaclesTo(id, programme, context)?.length === 0)
  const further = await furtherProposals(programme, context, { open: standing, barred: [] })
  return new Set([...standing, ...further.map(({ id }) => id)])
}

/** An open proposal may have sunk below the least score and still stand. */
function madeOf(ids: ReadonlySet<string>, { programme, context }: Scene): readonly Candidate[] {
  const { settings } = context
  const lenient = {
    ...context,
    settings: { ...settings, matching: { ...settings.matching, minimumScore: 0 } },
  }
  const all = [...programme.registrations.values()]
  const there = all.filter((one) => takesPart(one, context)).sort((a, b) => compare(a.id, b.id))
  const possible = [...pairs(there, lenient), ...rotations(there, lenient)]
  return possible.map(({ candidate }) => candidate).filter(({ id }) => ids.has(id))
}

/** Of all that was or is proposed, the share that is not both. */
function difference(before: ReadonlySet<string>, after: ReadonlySet<string>): number {
  const all = new Set([...before, ...after])
  const both = [...before].filter((id) => after.has(id)).length
  return all.size === 0 ? 0 : (all.size - both) / all.size
}

function mean(values: readonly Values[]): Values {
  const of = (aim: keyof Values): number => values.reduce((sum, one) => sum + one[aim], 0) / values.length
  return {
    ...{ needs: of('needs'), firsts: of('firsts'), seconds: of('seconds') },
    ...{ chances: of('chances'), score: of('score'), kept: of('kept') },
  }
}
