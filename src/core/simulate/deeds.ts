/** Gjerninger: what a deed changes in the files on its day. One that nothing is left to be done about changes nothing. */
import { hasBegun, isTerminated } from '../agreement/phase.ts'
import { signedOn } from '../agreement/signing.ts'
import { lastingOf } from '../follow-up/timing.ts'
import { fingerprint } from '../match/fit/fingerprint.ts'
import { membersOf } from '../match/office/open.ts'
import type { Agreement, Programme } from '../model.ts'
import { type DeclineReason, declineReasons } from '../plan/command/decline.ts'
import { agreementPath, partiesOf } from '../plan/propose/proposal.ts'
import { digestIn } from '../rules/terms.ts'
import {
  ending,
  filler,
  withAgreement,
  withDecision,
  withDone,
  withEvaluation,
  withRegistration,
} from './change.ts'
import type { Happening, HappeningKind } from './happening.ts'
import { registered } from './newcomers.ts'
import { agreedOn, settledTerms } from './terms.ts'
import type { Deed, Setting, Step, World } from './world.ts'

/** All deeds of today, in the order they were planned. */
export function carryOutDeeds(world: World, setting: Setting): Step {
  const due = world.planned.filter(({ day }) => day <= world.today)
  const start: World = { ...world, planned: world.planned.filter(({ day }) => day > world.today) }
  return due.reduce<Step>(
    ({ world: before, happenings }, { deed }) => {
      const { world: after, happenings: more } = carryOut(deed, before, setting)
      return { world: after, happenings: [...happenings, ...more] }
    },
    { world: start, happenings: [] },
  )
}

function carryOut(deed: Deed, world: World, setting: Setting): Step {
  switch (deed.kind) {
    case 'answer':
      return answer(deed, world, setting)
    case 'terms':
      return terms(deed, world, setting)
    case 'signature':
      return sign(deed, world)
    case 'ending':
      return end(deed, world)
    case 'milestone':
      return milestone(deed, world)
    case 'evaluation':
      return evaluate(deed, world)
    case 'confirmation':
      return confirm(deed, world)
    case 'registration':
      return register(deed, world, setting)
    default:
      return deed satisfies never
  }
}

const nothing = (world: World): Step => ({ world, happenings: [] })

function told(
  programme: Programme,
  world: World,
  ...kinds: readonly (readonly [kind: HappeningKind, about: string, agency?: string])[]
): Step {
  const happenings = kinds.map(([kind, about, agency]): Happening => {
    return { day: world.today, kind, about, ...(agency === undefined ? {} : { agency }) }
  })
  return { world: { ...world, programme }, happenings }
}

type Of<Kind extends Deed['kind']> = Extract<Deed, { kind: Kind }>

/** On an open proposal, or on one that has become an agreement before the run began. */
function answer(deed: Of<'answer'>, world: World, setting: Setting): Step {
  const { match, agency } = deed
  const open = world.proposals.get(match)
  if (!open) return answerInAgreement(deed, world, setting)
  if (!deed.yes) return decline(deed, without(match, world), setting)
  const yes = [...new Set([...open.yes, agency])]
  if (!partiesOf(match).every((party) => yes.includes(party))) {
    const proposals = new Map(world.proposals).set(match, { ...open, yes })
    return told(world.programme, { ...world, proposals }, ['accepted', match, agency])
  }
  const agreement = agreedOn(match, agreementPath(match), world)
  if (!agreement) return nothing(world)
  return told(
    withAgreement(agreement, world.programme),
    without(match, world),
    ['accepted', match, agency],
    ['agreed', agreement.id],
  )
}

function without(match: string, world: World): World {
  return { ...world, proposals: new Map([...world.proposals].filter(([one]) => one !== match)) }
}

/** Written down with the fingerprint, so that it holds for as long as nothing that matters has changed. */
function decline({ match, agency }: Of<'answer'>, world: World, { chance }: Setting): Step {
  const members = membersOf(match, world.programme)
  const reason: DeclineReason = chance.one(`reason ${match} ${agency}`, declineReasons) ?? 'other'
  if (!members) return nothing(world)
  const decision = { match, by: agency, reason, date: world.today, fingerprint: fingerprint(members) }
  return told(withDecision(decision, world.programme), world, ['declined', match, agency])
}

