/**
 * The vocabulary: what the toolkit works with after loading. Types only. Written shapes come from `schemas/`
 * (`generated/written.ts`); here defaults are filled in and every record knows its identity and its file.
 */
import type * as Written from './generated/written.ts'

/** Dato: `YYYY-MM-DD`. Such strings compare correctly as text. */
export type IsoDate = string

/** Målform og språk. */
export type Language = Written.Language

/** Tekst på bokmål, nynorsk og engelsk. */
export type LocalText = Written.LocalText

/** Utvekslingsform: hospitering, kortere utveksling, rotasjon (gjensidig bytte). */
export type Form = Written.Form

/** Periode: both days are included. */
export type Period = { readonly from: IsoDate; readonly to: IsoDate }

/** Every record remembers the file it came from, so that whatever is said of it can point there. */
type Recorded = { readonly file: string }

/** Programmet: the office's settings, rounds, limits and weights. */
export type Settings = Written.Programme & Recorded

/** Antakelser om framtiden, as far as the office has written any. */
export type Assumptions = Written.Assumptions & Recorded

/** Runde: registrations until `deadline`, exchanges between `from` and `to`. */
export type Round = Written.Programme['rounds'][number]

/** Kompetanseområde eller målgruppe. */
export type Concept = Written.Term

/** Konto på GitHub. Only `id` says who it is; the login is for people to read, and can pass to somebody else. */
export type Account = Readonly<Written.Approver>

/** Mobilitetsregel with the time it is in force. */
export type PolicyRule = Written.PolicyRule

/** Virksomhet. `slug` is its folder and its name in every reference. */
export type Agency = Written.Agency & Recorded & { readonly slug: string }

/** What needs and offers share, with defaults filled in. */
type RegistrationCommon = Recorded & {
  /** `<agency>.<slug>` */
  readonly id: string
  readonly agency: string
  readonly slug: string
  readonly targetGroups: readonly string[]
  readonly inReturn: readonly string[]
  readonly places: number
  readonly clearance: Written.Clearance
  readonly partners: { readonly wished: readonly string[]; readonly excluded: readonly string[] }
}

type Filled = 'targetGroups' | 'inReturn' | 'places' | 'clearance' | 'partners'

/** Kompetansebehov: what an agency (or a unit of it) wants to learn or borrow. */
export type Need = Omit<Written.Need, Filled> & RegistrationCommon & { readonly kind: 'need' }

/** Kompetansetilbud: what an agency can teach, host or lend. */
export type Offer = Omit<Written.Offer, Filled> & RegistrationCommon & { readonly kind: 'offer' }

/** Påmelding: a need or an offer. */
export type Registration = Need | Offer

/** Utveksling under en avtale. */
export type Exchange = Written.Agreement['exchanges'][number]

/** Underskrift på vilkårene med dette fingeravtrykket. */
export type Signature = NonNullable<Written.Agreement['signatures']>[number]

/** Samarbeidsavtale, defaults filled in. */
export type Agreement = Omit<
  Written.Agreement,
  'version' | 'accepted' | 'deviations' | 'signatures' | 'termination'
> &
  Recorded & {
    readonly id: string
    readonly version: number
    readonly accepted: NonNullable<Written.Agreement['accepted']>
    readonly deviations: NonNullable<Written.Agreement['deviations']>
    readonly signatures: readonly Signature[]
    readonly termination: NonNullable<Written.Agreement['termination']> | null
  }

/** Evaluering av en utveksling på ett tidspunkt. */
export type Evaluation = Written.Evaluation & Recorded & { readonly agreement: string; readonly name: string }

/** Oppfølging: the milestones of an agreement that are done. `agreement` is its folder. */
export type FollowUp = Written.Followup & Recorded & { readonly agreement: string }

/** Milepæl, as the office has set it up for all agreements. */
export type MilestonePlan = NonNullable<Written.Programme['milestones']>[number]

/** Avslag: a proposal that somebody declined, so that it is not proposed again on the same inputs. */
export type Decision = Written.Decision & Recorded & { readonly id: string }

/** Maltekst: one document in one version, in the languages that have it. */
export type Template = {
  /** `<document>@<version>` */
  readonly id: string
  readonly languages: ReadonlyMap<Language, { readonly file: string; readonly text: string }>
}

