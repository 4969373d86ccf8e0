/** What has changed is told by the same fields as decide whether a decline still holds. */
import { describe, expect, it } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import { fingerprint } from '../../src/core/match/fit/fingerprint.ts'
import type { Need } from '../../src/core/model.ts'
import { fieldChanges, tellerOf } from '../../src/core/plan/propose/proposal-changes.ts'
import { agency, need, programme, today } from '../core/match/world.ts'
import { schemaOf } from '../worlds.ts'

type Changes = Parameters<typeof need>[1]

const full = {
  competences: ['data', 'arkiv'],
  targetGroups: ['barn'],
  inReturn: ['ki'],
  learningGoals: ['Kunne mer', 'Kunne annet'],
  partners: { wished: ['nav'], excluded: ['dfo'] },
  unit: 'Avdeling for data',
} satisfies Changes

function changed(changes: Changes, decisive: boolean) {
  const state = (one: Need) => programme({ registrations: [one], agencies: [agency('nav'), agency('dfo')] })
  const [was, is] = [need('nve.ki', full), need('nve.ki', { ...full, ...changes })]
  const [before, after] = [state(was), state(is)]
  const { words } = voiceOf('nb')
  const told = fieldChanges(
    { before, after, members: ['nve.ki'] },
    { decisive },
    schemaOf,
    tellerOf(after, words),
    today,
  )
  return { told, lapses: fingerprint([was]) !== fingerprint([is]) }
}

const decisive: readonly (readonly [string, Changes, string, string])[] = [
  ['Kompetanse dere trenger', { competences: ['data'] }, 'data og arkiv', 'data'],
  ['Målgrupper', { targetGroups: ['eldre'] }, 'barn', 'eldre'],
  ['Hva dere kan gi tilbake', { inReturn: [] }, 'ki', '(tomt)'],
  ['Læringsmål', { learningGoals: ['Kunne alt'] }, 'Kunne mer og Kunne annet', 'Kunne alt'],
  ['Sende eller ta imot?', { direction: 'receive' }, 'Sende', 'Ta imot'],
  ['Former for utveksling', { forms: ['rotation'] }, 'Hospitering', 'Rotasjon'],
  [
    'Når passer det? Fra og med',
    { period: { from: '2027-02-01', to: '2027-12-31' } },
    '1. januar 2027',
    '1. februar 2027',
  ],
  ['Varighet: minst antall uker', { duration: { minWeeks: 4, maxWeeks: 26 } }, '8', '4'],
  ['Høyeste stillingsprosent', { workload: { min: 50, max: 80 } }, '100', '80'],
  ['Sted: kommune', { place: { municipality: 'Bodø', presence: 'on-site' } }, 'Oslo', 'Bodø'],
  ['Sted: oppmøte', { place: { municipality: 'Oslo', presence: 'digital' } }, 'På stedet', 'Digitalt'],
  ['Antall plasser', { places: 2 }, '1', '2'],
  ['Stillingsnivå', { level: 'manager' }, 'Fagspesialist', 'Leder'],
  ['Sikkerhetsnivå', { clearance: 'secret' }, 'Ingen', 'HEMMELIG'],
  ['Ønskede samarbeidspartnere', { partners: { wished: [], excluded: ['dfo'] } }, 'nav (NAV)', '(tomt)'],
  ['Uaktuelle samarbeidspartnere', { partners: { wished: ['nav'], excluded: [] } }, 'dfo (DFO)', '(tomt)'],
]

describe('a field that decides', () => {
  it.each(decisive)('%s', (field, changes, before, after) => {
    const { told, lapses } = changed(changes, true)
    expect(lapses).toBe(true)
    expect(told.map((one) => ({ ...one, registration: '' }))).toEqual([
      { registration: '', field, before, after },
    ])
  })
})

describe('a field that is only told', () => {
  it.each([
    ['title', { title: 'Noe annet' }],
    ['unit', { unit: 'En annen avdeling' }],
    ['background', { background: 'Vi har tenkt oss om.' }],
    ['language', { language: 'nn' }],
  ] as const)('%s', (_, changes) => {
    const { told, lapses } = changed(changes, true)
    expect(lapses).toBe(false)
    expect(told).toEqual([])
    expect(changed(changes, false).told).toHaveLength(1)
  })
})

describe('nothing has changed', () => {
  it.each([
    ['when lists come in another order', { competences: ['arkiv', 'data'] }],
    ['when lines are broken elsewhere', { learningGoals: ['Kunne  mer', 'Kunne\nannet'] }],
    ['when it is confirmed again', { confirmed: '2026-11-20' }],
  ] as const)('%s', (_, changes) => {
    const { told, lapses } = changed(changes, false)
    expect(lapses).toBe(false)
    expect(told).toEqual([])
  })
})
