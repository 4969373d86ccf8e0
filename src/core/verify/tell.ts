/** Svaret i ord, for den som har fått et dokument, og som JSON for et program. */
import { redlineText } from '../agreement/redline-text.ts'
import type { PassageChange } from '../agreement/terms-difference.ts'
import type { Speaker } from '../messages.ts'
import { formatDate, formatList } from '../render/formatted.ts'
import { paragraph, safeJson, withoutCommands } from '../report/visible.ts'
import { type Answer, type Found, isGenuine } from './answer.ts'
import type { Comparison } from './compare.ts'

export type Telling = { readonly speaker: Speaker; readonly colour: boolean }

export function printText(answers: readonly Answer[], telling: Telling): string {
  const blocks = answers.map((answer) => {
    const lines = 'comparison' in answer ? foundLines(answer, telling) : unknownLines(answer, telling)
    return [visiblePath(answer.file), ...lines.map((line) => `  ${line}`)].join('\n')
  })
  return withoutCommands(`${blocks.join('\n\n')}\n`)
}

/** A file may be named so that its line would begin a workflow command. */
function visiblePath(file: string): string {
  return paragraph(file).replace(/^(?=\s*::)/, './')
}

function unknownLines(
  { unknown, claim, isShallow }: Exclude<Answer, Found>,
  { speaker }: Telling,
): readonly string[] {
  const { words } = speaker
  const id = claim?.agreement ?? claim?.termsDigest ?? ''
  return [
    `${words('verify-unknown')} ${words(`verify-${unknown}`, { id })}`,
    ...(isShallow && unknown === 'unknown-agreement' ? [remark('shallow', {}, speaker)] : []),
  ]
}

function foundLines(found: Found, telling: Telling): readonly string[] {
  const { speaker } = telling
  return [
    verdictLine(found, speaker),
    ...changeLines(found.comparison, telling),
    ...aboutLines(found, speaker),
    ...found.remarks.map(({ remark: name, args }) => remark(name, args, speaker)),
  ]
}

function remark(
  name: string,
  args: Readonly<Record<string, string | number>>,
  { words, language }: Speaker,
): string {
  const date = args['date'] === undefined ? {} : { date: formatDate(String(args['date']), language) }
  return `${words('verify-note')} ${words(`verify-remark-${name}`, { ...args, ...date })}`
}

function verdictLine(found: Found, { words }: Speaker): string {
  const { claim, comparison, isKnown } = found
  if (!isKnown) {
    const why = words(claim.termsDigest === undefined ? 'verify-no-digest' : 'verify-other-terms')
    return comparison.verdict === 'altered' ? [why, ...alterations(comparison, words)].join(' ') : why
  }
  switch (comparison.verdict) {
    case 'signed':
      return [
        words('verify-signed', { count: comparison.appended.signatures }),
        ...signing(comparison, words),
      ].join(' ')
    case 'altered':
      return [words('verify-altered'), ...alterations(comparison, words)].join(' ')
    default:
      return [words(`verify-${comparison.verdict}`), ...signing(comparison, words)].join(' ')
  }
}

/** What can be said of signatures without asking who issued them. */
function signing(comparison: Comparison, words: Speaker['words']): readonly string[] {
  const appended = 'appended' in comparison ? comparison.appended : undefined
  if (!appended) return []
  return [
    ...(comparison.verdict === 'signed'
      ? []
      : [words('verify-has-signatures', { count: appended.signatures })]),
    words(appended.isCovered ? 'verify-signed-covered' : 'verify-signed-later'),
    ...(appended.isVisible ? [words('verify-signed-visible')] : []),
    words('verify-signatures-unchecked'),
  ]
}

function alterations(comparison: Altered, words: Speaker['words']): readonly string[] {
  const { appended, changes, foreign, offset } = comparison
  if (appended)
    return [
      appended.odd === undefined
        ? words('verify-appended-unsigned')
        : words('verify-appended-odd', { what: appended.odd }),
    ]
  return [
    ...(foreign.length > 0
      ? [words('verify-foreign', { parts: foreign.slice(0, mostParts).join(', ') })]
      : []),
    ...(changes === undefined ? [words('verify-unreadable-text', { offset: offset + 1 })] : []),
    ...(changes?.length === 0 ? [words('verify-same-words')] : []),
    ...(changes && changes.length > 0 ? [words('verify-places', { count: changes.length })] : []),
  ]
}

