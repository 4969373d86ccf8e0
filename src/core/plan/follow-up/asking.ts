/** Felles for saker om påmeldinger: whom they concern, and whether anything can be said of them. */
import { approversOf, voiceOf } from '../../authority.ts'
import { identify } from '../../kinds.ts'
import { placesLeft, takenIn } from '../../match/context.ts'
import type { IsoDate, Programme, Registration } from '../../model.ts'
import { perProgramme } from '../../rules/known.ts'
import { takesPart } from '../../succession.ts'
import type { FollowUpFacts } from './facts.ts'
import type { Known, Telling } from './known.ts'
import type { Fresh } from './reminders.ts'

/** Nobody is asked about what is over anyway, nor about what an agreement has met. */
export function isLooking(one: Registration, programme: Programme, today: IsoDate): boolean {
  const { agency, withdrawn, period } = one
  const isOver = withdrawn !== undefined || period.to < today
  return !isOver && takesPart(programme.agencies.get(agency)) && !isMet(one, programme)
}

const taken = perProgramme(takenIn)

function isMet(one: Registration, programme: Programme): boolean {
  return placesLeft(one, { taken: taken(programme) }) === 0
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
