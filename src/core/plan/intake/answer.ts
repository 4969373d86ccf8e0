/** Svar: what is said on the issue about the form in it. One comment, in the language of the agency. */
import { approversOf, office } from '../../authority.ts'
import { formatDate } from '../../render/formatted.ts'
import { inert, link } from '../../report/markdown.ts'
import { shortened } from '../../text.ts'
import type { Target, Text } from '../action.ts'
import { slashCommand } from '../command/slash.ts'
import type { Comment } from '../forge.ts'
import type { Wanted } from '../live-comment.ts'
import { withMarker } from '../marker.ts'
import { bullets, details, fitted } from '../prose.ts'
import { standstill } from '../standstill.ts'
import { destinationOf, formKindOf } from './destination.ts'
import {
  answerSlot,
  branchOf,
  closingSlot,
  type IntakeFacts,
  lastAnswer,
  mostWaiting,
  pullState,
  registrationIn,
} from './facts.ts'
import { issueForm } from './issue-forms.ts'
import { whoDecides } from './pull.ts'

export type Verdict =
  | 'waiting'
  | 'correct'
  | 'kept'
  | 'stuck'
  | 'full-sender'
  | 'full-file'
  | 'same'
  | 'merged'
  | 'declined'
  | 'late'
  | 'withdrawn'
  | 'closed'

export type Answer = { readonly verdict: Verdict; readonly pull?: Target }

/** Stands for the number of the pull request until it is known. Text of others never holds it: see `inert`. */
const hole = '\u0000'

export function answerComment(facts: IntakeFacts, { verdict, pull = facts.pull?.number }: Answer): Wanted {
  const { issue, digest, speaker } = facts
  const personal = personalIn(facts)
  const warning = personal ? [speaker.words(`intake-personal-${personal}`)] : []
  const { base, today } = facts
  const still = standstill(base.programme.settings, today, speaker.language, speaker.words)
  // What has been closed says so itself.
  const told = still === '' || verdict === 'closed' ? [] : [still]
  const text = [...told, ...warning, ...paragraphs[verdict](facts)]
  const whole = wholeVerdict(facts, verdict)
  const value = { verdict: whole, said: verdict, digest, language: speaker.language }
  const body = withMarker(
    answerSlot,
    { ...value, ...(personal ? { personal } : {}) },
    fitted(text, foldedOf(facts, verdict), leftOut(facts)),
  )
  return { on: issue.number, slot: answerSlot, verdict: whole, body: withPull(body, pull) }
}

/** Once there, what is about a person stays in the history of the issue, where we cannot see it. */
function personalIn(facts: IntakeFacts): 'now' | 'before' | undefined {
  if (facts.isPersonal) return 'now'
  return lastAnswer(facts)['personal'] === undefined ? undefined : 'before'
}

/** All that people must hear of when it becomes something else. */
function wholeVerdict(facts: IntakeFacts, verdict: Verdict): string {
  const { outcome } = facts
  const change = verdict === 'waiting' && outcome.kind === 'fit' ? outcome.file.change : undefined
  return [verdict, change, personalIn(facts)].filter((part) => part !== undefined).join(' ')
}

/** On the pull request, before we close it. */
export function closingNote(
  { issue, speaker }: IntakeFacts,
  pull: number,
  verdict: 'withdrawn' | 'same',
): Wanted {
  const text = speaker.words(`intake-closing-${verdict}`, { issue: issue.number })
  return { on: pull, slot: closingSlot, verdict, body: withMarker(closingSlot, { verdict }, text) }
}

function withPull(text: string, pull: Target | undefined): Text {
  if (typeof pull !== 'object') return text.replaceAll(hole, `#${pull ?? ''}`)
  return text.split(hole).flatMap((part, at) => (at === 0 ? [part] : [pull, part]))
}

const paragraphs: Readonly<Record<Verdict, (facts: IntakeFacts) => readonly string[]>> = {
  waiting(facts) {
    const { outcome, base, siblings, speaker } = facts
    if (outcome.kind !== 'fit') return []
    const { change, agency } = outcome.file
    const who = inert(whoDecides(base.programme, agency, facts))
    return [
      speaker.words(`intake-waiting-${change}`, { pull: hole, who }),
      ...(siblings.length > 0 ? [speaker.words('intake-siblings', { pulls: listOf(siblings) })] : []),
      speaker.words('intake-waiting-how'),
    ]
  },
  correct: (facts) => corrections(facts, 'intake-correct'),
  kept: (facts) => corrections(facts, 'intake-kept'),
  stuck: (facts) => [
    pullState(facts) === 'open'
      ? facts.speaker.words('intake-stuck-pull', { pull: hole })
      : facts.speaker.words('intake-stuck-branch', { branch: `\`${branchOf(facts.issue.number)}\`` }),
    ...ask(facts),
  ],
  'full-sender': (facts) => [facts.speaker.words('intake-full-sender', { most: mostWaiting }), ...ask(facts)],
  'full-file': (facts) => [
    facts.speaker.words('intake-full-file', { pulls: listOf(facts.siblings) }),
    ...ask(facts),
  ],
  same({ outcome, speaker }) {
    const file = outcome.kind === 'fit' ? outcome.file.path : ''
    return [speaker.words('intake-same', { file: `\`${file}\`` })]
  },
  merged: (facts) => [
    facts.speaker.words(`intake-merged-${mergedIn(facts)}`, { pull: hole }),
    ...(mergedIn(facts) === 'evaluation' ? [] : [anew(facts, 'merged')]),
  ],
  declined: (facts) => [
    facts.speaker.words('intake-declined', { pull: hole }),
    ...reasonFor(facts),
    anew(facts, 'declined'),
  ],
  late(facts) {
    const state = pullState(facts) === 'merged' ? 'merged' : 'declined'
    const reason = state === 'declined' ? reasonFor(facts) : []
    const isOver = state === 'merged' && mergedIn(facts) === 'evaluation'
    const again = isOver ? [] : [anew(facts, state)]
    return [facts.speaker.words(`intake-late-${state}`, { pull: hole }), ...reason, ...again]
  },
  closed({ base, speaker }) {
    const date = base.programme.settings?.closed?.date ?? ''
    return [speaker.words('intake-closed', { date: formatDate(date, speaker.language) })]
  },
  withdrawn: ({ speaker }) => [speaker.words('intake-withdrawn', { pull: hole })],
}

