/**
 * Tidslinje: the load on the office week by week as a picture. What it shows is in the table beside it too. Bars are the
 * changes to look at, the line is the most open issues; a pause is a band, and deadlines of rounds are marked.
 */
import { isPaused } from '../follow-up/pause.ts'
import { palettes } from '../report/round-style.ts'
import { element, label, rounded, said } from '../report/svg.ts'
import { mondayOf } from './figures.ts'
import type { Forecast } from './several.ts'
import type { Teller } from './telling.ts'

const [width, height, left, top, bottom] = [720, 240, 36, 28, 44]

type Scale = {
  readonly x: (week: number) => number
  readonly y: (value: number) => number
  readonly step: number
  readonly most: number
}

export function timeline(forecast: Forecast, { words }: Teller): string {
  const { weeks } = forecast.summary
  const most = Math.max(1, ...weeks.flatMap(({ figures }) => [figures.changes, figures.issues]))
  const step = (width - left - 8) / Math.max(1, weeks.length)
  const scale: Scale = {
    step,
    most,
    x: (week) => left + week * step,
    y: (value) => top + (height - top - bottom) * (1 - value / most),
  }
  const description = words('simulate-picture', { weeks: weeks.length, most })
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width: '100%',
      role: 'img',
      'aria-labelledby': 'simulate-picture-title simulate-picture-text',
      class: 'forecast',
    },
    `\n${element('title', { id: 'simulate-picture-title' }, said(words('simulate-picture-title')))}`,
    `\n${element('desc', { id: 'simulate-picture-text' }, said(description))}`,
    `\n${element('style', {}, style)}\n`,
    ...pauseBands(forecast, scale),
    ...axis(scale),
    ...months(forecast, scale),
    ...deadlines(forecast, scale, words),
    ...weeks.map(({ figures }, at) =>
      element('rect', {
        x: scale.x(at) + step * 0.15,
        y: scale.y(figures.changes),
        width: step * 0.7,
        height: scale.y(0) - scale.y(figures.changes),
        class: 'bar',
      }),
    ),
    element('path', { d: line(forecast, scale), class: 'line' }),
    ...legend(words),
  )
}

function line({ summary: { weeks } }: Forecast, { x, y, step }: Scale): string {
  return weeks
    .map(
      ({ figures }, at) =>
        `${at === 0 ? 'M' : 'L'}${rounded(x(at) + step / 2)} ${rounded(y(figures.issues))}`,
    )
    .join('')
}

/** Whole numbers, five of them at most. */
function axis({ y, most }: Scale): readonly string[] {
  const every = Math.max(1, Math.ceil(most / 4))
  const ticks = Array.from({ length: Math.floor(most / every) + 1 }, (_, at) => at * every)
  return ticks.flatMap((value) => [
    element('path', { d: `M${left} ${rounded(y(value))}H${width - 8}`, class: 'grid' }),
    label(left - 6, y(value) + 4, String(value), { 'text-anchor': 'end' }),
  ])
}

/** The first week of every other month at most, so that the names have room. */
function months({ summary: { weeks } }: Forecast, { x }: Scale): readonly string[] {
  const first = weeks.flatMap(({ from }, at) =>
    at === 0 || from.slice(0, 7) !== weeks[at - 1]?.from.slice(0, 7) ? [{ at, month: from.slice(0, 7) }] : [],
  )
  const every = Math.max(1, Math.ceil(first.length / 9))
  return first.flatMap(({ at, month }, index) =>
    index % every === 0 && x(at) < width - 56 ? [label(x(at), height - bottom + 16, month)] : [],
  )
}

function weekOf(day: string, { summary: { weeks } }: Forecast): number {
  return weeks.findIndex(({ from }) => mondayOf(from) === mondayOf(day))
}

function deadlines(forecast: Forecast, { x, step }: Scale, words: Teller['words']): readonly string[] {
  const rounds = forecast.question.programme.settings?.rounds ?? []
  return rounds.flatMap(({ deadline }) => {
    const at = weekOf(deadline, forecast)
    if (at < 0) return []
    const middle = x(at) + step / 2
    return [
      element('path', { d: `M${rounded(middle)} ${top}V${height - bottom}`, class: 'deadline' }),
      label(middle + 4, top + 10, words('simulate-picture-deadline')),
    ]
  })
}

function pauseBands(forecast: Forecast, { x, step }: Scale): readonly string[] {
  const pause = forecast.question.programme.settings?.pause
  return forecast.summary.weeks.flatMap(({ from }, at) =>
    isPaused(pause, from)
      ? [element('rect', { x: x(at), y: top, width: step, height: height - top - bottom, class: 'pause' })]
      : [],
  )
}

function legend(words: Teller['words']): readonly string[] {
  const y = height - 8
  return [
    element('rect', { x: left, y: y - 10, width: 12, height: 10, class: 'bar' }),
    label(left + 18, y, words('simulate-figure-changes')),
    element('path', { d: `M${left + 330} ${y - 5}h22`, class: 'line' }),
    label(left + 358, y, words('simulate-figure-issues')),
  ]
}

const { light, dark } = palettes

const colours = (palette: typeof light, bar: string): string => `
.forecast text{fill:${palette.ink}}
.forecast .bar{fill:${bar}}
.forecast .line{stroke:${palette.ink}}
.forecast .grid{stroke:${palette.line}}
.forecast .deadline{stroke:${palette.faint}}
.forecast .pause{fill:${palette.self}}`

const style = `.forecast{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;min-width:36rem;height:auto}
.forecast .line{fill:none;stroke-width:2}
.forecast .grid{fill:none;stroke-width:.5}
.forecast .deadline{fill:none;stroke-dasharray:4 3}
${colours(light, '#0062ba')}
@media screen and (prefers-color-scheme: dark){${colours(dark, '#4c91cf')}
}
`
