/** What people do in a story besides the program under test: push, open, review, comment, merge. */
import type { Octokit } from '@octokit/rest'
import { type Changes, importCommit } from './changes.ts'
import * as git from './git.ts'
import { atLeast, roleOf } from './permissions.ts'
import { syncPulls } from './pull-sync.ts'
import { forkOf } from './repositories.ts'
import { emailOf } from './shapes.ts'
import { touch } from './translate.ts'
import { type Repo, repoOf, userOf, type World } from './world.ts'

type PushOptions = {
  readonly message?: string
  /** To one's own fork, which is made if it is not there. */
  readonly onFork?: boolean
  /** Where the branch begins, a branch or a sha; where it already is, it is moved there by force. */
  readonly from?: string
  readonly date?: string
}

type Remark = {
  readonly path: string
  readonly line: number
  readonly body: string
  readonly side?: 'LEFT' | 'RIGHT'
  readonly start_line?: number
}

export type Deeds = {
  /** A commit by real git on a branch, made where it is not there; its sha. `undefined` removes a file. */
  readonly push: (by: string, branch: string, changes: Changes, options?: PushOptions) => Promise<string>
  readonly deleteBranch: (branch: string, of?: string) => Promise<void>
  readonly pull: (asked: {
    by: string
    head: string
    title: string
    base?: string
    body?: string
    draft?: boolean
  }) => Promise<number>
  readonly issue: (asked: { by: string; title: string; body?: string; labels?: string[] }) => Promise<number>
  readonly comment: (asked: { by: string; on: number; body: string }) => Promise<number>
  readonly review: (asked: {
    by: string
    pull: number
    event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT'
    commit?: string
    body?: string
    comments?: Remark[]
  }) => Promise<number>
  readonly merge: (asked: {
    by: string
    pull: number
    method?: 'merge' | 'squash' | 'rebase'
  }) => Promise<string>
  /** Every file at a branch, tag or sha; of a link, what it points to. */
  readonly files: (at: string) => Promise<Record<string, string>>
  /** The sha a branch is at; `of` names whose fork. */
  readonly tip: (branch: string, of?: string) => Promise<string | undefined>
}

export function makeDeeds(world: World, repo: Repo, as: (login: string) => Octokit): Deeds {
  const here = { owner: repo.owner.login, repo: repo.name }
  const homeOf = (of: string | undefined) => (of === undefined ? repo : repoOf(world, `${of}/${repo.name}`))
  return {
    push: (by, branch, changes, options = {}) => push(world, repo, by, branch, changes, options),
    deleteBranch: async (branch, of) => {
      await git.setRef(homeOf(of).folder, `refs/heads/${branch}`, undefined)
      await syncPulls(world)
    },
    pull: async ({ by, base = 'main', ...asked }) => {
      const { data } = await as(by).rest.pulls.create({ ...here, base, ...asked })
      return data.number
    },
    issue: async ({ by, labels = [], ...asked }) => {
      const { data } = await as(by).rest.issues.create({ ...here, ...asked })
      await labelAsForm(world, repo, data.number, labels)
      return data.number
    },
    comment: async ({ by, on, body }) => {
      const { data } = await as(by).rest.issues.createComment({ ...here, issue_number: on, body })
      return data.id
    },
    review: async ({ by, pull, commit, ...asked }) => {
      const at = commit === undefined ? {} : { commit_id: commit }
      const { data } = await as(by).rest.pulls.createReview({ ...here, pull_number: pull, ...at, ...asked })
      return data.id
    },
    merge: async ({ by, pull, method = 'squash' }) => {
      const { data } = await as(by).rest.pulls.merge({ ...here, pull_number: pull, merge_method: method })
      return data.sha
    },
    files: (at) => filesAt(repo, at),
    tip: (branch, of) => git.tip(homeOf(of).folder, `refs/heads/${branch}`),
  }
}

/** An issue form puts its labels on whoever fills it in, which nobody without a role could do by hand. */
async function labelAsForm(
  world: World,
  repo: Repo,
  number: number,
  labels: readonly string[],
): Promise<void> {
  if (labels.length === 0) return
  const [anyone] = [...world.users.values()].filter(({ type }) => type === 'User')
  if (!anyone) return
  const path = `/repos/${repo.full}/issues/${number}/labels`
  await world.emulated.ask(anyone, 'POST', path, { labels: [...labels] })
  touch(world, `/issues/${number}`)
}

async function push(
  world: World,
  repo: Repo,
  by: string,
  branch: string,
  changes: Changes,
  { message = 'Change', onFork = false, from, date }: PushOptions,
): Promise<string> {
  const user = userOf(world, by)
  const target = onFork ? await forkOf(world, repo, user) : repo
  if (!atLeast(roleOf(target, { kind: 'person', user }), 'write')) {
    throw new Error(`${by} may not push to ${target.full}`)
  }
  const ref = `refs/heads/${branch}`
  const start = from === undefined ? undefined : await git.resolve(repo.folder, from)
  const parent = start ?? (await git.tip(target.folder, ref)) ?? (await git.resolve(repo.folder, 'main'))
  const author = { name: by, email: emailOf(user), date: date ?? world.clock.now() }
  const sha = await importCommit(target.folder, { ref, from: parent, changes, message, author })
  await syncPulls(world)
  return sha
}

async function filesAt({ folder }: Repo, at: string): Promise<Record<string, string>> {
  const sha = await git.resolve(folder, at)
  if (sha === undefined) throw new Error(`There is no ${at}`)
  const entries = (await git.tree(folder, sha, true)).filter(({ type }) => type === 'blob')
  const texts = await git.blobs(
    folder,
    entries.map((entry) => entry.sha),
  )
  return Object.fromEntries(entries.map(({ path }, i) => [path, texts[i]?.toString('utf8') ?? '']))
}
