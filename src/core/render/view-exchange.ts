/** Utvekslingen as documents tell of it. */
import type { Exchange } from '../model.ts'
import { formatOrganisationNumber } from '../organisation-number.ts'
import * as facts from './view-facts.ts'
import type { ExchangeView } from './view-model.ts'
import { isText, type Teller } from './view-teller.ts'

/** `index` is the exchange's place in the agreement, from 0. */
export function exchangeDetails(teller: Teller, exchange: Exchange, index: number): ExchangeView {
  const { legalBasis, tasks } = exchange
  return {
    id: exchange.id,
    number: String(index + 1),
    ...formOf(teller, exchange),
    fromName: teller.nameOf(exchange.from),
    fromNumber: formatOrganisationNumber(teller.agency(exchange.from).organisationNumber),
    toName: teller.nameOf(exchange.to),
    toNumber: formatOrganisationNumber(teller.agency(exchange.to).organisationNumber),
    ...employment(exchange),
    legalBasis: legalBasis ?? '',
    hasLegalBasis: isText(legalBasis),
    ...days(teller, exchange),
    ...workload(teller, exchange),
    ...place(teller, exchange),
    ...costs(teller, exchange),
    senderAboveHost: facts.isAbove(exchange.from, exchange.to, teller.programme),
    hostAboveSender: facts.isAbove(exchange.to, exchange.from, teller.programme),
    tasks: tasks ?? '',
    hasTasks: isText(tasks),
    learningGoals: exchange.learningGoals,
    ...secrecy(teller, exchange),
  }
}

function formOf({ words }: Teller, { form }: Exchange) {
  return {
    form: words(`form-${form}`),
    isSecondment: form === 'secondment',
    isShortExchange: form === 'short-exchange',
    isRotation: form === 'rotation',
  }
}

function employment(exchange: Exchange) {
  const { employer, payer } = exchange
  return {
    senderEmployer: employer === 'sender',
    hostEmployer: employer === 'host',
    employerOpen: employer === null,
    senderPayer: payer === 'sender',
    hostPayer: payer === 'host',
    sharedPayer: payer === 'shared',
    payerOpen: payer === null,
    otherPays: facts.isPaidByOther(exchange),
    longAppointment: facts.isLongAppointment(exchange),
  }
}

function days(teller: Teller, exchange: Exchange) {
  const { period } = exchange
  const last = facts.lastDay(exchange)
  return {
    start: teller.date(period.from),
    end: teller.date(period.to),
    midway: teller.date(facts.midwayIn(period)),
    returnTalk: teller.date(facts.returnTalkIn(period)),
    lastDay: teller.date(last),
    endedEarly: last < period.to,
  }
}

function workload(teller: Teller, { workload }: Exchange) {
  const count = workload / 20
  return {
    workload: teller.number(workload),
    fullTime: workload === 100,
    weekDays: teller.words('document-days', { count, days: teller.number(count) }),
  }
}

function place(teller: Teller, exchange: Exchange) {
  const { municipality, presence } = exchange.place
  const stay = facts.stayOf(exchange, teller.programme)
  return {
    municipality,
    onSite: presence === 'on-site',
    hybrid: presence === 'hybrid',
    digital: presence === 'digital',
    sameMunicipality: stay === 'same-municipality',
    otherMunicipality: stay === 'short-stay' || stay === 'long-stay',
    shortStay: stay === 'short-stay',
    longStay: stay === 'long-stay',
  }
}

function costs(teller: Teller, exchange: Exchange) {
  const { agreement } = teller
  const shares = facts.sharesOf(agreement, exchange)
  return {
    hasCosts: facts.hasCosts(agreement, exchange),
    senderShare: shares ? teller.number(shares.sender) : '',
    hostShare: shares ? teller.number(shares.host) : '',
    hasShares: shares !== undefined,
  }
}

function secrecy(teller: Teller, exchange: Exchange) {
  return {
    clearance: teller.words(`clearance-${exchange.clearance ?? 'none'}`),
    needsClearance: facts.needsClearance(exchange),
    needsAuthorisation: facts.needsAuthorisation(exchange),
    needsDeclaration: facts.needsDeclaration(teller.agreement, exchange),
  }
}
