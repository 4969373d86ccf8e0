/** Everything a comparison looks up, prepared once so that comparing two registrations is cheap. */
import type { Agency, Decision, IsoDate, Programme, Registration, ScorePart, Settings } from '../model.ts'
import { apportion } from './apportion.ts'
import { type Ideas, ideasIn, phrases } from './similarity.ts'
import { type Kinship, kinship } from './taxonomy.ts'

export type Context = {
  readonly today: IsoDate
  readonly settings: Settings
  readonly agencies: ReadonlyMap<string, Agency>
  readonly decisions: ReadonlyMap<string, Decision>
  /** Matches that already have an agreement, whatever became of it. */
  readonly agreed: ReadonlySet<string>
  /** Places that agreements in force have taken, by registration. */
  readonly taken: ReadonlyMap<string, number>
  readonly competences: Kinship
  readonly targetGroups: Kinship
  readonly ideas: ReadonlyMap<string, Ideas>
  /** The weights, scaled to tenths of a point: they add up to 1,000 unless all are 0. */
  readonly outOf: Readonly<Record<ScorePart, number>>
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
export const fullScore = 1000

export function prepare(programme: Programme, settings: Settings, today: IsoDate): Context {
  const { agencies, decisions, registrations } = programme
  const known = phrases(programme.competences.values())
  return {
    today,
    settings,
    agencies,
    decisions,
    ...agreements(programme),
    competences: kinship(programme.competences),
    targetGroups: kinship(programme.targetGroups),
    ideas: new Map([...registrations.values()].map((one) => [one.id, ideasIn(one, known)])),
    outOf: scaled(settings),
  }
}

function scaled({ matching: { weights } }: Settings): Readonly<Record<ScorePart, number>> {
  const shares = apportion(
    scoreParts.map((part) => weights[part]),
    fullScore,
  )
  return Object.fromEntries(scoreParts.map((part, at) => [part, shares[at] ?? 0])) as Record<
    ScorePart,
    number
  >
}

/**
 * An agreement made from a match keeps its places, also when it is over: the need is met. A terminated one gives
 * them back, but the same match is not proposed again.
 */
function agreements({ agreements }: Programme): Pick<Context, 'agreed' | 'taken'> {
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

/** The registrations that a match's id names. Folder and file names have no double hyphen, so the id is unambiguous. */
export function registrationsIn(match: string): readonly string[] {
  return match.split('--').filter((part) => part !== rotationPrefix)
}

export const rotationPrefix = 'rotation'

/** Ledige plasser: what is left to propose. */
export function placesLeft({ id, places }: Registration, { taken }: Context): number {
  return Math.max(0, places - (taken.get(id) ?? 0))
}
