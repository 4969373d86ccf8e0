/** Each constraint: a pair it lets through, and one it stops, with the fields that would have to change. */
import { describe, expect, it } from 'vitest'
import { type Constraint, linkConstraints, pairConstraints } from '../../../src/core/match/fit/feasible.ts'
import { fingerprint } from '../../../src/core/match/fit/fingerprint.ts'
import type { Registration } from '../../../src/core/model.ts'
import { agency, agreement, context, decision, need, offer, swap, today, type World } from './world.ts'

type Case = {
  readonly constraint: string
  readonly story: string
  readonly need: Registration
  readonly offer: Registration
  readonly world?: Omit<World, 'registrations'>
  readonly on?: string
  /** Undefined: nothing stands in the way. */
  readonly fields?: readonly string[]
  readonly args?: object
}

const theNeed = need('nve.ki')
const theOffer = offer('ssb.ki')
const lent = { direction: 'lend' } as const
const taken = { direction: 'receive' } as const

const cases: readonly Case[] = [
  { constraint: 'same-agency', story: 'two agencies', need: theNeed, offer: theOffer },
  {
    constraint: 'same-agency',
    story: 'one agency with itself',
    need: theNeed,
    offer: offer('nve.ki-kurs'),
    fields: ['nve.ki', 'nve.ki-kurs'],
  },
  {
    constraint: 'excluded',
    story: 'excludes somebody else',
    need: need('nve.ki', { partners: { wished: [], excluded: ['dfo'] } }),
    offer: theOffer,
  },
  {
    constraint: 'excluded',
    story: 'the need excludes the other by folder',
    need: need('nve.ki', { partners: { wished: [], excluded: ['dfo', 'ssb'] } }),
    offer: theOffer,
    fields: ['nve.ki partners.excluded.1'],
  },
  {
    constraint: 'excluded',
    story: 'the offer excludes the other by organisation number',
    need: theNeed,
    offer: offer('ssb.ki', { partners: { wished: [], excluded: ['970205039'] } }),
    world: { agencies: [agency('nve', { organisationNumber: '970205039' })] },
    fields: ['ssb.ki partners.excluded.0'],
  },
  { constraint: 'withdrawn', story: 'not withdrawn', need: theNeed, offer: theOffer },
  {
    constraint: 'withdrawn',
    story: 'withdrawn',
    need: theNeed,
    offer: offer('ssb.ki', { withdrawn: { date: '2026-11-01', reason: 'Ikke aktuelt' } }),
    fields: ['ssb.ki withdrawn'],
  },
  { constraint: 'agency-left', story: 'both are in', need: theNeed, offer: theOffer },
  {
    constraint: 'agency-left',
    story: 'the agency has left',
    need: theNeed,
    offer: theOffer,
    world: { agencies: [agency('ssb', { left: { date: '2026-10-01', reason: 'Omstilling' } })] },
    fields: ['agencies/ssb/agency.yaml left'],
  },
  { constraint: 'partner-found', story: 'both want help', need: theNeed, offer: theOffer },
  {
    constraint: 'partner-found',
    story: 'one has found a partner',
    need: need('nve.ki', { matchingHelp: false }),
    offer: theOffer,
    fields: ['nve.ki matchingHelp'],
  },
  {
    constraint: 'places-taken',
    story: 'one of two places has an agreement',
    need: theNeed,
    offer: offer('ssb.ki', { places: 2 }),
    world: { agreements: [agreement('dfo.ki--ssb.ki')] },
  },
  {
    constraint: 'places-taken',
    story: 'the only place has an agreement',
    need: theNeed,
    offer: theOffer,
    world: { agreements: [agreement('dfo.ki--ssb.ki')] },
    fields: ['ssb.ki places'],
  },
  {
    constraint: 'places-taken',
    story: 'the agreement was terminated',
    need: theNeed,
    offer: theOffer,
    world: {
      agreements: [
        agreement('dfo.ki--ssb.ki', { termination: { date: today, by: 'dfo', reason: 'Nedbemanning' } }),
      ],
    },
  },
  { constraint: 'competence', story: 'the same area', need: theNeed, offer: theOffer },
  { constraint: 'competence', story: 'a broader area', need: theNeed, offer: offer('ssb.digitalisering') },
  { constraint: 'competence', story: 'a sibling', need: theNeed, offer: offer('ssb.automatisering') },
  {
    constraint: 'competence',
    story: 'nothing of kin',
    need: theNeed,
    offer: offer('ssb.arkiv'),
    fields: ['nve.ki competences', 'ssb.arkiv competences'],
  },
  { constraint: 'direction', story: 'send and host', need: theNeed, offer: theOffer },
  {
    constraint: 'direction',
    story: 'receive and lend',
    need: need('nve.ki', taken),
    offer: offer('ssb.ki', lent),
  },
  {
    constraint: 'direction',
    story: 'send and lend',
    need: theNeed,
    offer: offer('ssb.ki', lent),
    fields: ['nve.ki direction', 'ssb.ki direction'],
    args: { how: 'send' },
  },
  {
    constraint: 'direction',
    story: 'receive and host',
    need: need('nve.ki', taken),
    offer: theOffer,
    fields: ['nve.ki direction', 'ssb.ki direction'],
    args: { how: 'receive' },
  },
  {
    constraint: 'form',
    story: 'one form in common',
    need: need('nve.ki', { forms: ['secondment', 'short-exchange'] }),
    offer: offer('ssb.ki', { forms: ['short-exchange', 'rotation'] }),
  },
  {
    constraint: 'form',
    story: 'no form in common',
    need: theNeed,
    offer: offer('ssb.ki', { forms: ['short-exchange'] }),
    fields: ['nve.ki forms', 'ssb.ki forms'],
    args: { how: 'differ', wantedForms: 'secondment', givenForms: 'short-exchange' },
  },
  {
    constraint: 'form',
    story: 'only rotation in common',
    need: need('nve.ki', { forms: ['rotation'] }),
    offer: offer('ssb.ki', { forms: ['rotation'] }),
    fields: ['nve.ki forms', 'ssb.ki forms'],
    args: { how: 'both-rotate' },
  },
  {
    constraint: 'expired',
    story: 'on the last day it is valid',
    need: theNeed,
    offer: theOffer,
    on: '2027-11-01',
  },
  {
    constraint: 'expired',
    story: 'the day after',
    need: theNeed,
    offer: offer('ssb.ki', { confirmed: '2026-11-02' }),
    on: '2027-11-02',
    fields: ['nve.ki confirmed'],
  },
  {
    constraint: 'period',
    story: 'exactly the weeks needed',
    need: need('nve.ki', { period: { from: '2027-03-01', to: '2027-04-25' } }),
    offer: theOffer,
  },
  {
    constraint: 'period',
    story: 'a day too short',
    need: need('nve.ki', { period: { from: '2027-03-01', to: '2027-04-24' } }),
    offer: theOffer,
    fields: ['nve.ki period.from', 'nve.ki period.to', 'nve.ki duration.minWeeks'],
    args: { how: 'short', count: 7, needed: 8 },
  },
  {
    constraint: 'period',
    story: 'the other needs longer',
    need: need('nve.ki', { period: { from: '2027-03-01', to: '2027-06-30' } }),
    offer: offer('ssb.ki', { duration: { minWeeks: 20, maxWeeks: 30 } }),
    fields: ['nve.ki period.from', 'nve.ki period.to', 'ssb.ki duration.minWeeks'],
    args: { count: 17, needed: 20 },
  },
  {
    constraint: 'period',
    story: 'apart',
    need: need('nve.ki', { period: { from: '2027-01-01', to: '2027-05-31' } }),
    offer: offer('ssb.ki', { period: { from: '2027-08-01', to: '2027-12-31' } }),
    fields: ['ssb.ki period.from', 'nve.ki period.to', 'nve.ki duration.minWeeks'],
    args: { how: 'none', count: 0 },
  },
  {
    constraint: 'period',
    story: 'what is over does not count',
    need: theNeed,
    offer: theOffer,
    on: '2027-12-01',
    fields: ['ssb.ki period.from', 'ssb.ki period.to', 'nve.ki duration.minWeeks'],
    args: { count: 4, needed: 8 },
  },
  {
    constraint: 'duration',
    story: 'they meet in one length',
    need: need('nve.ki', { duration: { minWeeks: 8, maxWeeks: 12 } }),
    offer: offer('ssb.ki', { duration: { minWeeks: 12, maxWeeks: 26 } }),
  },
  {
    constraint: 'duration',
    story: 'the longest is shorter than the shortest',
    need: need('nve.ki', { duration: { minWeeks: 4, maxWeeks: 11 } }),
    offer: offer('ssb.ki', { duration: { minWeeks: 12, maxWeeks: 26 } }),
    fields: ['ssb.ki duration.minWeeks', 'nve.ki duration.maxWeeks'],
    args: { demanding: 'ssb', limited: 'nve', least: 12, most: 11 },
  },
  {
    constraint: 'workload',
    story: 'they meet in one percentage',
    need: need('nve.ki', { workload: { min: 40, max: 50 } }),
    offer: offer('ssb.ki', { workload: { min: 50, max: 100 } }),
  },
  {
    constraint: 'workload',
    story: 'one wants more than the other can',
    need: need('nve.ki', { workload: { min: 100, max: 100 } }),
    offer: offer('ssb.ki', { workload: { min: 20, max: 40 } }),
    fields: ['nve.ki workload.min', 'ssb.ki workload.max'],
    args: { demanding: 'nve', limited: 'ssb', least: 100, most: 40 },
  },
  {
    constraint: 'presence',
    story: 'another municipality: the guest travels',
    need: need('nve.ki', { place: { municipality: 'Tromsø', presence: 'on-site' } }),
    offer: theOffer,
  },
  {
    constraint: 'presence',
    story: 'hybrid goes with digital',
    need: need('nve.ki', { place: { municipality: 'Tromsø', presence: 'hybrid' } }),
    offer: offer('ssb.ki', { place: { municipality: 'Oslo', presence: 'digital' } }),
  },
  {
    constraint: 'presence',
    story: 'all digital and all on site',
    need: need('nve.ki', { place: { municipality: 'Oslo', presence: 'digital' } }),
    offer: theOffer,
    fields: ['nve.ki place.presence', 'ssb.ki place.presence'],
    args: { digital: 'nve', onSite: 'ssb' },
  },
  {
    constraint: 'level',
    story: 'one step apart',
    need: theNeed,
    offer: offer('ssb.ki', { level: 'manager' }),
  },
  {
    constraint: 'level',
    story: 'two steps apart',
    need: theNeed,
    offer: offer('ssb.ki', { level: 'senior-manager' }),
    fields: ['nve.ki level', 'ssb.ki level'],
  },
  {
    constraint: 'clearance',
    story: 'BEGRENSET takes only an authorisation',
    need: theNeed,
    offer: offer('ssb.ki', { clearance: 'restricted' }),
  },
  {
    constraint: 'clearance',
    story: 'the sender looks for such work',
    need: need('nve.ki', { clearance: 'secret' }),
    offer: offer('ssb.ki', { clearance: 'confidential' }),
  },
  {
    constraint: 'clearance',
    story: 'the host demands more',
    need: theNeed,
    offer: offer('ssb.ki', { clearance: 'confidential' }),
    fields: ['ssb.ki clearance', 'nve.ki clearance'],
    args: { host: 'ssb', sender: 'nve' },
  },
  {
    constraint: 'clearance',
    story: 'who takes somebody in is the host',
    need: need('nve.ki', { ...taken, clearance: 'secret' }),
    offer: offer('ssb.ki', lent),
    fields: ['nve.ki clearance', 'ssb.ki clearance'],
    args: { host: 'nve', sender: 'ssb' },
  },
  {
    constraint: 'agreed',
    story: 'another pair has an agreement',
    need: theNeed,
    offer: theOffer,
    world: { agreements: [agreement('nve.ki--dfo.ki')] },
  },
  {
    constraint: 'agreed',
    story: 'this pair has an agreement',
    need: theNeed,
    offer: theOffer,
    world: { agreements: [agreement('nve.ki--ssb.ki')] },
    fields: ['nve.ki', 'ssb.ki'],
  },
  {
    constraint: 'declined',
    story: 'declined on other inputs',
    need: theNeed,
    offer: theOffer,
    world: { decisions: [decision('nve.ki--ssb.ki', fingerprint([theNeed]))] },
  },
  {
    constraint: 'declined',
    story: 'declined on these inputs',
    need: theNeed,
    offer: theOffer,
    world: { decisions: [decision('nve.ki--ssb.ki', fingerprint([theNeed, theOffer]))] },
    fields: ['decisions/nve.ki--ssb.ki.yaml reason'],
  },
]

