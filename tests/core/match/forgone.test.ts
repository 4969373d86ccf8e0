/** What was given up for the whole: true, because everything was chosen again with it; checked by trying every choice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairs } from '../../../src/core/match/candidates.ts'
import type { Candidate } from '../../../src/core/match/choose/candidate.ts'
import { placesLeft, prepare } from '../../../src/core/match/context.ts'
import { rotations } from '../../../src/core/match/cycles.ts'
import { takesPart } from '../../../src/core/match/fit/standing.ts'
import { match } from '../../../src/core/match/match.ts'
import type { Aim, Forgone, Programme, Registration } from '../../../src/core/model.ts'
import { randomFrom } from '../../random.ts'
import { smallProgrammes } from './small-programmes.ts'
import { crowd, need, offer, programme, settings, swap, today, type World } from './world.ts'

const wishing = (...wished: readonly string[]) => ({ partners: { wished, excluded: [] } })

async function forgone(
  registrations: readonly Registration[],
  world: Partial<World> = {},
  open: readonly string[] = [],
): Promise<Readonly<Record<string, readonly Forgone[]>>> {
  const matching = await match(programme({ registrations, ...world }), today, { open: new Set(open) })
  expect(matching.optimal).toBe(true)
  return matching.forgone
}

describe('what was given up', () => {
  const scarce = [
    need('skatteetaten.ki', wishing('dfo')),
    need('kartverket.ki', { duration: { minWeeks: 8, maxWeeks: 10 } }),
    offer('dfo.ki'),
    offer('nve.ki', { duration: { minWeeks: 12, maxWeeks: 26 } }),
  ]

  it('a better fit, because a need would have gone without; and who has the place instead', async () => {
    const found = await forgone(scarce)
    expect(found['skatteetaten.ki--nve.ki']).toEqual([
      {
        id: 'skatteetaten.ki--dfo.ki',
        score: 89,
        loses: { aim: 'needs', count: 1 },
        taken: { by: 'kartverket.ki', proposal: 'kartverket.ki--dfo.ki', only: true },
      },
    ])
  })

  it('seen from the other side it is the same sacrifice', async () => {
    const found = await forgone(scarce)
    expect(found['kartverket.ki--dfo.ki']).toMatchObject([
      { id: 'skatteetaten.ki--dfo.ki', taken: { by: 'nve.ki', proposal: 'skatteetaten.ki--nve.ki' } },
    ])
  })

  it('is not said to have gone to one who had nowhere else, when there was somewhere', async () => {
    const another = [...scarce, offer('kud.ki', { duration: { minWeeks: 8, maxWeeks: 10 }, language: 'en' })]
    const [told] = Object.values(await forgone(another)).flat()
    if (told) expect(told.taken?.only).not.toBe(true)
  })

  it('a better fit, because an agency would have learnt nothing', async () => {
    const registrations = [
      need('nve.ki', wishing('ssb')),
      need('nve.data'),
      need('kud.ki'),
      offer('ssb.ki'),
      offer('dfo.data'),
    ]
    const found = await forgone(registrations)
    expect(found['kud.ki--ssb.ki']).toMatchObject([
      { id: 'nve.ki--ssb.ki', loses: { aim: 'firsts', count: 1 } },
    ])
  })

  it('a better fit, because the scores would have added up to less, counted in tenths', async () => {
    const registrations = [
      need('nve.ki', { ...wishing('ssb'), place: { municipality: 'Bodø', presence: 'on-site' } }),
      need('kud.ki', wishing('ssb')),
      offer('ssb.ki', wishing('kud')),
      offer('dfo.ki', { place: { municipality: 'Bodø', presence: 'on-site' } }),
    ]
    const { proposals } = await match(programme({ registrations }), today)
    const [told] = Object.values(await forgone(registrations)).flat()
    expect(proposals.map(({ id }) => id)).toContain('kud.ki--ssb.ki')
    expect(told?.id).toBe('nve.ki--ssb.ki')
    expect(told?.loses.aim).toBe('score')
    expect(told?.loses.count).toBeGreaterThan(0)
  })

  it('a pair, because the rotation meets two needs at once', async () => {
    const both = { forms: ['secondment', 'rotation'] } as const
    const registrations = [
      swap('nve.ki', 'data', both),
      swap('ssb.data', 'ki', both),
      offer('dfo.ki', { ...wishing('nve') }),
    ]
    const found = await forgone(registrations)
    expect(found['rotation--nve.ki--ssb.data']).toMatchObject([
      { id: 'nve.ki--dfo.ki', loses: { aim: 'needs', count: 1 } },
    ])
  })

  it('is nothing when everybody got the best there was', async () => {
    expect(await forgone([need('nve.ki'), offer('ssb.ki')])).toEqual({})
  })

  it('is not told of a better fit that would have cost nothing', async () => {
    const alike = [need('nve.ki'), need('kud.ki'), offer('ssb.ki', { places: 2 })]
    expect(await forgone(alike)).toEqual({})
  })

  it('is at most as many as the programme asks for', async () => {
    const rivals = ['a', 'b', 'c', 'd']
    const registrations = [
      need('nve.ki', wishing(...rivals)),
      offer('kud.digitalisering'),
      ...rivals.flatMap((slug) => [offer(`${slug}.ki`), need(`${slug}${slug}.ki`, only(slug))]),
    ]
    for (const nearMisses of [0, 1, 3]) {
      const found = await forgone(registrations, { settings: settings({ nearMisses }) })
      expect(found['nve.ki--kud.digitalisering'] ?? []).toHaveLength(nearMisses)
    }
  })

  it('is not told when it is not proved that the choice is the best', async () => {
    const world = programme({ registrations: crowd(150, 25, randomFrom(6)) })
    const matching = await match(world, today, { seconds: 0 })
    expect(matching.optimal).toBe(false)
    expect(matching.forgone).toEqual({})
  })
})

/** Fits nobody but the one agency. */
function only(slug: string) {
  const others = ['a', 'b', 'c', 'd', 'kud'].filter((one) => one !== slug)
  return { partners: { wished: [], excluded: others } }
}

