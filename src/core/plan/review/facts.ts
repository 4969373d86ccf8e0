/** What a review of a pull request is made of: all that is read, and nothing that is concluded. */
import type { PathChange } from '../../authority.ts'
import type { TextOf } from '../../check.ts'
import type { Diagnostic } from '../../diagnostic.ts'
import type { Account, IsoDate, Programme } from '../../model.ts'
import type { CheckRun, Commit, LineComment, PullRequest, Repository } from '../forge.ts'
import type { Said } from './approvals.ts'

/** A change of more files than this is not read: it is a mistake, or meant to keep us busy. */
export const mostChanges = 1000

/** Another open pull request that changes the same files. */
export type Sibling = { readonly number: number; readonly paths: readonly string[] }

export type ReviewFacts = {
  readonly repository: Repository
  readonly self: Account
  readonly today: IsoDate
  readonly pull: PullRequest
  /** The branch it is to be taken into, as it is now. */
  readonly base: { readonly commit: string; readonly programme: Programme }
  /** The base with the change laid over it: what there would be. */
  readonly head: { readonly programme: Programme; readonly textOf: TextOf }
  readonly changes: readonly PathChange[]
  /** So many files or commits that none of them was read. */
  readonly tooLarge: boolean
  /** What is wrong with it that was not wrong before. */
  readonly diagnostics: readonly Diagnostic[]
  /** Paths that have changed on the base as well, since the change was begun: together they have not been judged. */
  readonly overtaken: readonly string[]
  readonly siblings: readonly Sibling[]
  readonly commits: readonly Commit[]
  /** Reviews and comments, and what they are about. */
  readonly said: Said
  /** What we have said of the head already. */
  readonly checks: readonly CheckRun[]
  readonly patches: ReadonlyMap<string, string>
  readonly lineComments: readonly LineComment[]
}

/** Opened by us, whoever has added to it since. */
export function isByUs({ pull, self }: Pick<ReviewFacts, 'pull' | 'self'>): boolean {
  return pull.author.id === self.id
}

/** Opened by us, on a branch of this repository, and nobody has added anything. */
export function isAllOurs(facts: ReviewFacts): boolean {
  const { pull, commits, repository, self } = facts
  return (
    isByUs(facts) &&
    pull.head.repository === repository.name &&
    commits.length > 0 &&
    commits.every(({ author }) => author?.id === self.id)
  )
}
