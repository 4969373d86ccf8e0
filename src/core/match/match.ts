/** Kobling: from the programme to proposals, near misses and organisations to invite. */
import { compare } from '../diagnostic.ts'
import type { IsoDate, Matching, Programme, Proposal, Registration, Settings } from '../model.ts'
import { isWorthwhile, learners, type Possible, pairs, proposal, teachers } from './candidates.ts'
import { type Context, placesLeft, prepare } from './context.ts'
import { rotations } from './cycles.ts'
import { nearMisses, usedPlaces, wantedOrganisations } from './explain.ts'
import { solve } from './solve.ts'
import { takesPart } from './standing.ts'

/** Without readable settings there is nothing to weigh by, so nothing is proposed and nothing proved. */
const nothing: Matching = { proposals: [], unmatched: [], wanted: [], optimal: false }

/**
 * Matches a programme as of `today`. The same files give the same answer, whatever order they come in. While the
 * programme is paused nothing is proposed and nobody counts as unmatched.
 */
export function match(programme: Programme, today: IsoDate): Matching {
  const { settings } = programme
  if (!settings) return nothing
  const context = prepare(programme, settings, today)
  const all = [...programme.registrations.values()].sort((a, b) => compare(a.id, b.id))
  const wanted = wantedOrganisations(all, context)
  if (isPaused(settings, today)) return { ...nothing, wanted, optimal: true }
  const taking = all.filter((one) => takesPart(one, context))
  const { chosen, optimal } = choose(taking, context)
  const proposals = ranked(chosen, context)
  return { proposals, unmatched: unmatched(taking, chosen, context), wanted, optimal }
}

/** The best first. */
export function ranked(chosen: readonly Possible[], context: Context): readonly Proposal[] {
  return chosen.map((one) => proposal(one, context)).sort((a, b) => b.score - a.score || compare(a.id, b.id))
}

/** Pause: both the first and the last day belong to it; without a last day it goes on. */
export function isPaused({ pause }: Settings, today: IsoDate): boolean {
  return !!pause && pause.from <= today && (pause.to === undefined || today <= pause.to)
}

export function choose(
  taking: readonly Registration[],
  context: Context,
): { chosen: readonly Possible[]; optimal: boolean } {
  const possible = [...pairs(taking, context), ...rotations(taking, context)].filter((one) =>
    isWorthwhile(one, context),
  )
  const capacities = new Map(taking.map((one) => [one.id, placesLeft(one, context)]))
  const { chosen, optimal } = solve(
    possible.map(({ candidate }) => candidate),
    capacities,
  )
  return { chosen: possible.filter(({ candidate }) => chosen.has(candidate.id)), optimal }
}

function unmatched(
  taking: readonly Registration[],
  chosen: readonly Possible[],
  context: Context,
): Matching['unmatched'] {
  const used = usedPlaces(chosen)
  const teaching = teachers(taking, context.competences)
  const learning = learners(taking, context.competences)
  return taking
    .filter(({ id }) => !used.has(id))
    .map((one) => ({ id: one.id, nearMisses: nearMisses(one, { context, used, teaching, learning }) }))
}
