/** Kolonner: which there are, and which is meant by a heading. Made from the schemas, so that there is no second list. */

import { type Field, fieldAt, fieldsOf } from '../draft/fields.ts'
import type { SchemaOf } from '../json-schema.ts'
import type { Language, Registration } from '../model.ts'
import { nearest } from '../nearest.ts'
import { capitalised } from '../text.ts'
import { folded } from './spaces.ts'
import { aboutPerson, counting, ownHeadings, remarks, spans, synonyms } from './synonyms.ts'

export type RegistrationKind = Registration['kind']

/** A column that is read: a field by its path, both ends of one (`period`), or what says which record it is. */
export type Column =
  | { readonly part: 'field'; readonly path: string }
  | { readonly part: 'span'; readonly of: keyof typeof spans }
  | { readonly part: 'id' | 'kind' | 'agency' }

/** Overskrift: what is done with the column below it. */
export type Heading =
  | Column
  /** About a person: left out, and told. */
  | { readonly part: 'person' }
  /** Left out because it says nothing about the registration: numbers, and what we wrote ourselves. */
  | { readonly part: 'ignored' }
  | { readonly part: 'unknown'; readonly suggestion?: string }
  | { readonly part: 'empty' }

/** Both ends of a column that holds two. */
export const ends: Readonly<Record<keyof typeof spans, readonly [string, string]>> = {
  period: ['period.from', 'period.to'],
  duration: ['duration.minWeeks', 'duration.maxWeeks'],
  workload: ['workload.min', 'workload.max'],
}

export const registrationKinds: readonly RegistrationKind[] = ['need', 'offer']
export const languages: readonly Language[] = ['nb', 'nn', 'en']

/** The fields of a registration, in the order of the form, with those that tell that it is withdrawn last. */
export function sheetFields(
  kind: RegistrationKind,
  language: Language,
  schemaOf: SchemaOf,
): readonly Field[] {
  const asker = { kind, language, schemaOf }
  const ended = ['withdrawn.date', 'withdrawn.reason'].flatMap((path) => fieldAt(path, asker) ?? [])
  return [...fieldsOf(asker), ...ended]
}

/** What the column of a field is called: its title, with that of its group where it says too little by itself. */
export function headingOf({ title, group }: Pick<Field, 'title' | 'group'>): string {
  if (!group) return title
  if (group.title.endsWith('?')) return `${group.title} ${title}`
  return title.includes(' ') ? title : `${group.title} – ${title}`
}

/** Finds the column that is meant by a heading; quickly, without looking for what else it may have meant. */
export type Headings = (written: string, manner?: 'quick') => Heading

export function headingsFrom(schemaOf: SchemaOf): Headings {
  const known = knownHeadings(schemaOf)
  const names = [...known.keys()]
  return (written, manner) => {
    const heading = folded(written)
    if (heading === '') return { part: 'empty' }
    const column = known.get(heading) ?? known.get(folded(heading.replace(/\(.*?\)/g, '')))
    if (column) return column
    if (manner === 'quick') return { part: 'unknown' }
    if (aboutPerson.test(heading)) return { part: 'person' }
    const suggestion = notes.has(heading) ? undefined : nearest(heading, names)
    return { part: 'unknown', ...(suggestion === undefined ? {} : { suggestion: capitalised(suggestion) }) }
  }
}

const notes = new Set(remarks.map(folded))

/** Titles that several fields have, such as «Rolle», stand for none of them. */
function knownHeadings(schemaOf: SchemaOf): ReadonlyMap<string, Heading> {
  const known = new Map<string, Heading>()
  const shared = new Set<string>()
  const add = (written: string, heading: Heading) => {
    const name = folded(written)
    const before = known.get(name)
    if (before && JSON.stringify(before) !== JSON.stringify(heading)) shared.add(name)
    known.set(name, before ?? heading)
  }
  for (const [of, names] of entriesOf(spans)) for (const name of names) add(name, { part: 'span', of })
  for (const part of ['id', 'kind', 'agency'] as const)
    for (const name of ownHeadings[part]) add(name, { part })
  for (const name of [...ownHeadings.fault, ...counting]) add(name, { part: 'ignored' })
  for (const [path, names] of Object.entries(synonyms))
    for (const name of [path, ...names])
      known.set(folded(name), known.get(folded(name)) ?? { part: 'field', path })
  const chosen = new Set(known.keys())
  for (const field of allFields(schemaOf)) {
    const heading: Heading = { part: 'field', path: field.path }
    for (const name of namesOf(field)) if (!chosen.has(folded(name))) add(name, heading)
  }
  for (const name of shared) known.delete(name)
  return known
}

function namesOf(field: Field): readonly string[] {
  const { title, group } = field
  return [title, headingOf(field), ...(group ? [`${group.title}: ${title}`, `${group.title} ${title}`] : [])]
}

function allFields(schemaOf: SchemaOf): readonly Field[] {
  return registrationKinds.flatMap((kind) =>
    languages.flatMap((language) => sheetFields(kind, language, schemaOf)),
  )
}

function entriesOf<Key extends string, Value>(
  record: Readonly<Record<Key, Value>>,
): readonly (readonly [Key, Value])[] {
  return Object.entries(record) as [Key, Value][]
}
