/** Real git on bare repositories. Never a synchronous process: the emulator lives in this one. */
import { execFile } from 'node:child_process'
import { appendFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Person = { readonly name: string; readonly email: string; readonly date: string }

type Options = {
  readonly input?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
  /** Exit codes that are an answer, not a fault. */
  readonly allow?: readonly number[]
}

export const nobody: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
  TZ: 'UTC',
}

export function run(
  folder: string,
  words: readonly string[],
  { input, env = {}, allow = [] }: Options = {},
): Promise<{ readonly code: number; readonly out: Buffer }> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: { ...nobody, ...env },
      encoding: 'buffer' as const,
      maxBuffer: 1 << 28,
    }
    const child = execFile('git', ['-c', 'core.quotePath=off', ...words], options, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0
      if (code === 0 || allow.includes(code)) resolve({ code, out })
      else reject(new Error(`git ${words.join(' ')}: ${err.toString()}`))
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end(input ?? '')
  })
}

export async function text(folder: string, words: readonly string[], options?: Options): Promise<string> {
  return (await run(folder, words, options)).out.toString('utf8').trimEnd()
}

const settled = new Map<string, Promise<{ readonly code: number; readonly out: Buffer }>>()

/** Asks once about what can never change, as all that is named by its content: most of the time goes to starting git. */
function once(folder: string, words: readonly string[], options: Options = {}): ReturnType<typeof run> {
  const key = JSON.stringify([folder, options.input ?? '', ...words])
  const known = settled.get(key)
  if (known) return known
  const asked = run(folder, words, options)
  settled.set(key, asked)
  // What is not there yet may come.
  const forget = () => void settled.delete(key)
  asked.then(({ code }) => code < 2 || forget(), forget)
  return asked
}

const settings = `[http]
  receivepack = true
[uploadpack]
  allowAnySHA1InWant = true
  allowFilter = true
[receive]
  hideRefs = refs/pull
[gc]
  auto = 0
`

export async function initBare(folder: string, branch: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await run(folder, ['init', '--quiet', '--bare', '--template=', `--initial-branch=${branch}`, '.'])
  await appendFile(join(folder, 'config'), settings)
}

/** A fork shares every object with what it was forked from, so each can read the other's commits: as on GitHub. */
export async function initFork(folder: string, from: string, branch: string): Promise<void> {
  await initBare(folder, branch)
  await rm(join(folder, 'objects'), { recursive: true })
  await symlink(join(from, 'objects'), join(folder, 'objects'))
  const heads = (await refs(from, 'refs/heads')).map(({ name, sha }) => `${sha} ${name}\n`)
  await writeFile(join(folder, 'packed-refs'), heads.join(''))
}

export type Ref = { readonly name: string; readonly sha: string; readonly type: string }

export async function refs(folder: string, prefix: string): Promise<readonly Ref[]> {
  const out = await text(folder, [
    'for-each-ref',
    '--format=%(refname)%09%(objectname)%09%(objecttype)',
    prefix,
  ])
  return out === '' ? [] : out.split('\n').map(refIn)
}

function refIn(line: string): Ref {
  const [name = '', sha = '', type = ''] = line.split('\t')
  return { name, sha, type }
}

