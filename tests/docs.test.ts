/** The pages people read: commands are run, links lead somewhere, tables are complete, examples pass the check. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { marked, type Token, type Tokens } from 'marked'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../src/commands/table.ts'
import { kindNames } from '../src/core/kinds.ts'
import { scoreParts } from '../src/core/match/context.ts'
import { linkConstraints, pairConstraints } from '../src/core/match/fit/feasible.ts'
import { type Bench, openBench } from './github/bench/bench.ts'
import { change, commit, mobilitet, today } from './tool.ts'
import { root } from './worlds.ts'

/** Made by tools, or somebody else's; what lies in `tests` is what reports are compared with, not pages. */
const elsewhere = new Set(['node_modules', '.git', 'out', 'dist', 'tests'])

const pages = new Map(markdownIn(root).map((file) => [file, readFileSync(join(root, file), 'utf8')]))

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return elsewhere.has(entry.name) ? [] : markdownIn(path)
    return entry.name.endsWith('.md') ? [relative(root, path)] : []
  })
}

type Block = {
  readonly file: string
  readonly language: string
  readonly about: string
  readonly text: string
}

/** Fenced blocks; `about` is what follows the language on the fence. */
const blocks: readonly Block[] = [...pages].flatMap(([file, text]) =>
  tokensOf(text).flatMap((token) => {
    if (token.type !== 'code') return []
    const [language = '', about = ''] = ((token as Tokens.Code).lang ?? '').split(' ')
    return [{ file, language, about, text: (token as Tokens.Code).text }]
  }),
)

function tokensOf(text: string): readonly Token[] {
  const found: Token[] = []
  marked.walkTokens(marked.lexer(text), (token) => {
    found.push(token)
  })
  return found
}

const copies: string[] = []

/** The repository as somebody has just cloned it: one commit, on `main`. */
function clone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mobilitet-docs-'))
  copies.push(folder)
  cpSync(root, folder, { recursive: true, filter: (path) => !elsewhere.has(relative(root, path)) })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  commit(folder)
  return folder
}

afterAll(() => {
  for (const folder of copies) rmSync(folder, { recursive: true, force: true })
  // A disk that others use too can be slow to delete.
}, 300_000)

