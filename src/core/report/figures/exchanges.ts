/** Utvekslinger under signerte avtaler: form, length, place, who pays, and how many weeks of work they are. */
import { daysBetween, isLongerThanMonths } from '../../days.ts'
import { breakdown, type Item, type Population, population } from './breakdown.ts'
import type { Facts, Held } from './facts.ts'
import { closed, type Figure, type Frame, type Labels, type Row } from './figure.ts'
import { keyOf } from './scopes.ts'

/** What exchanges are told apart by; each has its kinds, in the order they are told in. */
type Side = {
  readonly id: string
  readonly labels: Labels
  readonly kinds: readonly string[]
  readonly kindOf: (one: Held, facts: Facts) => string
}

const sides: readonly Side[] = [
  {
    id: 'exchange-forms',
    labels: 'forms',
    kinds: ['secondment', 'short-exchange', 'rotation'],
    kindOf: ({ exchange }) => exchange.form,
  },
  {
    id: 'exchange-lengths',
    labels: 'lengths',
    kinds: ['months-1', 'months-3', 'months-6', 'months-12', 'longer'],
    kindOf: lengthOf,
  },
  {
    id: 'exchange-presence',
    labels: 'presences',
    kinds: ['on-site', 'hybrid', 'digital'],
    kindOf: ({ exchange }) => exchange.place.presence,
  },
  {
    id: 'exchange-travel',
    labels: 'travels',
    kinds: ['same', 'other', 'unknown'],
    kindOf: travelOf,
  },
  {
    id: 'exchange-payers',
    labels: 'payers',
    kinds: ['sender', 'host', 'shared', 'unknown'],
    kindOf: ({ exchange }) => exchange.payer ?? 'unknown',
  },
  {
    id: 'exchange-refunds',
    labels: 'refunds',
    kinds: ['none', 'full', 'share'],
    kindOf: ({ agreement }) => agreement.terms.refund,
  },
]

export function exchangeFigures(facts: Facts): readonly Figure[] {
  const { frame } = facts
  return sides.map(({ id, labels, kinds, kindOf }) => {
    const of = exchangesIn(facts, kindOf)
    const cells = breakdown(of, kinds)
    const figure = closed(of, frame, { id, labels, kinds }, cells)
    if (id !== 'exchange-forms') return figure
    const weeks = withWeeks(figure, (kind) => cells(keyOf(frame.scope), kind))
    return { ...weeks, totalMeasure: weeksInAll(of, frame) }
  })
}

/** What is agreed of an exchange is the agencies' own word, which they have signed: the office's limit is enough. */
export function exchangesIn(facts: Facts, kindOf: Side['kindOf'] = () => 'exchange'): Population {
  const items = facts.exchanges.map(
    (one): Item => ({
      round: one.agreement.round,
      kind: kindOf(one, facts),
      about: one.id,
      amount: weeksOfWork(one),
    }),
  )
  return population(items, facts.frame.tree, facts.frame.smallest)
}

/** Weeks of full-time work: the days it lasts, both included, times the workload. */
export function weeksOfWork({ exchange, lasting }: Held): number {
  return (daysIn(lasting) * exchange.workload) / 700
}

function withWeeks(figure: Figure, items: (kind: string) => readonly Item[] | undefined): Figure {
  const rows = figure.rows.map((row): Row => {
    const shown = items(row.id)
    return { ...row, measure: shown ? sum(shown) : null }
  })
  return { ...figure, rows, measure: 'weeks' }
}

/** Of all exchanges; null when it may not be shown. */
export function weeksInAll(of: Population, { scope }: Frame): number | null {
  const shown = of.total(keyOf(scope))
  return shown ? sum(shown) : null
}

function sum(items: readonly Item[]): number {
  return items.reduce((weeks, { amount = 0 }) => weeks + amount, 0)
}

/** Up to one, three, six and twelve months. */
function lengthOf({ lasting }: Held): string {
  const limit = [1, 3, 6, 12].find((months) => !isLongerThanMonths(lasting, months))
  return limit === undefined ? 'longer' : `months-${limit}`
}

function daysIn({ from, to }: Held['lasting']): number {
  return daysBetween(from, to) + 1
}

/** Whether the employee works in another municipality than the sending agency's head office. */
function travelOf({ exchange }: Held, { programme }: Facts): string {
  const home = programme.agencies.get(exchange.from)?.municipality
  if (home === undefined) return 'unknown'
  return home === exchange.place.municipality ? 'same' : 'other'
}
