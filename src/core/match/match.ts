/** Kobling: from the programme to proposals, near misses and organisations to invite. */
import { isClosed } from '../closing.ts'
import { compare } from '../diagnostic.ts'
import { isPaused } from '../follow-up/pause.ts'
import type { IsoDate, Matching, Programme, Proposal, Registration } from '../model.ts'
import { learners, type Possible, proposal, teachers } from './candidates.ts'
import { type Choice, choose, usedPlaces } from './choice.ts'
import type { Preferences } from './choose/candidate.ts'
import { type Context, prepare } from './context.ts'
import { apart, type PartsWith } from './explain/again.ts'
import { forgone } from './explain/forgone.ts'
import { nearby, nearMisses, type Situation } from './explain/near-misses.ts'
import { healer } from './explain/remedies.ts'
import { takesPart } from './fit/standing.ts'
import { wantedOrganisations } from './wanted.ts'

/** Føringer: what the office lays down beside what the files say. */
export type Guidance = Partial<Preferences> & {
  /** Proposals that may not be made, and are not told of as near misses either. */
  readonly forbidden?: ReadonlySet<string>
}

/** Without readable settings there is nothing to weigh by, so nothing is proposed and nothing proved. */
const nothing: Matching = {
  proposals: [],
  forgone: {},
  unmatched: [],
  wanted: [],
  optimal: false,
  levels: [],
}

/**
 * Matches a programme as of `today`. The same files give the same answer, whatever order they come in. While the
 * programme is paused nothing is proposed and nobody counts as unmatched; when it is closed, nobody is wanted either.
 */
export async function match(
  programme: Programme,
  today: IsoDate,
  { forbidden = new Set(), ...preferences }: Guidance = {},
): Promise<Matching> {
  const { settings } = programme
  if (!settings) return nothing
  if (isClosed(settings, today)) return { ...nothing, optimal: true }
  const context = withoutForbidden(prepare(programme, settings, today), forbidden)
  const all = [...programme.registrations.values()].sort((a, b) => compare(a.id, b.id))
  const wanted = wantedOrganisations(all, context)
  if (isPaused(settings.pause, today)) return { ...nothing, wanted, optimal: true }
  const taking = all.filter((one) => takesPart(one, context))
  const choice = await choose(taking, context, preferences)
  const parts = apart(choice.possible.map(({ candidate }) => candidate))
  return {
    proposals: ranked(choice.chosen, context),
    forgone: await forgone(choice, parts, settings.matching.nearMisses),
    unmatched: await unmatched(taking, choice, parts, context),
    wanted,
    optimal: choice.optimal,
    levels: choice.levels,
  }
}

/** What may not be made is to matching as what is made already. */
function withoutForbidden(context: Context, forbidden: ReadonlySet<string>): Context {
  return forbidden.size === 0 ? context : { ...context, agreed: new Set([...context.agreed, ...forbidden]) }
}

/** The best first. */
export function ranked(chosen: readonly Possible[], context: Context): readonly Proposal[] {
  return chosen.map((one) => proposal(one, context)).sort((a, b) => b.score - a.score || compare(a.id, b.id))
}

/** Those without a proposal: who came near, and the smallest change that would have helped. */
async function unmatched(
  taking: readonly Registration[],
  choice: Choice,
  parts: PartsWith,
  context: Context,
): Promise<Matching['unmatched']> {
  const situation: Situation = {
    context,
    used: usedPlaces(choice.chosen),
    teaching: teachers(taking, context.competences),
    learning: learners(taking, context.competences),
  }
  const remedyOf = healer(choice, parts, situation)
  const told: Matching['unmatched'][number][] = []
  for (const one of taking.filter(({ id }) => !situation.used.has(id))) {
    const near = nearby(one, situation)
    const remedy = await remedyOf(one, near)
    told.push({ id: one.id, nearMisses: nearMisses(one, situation, near), ...(remedy && { remedy }) })
  }
  return told
}
