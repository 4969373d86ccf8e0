/** What a choice is made among, what it must take into account, and what comes of it. */
import type { Level } from '../../model.ts'

/** Kandidat: what the choice needs to know of a proposal. */
export type Candidate = {
  readonly id: string
  readonly kind: 'pair' | 'rotation'
  /** Each takes one place. A pair: the need, then the offer. */
  readonly registrations: readonly string[]
  /** Those of the registrations that are needs, and are met. */
  readonly meets: readonly string[]
  /** The agencies that learn something: of the need of a pair, of each registration of a rotation. */
  readonly serves: readonly string[]
  /** A whole number of at most 1,000. */
  readonly score: number
}

/** Hensyn: what a choice must or should take into account beside the candidates. */
export type Preferences = {
  /** Proposals that are out: made again when nothing better is lost by it. */
  readonly open: ReadonlySet<string>
  /** Proposals that must be made. Each fits by itself; together they may not. */
  readonly pinned: ReadonlySet<string>
  /** How long may be searched, in all. What is not proved by then is said to be so. */
  readonly seconds: number
}

export type Solution = {
  readonly chosen: ReadonlySet<string>
  /** True only if no other choice can be better. */
  readonly optimal: boolean
  /** In the order in which they count. */
  readonly levels: readonly Level[]
}
