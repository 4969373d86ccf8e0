/** Forslagene på en dag: what `propose` would open and close, by the functions it asks itself. */
import { draftAgreement } from '../agreement/draft.ts'
import { weeks } from '../days.ts'
import { isPaused } from '../follow-up/pause.ts'
import { type Context, placesLeft, prepare } from '../match/context.ts'
import { takesPart } from '../match/fit/standing.ts'
import { crowdedOut, furtherProposals, obstaclesTo } from '../match/office/open.ts'
import type { IsoDate, Period, Programme, Proposal, Settings } from '../model.ts'
import type { Action } from '../plan/action.ts'
import { capped } from '../plan/caps.ts'
import { withinLimits } from '../plan/propose/limits.ts'
import { agreementPath, branchOf, matchOn } from '../plan/propose/proposal.ts'
import { hasOpenRound } from '../plan/propose/propose.ts'
import type { Happening } from './happening.ts'
import type { Memory } from './memory.ts'
import type { Open, Setting, Step, World } from './world.ts'

/** During a pause nothing is done, as in `propose`. */
export async function propose(world: World, { memory }: Setting): Promise<Step> {
  const { programme, today } = world
  const { settings } = programme
  if (!settings || isPaused(settings.pause, today)) return { world, happenings: [] }
  const context = contextOf(programme, settings, today, memory)
  const unfit = unfitIn(world, context)
  const held = [...world.proposals.keys()].filter((match) => !unfit.includes(match))
  const found = await openings(held, programme, context, memory)
  const { accepted } = withinLimits(found, held, settings.limits, programme)
  const { closed, opened } = inOneRun(
    unfit,
    accepted.map(({ id }) => id),
  )
  const kept = [...world.proposals].filter(([match]) => !closed.includes(match))
  const fresh = opened.map((match): [string, Open] => [match, { since: today, yes: [] }])
  return {
    world: { ...world, proposals: new Map([...kept, ...fresh]) },
    happenings: [
      ...closed.map((about): Happening => ({ day: today, kind: 'proposal-closed', about })),
      ...opened.map((about): Happening => ({ day: today, kind: 'proposed', about })),
    ],
  }
}

/** What a registration’s text says does not change from day to day, and reading it is most of the work. */
export function contextOf(
  programme: Programme,
  settings: Settings,
  today: IsoDate,
  { ideas }: Memory,
): Context {
  const key = [...programme.registrations.keys()].join(' ')
  const context = prepare(programme, settings, today, ideas.get(key))
  ideas.set(key, context.ideas)
  return context
}

/** Open proposals that can no longer be made. Those somebody has said yes to keep their places first. */
function unfitIn({ proposals, programme }: World, context: Context): readonly string[] {
  const all = [...proposals.keys()]
  const fits = (match: string) => obstaclesTo(match, programme, context)?.length === 0
  const taken = (match: string) => (proposals.get(match)?.yes.length ? 0 : 1)
  const fitting = all.filter(fits).toSorted((a, b) => taken(a) - taken(b))
  const crowded = crowdedOut(fitting, programme, context)
  return all.filter((match) => !fitting.includes(match) || crowded.has(match))
}

async function openings(
  held: readonly string[],
  programme: Programme,
  context: Context,
  memory: Memory,
): Promise<readonly Proposal[]> {
  const { settings, today } = context
  if (!hasOpenRound(settings, today) || held.length >= settings.limits.openProposals) return []
  const key = memory.found ? fingerprint(held, programme, context) : ''
  const known = memory.found?.get(key)
  if (known) return known
  memory.matches++
  const found = await draftable(held, programme, context)
  memory.found?.set(key, found)
  return found
}

/** What matching finds when all of which no agreement could be drafted is taken out: it must use up nobody’s place. */
async function draftable(
  held: readonly string[],
  programme: Programme,
  context: Context,
): Promise<readonly Proposal[]> {
  const barred: string[] = []
  for (;;) {
    const found = await furtherProposals(programme, context, { open: held, barred })
    const hindered = found.filter(({ id }) => isHindered(id, programme, context.today))
    if (hindered.length === 0) return found
    barred.push(...hindered.map(({ id }) => id))
  }
}

function isHindered(match: string, programme: Programme, today: IsoDate): boolean {
  return programme.paths.has(agreementPath(match)) || 'obstacle' in draftAgreement(match, programme, today)
}

/**
 * Everything the answer depends on that can change in a run: with the same, matching gives the same. Of the day it takes
 * who is valid, which rounds there are, and whole weeks: those that two have in common from today on follow from what is
 * left of each one’s own period.
 */
export function fingerprint(held: readonly string[], programme: Programme, context: Context): string {
  const { today, settings, agreed, decisions, expired } = context
  const taking = [...programme.registrations.values()].filter((one) => takesPart(one, context))
  return JSON.stringify([
    held.toSorted(),
    taking.map((one) => [one.id, placesLeft(one, context), expired.has(one.id), left(one.period, today)]),
    [...agreed],
    [...decisions.keys()],
    settings.rounds.map(({ opens, to }) => [opens <= today, to >= today]),
  ])
}

function left({ from, to }: Period, today: IsoDate): number | null {
  return today < from ? null : weeks({ from: today, to })
}

/** As far as one run of `propose` goes. */
function inOneRun(unfit: readonly string[], accepted: readonly string[]) {
  const closing = unfit.map((_, at): Action => ({ kind: 'close-pull', pull: at }))
  const opening = accepted.map((match): Action => {
    return { kind: 'open-pull', branch: branchOf(match), base: '', title: '', body: '' }
  })
  const { actions } = capped({ actions: [...closing, ...opening], notes: [] })
  return {
    closed: actions.flatMap((one) => (one.kind === 'close-pull' ? (unfit[one.pull] ?? []) : [])),
    opened: actions.flatMap((one) => (one.kind === 'open-pull' ? (matchOn(one.branch) ?? []) : [])),
  }
}
