/** Issues, their comments and labels: the emulator's work, with GitHub's limits and rights laid over it. */
import { type Dict, isDict, type Json } from './description.ts'
import { atLeast, has, roleOf } from './permissions.ts'
import { setOpen } from './pull-sync.ts'
import { touch, translated } from './translate.ts'
import {
  type Answer,
  type Call,
  Failure,
  invalid,
  notFound,
  nothing,
  number,
  paged,
  type Repo,
  type User,
  type World,
} from './world.ts'

/** GitHub counts characters, not bytes. */
const bodyLimit = 65_536

export function demandShort(resource: string, body: Json | undefined): void {
  if (typeof body !== 'string' || body.length <= bodyLimit) return
  throw invalid(resource, 'body', 'custom', `body is too long (maximum is ${bodyLimit} characters)`)
}

function tail({ path, repo }: Call): string {
  return path.slice(`/repos/${repo.full}`.length)
}

/** Hands the call on as the one who made it, and the answer back in the front's terms. */
async function forwarded(call: Call, body: Dict = call.body): Promise<Answer> {
  const { world, repo, user, method } = call
  const reply = await world.emulated.ask(user, method, call.path, seated(world, body))
  if (reply.status >= 400) throw refusal(reply)
  if (method !== 'GET') touch(world, touchedBy(reply.body) ?? tail(call))
  return reply.status === 204
    ? nothing()
    : { status: reply.status, body: translated(world, repo, reply.body) }
}

function refusal({ status, body }: { status: number; body: Json }): Failure {
  const message = isDict(body) && typeof body['message'] === 'string' ? body['message'] : 'Validation Failed'
  const errors = isDict(body) && Array.isArray(body['errors']) ? body['errors'] : undefined
  return new Failure(status, message, errors)
}

function touchedBy(body: Json): string | undefined {
  const url = isDict(body) ? body['url'] : undefined
  return typeof url === 'string' ? /\/issues\/(comments\/)?\d+$/.exec(url)?.[0] : undefined
}

function seated(world: World, body: Dict): Dict {
  const { assignees } = body
  if (!Array.isArray(assignees)) return body
  return { ...body, assignees: assignees.map((login) => world.emulated.seatOf(String(login))) }
}

export const forward = (call: Call): Promise<Answer> => forwarded(call)

/** Labels on one issue: a person needs a role for it, an app the permission for that kind of issue. */
export async function labelIssue(call: Call): Promise<Answer> {
  demandKind(call)
  const answer = await forwarded(call)
  touch(call.world, `/issues/${call.params['issue']}`)
  return answer
}

/** GitHub answers 201 where the emulator says 200. */
export async function assign(call: Call): Promise<Answer> {
  demandKind(call)
  return { ...(await forwarded(call)), status: 201 }
}

/** For an app, a pull request is no issue: `issues` alone opens only issues, `pull_requests` only the other. */
function demandKind({ repo, actor, params }: Call): void {
  if (actor === undefined || actor.kind === 'person') return
  const pull = repo.pulls.has(number(params['issue']))
  const names = pull ? ['issues', 'pull_requests'] : ['issues']
  if (!has(actor, names, 'write')) throw new Failure(403, 'Resource not accessible by integration')
}

function mayManage({ repo, actor }: Call): boolean {
  return actor?.kind !== 'person' || atLeast(roleOf(repo, actor), 'triage')
}

/** What someone without a role sets of labels and the like is dropped without a word. */
function ownFields(call: Call): Dict {
  if (mayManage(call)) return call.body
  const { labels, assignees, milestone, assignee, ...rest } = call.body
  return rest
}

export async function listLabels(call: Call): Promise<Answer> {
  const { world, repo, user } = call
  const found = await world.emulated.all(user, call.path)
  return paged(call, translated(world, repo, [...found]) as Dict[])
}

export async function createIssue(call: Call): Promise<Answer> {
  demandShort('Issue', call.body['body'])
  return forwarded(call, ownFields(call))
}

export async function updateIssue(call: Call): Promise<Answer> {
  const { world, repo, params, body } = call
  demandShort('Issue', body['body'])
  demandKind(call)
  const author = await authorOf(call, `/issues/${params['issue']}`)
  if (!mayManage(call) && author !== call.user.login)
    throw new Failure(403, 'Must have admin rights to Repository.')
  const pull = repo.pulls.get(number(params['issue']))
  if (pull?.merged && body['state'] === 'open') throw invalid('Issue', 'state', 'invalid')
  if (pull && typeof body['state'] === 'string')
    await setOpen(world, pull, body['state'] === 'open', call.user)
  return forwarded(call, ownFields(call))
}

async function authorOf({ world, repo, user }: Call, path: string): Promise<string> {
  const { status, body } = await world.emulated.ask(user, 'GET', `/repos/${repo.full}${path}`)
  const author = isDict(body) && isDict(body['user']) ? body['user']['login'] : undefined
  if (status !== 200 || author === undefined) throw notFound()
  return world.emulated.loginOf(String(author))
}

export async function createComment(call: Call): Promise<Answer> {
  demandShort('IssueComment', call.body['body'])
  demandKind(call)
  const answer = await forwarded(call)
  touch(call.world, `/issues/${call.params['issue']}`)
  return answer
}

export async function changeComment(call: Call): Promise<Answer> {
  const { repo, actor, params } = call
  demandShort('IssueComment', call.body['body'])
  const author = await authorOf(call, `/issues/comments/${params['comment']}`)
  const may = actor?.kind !== 'person' || atLeast(roleOf(repo, actor), 'write') || author === call.user.login
  if (!may) throw new Failure(403, 'Must have admin rights to Repository.')
  return forwarded(call)
}

export async function allIssues(world: World, repo: Repo, user: User, query = {}): Promise<readonly Dict[]> {
  const found = await world.emulated.all(user, `/repos/${repo.full}/issues`, { state: 'all', ...query })
  return found.map((issue) => translated(world, repo, issue) as Dict)
}

const filters = ['state', 'labels', 'milestone', 'assignee', 'creator']

export async function listIssues(call: Call): Promise<Answer> {
  const { world, repo, user, query } = call
  const given = filters.filter((name) => query.has(name)).map((name) => [name, filterOf(call, name)])
  const issues = await allIssues(world, repo, user, { state: 'open', ...Object.fromEntries(given) })
  return paged(call, sorted(call, issues, 'desc'))
}

function filterOf({ world, query }: Call, name: string): string {
  const value = query.get(name) ?? ''
  return name === 'creator' || name === 'assignee' ? world.emulated.seatOf(value) : value
}

export async function listComments(call: Call): Promise<Answer> {
  const { world, repo, user } = call
  if (call.params['issue'] !== undefined) await authorOf(call, `/issues/${call.params['issue']}`)
  const found = await world.emulated.all(user, call.path)
  const comments = found.map((comment) => translated(world, repo, comment) as Dict)
  return paged(call, sorted(call, comments, 'asc'))
}

/** Sorted and cut by the bench's own clock: the emulator only knows the time of day. */
function sorted({ query }: Call, things: readonly Dict[], usual: 'asc' | 'desc'): readonly Dict[] {
  const key = query.get('sort') === 'updated' ? 'updated_at' : 'created_at'
  const sign = (query.get('direction') ?? usual) === 'asc' ? 1 : -1
  const since = query.get('since') ?? ''
  return things
    .filter((thing) => since === '' || Date.parse(String(thing['updated_at'])) >= Date.parse(since))
    .sort(
      (a, b) => sign * (String(a[key]).localeCompare(String(b[key])) || Number(a['id']) - Number(b['id'])),
    )
}
