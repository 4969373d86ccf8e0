/** Verden: a programme on a day, what is under way in it, and what people are going to do. Types only. */
import type { Words } from '../messages.ts'
import type { Evaluation, IsoDate, Language, Programme } from '../model.ts'
import type { FollowUpIssue } from '../plan/follow-up/facts.ts'
import type { Assumed } from './assumptions.ts'
import type { Chance } from './chance.ts'
import type { Happening } from './happening.ts'
import type { Memory } from './memory.ts'

/** Hva noen gjør: what becomes a change in the files on its day. */
export type Deed =
  | { readonly kind: 'answer'; readonly match: string; readonly agency: string; readonly yes: boolean }
  | { readonly kind: 'terms'; readonly agreement: string; readonly succeeds: boolean }
  | { readonly kind: 'signature'; readonly agreement: string; readonly party: string }
  | { readonly kind: 'ending'; readonly agreement: string; readonly exchange: string }
  | {
      readonly kind: 'milestone'
      readonly agreement: string
      readonly exchange?: string
      readonly milestone: string
    }
  | {
      readonly kind: 'evaluation'
      readonly agreement: string
      readonly exchange: string
      readonly stage: Evaluation['stage']
      readonly by: Evaluation['by']
    }
  | { readonly kind: 'confirmation'; readonly registration: string; readonly yes: boolean }
  | { readonly kind: 'registration'; readonly round: string; readonly number: number }

/** Planlagt: a deed and its day. */
export type Planned = { readonly day: IsoDate; readonly deed: Deed }

/** Åpent forslag: since when, and who has said yes. */
export type Open = { readonly since: IsoDate; readonly yes: readonly string[] }

export type World = {
  readonly programme: Programme
  readonly today: IsoDate
  /** Open proposals by match, the oldest first. */
  readonly proposals: ReadonlyMap<string, Open>
  /** The issues of follow-up, as on GitHub. */
  readonly issues: readonly FollowUpIssue[]
  /** What people are going to do, in no order. */
  readonly planned: readonly Planned[]
  /** Questions that have had their answer: nobody is asked twice what she will do. */
  readonly settled: ReadonlySet<string>
  /** What has been told of already: exchanges that have begun or ended, registrations that have expired. */
  readonly told: ReadonlySet<string>
}

/** Omgivelser: what does not change from day to day. */
export type Setting = {
  readonly assumed: Assumed
  readonly chance: Chance
  readonly wordsOf: (language: Language) => Words
  readonly memory: Memory
}

/** What a part of a day comes to. */
export type Step = { readonly world: World; readonly happenings: readonly Happening[] }
