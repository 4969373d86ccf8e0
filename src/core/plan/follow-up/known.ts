/** Kjente saker: which of our issues is about what, and how it was left. */
import type { Account } from '../../model.ts'
import type { Action } from '../action.ts'
import type { Comment, Issue } from '../forge.ts'
import { labels, relabelled } from '../labels.ts'
import { markerIn, withMarker } from '../marker.ts'
import type { FollowUpFacts } from './facts.ts'

export const milestoneSlot = 'follow-up'
export const expirySlot = 'still-relevant'
export const resumptionSlot = 'after-pause'
const slots = [milestoneSlot, expirySlot, resumptionSlot] as const

export type Slot = (typeof slots)[number]

export function isFollowUp({ author, body }: Issue, self: Account): boolean {
  return author.id === self.id && slots.some((slot) => slot === markerIn(body)?.slot)
}

/**
 * `digest` is of what is told. `settled` is written before we close an issue, so that one that is closed without it was
 * closed by a person.
 */
export type Mark = {
  readonly slot: Slot
  readonly about: string
  readonly digest: string
  readonly settled: boolean
  /** Written when it was late enough for a letter: people have been told of that. */
  readonly late: boolean
  /** Of registrations: which ones were asked about. */
  readonly of: readonly string[]
}

export type Known = { readonly issue: Issue; readonly comments: readonly Comment[]; readonly mark: Mark }

/** Oldest first, whatever order they come in. */
export function knownIn({ issues }: FollowUpFacts, slot: Slot): readonly Known[] {
  return issues
    .flatMap(({ issue, comments }) => {
      const mark = markOf(issue)
      return mark?.slot === slot ? [{ issue, comments, mark }] : []
    })
    .sort((a, b) => a.issue.number - b.issue.number)
}

/** An issue never changes, and is asked of often. */
export function markOf(issue: Issue): Mark | undefined {
  const known = marks.get(issue) ?? { mark: markIn(issue.body) }
  marks.set(issue, known)
  return known.mark
}

const marks = new WeakMap<Issue, { readonly mark: Mark | undefined }>()

/** What one of our issues says of itself; undefined for any other text. */
function markIn(body: string): Mark | undefined {
  const marked = markerIn(body)
  const slot = slots.find((one) => one === marked?.slot)
  const { about, digest, settled, late, of = '' } = marked?.value ?? {}
  if (slot === undefined || about === undefined || digest === undefined) return undefined
  return {
    slot,
    about,
    digest,
    settled: settled === 'yes',
    late: late === 'yes',
    of: of.split(' ').filter(Boolean),
  }
}

export function marked({ slot, about, digest, settled, late, of }: Mark, text: string): string {
  const value = {
    about,
    digest,
    settled: settled ? 'yes' : 'no',
    late: late ? 'yes' : 'no',
    of: of.join(' '),
  }
  return withMarker(slot, value, text)
}

/** Two runs at once may have opened two: the oldest is the one. */
export function surplus(known: readonly Known[]): readonly Action[] {
  return known
    .slice(1)
    .filter(({ issue }) => issue.state === 'open')
    .map(({ issue }) => ({ kind: 'close-issue', issue: issue.number, reason: 'not_planned' }))
}

/** What an issue is to say. */
export type Telling = { readonly title: string; readonly body: string; readonly mark: Mark }

/** Writes what is new, and keeps the boxes people have ticked. An issue that says it already is left alone. */
export function updated({ issue, mark }: Known, telling: Telling): readonly Action[] {
  const isSame = mark.digest === telling.mark.digest && mark.settled === telling.mark.settled
  const body = keepingTicks(issue.body, marked(telling.mark, telling.body))
  const update: Action = { kind: 'update-issue', issue: issue.number, title: telling.title, body }
  const change = issue.state === 'open' ? relabelled(issue.labels, [labels.followUp]) : undefined
  return [
    ...(isSame ? [] : [update]),
    ...(change ? [{ kind: 'label', on: issue.number, ...change } as const] : []),
  ]
}

/** One that we have closed comes back; one that a person has closed stays closed. */
export function reopened(known: Known, telling: Telling): readonly Action[] {
  if (!known.mark.settled) return []
  // Opened before it is written: it is known again by what it said when it was closed.
  return [{ kind: 'reopen-issue', issue: known.issue.number }, ...updated(known, telling)]
}

/** Says why, and then closes. */
export function settled(
  known: Known,
  telling: Telling,
  reason: 'completed' | 'not_planned',
): readonly Action[] {
  if (known.issue.state === 'closed') return []
  const said = { ...telling, mark: { ...telling.mark, settled: true } }
  return [...updated(known, said), { kind: 'close-issue', issue: known.issue.number, reason }]
}

/** «- [x] Tilgang er bestilt» stays ticked for as long as the point is there. */
function keepingTicks(before: string, after: string): string {
  const ticked = new Set(
    [...before.replaceAll('\r\n', '\n').matchAll(/^- \[[xX]\] (.*)$/gm)].map(([, point = '']) =>
      point.trim(),
    ),
  )
  return after.replaceAll(/^- \[ \] (.*)$/gm, (line, point: string) =>
    ticked.has(point.trim()) ? `- [x] ${point}` : line,
  )
}
