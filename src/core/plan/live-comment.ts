/** Én levende kommentar: edited in place while the verdict stands, new when it flips, and never two of them. */
import type { Account } from '../model.ts'
import type { Action, Target, Text } from './action.ts'
import type { Comment } from './forge.ts'
import { markerIn } from './marker.ts'

export type Wanted = {
  readonly on: Target
  /** Which of our comments it is; a pull request may have several kinds. */
  readonly slot: string
  /** A new comment is written when this is another than last time: people are told of new comments, not of edits. */
  readonly verdict: string
  /** With its marker: see {@link withMarker}, whose value must hold the verdict as `verdict`. */
  readonly body: Text
}

/** `there`: all comments that are there, of anybody, oldest first. */
export function liveComment(wanted: Wanted, there: readonly Comment[], self: Account): readonly Action[] {
  const latest = ownComments(wanted.slot, there, self).at(-1)
  const removed = surplusComments(wanted.slot, there, self)
  if (!latest) return [{ kind: 'comment', on: wanted.on, body: wanted.body }]
  if (markerIn(latest.body)?.value['verdict'] !== wanted.verdict)
    return [
      { kind: 'comment', on: wanted.on, body: wanted.body },
      ...removed,
      { kind: 'delete-comment', comment: latest.id },
    ]
  if (isSame(latest.body, wanted.body)) return removed
  return [{ kind: 'edit-comment', comment: latest.id, body: wanted.body }, ...removed]
}

/** All but the latest: two runs at once may each have written one. */
export function surplusComments(slot: string, there: readonly Comment[], self: Account): readonly Action[] {
  const surplus = ownComments(slot, there, self).slice(0, -1)
  return surplus.map(({ id }): Action => ({ kind: 'delete-comment', comment: id }))
}

/** Our own comments of one kind: by marker, and by who wrote them. */
export function ownComments(slot: string, there: readonly Comment[], self: Account): readonly Comment[] {
  return there.filter(({ author, body }) => author.id === self.id && markerIn(body)?.slot === slot)
}

/** A text with a number still to come is never the same: the pull request is opened in the same run. */
function isSame(body: string, wanted: Text): boolean {
  return typeof wanted === 'string' && body.replaceAll('\r\n', '\n').trimEnd() === wanted.trimEnd()
}
