/**
 * Finished PDFs, by the digest of all that decides them: the data, the page, the typesetter, the fonts and our own code.
 * Lies inside the `.git` folder, as `memory.ts` does and for the same reason. Safe to delete.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gitFolder, keep } from './memory.ts'
import { sha256 } from './sha256.ts'

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
      if (keep(fileOf(key), Buffer.concat([Buffer.from(sha256(pdf), 'latin1'), pdf]))) makeRoom(folder)
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

/** The oldest half goes when there are too many; another run may be doing the same at this moment. */
function makeRoom(folder: string): void {
  const names = readdirSync(folder)
  if (names.length <= room) return
  const ageOf = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const aged = names.map((name) => ({ name, age: ageOf(name) }))
  aged.sort((a, b) => a.age - b.age)
  for (const { name } of aged.slice(0, names.length / 2)) rmSync(join(folder, name), { force: true })
}
