/** Feil hos oss: when the tool itself fails, whoever waits for an answer is told, and told no longer when it works again. */
import type { Words } from '../messages.ts'
import type { Account } from '../model.ts'
import type { Action } from './action.ts'
import type { Comment } from './forge.ts'
import { liveComment, ownComments } from './live-comment.ts'
import { withMarker } from './marker.ts'

const slot = 'fault'

/** `run` is where the engineers can look. */
export function faultComment(
  on: number,
  run: string | undefined,
  words: Words,
  there: readonly Comment[],
  self: Account,
): readonly Action[] {
  const text = run === undefined ? words('fault') : `${words('fault')} [${words('fault-run')}](${run})`
  const verdict = 'fault'
  return liveComment({ on, slot, verdict, body: withMarker(slot, { verdict }, text) }, there, self)
}

/** To be part of every plan that succeeds. */
export function settledFaults(there: readonly Comment[], self: Account): readonly Action[] {
  return ownComments(slot, there, self).map(({ id }): Action => ({ kind: 'delete-comment', comment: id }))
}