const aims: readonly Aim[] = ['needs', 'firsts', 'seconds', 'chances', 'score']

function value(chosen: readonly Candidate[]): readonly number[] {
  const often = new Map<string, number>()
  for (const agency of chosen.flatMap(({ serves }) => serves)) often.set(agency, (often.get(agency) ?? 0) + 1)
  const upTo = (most: number) => [...often.values()].reduce((sum, times) => sum + Math.min(most, times), 0)
  return [
    chosen.flatMap(({ meets }) => meets).length,
    upTo(1),
    upTo(2),
    upTo(99),
    chosen.reduce((sum, { score }) => sum + score, 0),
  ]
}

function isBetter(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, level) => value !== other[level])
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0)
}

/** The value of the best of all choices there are; with `demanded` among them, if it is given. */
function best(
  candidates: readonly Candidate[],
  places: ReadonlyMap<string, number>,
  demanded?: Candidate,
): readonly number[] {
  let found: readonly number[] = [-1]
  const left = new Map(places)
  const chosen: Candidate[] = []
  const take = (one: Candidate, by: number) => {
    for (const id of one.registrations) left.set(id, (left.get(id) ?? 0) - by)
  }
  const decide = (at: number): void => {
    const one = candidates[at]
    if (!one) {
      if (isBetter(value(chosen), found)) found = value(chosen)
      return
    }
    if (one.registrations.every((id) => (left.get(id) ?? 0) > 0)) {
      chosen.push(one)
      take(one, 1)
      decide(at + 1)
      take(one, -1)
      chosen.pop()
    }
    if (one !== demanded) decide(at + 1)
  }
  decide(0)
  return found
}

function candidatesOf(world: Programme) {
  const context = prepare(world, settings(world.settings?.matching ?? {}), today)
  const taking = [...world.registrations.values()].filter((one) => takesPart(one, context))
  return {
    candidates: [...pairs(taking, context), ...rotations(taking, context)].map(({ candidate }) => candidate),
    places: new Map(taking.map((one) => [one.id, placesLeft(one, context)])),
  }
}

describe('against trying every choice', () => {
  it('the first aim that suffers is the one that is told, and by as much; and nothing is left out', async () => {
    const told: Partial<Record<Aim, number>> = {}
    const property = fc.asyncProperty(smallProgrammes({ minLength: 8, maxLength: 12 }, 97), async (world) => {
      const { candidates, places } = candidatesOf(world)
      // The twin tries all choices there are.
      if (candidates.length > 13) return
      const { proposals, forgone } = await match(world, today)
      const now = best(candidates, places)
      for (const { id, score, registrations } of proposals) {
        const given = new Map(forgone[id]?.map((one) => [one.id, one]))
        const better = candidates.filter(
          (one) =>
            Math.round(one.score / 10) > score && one.registrations.some((it) => registrations.includes(it)),
        )
        for (const one of better
          .filter((one) => proposals.every((other) => other.id !== one.id))
          .slice(0, 5)) {
          const then = best(candidates, places, one)
          const at = now.findIndex((value, level) => value !== then[level])
          const aim = aims[at]
          const loses = aim && { aim, count: (now[at] ?? 0) - (then[at] ?? 0) }
          expect(given.get(one.id)?.loses).toEqual(loses)
          if (aim) told[aim] = (told[aim] ?? 0) + 1
        }
      }
    })
    await fc.assert(property, { numRuns: 400, seed: 7 })
    for (const aim of ['needs', 'firsts', 'score'] as const) expect(told[aim]).toBeGreaterThan(10)
  })
})
