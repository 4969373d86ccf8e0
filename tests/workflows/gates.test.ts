/** Every `if:`, judged by GitHub's own evaluator for the events it is there for. */
import { describe, expect, it } from 'vitest'
import { type Contexts, filled, isTrue } from './expressions.ts'
import { workflowCalled, workflowFiles } from './workflow.ts'

const on = (event_name: string): Contexts => ({ github: { event_name, ref: 'refs/heads/main' }, vars: {} })

describe('check.yml', () => {
  const { jobs, concurrency } = workflowCalled('check.yml')
  const gated = (jobs['check']?.steps ?? []).filter((step) => step.if !== undefined)

  it.each(['pull_request', 'merge_group', 'push'])('on %s exactly one of the two checks is run', (event) => {
    const names = gated.filter((step) => isTrue(step.if, on(event))).map(({ name }) => name)
    expect(names).toEqual([
      event === 'pull_request' ? 'Check what the pull request changes' : 'Check everything',
    ])
  })

  it.each([
    ['pull_request', 'true'],
    ['merge_group', 'false'],
    ['push', 'false'],
  ])('on %s an earlier run is cancelled: %s', (event, cancelled) => {
    expect(filled(String(concurrency?.['cancel-in-progress']), on(event))).toBe(cancelled)
  })
})

describe('sarif.yml', () => {
  const jobs = Object.entries(workflowCalled('sarif.yml').jobs)

  it.each(jobs)('%s is off until somebody says true', (_name, job) => {
    const withSetting = (vars: object) => isTrue(job.if, { ...on('push'), vars })
    expect(withSetting({ MOBILITET_SARIF: 'true' })).toBe(true)
    for (const vars of [{}, { MOBILITET_SARIF: '' }, { MOBILITET_SARIF: 'false' }, { MOBILITET_SARIF: '1' }])
      expect(withSetting(vars)).toBe(false)
  })
})

describe.each(['site.yml', 'preview.yml'])('%s', (name) => {
  const jobs = Object.entries(workflowCalled(name).jobs)
  const settled = (vars: object, ref_name = 'main'): Contexts => ({
    github: { event_name: 'push', ref_name, event: { repository: { default_branch: 'main' } } },
    vars,
  })

  it.each(jobs)('%s is off until somebody says true', (_name, job) => {
    expect(isTrue(job.if, settled({ MOBILITET_SITE: 'true' }))).toBe(true)
    for (const vars of [{}, { MOBILITET_SITE: '' }, { MOBILITET_SITE: 'false' }])
      expect(isTrue(job.if, settled(vars))).toBe(false)
  })
})

it('the site is never made of another branch than the default one', () => {
  for (const job of Object.values(workflowCalled('site.yml').jobs)) {
    const elsewhere = { github: { ref_name: 'draft', event: { repository: { default_branch: 'main' } } } }
    expect(isTrue(job.if, { ...elsewhere, vars: { MOBILITET_SITE: 'true' } })).toBe(false)
  }
})

const main = { default_branch: 'main' }
const event = (event_name: string, event: object = {}, ref_name = 'main'): Contexts => ({
  github: { event_name, ref_name, event: { repository: main, ...event } },
  vars: {},
})
const ended = (of: string) => event('workflow_run', { workflow_run: { event: of } })
const person = { type: 'User' }
const bot = { type: 'Bot' }

/** `artifact` is what the job before it has left: nothing, when there is nothing to release. */
const rendered = (artifact: string, ref_name = 'main'): Contexts => ({
  ...event('push', {}, ref_name),
  needs: { render: { outputs: { artifact } } },
})

