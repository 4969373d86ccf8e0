import { describe, expect, it } from 'vitest'
import { bestFits, closeness, kinship, related } from '../../../src/core/match/score/taxonomy.ts'
import type { Concept } from '../../../src/core/model.ts'

/** `child<parent` */
function list(...written: readonly string[]): ReadonlyMap<string, Concept> {
  return new Map(
    written.map((one) => {
      const [id = '', broader = null] = one.split('<')
      return [id, { id, broader, label: { nb: id, nn: id, en: id } } as Concept]
    }),
  )
}

const kin = kinship(list('a', 'b<a', 'c<a', 'd<b', 'e<d', 'f<e', 'alone'))

describe('closeness', () => {
  it.each([
    ['itself', 'a', 'a', 1],
    ['parent', 'b', 'a', 0.7],
    ['child', 'a', 'b', 0.7],
    ['grandparent', 'd', 'a', 0.4],
    ['three steps', 'e', 'a', 0.2],
    ['four steps', 'f', 'a', 0],
    ['sibling', 'b', 'c', 0.3],
    ['uncle', 'd', 'c', 0],
    ['strangers', 'a', 'alone', 0],
    ['not in the list, but the same', 'x', 'x', 1],
    ['not in the list', 'x', 'a', 0],
  ])('%s', (_, one, other, expected) => {
    expect(closeness(kin, one, other)).toBe(expected)
    expect(closeness(kin, other, one)).toBe(expected)
  })

  it('survives a circle and a parent that is not in the list', () => {
    const odd = kinship(list('a<b', 'b<a', 'c<nowhere', 'd<d'))
    expect(closeness(odd, 'a', 'b')).toBe(0.7)
    expect(closeness(odd, 'c', 'nowhere')).toBe(0)
    expect(closeness(odd, 'd', 'd')).toBe(1)
  })
})

describe('bestFits', () => {
  it('takes the closest for each wanted, and leaves out those without any', () => {
    expect(bestFits(kin, ['b', 'alone', 'a'], ['c', 'a', 'b'])).toEqual([
      { wanted: 0, given: 2, closeness: 1 },
      { wanted: 2, given: 1, closeness: 1 },
    ])
  })

  it('takes the first of equals', () => {
    expect(bestFits(kin, ['a'], ['c', 'b'])).toEqual([{ wanted: 0, given: 0, closeness: 0.7 }])
  })
})

it('related says whether there is anything at all', () => {
  expect(related(kin, ['alone', 'd'], ['a'])).toBe(true)
  expect(related(kin, ['alone'], ['a', 'b'])).toBe(false)
})
