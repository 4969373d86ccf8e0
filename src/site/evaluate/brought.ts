/** Medbrakt til evalueringen: what the page brings to its script, as JSON. */
import type { Messages } from '../../core/messages.ts'
import type { Exchange, Language } from '../../core/model.ts'
import type { BroughtField } from '../form/brought.ts'

/** A field with the lengths it is judged by. */
export type BroughtQuestion = BroughtField & { readonly minLength?: number; readonly maxLength?: number }

/** An exchange that has begun, under an agreement everybody has signed. */
export type BroughtExchange = Pick<Exchange, 'id' | 'from' | 'to' | 'period' | 'ended' | 'learningGoals'> & {
  readonly agreement: string
  readonly title: string
  readonly fromName: string
  readonly toName: string
  /** Names of evaluations that have been given. */
  readonly given: readonly string[]
}

export type BroughtEvaluation = {
  readonly language: Language
  readonly questions: readonly BroughtQuestion[]
  readonly goal: BroughtQuestion
  /** What a suggestion can be about, in the order of the schema. */
  readonly abouts: readonly string[]
  readonly exchanges: readonly BroughtExchange[]
  readonly messages: Messages
  /** Where the issue form is, without a question mark; '' when nobody has said which repository it is. */
  readonly issues: string
  readonly template: string
  readonly mailbox: string
}

/** Of the choice of exchange: which agreement, and which exchange in it. */
export function exchangeKey({ agreement, id }: Pick<BroughtExchange, 'agreement' | 'id'>): string {
  return `${agreement}/${id}`
}
