/**
 * How long documents take, for docs/performance.md: each format, the same documents made by others in the same minutes, a
 * whole process from start to end, and what a thousand of them do to memory. No two documents are alike. A report, not a test.
 *
 *     npx tsx bench/render.ts                print the tables
 *     npx tsx bench/render.ts --write        and put them into docs/performance.md
 *     npx tsx bench/render.ts --documents 100 --rounds 5
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkFolder } from '../src/commands/check.ts'
import { voiceOf } from '../src/commands/voices.ts'
import type { Agreement } from '../src/core/model.ts'
import { renderAgreement } from '../src/core/render/documents.ts'
import { type Format, formats } from '../src/core/render/formats.ts'
import type { Identity } from '../src/core/render/html.ts'
import type { Tree } from '../src/core/render/markdown.ts'
import { forget, typeset } from '../src/io/typst.ts'
import { chromiumPath, chromiumPeer, isThere, type Peer, weasyprintPeer } from './render-peers.ts'

const root = join(import.meta.dirname, '..')
const today = '2026-11-22'
const chosen = 'hk-dir-kd'
const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    documents: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '9' },
  },
})
const most = Number(values.documents)
const rounds = Number(values.rounds)
const folder = mkdtempSync(join(tmpdir(), 'mobilitet-bench-'))

const { programme } = checkFolder({ root, today }, false).loaded
const words = (language: Parameters<typeof voiceOf>[0]) => voiceOf(language).words

function agreementNumber(number: number): Agreement {
  const agreement = programme.agreements.get(chosen)
  if (!agreement) throw new Error(`${chosen} is not there`)
  const purpose = `${agreement.purpose ?? ''} Dette er sak ${number}.`
  return { ...agreement, title: `${agreement.title} (${number})`, purpose, languages: ['nb'] }
}

/** What every format is made of. */
type Text = {
  readonly tree: Tree
  readonly identity: Identity
  readonly html: string
  readonly markdown: string
}

/** The agreement itself and its exchange agreements: the annexes are too short to be a fair measure. */
async function textsOf(number: number): Promise<readonly Text[]> {
  const seen: { tree: Tree; identity: Identity }[] = []
  const makers = {
    pdf: async (tree: Tree, identity: Identity) => {
      seen.push({ tree, identity })
      return new Uint8Array()
    },
  }
  const options = { languages: ['nb'], formats: ['md', 'html', 'pdf'], words, makers } as const
  const files = await renderAgreement(agreementNumber(number), programme, options)
  return seen.flatMap((one, index) => {
    const [markdown, html] = [files[3 * index], files[3 * index + 1]]
    const annex = /\.v\d/.exec(markdown?.path.replace(/^.*\/[^.]*/, '') ?? '')?.index !== 0
    return annex ? [] : [{ ...one, markdown: String(markdown?.content), html: String(html?.content) }]
  })
}

async function texts(count: number, from: number): Promise<readonly Text[]> {
  const found: Text[] = []
  for (let number = from; found.length < count; number++) found.push(...(await textsOf(number)))
  return found.slice(0, count)
}

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Each format from a finished text: milliseconds for each of 1, 100 and 1,000 documents. */
async function byFormat(): Promise<readonly string[]> {
  const sizes = [1, 100, 1000].filter((size) => size <= most)
  const rows = [
    row(
      'format',
      ...sizes.map((size) => (size === 1 ? 'the first document' : `each of ${size.toLocaleString('en')}`)),
    ),
    `|---|${'---|'.repeat(sizes.length)}`,
  ]
  for (const format of Object.keys(formats) as Format[]) {
    const times: string[] = []
    for (const size of sizes) times.push(`${((await formatTime(format, size)) / size).toFixed(1)} ms`)
    rows.push(row(format, ...times))
  }
  return rows
}

/** Markdown and HTML from the agreement on, for most of their time is spent before; one after the other, as people wait. */
async function formatTime(format: Format, size: number): Promise<number> {
  if (format === 'md' || format === 'html') return fromAgreement(format, size)
  const all = await texts(size, 1)
  forget()
  return milliseconds(async () => {
    for (const { tree, identity, markdown } of all)
      await formats[format]({ markdown, tree: () => tree, identity }, { pdf: typeset })
  })
}

async function fromAgreement(format: 'md' | 'html', size: number): Promise<number> {
  const makers = { pdf: () => Promise.reject(new Error('nobody asked')) }
  const options = { languages: ['nb'], formats: [format], words, makers } as const
  let made = 0
  const time = await milliseconds(async () => {
    for (let number = 1; made < size; number++)
      made += (await renderAgreement(agreementNumber(number), programme, options)).length
  })
  return (time * size) / made
}

