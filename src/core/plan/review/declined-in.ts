/** Avslått på forslaget: whoever asked for a decline with `/avvis` approves it, as long as it is what she asked for. */
import type { Words } from '../../messages.ts'
import type { Account } from '../../model.ts'
import { decisionPath } from '../command/decline.ts'
import { decline } from '../command/decline-plan.ts'
import type { CommandFacts, PullFacts } from '../command/facts.ts'
import type { Comment, PullRequest } from '../forge.ts'
import { declineOn } from '../propose/proposal.ts'
import { isAllOurs, type ReviewFacts } from './facts.ts'
import { type GivenCommand, givenCommands } from './given-commands.ts'

export type Recorded = Pick<
  ReviewFacts,
  'pull' | 'repository' | 'self' | 'today' | 'base' | 'head' | 'changes' | 'commits'
>

/**
 * Who said no on the proposal in the very words that the pull request writes down. What anybody has added to it, or made
 * of it, is nothing they have said yes to.
 */
export function declinedIn(
  facts: Recorded,
  proposal: PullRequest,
  there: readonly Comment[],
  words: Words,
): readonly Account[] {
  const match = declineOn(facts.pull.head.branch) ?? ''
  const text = recordedText(facts, match)
  if (text === undefined) return []
  const given = givenCommands(there, facts.self).filter(({ name, edited }) => name === 'avvis' && !edited)
  return given.filter((one) => writtenFor(one, facts, proposal, match, words) === text).map(({ by }) => by)
}

/** What the file of the decision would be. Undefined where anything else changes, or anybody else has had a hand in it. */
function recordedText(facts: Recorded, match: string): string | undefined {
  const [change, ...others] = facts.changes
  const isIts = change?.path === decisionPath(match) && (change.kind === 'added' || change.kind === 'changed')
  return isIts && others.length === 0 && isAllOurs(facts) ? facts.head.textOf(change.path) : undefined
}

/** The file as we would write it because of this comment. Undefined where we would refuse. */
function writtenFor(
  { argument, comment }: GivenCommand,
  { base, self, repository, today }: Recorded,
  pull: PullRequest,
  match: string,
  words: Words,
): string | undefined {
  const target = { branch: repository.defaultBranch, commit: base.commit }
  const proposal = { match, target, branch: undefined, decision: undefined }
  const subject: PullFacts = { kind: 'pull', pull, demands: [], current: true, proposal }
  const facts: CommandFacts = {
    comment,
    self,
    today,
    base: base.programme,
    there: [],
    reactions: [],
    subject,
  }
  const { deeds = [] } = decline(argument, facts, subject, words)
  const files = deeds.flatMap((deed) => (deed.kind === 'commit' ? deed.files : []))
  return files.find(({ path }) => path === decisionPath(match))?.text ?? undefined
}
