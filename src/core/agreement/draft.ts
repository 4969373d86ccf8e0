/** The first draft of an agreement: everything that is known already, and nothing for what the parties must settle. */
import { addDays, addMonths, isLongerThanMonths, overlap } from '../days.ts'
import { compare } from '../diagnostic.ts'
import type { Agreement as AgreementFile } from '../generated/written.ts'
import { hostOf } from '../match/fit/sides.ts'
import { isRotation, registrationsIn } from '../match/ids.ts'
import type { Exchange, Form, IsoDate, Language, Period, Programme, Registration, Round } from '../model.ts'

/** Utkast: the agreement as a file, or why there can be none. */
export type Draft =
  | { readonly agreement: AgreementFile }
  | {
      readonly obstacle: 'unknown-registration' | 'no-round' | 'no-common-time'
      readonly args: Readonly<Record<string, string>>
    }

/** Hvem som reiser: `sender` sends somebody to `host`. */
type Stay = { readonly sender: Registration; readonly host: Registration; readonly goals: readonly string[] }

/**
 * Drafts the agreement of a match, pair or rotation, as its registrations stand. Whether they fit in other respects
 * than time is for matching to judge.
 */
export function draftAgreement(match: string, programme: Programme, today: IsoDate): Draft {
  const ids = registrationsIn(match)
  const members = ids.flatMap((id) => programme.registrations.get(id) ?? [])
  if (members.length < ids.length || members.length < 2) {
    const id = ids.find((one) => !programme.registrations.has(one)) ?? match
    return { obstacle: 'unknown-registration', args: { id } }
  }
  const isRing = isRotation(match)
  const stays = isRing ? ring(members) : [pair(members)]
  const ahead = stays.map((stay) => timeAhead(stay, today))
  // Whoever swaps does so at the same time, when there is such a time.
  const common = ahead.reduce((one, other) => one && other && overlap(one, other), ahead[0])
  const times = ahead.map((own) => common ?? own)
  const round = roundFor(times, programme, today)
  if (times.some((time) => time === undefined)) return { obstacle: 'no-common-time', args: { match } }
  if (!round) return { obstacle: 'no-round', args: { match } }
  const exchanges = stays.map((stay, index) =>
    exchangeOf(stay, index, times[index] as Period, isRing, round, programme, today),
  )
  const parties = members.map(({ agency, unit }) => ({ agency, ...(unit === undefined ? {} : { unit }) }))
  const title = titleOf(members)
  return {
    agreement: agreementFile({ title, round: round.id, parties, basis: { match }, exchanges }, programme),
  }
}

/** Funnet selv: what two parties who found each other have said. */
export type Outline = {
  readonly title: string
  readonly round: string
  readonly form: Form
  readonly from: string
  readonly to: string
  readonly period: Period
  /** In the order they are to be named; those of the exchange unless said otherwise. */
  readonly parties?: readonly string[]
}

/** Drafts an agreement without a match. Where the host is, is where the work is, until somebody says otherwise. */
export function outlinedAgreement(
  { title, round, form, from, to, period, parties = [from, to] }: Outline,
  programme: Programme,
): AgreementFile {
  const municipality = programme.agencies.get(to)?.municipality ?? ''
  const exchange = {
    ...unanswered,
    id: 'ut-1',
    form,
    from,
    to,
    period,
    workload: 100,
    place: { municipality, presence: 'on-site' as const },
    learningGoals: [],
  }
  const named = parties.map((agency) => ({ agency }))
  return agreementFile(
    { title, round, parties: named, basis: { selfFound: true }, exchanges: [exchange] },
    programme,
  )
}

const unanswered = { employer: null, payer: null, legalBasis: null, tasks: null }

/** What an agreement from a match is called: `kld-klimaregnskap-dfo-klimadata`. */
export function agreementName(match: string): string {
  return match.replaceAll(/\.|--/g, '-')
}

function pair([one, other]: readonly Registration[]): Stay {
  const [need, offer] = [one, other] as [Registration, Registration]
  const host = hostOf(need, offer)
  return { sender: host === need ? offer : need, host, goals: need.learningGoals }
}

/** Everybody sends to the next. What is to be learnt stands in a need of the sender, or in an offer of the host. */
function ring(members: readonly Registration[]): readonly Stay[] {
  return members.map((sender, index) => {
    const host = members[(index + 1) % members.length] ?? sender
    const goals =
      sender.kind === 'need' ? sender.learningGoals : host.kind === 'offer' ? host.learningGoals : []
    return { sender, host, goals }
  })
}

function timeAhead({ sender, host }: Stay, today: IsoDate): Period | undefined {
  const common = overlap(sender.period, host.period)
  return common && overlap(common, { from: today, to: common.to })
}

/** Of the rounds that have opened, the last that all can take part in; else the first that will open. */
function roundFor(
  times: readonly (Period | undefined)[],
  { settings }: Programme,
  today: IsoDate,
): Round | undefined {
  const fitting = (settings?.rounds ?? [])
    .filter((round) => times.every((time) => time && overlap(time, round)))
    .sort((a, b) => compare(a.opens, b.opens))
  return fitting.findLast(({ opens }) => opens <= today) ?? fitting[0]
}

