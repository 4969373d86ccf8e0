/** Påminnelser: one issue for each milestone and agreement, for as long as it is to be done. */
import { isTerminated } from '../../agreement/phase.ts'
import { signedOn } from '../../agreement/signing.ts'
import { approversOf, voiceOf } from '../../authority.ts'
import { digestOf } from '../../canonical.ts'
import type { Milestone } from '../../follow-up/milestone.ts'
import { milestonesIn } from '../../follow-up/milestones.ts'
import { followUpSettings } from '../../follow-up/settings.ts'
import { identify } from '../../kinds.ts'
import type { Agreement, Programme } from '../../model.ts'
import { digestIn } from '../../rules/terms.ts'
import type { Action, Note, Plan } from '../action.ts'
import { languageOf } from '../audience.ts'
import { liveComment } from '../live-comment.ts'
import { withMarker } from '../marker.ts'
import type { FollowUpFacts } from './facts.ts'
import {
  type Known,
  knownIn,
  milestoneSlot,
  reopened,
  settled,
  surplus,
  type Telling,
  updated,
} from './known.ts'
import { type ReminderStory, reminderBody, reminderTitle, settledReminder } from './reminder-text.ts'

export type Reminders = {
  /** About what has been opened before. */
  readonly actions: readonly Action[]
  readonly notes: readonly Note[]
  /** What there is to open, the most urgent first, with the agencies it is for. */
  readonly fresh: readonly Fresh[]
  /** Of issues that stay open. */
  readonly open: readonly (readonly string[])[]
}

export type Fresh = {
  readonly who: readonly string[]
  readonly telling: Telling
  readonly assignees: readonly string[]
}

/** GitHub takes no more. */
const mostAssignees = 10

export function planReminders(facts: FollowUpFacts): Reminders {
  const known = knownIn(facts, milestoneSlot)
  const milestones = milestonesIn(facts.programme, facts.today)
  const byId = new Map(milestones.map((one) => [one.id, one]))
  const unsure = unsureAgreements(facts.programme)
  const parts = milestones
    .filter(({ agreement }) => !unsure.has(agreement))
    .map((one) =>
      aboutMilestone(
        one,
        known.filter(({ mark }) => mark.about === one.id),
        facts,
      ),
    )
  const gone = known.filter(({ mark }) => {
    const id = agreementIn(mark.about)
    return !byId.has(mark.about) && !unsure.has(id) && !isBeingSignedAnew(id, facts)
  })
  return {
    actions: [...parts.flatMap(({ actions }) => actions), ...gone.flatMap((one) => aboutNothing(one, facts))],
    notes: [...unsure].map((agreement) => ({ note: 'follow-up-note-unread', args: { agreement } })),
    fresh: parts.flatMap(({ fresh }) => fresh ?? []),
    open: parts.flatMap(({ open }) => (open ? [open] : [])),
  }
}

type Part = {
  readonly actions: Plan['actions']
  readonly fresh?: Fresh
  readonly open?: readonly string[]
}

function aboutMilestone(milestone: Milestone, known: readonly Known[], facts: FollowUpFacts): Part {
  const agreement = facts.programme.agreements.get(milestone.agreement)
  const [first] = known
  if (!agreement) return { actions: [] }
  const story = storyOf(milestone, agreement, facts)
  const isTime = milestone.state === 'due' || milestone.state === 'overdue'
  if (!first) return { actions: [], ...(isTime ? { fresh: freshOf(story, facts) } : {}) }
  const extra = surplus(known)
  if (milestone.state === 'done' || milestone.state === 'lapsed')
    return { actions: [...over(first, milestone.state, story), ...extra] }
  if (first.issue.state === 'closed')
    return { actions: [...(isTime ? reopened(first, tellingOf(story, first.mark.late)) : []), ...extra] }
  const telling = tellingOf(story, first.mark.late)
  // Told before it is written: what has been written counts as told.
  const comments = story.isEscalated && !first.mark.late ? lateComment(first, story, facts) : []
  return { actions: [...comments, ...updated(first, telling), ...extra], open: milestone.who }
}

