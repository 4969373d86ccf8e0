/** Pause: nothing is due, nobody is reminded, and the pages say so. When it is over, the days have moved along. */
import { expect } from 'vitest'
import { addDays } from '../../../src/core/days.ts'
import type { IsoDate } from '../../../src/core/model.ts'
import { issuesOn } from '../follow-up-scenes.ts'
import { replaced } from '../proposal-scenes.ts'
import { long, short } from './agreeing.ts'
import { looksBack, reports } from './following.ts'
import { approves, isTakenIn, suggests } from './hands.ts'
import { isAtRest, type Life, livesUntil, remindersOn, runs, sets } from './life.ts'
import { calendarsAt, milestonesAt, siteAt } from './looking.ts'

const settings = 'programme/programme.yaml'
const first = '2027-05-10'
const last = '2027-06-20'
const reasons = {
  nb: 'Regjeringen omorganiserer',
  nn: 'Regjeringa omorganiserer',
  en: 'The government reorganises',
}

/** One of the office suggests a change of the settings, and the other approves. */
async function changes(life: Life, title: string, from: string | RegExp, to: string): Promise<void> {
  const text = (await life.teller.bench.files('main'))[settings] ?? ''
  const pull = await suggests(life, 'kontoret-to-example', title, { [settings]: replaced(text, [from, to]) })
  await approves(life, 'kontoret-example', pull)
  await isTakenIn(life, pull)
  sets(life, `${title}.`)
}

export async function isPaused(life: Life): Promise<void> {
  const { say, look } = life.teller
  say('Programmet tar en pause')
  await livesUntil(life, '2027-05-07')
  const before = await milestonesAt(life)
  await changes(
    life,
    'Programmet tar pause fra 10. mai',
    /^confirmation:/m,
    `pause: { from: ${first}, reason: ${JSON.stringify(reasons)} }\nconfirmation:`,
  )
  await livesUntil(life, first)
  const there = await remindersOn(life)
  for (const { number, state } of there) if (state === 'open') await look(number)

  await nothingHappens(life, '2027-06-18')
  for (const { id, state } of await milestonesAt(life))
    expect(['done', 'paused', 'coming', 'lapsed'], id).toContain(state)
  for (const { title, state, body } of await remindersOn(life))
    if (state === 'open') expect(body, title).toContain('Programmet har pause')
  await calendarsAt(life)
  await isToldOnEveryPage(life)
  expect((await remindersOn(life)).length).toBe(there.length)

  await changes(life, 'Pausen er over 20. juni', `from: ${first},`, `from: ${first}, to: ${last},`)
  // What is open is told its new day, once.
  await livesUntil(life, '2027-06-19')
  await nothingHappens(life, last)
  expect((await remindersOn(life)).length).toBe(there.length)
  await haveMoved(life, before)
}

/** In the language of the page, with the reason. */
async function isToldOnEveryPage(life: Life): Promise<void> {
  const pages = [...(await siteAt(life))].filter(([path]) => path.endsWith('index.html'))
  expect(pages.length).toBeGreaterThan(10)
  for (const [path, bytes] of pages) {
    const language = path.startsWith('nn/') ? 'nn' : path.startsWith('en/') ? 'en' : 'nb'
    expect(bytes.toString('utf8').includes(reasons[language]), `${path} says that there is a pause`).toBe(
      true,
    )
  }
}

/** Each morning of the pause the tool runs, and writes nothing. */
async function nothingHappens(life: Life, until: IsoDate): Promise<void> {
  const { busy } = life.mornings
  await livesUntil(life, until)
  expect(life.mornings.busy, `mornings with something to do until ${until}`).toBe(busy)
  await isAtRest(life)
}

type Milestones = Awaited<ReturnType<typeof milestonesAt>>

/** What fell in the pause comes after it; what was to come later stands. */
async function haveMoved(life: Life, before: Milestones): Promise<void> {
  const days = new Map(before.map(({ id, date }) => [id, date]))
  const after = await milestonesAt(life)
  const moved = after.filter(({ id, date }) => date !== days.get(id))
  // By hand: of the short evaluation nine days were left from 10 May. Nobody had been told of the talks yet, so they have their
  // fourteen days of notice and one: 5 July.
  expect(moved.map(({ id, date }) => [id, days.get(id), date])).toEqual([
    [`${short.id}/ut-1/evaluation.end`, '2027-05-19', '2027-06-30'],
    [`${long.id}/ut-1/midtveissamtale`, '2027-05-31', '2027-07-05'],
    [`${short.id}/ut-1/deling`, '2027-05-26', '2027-07-05'],
    // It opened in the pause, so all of its 22 days are left: the Sunday it would have ended on gave it one more.
    [`${long.id}/ut-1/evaluation.midway`, '2027-06-21', '2027-07-13'],
  ])
}

export async function goesOn(life: Life): Promise<void> {
  life.teller.say('Pausen er over')
  await livesUntil(life, addDays(last, 2))
  await reports(life, short, 'deling', '2027-06-22')
  await livesUntil(life, '2027-06-23')
  await looksBack(life, short, {
    stage: 'end',
    by: 'host',
    learning: 4,
    learned: 'Kravene våre er blitt kortere og tydeligere.',
  })
  await livesUntil(life, '2027-06-24')
  await reports(life, long, 'midtveissamtale', '2027-06-23')
  await livesUntil(life, '2027-07-01')
  await looksBack(life, long, {
    stage: 'midway',
    by: 'participant',
    learning: 4,
    learned: 'Tallene finnes, men ikke på ett sted.',
  })
  await reports(life, long, 'seksti-dager-igjen', '2027-06-30')
  await livesUntil(life, '2027-07-02')
  await goesBack(life)
}

/** Somebody runs with an old date. Nothing is lost, and the next morning everything is as it was. */
async function goesBack(life: Life): Promise<void> {
  const { bench } = life.teller
  const seen = async () => {
    const issues = await issuesOn(life.teller)
    return { issues, files: await bench.files('main') }
  }
  const before = await seen()
  for (const command of ['propose', 'release', 'follow-up'] as const) await runs(life, command, '2027-03-10')
  const then = await seen()
  expect(then.files).toEqual(before.files)
  expect(then.issues.map(({ number }) => number)).toEqual(before.issues.map(({ number }) => number))
  await runs(life, 'follow-up')
  expect(await seen()).toEqual(before)
  await isAtRest(life)
  sets(life, 'Noen kjører programmet med datoen 10. mars. Ingenting går tapt, og neste gang er alt som før.')
  await calendarsAt(life)
}
