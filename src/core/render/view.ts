/** From an agreement to what its documents say, in one language: the only place where data becomes prose. */
import { openQuestions } from '../agreement/open-questions.ts'
import type { Words } from '../messages.ts'
import type { Agreement, Exchange, Language, Programme } from '../model.ts'
import { matchingVersion } from './standard-text.ts'
import { exchangeDetails } from './view-exchange.ts'
import { lastDay } from './view-facts.ts'
import type { AgreementView, ExchangeAgreementView, PersonView, TerminationView } from './view-model.ts'
import { Teller, versionOf } from './view-teller.ts'

/**
 * The cooperation agreement's view.
 * @throws Error for an agreement whose agencies or standard text are not in the programme: `check` says so first
 */
export function agreementView(
  agreement: Agreement,
  programme: Programme,
  language: Language,
  words: Words,
): AgreementView {
  const teller = new Teller(agreement, programme, language, words)
  return {
    ...teller.common(agreement.template, openQuestions(agreement)),
    exchanges: agreement.exchanges.map((exchange, index) => exchangeDetails(teller, exchange, index)),
    sends: agreement.exchanges.map((exchange) => teller.send(exchange)),
  }
}

/**
 * The view of the agreement about one exchange, and of what is annexed to it under another standard text. Its open
 * questions are those about this exchange and those about all.
 * @throws Error as {@link agreementView} does
 */
export function exchangeView(
  agreement: Agreement,
  exchange: Exchange,
  programme: Programme,
  language: Language,
  words: Words,
  template = matchingVersion(programme, 'exchange-agreement', versionOf(agreement)),
): ExchangeAgreementView {
  const teller = new Teller(agreement, programme, language, words)
  const index = agreement.exchanges.indexOf(exchange)
  const open = openQuestions(agreement).filter(({ at }) => at[0] !== 'exchanges' || at[1] === index)
  return {
    ...teller.common(template, open),
    exchange: exchangeDetails(teller, exchange, index),
    employee: nobody,
    senderManager: nobody,
    hostManager: nobody,
    mentor: nobody,
    sender: teller.party(exchange.from),
    host: teller.party(exchange.to),
  }
}

/** Nobody is named in the repository. */
export const nobody: PersonView = { name: '', hasName: false }

/** Oppsagt avtale. */
export type TerminatedAgreement = Agreement & { readonly termination: NonNullable<Agreement['termination']> }

/**
 * The view of the notice that ends an agreement.
 * @throws Error as {@link agreementView} does
 */
export function terminationView(
  agreement: TerminatedAgreement,
  programme: Programme,
  language: Language,
  words: Words,
  template: string,
): TerminationView {
  const { termination, exchanges, parties } = agreement
  const teller = new Teller(agreement, programme, language, words)
  const others = parties.filter(({ agency }) => agency !== termination.by)
  const left = exchanges.filter((exchange) => lastDay(exchange) > termination.date)
  const running = left.filter(({ period }) => period.from <= termination.date)
  const lapsed = left.filter(({ period }) => period.from > termination.date)
  return {
    ...teller.common(template, []),
    terminationDate: teller.date(termination.date),
    reason: termination.reason,
    terminating: teller.party(termination.by),
    others: others.map(({ agency }) => teller.party(agency)),
    otherNames: teller.list(others.map(({ agency }) => teller.nameOf(agency))),
    running: running.map((exchange) => teller.send(exchange)),
    hasRunning: running.length > 0,
    lapsed: lapsed.map((exchange) => teller.send(exchange)),
    hasLapsed: lapsed.length > 0,
  }
}
