/** Who may do what: a role on the repository for people, a set of permissions for apps and for Actions. */
import { type Actor, Failure, type Level, notFound, type Repo, type Role } from './world.ts'

/**
 * What a call needs. `app` names the permissions of which one must be there; `role` what a person must at least
 * have on the repository (`everyone` is any signed-in person, also an outsider of a public repository).
 */
export type Need = {
  readonly app: readonly string[]
  readonly level: Level
  readonly role: Role | 'everyone'
}

const ranks: readonly Role[] = ['read', 'triage', 'write', 'maintain', 'admin']

export function roleOf(repo: Repo, actor: Actor | undefined): Role | undefined {
  if (actor?.kind !== 'person') return undefined
  if (repo.owner.id === actor.user.id) return 'admin'
  return repo.roles.get(actor.user.login.toLowerCase())
}

export function atLeast(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && ranks.indexOf(role) >= ranks.indexOf(needed)
}

export function isPublic(repo: Repo): boolean {
  return repo.fields['visibility'] === 'public'
}

export function has(actor: Actor | undefined, names: readonly string[], level: Level): boolean {
  if (actor === undefined || actor.kind === 'person') return false
  return names.some((name) => {
    const held = name === 'metadata' ? 'read' : actor.permissions[name]
    return held === 'write' || held === level
  })
}

/** An app is at home in the repository it is installed on; anywhere else it is a stranger that may read. */
function atHome(repo: Repo): boolean {
  return repo.parent === undefined
}

export function demand(repo: Repo, actor: Actor | undefined, need: Need): void {
  if (actor === undefined) demandOfNobody(repo, need)
  else if (actor.kind === 'person') demandOfPerson(repo, actor, need)
  else demandOfApp(repo, actor, need)
}

function demandOfApp(repo: Repo, actor: Actor, need: Need): void {
  if (need.level === 'read' && isPublic(repo) && need.role !== 'admin') return
  if (!atHome(repo) || !has(actor, need.app, need.level)) {
    throw new Failure(403, 'Resource not accessible by integration')
  }
}

function demandOfNobody(repo: Repo, need: Need): void {
  if (!isPublic(repo)) throw notFound()
  if (need.level === 'write' || atLeast(need.role === 'everyone' ? 'read' : need.role, 'write')) {
    throw new Failure(401, 'Requires authentication')
  }
}

function demandOfPerson(repo: Repo, actor: Actor, need: Need): void {
  const role = roleOf(repo, actor) ?? (isPublic(repo) ? 'read' : undefined)
  if (role === undefined) throw notFound()
  if (need.role === 'everyone' || atLeast(role, need.role)) return
  throw new Failure(403, 'Resource not accessible by personal access token')
}
