/**
 * How long the site takes to make, what a visit to the catalogue costs, and how fast it searches: for
 * docs/performance.md. A report, not a test. Programmes are made up and seeded (`matching/programme.ts`).
 *
 *     npx tsx bench/site.ts                      with 60 and with 5,000 needs and offers
 *     npx tsx bench/site.ts --size 60 --write    of this size only, and put the table into docs/performance.md
 *
 * The visit is measured in Debian's Chromium against a server that compresses (gzip), as GitHub Pages does.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus } from 'node:os'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { loadFolder, schemaOf } from '../src/commands/loading.ts'
import { voiceOf } from '../src/commands/voices.ts'
import { match } from '../src/core/match/match.ts'
import type { Programme } from '../src/core/model.ts'
import { readSiteParts } from '../src/io/site-parts.ts'
import { listingOf } from '../src/site/catalogue/listing.ts'
import { vocabularyOf } from '../src/site/catalogue/names.ts'
import { indexOf } from '../src/site/catalogue/search-index.ts'
import type { SiteFacts, SiteFile } from '../src/site/model.ts'
import { site } from '../src/site/site.ts'
import { writeBetween } from './lighthouse/written.ts'
import { programmeOf, today, usualHalfYears, willing } from './matching/programme.ts'
import { median, table, thousands } from './matching/tables.ts'

const root = join(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '60,5000' },
    write: { type: 'boolean', default: false },
  },
})

type Files = ReadonlyMap<string, Uint8Array>

/** What people type: a whole word, the end of one, a beginning, a misspelling, two words, a name, and nothing anybody has. */
const queries = ['klarspråk', 'læring', 'digit', 'maskinlering', 'åpne data', 'tromso', 'romfart']

async function factsFor(programme: Programme): Promise<SiteFacts> {
  return {
    schemaOf,
    programme,
    matching: await match(programme, today),
    today,
    speakers: { nb: voiceOf('nb'), nn: voiceOf('nn'), en: voiceOf('en') },
    address: 'https://mobilitet.example.no/',
    repository: undefined,
    documents: new Map(),
    roundSheets: new Map(),
    calendars: new Set(),
    texts: new Map(),
  }
}

function bytesOf(files: readonly SiteFile[]): Files {
  const bytes = ({ content }: SiteFile) => (typeof content === 'string' ? Buffer.from(content) : content)
  return new Map(files.map((file) => [file.path, bytes(file)]))
}

/** Transferred bytes: fonts are packed already. */
function weight(files: Files, path: string): number {
  const content = files.get(path)
  if (!content) return 0
  return path.endsWith('.woff2') ? content.length : gzipSync(content).length
}

const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1)
const milliseconds = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)))

function searchInNode(facts: SiteFacts): { readonly index: number; readonly search: number } {
  const entries = listingOf(facts).map(({ entry }) => entry)
  const vocabulary = vocabularyOf({ facts, language: 'nb', words: facts.speakers.nb.words })
  const [search, index] = timed(() => indexOf(entries, vocabulary))
  const rounds = Array.from({ length: 5 }, () => queries.map((words) => timed(() => search(words))[1])).flat()
  return { index, search: median(rounds) }
}

function timed<T>(work: () => T): readonly [result: T, milliseconds: number] {
  const start = performance.now()
  const result = work()
  return [result, performance.now() - start]
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

function serve(files: Files): Promise<Server> {
  const server = createServer(({ url = '/' }, answer) => {
    const path = new URL(url, 'http://localhost').pathname.slice(1)
    const name = path === '' || path.endsWith('/') ? `${path}index.html` : path
    const content = files.get(name)
    const isPacked = name.endsWith('.woff2')
    answer.writeHead(content ? 200 : 404, {
      'content-type': types[extname(name)] ?? 'text/plain',
      ...(isPacked ? {} : { 'content-encoding': 'gzip' }),
    })
    answer.end(content && (isPacked ? content : gzipSync(content)))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

type Visit = { readonly transferred: number; readonly ready: number; readonly search: number }

/** A first visit, then the search: from the first touch until it answers, and from a word to the cards that show it. */
async function visit(files: Files): Promise<Visit> {
  const server = await serve(files)
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  try {
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    const session = await page.context().newCDPSession(page)
    let transferred = 0
    await session.send('Network.enable')
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      transferred += encodedDataLength
    })
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/katalog/`
    await page.goto(address, { waitUntil: 'networkidle' })
    const first = transferred
    const answered = async (words: string): Promise<number> =>
      Number(
        await page.evaluate(`new Promise((resolve) => {
          const form = document.querySelector('form[data-catalogue]')
          const list = document.querySelector('[data-cards]')
          const start = performance.now()
          form.elements.q.focus()
          form.elements.q.value = ${JSON.stringify(words)}
          new MutationObserver((_, watch) => { watch.disconnect(); resolve(performance.now() - start) }).observe(list, { childList: true })
          form.dispatchEvent(new Event('input', { bubbles: true }))
          form.requestSubmit()
        })`),
      )
    const ready = await answered('klima')
    const times: number[] = []
    for (const words of queries) times.push(await answered(words))
    return { transferred: first, ready, search: median(times) }
  } finally {
    await browser.close()
    server.close()
  }
}

async function measured(size: number): Promise<readonly string[]> {
  console.error(`${size} needs and offers`)
  const shape = { size, seed: 1, rotationLength: 2, willing, halfYears: usualHalfYears }
  const facts = await factsFor(programmeOf(shape, loadFolder(root).loaded.programme))
  const parts = { ...(await readSiteParts()), pictures: new Map<string, Uint8Array>() }
  const [made, building] = timed(() => site(facts, parts))
  const files = bytesOf(made)
  const fonts = ['400', '600'].map((cut) => weight(files, `assets/source-sans-3-latin-${cut}-normal.woff2`))
  const inNode = searchInNode(facts)
  const inBrowser = await visit(files)
  return [
    thousands(size),
    thousands(files.size),
    `${(building / 1000).toFixed(1)} s`,
    kilobytes(weight(files, 'katalog/index.html')),
    kilobytes(weight(files, 'assets/site.css') + weight(files, 'assets/catalogue.css')),
    kilobytes(weight(files, 'assets/catalogue.js')),
    kilobytes(fonts.reduce((sum, one) => sum + one, 0)),
    `**${kilobytes(inBrowser.transferred)}**`,
    kilobytes(weight(files, 'assets/search.js')),
    kilobytes(weight(files, 'data/sok.nb.json')),
    milliseconds(inNode.index),
    milliseconds(inNode.search),
    milliseconds(inBrowser.ready),
    milliseconds(inBrowser.search),
  ]
}

const rows: (readonly string[])[] = []
for (const size of values.size.split(',').map(Number)) rows.push(await measured(size))
const heads = [
  ...['needs and offers', 'files', 'made in', 'page', 'styles', 'script', 'fonts', 'first visit'],
  ...['search script', 'search data', 'indexed (Node)', 'a search (Node)', 'first answer', 'a later answer'],
]
const processor = cpus()[0]?.model ?? ''
const text = `${table(heads, rows)}

Sizes are kilobytes (1,024 bytes) as transferred, times but the third column milliseconds. Node.js ${process.version}, ${cpus().length} × ${processor}.`
console.log(text)
if (values.write) writeBetween(join(root, 'docs/performance.md'), 'bench/site', text)
