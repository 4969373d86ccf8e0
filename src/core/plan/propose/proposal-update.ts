/** Vedlikehold: what is to be done about an open proposal. Nothing, as long as nothing has changed. */
import type { IsoDate, Programme } from '../../model.ts'
import type { Action, Note, Plan } from '../action.ts'
import { nothing } from '../action.ts'
import { labels, relabelled } from '../labels.ts'
import { saysTheSame } from '../review/equivalence.ts'
import type { OpenProposal, ProposeFacts } from './facts.ts'
import { isOurs, isTakenUp, type Judged } from './open-proposal.ts'
import {
  type Answerer,
  agreementPath,
  type Basis,
  basisOf,
  branchOf,
  type ProposalMark,
  proposalMarkIn,
} from './proposal.ts'
import { type FieldChange, fieldChanges, tellerOf } from './proposal-changes.ts'
import {
  closedComment,
  closedSlot,
  ownComment,
  ownSlot,
  type Thread,
  type Unfit,
  unfitComment,
  unfitSlot,
  whySlot,
  withdrawn,
} from './proposal-comments.ts'
import type { News } from './proposal-news.ts'
import { type ProposalStory, proposalBody, proposalTitle } from './proposal-text.ts'
import { sights } from './sight.ts'
import type { World } from './world.ts'

/** Settles an open proposal: closed, left to people, brought up to date, or left as it is. */
export function settled({ proposal, judgement }: Judged, world: World): Plan {
  switch (judgement.kind) {
    case 'unread':
      return told('propose-note-unread', proposal, { file: judgement.file })
    case 'unfit':
      return unfitting(proposal, judgement.unfit, world)
    case 'fits':
      return kept(proposal, world)
  }
}

function told(note: string, { pull }: OpenProposal, args: Note['args'] = {}): Plan {
  return { actions: [], notes: [{ note, args: { pull: pull.number, ...args } }] }
}

/**
 * The comment comes first: a proposal of ours that is closed without one was said no to. The branch goes while the pull
 * request is still looked after, so that a run that breaks off leaves nothing behind.
 */
function unfitting(proposal: OpenProposal, unfit: Unfit, world: World): Plan {
  const thread = threadOf(proposal, world)
  const tidy = withdrawn([whySlot], thread)
  if (isTakenUp(proposal, world.facts))
    return { ...told('propose-note-unfit', proposal), actions: [...tidy, ...unfitComment(unfit, thread)] }
  const { number, head } = proposal.pull
  return {
    actions: [
      ...tidy,
      ...closedComment(unfit, thread),
      { kind: 'delete-branch', branch: head.branch },
      { kind: 'close-pull', pull: number },
    ],
    notes: [],
  }
}

export function threadOf(
  { match, pull, comments }: Pick<OpenProposal, 'match' | 'pull' | 'comments'>,
  world: World,
): Thread {
  const { facts, source } = world
  const words = world.wordsFor(match)
  const { self, programme, schemaOf } = facts
  return { on: pull.number, there: comments, self, programme, source, schemaOf, words }
}

function kept(proposal: OpenProposal, world: World): Plan {
  const { facts } = world
  const thread = threadOf(proposal, world)
  const mark = proposalMarkIn(proposal.pull.body, proposal.match)
  const basis = basisOn(mark?.day ?? facts.today, proposal, world)
  const tidy = withdrawn([closedSlot, unfitSlot, whySlot], thread)
  if (!basis) return { ...told('propose-note-undraftable', proposal), actions: tidy }
  const isCurrent = mark?.digest === basis.digest
  if (!isOurs(proposal, facts.self)) {
    const changes = isCurrent || !mark ? undefined : (changesSince(proposal, basis, facts) ?? [])
    const actions = [...tidy, ...ownComment(changes, thread), ...dressed(proposal, basis, facts)]
    return { ...told('propose-note-own', proposal), actions }
  }
  const start = [...tidy, ...withdrawn([ownSlot], thread)]
  if (isCurrent) return { ...nothing, actions: [...start, ...dressed(proposal, basis, facts)] }
  return { ...nothing, actions: [...start, ...updated(proposal, mark, basis, world)] }
}

function basisOn(day: IsoDate, { match }: OpenProposal, { sightOn }: World): Basis | undefined {
  const sight = sightOn(day)
  const basis = sight && basisOf(match, sight)
  return basis && 'digest' in basis ? basis : undefined
}

/**
 * Writes it anew. Where the terms are others, so is the file, and everybody is asked again. The text comes last: its
 * marker says that all of it is done.
 */
