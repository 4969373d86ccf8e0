/** Everything anybody could see on GitHub, for comparing two worlds: without the time of day, and ids by their order. */
import { markerIn } from '../../src/core/plan/marker.ts'
import type { Bench } from './bench/bench.ts'

type Octokit = ReturnType<Bench['as']>['octokit']
type Looking = { readonly octokit: Octokit; readonly here: Bench['here']; readonly bench: Bench }

const whole = { per_page: 100 }

/** As far as anybody needs to look into it. */
export type Standing = {
  readonly branches: Readonly<Record<string, object>>
  readonly issues: readonly {
    readonly state: string
    readonly comments: readonly { readonly body: string }[]
  }[]
  readonly releases: readonly { readonly draft: boolean }[]
}

/** Looked at by the office, without leaving a trace in the log. */
export async function standing(bench: Bench): Promise<Standing> {
  const before = bench.log.length
  const looking = { octokit: bench.as('kontoret-example').octokit, here: bench.here, bench }
  const seen = {
    branches: await branches(looking),
    issues: await issues(looking),
    releases: await releases(looking),
  }
  bench.log.length = before
  return JSON.parse(withoutIds(JSON.stringify(seen)))
}

/** What lies on each. The commits on the way there are told of where there is a pull request. */
async function branches({ octokit, here, bench }: Looking): Promise<object> {
  const { data } = await octokit.git.listMatchingRefs({ ...here, ref: 'heads/' })
  const files = data.map(async ({ ref }) => [ref, await bench.files(ref)])
  return Object.fromEntries(await Promise.all(files))
}

async function issues(looking: Looking): Promise<readonly object[]> {
  const { octokit, here } = looking
  const asked = { ...here, ...whole, state: 'all', sort: 'created', direction: 'asc' } as const
  const { data } = await octokit.issues.listForRepo(asked)
  const found: object[] = []
  for (const { number, title, body, state, state_reason, labels, user, pull_request } of data) {
    found.push({
      number,
      title,
      body: told(body),
      by: user?.login,
      state,
      reason: state_reason,
      labels: labels.map((label) => (typeof label === 'string' ? label : label.name)),
      comments: await comments(looking, number),
      ...(pull_request ? await pullParts(looking, number) : {}),
    })
  }
  return found
}

async function comments({ octokit, here }: Looking, number: number): Promise<readonly object[]> {
  const { data } = await octokit.issues.listComments({ ...here, ...whole, issue_number: number })
  const found: object[] = []
  for (const { id, user, body } of data) {
    const signs = await octokit.reactions.listForIssueComment({ ...here, comment_id: id })
    const reactions = signs.data.map(({ user, content }) => `${content} ${user?.login}`)
    found.push({ by: user?.login, body: told(body), reactions })
  }
  return found
}

async function pullParts({ octokit, here }: Looking, number: number): Promise<object> {
  const { data: pull } = await octokit.pulls.get({ ...here, pull_number: number })
  const at = { ...here, ...whole, pull_number: number }
  const ref = pull.head.sha
  // Of checks with one name GitHub shows the latest, however many runs have written one.
  const { data: checks } = await octokit.checks.listForRef({ ...here, ...whole, ref })
  return {
    head: pull.head.label,
    base: pull.base.ref,
    merged: pull.merged,
    draft: pull.draft,
    asked: pull.requested_reviewers?.map(({ login }) => login),
    commits: (await octokit.pulls.listCommits(at)).data.map(({ commit }) => commit.message),
    reviews: (await octokit.pulls.listReviews(at)).data.map(({ user, state, body }) => ({
      by: user?.login,
      state,
      body: told(body),
    })),
    remarks: (await octokit.pulls.listReviewComments(at)).data.map(({ user, path, line, body }) => ({
      by: user.login,
      place: `${path}:${line}`,
      body,
    })),
    checks: checks.check_runs.map(({ name, conclusion, output }) => ({
      name,
      conclusion,
      title: output.title,
      summary: output.summary,
    })),
  }
}

async function releases({ octokit, here }: Looking): Promise<readonly object[]> {
  const { data } = await octokit.repos.listReleases({ ...here, ...whole })
  return data.map(({ tag_name, name, body, draft, target_commitish, assets }) => ({
    tag_name,
    name,
    body: told(body),
    draft,
    target_commitish,
    assets: assets.map(({ name, size, digest, state }) => ({ name, size, digest, state })),
  }))
}

/** With our mark as what it says: there may be commits in it. */
function told(text: string | null | undefined): string {
  const marked = markerIn(text ?? '')
  return (text ?? '').replace(/^<!-- .* -->/, (line) => (marked ? JSON.stringify(marked) : line))
}

function withoutIds(text: string): string {
  const names = new Map<string, string>()
  return text.replace(/\b[0-9a-f]{40}\b/g, (id) => {
    const name = names.get(id) ?? `commit ${names.size + 1}`
    names.set(id, name)
    return name
  })
}
