/** Utførelse: the one place where plans become deeds. A loop with a switch; everything was decided before. */
import type { Action, Target, Text } from '../core/plan/action.ts'
import type { ForgeWrite } from '../io/ports.ts'

/** In order. Whatever is thrown ends it there; running again finds what is done and goes on from it. */
export async function carryOut(actions: readonly Action[], forge: ForgeWrite): Promise<void> {
  const opened = new Map<string, number>()
  for (const action of actions) {
    if (action.kind === 'open-pull') opened.set(action.branch, await forge.openPullRequest(action))
    else await act(action, forge, opened)
  }
}

type Opened = ReadonlyMap<string, number>

async function act(
  action: Exclude<Action, { kind: 'open-pull' }>,
  forge: ForgeWrite,
  opened: Opened,
): Promise<void> {
  switch (action.kind) {
    case 'commit':
      await forge.commit(action)
      return
    case 'delete-branch':
      return forge.deleteBranch(action.branch)
    case 'update-pull':
      return forge.updatePullRequest(action)
    case 'close-pull':
      return forge.closePullRequest(action.pull)
    case 'merge':
      return forge.mergePullRequest(action)
    case 'ask-reviewers':
      return forge.askReviewers(numberOf(action.pull, opened), action.logins)
    case 'label':
      return forge.label(numberOf(action.on, opened), action)
    case 'review':
      return forge.review(action)
    case 'comment':
      return forge.comment(numberOf(action.on, opened), spelt(action.body, opened))
    case 'edit-comment':
      return forge.editComment(action.comment, spelt(action.body, opened))
    case 'delete-comment':
      return forge.deleteComment(action.comment)
    case 'react':
      return forge.react(action.comment, action.reaction)
    case 'open-issue':
      return forge.openIssue(action)
    case 'update-issue':
      return forge.updateIssue(action)
    case 'close-issue':
      return forge.setIssueState(action.issue, { open: false, reason: action.reason })
    case 'reopen-issue':
      return forge.setIssueState(action.issue, { open: true })
    case 'check':
      return forge.check(action)
    case 'draft-release':
      return forge.draftRelease(action)
    case 'update-release':
      return forge.updateRelease(action)
    case 'upload-asset':
      return forge.uploadAsset(action)
    case 'delete-asset':
      return forge.deleteAsset(action.asset)
    case 'publish-release':
      return forge.publishRelease(action)
    case 'configure':
      return forge.configure(action)
  }
}

/** @throws Error for a pull request that the plan forgot to open */
function numberOf(target: Target, opened: Opened): number {
  if (typeof target === 'number') return target
  const number = opened.get(target.pullOf)
  if (number === undefined) throw new Error(`no pull request was opened for ${target.pullOf}`)
  return number
}

function spelt(text: Text, opened: Opened): string {
  if (typeof text === 'string') return text
  return text.map((part) => (typeof part === 'string' ? part : `#${numberOf(part, opened)}`)).join('')
}
