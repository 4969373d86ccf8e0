/** Fravalg: better proposals that were not made, and what making them would have cost. */
import { compare } from '../diagnostic.ts'
import type { Forgone } from '../model.ts'
import { type Again, choosingAgain, indexed, type PartsWith } from './again.ts'
import type { Candidate } from './candidate.ts'
import type { Choice } from './choice.ts'
import { aims, values } from './levels.ts'
import { rounded } from './score.ts'

/**
 * Candidates that may be weighed again in all: some fifteen choices of a programme of a hundred registrations, a few of
 * one of three hundred, and none of one of a thousand, where each would take as long as the matching itself.
 */
const effort = 2_000

type Loses = Forgone['loses']

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
  const costs = await costsOf(better, scene, choosingAgain(partsWith, choice.preferences, effort))
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
  again: Again,
): Promise<ReadonlyMap<string, Loses>> {
  const gain = ({ proposal, candidate }: Sacrifice): number => candidate.score - proposal.score
  const costs = new Map<string, Loses>()
  const tried = new Set<Candidate>()
  for (const { candidate } of better.toSorted((a, b) => a.rank - b.rank || gain(b) - gain(a))) {
    if (tried.has(candidate)) continue
    tried.add(candidate)
    const loses = await lossBy(candidate, scene, again)
    if (loses) costs.set(candidate.id, loses)
  }
  return costs
}

/** The first aim that suffers when a candidate is demanded; undefined when none does, or when nobody can say. */
async function lossBy(candidate: Candidate, scene: Scene, again: Again): Promise<Loses | undefined> {
  const { chosen, choice } = scene
  const { capacities, preferences } = choice
  const outcome = await again.choose({ names: candidate.registrations, capacities, pinned: candidate.id })
  if (!outcome) return undefined
  const part = new Set(outcome.part)
  const open = preferences.open ?? new Set()
  const now = values(
    chosen.filter((one) => part.has(one)),
    open,
  )
  const then = values(
    outcome.part.filter(({ id }) => outcome.solution.chosen.has(id)),
    open,
  )
  const aim = aims.find((one) => now[one] !== then[one])
  return aim && now[aim] > then[aim] ? { aim, count: now[aim] - then[aim] } : undefined
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