function answerInAgreement({ match, agency, yes }: Of<'answer'>, world: World, setting: Setting): Step {
  const { programme, today } = world
  const found = [...programme.agreements.values()].find(({ basis }) => basis.match === match)
  if (!found || isTerminated(found, today)) return nothing(world)
  if (yes) {
    const accepted = [...found.accepted, { party: agency, date: today }]
    return told(withAgreement({ ...found, accepted }, programme), world, ['accepted', match, agency])
  }
  const termination = { ...ending(today), by: agency }
  const ended = { ...world, programme: withAgreement({ ...found, termination }, programme) }
  return decline({ kind: 'answer', match, agency, yes }, ended, setting)
}

function terms({ agreement: id, succeeds }: Of<'terms'>, world: World, { assumed }: Setting): Step {
  const { programme, today } = world
  const found = programme.agreements.get(id)
  if (!found || isTerminated(found, today)) return nothing(world)
  const ready = succeeds ? settledTerms(found, programme, today, assumed) : undefined
  if (ready) return told(withAgreement(ready, programme), world, ['terms-ready', id])
  const by = found.parties[0]?.agency ?? ''
  const given = { ...found, termination: { ...ending(today), by } }
  return told(withAgreement(given, programme), world, ['abandoned', id])
}

function sign({ agreement: id, party }: Of<'signature'>, world: World): Step {
  const { programme, today } = world
  const found = programme.agreements.get(id)
  const digest = found && digestIn(programme, found)
  if (!found || digest === undefined || isTerminated(found, today)) return nothing(world)
  const role = found.parties.find(({ agency }) => agency === party)?.signatory.role ?? filler
  const signature = { party, role, date: today, method: 'esign', terms: digest } as const
  const signed: Agreement = { ...found, signatures: [...found.signatures, signature] }
  const isLast = signedOn(signed, digest) !== undefined
  return told(
    withAgreement(signed, programme),
    world,
    ['signature', id, party],
    ...(isLast ? ([['signed', id]] as const) : []),
  )
}

/** Before its first day it is called off; after its last there is nothing to end. */
function end({ agreement: id, exchange }: Of<'ending'>, world: World): Step {
  const { programme, today } = world
  const found = programme.agreements.get(id)
  const one = found?.exchanges.find((other) => other.id === exchange)
  if (!found || !one || one.ended || today >= one.period.to) return nothing(world)
  const ended = { ...one, ended: ending(today) }
  const exchanges = found.exchanges.map((other) => (other === one ? ended : other))
  const kind = hasBegun(one, today) ? 'ended-early' : 'called-off'
  return told(withAgreement({ ...found, exchanges }, programme), world, [kind, `${id}/${exchange}`])
}

function milestone({ agreement, exchange, milestone: name }: Of<'milestone'>, world: World): Step {
  const { programme, today } = world
  const of = exchange === undefined ? {} : { exchange }
  if (!isStillOf(agreement, exchange, world)) return nothing(world)
  const about = [agreement, ...(exchange === undefined ? [] : [exchange]), name].join('/')
  return told(withDone(agreement, { milestone: name, ...of, date: today }, programme), world, [
    'milestone-done',
    about,
  ])
}

function evaluate({ kind: _, ...answer }: Of<'evaluation'>, world: World): Step {
  const { programme, today } = world
  if (!isStillOf(answer.agreement, answer.exchange, world)) return nothing(world)
  const { agreement, exchange, stage, by } = answer
  return told(withEvaluation({ ...answer, date: today }, programme), world, [
    'evaluated',
    `${agreement}/${exchange}/evaluation.${stage} ${by}`,
  ])
}

/** Of an agreement that has been terminated, or an exchange that was called off, nobody reports anything. */
function isStillOf(agreement: string, exchange: string | undefined, { programme, today }: World): boolean {
  const found = programme.agreements.get(agreement)
  if (!found || isTerminated(found, today)) return false
  if (exchange === undefined) return true
  const one = found.exchanges.find(({ id }) => id === exchange)
  return one !== undefined && lastingOf(one) !== undefined
}

function confirm({ registration, yes }: Of<'confirmation'>, world: World): Step {
  const { programme, today } = world
  const found = programme.registrations.get(registration)
  if (!found || found.withdrawn) return nothing(world)
  const changed = yes ? { ...found, confirmed: today } : { ...found, withdrawn: ending(today) }
  return told(withRegistration(changed, programme), world, [
    yes ? 'confirmed' : 'withdrawn',
    registration,
    found.agency,
  ])
}

function register({ round, number }: Of<'registration'>, world: World, { chance }: Setting): Step {
  const one = registered(round, number, world, chance)
  if (!one) return nothing(world)
  return told(withRegistration(one, world.programme), world, ['registered', one.id, one.agency])
}
