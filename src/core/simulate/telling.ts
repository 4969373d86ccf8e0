/** Fortelling: a run ahead in words, for a terminal and a page. Nothing is counted here. */
import { addDays } from '../days.ts'
import { isPaused } from '../follow-up/pause.ts'
import { followUpSettings } from '../follow-up/settings.ts'
import { isRotation } from '../match/ids.ts'
import { membersOf } from '../match/office/open.ts'
import type { Words } from '../messages.ts'
import type { IsoDate, Language, Programme } from '../model.ts'
import { formatDate, formatList } from '../render/formatted.ts'
import { whoWithWhom } from '../report/matching-lines.ts'
import { nameOf } from '../report/matching-sentences.ts'
import { paragraph } from '../report/visible.ts'
import { defaults, flat } from './assumptions.ts'
import { busiestWeek, type FigureName, type Figures, figureNames } from './figures.ts'
import { type Happening, type HappeningKind, happeningKinds } from './happening.ts'
import type { Forecast } from './several.ts'

export type Teller = { readonly words: Words; readonly language: Language }

/** Tabell: the first cell of a row says what it is about. */
export type Table = {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export function periodOf({ question: { today, days } }: Forecast): {
  readonly from: IsoDate
  readonly to: IsoDate
} {
  return { from: today, to: addDays(today, days - 1) }
}

/** What it is, what it is not, and what is most worth knowing. */
export function introduction(forecast: Forecast, teller: Teller): readonly string[] {
  const { words, language } = teller
  const { from, to } = periodOf(forecast)
  const { seed, days, programme } = forecast.question
  const week = busiestWeek(forecast.summary)
  return [
    words('simulate-lead', {
      programme: paragraph(programme.settings?.name[language] ?? ''),
      from: formatDate(from, language),
      to: formatDate(to, language),
      count: days,
    }),
    words('simulate-assumed', { seed }),
    ...warnings(forecast, teller),
    ...(week
      ? [
          words('simulate-busiest', {
            date: formatDate(week.from, language),
            count: week.figures.changes,
            issues: week.figures.issues,
          }),
        ]
      : []),
  ]
}

/** What an office would want to do something about before it happens. */
function warnings(forecast: Forecast, { words, language }: Teller): readonly string[] {
  const { settings } = forecast.question.programme
  if (!settings) return []
  const { tallies } = forecast.first
  const { openIssues } = followUpSettings(settings)
  const { openProposals } = settings.limits
  const { to } = periodOf(forecast)
  const last = settings.rounds
    .map(({ deadline }) => deadline)
    .sort()
    .at(-1)
  const fullOfIssues = tallies.filter(({ issues }) => issues >= openIssues).length
  const fullOfProposals = tallies.filter(({ proposals }) => proposals >= openProposals).length
  const paused = tallies.filter(({ day }) => isPaused(settings.pause, day)).length
  return [
    ...(paused > 0 ? [words('simulate-paused', { count: paused })] : []),
    ...(fullOfIssues > 0 ? [words('simulate-full-issues', { count: fullOfIssues, most: openIssues })] : []),
    ...(fullOfProposals > 0
      ? [words('simulate-full-proposals', { count: fullOfProposals, most: openProposals })]
      : []),
    ...(last !== undefined && last < to
      ? [words('simulate-no-round', { date: formatDate(last, language) })]
      : []),
  ]
}

/** «2027-03»; a month the run has only a part of says from which day. */
export function monthTable({ summary }: Forecast, { words }: Teller): Table {
  const rows = summary.months.map(({ from, figures }) => [from.slice(0, 7), ...cells(figures)])
  return {
    caption: words('simulate-months'),
    head: [words('simulate-column-month'), ...figureNames.map((name) => words(`simulate-column-${name}`))],
    rows: [...rows, [words('simulate-whole'), ...cells(summary.whole)]],
  }
}

/** What the picture shows, in numbers. */
export function weekTable({ summary }: Forecast, { words }: Teller): Table {
  const shown = ['changes', 'issues', 'letters'] as const
  return {
    caption: words('simulate-weeks'),
    head: [words('simulate-column-week'), ...shown.map((name) => words(`simulate-column-${name}`))],
    rows: summary.weeks.map(({ from, figures }) => [from, ...shown.map((name) => String(figures[name]))]),
  }
}

function cells(figures: Figures): readonly string[] {
  return figureNames.map((name) => String(figures[name]))
}

/** What is told, day by day: of one kind on one day together. */
export function keyEvents(
  { first, question }: Forecast,
  teller: Teller,
): readonly (readonly [string, string])[] {
  const end = first.end?.programme ?? question.programme
  const early = new Set(
    first.happenings.flatMap(({ kind, day, about }) => (kind === 'ended-early' ? [`${day} ${about}`] : [])),
  )
  // What ends early has its last day that day: once is enough.
  const key = first.happenings.filter(
    ({ kind, day, about }) =>
      happeningKinds[kind].key && !(kind === 'exchange-ends' && early.has(`${day} ${about}`)),
  )
  const groups = new Map<string, Happening[]>()
  for (const one of key) {
    const name = `${one.day} ${one.kind}`
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const [one] = group
    return one
      ? [[formatDate(one.day, teller.language), sentence(one.kind, group, end, teller)] as const]
      : []
  })
}

