/** Rapporten for andre programmer. Its shape is in docs/report.md. */

import type { Figure } from '../figures/figure.ts'
import type { Figures } from '../figures/figures.ts'
import { safeJson } from '../visible.ts'
import { labelOf, roundedTo, type Speech } from './speech.ts'
import { summary } from './summary.ts'

export function accountJson(figures: Figures, speech: Speech): string {
  const { today, scope, smallest, smallestOfPeople, history, agencies, exchanges, weeks } = figures
  const { words } = speech
  return `${safeJson(
    {
      today,
      scope,
      language: speech.language,
      smallestGroup: smallest,
      smallestGroupOfPeople: smallestOfPeople,
      history,
      agencies,
      exchanges,
      weeks: weeks === null ? null : roundedTo(weeks, 2),
      summary: summary(figures, speech),
      figures: figures.chapters.flatMap(({ name, figures: all }) =>
        all.map((figure) => ({
          id: figure.id,
          chapter: name,
          title: words(`figures-name-${figure.id}`),
          how: words(`figures-how-${figure.id}`),
          ...printable(figure, speech),
        })),
      ),
      development: figures.development,
    },
    2,
  )}\n`
}

function printable({ labels, rows, rest, total, measure, totalMeasure, missing }: Figure, speech: Speech) {
  return {
    ...(missing === undefined ? {} : { missing }),
    ...(measure === undefined ? {} : { measure }),
    ...(total === undefined ? {} : { total }),
    ...(totalMeasure == null ? {} : { totalMeasure: roundedTo(totalMeasure, 2) }),
    ...(rest === undefined ? {} : { rest }),
    rows:
      missing === undefined
        ? rows.map(({ measure: own, ...row }) => ({
            ...row,
            label: labelOf(labels, row.id, speech),
            ...(own === undefined ? {} : { measure: own === null ? null : roundedTo(own, 2) }),
          }))
        : [],
  }
}
