/** Choices that must go together: who pays what, and what the work demands. */
import type { Agreement, Exchange, Programme } from '../../model.ts'
import type { Rule } from '../rule.ts'

const shares: Rule = {
  code: 'agreement/shares',
  severity: 'error',
  docs: {
    what: 'Delte lønnskostnader går opp i 100 prosent.',
    why: 'Ellers er en del av lønnen ikke dekket, eller dekket to ganger.',
  },
  *check({ programme }) {
    for (const { file, terms } of programme.agreements.values()) {
      if (!terms.costShare) continue
      const sum = terms.costShare.sender + terms.costShare.host
      if (sum !== 100) yield { file, at: ['terms', 'costShare'], args: { sum } }
    }
  },
}

const payerAndRefund: Rule = {
  code: 'agreement/payer-and-refund',
  severity: 'error',
  docs: {
    what: 'Refusjonen passer med hvem som er arbeidsgiver, og hvem som bærer lønnskostnaden.',
    why: 'Arbeidsgiveren utbetaler lønnen. Skal en annen bære kostnaden, må den betales tilbake. Skal arbeidsgiveren selv bære den, er det ingenting å betale tilbake.',
  },
  *check({ programme }) {
    for (const { file, exchanges, terms } of programme.agreements.values()) {
      const told = new Set<string>()
      for (const exchange of exchanges) {
        const conflict = conflictBetween(exchange, terms)
        if (conflict === undefined || told.has(conflict)) continue
        told.add(conflict)
        const args = { exchange: exchange.id, refund: terms.refund, conflictWord: `conflict.${conflict}` }
        yield { file, at: ['terms', 'refund'], args }
      }
    }
  },
}

/** The refund is the same for every exchange of an agreement, so a conflict is told once. */
function conflictBetween(
  { employer, payer }: Exchange,
  { refund }: Agreement['terms'],
): 'host-pays-nothing-back' | 'sender-gets-all-back' | undefined {
  if (employer === 'sender' && payer === 'host' && refund === 'none') return 'host-pays-nothing-back'
  if (employer !== 'host' && payer === 'sender' && refund === 'full') return 'sender-gets-all-back'
  return undefined
}

const clearances = ['none', 'restricted', 'confidential', 'secret', 'top-secret'] as const

const clearance: Rule = {
  code: 'agreement/clearance',
  severity: 'warning',
  docs: {
    what: 'En utveksling har minst det sikkerhetsnivået mottakeren skrev i behovet eller tilbudet den bygger på.',
    why: 'Arbeidet avgjør hvilken autorisasjon og klarering som trengs, og klarering tar tid (sikkerhetsloven § 8-1).',
  },
  *check({ programme }) {
    for (const { file, basis, exchanges } of programme.agreements.values()) {
      if (basis.match === undefined) continue
      for (const [index, { id, to, clearance: agreed = 'none' }] of exchanges.entries()) {
        const demanded = demandedBy(to, basis.match, programme)
        if (clearances.indexOf(agreed) >= clearances.indexOf(demanded)) continue
        const args = { exchange: id, agency: to, level: demanded, levelWord: `clearance-${demanded}` }
        yield { file, at: ['exchanges', index, 'clearance'], args }
      }
    }
  },
}

/** The host's work decides, so it is what the host has registered that counts, whether it is an offer or a need. */
function demandedBy(host: string, match: string, { registrations }: Programme): (typeof clearances)[number] {
  const levels = match.split('--').map((id) => {
    const registration = registrations.get(id)
    return registration?.agency === host ? registration.clearance : 'none'
  })
  return levels.reduce((one, other) => (clearances.indexOf(other) > clearances.indexOf(one) ? other : one))
}

export const choiceRules: readonly Rule[] = [shares, payerAndRefund, clearance]
