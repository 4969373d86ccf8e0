/**
 * Stories on GitHub: people do things, the tool answers, and what GitHub then holds is written down as a text a lawyer
 * could read. Each folder in `stories/` has a `story.ts` that tells what happens, and a `told.md` that says what came of
 * it; `npm run accept` writes the latter anew.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context, ExitCode } from '../../src/commands/context.ts'
import { Usage } from '../../src/commands/context.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Language } from '../../src/core/model.ts'
import { Unreadable } from '../../src/io/ports.ts'
import { layers, root } from '../worlds.ts'
import type { Beginning } from './bench/begin.ts'
import { type Bench, type Bot, openBench } from './bench/bench.ts'
import { Crashed } from './bench/trouble.ts'
import { listen, look, lookAtRelease } from './look.ts'

const commands = {
  review: () => import('../../src/commands/review.ts'),
  propose: () => import('../../src/commands/propose.ts'),
  'follow-up': () => import('../../src/commands/follow-up.ts'),
  intake: () => import('../../src/commands/intake.ts'),
  command: () => import('../../src/commands/command.ts'),
  release: () => import('../../src/commands/release.ts'),
  setup: () => import('../../src/commands/setup.ts'),
}

export type CommandName = keyof typeof commands

export type RunOptions = {
  /** The day; that of the bench unless said otherwise. */
  readonly today?: string
  readonly language?: Language
  /** What happened, as `bench.event.…` gives it. */
  readonly event?: object
  /** Without it the plan is carried out. */
  readonly dry?: boolean
  readonly as?: Bot | string
  /** A clone, as workflows have one; otherwise a folder with nothing in it. */
  readonly root?: string
  /** The command's own argument and options. */
  readonly input?: Readonly<Record<string, unknown>>
  /** Nothing of it goes into the told story. */
  readonly quiet?: boolean
}

export type Teller = {
  readonly bench: Bench
  /** Who acts for the programme: an App. */
  readonly app: Bot
  /** Begins a part of the story. */
  readonly say: (sentence: string) => void
  /** Writes down what is seen elsewhere than in the lists of GitHub. */
  readonly note: (text: string) => void
  /** Runs a command as a new process would: with nothing in mind. Gives what was printed and the exit code. */
  readonly run: (command: CommandName, options?: RunOptions) => Promise<{ code: ExitCode; out: string }>
  /** Writes down how issues and pull requests stand. */
  readonly look: (...numbers: readonly number[]) => Promise<void>
  /** Writes down only what is said of them. */
  readonly listen: (...numbers: readonly number[]) => Promise<void>
  readonly lookAtRelease: (tag: string) => Promise<void>
}

export type Story = {
  /** Files laid over the small world; `undefined` takes one away. */
  readonly files?: Readonly<Record<string, string | undefined>>
  readonly settings?: Beginning['settings']
  readonly tell: (teller: Teller) => Promise<void>
}

export const people = {
  'kontoret-example': 9_000_000_001,
  'kontoret-to-example': 9_000_000_004,
  'dfo-example': 9_000_000_002,
  'kld-example': 9_000_000_003,
  'nav-example': 9_000_000_005,
  fremmed: 9_000_000_099,
} as const

export const listed = (...logins: readonly (keyof typeof people)[]): string =>
  `[${logins.map((login) => `{ login: ${login}, id: ${people[login]} }`).join(', ')}]`

const small = layers(join(root, 'tests/rules/_world'))

/** A file of the small world. */
export function textOf(path: string): string {
  const bytes = small.get(path)
  if (!bytes) throw new Error(`the small world has no ${path}`)
  return Buffer.from(bytes).toString('utf8')
}

