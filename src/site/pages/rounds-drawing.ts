/** The rounds side by side in time. An ornament for wide screens: all it shows is in the list below it, as text. */
import { daysBetween } from '../../core/days.ts'
import type { IsoDate, Round } from '../../core/model.ts'
import { escapeHtml } from '../../core/render/page.ts'
import type { Scene } from '../model.ts'

const width = 1000
const names = 150
const row = 44
const top = 34

export function roundsDrawing(rounds: readonly Round[], scene: Scene): string {
  const inTime = [...rounds].reverse().slice(-8)
  const first = `${earliest(inTime.map(({ opens }) => opens)).slice(0, 4)}-01-01`
  const last = `${Number(latest(inTime.map(({ to }) => to)).slice(0, 4)) + 1}-01-01`
  const at = (day: IsoDate) =>
    Math.round(names + ((width - names) * daysBetween(first, day)) / daysBetween(first, last))
  const height = top + inTime.length * row + 24
  const years = yearsBetween(first, last).map(
    (year) =>
      `<line class="tick" x1="${at(`${year}-01-01`)}" x2="${at(`${year}-01-01`)}" y1="22" y2="${height}"/><text class="year" x="${at(`${year}-01-01`) + 6}" y="18">${year}</text>`,
  )
  const bars = inTime.map((round, index) => barsOf(round, top + index * row, at, scene))
  return `<svg class="bar rounds-drawing" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false">${years.join('')}${bars.join('')}${todayLine(scene, first, last, at, height)}</svg>`
}

function barsOf(round: Round, y: number, at: (day: IsoDate) => number, { language }: Scene): string {
  const bar = (name: string, from: IsoDate, to: IsoDate, at0: number, thick: number) =>
    `<rect class="${name}" x="${at(from)}" y="${at0}" width="${Math.max(3, at(to) - at(from))}" height="${thick}" rx="4"/>`
  return `<text class="name" x="0" y="${y + 22}">${escapeHtml(round.name[language].slice(0, 24))}</text>${bar('registering', round.opens, round.deadline, y + 4, 12)}${bar('exchanging', round.from, round.to, y + 18, 12)}`
}

function todayLine(
  { facts: { today }, words }: Scene,
  first: IsoDate,
  last: IsoDate,
  at: (day: IsoDate) => number,
  height: number,
): string {
  if (today < first || today > last) return ''
  const x = at(today)
  const end = x > width - 90
  return `<line class="today" x1="${x}" x2="${x}" y1="22" y2="${height}"/><text class="today-name" x="${end ? x - 6 : x + 6}" y="${height - 4}"${end ? ' text-anchor="end"' : ''}>${escapeHtml(words('site-today'))}</text>`
}

function yearsBetween(first: IsoDate, last: IsoDate): readonly number[] {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))]
  return Array.from({ length: Math.min(20, to - from) }, (_, index) => from + index)
}

function earliest(days: readonly IsoDate[]): IsoDate {
  return [...days].sort()[0] ?? ''
}

function latest(days: readonly IsoDate[]): IsoDate {
  return [...days].sort().at(-1) ?? ''
}
