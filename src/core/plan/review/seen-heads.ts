/**
 * Sett: the heads of a pull request that we have spoken of, kept in the marker of our live comment. A commit may be the
 * head of several pull requests, and a history can be replaced by an older one; so when something was said of a commit
 * does not tell what was there when a comment was written. This does, as long as nobody has edited the comment: whoever
 * may write to the repository can change what we wrote, but not hide it, and cannot write a comment in our name. That is
 * why we do not edit it either while it asks for something, but write a new one.
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
  const isAsWritten = latest !== undefined && latest.created === latest.updated
  const written = (isAsWritten && markerIn(latest.body)?.value['heads']) || ''
  return written.split(' ').flatMap((one) => {
    const [, commit, after] = /^([0-9a-f]{40,64}):(\d{1,15})$/.exec(one) ?? []
    return commit === undefined ? [] : [{ commit, after: Number(after) }]
  })
}

type Present = {
  readonly seen: readonly SeenHead[]
  readonly head: string
  /** Commits that say the same as the head. */
  readonly equal: ReadonlySet<string>
  readonly comments: readonly Comment[]
}

/** With the present head, if it says something else than the last. */
export function seenWith({ seen, head, equal, comments }: Present): readonly SeenHead[] {
  const last = seen.at(-1)?.commit
  if (last !== undefined && (last === head || equal.has(last))) return seen
  const latest = comments.reduce((most, { id }) => Math.max(most, id), 0)
  return [...seen, { commit: head, after: latest }].slice(-most)
}

export function writtenHeads(seen: readonly SeenHead[]): string {
  return seen.map(({ commit, after }) => `${commit}:${after}`).join(' ')
}
