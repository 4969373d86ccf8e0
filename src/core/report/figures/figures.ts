/** Alle tall: what a report tells, in its order. To add a figure: its maker, a place in a chapter, and its texts. */
import type { IsoDate, Programme } from '../../model.ts'
import type { Population } from './breakdown.ts'
import { deviationFigure } from './clauses.ts'
import { evaluationFigures } from './evaluations.ts'
import { exchangeFigures, exchangesIn, weeksInAll } from './exchanges.ts'
import { type Facts, factsOf, type History } from './facts.ts'
import { type Figure, type Frame, fewestPeople } from './figure.ts'
import { givingFigure, hostsOfHalf, takingPart } from './giving.ts'
import { keptFigure } from './milestones.ts'
import { agreementsIn, proposalFigures, proposalsIn } from './proposals.ts'
import { interestIn, metByArea, registrationFigures } from './registrations.ts'
import { keyOf, outside, roundKey, type Scope, treeOf, yearOf } from './scopes.ts'
import { waitFigure } from './waits.ts'

export const chapterNames = [
  'interest',
  'matching',
  'exchanges',
  'balance',
  'follow-up',
  'learning',
  'terms',
] as const

export type Chapter = {
  readonly name: (typeof chapterNames)[number]
  readonly figures: readonly Figure[]
}

/** Utvikling: one row for each round, in the order of `columns`; null where it may not be shown. */
export type Development = {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly round: string; readonly counts: readonly (number | null)[] }[]
}

export type Figures = {
  readonly today: IsoDate
  readonly scope: Scope
  readonly history: History['kind']
  readonly smallest: number
  readonly smallestOfPeople: number
  readonly chapters: readonly Chapter[]
  readonly development: Development
  /** Single numbers; null where they may not be shown. */
  readonly agencies: number | null
  readonly exchanges: number | null
  readonly weeks: number | null
  readonly half: { readonly few: number; readonly all: number } | null
}

/** Groups that are smaller are not shown, when the office has chosen nothing. */
const usualSmallest = 5

export function figuresIn(programme: Programme, today: IsoDate, scope: Scope, history: History): Figures {
  const { settings } = programme
  const smallest = settings?.report?.smallestGroup ?? usualSmallest
  const smallestOfPeople = Math.max(smallest, fewestPeople)
  const frame: Frame = { tree: treeOf(settings?.rounds ?? []), scope, smallest, smallestOfPeople }
  const facts = factsOf(programme, today, history, frame)
  const interest = interestIn(facts)
  const exchanges = exchangesIn(facts)
  const agencies = takingPart(facts).length
  return {
    ...{ today, scope, history: history.kind, smallest, smallestOfPeople },
    chapters: chapters(facts, interest),
    development: development(facts, [
      ['needs', interest.needs],
      ['offers', interest.offers],
      ['proposals', proposalsIn(facts)],
      ['agreements', agreementsIn(facts)],
      ['exchanges', exchanges],
    ]),
    agencies: agencies > 0 && agencies < smallest ? null : agencies,
    exchanges: exchanges.total(keyOf(scope))?.length ?? null,
    weeks: weeksInAll(exchanges, frame),
    half: hostsOfHalf(facts) ?? null,
  }
}

function chapters(facts: Facts, interest: ReturnType<typeof interestIn>): readonly Chapter[] {
  const registered = registrationFigures(facts, interest)
  const [forms, lengths, presence, travel, payers, refunds] = exchangeFigures(facts)
  const areas = registered.find(({ id }) => id === 'needs-by-area')
  const outcome = registered.filter(({ id }) => id === 'needs-outcome')
  const met = facts.frame.scope.kind === 'all' && areas ? [metByArea(facts, areas)] : []
  const all: Readonly<Record<Chapter['name'], readonly (Figure | undefined)[]>> = {
    interest: registered.filter(({ id }) => id !== 'needs-outcome'),
    matching: [...outcome, ...met, ...proposalFigures(facts), waitFigure(facts)],
    exchanges: [forms, lengths, presence, travel],
    balance: [givingFigure(facts)],
    'follow-up': [keptFigure(facts)],
    learning: evaluationFigures(facts),
    terms: [deviationFigure(facts), payers, refunds],
  }
  return chapterNames.map((name) => ({ name, figures: all[name].filter((figure) => figure !== undefined) }))
}

/** Rounds in order; those of the year or the one round when the report is about such. */
function development(
  { programme: { settings }, frame: { scope } }: Facts,
  populations: readonly (readonly [name: string, of: Population])[],
): Development {
  const rounds = [...(settings?.rounds ?? [])]
    .filter((round) => scope.kind !== 'year' || yearOf(round) === scope.year)
    .filter(({ id }) => scope.kind !== 'round' || id === scope.round)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
  const ids = [...rounds.map(({ id }) => id), ...(scope.kind === 'all' ? [outside] : [])]
  const rows = ids.map((round) => ({
    round,
    counts: populations.map(([, of]) => of.total(roundKey(round))?.length ?? null),
  }))
  return {
    columns: populations.map(([name]) => name),
    rows: rows.filter(({ round, counts }) => round !== outside || counts.some((count) => count !== 0)),
  }
}
