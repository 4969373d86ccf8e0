/**
 * Finished PDFs, by the digest of all that decides them: the data, the page, the typesetter, the fonts and our own code.
 * Lies inside the `.git` folder, as `memory.ts` does and for the same reason. Safe to delete.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gitFolder } from './memory.ts'

export type PdfMemory = {
  recall(key: string): Uint8Array | undefined
  keep(key: string, pdf: Uint8Array): void
}

/** Documents; some hundred megabytes at most. */
const room = 1000

/** Undefined when the root is in no repository: then there is no safe place to remember in. */
export function pdfMemoryIn(root: string, toolkit: string): PdfMemory | undefined {
  const repository = gitFolder(root)
  if (repository === undefined) return undefined
  const folder = join(repository, 'mobilitet', 'pdf')
  const fileOf = (key: string) => join(folder, sha256(`${toolkit} ${key}`))
  return {
    recall: (key) => read(fileOf(key)),
    keep(key, pdf) {
      write(folder, fileOf(key), pdf)
    },
  }
}

/** First the digest of the document, then the document: one that is damaged is no memory. */
function read(file: string): Uint8Array | undefined {
  try {
    const bytes = readFileSync(file)
    const [digest, pdf] = [bytes.subarray(0, 64).toString('latin1'), bytes.subarray(64)]
    return digest === sha256(pdf) ? pdf : undefined
  } catch {
    return undefined
  }
}

/** Whole or not at all, so that two runs at once cannot mix theirs; a full disk only costs the memory. */
function write(folder: string, file: string, pdf: Uint8Array): void {
  const temporary = `${file}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(temporary, Buffer.concat([Buffer.from(sha256(pdf), 'latin1'), pdf]))
    renameSync(temporary, file)
    makeRoom(folder)
  } catch {
    // Nothing is lost: the next run sets the document again.
  }
}

/** The oldest half goes when there are too many. */
function makeRoom(folder: string): void {
  const names = readdirSync(folder)
  if (names.length <= room) return
  const aged = names.map((name) => ({ name, age: statSync(join(folder, name)).mtimeMs }))
  aged.sort((a, b) => a.age - b.age)
  for (const { name } of aged.slice(0, names.length / 2)) rmSync(join(folder, name), { force: true })
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
