/** A file somebody has been given: anywhere on the machine, of any kind, and not to be trusted. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

/** Why there is nothing to read; `verify-<trouble>` in the vocabulary. */
export type Trouble = 'missing' | 'folder' | 'unreadable' | 'too-large'

/** The file as it is, as long as it is a plain one and no larger than `most` bytes. */
export function readDocument(path: string, most: number): Uint8Array | Trouble {
  let handle: number | undefined
  try {
    // Without waiting: a pipe that nobody writes to would never open.
    handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const file = fstatSync(handle)
    if (file.isDirectory()) return 'folder'
    if (!file.isFile()) return 'unreadable'
    return file.size > most ? 'too-large' : readFileSync(handle)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable'
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}
