/** Fravalg: better proposals that were not made, and what making them would have cost. */
import { compare } from '../../diagnostic.ts'
import type { Forgone } from '../../model.ts'
import type { Choice } from '../choice.ts'
import type { Candidate } from '../choose/candidate.ts'
import { type Cost, type Demands, demandsUpon } from '../choose/demand.ts'
import { type Solver, solver } from '../choose/highs.ts'
import { values } from '../choose/levels.ts'
import { rounded } from '../score/score.ts'
import { indexed, type PartsWith } from './again.ts'

/** Candidates that may be weighed again in all, so that a programme is explained alike on every machine. */
const effort = 200_000

/** Seconds of the solver's own clock. What it cannot find out in them is not told. */
const patience = 10

/**
 * By proposal, the better-scored ones for the same registrations that were given up for the whole, `most` at most, for
 * as long as there is effort left. Nothing of a choice that is not proved: then something else than the aims decided.
 */
export async function forgone(
  choice: Choice,
  partsWith: PartsWith,
  most: number,
): Promise<Readonly<Record<string, readonly Forgone[]>>> {
  if (!choice.optimal) return {}
  const scene = sceneOf(choice)
  const better = sacrifices(scene, most)
  const costs = await costsOf(better, scene, partsWith)
  const told = new Map<string, Forgone[]>()
  for (const { proposal, candidate } of better) {
    const loses = costs.get(candidate.id)
    if (!loses) continue
    const { id, score } = candidate
    const given = { id, score: rounded(score), loses, ...holder(candidate, proposal, scene) }
    told.set(proposal.id, [...(told.get(proposal.id) ?? []), given])
  }
  return Object.fromEntries(told)
}

type Scene = {
  readonly choice: Choice
  readonly candidates: readonly Candidate[]
  readonly chosen: readonly Candidate[]
  readonly byRegistration: ReadonlyMap<string, readonly Candidate[]>
}

function sceneOf(choice: Choice): Scene {
  const candidates = choice.possible.map(({ candidate }) => candidate)
  return {
    choice,
    candidates,
    chosen: choice.chosen.map(({ candidate }) => candidate),
    byRegistration: indexed(candidates, ({ registrations }) => registrations),
  }
}

/** `rank`: 0 for the best that was given up for the proposal. */
type Sacrifice = { readonly proposal: Candidate; readonly candidate: Candidate; readonly rank: number }

/** For each proposal the best that were not chosen, the best first. */
function sacrifices(scene: Scene, most: number): readonly Sacrifice[] {
  const made = new Set(scene.chosen)
  return scene.chosen.flatMap((proposal) => {
    const others = new Set(proposal.registrations.flatMap((id) => scene.byRegistration.get(id) ?? []))
    return [...others]
      .filter((one) => rounded(one.score) > rounded(proposal.score) && !made.has(one))
      .sort((a, b) => b.score - a.score || compare(a.id, b.id))
      .slice(0, most)
      .map((candidate, rank) => ({ proposal, candidate, rank }))
  })
}

/** Every proposal has its best looked at before any has its second; among those the greatest difference comes first. */
async function costsOf(
  better: readonly Sacrifice[],
  scene: Scene,
  partsWith: PartsWith,
): Promise<ReadonlyMap<string, Cost>> {
  const gain = ({ proposal, candidate }: Sacrifice): number => candidate.score - proposal.score
  const inTurn = better.toSorted((a, b) => a.rank - b.rank || gain(b) - gain(a))
  const demanding = new Map<readonly Candidate[], Demands>()
  const clock = { seconds: patience }
  const costs = new Map<string, Cost>()
  let left = effort
  for (const { id, registrations } of new Set(inTurn.map(({ candidate }) => candidate))) {
    const [part = []] = partsWith(registrations)
    left -= part.length
    if (left < 0) break
    const demands = demanding.get(part) ?? demandsOn(part, scene, await solver(clock))
    demanding.set(part, demands)
    const cost = demands.costOf(id)
    if (cost && cost !== 'nothing') costs.set(id, cost)
  }
  for (const demands of demanding.values()) demands.close()
  return costs
}

function demandsOn(part: readonly Candidate[], { chosen, choice }: Scene, solver: Solver): Demands {
  const own = new Set(part)
  const { open = new Set(), pinned = new Set() } = choice.preferences
  const reached = values(
    chosen.filter((one) => own.has(one)),
    open,
  )
  return demandsUpon({ candidates: part, capacities: choice.capacities, open, pinned, reached }, solver)
}

/** Who has the place: told when it is a single pair, so that it can be told in a few words. */
function holder(candidate: Candidate, proposal: Candidate, { chosen, byRegistration, choice }: Scene) {
  const wanted = candidate.registrations.filter((id) => !proposal.registrations.includes(id))
  const holders = chosen.filter(({ registrations }) => wanted.some((id) => registrations.includes(id)))
  const [only, ...others] = holders
  const [full, ...more] = wanted
  if (!only || !full || others.length > 0 || more.length > 0 || only.kind !== 'pair') return {}
  if (choice.capacities.get(full) !== 1) return {}
  const by = only.registrations.find((id) => id !== full)
  if (by === undefined) return {}
  return { taken: { by, proposal: only.id, only: byRegistration.get(by)?.length === 1 } }
}
