/** What the plan of a command is made of, and what comes of it. */
import { approversOf, type Demand, office, voiceOf } from '../../authority.ts'
import type { Account, Agency, IsoDate, Language, Programme } from '../../model.ts'
import type { Action, Plan, Text } from '../action.ts'
import { languageOf } from '../audience.ts'
import type { Comment, PullRequest, Reaction } from '../forge.ts'
import { ownComments } from '../live-comment.ts'
import { type Marked, markerIn, markerLine } from '../marker.ts'
import { partiesOf } from '../propose/proposal.ts'
import { type Slash, slashCommand } from './slash.ts'

export type CommandFacts = {
  readonly comment: Comment
  readonly self: Account
  readonly today: IsoDate
  /** The programme as it is on the default branch: all that gives anybody power. */
  readonly base: Programme
  /** All comments that are there, and what people and we have said to this one by a sign. */
  readonly there: readonly Comment[]
  readonly reactions: readonly { readonly author: Account; readonly reaction: Reaction }[]
  readonly subject: { readonly kind: 'issue' } | PullFacts
}

export type PullFacts = {
  readonly kind: 'pull'
  readonly pull: PullRequest
  /** What the pull request demands; none when it is no longer open. */
  readonly demands: readonly Demand[]
  /** Whether the comment is about the commits that are there now: whoever wrote it had them before the eyes. */
  readonly current: boolean
  /** For a proposal of ours. */
  readonly proposal?: ProposalFacts
}

export type ProposalFacts = {
  /** Checked: it names registrations, and nothing else. */
  readonly match: string
  /** The default branch and its commit, where a decision is written. */
  readonly target: { readonly branch: string; readonly commit: string }
  /** The branch where the decision goes, if it is there already. */
  readonly branch: DecisionBranch | undefined
  /** The open pull request from that branch; of several, one that somebody else has opened. */
  readonly decision: { readonly number: number; readonly ours: boolean } | undefined
}

export type DecisionBranch = {
  readonly commit: string
  /** Every commit is by our own account, and they change nothing but the file of the decision. */
  readonly ours: boolean
  /** The fingerprint in the decision as it is there. */
  readonly basis: string | undefined
}

/** What is to be done about a command. */
export type Outcome = {
  readonly receipt?: Reaction
  /** Done before anything is answered: an answer says that it is done. */
  readonly deeds?: readonly Action[]
  readonly answer?: { readonly verdict: Verdict; readonly text: Text }
  /** What is run again afterwards. */
  readonly next?: Next
}

export type Verdict = 'told' | 'refused' | 'declined'

export function refused(text: Text): Outcome {
  return { receipt: 'confused', answer: { verdict: 'refused', text } }
}

/** `decision`: the review of the pull request with the decision. */
export type Next = 'review' | 'intake' | 'decision'

export type CommandPlan = Plan & { readonly next?: Next }

/** Machines are not heard, least of all ourselves, and neither is a comment that says something else than it once did. */
export function heard({ authorKind, author, created, updated, body }: Comment, self: Account): Slash {
  const isOurs = author.id === self.id && markerIn(body) !== undefined
  const isHeard = authorKind === 'person' && !isOurs && created === updated
  return isHeard ? slashCommand(body) : { kind: 'none' }
}

export const answerSlot = 'answer'

/** How an answer is known again, and what it came with. */
export function answerMarker(comment: Comment, verdict: Verdict, receipt: Reaction | undefined): string {
  return markerLine(answerSlot, { comment: String(comment.id), verdict, ...(receipt ? { receipt } : {}) })
}

/** What our answers on this issue or pull request say of themselves. */
export function answers({ there, self }: CommandFacts): readonly Marked['value'][] {
  return ownComments(answerSlot, there, self).flatMap(({ body }) => {
    const marked = markerIn(body)
    return marked ? [marked.value] : []
  })
}

/** Somebody who may speak: an agency or the office, and with which accounts. */
export type Voice = { readonly who: string; readonly accounts: readonly Account[] }

/** Whoever could meet a demand. The author can only where others have added to the change, and never for the office. */
export function approvingVoices(facts: CommandFacts): readonly Voice[] {
  const { subject } = facts
  if (subject.kind === 'issue') return []
  const { author } = subject.pull
  const isAsked = subject.demands.some(({ from }) => from.some(({ id }) => id === author.id))
  return voicesOf(facts.base, demanded(subject)).map(({ who, accounts }) => ({
    who,
    accounts: accounts.filter(({ id }) => id !== author.id || (isAsked && who !== office)),
  }))
}

/** The author may wait with what is her own, and the office with everything. */
export function holdingVoices({ base, subject }: CommandFacts): readonly Voice[] {
  return subject.kind === 'issue' ? [] : voicesOf(base, [...demanded(subject), office])
}

export function decliningVoices(base: Programme, match: string): readonly Voice[] {
  return voicesOf(base, [...partiesOf(match).map((slug) => voiceOf(base, slug)), office])
}

function demanded({ demands }: PullFacts): readonly string[] {
  return demands.flatMap(({ who, or = [] }) => [who, ...or])
}

/** Each once. Without settings on the base nobody can approve anything. */
function voicesOf(base: Programme, voices: readonly string[]): readonly Voice[] {
  if (!base.settings) return []
  return [...new Set(voices)].map((who) => ({ who, accounts: approversOf(base, who) }))
}

/** That of whoever asked, as far as the programme knows her, or else of those it concerns. */
export function languageFor({ base, comment, subject }: CommandFacts): Language {
  const isHers = ({ approvers }: Agency) => approvers.some(({ id }) => id === comment.author.id)
  const own = [...base.agencies.values()].filter(isHers).map(({ slug }) => slug)
  const parties = subject.kind === 'pull' && subject.proposal ? partiesOf(subject.proposal.match) : []
  const others = subject.kind === 'pull' ? demanded(subject) : []
  return languageOf([...own, ...parties, ...others], base)
}

/** By number: a login can pass to somebody else. */
export function isAmong(voices: readonly Voice[], { id }: Account): boolean {
  return voices.some(({ accounts }) => accounts.some((account) => account.id === id))
}
