/** Begrunnelse: why a match is proposed, what speaks against it, and who else was considered. */
import type { Matching, Reason } from '../../model.ts'
import { formatNumber } from '../../render/formatted.ts'
import { inert } from '../../report/markdown.ts'
import { byLink, nearMissSentence, registration, type Teller } from '../../report/matching-lines.ts'
import { nameOf, reasonSentence } from '../../report/matching-sentences.ts'
import { bullets, details, table } from '../prose.ts'
import { linkedFields, type Source } from '../source-links.ts'

/** So many are enough to see what it is about; the rest is folded away. */
const mostTold = 3

/** What counts most, as sentences. In a rotation each link tells its own, and what they share is told once. */
export function strongest(reasons: readonly Reason[], { programme, words }: Teller): string {
  const told = byLink(reasons).flatMap((own) =>
    own
      .filter(({ points }) => points > 0)
      .toSorted((a, b) => b.points - a.points)
      .slice(0, mostTold),
  )
  return bullets([...new Set(told.map((reason) => inert(reasonSentence(reason, programme, words))))])
}

/** What got less than half of its points, and so what the parties should look at; empty when there is nothing. */
export function weak(reasons: readonly Reason[], { programme, words }: Teller): string {
  const told = reasons.filter(({ part, points, outOf }) => points < outOf / 2 && part !== 'wish')
  return bullets([...new Set(told.map((reason) => inert(reasonSentence(reason, programme, words))))])
}

/** Every point, with the lines it comes from. */
export function allPoints(reasons: readonly Reason[], teller: Teller, source: Source): string {
  const { words } = teller
  const links = byLink(reasons)
  const tables = links.map((own) => {
    const table = pointTable(own, teller, source)
    return links.length > 1 ? `**${inert(sends(own[0], teller))}**\n\n${table}` : table
  })
  return details(words('propose-points-summary'), tables.join('\n\n'))
}

function sends(reason: Reason | undefined, { programme, words }: Teller): string {
  const name = (side: 'learner' | 'teacher') => nameOf(String(reason?.args[side] ?? ''), programme)
  return words('match-pair-send', { learner: name('learner'), teacher: name('teacher') })
}

function pointTable(
  reasons: readonly Reason[],
  { programme, words, language }: Teller,
  source: Source,
): string {
  const head = ['part', 'points', 'because', 'see'].map((column) => words(`propose-column-${column}`))
  const rows = reasons.map((reason) => [
    inert(words(`match-part-${reason.part}`)),
    words('propose-points', {
      points: formatNumber(reason.points, language),
      outOf: formatNumber(reason.outOf, language),
    }),
    inert(reasonSentence(reason, programme, words)),
    linkedFields(reason.fields, source, programme, words),
  ])
  return table(head, rows)
}

/** For each registration, whom it nearly fitted; folded away, and nothing when nobody was near. */
export function considered(passedOver: Matching['unmatched'], teller: Teller): readonly string[] {
  const near = passedOver.filter(({ nearMisses }) => nearMisses.length > 0)
  if (near.length === 0) return []
  const parts = near.map(({ id, nearMisses }) => {
    const misses = nearMisses.map((miss) => inert(nearMissSentence(miss, id, teller)))
    return `**${inert(registration(id, teller))}**\n\n${bullets(misses)}`
  })
  return [details(teller.words('propose-considered-summary'), parts.join('\n\n'))]
}
