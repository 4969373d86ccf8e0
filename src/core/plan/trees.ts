/** Filer i et forslag: what a change does to the files, and what its base would be with it. */
import type { PathChange } from '../authority.ts'
import { compare } from '../diagnostic.ts'
import type { TreeFile } from './forge.ts'

/** From one commit to another. Renames are a removal and an addition: who may decide follows from both places. */
export function changesBetween(
  before: readonly TreeFile[],
  after: readonly TreeFile[],
): readonly PathChange[] {
  const was = byPath(before)
  const is = byPath(after)
  const paths = [...new Set([...was.keys(), ...is.keys()])].sort(compare)
  return paths.flatMap((path): readonly PathChange[] => {
    const [one, other] = [was.get(path), is.get(path)]
    if (one?.blob === other?.blob && one?.mode === other?.mode) return []
    return [{ path, kind: one === undefined ? 'added' : other === undefined ? 'removed' : 'changed' }]
  })
}

/** The base with the change laid over it: what a merge gives when nothing is in conflict. Sorted by path. */
export function merged(
  base: readonly TreeFile[],
  change: { readonly before: readonly TreeFile[]; readonly after: readonly TreeFile[] },
): readonly TreeFile[] {
  const after = byPath(change.after)
  const files = byPath(base)
  for (const { path } of changesBetween(change.before, change.after)) {
    const file = after.get(path)
    if (file) files.set(path, file)
    else files.delete(path)
  }
  return [...files.values()].sort((a, b) => compare(a.path, b.path))
}

function byPath(files: readonly TreeFile[]): Map<string, TreeFile> {
  return new Map(files.map((file) => [file.path, file]))
}
