/** The rotations of a round as rings: an arrow from each who sends to the one that takes in. */
import type { Proposal } from '../model.ts'
import { type Teller, whoWithWhom } from './matching-lines.ts'
import { nameOf } from './matching-sentences.ts'
import { at, type Drawing, element, label, rounded, shortened, titled } from './svg.ts'

const panel = { width: 240, ring: 150, radius: 50, node: 16, line: 18 }

/** Longer names are cut under the ring, and whole where somebody points. */
const longestName = 30

/** As many beside each other as there is room for; at least one. */
export function rings(proposals: readonly Proposal[], room: number, teller: Teller): Drawing {
  const columns = Math.max(1, Math.floor(room / panel.width))
  const drawn = proposals.map((proposal) => ring(proposal, teller))
  const rowHeight = Math.max(0, ...drawn.map(({ height }) => height))
  const rows = Math.ceil(drawn.length / columns)
  const svg = drawn.map((one, index) =>
    at((index % columns) * panel.width, Math.floor(index / columns) * rowHeight, one.svg),
  )
  return {
    svg: svg.join('\n'),
    width: Math.min(columns, drawn.length) * panel.width,
    height: rows * rowHeight,
  }
}

function ring(proposal: Proposal, teller: Teller): Drawing {
  const { parties, score } = proposal
  const { programme, words } = teller
  const names = parties.map((agency) => nameOf(agency, programme))
  const title = `${whoWithWhom(proposal, teller)} – ${words('match-score', { score })}`
  const below = panel.ring + 16
  return {
    svg: titled(
      title,
      {},
      ...parties.map((_, index) => arrow(index, parties.length)),
      ...parties.map((_, index) => node(index, parties.length)),
      label(centre.x, centre.y + 5, String(score), { 'text-anchor': 'middle', class: 'score' }),
      ...names.map((name, index) =>
        label(12, below + index * panel.line, `${index + 1} ${shortened(name, longestName)}`),
      ),
    ),
    width: panel.width,
    height: below + parties.length * panel.line + 14,
  }
}

const centre = { x: panel.width / 2, y: panel.ring / 2 + 4 }

/** Clockwise from the top; two stand beside each other. */
function angleOf(index: number, members: number): number {
  return (2 * Math.PI * index) / members - (members === 2 ? Math.PI : Math.PI / 2)
}

function pointAt(angle: number): { readonly x: number; readonly y: number } {
  return { x: centre.x + panel.radius * Math.cos(angle), y: centre.y + panel.radius * Math.sin(angle) }
}

function node(index: number, members: number): string {
  const { x, y } = pointAt(angleOf(index, members))
  return `${element('circle', { cx: x, cy: y, r: panel.node, class: 'node' })}${label(x, y + 5, String(index + 1), { 'text-anchor': 'middle', class: 'nodeNumber' })}`
}

/** Along the ring, from the edge of one node to a little before the next. */
function arrow(index: number, members: number): string {
  const from = angleOf(index, members) + (panel.node + 2) / panel.radius
  const to = angleOf(index + 1, members) - (panel.node + 9) / panel.radius
  const [start, end] = [pointAt(from), pointAt(to)]
  const d = `M${rounded(start.x)} ${rounded(start.y)}A${panel.radius} ${panel.radius} 0 0 1 ${rounded(end.x)} ${rounded(end.y)}`
  return element('path', { d, class: 'arrow', 'marker-end': 'url(#round-tip)' })
}
