/** Skjemafelt: the questions of the form, straight from the schemas. There is no other list of them. */
import type { Option } from '../../core/draft/fields.ts'
import { type Asker, type Field, fieldAt, fieldsOf } from '../../core/draft/fields.ts'
import { type SchemaOf, type Spec, specOf, specWithin, typeOf } from '../../core/json-schema.ts'

/** Everything a file of the kind can hold: what is asked when something is registered, and when it is withdrawn. */
export type FormFields = { readonly body: readonly Field[]; readonly ending: readonly Field[] }

export function formFields(asker: Asker): FormFields {
  const body = fieldsOf(asker)
  const asked = new Set(body.map(({ path }) => path))
  const ending = leafPaths(specOf(asker.kind, asker.schemaOf), [], asker.schemaOf)
    .filter((path) => !asked.has(path))
    .flatMap((path) => fieldAt(path, asker) ?? [])
  return { body, ending }
}

/** Paths of all that is no group of fields, in the order of the schema. Groups are as deep as people nest them: two or three. */
export function leafPaths(spec: Spec, above: readonly string[], schemaOf: SchemaOf): readonly string[] {
  return Object.keys(spec.schema.properties ?? {}).flatMap((key) => {
    const inner = specWithin(spec, key, schemaOf)
    const path = [...above, key]
    if (!inner) return []
    return typeOf(inner.schema) === 'object' ? leafPaths(inner, path, schemaOf) : [path.join('.')]
  })
}

/** Fields that stand beside each other: those of one group, or one by itself. */
export type Section = { readonly group?: NonNullable<Field['group']>; readonly fields: readonly Field[] }

export function sectionsOf(fields: readonly Field[]): readonly Section[] {
  const sections: { group?: NonNullable<Field['group']>; fields: Field[] }[] = []
  for (const field of fields) {
    const last = sections.at(-1)
    if (last?.group && last.group.path === field.group?.path) last.fields.push(field)
    else sections.push({ ...(field.group ? { group: field.group } : {}), fields: [field] })
  }
  return sections
}

/** How a question is answered: `line` and `date` and `number` on a line, `long` and `lines` in a box, the rest by choosing. */
export type Control = 'line' | 'date' | 'number' | 'long' | 'lines' | 'one' | 'several' | 'truth'

const longText = 300

/** @throws Error for what no control is made for: a list of groups, which no registration has */
export function controlOf(field: Field, options: readonly Option[]): Control {
  if (field.of === 'group') throw new Error(`the form cannot ask for «${field.path}», a list of groups`)
  if (field.of === 'truth') return 'truth'
  if (options.length > 0) return field.list ? 'several' : 'one'
  if (field.list) return 'lines'
  if (field.of === 'date' || field.of === 'number') return field.of
  return (field.value.maxLength ?? 0) >= longText ? 'long' : 'line'
}
