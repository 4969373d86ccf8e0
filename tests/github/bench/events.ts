/** What a workflow is told of what happened: the payloads GitHub writes to GITHUB_EVENT_PATH, from the bench's state. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type Dict, isDict, type Json } from './description.ts'
import * as git from './git.ts'
import { issueOf, shortShape } from './pull-shape.ts'
import { reviewShape } from './reviews.ts'
import { api, nodeId, page, repoShape, userShape } from './shapes.ts'
import { translated } from './translate.ts'
import { type Pull, type Repo, type User, userOf, type World } from './world.ts'

type RunFacts = {
  /** The workflow's name, and its file's. */
  readonly name?: string
  readonly conclusion?: 'success' | 'failure' | 'cancelled'
  /** The head the run looked at, where the pull request has moved on since. */
  readonly sha?: string
  readonly id?: number
}

export type Events = {
  readonly issues: (action: string, number: number, more?: Dict) => Promise<Dict>
  readonly comment: (action: 'created' | 'edited' | 'deleted', id: number, more?: Dict) => Promise<Dict>
  readonly review: (action: 'submitted' | 'dismissed', pull: number, review: number) => Promise<Dict>
  readonly push: (branch: string, facts: { before: string; by: string }) => Promise<Dict>
  readonly workflowRun: (pull: number, facts?: RunFacts) => Promise<Dict>
}

export function makeEvents(world: World, repo: Repo): Events {
  return {
    issues: (action, number, more = {}) => issuesEvent(world, repo, action, number, more),
    comment: (action, id, more = {}) => commentEvent(world, repo, action, id, more),
    review: (action, pull, review) => reviewEvent(world, pullOf(repo, pull), action, review),
    push: (branch, facts) => pushEvent(world, repo, branch, facts),
    workflowRun: (pull, facts = {}) => workflowRunEvent(world, pullOf(repo, pull), facts),
  }
}

function pullOf(repo: Repo, number: number): Pull {
  const pull = repo.pulls.get(number)
  if (!pull) throw new Error(`There is no pull request ${number}`)
  return pull
}

/** What every event begins with. A payload says more of a repository than the API does. */
function frame(world: World, repo: Repo, sender: Json): Dict {
  const { owner } = repo
  const { id, login } = owner
  const account = { ...userShape(world, owner), email: null, name: login }
  const url = `${world.url}/orgs/${login}`
  const organization = {
    login,
    id,
    node_id: nodeId('O', id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    description: '',
  }
  return {
    repository: { ...repoShape(world, repo), owner: account, custom_properties: {} },
    ...(owner.type === 'Organization' ? { organization } : {}),
    sender,
  }
}

async function read(world: World, repo: Repo, path: string): Promise<Dict> {
  const { body, status } = await world.emulated.ask(anyone(world), 'GET', `/repos/${repo.full}${path}`)
  const thing = translated(world, repo, body)
  if (status !== 200 || !isDict(thing)) throw new Error(`There is no ${path}`)
  return thing
}

function anyone(world: World): User {
  const [user] = [...world.users.values()].filter(({ type }) => type === 'User')
  if (!user) throw new Error('There are no people')
  return user
}

async function issuesEvent(
  world: World,
  repo: Repo,
  action: string,
  number: number,
  more: Dict,
): Promise<Dict> {
  const issue = await read(world, repo, `/issues/${number}`)
  const changes = action === 'edited' ? { changes: {} } : {}
  return { action, issue, ...changes, ...frame(world, repo, issue['user'] ?? null), ...more }
}

async function commentEvent(world: World, repo: Repo, action: string, id: number, more: Dict): Promise<Dict> {
  const comment = await read(world, repo, `/issues/comments/${id}`)
  const number = String(comment['issue_url']).split('/').at(-1)
  const issue = await read(world, repo, `/issues/${number}`)
  const changes = action === 'edited' ? { changes: {} } : {}
  return { action, issue, comment, ...changes, ...frame(world, repo, comment['user'] ?? null), ...more }
}

async function reviewEvent(world: World, pull: Pull, action: string, id: number): Promise<Dict> {
  const review = pull.reviews.find((one) => one.id === id)
  if (!review) throw new Error(`There is no review ${id}`)
  const shape = reviewShape(world, pull, review)
  const state = review.state.toLowerCase()
  return {
    action,
    review: { ...shape, state, submitted_at: review.submitted, updated_at: review.submitted },
    pull_request: shortShape(world, pull, await issueOf(world, pull)),
    ...frame(world, pull.repo, userShape(world, review.user)),
  }
}

type Moved = { readonly before: string; readonly by: string }

async function pushEvent(world: World, repo: Repo, branch: string, { before, by }: Moved): Promise<Dict> {
  const user = userOf(world, by)
  const after = (await git.tip(repo.folder, `refs/heads/${branch}`)) ?? none
  const isNew = before === none
  const range = after === none ? undefined : isNew ? ['-1', after] : [`${before}..${after}`]
  const commits = range ? await git.log(repo.folder, ['--reverse', ...range]) : []
  const shapes = await Promise.all(commits.map((commit) => pushedShape(repo, commit)))
  const forced = !isNew && after !== none && !(await git.isAncestor(repo.folder, before, after))
  const base = frame(world, repo, userShape(world, user))
  return {
    ref: `refs/heads/${branch}`,
    before,
    after,
    created: isNew,
    deleted: after === none,
    forced,
    base_ref: null,
    compare: page(repo, `/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`),
    commits: shapes,
    head_commit: shapes.at(-1) ?? null,
    pusher: { name: by, email: `${by}@users.noreply.github.com` },
    ...base,
    // Alone among events, a push tells the time in seconds.
    repository: { ...(base['repository'] as Dict), ...secondsOf(repo) },
  }
}

const none = '0'.repeat(40)

function secondsOf({ created, owner }: Repo): Dict {
  const seconds = Math.floor(Date.parse(created) / 1000)
  return {
    created_at: seconds,
    pushed_at: seconds,
    stargazers: 0,
    master_branch: 'main',
    organization: owner.login,
  }
}

async function pushedShape(repo: Repo, commit: git.Commit): Promise<Dict> {
  const words = ['diff-tree', '-r', '--root', '--no-commit-id', '--name-status', commit.sha]
  const lines = (await git.text(repo.folder, words)).split('\n').filter(Boolean)
  const named = (letter: string) =>
    lines.filter((line) => line.startsWith(letter)).map((line) => line.slice(2))
  const person = ({ name, email, date }: git.Person) => ({ name, email, date, username: name })
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: page(repo, `/commit/${commit.sha}`),
    author: person(commit.author),
    committer: person(commit.committer),
    added: named('A'),
    removed: named('D'),
    modified: named('M'),
  }
}

