/**
 * How long a report takes, against reading the programme it is made of: for docs/performance.md. A report, not a test.
 * The programme is made up and seeded (`tests/report/world.ts`): half needs, half offers, and an agreement for every eighth.
 *
 *     npx tsx bench/report.ts                 5,000 registrations
 *     npx tsx bench/report.ts --size 1000
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadFolder } from '../src/commands/loading.ts'
import { voiceOf } from '../src/commands/voices.ts'
import { noHistory } from '../src/core/report/figures/facts.ts'
import { figuresIn } from '../src/core/report/figures/figures.ts'
import { everything } from '../src/core/report/figures/scopes.ts'
import { accountOf } from '../src/core/report/yearly/account.ts'
import { accountHtml } from '../src/core/report/yearly/account-html.ts'
import { programmeFiles } from '../tests/report/world.ts'
import { median, table, thousands } from './matching/tables.ts'

const { values } = parseArgs({ options: { size: { type: 'string', default: '5000' } } })
const size = Number(values.size)
const rounds = 7

const folder = mkdtempSync(join(tmpdir(), 'mobilitet-bench-'))
try {
  const shape = { seed: 1, agencies: size / 20, needs: size / 2, agreements: size / 8 }
  for (const [path, text] of Object.entries(programmeFiles(shape))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  measure()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function timed<T>(work: () => T): readonly [T, number] {
  const start = performance.now()
  const result = work()
  return [result, performance.now() - start]
}

function measure(): void {
  const { words } = voiceOf('nb')
  const times = Array.from({ length: rounds }, () => {
    const [loaded, load] = timed(() => loadFolder(folder, false))
    const { programme } = loaded.loaded
    const [figures, count] = timed(() => figuresIn(programme, '2026-11-22', everything, noHistory))
    const [, write] = timed(() =>
      accountHtml(accountOf(figures, { programme, language: 'nb', words }), words),
    )
    return { load, count, write }
  })
  const of = (name: 'load' | 'count' | 'write') => median(times.map((time) => time[name]))
  const row = (what: string, name: 'load' | 'count' | 'write') => [
    what,
    `${Math.round(of(name))} ms`,
    (of(name) / of('load')).toFixed(2),
  ]
  const rows = [
    row(`reading ${thousands(size)} needs and offers, nothing remembered`, 'load'),
    row('counting, and finding what to hide', 'count'),
    row('writing the page', 'write'),
  ]
  console.log(table(['what', 'time, median', 'of reading'], rows))
  console.log(
    `\n${rounds} rounds, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}.`,
  )
}
