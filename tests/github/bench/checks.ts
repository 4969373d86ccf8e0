/** Check runs and commit statuses. Only apps may write check runs; anyone who may push writes statuses. */
import { type Dict, isDict, type Json } from './description.ts'
import * as git from './git.ts'
import { api, appShape, nodeId, page, repoShape, userShape } from './shapes.ts'
import { type Answer, type Call, created, Failure, notFound, number, ok, paged } from './world.ts'

const annotationsOf = new WeakMap<Dict, Dict[]>()

async function demandCommit({ repo }: Call, name: string): Promise<string> {
  const sha = await git.resolve(repo.folder, name)
  if (sha === undefined) throw new Failure(422, `No commit found for SHA: ${name}`)
  return sha
}

export async function createCheck(call: Call): Promise<Answer> {
  const { world, repo, actor, body } = call
  if (!actor || actor.kind === 'person') throw new Failure(403, 'You must authenticate via a GitHub App.')
  const sha = await demandCommit(call, String(body['head_sha']))
  const id = world.nextId()
  const run: Dict = {
    id,
    node_id: nodeId('CR', id),
    head_sha: sha,
    name: body['name'] ?? '',
    external_id: '',
    url: api(world, repo, `/check-runs/${id}`),
    html_url: page(repo, `/runs/${id}`),
    details_url: page(repo, `/runs/${id}`),
    status: 'queued',
    conclusion: null,
    started_at: world.clock.now(),
    completed_at: null,
    check_suite: { id: suiteOf(actor.app.id, sha) },
    output: emptyOutput(api(world, repo, `/check-runs/${id}/annotations`)),
    app: appShape(call, actor),
    pull_requests: [],
  }
  annotationsOf.set(run, [])
  changeRun(call, run)
  repo.checks.push(run)
  return created(run)
}

/** One suite for each app and commit. */
function suiteOf(app: number, sha: string): number {
  return Number.parseInt(sha.slice(0, 8), 16) + app
}

function emptyOutput(url: string): Dict {
  return { title: null, summary: null, text: null, annotations_count: 0, annotations_url: url }
}

const plain = ['name', 'details_url', 'external_id', 'status', 'started_at', 'conclusion', 'completed_at']

function changeRun(call: Call, run: Dict): void {
  const { body, world } = call
  for (const key of plain) if (body[key] !== undefined) run[key] = body[key]
  // A conclusion says that it is done, whatever the status given with it.
  if (body['conclusion'] !== undefined) run['status'] = 'completed'
  if (run['status'] === 'completed') {
    if (run['conclusion'] === null) throw new Failure(422, 'Invalid request.\n\nConclusion is required.')
    run['completed_at'] ??= world.clock.now()
  }
  if (isDict(body['output'])) changeOutput(call, run, body['output'])
}

/** Annotations are added to those that are there; the words replace each other. */
function changeOutput({ world, repo }: Call, run: Dict, given: Dict): void {
  const { annotations, ...words } = given
  const all = annotationsOf.get(run) ?? []
  const added = (Array.isArray(annotations) ? annotations : []) as Dict[]
  const blob = (path: Json | undefined) => api(world, repo, `/contents/${path}?ref=${run['head_sha']}`)
  all.push(...added.map((one) => ({ ...noColumns, ...one, blob_href: blob(one['path']) })))
  const before = isDict(run['output']) ? run['output'] : {}
  const { title = before['title'], summary = before['summary'], text = before['text'] } = words
  run['output'] = {
    ...before,
    title: title ?? null,
    summary: summary ?? null,
    text: text ?? null,
    annotations_count: all.length,
  }
}

const noColumns = { start_column: null, end_column: null, title: null, raw_details: null }

function runOf({ repo, params }: Call): Dict {
  const run = repo.checks.find(({ id }) => id === number(params['run']))
  if (!run) throw notFound()
  return run
}

export function updateCheck(call: Call): Answer {
  const { actor } = call
  const run = runOf(call)
  if (!actor || actor.kind === 'person') throw new Failure(403, 'You must authenticate via a GitHub App.')
  const app = isDict(run['app']) ? run['app']['id'] : undefined
  if (app !== actor.app.id) throw new Failure(403, 'Resource not accessible by integration')
  changeRun(call, run)
  return ok(run)
}

export function getCheck(call: Call): Answer {
  return ok(runOf(call))
}

export function listAnnotations(call: Call): Answer {
  return paged(call, annotationsOf.get(runOf(call)) ?? [])
}

export async function checksOfCommit(call: Call): Promise<Answer> {
  const { repo, query, params } = call
  const sha = await demandCommit(call, params['ref'] ?? '')
  const filters = ['check_name', 'status', 'app_id'].filter((name) => query.has(name))
  const fits = (run: Dict) => filters.every((name) => fieldOf(run, name) === query.get(name))
  const found = repo.checks.filter((run) => run['head_sha'] === sha && fits(run)).reverse()
  const shown = query.get('filter') === 'all' ? found : latest(found)
  return paged(call, shown, (runs) => ({ total_count: shown.length, check_runs: runs as Dict[] }))
}

function fieldOf(run: Dict, name: string): string {
  if (name === 'check_name') return String(run['name'])
  return name === 'app_id' ? String(isDict(run['app']) ? run['app']['id'] : '') : String(run[name])
}

/** Of several runs of one name by one app, GitHub shows the last. */
function latest(runs: readonly Dict[]): readonly Dict[] {
  const key = (run: Dict) => `${run['name']} ${fieldOf(run, 'app_id')}`
  return runs.filter((run, i) => runs.findIndex((other) => key(other) === key(run)) === i)
}

export async function createStatus(call: Call): Promise<Answer> {
  const { world, repo, user, params, body } = call
  const sha = await demandCommit(call, params['sha'] ?? '')
  const now = world.clock.now()
  const id = world.nextId()
  const status: Dict = {
    id,
    node_id: nodeId('SC', id),
    url: api(world, repo, `/statuses/${sha}`),
    avatar_url: null,
    state: body['state'] ?? 'pending',
    description: body['description'] ?? null,
    target_url: body['target_url'] ?? null,
    context: body['context'] ?? 'default',
    created_at: now,
    updated_at: now,
    creator: userShape(world, user),
  }
  repo.statuses.unshift({ sha, ...status })
  return created(status)
}

async function statusesOf(call: Call): Promise<{ sha: string; statuses: readonly Dict[] }> {
  const sha = await demandCommit(call, call.params['ref'] ?? '')
  const here = call.repo.statuses.filter((status) => status['sha'] === sha)
  return { sha, statuses: here.map(({ sha: _, ...status }) => status) }
}

export async function listStatuses(call: Call): Promise<Answer> {
  return paged(call, (await statusesOf(call)).statuses)
}

export async function combinedStatus(call: Call): Promise<Answer> {
  const { world, repo } = call
  const { sha, statuses } = await statusesOf(call)
  const last = statuses.filter(
    (one, i) => statuses.findIndex((other) => other['context'] === one['context']) === i,
  )
  const states = last.map(({ state }) => String(state))
  return paged(call, last, (page) => ({
    state: combined(states),
    sha,
    total_count: last.length,
    statuses: page as Dict[],
    repository: repoShape(world, repo),
    commit_url: api(world, repo, `/commits/${sha}`),
    url: api(world, repo, `/commits/${sha}/status`),
  }))
}

function combined(states: readonly string[]): string {
  if (states.some((state) => state === 'failure' || state === 'error')) return 'failure'
  return states.length > 0 && states.every((state) => state === 'success') ? 'success' : 'pending'
}
