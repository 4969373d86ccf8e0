/** What GitHub knows, read through its REST interface. */
import type { Account } from '../../core/model.ts'
import type { PullRequest } from '../../core/plan/forge.ts'
import { type Connection, type ForgeRead, Unreadable } from '../ports.ts'
import { setting } from './ask.ts'
import { fetchBlobs } from './blobs.ts'
import { checkRuns } from './checks.ts'
import type { Client } from './client.ts'
import { field } from './fields.ts'
import { jobRun } from './jobs.ts'
import * as shapes from './shapes.ts'
import { refusedWith, unless, unlessGone } from './trouble.ts'

export type Local = (ids: readonly string[]) => ReadonlyMap<string, Uint8Array>

/** As many on one page as GitHub gives. */
const paged = { per_page: 100 }
const oldestFirst = { ...paged, sort: 'created', direction: 'asc' }

const home = '/repos/{owner}/{repo}'

/** `local` hands out what is here already, so that it need not be fetched. */
export function readingOver(client: Client, connection: Connection, local: Local): ForgeRead {
  let known: Promise<Account> | undefined
  const self = () => {
    known ??= whoWeAre(client, connection.as)
    return known
  }
  return {
    self,
    repository: () => client.one(`GET ${home}`, {}, shapes.repository),
    ...gitData(client, local),
    ...pulls(client, connection.repository),
    ...talk(client),
    checkRuns: async (commit, name) => checkRuns(client, await self(), commit, name),
    jobRun: (commit, job) => jobRun(client, commit, job),
    releases: () => client.all(`GET ${home}/releases`, paged, shapes.release),
    setting: (name) => setting(client, name),
  }
}

/** Only a person's token can say whose it is. One of GitHub Actions is told by its being refused. */
async function whoWeAre(client: Client, as: string | undefined): Promise<Account> {
  const named = (username: string) => client.one('GET /users/{username}', { username }, shapes.account)
  if (as !== undefined) return named(as)
  try {
    return await client.one('GET /user', {}, shapes.account)
  } catch (error) {
    if (refusedWith(error, 403)) return named('github-actions[bot]')
    throw error
  }
}

type GitData = Pick<ForgeRead, 'tip' | 'branches' | 'tree' | 'blobs' | 'mergeBase' | 'commit' | 'tag'>

