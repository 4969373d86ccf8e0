/** Kopi: a pull request with the very commit of an earlier one. What GitHub shows of a commit it shows on both. */
import type { Speaker } from '../../messages.ts'
import type { Plan } from '../action.ts'
import { settledFaults } from '../fault.ts'
import { liveComment } from '../live-comment.ts'
import { withMarker } from '../marker.ts'
import type { ReviewFacts } from './facts.ts'
import { reviewSlot } from './seen-heads.ts'

/** The check is the earlier one's: whoever copies somebody's change has no say in how it is judged. */
export function planCopy({ pull, said, self }: ReviewFacts, original: number, { words }: Speaker): Plan {
  const verdict = 'copy'
  const text = `**${words('review-copy', { number: original })}** ${words('review-copy-how', { number: original })}`
  const body = withMarker(reviewSlot, { verdict }, text)
  const actions = [
    ...liveComment({ on: pull.number, slot: reviewSlot, verdict, body }, said.comments, self),
    ...settledFaults(said.comments, self),
  ]
  return { actions, notes: [] }
}
