/** From Ajv's many errors to few findings: one mistake, one finding, at the field where it is mended. */
import type { ErrorObject } from 'ajv'
import type { Args, FieldPath } from './diagnostic.ts'
import { type JsonSchema, type SchemaOf, type Spec, specWithin, type Texts } from './json-schema.ts'
import { nearest } from './nearest.ts'
import { keyOf, oneForEachSlip, type SchemaFinding } from './schema-slips.ts'
import { shortened } from './text.ts'

export function schemaFindings(
  errors: readonly ErrorObject[],
  data: unknown,
  schema: JsonSchema,
  schemaOf: SchemaOf,
): readonly SchemaFinding[] {
  const fieldAt = (path: FieldPath) => schemaAt(schema, path, schemaOf)
  const found = new Map<string, SchemaFinding>()
  for (const error of [...errors].sort((a, b) => weight(a) - weight(b))) {
    const at = pathOf(error.instancePath, data)
    const finding = toFinding({ ...error, at, value: valueAt(data, at), fieldAt })
    if (finding && !found.has(keyOf(finding.at))) found.set(keyOf(finding.at), finding)
  }
  return oneForEachSlip(found, {
    isEmpty: (path) => valueAt(data, path) === null,
    fieldsOf: (path) => Object.keys(fieldAt(path).properties ?? {}),
  })
}

/** A wrong type explains every other complaint about the same value, so it is heard first; a wrong whole comes last. */
function weight(error: ErrorObject): number {
  const first = ['type', 'enum', 'const', 'required', 'pattern', 'format'].indexOf(error.keyword)
  return first < 0 ? 9 : first
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

/** An error together with what it is about. */
type Complaint = Pick<ErrorObject, 'keyword' | 'params'> & {
  readonly at: FieldPath
  readonly value: unknown
  readonly fieldAt: (path: FieldPath) => JsonSchema
}

function toFinding(complaint: Complaint): SchemaFinding | undefined {
  const { keyword, params, at, value, fieldAt } = complaint
  const key = lastName(at)
  const finding = (defect: string, args: Args): SchemaFinding => ({
    code: `schema/${defect}`,
    at,
    args: { key, ...args },
  })
  switch (keyword) {
    case 'required':
      return missing([...at, params.missingProperty], fieldAt)
    case 'unevaluatedProperties':
    case 'additionalProperties':
      return unknownKey(params.unevaluatedProperty ?? params.additionalProperty, complaint)
    case 'type':
      return wrongType(complaint, key)
    case 'enum':
    case 'const':
      return finding('choice', choice(params.allowedValues ?? [params.allowedValue], value))
    case 'pattern':
    case 'format':
      return finding('format', hint(fieldAt(at)))
    case 'minLength':
      return finding('too-short', { limit: params.limit })
    case 'maxLength':
      return finding('too-long', { limit: params.limit, length: [...String(value)].length })
    case 'minItems':
      return finding('too-few', { limit: params.limit })
    case 'maxItems':
    case 'maxProperties':
      if (params.limit > 1) return finding('too-many', { limit: params.limit })
      return finding('combination', alternatives(fieldAt(at)))
    case 'uniqueItems':
      return { ...finding('repeated', {}), at: [...at, Math.max(params.i, params.j)] }
    case 'minimum':
    case 'maximum':
      return finding('out-of-range', {
        limit: params.limit,
        comparisonWord: `comparison.${params.comparison}`,
      })
    case 'if':
      return undefined
    default:
      return finding('combination', alternatives(fieldAt(at)))
  }
}

function missing(at: FieldPath, fieldAt: Complaint['fieldAt']): SchemaFinding {
  return {
    code: 'schema/missing',
    at,
    on: 'key',
    args: { key: lastName(at), ...title(fieldAt(at), lastName(at)) },
  }
}

/** What is not there already, and must be, is the likeliest meaning; what is there already was not meant. */
function unknownKey(key: string, { at, value, fieldAt }: Complaint): SchemaFinding {
  const { properties = {}, patternProperties = {}, required = [] } = fieldAt(at)
  const absent = [...new Set([...required, ...Object.keys(properties)])].filter(
    (name) => !Object.hasOwn(value as object, name),
  )
  const lower = key.toLowerCase()
  const suggestion = Object.keys(patternProperties).some((pattern) => new RegExp(pattern).test(lower))
    ? lower
    : nearest(key.split(':')[0] ?? '', absent)
  return {
    code: 'schema/unknown-key',
    at: [...at, key],
    on: 'key',
    args: { key: shortened(key), ...(suggestion ? { suggestion } : {}) },
  }
}

function choice(allowed: readonly unknown[], value: unknown): Args {
  const names = allowed.filter((item) => item !== null).map(String)
  const suggestion = typeof value === 'string' ? nearest(value, names) : undefined
  return { value: shortened(String(value)), allowed: names.join(', '), ...(suggestion ? { suggestion } : {}) }
}

/**
 * Three slips have better words than «wrong type»: a colon that made a group of a list item, and a number that would
 * not have the right form in quotation marks either; true, false and numbers in quotation marks look right at a glance.
 */
function wrongType({ params, at, value, fieldAt }: Complaint, key: string): SchemaFinding {
  const types: readonly string[] = [params.type].flat()
  const wanted = types.find((type) => type !== 'null') ?? 'string'
  const { pattern, ...field } = fieldAt(at)
  if (wanted === 'string' && typeof at.at(-1) === 'number' && isTextWithColon(value))
    return { code: 'yaml/colon-in-text', at }
  if (
    wanted === 'string' &&
    typeof value === 'number' &&
    pattern &&
    !new RegExp(pattern).test(String(value))
  ) {
    return { code: 'schema/format', at, args: { key, ...hint(field) } }
  }
  return {
    code: 'schema/type',
    at,
    args: { key, expectedWord: expectedWord(wanted, value), foundWord: foundWord(wanted, value) },
  }
}

function isTextWithColon(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 1
  )
}

