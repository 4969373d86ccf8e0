/**
 * Remembers what reading a file gave, keyed by the file's git blob id, its kind, and the digest of the toolkit. Lies inside
 * the `.git` folder: there it cannot be committed, so no pull request can bring a memory of its own. Safe to delete.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Memory } from '../core/load.ts'
import type { Reading } from '../core/read.ts'
import { blobId } from './blob-id.ts'

export type DiskMemory = Memory & { save(): void }

/** Undefined when the root is in no repository: then there is no safe place to remember in. */
export function memoryIn(root: string, digest: string): DiskMemory | undefined {
  const folder = gitFolder(root)
  if (folder === undefined) return undefined
  const file = join(folder, 'mobilitet', 'readings.json')
  const before = readEntries(file, digest)
  const now = new Map<string, Reading>()
  let changed = false
  return {
    recall(source, kind, read) {
      const bytes = once(source.bytes)
      const key = `${kind ?? ''}:${source.blob ?? blobId(bytes())}`
      const known = before.get(key) ?? now.get(key)
      const reading = known ?? read(bytes())
      if (!known) changed = true
      now.set(key, reading)
      return reading
    },
    save() {
      if (changed) keep(file, JSON.stringify({ digest, entries: [...now] }))
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A memory that is damaged, or of another toolkit, is no memory. */
function readEntries(file: string, digest: string): ReadonlyMap<string, Reading> {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { digest: string; entries: [string, Reading][] }
    return stored.digest === digest ? new Map(stored.entries) : new Map()
  } catch {
    return new Map()
  }
}

/**
 * Whole or not at all, so that two runs at once cannot mix theirs. False when it could not be kept: a full disk only costs the
 * memory, and the next run makes again what is not there.
 */
export function keep(file: string, content: string | Uint8Array): boolean {
  const temporary = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, content)
    renameSync(temporary, file)
    return true
  } catch {
    return false
  }
}

/** The repository's own folder, also where `.git` is a file that points to it. */
export function gitFolder(root: string): string | undefined {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const candidate = join(folder, '.git')
    const found = statSync(candidate, { throwIfNoEntry: false })
    if (found?.isDirectory()) return candidate
    if (found?.isFile()) return worktreeFolder(candidate)
    if (folder === dirname(folder)) return undefined
  }
}

/** In a worktree `.git` is a file: `gitdir: <path>`. */
function worktreeFolder(file: string): string | undefined {
  const target = /^gitdir: (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1]
  return target && resolve(dirname(file), target)
}
