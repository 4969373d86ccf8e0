/** The smallest change that would have helped: whatever is promised is kept when somebody makes the change. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFolder } from '../../../src/commands/loading.ts'
import { type Change, changed } from '../../../src/core/match/explain/changes.ts'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import { type Guidance, match } from '../../../src/core/match/match.ts'
import type { Programme, Registration, Remedy } from '../../../src/core/model.ts'
import { root } from '../../worlds.ts'
import { smallProgrammes } from './small-programmes.ts'
import { agreement, decision, need, offer, programme, settings, swap, today, type World } from './world.ts'

async function remedy(
  id: string,
  registrations: readonly Registration[],
  world: Partial<World> = {},
): Promise<Remedy | undefined> {
  const { unmatched } = await match(programme({ registrations, ...world }), today)
  return unmatched.find((one) => one.id === id)?.remedy
}

/** `ssb.ki period.to 2027-04-30` */
function told(remedy: Remedy | undefined): readonly string[] | undefined {
  return remedy?.changes.map(({ file, at, value }) => {
    const [, agency, slug] = /^agencies\/(.*)\/.*\/(.*)\.yaml$/.exec(file) ?? []
    return `${agency}.${slug} ${at} ${value}`
  })
}

/** The programme with these values in these fields. */
function mended(programme: Programme, { changes }: Remedy): Programme {
  const registrations = [...programme.registrations].map(
    ([id, one]) => [id, changed(one, changes as readonly Change[])] as const,
  )
  return { ...programme, registrations: new Map(registrations) }
}

async function isKept(remedy: Remedy, programme: Programme, guidance: Guidance = {}): Promise<boolean> {
  const { proposals } = await match(mended(programme, remedy), today, guidance)
  return proposals.some(({ id }) => id === remedy.id)
}

describe('a registration without a proposal is told what would have helped', () => {
  const cases: readonly (readonly [
    string,
    Parameters<typeof need>[1],
    Parameters<typeof offer>[1],
    string,
  ])[] = [
    [
      'a period that ends too soon, to the very day',
      { period: { from: '2027-01-01', to: '2027-02-01' } },
      {},
      'nve.ki period.to 2027-02-25',
    ],
    [
      'a period that begins too late',
      { period: { from: '2027-11-20', to: '2028-12-31' } },
      {},
      'nve.ki period.from 2027-11-06',
    ],
    [
      'stays that are a little too long',
      { duration: { minWeeks: 8, maxWeeks: 20 } },
      { duration: { minWeeks: 3, maxWeeks: 7 } },
      'nve.ki duration.minWeeks 7',
    ],
    [
      'too little of a post',
      { workload: { min: 50, max: 60 } },
      { workload: { min: 20, max: 40 } },
      'nve.ki workload.min 40',
    ],
    [
      'another way to meet',
      { place: { municipality: 'Oslo', presence: 'digital' } },
      {},
      'nve.ki place.presence hybrid',
    ],
    ['a level too far away', { level: 'senior-manager' }, {}, 'nve.ki level manager'],
    [
      'a form that the other does not use',
      { forms: ['short-exchange'] },
      {},
      'nve.ki forms short-exchange,secondment',
    ],
    ['a stay the other way around', { direction: 'receive' }, {}, 'nve.ki direction send'],
    ['work that takes a clearance', {}, { clearance: 'secret' }, 'nve.ki clearance secret'],
    ['a confirmation that is too old', { confirmed: '2025-10-01' }, {}, 'nve.ki confirmed 2026-11-22'],
  ]

  it.each(cases)('%s', async (_, own, theirs, change) => {
    const registrations = [need('nve.ki', own), offer('ssb.ki', theirs)]
    const found = await remedy('nve.ki', registrations)
    expect(told(found)).toEqual([change])
    expect(found && (await isKept(found, programme({ registrations })))).toBe(true)
  })

  it('with the obstacle it clears away, and the proposal it would have given', async () => {
    const late = { period: { from: '2027-12-10', to: '2028-12-31' } }
    expect(await remedy('ssb.ki', [need('nve.ki'), offer('ssb.ki', late)])).toEqual({
      id: 'nve.ki--ssb.ki',
      changes: [
        {
          file: 'agencies/ssb/offers/ki.yaml',
          at: 'period.from',
          value: '2027-11-06',
          constraint: 'period',
          args: { how: 'short', count: 3, needed: 8 },
        },
      ],
    })
  })

  it('also when it is the other one who would have to change something', async () => {
    const old = { confirmed: '2025-10-01' }
    expect(told(await remedy('nve.ki', [need('nve.ki'), offer('ssb.ki', old)]))).toEqual([
      'ssb.ki confirmed 2026-11-22',
    ])
  })

  it('one more place where the only one went to somebody else', async () => {
    const wishing = { partners: { wished: ['ssb'], excluded: [] } }
    const registrations = [need('a.ki', wishing), need('b.ki'), offer('ssb.ki')]
    expect(told(await remedy('b.ki', registrations))).toEqual(['ssb.ki places 2'])
  })

  it('two fields when one is not enough', async () => {
    const registrations = [
      need('nve.ki', { level: 'senior-manager', workload: { min: 80, max: 100 } }),
      offer('ssb.ki', { workload: { min: 40, max: 60 } }),
    ]
    expect(told(await remedy('nve.ki', registrations))).toEqual([
      'nve.ki workload.min 60',
      'nve.ki level manager',
    ])
  })

  it('one field when it clears two obstacles away', async () => {
    const registrations = [
      need('nve.ki', { duration: { minWeeks: 8, maxWeeks: 20 } }),
      offer('ssb.ki', {
        duration: { minWeeks: 1, maxWeeks: 4 },
        period: { from: '2027-01-01', to: '2027-01-28' },
      }),
    ]
    expect(told(await remedy('nve.ki', registrations))).toEqual(['nve.ki duration.minWeeks 4'])
  })

  it('a rotation too', async () => {
    const registrations = [swap('nve.data', 'ki', { level: 'senior-manager' }), swap('ssb.ki', 'data')]
    const found = await remedy('nve.data', registrations)
    expect(found?.id).toBe('rotation--nve.data--ssb.ki')
    expect(told(found)).toEqual(['nve.data level manager'])
  })

  it('the shortest of several ways, and the own field before that of the other', async () => {
    const short = { period: { from: '2027-01-01', to: '2027-02-20' } }
    const registrations = [need('nve.ki', short), offer('a.ki', { level: 'senior-manager' }), offer('ssb.ki')]
    expect(told(await remedy('nve.ki', registrations))).toEqual(['nve.ki period.to 2027-02-25'])
  })
})

