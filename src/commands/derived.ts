/** Files that are derived from others: written anew, or refused when they are stale. */
import { outputTo, readText } from '../io/files.ts'
import type { Context, ExitCode } from './context.ts'

export type Derived = {
  /** From the root of the programme. */
  readonly path: string
  readonly text: string
  /** What to run when the file is stale. */
  readonly command: string
}

/** Writes the file unless it is as it should be; with `check` nothing is written, and a stale file gives 2. */
export function writeOrRefuse(
  { root, print, speaker }: Context,
  { path, text, command }: Derived,
  { check = false }: { readonly check?: boolean },
): ExitCode {
  const fresh = readText(root, path) === text
  if (!check && !fresh) outputTo(root).write(path, text)
  if (check && !fresh) print(`${speaker.words('stale', { path, command })}\n`)
  else print(`${speaker.words(fresh ? 'up-to-date' : 'written', { path })}\n`)
  return check && !fresh ? 2 : 0
}
