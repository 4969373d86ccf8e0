/** Forskjellen på en terminal, og som JSON. */
import type { Speaker } from '../messages.ts'
import { formatDate } from '../render/formatted.ts'
import { paragraph, safeJson, withoutCommands } from '../report/visible.ts'
import { type AgreementDiff, type DocumentChange, stepSentence } from './agreement-diff.ts'
import { redlineText } from './redline-text.ts'
import type { ClauseChange } from './terms-difference.ts'

export type Telling = { readonly speaker: Speaker; readonly colour: boolean }

export function printDiffText(diff: AgreementDiff, telling: Telling): string {
  const { words, language } = telling.speaker
  const { agreement } = diff.after
  const bold = (text: string) => (telling.colour ? `\u001B[1m${text}\u001B[22m` : text)
  const head = [
    bold(paragraph(`${agreement.id}: ${agreement.title}`)),
    stepSentence(diff, { words }, (day) => formatDate(day, language)),
  ]
  if (diff.fields.length === 0 && diff.documents.length === 0) return ended([...head, words('diff-nothing')])
  const fields = diff.fields.map(
    ({ field, before, after }) => `  ${paragraph(`${field}: ${before} → ${after}`)}`,
  )
  const documents = diff.documents.flatMap((document) => documentLines(document, telling, bold))
  return ended([
    ...head,
    '',
    bold(words('diff-fields')),
    ...(fields.length > 0 ? fields : [`  ${words('diff-no-fields')}`]),
    ...(documents.length > 0 ? documents : ['', words('diff-no-words')]),
  ])
}

function ended(lines: readonly string[]): string {
  return withoutCommands(`${lines.join('\n')}\n`)
}

function documentLines(
  document: DocumentChange,
  telling: Telling,
  bold: (text: string) => string,
): readonly string[] {
  const { words } = telling.speaker
  const heading = bold(paragraph(`${document.title} (${document.name})`))
  if (document.fate !== 'changed') return ['', `${heading} – ${words(`diff-document-${document.fate}`)}`]
  return ['', heading, ...document.clauses.flatMap((clause) => clauseLines(clause, telling))]
}

function clauseLines(
  { clause, fate, passages }: ClauseChange,
  { speaker, colour }: Telling,
): readonly string[] {
  const name = paragraph(`${clause.number} ${clause.title}`)
  const heading = fate === 'changed' ? name : `${name} – ${speaker.words(`diff-clause-${fate}`)}`
  const lines = passages.map(({ number, words }) => {
    const text = redlineText(words, { colour })
    return `    ${number === '' ? '' : `${number} `}${text}`
  })
  return [...(name === '' ? [] : [`  ${heading}`]), ...lines]
}

/** Documented in docs/commands.md. */
export function printDiffJson({ before, after, since, fields, documents }: AgreementDiff): string {
  const edition = ({ agreement, saved }: AgreementDiff['before']) => ({
    version: agreement.version,
    commit: saved?.commit ?? null,
  })
  return `${safeJson({ agreement: after.agreement.id, since, before: edition(before), after: edition(after), fields, documents }, 2)}\n`
}
