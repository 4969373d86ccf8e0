/** The fetch a program under test is given: checked, written down, and now and then failing. */
import { Octokit } from '@octokit/rest'
import type { Json } from './description.ts'
import type { Asked, Guard } from './guard.ts'
import { Crashed, sick, type Trouble } from './trouble.ts'

export type Logged = {
  readonly by: string
  readonly method: string
  /** With its query, without the server. */
  readonly path: string
  /** What was sent; of a file only how long it was. */
  readonly body: Json | undefined
  /** What the client got to know: nothing, when it died on the way. */
  status: number | undefined
}

export type Client = {
  readonly token: string
  readonly fetch: typeof globalThis.fetch
  readonly octokit: Octokit
}

export type Wiring = {
  readonly url: string
  readonly token: string
  readonly by: string
  readonly guard: Guard
  readonly trouble?: Trouble
  readonly log?: Logged[]
}

const apis = ['https://api.github.com', 'https://uploads.github.com']

/** GitHub's own addresses lead to the bench; any other is a mistake. */
function homeward(address: string, home: string): string {
  const away = apis.find((api) => address.startsWith(`${api}/`))
  if (away !== undefined) return home + address.slice(away.length)
  if (!address.startsWith(`${home}/`)) throw new Error(`The bench does not lead to ${address}`)
  return address
}

export function makeClient(wiring: Wiring): Client {
  const fetch = makeFetch(wiring)
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
  const octokit = new Octokit({
    baseUrl: wiring.url,
    auth: wiring.token,
    request: { fetch },
    log: silent,
  })
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = '2022-11-28'
  })
  return { token: wiring.token, fetch, octokit }
}

function makeFetch({ url: home, by, guard, trouble, log }: Wiring): typeof globalThis.fetch {
  let dead = false
  return async (input, init) => {
    if (dead) throw new Crashed()
    const address = input instanceof Request ? input.url : String(input)
    const request = new Request(homeward(address, home), input instanceof Request ? input : init)
    const asked = await askedBy(request)
    guard.question(asked)
    const entry = loggedAs(by, asked)
    log?.push(entry)
    try {
      const answer = await carriedOut(request, asked, guard, trouble)
      entry.status = answer.status
      return answer
    } catch (error) {
      dead ||= error instanceof Crashed
      throw error
    }
  }
}

async function carriedOut(
  request: Request,
  asked: Asked,
  guard: Guard,
  trouble: Trouble | undefined,
): Promise<Response> {
  const planned = trouble?.meet(asked.method, asked.url.pathname)
  if (planned?.when === 'before') return sick(planned)
  const answer = await fetch(request)
  await guard.answer(asked, answer)
  return planned ? sick(planned) : answer
}

async function askedBy(request: Request): Promise<Asked> {
  const bytes = new Uint8Array(await request.clone().arrayBuffer())
  return {
    method: request.method,
    url: new URL(request.url),
    accept: request.headers.get('accept') ?? '',
    body: bytes.length === 0 ? undefined : isUpload(request) ? bytes : (jsonIn(bytes) ?? bytes),
  }
}

/** Files of a release are sent as they are, whatever they look like. */
function isUpload({ method, url }: Request): boolean {
  return method === 'POST' && /\/releases\/\d+\/assets$/.test(new URL(url).pathname)
}

/** GitHub reads JSON whatever it is called. */
function jsonIn(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Json
  } catch {
    return undefined
  }
}

function loggedAs(by: string, { method, url, body }: Asked): Logged {
  const shown = body instanceof Uint8Array ? { bytes: body.length } : (body as Json | undefined)
  return { by, method, path: url.pathname + url.search, body: shown, status: undefined }
}
