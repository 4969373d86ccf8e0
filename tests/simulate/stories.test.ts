/** What may happen to a programme in a year, told as it is told to the office. */
import { describe, expect, it } from 'vitest'
import { isPaused } from '../../src/core/follow-up/pause.ts'
import { learnedIn } from '../../src/core/learning/learned.ts'
import { registrationsIn } from '../../src/core/match/ids.ts'
import { match } from '../../src/core/match/match.ts'
import { noHistory } from '../../src/core/report/figures/facts.ts'
import { figuresIn } from '../../src/core/report/figures/figures.ts'
import { rules } from '../../src/core/rules/index.ts'
import { judge } from '../../src/core/rules/rule.ts'
import { nextDay } from '../../src/core/simulate/day.ts'
import { memory } from '../../src/core/simulate/memory.ts'
import { run, settingOf } from '../../src/core/simulate/run.ts'
import { factsOf, siteOf, textOf } from '../site/built.ts'
import {
  days,
  everybodySaysYes,
  inAll,
  nobodySaysYes,
  programmeWith,
  question,
  today,
  whole,
} from './world.ts'

const manyAtOnce = { limits: { openProposals: 100, openProposalsPerAgency: 50 } }
const few = ['kld', 'miljodirektoratet', 'dfo', 'ssb', 'bufdir', 'hdir']

describe('when everybody says yes', () => {
  it('what matching proposes becomes agreements, and nothing else does', async () => {
    const programme = programmeWith(manyAtOnce, few)
    const { proposals } = await match(programme, today)
    expect(proposals.length).toBeGreaterThan(2)
    // So few that all are opened in one run.
    expect(proposals.length).toBeLessThanOrEqual(10)
    const { end } = await run(question({ programme, assumed: everybodySaysYes, days: 30 }))
    const agreed = [...(end?.programme.agreements.values() ?? [])].map(({ basis }) => basis.match)
    expect(agreed.sort()).toEqual(proposals.map(({ id }) => id).sort())
  })

  it('every agreement is signed by all, runs, and is evaluated', async () => {
    const assumed = {
      ...everybodySaysYes,
      milestones: { inTime: 100, late: 0 },
      evaluations: { inTime: 100, late: 0 },
    }
    const { happenings, end } = await run(
      question({ programme: programmeWith(manyAtOnce, few), assumed, days: 480 }),
    )
    const about = (kind: string) => happenings.filter((one) => one.kind === kind).map((one) => one.about)
    const agreements = [...(end?.programme.agreements.keys() ?? [])].sort()
    expect(agreements.length).toBeGreaterThan(2)
    expect(about('signed').sort()).toEqual(agreements)
    expect(about('closed').sort()).toEqual(agreements)
    expect(about('exchange-ends').sort()).toEqual(about('exchange-begins').sort())
    // Who does everything in time gets no letter.
    expect(about('letter')).toEqual([])
  })

  it('from the first registration to what was learned: each exchange teaches somebody, on the site and in the figures', async () => {
    const assumed = { ...everybodySaysYes, evaluations: { inTime: 100, late: 0 } }
    const { end } = await run(question({ programme: programmeWith(manyAtOnce, few), assumed, days: 480 }))
    if (!end) throw new Error('it ran')
    const { programme, today: then } = end
    const learned = learnedIn(programme)
    const held = [...programme.agreements.values()].flatMap(({ id, exchanges }) =>
      exchanges.map((exchange) => `${id}/${exchange.id}`),
    )
    expect(held.length).toBeGreaterThan(2)
    const teaching = learned.map(({ agreement, exchange }) => `${agreement}/${exchange}`)
    expect([...new Set(teaching)].sort()).toEqual(held.sort())
    const { exchanges } = figuresIn(programme, then, { kind: 'all' }, noHistory)
    expect(exchanges).toBe(held.length)
    const page = textOf(await siteOf(await factsOf(programme, { today: then })), 'laert/index.html')
    for (const { agreement } of learned) expect(page).toContain(`avtaler/${agreement}/`)
    // A year and four months earlier nothing of it had happened.
    expect(learnedIn(programmeWith(manyAtOnce, few))).toEqual([])
  })

  it('the files they would leave are files that the rules accept', async () => {
    const { end } = await run(question({ programme: whole, days: 100 }))
    const errors = (programme: typeof whole, day: string) =>
      judge(rules, { programme, today: day }, ({ file }) => ({ file, line: 1, column: 1 }))
        .filter(({ severity }) => severity === 'error')
        .map(({ code, place }) => `${place.file} ${code}`)
    if (!end) throw new Error('it ran')
    expect(end.programme.agreements.size).toBeGreaterThan(whole.agreements.size)
    expect(errors(end.programme, end.today)).toEqual(errors(whole, today))
  })
})

