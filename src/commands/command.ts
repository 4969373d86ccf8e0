/** `command`: what somebody asked for in a comment, and whatever must be looked at again after it. */
import { nothing } from '../core/plan/action.ts'
import { planCommand } from '../core/plan/command/command.ts'
import { type CommandPlan, heard, languageFor } from '../core/plan/command/facts.ts'
import type { Comment } from '../core/plan/forge.ts'
import { declineBranchOf, matchOn } from '../core/plan/propose/proposal.ts'
import type { ForgeRead } from '../io/ports.ts'
import { commandFacts } from './command-facts.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { numberFrom, writtenNumber } from './event.ts'
import { type ForgeOptions, finish, reading, tellingFaults } from './forge.ts'
import { run as runIntake } from './intake.ts'
import { remembering } from './remembering.ts'
import { run as runReview } from './review.ts'
import { voiceOf } from './voices.ts'

export type CommandOptions = ForgeOptions & { readonly comment?: string }

/** @throws Usage when it is not said which comment */
export async function run(context: Context, { comment, ...options }: CommandOptions): Promise<ExitCode> {
  const id = comment === undefined ? numberFrom(context, 'comment.id') : writtenNumber(comment)
  if (id === undefined) throw new Usage('error.commandComment')
  const read = remembering(reading(context, options))
  const found = await read.comment(id)
  if (!found)
    return finish(context, options, { ...nothing, notes: [{ note: 'slash-no-comment', args: { id } }] })
  if (heard(found, await read.self()).kind === 'none') return finish(context, options, nothing)
  return tellingFaults(context, options, found.on, () => obey(context, options, read, found))
}

async function obey(
  context: Context,
  options: ForgeOptions,
  read: ForgeRead,
  comment: Comment,
): Promise<ExitCode> {
  const facts = await commandFacts(read, comment, context.today)
  const plan = planCommand(facts, voiceOf(languageFor(facts)).words)
  await finish(context, options, plan)
  return follow(plan, context, options, comment.on)
}

/** The same work as when it is run by itself, on what is there after the command. */
async function follow(
  { next }: CommandPlan,
  context: Context,
  options: ForgeOptions,
  number: number,
): Promise<ExitCode> {
  if (next === 'intake') return runIntake(context, { ...options, issue: String(number) })
  if (next === undefined) return 0
  const pull = next === 'review' ? number : await decisionOn(number, reading(context, options))
  return pull === undefined ? 0 : runReview(context, { ...options, pull: String(pull) })
}

/** Ours with the decision about a proposal. There is none yet when the plan was only printed. */
async function decisionOn(number: number, read: ForgeRead): Promise<number | undefined> {
  const match = matchOn((await read.pullRequest(number))?.head.branch ?? '')
  if (match === undefined) return undefined
  const self = await read.self()
  const open = await read.pullRequests({ branch: declineBranchOf(match) })
  return open.find(({ author }) => author.id === self.id)?.number
}
