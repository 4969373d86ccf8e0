/** The story of a matching, line by line: what every printer says alike. */
import { citation } from '../learning/citation.ts'
import { citationsFor } from '../learning/citations.ts'
import { defaultSeconds } from '../match/choose/solve.ts'
import type { Words } from '../messages.ts'
import type { Forgone, Language, Matching, NearMiss, Programme, Proposal, Reason, Remedy } from '../model.ts'
import { formatDate, formatList, formatNumber } from '../render/formatted.ts'
import { forgoneSentence, gapSentences, remedySentence } from './explanation-sentences.ts'
import type { Located } from './located.ts'
import { nameOf, obstacleSentence, reasonSentence } from './matching-sentences.ts'

/** Linje: printers decide what each kind looks like. An item is a proposal or a registration without one. */
export type Line = {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'note' | 'point' | 'fields'
  readonly text: string
}

/** Whose programme it is, and in which language it is told. */
export type Teller = { readonly programme: Programme; readonly words: Words; readonly language: Language }

export function matchingLines(matching: Matching, programme: Programme, words: Words): readonly Line[] {
  const teller: Teller = { programme, words, language: words('report-language') as Language }
  return [
    ...proposals(matching, teller),
    ...matching.proposals.flatMap((proposal) => [
      ...proposalLines(proposal, teller),
      ...forgoneLines(matching.forgone[proposal.id] ?? [], proposal, teller),
      ...learnedLines(proposal, teller),
    ]),
    ...unmatched(matching, teller),
    ...wanted(matching, teller),
  ]
}

function proposals({ proposals, optimal, levels }: Matching, teller: Teller): readonly Line[] {
  const { words, programme } = teller
  const heading: Line = { kind: 'heading', text: words('match-heading-proposals') }
  if (proposals.length === 0) return [heading, paragraph(pause(teller) ?? words('match-no-proposals'))]
  const summary = words('match-proposals', { count: proposals.length })
  if (optimal) return [heading, paragraph(`${summary} ${words('match-optimal')}`)]
  const seconds = programme.settings?.matching.solveSeconds ?? defaultSeconds
  const told = `${summary} ${words('match-not-optimal')} ${words('match-search', { seconds })}`
  return [heading, paragraph(told), ...gapSentences(levels, words).map(point)]
}

/** The pause that is written down; whether it has begun is seen by nothing being proposed. */
function pause({ programme, words, language }: Teller): string | undefined {
  const { pause, closed } = programme.settings ?? {}
  if (closed)
    return words('match-closed', { date: formatDate(closed.date, language), reason: closed.reason[language] })
  if (!pause) return undefined
  const from = formatDate(pause.from, language)
  const reason = pause.reason[language]
  if (pause.to === undefined) return words('match-paused', { from, reason })
  return words('match-paused-until', { from, reason, to: formatDate(pause.to, language) })
}

function proposalLines(proposal: Proposal, teller: Teller): readonly Line[] {
  const { words } = teller
  const score = words('match-score', { score: proposal.score })
  const { links, isPair } = { links: byLink(proposal.reasons), isPair: proposal.kind === 'pair' }
  return [
    { kind: 'item', text: `${whoWithWhom(proposal, teller)} – ${score}` },
    note(proposal.id),
    ...proposal.registrations.map((id) => note(registration(id, teller))),
    ...links.flatMap((reasons) => [
      ...(isPair ? [] : [note(sends(reasons[0], teller))]),
      ...reasons.filter(({ points }) => points > 0).flatMap((reason) => reasonLines(reason, teller)),
      ...withoutPoints(reasons, teller),
    ]),
  ]
}

/** «KLD sender en medarbeider til DFØ» */
export function whoWithWhom(
  { kind, parties, registrations }: Proposal,
  { programme, words, language }: Teller,
): string {
  const names = parties.map((slug) => nameOf(slug, programme))
  if (kind === 'rotation') return words('match-rotation', { parties: formatList(names, language) })
  const direction = programme.registrations.get(registrations[0] ?? '')?.direction ?? 'send'
  return words(`match-pair-${direction}`, { learner: names[0] ?? '', teacher: names[1] ?? '' })
}

