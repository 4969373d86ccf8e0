/** What a proposal says: who, what, why, who answers and how, and what comes then. */
import { type OpenQuestion, openQuestions } from '../../agreement/open-questions.ts'
import { office } from '../../authority.ts'
import { fieldAt } from '../../draft/fields.ts'
import type { Agreement as AgreementFile } from '../../generated/written.ts'
import type { SchemaOf } from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { Agreement, Exchange, Language, Matching, Programme } from '../../model.ts'
import { formatDate, formatList, formatNumber } from '../../render/formatted.ts'
import { inert } from '../../report/markdown.ts'
import { type Teller, whoWithWhom } from '../../report/matching-lines.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import { markerLine } from '../marker.ts'
import { bullets, details, fitted, mailboxOf, table } from '../prose.ts'
import type { Source } from '../source-links.ts'
import { titleText } from '../title.ts'
import { type Answerer, agreementPath, type Basis, proposalSlot } from './proposal.ts'
import { tellerOf } from './proposal-changes.ts'
import { learnedBefore } from './proposal-learned.ts'
import { type News, newsText } from './proposal-news.ts'
import { allPoints, considered, strongest, weak } from './proposal-reasons.ts'

export type ProposalStory = {
  readonly basis: Basis
  readonly programme: Programme
  readonly source: Source
  readonly schemaOf: SchemaOf
  /** In the language of the basis. */
  readonly words: Words
  readonly passedOver: Matching['unmatched']
  readonly news?: News
}

/** «Koblingsforslag: KLD og DFØ – Klimaregnskap i etatsstyringen» */
export function proposalTitle({ basis, programme, words }: ProposalStory): string {
  const parties = basis.proposal.parties.map((slug) => nameOf(slug, programme))
  const args = { parties: formatList(parties, basis.language), title: basis.draft.title }
  return titleText(words('propose-title', args))
}

/** With its marker. Nothing that people read in it depends on when it is written. */
export function proposalBody(story: ProposalStory): string {
  const { basis, programme, source, words, passedOver, news } = story
  const { match, fingerprint, digest, day, proposal } = basis
  const teller = tellerOf(programme, words)
  const mark = { match, fingerprint, digest, commit: source.commit, day }
  const seen = [
    `${markerLine(proposalSlot, mark)}\n${notice(programme, basis.language)}`.trimEnd(),
    ...(news ? newsText(news, programme, words) : []),
    lead(story, teller),
    exchangeTable(story),
    words('propose-binds'),
    heading('answer', words),
    ...answer(story),
    heading('next', words),
    next(story),
    heading('why', words),
    strongest(proposal.reasons, teller),
    ...caveats(proposal.reasons, teller),
    ...learned(story),
  ]
  const folded = [
    allPoints(proposal.reasons, teller, source),
    ...considered(passedOver, teller),
    questionList(story),
  ]
  return fitted(seen, folded, words('propose-left-out'))
}

function heading(name: string, words: Words): string {
  return `### ${words(`propose-heading-${name}`)}`
}

/** What the programme says on every page, as a quotation; empty when it says nothing. */
export function notice({ settings }: Programme, language: Language): string {
  const text = settings?.notice?.[language]
  return text ? `> ${inert(text)}` : ''
}

function lead({ basis, words }: ProposalStory, teller: Teller): string {
  const { proposal, members } = basis
  const what = inert(whoWithWhom(proposal, teller))
  const score = proposal.score
  const [first, second] = members
  if (proposal.kind === 'rotation')
    return words(members.length > 2 ? 'propose-lead-rotation' : 'propose-lead-swap', { what, score })
  return words('propose-lead-pair', {
    what,
    score,
    need: inert(first?.title ?? ''),
    offer: inert(second?.title ?? ''),
    learner: inert(nameOf(first?.agency ?? '', teller.programme)),
    teacher: inert(nameOf(second?.agency ?? '', teller.programme)),
  })
}

