/** The site as it would be after a change: where the live comment says it lies, and when it says nothing. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/core/model.ts'
import { previewJob } from '../../src/core/plan/review/preview.ts'
import { dfo } from '../core/authority-stories.ts'
import { workflowCalled } from '../workflows/workflow.ts'
import { smallBench } from './bench/small.ts'
import { need, ours, proposes, reviewed, titled, unseen } from './review-scenes.ts'
import { afterwards, only, planOf, repository, type Story } from './review-world.ts'
import { told } from './story.ts'
import { everything, readerOf } from './wire.ts'

const waiting: Story = { by: dfo }

describe('the live comment', () => {
  it.each<Language>(['nb', 'nn', 'en'])('leads to the run, folded away (%s)', (language) => {
    const [said] = only('comment', planOf({ ...waiting, preview: 4711 }, language))
    const folded = /<details>(?:(?!<\/details>)[\s\S])*actions\/runs[\s\S]*?<\/details>/.exec(
      String(said?.body),
    )
    expect(folded?.[0]).toContain(`(${repository.url}/actions/runs/4711)`)
  })

  it('says nothing of it where there is none', () => {
    const [said] = only('comment', planOf(waiting))
    expect(said?.body).not.toContain('actions/runs')
  })

  it('is left as it is when the preview comes late, or goes: a yes below it must go on counting', () => {
    const without = afterwards(waiting, planOf(waiting))
    expect(planOf({ ...without, preview: 4711 })).toEqual([])
    const ready: Story = { ...waiting, preview: 4711 }
    expect(planOf({ ...afterwards(ready, planOf(ready)), preview: undefined })).toEqual([])
  })

  it('is given the preview that came late where it asks for nothing', () => {
    const wrong: Story = { by: dfo, change: { [need]: 'title: x' } }
    const story = { ...afterwards(wrong, planOf(wrong)), preview: 4711 }
    const actions = planOf(story)
    expect(actions.map(({ kind }) => kind)).toEqual(['edit-comment'])
    expect(planOf(afterwards(story, actions))).toEqual([])
  })
})

it('the job is the one of preview.yml', () => {
  expect(Object.keys(workflowCalled('preview.yml').jobs)).toEqual([previewJob])
})

/** The address GitHub gives the job of a run. */
const jobOf = (run: number) => `https://github.com/programmet/mobilitet/actions/runs/${run}/job/9`
const done = { status: 'completed', conclusion: 'success' } as const

describe('the run of a job', () => {
  async function found(by: 'actions' | 'app', ...jobs: readonly object[]): Promise<number | undefined> {
    const bench = await smallBench()
    const head_sha = (await bench.tip('main')) ?? ''
    const who =
      by === 'actions'
        ? bench.actions({ permissions: everything })
        : bench.app({ slug: 'imitator', permissions: everything })
    for (const job of jobs)
      await bench.as(who).octokit.checks.create({ ...bench.here, head_sha, name: previewJob, ...job })
    return readerOf(bench, who).jobRun(head_sha, previewJob)
  }

  it.each<[string, object, number | undefined]>([
    ['is found when it is done', { ...done, details_url: jobOf(12) }, 12],
    ['and when it has only begun', { status: 'in_progress', details_url: jobOf(12) }, 12],
    [
      'and when the change has errors, for then the site is made without them',
      { ...done, conclusion: 'failure', details_url: jobOf(12) },
      12,
    ],
    [
      'but not when it is switched off',
      { ...done, conclusion: 'skipped', details_url: jobOf(12) },
      undefined,
    ],
    ['nor when it was called off', { ...done, conclusion: 'cancelled', details_url: jobOf(12) }, undefined],
    ['nor one of another name', { ...done, name: 'check', details_url: jobOf(12) }, undefined],
    ['nor one that leads elsewhere', { ...done, details_url: 'https://example.no/actions/x' }, undefined],
  ])('%s', async (_story, job, wanted) => {
    expect(await found('actions', job)).toBe(wanted)
  })

  it('is the latest of several', async () => {
    const job = (run: number) => ({ ...done, details_url: jobOf(run) })
    expect(await found('actions', job(12), job(14))).toBe(14)
  })

  it('is never what another App says', async () => {
    expect(await found('app', { ...done, details_url: jobOf(12) })).toBeUndefined()
  })
})

it('a person who proposes a change finds the preview in our answer', () =>
  told('forhåndsvisning', {
    tell: async (teller) => {
      const { bench } = teller
      const pull = await proposes(teller, 'dfo-example', 'Endring', titled('Regnskap for klimaet'))
      const actions = bench.actions({ permissions: { checks: 'write' } })
      const { data } = await unseen(bench, ({ pulls }) => pulls.get({ ...bench.here, pull_number: pull }))
      const job = { name: previewJob, head_sha: data.head.sha, details_url: jobOf(15), ...done }
      await bench.as(actions).octokit.checks.create({ ...bench.here, ...job })
      await reviewed(teller, pull)
      const [said] = await ours(bench, pull)
      expect(said).toContain(`/actions/runs/15)`)
      expect(said).toContain('Artifacts')
    },
  }))
