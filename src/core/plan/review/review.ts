/** Gjennomgang: from what is known of a pull request to what is said of it, and done about it. */
import { voiceOf } from '../../authority.ts'
import { identify } from '../../kinds.ts'
import type { Speaker } from '../../messages.ts'
import type { Account, Agreement, Language } from '../../model.ts'
import { formatList } from '../../render/formatted.ts'
import type { Action, FileChange, Note, Plan, SuggestionComment } from '../action.ts'
import { languageOf } from '../audience.ts'
import { settledFaults } from '../fault.ts'
import type { Comment } from '../forge.ts'
import { surplusComments } from '../live-comment.ts'
import { matchOn } from '../propose/proposal.ts'
import { missingIn, withAccepted } from './acceptance.ts'
import { mergeAction, merging } from './auto-merge.ts'
import { reviewCheck } from './check.ts'
import { reviewComment, type Told } from './comment.ts'
import { planCopy } from './copy.ts'
import { isAllOurs, isByUs, type ReviewFacts } from './facts.ts'
import { reviewSlot } from './seen-heads.ts'
import { type Judged, judge } from './verdict.ts'

/** What others have made of the same facts. */
export type Prepared = {
  /** What the change means, a section for each record. */
  readonly meaning: readonly string[]
  readonly suggestions: readonly SuggestionComment[]
}

/** Merged or closed; `comments` are all that are there. */
export type Over = { readonly note: Note; readonly comments: readonly Comment[]; readonly self: Account }

/**
 * The check comes first, as what is written after it may rest on it. What moves the head or ends the pull request comes
 * last.
 */
export function planReview(facts: ReviewFacts, prepared: Prepared, voice: Speaker): Plan {
  if (facts.copyOf !== undefined) return planCopy(facts, facts.copyOf, voice)
  const judged = judge(facts)
  const told: Told = { facts, judged, merging: merging(facts, judged), meaning: prepared.meaning }
  const actions = [
    ...reviewCheck(told, voice),
    ...reviewComment(told, voice),
    ...suggested(facts, prepared.suggestions, voice),
    ...settledFaults(facts.said.comments, facts.self),
    ...acceptance(facts, judged, voice),
    ...(told.merging === 'now' ? [mergeAction(facts, judged, voice)] : []),
  ]
  return { actions, notes: [] }
}

/** Of what is over, nothing more is said; but what was said stands once, and nobody waits for us any more. */
export function planOver({ note, comments, self }: Over): Plan {
  const actions = [...surplusComments(reviewSlot, comments, self), ...settledFaults(comments, self)]
  return { actions, notes: [note] }
}

/** That of the agencies it is about. */
export function languageOfReview({ changes, base, head }: ReviewFacts): Language {
  const programmes = [base.programme, head.programme]
  const agencies = changes.flatMap(({ path }): readonly string[] => {
    const [folder, name = ''] = path.split('/')
    if (folder === 'agencies') return [name]
    if (folder !== 'agreements') return []
    return programmes.flatMap(({ agreements }) => agreements.get(name)?.parties.map(agencyOf) ?? [])
  })
  return languageOf(agencies, ...programmes)
}

function agencyOf({ agency }: { readonly agency: string }): string {
  return agency
}

/** Those that are not there already: a line may have moved since, and its remark with it. */
function suggested(
  facts: ReviewFacts,
  suggestions: readonly SuggestionComment[],
  { words }: Speaker,
): readonly Action[] {
  if (isByUs(facts)) return []
  const { pull, lineComments, self } = facts
  const there = lineComments.filter(({ author }) => author.id === self.id)
  const isThere = (one: SuggestionComment) =>
    there.some(({ path, body }) => path === one.path && plain(body) === plain(one.body))
  const comments = suggestions.filter((one) => !isThere(one))
  if (comments.length === 0) return []
  const body = words('review-suggestions', { count: comments.length })
  return [{ kind: 'review', pull: pull.number, commit: pull.head.commit, body, comments }]
}

function plain(body: string): string {
  return body.replaceAll('\r\n', '\n').trim()
}

/** On a proposal that only we have written: the parties whose approval counts are put down as having accepted. */
function acceptance(facts: ReviewFacts, judged: Judged, { words, language }: Speaker): readonly Action[] {
  const { pull, changes } = facts
  const { verdict, objections } = judged
  const isAgreed = objections.length === 0 && (verdict === 'waiting' || verdict === 'ready')
  if (!isAgreed || matchOn(pull.head.branch) === undefined || !isAllOurs(facts)) return []
  const written = changes.flatMap(({ path }) => acceptedIn(path, facts, judged))
  const parties = [...new Set(written.flatMap(({ parties }) => parties))]
  if (parties.length === 0) return []
  const { branch, commit } = pull.head
  const message = words('review-accepted', { parties: formatList(parties, language) })
  const files = written.map(({ file }) => file)
  return [{ kind: 'commit', branch, parent: commit, tip: commit, message, files }]
}

type Written = { readonly file: FileChange; readonly parties: readonly string[] }

function acceptedIn(path: string, facts: ReviewFacts, judged: Judged): readonly Written[] {
  const agreement = agreementAt(path, facts)
  const text = facts.head.textOf(path)
  if (agreement === undefined || text === undefined) return []
  const added = missingIn(agreement, (party) => hasApproved(party, facts, judged), facts.today)
  const changed = added.length > 0 ? withAccepted(text, agreement.accepted, added) : undefined
  if (changed === undefined) return []
  return [{ file: { path, text: changed }, parties: added.map(({ party }) => party) }]
}

function agreementAt(path: string, { head }: ReviewFacts): Agreement | undefined {
  const { kind, names: [id = ''] = [] } = identify(path) ?? {}
  return kind === 'agreement' ? head.programme.agreements.get(id) : undefined
}

/** Its own voice: where the office answers for a party, somebody there has to write that it has accepted. */
function hasApproved(party: string, { base }: ReviewFacts, { authority }: Judged): boolean {
  if (voiceOf(base.programme, party) !== party) return false
  return authority.demands.some(({ who, satisfiedBy }) => who === party && satisfiedBy !== undefined)
}
