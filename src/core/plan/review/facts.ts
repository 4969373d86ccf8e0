/** What a review of a pull request is made of: all that is read, and nothing that is concluded. */
import { approversOf, office, type PathChange } from '../../authority.ts'
import type { TextOf } from '../../check.ts'
import type { Diagnostic } from '../../diagnostic.ts'
import type { Account, IsoDate, Programme } from '../../model.ts'
import type { CheckRun, Commit, LineComment, PullRequest, Repository } from '../forge.ts'
import type { Said } from './approvals.ts'

/** A change of more files than this is not read: it is a mistake, or meant to keep us busy. */
const mostChanges = { ofApprovers: 1000, ofOthers: 100 }

/** Each file costs a question, and GitHub answers so many an hour: whoever approves nothing on the base gets fewer. */
export function mostChangesOf(author: Account, base: Programme): number {
  return approvesAnything(author, base) ? mostChanges.ofApprovers : mostChanges.ofOthers
}

/** For the office, or for any agency. */
export function approvesAnything({ id }: Account, base: Programme): boolean {
  const able = [office, ...base.agencies.keys()].flatMap((who) => approversOf(base, who))
  return able.some((approver) => approver.id === id)
}

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
  /** An earlier pull request with the very same commit: it is the one that is reviewed. */
  readonly copyOf: number | undefined
  /** Reviews and comments, and what they are about. */
  readonly said: Said
  /** What we have said of the head already. */
  readonly checks: readonly CheckRun[]
  /** The run that makes the site as it would be: its number, where there is one. */
  readonly preview: number | undefined
  readonly patches: ReadonlyMap<string, string>
  readonly lineComments: readonly LineComment[]
}

/** Opened by us, whoever has added to it since. */
export function isByUs({ pull, self }: Pick<ReviewFacts, 'pull' | 'self'>): boolean {
  return pull.author.id === self.id
}

/** Opened by us, on a branch of this repository, and nobody has added anything. */
export function isAllOurs(facts: Pick<ReviewFacts, 'pull' | 'commits' | 'repository' | 'self'>): boolean {
  const { pull, commits, repository } = facts
  return isByUs(facts) && pull.head.repository === repository.name && isByAuthorAlone(pull, commits)
}

/** Nobody else has added anything, as far as is known. The commits must be those of the head: it may have moved between. */
export function isByAuthorAlone(
  { author, head }: Pick<PullRequest, 'author' | 'head'>,
  commits: readonly Commit[],
): boolean {
  const isOwn = (commit: Commit) => commit.author?.id === author.id
  return commits.some(({ id }) => id === head.commit) && commits.every(isOwn)
}
