/** Small groups: neither seen, nor found by anybody who adds, takes away, and knows the rules. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakdown, type Item, population } from '../../src/core/report/figures/breakdown.ts'
import type { Tree } from '../../src/core/report/figures/scopes.ts'

const tree: Tree = {
  years: [
    { year: '2026', rounds: ['var', 'host'] },
    { year: '2027', rounds: ['ny'] },
  ],
}
const rounds = ['var', 'host', 'ny'] as const
const kinds = ['ja', 'nei', 'vent'] as const
const keys = ['all', 'year:2026', 'year:2027', ...rounds.map((round) => `round:${round}`)] as const

type Counts = readonly (readonly number[])[]

function itemsOf(counts: Counts): readonly Item[] {
  return counts.flatMap((row, round) =>
    row.flatMap((count, kind) =>
      Array.from({ length: count }, (_, at) => ({
        round: rounds[round] ?? '',
        kind: kinds[kind] ?? '',
        about: `${round} ${kind} ${at}`,
      })),
    ),
  )
}

const inside: Readonly<Record<string, readonly number[]>> = {
  all: [0, 1, 2],
  'year:2026': [0, 1],
  'year:2027': [2],
  'round:var': [0],
  'round:host': [1],
  'round:ny': [2],
}

/** Everything that is printed: each number by what it is the sum of, as cells of rounds and kinds. */
type Known = { readonly cells: readonly number[]; readonly sum: number; readonly isShown: boolean }

function printed(counts: Counts, smallest: number): readonly Known[] {
  const of = population(itemsOf(counts), tree, smallest)
  const cells = breakdown(of, kinds)
  return keys.flatMap((key): readonly Known[] => {
    const rows = inside[key] ?? []
    const sum = (columns: readonly number[]) =>
      rows.reduce(
        (total, row) => total + columns.reduce((all, column) => all + (counts[row]?.[column] ?? 0), 0),
        0,
      )
    const at = (columns: readonly number[]) =>
      rows.flatMap((row) => columns.map((column) => row * 3 + column))
    return [
      { cells: at([0, 1, 2]), sum: sum([0, 1, 2]), isShown: of.total(key) !== undefined },
      ...kinds.map((kind, column) => ({
        cells: at([column]),
        sum: sum([column]),
        isShown: cells(key, kind) !== undefined,
      })),
    ]
  })
}

/** Tries every table of nine numbers that could have been printed so, and gathers what each hidden number could be. */
function possible(known: readonly Known[], least: (cell: number) => number): readonly ReadonlySet<number>[] {
  const shown = known.filter(({ isShown }) => isShown)
  const hidden = known.map((one, at) => ({ ...one, at })).filter(({ isShown }) => !isShown)
  const found = known.map(() => new Set<number>())
  const single = (cell: number) => shown.find(({ cells }) => cells.length === 1 && cells[0] === cell)?.sum
  const table: number[] = []
  const most = 16
  const fits = (isWhole: boolean) =>
    shown.every(({ cells, sum }) => {
      const filled = cells.filter((cell) => cell < table.length)
      const so = filled.reduce((total, cell) => total + (table[cell] ?? 0), 0)
      return filled.length === cells.length ? so === sum : !isWhole && so <= sum
    })
  const fill = (): void => {
    if (!fits(table.length === 9)) return
    if (table.length === 9) {
      for (const { cells, at } of hidden)
        found[at]?.add(cells.reduce((total, cell) => total + (table[cell] ?? 0), 0))
      return
    }
    const fixed = single(table.length)
    const from = fixed ?? least(table.length)
    const to = fixed ?? most
    for (let value = from; value <= to; value++) {
      table.push(value)
      fill()
      table.pop()
    }
  }
  fill()
  return found
}

const table = fc.array(fc.array(fc.constantFrom(0, 0, 1, 1, 2, 3, 6), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
})

/** Of each row and column whose sum is shown: its small groups together, when that is a small group too. */
function together(known: readonly Known[], smallest: number): readonly Known[] {
  const rows = keys.map((_, at) => known.slice(at * 4, at * 4 + 4))
  const columns = [0, 1, 2, 3].flatMap((kind) => {
    const of = (key: (typeof keys)[number]) => known[keys.indexOf(key) * 4 + kind]
    return [
      [of('all'), of('year:2026'), of('year:2027')],
      [of('year:2026'), of('round:var'), of('round:host')],
    ]
  })
  return [...rows, ...columns].flatMap((line): readonly Known[] => {
    const [whole, ...parts] = line.filter((one) => one !== undefined)
    const small = parts.filter((one) => !one.isShown && one.sum > 0 && one.sum < smallest)
    const sum = small.reduce((total, one) => total + one.sum, 0)
    if (!whole?.isShown || small.length < 2 || sum >= smallest) return []
    return [{ cells: small.flatMap(({ cells }) => cells), sum, isShown: false }]
  })
}

