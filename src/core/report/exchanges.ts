/** Hvem gir og får hva, as lines for a terminal and as a table for a page. */
import { exchangeTable, type Lesson, type Share } from '../match/office/exchange-table.ts'
import type { Matching } from '../model.ts'
import { formatList } from '../render/formatted.ts'
import { inert } from './markdown.ts'
import type { Line, Teller } from './matching-lines.ts'
import { nameOf } from './matching-sentences.ts'

/** A heading, and for each agency a point with two lines below. Nothing when there are no proposals. */
export function exchangeLines(matching: Matching, teller: Teller): readonly Line[] {
  const { words, programme } = teller
  const rows = rowsOf(matching, teller)
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: words('match-heading-exchanges') },
    ...rows.flatMap((row): readonly Line[] => [
      { kind: 'point', text: nameOf(row.agency, programme) },
      { kind: 'fields', text: `${words('match-column-gets')}: ${got(row, teller)}` },
      { kind: 'fields', text: `${words('match-column-gives')}: ${gave(row, teller)}` },
    ]),
  ]
}

/** The same as a Markdown table, row by row: the first row brings the heading along, so that none stands alone. */
export function exchangeBlocks(matching: Matching, teller: Teller): readonly string[] {
  const { words, programme } = teller
  const columns = ['agency', 'gets', 'gives'].map((column) => words(`match-column-${column}`))
  const head = `\n## ${words('match-heading-exchanges')}\n\n| ${columns.join(' | ')} |\n| --- | --- | --- |\n`
  return rowsOf(matching, teller).map((row, at) => {
    const cells = [nameOf(row.agency, programme), got(row, teller), gave(row, teller)]
    return `${at === 0 ? head : ''}| ${cells.map(inert).join(' | ')} |\n`
  })
}

function rowsOf(matching: Matching, { programme }: Teller): readonly Share[] {
  return matching.proposals.length === 0 ? [] : exchangeTable(matching, programme)
}

function got({ gets }: Share, teller: Teller): string {
  return told(gets, teller, ({ teacher }) => ['match-lesson-from', teacher])
}

function gave({ gives }: Share, teller: Teller): string {
  return told(gives, teller, ({ learner }) => ['match-lesson-to', learner])
}

/** ««Klima» og «Anskaffelser» fra DFØ; «Arkiv» fra Nasjonalarkivet» */
function told(
  lessons: readonly Lesson[],
  teller: Teller,
  side: (lesson: Lesson) => readonly [key: string, agency: string],
): string {
  const { programme, words } = teller
  if (lessons.length === 0) return words('match-lesson-none')
  const each = lessons.map((lesson) => {
    const [key, agency] = side(lesson)
    const competences = conceptNames(lesson.competences, teller)
    return words(key, { competences, agency: nameOf(agency, programme) })
  })
  return each.join('; ')
}

/** «Arkiv» og «Innsyn» */
export function conceptNames(ids: readonly string[], { programme, words, language }: Teller): string {
  const names = ids.map((id) => programme.competences.get(id)?.label[language] ?? id)
  return formatList(
    names.map((name) => words('match-quoted', { name })),
    language,
  )
}
