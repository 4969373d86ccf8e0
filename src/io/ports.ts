/** The edges of the toolkit, as narrow as their callers need; reading and writing are different types. */
import type { Json } from '../core/canonical.ts'
import type { Account, IsoDate } from '../core/model.ts'
import type { Action } from '../core/plan/action.ts'
import type {
  CheckRun,
  Comment,
  Commit,
  Issue,
  LineComment,
  PullRequest,
  Reaction,
  Release,
  Repository,
  Review,
  TreeFile,
} from '../core/plan/forge.ts'
import type { SettingName } from '../core/plan/setup/settings.ts'

export type Entry = { readonly path: string; readonly link: boolean }

/** Files of the programme, by path from its root, with forward slashes. */
export type Files = {
  /** All files and links below the folders, sorted by code unit. A folder that is not there holds nothing. */
  list(folders: readonly string[]): readonly Entry[]
  /** @throws {@link Unreadable} when the file cannot be read */
  read(path: string): Uint8Array
}

/** Where results are put, by path from the folder the user named. */
export type Output = {
  write(path: string, content: string | Uint8Array): void
  /** A file that is not there is as good as removed. */
  remove(path: string): void
}

/** The repository's history; only reading. Everything may throw {@link Unreadable}. */
export type Git = {
  /** The commit a revision names. */
  resolve(revision: string): string
  /** Where the working tree and a commit differ, below the folders, untracked files included. */
  changes(commit: string, folders: readonly string[]): readonly Change[]
  /** Paths of a commit below the folders, with the id of each blob. */
  tree(commit: string, folders: readonly string[]): readonly TreeEntry[]
  /** @throws Unreadable for an id that is not here */
  blobs(ids: readonly string[]): ReadonlyMap<string, Uint8Array>
  /** Those of the blobs that are here. Nothing is fetched. */
  known(ids: readonly string[]): ReadonlyMap<string, Uint8Array>
  /** Commits the checked-out one stands on in which one of the paths is otherwise than before, the newest first. */
  history(paths: readonly string[]): readonly Saved[]
  /** The day each file below the folders was first saved, also of those that are gone; of several days the earliest. */
  firstSaved(folders: readonly string[]): ReadonlyMap<string, IsoDate>
  /** Whether older history has been left where the repository was cloned from. */
  isShallow(): boolean
  /** Files in the working tree that hold one of the words, as fixed strings. */
  mentioning(words: readonly string[], folders: readonly string[]): readonly string[]
}

export type Change = { readonly path: string; readonly kind: 'added' | 'changed' | 'removed' }
/** Lagret: a commit, and the day it was made. */
export type Saved = { readonly commit: string; readonly date: IsoDate }
export type TreeEntry = { readonly path: string; readonly blob: string; readonly link: boolean }

/**
 * What GitHub knows; only reading. Lists are whole, however many pages they have, and in GitHub's order (oldest first)
 * unless said otherwise. Everything may throw {@link Unreadable}; what is not there is undefined or empty.
 */
export type ForgeRead = {
  /** Whose token it is: what this account wrote is ours, and nothing else is. */
  self(): Promise<Account>
  repository(): Promise<Repository>
  /** The commit a branch is at. */
  tip(branch: string): Promise<string | undefined>
  /** Branches whose name begins so, with their commits. */
  branches(prefix: string): Promise<ReadonlyMap<string, string>>
  /** All files of a commit. @throws Unreadable when the list would be cut off */
  tree(commit: string): Promise<readonly TreeFile[]>
  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
  /** Where the history of two commits parted; also for a commit of a fork that has a pull request here. */
  mergeBase(base: string, head: string): Promise<string>
  commit(id: string): Promise<Commit & { readonly parents: readonly string[] }>
  pullRequest(number: number): Promise<PullRequest | undefined>
  /** Open ones only, unless `all`; `branch` is one of this repository, not of a fork. */
  pullRequests(wanted?: { readonly all?: boolean; readonly branch?: string }): Promise<readonly PullRequest[]>
  commits(pull: number): Promise<readonly Commit[]>
  reviews(pull: number): Promise<readonly Review[]>
  /** The change of each file as a unified diff, as far as GitHub shows it: where a line can be remarked upon. */
  patches(pull: number): Promise<ReadonlyMap<string, string>>
  lineComments(pull: number): Promise<readonly LineComment[]>
  comments(issueOrPull: number): Promise<readonly Comment[]>
  comment(id: number): Promise<Comment | undefined>
  reactions(comment: number): Promise<readonly { readonly author: Account; readonly reaction: Reaction }[]>
  issue(number: number): Promise<Issue | undefined>
  /** Without pull requests. Open ones only, unless `all`. */
  issues(wanted?: { readonly all?: boolean; readonly label?: string }): Promise<readonly Issue[]>
  checkRuns(commit: string, name: string): Promise<readonly CheckRun[]>
  /** The number of the workflow run whose job of this name works, or has worked, on a commit; the latest of several. */
  jobRun(commit: string, job: string): Promise<number | undefined>
  /** Drafts too, newest first. */
  releases(): Promise<readonly Release[]>
  /** The commit a tag leads to. */
  tag(name: string): Promise<string | undefined>
  /** A setting of the repository, as `github/settings.ts` finds it; undefined where GitHub has or shows none. */
  setting(name: SettingName): Promise<Json | undefined>
}

