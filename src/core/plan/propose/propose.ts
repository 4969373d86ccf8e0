/** Forslagsplan: from what matching finds and what is on GitHub already to what is to be done. */
import { isClosed } from '../../closing.ts'
import { isPaused } from '../../follow-up/pause.ts'
import { identify } from '../../kinds.ts'
import type { IsoDate, Settings } from '../../model.ts'
import type { Action, Note, Plan } from '../action.ts'
import { nothing } from '../action.ts'
import { isRecorded, standingDeclines } from './declined.ts'
import type { ProposeFacts } from './facts.ts'
import { barredIn, chosen, opened } from './new-proposals.ts'
import { type Judged, judgeOpen, keepsPlaces } from './open-proposal.ts'
import { branchOf, matchOn } from './proposal.ts'
import { whyComment, whySlot, withdrawn } from './proposal-comments.ts'
import { settled, threadOf } from './proposal-update.ts'
import { sights } from './sight.ts'
import { standstillComments } from './standstill-comments.ts'
import { planWanted } from './wanted.ts'
import { type World, worldOf } from './world.ts'

/** What is there is settled before anything new is proposed. In a pause, what is open is told of it and no more is done. */
export async function planPropose(facts: ProposeFacts): Promise<Plan> {
  const { programme, today, schemaOf } = facts
  const { settings, concepts } = programme
  const sightOn = sights(programme, schemaOf)
  const sight = sightOn(today)
  if (!settings || !sight) return nothing
  if (!concepts) return { actions: [], notes: [note('propose-note-concepts')] }
  if (isClosed(settings, today)) return closing(facts, worldOf(facts, sightOn, []))
  if (isPaused(settings.pause, today))
    return { actions: standstillComments(facts), notes: [note('propose-note-paused')] }
  const judged = judgeOpen(facts, sight)
  const held = [...judged.filter(keepsPlaces).map(matchOf), ...foreignMatches(facts)]
  const barred = [...judged.map(matchOf), ...barredIn(facts)]
  const why = whyNothingNew(facts, settings)
  const { bases, notes } = why ? { bases: [], notes: [why] } : await chosen(facts, sight, held, barred)
  const world = worldOf(facts, sightOn, [...held, ...bases.map(({ match }) => match)])
  return joined([
    ...judged.map((one) => settled(one, world)),
    ...standingDeclines(facts).map((past) => askedWhy(past, world)),
    orphans(
      facts,
      bases.map(({ match }) => match),
    ),
    ...bases.map((basis) => opened(basis, world)),
    { actions: standstillComments(facts), notes },
    planWanted(facts, sight),
  ])
}

/** Nothing new is accepted: what only we have touched is closed, and what people have said yes to is left to them. */
function closing(facts: ProposeFacts, world: World): Plan {
  const judgement = { kind: 'unfit', unfit: { why: 'closed' } } as const
  const plans = facts.open.map((proposal) => settled({ proposal, judgement }, world))
  return joined([...plans, { actions: [], notes: [note('propose-note-closed')] }])
}

function note(name: string, args: Note['args'] = {}): Note {
  return { note: name, args }
}

/** Of an agreement that cannot be read nobody knows whose places it has taken. */
function whyNothingNew({ programme, today }: ProposeFacts, settings: Settings): Note | undefined {
  if (!hasOpenRound(settings, today)) return note('propose-note-closed-rounds')
  const read = new Set([...programme.agreements.values()].map(({ file }) => file))
  const path = [...programme.paths].find((path) => identify(path)?.kind === 'agreement' && !read.has(path))
  return path === undefined ? undefined : note('propose-note-agreement', { path })
}

/** Somebody can register, or exchanges are going on. */
export function hasOpenRound({ rounds }: Settings, today: IsoDate): boolean {
  return rounds.some(({ opens, to }) => opens <= today && today <= to)
}

function matchOf({ proposal }: Judged): string {
  return proposal.match
}

function foreignMatches({ foreign }: ProposeFacts): readonly string[] {
  return foreign.flatMap(({ head }) => matchOn(head.branch) ?? [])
}

/** A proposal somebody closed without a word: whoever did is asked why, once. */
function askedWhy(past: ReturnType<typeof standingDeclines>[number], world: World): Plan {
  const { number } = past.pull
  const declined = { note: 'propose-note-declined', args: { match: past.match, pull: number } }
  const thread = threadOf(past, world)
  if (isRecorded(past, world.facts.declines))
    return { actions: withdrawn([whySlot], thread), notes: [declined] }
  const missing = { note: 'propose-note-why', args: { pull: number } }
  return { actions: whyComment(thread), notes: [declined, missing] }
}

/** Branches of ours that a broken run left, for what is not wanted any longer. */
function orphans({ loose }: ProposeFacts, wanted: readonly string[]): Plan {
  const left = loose.filter(({ match, ours, proposed }) => ours && !proposed && !wanted.includes(match))
  const actions = left.map(({ match }): Action => ({ kind: 'delete-branch', branch: branchOf(match) }))
  return { actions, notes: [] }
}

function joined(plans: readonly Plan[]): Plan {
  return {
    actions: plans.flatMap(({ actions }) => actions),
    notes: plans.flatMap(({ notes }) => notes),
  }
}
