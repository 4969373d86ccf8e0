/**
 * Etterfølger: agencies that have left, or have become part of another. What an old folder is named for stays as it was
 * written; whoever answers for it today is found here.
 */
import type { Agency, IsoDate } from './model.ts'

type Agencies = ReadonlyMap<string, Agency>

/** Gått ut: since when an agency takes no part of its own, by leaving or by merging; undefined while it does. */
export function departureOf({ left, mergedInto }: Agency): IsoDate | undefined {
  const dates = [left?.date, mergedInto?.date].filter((date) => date !== undefined)
  return dates.sort()[0]
}

export function takesPart(agency: Agency | undefined): boolean {
  return agency !== undefined && departureOf(agency) === undefined
}

/**
 * Who answers for an agency: the one it has become part of, or the one that has become part of. Where the files go in a
 * circle, or lead to nobody, it is the last that can be found; the rules tell of both.
 */
export function successorOf(slug: string, agencies: Agencies): string {
  const seen = new Set([slug])
  for (let at = slug; ; ) {
    const next = agencies.get(at)?.mergedInto?.agency
    if (next === undefined || seen.has(next) || !agencies.has(next)) return at
    seen.add(next)
    at = next
  }
}

/** Whether an agency is the one that is named, or has taken it over. */
export function answersFor(slug: string, named: string, agencies: Agencies): boolean {
  return slug === named || successorOf(named, agencies) === slug
}

/** The agencies that have become part of this one, in whatever number of steps; itself is not among them. */
export function predecessorsOf(slug: string, agencies: Agencies): readonly string[] {
  return [...agencies.values()]
    .filter((one) => one.mergedInto !== undefined && one.slug !== slug)
    .map((one) => one.slug)
    .filter((one) => successorOf(one, agencies) === slug)
    .sort()
}

/** Whether an agency is the one written as a folder or as an organisation number, its own or one it has taken over. */
export function isCalled(agency: string, written: string, agencies: Agencies): boolean {
  if (written === agency || written === agencies.get(agency)?.organisationNumber) return true
  return formerNames(agencies).get(written) === agency
}

const known = new WeakMap<Agencies, ReadonlyMap<string, string>>()

/** Folders and numbers of agencies that have become part of another, with who answers for them. Asked for every pair, so kept. */
function formerNames(agencies: Agencies): ReadonlyMap<string, string> {
  const names = known.get(agencies) ?? new Map(merged(agencies))
  known.set(agencies, names)
  return names
}

function* merged(agencies: Agencies): Generator<readonly [string, string]> {
  for (const { slug, organisationNumber, mergedInto } of agencies.values()) {
    if (mergedInto === undefined) continue
    const successor = successorOf(slug, agencies)
    yield [slug, successor]
    yield [organisationNumber, successor]
  }
}
