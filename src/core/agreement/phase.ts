/** Where an agreement stands, derived from what has happened and the day it is. */
import type { Agreement, Evaluation, Exchange, IsoDate, Settings } from '../model.ts'
import { openQuestions } from './open-questions.ts'
import { signedOn } from './signing.ts'

/** In the order an agreement goes through them; `phase.<name>` in the vocabulary. */
export const phases = [
  'proposed',
  'negotiating',
  'ready-to-sign',
  'signed',
  'running',
  'awaiting-evaluation',
  'closed',
  'terminated',
] as const

/** Fase. */
export type Phase = (typeof phases)[number]

export type PhaseInput = {
  readonly agreement: Agreement
  /** Those of other agreements may be among them. */
  readonly evaluations: readonly Evaluation[]
  /** Says which evaluations are required; none while the settings cannot be read. */
  readonly settings: Pick<Settings, 'evaluation'> | undefined
  /** Of the agreement's present terms: a signature on any other terms does not count. */
  readonly digest: string
  readonly today: IsoDate
}

export function phaseOf(input: PhaseInput): Phase {
  const { agreement, digest, today } = input
  if (isTerminated(agreement, today)) return 'terminated'
  if (signedOn(agreement, digest) !== undefined) return phaseOfSigned(input)
  if (isAwaitingAcceptance(agreement)) return 'proposed'
  return openQuestions(agreement).length > 0 ? 'negotiating' : 'ready-to-sign'
}

function phaseOfSigned(input: PhaseInput): Phase {
  const { exchanges } = input.agreement
  if (exchanges.every((exchange) => isOver(exchange, input.today))) {
    return isEvaluated(input) ? 'closed' : 'awaiting-evaluation'
  }
  return exchanges.some((exchange) => hasBegun(exchange, input.today)) ? 'running' : 'signed'
}

/** From the day of the termination on. */
export function isTerminated({ termination }: Agreement, today: IsoDate): boolean {
  return termination !== null && termination.date <= today
}

/** A match somebody has proposed binds nobody before every party has said yes to it. */
function isAwaitingAcceptance({ basis, parties, accepted }: Agreement): boolean {
  if (basis.match === undefined) return false
  return !parties.every(({ agency }) => accepted.some(({ party }) => party === agency))
}

/** One that was called off before its first day never did. */
function tookPlace({ period, ended }: Exchange): boolean {
  return ended === undefined || ended.date >= period.from
}

/** An exchange that took place has begun from its first day on, also when it is over. */
export function hasBegun(exchange: Exchange, today: IsoDate): boolean {
  return tookPlace(exchange) && exchange.period.from <= today
}

/** The last day, agreed or actual, is part of the exchange: it is over the day after. */
function isOver({ period, ended }: Exchange, today: IsoDate): boolean {
  const last = ended !== undefined && ended.date < period.to ? ended.date : period.to
  return last < today
}

function isEvaluated({ agreement, evaluations, settings }: PhaseInput): boolean {
  const required = settings?.evaluation.required ?? []
  const own = evaluations.filter((evaluation) => evaluation.agreement === agreement.id)
  return agreement.exchanges
    .filter(tookPlace)
    .every(({ id }) =>
      required.every(({ stage, by }) =>
        own.some((given) => given.exchange === id && given.stage === stage && given.by === by),
      ),
    )
}