function sends(reason: Reason | undefined, { programme, words }: Teller): string {
  const side = (name: 'learner' | 'teacher'): string => nameOf(String(reason?.args[name] ?? ''), programme)
  return `${words('match-pair-send', { learner: side('learner'), teacher: side('teacher') })}:`
}

/** «Behov: Klimaregnskap i etatsstyringen (KLD)» */
export function registration(id: string, { programme, words }: Teller): string {
  const one = programme.registrations.get(id)
  if (!one) return id
  return words(`match-${one.kind}`, { title: one.title, agency: nameOf(one.agency, programme) })
}

/** In a rotation everybody has reasons of their own. */
export function byLink(reasons: readonly Reason[]): readonly (readonly Reason[])[] {
  const links = new Map<string, Reason[]>()
  for (const reason of reasons) {
    const key = `${reason.args.learner}>${reason.args.teacher}`
    links.set(key, [...(links.get(key) ?? []), reason])
  }
  return [...links.values()]
}

function reasonLines(reason: Reason, teller: Teller): readonly Line[] {
  const { programme, words, language } = teller
  const points = words('match-points', {
    part: words(`match-part-${reason.part}`),
    points: formatNumber(reason.points, language),
    outOf: formatNumber(reason.outOf, language),
  })
  const text = `${points}: ${reasonSentence(reason, programme, words)}`
  return [point(text), ...fields(reason.fields, teller)]
}

function withoutPoints(reasons: readonly Reason[], { words, language }: Teller): readonly Line[] {
  const parts = reasons.filter(({ points }) => points === 0).map(({ part }) => words(`match-part-${part}`))
  if (parts.length === 0) return []
  return [{ kind: 'point', text: words('match-no-points', { parts: formatList(parts, language) }) }]
}

/** So many are told of each proposal; the others are for programs. */
const mostGivenUp = 2

function forgoneLines(
  given: readonly Forgone[],
  proposal: Proposal,
  { programme, words }: Teller,
): readonly Line[] {
  const told = given.slice(0, mostGivenUp)
  return told.map((one) => point(forgoneSentence(one, proposal, programme, words)))
}

/** What others have learned that is near to it: told, and never counted. */
function learnedLines({ registrations }: Proposal, { programme, words }: Teller): readonly Line[] {
  const members = registrations.flatMap((id) => programme.registrations.get(id) ?? [])
  return citationsFor(members, programme).map((one) => {
    const { who, quote } = citation(one, programme, words)
    return point(`${who} «${quote}»`)
  })
}

/** The fields of each file together, each once. */
function fields(references: readonly Located[], { programme }: Teller): readonly Line[] {
  if (references.length === 0) return []
  const byFile = new Map<string, Located[]>()
  for (const one of references) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one])
  const text = [...byFile].map(
    ([file, own]) => withLines(file, own) ?? withoutLines(idOf(file, programme), own),
  )
  return [{ kind: 'fields', text: text.join(' · ') }]
}

/** «kld.klimaregnskap: competences.0, period.from» */
function withoutLines(name: string, own: readonly Located[]): string {
  const named = namesOf(own)
  return named === '' ? name : `${name}: ${named}`
}

/** «agencies/kld/needs/klimaregnskap.yaml:12 period.from, period.to, :15 duration.maxWeeks»; undefined without lines. */
function withLines(file: string, own: readonly Located[]): string | undefined {
  const lines = [...new Set(own.flatMap(({ line }) => line ?? []))].sort((a, b) => a - b)
  if (lines.length === 0) return undefined
  const told = lines.map((line) => `:${line} ${namesOf(own.filter((one) => one.line === line))}`.trimEnd())
  return `${file}${told.join(', ')}`
}

function namesOf(fields: readonly Located[]): string {
  return [...new Set(fields.map(({ at }) => at))].filter((at) => at !== '').join(', ')
}

