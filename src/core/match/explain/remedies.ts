/** Botemidler: the smallest change of fields that would have given a registration a proposal. */
import type { Registration, Remedy } from '../../model.ts'
import type { Possible } from '../candidates.ts'
import type { Choice } from '../choice.ts'
import { type Context, placesLeft } from '../context.ts'
import { registrationsIn } from '../ids.ts'
import { type Again, choosingAgain, indexed, namesIn, type PartsWith } from './again.ts'
import { changed } from './changes.ts'
import { isFull, type Near, type Situation } from './near-misses.ts'
import { type Fit, fitsWith, isPossible, possibleWith } from './possible-with.ts'
import { contextAfter, membersOf, type Plan, plansFor } from './ways.ts'

/** Finds the remedy of a registration among those that came near it; undefined when no small change helps. */
export type Healer = (one: Registration, near: readonly Near[]) => Promise<Remedy | undefined>

/**
 * Candidates that may be weighed again in all, for those whose remedy cannot be known without: some fifteen choices of
 * a programme of a hundred registrations.
 */
const effort = 2_000

/** So many ways are tried for each; what is behind them is no small change. */
const mostTried = 8

export function healer(choice: Choice, partsWith: PartsWith, situation: Situation): Healer {
  const bench: Bench = {
    choice,
    situation,
    byRegistration: indexed(choice.possible, ({ candidate }) => candidate.registrations),
    again: choosingAgain(partsWith, choice.preferences, effort),
  }
  return async (one, near) => {
    let tried = 0
    const open = near.filter((it) => isOpen(it, bench))
    for (const plan of plansInTurn(one, open, situation)) {
      if (await holds(plan, bench)) return { id: plan.near.id, changes: plan.changes }
      if (++tried === mostTried) return undefined
    }
    return undefined
  }
}

type Bench = {
  readonly choice: Choice
  readonly situation: Situation
  readonly byRegistration: ReadonlyMap<string, readonly Possible[]>
  readonly again: Again
}

/** Whether it can be found out: for certain when both have a place left, otherwise by choosing again. */
function isOpen(near: Near, { choice, situation, again }: Bench): boolean {
  const members = membersOf(near)
  const isFree = meetsMost(choice) && members.every((one) => !isFull(one, situation))
  return isFree || again.affords(members.map(({ id }) => id))
}

/** Those whom one field would help come first, and most often nobody looks further. */
function* plansInTurn(one: Registration, near: readonly Near[], situation: Situation): Generator<Plan> {
  const nearest = near.filter(({ failed }) => failed.length <= 1)
  const simple = plansFor(one, nearest, situation).filter(({ changes }) => changes.length === 1)
  yield* simple
  const known = new Set(simple.map(nameOf))
  for (const plan of plansFor(one, near, situation)) if (!known.has(nameOf(plan))) yield plan
}

function nameOf({ near, changes }: Plan): string {
  return JSON.stringify([near.id, changes.map(({ file, at, value }) => [file, at, value])])
}

/** A plan, the registrations that it changes as they would be, and everything else as it would be then. */
type Trial = Plan & { readonly those: readonly Registration[]; readonly context: Context }

/** Whether the proposal would be made: known without choosing again, or found by choosing again. */
async function holds(plan: Plan, bench: Bench): Promise<boolean> {
  const { near, changes } = plan
  const files = new Set(changes.map(({ file }) => file))
  const those = membersOf(near).filter(({ file }) => files.has(file))
  const context = contextAfter(changes, near.twos, bench.situation.context)
  const trial = { ...plan, those: those.map((one) => changed(one, changes)), context }
  return isCertain(trial, bench) || (await isFound(trial, bench))
}

/**
 * When the changes make one new proposal possible and take nothing away that was chosen, when both have a free place,
 * and when no choice could meet more needs before: then the old choice and the new proposal meet one need more than any
 * choice without it. So it would be made, whatever else is chosen.
 */
function isCertain(trial: Trial, bench: Bench): boolean {
  const { near, those, context } = trial
  const { choice, situation, byRegistration } = bench
  const members = membersOf(near)
  const before = new Set(those.flatMap(({ id }) => byRegistration.get(id) ?? []))
  const known = new Set([...before].map(({ candidate }) => candidate.id))
  if (!meetsMost(choice) || members.every(({ kind }) => kind === 'offer')) return false
  if (members.some((one) => isFull(one, situation))) return false
  const kept = choice.chosen.filter((one) => before.has(one))
  if (!kept.every((one) => isPossible(fitOf(one, those), context))) return false
  for (const fit of fitsWith(those, situation, context)) {
    if (fit.id !== near.id && !known.has(fit.id) && isPossible(fit, context)) return false
  }
  return true
}

/** Whether it is proved that no more needs can be met. */
function meetsMost({ optimal, levels }: Choice): boolean {
  const [first] = levels
  return optimal || (first?.aim === 'needs' && first.value === first.bound)
}

/** The same proposal with the registrations that are changed as they would be. */
function fitOf({ candidate: { id, kind }, links }: Possible, those: readonly Registration[]): Fit {
  const [first] = links
  const members = kind === 'pair' && first ? [first.wants, first.gives] : links.map(({ wants }) => wants)
  return { id, kind, members: members.map((one) => those.find((other) => other.id === one.id) ?? one) }
}

async function isFound({ near, those, context }: Trial, bench: Bench): Promise<boolean> {
  const { choice, situation, again } = bench
  if (!again.affords(membersOf(near).map(({ id }) => id))) return false
  const further = possibleWith(those, situation, context).map(({ candidate }) => candidate)
  const others = new Set(those.map(({ id }) => id))
  const isOfThose = (registrations: readonly string[]) => registrations.some((id) => others.has(id))
  const able = new Set(further.map(({ id }) => id))
  const demanded = [...(choice.preferences.pinned ?? [])].filter((id) => isOfThose(registrationsIn(id)))
  if (!able.has(near.id) || !demanded.every((id) => able.has(id))) return false
  const capacities = new Map(choice.capacities)
  for (const one of those) capacities.set(one.id, placesLeft(one, context))
  const outcome = await again.choose({
    names: new Set([...others, ...further.flatMap(namesIn)]),
    without: ({ registrations }) => isOfThose(registrations),
    further,
    capacities,
  })
  return outcome?.solution.chosen.has(near.id) ?? false
}