/** The small world with a second person at the office, an agency that writes nynorsk, and nothing agreed yet. */
function world(files: Story['files'] = {}): Record<string, string> {
  const settings = textOf('programme/programme.yaml')
  const standardTexts = [...layers(join(root, 'templates'))].filter(([path]) => path.endsWith('.md.hbs'))
  const all: Record<string, string | undefined> = {
    ...Object.fromEntries([...small.keys()].map((path) => [path, textOf(path)])),
    ...Object.fromEntries(
      standardTexts.map(([path, bytes]) => [`templates/${path}`, Buffer.from(bytes).toString('utf8')]),
    ),
    'programme/programme.yaml': settings.replace(
      /approvers: .*/,
      `approvers: ${listed('kontoret-example', 'kontoret-to-example')}`,
    ),
    'agencies/nav/agency.yaml': textOf('agencies/dfo/agency.yaml')
      .replace('986252932', '889640782')
      .replace('shortName: DFØ', 'shortName: Nav')
      .replace(/name: \{.*/, 'name: { nb: Arbeids- og velferdsetaten, nn: Arbeids- og velferdsetaten }')
      .replace('language: nb', 'language: nn')
      .replace('dfo.example.no', 'nav.example.no')
      .replace(/approvers: .*/, `approvers: ${listed('nav-example')}`),
    'agreements/kld-dfo/agreement.yaml': undefined,
    ...files,
  }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

const permissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  statuses: 'write',
} as const

/** Tells the story, and gives it back as it went. Fails if any call was not as GitHub describes it. */
export async function told(name: string, { files, settings, tell }: Story): Promise<string> {
  const bench = await openBench({
    people: Object.fromEntries(Object.entries(people).map(([login, id]) => [login, { id }])),
    repository: 'programmet/mobilitet',
    roles: {
      'kontoret-example': 'admin',
      'kontoret-to-example': 'write',
      'dfo-example': 'read',
      'kld-example': 'read',
      'nav-example': 'read',
    },
    files: world(files),
    ...(settings ? { settings } : {}),
  })
  const place = mkdtempSync(join(tmpdir(), 'mobilitet-story-'))
  const lines: string[] = [`# ${name}`]
  const app = bench.app({ slug: 'mobilitet', permissions })
  try {
    await tell({
      bench,
      app,
      say: (sentence) => lines.push(`## ${sentence}`),
      note: (text) => lines.push(text),
      run: async (command, options = {}) => {
        const { code, out } = await runs(command, options, bench, app, place)
        if (!options.quiet) lines.push(block(`mobilitet ${command}`, `${out}[${code}]`))
        return { code, out }
      },
      look: async (...numbers) => {
        for (const number of numbers) lines.push(await look(bench, number))
      },
      listen: async (...numbers) => {
        for (const number of numbers) lines.push(await listen(bench, number))
      },
      lookAtRelease: async (tag) => void lines.push(await lookAtRelease(bench, tag)),
    })
    await bench.close()
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
  return anonymous(`${lines.join('\n\n')}\n`, bench.url)
}

async function runs(
  command: CommandName,
  options: RunOptions,
  bench: Bench,
  app: Bot,
  place: string,
): Promise<{ code: ExitCode; out: string }> {
  const out: string[] = []
  const context = contextFor(options, bench, app, place, (text) => out.push(text))
  const { run } = await commands[command]()
  const input = { format: 'text', apply: options.dry !== true, agreements: [], ...options.input }
  try {
    const code = await (run as (context: Context, input: object) => Promise<ExitCode>)(context, input)
    return { code, out: out.join('') }
  } catch (error) {
    if (error instanceof Crashed) return { code: 1, out: `${out.join('')}(programmet døde her)\n` }
    const sentence = faultIn(error, context)
    return { code: error instanceof Usage ? 64 : 1, out: `${out.join('')}${sentence}\n` }
  }
}

/** Only what the tool has words for ends a story quietly; anything else is a fault of ours. */
function faultIn(error: unknown, { speaker }: Context): string {
  if (error instanceof Unreadable) return speaker.cli(error.code, error.args)
  if (error instanceof Usage) return speaker.cli(error.key, error.args)
  throw error
}

function contextFor(
  { as, event, language = 'nb', today, root }: RunOptions,
  bench: Bench,
  app: Bot,
  place: string,
  print: (text: string) => void,
): Context {
  const who = as ?? app
  const { token, fetch } = bench.as(who)
  const file = join(place, 'event.json')
  if (event !== undefined) writeFileSync(file, JSON.stringify(event))
  return {
    root: root ?? place,
    today: today ?? bench.clock.now().slice(0, 10),
    language,
    speaker: voiceOf(language),
    colour: false,
    interactive: false,
    print,
    remark: print,
    github: {
      api: bench.url,
      repository: `${bench.here.owner}/${bench.here.repo}`,
      token,
      fetch,
      pace: { write: 0, retry: 0 },
      run: 'https://github.example/programmet/mobilitet/actions/runs/1',
      ...(typeof who === 'string' ? {} : { as: who.login }),
      ...(event === undefined ? {} : { event: file }),
    },
  }
}

function block(title: string, text: string): string {
  return `\`\`\`\`text\n$ ${title}\n${text}\n\`\`\`\``
}

/** Commits by the order in which they are first told of, and no address of this machine. */
function anonymous(text: string, url: string): string {
  const names = new Map<string, string>()
  return text.replaceAll(url, 'https://api.github.example').replace(/\b[0-9a-f]{40}\b/g, (id) => {
    const name = names.get(id) ?? `commit-${names.size + 1}`
    names.set(id, name)
    return name
  })
}