/** Who sets a job that may write in motion, and who does not. */
const privileged: readonly (readonly [file: string, job: string, story: string, Contexts, boolean])[] = [
  ['review.yml', 'review', 'a judged pull request', ended('pull_request'), true],
  ['review.yml', 'review', 'an approval', ended('pull_request_review'), true],
  ['review.yml', 'review', 'a check of main', ended('push'), false],
  ['review.yml', 'review', 'a check in the merge queue', ended('merge_group'), false],
  ['review.yml', 'review', 'new approvers on main', event('push'), true],
  ['review.yml', 'review', 'the clock', event('schedule'), true],
  ['review.yml', 'review', 'a click', event('workflow_dispatch'), true],
  ['review.yml', 'review', 'a click on another branch', event('workflow_dispatch', {}, 'ond'), false],
  ['review.yml', 'review', 'a yes that is taken back', comment(person, '/godta', { pull_request: {} }), true],
  ['review.yml', 'review', 'a yes that is edited away', edited('/godta', 'Nei'), true],
  ['review.yml', 'review', 'an edited comment without any sign of one', edited('Fint', 'Fine greier'), false],
  ['review.yml', 'review', 'a comment of ours', comment(bot, '/godta', { pull_request: {} }), false],
  ['review.yml', 'review', 'a comment on an issue', comment(person, '/hjelp'), false],
  ['propose.yml', 'propose', 'the clock', event('schedule'), true],
  ['propose.yml', 'propose', 'main', event('push'), true],
  ['propose.yml', 'propose', 'a closed pull request', ended('pull_request'), true],
  ['propose.yml', 'propose', 'an approval', ended('pull_request_review'), false],
  ['propose.yml', 'propose', 'a click on another branch', event('workflow_dispatch', {}, 'ond'), false],
  ['follow-up.yml', 'follow-up', 'the clock', event('schedule'), true],
  ['follow-up.yml', 'follow-up', 'main', event('push'), true],
  ['follow-up.yml', 'follow-up', 'a click', event('workflow_dispatch'), true],
  ['follow-up.yml', 'follow-up', 'a click on another branch', event('workflow_dispatch', {}, 'ond'), false],
  ['intake.yml', 'intake', 'an issue by a person', event('issues', { sender: person }), true],
  ['intake.yml', 'intake', 'an issue by a bot', event('issues', { sender: bot }), false],
  ['intake.yml', 'intake', 'a closed pull request', ended('pull_request'), true],
  ['intake.yml', 'intake', 'the clock', event('schedule'), true],
  ['intake.yml', 'intake', 'a click on another branch', event('workflow_dispatch', {}, 'ond'), false],
  ['command.yml', 'command', 'a command', comment(person, '/godta'), true],
  ['command.yml', 'command', 'a comment without any sign of one', comment(person, 'Fint'), false],
  ['command.yml', 'command', 'a bot that says a command', comment(bot, '/godta'), false],
  ['release.yml', 'publish', 'rendered documents', rendered('12'), true],
  ['release.yml', 'publish', 'nothing to release', rendered(''), false],
  ['release.yml', 'publish', 'another branch', rendered('12', 'ond'), false],
]

function comment(user: object, body: string, issue: object = {}): Contexts {
  return event('issue_comment', { comment: { user, body }, issue })
}

function edited(from: string, body: string): Contexts {
  const now = { comment: { user: person, body }, issue: { pull_request: {} } }
  return event('issue_comment', { ...now, changes: { body: { from } } })
}

it.each(privileged)('%s: %s is run for %s as it should', (file, job, _story, contexts, runs) => {
  expect(isTrue(workflowCalled(file).jobs[job]?.if, contexts)).toBe(runs)
})

it('only a public repository attests: GitHub does it for no other', () => {
  const steps = workflowCalled('release.yml').jobs['publish']?.steps ?? []
  const step = steps.find(({ uses = '' }) => uses.startsWith('actions/attest@'))
  const of = (visibility: string) => event('push', { repository: { ...main, visibility } })
  expect(isTrue(step?.if, of('public'))).toBe(true)
  expect(isTrue(step?.if, of('private'))).toBe(false)
})

describe('who acts', () => {
  const writing = workflowFiles.filter(({ text }) => text.includes('create-github-app-token'))
  const steps = writing.flatMap(({ name, workflow }) =>
    Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps.map((step) => [name, step] as const)),
  )

  it.each(steps.filter(([, step]) => step.if !== undefined))(
    '%s asks for an App only if there is one',
    (_name, step) => {
      expect(isTrue(step.if, { vars: { MOBILITET_APP_CLIENT_ID: 'Iv1' } })).toBe(true)
      expect(isTrue(step.if, { vars: {} })).toBe(false)
    },
  )

  it.each(steps.filter(([, { env }]) => env))(
    '%s acts as the App, or else with GitHub’s own token',
    (_name, step) => {
      const env = (outputs: object) =>
        ['GITHUB_TOKEN', 'MOBILITET_ACCOUNT'].map((key) =>
          filled(String(step.env?.[key]), { steps: { app: { outputs } }, github: { token: 'ghs_own' } }),
        )
      expect(env({ token: 'ghs_app', 'app-slug': 'mobilitet-x' })).toEqual(['ghs_app', 'mobilitet-x[bot]'])
      expect(env({})).toEqual(['ghs_own', ''])
    },
  )
})

it('reminders lead to the site only where there is one', () => {
  const jobs = Object.values(workflowCalled('follow-up.yml').jobs)
  const address = String(jobs.find(({ env }) => env?.['ADDRESS'])?.env?.['ADDRESS'])
  const github = { repository_owner: 'e', event: { repository: { name: 'm' } } }
  const led = (vars: object) => filled(address, { github, vars })
  expect(led({})).toBe('')
  expect(led({ MOBILITET_SITE: 'true' })).toBe('https://e.github.io/m/')
  expect(led({ MOBILITET_SITE: 'true', MOBILITET_ADDRESS: 'https://e.no/' })).toBe('https://e.no/')
})

it('every file with a gate is told of here', () => {
  const gatedFiles = workflowFiles.filter(({ workflow: { jobs } }) =>
    Object.values(jobs).some(
      (job) => job.if !== undefined || job.steps?.some((step) => step.if !== undefined),
    ),
  )
  const told = new Set([
    'check.yml',
    'sarif.yml',
    'site.yml',
    'preview.yml',
    ...privileged.map(([file]) => file),
  ])
  expect(gatedFiles.map(({ name }) => name)).toEqual([...told].sort())
})
