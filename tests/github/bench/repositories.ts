/** The repository itself, its forks, its people, and people by themselves. */
import { join } from 'node:path'
import type { Dict } from './description.ts'
import { initFork } from './git.ts'
import { atLeast, isPublic, roleOf } from './permissions.ts'
import { emailOf, fullRepoShape, repoShape, userShape } from './shapes.ts'
import {
  type Answer,
  type Call,
  Failure,
  notFound,
  nothing,
  number,
  ok,
  paged,
  type Repo,
  type Role,
  type User,
  userOf,
  type World,
} from './world.ts'

type NewRepo = {
  readonly owner: User
  readonly name: string
  readonly folder: string
  readonly visibility: 'public' | 'private'
  readonly roles: ReadonlyMap<string, Role>
  readonly parent?: Repo
}

export function newRepo(world: Pick<World, 'nextId' | 'clock'>, made: NewRepo): Repo {
  const { owner, name, folder, visibility, roles, parent } = made
  return {
    id: world.nextId(),
    owner,
    name,
    full: `${owner.login}/${name}`,
    folder,
    created: world.clock.now(),
    ...(parent ? { parent } : {}),
    roles: new Map(roles),
    pulls: new Map(),
    reactions: [],
    statuses: [],
    checks: [],
    releases: [],
    rulesets: [],
    spent: new Set(),
    settings: new Map(),
    fields: { ...newFields, topics: [], visibility },
  }
}

const newFields = {
  description: null,
  homepage: null,
  default_branch: 'main',
  archived: false,
  is_template: false,
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_pages: false,
  has_discussions: false,
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  allow_auto_merge: false,
  allow_update_branch: false,
  allow_forking: true,
  delete_branch_on_merge: false,
  squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
  squash_merge_commit_message: 'COMMIT_MESSAGES',
  merge_commit_title: 'MERGE_MESSAGE',
  merge_commit_message: 'PR_TITLE',
  web_commit_signoff_required: false,
}

export function getRepo({ world, repo, actor }: Call): Answer {
  return ok(fullRepoShape(world, repo, actor))
}

export function updateRepo(call: Call): Answer {
  const { repo, body } = call
  const { private: hidden, name: _, ...rest } = body
  Object.assign(repo.fields, rest)
  if (typeof hidden === 'boolean') repo.fields['visibility'] = hidden ? 'private' : 'public'
  return getRepo(call)
}

/** Forking takes a while at GitHub, which is why it answers 202; here it is done at once. */
export async function createFork(call: Call): Promise<Answer> {
  const { world, repo, user, actor } = call
  if (actor?.kind !== 'person') throw new Failure(403, 'Resource not accessible by integration')
  const fork = await forkOf(world, repo, user)
  return { status: 202, body: fullRepoShape(world, fork, actor) }
}

/** Someone has one fork of a repository: asked for again, it is the same. */
export async function forkOf(world: World, repo: Repo, owner: User): Promise<Repo> {
  const full = `${owner.login}/${repo.name}`.toLowerCase()
  const known = world.repos.get(full)
  if (known) return known
  const folder = join(world.folder, `${owner.login}/${repo.name}.git`)
  await initFork(folder, repo.folder, String(repo.fields['default_branch']))
  const visibility = isPublic(repo) ? 'public' : 'private'
  const fork = newRepo(world, { owner, name: repo.name, folder, visibility, roles: new Map(), parent: repo })
  world.repos.set(full, fork)
  return fork
}

export function listForks(call: Call): Answer {
  const { world, repo } = call
  const forks = [...world.repos.values()].filter(({ parent }) => parent === repo)
  return paged(
    call,
    forks.map((fork) => repoShape(world, fork)),
  )
}

function permissionsOf(role: Role | undefined): Dict {
  return {
    pull: role !== undefined,
    triage: atLeast(role, 'triage'),
    push: atLeast(role, 'write'),
    maintain: atLeast(role, 'maintain'),
    admin: atLeast(role, 'admin'),
  }
}

export function listCollaborators(call: Call): Answer {
  const { world, repo } = call
  const shape = ([login, role]: [string, Role]) => ({
    ...userShape(world, userOf(world, login)),
    role_name: role,
    permissions: permissionsOf(role),
  })
  return paged(call, [...repo.roles].map(shape))
}

export function isCollaborator({ repo, params }: Call): Answer {
  if (!repo.roles.has((params['username'] ?? '').toLowerCase())) throw notFound()
  return nothing()
}

/** The old word for a role knows only four; `role_name` says which it is. */
const oldWords: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
}

/** Anyone may read a public repository, so an outsider's permission there is `read`. */
export function collaboratorPermission({ world, repo, params }: Call): Answer {
  const user = userOf(world, params['username'] ?? '')
  const role = roleOf(repo, { kind: 'person', user }) ?? (isPublic(repo) ? 'read' : undefined)
  const name = role ?? 'none'
  return ok({
    permission: role ? oldWords[role] : 'none',
    role_name: name,
    user: { ...userShape(world, user), role_name: name, permissions: permissionsOf(role) },
  })
}

function publicShape(world: World, user: User): Dict {
  return {
    ...userShape(world, user),
    name: user.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  }
}

const privately = {
  collaborators: 0,
  disk_usage: 0,
  owned_private_repos: 0,
  private_gists: 0,
  total_private_repos: 0,
  two_factor_authentication: true,
}

/** An app's token belongs to no person. */
export function whoAmI({ world, actor }: Call): Answer {
  if (!actor) throw new Failure(401, 'Requires authentication')
  if (actor.kind !== 'person') throw new Failure(403, 'Resource not accessible by integration')
  return ok({ ...publicShape(world, actor.user), email: emailOf(actor.user), ...privately })
}

export function getUser({ world, params }: Call): Answer {
  return ok(publicShape(world, userOf(world, params['username'] ?? '')))
}

export function getUserById({ world, params }: Call): Answer {
  const user = [...world.users.values()].find(({ id }) => id === number(params['account']))
  if (!user) throw notFound()
  return ok(publicShape(world, user))
}

export function rateLimit(): Answer {
  const rate = { limit: 5000, remaining: 4999, reset: 4_102_444_800, used: 1 }
  return ok({ resources: { core: rate, search: rate }, rate })
}
