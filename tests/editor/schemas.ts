/** The schemas as people meet them: every place a text is shown, with what it says in each language. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Texts = {
  title?: string
  description?: string
  enumDescriptions?: string[]
  errorMessage?: string
  patternErrorMessage?: string
}
export type Schema = Texts & {
  $id?: string
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  items?: Schema
  pattern?: string
  format?: string
  maxLength?: number
  maxItems?: number
  unevaluatedProperties?: unknown
  'x-nn'?: Texts
  'x-en'?: Texts
}

const folder = join(import.meta.dirname, '../../schemas')

export const schemas: Record<string, Schema> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => [
      file.replace('.schema.json', ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema,
    ]),
)

/**
 * A schema with what it refers to laid under it: a reference may carry its own texts, never its own constraints.
 * Texts in each language are laid over each other key by key.
 */
export function resolve(schema: Schema, kind: string): Schema {
  if (!schema.$ref) return schema
  const { $ref, ...own } = schema
  const [file = '', pointer = ''] = $ref.split('#')
  const home = file === '' ? kind : file.replace('.schema.json', '')
  const target = schemas[home]?.$defs?.[pointer.replace('/$defs/', '')]
  if (!target) throw new Error(`${kind}: ${$ref} leads nowhere`)
  const under = resolve(target, home)
  return {
    ...under,
    ...own,
    'x-nn': { ...under['x-nn'], ...own['x-nn'] },
    'x-en': { ...under['x-en'], ...own['x-en'] },
  }
}

/** The three languages of a resolved schema. */
export function texts(schema: Schema): Record<'nb' | 'nn' | 'en', Texts> {
  return { nb: schema, nn: schema['x-nn'] ?? {}, en: schema['x-en'] ?? {} }
}

export type Spot = { where: string; kind: string; schema: Schema; isProperty: boolean }

/** Every schema in a file as it is written, with its path; conditions (`if`, `then`) repeat others and are left out. */
export function* spots(kind: string): Generator<Spot> {
  yield* walk(schemas[kind] ?? {}, kind, kind, false)
}

function* walk(schema: Schema, kind: string, where: string, isProperty: boolean): Generator<Spot> {
  yield { where, kind, schema, isProperty }
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    yield* walk(child, kind, `${where}.${name}`, true)
  for (const child of Object.values(schema.patternProperties ?? {}))
    yield* walk(child, kind, `${where}.*`, true)
  if (schema.items) yield* walk(schema.items, kind, `${where}[]`, false)
  for (const [name, child] of Object.entries(schema.$defs ?? {}))
    yield* walk(child, kind, `${kind}#${name}`, false)
}
