/** The ground of the stories about running ahead: a part of the repository's own programme, with nothing agreed in it. */
import { loadFolder } from '../../src/commands/loading.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Programme, Settings } from '../../src/core/model.ts'
import { type Assumed, assumed } from '../../src/core/simulate/assumptions.ts'
import { type Day, firstWorld, nextDay } from '../../src/core/simulate/day.ts'
import { memory } from '../../src/core/simulate/memory.ts'
import { type Question, settingOf } from '../../src/core/simulate/run.ts'
import type { World } from '../../src/core/simulate/world.ts'
import { root } from '../worlds.ts'

export const today = '2026-11-22'

export const whole: Programme = loadFolder(root, false).loaded.programme

/** Agencies that have much to do with each other; few enough for a test. */
const chosen = ['kld', 'dfo', 'miljodirektoratet', 'ssb', 'nav', 'digdir', 'skatteetaten', 'hdir', 'bufdir']

export function programmeWith(
  settings: Partial<Settings> = {},
  agencies: readonly string[] = chosen,
): Programme {
  const all = whole.settings
  if (!all) throw new Error('the example has settings')
  const isChosen = ({ agency }: { readonly agency: string }) => agencies.includes(agency)
  return {
    ...whole,
    settings: { ...all, ...settings },
    registrations: new Map([...whole.registrations].filter(([, one]) => isChosen(one))),
    agreements: new Map(),
    evaluations: [],
    followUps: new Map(),
    decisions: new Map(),
  }
}

type Asked = Partial<Omit<Question, 'assumed'>> & { readonly assumed?: Parameters<typeof assumed>[0] }

export function question({ assumed: written, ...rest }: Asked = {}): Question {
  return {
    programme: programmeWith(),
    today,
    days: 120,
    seed: 1,
    wordsOf: (language) => voiceOf(language).words,
    memory: memory(),
    ...rest,
    assumed: assumed(written),
  }
}

export const everybodySaysYes: Partial<Assumed> = {
  acceptance: { accepted: 100, declined: 0, days: { min: 1, max: 5 } },
  negotiation: { fails: 0, days: { min: 1, max: 10 } },
  signing: { days: { min: 1, max: 5 } },
  exchanges: { preparationDays: 7, calledOff: 0, endEarly: 0 },
}

export const nobodySaysYes: Partial<Assumed> = {
  acceptance: { accepted: 0, declined: 100, days: { min: 1, max: 5 } },
}

/** The days one by one, with the world each leaves. */
export async function days(asked: Question): Promise<readonly Day[]> {
  const setting = settingOf(asked)
  const all: Day[] = []
  let world: World | undefined = firstWorld(asked.programme, asked.today, setting)
  while (world && all.length < asked.days) {
    const day: Day = await nextDay(world, setting)
    all.push(day)
    world = day.world
  }
  return all
}

export function inAll(text: string): { nb: string; nn: string; en: string } {
  return { nb: text, nn: text, en: text }
}
