/** Milepæl: something that is to happen in an agreement, when, and whether it has. Types only. */
import type { Evaluation, IsoDate, MilestonePlan } from '../model.ts'

/**
 * `done`: the repository says so. `coming`: nobody need think of it yet. `due`: it is time. `overdue`: the day has
 * passed. `paused`: the programme pauses. `lapsed`: the day passed so long ago that nobody is reminded any more.
 */
export const states = ['overdue', 'due', 'coming', 'paused', 'done', 'lapsed'] as const

export type State = (typeof states)[number]

export type Milestone = {
  /** `kld-dfo/ut-1/oppstartssamtale`, `kld-dfo/avtalegjennomgang`, `kld-dfo/ut-1/evaluation.end`: it never changes. */
  readonly id: string
  readonly agreement: string
  /** Absent for one of the whole agreement. */
  readonly exchange?: string
  /** What the office has written of it, or which evaluation it is. */
  readonly about: About
  /** From when on people are reminded. */
  readonly opens: IsoDate
  /** The day it is to be done by; undefined while a pause without an end lasts. */
  readonly date: IsoDate | undefined
  /** The day it would have been without a pause. */
  readonly planned: IsoDate
  readonly state: State
  /** Days since the day passed, those of a pause left out; 0 unless it is overdue or has lapsed. */
  readonly late: number
  /** Agencies that are responsible, by folder. Of evaluations: those whose part is missing, or all when none is. */
  readonly who: readonly string[]
  /** Of evaluations: who has not answered. */
  readonly awaits: readonly Evaluation['by'][]
  /** The day it was done, or the last part of it. */
  readonly done?: IsoDate
}

export type About =
  | { readonly kind: 'plan'; readonly plan: MilestonePlan }
  | { readonly kind: 'evaluation'; readonly stage: Evaluation['stage'] }
