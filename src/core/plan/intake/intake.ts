/**
 * Påmelding fra skjema: what is to be done about an issue with a form. A form that can be taken in becomes a pull
 * request; whatever becomes of it, there is one answer on the issue.
 */
import { approversOf, voiceOf } from '../../authority.ts'
import { isClosed } from '../../closing.ts'
import { type Action, nothing, type Plan, type Target } from '../action.ts'
import { settledFaults } from '../fault.ts'
import { liveComment, ownComments } from '../live-comment.ts'
import { type Answer, answerComment, closingNote } from './answer.ts'
import {
  branchOf,
  closingSlot,
  crowd,
  type IntakeFacts,
  lastAnswer,
  pullState,
  registrationIn,
} from './facts.ts'
import type { IntakeFile } from './file.ts'
import { commitMessage, pullBody, pullTitle } from './pull.ts'

export function planIntake(facts: IntakeFacts): Plan {
  const { issue, comments, self } = facts
  const actions = isForUs(facts) ? course(facts) : undefined
  const settled = settledFaults(comments, self)
  if (actions) return { ...nothing, actions: [...actions, ...surplusNotes(facts), ...settled] }
  return { actions: settled, notes: [{ note: 'intake-not-a-form', args: { issue: issue.number } }] }
}

/** A form, or what once was one: with a pull request, or with an answer of ours. Bots fill in no forms. */
function isForUs(facts: IntakeFacts): boolean {
  const { issue, outcome, pull } = facts
  if (issue.isPullRequest || issue.authorKind === 'bot') return false
  return outcome.kind !== 'none' || pull !== undefined || lastAnswer(facts)['said'] !== undefined
}

function course(facts: IntakeFacts): readonly Action[] {
  const { issue, outcome } = facts
  const state = pullState(facts)
  if (state === 'merged' || state === 'declined') return ended(facts, state)
  if (issue.state === 'closed' && !isPullReopened(facts)) return closedBySender(facts)
  const isWithdrawal = outcome.kind === 'fit' && outcome.file.change === 'withdrawal'
  if (!isWithdrawal && isClosed(facts.base.programme.settings, facts.today)) return atClosing(facts)
  if (outcome.kind !== 'fit') return answer(facts, { verdict: state === 'open' ? 'kept' : 'correct' })
  if (outcome.file.change === 'same') return unchanged(facts)
  if (isTouched(facts, outcome.file)) return answer(facts, { verdict: 'stuck' })
  const crowded = crowd(facts, outcome.file)
  return crowded ? answer(facts, { verdict: `full-${crowded}` }) : takenIn(facts, outcome.file)
}

/** The programme takes in nothing new. What waits in a pull request is left to people: it may be a withdrawal. */
function atClosing(facts: IntakeFacts): readonly Action[] {
  const { issue } = facts
  const isTold = lastAnswer(facts)['said'] === 'closed'
  const isToClose = issue.state === 'open' && pullState(facts) !== 'open' && !isTold
  const closed: Action = { kind: 'close-issue', issue: issue.number, reason: 'not_planned' }
  return [...answer(facts, { verdict: 'closed' }), ...(isToClose ? [closed] : [])]
}

/** Nothing more happens in an issue whose pull request is merged or declined; edits are answered. */
function ended(facts: IntakeFacts, state: 'merged' | 'declined'): readonly Action[] {
  const { issue } = facts
  const verdict = isEditedSince(facts) ? 'late' : state
  // Whoever opens the issue again after we have closed it has a reason.
  const isTold = ['merged', 'declined', 'late'].includes(lastAnswer(facts)['said'] ?? '')
  const reason = state === 'merged' ? 'completed' : 'not_planned'
  const isToClose = issue.state === 'open' && verdict !== 'late' && !isTold
  return [
    ...(isToClose ? [{ kind: 'close-issue', issue: issue.number, reason } as const] : []),
    ...answer(facts, { verdict }),
  ]
}

/** The form says something that is neither in the pull request nor answered before it ended. */
function isEditedSince(facts: IntakeFacts): boolean {
  const { pull, digest } = facts
  const told = lastAnswer(facts)
  const known = registrationIn(pull)['digest'] ?? digest
  return known !== digest && (told['digest'] !== digest || told['said'] === 'late')
}