describe('nobody is asked', () => {
  const none = async (registrations: readonly Registration[], world: Partial<World> = {}) =>
    expect(await remedy('nve.ki', registrations, world)).toBeUndefined()

  it('to take back an exclusion, a withdrawal or a partner that is found', async () => {
    const excluding = { partners: { wished: [], excluded: ['nve'] } }
    await none([need('nve.ki'), offer('a.ki', excluding)])
    await none([need('nve.ki'), offer('a.ki', { withdrawn: { date: today, reason: 'Nei' } })])
    await none([need('nve.ki'), offer('a.ki', { matchingHelp: false })])
  })

  it('to change a field to get past a refusal', async () => {
    const registrations = [need('nve.ki'), offer('ssb.ki')]
    await none(registrations, { decisions: [decision('nve.ki--ssb.ki', fingerprint(registrations))] })
  })

  it('to change a field to get past a refusal of a rotation', async () => {
    const registrations = [swap('nve.data', 'ki', { level: 'senior-manager' }), swap('ssb.ki', 'data')]
    const refused = decision('rotation--nve.data--ssb.ki', fingerprint(registrations))
    expect(await remedy('nve.data', registrations, { decisions: [refused] })).toBeUndefined()
  })

  it('to do again what has an agreement', async () => {
    const registrations = [need('nve.ki', { places: 2 }), offer('ssb.ki', { places: 2 })]
    await none(registrations, { agreements: [agreement('nve.ki--ssb.ki')] })
  })

  it('to move a period by a year, or to halve a post and more', async () => {
    await none([need('nve.ki', { period: { from: '2028-10-01', to: '2028-12-31' } }), offer('ssb.ki')])
    await none([
      need('nve.ki', { workload: { min: 90, max: 100 } }),
      offer('ssb.ki', { workload: { min: 10, max: 20 } }),
    ])
  })

  it('to begin in the past', async () => {
    const over = { period: { from: '2026-06-01', to: '2026-12-01' } }
    const found = await remedy('nve.ki', [need('nve.ki', over), offer('ssb.ki', { period: over.period })])
    expect(told(found)?.join()).not.toContain('period.from')
  })

  it('for what would score too low all the same', async () => {
    await none([need('nve.ki', { level: 'senior-manager' }), offer('ssb.ki')], {
      settings: settings({ minimumScore: 99 }),
    })
  })
})

describe('every promise is kept', () => {
  /** Everything that is promised in a programme, and whether making the change gives what was promised. */
  async function promises(world: Programme, guidance: Guidance = {}): Promise<number> {
    const { unmatched } = await match(world, today, guidance)
    let count = 0
    for (const { id, remedy } of unmatched) {
      if (!remedy) continue
      count++
      expect(remedy.id.split('--'), `${id} is told of somebody else’s proposal`).toContain(id)
      expect(await isKept(remedy, world, guidance), `${id}: ${told(remedy)?.join(', ')}`).toBe(true)
    }
    return count
  }

  it('in the example programme', async () => {
    expect(await promises(loadFolder(root, false).loaded.programme)).toBeGreaterThan(3)
  })

  it('in hundreds of small programmes', async () => {
    let count = 0
    const property = fc.asyncProperty(smallProgrammes({ minLength: 2, maxLength: 9 }), async (world) => {
      count += await promises(world)
    })
    await fc.assert(property, { numRuns: 400, seed: 4 })
    expect(count).toBeGreaterThan(400)
  })

  it('also when the office demands one proposal, and another is out already', async () => {
    let count = 0
    const property = fc.asyncProperty(smallProgrammes({ minLength: 6, maxLength: 9 }, 90), async (world) => {
      const [first, second] = (await match(world, today)).proposals.toReversed().map(({ id }) => id)
      if (first === undefined || second === undefined) return
      count += await promises(world, { pinned: new Set([first]), open: new Set([second]) })
    })
    await fc.assert(property, { numRuns: 150, seed: 6 })
    expect(count).toBeGreaterThan(30)
  })

  it('and what is changed is still a registration that may be written', async () => {
    const property = fc.asyncProperty(smallProgrammes({ minLength: 2, maxLength: 9 }), async (world) => {
      const { unmatched } = await match(world, today)
      for (const { remedy } of unmatched) {
        if (!remedy) continue
        for (const { period, duration, workload, places, forms } of mended(
          world,
          remedy,
        ).registrations.values()) {
          expect(period.from <= period.to).toBe(true)
          expect(duration.minWeeks).toBeGreaterThan(0)
          expect(duration.minWeeks).toBeLessThanOrEqual(duration.maxWeeks)
          expect(workload.min).toBeLessThanOrEqual(workload.max)
          expect(places).toBeLessThanOrEqual(20)
          expect(new Set(forms).size).toBe(forms.length)
        }
      }
    })
    await fc.assert(property, { numRuns: 100, seed: 5 })
  })
})
