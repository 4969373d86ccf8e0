/** A programme as it is on GitHub: files of a commit, or of a commit with a change laid over it. */
import type { TextOf } from '../core/check.ts'
import type { Loaded, Memory } from '../core/load.ts'
import { shortMemory } from '../core/load.ts'
import { isAmongData } from '../core/odd-paths.ts'
import type { TreeFile } from '../core/plan/forge.ts'
import type { ForgeRead } from '../io/ports.ts'
import { loadTree } from './loading.ts'

/** Øyeblikksbilde: files, and what they say. */
export type Snapshot = {
  readonly tree: readonly TreeFile[]
  readonly loaded: Loaded
  readonly textOf: TextOf
}

/** The programme of these files. A memory saves reading what two snapshots share. */
export async function snapshot(
  read: ForgeRead,
  tree: readonly TreeFile[],
  memory: Memory = shortMemory(),
): Promise<Snapshot> {
  const entries = tree
    .filter(({ path }) => isOurs(path))
    .map(({ path, blob, mode }) => ({ path, blob, link: !mode.startsWith('100') }))
  const contents = await read.blobs(entries.filter(({ link }) => !link).map(({ blob }) => blob))
  const { loaded, textOf } = loadTree(entries, () => contents, memory)
  return { tree, loaded, textOf }
}

/** Also what lies in a folder that could be taken for ours: nothing has its place there, and that is a finding. */
function isOurs(path: string): boolean {
  return isAmongData(path) || path.startsWith('templates/')
}
