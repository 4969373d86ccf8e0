/** A round that is lived: who tells of it, and the day it has come to. Each morning the tool does what its clock tells it. */
import { expect } from 'vitest'
import { addDays } from '../../../src/core/days.ts'
import type { IsoDate } from '../../../src/core/model.ts'
import { formatDate } from '../../../src/core/render/formatted.ts'
import { issuesOn } from '../follow-up-scenes.ts'
import type { CommandName, people, Teller } from '../story.ts'
import type { Desk } from './desk.ts'

export type Person = keyof typeof people

export type Life = {
  readonly teller: Teller
  /** The clone of the office; workflows have one like it. */
  readonly desk: Desk
  today: IsoDate
  /** How many mornings there have been, and on how many of them there was something to do. */
  readonly mornings: { all: number; busy: number }
  /** Issues that the story has shown. */
  readonly shown: Set<number>
}

/** What has been written on GitHub since a place in the log. */
function writtenSince({ teller: { bench } }: Life, before: number): readonly string[] {
  return bench.log
    .slice(before)
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)
}

/** As a workflow runs it on the default branch. Gives what it printed, and what it wrote. */
export async function runs(life: Life, command: CommandName, today = life.today) {
  const { bench, run } = life.teller
  const before = bench.log.length
  const { code, out } = await run(command, { today, quiet: true, root: life.desk.folder })
  expect(code, `${command} on ${today}: ${out}`).toBe(0)
  return { out, written: writtenSince(life, before) }
}

/** Told on a day, and done in the course of it. */
export function sets(life: Life, what: string): void {
  life.teller.note(`**${formatDate(life.today, 'nb')}.** ${what}`)
}

/** Lives on, a morning at a time, up to this day and through its morning. */
export async function livesUntil(life: Life, day: IsoDate): Promise<void> {
  expect(day > life.today, `${day} is not after ${life.today}`).toBe(true)
  while (life.today < day) {
    life.today = addDays(life.today, 1)
    life.teller.bench.clock.set(`${life.today}T05:13:00Z`)
    await morning(life)
  }
  life.teller.bench.clock.set(`${day}T09:00:00Z`)
}

/** No day is left out. A morning with something to do is run twice; one without is itself a run that finds nothing. */
async function morning(life: Life): Promise<void> {
  life.mornings.all += 1
  await life.desk.fetched()
  const { out, written } = await runs(life, 'follow-up')
  if (written.length === 0) return
  life.mornings.busy += 1
  await tellsOf(life, out)
  expect((await runs(life, 'follow-up')).written, `again on ${life.today}`).toEqual([])
}

/** The plan as it was printed, and each issue as it looks the first time. */
async function tellsOf(life: Life, out: string): Promise<void> {
  const { note, look } = life.teller
  note(`**${formatDate(life.today, 'nb')}.** Om morgenen:\n\n\`\`\`\`text\n${out.trimEnd()}\n\`\`\`\``)
  for (const { number } of await remindersOn(life)) {
    if (life.shown.has(number)) continue
    life.shown.add(number)
    await look(number)
  }
}

/** What the programme has asked people to do, and whether a registration still holds. */
export async function remindersOn({ teller }: Life) {
  return (await issuesOn(teller)).filter(({ labels }) => labels.includes('oppfølging'))
}

/** The newest whose title begins so. @throws Error when there is none */
export async function reminderOn(life: Life, title: string) {
  const found = (await remindersOn(life)).findLast((one) => one.title.startsWith(title))
  if (!found) throw new Error(`nobody has been reminded of ${title}`)
  return found
}

/** Everything the clock runs at night has been run: once more, and nothing is left to do. */
export async function isAtRest(life: Life, today = life.today): Promise<void> {
  await life.desk.fetched()
  for (const command of ['review', 'intake', 'propose', 'release', 'follow-up'] as const) {
    const { written } = await runs(life, command, today)
    expect(written, `${command} on ${today}`).toEqual([])
  }
}
