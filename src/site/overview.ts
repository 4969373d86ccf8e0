/** The page a coordinator opens after a run: how it stands with the files, the matches and the agreements. */

import type { Phase } from '../core/agreement/phase.ts'
import { count, type Diagnostic, hasErrors } from '../core/diagnostic.ts'
import type { Speaker, Words } from '../core/messages.ts'
import type { Agreement, Language, Matching, NearMiss, Programme, Proposal, Reason } from '../core/model.ts'
import { formatOrganisationNumber } from '../core/organisation-number.ts'
import { formatDate } from '../core/render/formatted.ts'
import { escapeHtml, page } from '../core/render/page.ts'
import { nameOf } from '../core/report/matching-sentences.ts'

export type AgreementEntry = {
  readonly agreement: Agreement
  readonly phase: Phase | undefined
  /** What one can open, by path from the page. */
  readonly documents: readonly {
    readonly path: string
    readonly language: Language
    readonly label: string
  }[]
}

export type OverviewInput = {
  readonly speaker: Speaker
  readonly programme: Programme
  readonly today: string
  readonly files: number
  readonly diagnostics: readonly Diagnostic[]
  readonly matching: Matching
  readonly agreements: readonly AgreementEntry[]
  readonly sentences: {
    readonly reason: (reason: Reason) => string
    readonly nearMiss: (miss: NearMiss, of: string) => readonly string[]
  }
}

export function overview(input: OverviewInput): string {
  const { speaker, programme, today } = input
  const { language, words } = speaker
  const name = programme.settings?.name[language] ?? words('overview-unnamed')
  return page({
    language,
    title: `${words('overview-title')} – ${name}`,
    programme: name,
    notice: programme.settings?.notice?.[language] ?? '',
    skipLink: words('document-skip'),
    layout: 'overview',
    body: `<h1>${escapeHtml(words('overview-title'))}</h1>
<p class="lead">${escapeHtml(words('overview-lead', { date: formatDate(today, language) }))}</p>
${figures(input)}
${chapters(input)
  .map((chapter) => chapter(input))
  .join('\n')}
`,
    footer: `<p>${escapeHtml(words('overview-footer', { files: input.files }))}</p>\n`,
  })
}

type Chapter = (input: OverviewInput) => string

/** What must be mended comes first; what is only worth a look comes last. */
function chapters({ diagnostics }: OverviewInput): readonly Chapter[] {
  const news = [proposals, agreements, unmatched, wanted]
  return hasErrors(diagnostics) ? [findings, ...news] : [...news, findings]
}

function figures({ programme, matching, agreements, diagnostics, speaker }: OverviewInput): string {
  const registrations = [...programme.registrations.values()]
  const active = (kind: string) => registrations.filter((one) => one.kind === kind && !one.withdrawn).length
  const rows: readonly (readonly [string, number])[] = [
    ['agencies', programme.agencies.size],
    ['needs', active('need')],
    ['offers', active('offer')],
    ['proposals', matching.proposals.length],
    ['agreements', agreements.length],
    ['errors', count(diagnostics).error],
  ]
  const cell = ([key, value]: readonly [string, number]) =>
    `<div><dt>${escapeHtml(speaker.words(`overview-${key}`))}</dt><dd>${value}</dd></div>`
  return `<dl class="figures">\n${rows.map(cell).join('\n')}\n</dl>`
}

function section(id: string, words: Words, body: string): string {
  return `<section>\n<h2 id="${id}">${escapeHtml(words(`overview-${id}`))}</h2>\n${body}\n</section>`
}

function table(caption: string, columns: readonly string[], rows: readonly string[]): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  const label = escapeHtml(caption)
  return `<div class="scroll" tabindex="0" role="region" aria-label="${label}">
<table class="wide"><caption>${label}</caption><thead><tr>${head}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row}</tr>`).join('\n')}
</tbody></table></div>`
}

/** More than anybody reads at once; `check` prints them all. */
const shownFindings = 200

function findings({ diagnostics, speaker: { words, say } }: OverviewInput): string {
  if (diagnostics.length === 0)
    return section('findings', words, `<p>${escapeHtml(words('report-clean'))}</p>`)
  const intro = hasErrors(diagnostics)
    ? words('overview-has-errors', { count: count(diagnostics).error })
    : words('overview-no-errors')
  const rows = diagnostics.slice(0, shownFindings).map(
    (
      d,
    ) => `<th scope="row">${escapeHtml(`${d.place.file}, ${words('overview-line', { line: d.place.line })}`)}</th>
