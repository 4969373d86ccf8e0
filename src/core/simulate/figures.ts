/** Tall av en framskriving: what happened in each month and week, and what the office had to do. */
import { addDays } from '../days.ts'
import type { IsoDate } from '../model.ts'
import type { Tally } from './day.ts'
import { type Happening, type HappeningKind, happeningKinds } from './happening.ts'
import type { Run } from './run.ts'

/** What is counted (`simulate-column-<name>` in the vocabulary), in the order it is shown, and of which happenings. */
export const counted = {
  proposed: ['proposed'],
  declined: ['declined'],
  signed: ['signed'],
  begun: ['exchange-begins'],
  ended: ['exchange-ends'],
  evaluated: ['evaluated'],
  expired: ['expired'],
  reminded: ['reminded', 'asked'],
  letters: ['letter'],
} as const satisfies Readonly<Record<string, readonly HappeningKind[]>>

export type CountName = keyof typeof counted

export const countNames = Object.keys(counted) as readonly CountName[]

/** `changes`: pull requests that somebody must look at. `issues`: the most that were open at once. */
export const loadNames = ['changes', 'issues'] as const

export const figureNames = [...countNames, ...loadNames] as const

export type FigureName = (typeof figureNames)[number]

export type Figures = Readonly<Record<FigureName, number>>

/** Tidsrom: a month, a week or the whole, as far as the run reaches; `from` is its first day in the run. */
export type Span = { readonly from: IsoDate; readonly figures: Figures }

export type Summary = {
  readonly whole: Figures
  readonly months: readonly Span[]
  /** From Monday. */
  readonly weeks: readonly Span[]
}

export function summary({ happenings, tallies }: Run): Summary {
  return {
    whole: figuresOf(happenings, tallies),
    months: spans(happenings, tallies, (day) => day.slice(0, 7)),
    weeks: spans(happenings, tallies, mondayOf),
  }
}

function spans(
  happenings: readonly Happening[],
  tallies: readonly Tally[],
  of: (day: IsoDate) => string,
): readonly Span[] {
  const names = [...new Set(tallies.map(({ day }) => of(day)))]
  const happened = grouped(happenings, ({ day }) => of(day))
  const counted = grouped(tallies, ({ day }) => of(day))
  return names.map((name) => {
    const own = counted.get(name) ?? []
    return { from: own[0]?.day ?? '', figures: figuresOf(happened.get(name) ?? [], own) }
  })
}

export function mondayOf(day: IsoDate): IsoDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

function figuresOf(happenings: readonly Happening[], tallies: readonly Tally[]): Figures {
  const count = (kinds: readonly HappeningKind[]) =>
    happenings.filter(({ kind }) => kinds.includes(kind)).length
  const counts = Object.fromEntries(countNames.map((name) => [name, count(counted[name])]))
  return {
    ...(counts as Readonly<Record<CountName, number>>),
    changes: happenings.filter(({ kind }) => happeningKinds[kind].change).length,
    issues: tallies.reduce((most, { issues }) => Math.max(most, issues), 0),
  }
}

/** The week with most to look at; of two alike the first. Undefined when there is never anything. */
export function busiestWeek({ weeks }: Summary): Span | undefined {
  const [first] = weeks.toSorted((a, b) => b.figures.changes - a.figures.changes)
  return first && first.figures.changes > 0 ? first : undefined
}

/** As `Map.groupBy`, which Node.js 20 lacks. */
function grouped<Thing>(
  things: readonly Thing[],
  of: (thing: Thing) => string,
): ReadonlyMap<string, Thing[]> {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const group = groups.get(of(thing))
    if (group) group.push(thing)
    else groups.set(of(thing), [thing])
  }
  return groups
}
