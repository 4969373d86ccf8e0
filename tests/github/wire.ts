/** The tool's own way to GitHub, led to the bench or to answers that a test writes itself. */
import { expect } from 'vitest'
import { githubRead, githubWrite } from '../../src/io/github.ts'
import { type Connection, type ForgeRead, type ForgeWrite, Unreadable } from '../../src/io/ports.ts'
import type { Bench, Bot } from './bench/bench.ts'
import { smallBench } from './bench/small.ts'

type Fetch = typeof globalThis.fetch
type More = Partial<Connection>

export const here = 'programmet/mobilitet'

/** A new client each time, as a new run of the tool would have. It never waits, and fetches everything. */
export function connectionOf(bench: Bench, who: Bot | string, more: More = {}): Connection {
  const { token, fetch } = bench.as(who)
  const as = typeof who === 'string' ? {} : { as: who.login }
  return { api: bench.url, repository: here, token, fetch, pace: { write: 0, retry: 0 }, ...as, ...more }
}

export function readerOf(bench: Bench, who: Bot | string, more: More = {}): ForgeRead {
  return githubRead(connectionOf(bench, who, more), nothing)
}

export function writerOf(bench: Bench, who: Bot | string, more: More = {}): ForgeWrite {
  return githubWrite(connectionOf(bench, who, more))
}

export const nothing = (): ReadonlyMap<string, Uint8Array> => new Map()

export type Call = {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  body: unknown
}

/** Answers that are written by hand, and what was asked for. */
export function byHand(answer: (call: Call, nth: number) => Response): { fetch: Fetch; calls: Call[] } {
  const calls: Call[] = []
  const fetch: Fetch = async (input, init) => {
    const { method, url, headers } = new Request(input, { ...init, body: null })
    const { pathname, search } = new URL(url)
    const call = { method, path: pathname + search, headers, body: init?.body ?? undefined }
    calls.push(call)
    return answer(call, calls.length)
  }
  return { fetch, calls }
}

export function connectionByHand(fetch: Fetch, more: More = {}): Connection {
  return {
    api: 'https://api.github.example',
    repository: here,
    token: 'ghs_secret',
    fetch,
    pace: { write: 0, retry: 0 },
    ...more,
  }
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
  })
}

/** GitHub's answers, changed on the way where their address fits. */
export function changing(fetch: Fetch, path: RegExp, change: (body: never, nth: number) => unknown): Fetch {
  let nth = 0
  return async (input, init) => {
    const answer = await fetch(input, init)
    if (!path.test(String(input)) || answer.status !== 200) return answer
    nth += 1
    return json(change((await answer.json()) as never, nth), 200, Object.fromEntries(answer.headers))
  }
}

/** As if GitHub gave two on a page and not a hundred. */
export function twoOnAPage(fetch: Fetch): Fetch {
  return (input, init) => fetch(String(input).replace('per_page=100', 'per_page=2'), init)
}

/** What the tool ended with; anything but a fault it has words for is a fault of ours. */
export async function faultOf(work: Promise<unknown>): Promise<{ code: string; args: Unreadable['args'] }> {
  const error: unknown = await work.then(
    () => new Error('nothing went wrong'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Unreadable)) throw error
  return { code: error.code, args: error.args }
}

/** What a program asked for, in short. */
export function asked(bench: Bench, kinds = /./): readonly string[] {
  return bench.log
    .map(({ method, path }) => `${method} ${path.replace(`/repos/${here}`, '').replace(/\?.*$/, '')}`)
    .filter((line) => kinds.test(line))
}

export const writes = /^(?:POST|PUT|PATCH|DELETE)/

export const everything = {
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  statuses: 'write',
} as const

export function appOf(bench: Bench) {
  return bench.app({ slug: 'mobilitet', permissions: everything })
}

export async function mainOf(bench: Bench): Promise<string> {
  return (await bench.tip('main')) ?? ''
}

/** The bench with a pull request of Kari's that changes the second line. */
export async function withPull() {
  const bench = await smallBench()
  const commit = await bench.push('kari', 'x', { 'a.txt': 'one\n2\nthree\n' })
  const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X', body: 'B' })
  const app = appOf(bench)
  bench.log.length = 0
  return { bench, commit, pull, app, read: readerOf(bench, app), write: writerOf(bench, app) }
}

type When = 'before' | 'after'

/** Before and after each of so many writes. */
export function crashes(writes: number): readonly (readonly [When, number])[] {
  return Array.from({ length: writes }, (_, i) => i + 1).flatMap((nth) => [
    ['before', nth] as const,
    ['after', nth] as const,
  ])
}

/** The work dies there, and the test fails if it does not. */
export async function crashed(
  bench: Bench,
  when: When,
  nth: number,
  work: () => Promise<unknown>,
): Promise<void> {
  bench[when](nth, 'crash')
  await expect(work()).rejects.toThrow('The program died here')
}
