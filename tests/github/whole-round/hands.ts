/** What people do on GitHub in the course of a round: suggest, say yes, take in. */
import { expect } from 'vitest'
import type { Changes } from '../bench/changes.ts'
import type { Life, Person } from './life.ts'

/** Whoever speaks for an agency here. */
export const speaks: Readonly<Record<string, Person>> = {
  kld: 'kld-example',
  dfo: 'dfo-example',
  nav: 'nav-example',
}

/** What the check run that is required says of a pull request. */
export async function verdictOn({ teller: { bench } }: Life, pull: number): Promise<string | null> {
  const before = bench.log.length
  const { octokit } = bench.as('kontoret-example')
  const { data } = await octokit.pulls.get({ ...bench.here, pull_number: pull })
  const { data: checks } = await octokit.checks.listForRef({ ...bench.here, ref: data.head.sha })
  bench.log.length = before
  return checks.check_runs.find(({ name }) => name === 'mobilitet/godkjenning')?.conclusion ?? null
}

/** `check.yml` has run, and the review answers. */
export async function isReviewed({ teller: { bench, run }, desk }: Life, pull: number): Promise<void> {
  const event = await bench.event.workflowRun(pull, { name: 'check' })
  await run('review', { event, quiet: true, root: desk.folder })
}

/** In a comment, and what the tool makes of it. */
export async function saysYes(
  { teller: { bench, run }, desk }: Life,
  by: Person,
  pull: number,
): Promise<void> {
  const comment = await bench.comment({ by, on: pull, body: '/godta' })
  const event = await bench.event.comment('created', comment)
  await run('command', { event, quiet: true, root: desk.folder })
}

/** With the button, and what the tool makes of it. */
export async function approves(life: Life, by: Person, pull: number): Promise<void> {
  await life.teller.bench.review({ by, pull, event: 'APPROVE' })
  await isReviewed(life, pull)
}

/** Everybody whose yes is needed has given it. */
export async function isTakenIn(life: Life, pull: number): Promise<void> {
  expect(await verdictOn(life, pull), `pull request ${pull}`).toBe('success')
  await life.teller.bench.merge({ by: 'kontoret-example', pull })
  await life.desk.fetched()
}

/** A pull request: from the repository when the office makes it, otherwise from one's own copy. */
export async function suggests(life: Life, by: Person, title: string, files: Changes): Promise<number> {
  const { bench } = life.teller
  const isOffice = by.startsWith('kontoret')
  const branch = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  await bench.push(by, branch, files, { onFork: !isOffice, message: title })
  const pull = await bench.pull({ by, head: isOffice ? branch : `${by}:${branch}`, title })
  await isReviewed(life, pull)
  return pull
}

/** The parties say yes, then the office; and it is taken in. Whoever made it has said yes already. */
export async function isAgreed(life: Life, pull: number, ...parties: readonly Person[]): Promise<void> {
  for (const party of parties) await saysYes(life, party, pull)
  await approves(life, 'kontoret-example', pull)
  await isTakenIn(life, pull)
}