/** The commit a name stands for, whether a branch, a tag or a sha; undefined when there is none. */
export async function resolve(folder: string, name: string): Promise<string | undefined> {
  if (name.startsWith('-') || /[\s:^~?*[\\]/.test(name)) return undefined
  const names = /^[0-9a-f]{40}$/.test(name) ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`, name]
  for (const candidate of names) {
    const found = await commitAt(folder, candidate)
    if (found !== undefined) return found
  }
  return undefined
}

async function commitAt(folder: string, name: string): Promise<string | undefined> {
  const ask = name.startsWith('refs/') ? run : once
  const branch = name.startsWith('refs/heads/') ? await looseRef(folder, name) : undefined
  if (branch !== undefined) return branch
  const { code, out } = await ask(folder, ['rev-parse', '--quiet', '--verify', `${name}^{commit}`], failed)
  return code === 0 ? out.toString('utf8').trim() : undefined
}

/** A ref that has a file of its own, read without starting git; undefined says nothing: it may be packed. */
async function looseRef(folder: string, ref: string): Promise<string | undefined> {
  const text = await readFile(join(folder, ref), 'utf8').catch(() => '')
  return /^[0-9a-f]{40}\n$/.test(text) ? text.trim() : undefined
}

const failed = { allow: [1, 128] }

export async function tip(folder: string, ref: string): Promise<string | undefined> {
  const loose = await looseRef(folder, ref)
  if (loose !== undefined) return loose
  const { code, out } = await run(folder, ['show-ref', '--verify', '--hash', ref], failed)
  return code === 0 ? out.toString('utf8').trim() : undefined
}

export async function setRef(folder: string, ref: string, sha: string | undefined): Promise<void> {
  await run(folder, sha === undefined ? ['update-ref', '-d', ref] : ['update-ref', ref, sha])
}

export async function typeOf(folder: string, sha: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{40}$/.test(sha)) return undefined
  const { code, out } = await once(folder, ['cat-file', '-t', sha], failed)
  return code === 0 ? out.toString('utf8').trim() : undefined
}

export async function blob(folder: string, sha: string): Promise<Buffer> {
  return (await once(folder, ['cat-file', 'blob', sha])).out
}

export async function writeBlob(folder: string, bytes: Buffer): Promise<string> {
  return text(folder, ['hash-object', '-w', '--stdin'], { input: bytes })
}

export type Entry = {
  readonly mode: string
  readonly type: string
  readonly sha: string
  readonly size: number | undefined
  readonly path: string
}

export async function tree(folder: string, sha: string, recursive: boolean): Promise<readonly Entry[]> {
  const words = ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), sha]
  const { out } = await once(folder, words)
  return out.toString('utf8').split('\0').filter(Boolean).map(entryIn)
}

function entryIn(line: string): Entry {
  const [facts = '', path = ''] = line.split('\t')
  const [mode = '', type = '', sha = '', size = '-'] = facts.split(/ +/)
  return { mode, type, sha, path, size: size === '-' ? undefined : Number(size) }
}

export type Commit = {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person
  readonly committer: Person
  readonly message: string
}

export async function commit(folder: string, sha: string): Promise<Commit> {
  return commitIn(sha, (await once(folder, ['cat-file', 'commit', sha])).out.toString('utf8'))
}

function commitIn(sha: string, raw: string): Commit {
  const end = raw.indexOf('\n\n')
  const lines = raw.slice(0, end).split('\n')
  const all = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1))
  return {
    sha,
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: personIn(all('author')[0] ?? ''),
    committer: personIn(all('committer')[0] ?? ''),
    message: raw.slice(end + 2).replace(/\n$/, ''),
  }
}

function personIn(line: string): Person {
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+) /.exec(line) ?? []
  const date = new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')
  return { name, email, date }
}

function personLine({ name, email, date }: Person): string {
  return `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`
}

/** The very bytes of the commit go to git, so the same commit always has the same sha. */
export async function writeCommit(folder: string, made: Omit<Commit, 'sha'>): Promise<string> {
  const raw = [
    `tree ${made.tree}`,
    ...made.parents.map((parent) => `parent ${parent}`),
    `author ${personLine(made.author)}`,
    `committer ${personLine(made.committer)}`,
    '',
    made.message,
  ].join('\n')
  return text(folder, ['hash-object', '-t', 'commit', '-w', '--stdin'], { input: raw })
}

export async function log(folder: string, words: readonly string[]): Promise<readonly Commit[]> {
  const { out } = await run(folder, [
    'log',
    '-z',
    '--format=%H%n%T%n%P%n%an%n%ae%n%aI%n%cn%n%ce%n%cI%n%B',
    ...words,
  ])
  return out.toString('utf8').split('\0').filter(Boolean).map(logged)
}

function logged(record: string): Commit {
  const [
    sha = '',
    treeSha = '',
    parents = '',
    an = '',
    ae = '',
    ad = '',
    cn = '',
    ce = '',
    cd = '',
    ...rest
  ] = record.split('\n')
  const utc = (date: string) => new Date(date).toISOString().replace('.000Z', 'Z')
  return {
    sha,
    tree: treeSha,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name: an, email: ae, date: utc(ad) },
    committer: { name: cn, email: ce, date: utc(cd) },
    message: rest.join('\n').trimEnd(),
  }
}

export async function mergeBase(folder: string, a: string, b: string): Promise<string | undefined> {
  const { code, out } = await once(folder, ['merge-base', a, b], failed)
  return code === 0 ? out.toString('utf8').trim() : undefined
}

export async function isAncestor(folder: string, old: string, young: string): Promise<boolean> {
  return (await once(folder, ['merge-base', '--is-ancestor', old, young], failed)).code === 0
}

/** How far two commits have gone from where they parted. */
export async function apart(folder: string, base: string, head: string): Promise<readonly [number, number]> {
  const { out } = await once(folder, ['rev-list', '--left-right', '--count', `${base}...${head}`])
  const [behind = 0, ahead = 0] = out.toString('utf8').split('\t').map(Number)
  return [behind, ahead]
}

/** The tree of both together, or undefined where they do not agree. */
export async function mergeTree(folder: string, ours: string, theirs: string): Promise<string | undefined> {
  const { code, out } = await run(folder, ['merge-tree', '--write-tree', ours, theirs], { allow: [1] })
  return code === 0 ? out.toString('utf8').trim() : undefined
}

/** Many blobs by one process. */
export async function blobs(folder: string, shas: readonly string[]): Promise<readonly Buffer[]> {
  const { out } = await once(folder, ['cat-file', '--batch'], {
    input: shas.map((sha) => `${sha}\n`).join(''),
  })
  let at = 0
  return shas.map(() => {
    const line = out.indexOf('\n', at)
    const size = Number(out.subarray(at, line).toString('utf8').split(' ')[2])
    at = line + size + 2
    return out.subarray(line + 1, line + 1 + size)
  })
}
