/**
 * One typesetter in a thread of its own: gets a sheet, gives a PDF/A-2a. Plain JavaScript, for a thread is started from a
 * file, and must be the same file in a checkout and in the package. `typst.ts` says what comes and goes.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

const { fonts, page } = workerData
const compiler = await load()
if (compiler) {
  parentPort.on('message', async (sheet) => {
    parentPort.postMessage(set(sheet))
    // Without both, memory grows with every document: nothing is shared between two, and what is let go of is only
    // given back when the event loop turns.
    compiler.evictCache(0)
    await setImmediate()
  })
  parentPort.postMessage({ kind: 'ready' })
}

/** Its folder is that of a font: it has no need of files, and there are none to be read there. */
async function load() {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
    const files = fonts.map(createRequire(import.meta.url).resolve)
    const fontBlobs = files.map((file) => readFileSync(file))
    return NodeCompiler.create({ workspace: dirname(files[0]), fontArgs: [{ fontBlobs }] })
  } catch (error) {
    parentPort.postMessage({ kind: 'missing', reason: String(error) })
    return undefined
  }
}

function set(sheet) {
  try {
    const outcome = compiler.compile({ mainFileContent: page, inputs: { sheet } })
    const document = outcome.result
    const remarks = document ? outcome.takeWarnings() : outcome.takeDiagnostics()
    // A warning is as bad as an error: it can mean an empty page.
    if (!document || remarks) return refused(JSON.stringify(remarks ? compiler.fetchDiagnostics(remarks) : []))
    // The first only for its judgement: it alone refuses what PDF/UA forbids.
    compiler.pdf(document, { pdfStandard: 'ua-1' })
    return { kind: 'set', bytes: new Uint8Array(compiler.pdf(document, { pdfStandard: 'a-2a' })) }
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error))
  }
}

function refused(message) {
  return { kind: 'refused', message }
}
