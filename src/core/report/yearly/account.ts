/** Rapporten i ord og tabeller, before any format has a say. */
import type { IsoDate, Language } from '../../model.ts'
import { formatDate } from '../../render/formatted.ts'
import type { Figures } from '../figures/figures.ts'
import { paragraph } from '../visible.ts'
import type { Speech } from './speech.ts'
import { summary } from './summary.ts'
import { developmentTable, type Table, tableOf } from './tables.ts'

export type Account = {
  readonly language: Language
  readonly date: IsoDate
  readonly title: string
  readonly lead: string
  readonly programme: string
  /** The office's own remark for all pages; '' for none. */
  readonly notice: string
  readonly summary: readonly string[]
  readonly chapters: readonly {
    readonly name: string
    readonly title: string
    readonly tables: readonly Table[]
  }[]
  /** How the figures are made. */
  readonly method: readonly string[]
}

export function accountOf(figures: Figures, speech: Speech): Account {
  const { programme, language, words } = speech
  const { settings } = programme
  const nothing = words('figures-missing-none')
  const all = chaptersOf(figures, speech)
  const empty = all.flatMap(({ tables }) => tables.filter((table) => table.nothing === nothing))
  const chapters = all.map((chapter) => ({
    ...chapter,
    tables: chapter.tables.filter((table) => table.nothing !== nothing),
  }))
  return {
    language,
    date: figures.today,
    title: titleOf(figures, speech),
    lead: words('figures-lead', { date: formatDate(figures.today, language) }),
    programme: paragraph(settings?.name[language] ?? words('overview-unnamed')),
    notice: paragraph(settings?.notice?.[language] ?? ''),
    summary: summary(figures, speech),
    chapters: chapters.filter(({ tables }) => tables.length > 0),
    method: [...method(figures, speech), ...withoutAnything(empty, speech)],
  }
}

function chaptersOf(figures: Figures, speech: Speech): Account['chapters'] {
  const { words } = speech
  return [
    ...figures.chapters.map(({ name, figures: all }) => ({
      name,
      title: words(`figures-chapter-${name}`),
      tables: all.map((figure) => tableOf(figure, speech)),
    })),
    {
      name: 'development',
      title: words('figures-heading-development'),
      tables: [developmentTable(figures, speech)],
    },
  ]
}

/** A page of «nothing yet» hides what there is: such figures are named together at the end. */
function withoutAnything(empty: readonly Table[], { words }: Speech): readonly string[] {
  if (empty.length === 0) return []
  return [words('figures-method-empty', { figures: empty.map(({ title }) => `«${title}»`).join(', ') })]
}

function titleOf({ scope }: Figures, { programme, language, words }: Speech): string {
  if (scope.kind === 'all') return words('figures-title')
  if (scope.kind === 'year') return words('figures-title-year', { year: scope.year })
  const round = programme.settings?.rounds.find(({ id }) => id === scope.round)
  return words('figures-title-round', { round: paragraph(round?.name[language] ?? scope.round) })
}

function method({ today, scope, smallest, smallestOfPeople }: Figures, { language, words }: Speech) {
  return [
    words('figures-method-source', { date: formatDate(today, language) }),
    ...(scope.kind === 'year' ? [words('figures-method-year', { year: scope.year })] : []),
    words(smallest > 1 ? 'figures-method-groups' : 'figures-method-answers', {
      smallest,
      people: smallestOfPeople,
    }),
    words('figures-method-later'),
    words('figures-method-money'),
  ]
}
