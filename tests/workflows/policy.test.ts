/** Every workflow file keeps to the policy, and the policy notices when one does not. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from '../worlds.ts'
import { breaches, policy, type RuleName } from './policy.ts'
import { workflowFile, workflowFiles } from './workflow.ts'

it.each(workflowFiles.map((file) => [file.name, file] as const))('%s keeps to the policy', (_name, file) => {
  expect(breaches(file)).toEqual([])
})

const commit = '0123456789abcdef0123456789abcdef01234567'

/** Judges a change that anybody may send. */
const open = `
on:
  pull_request:
permissions: {}
concurrency:
  group: open
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${commit} # v7.0.1
        with:
          ref: \${{ github.event.repository.default_branch }}
          path: toolkit
          persist-credentials: false
      - uses: actions/checkout@${commit} # v7.0.1
        with:
          path: change
          persist-credentials: false
      - uses: actions/setup-node@${commit} # v7.0.0
        with:
          package-manager-cache: false
      - run: git reset --hard
        working-directory: change
      - run: npm ci
        working-directory: toolkit
`

/** Has the right to write, on an event that anybody may cause. */
const privileged = `
on:
  workflow_run:
    workflows: [check]
permissions: {}
concurrency:
  group: privileged
  queue: max
jobs:
  review:
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      pull-requests: write
    steps:
      - uses: actions/checkout@${commit} # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/download-artifact@${commit} # v8.0.1
        with:
          path: \${{ runner.temp }}/report
      - uses: actions/github-script@${commit} # v9.0.0
        with:
          script: console.log(process.env.TITLE)
        env:
          TITLE: \${{ github.event.workflow_run.display_title }}
`

/** Renders what is to be released. */
const releasing = `
on:
  push:
permissions: {}
concurrency:
  group: releasing
jobs:
  render:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${commit} # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - run: npx tsx src/cli.ts release --out "$RUNNER_TEMP/rendered" --repo "$GITHUB_REPOSITORY"
      - run: npx tsx scripts/judge-pdfs.ts "$RUNNER_TEMP/rendered"
      - uses: actions/upload-artifact@${commit} # v7.0.1
        with:
          path: \${{ runner.temp }}/rendered
`

it.each([
  ['open', open],
  ['privileged', privileged],
  ['releasing', releasing],
])('the %s example, from which the bad ones are made, is good', (name, text) => {
  expect(breaches(workflowFile(name, text))).toEqual([])
})

const run = (script: string) => `    steps:\n      - run: ${script}`

it('only what is there to try a change may run it', () => {
  const text = open.replace('working-directory: toolkit', 'working-directory: change')
  expect(breaches(workflowFile('same.yml', text))).toEqual([])
  expect(breaches(workflowFile('another.yml', text))).toHaveLength(1)
  const writing = breaches(workflowFile('same.yml', text.replace('contents: read', 'contents: write')))
  expect(writing.map(({ rule }) => rule)).toContain('only reading where anybody may send a change')
})

it('the documents of release.yml are judged, and its jobs see what was before', () => {
  const file = workflowFiles.find(({ name }) => name === 'release.yml')
  const without = (from: string | RegExp) =>
    breaches(
      workflowFile(
        'release.yml',
        (file?.text ?? '').replace(from, () => ''),
      ),
    ).map(({ rule }) => rule)
  expect(without(/ {6}- name: Judge every PDF\n.*\n/)).toEqual(['documents are judged before they leave'])
  expect(without(/ {10}fetch-depth: 0\n/)).toEqual(['a release sees what was before'])
  expect(file?.workflow.jobs['publish']?.needs).toBe('render')
})

it('what is downloaded may be handed to the toolkit, which reads it as data', () => {
  const script = 'npx tsx src/cli.ts release --from "$RUNNER_TEMP/report" --apply'
  const text = privileged
    .replace('    steps:', () => run(script))
    .replace('persist-credentials: false', 'persist-credentials: false\n          fetch-depth: 0')
  expect(breaches(workflowFile('privileged', text))).toEqual([])
})

const checkout = `actions/checkout@${commit} # v7.0.1`

type Bad = readonly [rule: RuleName, from: string, replaced: string | RegExp, by: string]