function expectedWord(wanted: string, value: unknown): string {
  const quoted = wanted === 'string' && (typeof value === 'number' || typeof value === 'boolean')
  return quoted ? 'type.quoted' : `type.${wanted}`
}

function foundWord(wanted: string, value: unknown): string {
  if (value === null) return 'type.found.nothing'
  if (Array.isArray(value)) return 'type.found.list'
  if (typeof value === 'object') return 'type.found.group'
  const looksRight = wanted === 'boolean' ? /^(?:true|false)$/i : /^-?\d+$/
  const quoted =
    typeof value === 'string' && (wanted === 'boolean' || wanted === 'integer') && looksRight.test(value)
  return quoted ? 'type.found.quoted' : `type.found.${typeof value}`
}

function lastName(at: FieldPath): string {
  return shortened(String(at.findLast((step) => typeof step === 'string') ?? ''))
}

function alternatives({ properties = {}, maxProperties }: JsonSchema): Args {
  const quantityWord = maxProperties === 1 ? 'quantity.one' : 'quantity.some'
  return { allowed: Object.keys(properties).join(', '), quantityWord }
}

/** What the field is called in the reader's language, as in editors and forms. */
function title(field: JsonSchema, key: string): Args {
  return inThreeLanguages('title', field, (texts) => texts.title ?? key)
}

/** How the value is to be written, in the words editors use too. */
function hint(field: JsonSchema): Args {
  return inThreeLanguages('hint', field, (texts) => texts.patternErrorMessage ?? texts.errorMessage ?? '')
}

function inThreeLanguages(name: string, field: JsonSchema, pick: (texts: Texts) => string): Args {
  return {
    [`${name}Nb`]: pick(field),
    [`${name}Nn`]: pick(field['x-nn'] ?? field),
    [`${name}En`]: pick(field['x-en'] ?? field),
  }
}

/** What the schema says of a field; nothing, for one it does not know. */
function schemaAt(root: JsonSchema, at: FieldPath, schemaOf: SchemaOf): JsonSchema {
  let spec: Spec | undefined = { schema: root, home: root }
  for (const step of at) spec = spec && specWithin(spec, step, schemaOf)
  return spec?.schema ?? {}
}
