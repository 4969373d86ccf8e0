/** What the measurements of matching stand on: a programme that is the same in every run, and a second opinion on the model. */
import { describe, expect, it } from 'vitest'
import { aims, isPossible, valuesOf } from '../bench/matching/aims.ts'
import { diceFrom } from '../bench/matching/dice.ts'
import { editsOf } from '../bench/matching/edits.ts'
import { lpText, type Model } from '../bench/matching/lp.ts'
import { programmeOf, type Shape, today } from '../bench/matching/programme.ts'
import { greedy, plain } from '../bench/matching/rivals.ts'
import { loadFolder } from '../src/commands/loading.ts'
import { compare } from '../src/core/diagnostic.ts'
import { choose } from '../src/core/match/choice.ts'
import { prepare } from '../src/core/match/context.ts'
import { takesPart } from '../src/core/match/fit/standing.ts'
import type { Programme, Registration } from '../src/core/model.ts'
import { root } from './worlds.ts'

const example = loadFolder(root, false).loaded.programme
const shape: Shape = { size: 150, seed: 1, rotationLength: 3, willing: 0.22, halfYears: 1 }

/** What is shipped, and the same candidates for others. */
async function chosenIn(programme: Programme) {
  const { settings } = programme
  if (!settings) throw new Error('no settings')
  const context = prepare(programme, settings, today)
  const all = [...programme.registrations.values()].sort((a, b) => compare(a.id, b.id))
  const choice = await choose(
    all.filter((one) => takesPart(one, context)),
    context,
  )
  const candidates = choice.possible.map(({ candidate }) => candidate)
  const model: Model = { candidates, capacities: choice.capacities, open: new Set() }
  return { choice, model }
}

describe('a made-up programme', () => {
  it('is the same for the same seed, and another for another', () => {
    const [one, again, other] = [1, 1, 2].map((seed) => programmeOf({ ...shape, seed }, example))
    expect(again).toEqual(one)
    expect(other?.registrations).not.toEqual(one?.registrations)
  })

  it('has as many registrations as asked for, six in ten of them needs, in agencies that are there', () => {
    const { registrations, agencies } = programmeOf({ ...shape, size: 1000 }, example)
    const all = [...registrations.values()]
    expect(all).toHaveLength(1000)
    expect(all.filter(({ kind }) => kind === 'need').length).toBeGreaterThan(550)
    expect(all.filter(({ kind }) => kind === 'need').length).toBeLessThan(650)
    expect(all.filter((one) => !agencies.has(one.agency))).toEqual([])
  })
})

describe('the model written as text', () => {
  it('says what a candidate takes and gives', () => {
    const pair = { kind: 'pair', registrations: ['a.n', 'b.o'], meets: ['a.n'], serves: ['a'] } as const
    const model: Model = {
      candidates: [
        { ...pair, id: 'one', score: 700 },
        { ...pair, id: 'two', registrations: ['a.n', 'c.o'], score: 650 },
      ],
      capacities: new Map([
        ['a.n', 1],
        ['b.o', 2],
        ['c.o', 1],
      ]),
      open: new Set(['two']),
    }
    expect(lpText(model, 'score', [{ aim: 'firsts', value: 1 }]).split('\n')).toEqual([
      ...['Maximize', ' worth: + 700 x0 + 650 x1'],
      ...['Subject To', ' room0: + 1 x0 + 1 x1 <= 1', ' room1: + 1 x0 <= 2', ' room2: + 1 x1 <= 1'],
      ...[' firsts_of0: + 1 x0 + 1 x1 - 1 firsts0 >= 0', ' lock_firsts: + 1 firsts0 >= 1'],
      ...['Bounds', ' firsts0 <= 1', 'Binaries', ' x0 x1', 'Generals', ' firsts0', 'End', ''],
    ])
    expect(lpText(model, 'kept', [])).toContain('worth: + 1 x1')
  })

  it.each([1, 2, 3, 4])(
    'comes to the same at every level as the shipped model (programme %i)',
    async (seed) => {
      const { choice, model } = await chosenIn(programmeOf({ ...shape, seed }, example))
      const counted = aims.filter((aim) => aim !== 'kept')
      const second = await plain(model, counted, 60)
      expect(second.ended).toBe('proved')
      expect(choice.levels.filter(({ aim }) => aim !== 'kept')).toEqual(second.levels)
      expect(second.levels[0]?.value).toBeGreaterThan(10)
    },
  )
})

it('counting by plain code gives the values that the choice says it has, and greed has no more', async () => {
  const { choice, model } = await chosenIn(programmeOf(shape, example))
  const made = choice.chosen.map(({ candidate }) => candidate)
  expect(isPossible(made, choice.capacities)).toBe(true)
  expect(valuesOf(made, new Set())).toEqual(
    Object.fromEntries(choice.levels.map(({ aim, value }) => [aim, value])),
  )
  const [needs] = greedy(model, ['needs']).levels
  expect(needs?.value).toBeLessThanOrEqual(valuesOf(made, new Set()).needs)
})

it('edits are small, each of the same programme, and of every kind', () => {
  const edits = [...editsOf(example, 60, diceFrom(1))]
  const changed = edits.map(({ programme }) =>
    [...programme.registrations.values()].filter(
      (one: Registration) => example.registrations.get(one.id) !== one,
    ),
  )
  expect(changed.map(({ length }) => length)).toEqual(edits.map(() => 1))
  expect(new Set(edits.map(({ kind }) => kind)).size).toBe(6)
})