describe('when everybody says no', () => {
  it('nothing is agreed, every no is written down, and nobody is asked the same again', async () => {
    const { happenings, end } = await run(question({ assumed: nobodySaysYes, days: 200 }))
    const proposed = happenings.filter(({ kind }) => kind === 'proposed').map(({ about }) => about)
    const declined = happenings.filter(({ kind }) => kind === 'declined').map(({ about }) => about)
    expect(proposed.length).toBeGreaterThan(10)
    expect(new Set(proposed).size).toBe(proposed.length)
    expect(new Set(declined)).toEqual(new Set(end?.programme.decisions.keys()))
    expect(end?.programme.agreements.size).toBe(0)
  })
})

describe('when nobody answers', () => {
  it('proposals stay open until they no longer fit, and hold their places', async () => {
    const assumed = { acceptance: { accepted: 0, declined: 0 } }
    const { happenings, tallies } = await run(question({ assumed, days: 60 }))
    expect(happenings.filter(({ kind }) => kind === 'accepted' || kind === 'declined')).toEqual([])
    expect(tallies.at(-1)?.proposals).toBe(tallies[5]?.proposals)
  })
})

describe('a pause in the middle', () => {
  const pause = { from: '2027-02-15', to: '2027-04-11', reason: inAll('Omorganisering') }
  const asked = question({
    programme: programmeWith({ ...manyAtOnce, pause }),
    assumed: everybodySaysYes,
    days: 330,
  })

  it('has nothing in it but what the calendar brings', async () => {
    const { happenings } = await run(asked)
    const inPause = happenings.filter(({ day }) => isPaused(pause, day)).map(({ kind }) => kind)
    const calendar = ['pause-begins', 'pause-ends', 'exchange-begins', 'exchange-ends', 'expired']
    expect(inPause).toContain('pause-begins')
    expect(inPause.filter((kind) => !calendar.includes(kind))).toEqual([])
  })

  it('and what waited comes after it', async () => {
    const { happenings } = await run(asked)
    const first = (kind: string, from: string) =>
      happenings.find((one) => one.kind === kind && one.day >= from)?.day
    expect(first('milestone-due', '2027-02-14')).toBe('2027-04-12')
    expect(first('reminded', '2027-02-14')).toBe('2027-04-12')
  })

  it('without an end stops everything for good', async () => {
    const programme = programmeWith({ pause: { from: today, reason: inAll('Inntil videre') } })
    const { happenings } = await run(question({ programme, days: 100 }))
    expect(happenings.map(({ kind }) => kind).filter((kind) => kind !== 'expired')).toEqual([
      'pause-begins',
      'round-deadline',
      'round-ends',
      'round-begins',
    ])
  })
})