function gitData(client: Client, local: Local): GitData {
  // 409 is what GitHub says of a repository without any commit.
  const ref = (name: string) =>
    unless(client.one(`GET ${home}/git/ref/{ref}`, { ref: name }, shapes.ref), 404, 409)
  return {
    tip: async (branch) => (await ref(`heads/${branch}`))?.id,
    async branches(prefix) {
      const given = { ref: `heads/${prefix}` }
      const refs = await client.all(`GET ${home}/git/matching-refs/{ref}`, given, shapes.ref)
      return new Map(refs.map(({ name, id }) => [name.replace(/^refs\/heads\//, ''), id]))
    },
    async tree(commit) {
      const what = `GET ${home}/git/trees/{tree_sha}`
      const { truncated, files } = await client.one(what, { tree_sha: commit, recursive: '1' }, shapes.tree)
      if (truncated) throw new Unreadable('tool/github-too-many', { what })
      return files
    },
    async blobs(ids) {
      const wanted = [...new Set(ids)]
      const here = local(wanted)
      const fetched = await fetchBlobs(
        client,
        wanted.filter((id) => !here.has(id)),
      )
      return new Map([...here, ...fetched])
    },
    mergeBase(base, head) {
      const given = { basehead: `${base}...${head}`, per_page: 1 }
      return client.one(`GET ${home}/compare/{basehead}`, given, field('merge_base_commit', shapes.sha))
    },
    commit: (id) => client.one(`GET ${home}/commits/{ref}`, { ref: id, per_page: 1 }, shapes.commit),
    async tag(name) {
      const found = await ref(`tags/${name}`)
      if (found === undefined || found.type === 'commit') return found?.id
      return client.one(`GET ${home}/commits/{ref}`, { ref: `tags/${name}`, per_page: 1 }, shapes.sha)
    },
  }
}

type Pulls = Pick<
  ForgeRead,
  'pullRequest' | 'pullRequests' | 'commits' | 'reviews' | 'patches' | 'lineComments'
>

/** GitHub lists no more commits of a pull request than these, and does not say that there are more. */
const mostCommits = 250

function pulls(client: Client, repository: string): Pulls {
  const list = (kind: string) => `GET ${home}/pulls/{pull_number}/${kind}`
  return {
    async pullRequest(number) {
      const pull = await settled(client, number)
      if (pull?.state !== 'closed') return pull
      const closedBy = await client.one(issueRoute, { issue_number: number }, shapes.closedBy)
      return { ...pull, ...(closedBy ? { closedBy } : {}) }
    },
    async pullRequests({ all = false, branch } = {}) {
      const owner = repository.split('/')[0]
      const given = { ...oldestFirst, state: all ? 'all' : 'open' }
      const found = await client.all(
        `GET ${home}/pulls`,
        branch === undefined ? given : { ...given, head: `${owner}:${branch}` },
        shapes.pullRequest,
      )
      return branch === undefined ? found : found.filter(({ head }) => sameName(head.repository, repository))
    },
    async commits(pull) {
      const found = await client.all(list('commits'), { pull_number: pull, ...paged }, shapes.commit)
      if (found.length >= mostCommits) throw new Unreadable('tool/github-too-many', { what: list('commits') })
      return found.map(({ parents: _parents, ...commit }) => commit)
    },
    async reviews(pull) {
      const found = await client.all(list('reviews'), { pull_number: pull, ...paged }, shapes.review)
      return found.filter((review) => review !== undefined)
    },
    async patches(pull) {
      const found = await client.all(list('files'), { pull_number: pull, ...paged }, shapes.patch)
      return new Map(found.flatMap(([path, patch]) => (patch === undefined ? [] : [[path, patch]])))
    },
    lineComments: (pull) =>
      client.all(list('comments'), { pull_number: pull, ...oldestFirst }, shapes.lineComment),
  }
}

/** GitHub works out whether a change can be merged only when somebody asks; the answer comes a little later. */
const mostAttempts = 4

async function settled(client: Client, number: number): Promise<PullRequest | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const asked = client.one(`GET ${home}/pulls/{pull_number}`, { pull_number: number }, shapes.pullRequest)
    const pull = await unlessGone(asked)
    if (pull?.state !== 'open' || pull.mergeable !== undefined || attempt === mostAttempts) return pull
    await client.pause(attempt)
  }
}

function sameName(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}

const issueRoute = `GET ${home}/issues/{issue_number}`

type Talk = Pick<ForgeRead, 'comments' | 'comment' | 'reactions' | 'issue' | 'issues'>

function talk(client: Client): Talk {
  const one = `${home}/issues/comments/{comment_id}`
  return {
    comments: (issueOrPull) =>
      client.all(`${issueRoute}/comments`, { issue_number: issueOrPull, ...paged }, shapes.comment),
    comment: (id) => unlessGone(client.one(`GET ${one}`, { comment_id: id }, shapes.comment)),
    async reactions(comment) {
      const given = { comment_id: comment, ...paged }
      const found = await client.all(`GET ${one}/reactions`, given, shapes.reaction)
      return found.filter((reaction) => reaction !== undefined)
    },
    async issue(number) {
      const found = await unlessGone(client.one(issueRoute, { issue_number: number }, shapes.issue))
      // An issue that was moved to another repository is answered for from there, under another number.
      return found?.number === number ? found : undefined
    },
    async issues({ all = false, label } = {}) {
      const given = { ...oldestFirst, state: all ? 'all' : 'open' }
      const found = await client.all(
        `GET ${home}/issues`,
        label === undefined ? given : { ...given, labels: label },
        shapes.issue,
      )
      return found.filter(({ isPullRequest }) => !isPullRequest)
    },
  }
}
