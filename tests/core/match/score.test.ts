import { describe, expect, it } from 'vitest'
import { apportion } from '../../../src/core/match/score/apportion.ts'
import { link, reasons, score, tenths } from '../../../src/core/match/score/score.ts'
import type { Need, Reason, Registration, Settings } from '../../../src/core/model.ts'
import { randomFrom } from '../../random.ts'
import { agency, context, crowd, need, offer, settings, swap } from './world.ts'

type Weights = Settings['matching']['weights']

function of(part: string, wants: Registration, gives: Registration): Reason | undefined {
  return score(wants, gives, context({ registrations: [wants, gives] })).find(
    (reason) => reason.part === part,
  )
}

const perfectNeed = need('nve.ki', {
  title: 'Språkmodeller i forvaltningen',
  targetGroups: ['barn'],
  partners: { wished: ['ssb'], excluded: [] },
})
const perfectOffer = offer('ssb.ki', {
  title: 'Språkmodeller i forvaltningen',
  targetGroups: ['barn'],
  partners: { wished: ['nve'], excluded: [] },
})

describe('the points', () => {
  it('are 100 when everything fits', () => {
    const all = score(perfectNeed, perfectOffer, context({ registrations: [perfectNeed, perfectOffer] }))
    expect(all.map(({ points, outOf }) => [points, outOf])).toEqual(all.map(({ outOf }) => [outOf, outOf]))
    expect(all.reduce((sum, { points }) => sum + points, 0)).toBe(100)
  })

  const weightings: readonly Partial<Weights>[] = [
    {},
    { competence: 1, text: 1, targetGroup: 1, wish: 1, period: 1, place: 1, level: 1, language: 0 },
    { competence: 100, text: 33, targetGroup: 7 },
    { competence: 0, text: 0, targetGroup: 0, wish: 0, period: 0, place: 0, level: 0, language: 3 },
  ]
  it.each(weightings)('are out of exactly 100 with the weights %j', (weights) => {
    const world = settings({ weights: { ...settings().matching.weights, ...weights } })
    const situation = context({ registrations: [perfectNeed, perfectOffer], settings: world })
    for (const links of [1, 2, 3, 4]) {
      const outOf = reasons(
        Array.from({ length: links }, () => link(perfectNeed, perfectOffer, situation)),
        situation,
      ).map((reason) => Math.round(reason.outOf * 10))
      expect(outOf.reduce((sum, one) => sum + one, 0)).toBe(1000)
    }
  })

  it('are none when no part has a weight', () => {
    const none = Object.fromEntries(Object.keys(settings().matching.weights).map((part) => [part, 0]))
    const world = settings({ weights: none as unknown as Weights })
    expect(score(perfectNeed, perfectOffer, context({ registrations: [], settings: world }))).toEqual([])
  })

  it('add up to the score, for pairs and for rotations', () => {
    const many = crowd(40, 8, randomFrom(7))
    const situation = context({ registrations: many })
    for (const one of many) {
      for (const other of many.slice(0, 10)) {
        for (const links of [
          [link(one, other, situation)],
          [link(one, other, situation), link(other, one, situation)],
        ]) {
          const sum = reasons(links, situation).reduce(
            (total, { points }) => total + Math.round(points * 10),
            0,
          )
          expect(sum).toBe(tenths(links, situation))
          expect(sum).toBeLessThanOrEqual(1000)
        }
      }
    }
  })
})

describe('competence', () => {
  it.each([
    ['the same', ['ki'], ['ki'], 30, 'all'],
    ['the same among others', ['ki'], ['data', 'ki'], 30, 'all'],
    ['half of what is wanted', ['ki', 'arkiv'], ['ki'], 15, 'some'],
    ['broader', ['ki'], ['digitalisering'], 21, 'near'],
    ['narrower', ['digitalisering'], ['ki'], 21, 'near'],
    ['sibling', ['ki'], ['automatisering'], 9, 'near'],
  ])('%s', (_, wanted, given, points, how) => {
    const reason = of(
      'competence',
      need('nve.x', { competences: wanted }),
      offer('ssb.x', { competences: given }),
    )
    expect(reason).toMatchObject({ points, args: { how } })
  })

  it('points at the areas that fit', () => {
    const wants = need('nve.x', { competences: ['arkiv', 'ki'] })
    const gives = offer('ssb.x', { competences: ['data', 'ki'] })
    expect(of('competence', wants, gives)?.fields).toEqual([
      { file: wants.file, at: 'competences.1' },
      { file: gives.file, at: 'competences.1' },
    ])
  })

  it('of a rotation points at what is given in return', () => {
    const [one, other] = [swap('nve.ki', 'data'), swap('ssb.data', 'ki')]
    expect(of('competence', one, other)?.fields).toEqual([
      { file: one.file, at: 'competences.0' },
      { file: other.file, at: 'inReturn.0' },
    ])
  })
})

