/**
 * Writes what is derived from `schemas/`: TypeScript types and standalone validators. `--check` writes nothing and
 * exits 2 when a file is stale. Standalone code saves compiling the schemas at every start (docs/performance.md).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import addFormats from 'ajv-formats'
import { build } from 'esbuild'
import { compile, type JSONSchema } from 'json-schema-to-typescript'

const root = join(import.meta.dirname, '..')
const target = join(root, 'src/core/generated')

type Schema = { $id: string; title?: string; [key: string]: unknown }

const schemas = readdirSync(join(root, 'schemas'))
  .filter((file) => file.endsWith('.schema.json'))
  .sort()
  .map((file) => ({
    kind: file.replace('.schema.json', ''),
    schema: JSON.parse(readFileSync(join(root, 'schemas', file), 'utf8')) as Schema,
  }))
const kinds = schemas.filter(({ kind }) => kind !== 'common')

/** Keywords that speak to editors and people, not to the validator. */
const annotations = [
  '$schema',
  'title',
  'description',
  'examples',
  'default',
  'deprecated',
  'x-nn',
  'x-en',
  'enumDescriptions',
  'errorMessage',
  'patternErrorMessage',
  'markdownDescription',
  'defaultSnippets',
  'doNotSuggest',
  'deprecationMessage',
]

/**
 * Compiled with Ajv's plain dialect: the schemas use nothing of 2020-12 that it lacks once `closeEarly` is done (strict mode
 * refuses what it does not know), and its code is a third of the size and faster, for it keeps no books on properties.
 */
async function validators(wanted = kinds, called = runtime): Promise<string> {
  const ajv = new Ajv({
    code: { source: true, esm: true },
    allErrors: true,
    // Nobody sees Ajv's sentences (ours are in templates/messages), and they are a tenth of the code.
    messages: false,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    inlineRefs: false,
  })
  addFormats.default(ajv)
  for (const { schema } of schemas) ajv.addSchema(withoutAnnotations(schema) as Schema)
  const code = standalone.default(
    ajv,
    Object.fromEntries(wanted.map(({ kind, schema }) => [kind, schema.$id])),
  )
  // Ajv's output calls require() for its small runtime; bundling makes one file that any ESM host can load.
  const bundled = await build({
    stdin: { contents: withImports(code, called), resolveDir: root, loader: 'js' },
    bundle: true,
    format: 'esm',
    write: false,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: 'neutral',
    mainFields: ['main'],
  })
  const output = bundled.outputFiles[0]
  if (!output) throw new Error('esbuild gave no output')
  return `// Generated from schemas/ by "npm run generate". Do not edit.\n${output.text}`
}

/** What Ajv calls at run time, and what stands in for it. */
type Runtime = Readonly<Record<'ucs2length' | 'equal', string>>

const runtime: Runtime = {
  // Ajv counts characters one by one, which took half the time of a validation.
  ucs2length: "import { characterCount as NAME } from './src/core/characters.ts'",
  equal: "import NAME from 'fast-deep-equal'",
}

/** As imports, for a bundler wraps what is required in more code than there is. */
function withImports(code: string, called: Runtime): string {
  return code.replaceAll(
    /const (\w+) = require\("ajv\/dist\/runtime\/(ucs2length|equal)"\)\.default;?/g,
    (_all, name: string, module: keyof Runtime) => `${called[module].replace('NAME', name)};`,
  )
}

/** A registration has lists of texts only (a list of anything else has no control in the form, and its build fails). */
const ofTexts: Runtime = { ...runtime, equal: 'const NAME = Object.is' }

/** Prose would only make the generated code ten times as large. */
function withoutAnnotations(schema: unknown): unknown {
  return closeEarly(mapSchema(schema, (key) => !annotations.includes(key)))
}

const applicators = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not']

type Conditional = { properties?: object; if?: Conditional; then?: Conditional; else?: Conditional }

