/** Påmeldinger: how many, in which areas and for which target groups, and what became of the needs. */
import { addMonths } from '../../days.ts'
import { registrationsIn } from '../../match/ids.ts'
import type { Need, Programme, Registration } from '../../model.ts'
import { widestOf } from './areas.ts'
import { type Item, type Population, population } from './breakdown.ts'
import { type Facts, roundOfRegistration } from './facts.ts'
import { closed, counts, type Figure, open, type Row } from './figure.ts'

export const outcomes = ['signed', 'under-way', 'partner-found', 'waiting', 'expired', 'withdrawn'] as const

export type Outcome = (typeof outcomes)[number]

const directions = ['send', 'receive'] as const

/** For those who name no target group. */
export const unnamed = 'none'

type Interest = { readonly needs: Population; readonly offers: Population }

/** Needs are of the kind that tells what became of them. */
export function interestIn(facts: Facts): Interest {
  const { needs, offers, programme, frame } = facts
  const outcomeOf = outcomesIn(facts)
  return {
    needs: population(
      needs.map((need) => item(need, outcomeOf(need), programme)),
      frame.tree,
      frame.smallest,
    ),
    offers: population(
      offers.map((offer) => item(offer, 'offer', programme)),
      frame.tree,
      frame.smallest,
    ),
  }
}

function item(one: Registration, kind: string, programme: Programme): Item {
  return { round: roundOfRegistration(one, programme), kind, about: one.id }
}

export function registrationFigures(facts: Facts, { needs, offers }: Interest): readonly Figure[] {
  const { frame } = facts
  return [
    counts(
      'registrations',
      'registered',
      [
        ['needs', needs],
        ['offers', offers],
      ],
      frame,
    ),
    mentions('needs-by-area', 'competences', facts.needs, (one) => areasOf(one, facts), facts),
    mentions('offers-by-area', 'competences', facts.offers, (one) => areasOf(one, facts), facts),
    mentions('needs-by-target-group', 'targetGroups', facts.needs, groupsOf, facts),
    directionFigure(facts, needs),
    closed(needs, frame, { id: 'needs-outcome', labels: 'outcomes', kinds: outcomes }),
  ]
}

function areasOf({ competences }: Registration, { programme }: Pick<Facts, 'programme'>): readonly string[] {
  return widestOf(competences, programme.competences)
}

function groupsOf({ targetGroups }: Registration): readonly string[] {
  return targetGroups.length > 0 ? targetGroups : [unnamed]
}

/** A registration that names three areas counts once in each. */
function mentions(
  id: string,
  labels: 'competences' | 'targetGroups',
  registrations: readonly Registration[],
  named: (one: Registration) => readonly string[],
  { programme, frame }: Facts,
): Figure {
  const items = registrations.flatMap((one) =>
    [...new Set(named(one))].map((kind) => item(one, kind, programme)),
  )
  const of = population(items, frame.tree, frame.smallest)
  return open(of, frame, { id, labels })
}

/** The same needs as those of {@link interestIn}, so that the same totals are shown. */
function directionFigure({ needs, programme, frame }: Facts, known: Population): Figure {
  const of = {
    ...known,
    items: needs.map((need) => item(need, need.direction, programme)),
  }
  return closed(of, frame, { id: 'needs-direction', labels: 'directions', kinds: directions })
}

/** What became of a need. The first that fits counts: a signed agreement weighs more than a withdrawal later on. */
function outcomesIn({ agreements, signed, programme, today }: Facts): (need: Need) => Outcome {
  const from = (chosen: (id: string) => boolean) =>
    new Set(
      agreements
        .filter(({ id }) => chosen(id))
        .flatMap(({ basis }) => (basis.match === undefined ? [] : registrationsIn(basis.match))),
    )
  const met = from((id) => signed.has(id))
  const begun = from((id) => !signed.has(id) && programme.agreements.get(id)?.termination === null)
  const months = programme.settings?.confirmation.validMonths
  return ({ id, withdrawn, matchingHelp, confirmed }) => {
    if (met.has(id)) return 'signed'
    if (begun.has(id)) return 'under-way'
    if (withdrawn) return 'withdrawn'
    if (!matchingHelp) return 'partner-found'
    return months !== undefined && today > addMonths(confirmed, months) ? 'expired' : 'waiting'
  }
}

/**
 * Area by area, how many of the needs led to a signed agreement. Only of all rounds together, and only where the area may
 * be shown and neither part is small: then no table of ours can be taken from another to find a third.
 */
export function metByArea(facts: Facts, areas: Figure): Figure {
  const outcomeOf = outcomesIn(facts)
  const rows = areas.rows.flatMap(({ id, count }): readonly Row[] => {
    const own = facts.needs.filter((need) => areasOf(need, facts).includes(id))
    const met = own.filter((need) => outcomeOf(need) === 'signed').length
    const isShown = [met, own.length - met].every((part) => part === 0 || part >= facts.frame.smallest)
    return count !== null && isShown ? [{ id, count: met, of: own.length }] : []
  })
  return { id: 'met-by-area', labels: 'competences', rows, ...(rows.length === 0 ? { missing: 'few' } : {}) }
}
