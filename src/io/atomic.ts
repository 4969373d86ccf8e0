/** Hele filer: a file is there as it was or as it is to be, never half of it, wherever the run breaks off. */
import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { outputTo } from './files.ts'
import { Unreadable } from './ports.ts'

/**
 * Written beside its place under a hidden name, which no command takes for a record, and moved there when all of it is
 * there. Only below the folder.
 * @throws {@link Unreadable} when it cannot be written; what was there is still there
 */
export function writeWhole(folder: string, path: string, content: string | Uint8Array): void {
  const draft = join(dirname(path), `.${basename(path)}.part`)
  outputTo(folder).write(draft, content)
  // The move is what makes it whole; waiting for the disk each time would take minutes for ten thousand files.
  try {
    renameSync(join(folder, draft), join(folder, path))
  } catch {
    rmSync(join(folder, draft), { force: true })
    throw new Unreadable('tool/unwritable', { path: join(folder, path) })
  }
}

/**
 * As {@link writeWhole}, for what is too large to be held in memory: `write` is given the open file, and a place beside it
 * for what it needs on the way. What it returns is returned when the file stands whole where it is to be.
 */
export async function writeWholeInParts<T>(
  path: string,
  write: (file: number, scratch: string) => Promise<T>,
): Promise<T> {
  // Two runs at once do not write into one another: the last to finish is the one that stands.
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  const scratch = `${draft}.scratch`
  let file: number | undefined
  try {
    file = openDraft(draft)
    const told = await write(file, scratch)
    fsyncSync(file)
    closeSync(file)
    file = undefined
    renameSync(draft, path)
    return told
  } catch (error) {
    if (error instanceof Unreadable || !(error instanceof Error && 'syscall' in error)) throw error
    throw new Unreadable('tool/unwritable', { path })
  } finally {
    if (file !== undefined) closeSync(file)
    rmSync(scratch, { force: true })
    rmSync(draft, { force: true })
  }
}

function openDraft(draft: string): number {
  mkdirSync(dirname(draft), { recursive: true })
  return openSync(draft, 'w')
}
