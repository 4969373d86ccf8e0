/** What must hold on every day of every run, whatever is assumed and whatever luck people have. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followUpSettings } from '../../src/core/follow-up/settings.ts'
import { registrationsIn } from '../../src/core/match/ids.ts'
import type { Registration } from '../../src/core/model.ts'
import { partiesOf } from '../../src/core/plan/propose/proposal.ts'
import type { Day } from '../../src/core/simulate/day.ts'
import { days, inAll, programmeWith, question } from './world.ts'

const percent = fc.integer({ min: 0, max: 50 })
const span = fc.integer({ min: 0, max: 30 }).map((max) => ({ min: Math.min(1, max), max }))

const assumptions = fc.record({
  acceptance: fc.record({
    accepted: fc.integer({ min: 30, max: 60 }),
    declined: fc.integer({ min: 0, max: 40 }),
    days: span,
  }),
  negotiation: fc.record({ fails: percent, days: span }),
  signing: fc.record({ days: span }),
  exchanges: fc.record({
    preparationDays: fc.integer({ min: 0, max: 20 }),
    calledOff: percent,
    endEarly: percent,
  }),
  milestones: fc.record({ inTime: percent, late: percent, days: span }),
  evaluations: fc.record({ inTime: percent, late: percent, days: span }),
  confirmations: fc.record({ confirmed: percent, withdrawn: percent, days: span }),
  registrations: fc.record({ perRound: fc.integer({ min: 0, max: 4 }) }),
})

const pause = fc.option(
  fc.constantFrom(
    { from: '2027-01-10', to: '2027-02-20', reason: inAll('Prøve') },
    { from: '2027-03-01', to: '2027-03-02', reason: inAll('Prøve') },
  ),
  { nil: null },
)

const limits = fc.record({
  openProposals: fc.integer({ min: 1, max: 12 }),
  openProposalsPerAgency: fc.integer({ min: 1, max: 3 }),
})

const worlds = fc.record({ seed: fc.nat(1e6), assumed: assumptions, pause, limits })

const followUp = { openIssues: 15, openIssuesPerAgency: 6 }

describe('on every day of every run', () => {
  it('nobody has more to answer than the limits say, nobody is asked the same twice, and nothing gets lost', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ seed, assumed, pause, limits }) => {
        const programme = programmeWith({ pause, limits, followUp })
        const all = await days(question({ programme, seed, assumed, days: 140 }))
        for (const day of all) {
          withinLimits(day, limits)
          conserved(day, programme.registrations.size, all)
        }
        onlyOnce(all)
        nobodyMeetsTwice(all)
      }),
      { numRuns: 8, seed: 20261122 },
    )
  })
})

function withinLimits(
  { world }: Day,
  limits: { openProposals: number; openProposalsPerAgency: number },
): void {
  const parties = [...world.proposals.keys()].flatMap(partiesOf)
  expect(world.proposals.size).toBeLessThanOrEqual(limits.openProposals)
  for (const agency of new Set(parties))
    expect(parties.filter((one) => one === agency).length).toBeLessThanOrEqual(limits.openProposalsPerAgency)
  const open = world.issues.filter(({ issue }) => issue.state === 'open')
  expect(open.length).toBeLessThanOrEqual(followUpSettings({ followUp }).openIssues)
}

/** Counted in another way than the run does: from the files, each registration by itself. */
function conserved({ world, tally }: Day, atFirst: number, all: readonly Day[]): void {
  const came = all
    .filter((day) => day.tally.day <= tally.day)
    .flatMap(({ happenings }) => happenings.filter(({ kind }) => kind === 'registered')).length
  const { open, met, expired, withdrawn } = tally.registrations
  expect(open + met + expired + withdrawn).toBe(atFirst + came)
  const { registrations, agreements } = world.programme
  const inForce = [...agreements.values()].filter(({ termination }) => termination === null)
  const taken = inForce.flatMap(({ basis }) => registrationsIn(basis.match ?? ''))
  const isMet = (one: Registration) =>
    !one.matchingHelp || taken.filter((id) => id === one.id).length >= one.places
  const every = [...registrations.values()]
  expect(every.filter((one) => one.withdrawn)).toHaveLength(withdrawn)
  expect(every.filter((one) => !one.withdrawn && isMet(one))).toHaveLength(met)
}

function onlyOnce(all: readonly Day[]): void {
  const told = all.flatMap(({ happenings }) => happenings)
  for (const kind of ['reminded', 'letter', 'asked', 'signature', 'signed', 'milestone-due', 'registered']) {
    const same = told.filter((one) => one.kind === kind).map(({ about, agency = '' }) => `${about} ${agency}`)
    // A registration is asked about once for each day it would expire.
    expect(new Set(same).size, kind).toBe(same.length)
  }
}

/** A place is used once, and what has been declined is not agreed on. */
function nobodyMeetsTwice(all: readonly Day[]): void {
  const programme = all.at(-1)?.world.programme
  if (!programme) throw new Error('it ran')
  const inForce = [...programme.agreements.values()].filter(({ termination }) => termination === null)
  const used = inForce.flatMap(({ basis }) => registrationsIn(basis.match ?? ''))
  for (const id of new Set(used))
    expect(used.filter((one) => one === id).length).toBeLessThanOrEqual(
      programme.registrations.get(id)?.places ?? 0,
    )
  for (const { basis } of inForce) expect(programme.decisions.has(basis.match ?? '')).toBe(false)
}
