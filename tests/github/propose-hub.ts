/** What GitHub holds, as far as proposals are concerned, and what comes of a plan. That GitHub does the same is tried on the bench. */
import type { Action, Target } from '../../src/core/plan/action.ts'
import type { Comment, Commit, Issue, PullRequest, Repository, Review } from '../../src/core/plan/forge.ts'
import { agreementPath } from '../../src/core/plan/propose/proposal.ts'

export const bot = { login: 'mobilitet[bot]', id: 9000000100 }

export const repository: Repository = {
  name: 'programmet/mobilitet',
  url: 'https://github.com/programmet/mobilitet',
  defaultBranch: 'main',
}

/** What GitHub holds. */
export type Hub = {
  readonly pulls: readonly HubPull[]
  readonly branches: ReadonlyMap<string, HubBranch>
  readonly issues: readonly Issue[]
  readonly next: number
}

type HubPull = {
  readonly pull: PullRequest
  readonly commits: readonly Commit[]
  readonly reviews: readonly Review[]
  readonly comments: readonly Comment[]
}

type HubBranch = { readonly commits: readonly Commit[]; readonly files: ReadonlyMap<string, string> }

export const empty: Hub = { pulls: [], branches: new Map(), issues: [], next: 1 }

/** What GitHub holds when these have been carried out. */
export function carriedOut(hub: Hub, actions: readonly Action[]): Hub {
  return actions.reduce(done, hub)
}

const time = '2026-11-22T08:00:00Z'

function done(hub: Hub, action: Action): Hub {
  switch (action.kind) {
    case 'commit': {
      const { branch, tip, parent, message } = action
      const there = hub.branches.get(branch)
      if ((there?.commits.at(-1)?.id ?? null) !== tip) throw new Error(`${branch} is not at ${tip}`)
      const files = new Map(tip === parent ? there?.files : [])
      for (const { path, text } of action.files) if (text !== null) files.set(path, text)
      const commit = { id: `commit-${hub.next}`, author: bot, message }
      const commits = [...(tip === parent ? (there?.commits ?? []) : []), commit]
      return pushed({ ...hub, next: hub.next + 1 }, branch, { commits, files })
    }
    case 'delete-branch':
      return withoutBranch(hub, action.branch)
    case 'open-pull':
      return opened(hub, action)
    case 'update-pull':
      return onPull(hub, action.pull, (one) => ({
        ...one,
        pull: { ...one.pull, title: action.title, body: action.body },
      }))
    case 'close-pull':
      return onPull(hub, action.pull, (one) => ({
        ...one,
        pull: { ...one.pull, state: 'closed', closedBy: bot },
      }))
    case 'label':
      return labelled(hub, action)
    case 'ask-reviewers':
      return onPull(hub, numberOf(hub, action.pull), (one) => ({
        ...one,
        pull: { ...one.pull, asked: action.logins },
      }))
    case 'comment':
      return commented(hub, numberOf(hub, action.on), String(action.body), bot)
    case 'edit-comment':
      return onComments(hub, (comment) =>
        comment.id === action.comment ? [{ ...comment, body: String(action.body) }] : [comment],
      )
    case 'delete-comment':
      return onComments(hub, (comment) => (comment.id === action.comment ? [] : [comment]))
    case 'open-issue': {
      const { title, body, labels } = action
      const issue = { number: hub.next, title, body, labels, state: 'open', isPullRequest: false } as const
      const rest = { url: '', author: bot, authorKind: 'bot', updated: time } as const
      return { ...hub, next: hub.next + 1, issues: [...hub.issues, { ...issue, ...rest }] }
    }
    case 'update-issue':
      return onIssue(hub, action.issue, { title: action.title, body: action.body })
    case 'close-issue':
      return onIssue(hub, action.issue, { state: 'closed' })
    case 'reopen-issue':
      return onIssue(hub, action.issue, { state: 'open' })
    default:
      throw new Error(`proposals have no use for ${action.kind}`)
  }
}

/** What is open from it is closed with it. */
function withoutBranch(hub: Hub, branch: string): Hub {
  const branches = new Map([...hub.branches].filter(([name]) => name !== branch))
  const closed = hub.pulls.find(({ pull }) => pull.head.branch === branch && pull.state === 'open')
  return closed ? closedBy({ ...hub, branches }, closed.pull.number, bot) : { ...hub, branches }
}

