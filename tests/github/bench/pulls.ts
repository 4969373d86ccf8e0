/** Pull requests: opening, finding, changing, and what they bring. */
import { difference } from './changes.ts'
import type { Dict } from './description.ts'
import * as git from './git.ts'
import { fileShape } from './history.ts'
import { allIssues, demandShort } from './issues.ts'
import { atLeast, roleOf } from './permissions.ts'
import { longShape, partingOf, shortShape } from './pull-shape.ts'
import { setOpen } from './pull-sync.ts'
import { commitShape } from './shapes.ts'
import { touch } from './translate.ts'
import {
  type Answer,
  type Call,
  created,
  Failure,
  invalid,
  notFound,
  number,
  ok,
  type Pull,
  paged,
  type Repo,
} from './world.ts'

export function pullOf({ repo, params }: Call): Pull {
  const pull = repo.pulls.get(number(params['pull']))
  if (!pull) throw notFound()
  return pull
}

type Asked = {
  title: string
  head: string
  base: string
  body?: string
  draft?: boolean
  maintainer_can_modify?: boolean
}

export async function createPull(call: Call): Promise<Answer> {
  const { world, repo, user, body } = call
  const asked = body as unknown as Asked
  demandActionsMay(call)
  demandShort('PullRequest', body['body'])
  const { head, base } = await sidesOf(call, asked)
  const issue = await world.emulated.ask(user, 'POST', `/repos/${repo.full}/issues`, issueFor(asked))
  const made = (issue.body as Dict)['number']
  const pull = newPull(call, Number(made), head, base, asked)
  repo.pulls.set(pull.number, pull)
  await git.setRef(repo.folder, `refs/pull/${pull.number}/head`, head.sha)
  return created(await longShape(world, pull))
}

function issueFor({ title, body }: Asked): Dict {
  return { title, ...(body === undefined ? {} : { body }) }
}

function newPull(call: Call, made: number, head: Pull['head'], base: Pull['base'], asked: Asked): Pull {
  const { world, repo, user } = call
  const { created: now } = touch(world, `/issues/${made}`)
  return {
    id: world.nextId(),
    number: made,
    repo,
    author: user,
    head,
    base,
    reviewers: [],
    reviews: [],
    comments: [],
    created: now,
    updated: now,
    draft: asked.draft ?? false,
    maintainerCanModify: head.repo === repo ? false : (asked.maintainer_can_modify ?? true),
  }
}

/** GitHub's own token may open pull requests only where the repository's settings say so. */
function demandActionsMay({ actor, repo }: Call): void {
  const allowed = repo.settings.get('actions/permissions/workflow')?.['can_approve_pull_request_reviews']
  if (actor?.kind !== 'actions' || allowed === true) return
  throw new Failure(403, 'GitHub Actions is not permitted to create or approve pull requests.')
}

async function sidesOf(call: Call, asked: Asked): Promise<{ head: Pull['head']; base: Pull['base'] }> {
  const { repo } = call
  const base = await git.tip(repo.folder, `refs/heads/${asked.base}`)
  if (base === undefined) throw invalid('PullRequest', 'base', 'invalid')
  const head = await headOf(call, asked.head)
  demandPusher(call, head.repo)
  const [, ahead] = await git.apart(repo.folder, base, head.sha)
  if (ahead === 0) throw custom(`No commits between ${asked.base} and ${asked.head}`)
  demandSingle(repo, head, asked.base)
  return { head, base: { ref: asked.base, sha: base } }
}

async function headOf({ world, repo }: Call, name: string): Promise<Pull['head']> {
  const [owner, ref] = name.includes(':') ? name.split(':') : [repo.owner.login, name]
  const full = `${owner}/${repo.name}`.toLowerCase()
  const from = world.repos.get(full)
  const sha = from && (await git.tip(from.folder, `refs/heads/${ref}`))
  if (from === undefined || sha === undefined) throw invalid('PullRequest', 'head', 'invalid')
  return { repo: from, ref: ref ?? '', sha }
}

function demandPusher({ actor }: Call, from: Repo): void {
  if (actor?.kind === 'person' && !atLeast(roleOf(from, actor), 'write'))
    throw custom('must be a collaborator')
}

function demandSingle(repo: Repo, head: Pull['head'], base: string): void {
  const same = [...repo.pulls.values()].some(
    (pull) =>
      pull.closed === undefined &&
      pull.head.repo === head.repo &&
      pull.head.ref === head.ref &&
      pull.base.ref === base,
  )
  if (same) throw custom(`A pull request already exists for ${head.repo.owner.login}:${head.ref}.`)
}

