/** Versjonen før: what an amendment tells the difference from, and all that must be known to tell it. */
import type { Agency, Agreement, Programme } from '../core/model.ts'
import { Unreadable } from '../io/ports.ts'
import { type History, historyIn, type Standpoint } from './standpoints.ts'

/** An agreement as it was, in a programme in which it can be read together with what it is now. */
export type Before = {
  readonly agreement: Agreement
  /** That of the newer agreement, with what has gone since: agencies and standard texts. */
  readonly programme: Programme
  /** Of the terms as they were. */
  readonly termsDigest: string
}

/** An agreement and the programme it stands in. */
type Standing = Pick<Standpoint, 'agreement' | 'programme'>

export type Earlier = (now: Standing) => Before | undefined

/** More versions of one agreement nobody has. */
const mostVersions = 50

/**
 * What was released last, for that is what the parties had: between two releases somebody may have begun to change it.
 * Where nothing was, the newest state with a lower version. Git is only asked about agreements that have had one.
 */
export function versionBefore(history: History): Earlier {
  return (now) => {
    const { id, version } = now.agreement
    if (version < 2) return undefined
    const released = releasedBefore(history, id, version)
    let last: Standpoint | undefined
    for (const state of history.past(id)) {
      if (state.agreement.version >= version || state.digest === undefined) continue
      // A tag can be set by anybody, anywhere. What it leads to counts only when the branch has held it as well.
      if (!released || state.digest === released.digest) return recalled(released ?? state, now.programme)
      last ??= state
    }
    return last && recalled(last, now.programme)
  }
}

/** As {@link versionBefore}, for a folder; its history is read when the first agreement has had a version before. */
export function versionBeforeIn(root: string): Earlier {
  let earlier: Earlier | undefined
  return (now) => {
    if (now.agreement.version < 2) return undefined
    earlier ??= versionBefore(historyIn(root))
    return earlier(now)
  }
}

/** By the tags of releases. */
function releasedBefore({ at }: History, id: string, version: number): Standpoint | undefined {
  for (let number = version - 1; number > 0 && number >= version - mostVersions; number--) {
    const then = unlessMissing(() => at(id, `refs/tags/${id}/v${number}`))
    if (then?.agreement.version === number) return then
  }
  return undefined
}

function unlessMissing<T>(find: () => T): T | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

/** With agencies by the folders they have now; undefined when an agency that its terms name could not be read then. */
export function recalled(
  { agreement, programme, digest }: Omit<Standpoint, 'saved'>,
  now: Programme,
): Before | undefined {
  if (digest === undefined) return undefined
  const then = Array.from(programme.agencies.values(), (agency): readonly [Agency, string] => [
    agency,
    keyOf(agency, now),
  ])
  const keys = new Map(then.map(([{ slug }, key]) => [slug, key]))
  const known = new Map(then.map(([agency, key]) => [key, { ...agency, slug: key }]))
  return {
    agreement: renamed(agreement, (slug) => keys.get(slug) ?? slug),
    programme: {
      ...now,
      agencies: new Map([...known, ...now.agencies]),
      templates: new Map([...[...programme.templates].filter(([id]) => isOfAgreement(id)), ...now.templates]),
    },
    termsDigest: digest,
  }
}

/** The folder an agency has now. For one that is gone a name no folder can have, so that it is not taken for another. */
function keyOf({ organisationNumber }: Agency, { agencies }: Programme): string {
  const now = [...agencies.values()].find((agency) => agency.organisationNumber === organisationNumber)
  return now?.slug ?? `@${organisationNumber}`
}

/** Other documents are made in the newest text there is, and one that has been taken away is not that. */
function isOfAgreement(template: string): boolean {
  return /^(?:cooperation|exchange)-agreement@/.test(template)
}

function renamed(agreement: Agreement, name: (slug: string) => string): Agreement {
  const { parties, expectations, exchanges, accepted, signatures } = agreement
  return {
    ...agreement,
    parties: parties.map((party) => ({ ...party, agency: name(party.agency) })),
    expectations: Object.fromEntries(Object.entries(expectations).map(([slug, text]) => [name(slug), text])),
    exchanges: exchanges.map((one) => ({ ...one, from: name(one.from), to: name(one.to) })),
    accepted: accepted.map((one) => ({ ...one, party: name(one.party) })),
    signatures: signatures.map((one) => ({ ...one, party: name(one.party) })),
  }
}
