/** `/avvis`: a proposal is closed, and why is written down in a pull request of its own. */
import { approversOf, office } from '../../authority.ts'
import { fingerprint } from '../../match/fit/fingerprint.ts'
import { registrationsIn } from '../../match/ids.ts'
import type { Words } from '../../messages.ts'
import type { Account, Language, Programme } from '../../model.ts'
import { formatList } from '../../render/formatted.ts'
import { inert } from '../../report/markdown.ts'
import { nameOf as shortNameOf } from '../../report/matching-sentences.ts'
import type { Action } from '../action.ts'
import type { PullRequest } from '../forge.ts'
import { withMarker } from '../marker.ts'
import { declineBranchOf, partiesOf, proposalMarkIn } from '../propose/proposal.ts'
import { bullets } from '../prose.ts'
import { titleText } from '../title.ts'
import {
  closedAnswer,
  declinedAlreadyAnswer,
  declinedAnswer,
  nameOf,
  notAllowedAnswer,
  reasonsAnswer,
  whoLines,
} from './answer.ts'
import {
  type Decision,
  type DeclineReason,
  decisionPath,
  decisionText,
  type Given,
  noteTrouble,
  reasonIn,
} from './decline.ts'
import {
  answers,
  type CommandFacts,
  decliningVoices,
  isAmong,
  type Outcome,
  type ProposalFacts,
  type PullFacts,
  refused,
  type Voice,
} from './facts.ts'

type Case = {
  readonly facts: CommandFacts
  readonly pull: PullRequest
  readonly proposal: ProposalFacts
  readonly words: Words
}

/** Somebody's no: for whom, and why. The note is empty when there is none that can be written down. */
type No = { readonly voice: string; readonly reason: DeclineReason; readonly note: string }

export function decline(argument: string, facts: CommandFacts, subject: PullFacts, words: Words): Outcome {
  const { pull, proposal } = subject
  const { base, comment } = facts
  if (!proposal) return refused(words('slash-not-a-proposal'))
  if (pull.state === 'merged') return refused(closedAnswer('merged', words))
  const voices = decliningVoices(base, proposal.match)
  if (!isAmong(voices, comment.author))
    return refused(notAllowedAnswer('avvis', comment.author, voices, base, words))
  const its: Case = { facts, pull, proposal, words }
  if (isDeclined(its)) return declinedAlready(its)
  const given = reasonIn(argument)
  if (given.kind === 'none') return { answer: { verdict: 'told', text: reasonsAnswer(given.near, words) } }
  if (isTaken(its)) return refused(words('slash-decline-taken'))
  return declined(given, its)
}

/** Written down on the default branch, or about to be. */
function isDeclined(its: Case): boolean {
  const { facts, proposal } = its
  const written = facts.base.decisions.get(proposal.match)
  if (written && written.fingerprint === basisOf(its)) return true
  return waiting(its) !== undefined && answers(facts).some(({ verdict }) => verdict === 'declined')
}

/** The pull request that waits with this very decision, as we opened it and with nothing else in it. */
function waiting(its: Case): number | undefined {
  const { branch, decision } = its.proposal
  const isIts = branch?.ours && branch.basis !== undefined && branch.basis === basisOf(its)
  return decision?.ours && isIts ? decision.number : undefined
}

/** Something else lies where the decision is to go: whoever has put it there must not be taken for us. */
function isTaken(its: Case): boolean {
  const { branch, decision } = its.proposal
  const isOther = branch?.ours === false || (decision !== undefined && waiting(its) === undefined)
  return isOther && basisOf(its) !== undefined
}

function declinedAlready(its: Case): Outcome {
  const { pull, words } = its
  const text = declinedAlreadyAnswer(waiting(its), words)
  return { receipt: '+1', deeds: closing(pull), answer: { verdict: 'told', text }, next: 'decision' }
}

function declined({ reason, note }: Extract<Given, { kind: 'reason' }>, its: Case): Outcome {
  const { facts, pull, proposal, words } = its
  const { base, comment } = facts
  const voice = speaksFor(comment.author, proposal.match, base)
  const leftOut = note === '' ? undefined : noteTrouble(note)
  const no: No = { voice, reason, note: leftOut ? '' : note }
  const basis = basisOf(its)
  const branch = { pullOf: declineBranchOf(proposal.match) }
  const decision = basis === undefined ? undefined : (waiting(its) ?? branch)
  const text = declinedAnswer({ voice, reason, leftOut, decision }, base, words)
  return {
    receipt: '+1',
    deeds: [...(basis === undefined ? [] : recording(no, basis, its)), ...closing(pull)],
    answer: { verdict: 'declined', text },
    next: 'decision',
  }
}

