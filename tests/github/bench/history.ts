/** Branches, commits, contents, comparison: what one reads of a repository's past. */
import { difference, type FileDiff } from './changes.ts'
import type { Dict } from './description.ts'
import * as git from './git.ts'
import { inLines } from './objects.ts'
import { api, commitShape, page } from './shapes.ts'
import {
  type Answer,
  type Call,
  type Failure,
  notFound,
  ok,
  paged,
  type Repo,
  repoOf,
  type World,
} from './world.ts'

export async function listBranches(call: Call): Promise<Answer> {
  const { world, repo } = call
  const heads = await git.refs(repo.folder, 'refs/heads')
  const shape = ({ name, sha }: git.Ref) => ({
    name: name.slice('refs/heads/'.length),
    commit: { sha, url: api(world, repo, `/commits/${sha}`) },
    protected: false,
  })
  return paged(call, heads.map(shape))
}

export async function getBranch({ world, repo, params }: Call): Promise<Answer> {
  const name = params['branch'] ?? ''
  const sha = await git.tip(repo.folder, `refs/heads/${name}`)
  if (sha === undefined) throw branchNotFound()
  const url = api(world, repo, `/branches/${name}`)
  return ok({
    name,
    commit: commitShape(world, repo, await git.commit(repo.folder, sha)),
    _links: { self: url, html: page(repo, `/tree/${name}`) },
    protected: false,
    protection: { enabled: false },
    protection_url: `${url}/protection`,
  })
}

function branchNotFound(): Failure {
  const failure = notFound()
  failure.message = 'Branch not found'
  return failure
}

export async function listCommits(call: Call): Promise<Answer> {
  const { world, repo, query } = call
  const from = await git.resolve(repo.folder, query.get('sha') ?? String(repo.fields['default_branch']))
  if (from === undefined) throw notFound()
  const path = query.get('path')
  const commits = await git.log(repo.folder, [from, ...(path === null ? [] : ['--', path])])
  return paged(
    call,
    commits.map((commit) => commitShape(world, repo, commit)),
  )
}

export async function getCommit(call: Call): Promise<Answer> {
  const { world, repo, params } = call
  const sha = await git.resolve(repo.folder, params['ref'] ?? '')
  if (sha === undefined) throw notFound()
  const commit = await git.commit(repo.folder, sha)
  const files = await difference(repo.folder, commit.parents[0] ?? emptyTree, sha)
  const [additions, deletions] = [sum(files, 'additions'), sum(files, 'deletions')]
  return ok({
    ...commitShape(world, repo, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: files.map((file) => fileShape(world, repo, sha, file)),
  })
}

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

export function sum(files: readonly FileDiff[], key: 'additions' | 'deletions'): number {
  return files.reduce((total, file) => total + file[key], 0)
}

export function fileShape(world: World, repo: Repo, sha: string, file: FileDiff): Dict {
  const name = encodeURI(file.path)
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: page(repo, `/blob/${sha}/${name}`),
    raw_url: page(repo, `/raw/${sha}/${name}`),
    contents_url: api(world, repo, `/contents/${name}?ref=${sha}`),
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.before === undefined ? {} : { previous_filename: file.before }),
  }
}

/** `main...kari:branch` names a branch in Kari's fork. */
async function sideOf(call: Call, name: string): Promise<string> {
  const [owner, branch] = name.includes(':') ? name.split(':') : [undefined, name]
  const repo = owner === undefined ? call.repo : repoOf(call.world, `${owner}/${call.repo.name}`)
  const sha = await git.resolve(repo.folder, branch ?? '')
  if (sha === undefined) throw notFound()
  return sha
}

export async function compare(call: Call): Promise<Answer> {
  const { world, repo, params } = call
  const [baseName, headName] = (params['basehead'] ?? '').split('...')
  if (!baseName || !headName) throw notFound()
  const [base, head] = await Promise.all([sideOf(call, baseName), sideOf(call, headName)])
  const parting = await git.mergeBase(repo.folder, base, head)
  if (parting === undefined) throw notFound()
  const [behind, ahead] = await git.apart(repo.folder, base, head)
  const commits = await git.log(repo.folder, ['--reverse', `${base}..${head}`])
  const files = await difference(repo.folder, parting, head)
  const url = api(world, repo, `/compare/${baseName}...${headName}`)
  const site = page(repo, `/compare/${baseName}...${headName}`)
  const shape = async (sha: string) => commitShape(world, repo, await git.commit(repo.folder, sha))
  const answer = paged(
    call,
    commits.map((commit) => commitShape(world, repo, commit)),
  )
  return {
    ...answer,
    body: {
      url,
      html_url: site,
      permalink_url: site,
      diff_url: `${site}.diff`,
      patch_url: `${site}.patch`,
      base_commit: await shape(base),
      merge_base_commit: await shape(parting),
      status: statusOf(ahead, behind),
      ahead_by: ahead,
      behind_by: behind,
      total_commits: commits.length,
      commits: answer.body,
      files: files.slice(0, 300).map((file) => fileShape(world, repo, head, file)),
    },
  }
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged'
  if (ahead > 0) return 'ahead'
  return behind > 0 ? 'behind' : 'identical'
}

export async function getContents(call: Call): Promise<Answer> {
  const { repo, params, query, accept } = call
  const ref = query.get('ref') ?? String(repo.fields['default_branch'])
  const sha = await git.resolve(repo.folder, ref)
  if (sha === undefined) throw notFound()
  const path = (params['path'] ?? '').replace(/\/$/, '')
  const entries = await git.tree(repo.folder, sha, true)
  const entry = entries.find((one) => one.path === path)
  if (entry && entry.type !== 'tree') {
    const bytes = await git.blob(repo.folder, entry.sha)
    return accept.includes('raw') ? { status: 200, bytes } : ok(contentShape(call, ref, entry, bytes))
  }
  if (!entry && path !== '') throw notFound()
  const inside = entries.filter((one) => parentOf(one.path) === path)
  return ok(inside.map((one) => contentShape(call, ref, one, undefined)))
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}

function contentShape({ world, repo }: Call, ref: string, entry: git.Entry, bytes: Buffer | undefined): Dict {
  const url = api(world, repo, `/contents/${encodeURI(entry.path)}?ref=${ref}`)
  const [gitUrl, site] = [
    api(world, repo, `/git/${entry.type}s/${entry.sha}`),
    page(repo, `/blob/${ref}/${entry.path}`),
  ]
  const link = entry.mode === '120000'
  const type = entry.type === 'tree' ? 'dir' : link ? 'symlink' : 'file'
  return {
    type,
    size: entry.size ?? 0,
    name: entry.path.split('/').at(-1) ?? '',
    path: entry.path,
    sha: entry.sha,
    url,
    git_url: gitUrl,
    html_url: site,
    download_url: type === 'dir' ? null : site.replace('/blob/', '/raw/'),
    _links: { self: url, git: gitUrl, html: site },
    ...(bytes && !link ? { encoding: 'base64', content: inLines(bytes.toString('base64')) } : {}),
    ...(bytes && link ? { target: bytes.toString('utf8') } : {}),
  }
}