const registrationFile = /^agencies\/([^/]+)\/(?:needs|offers)\/([^/]+)\.yaml$/

function idOf(file: string, { registrations }: Programme): string {
  const [, agency, slug] = registrationFile.exec(file) ?? []
  const id = `${agency}.${slug}`
  return registrations.has(id) ? id : file
}

function unmatched({ unmatched }: Matching, teller: Teller): readonly Line[] {
  const { words } = teller
  if (unmatched.length === 0) return []
  return [
    { kind: 'heading', text: words('match-heading-unmatched') },
    paragraph(words('match-unmatched', { count: unmatched.length })),
    ...unmatched.flatMap((one) => unmatchedLines(one, teller)),
  ]
}

/** What would have helped comes first, and the near miss it is about is not told again. */
function unmatchedLines(
  { id, nearMisses, remedy }: Matching['unmatched'][number],
  teller: Teller,
): readonly Line[] {
  const nobody = nearMisses.length === 0 && !remedy
  return [
    { kind: 'item', text: registration(id, teller) },
    note(id),
    ...(nobody ? [note(teller.words('match-nobody-near'))] : []),
    ...(remedy ? remedyLines(remedy, id, nearMisses, teller) : []),
    ...nearMisses.filter((miss) => miss.id !== remedy?.id).flatMap((miss) => nearMissLines(miss, id, teller)),
  ]
}

function remedyLines(
  remedy: Remedy,
  of: string,
  nearMisses: readonly NearMiss[],
  teller: Teller,
): readonly Line[] {
  const { programme, words } = teller
  const failed = new Map(remedy.changes.map(({ constraint, args }) => [constraint, { constraint, args }]))
  const miss = { id: remedy.id, failed: [...failed.values()].map((one) => ({ ...one, fields: [] })) }
  const seen = nearMisses.find(({ id }) => id === remedy.id)?.failed.flatMap((one) => one.fields) ?? []
  const text = `${nearMissSentence(miss, of, teller)} ${remedySentence(remedy, programme, words)}`
  return [point(text), ...fields([...seen, ...remedy.changes], teller)]
}

function nearMissLines(miss: NearMiss, of: string, teller: Teller): readonly Line[] {
  return [
    { kind: 'point', text: nearMissSentence(miss, of, teller) },
    ...fields(
      miss.failed.flatMap((failed) => failed.fields),
      teller,
    ),
  ]
}

/** Told to the registration `of`: with whom it nearly fitted, and what was in the way. */
export function nearMissSentence(miss: NearMiss, of: string, { programme, words }: Teller): string {
  const others = miss.id
    .split('--')
    .flatMap((id) => (id === of ? [] : (programme.registrations.get(id) ?? [])))
  const agency = others.map((other) => nameOf(other.agency, programme)).join(' – ')
  const title = others.map((other) => other.title).join(' – ')
  const obstacles = miss.failed.map((failed) => obstacleSentence(failed, programme, words)).join(' ')
  return words('match-near', { agency, title, obstacles })
}

function wanted({ wanted }: Matching, { programme, words, language }: Teller): readonly Line[] {
  if (wanted.length === 0) return []
  return [
    { kind: 'heading', text: words('match-heading-wanted') },
    paragraph(words('match-wanted-lead')),
    ...wanted.map(({ organisation, count, by }): Line => {
      const names = by.map((slug) => nameOf(slug, programme))
      const args = { organisation: spaced(organisation), count, by: formatList(names, language) }
      return { kind: 'point', text: words('match-wanted', args) }
    }),
  ]
}

/** Organisation numbers are read in groups of three: 974 760 673. */
function spaced(organisation: string): string {
  return organisation.replace(/(\d{3})(?=\d)/g, '$1\u00A0')
}

function paragraph(text: string): Line {
  return { kind: 'paragraph', text }
}

function note(text: string): Line {
  return { kind: 'note', text }
}

function point(text: string): Line {
  return { kind: 'point', text }
}
