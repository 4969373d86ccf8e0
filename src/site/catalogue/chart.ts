/**
 * Stolpediagram: needs to the left of a line, offers to the right, a row for each area. Numbers are text, colours come
 * from the stylesheet, and there are two drawings: for wide screens the names stand beside the bars, for narrow above.
 */
import { scaleLinear } from 'd3-scale'
import { element, label, said, shortened, titled } from '../../core/report/svg.ts'
import type { Balance } from './balance.ts'

type Shape = {
  readonly name: 'wide' | 'narrow'
  readonly width: number
  /** Room for the names; 0 where they stand above their bars. */
  readonly margin: number
  readonly row: number
  readonly bar: number
  readonly letters: number
}

/** CSS pixels. The narrow one is never wider than the narrowest screen, 320 less the page's own margins. */
const shapes: Readonly<Record<Shape['name'], Shape>> = {
  wide: { name: 'wide', width: 880, margin: 280, row: 34, bar: 24, letters: 36 },
  narrow: { name: 'narrow', width: 288, margin: 0, row: 56, bar: 22, letters: 38 },
}

/** Room for a number at the end of a bar. */
const numberRoom = 30

/** Room above the rows for what the sides mean. */
const head = 34

export type ChartTexts = {
  readonly title: string
  readonly description: string
  readonly needs: string
  readonly offers: string
  /** «Klarspråk: 5 behov, 3 tilbud» */
  readonly row: (balance: Balance) => string
}

/** Ids of title and description must differ between drawings on one page. */
export function chart(balances: readonly Balance[], name: Shape['name'], texts: ChartTexts): string {
  const shape = shapes[name]
  const height = head + balances.length * shape.row + 6
  const most = Math.max(1, ...balances.flatMap(({ needs, offers }) => [needs, offers]))
  const middle = shape.margin + (shape.width - shape.margin) / 2
  const length = scaleLinear([0, most], [0, (shape.width - shape.margin) / 2 - numberRoom])
  const ids = { title: `chart-${name}-title`, description: `chart-${name}-description` }
  return element(
    'svg',
    {
      ...{ class: `balance balance-${name}`, viewBox: `0 0 ${shape.width} ${height}` },
      ...{ width: shape.width, height, role: 'img' },
      'aria-labelledby': `${ids.title} ${ids.description}`,
    },
    element('title', { id: ids.title }, said(texts.title)),
    element('desc', { id: ids.description }, said(texts.description)),
    ...heads(middle, texts),
    ...balances.map((one, at) => row(one, head + at * shape.row, { shape, middle, length, texts })),
  )
}

function heads(middle: number, { needs, offers }: ChartTexts): readonly string[] {
  return [
    label(middle - 10, 18, `● ${needs}`, { class: 'balance-head need', 'text-anchor': 'end' }),
    label(middle + 10, 18, `○ ${offers}`, { class: 'balance-head offer' }),
  ]
}

type Frame = {
  readonly shape: Shape
  readonly middle: number
  readonly length: (count: number) => number
  readonly texts: ChartTexts
}

/** The line in the middle is drawn with each row, so that it never runs through a name. */
function row(one: Balance, top: number, { shape, middle, length, texts }: Frame): string {
  const y = top + shape.row - shape.bar - 6
  const line = y + shape.bar / 2 + 5
  const name = shortened(one.label, shape.letters)
  const [left, right] = [length(one.needs), length(one.offers)]
  return titled(
    texts.row(one),
    {},
    shape.margin > 0
      ? label(shape.margin - 14, line, name, { class: 'balance-name', 'text-anchor': 'end' })
      : label(middle, top + 20, name, { class: 'balance-name', 'text-anchor': 'middle' }),
    bar('need', middle - left, y, left, shape.bar),
    bar('offer', middle, y, right, shape.bar),
    element('path', { d: `M${middle} ${y - 3}v${shape.bar + 6}`, class: 'balance-line' }),
    label(middle - left - 8, line, String(one.needs), { class: 'balance-number', 'text-anchor': 'end' }),
    label(middle + right + 8, line, String(one.offers), { class: 'balance-number' }),
  )
}

function bar(kind: 'need' | 'offer', x: number, y: number, width: number, height: number): string {
  return width === 0 ? '' : element('rect', { x, y, width, height, rx: 3, class: `balance-bar ${kind}` })
}
