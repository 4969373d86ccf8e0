/** `intake`: from a form in an issue to a pull request, and an answer to whoever sent it. */

import { addDays } from '../core/days.ts'
import type { IsoDate } from '../core/model.ts'
import { nothing, type Plan } from '../core/plan/action.ts'
import { portioned } from '../core/plan/caps.ts'
import type { Issue } from '../core/plan/forge.ts'
import { issueOfBranch } from '../core/plan/intake/facts.ts'
import { readForm } from '../core/plan/intake/form.ts'
import { planIntake } from '../core/plan/intake/intake.ts'
import type { ForgeRead } from '../io/ports.ts'
import type { Context, ExitCode } from './context.ts'
import { numberFrom, writtenNumber } from './event.ts'
import { type ForgeOptions, finish, reading, tellingFaults } from './forge.ts'
import { factsOf, type Ground, groundFor } from './intake-facts.ts'
import { remembering } from './remembering.ts'

export type IntakeOptions = ForgeOptions & { readonly issue?: string }

export async function run(context: Context, { issue, ...options }: IntakeOptions): Promise<ExitCode> {
  const read = remembering(reading(context, options))
  const number = issue === undefined ? numberFrom(context, 'issue.number') : writtenNumber(issue)
  if (number === undefined) return finish(context, options, await planForAll(read, context.today))
  const found = await read.issue(number)
  if (!found) return finish(context, options, { ...nothing, notes: [noIssue(number)] })
  const work = async () => finish(context, options, await planForOne(found, read, context.today))
  // Whoever has written something else waits for nothing from us.
  return readForm(found.body) ? tellingFaults(context, options, number, work) : work()
}

/** It may have been deleted since it was opened: that is how personal data are got rid of. */
function noIssue(number: number): Plan['notes'][number] {
  return { note: 'intake-no-issue', args: { issue: number } }
}

export async function planForOne(issue: Issue, read: ForgeRead, today: IsoDate): Promise<Plan> {
  return planIntake(await factsOf(issue, await groundFor(read, today)))
}

/** Everything that may be unfinished: forms that are open or were closed just now, and what our open pull requests are for. */
export async function planForAll(read: ForgeRead, today: IsoDate): Promise<Plan> {
  const ground = await groundFor(read, today)
  const plans: Plan[] = []
  for (const issue of await unfinished(ground)) plans.push(planIntake(await factsOf(issue, ground)))
  const now = portioned(plans)
  const count = plans.length - now.length
  const later = count > 0 ? [{ note: 'intake-later', args: { count } }] : []
  return {
    actions: now.flatMap(({ actions }) => actions),
    notes: [...now.flatMap(({ notes }) => notes), ...later],
  }
}

/** When GitHub closes an issue with what we merge ourselves, nobody tells us; and a run may have been lost. */
const daysAfterClosing = 3

async function unfinished({ read, open, today }: Ground): Promise<readonly Issue[]> {
  const recently = addDays(today, -daysAfterClosing)
  const forms = (await read.issues({ all: true }))
    .filter(({ state, updated }) => state === 'open' || updated >= recently)
    .filter(({ body }) => readForm(body) !== undefined)
  const found = new Map(forms.map((issue) => [issue.number, issue]))
  for (const number of open.flatMap(({ head }) => issueOfBranch(head.branch) ?? [])) {
    const issue = found.get(number) ?? (await read.issue(number))
    if (issue) found.set(number, issue)
  }
  return [...found.values()].sort((a, b) => a.number - b.number)
}
