/**
 * How long a check takes, against the same work by others and against itself, for docs/performance.md. Every round runs
 * every task once, so that a ratio compares runs of the same minutes. A report, not a test: it never fails for being slow.
 *
 *     npm run bench                     print the table
 *     npm run bench -- --write          and put it into docs/performance.md
 *     npm run bench -- --rounds 15
 */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeCorpus } from './corpus.ts'

const root = join(import.meta.dirname, '..')
const peers = join(root, 'bench/peers')
const sizes = [1_000, 10_000]
const schemas = {
  need: join(root, 'schemas/need.schema.json'),
  common: join(root, 'schemas/common.schema.json'),
}

const parent = mkdtempSync(join(tmpdir(), 'mobilitet-bench-'))

type Task = {
  readonly name: string
  readonly files?: number
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  /** Brings about what is measured; not timed. */
  readonly prepare?: (round: number) => void
  /** Whether the output shows that the work was done. */
  readonly done?: (output: string) => boolean
}

type Comparison = { readonly task: Task; readonly against?: Task }

/**
 * Runs a command to its end. Its output goes to a file: a pipe may be cut off when a program ends in haste.
 * @throws Error when it did not do its work: then there is nothing to measure
 */
function run({ name, command, args, cwd, done }: Omit<Task, 'prepare'>): void {
  const file = join(parent, 'output.txt')
  const output = openSync(file, 'w')
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', output, output] })
  closeSync(output)
  const text = done || status !== 0 ? readFileSync(file, 'utf8') : ''
  if (status === 0 && done?.(text) !== false) return
  throw new Error(`${name}: ${error?.message ?? `exit code ${status}`}\n${text.slice(-1000)}`)
}

function seconds(task: Task, round: number): number {
  task.prepare?.(round)
  const start = performance.now()
  run(task)
  return (performance.now() - start) / 1000
}

/** A programme in a repository of its own. */
function corpusOf(size: number): string {
  const folder = join(parent, String(size))
  writeCorpus(folder, size)
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.no', '-c', 'commit.gpgSign=false']
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    [...author, 'commit', '-qm', 'Corpus'],
  ]) {
    run({ name: 'git', command: 'git', args, cwd: folder })
  }
  return folder
}

function mobilitet(name: string, cwd: string, args: readonly string[]): Task {
  return { name, command: process.execPath, args: [join(root, 'dist/cli.js'), ...args], cwd }
}

function tasksFor(size: number, folder: string): readonly Comparison[] {
  const check = (name: string, args: readonly string[], prepare?: Task['prepare']): Task => ({
    ...mobilitet(name, folder, ['check', ...args]),
    files: size,
    ...(prepare ? { prepare } : {}),
  })
  const remember = () => run(mobilitet('check', folder, ['check']))
  const changeOne = (round: number) => {
    const file = join(folder, 'agencies/virksomhet-1/needs/behov-1.yaml')
    writeFileSync(file, `${readFileSync(file, 'utf8').replace(/\n# [\d.]+\n$/, '\n')}# ${round}.${size}\n`)
  }
  const cold = check('`check`, nothing remembered', ['--no-cache'])
  const [ajv, native] = peersFor(size, folder)
  return [
    { task: ajv },
    { task: native },
    { task: cold, against: ajv },
    { task: cold, against: native },
    { task: check('`check`, nothing changed since the last', [], remember), against: cold },
    { task: check('`check`, one file changed since the last', [], changeOne), against: cold },
    { task: check('`check --base HEAD`, one file changed', ['--base', 'HEAD'], changeOne), against: cold },
  ]
}

