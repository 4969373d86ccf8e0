/** The very lines with which workflows act, run as a runner runs them, against the bench: with the App's token and with GitHub's own. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, type Bot, openBench } from '../github/bench/bench.ts'
import { layers, root } from '../worlds.ts'
import { filled } from './expressions.ts'
import { workflowFiles } from './workflow.ts'

const acting = workflowFiles.flatMap(({ name, workflow }) =>
  Object.values(workflow.jobs).flatMap(({ permissions, steps = [] }) =>
    steps.flatMap(({ run = '', env }) =>
      run.includes('--apply') && env ? [{ name, run, env, permissions }] : [],
    ),
  ),
)

let bench: Bench
let pull: number
let place: string

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'mobilitet-acting-'))
  const world = layers(join(root, 'tests/rules/_world'))
  bench = await openBench({
    people: { fremmed: { id: 666 } },
    repository: 'programmet/mobilitet',
    files: Object.fromEntries([...world].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')])),
    settings: { actionsMayOpenPulls: true },
  })
  const offer = 'agencies/dfo/offers/klimadata.yaml'
  const text = Buffer.from(world.get(offer) ?? '').toString('utf8')
  await bench.push('fremmed', 'endring', { [offer]: text.replace('Oslo', 'Bergen') }, { onFork: true })
  pull = await bench.pull({ by: 'fremmed', head: 'fremmed:endring', title: 'Nytt sted' })
})

afterAll(async () => {
  rmSync(place, { recursive: true, force: true })
  await bench.close()
})

/** What happened, for the workflows that start with something that happens to somebody. */
async function eventFor(name: string): Promise<object> {
  if (name === 'review.yml') return bench.event.workflowRun(pull, { name: 'check' })
  if (name === 'command.yml') {
    const comment = await bench.comment({ by: 'fremmed', on: pull, body: '/hjelp' })
    return bench.event.comment('created', comment)
  }
  return {}
}

async function act({ run, env, name }: (typeof acting)[number], bot: Bot, app: boolean): Promise<string> {
  const outputs = app ? { token: bot.token, 'app-slug': bot.login.replace('[bot]', '') } : {}
  const contexts = { steps: { app: { outputs } }, github: { token: bot.token }, vars: {} }
  const event = join(place, 'event.json')
  writeFileSync(event, JSON.stringify(await eventFor(name)))
  const { stdout } = await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', run], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: place,
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: bench.url,
      GITHUB_REPOSITORY: 'programmet/mobilitet',
      GITHUB_EVENT_PATH: event,
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_RUN_ID: '1',
      RUNNER_TEMP: place,
      ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value, contexts)])),
    },
  })
  return stdout
}

/** As a job names them, and as an App has them: with a line below instead of a hyphen. */
const granted = (permissions: unknown) =>
  Object.fromEntries(
    Object.entries(permissions as Readonly<Record<string, 'read' | 'write'>>).map(([name, right]) => [
      name.replaceAll('-', '_'),
      right,
    ]),
  )

const withEvents = acting.filter(({ name }) => name !== 'release.yml')

describe.each(withEvents)('$name', (step) => {
  it('acts as the App, with no more rights than it asks for', async () => {
    const bot = bench.app({
      slug: `mobilitet-${step.name.replace('.yml', '')}`,
      permissions: granted(step.permissions),
    })
    expect(await act(step, bot, true)).toMatch(/blir gjort|Ingenting å gjøre/)
  })

  it('acts with GitHub’s own token, with the rights of its job', async () => {
    const bot = bench.actions({ permissions: granted(step.permissions) })
    expect(await act(step, bot, false)).toMatch(/blir gjort|Ingenting å gjøre/)
  })
})

it('every workflow that acts is told of here', () => {
  expect(acting.map(({ name }) => name)).toEqual([
    'command.yml',
    'follow-up.yml',
    'intake.yml',
    'propose.yml',
    'release.yml',
    'review.yml',
  ])
})