/** One document at a time in turn: ours, and that of each peer. Ratios are of the same round. */
async function race(peers: readonly Peer[]): Promise<readonly string[]> {
  const own: number[] = []
  const others = peers.map(() => [] as number[])
  for (const [round, { tree, identity, html }] of (await texts(rounds + 1, 10_000)).entries()) {
    const times = [await milliseconds(() => typeset(tree, identity))]
    for (const peer of peers) times.push(await peer.make(html))
    if (round === 0) continue
    const [mine = 0, ...theirs] = times
    own.push(mine)
    for (const [index, time] of theirs.entries()) others[index]?.push(time)
  }
  return peers.map((peer, index) => {
    const times = others[index] ?? []
    const ratio = median(own.map((time, round) => time / (times[round] ?? Number.NaN)))
    return row(
      'one PDF, program running',
      `${median(own).toFixed(0)} ms`,
      peer.name,
      `${median(times).toFixed(0)} ms`,
      ratio.toFixed(2),
    )
  })
}

type Program = {
  readonly what: string
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

/** From an agreement (or, for the others, a finished page) to a file, with the start of the program. */
async function wholeProcesses(): Promise<readonly string[]> {
  const [one] = await texts(1, 20_000)
  const [html, markdown] = [join(folder, 'document.html'), join(folder, 'document.md')]
  writeFileSync(html, one?.html ?? '')
  writeFileSync(markdown, one?.markdown ?? '')
  // In no repository, so that nothing is remembered.
  const programmeFolder = join(folder, 'programme-of-its-own')
  for (const part of ['programme', 'agencies', 'agreements', 'decisions', 'templates'])
    cpSync(join(root, part), join(programmeFolder, part), { recursive: true })
  const print = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    `--print-to-pdf=${join(folder, 'c.pdf')}`,
    `file://${html}`,
  ]
  const own = (format: string): Program => ({
    what: format,
    name: 'mobilitet',
    command: process.execPath,
    args: [
      join(root, 'dist/cli.js'),
      'render',
      'dsa-mattilsynet',
      '--root',
      programmeFolder,
      '--lang',
      'nb',
      '--format',
      format,
      '--out',
      join(folder, 'out'),
    ],
  })
  const others: readonly Program[] = [
    { what: 'pdf', name: 'Chromium', command: chromiumPath, args: print },
    { what: 'pdf', name: 'WeasyPrint', command: 'weasyprint', args: ['-q', html, join(folder, 'w.pdf')] },
    { what: 'docx', name: 'pandoc', command: 'pandoc', args: [markdown, '-o', join(folder, 'p.docx')] },
  ]
  return others.filter(({ command }) => isThere(command)).map((other) => duel(own(other.what), other))
}

function duel(own: Program, other: Program): string {
  const times = [own, other].map(() => [] as number[])
  for (let round = 0; round <= rounds; round++)
    for (const [index, program] of [own, other].entries()) {
      const time = seconds(program)
      if (round > 0) times[index]?.push(time)
    }
  const [mine = [], theirs = []] = times
  const ratio = median(mine.map((time, round) => time / (theirs[round] ?? Number.NaN)))
  return row(
    `${own.what}, whole process, two documents`,
    `${(median(mine) * 1000).toFixed(0)} ms`,
    `${other.name}, one document`,
    `${(median(theirs) * 1000).toFixed(0)} ms`,
    ratio.toFixed(2),
  )
}

function seconds({ command, args }: Program): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
  return (performance.now() - start) / 1000
}

/** With every core: how quick, and how much memory the process holds after each tenth. */
async function crowd(): Promise<readonly string[]> {
  const sizes: number[] = []
  let time = 0
  forget()
  for (let tenth = 0; tenth < 10; tenth++) {
    const all = await texts(most / 10, 30_000 + (tenth * most) / 10)
    time += await milliseconds(() => Promise.all(all.map(({ tree, identity }) => typeset(tree, identity))))
    sizes.push(Math.round(process.memoryUsage().rss / 1e6))
  }
  return [
    `${most.toLocaleString('en')} PDFs on ${availableParallelism()} cores: ${(time / most).toFixed(0)} ms each. ` +
      `Memory after each tenth: ${sizes.join(', ')} MB.`,
  ]
}

const [start, end] = ['<!-- bench/render -->', '<!-- /bench/render -->']

function writeInto(page: string, text: string): void {
  const before = readFileSync(page, 'utf8')
  if (!before.includes(start)) throw new Error(`${page} has no place for it`)
  const [head = '', rest = ''] = before.split(start)
  writeFileSync(page, `${head}${start}\n${text}\n${rest.slice(rest.indexOf(end))}`)
}

try {
  const bundled = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bundle.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (bundled.status !== 0) throw new Error(bundled.stderr)
  const formatRows = await byFormat()
  const peers: Peer[] = []
  if (isThere(chromiumPath)) peers.push(await chromiumPeer())
  if (isThere('weasyprint')) peers.push(await weasyprintPeer(folder))
  const races = await race(peers)
  for (const peer of peers) await peer.close()
  const duels = await wholeProcesses()
  const lines = [
    ...formatRows,
    '',
    row('what', 'here', 'measured against', 'there', 'ratio'),
    '|---|---|---|---|---|',
    ...races,
    ...duels,
    '',
    ...(await crowd()),
    '',
    `${rounds} rounds, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}.`,
  ]
  console.log(lines.join('\n'))
  if (values.write) writeInto(join(root, 'docs/performance.md'), lines.join('\n'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
