/** Forskjellen som en side: struck out and underlined for the eye, said in words for the ear. */
import type { Speaker } from '../messages.ts'
import { formatDate } from '../render/formatted.ts'
import { escapeHtml, page } from '../render/page.ts'
import type { Marked } from '../word-difference.ts'
import { type AgreementDiff, type DocumentChange, stepSentence } from './agreement-diff.ts'
import type { ClauseChange } from './terms-difference.ts'

export function printDiffHtml(diff: AgreementDiff, speaker: Speaker): string {
  const { words, language } = speaker
  const { agreement, programme } = diff.after
  const title = words('diff-title', { title: agreement.title })
  const step = stepSentence(diff, { words }, (day) => formatDate(day, language))
  const body = [
    `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(step)}</p>\n`,
    fieldsPart(diff, words),
    ...diff.documents.map((document) => documentPart(document, words)),
    diff.documents.length === 0 ? `<p>${escapeHtml(words('diff-no-words'))}</p>\n` : '',
  ]
  return page({
    language,
    title: `${title} – ${agreement.id}`,
    programme: programme.settings?.name[language] ?? '',
    notice: programme.settings?.notice?.[language] ?? '',
    skipLink: words('document-skip'),
    body: body.join(''),
    footer: `<p>${escapeHtml(words('diff-footer'))}</p>\n`,
  })
}

type Words = Speaker['words']

function fieldsPart({ fields }: AgreementDiff, words: Words): string {
  const heading = `<h2>${escapeHtml(words('diff-fields'))}</h2>\n`
  if (fields.length === 0) return `${heading}<p>${escapeHtml(words('diff-no-fields'))}</p>\n`
  const columns = ['field', 'before', 'after'].map((name) => words(`meaning-column-${name}`))
  const head = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')
  const rows = fields.map(({ field, before, after }) => {
    const cells = [before, after].map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')
    return `<tr><th scope="row">${escapeHtml(field)}</th>${cells}</tr>\n`
  })
  const caption = `<caption>${escapeHtml(words('diff-fields'))}</caption>`
  return `${heading}<table>\n${caption}\n<thead>\n<tr>${head}</tr>\n</thead>\n<tbody>\n${rows.join('')}</tbody>\n</table>\n`
}

function documentPart({ name, title, fate, clauses }: DocumentChange, words: Words): string {
  const heading = `<h2>${escapeHtml(`${title} (${name})`)}</h2>\n`
  if (fate !== 'changed') return `${heading}<p>${escapeHtml(words(`diff-document-${fate}`))}</p>\n`
  return heading + clauses.map((clause) => clausePart(clause, words)).join('')
}

function clausePart({ clause, fate, passages }: ClauseChange, words: Words): string {
  const name = `${clause.number} ${clause.title}`.trim()
  const told = fate === 'changed' ? name : `${name} – ${words(`diff-clause-${fate}`)}`
  const heading = name === '' ? '' : `<h3>${escapeHtml(told)}</h3>\n`
  const texts = passages.map(({ number, words: runs }) => {
    return `<p>${number === '' ? '' : `${escapeHtml(number)} `}${marked(runs, words)}</p>\n`
  })
  return heading + texts.join('')
}

/** Seen by nobody and read aloud by all: most screen readers pass over the elements themselves. */
const unseen =
  'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap'

function marked(runs: readonly Marked[], words: Words): string {
  return runs
    .map(({ text, fate }) => {
      if (fate === 'same') return escapeHtml(text)
      const tag = fate === 'gone' ? 'del' : 'ins'
      const said = (key: string) => `<span style="${unseen}"> ${escapeHtml(words(key))} </span>`
      return `<${tag}>${said(`diff-said-${fate}`)}${escapeHtml(text)}${said('diff-said-end')}</${tag}>`
    })
    .join(' ')
}
