/** Avvik fra standardteksten: which clauses the parties most often agree otherwise about. */
import { type Item, population } from './breakdown.ts'
import type { Facts } from './facts.ts'
import { type Figure, open } from './figure.ts'

/** A clause counts once in each agreement. */
export function deviationFigure({ agreements, frame }: Facts): Figure {
  const items = agreements.flatMap(({ id, round, deviations }) =>
    [...new Set(deviations.map(({ clause }) => clause))].map((kind): Item => ({ round, kind, about: id })),
  )
  const of = population(items, frame.tree, frame.smallest)
  return open(of, frame, { id: 'deviations', labels: 'clauses' })
}