describe('why a partnership is wanted', () => {
  const near = (ground: Need['ground']) =>
    of('competence', need('nve.ki', { ground }), offer('ssb.x', { competences: ['digitalisering'] }))?.points

  it.each([
    ['competence-gap', 21],
    ['methods', 21],
    ['shared-tasks', 21],
    ['interface', 23.7],
    ['outside-view', 25.5],
  ] as const)('on the ground %s, a broader area is worth %d of 30', (ground, points) => {
    expect(near(ground)).toBe(points)
  })
})

describe('what is asked in return', () => {
  const paid = (inReturn: readonly string[], ground: Need['ground'] = 'methods') =>
    of('competence', need('nve.ki', { inReturn, ground }), offer('ssb.ki', { inReturn: ['automatisering'] }))

  it.each([
    ['the same area', ['automatisering'], 30, 'all-repaid'],
    ['a broader area', ['digitalisering'], 28.2, 'all-nearly'],
    ['something else', ['arkiv'], 24, 'all-unpaid'],
    ['nothing said', [], 30, 'all'],
  ] as const)('%s', (_, inReturn, points, how) => {
    expect(paid(inReturn)).toMatchObject({ points, args: { how } })
  })

  it('counts most between those who share tasks, and least where a gap is to be filled', () => {
    expect(paid(['arkiv'], 'shared-tasks')?.points).toBe(21)
    expect(paid(['arkiv'], 'competence-gap')?.points).toBe(27)
  })

  it('points at what is given back', () => {
    const wants = need('nve.ki', { inReturn: ['arkiv', 'automatisering'] })
    const gives = offer('ssb.ki', { inReturn: ['automatisering'] })
    expect(of('competence', wants, gives)?.fields.slice(2)).toEqual([
      { file: gives.file, at: 'inReturn.0' },
      { file: wants.file, at: 'inReturn.1' },
    ])
  })

  it('is a link of its own in a rotation, and not counted twice', () => {
    const wants = need('nve.ki', { inReturn: ['arkiv'] })
    const gives = offer('ssb.ki', { inReturn: ['automatisering'] })
    const situation = context({ registrations: [wants, gives] })
    const links = [link(wants, gives, situation), link(gives, wants, situation)]
    const competence = reasons(links, situation).filter(({ part }) => part === 'competence')
    expect(competence.map(({ args }) => args['how'])).toEqual(['all', 'none'])
  })
})

describe('the percentage of a post', () => {
  const workload = (mine: readonly [number, number], theirs: readonly [number, number]) =>
    of(
      'period',
      need('nve.ki', { workload: { min: mine[0], max: mine[1] } }),
      offer('ssb.ki', { workload: { min: theirs[0], max: theirs[1] } }),
    )

  it.each([
    ['all of the narrower range', [20, 100], [40, 60], 10, 'roomy'],
    ['half of it', [20, 50], [35, 100], 9, 'roomy-workload'],
    ['one percentage only', [20, 50], [50, 100], 8, 'roomy-workload'],
    ['a fixed one', [20, 20], [20, 60], 10, 'roomy'],
  ] as const)('%s suits both', (_, mine, theirs, points, how) => {
    expect(workload(mine, theirs)).toMatchObject({ points, args: { how } })
  })

  it('is told with the fields that set it', () => {
    const reason = workload([20, 50], [35, 100])
    expect(reason?.args['workload']).toBe('35–50')
    expect(reason?.fields.map(({ at }) => at)).toEqual(
      expect.arrayContaining(['workload.min', 'workload.max']),
    )
  })
})

