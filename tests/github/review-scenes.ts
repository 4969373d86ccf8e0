/** What people do with pull requests, and what must hold after it, for the stories about reviews. */
import { expect } from 'vitest'
import type { Bench } from './bench/bench.ts'
import type { Changes } from './bench/changes.ts'
import { listed, type people, type Teller, textOf } from './story.ts'

export type Person = keyof typeof people

export const need = 'agencies/kld/needs/klimaregnskap.yaml'
export const kld = 'agencies/kld/agency.yaml'

const settings = 'programme/programme.yaml'
const office = listed('kontoret-example', 'kontoret-to-example')

/** The settings of the stories, where what is approved is taken in by itself. */
export const automatic = {
  [settings]: `${textOf(settings).replace(/approvers: .*/, `approvers: ${office}`)}autoMerge: true\n`,
}

/** KLD's need, with another title. */
export function titled(title: string): Record<string, string> {
  return { [need]: textOf(need).replace(/^title: .*/m, `title: ${title}`) }
}

/** A pull request from the own fork, as anybody can make one. */
export async function proposes(
  { bench }: Teller,
  by: Person,
  title: string,
  changes: Changes,
  branch = 'endring',
): Promise<number> {
  await bench.push(by, branch, changes, { onFork: true })
  return bench.pull({ by, head: `${by}:${branch}`, title })
}

/** One more commit on it. */
export function adds(
  { bench }: Teller,
  by: Person,
  changes: Changes,
  options: { readonly branch?: string; readonly date?: string } = {},
): Promise<string> {
  const { branch = 'endring', ...others } = options
  return bench.push(by, branch, changes, { onFork: true, ...others })
}

/** `check.yml` is done, so the pull request is reviewed. */
export async function reviewed({ bench, run }: Teller, pull: number) {
  return run('review', { event: await bench.event.workflowRun(pull, { name: 'check' }) })
}

/** Approved with GitHub's own button, of which `signal.yml` tells. */
export async function approves({ bench, run }: Teller, by: Person, pull: number) {
  await bench.review({ by, pull, event: 'APPROVE' })
  return run('review', { event: await bench.event.workflowRun(pull, { name: 'signal' }) })
}

export async function writes({ bench, run }: Teller, by: Person, on: number, body: string) {
  const comment = await bench.comment({ by, on, body })
  await run('command', { event: await bench.event.comment('created', comment) })
  return comment
}

/** What the check run of the head says now; undefined where there is none. */
export async function verdict(bench: Bench, pull: number): Promise<string | null | undefined> {
  return unseen(bench, async (octokit) => {
    const { data } = await octokit.pulls.get({ ...bench.here, pull_number: pull })
    const { data: found } = await octokit.checks.listForRef({ ...bench.here, ref: data.head.sha })
    return found.check_runs.find(({ name }) => name === 'mobilitet/godkjenning')?.conclusion
  })
}

type Octokit = ReturnType<Bench['as']>['octokit']

/** Looked at by the office, without leaving a trace in the log. */
export async function unseen<T>(bench: Bench, see: (octokit: Octokit) => Promise<T>): Promise<T> {
  const before = bench.log.length
  const seen = await see(bench.as('kontoret-example').octokit)
  bench.log.length = before
  return seen
}

/** Whatever was tried: the check says no, and what everybody goes by is as it was. */
export async function held(teller: Teller, pull: number, tried: () => Promise<unknown>): Promise<void> {
  const { bench } = teller
  const before = await bench.files('main')
  await tried()
  expect(await verdict(bench, pull)).toMatch(/^(?:failure|action_required)$/)
  expect(await bench.files('main')).toEqual(before)
}

/** @returns what was written meanwhile, such as `POST /repos/…` */
export async function written({ bench }: Teller, doing: () => Promise<unknown>): Promise<readonly string[]> {
  const before = bench.log.length
  await doing()
  const calls = bench.log.slice(before).filter(({ method }) => method !== 'GET')
  return calls.map(({ method, path }) => `${method} ${path}`)
}

/** Of our own comments there should be one that tells the verdict. */
export async function ours(bench: Bench, pull: number): Promise<readonly string[]> {
  return unseen(bench, async (octokit) => {
    const { data } = await octokit.issues.listComments({ ...bench.here, issue_number: pull })
    return data.filter(({ user }) => user?.login === 'mobilitet[bot]').map(({ body }) => body ?? '')
  })
}

/** Somebody thinks better of what they wrote. */
export async function edits({ bench, run }: Teller, by: Person, comment: number, body: string) {
  const before = bench.log.length
  await bench.as(by).octokit.issues.updateComment({ ...bench.here, comment_id: comment, body })
  bench.log.length = before
  return run('command', { event: await bench.event.comment('edited', comment) })
}

/** Something that happens just before the next client asks for this. */
export function meanwhile(bench: Bench, path: RegExp, happens: () => Promise<unknown>): void {
  const { as } = bench
  const listening: Bench['as'] = (who) => {
    Object.assign(bench, { as })
    const client = as(who)
    let left = 1
    const fetch: typeof client.fetch = async (input, init) => {
      const address = input instanceof Request ? input.url : String(input)
      if (path.test(address) && left-- > 0) await happens()
      return client.fetch(input, init)
    }
    return { ...client, fetch }
  }
  Object.assign(bench, { as: listening })
}
