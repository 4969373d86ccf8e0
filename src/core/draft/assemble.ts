/** From answers, by path, to data as it is written in a file. */
import { type SchemaOf, type Spec, specWithin, typeOf } from '../json-schema.ts'

type Group = Record<string, unknown>

/** Svar: a value for each path (`period.from`, `approvers.0.login`). */
export type Answers = ReadonlyMap<string, unknown>

/** `period.from=2027-03-01`; undefined for what is no such thing. */
export function settingIn(text: string): { readonly path: string; readonly value: string } | undefined {
  const [, path, value] = /^([A-Za-z0-9.-]+)=(.*)$/s.exec(text.trimStart()) ?? []
  return path === undefined || value === undefined ? undefined : { path, value }
}

/** Lays answers over data, in the order of the schema; what is undefined is left out, and so is a group of nothing. */
export function assembled(data: object, answers: Answers, spec: Spec, schemaOf: SchemaOf): Group {
  const whole = structuredClone(data) as Group
  for (const [path, value] of answers) put(whole, path.split('.'), value)
  return ordered(whole, spec, schemaOf) as Group
}

function put(group: Group, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    group[step] = value
    return
  }
  const isList = /^\d+$/.test(rest[0] ?? '')
  const inner = Object.hasOwn(group, step) ? group[step] : undefined
  const next = typeof inner === 'object' && inner !== null ? inner : isList ? [] : {}
  group[step] = next
  put(next as Group, rest, value)
}

function ordered(value: unknown, spec: Spec | undefined, schemaOf: SchemaOf): unknown {
  if (Array.isArray(value)) {
    const item = spec && specWithin(spec, '0', schemaOf)
    return value.filter((one) => one !== undefined).map((one) => ordered(one, item, schemaOf))
  }
  if (typeof value !== 'object' || value === null) return value
  const known = Object.keys(spec?.schema.properties ?? {})
  const keys = [
    ...known.filter((key) => Object.hasOwn(value, key)),
    ...Object.keys(value).filter((key) => !known.includes(key)),
  ]
  const entries = keys
    .map(
      (key) =>
        [key, ordered((value as Group)[key], spec && specWithin(spec, key, schemaOf), schemaOf)] as const,
    )
    .filter(([, inner]) => inner !== undefined)
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** A list that must be there, but may be empty, is empty until something is put in it. */
export function emptyLists(spec: Spec, schemaOf: SchemaOf): object {
  const lists = (spec.schema.required ?? []).filter((key) => {
    const schema = specWithin(spec, key, schemaOf)?.schema
    return schema && typeOf(schema) === 'array' && !schema.minItems
  })
  return Object.fromEntries(lists.map((key) => [key, []]))
}
