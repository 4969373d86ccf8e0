/** Rapporten som én nettside: it carries all it needs, and can be handed on as a file. The site uses the same pieces. */
import type { Words } from '../../messages.ts'
import { escapeHtml, page } from '../../render/page.ts'
import type { Account } from './account.ts'
import { bars } from './bars.ts'
import type { Line, Table } from './tables.ts'

export function accountHtml(account: Account, words: Words): string {
  const { language, title, programme, notice } = account
  return page({
    language,
    title: `${title} – ${programme}`,
    programme,
    notice,
    skipLink: words('document-skip'),
    layout: 'overview',
    style,
    body: `<h1>${escapeHtml(title)}</h1>\n${accountPieces(account, words)}`,
    footer: `<p>${escapeHtml(account.method[0] ?? '')}</p>\n`,
    running: { text: title, page: words('document-page', { page: '#', pages: '##' }) },
  })
}

/** Everything below the main heading. */
export function accountPieces(account: Account, words: Words): string {
  const { lead, summary, chapters, method } = account
  const list = (items: readonly string[]) =>
    `<ul>\n${items.map((item) => `<li>${escapeHtml(item)}</li>\n`).join('')}</ul>\n`
  const titles = chapters.map(({ name, title }) => `<li><a href="#${name}">${escapeHtml(title)}</a></li>\n`)
  return `<p class="lead">${escapeHtml(lead)}</p>
<section class="in-short" aria-labelledby="summary">
<h2 id="summary">${escapeHtml(words('figures-heading-summary'))}</h2>
${list(summary)}</section>
<nav aria-label="${escapeHtml(words('figures-contents'))}">
<ul class="account-contents">
${titles.join('')}<li><a href="#method">${escapeHtml(words('figures-heading-method'))}</a></li>
</ul>
</nav>
${chapters.map((chapter) => chapterHtml(chapter, words)).join('')}<section>
<h2 id="method">${escapeHtml(words('figures-heading-method'))}</h2>
${list(method)}</section>
`
}

function chapterHtml({ name, title, tables }: Account['chapters'][number], words: Words): string {
  const heading = `<section>\n<h2 id="${name}">${escapeHtml(title)}</h2>\n`
  const only = tables.length === 1 && tables[0]?.title === title
  return `${heading}${tables.map((table) => figureHtml(table, words, only)).join('')}</section>\n`
}

function figureHtml(table: Table, words: Words, isWhole: boolean): string {
  const { title, how, nothing } = table
  const drawing = bars(table, (name) => words('figures-bars', { title: name }))
  return `<div class="figure-block">
${isWhole ? '' : `<h3>${escapeHtml(title)}</h3>\n`}${
  nothing === ''
    ? `<div class="${drawing === '' ? 'figure-alone' : 'figure-pair'}">\n${drawing}${drawing === '' ? '' : '\n'}${tableHtml(table)}</div>\n`
    : `<p>${escapeHtml(nothing)}</p>\n`
}<p class="fine">${escapeHtml(how)}</p>
</div>
`
}

/** Wider ones cannot shrink to a telephone, and get a place of their own to be scrolled in. */
const narrowColumns = 4

function tableHtml({ id, title, columns, lines }: Table): string {
  const caption = `table-${id}`
  const wide = columns.length > narrowColumns
  const table = `<table${wide ? ' class="wide"' : ''}>
<caption id="${caption}">${escapeHtml(title)}</caption>
<thead>
<tr>${columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')}</tr>
</thead>
<tbody>
${lines.map(lineHtml).join('')}</tbody>
</table>
`
  return wide
    ? `<section class="scroll" aria-labelledby="${caption}" tabindex="0">\n${table}</section>\n`
    : table
}

function lineHtml({ label, cells }: Line): string {
  const rest = cells.map(({ text }) => `<td>${escapeHtml(text)}</td>`).join('')
  return `<tr><th scope="row">${escapeHtml(label)}</th>${rest}</tr>\n`
}

const style = `.in-short { background: var(--surface-tinted); border-inline-start: 6px solid var(--accent); padding: var(--size-4) var(--size-6) var(--size-2); margin-bottom: var(--size-6) }
.in-short h2 { margin-top: 0 }
.in-short li { font-size: 1.125rem; margin-bottom: var(--size-2) }
.account-contents { display: flex; flex-wrap: wrap; gap: var(--size-1) var(--size-5); list-style: none; padding: 0 }
.figure-block { margin-bottom: var(--size-8) }
.figure-pair { display: grid; grid-template-columns: minmax(0, 24rem) minmax(0, 1fr); gap: var(--size-8); align-items: start }
.account-bars { max-width: 100%; height: auto; margin-top: var(--size-3) }
.account-bars .account-bar { fill: var(--accent) }
td { font-variant-numeric: tabular-nums }
@media (min-width: 40rem) { td { white-space: nowrap } th[scope="row"] { min-width: 9rem } }
@media (max-width: 56rem) { .figure-pair { display: block } }
@media print {
  .figure-block { break-inside: avoid }
  .figure-pair { grid-template-columns: 62mm minmax(0, 1fr) }
  .account-bars .account-bar, .in-short { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`
