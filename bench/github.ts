/**
 * What the GitHub side costs in requests, for docs/performance.md: GitHub counts them, and so does whoever waits. The same
 * runs with a clone of the repository at hand and without one, on the repository's own data. Printed as ratios.
 *
 *     npx tsx bench/github.ts
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../src/commands/context.ts'
import { run as propose } from '../src/commands/propose.ts'
import { run as review } from '../src/commands/review.ts'
import { voiceOf } from '../src/commands/voices.ts'
import { type Bench, openBench } from '../tests/github/bench/bench.ts'

const root = join(import.meta.dirname, '..')
const today = '2026-11-22'
const offer = 'agencies/miljodirektoratet/offers/klimadata.yaml'

type Cost = { readonly requests: number; readonly seconds: number }

const place = mkdtempSync(join(tmpdir(), 'mobilitet-bench-'))
const clone = join(place, 'clone')
const empty = mkdtempSync(join(place, 'empty-'))
for (const folder of ['programme', 'agencies', 'agreements', 'decisions', 'templates'])
  cpSync(join(root, folder), join(clone, folder), { recursive: true })
const git = (...words: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.no', ...words], {
    cwd: clone,
  })
git('init', '--quiet')
git('add', '--all')
git('commit', '--quiet', '--message', 'Data')

const bench = await openBench({
  people: { fremmed: { id: 666 } },
  repository: 'programmet/mobilitet',
  files: clone,
})
const text = (await bench.files('main'))[offer] ?? ''
await bench.push(
  'fremmed',
  'endring',
  { [offer]: text.replace(/minWeeks: \d+/, 'minWeeks: 5') },
  { onFork: true },
)
const pull = await bench.pull({ by: 'fremmed', head: 'fremmed:endring', title: 'Kortere opphold' })

const rows = [
  ['`review` of one change', 'from a clone', await cost(clone, review, { pull: String(pull) })],
  ['`review` of one change', 'without one', await cost(empty, review, { pull: String(pull) })],
  ['`propose`', 'from a clone', await cost(clone, propose, {})],
  ['`propose`', 'without one', await cost(empty, propose, {})],
] as const
console.log('| what | where | requests | time | requests, of those without a clone |\n|---|---|---|---|---|')
rows.forEach(([what, where, { requests, seconds }], at) => {
  const without = rows[at - (at % 2) + 1]?.[2].requests ?? requests
  console.log(
    `| ${what} | ${where} | ${requests} | ${seconds.toFixed(1)} s | ${(requests / without).toFixed(2)} |`,
  )
})
await bench.close()
rmSync(place, { recursive: true, force: true })

type Run = (context: Context, options: never) => Promise<unknown>

async function cost(folder: string, run: Run, input: object): Promise<Cost> {
  bench.log.length = 0
  const start = performance.now()
  await run(contextIn(folder, bench), { format: 'text', ...input } as never)
  return { requests: bench.log.length, seconds: (performance.now() - start) / 1000 }
}

function contextIn(folder: string, { url, as, app }: Bench): Context {
  const bot = app({
    slug: 'mobilitet',
    permissions: { contents: 'write', pull_requests: 'write', issues: 'write' },
  })
  const { token, fetch } = as(bot)
  return {
    root: folder,
    today,
    language: 'nb',
    speaker: voiceOf('nb'),
    colour: false,
    interactive: false,
    print: () => {},
    remark: () => {},
    github: {
      api: url,
      repository: 'programmet/mobilitet',
      token,
      as: bot.login,
      fetch,
      pace: { write: 0, retry: 0 },
    },
  }
}
