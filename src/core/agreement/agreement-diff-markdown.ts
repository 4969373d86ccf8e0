/** Forskjellen i Markdown: ~~borte~~ and **nytt**. Text of others is made inert, so it can stand in a comment on GitHub. */
import type { Speaker } from '../messages.ts'
import { formatDate } from '../render/formatted.ts'
import { inert } from '../report/markdown.ts'
import type { Marked } from '../word-difference.ts'
import { type AgreementDiff, type DocumentChange, stepSentence } from './agreement-diff.ts'
import type { ClauseChange } from './terms-difference.ts'

type Words = Speaker['words']

export function printDiffMarkdown(diff: AgreementDiff, { words, language }: Speaker): string {
  const { agreement } = diff.after
  const parts = [
    `## ${inert(`${agreement.id}: ${agreement.title}`)}`,
    inert(stepSentence(diff, { words }, (day) => formatDate(day, language))),
    diff.fieldTable,
    redlineMarkdown(diff.documents, words),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Clause by clause; what to say when nothing differs is said in words. */
export function redlineMarkdown(documents: readonly DocumentChange[], words: Words): string {
  if (documents.length === 0) return words('diff-no-words')
  return documents.map((document) => documentPart(document, words)).join('\n\n')
}

function documentPart({ name, title, fate, clauses }: DocumentChange, words: Words): string {
  const heading = `### ${inert(title)} (${inert(name)})`
  if (fate !== 'changed') return `${heading} – ${words(`diff-document-${fate}`)}`
  return [heading, ...clauses.map((clause) => clausePart(clause, words))].join('\n\n')
}

function clausePart({ clause, fate, passages }: ClauseChange, words: Words): string {
  const name = inert(`${clause.number} ${clause.title}`)
  const heading = fate === 'changed' ? `**${name}**` : `**${name}** – ${words(`diff-clause-${fate}`)}`
  const lines = passages.map(({ number, words: runs }) =>
    `- ${inert(number)} ${marked(runs)}`.replace('-  ', '- '),
  )
  return [name === '' ? '' : heading, lines.join('\n')].filter((part) => part !== '').join('\n\n')
}

function marked(runs: readonly Marked[]): string {
  return runs
    .map(({ text, fate }) => {
      const shown = inert(text)
      return fate === 'gone' ? `~~${shown}~~` : fate === 'new' ? `**${shown}**` : shown
    })
    .join(' ')
}