/** Somebody has opened the pull request again that was declined, and with it the issue that we closed then. */
function isPullReopened(facts: IntakeFacts): boolean {
  return pullState(facts) === 'open' && ['declined', 'late'].includes(lastAnswer(facts)['said'] ?? '')
}

function closedBySender(facts: IntakeFacts): readonly Action[] {
  const told = lastAnswer(facts)['said']
  const state = pullState(facts)
  if (state === 'none' || (state === 'dropped' && told === 'same')) return []
  // Told already: then it is a person who has opened the pull request again.
  const closed = told === 'withdrawn' ? [] : closing(facts, 'withdrawn')
  return [...closed, ...answer(facts, { verdict: 'withdrawn' })]
}

/** The programme has got what the form says in some other way. */
function unchanged(facts: IntakeFacts): readonly Action[] {
  const isOurs = facts.branch?.isOurs !== false
  return [...(isOurs ? closing(facts, 'same') : []), ...answer(facts, { verdict: 'same' })]
}

function closing(facts: IntakeFacts, verdict: 'withdrawn' | 'same'): readonly Action[] {
  const { pull, pullComments, self } = facts
  if (!pull || pullState(facts) !== 'open') return []
  const note = closingNote(facts, pull.number, verdict)
  return [...liveComment(note, pullComments, self), { kind: 'close-pull', pull: pull.number }]
}

/** Two runs at once may both have said why. */
function surplusNotes(facts: IntakeFacts): readonly Action[] {
  if (pullState(facts) !== 'dropped') return []
  const surplus = ownComments(closingSlot, facts.pullComments, facts.self).slice(0, -1)
  return surplus.map(({ id }) => ({ kind: 'delete-comment', comment: id }))
}

/** What people have done on the branch is not written over, and a branch that is not ours is not proposed. */
function isTouched({ branch, ...facts }: IntakeFacts, { text }: IntakeFile): boolean {
  if (!branch || branch.isOurs) return false
  return pullState(facts) !== 'open' || branch.text !== text
}

function takenIn(facts: IntakeFacts, file: IntakeFile): readonly Action[] {
  const { issue, pull, digest } = facts
  const isOpen = pull !== undefined && pullState(facts) === 'open'
  const target: Target = isOpen ? pull.number : { pullOf: branchOf(issue.number) }
  const commits = committed(facts, file)
  const isTold = isOpen && commits.length === 0 && lastAnswer(facts)['digest'] === digest
  return [
    ...(issue.state === 'closed' ? [{ kind: 'reopen-issue', issue: issue.number } as const] : []),
    ...commits,
    ...proposed(facts, file),
    ...(isTold ? [] : asked(facts, file, target)),
    ...answer(facts, { verdict: 'waiting', pull: target }),
  ]
}

/** One commit on what is there. A branch that no longer fits the base is begun anew. */
function committed({ issue, base, branch, speaker }: IntakeFacts, file: IntakeFile): readonly Action[] {
  if (branch && branch.text === file.text && !(branch.isStale && branch.isOurs)) return []
  const isContinued = branch !== undefined && !branch.isStale
  return [
    {
      kind: 'commit',
      branch: branchOf(issue.number),
      parent: isContinued ? branch.tip : base.commit,
      tip: branch?.tip ?? null,
      message: commitMessage(issue.number, file, speaker),
      files: [{ path: file.path, text: file.text }],
    },
  ]
}

/** Title and text are written anew when the form says something else: people may improve them in between. */
function proposed(facts: IntakeFacts, file: IntakeFile): readonly Action[] {
  const { issue, pull, digest, repository } = facts
  const texts = { title: pullTitle(facts, file), body: pullBody(facts, file) }
  if (pull === undefined || pullState(facts) !== 'open')
    return [{ kind: 'open-pull', branch: branchOf(issue.number), base: repository.defaultBranch, ...texts }]
  const told = registrationIn(pull)
  if (told['digest'] === digest && told['change'] === file.change) return []
  return [{ kind: 'update-pull', pull: pull.number, ...texts }]
}

function asked({ base }: IntakeFacts, { agency }: IntakeFile, pull: Target): readonly Action[] {
  const { programme } = base
  const logins = approversOf(programme, voiceOf(programme, agency)).map(({ login }) => login)
  return logins.length > 0 ? [{ kind: 'ask-reviewers', pull, logins }] : []
}

function answer(facts: IntakeFacts, what: Answer): readonly Action[] {
  return liveComment(answerComment(facts, what), facts.comments, facts.self)
}
