/** Making trees and commits out of plain changes, and telling what differs between two commits. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Person, run, text, tree } from './git.ts'

/** Text, bytes, a link, or nothing where something was. */
export type Content = string | Uint8Array | { readonly link: string } | undefined
export type Changes = Readonly<Record<string, Content>>

export type TreeChange = { readonly path: string; readonly mode: string; readonly sha: string | null }

/** A tree on top of another one, with an index of its own so that nobody meets anybody. */
export async function changedTree(
  folder: string,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const index = join(folder, `index-${randomUUID()}`)
  const env = { GIT_INDEX_FILE: index }
  try {
    if (base !== undefined) await run(folder, ['read-tree', base], { env })
    const lines = (await Promise.all(changes.map((change) => indexLines(folder, change)))).flat()
    await run(folder, ['update-index', '--replace', '-z', '--index-info'], { env, input: lines.join('') })
    return await text(folder, ['write-tree'], { env })
  } finally {
    await rm(index, { force: true })
  }
}

const none = '0'.repeat(40)

async function indexLines(folder: string, { path, mode, sha }: TreeChange): Promise<readonly string[]> {
  if (sha === null) return [`0 ${none}\t${path}\0`]
  if (mode !== '040000') return [`${mode} ${sha}\t${path}\0`]
  const inner = await tree(folder, sha, true)
  return inner.filter(({ type }) => type !== 'tree').map((e) => `${e.mode} ${e.sha}\t${path}/${e.path}\0`)
}

type Commission = {
  readonly ref: string
  readonly from: string | undefined
  readonly changes: Changes
  readonly message: string
  readonly author: Person
}

/** One commit on a branch, made by git's own importer: one process however many files. */
export async function importCommit(folder: string, commission: Commission): Promise<string> {
  const { ref, from, changes, message, author } = commission
  const who = `${author.name} <${author.email}> ${Math.floor(Date.parse(author.date) / 1000)} +0000`
  const parts = [
    `commit ${ref}\nauthor ${who}\ncommitter ${who}\n`,
    data(Buffer.from(message)),
    from === undefined ? '' : `from ${from}\n`,
    ...Object.entries(changes).flatMap(([path, content]) => fileChange(path, content)),
    '\n',
  ].map((part) => Buffer.from(part))
  await run(folder, ['fast-import', '--quiet', '--force'], { input: Buffer.concat(parts) })
  return text(folder, ['rev-parse', ref])
}

function fileChange(path: string, content: Content): readonly (string | Buffer)[] {
  const name = JSON.stringify(path)
  if (content === undefined) return [`D ${name}\n`]
  if (typeof content === 'string' || content instanceof Uint8Array) {
    return [`M 100644 inline ${name}\n`, data(Buffer.from(content as string))]
  }
  return [`M 120000 inline ${name}\n`, data(Buffer.from(content.link))]
}

function data(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')])
}

export type Status = 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed'

export type FileDiff = {
  readonly path: string
  readonly before: string | undefined
  readonly status: Status
  readonly sha: string
  readonly additions: number
  readonly deletions: number
  readonly patch: string | undefined
}

const statuses: Readonly<Record<string, Status>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
}

const known = new Map<string, Promise<readonly FileDiff[]>>()

/** What differs from one commit to another, file by file; the same two never differ anew. */
export function difference(folder: string, from: string, to: string): Promise<readonly FileDiff[]> {
  const key = `${folder} ${from} ${to}`
  const made = known.get(key) ?? differenceNow(folder, from, to)
  known.set(key, made)
  return made
}

async function differenceNow(folder: string, from: string, to: string): Promise<readonly FileDiff[]> {
  const [raw, whole] = await Promise.all([
    run(folder, ['diff-tree', '-r', '-M', '-z', '--raw', '--full-index', from, to]),
    run(folder, ['diff-tree', '-r', '-M', '-p', '--full-index', from, to]),
  ])
  const patches = whole.out
    .toString('utf8')
    .split(/^(?=diff --git )/m)
    .filter(Boolean)
  const words = raw.out.toString('utf8').split('\0').filter(Boolean)
  const files: FileDiff[] = []
  while (words.length > 0) files.push(fileDiff(words, patches))
  return files
}

/** Takes one file's words and patch off the two lists. */
function fileDiff(words: string[], patches: string[]): FileDiff {
  const [, , before = '', after = '', letter = ''] = (words.shift() ?? '').split(' ')
  const status = statuses[letter.charAt(0)] ?? 'changed'
  const moved = status === 'renamed' || status === 'copied'
  const first = words.shift() ?? ''
  const path = moved ? (words.shift() ?? '') : first
  // A file that becomes a link is written as two patches, one away and one anew.
  const texts = patches.splice(0, status === 'changed' ? 2 : 1)
  const patch = status === 'changed' ? undefined : hunksOf(texts[0] ?? '')
  return {
    path,
    before: moved ? first : undefined,
    status,
    sha: status === 'removed' ? before : after,
    additions: count(patch, '+'),
    deletions: count(patch, '-'),
    patch,
  }
}

function hunksOf(patch: string): string | undefined {
  const start = patch.search(/^@@ /m)
  return start === -1 ? undefined : patch.slice(start).trimEnd()
}

function count(patch: string | undefined, sign: string): number {
  return (patch ?? '').split('\n').filter((line) => line.startsWith(sign)).length
}

type DiffLine = {
  readonly left: number | undefined
  readonly right: number | undefined
  readonly text: string
}

type Hunk = { readonly head: string; readonly lines: readonly DiffLine[] }

/** The lines of a patch with their numbers on both sides: only these may be commented on. */
export function hunks(patch: string): readonly Hunk[] {
  return patch
    .split(/^(?=@@ )/m)
    .filter(Boolean)
    .map((hunk) => {
      const [head = '', ...rest] = hunk.replace(/\n$/, '').split('\n')
      const [, left = '0', right = '0'] = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(head) ?? []
      return { head, lines: numbered(rest, Number(left), Number(right)) }
    })
}

function numbered(lines: readonly string[], left: number, right: number): readonly DiffLine[] {
  let [l, r] = [left, right]
  return lines
    .filter((line) => !line.startsWith('\\'))
    .map((line) => {
      const sign = line.charAt(0)
      const at = { left: sign === '+' ? undefined : l, right: sign === '-' ? undefined : r, text: line }
      if (sign !== '+') l += 1
      if (sign !== '-') r += 1
      return at
    })
}
