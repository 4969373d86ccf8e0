/** Oversikt: what is overdue, due and coming, by agreement and by agency, for a terminal, a page and a program. */
import { daysBetween } from '../days.ts'
import type { Words } from '../messages.ts'
import type { IsoDate, Language, Programme } from '../model.ts'
import { formatDate, formatList } from '../render/formatted.ts'
import { linesAsMarkdown, linesAsText } from '../report/matching.ts'
import type { Line } from '../report/matching-lines.ts'
import { nameOf } from '../report/matching-sentences.ts'
import { safeJson } from '../report/visible.ts'
import type { Milestone, State } from './milestone.ts'
import { isPaused } from './pause.ts'
import { labelOf, namesOf, type Speech } from './wording.ts'

export type Overview = {
  readonly programme: Programme
  readonly today: IsoDate
  readonly milestones: readonly Milestone[]
}

/** What `follow-up --format` accepts. */
export const overviewReporters = {
  text: (overview: Overview, words: Words) => linesAsText(overviewLines(overview, words)),
  json: overviewJson,
  markdown: (overview: Overview, words: Words) => linesAsMarkdown(overviewLines(overview, words), words),
} as const satisfies Readonly<Record<string, (overview: Overview, words: Words) => string>>

export type OverviewFormat = keyof typeof overviewReporters

/** What is done or has lapsed needs nobody’s attention; it is in the JSON. */
const told = ['overdue', 'due', 'paused', 'coming'] as const satisfies readonly State[]

/** Days ahead that are told of: what comes later is in the calendars. */
const horizon = 60

function overviewLines(overview: Overview, words: Words): readonly Line[] {
  const speech = { programme: overview.programme, language: words('report-language') as Language, words }
  const seen = overview.milestones.filter((one) => isNear(one, overview.today))
  const later = overview.milestones.filter(({ state }) => state === 'coming').length
  const far = later - seen.filter(({ state }) => state === 'coming').length
  return [
    ...pauseLines(overview, speech),
    ...told.flatMap((state) => stateLines(state, seen, speech)),
    ...(seen.length === 0 ? [paragraph(words('follow-up-nothing'))] : []),
    ...(far > 0 ? [paragraph(words('follow-up-later', { count: far, days: horizon }))] : []),
    ...agencyLines(seen, speech),
  ]
}

function paragraph(text: string): Line {
  return { kind: 'paragraph', text }
}

function isNear({ state, date }: Milestone, today: IsoDate): boolean {
  if (state !== 'coming') return (told as readonly State[]).includes(state)
  return date !== undefined && daysBetween(today, date) <= horizon
}

function pauseLines({ programme, today }: Overview, { words, language }: Speech): readonly Line[] {
  const pause = programme.settings?.pause
  if (pause == null || !isPaused(pause, today)) return []
  const until =
    pause.to === undefined ? '' : ` ${words('follow-up-until', { date: formatDate(pause.to, language) })}`
  return [paragraph(`${words('follow-up-paused', { date: formatDate(pause.from, language) })}${until}`)]
}

function stateLines(state: State, seen: readonly Milestone[], speech: Speech): readonly Line[] {
  const own = seen.filter((one) => one.state === state)
  if (own.length === 0) return []
  const agreements = [...new Set(own.map(({ agreement }) => agreement))]
  return [
    { kind: 'heading', text: speech.words(`follow-up-state-${state}`, { count: own.length }) },
    ...agreements.flatMap((id): readonly Line[] => [
      { kind: 'item', text: calledAgreement(id, speech) },
      ...own
        .filter(({ agreement }) => agreement === id)
        .map((one): Line => ({ kind: 'point', text: milestoneLine(one, speech) })),
    ]),
  ]
}

function calledAgreement(id: string, { programme }: Speech): string {
  const title = programme.agreements.get(id)?.title
  return title === undefined ? id : `${title} (${id})`
}

/** «8. januar 2027: Midtveissamtale (ut-1). Ansvar: KLD og DFØ. 3 dager siden.» */
export function milestoneLine(one: Milestone, speech: Speech): string {
  const { words, language, programme } = speech
  const of = one.exchange === undefined ? '' : ` (${one.exchange})`
  const day = one.date === undefined ? words('follow-up-no-day') : formatDate(one.date, language)
  const parts = [
    `${day}: ${labelOf(one, speech)}${of}.`,
    words('follow-up-who', { agencies: namesOf(one.who, programme, language) }),
    ...(one.awaits.length > 0 && one.state !== 'coming' ? [awaited(one, speech)] : []),
    ...(one.late > 0 ? [words('follow-up-late', { count: one.late })] : []),
  ]
  return parts.join(' ')
}

export function awaited({ awaits }: Milestone, { language, words }: Speech): string {
  const who = awaits.map((by) => words(`follow-up-by-${by}`))
  return words('follow-up-awaits', { who: formatList(who, language) })
}

function agencyLines(seen: readonly Milestone[], { programme, words }: Speech): readonly Line[] {
  const slugs = [...new Set(seen.flatMap(({ who }) => who))].sort()
  if (slugs.length === 0) return []
  return [
    { kind: 'heading', text: words('follow-up-by-agency') },
    ...slugs.map((slug): Line => {
      const own = seen.filter(({ who }) => who.includes(slug))
      const counts = told.flatMap((state) => {
        const count = own.filter((one) => one.state === state).length
        return count === 0 ? [] : [words(`follow-up-count-${state}`, { count })]
      })
      return { kind: 'point', text: `${nameOf(slug, programme)}: ${counts.join(', ')}` }
    }),
  ]
}

function overviewJson({ today, programme, milestones }: Overview): string {
  const paused = isPaused(programme.settings?.pause, today)
  return `${safeJson({ today, paused, milestones: milestones.map(printable) }, 2)}\n`
}

/** Names of files and of agencies’ folders; the label is the office’s own, in all its languages. */
function printable({ about, date, ...rest }: Milestone): object {
  const called = about.kind === 'plan' ? { label: about.plan.label } : { evaluation: about.stage }
  return { ...rest, date: date ?? null, ...called }
}
