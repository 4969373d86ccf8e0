/** Git, read only, through the git program itself: it knows every kind of repository. */
import { spawnSync } from 'node:child_process'
import { type Change, type Git, type Saved, type TreeEntry, Unreadable } from './ports.ts'

/** Undefined outside Git, and before the first commit. */
export function repositoryIn(root: string): Git | undefined {
  const git = gitIn(root)
  try {
    git.resolve('HEAD')
    return git
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

/** Paths given and returned are relative to `root`, which may be a folder inside a repository. */
export function gitIn(root: string): Git {
  const git = (args: readonly string[], input?: string) => run(root, args, input)
  return {
    resolve(revision) {
      const { status, stdout } = git([
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${revision}^{commit}`,
      ])
      if (status === 0) return stdout.toString('utf8').trim()
      if (git(['rev-parse', '--git-dir']).status !== 0)
        throw new Unreadable('tool/no-repository', { path: root })
      throw new Unreadable('tool/unknown-revision', { revision })
    },
    changes: (commit, folders) => [...changed(git, commit, folders), ...untracked(git, folders)],
    tree: (commit, folders) =>
      records(ok(git(['ls-tree', '-r', '-z', commit, '--', ...folders]))).map(treeEntry),
    blobs(ids) {
      if (ids.length === 0) return new Map()
      return parseBatch(ok(git(['cat-file', '--batch'], `${ids.join('\n')}\n`)), refuseMissing)
    },
    known(ids) {
      if (ids.length === 0) return new Map()
      const { status, stdout } = git(['cat-file', '--batch'], `${ids.join('\n')}\n`)
      return status === 0 ? parseBatch(stdout, () => {}) : new Map()
    },
    history(paths) {
      const { status, stdout } = git([
        'log',
        '-z',
        '--no-show-signature',
        '--format=%H %cs',
        'HEAD',
        '--',
        ...paths,
      ])
      return status === 0 ? records(stdout).map(savedIn) : []
    },
    firstSaved(folders) {
      const { status, stdout } = git([
        ...['log', '-z', '--no-show-signature', '--format=%x01%cs', '--diff-filter=A', '--name-only'],
        ...['--no-renames', '--relative', 'HEAD', '--', ...folders],
      ])
      return status === 0 ? firstDays(records(stdout)) : new Map()
    },
    isShallow: () => git(['rev-parse', '--is-shallow-repository']).stdout.toString('utf8').trim() === 'true',
    mentioning(words, folders) {
      if (words.length === 0) return []
      const patterns = words.flatMap((word) => ['-e', word])
      const { status, stdout } = git(['grep', '-l', '-z', '-F', '--untracked', ...patterns, '--', ...folders])
      return status === 0 ? records(stdout) : []
    },
  }
}

type Result = { readonly status: number; readonly stdout: Buffer; readonly stderr: Buffer }
type Run = (args: readonly string[], input?: string) => Result

/** As the git program answers. What it prints goes to an open file where one is given. */
export function run(root: string, args: readonly string[], input?: string, output?: number): Result {
  const result = spawnSync('git', ['-c', 'core.quotePath=off', ...args], {
    cwd: root,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ['pipe', output ?? 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  })
  if (result.error) {
    const missing = (result.error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new Unreadable(missing ? 'tool/git-missing' : 'tool/git-failed', { reason: result.error.message })
  }
  const stdout = result.stdout ?? Buffer.alloc(0)
  return { status: result.status ?? 1, stdout, stderr: result.stderr }
}

function ok({ status, stdout, stderr }: Result): Buffer {
  if (status === 0) return stdout
  throw new Unreadable('tool/git-failed', { reason: stderr.toString('utf8').trim().split('\n')[0] ?? '' })
}

function records(output: Buffer): readonly string[] {
  return output.toString('utf8').split('\0').filter(Boolean)
}

const changeKinds: Readonly<Record<string, Change['kind']>> = { A: 'added', D: 'removed' }

/** Renames count as a removal and an addition: what is said of a record depends on its path. */
function changed(git: Run, commit: string, folders: readonly string[]): readonly Change[] {
  const fields = records(
    ok(git(['diff', '--name-status', '--no-renames', '--relative', '-z', commit, '--', ...folders])),
  )
  const changes: Change[] = []
  for (let i = 0; i + 1 < fields.length; i += 2) {
    changes.push({ path: fields[i + 1] as string, kind: changeKinds[fields[i] as string] ?? 'changed' })
  }
  return changes
}

function untracked(git: Run, folders: readonly string[]): readonly Change[] {
  const paths = records(ok(git(['ls-files', '--others', '--exclude-standard', '-z', '--', ...folders])))
  return paths.map((path) => ({ path, kind: 'added' }))
}

/** `<mode> <type> <id>\t<path>`; mode 120000 is a symbolic link, 160000 a submodule. */
function treeEntry(record: string): TreeEntry {
  const tab = record.indexOf('\t')
  const [mode = '', , blob = ''] = record.slice(0, tab).split(' ')
  return { path: record.slice(tab + 1), blob, link: !mode.startsWith('100') }
}

function savedIn(record: string): Saved {
  const [commit = '', date = ''] = record.trim().split(' ')
  return { commit, date }
}

/** A day, marked, and then the paths that were added in the commit of that day. No path begins with the mark. */
function firstDays(written: readonly string[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  let day = ''
  for (const record of written) {
    if (record.startsWith('\u0001')) {
      day = record.slice(1).trim()
      continue
    }
    const path = record.replace(/^\n/, '')
    const known = first.get(path)
    if (known === undefined || day < known) first.set(path, day)
  }
  return first
}

function refuseMissing(line: string): never {
  throw new Unreadable('tool/git-failed', { reason: line })
}

/** `<id> blob <size>\n<content>\n` for each id asked for; `<id> missing\n` where there is none. */
function parseBatch(output: Buffer, missing: (line: string) => void): ReadonlyMap<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>()
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at)
    const [id = '', type, size] = output.toString('latin1', at, end).split(' ')
    const from = end + 1
    if (type !== 'blob') {
      missing(`${id} ${type}`)
      at = size === undefined ? from : from + Number(size) + 1
      continue
    }
    blobs.set(id, output.subarray(from, from + Number(size)))
    at = from + Number(size) + 1
  }
  return blobs
}
