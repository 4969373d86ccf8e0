/** Felles for saker om påmeldinger: whom they concern, and whether anything can be said of them. */
import { approversOf, voiceOf } from '../../authority.ts'
import { identify } from '../../kinds.ts'
import type { IsoDate, Programme, Registration } from '../../model.ts'
import { takesPart } from '../../succession.ts'
import type { FollowUpFacts } from './facts.ts'
import type { Known, Telling } from './known.ts'
import type { Fresh } from './reminders.ts'

/** Nobody is asked about what is over anyway. */
export function isLooking(
  { agency, withdrawn, period }: Registration,
  { agencies }: Programme,
  today: IsoDate,
): boolean {
  return withdrawn === undefined && period.to >= today && takesPart(agencies.get(agency))
}

/** A broken file is not a missing one. */
export function isUnread(id: string, { registrations, paths }: Programme): boolean {
  if (registrations.has(id)) return false
  return [...paths].some((path) => {
    const { kind, names = [] } = identify(path) ?? {}
    return (kind === 'need' || kind === 'offer') && names.join('.') === id
  })
}

export function freshOf(agency: string, telling: Telling, { programme }: FollowUpFacts): Fresh {
  const logins = approversOf(programme, voiceOf(programme, agency)).map(({ login }) => login)
  return { who: [agency], telling, assignees: logins.slice(0, 10) }
}

export function isOpen({ issue }: Known): boolean {
  return issue.state === 'open'
}