function opened(hub: Hub, { branch, base, title, body }: Extract<Action, { kind: 'open-pull' }>): Hub {
  const commits = hub.branches.get(branch)?.commits ?? []
  const pull: PullRequest = {
    number: hub.next,
    title,
    body,
    url: `${repository.url}/pull/${hub.next}`,
    author: bot,
    state: 'open',
    draft: false,
    head: { branch, commit: commits.at(-1)?.id ?? '', repository: repository.name },
    base: { branch: base },
    labels: [],
    asked: [],
    mergeable: true,
  }
  return { ...hub, next: hub.next + 1, pulls: [...hub.pulls, { pull, commits, reviews: [], comments: [] }] }
}

function labelled(hub: Hub, { on, add, remove }: Extract<Action, { kind: 'label' }>): Hub {
  const changed = (labels: readonly string[]) => [...labels.filter((name) => !remove.includes(name)), ...add]
  const number = numberOf(hub, on)
  const issue = hub.issues.find((one) => one.number === number)
  if (issue) return onIssue(hub, number, { labels: changed(issue.labels) })
  return onPull(hub, number, (one) => ({ ...one, pull: { ...one.pull, labels: changed(one.pull.labels) } }))
}

/** Of several pull requests from one branch it is the last that is meant. */
export function numberOf(hub: Hub, target: Target): number {
  if (typeof target === 'number') return target
  const found = hub.pulls.findLast(({ pull }) => pull.head.branch === target.pullOf)
  if (!found) throw new Error(`there is no pull request of ${target.pullOf}`)
  return found.pull.number
}

export function onPull(hub: Hub, number: number, change: (one: HubPull) => HubPull): Hub {
  return { ...hub, pulls: hub.pulls.map((one) => (one.pull.number === number ? change(one) : one)) }
}

export function onIssue(hub: Hub, number: number, change: Partial<Issue>): Hub {
  return { ...hub, issues: hub.issues.map((one) => (one.number === number ? { ...one, ...change } : one)) }
}

function onComments(hub: Hub, change: (comment: Comment) => readonly Comment[]): Hub {
  return { ...hub, pulls: hub.pulls.map((one) => ({ ...one, comments: one.comments.flatMap(change) })) }
}

export function commented(hub: Hub, on: number, body: string, author: typeof bot): Hub {
  const authorKind = author.id === bot.id ? 'bot' : 'person'
  const comment: Comment = { id: hub.next, author, authorKind, body, created: time, updated: time, on }
  const next = { ...hub, next: hub.next + 1 }
  return onPull(next, on, (one) => ({ ...one, comments: [...one.comments, comment] }))
}

/** A branch moves, and the open pull request from it moves along. */
export function pushed(hub: Hub, name: string, branch: HubBranch): Hub {
  const commit = branch.commits.at(-1)?.id ?? ''
  const pulls = hub.pulls.map((one) => {
    const isIts = one.pull.head.branch === name && one.pull.state === 'open'
    return isIts
      ? { ...one, commits: branch.commits, pull: { ...one.pull, head: { ...one.pull.head, commit } } }
      : one
  })
  return { ...hub, pulls, branches: new Map([...hub.branches, [name, branch]]) }
}

/** Somebody changes the draft on the branch of a proposal. */
export function pushedBy(hub: Hub, match: string, author: typeof bot, change: (text: string) => string): Hub {
  const name = `match/${match}`
  const there = hub.branches.get(name)
  const path = agreementPath(match)
  const commit = { id: `commit-${hub.next}`, author, message: 'Endring' }
  const files = new Map([...(there?.files ?? []), [path, change(there?.files.get(path) ?? '')] as const])
  return pushed({ ...hub, next: hub.next + 1 }, name, { commits: [...(there?.commits ?? []), commit], files })
}

export function closedBy(hub: Hub, number: number, by: typeof bot): Hub {
  return onPull(hub, number, (one) => ({ ...one, pull: { ...one.pull, state: 'closed', closedBy: by } }))
}

export function approvedBy(hub: Hub, number: number, author: typeof bot): Hub {
  return onPull(hub, number, (one) => {
    const review: Review = { id: hub.next, author, state: 'approved', commit: one.pull.head.commit, body: '' }
    return { ...one, reviews: [...one.reviews, review] }
  })
}

export function openPulls(hub: Hub): readonly PullRequest[] {
  return hub.pulls.flatMap(({ pull }) => (pull.state === 'open' ? [pull] : []))
}

/** The draft on the branch of a proposal. */
export function draftOn(hub: Hub, match: string): string {
  return hub.branches.get(`match/${match}`)?.files.get(agreementPath(match)) ?? ''
}
