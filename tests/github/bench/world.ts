/** What the front knows: people, tokens, repositories and everything that hangs on them. Plain data. */
import type { Dict } from './description.ts'
import type { Emulated } from './emulated.ts'

export type Level = 'read' | 'write'
export type Permissions = Readonly<Record<string, Level>>
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read'

export type User = {
  readonly id: number
  readonly login: string
  readonly type: 'User' | 'Bot' | 'Organization'
}

export type App = { readonly id: number; readonly slug: string; readonly name: string; readonly owner: User }

/** Who stands behind a token. A person may what the role says, an app what it was given. */
export type Actor =
  | { readonly kind: 'person'; readonly user: User }
  | {
      readonly kind: 'app' | 'actions'
      readonly user: User
      readonly app: App
      readonly permissions: Permissions
    }

export type Pull = {
  readonly id: number
  readonly number: number
  readonly repo: Repo
  readonly author: User
  readonly head: { readonly repo: Repo; readonly ref: string; sha: string }
  readonly base: { ref: string; sha: string }
  readonly reviewers: User[]
  readonly reviews: Review[]
  readonly comments: ReviewComment[]
  readonly created: string
  updated: string
  draft: boolean
  maintainerCanModify: boolean
  closed?: string
  merged?: { readonly at: string; readonly by: User; readonly sha: string }
  /** The merge tried last: what was tried, and the commit that came of it, if one did. */
  tried?: { readonly base: string; readonly head: string; readonly sha: string | undefined }
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING'

export type Review = {
  readonly id: number
  readonly user: User
  readonly body: string
  readonly commit: string
  readonly submitted: string
  state: ReviewState
}

export type ReviewComment = {
  readonly id: number
  readonly review: Review
  readonly path: string
  readonly body: string
  readonly side: 'LEFT' | 'RIGHT'
  readonly line: number
  readonly startLine: number | undefined
  readonly hunk: string
  readonly position: number
}

export type Reaction = {
  readonly id: number
  readonly on: string
  readonly user: User
  readonly content: string
  readonly created: string
}

export type Release = {
  readonly id: number
  readonly author: User
  readonly created: string
  readonly assets: Asset[]
  tag: string
  target: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  immutable: boolean
  published?: string
}

export type Asset = {
  readonly id: number
  readonly uploader: User
  readonly created: string
  readonly type: string
  readonly bytes: Buffer
  name: string
  label: string
}

export type Repo = {
  readonly id: number
  readonly owner: User
  readonly name: string
  readonly full: string
  readonly folder: string
  readonly created: string
  readonly parent?: Repo
  readonly roles: Map<string, Role>
  readonly pulls: Map<number, Pull>
  readonly reactions: Reaction[]
  readonly statuses: Dict[]
  readonly checks: Dict[]
  readonly releases: Release[]
  readonly rulesets: Dict[]
  /** Tag names that an immutable release has used up. */
  readonly spent: Set<string>
  /** Settings that are only kept: see `settings.ts`. */
  readonly settings: Map<string, Dict>
  /** Fields of the repository itself that a program may change. */
  readonly fields: Dict
}

export type World = {
  readonly url: string
  readonly folder: string
  readonly clock: Clock
  readonly users: Map<string, User>
  readonly tokens: Map<string, Actor>
  readonly repos: Map<string, Repo>
  readonly emulated: Emulated
  /** Commits GitHub signed itself. */
  readonly signed: Set<string>
  readonly nextId: () => number
}

export type Clock = { readonly now: () => string; readonly set: (time: string) => void }

/** A fixed beginning and one second for each time someone looks: the same story gives the same bytes. */
export function makeClock(start: string): Clock {
  let time = Date.parse(start)
  return {
    now: () => {
      time += 1000
      return stamp(new Date(time))
    },
    set: (to) => {
      time = Date.parse(to)
    },
  }
}

/** GitHub writes whole seconds. */
function stamp(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z')
}

export type Call = {
  readonly world: World
  readonly actor: Actor | undefined
  readonly user: User
  readonly repo: Repo
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly accept: string
  readonly type: string
  readonly body: Dict
  readonly bytes: Buffer
}

export type Answer = {
  readonly status: number
  readonly body?: unknown
  readonly bytes?: Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export type Handler = (call: Call) => Answer | Promise<Answer>

/** An answer of refusal, thrown from wherever the reason is found. */
export class Failure extends Error {
  readonly status: number
  readonly errors: readonly unknown[] | undefined

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message)
    this.status = status
    this.errors = errors
  }
}

export function notFound(): Failure {
  return new Failure(404, 'Not Found')
}

export function invalid(resource: string, field: string, code: string, message?: string): Failure {
  const error = { resource, field, code, ...(message === undefined ? {} : { message }) }
  return new Failure(422, 'Validation Failed', [error])
}

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const created = (body: unknown): Answer => ({ status: 201, body })
export const nothing = (): Answer => ({ status: 204 })

export function repoOf(world: World, full: string): Repo {
  const repo = world.repos.get(full.toLowerCase())
  if (!repo) throw notFound()
  return repo
}

export function userOf(world: World, login: string): User {
  const user = world.users.get(login.toLowerCase())
  if (!user) throw notFound()
  return user
}

export function number(text: string | undefined): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw notFound()
  return value
}

/** One page of a list, with the Link header GitHub gives. */
export function paged(
  call: Call,
  items: readonly unknown[],
  wrap?: (page: readonly unknown[]) => Dict,
): Answer {
  const page = Math.max(1, Number(call.query.get('page') ?? 1))
  const size = Math.min(100, Math.max(1, Number(call.query.get('per_page') ?? 30)))
  const last = Math.max(1, Math.ceil(items.length / size))
  const slice = items.slice((page - 1) * size, page * size)
  const link = [
    ...(page > 1 ? [linkTo(call, page - 1, 'prev')] : []),
    ...(page < last ? [linkTo(call, page + 1, 'next'), linkTo(call, last, 'last')] : []),
    ...(page > 1 ? [linkTo(call, 1, 'first')] : []),
  ].join(', ')
  return { status: 200, body: wrap ? wrap(slice) : slice, headers: link === '' ? {} : { link } }
}

function linkTo(call: Call, page: number, rel: string): string {
  const query = new URLSearchParams(call.query)
  query.set('page', String(page))
  return `<${call.world.url}${call.path}?${query}>; rel="${rel}"`
}
