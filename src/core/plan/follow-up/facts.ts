/** Fakta om oppfølging: what planning reminders is made of. */
import type { Words } from '../../messages.ts'
import type { Account, IsoDate, Language, Programme } from '../../model.ts'
import type { Comment, Issue, Repository } from '../forge.ts'

export type FollowUpFacts = {
  readonly self: Account
  readonly repository: Repository
  readonly programme: Programme
  readonly today: IsoDate
  /** The address of the site, with its forms and working sheets, and a slash at the end; '' when there is none. */
  readonly site: string
  readonly wordsOf: (language: Language) => Words
  /** Of ours, with a marker of follow-up. Comments are only read of those that are open. */
  readonly issues: readonly FollowUpIssue[]
}

export type FollowUpIssue = { readonly issue: Issue; readonly comments: readonly Comment[] }
