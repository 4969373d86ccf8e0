/** Files over node:fs. Synchronous: a few thousand small files are read faster so than through the thread pool. */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { compare } from '../core/diagnostic.ts'
import { maxBytes } from '../core/text.ts'
import { type Entry, type Files, type Output, Unreadable } from './ports.ts'

/** @throws {@link Unreadable} when the root is no folder */
export function filesIn(root: string): Files {
  const folder = statSync(root, { throwIfNoEntry: false })
  if (!folder?.isDirectory()) throw new Unreadable('tool/no-such-folder', { path: root })
  return {
    list: (folders) =>
      folders.flatMap((name) => listFolder(root, name)).sort((a, b) => compare(a.path, b.path)),
    read: (path) => readBounded(join(root, path), path),
  }
}

/** Hidden entries, and what Windows and Office leave behind, are nobody's records. */
function isDropping(name: string): boolean {
  return (name.startsWith('.') && name !== '.gitkeep') || /^(?:Thumbs\.db|desktop\.ini|~\$.*)$/i.test(name)
}

function listFolder(root: string, folder: string): readonly Entry[] {
  if (lstatSync(join(root, folder), { throwIfNoEntry: false })?.isSymbolicLink())
    return [{ path: folder, link: true }]
  const found: Entry[] = []
  const pending = [folder]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of entriesOf(join(root, next), next)) {
      const path = `${next}/${entry.name}`
      if (isDropping(entry.name)) continue
      if (entry.isDirectory()) pending.push(path)
      else found.push({ path, link: !entry.isFile() })
    }
  }
  return found
}

function entriesOf(folder: string, path: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return []
    throw new Unreadable('tool/unreadable', { path })
  }
}

/** One byte more than a file may hold: enough to say that it is too large, whatever its size. */
const room = Buffer.allocUnsafe(maxBytes + 1)

function readBounded(file: string, path: string): Uint8Array {
  let handle: number | undefined
  try {
    handle = openSync(file, 'r')
    return Buffer.from(room.subarray(0, readSync(handle, room, 0, room.length, 0)))
  } catch {
    throw new Unreadable('tool/unreadable', { path })
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}

/** Writes below a folder and nowhere else; makes folders as needed. */
export function outputTo(folder: string): Output {
  const root = resolve(folder)
  const within = (path: string) => {
    const file = resolve(root, path)
    if (!file.startsWith(root + sep)) throw new Unreadable('tool/outside-output', { path })
    return file
  }
  return {
    write(path, content) {
      const file = within(path)
      unwritableUnless(file, () => {
        makeFolder(dirname(file))
        writeFileSync(file, content)
      })
    },
    remove(path) {
      const file = within(path)
      unwritableUnless(file, () => rmSync(file, { force: true }))
    },
  }
}

/** Step by step: Node's own recursive way never ends where the system denies that a folder can be made, as in /proc. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Two runs at once may both want it.
    if (!isCode(error, 'EEXIST')) throw error
  }
}

function unwritableUnless(path: string, act: () => void): void {
  try {
    act()
  } catch {
    throw new Unreadable('tool/unwritable', { path })
  }
}

/** A text file of the repository that need not be there. */
export function readText(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw new Unreadable('tool/unreadable', { path })
  }
}
