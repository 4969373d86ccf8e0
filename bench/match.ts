/**
 * How long matching takes, how much it grows, how steady it is, and whether others reach the same: for docs/performance.md.
 * A report, not a test. Programmes are made up and seeded (`matching/programme.ts`); every measurement has a process of
 * its own, running what an installed toolkit runs.
 *
 *     npm run bench:match                              everything but the largest programme
 *     npm run bench:match -- --size 10000              of these sizes only (0: the repository's own programme)
 *     npm run bench:match -- --only scale,stability    of scale, growth, stability, kidney
 *     npm run bench:match -- --kidney FOLDER           and the published instances in the folder
 *     npm run bench:match -- --write                   and put the tables into docs/performance.md
 *
 * Others are skipped, visibly, when they are not installed (Debian: glpk-utils, coinor-cbc).
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { loadFolder } from '../src/commands/loading.ts'
import { isInstance } from './matching/kidney.ts'
import { compareOn } from './matching/kidney-table.ts'
import type { Result, Task } from './matching/measure.ts'
import { type Shape, usualHalfYears, willing } from './matching/programme.ts'
import { stability } from './matching/stability.ts'
import {
  growthTable,
  inSeconds,
  type Measured,
  median,
  rivalTable,
  type Series,
  stabilityTable,
  stageTable,
  table,
  thousands,
  writeInto,
} from './matching/tables.ts'

const root = join(import.meta.dirname, '..')
const seed = 1
/** Beside the other libraries, so that the solver is found. */
const bundle = join(root, 'node_modules/.cache/mobilitet-bench')

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '0,70,1000,3000' },
    only: { type: 'string', default: 'scale,growth,stability,kidney' },
    seconds: { type: 'string', default: '30' },
    edits: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    kidney: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
})
/** For each of the others. What is shipped has what it has when the settings do not say, or what is aimed at. */
const seconds = Number(values.seconds)
const ownSeconds = (shape: Shape | undefined): number => ((shape?.size ?? 0) >= 10_000 ? 100 : 60)

async function bundleWorker(): Promise<void> {
  await build({
    entryPoints: [join(root, 'bench/matching/measure.ts')],
    outfile: join(bundle, 'measure.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    absWorkingDir: root,
  })
}

/** @throws Error when the process does not come to its end */
function measure<K extends Task['what']>(what: K, shape: Shape | undefined): Result[K] {
  const limit = what === 'rivals' ? seconds : ownSeconds(shape)
  const task: Task = { what, root, seconds: limit, ...(shape ? { shape } : {}) }
  console.error(`${what}: ${nameOf(shape)}`)
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(bundle, 'measure.js'), JSON.stringify(task)],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  )
  if (status !== 0) throw new Error(`${what}: exit code ${status}\n${stderr.slice(-1000)}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result[K]
}

/** As few rotations as in the programmes that the aims were set by: a twentieth of the columns. */
const fewWilling = 0.12

/** From 10,000 on, rotations of 2 are what is aimed at; of the others the longest is. */
function shapesOf(size: number): readonly (Shape | undefined)[] {
  if (size === 0) return [undefined]
  const shape = (rotationLength: number, share = willing): Shape => ({
    ...{ size, seed, rotationLength, willing: share, halfYears: usualHalfYears },
  })
  if (size >= 10_000) return [shape(2)]
  return size >= 3000 ? [shape(2), shape(3, fewWilling), shape(3)] : [shape(3)]
}

function nameOf(shape: Shape | undefined): string {
  if (!shape) return 'the example, rotations of 2'
  const few = shape.willing === willing ? '' : ', fewer willing'
  return `${thousands(shape.size)}, rotations of ${shape.rotationLength}${few}`
}

/** Small programmes are measured several times: the clock of a shared machine is coarse. */
function measured(shape: Shape | undefined): Measured {
  const rounds = (shape?.size ?? 0) <= 1000 ? Number(values.rounds) : 1
  const repeated = <T>(work: () => T): readonly T[] => Array.from({ length: rounds }, work)
  return {
    name: nameOf(shape),
    shape,
    stages: repeated(() => measure('stages', shape)),
    wholes: repeated(() => measure('whole', shape)),
    rivals: measure('rivals', shape),
  }
}

function scale(): string {
  const all = values.size.split(',').map(Number).flatMap(shapesOf).map(measured)
  const command = values.size.split(',').includes('0') ? ['', commandLine()] : []
  return [stageTable(all), ...command, '', rivalTable(all)].join('\n')
}

/** What a person waits for, the start of Node.js and the reading of all files included. */
function commandLine(): string {
  const dist = join(root, 'dist/cli.js')
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [dist, ...args], { cwd: root, encoding: 'utf8' })
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bundle.ts'], { cwd: root })
  const args = ['match', '--format', 'json', '--today', '2026-11-22']
  if (run(...args).status !== 0)
    return `\`node dist/cli.js match\` cannot be measured: ${run(...args).stderr.slice(-200)}`
  const took = Array.from({ length: 2 * Number(values.rounds) + 1 }, () => {
    const start = performance.now()
    run(...args)
    return (performance.now() - start) / 1000
  })
  return `\`node dist/cli.js match\` in this repository, from start to end: ${inSeconds(median(took))}.`
}

function growth(): string {
  const sizes = [1000, 2000, 4000, 8000]
  const series = (name: string, halfYears: (size: number) => number): Series => ({
    name,
    grown: sizes.map((size) =>
      measure('growth', { size, seed, rotationLength: 2, willing, halfYears: halfYears(size) }),
    ),
  })
  return growthTable([
    series('Ever more registrations for the same year and a half', () => usualHalfYears),
    series('As many registrations for each year and a half, over ever more years', (size) =>
      Math.round((usualHalfYears * size) / 1000),
    ),
  ])
}

async function steadiness(): Promise<string> {
  const { programme } = loadFolder(root, false).loaded
  return stabilityTable(await stability(programme, Number(values.edits), seed))
}

async function kidney(): Promise<string> {
  if (values.kidney === '') return ''
  const names = readdirSync(values.kidney).filter(isInstance).sort()
  const rows: (readonly string[])[] = []
  for (const name of names)
    rows.push(...(await compareOn(name, readFileSync(join(values.kidney, name), 'utf8'), seconds)))
  return table(
    ['instance', 'cycles of at most', 'cycles', 'transplants', 'weight', 'shipped', 'others', 'same'],
    rows,
  )
}

const sections = { scale, growth, stability: steadiness, kidney }

await bundleWorker()
try {
  for (const [name, make] of Object.entries(sections)) {
    if (!values.only.split(',').includes(name)) continue
    const text = await make()
    if (text === '') continue
    console.log(`\n${text}`)
    if (values.write) writeInto(join(root, 'docs/performance.md'), name, text)
  }
  console.log(
    `\nNode.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}.`,
  )
} finally {
  rmSync(bundle, { recursive: true, force: true })
}
