/** The walls of the house: who may import whom, what is pure, which file owns which library, and no circles. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '../src')

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean }

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.endsWith('.d.ts'))
  .sort()
const texts = new Map(files.map((file) => [file, readFileSync(join(source, file), 'utf8')]))
const imports: readonly Import[] = files.flatMap((file) => importsOf(file))

function importsOf(file: string): readonly Import[] {
  const statements = /(?:^|\n)(?:import|export)\s(type\s)?(?:[^'";]*?\sfrom\s)?'([^']+)'|import\('([^']+)'\)/g
  return [...(texts.get(file) ?? '').matchAll(statements)].map(([, typeOnly, fixed, lazy]) => {
    const target = fixed ?? lazy ?? ''
    const to = target.startsWith('.') ? relative(source, join(source, dirname(file), target)) : target
    return { from: file, to, typeOnly: typeOnly !== undefined }
  })
}

function floorOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : 'cli'
}

/** Each floor stands on those named; everything may use node's and npm's packages unless said otherwise below. */
const floors: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  io: ['io', 'core'],
  site: ['site', 'core'],
  commands: ['commands', 'io', 'site', 'core'],
  cli: ['cli', 'commands', 'io', 'core'],
}

/** A library that is wrapped in one place can be replaced in one place. */
const owners: Readonly<Record<string, readonly string[]>> = {
  yaml: ['core/yaml.ts', 'core/yaml-tokens.ts', 'core/yaml-writer.ts', 'core/yaml-outline.ts'],
  hucre: ['io/spreadsheet.ts'],
  'csv-parse': ['io/spreadsheet.ts'],
  'csv-stringify': ['io/spreadsheet.ts'],
  ajv: ['core/schema-findings.ts'],
  handlebars: ['core/render/language.ts', 'site/templates.ts'],
  marked: ['core/render/markdown.ts', 'site/prose.ts'],
  docx: [
    'core/render/docx.ts',
    'core/render/docx-blocks.ts',
    'core/render/docx-styles.ts',
    'core/render/docx-table.ts',
  ],
  fflate: ['core/render/zip.ts'],
  '@myriaddreamin/typst-ts-node-compiler': ['io/typst-worker.mjs'],
  canonicalize: ['core/canonical.ts'],
  'fastest-levenshtein': ['core/nearest.ts'],
  esbuild: ['io/site-parts.ts'],
  commander: ['cli.ts', 'commands/parser.ts'],
  'ical-generator': ['core/follow-up/calendar.ts'],
  highs: ['core/match/choose/highs.ts'],
  '@orama/stemmers': ['core/match/text/stems.ts'],
  minisearch: ['site/catalogue/search-index.ts'],
  'd3-scale': ['site/catalogue/chart.ts'],
  '@clack/prompts': ['io/prompts.ts'],
  '@octokit/rest': ['io/github/client.ts'],
  '@octokit/plugin-retry': ['io/github/client.ts'],
  '@octokit/plugin-throttling': ['io/github/client.ts'],
}

describe('floors', () => {
  it.each(imports.filter(({ to }) => files.includes(to)))('$from may use $to', ({ from, to }) => {
    expect(floors[floorOf(from)]).toContain(floorOf(to))
  })
})

describe('the core is pure', () => {
  const core = files.filter((file) => file.startsWith('core/'))
  const impure = [
    /\bprocess\./,
    /\bDate\.now\b/,
    /\bnew Date\(\)/,
    /\bconsole\./,
    /\bMath\.random\b/,
    /\bfetch\(/,
    /\bsetTimeout\b/,
    /\btoLocale\w+\(\)/,
  ]
  it.each(core)('%s', (file) => {
    const code = withoutComments(texts.get(file) ?? '')
    expect(impure.filter((pattern) => pattern.test(code)).map(String)).toEqual([])
    expect(imports.filter(({ from, to }) => from === file && to.startsWith('node:'))).toEqual([])
  })
})

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
}

describe('libraries have one owner', () => {
  const outside = imports.filter(
    ({ to }) => !to.startsWith('node:') && !files.includes(to) && !to.startsWith('core/generated/'),
  )
  it.each(outside.map(({ from, to }) => [to, from]))('%s in %s', (library, file) => {
    const name = library.startsWith('@')
      ? library.split('/').slice(0, 2).join('/')
      : (library.split('/')[0] ?? '')
    if (name === '@noble/hashes') return expect(file.startsWith('core/')).toBe(true)
    expect(owners[name], `${name} needs an owner`).toContain(file)
  })
})

it('no file imports itself in a circle', () => {
  const edges = new Map(
    files.map((file) => [
      file,
      imports.filter(({ from, to }) => from === file && files.includes(to)).map(({ to }) => to),
    ]),
  )
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const next of edges.get(file) ?? []) {
      const circle = visit(next, [...path, file])
      if (circle) return circle
    }
    done.add(file)
    return undefined
  }
  expect(files.map((file) => visit(file, [])).filter(Boolean)).toEqual([])
})

it('no file has outgrown a screen or five', () => {
  const long = files
    .filter((file) => !file.startsWith('core/generated/'))
    .filter((file) => (texts.get(file) ?? '').split('\n').length > 300)
  expect(long).toEqual([])
})

it('only cli.ts knows the process, the clock and the arguments', () => {
  const reads = /\bprocess\.(?:argv|env|exit|exitCode|stdin|stdout|stderr|cwd)\b|\bnew Date\(\)|\bDate\.now\b/
  const guilty = files.filter(
    (file) => !['cli.ts', 'io/git.ts'].includes(file) && reads.test(withoutComments(texts.get(file) ?? '')),
  )
  expect(guilty).toEqual([])
})

it('nothing but what its owner exports is passed on: no barrels', () => {
  const barrels = files.filter((file) => /^export (?:\*|\{[^}]*\}) from/m.test(texts.get(file) ?? ''))
  expect(barrels).toEqual([])
})
