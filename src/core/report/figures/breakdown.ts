/**
 * Oppdeling: things counted by round and by kind. What may be shown is decided once for all rounds, years and the whole
 * together, so that two reports of one day laid beside each other show no more than one.
 */
import { compare } from '../../diagnostic.ts'
import { type Flow, hiddenIn, type Line } from './hiding.ts'
import { keysAbove, outside, roundKey, type Tree, yearKey } from './scopes.ts'

/** Det som telles: one thing, of one kind, in one round. */
export type Item = {
  readonly round: string
  readonly kind: string
  /** Whom it is about: a person's exchange, a registration. A group is as large as there are different ones. */
  readonly about: string
  /** What is measured of it, such as days. */
  readonly amount?: number
}

/** Alle som telles: how many in each round, year and in all; undefined where that may not be shown. */
export type Population = {
  readonly items: readonly Item[]
  readonly tree: Tree
  /** Fewer than this are not shown. */
  readonly smallest: number
  readonly total: (key: string) => readonly Item[] | undefined
}

/** Undefined where it may not be shown. */
export type Cells = (key: string, kind: string) => readonly Item[] | undefined

const none: readonly Item[] = []

export function population(written: readonly Item[], tree: Tree, smallest: number): Population {
  const known = new Set(tree.years.flatMap(({ rounds }) => rounds))
  const items = written.map((item) => (known.has(item.round) ? item : { ...item, round: outside }))
  const byKey = grouped(items, tree, () => '')
  const { flows, lines, keys } = totalsNetwork(byKey, tree)
  const hidden = hiddenIn(flows, lines, smallest)
  const shown = new Set(keys.filter((_key, at) => hidden && !hidden.has(at)))
  return {
    items,
    tree,
    smallest,
    total: (key) => (shown.has(key) ? (byKey.get(`${key}\n`) ?? none) : undefined),
  }
}

/**
 * By kind, also kinds that nobody is in when they are named. Where no group of a round or a year is large enough, nothing
 * of it is shown, not even who is in none.
 */
export function breakdown(
  { items, tree, smallest, total }: Population,
  named: readonly string[] = [],
): Cells {
  const kinds = [...new Set([...named, ...items.map(({ kind }) => kind)])].sort(compare)
  const cells = grouped(items, tree, ({ kind }) => kind)
  const { flows, lines, names } = network(kinds, cells, tree, total, smallest)
  const isNothing = total('all') === undefined
  const hidden = isNothing ? undefined : hiddenIn(flows, lines, smallest)
  const unseen = new Set(Array.from(hidden ?? [], (at) => names[at]))
  return (key, kind) => {
    const name = `${key}\n${kind}`
    return hidden && !unseen.has(name) ? (cells.get(name) ?? none) : undefined
  }
}

function grouped(
  items: readonly Item[],
  tree: Tree,
  kindOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const above = new Map(
    tree.years.flatMap(({ rounds }) => rounds.map((round) => [round, keysAbove(round, tree)] as const)),
  )
  const groups = new Map<string, Item[]>()
  for (const item of items)
    for (const key of above.get(item.round) ?? []) {
      const name = `${key}\n${kindOf(item)}`
      const known = groups.get(name)
      if (known) known.push(item)
      else groups.set(name, [item])
    }
  return groups
}

/** Places of the network are named, and numbered as they are met. */
function places(): (name: string) => number {
  const known = new Map<string, number>()
  return (name) => {
    const number = known.get(name) ?? known.size
    known.set(name, number)
    return number
  }
}

function flow(from: number, to: number, items: readonly Item[], already: Flow['already'] = 'open'): Flow {
  return { from, to, value: items.length, about: aboutIn(items), already, least: 1 }
}

function aboutIn(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.map(({ about }) => about))
}

/** Rounds make up years, and years make up all. How many there are in all is never hidden to protect a part. */
function totalsNetwork(byKey: ReadonlyMap<string, readonly Item[]>, { years }: Tree) {
  const place = places()
  const of = (key: string) => byKey.get(`${key}\n`) ?? none
  const keys = ['all']
  const flows = [flow(place('end'), place('all'), of('all'))]
  const lines: Line[] = []
  const add = (from: string, to: string, key: string) => {
    keys.push(key)
    return flows.push(flow(place(from), place(to), of(key))) - 1
  }
  const parts = years.map(({ year, rounds }) => {
    const whole = add('all', yearKey(year), yearKey(year))
    const inside = rounds.map((round) => add(yearKey(year), 'end', roundKey(round)))
    lines.push({ parts: inside, whole })
    return { whole, inside }
  })
  lines.push({ parts: parts.map(({ whole }) => whole), whole: 0 })
  lines.push({ parts: parts.flatMap(({ inside }) => inside), whole: 0 })
  return { flows: fixed(flows), lines, keys }
}

/** The first of the flows is the whole. */
function fixed([all, ...rest]: readonly Flow[]): readonly Flow[] {
  return all ? [{ ...all, already: 'shown' }, ...rest] : []
}

function keysIn({ year, rounds }: Tree['years'][number]): readonly string[] {
  return [yearKey(year), ...rounds.map(roundKey)]
}

/**
 * Rows are rounds, years and all; columns are kinds. Every round sends what it has to the column of its year, and every
 * year to the column of all. A table in which only one of two ways has levels is a network.
 */
function network(
  kinds: readonly string[],
  cells: ReadonlyMap<string, readonly Item[]>,
  { years }: Tree,
  total: Population['total'],
  smallest: number,
) {
  const place = places()
  const flows: Flow[] = []
  const names: string[] = []
  const lines: Line[] = []
  const rows = new Map<string, number[]>()
  const wholes = new Map<string, number>()
  const addTotal = (from: string, to: string, key: string) => {
    const items = kinds.flatMap((kind) => cells.get(`${key}\n${kind}`) ?? none)
    wholes.set(key, flows.length)
    names.push(`${key}\n\n`)
    flows.push(flow(place(from), place(to), items, total(key) ? 'shown' : 'hidden'))
  }
  const isWithheld = (key: string) => {
    const sizes = kinds.map((kind) => aboutIn(cells.get(`${key}\n${kind}`) ?? none).size)
    return sizes.some((size) => size > 0) && sizes.every((size) => size < smallest)
  }
  const withheld = new Set(['all', ...years.flatMap(keysIn)].filter(isWithheld))
  const addCell = (from: string, to: string, key: string, kind: string) => {
    const items = cells.get(`${key}\n${kind}`) ?? none
    const cell = flow(place(from), place(to), items)
    const at = flows.push(withheld.has(key) ? { ...cell, already: 'hidden', least: 0 } : cell) - 1
    names.push(`${key}\n${kind}`)
    rows.set(key, [...(rows.get(key) ?? []), at])
    return at
  }
  addTotal('end', 'all', 'all')
  for (const { year, rounds } of years) {
    addTotal('all', yearKey(year), yearKey(year))
    for (const round of rounds) addTotal(yearKey(year), roundKey(round), roundKey(round))
  }
  for (const kind of kinds) {
    const whole = addCell(`all\n${kind}`, 'end', 'all', kind)
    const parts = years.map(({ year, rounds }) => {
      const column = `${yearKey(year)}\n${kind}`
      const own = addCell(column, `all\n${kind}`, yearKey(year), kind)
      const inside = rounds.map((round) => addCell(roundKey(round), column, roundKey(round), kind))
      lines.push({ parts: inside, whole: own })
      return own
    })
    lines.push({ parts, whole })
  }
  for (const [key, parts] of rows) lines.push({ parts, whole: wholes.get(key) ?? 0 })
  return { flows, lines, names }
}
