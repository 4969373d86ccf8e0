/** From GitHub's wire format to our nouns; see https://docs.github.com/en/rest?apiVersion=2022-11-28 */
import type { Account } from '../../core/model.ts'
import type {
  Asset,
  CheckRun,
  Comment,
  Commit,
  Conclusion,
  Issue,
  LineComment,
  PullRequest,
  Reaction,
  Release,
  Repository,
  Review,
  TreeFile,
} from '../../core/plan/forge.ts'
import { field, fields, listOf, oneOf, optional, type Shape, text, truth, whole, words } from './fields.ts'

export const account: Shape<Account> = (value) => {
  const at = fields(value)
  return { login: at('login', text), id: at('id', whole) }
}

/** Whom GitHub itself shows in place of somebody who is gone. */
const ghost: Account = { login: 'ghost', id: 10137 }

const author: Shape<Account> = (value) => optional(account)(value) ?? ghost

const authorKind: Shape<'person' | 'bot'> = (value) =>
  optional(field('type', text))(value) === 'Bot' ? 'bot' : 'person'

export const repository: Shape<Repository> = (value) => {
  const at = fields(value)
  return {
    name: at('full_name', text),
    url: at('html_url', text),
    defaultBranch: at('default_branch', text),
  }
}

const labels: Shape<readonly string[]> = listOf((label) =>
  typeof label === 'string' ? label : fields(label)('name', text),
)

const openOrClosed = oneOf({ open: 'open', closed: 'closed' } as const)

export const pullRequest: Shape<PullRequest> = (value) => {
  const at = fields(value)
  const merged = at('merged_at', optional(text)) !== undefined
  return {
    number: at('number', whole),
    title: at('title', text),
    body: at('body', words),
    url: at('html_url', text),
    author: at('user', author),
    state: merged ? 'merged' : at('state', openOrClosed),
    draft: at('draft', optional(truth)) ?? false,
    head: at('head', head),
    base: { branch: at('base', field('ref', text)) },
    labels: at('labels', labels),
    asked: at('requested_reviewers', optional(listOf(field('login', text)))) ?? [],
    mergeable: at('mergeable', optional(truth)),
  }
}

/** The repository is gone when a fork has been deleted. */
const head: Shape<PullRequest['head']> = (value) => {
  const at = fields(value)
  return {
    branch: at('ref', text),
    commit: at('sha', text),
    repository: at('repo', optional(field('full_name', text))),
  }
}

export const commit: Shape<Commit & { readonly parents: readonly string[] }> = (value) => {
  const at = fields(value)
  const isSigned = at('commit', field('verification', optional(field('verified', truth)))) === true
  return {
    id: at('sha', text),
    author: vouchedFor({ author: at('author', named), committer: at('committer', named), isSigned }),
    message: at('commit', field('message', text)),
    parents: at('parents', listOf(sha)),
  }
}

export const sha: Shape<string> = field('sha', text)

type Named = Account & { readonly isBot: boolean }

/** Told by the mail address in the commit, and null or empty where that is nobody's. */
const named: Shape<Named | undefined> = (value) => {
  const kind = optional(field('type', optional(text)))(value)
  return kind === undefined ? undefined : { ...account(value), isBot: kind === 'Bot' }
}

/** `web-flow`: GitHub itself, which commits and signs what is made on its pages, and what apps make through it. */
const githubItself = 19864447

type Signed = {
  readonly author: Named | undefined
  readonly committer: Named | undefined
  readonly isSigned: boolean
}

/**
 * Anybody can write any author into a commit, and a signature vouches for the committer only. So the two must be the
 * same, or GitHub must have committed it for the author; and a bot's work, which GitHub signs, must be signed.
 */
function vouchedFor({ author, committer, isSigned }: Signed): Account | undefined {
  if (author === undefined || committer === undefined) return undefined
  const { isBot, ...account } = author
  const isTheirs = committer.id === author.id || committer.id === githubItself
  return isTheirs && (isSigned || !isBot) ? account : undefined
}

/** A review that is still being written is nobody's business: it has no state here. */
const reviewStates = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
  PENDING: undefined,
} as const

export const review: Shape<Review | undefined> = (value) => {
  const at = fields(value)
  const state = at('state', oneOf(reviewStates))
  if (state === undefined) return undefined
  return {
    id: at('id', whole),
    author: at('user', author),
    state,
    commit: at('commit_id', words),
    body: at('body', words),
  }
}

