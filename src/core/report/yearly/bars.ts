/** Søyler as SVG, one below the other with its name above: they fit a telephone, and are read aloud as one picture. */
import { element, label, said, shortened } from '../svg.ts'
import type { Line, Table } from './tables.ts'

/** CSS pixels. */
const width = 360
const row = 44
const bar = 14
const numberRoom = 64

/** Letters of a name that have room above its bar. */
const letters = 46

/** '' where there is nothing to compare. Colours come from the page: the bars have that of its text unless it says otherwise. */
export function bars({ id, title, lines }: Table, describe: (title: string) => string): string {
  const drawn = lines.filter((line) => line.bar !== null)
  if (drawn.length < 2) return ''
  const height = drawn.length * row
  const name = `bars-${id}`
  return element(
    'svg',
    {
      ...{ class: 'account-bars', viewBox: `0 0 ${width} ${height}`, width, height },
      ...{ role: 'img', 'aria-labelledby': name, 'font-size': 14 },
    },
    element('title', { id: name }, said(describe(title))),
    ...drawn.map((line, at) => one(line, at * row)),
  )
}

function one({ label: name, cells, bar: share }: Line, top: number): string {
  const length = Math.max(1, (share ?? 0) * (width - numberRoom))
  const shown = cells.at(-1)?.value === null ? cells[0] : told(cells)
  return [
    label(0, top + 15, shortened(name, letters), { fill: 'currentColor' }),
    element('rect', {
      x: 0,
      y: top + 22,
      width: length,
      height: bar,
      rx: 2,
      class: 'account-bar',
      fill: 'currentColor',
    }),
    label(length + 6, top + 34, shown?.text ?? '', { fill: 'currentColor' }),
  ].join('')
}

/** The number that the bar shows: the last where each row has a measure of its own, otherwise how many. */
function told(cells: Line['cells']): Line['cells'][number] | undefined {
  return cells.length === 2 && cells[1]?.text.includes('%') === false ? cells[1] : cells[0]
}