/** How GitHub is reached, and as whom. */
export type Connection = {
  /** `https://api.github.com`, or that of another GitHub. */
  readonly api: string
  /** `owner/name` */
  readonly repository: string
  /** Never shown, never written. */
  readonly token: string
  /** The account to take ours for, where a token cannot say whose it is: `mobilitet-example[bot]`. */
  readonly as?: string
  readonly fetch: typeof fetch
  /** Milliseconds between two writes, and before a refused request is sent again at the earliest. */
  readonly pace: { readonly write: number; readonly retry: number }
}

/** An action of one kind, without its name: what carrying it out needs. */
type Deed<Kind extends Action['kind']> = Omit<Extract<Action, { readonly kind: Kind }>, 'kind'>

/**
 * What can be done on GitHub. Only the executor is handed this. Doing what is done already succeeds quietly, wherever
 * GitHub can tell. Everything may throw {@link Unreadable}.
 */
export type ForgeWrite = {
  /** Returns the new commit. Nothing is to be seen before the branch is moved, which is the last step. */
  commit(deed: Deed<'commit'>): Promise<string>
  deleteBranch(branch: string): Promise<void>
  /** Returns its number; that of the one that is open already for this branch, if there is one. */
  openPullRequest(deed: Deed<'open-pull'>): Promise<number>
  updatePullRequest(deed: Deed<'update-pull'>): Promise<void>
  closePullRequest(number: number): Promise<void>
  mergePullRequest(deed: Deed<'merge'>): Promise<void>
  /** Those who cannot be asked are left out. */
  askReviewers(number: number, logins: readonly string[]): Promise<void>
  label(
    number: number,
    change: { readonly add: readonly string[]; readonly remove: readonly string[] },
  ): Promise<void>
  review(deed: Deed<'review'>): Promise<void>
  comment(issueOrPull: number, body: string): Promise<void>
  editComment(id: number, body: string): Promise<void>
  deleteComment(id: number): Promise<void>
  react(comment: number, reaction: Reaction): Promise<void>
  openIssue(deed: Deed<'open-issue'>): Promise<void>
  updateIssue(deed: Deed<'update-issue'>): Promise<void>
  setIssueState(
    number: number,
    state: { readonly open: true } | { readonly open: false; readonly reason: 'completed' | 'not_planned' },
  ): Promise<void>
  /** A check run; with a token that may not make one (a person's), a commit status says the same in short. */
  check(deed: Deed<'check'>): Promise<void>
  draftRelease(deed: Deed<'draft-release'>): Promise<void>
  updateRelease(deed: Deed<'update-release'>): Promise<void>
  uploadAsset(deed: Deed<'upload-asset'>): Promise<void>
  deleteAsset(id: number): Promise<void>
  /** Reads the draft again first. @throws Unreadable unless it holds exactly the assets of the deed */
  publishRelease(deed: Deed<'publish-release'>): Promise<void>
  /** Sets a setting of the repository, as `github/settings.ts` says where. Only an administrator's token may. */
  configure(deed: Deed<'configure'>): Promise<void>
}

/** The tool could not do its work, through nobody's fault in the data. Ends the command with one line and exit code 1. */
export class Unreadable extends Error {
  readonly code: string
  readonly args: Readonly<Record<string, string | number>>
  constructor(code: string, args: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(args)}`)
    this.name = 'Unreadable'
    this.code = code
    this.args = args
  }
}
