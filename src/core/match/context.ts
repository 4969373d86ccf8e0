/** Everything a comparison looks up, prepared once so that comparing two registrations is cheap. */
import { isExpired } from '../follow-up/pause.ts'
import type { Agency, Decision, IsoDate, Programme, Registration, ScorePart, Settings } from '../model.ts'
import { registrationsIn } from './ids.ts'
import { apportion } from './score/apportion.ts'
import { type Kinship, kinship } from './score/taxonomy.ts'
import { type Ideas, readIdeas } from './text/ideas.ts'

export type Context = {
  readonly today: IsoDate
  readonly settings: Settings
  readonly agencies: ReadonlyMap<string, Agency>
  readonly decisions: ReadonlyMap<string, Decision>
  /** Matches that already have an agreement, whatever became of it. */
  readonly agreed: ReadonlySet<string>
  /** Places that agreements in force have taken, by registration. */
  readonly taken: ReadonlyMap<string, number>
  /** Registrations that must be confirmed again before anybody relies on them. Valid through the day it expires on. */
  readonly expired: ReadonlySet<string>
  readonly competences: Kinship
  readonly targetGroups: Kinship
  readonly ideas: ReadonlyMap<string, Ideas>
  /**
   * Tenths of a point that each part of each link can give, by how many links a proposal has (a pair has one): the
   * parts of the first link, then of the second. They add up to 1,000 unless all weights are 0.
   */
  readonly outOf: (links: number) => readonly number[]
}

/** Order is fixed here; it is the order in which reasons are told. */
export const scoreParts = [
  'competence',
  'text',
  'targetGroup',
  'wish',
  'period',
  'place',
  'level',
  'language',
] as const satisfies readonly ScorePart[]

/** A full score, in tenths of a point: whole numbers add up without rounding. */
const fullScore = 1000

/** `ideas` are those of the same texts, when they have been read before: that is most of the work. */
export function prepare(
  programme: Programme,
  settings: Settings,
  today: IsoDate,
  ideas?: Context['ideas'],
): Context {
  const { agencies, decisions, registrations } = programme
  const late = [...registrations.values()].filter((one) => isExpired(one, settings, today))
  const scales = [0, 1, 2, 3, 4].map((links) => scaled(settings, links))
  return {
    today,
    settings,
    agencies,
    decisions,
    ...agreements(programme),
    expired: new Set(late.map(({ id }) => id)),
    competences: kinship(programme.competences),
    targetGroups: kinship(programme.targetGroups),
    ideas: ideas ?? readIdeas(registrations.values(), programme.competences.values()),
    outOf: (links) => scales[links] ?? scaled(settings, links),
  }
}

function scaled({ matching: { weights } }: Settings, links: number): readonly number[] {
  const once = scoreParts.map((part) => weights[part])
  return apportion(Array.from({ length: links }, () => once).flat(), fullScore)
}

/**
 * An agreement made from a match keeps its places, also when it is over: the need is met. A terminated one gives
 * them back, but the same match is not proposed again.
 */
function agreements({ agreements }: Pick<Programme, 'agreements'>): Pick<Context, 'agreed' | 'taken'> {
  const agreed = new Set<string>()
  const taken = new Map<string, number>()
  for (const { basis, termination } of agreements.values()) {
    if (!('match' in basis) || basis.match === undefined) continue
    agreed.add(basis.match)
    if (termination) continue
    for (const id of registrationsIn(basis.match)) taken.set(id, (taken.get(id) ?? 0) + 1)
  }
  return { agreed, taken }
}

/** Places that agreements in force have taken, by registration. */
export function takenIn(programme: Pick<Programme, 'agreements'>): Context['taken'] {
  return agreements(programme).taken
}

/** Ledige plasser: what is left to propose. */
export function placesLeft({ id, places }: Registration, { taken }: Pick<Context, 'taken'>): number {
  return Math.max(0, places - (taken.get(id) ?? 0))
}