/** True when the branches of a condition speak only of properties that the schema itself lists. */
function conditionsAddNothing(schema: Conditional): boolean {
  const branches = [schema.if, schema.then, schema.else]
  return branches.every((branch) =>
    Object.keys(branch?.properties ?? {}).every((name) => name in (schema.properties ?? {})),
  )
}

/** Where nothing else can evaluate properties, `additionalProperties` means the same and needs no bookkeeping. */
function closeEarly(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closeEarly)
  if (node === null || typeof node !== 'object') return node
  const simple = !applicators.some((keyword) => keyword in node) && conditionsAddNothing(node)
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      simple && key === 'unevaluatedProperties' ? 'additionalProperties' : key,
      closeEarly(value),
    ]),
  )
}

/** Copies a schema keyword by keyword; the names of properties and definitions are never taken for keywords. */
function mapSchema(node: unknown, keeps: (keyword: string) => boolean): unknown {
  if (Array.isArray(node)) return node.map((item) => mapSchema(item, keeps))
  if (node === null || typeof node !== 'object') return node
  const named = (value: object) =>
    Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, mapSchema(schema, keeps)]))
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => keeps(key))
      .map(([key, value]) => [key, namedSchemas.has(key) ? named(value) : mapSchema(value, keeps)]),
  )
}

const namedSchemas = new Set(['properties', 'patternProperties', '$defs'])

/** What is registered by the form on the web; its script is kept small. */
const registrations = kinds.filter(({ kind }) => kind === 'need' || kind === 'offer')

/** The same code in fewer words: nobody asks where in a schema an error comes from, and each is put down in the same way. */
function shortened(code: string): string {
  const short = code
    .replaceAll(/schemaPath:\s*"[^"]*",\s*/g, '')
    .replaceAll(
      /let (err\d+)=\{instancePath(?::([^{}]*?))?,keyword:"(\w+)",params:(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})\};vErrors===null\?vErrors=\[\1\]:vErrors\.push\(\1\),errors\+\+/g,
      (_all, _name, path = 'instancePath', keyword, params) =>
        `vErrors=withError(vErrors,${path},"${keyword}",${params}),errors++`,
    )
    .replaceAll(/,parentData:\w+,parentDataProperty:(?:"\w+"|\w+),rootData/g, '')
    .replaceAll(',parentData,parentDataProperty,rootData=data', '')
  const left = /.{60}(?:schemaPath|parentData|err\d+=\{[^}]).{200}/.exec(short)
  if (left) throw new Error(`Ajv writes its code in another way now: ${left[0]}`)
  return `${withoutDoubles(withNamesOnly(short))}
function withError(errors,instancePath,keyword,params){const error={instancePath,keyword,params};return errors===null?[error]:(errors.push(error),errors)}
`
}

/** A need and an offer share most definitions, and Ajv makes a function of each for both: one of two alike is enough. */
function withoutDoubles(code: string): string {
  const kept = new Map<string, string>()
  const double = functionsIn(code).find(({ name, text }) => {
    const body = text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'self')
    if (kept.has(body)) return true
    kept.set(body, name)
    return false
  })
  if (!double) return code
  const { name, text } = double
  const other = kept.get(text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'self')) ?? name
  return withoutDoubles(code.replace(text, '').replaceAll(new RegExp(`\\b${name}\\b`, 'g'), other))
}

/** Of a whole schema the code asks only which fields it has. */
function withNamesOnly(code: string): string {
  return registrations.reduce((shorter, { schema }) => {
    const start = shorter.indexOf(`={$id:"${schema.$id}"`) + 1
    const name = /schema\d+$/.exec(shorter.slice(0, start - 1))?.[0] ?? ''
    if (start === 0 || new RegExp(`\\b${name}\\b(?!=|\\.properties,)`).test(shorter))
      throw new Error('Ajv uses the schema for more than the names of its fields now.')
    const fields = Object.keys((schema as Conditional).properties ?? {}).map((field) => `${field}:0`)
    const rest = shorter.slice(closingOf(shorter, start + 1))
    return `${shorter.slice(0, start)}{properties:{${fields.join(',')}}}${rest}`
  }, code)
}

