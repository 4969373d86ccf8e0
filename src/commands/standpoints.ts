/** Ståsteder: an agreement as it is in the folder, and as it was each time it was saved, with all that its documents are made of. */
import { shortMemory } from '../core/load.ts'
import type { Agreement, IsoDate, Programme } from '../core/model.ts'
import { digestIn } from '../core/rules/terms.ts'
import { gitIn, repositoryIn } from '../io/git.ts'
import type { Git, TreeEntry } from '../io/ports.ts'
import { loadFolder, loadTree } from './loading.ts'

export type Standpoint = {
  readonly programme: Programme
  readonly agreement: Agreement
  /** Of the terms; undefined while an agency they name cannot be read. */
  readonly digest: string | undefined
  /** Undefined for what lies in the folder. */
  readonly saved: { readonly commit: string; readonly date?: IsoDate } | undefined
}

export type History = {
  /** Of the folder. */
  readonly programme: Programme
  readonly now: (id: string) => Standpoint | undefined
  /** The newest first; each state of the agreement and what surrounds it once. What lies in the folder is not among them. */
  readonly past: (id: string) => Iterable<Standpoint>
  /** As it was in this commit. */
  readonly at: (id: string, revision: string) => Standpoint | undefined
  /** The agreement, or what its documents are made of, is otherwise in the folder than in the newest commit. */
  readonly isUnsaved: (id: string) => boolean
  /** Older history is missing here. */
  readonly isShallow: boolean
}

/** All that documents of an agreement are made of. */
function sourcesOf(id: string): readonly string[] {
  return [`agreements/${id}`, 'agencies/*/agency.yaml', 'programme', 'templates']
}

function foldersOf(id: string): readonly string[] {
  return [`agreements/${id}`, 'agencies', 'programme', 'templates']
}

function isSource(id: string): (entry: TreeEntry) => boolean {
  const source = /^(?:agencies\/[^/]+\/agency\.yaml|programme\/.*|templates\/.*\.md\.hbs)$/
  return ({ path }) => path.startsWith(`agreements/${id}/`) || source.test(path)
}

/** More states than these nobody waits for. */
const mostStates = 2000

/** A folder that is under no version control has no past. */
export function historyIn(root: string): History {
  const { programme } = loadFolder(root).loaded
  const git = repositoryIn(root)
  const memory = shortMemory()
  const blobs = git && rememberedBlobs(git)
  const loaded = (id: string, tree: readonly TreeEntry[], saved: Standpoint['saved']) => {
    const then = loadTree(tree, blobs ?? (() => new Map()), memory).loaded.programme
    return standpoint(then, id, saved)
  }
  function* pastOf(id: string): Generator<Standpoint> {
    const seen = new Set<string>()
    for (const saved of git?.history(sourcesOf(id)).slice(0, mostStates) ?? []) {
      const tree = (git?.tree(saved.commit, foldersOf(id)) ?? []).filter(isSource(id))
      const state = JSON.stringify(tree.map(({ path, blob }) => [path, blob]))
      const found = seen.has(state) ? undefined : loaded(id, tree, saved)
      seen.add(state)
      if (found) yield found
    }
  }
  const pasts = new Map<string, Iterable<Standpoint>>()
  return {
    programme,
    now: (id) => standpoint(programme, id, undefined),
    past(id) {
      const past = pasts.get(id) ?? replayable(pastOf(id))
      pasts.set(id, past)
      return past
    },
    at(id, revision) {
      const repository = git ?? gitIn(root)
      const commit = repository.resolve(revision)
      return loaded(id, repository.tree(commit, foldersOf(id)).filter(isSource(id)), { commit })
    },
    isUnsaved: (id) => git !== undefined && git.changes('HEAD', sourcesOf(id)).length > 0,
    isShallow: git?.isShallow() ?? false,
  }
}

function standpoint(programme: Programme, id: string, saved: Standpoint['saved']): Standpoint | undefined {
  const agreement = programme.agreements.get(id)
  return agreement && { programme, agreement, digest: digestIn(programme, agreement), saved }
}

/** Most files are the same in most commits. Those that are not here are left out: see {@link Git.known}. */
function rememberedBlobs(git: Git): (ids: readonly string[]) => ReadonlyMap<string, Uint8Array> {
  const known = new Map<string, Uint8Array>()
  return (ids) => {
    for (const [id, bytes] of git.known(ids.filter((id) => !known.has(id)))) known.set(id, bytes)
    return known
  }
}

/** What has been found is not looked for again, and what nobody asks for is never looked for. */
function replayable<T>(source: Iterator<T>): Iterable<T> {
  const found: T[] = []
  return {
    *[Symbol.iterator]() {
      for (let at = 0; ; at++) {
        if (at === found.length) {
          const next = source.next()
          if (next.done) return
          found.push(next.value)
        }
        yield* found.slice(at, at + 1)
      }
    },
  }
}
