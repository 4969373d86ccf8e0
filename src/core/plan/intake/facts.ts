/** What the plan for a form is made of, and what follows from it at once. */
import { approversOf, office } from '../../authority.ts'
import type { Speaker } from '../../messages.ts'
import type { Account, IsoDate, Programme } from '../../model.ts'
import type { Comment, Issue, PullRequest } from '../forge.ts'
import { ownComments } from '../live-comment.ts'
import { type Marked, markerIn } from '../marker.ts'
import type { IntakeFile } from './file.ts'

/** What the form comes to. `none`: there is no form in the issue. */
export type Outcome =
  | { readonly kind: 'none' }
  /** `shown` are some of the corrections, as Markdown; `count` is how many there are. */
  | { readonly kind: 'faulty'; readonly count: number; readonly shown: readonly string[] }
  | { readonly kind: 'fit'; readonly file: IntakeFile }

/** The branch of a form, where there is one. */
export type IntakeBranch = {
  readonly tip: string
  /** Every commit since it left the base is by our own account, and nobody else has proposed to take it in. */
  readonly isOurs: boolean
  /** It holds other changes than the file, or the file has got another content on the base meanwhile. */
  readonly isStale: boolean
  /** The file as it is there. */
  readonly text: string | undefined
}

export type IntakeFacts = {
  readonly issue: Issue
  readonly self: Account
  readonly today: IsoDate
  readonly repository: { readonly url: string; readonly defaultBranch: string }
  readonly base: { readonly commit: string; readonly programme: Programme }
  /** On the issue. */
  readonly comments: readonly Comment[]
  readonly outcome: Outcome
  /** Of what the form says, read or not; empty where there is none. */
  readonly digest: string
  /** The issue holds what seems to be about a person. */
  readonly isPersonal: boolean
  /** Our pull request for it: the open one, or else the latest. */
  readonly pull?: PullRequest
  /** On the pull request. */
  readonly pullComments: readonly Comment[]
  readonly branch?: IntakeBranch
  /** Pull requests for the same file that came first. */
  readonly siblings: readonly number[]
  /** How many pull requests for forms of the same sender are open. */
  readonly sent: number
  /** In the language of the agency, or else of the form. */
  readonly speaker: Speaker
}

/** Of our two comments: the answer on the issue, and why we close a pull request. */
export const answerSlot = 'intake'
export const closingSlot = 'registration-closed'

export function branchOf(issue: number): string {
  return `registration/issue-${issue}`
}

/** The issue a branch is for. */
export function issueOfBranch(branch: string): number | undefined {
  const [, digits] = /^registration\/issue-([1-9]\d{0,15})$/.exec(branch) ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** Ours, and from a branch of this repository: anybody may call a branch of a fork what they like. */
export function isIntakePull(
  { author, head }: PullRequest,
  self: Account,
  repository: { readonly name: string },
): boolean {
  const isOurs = author.id === self.id && head.repository === repository.name
  return isOurs && issueOfBranch(head.branch) !== undefined
}

/** What we wrote into a pull request when it was opened or last updated. */
export function registrationIn(pull: PullRequest | undefined): Marked['value'] {
  const marked = pull && markerIn(pull.body)
  return marked?.slot === 'registration' ? marked.value : {}
}

/** `dropped`: closed by ourselves, as our note on it says, so that another may be opened. */
export function pullState(facts: IntakeFacts): 'none' | 'open' | 'merged' | 'declined' | 'dropped' {
  const { pull, pullComments, self } = facts
  if (!pull) return 'none'
  if (pull.state !== 'closed') return pull.state
  const isByUs = pull.closedBy?.id === self.id && ownComments(closingSlot, pullComments, self).length > 0
  return isByUs ? 'dropped' : 'declined'
}

/** What we said last on the issue. */
export function lastAnswer({ comments, self }: Pick<IntakeFacts, 'comments' | 'self'>): Marked['value'] {
  const latest = ownComments(answerSlot, comments, self).at(-1)
  return (latest && markerIn(latest.body)?.value) ?? {}
}

/** So many of one sender, and for one file, are taken in at a time: somebody has to read each. */
export const mostWaiting = 5

/** Why a form has to wait for others. Whoever may approve it knows what is coming. */
export function crowd(facts: IntakeFacts, { agency }: IntakeFile): 'sender' | 'file' | undefined {
  const { issue, base, sent, siblings } = facts
  const able = [office, agency].flatMap((who) => approversOf(base.programme, who))
  if (pullState(facts) === 'open' || able.some(({ id }) => id === issue.author.id)) return undefined
  if (sent >= mostWaiting) return 'sender'
  return siblings.length >= mostWaiting ? 'file' : undefined
}

export function sentBy({ id }: Account, open: readonly PullRequest[]): number {
  return open.filter((pull) => registrationIn(pull)['sender'] === String(id)).length
}

/** The open pull requests for the same file that are older than `pull`. */
export function siblingsOf(
  file: string,
  pull: number | undefined,
  open: readonly PullRequest[],
): readonly number[] {
  return open
    .filter((other) => registrationIn(other)['file'] === file)
    .map(({ number }) => number)
    .filter((number) => number < (pull ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a - b)
}
