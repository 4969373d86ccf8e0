/** Kommentarer på et forslag: why it is closed or left alone, and what is missing. One of each kind, and removed when it no longer holds. */

import type { SchemaOf } from '../../json-schema.ts'
import type { Failed } from '../../match/fit/feasible.ts'
import type { Words } from '../../messages.ts'
import type { Account, Programme } from '../../model.ts'
import { inert } from '../../report/markdown.ts'
import { obstacleSentence } from '../../report/matching-sentences.ts'
import type { Action } from '../action.ts'
import type { Comment } from '../forge.ts'
import { liveComment, ownComments } from '../live-comment.ts'
import { withMarker } from '../marker.ts'
import { bullets, mailboxOf } from '../prose.ts'
import { linkedFields, type Source } from '../source-links.ts'
import { changeTable, type FieldChange } from './proposal-changes.ts'
import { declineReasons } from './proposal-text.ts'

/** We closed it, because it did not fit any longer. */
export const closedSlot = 'proposal-closed'
/** It does not fit any longer, but somebody has said yes. */
export const unfitSlot = 'proposal-unfit'
/** Somebody has changed it by hand. */
export const ownSlot = 'proposal-human'
/** Somebody closed it without saying why. */
export const whySlot = 'proposal-why'

type CommentSlot = typeof closedSlot | typeof unfitSlot | typeof ownSlot | typeof whySlot

/** Where a comment stands, what is there already, and what it takes to write one. */
export type Thread = {
  readonly on: number
  readonly there: readonly Comment[]
  readonly self: Account
  readonly programme: Programme
  readonly source: Source
  readonly schemaOf: SchemaOf
  readonly words: Words
}

/** Hindring: what stands in the way of a proposal, when that is more than matching knows. */
export type Unfit = { readonly failed: readonly Failed[] } | { readonly why: 'gone' | 'declining' | 'closed' }

export function closedComment(unfit: Unfit, thread: Thread): readonly Action[] {
  const { words, programme } = thread
  const after = words('propose-closed-after', { mailbox: mailboxOf(programme) })
  return said(
    closedSlot,
    verdictOf(unfit),
    [words('propose-closed'), obstacles(unfit, thread), after],
    thread,
  )
}

export function unfitComment(unfit: Unfit, thread: Thread): readonly Action[] {
  const { words } = thread
  const parts = [words('propose-unfit'), obstacles(unfit, thread), words('propose-unfit-after')]
  return said(unfitSlot, verdictOf(unfit), parts, thread)
}

/** `changes` are those since the proposal was last written, if there are any that it should have followed. */
export function ownComment(changes: readonly FieldChange[] | undefined, thread: Thread): readonly Action[] {
  const { words } = thread
  if (!changes) return said(ownSlot, 'own', [words('propose-own')], thread)
  const rows = changes.length > 0 ? [changeTable(changes, words)] : []
  return said(ownSlot, 'behind', [words('propose-own'), words('propose-own-behind'), ...rows], thread)
}

export function whyComment(thread: Thread): readonly Action[] {
  const { words, schemaOf } = thread
  return said(whySlot, 'missing', [words('propose-why'), declineReasons(schemaOf, words)], thread)
}

function said(
  slot: CommentSlot,
  verdict: string,
  parts: readonly string[],
  thread: Thread,
): readonly Action[] {
  const { on, there, self } = thread
  const body = withMarker(slot, { verdict }, parts.join('\n\n'))
  return liveComment({ on, slot, verdict, body }, there, self)
}

/** Takes away what no longer holds. */
export function withdrawn(slots: readonly CommentSlot[], { there, self }: Thread): readonly Action[] {
  return slots
    .flatMap((slot) => ownComments(slot, there, self))
    .map(({ id }): Action => ({ kind: 'delete-comment', comment: id }))
}

function verdictOf(unfit: Unfit): string {
  return 'why' in unfit ? unfit.why : unfit.failed.map(({ constraint }) => constraint).join(' ')
}

/** Each with the lines where it stands. */
function obstacles(unfit: Unfit, { programme, source, words }: Thread): string {
  if ('why' in unfit) return bullets([words(`propose-unfit-${unfit.why}`)])
  const told = unfit.failed.map((failed) => {
    const sentence = inert(obstacleSentence(failed, programme, words))
    const links = linkedFields(failed.fields, source, programme, words)
    return links === '' ? sentence : `${sentence} (${links})`
  })
  return bullets(told)
}
