/**
 * What every workflow file must keep to, whatever it does. Each rule gives what breaks it, in words for whoever
 * wrote the file. Behind each stands an attack that has happened to somebody: docs/github.md.
 */
import {
  type Concurrency,
  type Job,
  type Step,
  stepsOf,
  triggersOf,
  type Workflow,
  type WorkflowFile,
} from './workflow.ts'

type Rule = (file: WorkflowFile) => readonly string[]

/** Events that anybody may cause, and that nevertheless run with the rights of the repository. */
const privilegedTriggers = ['workflow_run', 'issue_comment', 'issues', 'discussion', 'discussion_comment']

/** Events that judge a change nobody has approved. */
const changeTriggers = ['pull_request', 'merge_group', 'pull_request_review', 'pull_request_review_comment']

/** Run what a change brings with it, because that is what they try. They may read, as everything that judges a change. */
const trials = ['same.yml']

const defaultBranch = /^\$\{\{ github\.event\.repository\.default_branch \}\}$/

export const policy = {
  'no rights at the top': ({ workflow }) =>
    isEmpty(workflow.permissions) ? [] : ['write permissions: {} at the top, and give each job its own'],

  'rights by job, and none by the handful': ({ workflow }) =>
    jobsOf(workflow)
      .filter(([, { permissions }]) => typeof permissions !== 'object' || permissions === null)
      .map(([name]) => `${name}: name each permission`),

  'only reading where anybody may send a change': ({ workflow, text }) =>
    isAbout(workflow, changeTriggers)
      ? [
          ...jobsOf(workflow)
            .filter(([, { permissions = {} }]) =>
              Object.entries(permissions).some(([key, value]) => `${key}: ${value}` !== 'contents: read'),
            )
            .map(([name]) => `${name}: contents: read and nothing more`),
          ...(/\bsecrets\b|github\.token\b/.test(withoutComments(text)) ? ['no secrets and no token'] : []),
        ]
      : [],

  'actions by their commit, with the version beside': ({ text, workflow }) => {
    const used = [...stepsOf(workflow), ...Object.values(workflow.jobs)].flatMap(({ uses }) => uses ?? [])
    const pinned = [...text.matchAll(/^ *(?:- )?uses: (\S+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$/gm)].map(
      ([, use]) => use,
    )
    return used.filter((use) => !pinned.includes(use)).map((use) => `pin ${use} as <commit> # v1.2.3`)
  },

  'no token left behind on the disk': ({ workflow }) =>
    checkoutsIn(stepsOf(workflow))
      .filter(({ with: given }) => given?.['persist-credentials'] !== false)
      .map(named('persist-credentials: false')),

  'no expression inside a script': ({ workflow }) =>
    stepsOf(workflow)
      .filter(({ run, with: given }) => `${run ?? ''}${given?.['script'] ?? ''}`.includes('${{'))
      .map(named('hand it over through env')),

  'nothing carried on to later steps': ({ workflow }) =>
    stepsOf(workflow)
      .filter(({ run = '' }) => /GITHUB_(?:ENV|PATH)\b|::(?:set-env|add-path|set-output)/.test(run))
      .map(named('what a step writes there steers the steps after it')),

  'no pull_request_target': ({ workflow }) =>
    isAbout(workflow, ['pull_request_target'])
      ? ['use pull_request, and workflow_run for what must write']
      : [],

  'a privileged event never fetches a change': ({ workflow }) =>
    isAbout(workflow, privilegedTriggers)
      ? stepsOf(workflow)
          .filter((step) => fetchesAChange(step))
          .map(named('fetch the default branch only, and read the change through the API'))
      : [],

  'what is downloaded is never run': ({ workflow }) =>
    jobsOf(workflow).flatMap(([name, { steps = [] }]) => {
      const places = steps.filter(({ uses = '' }) => /\/download-artifact@/.test(uses)).map(placeOf)
      const outside = places.every((place) => place.startsWith('${{ runner.temp }}/'))
      const runsIt = places.length > 0 && steps.some((step) => runsWhatLiesIn(places, step))
      return outside && !runsIt
        ? []
        : [`${name}: lay it below runner.temp, and hand it to an action, or to the toolkit by --from, only`]
    }),

  'documents are judged before they leave': ({ workflow }) =>
    jobsOf(workflow).flatMap(([name, { steps = [] }]) => {
      const folders = steps.flatMap(({ run = '' }) => [...run.matchAll(/ release --out "([^"]+)"/g)])
      return folders.every(([, folder = '']) => isJudged(folder, steps))
        ? []
        : [`${name}: judge what is rendered, all of it and always, before it is uploaded`]
    }),

  'a release sees what was before': ({ workflow }) =>
    jobsOf(workflow)
      .filter(([, { steps = [] }]) => steps.some(({ run = '' }) => run.includes('src/cli.ts release ')))
      .filter(([, { steps = [] }]) => checkoutsIn(steps).some((step) => step.with?.['fetch-depth'] !== 0))
      .map(([name]) => `${name}: fetch-depth: 0, so that an amendment can tell what has changed`),

  'nobody listens to a trial': ({ name, workflow: { on } }) => {
    const { workflows = [] } = typeof on === 'string' || Array.isArray(on) ? {} : listenedTo(on)
    return workflows
      .filter((heard) => trials.includes(`${heard}.yml`))
      .map((heard) => `${name}: ${heard} runs what a change brings, so it can say whatever the change wants`)
  },

  'a change is data': ({ name, workflow }) =>
    isAbout(workflow, changeTriggers) && !trials.includes(name)
      ? jobsOf(workflow).flatMap(([, { steps = [] }]) => {
          const places = checkoutsIn(steps)
          const trusted = places.filter(isOfDefaultBranch).map(placeOf)
          const others = places.map(placeOf).filter((place) => !trusted.includes(place))
          return steps
            .filter(
              (step) => runsIn(step) && (!trusted.includes(runsIn(step) ?? '') || reaches(step, others)),
            )
            .map(named('run nothing but git outside the toolkit'))
        })
      : [],

  'no secrets by the handful': ({ workflow, text }) =>
    Object.values(workflow.jobs).some(({ secrets }) => secrets === 'inherit') ||
    /toJSON\(\s*secrets|secrets\[/i.test(text)
      ? ['name each secret']
      : [],

  'whoever may write is gated': ({ workflow }) =>
    privilegedJobs(workflow)
      .filter(([, job]) => !job.if)
      .map(([name]) => `${name}: say with if: when it may run`),

  'whoever may write waits its turn': ({ workflow }) =>
    privilegedJobs(workflow)
      .filter(([, { concurrency = workflow.concurrency }]) => !waits(concurrency))
      .map(([name]) => `${name}: concurrency with queue: max, and never cancelled half-way`),

  'one run at a time': ({ workflow }) =>
    jobsOf(workflow)
      .filter(([, { concurrency = workflow.concurrency }]) => !concurrency?.group)
      .map(([name]) => `${name}: concurrency with a group`),

  'no memory between runs': ({ workflow }) =>
    stepsOf(workflow).filter(remembers).map(named('a cache can be poisoned by another run')),

  'nothing runs for ever': ({ workflow }) =>
    jobsOf(workflow)
      .filter(([, job]) => !job.uses && !((job['timeout-minutes'] ?? Number.POSITIVE_INFINITY) <= 30))
      .map(([name]) => `${name}: timeout-minutes, at most 30`),
} as const satisfies Readonly<Record<string, Rule>>

export type RuleName = keyof typeof policy

/** Everything a file breaks: the rule, and what to do. */
export function breaches(
  file: WorkflowFile,
): readonly { readonly rule: RuleName; readonly advice: string }[] {
  return (Object.keys(policy) as RuleName[]).flatMap((rule) =>
    policy[rule](file).map((advice) => ({ rule, advice: `${file.name}: ${advice}` })),
  )
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function jobsOf({ jobs }: Workflow): readonly (readonly [string, Job])[] {
  return Object.entries(jobs)
}

function isAbout(workflow: Workflow, triggers: readonly string[]): boolean {
  return triggersOf(workflow).some((trigger) => triggers.includes(trigger))
}

function named(advice: string): (step: Step) => string {
  return ({ name, uses, run }) => `${name ?? uses ?? run?.split('\n')[0] ?? ''}: ${advice}`
}

function withoutComments(text: string): string {
  return text.replaceAll(/(^|\s)#.*$/gm, '')
}

function checkoutsIn(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))
}

function isOfDefaultBranch({ with: given = {} }: Step): boolean {
  return defaultBranch.test(String(given['ref'] ?? '')) && given['repository'] === undefined
}

/** Where a checkout or a download ends up; `.` is the workspace itself. */
function placeOf({ with: given = {} }: Step): string {
  return String(given['path'] ?? '.')
}

/** Whether a script goes near what was downloaded, otherwise than by handing it over to be checked and read. */
function runsWhatLiesIn(
  places: readonly string[],
  { run = '', 'working-directory': at = '' }: Step,
): boolean {
  const names = places.map((place) => place.split('/').at(-1) || place)
  const rest = run.split('\n').filter((line) => !names.includes(handedOver(line) ?? ''))
  const text = `${at}\n${rest.join('\n')}`
  return /RUNNER_TEMP|runner\.temp/.test(text) || names.some((name) => text.includes(name))
}

/** The folder that a line lets the toolkit read with `--from`, which takes it for data and checks every byte of it. */
function handedOver(line: string): string | undefined {
  return /^npx tsx src\/cli\.ts [a-z]+ --from "\$RUNNER_TEMP\/([a-z-]+)"(?: --[a-z]+)*$/.exec(
    line.trim(),
  )?.[1]
}

/** Rendered, judged, uploaded: in this order, and nothing lets one go on without the other. */
function isJudged(folder: string, steps: readonly Step[]): boolean {
  const rendered = steps.findIndex(({ run = '' }) => run.includes(`release --out "${folder}"`))
  const judged = steps.findIndex(({ run }) => run === `npx tsx scripts/judge-pdfs.ts "${folder}"`)
  const uploaded = steps.findIndex(({ uses = '' }) => uses.startsWith('actions/upload-artifact@'))
  const { if: condition, 'continue-on-error': goesOn } = steps[judged] ?? {}
  return rendered < judged && judged < uploaded && condition === undefined && goesOn === undefined
}

function listenedTo(on: object): { readonly workflows?: readonly string[] } {
  const { workflow_run: heard } = on as { readonly workflow_run?: { readonly workflows?: readonly string[] } }
  return heard ?? {}
}

function fetchesAChange(step: Step): boolean {
  const { uses = '', run = '', with: given = {} } = step
  if (
    /\bgit\b.*\b(?:fetch|pull|clone|checkout|switch|worktree)\b|\bgh\s+(?:pr\s+checkout|repo\s+clone)\b|refs\/pull\//.test(
      run,
    )
  )
    return true
  if (!uses.startsWith('actions/checkout@')) return false
  return (
    (given['ref'] !== undefined && !isOfDefaultBranch(step)) ||
    given['repository'] !== undefined ||
    given['allow-unsafe-pr-checkout'] !== undefined
  )
}

/** Where a step runs something; undefined for what only lets Git and the shell's own words do a thing. */
function runsIn({ run, 'working-directory': at = '.' }: Step): string | undefined {
  if (run === undefined) return undefined
  const harmless = run
    .split('\n')
    .every(
      (line) =>
        /^(?:git (?:read-tree|reset|rev-parse|log|status|diff) |mkdir |echo )[^;&|`]*$|^$/.test(line) &&
        !line.includes('$('),
    )
  return harmless ? undefined : at
}

/** A change may be named as what is to be checked, and in no other way. */
function reaches({ run = '' }: Step, places: readonly string[]): boolean {
  const rest = places.reduce((text, place) => text.replaceAll(` --root ../${place} `, ' '), run)
  return places.some((place) => rest.includes(place))
}

function privilegedJobs(workflow: Workflow): readonly (readonly [string, Job])[] {
  return jobsOf(workflow).filter(([, { permissions, steps = [], secrets }]) => {
    const writes =
      typeof permissions === 'string' || Object.values(permissions ?? {}).some((value) => value !== 'read')
    return writes || secrets !== undefined || /secrets\./.test(JSON.stringify(steps))
  })
}

function waits(concurrency: Concurrency | undefined): boolean {
  return concurrency?.queue === 'max' && !concurrency['cancel-in-progress']
}

function remembers({ uses = '', with: given = {} }: Step): boolean {
  if (/^actions\/cache(?:\/|@)/.test(uses)) return true
  if (!/^actions\/setup-/.test(uses)) return false
  return given['cache'] !== undefined || given['package-manager-cache'] !== false
}