function exchangeOf(
  { sender, host, goals }: Stay,
  index: number,
  time: Period,
  isRotation: boolean,
  round: Round,
  { policy }: Programme,
  today: IsoDate,
): Exchange {
  const room = overlap(time, round) ?? time
  const mostWeeks = Math.min(sender.duration.maxWeeks, host.duration.maxWeeks)
  const longest = { from: room.from, to: earlier(room.to, addDays(room.from, mostWeeks * 7 - 1)) }
  const form = isRotation ? 'rotation' : formFor(sender, host, longest)
  const most = mostMonths(form, policy, today)
  const period =
    most === undefined
      ? longest
      : { ...longest, to: earlier(longest.to, addDays(addMonths(longest.from, most), -1)) }
  return {
    ...unanswered,
    id: `ut-${index + 1}`,
    form,
    from: sender.agency,
    to: host.agency,
    period,
    workload: Math.min(sender.workload.max, host.workload.max),
    place: { municipality: host.place.municipality, presence: presenceOf(sender, host) },
    learningGoals: [...goals],
    level: sender.level,
    ...(host.clearance === 'none' ? {} : { clearance: host.clearance }),
  }
}

function earlier(one: IsoDate, other: IsoDate): IsoDate {
  return one < other ? one : other
}

/** Where both will do, the longer stay is a secondment (PM-2014-17: from three months). */
function formFor(sender: Registration, host: Registration, period: Period): Form {
  const shared = (['secondment', 'short-exchange'] as const).filter(
    (form) => sender.forms.includes(form) && host.forms.includes(form),
  )
  const isLong = isLongerThanMonths({ from: period.from, to: addDays(period.to, 1) }, 3)
  return shared.length === 2 ? (isLong ? 'secondment' : 'short-exchange') : (shared[0] ?? 'secondment')
}

/** The shortest limit that the rules of today set for the form alone, whatever else the parties choose. */
function mostMonths(form: Form, policy: Programme['policy'], today: IsoDate): number | undefined {
  const limits = policy
    .filter(({ validFrom, validTo }) => validFrom <= today && (!validTo || today <= validTo))
    .filter(({ when }) => Object.keys(when).join() === 'form' && when.form?.includes(form))
    .flatMap(({ limit }) => limit?.maxMonths ?? [])
  return limits.length > 0 ? Math.min(...limits) : undefined
}

/** Hybrid goes with both; where the two do not go together, the host's work decides. */
function presenceOf(sender: Registration, host: Registration): Exchange['place']['presence'] {
  return host.place.presence === 'hybrid' ? sender.place.presence : host.place.presence
}

const longestTitle = 120

function titleOf(members: readonly Registration[]): string {
  const [first = '', ...rest] = members.filter(({ kind }) => kind === 'need').map(({ title }) => title)
  const all = [first, ...rest].join(' / ')
  return first === '' ? (members[0]?.title ?? '') : all.length <= longestTitle ? all : first
}

type Known = {
  readonly title: string
  readonly round: string
  readonly parties: readonly { readonly agency: string; readonly unit?: string }[]
  readonly basis: AgreementFile['basis']
  readonly exchanges: readonly Exchange[]
}

function agreementFile(
  { title, round, parties, basis, exchanges }: Known,
  programme: Programme,
): AgreementFile {
  const template = latestTemplate(programme)
  return {
    title,
    round,
    template,
    languages: languagesOf(
      parties.map(({ agency }) => agency),
      template,
      programme,
    ),
    parties: parties.map((party) => ({ ...party, signatory: { role: null } })),
    basis,
    purpose: null,
    expectations: Object.fromEntries(parties.map(({ agency }) => [agency, null])),
    validity: whole(exchanges.map(({ period }) => period)),
    exchanges: [...exchanges],
    terms: {
      travel: null,
      equipment: null,
      confidentiality: 'standard',
      refund: 'none',
      refundShare: null,
      vat: null,
      costShare: null,
      workingTime: null,
      security: null,
      appointment: null,
      noticeWeeks: 4,
    },
    sharing: null,
  }
}

function latestTemplate({ templates }: Programme): string {
  const versions = [...templates.keys()].flatMap((id) => /^cooperation-agreement@(\d+)$/.exec(id)?.[1] ?? [])
  return `cooperation-agreement@${Math.max(1, ...versions.map(Number))}`
}

/** Each party's own, as far as the standard text exists in it. */
function languagesOf(
  parties: readonly string[],
  template: string,
  { agencies, templates }: Programme,
): Language[] {
  const wanted = parties.map((agency): Language => agencies.get(agency)?.language ?? 'nb')
  const written = templates.get(template)?.languages
  const possible = (['nb', 'nn', 'en'] as const).filter(
    (language) => wanted.includes(language) && (written?.has(language) ?? true),
  )
  return possible.length > 0 ? possible : [...(written?.keys() ?? ['nb' as const])].slice(0, 1)
}

function whole(periods: readonly Period[]): Period {
  const days = periods.flatMap(({ from, to }) => [from, to]).sort(compare)
  return { from: days[0] ?? '', to: days.at(-1) ?? '' }
}