function updated(
  proposal: OpenProposal,
  mark: ProposalMark | undefined,
  then: Basis,
  world: World,
): readonly Action[] {
  const { facts } = world
  const hasNewTerms = mark !== undefined && termsBefore(proposal, mark, facts) !== then.text
  const basis = hasNewTerms ? (basisOn(facts.today, proposal, world) ?? then) : then
  const changes = changesSince(proposal, basis, facts)
  const news: News | undefined = mark && { kind: hasNewTerms ? 'terms' : 'told', changes }
  const story = world.storyOf(basis, news)
  const { number } = proposal.pull
  return [
    ...(hasNewTerms ? committed(proposal, basis, story) : []),
    ...asked(number, hasNewTerms ? loginsOf(basis.answerers, facts) : unasked(proposal, basis, facts)),
    ...dressed(proposal, basis, facts),
    { kind: 'update-pull', pull: number, title: proposalTitle(story), body: proposalBody(story) },
  ]
}

/** The draft as the programme of that time would have it on that day; undefined when that is not known. */
function termsBefore(
  { match, before }: OpenProposal,
  mark: ProposalMark,
  facts: ProposeFacts,
): string | undefined {
  const sight = before && sights(before, facts.schemaOf)(mark.day)
  const basis = sight && basisOf(match, sight)
  return basis && 'text' in basis ? basis.text : undefined
}

function committed(proposal: OpenProposal, basis: Basis, story: ProposalStory): readonly Action[] {
  const { pull, file } = proposal
  if (saysTheSame(file ?? '', basis.text)) return []
  const { commit } = pull.head
  const files = [{ path: agreementPath(proposal.match), text: basis.text }]
  const branch = branchOf(proposal.match)
  return [{ kind: 'commit', branch, parent: commit, tip: commit, message: proposalTitle(story), files }]
}

function changesSince(
  { before }: OpenProposal,
  basis: Basis,
  facts: ProposeFacts,
): readonly FieldChange[] | undefined {
  return changesBetween(before, basis, facts, { decisive: false })
}

/** Undefined when it is not known what it was before. */
export function changesBetween(
  before: Programme | undefined,
  { language, members }: Basis,
  { programme, schemaOf, today, wordsOf }: ProposeFacts,
  which: { readonly decisive: boolean },
): readonly FieldChange[] | undefined {
  if (!before) return undefined
  const change = { before, after: programme, members: members.map(({ id }) => id) }
  return fieldChanges(change, which, schemaOf, tellerOf(programme, wordsOf(language)), today)
}

/**
 * Whoever is to answer, and the labels: both may have been lost in a run that broke off. GitHub does not tell whom it
 * would not ask, so where nobody could be asked, only the label shows that it was tried.
 */
function dressed(
  { pull, reviews }: OpenProposal,
  { proposal, answerers }: Basis,
  facts: ProposeFacts,
): readonly Action[] {
  const change = relabelled(pull.labels, labelsFor(proposal.kind))
  const logins = loginsOf(answerers, facts)
  const answering = new Set(answerers.flatMap(({ accounts }) => accounts.map(({ id }) => id)))
  const isAsked =
    pull.labels.includes(labels.proposal) ||
    pull.asked.some((login) => logins.includes(login)) ||
    reviews.some(({ author }) => answering.has(author.id))
  return [
    ...(isAsked ? [] : asked(pull.number, logins)),
    ...(change ? [{ kind: 'label', on: pull.number, ...change } as const] : []),
  ]
}

/** Those who have neither been asked nor answered: they have come since. */
function unasked(
  { pull, reviews }: OpenProposal,
  { answerers }: Basis,
  facts: ProposeFacts,
): readonly string[] {
  const answered = new Set(reviews.map(({ author }) => author.login))
  return loginsOf(answerers, facts).filter((login) => !pull.asked.includes(login) && !answered.has(login))
}

export function labelsFor(kind: 'pair' | 'rotation'): readonly string[] {
  return kind === 'rotation' ? [labels.proposal, labels.rotation] : [labels.proposal]
}

function asked(pull: number, logins: readonly string[]): readonly Action[] {
  return logins.length > 0 ? [{ kind: 'ask-reviewers', pull, logins }] : []
}

/** Each once, in the order of the parties. Nobody is asked by themselves. */
export function loginsOf(
  answerers: readonly Answerer[],
  { self }: Pick<ProposeFacts, 'self'>,
): readonly string[] {
  const accounts = answerers.flatMap(({ accounts }) => accounts).filter(({ id }) => id !== self.id)
  return [...new Map(accounts.map(({ id, login }) => [id, login])).values()]
}
