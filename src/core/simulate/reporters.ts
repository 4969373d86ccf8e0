/** Skrivere: a forecast for a terminal, for another program, and as a page. To add a form: one entry here. */
import type { Speaker } from '../messages.ts'
import { linesAsText } from '../report/matching.ts'
import type { Line } from '../report/matching-lines.ts'
import { safeJson } from '../report/visible.ts'
import { defaults, flat } from './assumptions.ts'
import { forecastPage } from './forecast-page.ts'
import type { Forecast } from './several.ts'
import {
  assumptionTable,
  introduction,
  keyEvents,
  monthTable,
  periodOf,
  registrationLine,
  spreadTable,
  type Table,
  variantTable,
} from './telling.ts'

/** What `simulate --format` accepts. */
export const forecastReporters = {
  text: forecastText,
  json: forecastJson,
  html: forecastPage,
} as const satisfies Readonly<Record<string, (forecast: Forecast, speaker: Speaker) => string>>

export type ForecastFormat = keyof typeof forecastReporters

function forecastText(forecast: Forecast, teller: Speaker): string {
  const { words } = teller
  const events = keyEvents(forecast, teller).map(
    ([day, text]): Line => ({ kind: 'point', text: `${day}: ${text}` }),
  )
  return [
    linesAsText([
      { kind: 'heading', text: words('simulate-title') },
      ...introduction(forecast, teller).map((text): Line => ({ kind: 'paragraph', text })),
    ]),
    block(monthTable(forecast, teller)),
    `${words('simulate-how-counted')}\n`,
    ...[spreadTable(forecast, teller), variantTable(forecast, teller)].flatMap((table) =>
      table ? [block(table)] : [],
    ),
    linesAsText([{ kind: 'heading', text: words('simulate-events') }, ...events]),
    `${registrationLine(forecast, teller)}\n`,
    block(assumptionTable(forecast, teller)),
  ].join('\n')
}

/** Columns for the eye: the first to the left, numbers to the right. */
function block({ caption, head, rows }: Table): string {
  const all = [head, ...rows]
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  const lines = all.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return `${linesAsText([{ kind: 'heading', text: caption }])}${lines.join('\n')}\n`
}

/** The documented shape: docs/simulate.md. */
function forecastJson(forecast: Forecast): string {
  const { question, first, summary, spreads, variants, runs } = forecast
  const { assumed, seed, days } = question
  const standard = new Map(flat(defaults))
  const { from, to } = periodOf(forecast)
  return `${safeJson(
    {
      today: from,
      until: to,
      days,
      seed,
      runs,
      measured: false,
      assumptions: assumed,
      chosen: flat(assumed).flatMap(([field, value]) => (standard.get(field) === value ? [] : [field])),
      whole: summary.whole,
      months: summary.months,
      weeks: summary.weeks,
      registrations: first.tallies.at(-1)?.registrations ?? null,
      spread: spreads ?? null,
      variants,
      events: first.happenings,
    },
    2,
  )}\n`
}
