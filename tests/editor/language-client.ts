/**
 * The smallest client a language server needs: JSON-RPC over stdio with `Content-Length` frames. It answers the
 * server's own questions (its settings) and keeps the latest diagnostics of each file.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type Position = { line: number; character: number }
export type Finding = { range: { start: Position; end: Position }; message: string }
export type Completion = {
  label: string
  insertText?: string
  documentation?: string | { value: string }
}

type Message = {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

const server = createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server')

/** The server reads everything from the disk: no schema store, no network. */
const settings: Record<string, unknown> = {
  yaml: {
    validate: true,
    hover: true,
    completion: true,
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
  },
}

/** A file the editor has open: the text, and what the server says about places in it. */
export type OpenFile = {
  findings(): Promise<Finding[]>
  complete(at: Position): Promise<Completion[]>
  hover(at: Position): Promise<string>
}

export class LanguageClient {
  readonly #process: ChildProcessWithoutNullStreams
  readonly #answers = new Map<number, (message: Message) => void>()
  readonly #findings = new Map<string, Finding[]>()
  readonly #waiting = new Map<string, (findings: Finding[]) => void>()
  readonly #root: string
  #received = Buffer.alloc(0)
  #last = 0

  constructor(root: string) {
    this.#root = root
    this.#process = spawn(process.execPath, [server, '--stdio'], { cwd: root, stdio: 'pipe' })
    this.#process.stdout.on('data', (bytes: Buffer) => this.#receive(bytes))
  }

  async start(): Promise<void> {
    const markdown = ['markdown', 'plaintext']
    await this.#ask('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(this.#root).href,
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: markdown } },
          hover: { contentFormat: markdown },
        },
      },
    })
    this.#tell('initialized', {})
    this.#tell('workspace/didChangeConfiguration', { settings })
  }

  /** Writes the file under the root, as an editor would have it, and opens it. */
  open(path: string, text: string): OpenFile {
    const file = join(this.#root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    const uri = pathToFileURL(file).href
    const textDocument = { uri }
    this.#tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
    return {
      findings: () => this.#findingsOf(uri),
      complete: async (position) => {
        const found = await this.#ask('textDocument/completion', { textDocument, position })
        return (found as { items: Completion[] }).items
      },
      hover: async (position) => {
        const found = await this.#ask('textDocument/hover', { textDocument, position })
        return (found as { contents: { value: string } } | null)?.contents.value ?? ''
      },
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    await this.#ask('shutdown', null)
    this.#tell('exit', null)
    await ended
  }

  #findingsOf(uri: string): Promise<Finding[]> {
    const known = this.#findings.get(uri)
    if (known) return Promise.resolve(known)
    return new Promise((resolve) => this.#waiting.set(uri, resolve))
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      this.#answers.set(id, ({ result, error }) =>
        error ? reject(new Error(error.message)) : resolve(result),
      )
      this.#send({ id, method, params })
    })
  }

  #tell(method: string, params: unknown): void {
    this.#send({ method, params })
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
    this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`)
    this.#process.stdin.write(body)
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes])
    for (;;) {
      const header = this.#received.indexOf('\r\n\r\n')
      if (header < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, header))?.[1])
      const end = header + 4 + length
      if (this.#received.length < end) return
      const message = JSON.parse(this.#received.toString('utf8', header + 4, end)) as Message
      this.#received = this.#received.subarray(end)
      this.#handle(message)
    }
  }

  #handle(message: Message): void {
    if (message.method === 'textDocument/publishDiagnostics') this.#keep(message.params)
    else if (message.method !== undefined && message.id !== undefined) this.#answer(message)
    else if (message.id !== undefined) this.#answers.get(message.id)?.(message)
  }

  #keep(params: unknown): void {
    const { uri, diagnostics } = params as { uri: string; diagnostics: Finding[] }
    this.#findings.set(uri, diagnostics)
    this.#waiting.get(uri)?.(diagnostics)
  }

  /** The server asks only for settings in a way that needs a real answer. */
  #answer({ id, method, params }: Message): void {
    const items =
      method === 'workspace/configuration' ? (params as { items: { section: string }[] }).items : []
    const result = items.length > 0 ? items.map(({ section }) => settings[section] ?? null) : null
    this.#send({ id: id as number, result })
  }
}