/** Who sends to whom, when and how: one row for each exchange of the draft. */
function exchangeTable({ basis, programme, words }: ProposalStory): string {
  const columns = ['from', 'to', 'form', 'period', 'workload', 'place']
  const rows = basis.draft.exchanges.map((exchange) => [
    inert(nameOf(exchange.from, programme)),
    inert(nameOf(exchange.to, programme)),
    words(`form-${exchange.form}`),
    words('document-period', {
      from: formatDate(exchange.period.from, basis.language),
      to: formatDate(exchange.period.to, basis.language),
    }),
    words('propose-workload', { workload: formatNumber(exchange.workload, basis.language) }),
    inert(placeOf(exchange, words)),
  ])
  return table(
    columns.map((column) => words(`propose-column-${column}`)),
    rows,
  )
}

/** In the words of the standard texts. */
function placeOf({ place: { municipality, presence } }: Exchange, words: Words): string {
  return words(`place-${presence}`, { municipality })
}

function answer({ basis, programme, schemaOf, words }: ProposalStory): readonly string[] {
  const ways = ['yes', 'no', 'wait'].map((way) => [
    words(`propose-answer-${way}`),
    words(`propose-answer-${way}-how`),
  ])
  return [
    words('propose-answer-lead'),
    bullets(basis.answerers.map((one) => answerer(one, programme, words, basis.language))),
    table([words('propose-column-answer'), words('propose-column-how')], ways),
    declineReasons(schemaOf, words),
  ]
}

/** Named, but not called upon: GitHub asks them by itself. */
function answerer(
  { agency, voice, accounts }: Answerer,
  programme: Programme,
  words: Words,
  language: Language,
): string {
  const args = {
    agency: inert(nameOf(agency, programme)),
    logins: formatList(
      accounts.map(({ login }) => inert(login)),
      language,
    ),
  }
  if (accounts.length === 0) return words('propose-answerer-none', { ...args, mailbox: mailboxOf(programme) })
  return words(voice === office ? 'propose-answerer-office' : 'propose-answerer', args)
}

/** What may be written after `/avvis`, and what it means. */
export function declineReasons(schemaOf: SchemaOf, words: Words): string {
  const language = words('report-language') as Language
  const reasons = fieldAt('reason', { kind: 'decision', language, schemaOf })?.options ?? []
  const rows = reasons.map(({ value, label }) => [
    words('propose-reason-write', { reason: words(`slash-reason-${value}`) }),
    inert(label),
  ])
  const head = [words('propose-column-write'), words('propose-column-means')]
  return details(words('propose-reasons-summary'), table(head, rows))
}

function next(story: ProposalStory): string {
  const { words } = story
  const count = questionsOf(story).length
  return `1. ${words('propose-next-accept')}\n2. ${words('propose-next-questions', { count })}\n3. ${words('propose-next-sign')}`
}

function questionsOf({ basis }: ProposalStory): readonly OpenQuestion[] {
  return openQuestions(asAgreement(basis.draft, basis.match))
}

function asAgreement(draft: AgreementFile, match: string): Agreement {
  const unwritten = { version: 1, accepted: [], deviations: [], signatures: [], termination: null }
  return { ...draft, ...unwritten, id: match, file: agreementPath(match) }
}

function questionList(story: ProposalStory): string {
  const questions = questionsOf(story).map((question) => inert(questionText(question, story)))
  const summary = story.words('propose-questions-summary', { count: questions.length })
  return details(summary, bullets(questions))
}

function questionText({ at: [list, position], question }: OpenQuestion, story: ProposalStory): string {
  const { basis, programme, words } = story
  if (list === 'exchanges') {
    const text = words(`question-${question}`)
    const isOnly = basis.draft.exchanges.length === 1
    return isOnly ? text : words('question-in-exchange', { number: Number(position) + 1, question: text })
  }
  const agency = list === 'parties' ? basis.draft.parties[Number(position)]?.agency : String(position)
  return words(`question-${question}`, { name: nameOf(agency ?? '', programme) })
}

function caveats(reasons: Basis['proposal']['reasons'], teller: Teller): readonly string[] {
  const told = weak(reasons, teller)
  return told === '' ? [] : [heading('caveats', teller.words), told]
}

function learned({ basis, programme, source, words }: ProposalStory): readonly string[] {
  const told = learnedBefore(basis.members, programme, source, words)
  return told === '' ? [] : [heading('learned', words), told]
}
