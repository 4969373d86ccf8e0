/** Egne commits: whether a branch holds nothing but what we put there ourselves. */
import type { Account } from '../core/model.ts'
import type { ForgeRead } from '../io/ports.ts'

/** More commits than this on a branch are somebody's work. */
const mostCommits = 20

/** After `start`, up to `tip`. We make no merges, so our commits are a line. */
export async function isAllBy(
  read: ForgeRead,
  account: Account,
  start: string,
  tip: string,
): Promise<boolean> {
  for (let at = tip, seen = 0; at !== start; seen++) {
    if (seen === mostCommits) return false
    const { author, parents } = await read.commit(at)
    const [parent, ...others] = parents
    if (author?.id !== account.id || parent === undefined || others.length > 0) return false
    at = parent
  }
  return true
}
