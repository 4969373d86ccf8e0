/** Hvor det står: what is true on a day, as counts and as names of what has come about. */
import { hasBegun, phaseOf } from '../agreement/phase.ts'
import { signedOn } from '../agreement/signing.ts'
import { lastingOf } from '../follow-up/timing.ts'
import { type Context, placesLeft } from '../match/context.ts'
import type { Agreement, IsoDate, Programme, Registration } from '../model.ts'
import { digestIn } from '../rules/terms.ts'
import type { Happening } from './happening.ts'
import type { World } from './world.ts'

/** Hvor påmeldingene står: every one is in exactly one of these. */
export const registrationStates = ['open', 'met', 'expired', 'withdrawn'] as const

export type RegistrationState = (typeof registrationStates)[number]

/**
 * `withdrawn`: taken back, or its agency has left. `met`: all its places have an agreement in force, or it has found its
 * partner itself. `expired`: not confirmed in time, or its period is over. `open`: still looking.
 */
export function registrationState(one: Registration, context: Context): RegistrationState {
  const agency = context.agencies.get(one.agency)
  if (one.withdrawn || agency === undefined || agency.left) return 'withdrawn'
  if (!one.matchingHelp || placesLeft(one, context) === 0) return 'met'
  return context.expired.has(one.id) || one.period.to < context.today ? 'expired' : 'open'
}

export type RegistrationCounts = Readonly<Record<RegistrationState, number>>

export function registrationCounts({ registrations }: Programme, context: Context): RegistrationCounts {
  const counts = { open: 0, met: 0, expired: 0, withdrawn: 0 }
  for (const one of registrations.values()) counts[registrationState(one, context)]++
  return counts
}

/** Exchanges that go on this day, under agreements that all have signed. */
export function running(programme: Programme, today: IsoDate): number {
  return [...programme.agreements.values()]
    .filter((one) => isSigned(one, programme))
    .flatMap(({ exchanges }) => exchanges)
    .filter((one) => hasBegun(one, today) && (lastingOf(one)?.to ?? '') >= today).length
}

function isSigned(agreement: Agreement, programme: Programme): boolean {
  const digest = digestIn(programme, agreement)
  return digest !== undefined && signedOn(agreement, digest) !== undefined
}

const kinds = ['exchange-begins', 'exchange-ends', 'closed', 'expired'] as const

/** `<kind> <about>` for everything that has come about by a day; what is new among it is what happens that day. */
export function comeAbout(programme: Programme, today: IsoDate, context: Context): ReadonlySet<string> {
  const all = [...programme.agreements.values()]
  const named = [
    ...all.filter((one) => isSigned(one, programme)).flatMap((one) => ofExchanges(one, today)),
    ...all.filter((one) => isClosed(one, programme, today)).map(({ id }) => `closed ${id}`),
    ...[...programme.registrations.values()]
      .filter((one) => registrationState(one, context) === 'expired')
      .map(({ id }) => `expired ${id}`),
  ]
  return new Set(named)
}

/** An exchange ends on its last day, and is over the day after. */
function ofExchanges({ id, exchanges }: Agreement, today: IsoDate): readonly string[] {
  return exchanges
    .filter((one) => hasBegun(one, today))
    .flatMap((one) => [
      `exchange-begins ${id}/${one.id}`,
      ...((lastingOf(one)?.to ?? '') <= today ? [`exchange-ends ${id}/${one.id}`] : []),
    ])
}

function isClosed(agreement: Agreement, programme: Programme, today: IsoDate): boolean {
  const { evaluations, settings } = programme
  const digest = digestIn(programme, agreement) ?? ''
  return phaseOf({ agreement, evaluations, settings, digest, today }) === 'closed'
}

export function newsIn({ told, today }: World, now: ReadonlySet<string>): readonly Happening[] {
  return [...now]
    .filter((one) => !told.has(one))
    .flatMap((one) => {
      const [word = '', about = ''] = one.split(' ')
      const kind = kinds.find((known) => known === word)
      return kind ? [{ day: today, kind, about }] : []
    })
}
