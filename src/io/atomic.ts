/** Hele filer: a file is there as it was or as it is to be, never half of it, wherever the run breaks off. */
import { renameSync, rmSync } from 'node:fs'
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
