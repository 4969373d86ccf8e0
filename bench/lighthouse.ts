/**
 * What Lighthouse says of the ten main views of the site, on a desk and on a phone: for docs/performance.md. A report,
 * not a test: its marks for speed follow the load of the machine.
 *
 *     npx tsx bench/lighthouse.ts                               installs Lighthouse in a temporary folder
 *     npx tsx bench/lighthouse.ts --lighthouse FOLDER           uses the one in FOLDER/node_modules
 *     npx tsx bench/lighthouse.ts --only katalog --runs 1       some views only, and how many times each
 *     npx tsx bench/lighthouse.ts --write                       puts the table into docs/performance.md
 *
 * Lighthouse is some 150 packages, so that it is not among the development dependencies. The site is made from this
 * repository's own programme, and served as GitHub Pages serves it: compressed, and kept for ten minutes.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { categories, type Marks, marksOf, type Report, shortfalls } from './lighthouse/marks.ts'
import { served } from './lighthouse/served.ts'
import { writeBetween } from './lighthouse/written.ts'
import { table } from './matching/tables.ts'

const root = join(import.meta.dirname, '..')
const version = '12.8.2'
const today = '2026-11-22'

const { values } = parseArgs({
  options: {
    lighthouse: { type: 'string' },
    only: { type: 'string' },
    runs: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
})

/** The ten main views in bokmål, and three of them in nynorsk; the front page in English. */
const views: Readonly<Record<string, string>> = {
  'front page': '',
  catalogue: 'katalog/',
  'a need': 'katalog/dfo/klimakrav/',
  'what agencies want to learn': 'laere/',
  agencies: 'virksomheter/',
  'an agreement': 'avtaler/dss-nasjonalarkivet/',
  rounds: 'runder/',
  rules: 'regler/',
  'a guide': 'veiledning/for-virksomheter/',
  form: 'registrer/',
  'front page, nynorsk': 'nn/',
  'catalogue, nynorsk': 'nn/katalog/',
  'form, nynorsk': 'nn/registrer/',
  'front page, English': 'en/',
}

const kinds = { desktop: { wanted: 95 }, mobile: { wanted: 90 } } as const
type Kind = keyof typeof kinds

const temporary = mkdtempSync(join(tmpdir(), 'mobilitet-lighthouse-'))

function installed(): string {
  const folder = values.lighthouse ?? temporary
  if (values.lighthouse === undefined) {
    const done = spawnSync(
      'npm',
      [
        'install',
        '--prefix',
        folder,
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        `lighthouse@${version}`,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    if (done.status !== 0) throw new Error('Lighthouse could not be installed: use --lighthouse FOLDER.')
  }
  return join(folder, 'node_modules/lighthouse/cli/index.js')
}

function makeSite(folder: string, address: string): void {
  const made = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', 'site', '--out', folder, '--today', today, '--address', address],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  if (made.status !== 0) throw new Error('The site could not be made.')
}

/** The child must not hold up the server, which lives in this process. */
async function judged(program: string, address: string, kind: Kind): Promise<Report> {
  const child = spawn(
    process.execPath,
    [
      ...[program, address, '--quiet', '--output=json', '--no-enable-error-reporting'],
      ...(kind === 'desktop' ? ['--preset=desktop'] : []),
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run',
    ],
    { env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let text = ''
  for await (const part of child.stdout.setEncoding('utf8')) text += part
  return JSON.parse(text) as Report
}

type Row = { readonly view: string; readonly kind: Kind; readonly marks: Marks }

async function measured(program: string, origin: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const [view, path] of Object.entries(views)) {
    if (values.only !== undefined && !path.includes(values.only)) continue
    for (const kind of ['desktop', 'mobile'] as const) {
      const reports: Report[] = []
      for (let run = 0; run < Number(values.runs); run++)
        reports.push(await judged(program, `${origin}${path}`, kind))
      const marks = marksOf(reports)
      rows.push({ view, kind, marks })
      console.error(`${kind} ${path || '/'}: ${categories.map((name) => marks[name]).join(' ')}`)
      for (const line of new Set(reports.flatMap(shortfalls))) console.error(`  ${line}`)
    }
  }
  return rows
}

function written(rows: readonly Row[]): string {
  const cell = ({ kind, marks }: Row, category: keyof Marks): string => {
    const mark = marks[category]
    return mark < kinds[kind].wanted ? `**${mark}**` : String(mark)
  }
  const seen = [...new Set(rows.map(({ view }) => view))]
  const lines = seen.map((view) => [
    view,
    ...rows.filter((row) => row.view === view).flatMap((row) => categories.map((name) => cell(row, name))),
  ])
  const heads = (['desktop', 'mobile'] as const).flatMap((kind) =>
    ['performance', 'accessibility', 'practice', 'SEO'].map((name) => `${kind}: ${name}`),
  )
  return `${table(['view', ...heads], lines)}

Of 100, median of ${values.runs} ${values.runs === '1' ? 'run' : 'runs'}; bold is less than wanted (${kinds.desktop.wanted} on a desk, ${kinds.mobile.wanted} on a phone). Lighthouse ${version}, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? ''}, load ${loadavg()[0]?.toFixed(1)}.`
}

function closed(server: Server): void {
  server.close()
  server.closeAllConnections()
}

const folder = join(temporary, 'site')
const server = await served(folder)
try {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  makeSite(folder, origin)
  const text = written(await measured(installed(), origin))
  console.log(text)
  if (values.write) writeBetween(join(root, 'docs/performance.md'), 'bench/lighthouse', text)
} finally {
  closed(server)
  rmSync(temporary, { recursive: true, force: true })
}
