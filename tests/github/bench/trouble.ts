/** What can go wrong on the way: a process that dies, limits, a server that fails, an answer that is no answer. */

/**
 * - `crash`: the program dies: this call and every later one of the same client fail
 * - `secondary limit`, `secondary limit 429`: too much at once, with `retry-after`
 * - `primary limit`: nothing left this hour, with the time it begins anew
 * - `server error`, `bad gateway`: 500, 502
 * - `broken JSON`, `HTML`: an answer of 200 that cannot be read
 */
export type Ill =
  | 'crash'
  | 'secondary limit'
  | 'secondary limit 429'
  | 'primary limit'
  | 'server error'
  | 'bad gateway'
  | 'broken JSON'
  | 'HTML'

/** The n-th write from now on, or the n-th call that fits (any method, GET too, when none is named). */
export type Where = number | { readonly nth?: number; readonly method?: string; readonly path?: RegExp }

/** `before`: never carried out. `after`: carried out, but the client never hears of it. */
type Planned = { readonly when: 'before' | 'after'; readonly ill: Ill; readonly seconds: number }

type Waiting = Planned & { readonly where: Exclude<Where, number>; left: number }

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Octokit tries again after any error but one of this name; a dead program does not. */
export class Crashed extends Error {
  override name = 'AbortError'

  constructor() {
    super('The program died here')
  }
}

export type Trouble = {
  readonly plan: (where: Where, planned: Planned) => void
  readonly meet: (method: string, path: string) => Planned | undefined
  readonly waiting: () => number
}

export function makeTrouble(): Trouble {
  const all: Waiting[] = []
  return {
    plan: (where, planned) => {
      const place = typeof where === 'number' ? { nth: where, method: 'write' } : where
      all.push({ ...planned, where: place, left: place.nth ?? 1 })
    },
    meet: (method, path) => {
      for (const one of all.filter(({ where }) => fits(where, method, path))) one.left -= 1
      const at = all.findIndex(({ left }) => left === 0)
      return at === -1 ? undefined : all.splice(at, 1)[0]
    },
    waiting: () => all.length,
  }
}

function fits({ method: wanted, path: shape }: Waiting['where'], method: string, path: string): boolean {
  if (shape && !shape.test(path)) return false
  return wanted === undefined || (wanted === 'write' ? writes.has(method) : wanted === method)
}

const json = { 'content-type': 'application/json; charset=utf-8' }
const abuse = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'

function limited(status: number, seconds: number): Response {
  const headers = { ...json, 'retry-after': String(seconds), 'x-ratelimit-remaining': '4000' }
  return new Response(JSON.stringify({ message: abuse }), { status, headers })
}

function used(seconds: number): Response {
  const reset = String(Math.ceil(Date.now() / 1000) + seconds)
  const headers = { ...json, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
  return new Response(JSON.stringify({ message: 'API rate limit exceeded' }), { status: 403, headers })
}

/** The answer the client gets in place of GitHub's. */
export function sick({ ill, seconds }: Planned): Response {
  switch (ill) {
    case 'crash':
      throw new Crashed()
    case 'secondary limit':
      return limited(403, seconds)
    case 'secondary limit 429':
      return limited(429, seconds)
    case 'primary limit':
      return used(seconds)
    case 'server error':
      return new Response(JSON.stringify({ message: 'Server Error' }), { status: 500, headers: json })
    case 'bad gateway':
      return new Response('<html>Bad Gateway</html>', {
        status: 502,
        headers: { 'content-type': 'text/html' },
      })
    case 'broken JSON':
      return new Response('{"id": 1, "na', { status: 200, headers: json })
    case 'HTML':
      return new Response('<html>Unicorn!</html>', { status: 200, headers: { 'content-type': 'text/html' } })
  }
}
