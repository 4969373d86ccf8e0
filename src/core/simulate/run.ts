/** Framskriving: a programme run forward day by day. */
import type { Words } from '../messages.ts'
import type { IsoDate, Language, Programme } from '../model.ts'
import type { Assumed } from './assumptions.ts'
import { chanceOf } from './chance.ts'
import { type Day, firstWorld, nextDay, type Tally } from './day.ts'
import type { Happening } from './happening.ts'
import type { Memory } from './memory.ts'
import type { Setting, World } from './world.ts'

export type Question = {
  readonly programme: Programme
  /** The first day. */
  readonly today: IsoDate
  /** How many, the first included. */
  readonly days: number
  readonly seed: number
  readonly assumed: Assumed
  readonly wordsOf: (language: Language) => Words
  /** Shared by runs of the same programme. */
  readonly memory: Memory
}

export type Run = {
  readonly happenings: readonly Happening[]
  readonly tallies: readonly Tally[]
  /** Undefined without readable settings: then nothing can be run. */
  readonly end: World | undefined
}

/** The same question gives the same run. */
export async function run(question: Question): Promise<Run> {
  const setting = settingOf(question)
  let world = firstWorld(question.programme, question.today, setting)
  const days: Day[] = []
  for (let number = 0; world && number < question.days; number++) {
    const day: Day = await nextDay(world, setting)
    days.push(day)
    world = day.world
  }
  return {
    happenings: days.flatMap(({ happenings }) => happenings),
    tallies: days.map(({ tally }) => tally),
    end: world,
  }
}

export function settingOf({ assumed, seed, wordsOf, memory }: Question): Setting {
  return { assumed, chance: chanceOf(seed), wordsOf, memory }
}