function closing(pull: PullRequest): readonly Action[] {
  return pull.state === 'open' ? [{ kind: 'close-pull', pull: pull.number }] : []
}

/** What the proposal was made of: as it says itself, otherwise as it is now. Undefined when that is there no longer. */
function basisOf({ facts, pull, proposal }: Case): string | undefined {
  const found = registrationsIn(proposal.match).map((id) => facts.base.registrations.get(id))
  const registrations = found.flatMap((one) => one ?? [])
  if (registrations.length < found.length) return undefined
  const said = proposalMarkIn(pull.body, proposal.match)?.fingerprint ?? ''
  return /^sha256:[0-9a-f]{64}$/.test(said) ? said : fingerprint(registrations)
}

/** The agency of the match that somebody speaks for; otherwise the office. */
function speaksFor({ id }: Account, match: string, base: Programme): string {
  const isHers = (slug: string) => approversOf(base, slug).some((account) => account.id === id)
  return partiesOf(match).find(isHers) ?? office
}

/** One commit from the default branch, and its pull request. What a run that broke off has left is written anew. */
function recording(no: No, basis: string, its: Case): readonly Action[] {
  const { proposal } = its
  if (waiting(its) !== undefined) return []
  const branch = declineBranchOf(proposal.match)
  const title = decisionTitle(its)
  const files = [{ path: decisionPath(proposal.match), text: decisionText(decisionOf(no, basis, its)) }]
  const { branch: base, commit: parent } = proposal.target
  const tip = proposal.branch?.commit ?? null
  return [
    { kind: 'commit', branch, parent, tip, message: title, files },
    { kind: 'open-pull', branch, base, title, body: decisionBody(no, its) },
    ...askingOffice(branch, its),
  ]
}

/** The office takes it in. Whoever has just decided need not be asked. */
function askingOffice(branch: string, { facts }: Case): readonly Action[] {
  const others = approversOf(facts.base, office).filter(({ id }) => id !== facts.comment.author.id)
  const logins = others.map(({ login }) => login)
  return logins.length === 0 ? [] : [{ kind: 'ask-reviewers', pull: { pullOf: branch }, logins }]
}

/** «Avslag: KLD og DFØ – Klimaregnskap i etatsstyringen», as the proposal was called. */
function decisionTitle({ facts: { base }, proposal: { match }, words }: Case): string {
  const language = words('report-language') as Language
  const parties = partiesOf(match).map((slug) => shortNameOf(slug, base))
  const title = base.registrations.get(registrationsIn(match)[0] ?? '')?.title ?? match
  return titleText(words('slash-decision-title', { parties: formatList(parties, language), title }))
}

/** It names an agency: the office's own when the office decides. */
function decisionOf({ voice, reason, note }: No, basis: string, { facts, proposal }: Case): Decision {
  const { match } = proposal
  const ofOffice = facts.base.settings?.office.agency ?? partiesOf(match)[0] ?? office
  return {
    match,
    by: voice === office ? ofOffice : voice,
    reason,
    date: facts.comment.created.slice(0, 'YYYY-MM-DD'.length),
    fingerprint: basis,
    ...(note === '' ? {} : { note }),
  }
}

/** Whose yes the record of a no needs: of whoever gave it, or the office. */
function recordingVoices(voice: string, base: Programme, match: string): readonly Voice[] {
  return decliningVoices(base, match).filter(({ who }) => who === voice || who === office)
}

function decisionBody({ voice, reason, note }: No, { facts, pull, proposal, words }: Case): string {
  const { base } = facts
  const why = words('slash-decision-reason', { reason: words(`slash-why-${reason}`) })
  const text = [
    words('slash-decision', { agency: nameOf(voice, base, words), pull: pull.number }),
    bullets([why, ...(note === '' ? [] : [words('slash-decision-note', { note: inert(note) })])]),
    words('slash-decision-effect'),
    words('slash-decision-approve'),
    bullets(whoLines(recordingVoices(voice, base, proposal.match), base, words)),
  ].join('\n\n')
  return withMarker('decision', { match: proposal.match, proposal: String(pull.number) }, text)
}
