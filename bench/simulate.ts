/**
 * How long running ahead takes, and what remembering what was matched is worth: for docs/performance.md. A report, not a
 * test. On this repository's own programme, with the standard assumptions.
 *
 *     npx tsx bench/simulate.ts            400 days, three times each way
 *     npx tsx bench/simulate.ts --write    put the table into docs/performance.md
 */
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadFolder } from '../src/commands/loading.ts'
import { voiceOf } from '../src/commands/voices.ts'
import { match } from '../src/core/match/match.ts'
import { assumed } from '../src/core/simulate/assumptions.ts'
import { memory } from '../src/core/simulate/memory.ts'
import { run } from '../src/core/simulate/run.ts'
import { inSeconds, median, table, thousands, writeInto } from './matching/tables.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })

const today = '2026-11-22'
const days = 400
const repeats = 3
const { programme } = loadFolder(join(import.meta.dirname, '..')).loaded

type Way = { readonly seconds: number; readonly matches: number; readonly told: string }

/** Processor time, so that whatever else goes on does not count. */
async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / 1e6]
}

async function ahead(forgetful: boolean, seeds: readonly number[]): Promise<Way> {
  const remembered = memory({ forgetful })
  const question = { programme, today, days, assumed: assumed(), memory: remembered }
  const [told, seconds] = await timed(async () => {
    const all: string[] = []
    for (const seed of seeds)
      all.push(
        JSON.stringify((await run({ ...question, seed, wordsOf: (one) => voiceOf(one).words })).happenings),
      )
    return all.join('\n')
  })
  return { seconds, matches: remembered.matches, told }
}

async function several(forgetful: boolean): Promise<Way> {
  const ways: Way[] = []
  for (let at = 0; at < repeats; at++) ways.push(await ahead(forgetful, [1]))
  const [first] = ways
  if (!first) throw new Error('nothing was run')
  return { ...first, seconds: median(ways.map(({ seconds }) => seconds)) }
}

await ahead(false, [1])
const own = await several(false)
const naive = await several(true)
if (own.told !== naive.told) throw new Error('remembering gives another answer')
const [, once] = await timed(async () => {
  for (let at = 0; at < repeats; at++) await match(programme, today)
})
const ten = await ahead(
  false,
  Array.from({ length: 10 }, (_, at) => at + 1),
)
const ratio = (seconds: number): string => (own.seconds / seconds).toFixed(2)
const text = `${table(
  ['what', 'processor time', 'times matched', 'ratio of the first to it'],
  [
    [`${days} days, as shipped`, `**${inSeconds(own.seconds)}**`, thousands(own.matches), '1'],
    [
      `${days} days, proposals sought every day`,
      inSeconds(naive.seconds),
      thousands(naive.matches),
      ratio(naive.seconds),
    ],
    [
      `the command \`match\` run on each of ${days} days`,
      inSeconds((once / repeats) * days),
      thousands(days),
      ratio((once / repeats) * days),
    ],
    [`10 runs of ${days} days`, inSeconds(ten.seconds), thousands(ten.matches), ''],
  ],
)}

The third is one run of \`match\`, with all its explanations, times the days. Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? ''}.`
console.log(text)
if (values.write) writeInto(join(import.meta.dirname, '../docs/performance.md'), 'ahead', text)