const bad: readonly Bad[] = [
  ['no rights at the top', open, 'permissions: {}\n', ''],
  ['no rights at the top', open, 'permissions: {}', 'permissions: read-all'],
  ['no rights at the top', open, 'permissions: {}', 'permissions:\n  contents: read'],
  ['rights by job, and none by the handful', open, '    permissions:\n      contents: read\n', ''],
  [
    'rights by job, and none by the handful',
    privileged,
    '    permissions:\n      pull-requests: write',
    '    permissions: write-all',
  ],
  ['only reading where anybody may send a change', open, 'contents: read', 'contents: write'],
  [
    'only reading where anybody may send a change',
    open,
    'contents: read',
    'contents: read\n      id-token: write',
  ],
  [
    'only reading where anybody may send a change',
    open,
    'run: npm ci',
    'run: npm ci\n        env: { T: "${{ secrets.TOKEN }}" }',
  ],
  [
    'only reading where anybody may send a change',
    open,
    'run: npm ci',
    'run: npm ci\n        env: { T: "${{ github.token }}" }',
  ],
  ['actions by their commit, with the version beside', open, checkout, 'actions/checkout@v7'],
  ['actions by their commit, with the version beside', open, checkout, 'actions/checkout@0123456 # v7.0.1'],
  ['actions by their commit, with the version beside', open, / # v7\.0\.0/, ''],
  ['actions by their commit, with the version beside', open, checkout, './change/.github/actions/mine'],
  ['actions by their commit, with the version beside', open, checkout, 'docker://alpine:3'],
  [
    'actions by their commit, with the version beside',
    open,
    '    runs-on: ubuntu-24.04',
    '    uses: other/place/.github/workflows/all.yml@main',
  ],
  ['no token left behind on the disk', open, '          persist-credentials: false\n', ''],
  ['no token left behind on the disk', open, 'persist-credentials: false', 'persist-credentials: true'],
  [
    'no expression inside a script',
    open,
    'run: npm ci',
    'run: echo "${{ github.event.pull_request.title }}"',
  ],
  [
    'no expression inside a script',
    open,
    'run: npm ci',
    'run: |\n          npm ci\n          echo "${{ github.head_ref }}"',
  ],
  [
    'no expression inside a script',
    privileged,
    'process.env.TITLE',
    '"${{ github.event.workflow_run.display_title }}"',
  ],
  ['nothing carried on to later steps', open, 'run: npm ci', 'run: cat ../change/name >> "$GITHUB_ENV"'],
  ['nothing carried on to later steps', open, 'run: npm ci', 'run: echo ../change >> $GITHUB_PATH'],
  ['no pull_request_target', open, 'pull_request:', 'pull_request_target:'],
  ['no pull_request_target', open, 'on:\n  pull_request:', 'on: [push, pull_request_target]'],
  ['no pull_request_target', open, 'on:\n  pull_request:', 'on: pull_request_target'],
  [
    'a privileged event never fetches a change',
    privileged,
    'persist-credentials: false',
    'persist-credentials: false\n          ref: ${{ github.event.workflow_run.head_sha }}',
  ],
  [
    'a privileged event never fetches a change',
    privileged,
    'persist-credentials: false',
    'persist-credentials: false\n          ref: refs/pull/1/merge',
  ],
  [
    'a privileged event never fetches a change',
    privileged,
    'persist-credentials: false',
    'persist-credentials: false\n          repository: ${{ github.event.workflow_run.head_repository.full_name }}',
  ],
  [
    'a privileged event never fetches a change',
    privileged,
    'persist-credentials: false',
    'persist-credentials: false\n          allow-unsafe-pr-checkout: true',
  ],
  ['a privileged event never fetches a change', privileged, '    steps:', run('git fetch origin "$HEAD"')],
  ['a privileged event never fetches a change', privileged, '    steps:', run('gh pr checkout "$NUMBER"')],
  [
    'a privileged event never fetches a change',
    privileged.replace('workflow_run:', 'issue_comment:'),
    '    steps:',
    run('git -C x pull origin refs/pull/1/head'),
  ],
  ['what is downloaded is never run', privileged, '${{ runner.temp }}/report', 'toolkit'],
  ['what is downloaded is never run', privileged, /\n {8}with:\n {10}path: .*report/, ''],
  ['what is downloaded is never run', privileged, '    steps:', run('npm ci --prefix "$RUNNER_TEMP/report"')],
  ...[
    'node "$RUNNER_TEMP/report/x.js"',
    'node "$RUNNER_TEMP"/*/x.js',
    'npx tsx src/cli.ts check --root "$RUNNER_TEMP/report"',
    'npx tsx "$RUNNER_TEMP/report/cli.ts" release --from "$RUNNER_TEMP/report"',
    'npx tsx src/cli.ts release --from "$RUNNER_TEMP/report" && sh "$RUNNER_TEMP/report/x.sh"',
    'npx tsx src/cli.ts release --from "$RUNNER_TEMP/report" --root "$RUNNER_TEMP/report"',
    'npx tsx src/cli.ts release --from "$RUNNER_TEMP/report/../report"',
    'npx tsx src/cli.ts release --from "$RUNNER_TEMP/report"\n        working-directory: report',
  ].map((script): Bad => ['what is downloaded is never run', privileged, '    steps:', run(script)]),
  ...[
    ['      - run: npx tsx scripts/judge-pdfs.ts "$RUNNER_TEMP/rendered"\n', ''],
    [/( {6}- run: npx tsx scripts.*\n)([\s\S]*)$/, '      - uses: actions/upload-artifact@v7\n'],
    ['judge-pdfs.ts "$RUNNER_TEMP/rendered"', 'judge-pdfs.ts "$RUNNER_TEMP/other"'],
    ['judge-pdfs.ts "$RUNNER_TEMP/rendered"', 'judge-pdfs.ts "$RUNNER_TEMP/rendered" || true'],
    ['judge-pdfs.ts "$RUNNER_TEMP/rendered"', 'judge-pdfs.ts "$RUNNER_TEMP/rendered" --with verapdf'],
    ['judge-pdfs.ts "$RUNNER_TEMP/rendered"', 'judge-pdfs.ts "$RUNNER_TEMP/rendered"\n        if: false'],
    [
      'judge-pdfs.ts "$RUNNER_TEMP/rendered"',
      'judge-pdfs.ts "$RUNNER_TEMP/rendered"\n        continue-on-error: true',
    ],
  ].map(([from, by]): Bad => ['documents are judged before they leave', releasing, from ?? '', String(by)]),
  ['a release sees what was before', releasing, '          fetch-depth: 0\n', ''],
  ['a release sees what was before', releasing, 'fetch-depth: 0', 'fetch-depth: 1'],
  ['nobody listens to a trial', privileged, 'workflows: [check]', 'workflows: [check, same]'],
  ['a change is data', open, 'working-directory: toolkit', 'working-directory: change'],
  ['a change is data', open, /\n {8}working-directory: toolkit/, ''],
  ['a change is data', open, 'git reset --hard', 'git reset --hard && npm test'],
  ['a change is data', open, 'git reset --hard', 'git reset --hard $(./configure)'],
  ['a change is data', open, 'git reset --hard', 'git submodule update --init'],
  ['a change is data', open, 'run: npm ci', 'run: npm ci --prefix ../change'],
  ['a change is data', open, 'run: npm ci', 'run: cd ../change && npm test'],
  ['a change is data', open, 'run: npm ci', 'run: node ../change/build.js --root ../change .'],
  ['a change is data', open, 'github.event.repository.default_branch', 'github.head_ref'],
  ['a change is data', open, 'path: toolkit', 'path: toolkit\n          repository: somebody/else'],
  ['no secrets by the handful', privileged, 'timeout-minutes: 5', 'timeout-minutes: 5\n    secrets: inherit'],
  ['no secrets by the handful', privileged, 'env:', 'env:\n          ALL: ${{ toJSON(secrets) }}'],
  ['whoever may write is gated', privileged, /\n {4}if: .*/, ''],
  [
    'whoever may write is gated',
    privileged
      .replace('pull-requests: write', 'contents: read')
      .replace('env:', 'env:\n          K: ${{ secrets.KEY }}'),
    /\n {4}if: .*/,
    '',
  ],
  ['whoever may write waits its turn', privileged, '  queue: max', '  cancel-in-progress: true'],
  ['whoever may write waits its turn', privileged, '\n  queue: max', ''],
  ['one run at a time', open, 'concurrency:\n  group: open\n', ''],
  ['no memory between runs', open, 'package-manager-cache: false', 'cache: npm'],
  ['no memory between runs', open, /\n {8}with:\n {10}package-manager-cache: false/, ''],
  ['no memory between runs', privileged, checkout, `actions/cache/save@${commit} # v5.0.0`],
  ['nothing runs for ever', open, '    timeout-minutes: 5\n', ''],
  ['nothing runs for ever', open, 'timeout-minutes: 5', 'timeout-minutes: 360'],
]

describe('the policy notices', () => {
  it.each(bad)('%s (%#)', (rule, from, replaced, by) => {
    const text = from.replace(replaced, () => by)
    expect(text).not.toBe(from)
    expect(breaches(workflowFile('bad', text)).map((breach) => breach.rule)).toContain(rule)
  })

  it.each(Object.keys(policy))('there is a bad example of: %s', (rule) => {
    expect(bad.map(([name]) => name)).toContain(rule)
  })
})

it('new versions are asked for once a month, in one pull request for each kind, and not on the first day', () => {
  const { updates } = parse(readFileSync(join(root, '.github/dependabot.yml'), 'utf8')) as {
    updates: readonly Record<string, unknown>[]
  }
  expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions'])
  for (const update of updates) {
    expect(update).toMatchObject({ schedule: { interval: 'monthly' }, cooldown: { 'default-days': 7 } })
    expect(Object.keys(update['groups'] as object)).toHaveLength(1)
  }
})
