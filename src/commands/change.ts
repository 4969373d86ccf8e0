/** The two programmes a change lies between, read no further than the change can reach. */
import { dataFolders } from '../core/kinds.ts'
import { shortMemory } from '../core/load.ts'
import { namesOf, neighbours, numberLinesFor, referredFrom, touchesEverything } from '../core/scope.ts'
import { filesIn } from '../io/files.ts'
import { gitIn } from '../io/git.ts'
import { loadEntries, loadTree, type Programme } from './loading.ts'

const folders = [...dataFolders, 'templates']

export type Change = { readonly head: Programme; readonly base: Programme }

/** @throws Unreadable when git is missing or does not know the revision */
export function loadChange(root: string, revision: string): Change {
  const files = filesIn(root)
  const git = gitIn(root)
  const commit = git.resolve(revision)
  const changed = git.changes(commit, folders).map(({ path }) => path)
  const entries = files.list(dataFolders)
  const tree = git.tree(commit, folders)
  const memory = shortMemory()
  const blobs = fetchedOnce(git.blobs)
  const load = (wanted?: ReadonlySet<string>): Change => ({
    head: loadEntries(files, entries, memory, wanted),
    base: loadTree(tree, blobs, memory, wanted),
  })
  if (touchesEverything(changed)) return load()
  const near = neighbours(
    changed,
    [...entries, ...tree].map(({ path }) => path),
  )
  const first = load(near)
  return load(widened(near, first, changed, (words) => git.mentioning(words, dataFolders), load))
}

/** Two steps out: whoever names a changed record, or is named by one, and then whatever those need to be judged. */
function widened(
  near: ReadonlySet<string>,
  first: Change,
  changed: readonly string[],
  mentioning: (words: readonly string[]) => readonly string[],
  load: (wanted: ReadonlySet<string>) => Change,
): ReadonlySet<string> {
  const programmes = programmesOf(first)
  const words = [...namesOf(changed, programmes), ...programmes.flatMap(numberLinesFor)]
  const second = new Set([
    ...near,
    ...mentioning(words),
    ...programmes.flatMap((programme) => [...referredFrom(programme)]),
  ])
  return new Set([
    ...second,
    ...programmesOf(load(second)).flatMap((programme) => [...referredFrom(programme)]),
  ])
}

type Blobs = (ids: readonly string[]) => ReadonlyMap<string, Uint8Array>

function fetchedOnce(fetch: Blobs): Blobs {
  const known = new Map<string, Uint8Array>()
  return (ids) => {
    for (const [id, bytes] of fetch(ids.filter((id) => !known.has(id)))) known.set(id, bytes)
    return known
  }
}

function programmesOf({ head, base }: Change) {
  return [head.loaded.programme, base.loaded.programme]
}
