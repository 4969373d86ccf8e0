/** Hukommelse: what a run ahead finds once. */
import type { Context } from '../match/context.ts'
import type { Proposal } from '../model.ts'

/** What need not be found twice. Shared by runs of one programme; `matches` counts those that were made. */
export type Memory = {
  readonly found: Map<string, readonly Proposal[]> | undefined
  readonly ideas: Map<string, Context['ideas']>
  matches: number
}

/** `forgetful`: matches every day, for comparing. */
export function memory({ forgetful = false } = {}): Memory {
  return { found: forgetful ? undefined : new Map(), ideas: new Map(), matches: 0 }
}
