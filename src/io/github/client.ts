/** The wire to GitHub: one request or a whole list, paced, patient within bounds, and with faults in our own words. */
import { retry } from '@octokit/plugin-retry'
import { type ThrottlingOptions, throttling } from '@octokit/plugin-throttling'
import { Octokit } from '@octokit/rest'
import type { Connection } from '../ports.ts'
import { version } from '../toolkit.ts'
import { field, listOf, type Shape } from './fields.ts'
import { brokenOff, oddAnswer, translated } from './trouble.ts'

/** What a route needs beside the repository. `url` takes the place of the route's own address. */
export type Given = Readonly<Record<string, unknown>> & { readonly url?: string }

/**
 * Routes are written as in GitHub's documentation: `GET /repos/{owner}/{repo}/pulls`. The repository is filled in.
 * Everything may throw `Unreadable`.
 */
export type Client = {
  one<T>(route: string, given: Given, shape: Shape<T>): Promise<T>
  /** A list, to its last page. `inside`: the field that holds it, where a page is not a plain list. */
  all<T>(route: string, given: Given, item: Shape<T>, inside?: string): Promise<readonly T[]>
  /** Only that it was done is of interest. */
  send(route: string, given?: Given): Promise<void>
  /** Content as it is, piece by piece, so that nobody has to hold all of it. */
  content(route: string, given: Given): Promise<AsyncIterable<Uint8Array>>
  /** Before it is asked again whether GitHub has worked something out. */
  pause(attempt: number): Promise<void>
}

/** The oldest there is, and supported longest. Without it GitHub's answers may change from one day to the next. */
const apiVersion = '2022-11-28'

/** Longer than this in all, and whoever waits is better off being told. */
const patientSeconds = 600
const patientTimes = 5

/** GitHub's own faults are met again after 1, 4 and 9 times {@link Connection.pace}. */
const retries = 3

/** Each may be sent again though the answer to the first was lost: the second changes nothing. */
const repeatable = /^(?!POST )|\/git\/\w+$|\/labels$|\/reactions$/

export function connect(connection: Connection): Client {
  const { repository, token, pace } = connection
  const [owner, repo] = repository.split('/')
  const limit = patience()
  const octokit = octokitFor(connection, limit)
  const told = (error: unknown, what: string) => translated(error, { what, token, seconds: limit.refused() })

  const ask = async (route: string, given: Given, options: object = {}) => {
    if (given.url !== undefined) demandOurs(given.url, connection.api, route)
    const home = given.url === undefined && route.includes('{owner}') ? { owner, repo } : {}
    const headers = { 'x-github-api-version': apiVersion, ...(given['headers'] ?? {}) }
    const request = repeatable.test(route) ? options : { retries: 0, ...options }
    try {
      return await octokit.request(route, { ...home, ...given, headers, request })
    } catch (error) {
      throw told(error, route)
    }
  }

  const taken = <T>(data: unknown, shape: Shape<T>, route: string): T => {
    try {
      return shape(data)
    } catch (error) {
      throw told(error, route)
    }
  }

  return {
    one: async (route, given, shape) => taken((await ask(route, given)).data, shape, route),
    // Octokit's own paging takes a refusal (409) and an empty answer for the end of the list.
    async all<T>(route: string, given: Given, item: Shape<T>, inside?: string) {
      const page = inside === undefined ? listOf(item) : field(inside, listOf(item))
      const found: T[] = []
      let next: Given | undefined = given
      while (next !== undefined) {
        const { data, headers } = await ask(route, next)
        found.push(...taken(data, page, route))
        next = nextPage(headers.link)
      }
      return found
    },
    send: async (route, given = {}) => {
      const { status, data } = await ask(route, given)
      if (status !== 204 && (typeof data !== 'object' || data === null)) throw oddAnswer(route, '')
    },
    content: async (route, given) => {
      const { data } = await ask(route, given, { parseSuccessResponseBody: false })
      return pieces(data, token)
    },
    pause: (attempt) => pause(attempt * pace.retry),
  }
}

const PacedOctokit = Octokit.plugin(throttling, retry)

type Limit = ReturnType<typeof patience>

function octokitFor({ api, token, pace, fetch }: Connection, limit: Limit): Octokit {
  const wait = (seconds: number, _options: unknown, _octokit: unknown, times: number) =>
    limit.mayWait(seconds, times)
  return new PacedOctokit({
    baseUrl: api.replace(/\/$/, ''),
    auth: token,
    userAgent: `mobilitet/${version()}`,
    request: { fetch, log: silent },
    log: silent,
    retry: { retries, retryAfterBaseValue: pace.retry, doNotRetry: refusals },
    throttle: {
      write: spaced(pace.write),
      // Octokit waits three seconds where somebody is notified; GitHub asks for one between any two writes.
      notifications: spaced(0),
      // What GitHub calls a second.
      retryAfterBaseValue: pace.retry,
      onRateLimit: wait,
      onSecondaryRateLimit: wait,
    },
  })
}

/** What GitHub says no to, it says no to again. */
const refusals = Array.from({ length: 100 }, (_, i) => 400 + i)

const nothing = () => {}
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing }

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

type Group = NonNullable<ThrottlingOptions['write']>

/** Lets one through at a time, and the next so many milliseconds later. All of a Bottleneck group that is used here. */
function spaced(milliseconds: number): Group {
  let last: Promise<unknown> = Promise.resolve()
  const schedule = () => {
    const mine = last
    last = mine.then(() => (milliseconds === 0 ? undefined : pause(milliseconds)))
    return mine
  }
  return { key: () => ({ schedule }) } as unknown as Group
}

/** How long is waited for GitHub's limits, in all. Those who wait at the same time wait once. */
function patience() {
  let [spent, until, refused] = [0, 0, 0]
  return {
    /** Seconds that were too long. */
    refused: () => refused,
    mayWait(seconds: number, times: number): boolean {
      const now = performance.now() / 1000
      const more = Math.max(0, now + seconds - Math.max(now, until))
      if (times >= patientTimes || spent + more > patientSeconds) {
        refused = seconds
        return false
      }
      spent += more
      until = Math.max(until, now + seconds)
      return true
    },
  }
}

function nextPage(link: string | undefined): Given | undefined {
  const url = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1]
  return url === undefined ? undefined : { url }
}

/** The token goes to the API, and to where GitHub takes uploads, and nowhere else whatever an answer says. */
function demandOurs(url: string, api: string, what: string): void {
  const address = url.replace(/\{.*$/, '')
  const { origin } = new URL(api)
  const ours = [origin, origin.replace('//api.', '//uploads.'), 'https://uploads.github.com']
  if (!URL.canParse(address) || !ours.includes(new URL(address).origin)) throw oddAnswer(what, 'url')
}

async function* pieces(body: AsyncIterable<Uint8Array> | null, token: string): AsyncGenerator<Uint8Array> {
  if (body === null) return
  try {
    yield* body
  } catch (error) {
    throw brokenOff(error, token)
  }
}
