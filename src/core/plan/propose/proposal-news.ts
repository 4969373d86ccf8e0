/** Nytt i et forslag: why it is told again, and what has changed. */
import type { Words } from '../../messages.ts'
import type { Decision, Language, Programme } from '../../model.ts'
import { formatDate } from '../../render/formatted.ts'
import { inert } from '../../report/markdown.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import { changeTable, type FieldChange } from './proposal-changes.ts'

/**
 * `declined`: it was said no to, on other inputs. `terms`: the draft is another, and answers to the old one do not
 * count. `told`: only what is said around it.
 */
export type News = {
  readonly kind: 'declined' | 'terms' | 'told'
  /** Undefined when it is not known what it was before. */
  readonly changes: readonly FieldChange[] | undefined
  /** The pull request that was declined. */
  readonly pull?: number
  readonly decision?: Decision
}

/** What happened, and then what has changed. */
export function newsText(news: News, programme: Programme, words: Words): readonly string[] {
  return [
    `### ${words(`propose-heading-news-${news.kind}`)}`,
    happened(news, programme, words),
    changed(news, words),
  ]
}

function happened({ kind, pull, decision }: News, programme: Programme, words: Words): string {
  if (kind !== 'declined') return words(`propose-news-${kind}`)
  const no = pull === undefined ? words('propose-news-declined') : words('propose-news-declined-in', { pull })
  return decision ? `${no} ${decisionText(decision, programme, words)}` : no
}

function decisionText({ by, date, reason }: Decision, programme: Programme, words: Words): string {
  return words('propose-news-decision', {
    agency: inert(nameOf(by, programme)),
    date: formatDate(date, words('report-language') as Language),
    reason: words(`match-declined-${reason}`),
  })
}

function changed({ changes }: News, words: Words): string {
  if (!changes) return words('propose-news-unknown')
  return changes.length > 0 ? changeTable(changes, words) : words('propose-news-elsewhere')
}