describe('text', () => {
  const text = (mine: string, theirs: string) =>
    of('text', need('nve.ki', { title: mine }), offer('ssb.ki', { title: theirs }))

  it('is full for the same title and none for nothing in common', () => {
    expect(text('Klimaregnskap og utslipp', 'Klimaregnskap og utslipp')?.points).toBe(20)
    expect(text('Klimaregnskap og utslipp', 'Brev til søkere')).toMatchObject({
      points: 0,
      args: { how: 'none' },
    })
  })

  it('sees through number, definiteness and written form', () => {
    expect(text('Anskaffelsene våre', 'Ei anskaffelse')?.points).toBe(20)
    expect(text('Verksemdsstyring', 'Virksomhetsstyring')?.points).toBe(20)
  })

  it('reads the names of an area as one idea, and weighs them more than other words', () => {
    const list = text('Sprakmodeller fjord vidde skog myr tind', 'Sprakmodeller gate torg bro havn kai')
    const words = text('Fjellvant fjord vidde skog myr tind', 'Fjellvant gate torg bro havn kai')
    expect(list?.points).toBeGreaterThan(words?.points ?? 0)
  })

  it('does not count words that any registration may use', () => {
    expect(text('Vi ønsker å lære av andre', 'De ønsker å lære av oss')?.points).toBe(0)
  })

  it('points at the fields the words stand in', () => {
    const wants = need('nve.ki', { learningGoals: ['Kunne lese', 'Føre klimaregnskap'] })
    const gives = offer('ssb.ki', { background: 'Vi fører klimaregnskap' })
    expect(of('text', wants, gives)?.fields).toEqual(
      expect.arrayContaining([
        { file: wants.file, at: 'learningGoals.1' },
        { file: gives.file, at: 'background' },
      ]),
    )
  })
})

describe('the other parts', () => {
  const wish = (...wished: readonly string[]) => ({ partners: { wished, excluded: [] } })
  const at = (municipality: string, presence: 'on-site' | 'hybrid' | 'digital') => ({
    place: { municipality, presence },
  })
  it.each([
    [
      'targetGroup',
      'the same group',
      { targetGroups: ['barn', 'eldre'] },
      { targetGroups: ['eldre'] },
      10,
      'same',
    ],
    ['targetGroup', 'open to all', { targetGroups: ['barn'] }, { targetGroups: [] }, 5, 'open'],
    ['targetGroup', 'other groups', { targetGroups: ['barn'] }, { targetGroups: ['eldre'] }, 0, 'none'],
    ['wish', 'no wish', wish('dfo'), wish(), 0, 'none'],
    ['wish', 'one way', wish('ssb'), wish(), 9, 'one-way'],
    ['wish', 'the other way', wish(), wish('nve'), 9, 'one-way'],
    ['wish', 'both ways', wish('ssb'), wish('nve'), 15, 'mutual'],
    ['period', 'room for the longest stay', {}, {}, 10, 'roomy'],
    ['period', 'room for half of it', { period: { from: '2027-01-01', to: '2027-04-01' } }, {}, 5, 'tight'],
    ['place', 'the same municipality', at('Oslo', 'on-site'), at('Oslo', 'on-site'), 5, 'same'],
    ['place', 'all digital', at('Oslo', 'digital'), at('Bodø', 'digital'), 5, 'digital'],
    ['place', 'partly digital', at('Oslo', 'hybrid'), at('Bodø', 'on-site'), 2.5, 'partly'],
    ['place', 'travel', at('Oslo', 'on-site'), at('Bodø', 'on-site'), 0, 'travel'],
    ['level', 'the same', { level: 'manager' }, { level: 'manager' }, 5, 'same'],
    ['level', 'a step apart', { level: 'manager' }, { level: 'specialist' }, 2.5, 'near'],
    ['language', 'the same', {}, {}, 5, 'same'],
    ['language', 'both Norwegian', { language: 'nn' }, {}, 4, 'norwegian'],
    ['language', 'English and Norwegian', { language: 'en' }, {}, 2, 'other'],
  ] as const)('%s: %s', (part, _, mine, theirs, points, how) => {
    expect(of(part, need('nve.ki', mine), offer('ssb.ki', theirs))).toMatchObject({ points, args: { how } })
  })

  it('knows a wish by organisation number', () => {
    const wants = need('nve.ki', wish('971526920'))
    const gives = offer('ssb.ki')
    const world = {
      registrations: [wants, gives],
      agencies: [agency('ssb', { organisationNumber: '971526920' })],
    }
    const reason = score(wants, gives, context(world)).find(({ part }) => part === 'wish')
    expect(reason).toMatchObject({ points: 9, fields: [{ file: wants.file, at: 'partners.wished.0' }] })
  })
})

describe('apportion', () => {
  it.each([
    [[1, 1, 1], 100, [34, 33, 33]],
    [[30, 20, 10, 15, 10, 5, 5, 5], 1000, [300, 200, 100, 150, 100, 50, 50, 50]],
    [[0, 3, 0], 7, [0, 7, 0]],
    [[0, 0], 7, [0, 0]],
  ])('%j of %i', (weights, total, expected) => expect(apportion(weights, total)).toEqual(expected))
})
