/** What is different between two matchings, for a person, for another program, and for a page on GitHub. */
import { type AgencyShift, type Comparison, isAlike, type Shift } from '../match/office/comparison.ts'
import type { Words } from '../messages.ts'
import type { Language, Matching, Programme, Proposal } from '../model.ts'
import { linesAsMarkdown, linesAsText, matchingData } from './matching.ts'
import { type Line, nearMissSentence, registration, type Teller, whoWithWhom } from './matching-lines.ts'
import { nameOf } from './matching-sentences.ts'
import { roundPicture } from './round-picture.ts'
import { safeJson } from './visible.ts'

/** Sammenligning: all that is told of it. */
export type Told = {
  readonly comparison: Comparison
  /** What is compared with what, in a few words. */
  readonly heading: string
  /** The programme as it was, and as it is or would be. What has left is found in the one, what has come in the other. */
  readonly before: Programme
  readonly after: Programme
  /** The new matching, whole. */
  readonly matching: Matching
}

/** The formats are those of a matching; a picture is of the new one. */
export const comparisonReporters = {
  text: (told: Told, words: Words) => linesAsText(comparisonLines(told, words)),
  json: comparisonJson,
  markdown: (told: Told, words: Words) => linesAsMarkdown(comparisonLines(told, words), words),
  svg: ({ matching, after }: Told, words: Words) => roundPicture(matching, after, words),
} as const

/** `{"comparison":{…},"matching":{…}}`: {@link Comparison}, and what `match --format json` prints of the new matching. */
function comparisonJson({ comparison, matching, after }: Told): string {
  return `${safeJson({ comparison, matching: matchingData(matching, after) }, 2)}\n`
}

type Tellers = { readonly old: Teller; readonly fresh: Teller }

function comparisonLines(told: Told, words: Words): readonly Line[] {
  const { comparison, heading, before, after, matching } = told
  const language = words('report-language') as Language
  const tellers: Tellers = {
    old: { programme: before, words, language },
    fresh: { programme: after, words, language },
  }
  return [
    { kind: 'heading', text: heading },
    { kind: 'paragraph', text: summary(comparison, words) },
    ...(isAlike(comparison) ? [] : differences(comparison, matching, tellers)),
  ]
}

function summary(comparison: Comparison, words: Words): string {
  const { count, proposals } = comparison
  if (isAlike(comparison)) return words('comparison-alike', { count: count.after })
  const [come, go, stay] = [proposals.come.length, proposals.go.length, proposals.stay.length]
  return words('comparison-summary', { before: count.before, after: count.after, come, go, stay })
}

function differences(comparison: Comparison, matching: Matching, tellers: Tellers): readonly Line[] {
  const { proposals, registrations, needs, agencies } = comparison
  const { old, fresh } = tellers
  return [
    ...newcomers(registrations.come, matching, fresh),
    ...points(
      'registrations-go',
      registrations.go.map((id) => named(id, old)),
      fresh,
    ),
    ...proposalItems('come', proposals.come, fresh),
    ...proposalItems('go', proposals.go, old),
    ...points('scores', shiftedScores(comparison, fresh), fresh),
    ...points(
      'met',
      needs.met.map((one) => needSentence(one, fresh)),
      fresh,
    ),
    ...points(
      'unmet',
      needs.unmet.map((one) => needSentence(one, fresh)),
      fresh,
    ),
    ...points(
      'gain',
      agencies.gain.map((one) => agencySentence(one, tellers)),
      fresh,
    ),
    ...points(
      'lose',
      agencies.lose.map((one) => agencySentence(one, tellers)),
      fresh,
    ),
  ]
}

function named(id: string, teller: Teller): string {
  return `${registration(id, teller)} [${id}]`
}

/** Who came in vain hears what it would have taken. */
function newcomers(ids: readonly string[], { unmatched }: Matching, teller: Teller): readonly Line[] {
  if (ids.length === 0) return []
  const { words } = teller
  return [
    { kind: 'heading', text: words('comparison-heading-registrations-come') },
    ...ids.flatMap((id): readonly Line[] => {
      const misses = unmatched.find((one) => one.id === id)?.nearMisses
      const told = misses?.map((miss) => nearMissSentence(miss, id, teller)) ?? []
      const sentences = misses?.length === 0 ? [words('match-nobody-near')] : told
      return [
        { kind: 'point', text: named(id, teller) },
        ...sentences.map((text): Line => ({ kind: 'fields', text })),
      ]
    }),
  ]
}

/** A heading and its points; nothing at all when there are none. */
function points(heading: string, sentences: readonly string[], { words }: Teller): readonly Line[] {
  if (sentences.length === 0) return []
  return [
    { kind: 'heading', text: words(`comparison-heading-${heading}`) },
    ...sentences.map((text): Line => ({ kind: 'point', text })),
  ]
}

function proposalItems(
  heading: 'come' | 'go',
  proposals: readonly Proposal[],
  teller: Teller,
): readonly Line[] {
  if (proposals.length === 0) return []
  const { words } = teller
  return [
    { kind: 'heading', text: words(`comparison-heading-${heading}`) },
    ...proposals.flatMap((proposal): readonly Line[] => [
      {
        kind: 'item',
        text: `${whoWithWhom(proposal, teller)} – ${words('match-score', { score: proposal.score })}`,
      },
      { kind: 'note', text: proposal.id },
      ...proposal.registrations.map((id): Line => ({ kind: 'note', text: registration(id, teller) })),
    ]),
  ]
}

function shiftedScores({ proposals }: Comparison, { words }: Teller): readonly string[] {
  return proposals.stay
    .filter(({ before, after }) => before !== after)
    .map(({ id, before, after }) => words('comparison-score', { id, before, after }))
}

function needSentence({ id, before, after }: Shift & { readonly id: string }, teller: Teller): string {
  const places = teller.programme.registrations.get(id)?.places ?? 1
  const need = registration(id, teller)
  return places > 1 ? teller.words('comparison-places', { need, before, after, places }) : need
}

/** One that has left is known only to the programme as it was. */
function agencySentence({ agency, gets, gives }: AgencyShift, { old, fresh }: Tellers): string {
  const programme = fresh.programme.agencies.has(agency) ? fresh.programme : old.programme
  return fresh.words('comparison-agency', {
    agency: nameOf(agency, programme),
    getsBefore: gets.before,
    getsAfter: gets.after,
    givesBefore: gives.before,
    givesAfter: gives.after,
  })
}
