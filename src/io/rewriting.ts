/** Rewriting a file that others may be rewriting at the same moment. */
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Unreadable } from './ports.ts'

/** Milliseconds. Whoever comes second waits this long for the first, looking this often. */
const patience = 20_000
const glance = 50

/**
 * Hands over the text as it is, and puts what comes back in its place; undefined leaves it. The new text is written beside
 * the old and takes its place in one step, and until then nobody else can do the same: the file beside it is the lock, as
 * Git does it.
 * @throws Unreadable when the file lies outside the folder, cannot be read or written, or another does not let go of it
 */
export async function rewriteText(
  root: string,
  path: string,
  change: (text: string) => string | undefined,
): Promise<void> {
  const file = resolve(root, path)
  if (!file.startsWith(resolve(root) + sep)) throw new Unreadable('tool/outside-output', { path })
  const beside = join(dirname(file), `.${basename(file)}.lock`)
  const lock = await locked(beside, path, file)
  let isTaken = true
  try {
    const text = change(orUnreadable('tool/unreadable', path, () => readFileSync(file, 'utf8')))
    if (text !== undefined) {
      orUnreadable('tool/unwritable', path, () => {
        writeFileSync(lock, text)
        renameSync(beside, file)
      })
      isTaken = false
    }
  } finally {
    closeSync(lock)
    if (isTaken) rmSync(beside, { force: true })
  }
}

/** With the rights that the file itself has. */
async function locked(beside: string, path: string, file: string): Promise<number> {
  for (let waited = 0; ; waited += glance) {
    try {
      return openSync(beside, 'wx', statSync(file).mode)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new Unreadable('tool/unwritable', { path })
    }
    if (waited >= patience) throw new Unreadable('tool/being-written', { path, lock: beside })
    await pause(glance)
  }
}

function orUnreadable<T>(code: string, path: string, act: () => T): T {
  try {
    return act()
  } catch {
    throw new Unreadable(code, { path })
  }
}