async function workflowRunEvent(world: World, pull: Pull, facts: RunFacts): Promise<Dict> {
  const { name = 'validate' } = facts
  const workflow = workflowShape(world, pull.repo, name)
  const run = await runShape(world, pull, facts, workflow)
  const sender = userShape(world, pull.author)
  return { action: 'completed', workflow_run: run, workflow, ...frame(world, pull.repo, sender) }
}

function workflowShape(world: World, repo: Repo, name: string): Dict {
  const [id, path] = [500 + name.length, `.github/workflows/${name}.yml`]
  return {
    id,
    node_id: nodeId('W', id),
    name,
    path,
    state: 'active',
    created_at: repo.created,
    updated_at: repo.created,
    url: api(world, repo, `/actions/workflows/${id}`),
    html_url: page(repo, `/blob/main/${path}`),
    badge_url: page(repo, `/workflows/${name}/badge.svg`),
  }
}

async function runShape(world: World, pull: Pull, facts: RunFacts, workflow: Dict): Promise<Dict> {
  const { repo, head, base } = pull
  const { id = 70_000 + pull.number, conclusion = 'success', sha = head.sha } = facts
  const url = api(world, repo, `/actions/runs/${id}`)
  const commit = await git.commit(repo.folder, sha)
  const person = ({ name, email }: git.Person) => ({ name, email })
  const side = (of: Repo, ref: string, at: string) => ({
    ref,
    sha: at,
    repo: { id: of.id, name: of.name, url: api(world, of) },
  })
  const own = { id: pull.id, number: pull.number, url: api(world, repo, `/pulls/${pull.number}`) }
  const named = { ...own, head: side(repo, head.ref, sha), base: side(repo, base.ref, base.sha) }
  const rest = ['artifacts', 'cancel', 'jobs', 'logs', 'rerun'].map((word) => [
    `${word}_url`,
    `${url}/${word}`,
  ])
  return {
    id,
    node_id: nodeId('WFR', id),
    name: workflow['name'] ?? '',
    display_title: String((await issueOf(world, pull))['title']),
    path: workflow['path'] ?? '',
    event: 'pull_request',
    status: 'completed',
    conclusion,
    head_branch: head.ref,
    head_sha: sha,
    head_commit: {
      id: sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: person(commit.author),
      committer: person(commit.committer),
    },
    head_repository: repoShape(world, head.repo),
    repository: repoShape(world, repo),
    // Of a fork's pull request the run does not say which one it was for.
    pull_requests: head.repo === repo ? [named] : [],
    actor: userShape(world, pull.author),
    triggering_actor: userShape(world, pull.author),
    run_number: 1,
    run_attempt: 1,
    run_started_at: pull.updated,
    created_at: pull.updated,
    updated_at: pull.updated,
    workflow_id: workflow['id'] ?? 0,
    workflow_url: workflow['url'] ?? '',
    check_suite_id: id + 1,
    check_suite_node_id: nodeId('CS', id + 1),
    check_suite_url: api(world, repo, `/check-suites/${id + 1}`),
    referenced_workflows: [],
    previous_attempt_url: null,
    url,
    html_url: page(repo, `/actions/runs/${id}`),
    ...Object.fromEntries(rest),
  }
}

const hooks = 'node_modules/@octokit/openapi-webhooks/generated/api.github.com.json'

function makeValidator(): Ajv2020 {
  const file = join(import.meta.dirname, '../../..', hooks)
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as { components: Dict }
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false })
  addFormats.default(ajv)
  return ajv.addSchema({ $id: 'hooks', components })
}

const validator: { made?: Ajv2020 } = {}

/** What is wrong with a payload by GitHub's description of its webhooks; an event without actions has none. */
export function validateEvent(name: string, action: string | undefined, payload: unknown): readonly string[] {
  validator.made ??= makeValidator()
  const schema = ['webhook', name, ...(action === undefined ? [] : [action])].join('-').replaceAll('_', '-')
  const validate = validator.made.getSchema(`hooks#/components/schemas/${schema}`)
  if (!validate) return [`GitHub has no event ${name} ${action ?? ''}`]
  if (validate(payload)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
}