type Altered = Comparison & { readonly verdict: 'altered' }

const mostParts = 10
const mostChanges = 30
const around = 6

function changeLines(comparison: Comparison, { speaker, colour }: Telling): readonly string[] {
  if (comparison.verdict !== 'altered') return []
  const changes = comparison.changes ?? []
  const lines = changes.slice(0, mostChanges).flatMap((change, index) => {
    const place = placeOf(change)
    const isNew = place !== '' && place !== placeOf(changes[index - 1])
    return [...(isNew ? [`  ${place}`] : []), `    ${redlineText(change.words, { colour, around })}`]
  })
  const left = changes.length - mostChanges
  return left > 0 ? [...lines, `  ${speaker.words('verify-more-places', { count: left })}`] : lines
}

function placeOf(change: PassageChange | undefined): string {
  return paragraph(`${change?.clause.number ?? ''} ${change?.clause.title ?? ''}`)
}

function aboutLines(found: Found, { words, language }: Speaker): readonly string[] {
  const { claim, document, saved, signatures, parties } = found
  const when = saved
    ? words('verify-saved', {
        date: saved.date === undefined ? '' : formatDate(saved.date, language),
        commit: saved.commit.slice(0, 10),
      })
    : words('verify-now')
  const signed = signatures.map(({ party, role, date, method }) =>
    words('verify-signature', {
      party: parties.get(party) ?? party,
      role,
      date: formatDate(date, language),
      method: words(`signature-${method}`),
    }),
  )
  const missing = [...parties].filter(([slug]) => !signatures.some(({ party }) => party === slug))
  const names = formatList(
    missing.map(([, name]) => name),
    language,
  )
  return [
    `${words('verify-held', { document })} ${when}`,
    ...(claim.termsDigest === undefined ? [] : [`${words('document-terms')}: ${claim.termsDigest}`]),
    ...(signed.length > 0
      ? [`${words('verify-recorded')} ${signed.join('; ')}.`]
      : [words('verify-none-recorded')]),
    ...(signed.length > 0 && missing.length > 0 ? [words('verify-missing-signatures', { names })] : []),
  ].map((line) => paragraph(line))
}

/** Documented in docs/verify.md. */
export function printJson(answers: readonly Answer[]): string {
  return `${safeJson({ files: answers.map(jsonOf) }, 2)}\n`
}

function jsonOf(answer: Answer) {
  const { agreement, version, termsDigest, template, language } = answer.claim ?? {}
  const claim = {
    agreement: agreement ?? null,
    version: version ?? null,
    termsDigest: termsDigest ?? null,
    template: template ?? null,
    language: language ?? null,
  }
  const said = { file: answer.file, genuine: isGenuine(answer) }
  if (!('comparison' in answer)) return { ...said, verdict: 'unknown', reason: answer.unknown, claim }
  const { comparison, isKnown, kind, document, saved, signatures, remarks } = answer
  const { verdict } = comparison
  return {
    ...said,
    verdict: isKnown ? verdict : 'altered',
    reason: isKnown ? reasonOf(comparison) : 'other-terms',
    claim,
    format: kind,
    agreement: answer.agreement,
    document,
    commit: saved?.commit ?? null,
    changes: verdict === 'altered' ? (comparison.changes ?? []).map(changeJson) : [],
    recorded: signatures.map(({ party, role, date, method }) => ({ party, role, date, method })),
    remarks: remarks.map(({ remark: name, args }) => ({ remark: name, ...args })),
  }
}

function reasonOf(comparison: Comparison): string | null {
  if (comparison.verdict !== 'altered') return null
  const { appended, changes, foreign } = comparison
  if (appended) return appended.odd === undefined ? 'appended-unsigned' : 'appended'
  if (changes === undefined) return 'unreadable-text'
  return changes.length > 0 ? 'words' : foreign.length > 0 ? 'foreign' : null
}

function changeJson({ clause, words }: PassageChange) {
  const said = (fate: 'gone' | 'new') =>
    words
      .filter((run) => run.fate === 'same' || run.fate === fate)
      .map(({ text }) => text)
      .join(' ')
  return { clause: clause.number, title: clause.title, before: said('gone'), after: said('new') }
}
