/** Grunnlaget: what several figures are counted from, found once. */
import { signedOn } from '../../agreement/signing.ts'
import { lastingOf } from '../../follow-up/timing.ts'
import { registrationsIn } from '../../match/ids.ts'
import type {
  Agreement,
  Exchange,
  IsoDate,
  Need,
  Offer,
  Period,
  Programme,
  Registration,
} from '../../model.ts'
import { digestIn } from '../../rules/terms.ts'
import type { Frame } from './figure.ts'
import { roundOn } from './scopes.ts'

/**
 * Historien: the day each file was first saved, by Git. `shallow`: older history is not here, so nobody can tell.
 * `none`: the folder is under no version control.
 */
export type History = {
  readonly kind: 'whole' | 'shallow' | 'none'
  /** By path from the programme's root. */
  readonly first: ReadonlyMap<string, IsoDate>
}

export const noHistory: History = { kind: 'none', first: new Map() }

/** An exchange under an agreement that all have signed, and the days it lasts or lasted. */
export type Held = {
  readonly agreement: Agreement
  readonly exchange: Exchange
  readonly lasting: Period
  /** `kld-dfo/ut-1` */
  readonly id: string
}

export type Facts = {
  readonly programme: Programme
  readonly today: IsoDate
  readonly history: History
  readonly frame: Frame
  readonly needs: readonly Need[]
  readonly offers: readonly Offer[]
  readonly agreements: readonly Agreement[]
  /** The day the last party signed the terms as they stand, by agreement. */
  readonly signed: ReadonlyMap<string, IsoDate>
  readonly exchanges: readonly Held[]
}

export function factsOf(programme: Programme, today: IsoDate, history: History, frame: Frame): Facts {
  const registrations = [...programme.registrations.values()]
  const agreements = [...programme.agreements.values()]
  const signed = new Map(
    agreements.flatMap((agreement): readonly (readonly [string, IsoDate])[] => {
      const digest = digestIn(programme, agreement)
      const day = digest === undefined ? undefined : signedOn(agreement, digest)
      return day === undefined || day > today ? [] : [[agreement.id, day]]
    }),
  )
  return {
    ...{ programme, today, history, frame, agreements, signed },
    needs: registrations.filter((one): one is Need => one.kind === 'need'),
    offers: registrations.filter((one): one is Offer => one.kind === 'offer'),
    exchanges: agreements.filter(({ id }) => signed.has(id)).flatMap(held),
  }
}

/** One that was called off before its first day never took place. */
function held(agreement: Agreement): readonly Held[] {
  return agreement.exchanges.flatMap((exchange) => {
    const lasting = lastingOf(exchange)
    return lasting ? [{ agreement, exchange, lasting, id: `${agreement.id}/${exchange.id}` }] : []
  })
}

/** A registration belongs to the first round whose deadline had not passed when the management said yes. */
export function roundOfRegistration({ anchoring }: Registration, { settings }: Programme): string {
  return roundOn(anchoring.date, settings)
}

/** What an agreement came from; [] when the parties found each other, or nothing of it is left. */
export function registrationsBehind(
  match: string | undefined,
  programme: Programme,
): readonly Registration[] {
  if (match === undefined) return []
  return registrationsIn(match).flatMap((id) => programme.registrations.get(id) ?? [])
}

/** The round of the need a proposal is about; where that is gone, by the day. */
export function roundOfMatch(match: string, date: IsoDate, programme: Programme): string {
  const [first] = registrationsBehind(match, programme)
  return first ? roundOfRegistration(first, programme) : roundOn(date, programme.settings)
}
