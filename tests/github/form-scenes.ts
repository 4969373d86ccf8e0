/** What people do with forms in the browser, for the stories about them: in no log, and met by no trouble. */
import type { Bench } from './bench/bench.ts'
import type { people, Teller } from './story.ts'

type Person = keyof typeof people
type Octokit = ReturnType<Bench['as']>['octokit']
type Changed = Parameters<Octokit['issues']['update']>[0]

/** An issue or a pull request, as whoever may change it does so. */
async function change(bench: Bench, by: Person, number: number, what: Partial<Changed>): Promise<void> {
  const before = bench.log.length
  await bench.as(by).octokit.issues.update({ ...bench.here, issue_number: number, ...what })
  bench.log.length = before
}

export const rewrite = (bench: Bench, by: Person, issue: number, body: string) =>
  change(bench, by, issue, { body })

export const close = (bench: Bench, by: Person, number: number) =>
  change(bench, by, number, { state: 'closed' })

export const reopen = (bench: Bench, by: Person, number: number) =>
  change(bench, by, number, { state: 'open' })

/** Sends a form, and has it dealt with. Its number, and that of the pull request that comes of it, if one does. */
export async function send(
  { bench, run }: Teller,
  by: Person,
  body: string,
): Promise<{ readonly issue: number; readonly pull: number }> {
  const issue = await bench.issue({ by, title: 'Påmelding', body, labels: [] })
  await run('intake', { event: await bench.event.issues('opened', issue) })
  return { issue, pull: issue + 1 }
}

export async function edit({ bench, run }: Teller, by: Person, issue: number, body: string): Promise<void> {
  await rewrite(bench, by, issue, body)
  await run('intake', { event: await bench.event.issues('edited', issue) })
}

/** What `check.yml` has run for is reviewed, and so is what it says of it. */
export async function review({ bench, run }: Teller, pull: number): Promise<void> {
  await run('review', { event: await bench.event.workflowRun(pull, { name: 'check' }) })
}

export async function say({ bench, run }: Teller, by: Person, on: number, body: string): Promise<void> {
  const comment = await bench.comment({ by, on, body })
  await run('command', { event: await bench.event.comment('created', comment) })
}

/** @throws Error if anything was written meanwhile */
export async function writesNothing({ bench }: Teller, doIt: () => Promise<unknown>): Promise<void> {
  const before = bench.log.length
  await doIt()
  const written = writesSince(before, bench)
  if (written.length > 0) throw new Error(written.join('\n'))
}

/** @throws Error if anything but comments was written meanwhile */
export async function onlyAnswers({ bench }: Teller, doIt: () => Promise<unknown>): Promise<void> {
  const before = bench.log.length
  await doIt()
  const others = writesSince(before, bench).filter((line) => !/\/comments(?:\/\d+)?$/.test(line))
  if (others.length > 0) throw new Error(others.join('\n'))
}

function writesSince(before: number, { log }: Bench): readonly string[] {
  return log
    .slice(before)
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)
}
