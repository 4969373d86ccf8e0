/** A file of every kind in which every field is filled in, made from the schemas, and written so that lines are known. */

import type { JsonSchema } from '../../src/core/json-schema.ts'
import type { Kind } from '../../src/core/kinds.ts'
import { schemaOf } from '../worlds.ts'

export type Path = readonly (string | number)[]

/** Texts that fit the patterns of the schemas; what has no pattern gets words. */
const samples: readonly string[] = [
  'klima',
  '2027-03-01',
  '986252932',
  'cooperation-agreement@1',
  'kld.klimaregnskap--dfo.klimadata',
  `sha256:${'a'.repeat(64)}`,
  'https://data.example.no/klima',
]

/** Valid data of a kind, with all its fields. */
export function fullRecord(kind: Kind): Record<string, unknown> {
  const root = schemaOf(kind)
  return sampleOf(root, root) as Record<string, unknown>
}

function sampleOf(schema: JsonSchema, root: JsonSchema): unknown {
  if (schema.$ref !== undefined) return sampleOf(...target(schema.$ref, root))
  const type = [schema.type].flat()[0]
  switch (type) {
    case 'object':
      return group(schema, root)
    case 'array':
      return list(schema, root)
    case 'integer':
      return Math.max(Number(schema.minimum ?? 1), 1)
    case 'boolean':
      return true
    default:
      return text(schema)
  }
}

function target(ref: string, root: JsonSchema): [JsonSchema, JsonSchema] {
  const [file = '', name = ''] = ref.split('#/$defs/')
  const home = file === '' ? root : schemaOf('common')
  return [home.$defs?.[name] ?? {}, home]
}

function group(schema: JsonSchema, root: JsonSchema): Record<string, unknown> {
  const fields = Object.entries(schema.properties ?? {})
  const chosen = schema.maxProperties === 1 ? fields.slice(0, 1) : fields
  const free = Object.values(schema.patternProperties ?? {}).map((field) => ['klima', field] as const)
  return Object.fromEntries([...chosen, ...free].map(([name, field]) => [name, sampleOf(field, root)]))
}

function list(schema: JsonSchema, root: JsonSchema): unknown[] {
  const item = sampleOf(schema.items ?? {}, root)
  return Array.from({ length: Math.max(Number(schema.minItems ?? 1), 1) }, () => item)
}

function text(schema: JsonSchema): string {
  const choice = [schema.enum].flat().find((value) => typeof value === 'string')
  if (typeof choice === 'string') return choice
  if (schema.format === 'email') return 'hospitering@kld.example.no'
  const { pattern } = schema
  const fitting = samples.find((sample) => pattern !== undefined && new RegExp(pattern).test(sample))
  return fitting ?? 'Noen ord om klima i staten'
}

export type Written = {
  readonly text: string
  /** The first and the last line of a field, by its path. */
  readonly linesOf: (path: Path) => readonly [first: number, last: number]
}

/** Block style, one value to a line. */
export function write(data: unknown): Written {
  const places = new Map<string, [number, number]>()
  const lines: string[] = []
  const put = (value: unknown, path: Path, indent: number, lead: string): void => {
    const first = lines.length + 1
    if (isBranch(value)) {
      const branches = Object.entries(value)
      if (lead !== '' && !lead.endsWith('- ')) lines.push(lead)
      branches.forEach(([name, child], at) => {
        const inList = Array.isArray(value)
        const before = at === 0 && lead.endsWith('- ') ? lead : ' '.repeat(indent)
        const step: Path = [...path, inList ? at : name]
        put(child, step, indent + 2, inList ? `${before}- ` : `${before}${name}:`)
      })
    } else lines.push(`${lead}${lead.endsWith(' ') ? '' : ' '}${JSON.stringify(value)}`)
    places.set(JSON.stringify(path), [first, lines.length])
  }
  put(data, [], 0, '')
  return {
    text: `${lines.join('\n')}\n`,
    linesOf: (path) => places.get(JSON.stringify(path)) ?? [1, lines.length],
  }
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** Every place in the data, the whole included. */
export function* pathsIn(data: unknown, path: Path = []): Generator<Path> {
  yield path
  if (typeof data !== 'object' || data === null) return
  for (const [name, child] of Object.entries(data)) {
    yield* pathsIn(child, [...path, Array.isArray(data) ? Number(name) : name])
  }
}

export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, step) => (node as Record<string | number, unknown>)[step], data)
}

/** A copy in which one place is something else. */
export function withValue(data: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  const copy = (Array.isArray(data) ? [...data] : { ...(data as object) }) as Record<string | number, unknown>
  copy[step] = withValue(copy[step], rest, value)
  return copy
}

/** A copy in which one field is called something else, or is gone, in the place where it stood. */
export function withName(data: unknown, path: Path, name: string | undefined): unknown {
  const parent = path.slice(0, -1)
  const fields = Object.entries(valueAt(data, parent) as object)
  const renamed = fields.flatMap(([key, value]) =>
    key !== path.at(-1) ? [[key, value]] : name === undefined ? [] : [[name, value]],
  )
  return withValue(data, parent, Object.fromEntries(renamed))
}
