/** From Ajv's many errors to few findings: one mistake, one finding, at the field where it is mended. */
import type { ErrorObject } from 'ajv'
import type { Args, FieldPath } from './diagnostic.ts'
import type { Kind } from './kinds.ts'
import { nearest } from './nearest.ts'

/** The schema of a kind (or `common`) as JSON, looked up only when something is wrong. */
export type SchemaOf = (kind: Kind | 'common') => JsonSchema

export type JsonSchema = {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly unevaluatedProperties?: boolean | JsonSchema
  readonly examples?: readonly unknown[]
  readonly [key: string]: unknown
}

type Finding = { readonly code: string; readonly at: FieldPath; readonly on?: 'key'; readonly args?: Args }

export function schemaFindings(
  errors: readonly ErrorObject[],
  data: unknown,
  schema: JsonSchema,
  schemaOf: SchemaOf,
): readonly Finding[] {
  const findings = new Map<string, Finding>()
  for (const error of [...errors].sort((a, b) => weight(a) - weight(b))) {
    const at = pathOf(error.instancePath, data)
    const finding = toFinding(error, at, data, () => schemaAt(schema, at, schemaOf))
    if (!finding) continue
    const key = JSON.stringify(finding.at)
    const follows = [...findings.values()].some((other) => other.on !== 'key' && isWithin(finding.at, other.at))
    if (!findings.has(key) && !follows) findings.set(key, finding)
  }
  return [...findings.values()]
}

/** A wrong type explains every other complaint about the same value, so it is heard first. */
function weight(error: ErrorObject): number {
  const first = ['type', 'enum', 'const', 'required', 'pattern', 'format'].indexOf(error.keyword)
  return first < 0 ? 9 : first
}

function isWithin(inner: FieldPath, outer: FieldPath): boolean {
  return inner.length > outer.length && outer.every((step, index) => step === inner[index])
}

/** Ajv writes list positions as digits; the data tells them from keys that happen to be digits. */
function pathOf(pointer: string, data: unknown): FieldPath {
  let node = data
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
      const key = Array.isArray(node) ? Number(name) : name
      node = (node as Record<string | number, unknown>)?.[key]
      return key
    })
}

function valueAt(data: unknown, at: FieldPath): unknown {
  return at.reduce<unknown>((node, step) => (node as Record<string | number, unknown>)?.[step], data)
}

function toFinding(
  error: ErrorObject,
  at: FieldPath,
  data: unknown,
  field: () => JsonSchema,
): Finding | undefined {
  const { keyword, params } = error
  const name = lastName(at)
  switch (keyword) {
    case 'required':
      return { code: 'schema/missing', at: [...at, params['missingProperty']], on: 'key', args: { key: params['missingProperty'] } }
    case 'unevaluatedProperties':
    case 'additionalProperties':
      return unknownKey(params['unevaluatedProperty'] ?? params['additionalProperty'], at, field())
    case 'type':
      return { code: 'schema/type', at, args: { key: name, ...wrongType(params['type'], valueAt(data, at)) } }
    case 'enum':
    case 'const':
      return choice(params['allowedValues'] ?? [params['allowedValue']], valueAt(data, at), at, name)
    case 'pattern':
    case 'format':
      return { code: 'schema/format', at, args: { key: name, example: example(field(), params) } }
    case 'minLength':
      return { code: 'schema/too-short', at, args: { key: name, limit: params['limit'] } }
    case 'maxLength':
      return { code: 'schema/too-long', at, args: { key: name, limit: params['limit'], length: String(valueAt(data, at)).length } }
    case 'minItems':
      return { code: 'schema/too-few', at, args: { key: name, limit: params['limit'] } }
    case 'maxItems':
      return { code: 'schema/too-many', at, args: { key: name, limit: params['limit'] } }
    case 'uniqueItems':
      return { code: 'schema/repeated', at: [...at, params['i']], args: { key: name } }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return { code: 'schema/out-of-range', at, args: { key: name, limit: params['limit'], comparisonWord: `comparison.${params['comparison']}` } }
    case 'if':
    case 'propertyNames':
      return undefined
    default:
      return { code: 'schema/combination', at, args: { key: name } }
  }
}

function unknownKey(key: string, at: FieldPath, parent: JsonSchema): Finding {
  const suggestion = nearest(key, Object.keys(parent.properties ?? {}))
  return { code: 'schema/unknown-key', at: [...at, key], on: 'key', args: { key, ...(suggestion ? { suggestion } : {}) } }
}

function choice(allowed: readonly unknown[], value: unknown, at: FieldPath, key: string): Finding {
  const names = allowed.filter((item) => item !== null).map(String)
  const suggestion = typeof value === 'string' ? nearest(value, names) : undefined
  return {
    code: 'schema/choice',
    at,
    args: { key, value: shown(value), allowed: names.join(', '), ...(suggestion ? { suggestion } : {}) },
  }
}

/** A number where text belongs wants quotes; anything else wants the right kind of value. */
function wrongType(expected: string | readonly string[], value: unknown): Args {
  const wanted = (Array.isArray(expected) ? expected : [expected]).filter((type) => type !== 'null')[0] ?? 'string'
  const quoted = wanted === 'string' && (typeof value === 'number' || typeof value === 'boolean')
  return { expectedWord: quoted ? 'type.quoted' : `type.${wanted}`, foundWord: `type.found.${typeName(value)}` }
}

function typeName(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' ? 'group' : typeof value
}

function shown(value: unknown): string {
  return typeof value === 'object' ? '' : String(value).slice(0, 60)
}

function lastName(at: FieldPath): string {
  return String(at.findLast((step) => typeof step === 'string') ?? '')
}

function example(schema: JsonSchema, params: Record<string, unknown>): string {
  const given = schema.examples?.[0]
  if (given !== undefined) return String(given)
  return String(params['pattern'] ?? '').includes('\\d{4}-') ? '2027-03-01' : params['format'] === 'email' ? 'post@virksomhet.example.no' : ''
}

/** The schema of a field, references followed. */
function schemaAt(root: JsonSchema, at: FieldPath, schemaOf: SchemaOf): JsonSchema {
  let schema = resolve(root, root, schemaOf)
  for (const step of at) {
    const rest = typeof schema.unevaluatedProperties === 'object' ? schema.unevaluatedProperties : {}
    schema = resolve((typeof step === 'number' ? schema.items : schema.properties?.[step]) ?? rest, root, schemaOf)
  }
  return schema
}

function resolve(schema: JsonSchema, root: JsonSchema, schemaOf: SchemaOf): JsonSchema {
  if (schema.$ref === undefined) return schema
  const [document = '', pointer = ''] = schema.$ref.split('#/$defs/')
  const home = document === '' ? root : schemaOf('common')
  const { $ref: _ref, ...beside } = schema
  const target = home.$defs?.[pointer] ?? {}
  return { ...resolve(target, home, schemaOf), ...beside }
}
