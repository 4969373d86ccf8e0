/** Ventetid: days from registration to proposal to signature. Only Git knows the first two, and only all of it. */
import { daysBetween } from '../../days.ts'
import type { Agreement, IsoDate } from '../../model.ts'
import { type Item, population } from './breakdown.ts'
import { type Facts, registrationsBehind } from './facts.ts'
import { type Figure, median, type Row } from './figure.ts'
import { keyOf } from './scopes.ts'

export const waits = ['registered-proposed', 'proposed-signed', 'registered-signed'] as const

type Wait = (typeof waits)[number]

/** Agreements that were made from a match: for the others nobody waited for a proposal. */
export function waitFigure(facts: Facts): Figure {
  const { history, frame } = facts
  const base = { id: 'waits', labels: 'waits', measure: 'days' } as const
  if (history.kind !== 'whole')
    return { ...base, rows: [], missing: history.kind === 'none' ? 'history' : 'shallow' }
  const rows = waits.map((wait): Row => {
    const of = population(itemsOf(wait, facts), frame.tree, frame.smallest)
    const shown = of.total(keyOf(frame.scope))
    if (shown === undefined) return { id: wait, count: null, measure: null }
    return { id: wait, count: shown.length, measure: shown.length === 0 ? null : median(shown) }
  })
  return { ...base, rows, ...(rows.every(({ count }) => count === 0) ? { missing: 'none' } : {}) }
}

function itemsOf(wait: Wait, facts: Facts): readonly Item[] {
  return facts.agreements.flatMap((agreement): readonly Item[] => {
    const amount = daysIn(wait, agreement, facts)
    return amount === undefined ? [] : [{ round: agreement.round, kind: wait, about: agreement.id, amount }]
  })
}

/** Undefined where a day is missing, and where they come in the wrong order: then the files were brought in afterwards. */
function daysIn(wait: Wait, agreement: Agreement, facts: Facts): number | undefined {
  if (agreement.basis.match === undefined) return undefined
  const [from, to] = wait.split('-').map((day) => dayOf(day, agreement, facts))
  if (from === undefined || to === undefined || from > to) return undefined
  return daysBetween(from, to)
}

function dayOf(day: string, { id, file, basis }: Agreement, { history, signed, programme }: Facts) {
  if (day === 'signed') return signed.get(id)
  if (day === 'proposed') return history.first.get(file)
  return latest(registrationsBehind(basis.match, programme).map((one) => history.first.get(one.file)))
}

/** A proposal could not be made before the last of the registrations was there. */
function latest(days: readonly (IsoDate | undefined)[]): IsoDate | undefined {
  const known = days.filter((day) => day !== undefined)
  return known.length < days.length ? undefined : known.sort().at(-1)
}
