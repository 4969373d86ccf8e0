import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import { need, offer } from './world.ts'

const goals = { learningGoals: ['Kunne lese modellkort', 'Kunne stille krav'], competences: ['ki', 'data'] }
const before = fingerprint([need('nve.ki', goals), offer('ssb.ki')])

it('is a digest with its name in front', () => expect(before).toMatch(/^sha256:[0-9a-f]{64}$/))

describe('stays the same', () => {
  it.each([
    ['in another order', [offer('ssb.ki'), need('nve.ki', goals)]],
    [
      'when lists are in another order',
      [need('nve.ki', { ...goals, competences: ['data', 'ki'] }), offer('ssb.ki')],
    ],
    ['when confirmed again', [need('nve.ki', { ...goals, confirmed: '2027-01-01' }), offer('ssb.ki')]],
    [
      'with another title and background',
      [need('nve.ki', { ...goals, title: 'Ny', background: 'Ny' }), offer('ssb.ki')],
    ],
    [
      'when a line is broken elsewhere',
      [
        need('nve.ki', { ...goals, learningGoals: ['Kunne lese\n modellkort', 'Kunne stille krav'] }),
        offer('ssb.ki'),
      ],
    ],
  ])('%s', (_, registrations) => expect(fingerprint(registrations)).toBe(before))
})

describe('changes', () => {
  it.each([
    ['competences', { competences: ['ki'] }],
    ['target groups', { targetGroups: ['barn'] }],
    ['what is given in return', { inReturn: ['arkiv'] }],
    ['learning goals', { learningGoals: ['Kunne noe annet'] }],
    ['direction', { direction: 'receive' }],
    ['forms', { forms: ['short-exchange'] }],
    ['period', { period: { from: '2027-01-01', to: '2027-11-30' } }],
    ['duration', { duration: { minWeeks: 8, maxWeeks: 27 } }],
    ['workload', { workload: { min: 50, max: 90 } }],
    ['place', { place: { municipality: 'Bodø', presence: 'on-site' } }],
    ['presence', { place: { municipality: 'Oslo', presence: 'hybrid' } }],
    ['places', { places: 2 }],
    ['level', { level: 'manager' }],
    ['clearance', { clearance: 'secret' }],
    ['wishes', { partners: { wished: ['ssb'], excluded: [] } }],
  ] as const)('with %s', (_, changes) => {
    expect(fingerprint([need('nve.ki', { ...goals, ...changes }), offer('ssb.ki')])).not.toBe(before)
  })
})