/** More than this many are counted and not named. */
const mostNamed = 3

function sentence(
  kind: HappeningKind,
  group: readonly Happening[],
  programme: Programme,
  { words, language }: Teller,
): string {
  const teller = { programme, words, language }
  const names = [...new Set(group.map(({ about }) => called(kind, about, teller)))].filter(
    (name) => name !== '',
  )
  const text = words(`simulate-event-${kind}`, { count: group.length })
  return names.length === 0 || names.length > mostNamed ? text : `${text}: ${formatList(names, language)}`
}

type Named = { readonly programme: Programme; readonly words: Words; readonly language: Language }

function called(kind: HappeningKind, about: string, teller: Named): string {
  const { programme, words, language } = teller
  if (kind.startsWith('round-')) {
    const round = programme.settings?.rounds.find(({ id }) => id === about)
    return paragraph(round?.name[language] ?? about)
  }
  if (kind === 'expired') {
    const one = programme.registrations.get(about)
    return one
      ? words('simulate-of', { title: paragraph(one.title), agencies: nameOf(one.agency, programme) })
      : about
  }
  if (about === '') return ''
  return membersOf(about, programme) ? calledMatch(about, teller) : calledAgreement(about, teller)
}

function calledMatch(match: string, teller: Named): string {
  const { programme } = teller
  const registrations = (membersOf(match, programme) ?? []).map(({ id }) => id)
  const parties = registrations.map((id) => programme.registrations.get(id)?.agency ?? '')
  const kind = isRotation(match) ? 'rotation' : 'pair'
  return whoWithWhom({ id: match, kind, parties, registrations, score: 0, reasons: [] }, teller)
}

function calledAgreement(about: string, { programme, words, language }: Named): string {
  const [id = '', exchange] = about.split('/')
  const agreement = programme.agreements.get(id)
  if (!agreement) return about
  const one = agreement.exchanges.find((other) => other.id === exchange)
  const agencies = one
    ? `${nameOf(one.from, programme)} → ${nameOf(one.to, programme)}`
    : formatList(
        agreement.parties.map(({ agency }) => nameOf(agency, programme)),
        language,
      )
  return words('simulate-of', { title: paragraph(agreement.title), agencies })
}

/** Every assumption with its value, and whether somebody has chosen it. */
export function assumptionTable({ question }: Forecast, { words }: Teller): Table {
  const standard = new Map(flat(defaults))
  return {
    caption: words('simulate-assumptions'),
    head: ['assumption', 'value', 'whose'].map((name) => words(`simulate-column-${name}`)),
    rows: flat(question.assumed).map(([field, value]) => [
      words(`simulate-${field}`),
      String(value),
      words(standard.get(field) === value ? 'simulate-standard' : 'simulate-chosen'),
    ]),
  }
}

export function spreadTable({ spreads, runs }: Forecast, { words }: Teller): Table | undefined {
  if (!spreads) return undefined
  return {
    caption: words('simulate-spread', { count: runs }),
    head: ['figure', 'low', 'median', 'high'].map((name) => words(`simulate-column-${name}`)),
    rows: figureNames.map((name) => {
      const { low, median, high } = spreads[name]
      return [words(`simulate-figure-${name}`), ...[low, median, high].map(String)]
    }),
  }
}

const compared = [
  'signed',
  'begun',
  'evaluated',
  'expired',
  'letters',
  'changes',
] as const satisfies readonly FigureName[]

export function variantTable({ variants, spreads, summary }: Forecast, { words }: Teller): Table | undefined {
  if (variants.length === 0) return undefined
  const base = (name: FigureName) => spreads?.[name].median ?? summary.whole[name]
  return {
    caption: words('simulate-variants'),
    head: [words('simulate-column-variant'), ...compared.map((name) => words(`simulate-column-${name}`))],
    rows: [
      [words('simulate-variant-none'), ...compared.map((name) => String(base(name)))],
      ...variants.map(({ name, median }) => [
        words(`simulate-variant-${name}`),
        ...compared.map((figure) => String(median[figure])),
      ]),
    ],
  }
}

/** Where all registrations stand on the last day. */
export function registrationLine({ first }: Forecast, { words }: Teller): string {
  const last = first.tallies.at(-1)?.registrations
  return last ? words('simulate-registrations', { ...last }) : ''
}
