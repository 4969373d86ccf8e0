/** The schemas of the form, without what only editors and pages read: small enough to lie in every form. */
import type { JsonSchema, SchemaOf, Texts } from '../../core/json-schema.ts'
import type { Language } from '../../core/model.ts'
import { type FormKind, formKinds } from './brought.ts'

const dropped = new Set([
  ...[
    '$schema',
    '$id',
    '$defs',
    'title',
    'description',
    'examples',
    'default',
    'x-nn',
    'x-en',
    'defaultSnippets',
  ],
  ...['enumDescriptions', 'errorMessage', 'patternErrorMessage', 'markdownDescription', 'deprecationMessage'],
])

export function leanSchemas(
  language: Language,
  schemaOf: SchemaOf,
): Readonly<Record<FormKind | 'common', JsonSchema>> {
  const wanted = new Set(formKinds.flatMap((kind) => namesIn(schemaOf(kind))))
  // A definition may need another.
  for (const name of wanted)
    for (const other of namesIn(schemaOf('common').$defs?.[name] ?? {})) wanted.add(other)
  const definitions = Object.entries(schemaOf('common').$defs ?? {}).filter(([name]) => wanted.has(name))
  return {
    need: lean(schemaOf('need'), language),
    offer: lean(schemaOf('offer'), language),
    common: { $defs: eachOf(Object.fromEntries(definitions), language) },
  }
}

function namesIn(schema: JsonSchema): readonly string[] {
  const references = JSON.stringify(schema).matchAll(/"\$ref":"(?:common\.schema\.json)?#\/\$defs\/([^"]+)"/g)
  return Array.from(references, ([, name = '']) => name)
}

function lean(schema: JsonSchema, language: Language): JsonSchema {
  const { $defs, ...own } = schema
  return { ...(pruned(own, language) as JsonSchema), ...($defs ? { $defs: eachOf($defs, language) } : {}) }
}

function pruned(node: unknown, language: Language): unknown {
  if (Array.isArray(node)) return node.map((item) => pruned(item, language))
  if (typeof node !== 'object' || node === null) return node
  const schema = node as JsonSchema
  const kept = Object.entries(schema).filter(([key]) => !dropped.has(key))
  const inner = kept.map(([key, value]) => [
    key,
    key === 'properties' ? eachOf(value as Record<string, JsonSchema>, language) : pruned(value, language),
  ])
  return { ...Object.fromEntries(inner), ...textsFor(schema, language) }
}

function eachOf(
  schemas: Readonly<Record<string, JsonSchema>>,
  language: Language,
): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, pruned(schema, language) as JsonSchema]),
  )
}

/** What sentences quote, in the language of the page and where they look for it. */
function textsFor(schema: JsonSchema, language: Language): JsonSchema {
  const texts = language === 'nb' ? schema : schema[`x-${language}`]
  const { title, errorMessage, patternErrorMessage }: Texts = texts ?? {}
  const own = {
    ...(title === undefined ? {} : { title }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    ...(patternErrorMessage === undefined ? {} : { patternErrorMessage }),
  }
  if (Object.keys(own).length === 0) return {}
  return language === 'nb' ? own : { [`x-${language}`]: own }
}
