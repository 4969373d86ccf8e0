/** Forms, when the program dies on the way or runs twice at once: there is one answer, and one pull request. */
import { describe, expect, it } from 'vitest'
import { collides, endures, survives, type Trial } from './crashes.ts'
import * as scenes from './form-scenes.ts'
import { form, newNeed, newPath } from './intake-world.ts'
import type { Teller } from './story.ts'

const body = form(newPath, newNeed)

const sent = async ({ bench }: Teller) => bench.issue({ by: 'kld-example', title: 'Påmelding', body })

const intake: Trial<number>['run'] = async ({ bench, run }, issue) =>
  run('intake', { event: await bench.event.issues('edited', issue), quiet: true })

/** A form that was dealt with, and what happens then. */
function afterwards(happens: (teller: Teller, issue: number) => Promise<unknown>): Trial<number> {
  return {
    run: intake,
    begin: async (teller) => {
      const issue = await sent(teller)
      await intake(teller, issue)
      await happens(teller, issue)
      return issue
    },
  }
}

const aNewForm: Trial<number> = { begin: sent, run: intake }

const anEditedForm = afterwards(({ bench }, issue) =>
  scenes.rewrite(bench, 'kld-example', issue, form('agencies/kld/needs/innkjop.yaml', newNeed)),
)

const aClosedIssue = afterwards(({ bench }, issue) => scenes.close(bench, 'kld-example', issue))

const aDeclinedPull = afterwards(({ bench }, issue) => scenes.close(bench, 'kontoret-example', issue + 1))

/** Many worlds are opened, one after the other. */
const patience = { timeout: 240_000 }

describe('a run that dies and is run again leaves what one run would have left', patience, () => {
  it.each([
    ['a new form', aNewForm],
    ['a form that is edited, file name and all', anEditedForm],
    ['a closed issue', aClosedIssue],
    ['a declined pull request', aDeclinedPull],
  ])('after any write: %s', async (_, trial) => {
    expect(await survives(trial)).toBeGreaterThan(2)
  })

  it('and so does one that GitHub fails, which is told, until it is told no longer', async () => {
    expect(await survives(aNewForm, 'server error')).toBe(6)
  })
})

describe('two runs, and one more, leave what one run would have left', patience, () => {
  it.each([
    ['a new form', aNewForm],
    ['a closed issue', aClosedIssue],
  ])('whichever overtakes the other: %s', async (_, trial) => {
    expect(await endures(trial)).toBeGreaterThan(2)
  })

  it('at once', async () => {
    await collides(aNewForm)
  })
})
