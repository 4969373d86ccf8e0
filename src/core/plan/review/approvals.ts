/**
 * Godkjenninger: who has approved a pull request, and which commit of it. Nothing is stored: it follows anew each time
 * from reviews, from comments, and from what we had said when a comment was written.
 */
import type { Approval } from '../../authority.ts'
import { compare } from '../../diagnostic.ts'
import type { Account } from '../../model.ts'
import type { Comment, Review } from '../forge.ts'
import { type GivenCommand, givenCommands } from './given-commands.ts'
import type { SeenHead } from './seen-heads.ts'

/** The check run that says whether a pull request is approved. */
export const approvalCheck = 'mobilitet/godkjenning'

/** Ytringer: what has been said of a pull request. */
export type Said = {
  readonly head: string
  /** Of the pull request, oldest first. */
  readonly commits: readonly string[]
  readonly reviews: readonly Review[]
  readonly comments: readonly Comment[]
  readonly self: Account
  /** Heads that we had spoken of before this run. */
  readonly seen: readonly SeenHead[]
  /** When {@link approvalCheck} was first said of them, by GitHub's clock. */
  readonly started: ReadonlyMap<string, string>
  /** Older commits of the pull request that differ from the head in nothing but who has accepted. */
  readonly equal: ReadonlySet<string>
  /** Who approved it in another place: a decline is asked for on the proposal. */
  readonly elsewhere: readonly Account[]
}

/** Why `/godta` was not heard: changed since, or written before we had spoken of what is there now. */
export type Unheard = { readonly account: Account; readonly why: 'edited' | 'unseen' }

export type Heard = {
  /** For `authority()`, which judges whose approvals are enough. */
  readonly approvals: readonly Approval[]
  /** Those who have asked for changes, and not approved since. */
  readonly objections: readonly Account[]
  readonly unheard: readonly Unheard[]
}

export function heard(said: Said): Heard {
  const accepts = givenCommands(said.comments, said.self).filter(({ name }) => name === 'godta')
  const speakers = [...said.reviews.map(({ author }) => author), ...accepts.map(({ by }) => by)]
  const opinions = [...new Map(speakers.map((account) => [account.id, account])).values()].map((account) =>
    opinionOf(account, said, accepts),
  )
  const elsewhere = said.elsewhere.map((account): Approval => ({ account, commit: said.head }))
  return {
    approvals: [...opinions.flatMap(({ approvals }) => approvals), ...elsewhere],
    objections: opinions.flatMap(({ account, objects }) => (objects ? [account] : [])),
    unheard: opinions.flatMap(({ account, why }) => (why ? [{ account, why }] : [])),
  }
}

/** Commits that somebody approved and that are no longer the head: what they differ in decides whether that counts. */
export function approvedEarlier(said: Omit<Said, 'equal'>): readonly string[] {
  const commits = heard({ ...said, equal: new Set() }).approvals.map(({ commit }) => commit)
  return [...new Set(commits)].filter((commit) => commit !== said.head && said.commits.includes(commit))
}

type Opinion = {
  readonly account: Account
  readonly approvals: readonly Approval[]
  readonly objects: boolean
  readonly why?: Unheard['why']
}

/** Of several reviews the last counts, whatever it says; a remark is no opinion. */
function opinionOf(account: Account, said: Said, accepts: readonly GivenCommand[]): Opinion {
  const isOwn = (other: Account) => other.id === account.id
  const review = said.reviews.findLast(({ author, state }) => isOwn(author) && state !== 'commented')
  const own = accepts.filter(({ by }) => isOwn(by))
  const accepted = own.flatMap((given) => approvedBy(given, said) ?? [])
  const objects =
    review?.state === 'changes-requested' && !accepted.some((commit) => isLater(commit, review.commit, said))
  const approved = review?.state === 'approved' ? [review.commit, ...accepted] : accepted
  const last = own.at(-1)
  const why = last && approvedBy(last, said) === undefined ? (last.edited ? 'edited' : 'unseen') : undefined
  return {
    account,
    approvals: objects ? [] : approved.map((commit) => ({ account, commit: current(commit, said) })),
    objects,
    ...(why && !objects && !approved.some((commit) => current(commit, said) === said.head) ? { why } : {}),
  }
}

/** The commit a `/godta` is about: the head we had spoken of last. Times are GitHub's, never those of a commit. */
function approvedBy({ edited, comment }: GivenCommand, { seen, started }: Said): string | undefined {
  const commit = seen.findLast(({ after }) => after < comment.id)?.commit
  const since = commit === undefined ? undefined : started.get(commit)
  const isHeard = !edited && since !== undefined && compare(second(since), second(comment.created)) <= 0
  return isHeard ? commit : undefined
}

/** GitHub counts in whole seconds, but does not always write them alike. */
function second(time: string): string {
  return time.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)
}

/** Reviews and comments have no order between them but that of the commits they are about. */
function isLater(commit: string, than: string, { commits }: Said): boolean {
  return commits.includes(than) && commits.indexOf(commit) > commits.indexOf(than)
}

function current(commit: string, { head, equal }: Said): string {
  return equal.has(commit) ? head : commit
}
