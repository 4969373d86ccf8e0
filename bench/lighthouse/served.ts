/** A folder on 127.0.0.1 with the headers of GitHub Pages: compressed, ten minutes in the cache, its own 404. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'application/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
}

/** What is packed already gains nothing by being packed again. */
const packed = new Set(['.woff2', '.pdf', '.docx', '.zip', '.webp', '.png'])

/** Resolves when it listens, on a port of the system's choice. The folder may be filled afterwards. */
export function served(folder: string): Promise<Server> {
  const server = createServer(({ url = '/' }, answer) => {
    const found = fileFor(folder, url)
    if (found) send(answer, 200, found)
    else send(answer, 404, join(folder, '404.html'))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function fileFor(folder: string, url: string): string | undefined {
  const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname))
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  return existsSync(file) && statSync(file).isFile() ? file : undefined
}

function send(answer: ServerResponse, status: number, file: string): void {
  const content = existsSync(file) ? readFileSync(file) : Buffer.from('')
  const ending = extname(file)
  answer.writeHead(status, {
    'content-type': types[ending] ?? 'application/octet-stream',
    'cache-control': 'max-age=600',
    ...(packed.has(ending) ? {} : { 'content-encoding': 'gzip', vary: 'Accept-Encoding' }),
  })
  answer.end(packed.has(ending) ? content : gzipSync(content))
}
