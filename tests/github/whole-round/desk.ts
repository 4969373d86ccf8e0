/** A clone on somebody's desk, and the commands people run there: typed as words, understood by the tool's own parser. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Context, ExitCode } from '../../../src/commands/context.ts'
import { parser } from '../../../src/commands/parser.ts'
import { voiceOf } from '../../../src/commands/voices.ts'
import type { IsoDate } from '../../../src/core/model.ts'
import type { Bench } from '../bench/bench.ts'

const git = promisify(execFile)

export type Said = { readonly code: ExitCode; readonly out: string }

export type Desk = {
  readonly folder: string
  /** Beside the clone: what people fetch, render and receive. */
  readonly outside: string
  /** The newest of main, with the whole history and every tag. What is there already is not fetched again. */
  readonly fetched: () => Promise<void>
  /** Runs what somebody types, on a day. What the tool prints and what it remarks come together. */
  readonly types: (today: IsoDate, ...words: readonly string[]) => Promise<Said>
  readonly cleared: () => void
}

export async function deskOf(bench: Bench): Promise<Desk> {
  const place = mkdtempSync(join(tmpdir(), 'mobilitet-desk-'))
  const [folder, outside] = [join(place, 'klone'), join(place, 'utenfor')]
  for (const one of [folder, outside]) mkdirSync(one)
  const { token } = bench.as('kontoret-example')
  const url = `${bench.url.replace('://', `://x:${token}@`)}/${bench.here.owner}/${bench.here.repo}.git`
  await git('git', ['clone', '--quiet', url, '.'], { cwd: folder })
  let at = await bench.tip('main')
  return {
    folder,
    outside,
    async fetched() {
      const tip = await bench.tip('main')
      if (tip === at) return
      await git('git', ['fetch', '--quiet', '--tags', '--force', 'origin'], { cwd: folder })
      await git('git', ['reset', '--quiet', '--hard', 'origin/main'], { cwd: folder })
      at = tip
    },
    types: (today, ...words) => typed(folder, bench, today, words),
    cleared: () => rmSync(place, { recursive: true, force: true }),
  }
}

async function typed(folder: string, bench: Bench, today: IsoDate, words: readonly string[]): Promise<Said> {
  const out: string[] = []
  const print = (text: string) => void out.push(text)
  const speaker = voiceOf('nb')
  const context: Context = {
    root: folder,
    today,
    language: 'nb',
    speaker,
    colour: false,
    interactive: false,
    print,
    remark: print,
    github: {
      api: bench.url,
      repository: `${bench.here.owner}/${bench.here.repo}`,
      fetch: () => Promise.reject(new Error('nobody is asked')),
      pace: { write: 0, retry: 0 },
    },
  }
  let code: ExitCode = 0
  const program = parser(speaker, '0.0.0', async ({ load }, input) => {
    const { run } = await load()
    code = await run(context, input as never)
  })
  await program.parseAsync([...words], { from: 'user' })
  return { code, out: out.join('').replaceAll(`${folder}/`, '') }
}

/** Every file below a folder, by path. */
export function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]))
}
