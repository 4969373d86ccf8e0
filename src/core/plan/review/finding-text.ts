/** Funn i ord: what is wrong with a change, with a link to the place and to the rule. */
import type { Diagnostic, Severity } from '../../diagnostic.ts'
import type { Speaker } from '../../messages.ts'
import { inert, link } from '../../report/markdown.ts'
import { relativeUri, severities } from '../../report/report.ts'
import { table } from '../prose.ts'
import type { ReviewFacts } from './facts.ts'
import { brief, short } from './telling.ts'

/** Characters of one sentence: it may quote a whole field. */
const longestSentence = 300

const longestPlace = 200

/** Characters of the whole table; what comes after it needs room too. */
const longestTable = 25_000

/** Errors first, and then as they stand. */
export function gravestFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => rank(a.severity) - rank(b.severity))
}

function rank(severity: Severity): number {
  return severities.indexOf(severity)
}

/** One line: where, and what to do about it. */
export function findingText(facts: ReviewFacts, diagnostic: Diagnostic, { say }: Speaker): string {
  return `${placeText(facts, diagnostic)}: ${brief(say(diagnostic), longestSentence)}`
}

/** Everything that was found, as far as there is room. */
export function findingTable(facts: ReviewFacts, voice: Speaker): string {
  const { words } = voice
  const head = ['place', 'finding', 'rule'].map((column) => words(`report-column-${column}`))
  const rows = gravestFirst(facts.diagnostics).map((diagnostic) => row(facts, diagnostic, voice))
  const kept = within(longestTable, rows)
  const left = rows.length - kept.length
  const told = table(head, kept)
  return left === 0 ? told : `${told}\n\n${words('report-left-out', { count: left })}`
}

function row(facts: ReviewFacts, diagnostic: Diagnostic, { say, words }: Speaker): readonly string[] {
  const { code, severity } = diagnostic
  const { url, defaultBranch } = facts.repository
  const rule = link(
    code,
    `${url}/blob/${relativeUri(defaultBranch)}/docs/rules.md#${code.replaceAll('/', '')}`,
  )
  const sentence = brief(say(diagnostic), longestSentence)
  return [placeText(facts, diagnostic), `${inert(words(`report-${severity}`))}: ${sentence}`, rule]
}

function within(room: number, rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let left = room
  const fits = (cells: readonly string[]) => {
    left -= cells.join(' | ').length
    return left >= 0
  }
  const end = rows.findIndex((cells) => !fits(cells))
  return end < 0 ? rows : rows.slice(0, end)
}

/** What was taken away stands as it was on the base. A name that tells too much leads nowhere. */
function placeText(facts: ReviewFacts, { code, place }: Diagnostic): string {
  const text = short(`${place.file}:${place.line}`, longestPlace)
  if (code === 'personal-data/name') return inert(text)
  const kind = facts.changes.find(({ path }) => path === place.file)?.kind
  const isInHead = kind !== undefined && kind !== 'removed'
  const where = isInHead
    ? [headUrl(facts), facts.pull.head.commit]
    : [facts.repository.url, facts.base.commit]
  return link(text, `${where.join('/blob/')}/${relativeUri(place.file)}#L${place.line}`)
}

/** A fork that is gone has left its commits behind. */
function headUrl({ repository, pull }: ReviewFacts): string {
  const { name, url } = repository
  return pull.head.repository ? `${url.slice(0, -name.length)}${pull.head.repository}` : url
}