function custom(message: string): Failure {
  return new Failure(422, 'Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }])
}

export async function getPull(call: Call): Promise<Answer> {
  return ok(await longShape(call.world, pullOf(call)))
}

export async function listPulls(call: Call): Promise<Answer> {
  const { repo, query } = call
  const state = query.get('state') ?? 'open'
  const [owner, ref] = (query.get('head') ?? '').split(':')
  const found = [...repo.pulls.values()].filter(
    (pull) =>
      (state === 'all' || (state === 'open') === (pull.closed === undefined)) &&
      // A head without its owner is no filter at all: so GitHub has it.
      (ref === undefined || (pull.head.repo.owner.login === owner && pull.head.ref === ref)) &&
      (query.get('base') ?? pull.base.ref) === pull.base.ref,
  )
  return pagedShapes(call, sorted(call, found))
}

function sorted({ query }: Call, pulls: readonly Pull[]): readonly Pull[] {
  const key = query.get('sort') === 'updated' ? 'updated' : 'created'
  const usual = query.get('sort') ?? 'created'
  const sign = (query.get('direction') ?? (usual === 'created' ? 'desc' : 'asc')) === 'asc' ? 1 : -1
  return [...pulls].sort((a, b) => sign * (a[key].localeCompare(b[key]) || a.number - b.number))
}

async function pagedShapes(call: Call, pulls: readonly Pull[]): Promise<Answer> {
  const { world, repo, user } = call
  const issues = new Map((await allIssues(world, repo, user)).map((issue) => [issue['number'], issue]))
  return paged(
    call,
    pulls.map((pull) => shortShape(world, pull, issues.get(pull.number) ?? {})),
  )
}

/** Pull requests a commit belongs to: open ones it is part of, and those that brought it to the default branch. */
export async function pullsOfCommit(call: Call): Promise<Answer> {
  const { repo, params } = call
  const sha = await git.resolve(repo.folder, params['sha'] ?? '')
  if (sha === undefined) throw new Failure(422, `No commit found for SHA: ${params['sha']}`)
  const pulls = await Promise.all(
    [...repo.pulls.values()].map(async (p) => ((await brings(p, sha)) ? p : [])),
  )
  return pagedShapes(call, pulls.flat())
}

async function brings(pull: Pull, sha: string): Promise<boolean> {
  if (pull.head.sha === sha || pull.merged?.sha === sha) return true
  if (!(await git.isAncestor(pull.repo.folder, sha, pull.head.sha))) return false
  return !(await git.isAncestor(pull.repo.folder, sha, await partingOf(pull)))
}

export async function updatePull(call: Call): Promise<Answer> {
  const { world, repo, body, user } = call
  const pull = pullOf(call)
  demandAuthorOrWriter(call, pull)
  demandShort('PullRequest', body['body'])
  if (typeof body['base'] === 'string') await rebased(pull, body['base'])
  if (body['state'] === 'open' && pull.closed !== undefined) await demandReopenable(pull)
  if (typeof body['state'] === 'string') await setOpen(world, pull, body['state'] === 'open', user)
  const words = Object.entries(body).filter(([key]) => key === 'title' || key === 'body')
  const path = `/repos/${repo.full}/issues/${pull.number}`
  if (words.length > 0) await world.emulated.ask(user, 'PATCH', path, Object.fromEntries(words))
  if (typeof body['maintainer_can_modify'] === 'boolean')
    pull.maintainerCanModify = body['maintainer_can_modify']
  pull.updated = touch(world, `/issues/${pull.number}`).updated
  return ok(await longShape(world, pull))
}

function demandAuthorOrWriter({ actor, repo, user }: Call, pull: Pull): void {
  if (actor?.kind !== 'person' || pull.author.id === user.id) return
  if (!atLeast(roleOf(repo, actor), 'write'))
    throw new Failure(403, 'Must have push access to the repository')
}

async function rebased(pull: Pull, ref: string): Promise<void> {
  const sha = await git.tip(pull.repo.folder, `refs/heads/${ref}`)
  if (sha === undefined) throw invalid('PullRequest', 'base', 'invalid')
  pull.base.ref = ref
  pull.base.sha = sha
}

async function demandReopenable(pull: Pull): Promise<void> {
  const { head, repo, base } = pull
  const now = await git.tip(head.repo.folder, `refs/heads/${head.ref}`)
  if (pull.merged || now === undefined) {
    throw invalid(
      'PullRequest',
      'state',
      'invalid',
      'state cannot be changed. The pull request cannot be reopened.',
    )
  }
  demandSingle(repo, head, base.ref)
}

export async function listPullFiles(call: Call): Promise<Answer> {
  const { world, repo } = call
  const pull = pullOf(call)
  const files = await difference(repo.folder, await partingOf(pull), pull.head.sha)
  return paged(
    call,
    files.slice(0, 3000).map((file) => fileShape(world, repo, pull.head.sha, file)),
  )
}

export async function listPullCommits(call: Call): Promise<Answer> {
  const { world, repo } = call
  const pull = pullOf(call)
  const commits = await git.log(repo.folder, ['--reverse', `${await partingOf(pull)}..${pull.head.sha}`])
  return paged(
    call,
    commits.slice(0, 250).map((commit) => commitShape(world, repo, commit)),
  )
}
