/** A world to try programs in that talk to GitHub: see README.md. */
import './at-once.ts'
import { actionsBot, type Beginning, type Begun, begin, tokenOf } from './begin.ts'
import { type Client, type Logged, makeClient, type Wiring } from './client.ts'
import { type Deeds, makeDeeds } from './deeds.ts'
import { type Events, makeEvents } from './events.ts'
import { makeGuard, type Violation } from './guard.ts'
import { type Ill, makeTrouble, type Where } from './trouble.ts'
import type { Clock, Permissions, Role, User, World } from './world.ts'

/** Someone who is no person: an app's installation or the token of a workflow run. */
export type Bot = { readonly login: string; readonly token: string }

export type Bench = Deeds & {
  /** Where the API begins. */
  readonly url: string
  /** `owner` and `repo`, as Octokit wants them. */
  readonly here: { readonly owner: string; readonly repo: string }
  /** A new client each time: as a new run of the program. */
  readonly as: (who: string | Bot) => Client
  readonly app: (app: { slug: string; permissions: Permissions; id?: number }) => Bot
  readonly actions: (run: { permissions: Permissions }) => Bot
  /** Gives or takes (`undefined`) a role. */
  readonly role: (login: string, role: Role | undefined) => void
  readonly before: (where: Where, ill: Ill, seconds?: number) => void
  readonly after: (where: Where, ill: Ill, seconds?: number) => void
  /** Every call of every client since the beginning or since `log.length = 0`. */
  readonly log: Logged[]
  /** Calls that were not as GitHub's description has them; `close` fails while any is left here. */
  readonly violations: Violation[]
  readonly clock: Clock
  readonly event: Events
  readonly close: () => Promise<void>
}

export async function openBench(beginning: Beginning): Promise<Bench> {
  const begun = await begin(beginning)
  const { world, repo } = begun
  const violations: Violation[] = []
  const trouble = makeTrouble()
  const log: Logged[] = []
  const guard = makeGuard(world.url, (violation) => violations.push(violation))
  const wiring = (who: string | Bot): Wiring => ({ url: world.url, guard, ...nameAndToken(who) })
  return {
    ...makeDeeds(world, repo, (login) => makeClient(wiring(login)).octokit),
    url: world.url,
    here: { owner: repo.owner.login, repo: repo.name },
    as: (who) => {
      if (typeof who === 'string' && !world.users.has(who.toLowerCase())) throw new Error(`Who is ${who}?`)
      return makeClient({ ...wiring(who), trouble, log })
    },
    app: ({ slug, permissions, id }) => newBot(world, { slug, permissions, id, kind: 'app' }),
    actions: ({ permissions }) => newBot(world, { ...actions, permissions, kind: 'actions' }),
    role: (login, role) => {
      if (role) repo.roles.set(login.toLowerCase(), role)
      else repo.roles.delete(login.toLowerCase())
    },
    before: (where, ill, seconds = 60) => trouble.plan(where, { when: 'before', ill, seconds }),
    after: (where, ill, seconds = 60) => trouble.plan(where, { when: 'after', ill, seconds }),
    log,
    violations,
    clock: world.clock,
    event: makeEvents(world, repo),
    close: () => closed(begun, violations),
  }
}

function nameAndToken(who: string | Bot): { by: string; token: string } {
  return typeof who === 'string' ? { by: who, token: tokenOf(who) } : { by: who.login, token: who.token }
}

const actions = { slug: 'github-actions', id: 15_368 }

type NewBot = {
  readonly slug: string
  readonly id: number | undefined
  readonly permissions: Permissions
  readonly kind: 'app' | 'actions'
}

function newBot(world: World, { slug, id, permissions, kind }: NewBot): Bot {
  const login = `${slug}[bot]`
  const known = world.users.get(login)
  const user: User = kind === 'actions' ? actionsBot : (known ?? { id: world.nextId(), login, type: 'Bot' })
  world.users.set(login, user)
  const owner = [...world.repos.values()][0]?.owner ?? user
  const app = { id: id ?? user.id + 1_000_000, slug, name: slug, owner }
  const token = `token-of-${login}-${world.tokens.size}`
  world.tokens.set(token, { kind, user, app, permissions })
  return { login, token }
}

/** Nothing is left behind, and no violation goes unheard because a program caught the error. */
async function closed({ close }: Begun, violations: readonly Violation[]): Promise<void> {
  await close()
  const [first] = violations
  if (first) throw first
}
