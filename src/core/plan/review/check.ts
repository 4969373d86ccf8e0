/** Godkjenningen som sjekk: what GitHub shows beside its button, and lets nobody merge without. */
import type { Speaker } from '../../messages.ts'
import { inert } from '../../report/markdown.ts'
import type { Action } from '../action.ts'
import type { Conclusion } from '../forge.ts'
import { approvalCheck } from './approvals.ts'
import type { Told } from './comment.ts'
import { demandsInFull } from './demand-text.ts'
import { short } from './telling.ts'
import { headline, nextStep } from './text.ts'
import type { Verdict } from './verdict.ts'

const conclusions: Readonly<Record<Verdict, Conclusion>> = {
  findings: 'failure',
  conflict: 'action_required',
  overtaken: 'action_required',
  held: 'action_required',
  waiting: 'action_required',
  ready: 'success',
}

/** GitHub shows no more of a title than about this. */
const longestTitle = 120

/** Nothing, where it says so already. A status, which is what a person's token makes, has no summary to compare. */
export function reviewCheck({ facts, judged, merging }: Told, voice: Speaker): readonly Action[] {
  const title = headline(facts, judged, voice)
  const next = nextStep(facts, judged, merging, voice)
  const summary = [
    `**${inert(title)}** ${next}`.trim(),
    `### ${voice.words('review-fold-demands')}`,
    demandsInFull(facts, judged, voice),
  ].join('\n\n')
  const said = { conclusion: conclusions[judged.verdict], title: short(title, longestTitle), summary }
  const last = facts.checks.at(-1)
  const isSaid = last?.conclusion === said.conclusion && last.title === said.title
  if (isSaid && (last.summary === summary || last.summary === '')) return []
  return [{ kind: 'check', commit: facts.pull.head.commit, name: approvalCheck, ...said }]
}
