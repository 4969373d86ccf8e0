/** Reading many things that have parts in common: what a commit or a content's id stands for never changes. */
import type { TreeFile } from '../core/plan/forge.ts'
import type { ForgeRead } from '../io/ports.ts'

/** Trees, contents and where two commits parted are asked for once. */
export function remembering(read: ForgeRead): ForgeRead {
  const trees = new Map<string, readonly TreeFile[]>()
  const partings = new Map<string, string>()
  const contents = new Map<string, Uint8Array>()
  return {
    ...read,
    async tree(commit) {
      const tree = trees.get(commit) ?? (await read.tree(commit))
      trees.set(commit, tree)
      return tree
    },
    async blobs(ids) {
      const missing = ids.filter((id) => !contents.has(id))
      if (missing.length > 0) for (const [id, bytes] of await read.blobs(missing)) contents.set(id, bytes)
      return contents
    },
    async mergeBase(base, head) {
      const pair = `${base}...${head}`
      const parting = partings.get(pair) ?? (await read.mergeBase(base, head))
      partings.set(pair, parting)
      return parting
    },
  }
}
