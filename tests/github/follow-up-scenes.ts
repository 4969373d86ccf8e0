/** What happens around reminders, for the stories about them. */
import { expect } from 'vitest'
import { followUpFile, storyFiles } from '../follow-up/world.ts'
import type { Bench } from './bench/bench.ts'
import type { Teller } from './story.ts'

/** Two weeks before access and equipment are to be ready, on 1 March. */
export const due = '2027-02-15'
/** A week after it. */
export const late = '2027-03-08'
/** Ninety-one days after it. */
export const long = '2027-05-31'

export function files(
  more: Readonly<Record<string, string | undefined>> = {},
): Readonly<Record<string, string | undefined>> {
  return {
    ...storyFiles(),
    'agencies/kld/needs/klimaregnskap.yaml': undefined,
    'agencies/dfo/offers/klimadata.yaml': undefined,
    ...more,
  }
}

export const doneText = 'done:\n  - { milestone: forberedelse, exchange: ut-1, date: 2027-02-26 }\n'

export async function saysDone(bench: Bench, text = doneText): Promise<void> {
  await bench.push('kontoret-example', 'main', { [followUpFile]: text })
}

/** Runs on a day, and gives what was printed. */
export async function runs({ run, bench }: Teller, today: string, dry = false): Promise<string> {
  const input = dry ? { repo: `${bench.here.owner}/${bench.here.repo}` } : {}
  const { code, out } = await run('follow-up', { today, dry, quiet: true, input })
  expect(code, out).toBe(0)
  return out
}

/** A further run on the same day must find nothing to do. */
export async function isQuiet(teller: Teller, today: string): Promise<void> {
  const { bench } = teller
  const before = bench.log.length
  await runs(teller, today)
  expect(bench.log.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
}

type Seen = {
  readonly number: number
  readonly title: string
  readonly state: string
  readonly reason: string | null | undefined
  readonly body: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
}

export async function issuesOn({ bench }: Teller): Promise<readonly Seen[]> {
  const { octokit } = bench.as('kontoret-example')
  const { data } = await octokit.rest.issues.listForRepo({
    ...bench.here,
    state: 'all',
    direction: 'asc',
    per_page: 100,
  })
  return data.map(({ number, title, state, state_reason, body, labels, assignees }) => ({
    number,
    title,
    state,
    reason: state_reason,
    body: body ?? '',
    labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    assignees: (assignees ?? []).map(({ login }) => login),
  }))
}

export async function commentsOn({ bench }: Teller, issue: number): Promise<readonly string[]> {
  const { octokit } = bench.as('kontoret-example')
  const { data } = await octokit.rest.issues.listComments({ ...bench.here, issue_number: issue })
  return data.map(({ body }) => body ?? '')
}
