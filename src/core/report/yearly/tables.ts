/** Tabeller i rapporten: rows of text and of numbers, and how long a bar each row has. */
import type { Figure, Row } from '../figures/figure.ts'
import type { Figures } from '../figures/figures.ts'
import { labelOf, numberIn, percent, percentIn, roundedTo, type Speech } from './speech.ts'

/** Rute: what is read, and what a spreadsheet reckons with; null where there is nothing or it may not be shown. */
export type Cell = { readonly text: string; readonly value: number | null }

export type Line = {
  readonly label: string
  readonly cells: readonly Cell[]
  /** From 0 to 1; null for none. */
  readonly bar: number | null
}

export type Table = {
  readonly id: string
  readonly title: string
  /** How it is counted. */
  readonly how: string
  /** The first is over the labels. */
  readonly columns: readonly string[]
  readonly lines: readonly Line[]
  /** Why there are no lines; '' when there are. */
  readonly nothing: string
}

export function tableOf(figure: Figure, speech: Speech): Table {
  const { id, labels, rows } = figure
  const { words } = speech
  const shape = shapeOf(figure)
  const lines = rows.map((row): Line => {
    const label = labelOf(labels, row.id, speech)
    return { label, cells: shape.cells(row, figure, speech), bar: shape.bar(row, figure) }
  })
  const nothing = nothingToShow(figure, speech)
  return {
    id,
    title: words(`figures-name-${id}`),
    how: words('figures-how', { how: words(`figures-how-${id}`) }),
    columns: [
      words(`figures-name-${id}`),
      ...shape.columns.map((column) => words(`figures-column-${column}`)),
    ],
    lines: nothing === '' ? [...lines, ...restLine(figure, speech), ...totalLine(figure, speech)] : [],
    nothing,
  }
}

/** Why there is no table; '' when there is one. Where no group may be shown, how many they are together is enough. */
function nothingToShow({ missing, rows, rest, total }: Figure, speech: Speech): string {
  if (missing !== undefined) return speech.words(`figures-missing-${missing}`)
  if (rows.some(({ count }) => count !== null && count > 0) || (rows.length === 0 && !rest)) return ''
  if (!rest && rows.every(({ count }) => count === 0)) return speech.words('figures-missing-none')
  if (total == null) return speech.words('figures-missing-few')
  return speech.words('figures-missing-parts', { total: numberIn(total, speech) })
}

/** Which columns a figure has, and what is drawn. */
type Shape = {
  readonly columns: readonly string[]
  readonly cells: (row: Row, figure: Figure, speech: Speech) => readonly Cell[]
  readonly bar: (row: Row, figure: Figure) => number | null
}

const plain: Shape = {
  columns: ['count'],
  cells: ({ count }, _figure, speech) => [counted(count, speech)],
  bar: ofMost,
}

const shared: Shape = {
  columns: ['count', 'share'],
  cells: ({ count }, { total }, speech) => [counted(count, speech), shareCell(count, total, speech)],
  bar: ofMost,
}

const shapes: Readonly<Record<NonNullable<Figure['measure']> | 'of', Shape>> = {
  weeks: {
    columns: ['count', 'share', 'weeks'],
    cells: (row, figure, speech) => [...shared.cells(row, figure, speech), measured(row, speech, 0)],
    bar: ofMost,
  },
  rating: {
    columns: ['answers', 'rating'],
    cells: (row, _figure, speech) => [counted(row.count, speech), measured(row, speech, 1)],
    bar: ({ measure }) => (measure == null ? null : measure / 5),
  },
  days: {
    columns: ['count', 'days'],
    cells: (row, _figure, speech) => [counted(row.count, speech), measured(row, speech, 1)],
    bar: ({ measure }, { rows }) =>
      measure == null ? null : measure / Math.max(1, ...rows.map((row) => row.measure ?? 0)),
  },
  of: {
    columns: ['count', 'of', 'share'],
    cells: ({ count, of = 0 }, _figure, speech) => [
      counted(count, speech),
      counted(of, speech),
      shareCell(count, of, speech),
    ],
    bar: ({ count, of = 0 }) => (count === null || of === 0 ? null : count / of),
  },
}

function shapeOf({ measure, total, rows }: Figure): Shape {
  if (measure) return shapes[measure]
  if (rows.some(({ of }) => of !== undefined)) return shapes.of
  return total === undefined ? plain : shared
}

function ofMost({ count }: Row, { rows }: Figure): number | null {
  return count === null ? null : count / Math.max(1, ...rows.map((row) => row.count ?? 0))
}

export function counted(count: number | null, speech: Speech): Cell {
  return { text: numberIn(count, speech), value: count }
}

function shareCell(count: number | null, whole: number | null | undefined, speech: Speech): Cell {
  if (count === null || whole == null) return { text: speech.words('figures-hidden'), value: null }
  return { text: percentIn(count, whole, speech), value: percent(count, whole) }
}

/** Without any answers there is no mean, and nothing is hidden. */
function measured({ count, measure }: Row, speech: Speech, decimals: number): Cell {
  if (count === 0 && measure == null) return { text: '–', value: null }
  const value = measure == null ? null : roundedTo(measure, decimals)
  return { text: numberIn(value, speech, decimals), value }
}

/** «14 andre» */
function restLine({ rest, ...figure }: Figure, speech: Speech): readonly Line[] {
  if (!rest) return []
  const label = speech.words('figures-rest', { count: rest.kinds })
  return [{ label, cells: shapeOf(figure).cells({ id: '', count: rest.count }, figure, speech), bar: null }]
}

/** Not where means stand above: they do not add up. */
function totalLine(figure: Figure, speech: Speech): readonly Line[] {
  const { total, measure, totalMeasure = null } = figure
  if (total === undefined || measure === 'rating' || measure === 'days') return []
  const row: Row = { id: '', count: total, measure: totalMeasure }
  return [
    { label: speech.words('figures-total'), cells: shapeOf(figure).cells(row, figure, speech), bar: null },
  ]
}

/** Runde for runde. */
export function developmentTable({ development }: Figures, speech: Speech): Table {
  const { words } = speech
  const { columns, rows } = development
  return {
    id: 'development',
    title: words('figures-heading-development'),
    how: words('figures-how', { how: words('figures-how-development') }),
    columns: ['round', ...columns].map((column) => words(`figures-column-${column}`)),
    lines: rows.map(({ round, counts }) => ({
      label: labelOf('rounds', round, speech),
      cells: counts.map((count) => counted(count, speech)),
      bar: null,
    })),
    nothing: rows.length === 0 ? words('figures-missing-none') : '',
  }
}
