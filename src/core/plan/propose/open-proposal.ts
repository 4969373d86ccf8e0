/** Et åpent forslag: whether it still fits, and whether people have made it their own. */

import { registrationsIn } from '../../match/ids.ts'
import { crowdedOut, obstaclesTo } from '../../match/office/open.ts'
import type { Account, Programme } from '../../model.ts'
import { decisionPath } from '../command/decline.ts'
import { givenCommands } from '../review/given-commands.ts'
import { isBeingDeclined, isUnreadableDecision } from './declined.ts'
import type { OpenProposal, ProposeFacts } from './facts.ts'
import { acceptedIn, partiesOf, proposalMarkIn, voicesFor } from './proposal.ts'
import type { Unfit } from './proposal-comments.ts'
import type { Sight } from './sight.ts'

/** `unread`: nobody can tell, because of a file that has errors. */
export type Judgement =
  | { readonly kind: 'fits' }
  | { readonly kind: 'unfit'; readonly unfit: Unfit }
  | { readonly kind: 'unread'; readonly file: string }

export type Judged = { readonly proposal: OpenProposal; readonly judgement: Judgement }

/** Of two that cannot both be made, the one people have said yes to stays, otherwise the older. */
export function judgeOpen(facts: ProposeFacts, sight: Sight): readonly Judged[] {
  const judged = facts.open.map((proposal) => ({ proposal, judgement: judge(proposal, facts, sight) }))
  const fitting = judged
    .filter(({ judgement }) => judgement.kind === 'fits')
    .map(({ proposal }) => proposal)
    .toSorted((a, b) => rank(a, facts) - rank(b, facts) || a.pull.number - b.pull.number)
  const crowded = crowdedOut(
    fitting.map(({ match }) => match),
    sight.programme,
    sight.context,
  )
  return judged.map((one) => {
    const full = crowded.get(one.proposal.match)
    return full ? { ...one, judgement: { kind: 'unfit', unfit: { failed: [full] } } } : one
  })
}

function rank(proposal: OpenProposal, facts: ProposeFacts): number {
  return isTakenUp(proposal, facts) ? 0 : 1
}

function judge({ match, pull }: OpenProposal, facts: ProposeFacts, { programme, context }: Sight): Judgement {
  const file = unreadFile(match, programme)
  if (file !== undefined) return { kind: 'unread', file }
  if (isBeingDeclined(match, pull.number, pull.body, facts))
    return { kind: 'unfit', unfit: { why: 'declining' } }
  const failed = obstaclesTo(match, programme, context)
  if (!failed) return { kind: 'unfit', unfit: { why: 'gone' } }
  return failed.length === 0 ? { kind: 'fits' } : { kind: 'unfit', unfit: { failed } }
}

/** A broken file is not a missing one: what it says will be known again when it is mended. */
function unreadFile(match: string, programme: Programme): string | undefined {
  const { paths, agencies, registrations } = programme
  const read = (known: boolean, files: readonly string[]) => (known ? [] : files)
  const unread = [
    ...partiesOf(match).flatMap((slug) => read(agencies.has(slug), [`agencies/${slug}/agency.yaml`])),
    ...registrationsIn(match).flatMap((id) => {
      const [agency, slug] = id.split('.')
      const files = ['needs', 'offers'].map((folder) => `agencies/${agency}/${folder}/${slug}.yaml`)
      return read(registrations.has(id), files)
    }),
    ...(isUnreadableDecision(match, programme) ? [decisionPath(match)] : []),
  ]
  return unread.find((file) => paths.has(file))
}

/** Every commit on its branch is ours: nothing of anybody's is lost when it is written anew. */
export function isOurs({ commits }: OpenProposal, self: Account): boolean {
  return commits.every(({ author }) => author?.id === self.id)
}

/** Whether it is no longer only ours to close: changed, accepted or approved, or not as we wrote it. */
export function isTakenUp(proposal: OpenProposal, { self, programme }: ProposeFacts): boolean {
  const { match, pull, file, reviews, comments } = proposal
  const voices = voicesFor(partiesOf(match), programme)
  const approved = reviews.some(({ author, state }) => state === 'approved' && voices.has(author.id))
  const accepted = givenCommands(comments, self).some(({ name, by }) => name === 'godta' && voices.has(by.id))
  const isMarked = proposalMarkIn(pull.body, match) !== undefined
  return !isOurs(proposal, self) || !isMarked || acceptedIn(file) > 0 || approved || accepted
}

/** Whether its registrations keep their places. Those that cannot be read do, until somebody has mended them. */
export function keepsPlaces({ judgement }: Judged): boolean {
  return judgement.kind !== 'unfit'
}