describe('a clock that is moved back', () => {
  it('loses nothing, and goes on to the same end', async () => {
    const asked = question({ days: 150 })
    const all = await days(asked)
    const then = all[110]?.world
    if (!then) throw new Error('there are so many days')
    const setting = settingOf(asked)
    let world = { ...then, today: '2027-01-31' }
    const again: string[] = []
    while (world.today < (all.at(-1)?.tally.day ?? '')) {
      const day = await nextDay(world, setting)
      again.push(...day.happenings.map(({ kind, about, agency = '' }) => `${kind} ${about} ${agency}`))
      world = day.world
      for (const id of then.programme.agreements.keys()) expect(world.programme.agreements.has(id)).toBe(true)
      for (const id of then.programme.decisions.keys()) expect(world.programme.decisions.has(id)).toBe(true)
      expect(world.programme.evaluations.length).toBeGreaterThanOrEqual(then.programme.evaluations.length)
    }
    const before = all.slice(0, 111).flatMap(({ happenings }) => happenings)
    const reminded = before.filter(({ kind }) => kind === 'reminded').map(({ about }) => `reminded ${about} `)
    expect(again.filter((one) => reminded.includes(one))).toEqual([])
    const end = all.at(-1)?.world.programme
    expect([...world.programme.agreements.keys()]).toEqual([...(end?.agreements.keys() ?? [])])
    expect([...world.programme.decisions.keys()].sort()).toEqual([...(end?.decisions.keys() ?? [])].sort())
  })
})

describe('the same question', () => {
  it('has the same answer, and another seed has another', async () => {
    const one = await run(question({ days: 90 }))
    expect(await run(question({ days: 90, memory: memory() }))).toEqual(one)
    const other = await run(question({ days: 90, seed: 2 }))
    expect(other.happenings).not.toEqual(one.happenings)
  })

  it('for fewer days is the beginning of the longer one', async () => {
    const long = await run(question({ days: 90 }))
    const short = await run(question({ days: 40 }))
    expect(long.tallies.slice(0, 40)).toEqual(short.tallies)
  })

  it('leaves the programme it was asked of as it was', async () => {
    const programme = programmeWith()
    const before = JSON.stringify([...programme.registrations, ...programme.agreements])
    await run(question({ programme, days: 60 }))
    expect(JSON.stringify([...programme.registrations, ...programme.agreements])).toBe(before)
  })
})

describe('new registrations', () => {
  it('come while a round is open, as many as assumed, and take part like all others', async () => {
    const asked = question({
      programme: programmeWith(manyAtOnce),
      today: '2026-09-15',
      days: 130,
      assumed: { ...everybodySaysYes, registrations: { perRound: 12 } },
    })
    const { happenings, tallies } = await run(asked)
    const came = happenings.filter(({ kind }) => kind === 'registered')
    expect(came).toHaveLength(12)
    expect(came.every(({ day }) => day >= '2026-09-15' && day <= '2026-12-15')).toBe(true)
    const proposed = happenings.filter(({ kind }) => kind === 'proposed')
    const ids = new Set(came.map(({ about }) => about))
    expect(proposed.some(({ about }) => registrationsIn(about).some((id) => ids.has(id)))).toBe(true)
    const counts = Object.values(tallies.at(-1)?.registrations ?? {})
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(asked.programme.registrations.size + 12)
  })

  it('do not come unless somebody has said so', async () => {
    const { happenings } = await run(question({ today: '2026-09-15', days: 30 }))
    expect(happenings.filter(({ kind }) => kind === 'registered')).toEqual([])
  })
})

describe('a pause after a letter', () => {
  it('does not make the letter new: nobody is told twice that the same is late', async () => {
    const pause = { from: '2027-03-20', to: '2027-03-24', reason: inAll('Kort pause') }
    const assumed = { ...everybodySaysYes, milestones: { inTime: 0, late: 0 } }
    const { happenings, end } = await run(
      question({ programme: programmeWith({ pause }, few), assumed, days: 160 }),
    )
    const letters = happenings.filter(({ kind }) => kind === 'letter')
    expect(letters.some(({ day }) => day < pause.from)).toBe(true)
    const about = letters.map((one) => `${one.about} ${one.agency}`)
    expect(new Set(about).size).toBe(about.length)
    for (const { comments } of end?.issues ?? []) expect(comments.length).toBeLessThanOrEqual(1)
  })
})