/** Everything that is in the repository, as far as it is readable; records that are not valid are left out. */
export type Programme = {
  readonly settings: Settings | undefined
  readonly competences: ReadonlyMap<string, Concept>
  readonly targetGroups: ReadonlyMap<string, Concept>
  /** Both lists as they are written, repeated ids and all; undefined when `programme/competences.yaml` is not readable. */
  readonly concepts: Written.Competences | undefined
  readonly policy: readonly PolicyRule[]
  /** Absent when the office has written none. */
  readonly assumptions?: Assumptions
  readonly agencies: ReadonlyMap<string, Agency>
  readonly registrations: ReadonlyMap<string, Registration>
  readonly agreements: ReadonlyMap<string, Agreement>
  readonly evaluations: readonly Evaluation[]
  /** By agreement. */
  readonly followUps: ReadonlyMap<string, FollowUp>
  readonly decisions: ReadonlyMap<string, Decision>
  readonly templates: ReadonlyMap<string, Template>
  /** Every path in the data folders, readable or not: a broken file is not a missing one. */
  readonly paths: ReadonlySet<string>
}

/** Koblingsforslag: registrations that fit, and why. */
export type Proposal = {
  /** `<need>--<offer>` or `rotation--<id>--<id>…`: also the branch name and the key of a declined proposal. */
  readonly id: string
  readonly kind: 'pair' | 'rotation'
  /** Agencies; in a rotation each sends to the next and the last to the first. */
  readonly parties: readonly string[]
  readonly registrations: readonly string[]
  /** 0–100, the sum of the reasons' points, rounded. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** Begrunnelse: points, and the two fields they can be traced to. */
export type Reason = {
  readonly part: ScorePart
  readonly points: number
  readonly outOf: number
  readonly fields: readonly FieldReference[]
  readonly args: Readonly<Record<string, string | number>>
}

export type ScorePart = keyof Written.Programme['matching']['weights']

/** A field of a file, such as `period.from` in a need. */
export type FieldReference = { readonly file: string; readonly at: string }

/** Nesten-treff: what would have to change for these two to fit. */
export type NearMiss = {
  readonly id: string
  readonly failed: readonly {
    readonly constraint: string
    readonly fields: readonly FieldReference[]
    readonly args: Readonly<Record<string, string | number>>
  }[]
}

/**
 * Mål: what a choice is judged by, the first before the second and so on. `needs`: places of needs that are met.
 * `firsts`: agencies that learn anything at all. `seconds`: the same, an agency's second chance to learn counted too.
 * `chances`: all of them. `score`: the sum of the scores, in tenths of a point. `kept`: open proposals that are made again.
 */
export type Aim = 'needs' | 'firsts' | 'seconds' | 'chances' | 'score' | 'kept'

/** How far a choice came towards an aim, and how far any choice could come. Equal: proved to be the best. */
export type Level = { readonly aim: Aim; readonly value: number; readonly bound: number }

/**
 * Fravalg: a better-scored proposal for one of the same registrations, and what making it would cost. True by
 * construction: everything was chosen again with it, and this is the first aim that suffers and by how much.
 */
export type Forgone = {
  readonly id: string
  readonly score: number
  readonly loses: { readonly aim: Aim; readonly count: number }
  /** Who has the place now, when it is one proposal of two. */
  readonly taken?: {
    /** The registration that got it, and the proposal it got. */
    readonly by: string
    readonly proposal: string
    /** Nothing else could have been proposed to it. */
    readonly only: boolean
  }
}

/** Minste endring: with these values in these fields the registration would have been in a proposal. */
export type Remedy = {
  /** The proposal that would have been made. */
  readonly id: string
  readonly changes: readonly (FieldReference & {
    readonly constraint: string
    readonly value: string | number | boolean | readonly string[]
    readonly args: Readonly<Record<string, string | number>>
  })[]
}

/** What matching gives back; the shape `match --format json` prints. */
export type Matching = {
  readonly proposals: readonly Proposal[]
  /** By id of a proposal; those for which nothing better was given up are not here. */
  readonly forgone: Readonly<Record<string, readonly Forgone[]>>
  readonly unmatched: readonly {
    readonly id: string
    readonly nearMisses: readonly NearMiss[]
    /** Absent when no small change of fields helps. */
    readonly remedy?: Remedy
  }[]
  /** Agencies others wish for that are not registered: the office can contact them. */
  readonly wanted: readonly {
    readonly organisation: string
    readonly count: number
    readonly by: readonly string[]
  }[]
  /** Every level is proved to be the best there is. */
  readonly optimal: boolean
  readonly levels: readonly Level[]
}
