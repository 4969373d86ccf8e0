/**
 * A small runner: takes a job of a workflow file and does what GitHub would, here. `run:` steps are run as they stand,
 * by bash; checkouts fetch from a bare repository as their `with:` says; `if:` is judged by GitHub's evaluator.
 * What is not there: `npm ci` links the packages of this checkout, because no test needs a network.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { git } from '../tool.ts'
import { root } from '../worlds.ts'
import { type Contexts, filled, isTrue } from './expressions.ts'
import { type Step, workflowCalled } from './workflow.ts'

export type Event = {
  readonly name: 'pull_request' | 'merge_group' | 'push'
  /** What GitHub calls `github.ref`; it must be there in the repository. */
  readonly ref: string
}

export type Outcome = {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly summary: string
  /** The steps that were run, by name. */
  readonly steps: readonly string[]
  /** Where npm was called, and with what. */
  readonly npm: readonly string[]
}

/** Runs a job of a workflow for an event; stops at the first step that fails, as GitHub does. */
export function runJob(workflow: string, job: string, repository: string, event: Event): Outcome {
  const place = mkdtempSync(join(tmpdir(), 'mobilitet-runner-'))
  const workspace = join(place, 'work')
  mkdirSync(workspace)
  const npmLog = standIn(place)
  const contexts = contextsFor(event, place)
  const steps: string[] = []
  let [out, err, summary, code] = ['', '', '', 0]
  for (const step of workflowCalled(workflow).jobs[job]?.steps ?? []) {
    if (!isTrue(step.if, contexts)) continue
    steps.push(step.name ?? step.uses ?? step.run ?? '')
    if (step.uses?.startsWith('actions/checkout@')) checkout(step, contexts, workspace, repository, event)
    if (step.run === undefined) continue
    const done = script(step.run, join(workspace, step['working-directory'] ?? '.'), place)
    out += done.out
    err += done.err
    summary += done.summary
    code = done.code
    if (code !== 0) break
  }
  const npm = existsSync(npmLog) ? readFileSync(npmLog, 'utf8').trim().split('\n') : []
  return { code, out, err, summary, steps, npm: npm.map((line) => line.replace(workspace, '')) }
}

function contextsFor({ name, ref }: Event, place: string): Contexts {
  const event = { repository: { default_branch: 'main' } }
  return { github: { event_name: name, ref, event }, vars: {}, runner: { temp: place } }
}

/** As actions/checkout does it: an empty repository, one fetch of so many commits, no branch. */
function checkout(step: Step, contexts: Contexts, workspace: string, repository: string, event: Event): void {
  const { ref = event.ref, path = '.', 'fetch-depth': depth = 1 } = step.with ?? {}
  const folder = join(workspace, String(path))
  mkdirSync(folder, { recursive: true })
  git(folder, 'init', '--quiet')
  git(folder, 'fetch', '--quiet', `--depth=${depth}`, `file://${repository}`, filled(String(ref), contexts))
  git(folder, 'checkout', '--quiet', '--detach', 'FETCH_HEAD')
}

/** As `shell: bash` is run: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
function script(text: string, cwd: string, place: string) {
  const file = join(place, 'step.sh')
  const summary = join(place, 'summary.md')
  writeFileSync(file, text)
  writeFileSync(summary, '')
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      PATH: `${join(place, 'bin')}${delimiter}${process.env['PATH']}`,
      HOME: place,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: place,
    },
  })
  return { code: status ?? 1, out: stdout, err: stderr, summary: readFileSync(summary, 'utf8') }
}

/** An `npm` that writes down where it was called, and links what is installed here. */
function standIn(place: string): string {
  const log = join(place, 'npm.log')
  const npm = join(place, 'bin/npm')
  mkdirSync(join(place, 'bin'))
  writeFileSync(
    npm,
    `#!/bin/sh\necho "$PWD: npm $*" >> '${log}'\nln -s '${join(root, 'node_modules')}' node_modules\n`,
  )
  chmodSync(npm, 0o755)
  return log
}
