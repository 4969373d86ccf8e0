/** Evalueringene: marks, goals reached, and where something was learnt. People have answered, so their limit holds. */
import { compare } from '../../diagnostic.ts'
import type { Evaluation } from '../../model.ts'
import { widestOf } from './areas.ts'
import { breakdown, type Item, type Population, population } from './breakdown.ts'
import { type Facts, registrationsBehind } from './facts.ts'
import { closed, type Figure, mean, open, type Row } from './figure.ts'
import { keyOf } from './scopes.ts'

export const questions = ['preparation', 'learning', 'usefulness', 'wouldRepeat'] as const

export const respondents = ['participant', 'sender', 'host'] as const satisfies readonly Evaluation['by'][]

export const reached = ['fully', 'partly', 'not', 'too-early'] as const

export function evaluationFigures(facts: Facts): readonly Figure[] {
  return [ratings(facts), learningByRespondent(facts), goalFigure(facts), learningByArea(facts)]
}

/** All answers at the end of an exchange, whoever gave them. Each question is a population of its own. */
function ratings(facts: Facts): Figure {
  const key = keyOf(facts.frame.scope)
  const rows = questions.map((question) => measured(question, ratingsOf(question, facts).total(key)))
  const missing = rows.every(({ count }) => count === 0) ? ({ missing: 'none' } as const) : {}
  return { id: 'ratings', labels: 'questions', rows, measure: 'rating', ...missing }
}

function learningByRespondent(facts: Facts): Figure {
  const of = ratingsOf('learning', facts)
  const cells = breakdown(of, respondents)
  const { frame } = facts
  const figure = closed(
    of,
    frame,
    { id: 'ratings-by-respondent', labels: 'respondents', kinds: respondents },
    cells,
  )
  const rows = figure.rows.map(({ id }) => measured(id, cells(keyOf(frame.scope), id)))
  return { ...figure, rows, measure: 'rating' }
}

function measured(id: string, shown: readonly Item[] | undefined): Row {
  if (shown === undefined) return { id, count: null, measure: null }
  return { id, count: shown.length, measure: shown.length === 0 ? null : mean(shown) }
}

function ratingsOf(question: (typeof questions)[number], { programme, frame }: Facts): Population {
  const items = programme.evaluations.flatMap((evaluation): readonly Item[] => {
    const { stage, by, ratings } = evaluation
    const amount = ratings[question]
    if (stage !== 'end' || amount === undefined) return []
    return [{ round: roundOf(evaluation, programme), kind: by, about: exchangeOf(evaluation), amount }]
  })
  return population(items, frame.tree, frame.smallestOfPeople)
}

function exchangeOf({ agreement, exchange }: Evaluation): string {
  return `${agreement}/${exchange}`
}

function roundOf({ agreement }: Evaluation, { agreements }: Facts['programme']): string {
  return agreements.get(agreement)?.round ?? ''
}

/** Each goal of an exchange once: by the last who answered, and of those who answered on one day, whom it was about. */
function goalFigure({ programme, frame }: Facts): Figure {
  const answered = [...programme.evaluations].sort(
    (a, b) => compare(a.date, b.date) || respondents.indexOf(b.by) - respondents.indexOf(a.by),
  )
  const last = new Map<string, Item>()
  for (const evaluation of answered)
    for (const { goal, reached: kind } of evaluation.goals ?? []) {
      const about = exchangeOf(evaluation)
      last.set(`${about}\n${goal.trim()}`, { round: roundOf(evaluation, programme), kind, about })
    }
  const of = population([...last.values()], frame.tree, frame.smallestOfPeople)
  return closed(of, frame, { id: 'goals', labels: 'goals', kinds: reached })
}

/** For exchanges under agreements that no proposal led to. */
export const noArea = 'none'

/** Exchanges of which somebody has said what was learnt, by the areas of the need behind the agreement. */
function learningByArea({ programme, frame }: Facts): Figure {
  const told = new Map<string, Evaluation>()
  for (const evaluation of programme.evaluations) told.set(exchangeOf(evaluation), evaluation)
  const items = [...told].flatMap(([about, evaluation]) => {
    const round = roundOf(evaluation, programme)
    return areasOf(evaluation, programme).map((kind): Item => ({ round, kind, about }))
  })
  const of = population(items, frame.tree, frame.smallestOfPeople)
  return open(of, frame, { id: 'learning-by-area', labels: 'competences' })
}

function areasOf({ agreement }: Evaluation, programme: Facts['programme']): readonly string[] {
  const basis = programme.agreements.get(agreement)?.basis.match
  const needs = registrationsBehind(basis, programme).filter(({ kind }) => kind === 'need')
  const areas = widestOf(
    needs.flatMap(({ competences }) => competences),
    programme.competences,
  )
  return areas.length > 0 ? areas : [noArea]
}
