/** Den levende kommentaren: verdict, who must act and what it means; at most fifteen lines before anything is unfolded. */
import { digestOf } from '../../canonical.ts'
import type { Speaker } from '../../messages.ts'
import { inert } from '../../report/markdown.ts'
import type { Action } from '../action.ts'
import { helpAnswer } from '../command/answer.ts'
import { type CommandName, commandNames } from '../command/slash.ts'
import { liveComment, ownComments, surplusComments } from '../live-comment.ts'
import { markerIn, withMarker } from '../marker.ts'
import { matchOn } from '../propose/proposal.ts'
import { bullets, details, fitted } from '../prose.ts'
import { standstill } from '../standstill.ts'
import type { Merging } from './auto-merge.ts'
import { demandsInFull, demandTexts } from './demand-text.ts'
import type { ReviewFacts } from './facts.ts'
import { findingTable, findingText, gravestFirst } from './finding-text.ts'
import { previewFolded } from './preview.ts'
import { remarks } from './remarks.ts'
import { reviewSlot, seenWith, writtenHeads } from './seen-heads.ts'
import { atMost } from './telling.ts'
import { headline, nextStep } from './text.ts'
import type { Judged, Verdict } from './verdict.ts'

/** Lines that are seen before anything is unfolded, counting what is folded as one. */
const mostLines = 15
const mostActs = 4
const mostRemarks = 4

/** Remarks and sections that are folded are cut as well: there may be one for every file. */
const mostFolded = 40
const longestMeaning = 20_000

export type Told = {
  readonly facts: ReviewFacts
  readonly judged: Judged
  readonly merging: Merging
  /** What the change means: a section for each record. */
  readonly meaning: readonly string[]
}

/** Where there is something to say yes to, or to let go: whoever does so must have been told of it as it is. */
const asking: readonly Verdict[] = ['held', 'waiting', 'ready']

/** Nobody is told of what is edited, so what asks for something is written anew, and a yes is bound to what it says. */
export function reviewComment(told: Told, voice: Speaker): readonly Action[] {
  const { pull, said, self } = told.facts
  const text = reviewBody(told, voice)
  const isAsking = asking.includes(told.judged.verdict)
  const marked = isAsking ? asked(told, voice) : { verdict: told.judged.verdict }
  if (isAsking && stands(marked.verdict, told.facts)) return surplusComments(reviewSlot, said.comments, self)
  const body = withMarker(reviewSlot, marked, text)
  return liveComment(
    { on: pull.number, slot: reviewSlot, verdict: marked.verdict, body },
    said.comments,
    self,
  )
}

/** What asks is not touched, not even for a preview that came late: a yes below an edited comment would count no more. */
function stands(verdict: string, { said, self }: ReviewFacts): boolean {
  const latest = ownComments(reviewSlot, said.comments, self).at(-1)
  return latest !== undefined && markerIn(latest.body)?.value['verdict'] === verdict
}

/** Whether there is a preview is no news of the change: nobody need be told again. */
function asked(told: Told, voice: Speaker): { readonly verdict: string; readonly heads: string } {
  const { facts, judged } = told
  const heads = writtenHeads(seenWith(facts.said))
  const text = reviewBody({ ...told, facts: { ...facts, preview: undefined } }, voice)
  return { verdict: `${judged.verdict} ${digestOf({ heads, text })}`, heads }
}

export function reviewBody(told: Told, voice: Speaker): string {
  const { facts, judged, merging, meaning } = told
  const { words } = voice
  const first = `**${inert(headline(facts, judged, voice))}** ${nextStep(facts, judged, merging, voice)}`
  const acts = actsIn(told, voice)
  const said = remarks(facts, judged, voice)
  // Two lists in a row would be one.
  const remarked = said.length > 0 ? [words('review-remarks'), shown(said, mostRemarks, voice)] : []
  const { base, today } = facts
  const still = standstill(base.programme.settings, today, voice.language, words)
  const seen = [still, first.trim(), shown(acts, mostActs, voice), ...remarked].filter(Boolean)
  const folded = [
    ...(judged.verdict === 'findings' || acts.length > mostActs
      ? [details(words('review-fold-demands'), demandsInFull(facts, judged, voice))]
      : []),
    ...(said.length > mostRemarks
      ? [details(words('review-fold-remarks'), bullets(atMost(mostFolded, said, voice)))]
      : []),
    ...findingsFolded(facts, voice),
    ...previewFolded(facts, voice),
    details(words('review-fold-commands'), helpAnswer(offered(facts), words)),
  ]
  const room = mostLines - linesIn([...seen, ...folded])
  const means = placed(meaning, room, voice)
  return fitted([...seen, ...means.seen], [...means.folded, ...folded], words('review-left-out'))
}

/** Whoever has errors to mend need not think of approvals yet. */
function actsIn({ facts, judged }: Told, voice: Speaker): readonly string[] {
  if (judged.verdict !== 'findings') return demandTexts(facts, judged, voice)
  const errors = gravestFirst(facts.diagnostics).filter(({ severity }) => severity === 'error')
  return errors.map((error) => findingText(facts, error, voice))
}

function shown(items: readonly string[], most: number, voice: Speaker): string {
  return bullets(atMost(most, items, voice))
}

function findingsFolded(facts: ReviewFacts, voice: Speaker): readonly string[] {
  // A proposal tells what is still open in its own words; notices would only say it again.
  const isProposal = matchOn(facts.pull.head.branch) !== undefined
  const diagnostics = facts.diagnostics.filter(({ severity }) => !isProposal || severity !== 'notice')
  const { length } = diagnostics
  if (length === 0) return []
  const table = findingTable({ ...facts, diagnostics }, voice)
  return [details(voice.words('review-fold-findings', { count: length }), table)]
}

type Placed = { readonly seen: readonly string[]; readonly folded: readonly string[] }

/** The first section is seen where there is room for it, beside one line for the others; a list would join the one above. */
function placed(meaning: readonly string[], room: number, { words }: Speaker): Placed {
  const [first, ...others] = meaning
  if (first === undefined) return { seen: [], folded: [] }
  const isList = first.startsWith('- ')
  const isShort = !isList && linesIn([first]) + Math.min(1, others.length) <= room
  const rest = isShort ? others : meaning
  const kept = rest.filter((_, at) => rest.slice(0, at + 1).join('').length <= longestMeaning)
  const left = rest.length - kept.length
  const parts = left === 0 ? kept : [...kept, words('review-more-meaning', { count: left })]
  return {
    seen: isShort ? [first] : [],
    folded: rest.length === 0 ? [] : [details(words('review-fold-meaning'), parts.join('\n\n'))],
  }
}

/** As they are seen: what is folded is one line, and empty lines are none. */
export function linesIn(parts: readonly string[]): number {
  const unfolded = parts.join('\n\n').replaceAll(/<details>[\s\S]*?<\/details>/g, 'folded')
  return unfolded.split('\n').filter((line) => line.trim() !== '' && !/^<!-- .* -->$/.test(line)).length
}

/** Matches alone can be declined. */
function offered({ pull }: ReviewFacts): readonly CommandName[] {
  return matchOn(pull.head.branch) === undefined
    ? commandNames.filter((name) => name !== 'avvis')
    : commandNames
}
