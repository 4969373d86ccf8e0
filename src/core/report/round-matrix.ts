/** The proposed round as a matrix: rows learn, columns teach, and the number in a cell is the score. */
import { exchangeTable, type Lesson, type Share } from '../match/office/exchange-table.ts'
import type { Matching, Proposal } from '../model.ts'
import { conceptNames } from './exchanges.ts'
import type { Teller } from './matching-lines.ts'
import { nameOf } from './matching-sentences.ts'
import { type Drawing, element, label, shortened, titled, widthOf } from './svg.ts'

/** Longer names are cut in the margin, and whole where somebody points. */
const longestName = 22

/** Letters in the margin. */
export const letters = 13

/** Everything that several parts of the drawing need. */
type Grid = {
  readonly teller: Teller
  readonly rows: readonly Share[]
  readonly names: readonly string[]
  /** Side of a cell. */
  readonly side: number
  readonly left: number
  readonly top: number
}

/** Cells are as large as a screen has room for; many agencies make small ones. */
function sideFor(agencies: number): number {
  return agencies <= 12 ? 44 : agencies <= 24 ? 34 : 28
}

export function matrix(matching: Matching, teller: Teller): Drawing {
  const rows = exchangeTable(matching, teller.programme)
  const names = rows.map(({ agency }) => shortened(nameOf(agency, teller.programme), longestName))
  const margin = Math.max(0, ...names.map((name) => widthOf(name, letters)))
  const grid: Grid = {
    teller,
    rows,
    names,
    side: sideFor(rows.length),
    left: margin + 12,
    top: margin * Math.SQRT1_2 + 18,
  }
  const size = rows.length * grid.side
  return {
    svg: [...lines(grid), ...heads(grid), ...sums(grid), ...cells(matching, grid)].join('\n'),
    width: Math.max(
      grid.left + size + grid.side,
      ...names.map((name, column) => endOfHead(name, column, grid)),
    ),
    height: grid.top + size + grid.side,
  }
}

/** How far to the right the slanting name of a column reaches. */
function endOfHead(name: string, column: number, { left, side }: Grid): number {
  return left + (column + 0.5) * side + widthOf(name, letters) * Math.SQRT1_2 + 10
}

/** Nobody learns from herself: the diagonal is filled. */
function lines({ rows, side, left, top }: Grid): readonly string[] {
  const size = rows.length * side
  const bands = rows.flatMap((_, at) =>
    at % 2 === 0
      ? [element('rect', { x: left, y: top + at * side, width: size, height: side, class: 'band' })]
      : [],
  )
  const diagonal = rows.map((_, at) =>
    element('rect', { x: left + at * side, y: top + at * side, width: side, height: side, class: 'self' }),
  )
  const rules = Array.from({ length: rows.length + 1 }, (_, at) => {
    const [x, y] = [left + at * side, top + at * side]
    return `M${left} ${y}h${size}M${x} ${top}v${size}`
  })
  return [...bands, ...diagonal, element('path', { d: rules.join(''), class: 'grid' })]
}

function heads({ rows, names, side, left, top, teller }: Grid): readonly string[] {
  return names.flatMap((name, at) => {
    const whole = nameOf(rows[at]?.agency ?? '', teller.programme)
    const [x, y] = [left + (at + 0.5) * side, top + (at + 0.5) * side]
    const turned = `translate(${Math.round(x)} ${Math.round(top - 8)}) rotate(-45)`
    return [
      titled(whole, {}, label(left - 8, y + 4.5, name, { 'text-anchor': 'end' })),
      titled(whole, { transform: turned }, label(0, 4, name)),
    ]
  })
}

/** How often each gets and gives, at the end of its row and its column. */
function sums({ rows, side, left, top, teller: { words } }: Grid): readonly string[] {
  const end = rows.length * side
  const middle = { 'text-anchor': 'middle', class: 'sum' }
  return [
    label(left + end + 8, top - 8, words('match-column-gets'), { class: 'sum' }),
    label(left - 8, top + end + side / 2 + 4.5, words('match-column-gives'), {
      'text-anchor': 'end',
      class: 'sum',
    }),
    ...rows.flatMap(({ gets, gives }, at) => [
      label(left + end + side / 2, top + (at + 0.5) * side + 4.5, String(gets.length), middle),
      label(left + (at + 0.5) * side, top + end + side / 2 + 4.5, String(gives.length), middle),
    ]),
  ]
}

/** From these scores on a cell has the next shade. */
const steps = [50, 60, 70, 80]

/** 1–5 */
export function shadeOf(score: number): number {
  return 1 + steps.filter((step) => score >= step).length
}

function cells({ proposals }: Matching, grid: Grid): readonly string[] {
  const byId = new Map(proposals.map((proposal) => [proposal.id, proposal]))
  const column = new Map(grid.rows.map(({ agency }, at) => [agency, at]))
  return grid.rows.flatMap(({ gets }, row) => {
    const teachers = [...new Set(gets.map(({ teacher }) => teacher))]
    return teachers.map((teacher) =>
      cell(
        gets.filter((lesson) => lesson.teacher === teacher),
        byId,
        { x: column.get(teacher) ?? 0, y: row },
        grid,
      ),
    )
  })
}

type Spot = { readonly x: number; readonly y: number }

/** The best score of the proposals between the same two; how many there are, if more than one. */
function cell(
  lessons: readonly Lesson[],
  byId: ReadonlyMap<string, Proposal>,
  spot: Spot,
  { side, left, top, teller }: Grid,
): string {
  const made = lessons.flatMap(({ proposal }) => byId.get(proposal) ?? [])
  const score = Math.max(0, ...made.map((one) => one.score))
  const [x, y] = [left + spot.x * side, top + spot.y * side]
  const [middle, line] = [x + side / 2, y + side / 2]
  const title = lessons.map((lesson) => lessonSentence(lesson, byId, teller)).join(' ')
  const number = { 'text-anchor': 'middle', class: 'number' }
  const several = lessons.length > 1
  return titled(
    title,
    { class: `s${shadeOf(score)}` },
    element('rect', { x: x + 1, y: y + 1, width: side - 2, height: side - 2, rx: 3, class: 'shade' }),
    ...(made.some(({ kind }) => kind === 'rotation')
      ? [element('circle', { cx: middle, cy: line, r: side / 2 - 2.5, class: 'round' })]
      : []),
    label(middle, line + (several ? 1.5 : 4.5), String(score), number),
    ...(several
      ? [label(middle, line + 10.5, `×${lessons.length}`, { 'text-anchor': 'middle', class: 'often' })]
      : []),
  )
}

/** «KLD lærer av DFØ: Klimaregnskap. 86 av 100 poeng.» */
export function lessonSentence(
  { proposal, learner, teacher, competences }: Lesson,
  byId: ReadonlyMap<string, Proposal>,
  teller: Teller,
): string {
  const { programme, words } = teller
  return words('picture-lesson', {
    learner: nameOf(learner, programme),
    teacher: nameOf(teacher, programme),
    competences: conceptNames(competences, teller),
    score: byId.get(proposal)?.score ?? 0,
  })
}
