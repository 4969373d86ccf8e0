/** What a part of the score is asked, and what it answers. */
import type { FieldReference, Reason, Registration } from '../../model.ts'
import type { Context } from '../context.ts'

/** Vurdering: how much of a part's points is earned, and why. */
export type Judgement = {
  /** 0–1 */
  readonly share: number
  /** Only asked of the few that are shown. `args.how` chooses between the part's sentences. */
  because(): Because
  /** The same when the two are proposed to each other alone, if that makes a difference. */
  inPair?(): Judgement
}

export type Because = { readonly fields: readonly FieldReference[]; readonly args: Reason['args'] }

/** `wants` is the one that learns, `gives` the one it learns from. */
export type Judge = (wants: Registration, gives: Registration, context: Context) => Judgement