export const lineComment: Shape<LineComment> = (value) => {
  const at = fields(value)
  return {
    id: at('id', whole),
    author: at('user', author),
    path: at('path', text),
    line: at('line', optional(whole)),
    body: at('body', words),
  }
}

export const patch: Shape<readonly [path: string, patch: string | undefined]> = (value) => {
  const at = fields(value)
  return [at('filename', text), at('patch', optional(text))]
}

export const comment: Shape<Comment> = (value) => {
  const at = fields(value)
  return {
    id: at('id', whole),
    author: at('user', author),
    authorKind: at('user', authorKind),
    body: at('body', words),
    created: at('created_at', text),
    updated: at('updated_at', text),
    on: at('issue_url', numberAtEnd),
  }
}

const numberAtEnd: Shape<number> = (value) => whole(Number(/\/(\d+)$/.exec(text(value))?.[1]))

export const issue: Shape<Issue> = (value) => {
  const at = fields(value)
  return {
    number: at('number', whole),
    title: at('title', text),
    body: at('body', words),
    url: at('html_url', text),
    author: at('user', author),
    authorKind: at('user', authorKind),
    state: at('state', openOrClosed),
    labels: at('labels', labels),
    isPullRequest: at('pull_request', optional(fields)) !== undefined,
    updated: at('updated_at', text),
  }
}

export const closedBy: Shape<Account | undefined> = field('closed_by', optional(account))

const ourReactions: readonly string[] = ['+1', '-1', 'confused', 'eyes', 'rocket'] satisfies Reaction[]

/** Undefined for those that mean nothing to us. */
export const reaction: Shape<{ readonly author: Account; readonly reaction: Reaction } | undefined> = (
  value,
) => {
  const at = fields(value)
  const content = at('content', text)
  if (!ourReactions.includes(content)) return undefined
  return { author: at('user', author), reaction: content as Reaction }
}

/** What other programs conclude, and we never do, is no conclusion of ours. */
const conclusions: readonly string[] = [
  'success',
  'failure',
  'action_required',
  'neutral',
] satisfies Conclusion[]

const conclusion: Shape<Conclusion | undefined> = (value) =>
  typeof value === 'string' && conclusions.includes(value) ? (value as Conclusion) : undefined

export const checkRun: Shape<CheckRun> = (value) => {
  const at = fields(value)
  return {
    id: at('id', whole),
    name: at('name', text),
    conclusion: at('conclusion', conclusion),
    title: at('output', field('title', words)),
    summary: at('output', field('summary', words)),
    started: at('started_at', text),
  }
}

const statusMeanings = {
  success: 'success',
  failure: 'failure',
  error: 'failure',
  pending: 'action_required',
} as const

/** A commit status says the same in short. */
export const status: Shape<CheckRun> = (value) => {
  const at = fields(value)
  return {
    id: at('id', whole),
    name: at('context', text),
    conclusion: at('state', oneOf(statusMeanings)),
    title: at('description', words),
    summary: '',
    started: at('created_at', text),
  }
}

const asset: Shape<Asset> = (value) => {
  const at = fields(value)
  return {
    id: at('id', whole),
    name: at('name', text),
    size: at('size', whole),
    digest: at('digest', optional(text)),
    complete: at('state', text) === 'uploaded',
  }
}

export const release: Shape<Release> = (value) => {
  const at = fields(value)
  return {
    id: at('id', whole),
    tag: at('tag_name', text),
    name: at('name', words),
    body: at('body', words),
    draft: at('draft', truth),
    immutable: at('immutable', optional(truth)) ?? false,
    commit: at('target_commitish', text),
    author: at('author', author),
    assets: at('assets', listOf(asset)),
  }
}

const treeEntry: Shape<TreeFile & { readonly type: string }> = (value) => {
  const at = fields(value)
  return { path: at('path', text), blob: at('sha', text), mode: at('mode', text), type: at('type', text) }
}

/** Folders are left out: they are in the paths. */
export const tree: Shape<{ readonly truncated: boolean; readonly files: readonly TreeFile[] }> = (value) => {
  const at = fields(value)
  const files = at('tree', listOf(treeEntry)).filter(({ type }) => type !== 'tree')
  return {
    truncated: at('truncated', truth),
    files: files.map(({ path, blob, mode }) => ({ path, blob, mode })),
  }
}

export const ref: Shape<{ readonly name: string; readonly id: string; readonly type: string }> = (value) => {
  const at = fields(value)
  const object = at('object', fields)
  return { name: at('ref', text), id: object('sha', text), type: object('type', text) }
}
