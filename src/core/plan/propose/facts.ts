/** Fakta om forslag: what planning proposals is made of. */
import type { TextOf } from '../../check.ts'
import type { SchemaOf } from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { Account, IsoDate, Language, Programme } from '../../model.ts'
import type { Comment, Commit, Issue, PullRequest, Repository, Review } from '../forge.ts'

export type ProposeFacts = {
  readonly self: Account
  readonly repository: Repository
  /** Where the default branch is, and the programme there. */
  readonly commit: string
  readonly programme: Programme
  readonly textOf: TextOf
  readonly today: IsoDate
  readonly schemaOf: SchemaOf
  readonly wordsOf: (language: Language) => Words
  /** Open pull requests of ours. */
  readonly open: readonly OpenProposal[]
  /** The last pull request of ours for matches that have none open, and that could be made today. */
  readonly past: readonly PastProposal[]
  /** Matches whose pull request was merged: they are settled, whether or not the agreement is to be seen yet. */
  readonly merged: ReadonlySet<string>
  /** Pull requests of ours that record a decline. */
  readonly declines: readonly Decline[]
  /** Branches of matches without an open pull request of ours. */
  readonly loose: readonly LooseBranch[]
  /** Open pull requests of others, from branches of this repository: only who may write can make one. */
  readonly foreign: readonly PullRequest[]
  /** Ours, with a marker. */
  readonly issues: readonly Issue[]
}

export type OpenProposal = {
  readonly match: string
  readonly pull: PullRequest
  readonly commits: readonly Commit[]
  readonly reviews: readonly Review[]
  readonly comments: readonly Comment[]
  /** The draft as it is on the branch. */
  readonly file: string | undefined
  /** The programme it was made from; only read when something has changed since, and where it can be. */
  readonly before?: Programme
}

export type PastProposal = {
  readonly match: string
  /** Closed, with whoever closed it. */
  readonly pull: PullRequest
  readonly comments: readonly Comment[]
  /** As in {@link OpenProposal}. */
  readonly before?: Programme
}

export type Decline = {
  readonly match: string
  readonly pull: number
  readonly state: PullRequest['state']
}

export type LooseBranch = {
  readonly match: string
  readonly tip: string
  /** Every commit that the default branch does not have is ours. */
  readonly ours: boolean
  readonly file: string | undefined
  /** Whether there has been a pull request of ours from it. */
  readonly proposed: boolean
}
