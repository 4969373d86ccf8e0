/** Underskrifter: who has signed the terms as they stand. */
import { compare } from '../diagnostic.ts'
import type { Agreement, IsoDate, Signature } from '../model.ts'

/** The signatures that count: by a party, on the terms with this digest. */
export function countingSignatures(agreement: Agreement, digest: string): readonly Signature[] {
  const parties = new Set(agreement.parties.map(({ agency }) => agency))
  return agreement.signatures.filter(({ party, terms }) => terms === digest && parties.has(party))
}

/** The day the last of the parties signed these terms; undefined while somebody has not. */
export function signedOn(agreement: Agreement, digest: string): IsoDate | undefined {
  const first = new Map<string, IsoDate>()
  for (const { party, date } of countingSignatures(agreement, digest)) {
    const earlier = first.get(party)
    if (earlier === undefined || date < earlier) first.set(party, date)
  }
  if (!agreement.parties.every(({ agency }) => first.has(agency))) return undefined
  return [...first.values()].sort(compare).at(-1)
}

/** Whether anybody who is a party has put its name to the agreement, whatever the terms were then. */
export function isSignedBySomebody({ parties, signatures }: Agreement): boolean {
  return parties.some(({ agency }) => signatures.some(({ party }) => party === agency))
}
