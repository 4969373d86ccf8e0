/** How a world comes to be: people, a repository with its first commit, the emulator and the front. */
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Changes, type Content, importCommit } from './changes.ts'
import type { Dict } from './description.ts'
import { startEmulator } from './emulated.ts'
import { openFront } from './front.ts'
import { initBare } from './git.ts'
import { newRepo } from './repositories.ts'
import { emailOf } from './shapes.ts'
import { type Actor, makeClock, type Repo, type Role, type User, type World } from './world.ts'

export type Settings = {
  /** Published releases cannot be changed any more. */
  readonly immutableReleases?: boolean
  /** «Allow GitHub Actions to create and approve pull requests»: off in a new repository, as at GitHub. */
  readonly actionsMayOpenPulls?: boolean
  /** Fields of the repository as the API names them, such as `delete_branch_on_merge`. */
  readonly fields?: Dict
}

export type Beginning = {
  readonly people: Readonly<Record<string, { readonly id: number }>>
  /** `owner/name`; an owner who is not among the people is an organisation. */
  readonly repository: string
  readonly visibility?: 'public' | 'private'
  readonly roles?: Readonly<Record<string, Role>>
  /** The first commit on main: paths and texts, or a folder to take over. */
  readonly files?: Changes | string
  readonly settings?: Settings
  /** When the world's clock begins. */
  readonly start?: string
}

export type Begun = { readonly world: World; readonly repo: Repo; readonly close: () => Promise<void> }

export async function begin(beginning: Beginning): Promise<Begun> {
  const folder = await mkdtemp(join(tmpdir(), 'mobilitet-bench-'))
  const opening: { world?: World } = {}
  const front = await openFront(() => {
    if (!opening.world) throw new Error('The bench is not open yet')
    return opening.world
  })
  const people = peopleOf(beginning)
  const [ownerName = '', repository = ''] = beginning.repository.split('/')
  const owner = people.find(({ login }) => login === ownerName) ?? organisation(ownerName)
  const emulated = await startEmulator({ people, owner, repository })
  const world = newWorld({
    url: front.url,
    folder,
    users: [...people, owner, actionsBot],
    emulated,
    beginning,
  })
  opening.world = world
  const repo = await firstRepo(world, owner, repository, beginning)
  const close = async () => {
    await front.close()
    await emulated.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { world, repo, close }
}

/** Always this number, at GitHub as well: programs know it by heart. */
export const actionsBot: User = { id: 41_898_282, login: 'github-actions[bot]', type: 'Bot' }

function peopleOf({ people }: Beginning): readonly User[] {
  return Object.entries(people).map(([login, { id }]) => ({ id, login, type: 'User' }))
}

function organisation(login: string): User {
  return { id: 9_000_000, login, type: 'Organization' }
}

type Parts = Pick<World, 'url' | 'folder' | 'emulated'> & {
  readonly users: readonly User[]
  readonly beginning: Beginning
}

function newWorld({ url, folder, emulated, users, beginning }: Parts): World {
  let last = 1000
  const tokens = users
    .filter(({ type }) => type === 'User')
    .map((user): [string, Actor] => [tokenOf(user.login), { kind: 'person', user }])
  return {
    url,
    folder,
    emulated,
    clock: makeClock(beginning.start ?? '2026-11-22T08:00:00Z'),
    users: new Map(users.map((user) => [user.login.toLowerCase(), user])),
    tokens: new Map(tokens),
    repos: new Map(),
    signed: new Set(),
    nextId: () => {
      last += 1
      return last
    },
  }
}

export function tokenOf(login: string): string {
  return `token-of-${login}`
}

async function firstRepo(world: World, owner: User, name: string, beginning: Beginning): Promise<Repo> {
  const { visibility = 'public', roles = {}, settings = {} } = beginning
  const folder = join(world.folder, `${owner.login}/${name}.git`)
  const held = new Map(Object.entries(roles).map(([login, role]) => [login.toLowerCase(), role]))
  const repo = newRepo(world, { owner, name, folder, visibility, roles: held })
  world.repos.set(repo.full.toLowerCase(), repo)
  applySettings(repo, settings)
  await initBare(folder, 'main')
  await firstCommit(world, repo, await filesOf(beginning.files ?? {}))
  return repo
}

function applySettings(repo: Repo, { immutableReleases, actionsMayOpenPulls, fields = {} }: Settings): void {
  if (immutableReleases) repo.settings.set('immutable-releases', { enabled: true })
  if (actionsMayOpenPulls) {
    const workflow = { default_workflow_permissions: 'read', can_approve_pull_request_reviews: true }
    repo.settings.set('actions/permissions/workflow', workflow)
  }
  Object.assign(repo.fields, fields)
}

async function firstCommit(world: World, repo: Repo, changes: Changes): Promise<void> {
  const user = repo.owner
  const author = { name: user.login, email: emailOf(user), date: world.clock.now() }
  await importCommit(repo.folder, {
    ref: 'refs/heads/main',
    from: undefined,
    changes,
    message: 'Begin',
    author,
  })
}

async function filesOf(files: Changes | string): Promise<Changes> {
  if (typeof files !== 'string') return files
  const entries = await readdir(files, { recursive: true, withFileTypes: true })
  const kept = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink())
  const read = kept.map(async (entry): Promise<[string, Content]> => {
    const path = join(entry.parentPath, entry.name)
    const content = entry.isFile() ? await readFile(path) : { link: await readlink(path) }
    return [path.slice(join(files, '/').length), content]
  })
  return Object.fromEntries((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)))
}
