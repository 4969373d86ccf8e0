/**
 * Skjuling av små grupper: which numbers of a table must not be shown so that no small group can be seen, nor be reckoned
 * from what is shown. The table is a network in which as much leaves every place as comes to it (rows and columns add up),
 * so a hidden number cannot be told exactly when, and only when, it lies on a way round along which other hidden numbers
 * can move. The cheapest such ways are hidden too: J. Castro, «A shortest-paths heuristic for statistical data protection
 * in positive tables», INFORMS Journal on Computing 19 (2007). Why, and what it does not do: docs/decisions/028-small-groups.md.
 */
import { cheapestWay, type Step } from './cheapest-way.ts'

/** Tall i en tabell: what goes from one place of the network to another. */
export type Flow = {
  readonly from: number
  readonly to: number
  readonly value: number
  /** Whom it is about: the group has as many as there are different ones. */
  readonly about: ReadonlySet<string>
  /** `shown`: everybody knows it already. `hidden`: it is hidden already. `open`: it can be either. */
  readonly already: 'shown' | 'hidden' | 'open'
  /** What everybody knows it to be at least: 1 where every nought beside it is shown. */
  readonly least: 0 | 1
}

/** Numbers that add up to another, by their places among the flows. */
export type Line = { readonly parts: readonly number[]; readonly whole: number }

/** Which flows are to be hidden; undefined when nothing of the table can be shown. */
export function hiddenIn(
  flows: readonly Flow[],
  lines: readonly Line[],
  smallest: number,
): ReadonlySet<number> | undefined {
  const hidden = new Set<number>()
  const small: number[] = []
  for (const [at, flow] of flows.entries()) {
    const isSmall = flow.about.size > 0 && flow.about.size < smallest
    if (isSmall && flow.already === 'shown') return undefined
    if (isSmall) small.push(at)
    if (isSmall || flow.already === 'hidden') hidden.add(at)
  }
  const stepsFrom = network(flows, hidden)
  for (const at of small) {
    const way = wayRound(at, flows, (place) => stepsFrom(place, [at]))
    if (!way) return undefined
    for (const other of way) hidden.add(other)
  }
  const isSafe = (line: Line) => isWide(line, { flows, hidden, smallest, stepsFrom })
  return lines.every(isSafe) ? hidden : undefined
}

type Steps = (place: number, without: readonly number[]) => Iterable<Step>

/** With the stream a number can always grow; against it only as long as it stays what a hidden number can be. */
function network(flows: readonly Flow[], hidden: ReadonlySet<number>): Steps {
  const byPlace = new Map<number, { readonly to: number; readonly by: number }[]>()
  const add = (place: number, to: number, by: number) => {
    const known = byPlace.get(place) ?? []
    byPlace.set(place, known)
    known.push({ to, by })
  }
  for (const [at, { from, to, value, already, least }] of flows.entries()) {
    // A nought that is shown stays shown: it protects nobody.
    if (already === 'shown' || (value === 0 && already === 'open')) continue
    add(from, to, at)
    if (value > least) add(to, from, at)
  }
  return function* (place, without) {
    for (const { to, by } of byPlace.get(place) ?? []) {
      if (!without.includes(by)) yield { to, by, cost: hidden.has(by) ? 0 : (flows[by]?.value ?? 0) }
    }
  }
}

/** The cheapest way along which the number can be one more or one less. */
function wayRound(
  at: number,
  flows: readonly Flow[],
  steps: (place: number) => Iterable<Step>,
): readonly number[] | undefined {
  const flow = flows[at]
  if (!flow) return undefined
  const { from, to, value, least } = flow
  return cheapestWay(to, from, steps) ?? (value > least ? cheapestWay(from, to, steps) : undefined)
}

type Standing = {
  readonly flows: readonly Flow[]
  readonly hidden: Set<number>
  readonly smallest: number
  readonly stepsFrom: Steps
}

/**
 * The small numbers of a line can be reckoned together from its whole, and together they must be no small group either.
 * Otherwise another number of the line, or the whole, must be able to move against them: it is hidden too.
 */
function isWide(line: Line, { flows, hidden, smallest, stepsFrom }: Standing): boolean {
  const sizeOf = (at: number) => flows[at]?.about.size ?? 0
  const small = line.parts.filter((at) => hidden.has(at) && sizeOf(at) < smallest)
  const together = new Set(small.flatMap((at) => [...(flows[at]?.about ?? [])]))
  if (together.size === 0 || together.size >= smallest) return true
  const others = [...line.parts, line.whole].filter((at) => !small.includes(at))
  const price = (at: number) => (hidden.has(at) ? 0 : (flows[at]?.value ?? 0))
  const candidates = others
    .filter((at) => hidden.has(at) || (flows[at]?.already === 'open' && price(at) > 0))
    .sort((a, b) => price(a) - price(b) || a - b)
  for (const at of candidates) {
    // Only the small ones are left to move against it.
    const way = wayRound(at, flows, (place) => stepsFrom(place, others))
    if (!way) continue
    for (const other of [at, ...way]) hidden.add(other)
    return true
  }
  return false
}
