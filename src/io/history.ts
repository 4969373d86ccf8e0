/** Historien slik Git har den: as a bundle that gives the repository back, and as a list of commits. Only reading. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { run } from './git.ts'
import { Unreadable } from './ports.ts'

export type Committed = { readonly commit: string; readonly time: string; readonly subject: string }

/** Undefined where there is no Git, or no commit yet. */
export type RepositoryHistory = {
  readonly commit: string
  /** When it was made, in UTC. */
  readonly time: string
  readonly isShallow: boolean
  /** The newest first; without who made them. */
  readonly log: readonly Committed[]
}

export function historyOf(root: string): RepositoryHistory | undefined {
  const log = logOf(root)
  if (log?.status !== 0) return undefined
  const commits = log.stdout
    .toString('utf8')
    .split('\0')
    .filter((record) => record !== '')
    .map(committedIn)
  const [newest] = commits
  const isShallow =
    run(root, ['rev-parse', '--is-shallow-repository']).stdout.toString('utf8').trim() === 'true'
  return newest && { commit: newest.commit, time: newest.time, isShallow, log: commits }
}

function logOf(root: string): ReturnType<typeof run> | undefined {
  try {
    return run(root, ['log', '-z', '--no-show-signature', '--format=%H%x1f%ct%x1f%s', 'HEAD', '--'])
  } catch (error) {
    if (error instanceof Unreadable && error.code === 'tool/git-missing') return undefined
    throw error
  }
}

function committedIn(record: string): Committed {
  const [commit = '', seconds = '', subject = ''] = record.replace(/^\n/, '').split('\x1f')
  return { commit, time: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`, subject }
}

/** Nobody's settings count, nor how the clone happens to be packed. */
const packing: readonly string[] = [
  ...['-q', '--revs', '--stdout', '--threads=1', '--delta-base-offset', '--window=10', '--depth=50'],
  ...['--compression=6', '--no-reuse-delta', '--no-reuse-object', '--no-use-bitmap-index'],
]

/**
 * A bundle of all that a commit stands on, as `git clone` takes it (https://git-scm.com/docs/gitformat-bundle). Packed anew
 * by one thread and nothing taken over from packs that are there, so that every clone gives the same bytes with the same Git.
 * @throws Unreadable when Git cannot
 */
export function writeBundle(root: string, commit: string, path: string): void {
  const file = openSync(path, 'w')
  try {
    writeSync(file, header(commit))
    const { status, stderr } = run(root, ['pack-objects', ...packing], `${commit}\n`, file)
    if (status !== 0)
      throw new Unreadable('tool/git-failed', { reason: stderr.toString('utf8').trim().split('\n')[0] ?? '' })
  } finally {
    closeSync(file)
  }
}

/** Version 3 for repositories whose ids are SHA-256. */
function header(commit: string): string {
  const refs = `${commit} HEAD\n${commit} refs/heads/main\n\n`
  return commit.length === 40 ? `# v2 git bundle\n${refs}` : `# v3 git bundle\n@object-format=sha256\n${refs}`
}
