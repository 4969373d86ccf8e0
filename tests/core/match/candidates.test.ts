/** Finding what could be proposed: everything that fits, and without comparing everybody with everybody. */
import { describe, expect, it } from 'vitest'
import { addMonths } from '../../../src/core/days.ts'
import { compare } from '../../../src/core/diagnostic.ts'
import { pairs } from '../../../src/core/match/candidates.ts'
import type { Context } from '../../../src/core/match/context.ts'
import { links } from '../../../src/core/match/cycles.ts'
import { isFeasible, linkConstraints, pairConstraints } from '../../../src/core/match/fit/feasible.ts'
import { shortlist } from '../../../src/core/match/fit/shortlist.ts'
import { pairId } from '../../../src/core/match/ids.ts'
import { link, rounded, tenths } from '../../../src/core/match/score/score.ts'
import type { Form, Registration } from '../../../src/core/model.ts'
import { randomFrom } from '../../random.ts'
import { context, crowd, need, offer, settings } from './world.ts'

/** A crowd of which no two are alike in the terms that most have in common; `years` apart in time. */
function motley(size: number, seed: number, years = 1): readonly Registration[] {
  const roll = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T
  const forms: readonly Form[][] = [
    ['secondment'],
    ['short-exchange', 'rotation'],
    ['rotation'],
    ['secondment', 'rotation'],
  ]
  return crowd(size, Math.ceil(size / 5), roll)
    .map((one): Registration => {
      const from = addMonths(one.period.from, 12 * Math.floor(roll() * years))
      return {
        ...one,
        period: { from, to: addMonths(from, 1 + Math.floor(roll() * 9)) },
        duration: { minWeeks: pick([1, 4, 12]), maxWeeks: 26 },
        forms: pick(forms),
        level: pick(['employee', 'specialist', 'manager', 'senior-manager']),
        place: { municipality: 'Oslo', presence: pick(['on-site', 'hybrid', 'digital']) },
        clearance: pick(['none', 'none', 'confidential']),
      }
    })
    .toSorted((a, b) => compare(a.id, b.id))
}

function idsOf(registrations: readonly Registration[], situation: Context): readonly string[] {
  return pairs(registrations, situation).map(({ candidate }) => candidate.id)
}

/** Everybody compared with everybody. */
function fitting(registrations: readonly Registration[], situation: Context): readonly string[] {
  const offers = registrations.filter(({ kind }) => kind === 'offer')
  return registrations
    .filter(({ kind }) => kind === 'need')
    .flatMap((need) =>
      offers
        .filter((offer) => isFeasible(pairConstraints, need, offer, situation))
        .map((offer) => pairId(need, offer)),
    )
}

describe('pairs', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'are all that fit, as comparing everybody with everybody shows (crowd %i)',
    (seed) => {
      const registrations = motley(400, seed)
      const situation = context({ registrations })
      const found = idsOf(registrations, situation)
      expect(found).toEqual(fitting(registrations, situation))
      expect(found.length).toBeGreaterThan(20)
    },
  )

  it.each([1, 2, 3])('hold for links of a rotation as well (crowd %i)', (seed) => {
    const registrations = motley(400, seed)
    const situation = context({ registrations })
    const found = links(registrations, situation)
    let count = 0
    for (const wants of registrations.filter(({ forms }) => forms.includes('rotation'))) {
      const fit = registrations.filter((gives) => isFeasible(linkConstraints, wants, gives, situation))
      expect(found.get(wants.id)).toEqual(fit.map(({ id }) => id))
      count += fit.length
    }
    expect(count).toBeGreaterThan(20)
  })

  it('are there on the last day that leaves room for the shortest stay, and not a day later', () => {
    const eightWeeks = { minWeeks: 8, maxWeeks: 26 }
    const asking = need('nve.ki', { period: { from: '2027-01-01', to: '2027-03-25' }, duration: eightWeeks })
    const giving = (from: string, to: string) =>
      offer('ssb.ki', { period: { from, to }, duration: { minWeeks: 1, maxWeeks: 26 } })
    const found = (given: Registration) => idsOf([asking, given], context({ registrations: [asking, given] }))
    expect(found(giving('2027-01-29', '2027-12-31'))).toHaveLength(1)
    expect(found(giving('2027-01-30', '2027-12-31'))).toEqual([])
    expect(found(giving('2026-01-01', '2027-02-25'))).toHaveLength(1)
    expect(found(giving('2026-01-01', '2027-02-24'))).toEqual([])
  })

  it('need the whole stay to lie ahead', () => {
    const registrations = ['nve.ki', 'ssb.ki'].map((id, at) =>
      (at === 0 ? need : offer)(id, { period: { from: '2026-01-01', to: '2027-01-16' } }),
    )
    expect(idsOf(registrations, context({ registrations }, '2026-11-22'))).toHaveLength(1)
    expect(idsOf(registrations, context({ registrations }, '2026-11-23'))).toEqual([])
  })

  it('take areas that are near, and areas that are not in the list when both have written them', () => {
    const registrations = [
      need('a.n', { competences: ['ki', 'ukjent'] }),
      offer('b.near', { competences: ['automatisering'] }),
      offer('c.far', { competences: ['arkiv'] }),
      offer('d.unlisted', { competences: ['ukjent'] }),
    ]
    expect(idsOf(registrations, context({ registrations }))).toEqual(['a.n--b.near', 'a.n--d.unlisted'])
  })

  it('that score too low to be shown are left out', () => {
    const registrations = motley(200, 7)
    const scores = (minimumScore: number) =>
      pairs(registrations, context({ registrations, settings: settings({ minimumScore }) })).map(
        ({ candidate }) => rounded(candidate.score),
      )
    const all = scores(0)
    const middle = all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0
    expect(all.some((score) => score < middle)).toBe(true)
    expect(scores(middle)).toEqual(all.filter((score) => score >= middle))
  })

  it('carry the links that their score is made of', () => {
    const registrations = motley(200, 8)
    const situation = context({ registrations })
    for (const { candidate, links } of pairs(registrations, situation)) {
      const [wants, gives] = candidate.registrations.map((id) => registrations.find((one) => one.id === id))
      if (!wants || !gives) throw new Error('a member is not there')
      expect(tenths(links, situation)).toBe(candidate.score)
      expect(links.map((one) => [one.wants.id, one.gives.id])).toEqual([[wants.id, gives.id]])
      expect(tenths([link(wants, gives, situation)], situation)).toBe(candidate.score)
    }
  })
})

describe('who is looked at', () => {
  const lookedAt = (size: number, years: number): { looked: number; fit: number } => {
    const registrations = motley(size, 11, years)
    const situation = context({ registrations })
    const offers = registrations.filter(({ kind }) => kind === 'offer')
    const finder = shortlist(offers, pairConstraints, situation)
    const needs = registrations.filter(({ kind }) => kind === 'need')
    const looked = needs.reduce((sum, one) => sum + finder(one).length, 0)
    return { looked, fit: fitting(registrations, situation).length }
  }

  it('grows with those that fit: four times as many over four times as long is four times the work, not sixteen', () => {
    const [few, many] = [lookedAt(500, 1), lookedAt(2000, 4)]
    expect(many.fit / few.fit).toBeLessThan(6)
    expect(many.looked / few.looked).toBeLessThan(6)
    expect(few.looked / few.fit).toBeLessThan(4)
    expect(many.looked / many.fit).toBeLessThan(4)
  })
})
