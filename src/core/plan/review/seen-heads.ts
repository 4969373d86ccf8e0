/**
 * Sett: the heads of a pull request that we have spoken of, kept in the marker of our live comment. A commit may be the
 * head of several pull requests, and a history can be replaced by an older one; so when something was said of a commit
 * does not tell what was there when a comment was written. This does.
 */
import type { Account } from '../../model.ts'
import type { Comment } from '../forge.ts'
import { ownComments } from '../live-comment.ts'
import { markerIn } from '../marker.ts'

/** Comments after `after`, and before the next head's, were written below what we had said of this one. */
export type SeenHead = { readonly commit: string; readonly after: number }

/** The slot of the live comment on a pull request. */
export const reviewSlot = 'review'

/** Older ones are forgotten, and then nothing that was said of them counts. */
const most = 20

export function seenHeads(comments: readonly Comment[], self: Account): readonly SeenHead[] {
  const latest = ownComments(reviewSlot, comments, self).at(-1)
  const written = (latest && markerIn(latest.body)?.value['heads']) ?? ''
  return written.split(' ').flatMap((one) => {
    const [, commit, after] = /^([0-9a-f]{40,64}):(\d{1,15})$/.exec(one) ?? []
    return commit === undefined ? [] : [{ commit, after: Number(after) }]
  })
}

/** With the present head, if it is another than last time. */
export function seenWith(
  seen: readonly SeenHead[],
  commit: string,
  comments: readonly Comment[],
): readonly SeenHead[] {
  if (seen.at(-1)?.commit === commit) return seen
  return [...seen, { commit, after: Math.max(0, ...comments.map(({ id }) => id)) }].slice(-most)
}

export function writtenHeads(seen: readonly SeenHead[]): string {
  return seen.map(({ commit, after }) => `${commit}:${after}`).join(' ')
}