const { name, version, scripts, dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as {
  name: string
  version: string
  scripts: Readonly<Record<string, string>>
  dependencies: Readonly<Record<string, string>>
  devDependencies: Readonly<Record<string, string>>
}

/** Lines that are not run, because they would install, or run these tests again. Each has its own assertion. */
const recognised: readonly (readonly [line: RegExp, holds: (part: string) => void])[] = [
  [
    /^npm ci$/,
    () =>
      expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).toContain(
        `"name": "${name}",\n  "version": "${version}"`,
      ),
  ],
  [/^npm (?:run )?([a-z]+)$/, (script) => expect(Object.keys(scripts)).toContain(script)],
  [/^git clone (\S+)(?: \S+)?$/, (address) => expect(address).toMatch(/^https:\/\//)],
]

function recognise(line: string): boolean {
  const parts = line.split(' && ').map((part) => {
    const entry = recognised.find(([pattern]) => pattern.test(part))
    return entry && { holds: entry[1], subject: entry[0].exec(part)?.[1] ?? part }
  })
  if (!parts.every((part) => part !== undefined)) return false
  for (const { holds, subject } of parts) holds(subject)
  return true
}

/** The examples live on a certain day, and must do so on every machine. */
function onTheDay(line: string): string {
  return /cli\.ts [a-z]/.test(line) && !/--help|--today/.test(line) ? `${line} ${today.join(' ')}` : line
}

const run = promisify(execFile)

/** The GitHub that the pages speak of, with this repository on it. */
let bench: Bench

beforeAll(async () => {
  bench = await openBench({
    people: { 'mobilitetsprogrammet-example': { id: 9_000_000_001 } },
    repository: 'programmet/mobilitet',
    roles: { 'mobilitetsprogrammet-example': 'admin' },
    files: clone(),
  })
})

afterAll(() => bench.close())

const onGitHub = () => ({
  ...process.env,
  GITHUB_API_URL: bench.url,
  GITHUB_TOKEN: bench.as('mobilitetsprogrammet-example').token,
})

describe('commands', () => {
  const shells = blocks.filter(({ language }) => language === 'sh')

  it('are in the pages at all', () => {
    expect(shells.map(({ file }) => file)).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md']))
  })

  it.concurrent.each(shells.map(({ file, text }) => [file, text]))(
    'of %s work: %s',
    async (_file, text) => {
      const lines = text
        .replaceAll('\\\n', ' ')
        .split('\n')
        .filter((line) => line !== '' && !recognise(line))
      const folder = lines.length > 0 ? clone() : root
      for (const line of lines) {
        await expect(
          run('sh', ['-c', onTheDay(line)], { cwd: folder, env: onGitHub(), timeout: 60_000 }),
          line,
        ).resolves.toBeDefined()
      }
    },
    180_000,
  )

  it('npm start makes the page that README shows', { timeout: 60_000 }, async () => {
    const folder = clone()
    await run('sh', ['-c', `npx ${scripts.start} ${today.join(' ')}`], { cwd: folder })
    expect(readFileSync(join(folder, 'out/index.html'), 'utf8')).toMatch(/^<!doctype html>/i)
  })

  const all = [...pages.values()].join('\n')

  it.each(commands.map(({ name }) => name))('%s is told of', (command) => {
    expect(pages.get('docs/commands.md')?.includes(`| \`${command}\` |`)).toBe(true)
    expect(all.includes(`src/cli.ts ${command}`)).toBe(true)
  })

  it.each(commands.flatMap(({ name, options }) => options.map(({ flags }) => [name, flags] as const)))(
    '%s %s is told of',
    (_command, flags) => {
      expect(all.includes(`\`${flags}\``)).toBe(true)
    },
  )
})

describe('links', () => {
  const links = [...pages].flatMap(([file, text]) =>
    tokensOf(text)
      .filter((token): token is Tokens.Link => token.type === 'link' || token.type === 'image')
      .filter(({ href }) => !/^[a-z]+:/i.test(href))
      .map(({ href }) => [file, decodeURI(href)] as const),
  )

  it.each(links)('%s: %s leads somewhere', (file, href) => {
    const [path = '', anchor] = href.split('#')
    const target = path === '' ? file : join(dirname(file), path)
    expect(target.startsWith('..'), `${target} is outside the repository`).toBe(false)
    expect(existsSync(join(root, target)), `${target} is missing`).toBe(true)
    if (anchor !== undefined) expect(anchorsIn(pages.get(target) ?? '')).toContain(anchor)
  })
})

/** As GitHub makes them: https://github.com/gjtorikian/html-pipeline/blob/v2.14.3/lib/html/pipeline/toc_filter.rb */
function anchorsIn(text: string): readonly string[] {
  const seen = new Map<string, number>()
  return tokensOf(text)
    .filter((token): token is Tokens.Heading => token.type === 'heading')
    .map((heading) => {
      const words = heading.text.replaceAll(/[`*]|\]\([^)]*\)|\[/g, '').toLowerCase()
      const anchor = words.replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '').replaceAll(' ', '-')
      const times = seen.get(anchor) ?? 0
      seen.set(anchor, times + 1)
      return times === 0 ? anchor : `${anchor}-${times}`
    })
}

describe('docs/dependencies.md', () => {
  it.each([
    ['At run time', dependencies],
    ['For development', devDependencies],
  ] as const)('has a line for each, with its licence: %s', (heading, wanted) => {
    const rows = [...section('docs/dependencies.md', heading).matchAll(/^\| `([^`]+)` \|.* \| (.+) \|$/gm)]
    expect(rows.map(([, library, licence]) => [library, licence])).toEqual(
      Object.keys(wanted).map((library) => [library, licenceOf(library)]),
    )
  })
})

function licenceOf(library: string): string {
  const file = join(root, 'node_modules', library, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { license: string }).license.replaceAll(/[()]/g, '')
}

/** What stands under a heading of the second level. */
function section(file: string, heading: string): string {
  const [, text = ''] = (pages.get(file) ?? '').split(`\n## ${heading}\n`)
  return text.split(/^## /m)[0] ?? ''
}

type Schema = {
  readonly properties: object
  readonly required?: readonly string[]
  readonly $defs?: Readonly<Record<string, Schema>>
}

describe('docs/data.md', () => {
  it.each(kindNames)('has every key of %s, and the required ones in bold', (kind) => {
    const schema = JSON.parse(readFileSync(join(root, `schemas/${kind}.schema.json`), 'utf8')) as Schema
    const { properties, required = [] } = schema.$defs?.policyRule ?? schema
    const heading = kind === 'need' || kind === 'offer' ? 'need and offer' : kind
    const cells = [...section('docs/data.md', heading).matchAll(/^\| ([^|]+) \|/gm)]
      .map(([, cell]) => cell)
      .join(' ')
    const keys = Object.keys(properties)
    expect(keys.filter((key) => !cells.includes(`\`${key}\``))).toEqual([])
    expect(required.filter((key) => !cells.includes(`**\`${key}\`**`))).toEqual([])
    const told = [...cells.matchAll(/`(\w+)`/g)].map(([, key = '']) => key)
    expect(told.filter((key) => !keys.includes(key))).toEqual([])
  })
})

it.each([...pairConstraints, ...linkConstraints].map(({ id }) => id))(
  'docs/match.md tells of the constraint %s',
  (id) => {
    expect(pages.get('docs/match.md')?.includes(`\`${id}\``)).toBe(true)
  },
)

it.each(scoreParts)('docs/match.md tells of the part %s of the score', (part) => {
  expect(pages.get('docs/match.md')?.includes(`| \`${part}\` |`)).toBe(true)
})

describe('examples', () => {
  const files = blocks.filter(({ language, about }) => language === 'yaml' && about !== '')

  it.each([...new Set(files.map(({ file }) => file))])('of whole files in %s pass the check', (page) => {
    const own = Object.fromEntries(
      files.filter(({ file }) => file === page).map(({ about, text }) => [about, `${text}\n`]),
    )
    const folder = clone()
    change(folder, own)
    const { out } = mobilitet(folder, ['check', ...Object.keys(own), '--format', 'json', ...today])
    expect((JSON.parse(out) as { diagnostics: unknown }).diagnostics).toEqual([])
  })

  it.each(blocks.filter(({ language }) => language === 'json').map(({ about, text }) => [about, text]))(
    'of JSON have the shape that %s --format json prints',
    (command, text) => {
      const { out } = mobilitet(inTrouble(), [command, '--format', 'json', ...today])
      expect(shapeOf(JSON.parse(out))).toEqual(shapeOf(JSON.parse(text)))
    },
  )
})

/** The example programme, and in it a mistake, so that there is something of everything to tell. */
function inTrouble(): string {
  const folder = clone()
  change(folder, { 'agencies/kld/needs/feil.yaml': 'title: Feil\n' })
  return folder
}

/** Names of fields, and the shape of the first of each list. What is in `args` differs from sentence to sentence. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])]
  if (value === null || typeof value !== 'object') return typeof value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === 'args' ? {} : shapeOf(key === 'forgone' ? Object.values(part as object) : part),
    ]),
  )
}

it.each([...pages.keys()])('%s names no machine and no registry', (file) => {
  const machines = /(?:^|[\s`"'(])(?:~|[A-Z]:\\|\/(?:home|root|tmp|var|opt|usr|mnt|work|Users)\/)\S*/gm
  const registries = /\bregistry\.[a-z]\S*|\bnpm\.pkg\.\S+|\bartifactory\S*|\blocalhost\b/gi
  expect((pages.get(file) ?? '').match(machines) ?? []).toEqual([])
  expect((pages.get(file) ?? '').match(registries) ?? []).toEqual([])
})
