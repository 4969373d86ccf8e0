/** How an issue or a pull request looks to whoever opens it: state, labels, who is asked, checks, what is said. */
import type { Bench } from './bench/bench.ts'

type Octokit = ReturnType<Bench['as']>['octokit']

/** Looked at by the office, without leaving a trace in the story. */
export async function look(bench: Bench, number: number): Promise<string> {
  const before = bench.log.length
  const { octokit } = bench.as('kontoret-example')
  const { data: issue } = await octokit.issues.get({ ...bench.here, issue_number: number })
  const parts = [
    ...(issue.pull_request ? await pullParts(octokit, bench, number) : issueParts(issue)),
    ...(await commentParts(octokit, bench, number)),
  ]
  bench.log.length = before
  return parts.join('\n\n')
}

/** Only how it stands and what is said of it, when the text has been shown before. */
export async function listen(bench: Bench, number: number): Promise<string> {
  const before = bench.log.length
  const { octokit } = bench.as('kontoret-example')
  const { data } = await octokit.issues.get({ ...bench.here, issue_number: number })
  const state = data.pull_request?.merged_at ? 'tatt inn' : data.state
  const head = `### #${number} ${data.title} – ${state}`
  const parts = await commentParts(octokit, bench, number)
  bench.log.length = before
  return [head, ...parts].join('\n\n')
}

/** A release as it is found under its tag, and its files. */
export async function lookAtRelease(bench: Bench, tag: string): Promise<string> {
  const before = bench.log.length
  const { octokit } = bench.as('kontoret-example')
  const { data } = await octokit.repos.getReleaseByTag({ ...bench.here, tag })
  bench.log.length = before
  return [
    `### ${data.name}`,
    facts([
      `utgivelsen ${data.tag_name} av ${data.author.login}, fra ${data.target_commitish}`,
      data.immutable ? 'kan ikke endres' : 'kan endres',
      ...data.assets.map(({ name }) => name),
    ]),
    quoted(data.body ?? ''),
  ].join('\n\n')
}

type Issue = Awaited<ReturnType<Octokit['issues']['get']>>['data']

function issueParts({ number, title, user, state, state_reason, labels, body }: Issue): readonly string[] {
  const reason = state === 'closed' && state_reason ? ` (${state_reason})` : ''
  return [
    `### #${number} ${title}`,
    facts([`sak av ${user?.login}`, `${state}${reason}`, `merker: ${named(labels)}`]),
    quoted(body ?? ''),
  ]
}

async function pullParts(octokit: Octokit, bench: Bench, number: number): Promise<readonly string[]> {
  const at = { ...bench.here, pull_number: number }
  const { data: pull } = await octokit.pulls.get(at)
  const { data: files } = await octokit.pulls.listFiles({ ...at, per_page: 100 })
  const { data: checks } = await octokit.checks.listForRef({ ...bench.here, ref: pull.head.sha })
  const { data: reviews } = await octokit.pulls.listReviews(at)
  const state = pull.merged ? 'tatt inn' : pull.state
  return [
    `### #${number} ${pull.title}`,
    facts([
      `endringsforslag av ${pull.user.login} fra ${pull.head.label} til ${pull.base.ref}`,
      state,
      `merker: ${named(pull.labels)}`,
      `spurt: ${pull.requested_reviewers?.map(({ login }) => login).join(', ') || 'ingen'}`,
      `filer: ${filesText(files, pull.changed_files)}`,
      ...checks.check_runs.map(({ name, conclusion, output }) => `${name}: ${conclusion} – ${output.title}`),
      ...reviews.map(({ user, state: kind, commit_id }) => `${user?.login}: ${kind} ${commit_id}`),
    ]),
    quoted(pull.body ?? ''),
    ...(await lineParts(octokit, bench, number)),
  ]
}

const mostFiles = 10

function filesText(files: readonly { status: string; filename: string }[], count: number): string {
  const shown = files.slice(0, mostFiles).map(({ status, filename }) => `${status} ${filename}`)
  const rest = count - shown.length
  return [...shown, ...(rest > 0 ? [`og ${rest} til`] : [])].join(', ') || 'ingen'
}

async function lineParts(octokit: Octokit, bench: Bench, number: number): Promise<readonly string[]> {
  const { data } = await octokit.pulls.listReviewComments({ ...bench.here, pull_number: number })
  return data.map(({ user, path, line, body }) => `**${user.login}** om ${path}:${line}\n\n${quoted(body)}`)
}

async function commentParts(octokit: Octokit, bench: Bench, number: number): Promise<readonly string[]> {
  const { data } = await octokit.issues.listComments({ ...bench.here, issue_number: number, per_page: 100 })
  const parts: string[] = []
  for (const { id, user, body } of data) {
    const reactions = await octokit.reactions.listForIssueComment({ ...bench.here, comment_id: id })
    const signs = reactions.data.map(({ user, content }) => ` · ${content} av ${user?.login}`).join('')
    parts.push(`**${user?.login}**${signs}\n\n${quoted(body ?? '')}`)
  }
  return parts
}

function facts(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function named(labels: readonly (string | { name?: string })[]): string {
  return labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))).join(', ') || 'ingen'
}

/** As a quote, so that headings and fences in it stay its own. Hidden marks are shown by their name only. */
function quoted(text: string): string {
  const shown = text.replace(/<!-- mobilitet:([a-z-]+) [A-Za-z0-9_-]* -->/g, '<!-- mobilitet:$1 … -->')
  return shown
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}