function storyOf(milestone: Milestone, agreement: Agreement, facts: FollowUpFacts): ReminderStory {
  const { programme, wordsOf, repository, site } = facts
  const language = languageOf(milestone.who, programme)
  const patience = programme.settings ? followUpSettings(programme.settings).escalateDaysAfter : 0
  const isEscalated = milestone.state === 'overdue' && milestone.late >= patience
  return {
    milestone,
    agreement,
    programme,
    repository,
    site,
    today: facts.today,
    language,
    words: wordsOf(language),
    wordsOf,
    isEscalated,
  }
}

/** Who has been told that it is late has been told, though a pause comes between. */
function tellingOf(story: ReminderStory, wasLate = false): Telling {
  const [title, body] = [reminderTitle(story), reminderBody(story)]
  const digest = digestOf({ title, body })
  return {
    title,
    body,
    mark: {
      slot: milestoneSlot,
      about: story.milestone.id,
      digest,
      settled: false,
      late: story.isEscalated || wasLate,
      of: [],
    },
  }
}

function freshOf(story: ReminderStory, { programme }: FollowUpFacts): Fresh {
  const { who } = story.milestone
  const logins = who.flatMap((slug) =>
    approversOf(programme, voiceOf(programme, slug)).map(({ login }) => login),
  )
  return { who, telling: tellingOf(story), assignees: [...new Set(logins)].slice(0, mostAssignees) }
}

function over(known: Known, why: 'done' | 'lapsed', story: ReminderStory): readonly Action[] {
  if (known.issue.state === 'closed') return []
  const title = reminderTitle(story)
  return settled(
    known,
    { title, body: settledReminder(story, why), mark: known.mark },
    why === 'done' ? 'completed' : 'not_planned',
  )
}

/** People are told of new comments and not of edits, so this is said once, when it has been late for a while. */
function lateComment(
  { issue, comments }: Known,
  story: ReminderStory,
  { self }: FollowUpFacts,
): readonly Action[] {
  const slot = 'follow-up-late'
  const body = withMarker(slot, { verdict: 'late' }, story.words('follow-up-late-comment'))
  return liveComment({ on: issue.number, slot, verdict: 'late', body }, comments, self)
}

/** The milestone is no longer there: the agreement has ended, or the office has taken it away. */
function aboutNothing(known: Known, { programme, wordsOf }: FollowUpFacts): readonly Action[] {
  const parties = programme.agreements.get(agreementIn(known.mark.about))?.parties ?? []
  const language = languageOf(
    parties.map(({ agency }) => agency),
    programme,
  )
  const body = settledReminder({ programme, language, words: wordsOf(language) }, 'gone')
  return settled(known, { title: known.issue.title, body, mark: known.mark }, 'not_planned')
}

/** A new version that not everybody has signed yet: what it asks for is known when they have. */
function isBeingSignedAnew(id: string, { programme, today }: FollowUpFacts): boolean {
  const agreement = programme.agreements.get(id)
  if (!agreement || isTerminated(agreement, today)) return false
  return signedOn(agreement, digestIn(programme, agreement) ?? '') === undefined
}

function agreementIn(milestone: string): string {
  return milestone.split('/')[0] ?? ''
}

/**
 * Agreements of which something cannot be read, or that are to be signed anew: nobody knows what is done or owed, so
 * their issues are left as they are.
 */
function unsureAgreements(programme: Programme): ReadonlySet<string> {
  const { agreements, evaluations, followUps, paths } = programme
  const read = new Set([
    ...[...agreements.values(), ...followUps.values()].map(({ file }) => file),
    ...evaluations.map(({ file }) => file),
  ])
  const unread = [...paths].flatMap((path) => {
    const { kind, names: [id = ''] = [] } = identify(path) ?? {}
    const isOfAgreement = kind === 'agreement' || kind === 'followup' || kind === 'evaluation'
    return isOfAgreement && !read.has(path) ? [id] : []
  })
  const unclear = [...agreements.values()].filter((one) => digestIn(programme, one) === undefined)
  return new Set([...unread, ...unclear.map(({ id }) => id)])
}