/** The place after the brace that ends what begins before `from`; those in the patterns of the schemas come in pairs too. */
function closingOf(code: string, from: number): number {
  let end = from
  for (let depth = 1; depth > 0; end++) depth += code[end] === '{' ? 1 : code[end] === '}' ? -1 : 0
  return end
}

function functionsIn(code: string): readonly { readonly name: string; readonly text: string }[] {
  return Array.from(
    code.matchAll(/function (validate\d+)\([^)]*\)\{/g),
    ({ 0: head, 1: name = '', index }) => {
      return { name, text: code.slice(index, closingOf(code, index + head.length)) }
    },
  )
}

function declarations(wanted = kinds): string {
  const lines = wanted.map(({ kind }) => `export const ${kind}: Validator`)
  return `// Generated from schemas/ by "npm run generate". Do not edit.
import type { ErrorObject } from 'ajv'
export type Validator = { (data: unknown): boolean; errors?: ErrorObject[] | null }
${lines.join('\n')}
`
}

/** One schema whose properties are all kinds, so that shared definitions become one shared type each. */
async function types(): Promise<string> {
  const definitions: Record<string, unknown> = {}
  for (const { kind, schema } of schemas) {
    const { $id: _id, $schema: _dialect, $defs = {}, ...rest } = schema
    for (const [name, definition] of Object.entries($defs as object)) definitions[name] = forTypes(definition)
    if (kind !== 'common') definitions[kind] = { ...(forTypes(rest) as object), title: pascal(kind) }
  }
  const whole = {
    title: 'WrittenByKind',
    type: 'object',
    additionalProperties: false,
    required: kinds.map(({ kind }) => kind),
    properties: Object.fromEntries(kinds.map(({ kind }) => [kind, { $ref: `#/definitions/${kind}` }])),
    definitions,
  }
  const text = await compile(whole as unknown as JSONSchema, 'WrittenByKind', {
    bannerComment: '// Generated from schemas/ by "npm run generate". Do not edit.',
    additionalProperties: false,
    format: false,
  })
  // The type generator explains patternProperties in terms of its own input.
  return text.replaceAll(/\/\*\*\n \* This interface was referenced[\s\S]*?\*\/\n/g, '')
}

/** Definitions move into one document; titles (which would name types in Norwegian), prose and conditions go. */
function forTypes(schema: unknown): unknown {
  const dropped = new Set([...annotations, 'if', 'then', 'else', 'minItems', 'maxItems'])
  return relink(mapSchema(schema, (key) => !dropped.has(key)))
}

/** The type generator reads drafts before 2019: local definitions, and `additionalProperties`. */
function relink(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relink)
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === '$ref') return [key, `#/definitions/${String(value).split('/').at(-1)}`]
      if (key === 'unevaluatedProperties') return ['additionalProperties', relink(value)]
      return [key, relink(value)]
    }),
  )
}

function pascal(kind: string): string {
  return kind[0]?.toUpperCase() + kind.slice(1)
}

const files = {
  'validators.js': await validators(),
  'validators.d.ts': declarations(),
  'registration-validators.js': shortened(await validators(registrations, ofTexts)),
  'registration-validators.d.ts': declarations(registrations),
  'written.ts': await types(),
}

mkdirSync(target, { recursive: true })
const stale = Object.entries(files).filter(([name, text]) => {
  try {
    return readFileSync(join(target, name), 'utf8') !== text
  } catch {
    return true
  }
})
if (process.argv.includes('--check')) {
  for (const [name] of stale) console.error(`src/core/generated/${name} is stale: run "npm run generate".`)
  process.exitCode = stale.length > 0 ? 2 : 0
} else {
  for (const [name, text] of stale) writeFileSync(join(target, name), text)
  console.log(stale.length > 0 ? `Wrote ${stale.map(([name]) => name).join(', ')}.` : 'Nothing to do.')
}
