/** `git clone`, `git fetch` and `git push` over http, by git's own server program. */
import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { nobody } from './git.ts'
import { demand } from './permissions.ts'
import { syncPulls } from './pull-sync.ts'
import { type Actor, Failure, repoOf, type World } from './world.ts'

type Exchange = {
  readonly world: World
  readonly actor: Actor | undefined
  readonly url: URL
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly bytes: Buffer
}

export async function serveGit(exchange: Exchange): Promise<void> {
  const { world, actor, url, response } = exchange
  const [, full = '', rest = ''] = /^\/([^/]+\/[^/]+)\.git(\/.*)$/.exec(url.pathname) ?? []
  const repo = repoOf(world, full)
  const pushes = rest === '/git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack'
  try {
    demand(repo, actor, {
      app: ['contents'],
      level: pushes ? 'write' : 'read',
      role: pushes ? 'write' : 'read',
    })
  } catch (error) {
    return refuse(response, error, actor === undefined)
  }
  const answer = await backend(exchange, repo.folder, rest)
  await syncPulls(world)
  reply(response, answer)
}

/** Git asks again with the token only when it is told that one is wanted. */
function refuse(response: ServerResponse, error: unknown, anonymous: boolean): void {
  const status = anonymous ? 401 : error instanceof Failure ? error.status : 500
  response.writeHead(status, anonymous ? { 'www-authenticate': 'Basic realm="GitHub"' } : {})
  response.end(error instanceof Error ? error.message : '')
}

function backend({ actor, url, request, bytes }: Exchange, folder: string, rest: string): Promise<Buffer> {
  const { headers, method } = request
  const env = {
    ...nobody,
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: rest,
    REQUEST_METHOD: method,
    QUERY_STRING: url.search.slice(1),
    CONTENT_TYPE: headers['content-type'] ?? '',
    CONTENT_LENGTH: String(bytes.length),
    HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
    GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    REMOTE_USER: actor?.user.login ?? '',
  }
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], { env })
    const out: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.on('error', reject)
    child.on('close', () => resolve(Buffer.concat(out)))
    child.stdin.on('error', () => {})
    child.stdin.end(bytes)
  })
}

/** The program speaks CGI: its headers, an empty line, its bytes. */
function reply(response: ServerResponse, answer: Buffer): void {
  const end = answer.indexOf('\r\n\r\n')
  const lines = answer.subarray(0, end).toString('utf8').split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => line.split(': ')).map(([key = '', value = '']) => [key, value]),
  )
  const { Status: status = '200 OK', ...others } = headers
  response.writeHead(Number.parseInt(status, 10), others)
  response.end(answer.subarray(end + 4))
}
