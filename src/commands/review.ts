/** `review`: go through pull requests and answer them: check, comment, suggestions, and what follows when all is well. */
import { type Memory, shortMemory } from '../core/load.ts'
import type { Speaker } from '../core/messages.ts'
import type { Action, Note, Plan } from '../core/plan/action.ts'
import { capped } from '../core/plan/caps.ts'
import { suggestions } from '../core/plan/fixes/suggestions.ts'
import { meaning } from '../core/plan/meaning/meaning.ts'
import type { ReviewFacts } from '../core/plan/review/facts.ts'
import { languageOfReview, type Prepared, planOver, planReview } from '../core/plan/review/review.ts'
import { refusedWith } from '../io/github/trouble.ts'
import type { ForgeRead } from '../io/ports.ts'
import type { Context, ExitCode } from './context.ts'
import { commitFrom, numberFrom, writtenNumber } from './event.ts'
import { faultSentence } from './faults.ts'
import { type ForgeOptions, finish, reading, tell, tellingFaults } from './forge.ts'
import { schemaOf } from './loading.ts'
import { remembering } from './remembering.ts'
import { reviewFacts } from './review-facts.ts'
import { redlinesOf } from './review-redlines.ts'
import { voiceOf } from './voices.ts'

export type ReviewOptions = ForgeOptions & { readonly pull?: string }

/** Each pull request by itself: what goes wrong with one is told there, and the others are reviewed none the less. */
export async function run(context: Context, options: ReviewOptions): Promise<ExitCode> {
  const read = remembering(reading(context, options))
  const { numbers, note } = await wanted(context, options, read)
  if (note) return finish(context, options, { actions: [], notes: [note] })
  const memory = shortMemory()
  const done: Action[] = []
  const notes: Note[] = []
  // In words each plan is told as it comes; a program is given one document for all of them.
  const inWords = options.format === 'text' && numbers.length > 0
  const teller = inWords ? context : { ...context, print: () => {} }
  let code: ExitCode = 0
  for (const number of numbers) {
    const work = async () => {
      const plan = afterOthers(done, await reviewPlan(context, read, number, memory))
      done.push(...plan.actions)
      notes.push(...plan.notes)
      return finishOrWait(teller, options, plan, read)
    }
    try {
      if ((await tellingFaults(context, options, number, work)) !== 0) code = 1
    } catch (error) {
      if (numbers.length === 1) throw error
      context.remark(`#${number}: ${faultSentence(error, context.speaker)}\n`)
      code = 1
    }
  }
  if (!inWords) tell(context, options, { actions: done, notes })
  return code
}

/** Facts, then what is to be said and done about them. */
async function reviewPlan(
  { today }: Context,
  read: ForgeRead,
  number: number,
  memory: Memory,
): Promise<Plan> {
  const facts = await reviewFacts(read, number, today, memory)
  if ('note' in facts) return 'comments' in facts ? planOver(facts) : { actions: [], notes: [facts.note] }
  const voice = voiceOf(languageOfReview(facts))
  return planReview(facts, await prepared(facts, voice), voice)
}

/**
 * GitHub may not let us merge yet, for its own reasons, such as a check that is not done. That ends the run in 1, but
 * nobody who waits there is told of a fault: merging is the last deed of a plan, and the next run tries again. Nor is
 * anybody told where only the answer was lost: what is merged is done.
 */
async function finishOrWait(
  context: Context,
  options: ForgeOptions,
  plan: Plan,
  read: ForgeRead,
): Promise<ExitCode> {
  try {
    return await finish(context, options, plan)
  } catch (error) {
    const last = plan.actions.at(-1)
    if (last?.kind !== 'merge') throw error
    const isWaiting = refusedWith(error, 405)
    if (!isWaiting && !(await isMerged(read, last.pull))) throw error
    context.remark(`${faultSentence(error, context.speaker)}\n`)
    return 1
  }
}

/** As far as one can tell: where GitHub does not answer, the first fault is the one to hear of. */
async function isMerged(read: ForgeRead, pull: number): Promise<boolean> {
  try {
    return (await read.pullRequest(pull))?.state === 'merged'
  } catch {
    return false
  }
}

/** What others make of the facts. A change that is too large is not looked into. */
async function prepared(facts: ReviewFacts, voice: Speaker): Promise<Prepared> {
  const { language, words, say } = voice
  const { base, head, changes, diagnostics, patches, tooLarge } = facts
  if (tooLarge) return { meaning: [], suggestions: [] }
  const programmes = { before: base.programme, after: head.programme }
  return {
    meaning: [
      ...meaning({ ...programmes, changes, words, language, schemaOf }),
      ...(await redlinesOf(facts, voice)),
    ],
    suggestions: suggestions({ diagnostics, textOf: head.textOf, patches, words, say }),
  }
}

type Wanted = { readonly numbers: readonly number[]; readonly note?: Note }

/**
 * The one that was named; those that have the head that was checked; or all that are open. A run that was started for
 * a head that is no longer anybody's has come too late, and another one is on its way.
 */
async function wanted(context: Context, { pull }: ReviewOptions, read: ForgeRead): Promise<Wanted> {
  const named = pull === undefined ? numberIn(context) : writtenNumber(pull)
  if (named !== undefined) return { numbers: [named] }
  const commit = commitFrom(context, 'workflow_run.head_sha')
  const { defaultBranch } = await read.repository()
  const numbers = (await read.pullRequests())
    .filter(({ base, head }) => base.branch === defaultBranch && (commit ?? head.commit) === head.commit)
    .map(({ number }) => number)
  const isStale = commit !== undefined && numbers.length === 0
  return { numbers, ...(isStale ? { note: { note: 'review-note-stale', args: { commit } } } : {}) }
}

/** A comment stands on an issue to GitHub, and its pull request has the same number. */
function numberIn(context: Context): number | undefined {
  return numberFrom(context, 'pull_request.number') ?? numberFrom(context, 'issue.number')
}

/** What one run may do is counted over all pull requests. */
function afterOthers(done: readonly Action[], plan: Plan): Plan {
  const { actions, notes } = capped({ actions: [...done, ...plan.actions], notes: plan.notes })
  return { actions: actions.slice(done.length), notes }
}
