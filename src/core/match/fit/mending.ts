/**
 * Bot: for one constraint that two do not meet, the ways in which fields could be changed so that they do. A way is
 * proposed, not proved; whoever proposes it to people tries it first.
 */
import { addDays, weeks } from '../../days.ts'
import type { Form, IsoDate, Registration } from '../../model.ts'
import type { Context } from '../context.ts'
import type { Change } from '../explain/changes.ts'
import { clearances, levels } from './ranks.ts'

/** Changes that go together. */
export type Way = readonly Change[]

/** Asked only when the constraint is not met. `wants` is the one that learns. */
export type Mend = (wants: Registration, gives: Registration, context: Context) => readonly Way[]

export function confirmedAgain({ file }: Registration, { today }: Context): Way {
  return [{ file, at: 'confirmed', value: today }]
}

const turns = { send: 'receive', receive: 'send', host: 'lend', lend: 'host' } as const

/** One of them turns the stay around. */
export const turnedAround: Mend = (wants, gives) =>
  [wants, gives].map(({ file, direction }) => [{ file, at: 'direction', value: turns[direction] }])

/** What a pair can agree on. Rotation is not for two to settle: both would have to learn. */
export const pairForms: readonly Form[] = ['secondment', 'short-exchange']

/** One of them takes up a form of the other; if neither has one that a pair can use, both do. */
export const formShared: Mend = (wants, gives) => {
  const ways = pairForms.map((form) =>
    [wants, gives]
      .filter(({ forms }) => !forms.includes(form))
      .map(({ file, forms }): Change => ({ file, at: 'forms', value: [...forms, form] })),
  )
  const fewest = Math.min(...ways.map((way) => way.length))
  return ways.filter((way) => way.length === fewest)
}

/** They stay on longer, begin sooner, or make do with the whole weeks they have in common. */
export const periodMet: Mend = (wants, gives, { today }) => {
  const days = 7 * Math.max(wants.duration.minWeeks, gives.duration.minWeeks)
  const begin = latest([wants.period.from, gives.period.from, today])
  const end = wants.period.to < gives.period.to ? wants.period.to : gives.period.to
  const [first, last, common] = [
    addDays(end, 1 - days),
    addDays(begin, days - 1),
    weeks({ from: begin, to: end }),
  ]
  const longer = [wants, gives].filter(({ period }) => period.to < last)
  const sooner = [wants, gives].filter(({ period }) => period.from > first)
  const shorter = [wants, gives].filter(({ duration }) => duration.minWeeks > common)
  return [
    longer.map(({ file }) => dated(file, 'period.to', last)),
    ...(first < today ? [] : [sooner.map(({ file }) => dated(file, 'period.from', first))]),
    ...(common < 1 ? [] : [shorter.map(({ file }) => counted(file, 'duration.minWeeks', common))]),
  ]
}

function latest(days: readonly IsoDate[]): IsoDate {
  return days.reduce((last, day) => (day > last ? day : last))
}

function dated(file: string, at: 'period.from' | 'period.to', value: IsoDate): Change {
  return { file, at, value }
}

type Counted = Extract<Change, { readonly value: number }>['at']

function counted(file: string, at: Counted, value: number): Change {
  return { file, at, value }
}

/** The one asks for less, or the other allows more. */
export const rangesMet =
  (
    [least, most]: readonly [Counted, Counted],
    range: (one: Registration) => readonly [least: number, most: number],
  ): Mend =>
  (wants, gives) => {
    const demanding = range(wants)[0] >= range(gives)[0] ? wants : gives
    const limited = range(wants)[1] <= range(gives)[1] ? wants : gives
    const [[needed], [, allowed]] = [range(demanding), range(limited)]
    return [[counted(demanding.file, least, allowed)], [counted(limited.file, most, needed)]]
  }

/** Partly on the spot goes with both. */
export const presenceMet: Mend = (wants, gives) =>
  [wants, gives].map(({ file }) => [{ file, at: 'place.presence', value: 'hybrid' }])

/** One of them comes within a step of the other. */
export const levelMet: Mend = (wants, gives) =>
  [
    [wants, gives],
    [gives, wants],
  ].flatMap(([one, other]) => {
    if (!one || !other) return []
    const [from, to] = [levels.indexOf(one.level), levels.indexOf(other.level)]
    const value = levels[from < to ? to - 1 : to + 1]
    return value ? [[{ file: one.file, at: 'level', value }]] : []
  })

/** The sender says that such work is what it looks for. What the host’s work takes is not for anybody to change. */
export const clearanceMet =
  (hostOf: (wants: Registration, gives: Registration) => Registration): Mend =>
  (wants, gives) => {
    const host = hostOf(wants, gives)
    const sender = host === wants ? gives : wants
    const isHigher = clearances.indexOf(host.clearance) > clearances.indexOf(sender.clearance)
    return isHigher ? [[{ file: sender.file, at: 'clearance', value: host.clearance }]] : []
  }
