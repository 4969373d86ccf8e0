/** Avslag: which matches must not be proposed again, and why not. */
import { fingerprint } from '../../match/fit/fingerprint.ts'
import { membersOf } from '../../match/office/open.ts'
import type { Account, Programme } from '../../model.ts'
import { decisionPath } from '../command/decline.ts'
import { ownComments } from '../live-comment.ts'
import type { Decline, PastProposal, ProposeFacts } from './facts.ts'
import { proposalMarkIn } from './proposal.ts'
import { closedSlot } from './proposal-comments.ts'

/**
 * Whether a proposal that is closed was said no to. It was not when we closed it ourselves and said why: then it only did
 * not fit. Whoever regrets a no can open it again.
 */
export function isDeclined(past: PastProposal, declines: readonly Decline[], self: Account): boolean {
  const closedByUs = past.pull.closedBy === undefined || past.pull.closedBy.id === self.id
  const explained = ownComments(closedSlot, past.comments, self).length > 0
  return isRecorded(past, declines) || !(closedByUs && explained)
}

/** Whether a pull request was opened later to write the reason down. */
export function isRecorded({ match, pull }: PastProposal, declines: readonly Decline[]): boolean {
  return declines.some((decline) => decline.match === match && decline.pull > pull.number)
}

/**
 * A no holds for as long as nothing that matters has changed. Of a proposal that has lost its marker nobody can tell, so
 * the no holds.
 */
function isUnchanged(match: string, body: string, programme: Programme): boolean {
  const mark = proposalMarkIn(body, match)
  const members = membersOf(match, programme)
  return mark === undefined || members === undefined || mark.fingerprint === fingerprint(members)
}

/** Closed proposals whose no still holds. */
export function standingDeclines({ past, declines, programme, self }: ProposeFacts): readonly PastProposal[] {
  return past.filter(
    (one) => isUnchanged(one.match, one.pull.body, programme) && isDeclined(one, declines, self),
  )
}

/** Whether the parties of an open proposal have said no in a pull request that is not merged yet. */
export function isBeingDeclined(match: string, pull: number, body: string, facts: ProposeFacts): boolean {
  const { declines, programme } = facts
  const open = declines.some((one) => one.match === match && one.pull > pull && one.state === 'open')
  return open && isUnchanged(match, body, programme)
}

/** A decision that is there but cannot be read may say no. */
export function isUnreadableDecision(match: string, { paths, decisions }: Programme): boolean {
  return paths.has(decisionPath(match)) && !decisions.has(match)
}
