/** Framskrivingen som en side: the picture, every table it is made of, and what was assumed. */
import type { Speaker } from '../messages.ts'
import { escapeHtml, page } from '../render/page.ts'
import type { Forecast } from './several.ts'
import {
  assumptionTable,
  introduction,
  keyEvents,
  monthTable,
  registrationLine,
  spreadTable,
  type Table,
  variantTable,
  weekTable,
} from './telling.ts'
import { timeline } from './timeline.ts'

export function forecastPage(forecast: Forecast, speaker: Speaker): string {
  const { words, language } = speaker
  const { settings } = forecast.question.programme
  const title = words('simulate-title')
  const [lead = '', ...further] = introduction(forecast, speaker)
  const tables = [spreadTable(forecast, speaker), variantTable(forecast, speaker)]
  return page({
    language,
    title,
    programme: settings?.name[language] ?? '',
    notice: settings?.notice?.[language] ?? '',
    skipLink: words('document-skip'),
    layout: 'overview',
    body: [
      `<h1>${escapeHtml(title)}</h1>\n<p class="lead">${escapeHtml(lead)}</p>\n`,
      ...further.map(paragraph),
      `<h2>${escapeHtml(words('simulate-picture-title'))}</h2>\n`,
      scrolled(words('simulate-picture-title'), timeline(forecast, speaker)),
      `<details>\n<summary>${escapeHtml(words('simulate-weeks'))}</summary>\n${tableOf(weekTable(forecast, speaker))}</details>\n`,
      tablePart(monthTable(forecast, speaker)),
      paragraph(words('simulate-how-counted')),
      ...tables.flatMap((table) => (table ? [tablePart(table)] : [])),
      tablePart({
        caption: words('simulate-events'),
        head: [words('simulate-column-day'), words('simulate-column-event')],
        rows: keyEvents(forecast, speaker),
      }),
      paragraph(registrationLine(forecast, speaker)),
      tablePart(assumptionTable(forecast, speaker)),
    ].join(''),
    footer: `<p>${escapeHtml(words('simulate-footer'))}</p>\n`,
  })
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>\n`
}

function tablePart(table: Table): string {
  return `<h2>${escapeHtml(table.caption)}</h2>\n${tableOf(table)}`
}

function tableOf({ caption, head, rows }: Table): string {
  const heads = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')
  const body = rows.map(([first = '', ...cells]) => {
    const others = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')
    return `<tr><th scope="row">${escapeHtml(unbroken(first))}</th>${others}</tr>\n`
  })
  const table = `<table class="wide">\n<thead>\n<tr>${heads}</tr>\n</thead>\n<tbody>\n${body.join('')}</tbody>\n</table>`
  return scrolled(caption, table)
}

/** What is wide is scrolled by itself, by keyboard too. */
function scrolled(name: string, html: string): string {
  return `<div class="scroll" role="region" aria-label="${escapeHtml(name)}" tabindex="0">\n${html}\n</div>\n`
}

/** «2027-03» and «2027-03-01» stay on one line. */
function unbroken(cell: string): string {
  return /^[\d-]+$/.test(cell) ? cell.replaceAll('-', '\u2011') : cell
}
