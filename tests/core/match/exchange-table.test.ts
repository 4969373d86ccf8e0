/** Who gives and gets what, if the proposals come true. */
import { describe, expect, it } from 'vitest'
import { match } from '../../../src/core/match/match.ts'
import { exchangeTable, lessonsIn } from '../../../src/core/match/office/exchange-table.ts'
import type { Programme, Registration } from '../../../src/core/model.ts'
import { randomFrom } from '../../random.ts'
import { crowd, need, offer, programme, settings, swap, today } from './world.ts'

const lessons = async (world: Programme) => lessonsIn((await match(world, today)).proposals, world)
const table = async (registrations: readonly Registration[]) => {
  const world = programme({ registrations })
  return exchangeTable(await match(world, today), world)
}

describe('a lesson', () => {
  const taught = { proposal: 'nve.ki--nav.ki', learner: 'nve', teacher: 'nav', competences: ['ki'] }

  it('is given by the one that offers, to the one that needs', async () => {
    expect(await lessons(programme({ registrations: [need('nve.ki'), offer('nav.ki')] }))).toEqual([taught])
  })

  it('goes the same way when the one that knows does the travelling', async () => {
    const registrations = [need('nve.ki', { direction: 'receive' }), offer('nav.ki', { direction: 'lend' })]
    expect(await lessons(programme({ registrations }))).toEqual([taught])
  })

  it('goes from each to the one that sent somebody there, in a rotation', async () => {
    const registrations = [swap('nve.ki', 'data'), swap('nav.data', 'arkiv'), swap('ssb.arkiv', 'ki')]
    const world = programme({ registrations, settings: settings({ rotationLength: 3 }) })
    const told = (await lessons(world)).map(({ learner, teacher, competences }) => [
      learner,
      teacher,
      ...competences,
    ])
    expect(told).toEqual([
      ['nav', 'nve', 'data'],
      ['nve', 'ssb', 'ki'],
      ['ssb', 'nav', 'arkiv'],
    ])
  })

  it('is about what was asked for and what the other knows something of, and nothing else', async () => {
    const wanting = need('nve.ki', { competences: ['ki', 'arkiv'] })
    const [lesson] = await lessons(
      programme({ registrations: [wanting, offer('nav.x', { competences: ['sprakmodeller', 'data'] })] }),
    )
    expect(lesson?.competences).toEqual(['ki'])
  })
})

describe('the table', () => {
  it('has a row for each agency that is looking, in order, also for one with empty hands', async () => {
    const rows = await table([need('nve.ki'), offer('nav.ki'), need('ssb.arkiv')])
    expect(rows.map(({ agency, gets, gives }) => [agency, gets.length, gives.length])).toEqual([
      ['nav', 0, 1],
      ['nve', 1, 0],
      ['ssb', 0, 0],
    ])
  })

  it('counts every lesson once as got and once as given, whatever the crowd', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const world = programme({
        registrations: crowd(80, 15, randomFrom(seed)),
        settings: settings({ rotationLength: 3 }),
      })
      const matching = await match(world, today)
      const all = lessonsIn(matching.proposals, world)
      const rows = exchangeTable(matching, world)
      expect(all).toHaveLength(
        matching.proposals.reduce(
          (sum, { kind, parties }) => sum + (kind === 'pair' ? 1 : parties.length),
          0,
        ),
      )
      expect(rows.flatMap(({ gets }) => gets)).toHaveLength(all.length)
      expect(new Set(rows.flatMap(({ gives }) => gives))).toEqual(new Set(all))
      for (const { agency, gets, gives } of rows) {
        expect(gets.every(({ learner, teacher }) => learner === agency && teacher !== agency)).toBe(true)
        expect(gives.every(({ teacher }) => teacher === agency)).toBe(true)
      }
      for (const { competences } of all) expect(competences.length).toBeGreaterThan(0)
    }
  })
})