<td>${escapeHtml(words(`report-${d.severity}`))}</td><td>${escapeHtml(say(d))}</td>`,
  )
  const columns = ['report-column-place', 'overview-severity', 'report-column-finding'].map((key) =>
    words(key),
  )
  const left = diagnostics.length - rows.length
  const more = left > 0 ? `<p>${escapeHtml(words('overview-more-findings', { count: left }))}</p>` : ''
  return section(
    'findings',
    words,
    `<p>${escapeHtml(intro)}</p>${table(words('overview-findings'), columns, rows)}${more}`,
  )
}

function proposals(input: OverviewInput): string {
  const { matching, speaker } = input
  const { words } = speaker
  if (matching.proposals.length === 0)
    return section('matches', words, `<p>${escapeHtml(words('overview-no-matches'))}</p>`)
  const columns = ['overview-who', 'overview-what', 'overview-score', 'overview-why'].map((key) => words(key))
  const proof = words(matching.optimal ? 'overview-optimal' : 'overview-not-optimal')
  const rows = matching.proposals.map((proposal) => proposalRow(proposal, input))
  return section(
    'matches',
    words,
    `<p>${escapeHtml(proof)}</p>${table(words('overview-matches'), columns, rows)}`,
  )
}

function proposalRow(proposal: Proposal, input: OverviewInput): string {
  const { programme, speaker, sentences } = input
  const who = proposal.parties
    .map((slug) => escapeHtml(nameOf(slug, programme)))
    .join(proposal.kind === 'pair' ? ' – ' : ' ⇄ ')
  const what = proposal.registrations.map((id) => titleOf(programme, id, speaker.language)).join('<br>')
  const best = [...proposal.reasons].filter(({ points }) => points > 0).sort((a, b) => b.points - a.points)
  const reasons = best.map((reason) => `<li>${escapeHtml(sentences.reason(reason))}</li>`).join('')
  const kind =
    proposal.kind === 'rotation'
      ? `<br><span class="fine">${escapeHtml(speaker.words('form-rotation'))}</span>`
      : ''
  return `<th scope="row">${who}${kind}</th><td>${what}</td><td class="score">${proposal.score}</td>
<td><details><summary>${escapeHtml(speaker.words('overview-reasons', { count: best.length }))}</summary><ul>${reasons}</ul></details></td>`
}

/** People's own titles keep their language, so that a screen reader reads nynorsk as nynorsk (WCAG 3.1.2). */
function titleOf({ registrations }: Programme, id: string, page: Language): string {
  const registration = registrations.get(id)
  if (!registration) return escapeHtml(id)
  const tag = registration.language === page ? '' : ` lang="${registration.language}"`
  return `<span${tag}>${escapeHtml(registration.title)}</span>`
}

function agreements({ agreements, programme, speaker }: OverviewInput): string {
  const { words, language } = speaker
  if (agreements.length === 0)
    return section('agreements', words, `<p>${escapeHtml(words('overview-no-agreements'))}</p>`)
  const columns = ['overview-agreement', 'overview-parties', 'overview-phase', 'overview-documents'].map(
    (key) => words(key),
  )
  const rows = agreements.map(({ agreement, phase, documents }) => {
    const parties = agreement.parties.map(({ agency }) => escapeHtml(nameOf(agency, programme))).join(' – ')
    const links = documents.map(
      ({ path, label, language: tongue }) =>
        `<li><a href="${escapeHtml(encodeURI(path))}" hreflang="${tongue}"${tongue === language ? '' : ` lang="${tongue}"`}>${escapeHtml(label)}</a></li>`,
    )
    const state =
      phase === undefined ? '' : `<span class="phase">${escapeHtml(words(`phase.${phase}`))}</span>`
    return `<th scope="row">${escapeHtml(agreement.title)}</th><td>${parties}</td><td>${state}</td><td><ul>${links.join('')}</ul></td>`
  })
  return section('agreements', words, table(words('overview-agreements'), columns, rows))
}

function unmatched({ matching, programme, speaker, sentences }: OverviewInput): string {
  const { words, language } = speaker
  if (matching.unmatched.length === 0)
    return section('unmatched', words, `<p>${escapeHtml(words('overview-all-matched'))}</p>`)
  const items = matching.unmatched.map(({ id, nearMisses }) => {
    const agency = programme.registrations.get(id)?.agency ?? ''
    const title = `${escapeHtml(nameOf(agency, programme))}: ${titleOf(programme, id, language)}`
    if (nearMisses.length === 0)
      return `<li>${title}. <span class="fine">${escapeHtml(words('overview-nobody-near'))}</span></li>`
    const misses = nearMisses
      .flatMap((miss) => sentences.nearMiss(miss, id))
      .map((text) => `<li>${escapeHtml(text)}</li>`)
    return `<li>${title}<details><summary>${escapeHtml(words('overview-near-misses', { count: nearMisses.length }))}</summary><ul>${misses.join('')}</ul></details></li>`
  })
  return section('unmatched', words, `<ul>\n${items.join('\n')}\n</ul>`)
}

function wanted({ matching, programme, speaker: { words } }: OverviewInput): string {
  if (matching.wanted.length === 0)
    return section('wanted', words, `<p>${escapeHtml(words('overview-nobody-wanted'))}</p>`)
  const columns = ['overview-organisation', 'overview-count', 'overview-by'].map((key) => words(key))
  const rows = matching.wanted.map(({ organisation, count, by }) => {
    const names = by.map((slug) => escapeHtml(nameOf(slug, programme))).join(', ')
    return `<th scope="row">${formatOrganisationNumber(organisation)}</th><td>${count}</td><td>${names}</td>`
  })
  return section(
    'wanted',
    words,
    `<p>${escapeHtml(words('overview-wanted-lead'))}</p>${table(words('overview-wanted'), columns, rows)}`,
  )
}
