/** Ønskede partnere: organisations that agencies wish for and that the office could invite. */
import { compare } from '../diagnostic.ts'
import type { Matching, Registration } from '../model.ts'
import { takesPart as isMember } from '../succession.ts'
import type { Context } from './context.ts'

const organisationNumber = /^[0-9]{9}$/

/**
 * Ønskede partnere: organisations that agencies wish for and that are not in the programme, the most wished for
 * first. Several registrations of one agency are one wish. Lapsed registrations wish for nothing.
 */
export function wantedOrganisations(
  registrations: readonly Registration[],
  context: Context,
): Matching['wanted'] {
  const members = new Set([...context.agencies.values()].map((agency) => agency.organisationNumber))
  const wishers = new Map<string, Set<string>>()
  for (const one of registrations.filter((one) => isWishing(one, context))) {
    for (const wished of one.partners.wished) {
      if (!organisationNumber.test(wished) || members.has(wished)) continue
      wishers.set(wished, (wishers.get(wished) ?? new Set()).add(one.agency))
    }
  }
  return [...wishers]
    .map(([organisation, by]) => ({ organisation, count: by.size, by: [...by].sort(compare) }))
    .sort((a, b) => b.count - a.count || compare(a.organisation, b.organisation))
}

/** Whether a registration still wishes for anything. */
export function isWishing(one: Registration, context: Context): boolean {
  const agency = context.agencies.get(one.agency)
  return !one.withdrawn && isMember(agency) && !context.expired.has(one.id)
}