/** They only compare the needs with their schema: no rules, no other kinds of file, no lines to point at. */
function peersFor(size: number, folder: string): readonly [ajv: Task, native: Task] {
  const agencies = readdirSync(join(folder, 'agencies')).sort()
  const folders = agencies
    .map((slug) => join(folder, 'agencies', slug, 'needs'))
    .filter((needs) => existsSync(needs))
  const count = folders.flatMap((needs) => readdirSync(needs)).length
  const bin = (name: string) => join(peers, 'node_modules/.bin', name)
  const shared = { files: size, cwd: peers }
  const options = [
    '--spec=draft2020',
    '--strict=false',
    '-c',
    'ajv-formats',
    '-s',
    schemas.need,
    '-r',
    schemas.common,
  ]
  return [
    {
      ...shared,
      name: 'ajv-cli, the needs only',
      command: bin('ajv'),
      args: ['validate', ...options, '-d', `${folder}/agencies/*/needs/*.yaml`],
      done: (output) => output.match(/ valid$/gm)?.length === count,
    },
    {
      ...shared,
      name: 'jsonschema (native), the needs only',
      command: bin('jsonschema'),
      args: ['validate', schemas.need, ...folders, '-e', '.yaml', '-r', schemas.common, '--format-assertion'],
      done: (output) => output.includes(`${count} validated, ${count} passed`),
    },
  ]
}

function startUps(): readonly Comparison[] {
  const bundle = mobilitet('`--help`, bundle', root, ['--help'])
  const tsx = join(root, 'node_modules/.bin/tsx')
  const source: Task = {
    name: '`--help`, from source',
    command: tsx,
    args: ['src/cli.ts', '--help'],
    cwd: root,
  }
  const empty: Task = {
    name: 'Node.js with an empty program',
    command: process.execPath,
    args: ['-e', '0'],
    cwd: root,
  }
  return [{ task: empty }, { task: bundle, against: empty }, { task: source, against: bundle }]
}

type Times = ReadonlyMap<Task, readonly number[]>

/** The first round is thrown away: it warms the disk. */
function measure(tasks: readonly Task[], rounds: number): Times {
  const times = new Map(tasks.map((task) => [task, [] as number[]]))
  for (let round = 0; round <= rounds; round++) {
    process.stderr.write(`round ${round} of ${rounds}\n`)
    for (const task of tasks) {
      const time = seconds(task, round)
      if (round > 0) times.get(task)?.push(time)
    }
  }
  return times
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The ratio is the median of the rounds' ratios, not the ratio of the medians. */
function row({ task, against }: Comparison, times: Times): string {
  const own = times.get(task) ?? []
  const other = against && (times.get(against) ?? [])
  const ratio = other && median(own.map((time, round) => time / (other[round] ?? Number.NaN)))
  return cells([
    task.files?.toLocaleString('en') ?? '–',
    task.name,
    `${median(own).toFixed(2)} s`,
    against?.name.replace(', the needs only', '') ?? '–',
    ratio?.toFixed(2) ?? '–',
  ])
}

function cells(values: readonly string[]): string {
  return `| ${values.join(' | ')} |`
}

function table(comparisons: readonly Comparison[], times: Times, rounds: number): string {
  return [
    cells(['files', 'what', 'wall time, median', 'measured against', 'ratio']),
    '|---|---|---|---|---|',
    ...comparisons.map((comparison) => row(comparison, times)),
    '',
    `${rounds} rounds, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}.`,
  ].join('\n')
}

const [start, end] = ['<!-- bench/check -->', '<!-- /bench/check -->']

function writeInto(page: string, text: string): void {
  const before = readFileSync(page, 'utf8')
  const marked = before.includes(start) ? before : `${before.trimEnd()}\n\n${start}\n${end}\n`
  const [head = '', rest = ''] = marked.split(start)
  writeFileSync(page, `${head}${start}\n${text}\n${rest.slice(rest.indexOf(end))}`)
}

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } },
})
try {
  if (!existsSync(join(peers, 'node_modules'))) {
    run({ name: 'npm ci', command: 'npm', args: ['ci', '--prefix', peers], cwd: root })
  }
  run({
    name: 'bundle',
    command: process.execPath,
    args: ['--import', 'tsx', 'scripts/bundle.ts'],
    cwd: root,
  })
  const programmes = sizes.flatMap((size) => tasksFor(size, corpusOf(size)))
  const comparisons = [...programmes, ...startUps()]
  const rounds = Number(values.rounds)
  const times = measure([...new Set(comparisons.map(({ task }) => task))], rounds)
  const figures = table(comparisons, times, rounds)
  console.log(figures)
  if (values.write) writeInto(join(root, 'docs/performance.md'), figures)
} finally {
  rmSync(parent, { recursive: true, force: true })
}
