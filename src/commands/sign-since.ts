/** Since when an agreement has had its terms. */
import type { IsoDate } from '../core/model.ts'
import { gitIn } from '../io/git.ts'
import { Unreadable } from '../io/ports.ts'
import type { Context } from './context.ts'
import type { Standing } from './sign-evidence.ts'
import type { History } from './standpoints.ts'

/**
 * The day they were first saved. Undefined where the history cannot tell: there is none, it is not whole, or the clock it
 * was written by was ahead.
 */
export function termsSince(
  { root, today }: Pick<Context, 'root' | 'today'>,
  { agreement, digest }: Standing,
  { at, isShallow }: History,
): IsoDate | undefined {
  if (isShallow) return undefined
  let since: IsoDate | undefined
  for (const { commit, date } of savesOf(root, agreement.file)) {
    if (at(agreement.id, commit)?.digest !== digest) break
    since = date
  }
  return since !== undefined && since <= today ? since : undefined
}

/** The newest first. */
function savesOf(root: string, file: string): ReturnType<ReturnType<typeof gitIn>['history']> {
  try {
    return gitIn(root).history([file])
  } catch (error) {
    if (error instanceof Unreadable) return []
    throw error
  }
}
