/** The run ahead beside the tool itself: what it finds with a memory is what the tool finds without one. */
import { describe, expect, it } from 'vitest'
import { milestonesIn } from '../../src/core/follow-up/milestones.ts'
import type { Programme } from '../../src/core/model.ts'
import { capped } from '../../src/core/plan/caps.ts'
import { planFollowUp } from '../../src/core/plan/follow-up/follow-up.ts'
import { markOf, milestoneSlot } from '../../src/core/plan/follow-up/known.ts'
import { matchOn } from '../../src/core/plan/propose/proposal.ts'
import { planPropose } from '../../src/core/plan/propose/propose.ts'
import { repository, self } from '../../src/core/simulate/issues.ts'
import { memory } from '../../src/core/simulate/memory.ts'
import { contextOf, fingerprint } from '../../src/core/simulate/proposing.ts'
import { run } from '../../src/core/simulate/run.ts'
import { schemaOf } from '../worlds.ts'
import { days, everybodySaysYes, programmeWith, question, today, whole } from './world.ts'

/** Nothing that has been found before can be found again: every record is another object. */
function anew(programme: Programme): Programme {
  return {
    ...programme,
    agencies: new Map(programme.agencies),
    agreements: structuredClone(programme.agreements),
    evaluations: structuredClone(programme.evaluations),
    followUps: structuredClone(programme.followUps),
  }
}

describe('day by day, beside `follow-up` from scratch', () => {
  it('the same milestones are due, and each has its issue for as long as there is room', async () => {
    const asked = question({ days: 200, assumed: everybodySaysYes })
    const all = await days(asked)
    let due = 0
    for (const { world } of all) {
      const scratch = milestonesIn(anew(world.programme), world.today)
      expect(milestonesIn(world.programme, world.today)).toEqual(scratch)
      const open = world.issues.filter(({ issue }) => issue.state === 'open')
      const about = open.map(({ issue }) => markOf(issue)).filter((mark) => mark?.slot === milestoneSlot)
      const states = new Map(scratch.map((one) => [one.id, one.state]))
      for (const mark of about)
        expect(['due', 'overdue', 'paused', 'coming']).toContain(states.get(mark?.about ?? ''))
      due += scratch.filter(({ state }) => state === 'due' || state === 'overdue').length
    }
    expect(due).toBeGreaterThan(100)
  })

  it('when the day is over there is nothing left to do but what had to wait', async () => {
    const asked = question({ days: 150 })
    for (const { world } of (await days(asked)).filter((_, at) => at % 10 === 9)) {
      const facts = { self, repository, programme: anew(world.programme), today: world.today, site: '' }
      const plan = planFollowUp({ ...facts, wordsOf: asked.wordsOf, issues: world.issues })
      expect(capped(plan).actions.filter(({ kind }) => kind === 'close-issue')).toEqual([])
    }
  })
})

describe('on the first day, beside `propose`', () => {
  it('the same proposals are opened, in the same order', async () => {
    const [first] = await days(question({ programme: whole, days: 1 }))
    const plan = await planPropose({
      ...{ self, repository, commit: 'x', programme: whole, today, schemaOf, textOf: () => undefined },
      wordsOf: question().wordsOf,
      ...{ open: [], past: [], merged: new Set(), declines: [], loose: [], foreign: [], issues: [] },
    })
    const planned = capped(plan).actions.flatMap((one) =>
      one.kind === 'open-pull' ? (matchOn(one.branch) ?? []) : [],
    )
    expect(planned).toHaveLength(10)
    expect([...(first?.world.proposals.keys() ?? [])]).toEqual(planned)
  })
})

describe('with a memory of what was matched before', () => {
  it('the answer is the one that matching every day gives', async () => {
    const asked = { programme: programmeWith(), days: 240, assumed: { registrations: { perRound: 3 } } }
    const remembering = memory()
    const forgetting = memory({ forgetful: true })
    const one = await run(question({ ...asked, memory: remembering }))
    const other = await run(question({ ...asked, memory: forgetting }))
    expect(one.happenings).toEqual(other.happenings)
    expect(one.tallies).toEqual(other.tallies)
    expect(remembering.matches).toBeLessThan(forgetting.matches)
  })

  it('also where periods are running out', async () => {
    const assumed = { acceptance: { accepted: 0, declined: 60 } }
    const asked = { programme: programmeWith(), today: '2027-06-14', days: 75, assumed }
    const one = await run(question({ ...asked, memory: memory() }))
    const other = await run(question({ ...asked, memory: memory({ forgetful: true }) }))
    expect(one.happenings.filter(({ kind }) => kind === 'proposed').length).toBeGreaterThan(5)
    expect(one.happenings).toEqual(other.happenings)
  })

  it('and a week less of a period that has begun is reason enough to match again', () => {
    const programme = programmeWith()
    const { settings } = programme
    if (!settings) throw new Error('the example has settings')
    const on = (day: string) => fingerprint([], programme, contextOf(programme, settings, day, memory()))
    expect(on('2027-06-21')).not.toBe(on('2027-06-14'))
  })
})
