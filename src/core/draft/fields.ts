/** Questions from the schema: every field somebody can fill in, with what is said about it in her language. */

import {
  isNullable,
  type JsonSchema,
  type SchemaOf,
  type Spec,
  specOf,
  specWithin,
  textsIn,
  typeOf,
} from '../json-schema.ts'
import type { Kind } from '../kinds.ts'
import type { Language } from '../model.ts'
import { exampleIn, headOf, plainHelp, sentences } from './wording.ts'

/** Felt: one thing to be answered. */
export type Field = {
  /** As it is written on the command line: `period.from`. */
  readonly path: string
  /** Where it stands in the file, when that is somewhere else. */
  readonly at?: string
  readonly title: string
  readonly help: string
  /** The group it is part of, which has a question of its own: «Når passer det?» of `period.from`. */
  readonly group?: { readonly path: string; readonly title: string; readonly help: string }
  readonly required: boolean
  readonly list: boolean
  readonly of: 'text' | 'number' | 'truth' | 'date' | 'choice' | 'group'
  /** What a choice is among. */
  readonly options: readonly Option[]
  /** What each entry of a list of groups consists of; their paths begin at the entry. */
  readonly fields: readonly Field[]
  /** The schema of a value: of each entry, when it is a list. */
  readonly value: JsonSchema
  /** The schema of the whole. */
  readonly schema: JsonSchema
  /** What to write, told to whoever wrote something that has the wrong form. */
  readonly form: string
  readonly example: string
}

/** Valg: what is written in the file, and what a person sees. */
export type Option = {
  readonly value: string
  readonly label: string
  /** What it is called otherwise, for those who look for it. */
  readonly also?: readonly string[]
}

export type Asker = { readonly kind: Kind; readonly language: Language; readonly schemaOf: SchemaOf }

/** All fields of a kind of file, in the order in which they are written, except those that tell how it ended. */
export function fieldsOf(asker: Asker): readonly Field[] {
  return fieldsWithin(specOf(asker.kind, asker.schemaOf), { path: [], required: true }, asker)
}

/** The field at a path, list positions and all; undefined when there is none, or when it is a group of fields. */
export function fieldAt(path: string, asker: Asker): Field | undefined {
  let at: At = { path: [], required: true }
  let spec: Spec | undefined = specOf(asker.kind, asker.schemaOf)
  for (const step of path.split('.')) {
    const inner = within(spec, step, at, asker)
    if (!inner) return undefined
    ;[spec, at] = [inner.spec, inner.at]
  }
  return isGroup(spec) ? undefined : field(spec, at, asker)
}

type Group = NonNullable<Field['group']>
type At = { readonly path: readonly string[]; readonly required: boolean; readonly group?: Group }
type Placed = { readonly spec: Spec; readonly at: At }

function within(outer: Spec, step: string, { path, required, group }: At, asker: Asker): Placed | undefined {
  const spec = specWithin(outer, step, asker.schemaOf)
  if (!spec) return undefined
  const inside = [...path, step]
  const { title, description = '' } = textsIn(spec.schema, asker.language)
  const own = isGroup(spec) && title ? { path: inside.join('.'), title, help: plainHelp(description) } : group
  const isRequired = required && (outer.schema.required ?? []).includes(step)
  return { spec, at: { path: inside, required: isRequired, ...(own ? { group: own } : {}) } }
}

function fieldsWithin(spec: Spec, at: At, asker: Asker): readonly Field[] {
  return Object.keys(spec.schema.properties ?? {}).flatMap((key) => {
    const inner = within(spec, key, at, asker)
    if (!inner || tellsOfAnEnd(inner)) return []
    return isGroup(inner.spec)
      ? fieldsWithin(inner.spec, inner.at, asker)
      : [field(inner.spec, inner.at, asker)]
  })
}

function isGroup({ schema }: Spec): boolean {
  return typeOf(schema) === 'object'
}

/** A date and a reason nobody has to give: that is how something new is later withdrawn or left. */
function tellsOfAnEnd({ spec: { schema }, at }: Placed): boolean {
  const keys = Object.keys(schema.properties ?? {})
    .sort()
    .join(' ')
  return !at.required && keys === 'date reason'
}

function field(spec: Spec, at: At, asker: Asker): Field {
  const { schema } = spec
  const { title = '', description = '' } = textsIn(schema, asker.language)
  const list = typeOf(schema) === 'array'
  const item = list ? specWithin(spec, '0', asker.schemaOf) : undefined
  const value = item?.schema ?? schema
  const mayBeEmpty = list && !schema.minItems
  const help = plainHelp(description)
  return {
    path: at.path.join('.'),
    title,
    help,
    ...(at.group ? { group: at.group } : {}),
    required: at.required && !mayBeEmpty && !isNullable(schema),
    list,
    of: sortOf(value),
    options: optionsIn(value, asker.language),
    fields: item && isGroup(item) ? fieldsWithin(item, { path: [], required: true }, asker) : [],
    value,
    schema,
    form: formOf(value, asker.language),
    example: exampleOf(schema, value, description),
  }
}

const datePattern = '^\\d{4}-\\d{2}-\\d{2}$'

function sortOf(schema: JsonSchema): Field['of'] {
  if (schema.enum && typeOf(schema) !== 'integer') return 'choice'
  if (schema.pattern === datePattern) return 'date'
  const sorts: Readonly<Record<string, Field['of']>> = {
    integer: 'number',
    boolean: 'truth',
    object: 'group',
  }
  return sorts[typeOf(schema)] ?? 'text'
}

function optionsIn(schema: JsonSchema, language: Language): readonly Option[] {
  const labels = textsIn(schema, language).enumDescriptions ?? []
  return (schema.enum ?? []).flatMap((value, index) =>
    value === null ? [] : [optionFor(value, labels[index])],
  )
}

/** Each step of a scale has its number before it, for that is what figures tell; the word alone will do as an answer. */
function optionFor(value: string | number, label = String(value)): Option {
  if (typeof value === 'string') return { value, label }
  return { value: String(value), label: `${value}: ${label}`, also: [label, headOf(label)] }
}

function formOf(schema: JsonSchema, language: Language): string {
  const { patternErrorMessage, errorMessage } = textsIn(schema, language)
  return plainHelp((schema.pattern ? patternErrorMessage : errorMessage) ?? '')
}

/** As one would write it on the command line. */
function exampleOf(schema: JsonSchema, value: JsonSchema, description: string): string {
  const given = schema.examples?.[0] ?? value.examples?.[0] ?? value.enum?.[0]
  if (given !== undefined && given !== null) return [given].flat().join(',')
  if (typeOf(value) === 'boolean') return 'true'
  const spoken = exampleIn(description)
  if (typeOf(value) === 'integer')
    return isWithin(spoken, value) ? String(spoken) : String(value.minimum ?? 1)
  return spoken !== undefined && !/^\d+$/.test(spoken) ? spoken : (sentences(description)[0] ?? '')
}

function isWithin(
  number: string | undefined,
  { minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: JsonSchema,
): boolean {
  return number !== undefined && Number(number) >= minimum && Number(number) <= maximum
}
