/** The edges of the toolkit, as narrow as their callers need; reading and writing are different types. */

export type Entry = { readonly path: string; readonly link: boolean }

/** Files of the programme, by path from its root, with forward slashes. */
export type Files = {
  /** All files and links below the folders, sorted by code unit. A folder that is not there holds nothing. */
  list(folders: readonly string[]): readonly Entry[]
  /** @throws {@link Unreadable} when the file cannot be read */
  read(path: string): Uint8Array
}

/** Where results are put, by path from the folder the user named. */
export type Output = {
  write(path: string, content: string | Uint8Array): void
  /** A file that is not there is as good as removed. */
  remove(path: string): void
}

/** The repository's history; only reading. Everything may throw {@link Unreadable}. */
export type Git = {
  /** The commit a revision names. */
  resolve(revision: string): string
  /** Where the working tree and a commit differ, below the folders, untracked files included. */
  changes(commit: string, folders: readonly string[]): readonly Change[]
  /** Paths of a commit below the folders, with the id of each blob. */
  tree(commit: string, folders: readonly string[]): readonly TreeEntry[]
  blobs(ids: readonly string[]): ReadonlyMap<string, Uint8Array>
  /** Files in the working tree that hold one of the words, as fixed strings. */
  mentioning(words: readonly string[], folders: readonly string[]): readonly string[]
}

export type Change = { readonly path: string; readonly kind: 'added' | 'changed' | 'removed' }
export type TreeEntry = { readonly path: string; readonly blob: string; readonly link: boolean }

/** The tool could not do its work, through nobody's fault in the data. Ends the command with one line and exit code 1. */
export class Unreadable extends Error {
  readonly code: string
  readonly args: Readonly<Record<string, string | number>>
  constructor(code: string, args: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(args)}`)
    this.name = 'Unreadable'
    this.code = code
    this.args = args
  }
}
