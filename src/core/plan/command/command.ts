/**
 * Kommandoer i kommentarer: what is done about one. Whether something is approved or held is not decided here, but
 * derived from the comments anew each time a pull request is reviewed; here people get their receipt, or an answer.
 */
import type { Words } from '../../messages.ts'
import { type Action, nothing } from '../action.ts'
import { settledFaults } from '../fault.ts'
import type { Comment, Reaction } from '../forge.ts'
import { ownComments, surplusComments } from '../live-comment.ts'
import { markerIn } from '../marker.ts'
import { approvesAnything } from '../review/facts.ts'
import { reviewSlot } from '../review/seen-heads.ts'
import { standstill } from '../standstill.ts'
import {
  closedAnswer,
  helpAnswer,
  issueCommands,
  notAllowedAnswer,
  onlyOnPullsAnswer,
  unknownAnswer,
} from './answer.ts'
import { decline } from './decline-plan.ts'
import {
  answerMarker,
  answerSlot,
  answers,
  approvingVoices,
  type CommandFacts,
  type CommandPlan,
  heard,
  holdingVoices,
  isAmong,
  languageFor,
  type Next,
  type Outcome,
  type PullFacts,
  refused,
} from './facts.ts'
import { type CommandName, commandNames, type Slash, slashCommand } from './slash.ts'

/** What was once said of a comment stands: a run that is repeated does only what is missing. */
export function planCommand(facts: CommandFacts, words: Words): CommandPlan {
  const slash = heard(facts.comment, facts.self)
  if (slash.kind === 'none') return nothing
  return whole(acknowledged(slash, facts) ?? answered(facts) ?? outcomeOf(slash, facts, words), facts, words)
}

/** These are given last of all. */
const receipts: readonly Reaction[] = ['+1', 'eyes']

function acknowledged(slash: Slash, facts: CommandFacts): Outcome | undefined {
  if (!receipts.some((receipt) => hasSaid(receipt, facts))) return undefined
  const next = slash.kind === 'command' ? nextAfter(slash.name, facts) : undefined
  return next ? { next } : {}
}

/** Only the sign that goes with the answer may be missing. */
function answered(facts: CommandFacts): Outcome | undefined {
  const answer = answers(facts).find(({ comment }) => comment === String(facts.comment.id))
  return answer && { ...(answer['receipt'] ? { receipt: answer['receipt'] as Reaction } : {}) }
}

function hasSaid(receipt: Reaction, { reactions, self }: CommandFacts): boolean {
  return reactions.some(({ author, reaction }) => author.id === self.id && reaction === receipt)
}

function whole(
  { deeds = [], answer, receipt, next }: Outcome,
  facts: CommandFacts,
  words: Words,
): CommandPlan {
  const { comment, there, self } = facts
  const actions: Action[] = [...deeds]
  if (answer) {
    const still = standstill(facts.base.settings, facts.today, languageFor(facts), words)
    const told = still === '' ? '' : `${still}\n\n`
    const marker = `${answerMarker(comment, answer.verdict, receipt)}\n${told}`
    const text = typeof answer.text === 'string' ? marker + answer.text : [marker, ...answer.text]
    actions.push({ kind: 'comment', on: comment.on, body: text })
  }
  if (receipt && !hasSaid(receipt, facts))
    actions.push({ kind: 'react', comment: comment.id, reaction: receipt })
  const tidied = [
    ...surplusComments(reviewSlot, there, self),
    ...surplusAnswers(facts),
    ...settledFaults(there, self),
  ]
  return { actions: [...actions, ...tidied], notes: [], ...(next ? { next } : {}) }
}

/** Of several answers to one comment the first stands: that is the one people have been told of. */
function surplusAnswers({ comment, there, self }: CommandFacts): readonly Action[] {
  const own = ownComments(answerSlot, there, self)
  const same = own.filter(({ body }) => markerIn(body)?.value['comment'] === String(comment.id))
  return same.slice(1).map(({ id }): Action => ({ kind: 'delete-comment', comment: id }))
}

function outcomeOf(slash: Slash, facts: CommandFacts, words: Words): Outcome {
  const { subject } = facts
  const offered = subject.kind === 'issue' ? issueCommands : commandNames
  if (slash.kind === 'none') return {}
  if (slash.kind === 'unknown') return refused(unknownAnswer(slash, offered, words))
  if (slash.name === 'hjelp') return { answer: { verdict: 'told', text: helpAnswer(offered, words) } }
  if (slash.name === 'sjekk' && isTooOften(facts)) return { receipt: 'confused' }
  if (subject.kind === 'issue') return onIssue(slash.name, words)
  if (slash.name === 'avvis') return decline(slash.argument, facts, subject, words)
  if (subject.pull.state !== 'open') return refused(closedAnswer(subject.pull.state, words))
  return onPull(slash.name, facts, subject, words)
}

/** Looking again costs many questions, and GitHub answers so many an hour. Those who approve may always ask. */
const mostChecks = { count: 5, within: 60 * 60 * 1000 }

function isTooOften({ comment, there, base }: CommandFacts): boolean {
  const now = Date.parse(comment.created)
  const earlier = there.filter((one) => {
    const isLately = one.id < comment.id && now - Date.parse(one.created) < mostChecks.within
    return isLately && mayHaveAsked(one) && !approvesAnything(one.author, base)
  })
  return !approvesAnything(comment.author, base) && earlier.length >= mostChecks.count
}

/** What is edited may have been anything. */
function mayHaveAsked({ authorKind, created, updated, body }: Comment): boolean {
  const slash = slashCommand(body)
  const isCheck = slash.kind === 'command' && slash.name === 'sjekk'
  return authorKind === 'person' && (isCheck || created !== updated)
}

function onIssue(name: CommandName, words: Words): Outcome {
  return name === 'sjekk' ? { receipt: 'eyes', next: 'intake' } : refused(onlyOnPullsAnswer(name, words))
}

function onPull(name: CommandName, facts: CommandFacts, subject: PullFacts, words: Words): Outcome {
  if (name === 'sjekk') return { receipt: 'eyes', next: 'review' }
  const { comment, base } = facts
  const voices = name === 'godta' ? approvingVoices(facts) : holdingVoices(facts)
  if (!isAmong(voices, comment.author)) {
    const isOwn = name === 'godta' && comment.author.id === subject.pull.author.id
    return refused(isOwn ? words('slash-own') : notAllowedAnswer(name, comment.author, voices, base, words))
  }
  // A review gives the commits that are there now their check run, and what is written after that counts.
  if (name === 'godta' && !subject.current) return { ...refused(words('slash-changed')), next: 'review' }
  return { receipt: '+1', next: 'review' }
}

function nextAfter(name: CommandName, { subject }: CommandFacts): Next | undefined {
  if (subject.kind === 'issue') return name === 'sjekk' ? 'intake' : undefined
  if (name === 'avvis') return 'decision'
  return subject.pull.state === 'open' ? 'review' : undefined
}
