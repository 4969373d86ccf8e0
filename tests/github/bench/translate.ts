/**
 * The emulator's answers in the front's own terms: its people, its addresses, its clock and its reactions.
 *
 * The emulator gives everyone a number of its own choosing, stamps things with the time of day, and knows pull
 * requests only as issues; what it says is put right here, in one place.
 */
import { type Dict, isDict, type Json } from './description.ts'
import { rollup } from './reactions.ts'
import { api, association, page, userShape } from './shapes.ts'
import type { Repo, World } from './world.ts'

type Times = { created: string; updated: string; closed: string | null }

const times = new WeakMap<World, Map<string, Times>>()

function timesOf(world: World): Map<string, Times> {
  const known = times.get(world) ?? new Map<string, Times>()
  times.set(world, known)
  return known
}

export function translated(world: World, repo: Repo, value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => translated(world, repo, item))
  if (!isDict(value)) return value
  if (typeof value['login'] === 'string' && 'avatar_url' in value) return personOf(world, value['login'])
  const entries = Object.entries(value).map(([key, item]) => [key, translatedField(world, repo, key, item)])
  return completed(world, repo, Object.fromEntries(entries) as Dict)
}

function translatedField(world: World, repo: Repo, key: string, value: Json): Json {
  if (!key.endsWith('url') || typeof value !== 'string') return translated(world, repo, value)
  const home = key === 'html_url' ? 'https://github.com' : world.url
  return value.replace(world.emulated.url, home)
}

function personOf(world: World, seat: string): Json {
  const user = world.users.get(world.emulated.loginOf(seat).toLowerCase())
  return user ? userShape(world, user) : null
}

/** Adds what only the front knows, to issues and to comments. */
function completed(world: World, repo: Repo, thing: Dict): Dict {
  const path = pathOf(world, repo, thing['url'])
  const issue = /^\/issues\/(\d+)$/.exec(path)
  if (!issue && !/^\/issues\/comments\/\d+$/.test(path)) return thing
  const login = isDict(thing['user']) ? String(thing['user']['login']) : ''
  const user = world.users.get(login.toLowerCase())
  const whole = {
    ...thing,
    ...datesOf(world, path, thing),
    author_association: user ? association(repo, user) : 'NONE',
    reactions: rollup(world, repo, path),
  }
  return issue ? issueFields(world, repo, Number(issue[1]), whole) : whole
}

function pathOf(world: World, repo: Repo, url: Json | undefined): string {
  const start = api(world, repo)
  return typeof url === 'string' && url.startsWith(start) ? url.slice(start.length) : ''
}

function issueFields(world: World, repo: Repo, number: number, issue: Dict): Dict {
  const pull = repo.pulls.get(number)
  const reason = issue['state'] === 'closed' ? (issue['state_reason'] ?? 'completed') : issue['state_reason']
  if (!pull) return { ...issue, state_reason: reason ?? null }
  const site = page(repo, `/pull/${number}`)
  return {
    ...issue,
    state_reason: null,
    html_url: site,
    draft: pull.draft,
    pull_request: {
      url: api(world, repo, `/pulls/${number}`),
      html_url: site,
      diff_url: `${site}.diff`,
      patch_url: `${site}.patch`,
      merged_at: pull.merged?.at ?? null,
    },
  }
}

function datesOf(world: World, path: string, thing: Dict): Dict {
  const known = timesOf(world).get(path) ?? touch(world, path)
  if (!('closed_at' in thing)) return { created_at: known.created, updated_at: known.updated }
  if (thing['state'] === 'open') known.closed = null
  else known.closed ??= known.updated
  return { created_at: known.created, updated_at: known.updated, closed_at: known.closed }
}

/** Something was done to it just now. */
export function touch(world: World, path: string): Times {
  const all = timesOf(world)
  const now = world.clock.now()
  const next = { created: all.get(path)?.created ?? now, updated: now, closed: all.get(path)?.closed ?? null }
  all.set(path, next)
  return next
}
