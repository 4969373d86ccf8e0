/** Oversikt over påmeldinger: every registration with where it stands and what matching found, in the order they are shown. */
import { compare } from '../../core/diagnostic.ts'
import { isPaused } from '../../core/follow-up/pause.ts'
import { type Context, prepare } from '../../core/match/context.ts'
import { expired, participation } from '../../core/match/fit/standing.ts'
import type { Matching, Programme, Proposal, Registration } from '../../core/model.ts'
import type { SiteFacts } from '../model.ts'
import { type Entry, type Standing, standings } from './entry.ts'

export type Listed = {
  readonly registration: Registration
  readonly entry: Entry
  readonly proposals: readonly Proposal[]
  /** What matching says of it when it is in no proposal. */
  readonly unmatched: Matching['unmatched'][number] | undefined
}

/** Reckoned once for all languages and pages: what matching prepares takes seconds for thousands. */
const listings = new WeakMap<SiteFacts, readonly Listed[]>()

/** Those that are looking for somebody first, then the last confirmed; the id decides between equals. */
export function listingOf(facts: SiteFacts): readonly Listed[] {
  const known = listings.get(facts)
  if (known) return known
  const made = madeFrom(facts)
  listings.set(facts, made)
  return made
}

function madeFrom(facts: SiteFacts): readonly Listed[] {
  const { programme, matching } = facts
  const standingOf = standingIn(programme, facts.today)
  const proposals = proposalsById(matching)
  const unmatched = new Map(matching.unmatched.map((one) => [one.id, one]))
  return [...programme.registrations.values()]
    .map((registration): Listed => {
      const own = proposals.get(registration.id) ?? []
      const entry = entryOf(registration, standingOf(registration), own.length > 0)
      return { registration, entry, proposals: own, unmatched: unmatched.get(registration.id) }
    })
    .sort(inOrder)
}

function inOrder(
  { registration: a, entry: first }: Listed,
  { registration: b, entry: second }: Listed,
): number {
  const open = Number(second.standing === 'open') - Number(first.standing === 'open')
  return open || compare(b.confirmed, a.confirmed) || compare(a.id, b.id)
}

function proposalsById({ proposals }: Matching): ReadonlyMap<string, readonly Proposal[]> {
  const found = new Map<string, Proposal[]>()
  for (const proposal of proposals) {
    for (const id of proposal.registrations) {
      const known = found.get(id)
      if (known) known.push(proposal)
      else found.set(id, [proposal])
    }
  }
  return found
}

function entryOf(registration: Registration, standing: Standing, proposed: boolean): Entry {
  const { agency, slug, kind, title, language, forms, period, place, level } = registration
  return {
    ...{ agency, slug, kind, title, language, forms, level, standing, proposed },
    areas: registration.competences,
    from: period.from.slice(0, 7),
    to: period.to.slice(0, 7),
    municipality: place.municipality,
    presence: place.presence,
    unit: registration.unit ?? '',
    background: registration.background,
    goals: registration.learningGoals,
  }
}

/** What the registration itself says comes before a pause of the whole programme. Without settings nothing can be late. */
function standingIn(programme: Programme, today: string): (one: Registration) => Standing {
  const { settings } = programme
  if (!settings) return ({ withdrawn }) => (withdrawn ? 'withdrawn' : 'open')
  const context: Context = prepare(programme, settings, today)
  const conditions = [...participation, expired]
  const paused = isPaused(settings.pause, today)
  return (one) => {
    const failed = conditions.find(({ check }) => check(one, context) !== undefined)?.id
    return standings.find((standing) => standing === failed) ?? (paused ? 'paused' : 'open')
  }
}
