/** The two programmes a change lies between, read no further than the change can reach. */
import { dataFolders } from '../core/kinds.ts'
import { namesOf, neighbours, numbersIn, referredFrom, touchesEverything } from '../core/scope.ts'
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
  const load = (wanted?: ReadonlySet<string>): Change => ({
    head: loadEntries(files, entries, undefined, wanted),
    base: loadTree(tree, git.blobs, undefined, wanted),
  })
  if (touchesEverything(changed)) return load()
  const near = neighbours(changed, [...entries, ...tree].map(({ path }) => path))
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
  const words = [...namesOf(changed, programmes), ...programmes.flatMap(numbersIn)]
  const second = new Set([...near, ...mentioning(words), ...programmes.flatMap((programme) => [...referredFrom(programme)])])
  return new Set([...second, ...programmesOf(load(second)).flatMap((programme) => [...referredFrom(programme)])])
}

function programmesOf({ head, base }: Change) {
  return [head.loaded.programme, base.loaded.programme]
}
