/** Sakene på GitHub, in memory: what becomes of them when a plan of follow-up is carried out. */
import type { Account } from '../model.ts'
import type { Action } from '../plan/action.ts'
import type { FollowUpIssue } from '../plan/follow-up/facts.ts'
import type { Comment, Issue, Repository } from '../plan/forge.ts'

/** Who acts in a run ahead, and where; nobody ever sees either. */
export const self: Account = { login: 'framskriving', id: 1 }
export const repository: Repository = { name: 'framskriving/framskriving', url: '', defaultBranch: 'main' }

/** Only what follow-up plans is understood; anything else changes no issue. */
export function carriedOut(
  actions: readonly Action[],
  issues: readonly FollowUpIssue[],
): readonly FollowUpIssue[] {
  return actions.reduce(after, issues)
}

function after(issues: readonly FollowUpIssue[], action: Action): readonly FollowUpIssue[] {
  switch (action.kind) {
    case 'open-issue':
      return [...issues, { issue: opened(action, issues.length + 1), comments: [] }]
    case 'update-issue':
      return changed(issues, action.issue, { title: action.title, body: action.body })
    case 'close-issue':
      return changed(issues, action.issue, { state: 'closed' })
    case 'reopen-issue':
      return changed(issues, action.issue, { state: 'open' })
    case 'comment':
      return issues.map((one) =>
        one.issue.number === action.on && typeof action.body === 'string'
          ? { ...one, comments: [...one.comments, comment(action.body, one)] }
          : one,
      )
    default:
      return issues
  }
}

function opened({ title, body, labels }: Extract<Action, { kind: 'open-issue' }>, number: number): Issue {
  return {
    number,
    title,
    body,
    labels,
    url: '',
    author: self,
    authorKind: 'bot',
    state: 'open',
    isPullRequest: false,
    updated: '',
  }
}

function changed(
  issues: readonly FollowUpIssue[],
  number: number,
  change: Partial<Issue>,
): readonly FollowUpIssue[] {
  return issues.map((one) =>
    one.issue.number === number ? { ...one, issue: { ...one.issue, ...change } } : one,
  )
}

function comment(body: string, { issue, comments }: FollowUpIssue): Comment {
  const id = issue.number * 100 + comments.length
  return { id, author: self, authorKind: 'bot', body, created: '', updated: '', on: issue.number }
}
