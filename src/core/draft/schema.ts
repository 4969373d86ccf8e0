/** A schema as it is met in one place of a file: references followed, and its texts in every language kept together. */
import type { Kind } from '../kinds.ts'
import type { Language } from '../model.ts'
import type { JsonSchema, SchemaOf } from '../schema-findings.ts'

/** What is allowed in one place of a file. */
export type Spec = {
  readonly schema: FieldSchema
  /** The document it is written in, where its own references are looked up. */
  readonly home: JsonSchema
}

export type FieldSchema = JsonSchema & {
  readonly type?: string | readonly string[]
  readonly enum?: readonly (string | null)[]
  readonly format?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly if?: JsonSchema
  readonly then?: JsonSchema
}

export type Texts = {
  readonly title?: string
  readonly description?: string
  readonly enumDescriptions?: readonly string[]
  readonly errorMessage?: string
  readonly patternErrorMessage?: string
}

export function specOf(kind: Kind, schemaOf: SchemaOf): Spec {
  const schema = schemaOf(kind)
  return { schema, home: schema }
}

/** What is allowed under a key, or at a position of a list; undefined where nothing is. */
export function specWithin({ schema, home }: Spec, step: string, schemaOf: SchemaOf): Spec | undefined {
  const fitting = Object.entries(schema.patternProperties ?? {}).find(([key]) =>
    new RegExp(key, 'u').test(step),
  )
  const isPosition = schema.items !== undefined && /^(?:0|[1-9]\d?)$/.test(step)
  const inner = isPosition ? schema.items : (ownProperty(schema, step) ?? fitting?.[1])
  return inner && followed({ schema: inner, home }, schemaOf)
}

function ownProperty({ properties = {} }: JsonSchema, name: string): JsonSchema | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined
}

/** A reference may bring its own texts; they are laid over those it refers to, language by language. */
export function followed({ schema, home }: Spec, schemaOf: SchemaOf): Spec {
  const { $ref, ...own } = schema
  if ($ref === undefined) return { schema, home }
  const [document = '', name = ''] = $ref.split('#/$defs/')
  const target = document === '' ? home : schemaOf('common')
  const under = followed({ schema: target.$defs?.[name] ?? {}, home: target }, schemaOf)
  const texts = {
    'x-nn': { ...under.schema['x-nn'], ...own['x-nn'] },
    'x-en': { ...under.schema['x-en'], ...own['x-en'] },
  }
  return { home: under.home, schema: { ...under.schema, ...own, ...texts } }
}

export function textsIn(schema: FieldSchema, language: Language): Texts {
  return language === 'nb' ? (schema as Texts) : ((schema[`x-${language}`] ?? {}) as Texts)
}

/** Text, number, list …; that it may also be empty is said by `isNullable`. */
export function typeOf({ type, enum: allowed }: FieldSchema): string {
  const types = [type ?? []].flat() as readonly string[]
  return types.find((one) => one !== 'null') ?? (allowed ? 'string' : 'object')
}

export function isNullable({ type }: FieldSchema): boolean {
  return Array.isArray(type) && type.includes('null')
}

/**
 * The keys that must be there because of what is said elsewhere (`if` and `then`). Of conditions, those the schemas
 * use are understood: that a list holds a value.
 */
export function demandedBy(
  { if: condition, then }: FieldSchema,
  data: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (!condition || !then) return []
  const holds = Object.entries(condition.properties ?? {}).every(([key, { contains }]) => {
    const wanted = (contains as { readonly const?: unknown } | undefined)?.const
    const list = data[key]
    return Array.isArray(list) && list.includes(wanted)
  })
  return holds ? (then.required ?? []) : []
}
