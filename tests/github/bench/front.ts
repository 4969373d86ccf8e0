/** The server programs talk to: finds who calls, whether they may, and who answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Dict, isDict } from './description.ts'
import { demand } from './permissions.ts'
import { type Route, routes } from './routes.ts'
import { serveGit } from './smart-http.ts'
import { type Actor, type Answer, type Call, Failure, repoOf, type User, type World } from './world.ts'

const shapes = routes.map((route) => {
  const [method, pattern] = route
  const names = [...pattern.matchAll(/[:*](\w+)/g)].map(([, name]) => name ?? '')
  const steps = pattern
    .replaceAll(/:\w+/g, '([^/]+)')
    .replaceAll(/\/\*\w+$/g, '/?(.*)')
    .replaceAll(/\*\w+/g, '(.+)')
  return { route, method, names, shape: new RegExp(`^${steps}$`) }
})

type Found = { readonly route: Route; readonly params: Readonly<Record<string, string>> }

function findRoute(method: string, path: string): Found {
  for (const { route, names, shape, ...its } of shapes) {
    const match = its.method === method ? shape.exec(path) : null
    if (!match) continue
    const values = names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? '')])
    return { route, params: Object.fromEntries(values) }
  }
  throw new Failure(404, `The bench has no answer to ${method} ${path}`)
}

type Front = { readonly url: string; readonly close: () => Promise<void> }

/** Starts to listen before there is a world to serve: the world needs the address. */
export async function openFront(world: () => World): Promise<Front> {
  const turn = oneByOne()
  const server = createServer((request, response) => {
    serve(world(), turn, request, response).catch((error: unknown) => send(response, answerTo(error)))
  })
  // A test that renders for seconds finds its connections as it left them: else the next call meets one just closed.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => closed(server) }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

type Turn = <T>(work: () => Promise<T>) => Promise<T>

/** Writes happen one after another, as in a database. */
function oneByOne(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}

async function serve(
  world: World,
  turn: Turn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await bodyOf(request)
  const url = new URL(request.url ?? '/', world.url)
  const actor = actorOf(world, request.headers.authorization)
  if (/\.git\//.test(url.pathname))
    return turn(() => serveGit({ world, actor, url, request, response, bytes }))
  const method = request.method ?? 'GET'
  const { route, params } = findRoute(method, url.pathname)
  const call = callOf({ world, actor, request, url, params, bytes })
  const work = async (): Promise<Answer> => {
    const [, , need, handler] = route
    if (need) demand(call.repo, actor, need)
    return handler(call)
  }
  send(response, await (method === 'GET' ? work() : turn(work)))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** The token, whether given to the API or, as a password, to git. */
function actorOf(world: World, header: string | undefined): Actor | undefined {
  if (header === undefined) return undefined
  const [scheme = '', value = ''] = header.split(' ')
  const basic = scheme.toLowerCase() === 'basic'
  const token = basic
    ? Buffer.from(value, 'base64')
        .toString('utf8')
        .replace(/^[^:]*:/, '')
    : value
  const actor = world.tokens.get(token)
  if (!actor) throw new Failure(401, 'Bad credentials')
  return actor
}

const nobody: User = { id: 0, login: 'nobody', type: 'User' }

type Raw = {
  readonly world: World
  readonly actor: Actor | undefined
  readonly request: IncomingMessage
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

function callOf({ world, actor, request, url, params, bytes }: Raw): Call {
  const type = request.headers['content-type'] ?? ''
  return {
    world,
    actor,
    user: actor?.user ?? nobody,
    get repo() {
      return repoOf(world, `${params['owner']}/${params['repo']}`)
    },
    method: request.method ?? 'GET',
    path: url.pathname,
    params,
    query: url.searchParams,
    accept: request.headers.accept ?? '',
    type,
    // Octokit sends some posts without a body; GitHub takes them.
    get body() {
      return jsonIn(bytes)
    },
    bytes,
  }
}

function jsonIn(bytes: Buffer): Dict {
  if (bytes.length === 0) return {}
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'))
    return isDict(body) ? body : { items: body as Dict[] }
  } catch {
    throw new Failure(400, 'Problems parsing JSON')
  }
}

function answerTo(error: unknown): Answer {
  if (error instanceof Failure) {
    const { status, message, errors } = error
    const more = errors === undefined ? {} : { errors: [...errors] }
    return {
      status,
      body: { message, ...more, documentation_url: 'https://docs.github.com/rest', status: `${status}` },
    }
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { status: 500, body: { message: `The bench itself failed: ${what}` } }
}

function send(response: ServerResponse, { status, body, bytes, headers = {} }: Answer): void {
  const type = bytes ? 'application/octet-stream' : 'application/json; charset=utf-8'
  const content = bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)))
  response.writeHead(status, {
    ...(content ? { 'content-type': type, 'content-length': content.length } : {}),
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-github-media-type': 'github.v3; format=json',
    ...headers,
  })
  response.end(content)
}