describe('what is printed of a table by rounds, years and kinds', () => {
  it('never shows a group that is too small', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 6 }), (counts, smallest) => {
        const small = printed(counts, smallest).filter(({ sum }) => sum > 0 && sum < smallest)
        expect(small.filter(({ isShown }) => isShown)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('leaves every small group, and small ones of a line together, at least two sizes for one who tries all tables', () => {
    let [tried, unions] = [0, 0]
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 5 }), (counts, smallest) => {
        const known = printed(counts, smallest)
        const unseen = known.filter(({ isShown }) => !isShown)
        // Whole tables that are withheld hold nothing to reckon with, and would take long to try.
        const cells = unseen.filter((one) => one.cells.length === 1).length
        if (unseen.length === 0 || cells > 9) return
        tried++
        unions += together(known, smallest).length
        // Where nothing of a round is shown, a hidden number can be nought. Elsewhere every nought is shown.
        const isHidden = (cell: number) => unseen.some(({ cells }) => cells.length === 1 && cells[0] === cell)
        const least = (cell: number) =>
          [0, 1, 2].every((kind) => isHidden(Math.floor(cell / 3) * 3 + kind)) ? 0 : 1
        const all = [...known, ...together(known, smallest)]
        const sizes = possible(all, least)
        for (const [at, { sum, isShown }] of all.entries())
          if (!isShown && sum > 0 && sum < smallest)
            expect(sizes[at]?.size, JSON.stringify({ counts, smallest })).toBeGreaterThan(1)
      }),
      { numRuns: 160 },
    )
    expect(tried).toBeGreaterThan(20)
    expect(unions).toBeGreaterThan(2)
  }, 200_000)

  it('is the same in whatever order things were counted', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const forwards = population(itemsOf(counts), tree, 4)
        const backwards = population([...itemsOf(counts)].reverse(), tree, 4)
        const told = (of: typeof forwards) =>
          keys.flatMap((key) => [
            of.total(key)?.length,
            ...[...kinds].map((kind) => breakdown(of, kinds)(key, kind)?.length),
          ])
        expect(told(backwards)).toEqual(told(forwards))
      }),
      { numRuns: 200 },
    )
  })
})

describe('a small example one can follow', () => {
  const shown = (counts: Counts, smallest: number, key: string) => {
    const of = population(itemsOf(counts), tree, smallest)
    const cells = breakdown(of, kinds)
    return kinds.map((kind) => cells(key, kind)?.length ?? '–')
  }

  it('hides a second group when one alone could be found by taking away', () => {
    const counts = [
      [20, 9, 2],
      [0, 0, 0],
      [0, 0, 0],
    ]
    expect(shown(counts, 5, 'all')).toEqual([20, '–', '–'])
    expect(shown(counts, 5, 'round:var')).toEqual([20, '–', '–'])
  })

  it('hides a third when two of one each could be told from their sum', () => {
    const counts = [
      [1, 1, 6],
      [0, 0, 9],
      [0, 0, 0],
    ]
    expect(shown(counts, 2, 'round:var')).toEqual(['–', '–', '–'])
  })

  it('shows everything when every group is large', () => {
    const counts = [
      [20, 9, 7],
      [5, 0, 6],
      [0, 8, 5],
    ]
    expect(keys.flatMap((key) => shown(counts, 5, key))).not.toContain('–')
  })

  it('shows nothing at all of fewer than the limit', () => {
    const counts = [
      [1, 1, 1],
      [1, 0, 0],
      [0, 0, 0],
    ]
    expect(keys.flatMap((key) => shown(counts, 5, key)).filter((one) => one !== '–')).toEqual([])
  })

  it('does not let two rounds give away the third', () => {
    const counts = [
      [12, 12, 0],
      [12, 12, 0],
      [12, 13, 0],
    ]
    const withSmall = counts.map((row, at) => (at === 2 ? [12, 11, 2] : row))
    const visible = rounds.map((round) => shown(withSmall, 5, `round:${round}`)[2])
    expect(visible).not.toContain(2)
    expect(shown(withSmall, 5, 'all')[2]).toBe('–')
  })
})

describe('a group is as large as those it is about', () => {
  it('and five answers about one exchange are a group of one', () => {
    const one = Array.from({ length: 5 }, (): Item => ({ round: 'var', kind: 'ja', about: 'kld-dfo/ut-1' }))
    const many = Array.from(
      { length: 30 },
      (_, at): Item => ({ round: 'var', kind: 'nei', about: `annen ${at}` }),
    )
    const cells = breakdown(population([...one, ...many], tree, 5))
    expect(cells('round:var', 'ja')).toBeUndefined()
    expect(cells('round:var', 'nei')).toBeUndefined()
  })
})
