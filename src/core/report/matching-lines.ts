/** The story of a matching, line by line: what every printer says alike. */
import type { Words } from '../messages.ts'
import type { FieldReference, Language, Matching, NearMiss, Programme, Proposal, Reason } from '../model.ts'
import { formatDate, formatList, formatNumber } from '../render/formatted.ts'
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
    ...matching.proposals.flatMap((proposal) => proposalLines(proposal, teller)),
    ...unmatched(matching, teller),
    ...wanted(matching, teller),
  ]
}

function proposals({ proposals, optimal }: Matching, teller: Teller): readonly Line[] {
  const { words } = teller
  const heading: Line = { kind: 'heading', text: words('match-heading-proposals') }
  if (proposals.length === 0) return [heading, paragraph(pause(teller) ?? words('match-no-proposals'))]
  const summary = words('match-proposals', { count: proposals.length })
  return [heading, paragraph(`${summary} ${words(optimal ? 'match-optimal' : 'match-not-optimal')}`)]
}

/** The pause that is written down; whether it has begun is seen by nothing being proposed. */
function pause({ programme, words, language }: Teller): string | undefined {
  const { pause } = programme.settings ?? {}
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
  return [{ kind: 'point', text }, ...fields(reason.fields, teller)]
}

function withoutPoints(reasons: readonly Reason[], { words, language }: Teller): readonly Line[] {
  const parts = reasons.filter(({ points }) => points === 0).map(({ part }) => words(`match-part-${part}`))
  if (parts.length === 0) return []
  return [{ kind: 'point', text: words('match-no-points', { parts: formatList(parts, language) }) }]
}

/** «kld.klimaregnskap: competences.0, period.from · dfo.styring: competences.1» */
function fields(references: readonly FieldReference[], { programme }: Teller): readonly Line[] {
  if (references.length === 0) return []
  const byFile = new Map<string, string[]>()
  for (const { file, at } of references) byFile.set(file, [...(byFile.get(file) ?? []), at])
  const text = [...byFile].map(([file, at]) => {
    const named = at.filter((field) => field !== '')
    return named.length > 0 ? `${idOf(file, programme)}: ${named.join(', ')}` : idOf(file, programme)
  })
  return [{ kind: 'fields', text: text.join(' · ') }]
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
    ...unmatched.flatMap(({ id, nearMisses }): readonly Line[] => [
      { kind: 'item', text: registration(id, teller) },
      note(id),
      ...(nearMisses.length === 0 ? [note(words('match-nobody-near'))] : []),
      ...nearMisses.flatMap((miss) => nearMissLines(miss, id, teller)),
    ]),
  ]
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
