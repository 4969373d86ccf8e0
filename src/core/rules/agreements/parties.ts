/** Who an agreement is between: everybody it names is a party, once, and gives as much as it takes. */
import type { FieldPath, Finding } from '../../diagnostic.ts'
import type { Agreement, Programme } from '../../model.ts'
import { nearest } from '../../nearest.ts'
import { agencyFolders, suggesting } from '../known.ts'
import type { Rule } from '../rule.ts'

const notAParty: Rule = {
  code: 'agreement/not-a-party',
  severity: 'error',
  docs: {
    what: 'Bare parter i avtalen kan sende, ta imot, ha forventninger, si ja, signere og si opp.',
    why: 'En virksomhet som ikke er part, er ikke bundet av avtalen.',
  },
  *check({ programme }) {
    for (const agreement of programme.agreements.values()) {
      if (areClear(agreement, programme)) yield* strangers(agreement, programme)
    }
  },
}

/** While a party is unknown or named twice, somebody else was meant, and who is a stranger cannot be told. */
function areClear({ parties }: Agreement, programme: Programme): boolean {
  const names = new Set(parties.map(({ agency }) => agency))
  return names.size === parties.length && parties.every(({ agency }) => agencyFolders(programme).has(agency))
}

function* strangers(agreement: Agreement, programme: Programme): Generator<Finding> {
  const parties = agreement.parties.map(({ agency }) => agency)
  for (const { agency, at, on } of named(agreement)) {
    if (parties.includes(agency) || !agencyFolders(programme).has(agency)) continue
    const args = suggesting({ agency }, nearest(agency, parties))
    yield { file: agreement.file, at, ...(on ? { on } : {}), args }
  }
}

type Named = { readonly agency: string; readonly at: FieldPath; readonly on?: 'key' }

/** Every place but the list of parties where an agreement names an agency. */
function* named({ exchanges, expectations, accepted, signatures, termination }: Agreement): Generator<Named> {
  for (const [index, { from, to }] of exchanges.entries()) {
    yield { agency: from, at: ['exchanges', index, 'from'] }
    yield { agency: to, at: ['exchanges', index, 'to'] }
  }
  for (const agency of Object.keys(expectations)) yield { agency, at: ['expectations', agency], on: 'key' }
  for (const [index, { party }] of accepted.entries())
    yield { agency: party, at: ['accepted', index, 'party'] }
  for (const [index, { party }] of signatures.entries())
    yield { agency: party, at: ['signatures', index, 'party'] }
  if (termination) yield { agency: termination.by, at: ['termination', 'by'] }
}

const samePartyTwice: Rule = {
  code: 'agreement/same-party-twice',
  severity: 'error',
  docs: {
    what: 'En virksomhet er part i avtalen én gang.',
    why: 'Ellers er det uklart hvem som er den andre parten, og hvem som signerer.',
  },
  *check({ programme }) {
    for (const { file, parties } of programme.agreements.values()) {
      const told = new Set<string>()
      for (const [index, { agency }] of parties.entries()) {
        if (told.has(agency)) yield { file, at: ['parties', index, 'agency'], args: { agency } }
        told.add(agency)
      }
    }
  },
}

const sendsToItself: Rule = {
  code: 'agreement/sends-to-itself',
  severity: 'error',
  docs: {
    what: 'En utveksling går fra én virksomhet til en annen.',
    why: 'Programmet er for utveksling mellom virksomheter.',
  },
  *check({ programme }) {
    for (const { file, exchanges } of programme.agreements.values()) {
      for (const [index, { id, from, to }] of exchanges.entries()) {
        if (from === to) yield { file, at: ['exchanges', index, 'to'], args: { exchange: id, agency: to } }
      }
    }
  },
}

const notMutual: Rule = {
  code: 'agreement/not-mutual',
  severity: 'error',
  docs: {
    what: 'I en rotasjon sender hver virksomhet ut like mange som den tar imot.',
    why: 'Rotasjon er et gjensidig bytte. Går det bare én vei, er det hospitering eller kortere utveksling.',
  },
  *check({ programme }) {
    for (const agreement of programme.agreements.values()) yield* imbalance(agreement)
  },
}

/**
 * Exchanges in which everybody sends as many as it receives can always be told apart into simple circles, and no others
 * can. One that goes nowhere, or to a stranger, is a finding of its own and says nothing of the rest.
 */
function* imbalance({ file, exchanges, parties }: Agreement): Generator<Finding> {
  const rotation = exchanges.filter(({ form }) => form === 'rotation')
  const isParty = (name: string) => parties.some(({ agency }) => agency === name)
  if (rotation.some(({ from, to }) => from === to || !isParty(from) || !isParty(to))) return
  const surplus = new Map<string, number>()
  for (const { from, to } of rotation) {
    surplus.set(from, (surplus.get(from) ?? 0) + 1)
    surplus.set(to, (surplus.get(to) ?? 0) - 1)
  }
  const senders = [...surplus].flatMap(([agency, count]) => (count > 0 ? [agency] : []))
  if (senders.length === 0) return
  const receivers = [...surplus].flatMap(([agency, count]) => (count < 0 ? [agency] : []))
  const index = exchanges.findIndex(({ form, from }) => form === 'rotation' && senders.includes(from))
  const args = { senders: senders.join(', '), receivers: receivers.join(', ') }
  yield { file, at: ['exchanges', index, 'form'], args }
}

export const partyRules: readonly Rule[] = [notAParty, samePartyTwice, sendsToItself, notMutual]
