/** Pausen på åpne forslag: one comment while it lasts, and one when it is over. The proposal itself is not written anew. */
import type { Action } from '../action.ts'
import { liveComment, ownComments } from '../live-comment.ts'
import { markerIn, withMarker } from '../marker.ts'
import { standstill } from '../standstill.ts'
import type { OpenProposal, ProposeFacts } from './facts.ts'
import { partiesOf, sharedLanguage } from './proposal.ts'

const slot = 'standstill'

export function standstillComments(facts: ProposeFacts): readonly Action[] {
  return facts.open.flatMap((proposal) => about(proposal, facts))
}

/** People are told of a new comment: once when it begins, and once when it is over. */
function about({ match, pull, comments }: OpenProposal, facts: ProposeFacts): readonly Action[] {
  const { programme, today, wordsOf, self } = facts
  const language = sharedLanguage(partiesOf(match), programme)
  const words = wordsOf(language)
  const text = standstill(programme.settings, today, language, words)
  const latest = ownComments(slot, comments, self).at(-1)
  if (text === '' && (!latest || markerIn(latest.body)?.value['verdict'] === 'over')) return []
  const verdict = text === '' ? 'over' : 'paused'
  const body = withMarker(slot, { verdict }, text === '' ? words('standstill-over') : text)
  return liveComment({ on: pull.number, slot, verdict, body }, comments, self)
}
