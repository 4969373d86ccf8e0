/** GitHub's own description of its API, made ready for a validator. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'

export type Json = null | boolean | number | string | Json[] | Dict
export type Dict = { [key: string]: Json }

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Dict
}

type Content = { readonly content?: Readonly<Record<string, { readonly schema?: Dict }>> }

type Operation = {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content & { readonly required?: boolean }
  readonly responses: Readonly<Record<string, Content>>
}

type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Dict }
}

export type Found = { readonly name: string; readonly operation: Operation; readonly params: Dict }

const whole = JSON.parse(readFileSync(join(import.meta.dirname, 'description.json'), 'utf8')) as Description

/**
 * Where GitHub's description is stricter than GitHub: a label without a description has none, in lists too, and a remark
 * on what has changed since has no place in the file any more.
 */
const nothingThere = [
  'pull-request-simple/properties/labels/items/properties/description',
  'pull-request-review-comment/properties/line',
  'pull-request-review-comment/properties/position',
]
for (const path of nothingThere) Object.assign(at(whole.components.schemas, path), { nullable: true })

function at(from: Dict, path: string): Dict {
  return path.split('/').reduce((place, key) => (isDict(place[key]) ? place[key] : {}), from)
}

export function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** OpenAPI 3.0 says «nullable»; a validator wants the type «null». */
function nullable(schema: Dict): Json {
  const { nullable: may, ...rest } = schema
  if (may !== true) return rest
  if (typeof rest['type'] !== 'string') return { anyOf: [{ type: 'null' }, rest] }
  const choices = Array.isArray(rest['enum']) ? { enum: [...rest['enum'], null] } : {}
  return { ...rest, ...choices, type: [rest['type'], 'null'] }
}

function ready(value: Json): Json {
  if (Array.isArray(value)) return value.map(ready)
  if (!isDict(value)) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ready(item)]))
  if (typeof inner['$ref'] === 'string')
    inner['$ref'] = inner['$ref'].replace('#/components/', 'gh#/components/')
  return nullable(inner)
}

/**
 * The same schema with every object closed: GitHub drops a field it does not know without a word, and a program
 * that misspells one never hears of it. Members of a composition stay open when the whole names the fields.
 */
function closed(value: Json, open = false): Json {
  if (Array.isArray(value)) return value.map((item) => closed(item, open))
  if (!isDict(value)) return value
  const ref = value['$ref']
  if (typeof ref === 'string')
    return closed(whole.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}, open)
  const fields = isDict(value['properties']) ? value['properties'] : undefined
  const parts = ['oneOf', 'anyOf', 'allOf'].filter((word) => value[word] !== undefined)
  return {
    ...value,
    ...Object.fromEntries(
      parts.map((word) => [word, closed(value[word] ?? [], !!fields || word === 'allOf')]),
    ),
    ...(value['items'] === undefined ? {} : { items: closed(value['items']) }),
    ...(fields
      ? { properties: Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, closed(v)])) }
      : {}),
    ...(fields && !open && value['additionalProperties'] === undefined
      ? { additionalProperties: false }
      : {}),
  }
}

const ajv = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes: false })
addFormats.default(ajv)
ajv.addSchema({ $id: 'gh', components: ready(whole.components as unknown as Dict) })
const lenient = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes: 'array' })
addFormats.default(lenient)

const compiled = new Map<string, ValidateFunction>()

function compile(key: string, make: () => ValidateFunction): ValidateFunction {
  const known = compiled.get(key)
  if (known) return known
  const made = make()
  compiled.set(key, made)
  return made
}

function problems(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const which = isDict(params) ? Object.values(params).filter((item) => typeof item !== 'object') : []
    return `${instancePath || '/'} ${message ?? ''}${which.length > 0 ? ` (${which.join(', ')})` : ''}`
  })
}

export function bodyProblems(found: Found, schema: Dict, body: unknown): readonly string[] {
  return problems(
    compile(`${found.name} body`, () => ajv.compile(ready(closed(schema)) as Dict)),
    body,
  )
}

export function answerProblems(found: Found, status: string, schema: Dict, body: unknown): readonly string[] {
  return problems(
    compile(`${found.name} ${status}`, () => ajv.compile(ready(schema) as Dict)),
    body,
  )
}

/** Values in an address are text, so `1` may stand for a number. */
export function valueProblems(found: Found, parameter: Parameter, value: unknown): readonly string[] {
  const schema = {
    type: 'object',
    properties: { [parameter.name]: ready(closed(parameter.schema)) },
  }
  const validate = compile(`${found.name} ${parameter.name}`, () => lenient.compile(schema))
  return problems(validate, { [parameter.name]: value })
}

/** These may hold slashes; every other name in an address is one step. */
const long = new Set(['path', 'ref', 'basehead', 'branch'])

const routes = Object.entries(whole.paths).flatMap(([path, methods]) => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const pattern = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (long.has(name) ? '(.+)' : '([^/]+)'))
  const shape = new RegExp(`^${pattern}$`)
  return Object.entries(methods).map(([method, operation]) => ({ path, method, operation, names, shape }))
})

/** The operation an address stands for: fixed words before names, as GitHub does. */
export function findOperation(method: string, pathname: string): Found | undefined {
  const fits = routes
    .filter((route) => route.method === method.toLowerCase() && route.shape.test(pathname))
    .sort((a, b) => a.names.length - b.names.length || b.path.length - a.path.length)
  const [best] = fits
  if (!best) return undefined
  const values = best.shape.exec(pathname)?.slice(1) ?? []
  const params = Object.fromEntries(best.names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')]))
  return { name: `${method} ${best.path}`, operation: best.operation, params }
}
