/** Én dag: what the calendar brings, what people do, what the tool does, and what people then decide to do. */
import { addDays } from '../days.ts'
import { isPaused } from '../follow-up/pause.ts'
import type { IsoDate, Programme } from '../model.ts'
import { carryOutDeeds } from './deeds.ts'
import type { Happening } from './happening.ts'
import { newcomers } from './newcomers.ts'
import { react } from './people.ts'
import { contextOf, propose } from './proposing.ts'
import { remind } from './reminding.ts'
import { comeAbout, newsIn, type RegistrationCounts, registrationCounts, running } from './standing.ts'
import type { Setting, Step, World } from './world.ts'

/** Dagens tall: at the end of the day. */
export type Tally = {
  readonly day: IsoDate
  readonly paused: boolean
  /** Issues of follow-up, and proposals, that are open. */
  readonly issues: number
  readonly proposals: number
  readonly running: number
  readonly registrations: RegistrationCounts
}

export type Day = Step & { readonly tally: Tally }

/** The evening before: nothing has happened on the first day yet. Undefined without readable settings. */
export function firstWorld(programme: Programme, today: IsoDate, setting: Setting): World | undefined {
  const { settings } = programme
  if (!settings) return undefined
  const yesterday = addDays(today, -1)
  const context = contextOf(programme, settings, yesterday, setting.memory)
  const world: World = {
    programme,
    today: yesterday,
    proposals: new Map(),
    issues: [],
    planned: [],
    settled: new Set(),
    told: comeAbout(programme, yesterday, context),
  }
  return { ...world, planned: newcomers({ ...world, today }, setting) }
}

/** The next day, whole. The same world gives the same day. */
export async function nextDay(yesterday: World, setting: Setting): Promise<Day> {
  const morning: Step = {
    world: { ...yesterday, today: addDays(yesterday.today, 1) },
    happenings: [],
  }
  const begun = then(morning, (world) => ({ world, happenings: calendarOf(world) }))
  const done = then(begun, (world) => carryOutDeeds(world, setting))
  const seen = then(done, (world) => look(world, setting))
  const proposed = await propose(seen.world, setting)
  const reminded = then(
    { world: proposed.world, happenings: [...seen.happenings, ...proposed.happenings] },
    (world) => remind(world, setting),
  )
  const evening = then(reminded, (world) => react(world, setting))
  return { ...evening, tally: tallyOf(evening.world, setting) }
}

function then({ world, happenings }: Step, next: (world: World) => Step): Step {
  const step = next(world)
  return { world: step.world, happenings: [...happenings, ...step.happenings] }
}

function calendarOf({ programme: { settings }, today }: World): readonly Happening[] {
  const pause = settings?.pause
  const rounds = (settings?.rounds ?? []).flatMap(({ id, opens, deadline, from, to }) => [
    ...(opens === today ? [{ day: today, kind: 'round-opens', about: id } as const] : []),
    ...(deadline === today ? [{ day: today, kind: 'round-deadline', about: id } as const] : []),
    ...(from === today ? [{ day: today, kind: 'round-begins', about: id } as const] : []),
    ...(to === today ? [{ day: today, kind: 'round-ends', about: id } as const] : []),
  ])
  return [
    ...rounds,
    ...(pause?.from === today ? [{ day: today, kind: 'pause-begins', about: '' } as const] : []),
    ...(pause?.to === today ? [{ day: today, kind: 'pause-ends', about: '' } as const] : []),
  ]
}

/** What has come about by itself, or by what people did. */
function look(world: World, { memory }: Setting): Step {
  const { programme, today } = world
  const { settings } = programme
  if (!settings) return { world, happenings: [] }
  const now = comeAbout(programme, today, contextOf(programme, settings, today, memory))
  return { world: { ...world, told: now }, happenings: newsIn(world, now) }
}

function tallyOf({ programme, today, issues, proposals }: World, { memory }: Setting): Tally {
  const { settings } = programme
  return {
    day: today,
    paused: isPaused(settings?.pause, today),
    issues: issues.filter(({ issue }) => issue.state === 'open').length,
    proposals: proposals.size,
    running: running(programme, today),
    registrations: settings
      ? registrationCounts(programme, contextOf(programme, settings, today, memory))
      : { open: 0, met: 0, expired: 0, withdrawn: 0 },
  }
}
