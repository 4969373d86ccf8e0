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

it('every file with a gate is told of here', () => {
  const gatedFiles = workflowFiles.filter(({ workflow: { jobs } }) =>
    Object.values(jobs).some(
      (job) => job.if !== undefined || job.steps?.some((step) => step.if !== undefined),
    ),
  )
  expect(gatedFiles.map(({ name }) => name)).toEqual(['check.yml', 'sarif.yml'])
})
