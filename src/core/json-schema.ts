/** Our JSON Schemas as data: what one says of a place in a file, references followed and texts in every language kept. */
import type { Kind } from './kinds.ts'
import type { Language } from './model.ts'

/** The schema of a kind (or `common`) as JSON, looked up only when somebody asks. */
export type SchemaOf = (kind: Kind | 'common') => JsonSchema

/** What people read of a schema, in one language. */
export type Texts = {
  readonly title?: string
  readonly description?: string
  readonly enumDescriptions?: readonly string[]
  readonly errorMessage?: string
  readonly patternErrorMessage?: string
}

/** The keywords our schemas use; the texts beside them are in bokmål. */
export type JsonSchema = Texts & {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly type?: string | readonly string[]
  readonly enum?: readonly (string | number | null)[]
  readonly pattern?: string
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
  readonly 'x-nn'?: Texts
  readonly 'x-en'?: Texts
  readonly [key: string]: unknown
}

/** What is allowed in one place of a file. */
export type Spec = {
  readonly schema: JsonSchema
  /** The document it is written in, where its own references are looked up. */
  readonly home: JsonSchema
}

export function specOf(kind: Kind, schemaOf: SchemaOf): Spec {
  const schema = schemaOf(kind)
  return followed({ schema, home: schema }, schemaOf)
}

/** What is allowed under a key, or at a position of a list; undefined where nothing is. */
export function specWithin(
  { schema, home }: Spec,
  step: string | number,
  schemaOf: SchemaOf,
): Spec | undefined {
  const isPosition = schema.items !== undefined && /^(?:0|[1-9]\d*)$/.test(String(step))
  const inner = isPosition ? schema.items : property(schema, String(step))
  return inner && followed({ schema: inner, home }, schemaOf)
}

function property(
  { properties = {}, patternProperties = {} }: JsonSchema,
  name: string,
): JsonSchema | undefined {
  if (Object.hasOwn(properties, name)) return properties[name]
  return Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern, 'u').test(name))?.[1]
}

/** A reference may bring its own texts; they are laid over those it refers to, language by language. */
function followed({ schema, home }: Spec, schemaOf: SchemaOf): Spec {
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

export function textsIn(schema: JsonSchema, language: Language): Texts {
  return language === 'nb' ? schema : (schema[`x-${language}`] ?? {})
}

/** Text, number, list …; that it may also be empty is said by {@link isNullable}. */
export function typeOf({ type, enum: allowed }: JsonSchema): string {
  const types = [type ?? []].flat() as readonly string[]
  return types.find((one) => one !== 'null') ?? (allowed ? 'string' : 'object')
}

export function isNullable({ type }: JsonSchema): boolean {
  return Array.isArray(type) && type.includes('null')
}