function listOf(pulls: readonly number[]): string {
  return pulls.map((number) => `#${number}`).join(', ')
}

/** So many are seen at once; the rest is folded away. */
const mostSeen = 8

function corrections(facts: IntakeFacts, key: string): readonly string[] {
  const { outcome, speaker } = facts
  const { count, shown } = outcome.kind === 'faulty' ? outcome : noForm(facts)
  return [
    speaker.words(key, { count, pull: hole }),
    bullets(shown.slice(0, mostSeen)),
    speaker.words('intake-correct-how'),
    ...ask(facts),
  ]
}

/** What once was a form and is none any more. */
function noForm({ speaker }: IntakeFacts): { readonly count: number; readonly shown: readonly string[] } {
  return { count: 1, shown: [inert(speaker.words('intake-fault-no-form'))] }
}

function foldedOf({ outcome, speaker }: IntakeFacts, verdict: Verdict): readonly string[] {
  if (outcome.kind !== 'faulty' || (verdict !== 'correct' && verdict !== 'kept')) return []
  const { count, shown } = outcome
  const rest = shown.slice(mostSeen)
  const left = count - shown.length
  const lines = [...rest, ...(left > 0 ? [speaker.words('intake-left-out', { count: left })] : [])]
  return rest.length > 0
    ? [details(speaker.words('intake-more', { count: count - mostSeen }), bullets(lines))]
    : []
}

function leftOut({ outcome, speaker }: IntakeFacts): string {
  const count = outcome.kind === 'faulty' ? outcome.count - mostSeen : 0
  return speaker.words('intake-left-out', { count })
}

/** Where the office can be reached. */
function ask({ base, speaker }: IntakeFacts): readonly string[] {
  const mailbox = base.programme.settings?.office.mailbox
  return mailbox === undefined ? [] : [speaker.words('intake-ask', { mailbox: inCode(mailbox) })]
}

/** As code it can be copied. */
function inCode(mailbox: string): string {
  return /^[\w.+-]+@[\w.-]+$/.test(mailbox) ? `\`${mailbox}\`` : inert(mailbox)
}

/** What a merged pull request did. A marker that people have taken away tells nothing. */
function mergedIn({ pull }: IntakeFacts): 'new' | 'update' | 'withdrawal' | 'evaluation' {
  const { change } = registrationIn(pull)
  return change === 'update' || change === 'withdrawal' || change === 'evaluation' ? change : 'new'
}

/** How to go on from an issue that is done with. */
function anew(facts: IntakeFacts, state: 'merged' | 'declined'): string {
  const { repository, pull, speaker } = facts
  const file = registrationIn(pull)['file']
  const template = issueForm(formKindOf(file ?? ''), speaker.language)
  const prefilled = file === undefined ? '' : `&file=${encodeURIComponent(file)}`
  const url = `${repository.url}/issues/new?template=${template}${prefilled}`
  const isGone = state === 'merged' && mergedIn(facts) === 'withdrawal'
  const key = `intake-anew-${isGone ? 'withdrawal' : state}`
  return speaker.words(key, { form: link(speaker.words('intake-new-form'), url) })
}

const longestReason = 500

/** The last that was said by somebody who may approve; nobody else speaks for the programme. */
function reasonFor(facts: IntakeFacts): readonly string[] {
  const { pull, pullComments, base, speaker } = facts
  const destination = destinationOf(registrationIn(pull)['file'] ?? '', base.programme)
  const agency = 'agency' in destination ? destination.agency : office
  const able = [office, agency].flatMap((who) => approversOf(base.programme, who))
  const said = pullComments
    .filter(({ author, authorKind }) => authorKind === 'person' && able.some(({ id }) => id === author.id))
    .map(wordsIn)
    .findLast((words) => words.trim() !== '')
  if (said === undefined) return [speaker.words('intake-no-reason'), ...ask(facts)]
  return [speaker.words('intake-reason'), `> ${inert(shortened(said, longestReason))}`]
}

/** A reason may be given as a command; other commands give none. */
function wordsIn({ body }: Comment): string {
  const found = slashCommand(body)
  if (found.kind !== 'command') return body
  return found.name === 'avvis' ? found.argument : ''
}