function named(list: readonly Constraint[], id: string): Constraint {
  const found = list.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

/** `ssb.ki period.from` instead of the whole path of the file. */
function short({ file, at }: { file: string; at: string }): string {
  const registration = file.replace(/^agencies\/([^/]+)\/(?:needs|offers)\/(.+)\.yaml$/, '$1.$2')
  return at === '' ? registration : `${registration} ${at}`
}

describe('a pair', () => {
  it.each(cases)(
    '$constraint: $story',
    ({ constraint, need, offer, world = {}, on = today, fields, args }) => {
      const situation = context({ registrations: [need, offer], ...world }, on)
      const obstacle = named(pairConstraints, constraint).check(need, offer, situation)
      expect(obstacle?.fields.map(short)).toEqual(fields)
      expect(obstacle?.args ?? {}).toMatchObject(args ?? {})
    },
  )

  it('has a passing and a failing case for every constraint', () => {
    const passing = new Set(cases.filter(({ fields }) => !fields).map(({ constraint }) => constraint))
    const failing = new Set(cases.filter(({ fields }) => fields).map(({ constraint }) => constraint))
    const ids = pairConstraints.map(({ id }) => id).sort()
    expect([...passing].sort()).toEqual(ids)
    expect([...failing].sort()).toEqual(ids)
  })
})

describe('a link of a rotation', () => {
  const check = (constraint: string, wants: Registration, gives: Registration) =>
    named(linkConstraints, constraint).check(wants, gives, context({ registrations: [wants, gives] }))

  it('needs both to want a rotation', () => {
    expect(check('form', swap('nve.ki', 'data'), swap('ssb.data', 'ki'))).toBeUndefined()
    expect(check('form', swap('nve.ki', 'data'), offer('ssb.ki'))?.args).toMatchObject({ how: 'differ' })
  })

  it('compares what the one wants with what the other gives, whatever they are', () => {
    expect(check('competence', swap('nve.ki', 'data'), swap('ssb.data', 'ki'))).toBeUndefined()
    expect(check('competence', swap('nve.ki', 'data'), swap('ssb.data', 'arkiv'))?.fields.map(short)).toEqual(
      ['nve.ki competences', 'ssb.data inReturn'],
    )
    const giver = offer('ssb.ki', { inReturn: ['arkiv'], forms: ['rotation'] })
    expect(check('competence', giver, swap('nve.ki', 'arkiv'))).toBeUndefined()
  })

  it('takes the one visited for the host, whatever the direction', () => {
    const visited = offer('ssb.ki', { ...lent, clearance: 'secret', forms: ['rotation'] })
    const guest = swap('nve.ki', 'data', taken)
    expect(check('clearance', guest, visited)?.args).toMatchObject({ host: 'ssb', sender: 'nve' })
    expect(check('clearance', visited, guest)).toBeUndefined()
  })
})
