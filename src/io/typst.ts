/**
 * The typesetter: Typst, as a library, with the fonts of the documents. It gets data and a page of our own; what people
 * write is never read as its language. It has no files to read and nothing to import.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Identity } from '../core/render/html.ts'
import type { Tree } from '../core/render/markdown.ts'
import { rowHeaders, sheet } from '../core/render/pdf.ts'
import type { Sheet } from '../core/render/pdf-sheet.ts'
import { accessible, type PdfFacts } from '../core/render/pdf-ua.ts'
import { Unprintable } from '../core/render/unprintable.ts'
import type { PdfMemory } from './pdf-memory.ts'
import { Unreadable } from './ports.ts'
import { Recent } from './recent.ts'
import { Threads } from './threads.ts'
import { readPage, toolkitDigest } from './toolkit.ts'

/** The only weights the page asks for. */
const fonts = ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic'].map(
  (face) => `@expo-google-fonts/source-sans-3/${face}/SourceSans3_${face}.ttf`,
)

/** Documents; some fifteen megabytes. */
const room = 128
let recent = new Recent<Uint8Array>(room)

const worker = new URL('./typst-worker.mjs', import.meta.url)

let threads: Threads | undefined

function typesetters(): Threads {
  threads ??= new Threads(worker, { fonts, page: readPage() }, refuseMissing)
  return threads
}

function refuseMissing(greeting: unknown): void {
  if (kindOf(greeting) !== 'ready') throw new Unreadable('tool/no-typesetter')
}

/** @throws Unreadable where the typesetter cannot be loaded, as on a machine it is not made for */
export function typesetter(): Promise<void> {
  return typesetters().ready()
}

/**
 * A document as PDF/A-2a and PDF/UA-1. The same tree and identity give the same bytes.
 * @throws Unprintable for characters that the fonts have not, Unreadable as {@link typesetter}
 */
export function typeset(tree: Tree, identity: Identity, memory?: PdfMemory): Promise<Uint8Array> {
  return typesetSheet(sheet(tree, identity), { facts: facts(identity), rowHeaders: rowHeaders(tree) }, memory)
}

/** As {@link typeset}, for what is no document of an agreement. */
export function typesetSheet(page: Sheet, marks: Marks, memory?: PdfMemory): Promise<Uint8Array> {
  const task = JSON.stringify(page)
  const key = createHash('sha256').update(task).update(JSON.stringify(marks)).digest('hex')
  return recent.get(key, async () => {
    const known = memory?.recall(key)
    if (known) return known
    const pdf = await typesetAnew(task, marks)
    memory?.keep(key, pdf)
    return pdf
  })
}

/** Changes with whatever has a part in a PDF but the data: our code, the page, the typesetter, the fonts. */
export function typesetterDigest(): string {
  const { resolve } = createRequire(import.meta.url)
  const versions = ['@myriaddreamin/typst-ts-node-compiler', '@expo-google-fonts/source-sans-3'].map((name) =>
    readFileSync(resolve(`${name}/package.json`), 'utf8'),
  )
  const parts = [toolkitDigest(), readPage(), readFileSync(worker, 'utf8'), ...versions]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

export type Marks = { readonly facts: Partial<PdfFacts>; readonly rowHeaders: readonly boolean[] }

async function typesetAnew(task: string, { facts, rowHeaders }: Marks): Promise<Uint8Array> {
  return accessible(bytesIn(await typesetters().run(task)), facts, rowHeaders)
}

/** Makes everything anew from now on. */
export function forget(): void {
  recent = new Recent(room)
}

function bytesIn(answer: unknown): Uint8Array {
  if (typeof answer === 'object' && answer && 'bytes' in answer && answer.bytes instanceof Uint8Array)
    return answer.bytes
  const message =
    typeof answer === 'object' && answer && 'message' in answer ? String(answer.message) : 'no answer'
  const missing = missingIn(message)
  throw missing.length > 0 ? new Unprintable(missing) : new Error(`typst: ${message}`)
}

function kindOf(message: unknown): unknown {
  return typeof message === 'object' && message && 'kind' in message ? message.kind : undefined
}

/** The typesetter names what it could not show as Rust writes a string: `the text "\u{e000}" could not be displayed`. */
function missingIn(message: string): readonly string[] {
  const quoted = message.matchAll(/the text `\\?"((?:[^"\\]|\\[^"])+)\\?"` could not be displayed/g)
  const texts = Array.from(quoted, ([, text = '']) =>
    text.replace(/\\*u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))),
  )
  return [...new Set(texts)]
}

function facts({ id, version, templateVersion, termsDigest, language }: Identity): PdfFacts {
  return { agreement: id, version, template: templateVersion, termsDigest, language }
}
