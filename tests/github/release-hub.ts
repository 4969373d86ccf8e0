/** A GitHub to release on, and clones of it, for stories about releases from beginning to end. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, expect } from 'vitest'
import type { Context } from '../../src/commands/context.ts'
import { type ReleaseOptions, run } from '../../src/commands/release.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import { type Bench, type Bot, openBench } from './bench/bench.ts'
import { type Files, textsOf } from './release-world.ts'

const day = '2026-11-22'
const folders: string[] = []
const benches: Bench[] = []

/** Those a block of stories shares, all of which leave it as it is. */
export const kept: { bench?: Bench; from?: string } = {}

afterEach(async () => {
  for (const folder of folders.splice(0))
    if (folder !== kept.from) rmSync(folder, { recursive: true, force: true })
  for (const bench of benches.splice(0)) if (bench !== kept.bench) await bench.close()
})

afterAll(async () => {
  if (kept.from) rmSync(kept.from, { recursive: true, force: true })
  await kept.bench?.close()
})

export async function github(files: Files = {}): Promise<Bench> {
  const bench = await openBench({
    people: { kontoret: { id: 9_000_000_001 }, stranger: { id: 666 } },
    repository: 'programmet/mobilitet',
    roles: { kontoret: 'admin', stranger: 'write' },
    files: textsOf(files),
    settings: { immutableReleases: true },
  })
  benches.push(bench)
  return bench
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mobilitet-release-'))
  folders.push(folder)
  return folder
}

export const git = promisify(execFile)

/** The newest of main as a workflow has it: with the whole history, or with so much of it. */
export async function clone(bench: Bench, depth?: number): Promise<string> {
  const folder = newFolder()
  const { token } = bench.as('kontoret')
  const url = `${bench.url.replace('://', `://x:${token}@`)}/${bench.here.owner}/${bench.here.repo}.git`
  const limit = depth === undefined ? [] : ['--depth', `${depth}`]
  await git('git', ['clone', '--quiet', ...limit, url, '.'], { cwd: folder })
  return folder
}

type Told = { readonly code: number; readonly out: string }
type Run = Partial<ReleaseOptions> & {
  readonly root?: string
  readonly as?: Bot | string
  readonly today?: string
}

/** With the token of a workflow run, unless somebody else does it. Faults come as their code. */
export async function release(
  bench: Bench | undefined,
  { root, as, today = day, ...options }: Run = {},
): Promise<Told> {
  const out: string[] = []
  const who = as ?? bench?.actions({ permissions: { contents: 'write' } })
  const context: Context = {
    root: root ?? newFolder(),
    today,
    language: 'nb',
    speaker: voiceOf('nb'),
    colour: false,
    interactive: false,
    print: (text) => out.push(text),
    remark: (text) => out.push(text),
    github: {
      api: bench?.url ?? 'https://api.github.invalid',
      fetch: globalThis.fetch,
      ...(bench && who ? bench.as(who) : {}),
      ...(bench ? { repository: `${bench.here.owner}/${bench.here.repo}` } : {}),
      pace: { write: 0, retry: 0 },
    },
  }
  const code = await run(context, { agreements: [], format: 'text', ...options })
  return { code, out: out.join('') }
}

/** All releases there are, as the office sees them. */
export async function there(bench: Bench) {
  const { octokit } = bench.as('kontoret')
  const { data } = await octokit.repos.listReleases({ ...bench.here, per_page: 100 })
  return data
}

export async function only(bench: Bench) {
  const releases = await there(bench)
  expect(releases).toHaveLength(1)
  return releases[0] as (typeof releases)[number]
}

export function filesIn(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
  return Object.fromEntries(paths.map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
}
