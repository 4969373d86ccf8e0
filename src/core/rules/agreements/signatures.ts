/** Signatures: on these terms, once each, and before anything begins. */
import { hasBegun, isTerminated } from '../../agreement/phase.ts'
import type { Finding } from '../../diagnostic.ts'
import type { Agreement, IsoDate, Programme, Signature } from '../../model.ts'
import { isSignedByAll } from '../known.ts'
import type { Rule, World } from '../rule.ts'
import { digestIn } from '../terms.ts'

const wrongDigest: Rule = {
  code: 'agreement/wrong-digest',
  severity: 'error',
  docs: {
    what: 'En signatur gjelder vilkårene slik de står i avtalen nå.',
    why: 'Kontrollsummen viser hva som ble signert. Er vilkårene endret siden, er ingen bundet av endringen.',
  },
  *check(world) {
    for (const agreement of world.programme.agreements.values()) yield* onOtherTerms(agreement, world)
  },
}

/** Several signatures on the same other terms are one mistake: the terms were changed after all of them. */
function* onOtherTerms(agreement: Agreement, { programme, before }: World): Generator<Finding> {
  const expected = agreement.signatures.length > 0 ? digestIn(programme, agreement) : undefined
  if (expected === undefined) return
  const told = new Set([expected])
  for (const [index, signature] of agreement.signatures.entries()) {
    const { party, terms } = signature
    if (told.has(terms) || !agreement.parties.some(({ agency }) => agency === party)) continue
    // What a change has done to a signature that was in order is said by the rules about changes.
    if (before && wasInOrder(signature, agreement.id, before)) continue
    told.add(terms)
    yield { file: agreement.file, at: ['signatures', index, 'terms'], args: { party, expected } }
  }
}

function wasInOrder({ party, terms }: Signature, id: string, before: Programme): boolean {
  const agreement = before.agreements.get(id)
  if (agreement === undefined || digestIn(before, agreement) !== terms) return false
  return agreement.signatures.some((earlier) => earlier.party === party && earlier.terms === terms)
}

const signedTwice: Rule = {
  code: 'agreement/signed-twice',
  severity: 'error',
  docs: {
    what: 'En part signerer de samme vilkårene én gang.',
    why: 'Ellers er det uklart når og av hvem parten er bundet.',
  },
  *check({ programme }) {
    for (const { file, signatures } of programme.agreements.values()) {
      const told = new Set<string>()
      for (const [index, signature] of signatures.entries()) {
        const key = keyOf(signature)
        if (told.has(key))
          yield { file, at: ['signatures', index, 'party'], args: { party: signature.party } }
        told.add(key)
      }
    }
  },
}

function keyOf({ party, terms }: Signature): string {
  return `${party} ${terms}`
}

const startedUnsigned: Rule = {
  code: 'agreement/started-unsigned',
  severity: 'warning',
  docs: {
    what: 'Alle partene har signert før den første utvekslingen begynner.',
    why: 'Avtalen trer ikke i kraft før alle har signert. Da er ansvar, lønn og forsikring ikke avklart.',
  },
  *check({ programme, today }) {
    for (const agreement of programme.agreements.values()) {
      if (!isSignedByAll(agreement) && !isTerminated(agreement, today)) yield* firstToBegin(agreement, today)
    }
  },
}

function* firstToBegin({ file, exchanges }: Agreement, today: IsoDate): Generator<Finding> {
  const begun = exchanges.filter((exchange) => hasBegun(exchange, today))
  if (begun.length === 0) return
  const first = begun.reduce((one, other) => (other.period.from < one.period.from ? other : one))
  const at = ['exchanges', exchanges.indexOf(first), 'period', 'from']
  yield { file, at, args: { exchange: first.id, date: first.period.from } }
}

export const signatureRules: readonly Rule[] = [wrongDigest, signedTwice, startedUnsigned]
