/** What is assumed, where the numbers come from, and how luck is drawn. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { assumed, contradictions, defaults, flat } from '../../src/core/simulate/assumptions.ts'
import { chanceOf } from '../../src/core/simulate/chance.ts'
import { figureNames } from '../../src/core/simulate/figures.ts'
import { happeningKinds } from '../../src/core/simulate/happening.ts'
import { forecast, spread, variantNames, worse } from '../../src/core/simulate/several.ts'
import { schemaOf } from '../worlds.ts'
import { question } from './world.ts'

type Node = { readonly properties?: Readonly<Record<string, Node>>; readonly default?: unknown }

function defaultsIn(schema: Node): unknown {
  const { properties } = schema
  if (!properties) return schema.default
  return Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, defaultsIn(child)]))
}

describe('assumptions', () => {
  it('are what the schema says they are where nobody has said anything', () => {
    expect(defaults).toEqual(defaultsIn(schemaOf('assumptions')))
  })

  it('can each be changed alone', () => {
    for (const [field, value] of flat(defaults)) {
      const [group = '', name = '', end] = field.split('.')
      const written = { [group]: { [name]: end === undefined ? value + 1 : { [end]: value + 1 } } }
      const changed = flat(assumed(written)).filter(
        ([other, now]) => now !== new Map(flat(defaults)).get(other),
      )
      expect(changed).toEqual([[field, value + 1]])
    }
  })

  it.each([
    ['more than everybody', { acceptance: { accepted: 80, declined: 30 } }, ['acceptance']],
    ['more than all in time', { evaluations: { inTime: 90, late: 11 } }, ['evaluations']],
    ['the shortest longer than the longest', { signing: { days: { min: 30, max: 3 } } }, ['signing.days']],
    ['nothing wrong', { acceptance: { accepted: 80, declined: 20 } }, []],
  ])('that say %s are refused', (_, written, fields) => {
    expect(contradictions(assumed(written))).toEqual(fields)
  })

  it('add up when one is made worse, also at the edge', () => {
    for (const name of variantNames) {
      expect(worse(name, defaults)).not.toEqual(defaults)
      expect(contradictions(worse(name, defaults))).toEqual([])
      const edge = assumed({
        acceptance: { accepted: 3, declined: 97 },
        milestones: { inTime: 0, late: 100 },
      })
      expect(contradictions(worse(name, edge))).toEqual([])
    }
  })
})

describe('luck', () => {
  it('is the first 52 bits of SHA-256 over seed and question, as anybody can reckon', () => {
    const digits = createHash('sha256').update('[7,"answer kld"]').digest('hex').slice(0, 13)
    expect(chanceOf(7).share('answer kld')).toBe(Number.parseInt(digits, 16) / 2 ** 52)
  })

  it('is even: each tenth gets its tenth', () => {
    const chance = chanceOf(3)
    const tenths = Array.from({ length: 10 }, () => 0)
    for (let number = 0; number < 5000; number++) {
      const tenth = Math.floor(chance.share(`question ${number}`) * 10)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    // Chi-squared with 9 degrees of freedom: above 27.9 once in a thousand.
    expect(tenths.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0)).toBeLessThan(27.9)
  })

  it('keeps within what was asked for, the first and the last included', () => {
    const chance = chanceOf(1)
    const asked = Array.from({ length: 400 }, (_, number) => `question ${number}`)
    expect(new Set(asked.map((one) => chance.days(one, { min: 3, max: 6 })))).toEqual(new Set([3, 4, 5, 6]))
    const days = new Set(asked.map((one) => chance.day(one, '2027-02-27', '2027-03-01')))
    expect([...days].sort()).toEqual(['2027-02-27', '2027-02-28', '2027-03-01'])
    expect(asked.some((one) => chance.happens(one, 0))).toBe(false)
    expect(asked.every((one) => chance.happens(one, 100))).toBe(true)
    expect(chance.one('question', [])).toBeUndefined()
  })
})

describe('several runs', () => {
  it('are told by ranks: a number in ten below, a number in ten above', () => {
    const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10]
    expect(spread(values)).toEqual({ low: 1, median: 5, high: 9 })
    expect(spread([4])).toEqual({ low: 4, median: 4, high: 4 })
  })

  it('begin with the seed that was asked for, and the first is told day by day', async () => {
    const one = await forecast(question({ days: 30, seed: 4 }), 1, false)
    const three = await forecast(question({ days: 30, seed: 4 }), 3, false)
    expect(three.first).toEqual(one.first)
    expect(one.spreads).toBeUndefined()
    for (const name of figureNames) {
      const { low, median, high } = three.spreads?.[name] ?? { low: Number.NaN, median: 0, high: 0 }
      expect(low <= median && median <= high).toBe(true)
    }
  })

  it('with fewer who say yes sign fewer agreements, with the same luck', async () => {
    const { variants, summary } = await forecast(question({ days: 110 }), 1, true)
    const fewer = variants.find(({ name }) => name === 'acceptance')
    expect(variants.map(({ name }) => name)).toEqual([...variantNames])
    expect(summary.whole.signed).toBeGreaterThan(0)
    expect(fewer?.median.signed).toBeLessThanOrEqual(summary.whole.signed)
    expect(fewer?.median.declined).toBeGreaterThan(summary.whole.declined)
  })
})

describe('figures', () => {
  it('of months, and of weeks, add up to the whole', async () => {
    const { summary, first } = await forecast(question({ days: 150 }), 1, false)
    for (const name of figureNames.filter((one) => one !== 'issues')) {
      const sum = (spans: typeof summary.months) =>
        spans.reduce((total, { figures }) => total + figures[name], 0)
      expect(sum(summary.months)).toBe(summary.whole[name])
      expect(sum(summary.weeks)).toBe(summary.whole[name])
    }
    const changes = first.happenings.filter(({ kind }) => happeningKinds[kind].change).length
    expect(summary.whole.changes).toBe(changes)
    expect(summary.months.map(({ from }) => from)).toEqual([
      '2026-11-22',
      '2026-12-01',
      '2027-01-01',
      '2027-02-01',
      '2027-03-01',
      '2027-04-01',
    ])
  })
})
