/** Katalogoppføring: what the catalogue shows, filters and searches of a registration. The same on the page and in the script. */
import type { Form, Language, Registration } from '../../core/model.ts'

/** Where a registration stands, from what its file and the programme say. Only `open` ones are looking for somebody. */
export const standings = [
  'open',
  'paused',
  'expired',
  'places-taken',
  'partner-found',
  'agency-left',
  'withdrawn',
] as const

export type Standing = (typeof standings)[number]

export type Entry = {
  readonly agency: string
  readonly slug: string
  readonly kind: Registration['kind']
  readonly title: string
  readonly language: Language
  /** As written, the most important first. */
  readonly areas: readonly string[]
  readonly forms: readonly Form[]
  /** `YYYY-MM`, both included. */
  readonly from: string
  readonly to: string
  readonly municipality: string
  readonly presence: Registration['place']['presence']
  readonly level: Registration['level']
  readonly standing: Standing
  /** It is in one of the proposals. */
  readonly proposed: boolean
  readonly unit: string
  readonly background: string
  readonly goals: readonly string[]
}

/** Names of what entries point to, in one language. */
export type Vocabulary = {
  readonly language: Language
  readonly agency: (slug: string) => { readonly short: string; readonly full: string }
  /** `broader` has all areas above this one, the nearest first. */
  readonly area: (id: string) => {
    readonly label: string
    readonly broader: readonly string[]
    readonly synonyms: readonly string[]
  }
  /** «Behov», «Hospitering», «Delvis digitalt», «Fagspesialist», «Trukket». */
  readonly word: (group: WordGroup, value: string) => string
}

export const wordGroups = ['kind', 'form', 'presence', 'level', 'standing'] as const

export type WordGroup = (typeof wordGroups)[number]
