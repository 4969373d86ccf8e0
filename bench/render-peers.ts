/** Others who make PDF of the same page: they are asked for one document at a time, and say how long it took. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from 'playwright-core'

export type Peer = {
  readonly name: string
  /** Makes the document; returns milliseconds. */
  make(html: string): Promise<number>
  close(): Promise<unknown>
}

export const chromiumPath = '/usr/bin/chromium'

/** False, with a line that says so, when a program is not installed. */
export function isThere(program: string): boolean {
  const there = existsSync(program) || spawnSync(program, ['--version']).error === undefined
  if (!there) console.error(`${program} is not installed, so it is not measured against.`)
  return there
}

export async function chromiumPeer(): Promise<Peer> {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage()
  return {
    name: 'Chromium, printing',
    async make(html) {
      const start = performance.now()
      await page.setContent(html)
      await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
      return performance.now() - start
    },
    close: () => browser.close(),
  }
}

/** Debian's own, for which its packages are. */
const python = '/usr/bin/python3'

const weasyprint = `
import sys, time
from weasyprint import HTML
print('ready', flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    HTML(filename=line.strip()).write_pdf('/dev/null')
    print((time.perf_counter() - start) * 1000, flush=True)
`

export async function weasyprintPeer(folder: string): Promise<Peer> {
  const child: ChildProcessWithoutNullStreams = spawn(python, ['-c', weasyprint])
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  if ((await lines.next()).value !== 'ready') throw new Error(`${python} has no weasyprint`)
  const file = join(folder, 'weasyprint.html')
  return {
    name: 'WeasyPrint',
    async make(html) {
      writeFileSync(file, html)
      child.stdin.write(`${file}\n`)
      return Number((await lines.next()).value)
    },
    close: async () => child.stdin.end(),
  }
}
