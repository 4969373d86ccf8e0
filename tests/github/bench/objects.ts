/** Blobs, trees, commits and refs: git's own data, as GitHub hands it out. */
import { changedTree, type TreeChange } from './changes.ts'
import type { Dict } from './description.ts'
import * as git from './git.ts'
import { has } from './permissions.ts'
import { syncPulls } from './pull-sync.ts'
import { isFrozen } from './releases.ts'
import { api, emailOf, gitCommitShape, github, nodeId } from './shapes.ts'
import { type Answer, type Call, created, Failure, notFound, nothing, ok } from './world.ts'

export async function createBlob({ world, repo, body }: Call): Promise<Answer> {
  const { content, encoding = 'utf-8' } = body as { content: string; encoding?: 'utf-8' | 'base64' }
  const sha = await git.writeBlob(
    repo.folder,
    Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'),
  )
  return created({ sha, url: api(world, repo, `/git/blobs/${sha}`) })
}

export async function getBlob({ world, repo, params, accept }: Call): Promise<Answer> {
  const sha = params['sha'] ?? ''
  if ((await git.typeOf(repo.folder, sha)) !== 'blob') throw notFound()
  const bytes = await git.blob(repo.folder, sha)
  if (accept.includes('raw')) return { status: 200, bytes }
  return ok({
    sha,
    node_id: nodeId('B', sha),
    size: bytes.length,
    url: api(world, repo, `/git/blobs/${sha}`),
    content: inLines(bytes.toString('base64')),
    encoding: 'base64',
  })
}

/** GitHub breaks base64 into lines. */
export function inLines(base64: string): string {
  return base64.replaceAll(/.{60}/g, '$&\n').replace(/([^\n])$/, '$1\n')
}

type Entry = { path: string; mode: string; type?: string; sha?: string | null; content?: string }

export async function createTree(call: Call): Promise<Answer> {
  const { repo, body } = call
  const { tree, base_tree: base } = body as unknown as { tree: Entry[]; base_tree?: string }
  if (base !== undefined && !(await isTreeish(call, base))) throw notFound()
  const changes = await Promise.all(tree.map((entry) => changeOf(call, entry)))
  await demandDeleted(call, base, changes)
  return created(await treeShape(call, await changedTree(repo.folder, base, changes), false))
}

async function isTreeish({ repo }: Call, sha: string): Promise<boolean> {
  return ['tree', 'commit'].includes((await git.typeOf(repo.folder, sha)) ?? '')
}

async function changeOf(call: Call, { path, mode, sha, content }: Entry): Promise<TreeChange> {
  const { repo, actor } = call
  const guarded = path.startsWith('.github/workflows/') && actor?.kind !== 'person'
  if (guarded && !has(actor, ['workflows'], 'write')) {
    throw new Failure(403, 'Resource not accessible by integration')
  }
  if (!soundPath(path)) throw new Failure(422, 'tree.path contains a malformed path component')
  if (sha === null) return { path, mode, sha }
  if (sha === undefined)
    return { path, mode, sha: await git.writeBlob(repo.folder, Buffer.from(content ?? '')) }
  const type = mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob'
  if ((await git.typeOf(repo.folder, sha)) !== type)
    throw new Failure(422, `tree.sha ${sha} is not a valid ${type}`)
  return { path, mode, sha }
}

function soundPath(path: string): boolean {
  return path.split('/').every((step) => step !== '' && step !== '.' && step !== '..' && step !== '.git')
}

async function demandDeleted(
  { repo }: Call,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<void> {
  const gone = changes.filter(({ sha }) => sha === null)
  if (gone.length === 0) return
  const entries = base === undefined ? [] : await git.tree(repo.folder, base, true)
  const there = new Set(entries.map(({ path }) => path))
  if (!gone.every(({ path }) => there.has(path))) throw new Failure(422, 'GitRPC::BadObjectState')
}

export async function getTree(call: Call): Promise<Answer> {
  const { repo, params, query } = call
  const name = params['sha'] ?? ''
  const sha = (await isTreeish(call, name)) ? name : await git.resolve(repo.folder, name)
  if (sha === undefined) throw notFound()
  return ok(await treeShape(call, sha, query.has('recursive')))
}

async function treeShape({ world, repo }: Call, treeish: string, recursive: boolean): Promise<Dict> {
  const sha = await git.text(repo.folder, ['rev-parse', `${treeish}^{tree}`])
  const entries = await git.tree(repo.folder, sha, recursive)
  return {
    sha,
    url: api(world, repo, `/git/trees/${sha}`),
    tree: entries.map((entry) => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size === undefined ? {} : { size: entry.size }),
      url: api(world, repo, `/git/${entry.type}s/${entry.sha}`),
    })),
    truncated: false,
  }
}

type Named = { name: string; email: string; date?: string }

export async function createCommit(call: Call): Promise<Answer> {
  const { world, repo, body, user } = call
  const asked = body as unknown as {
    message: string
    tree: string
    parents?: string[]
    author?: Named
    committer?: Named
  }
  const { message, tree, parents = [] } = asked
  if ((await git.typeOf(repo.folder, tree)) !== 'tree') throw new Failure(422, 'Tree SHA does not exist')
  for (const parent of parents) {
    if ((await git.typeOf(repo.folder, parent)) !== 'commit') {
      throw new Failure(422, 'Parent SHA does not exist or is not a commit object')
    }
  }
  const now = world.clock.now()
  const author = { name: user.login, email: emailOf(user), date: now, ...asked.author }
  // What a bot makes in nobody's name but its own, GitHub commits and signs.
  const isSigned = user.type === 'Bot' && !asked.author && !asked.committer
  const committer = isSigned ? { ...github, date: author.date } : { ...author, ...asked.committer }
  const sha = await git.writeCommit(repo.folder, { tree, parents, message, author, committer })
  if (isSigned) world.signed.add(sha)
  return created(gitCommitShape(world, repo, await git.commit(repo.folder, sha)))
}

export async function getGitCommit({ world, repo, params }: Call): Promise<Answer> {
  const sha = params['sha'] ?? ''
  if ((await git.typeOf(repo.folder, sha)) !== 'commit') throw notFound()
  return ok(gitCommitShape(world, repo, await git.commit(repo.folder, sha)))
}

function refShape({ world, repo }: Call, { name, sha, type }: git.Ref): Dict {
  return {
    ref: name,
    node_id: nodeId('REF', name),
    url: api(world, repo, `/git/${name}`),
    object: { sha, type, url: api(world, repo, `/git/${type}s/${sha}`) },
  }
}

async function refNow(call: Call, name: string): Promise<git.Ref | undefined> {
  return (await git.refs(call.repo.folder, name)).find((ref) => ref.name === name)
}

export async function getRef(call: Call): Promise<Answer> {
  const ref = await refNow(call, `refs/${call.params['ref']}`)
  if (!ref) throw notFound()
  return ok(refShape(call, ref))
}

export async function matchingRefs(call: Call): Promise<Answer> {
  const start = `refs/${call.params['ref']}`
  const all = await git.refs(call.repo.folder, 'refs')
  return ok(all.filter(({ name }) => name.startsWith(start)).map((ref) => refShape(call, ref)))
}

export async function createRef(call: Call): Promise<Answer> {
  const { repo, body } = call
  const { ref, sha } = body as { ref: string; sha: string }
  if (!(await soundRef(call, ref))) throw new Failure(422, 'Reference name is not valid')
  if (await refNow(call, ref)) throw new Failure(422, 'Reference already exists')
  if (!(await git.typeOf(repo.folder, sha))) throw new Failure(422, 'Object does not exist')
  await git.setRef(repo.folder, ref, sha).catch(() => {
    throw new Failure(422, 'Reference update failed')
  })
  await syncPulls(call.world)
  return created(refShape(call, { name: ref, sha, type: 'commit' }))
}

async function soundRef({ repo }: Call, ref: string): Promise<boolean> {
  if (!/^refs\/(heads|tags)\/./.test(ref)) return false
  return (await git.run(repo.folder, ['check-ref-format', ref], { allow: [1] })).code === 0
}

export async function updateRef(call: Call): Promise<Answer> {
  const { repo, params, body } = call
  const { sha, force = false } = body as { sha: string; force?: boolean }
  const before = await refNow(call, `refs/${params['ref']}`)
  if (!before) throw new Failure(422, 'Reference does not exist')
  if ((await git.typeOf(repo.folder, sha)) !== 'commit') throw new Failure(422, 'Object does not exist')
  if (!force && !(await git.isAncestor(repo.folder, before.sha, sha))) {
    throw new Failure(422, 'Update is not a fast forward')
  }
  demandLoose(call, before.name)
  await git.setRef(repo.folder, before.name, sha)
  await syncPulls(call.world)
  return ok(refShape(call, { ...before, sha }))
}

function demandLoose({ repo }: Call, ref: string): void {
  if (isFrozen(repo, ref)) throw new Failure(422, 'The tag of an immutable release cannot be changed')
}

export async function deleteRef(call: Call): Promise<Answer> {
  const before = await refNow(call, `refs/${call.params['ref']}`)
  if (!before) throw new Failure(422, 'Reference does not exist')
  if (before.name === `refs/heads/${call.repo.fields['default_branch']}`) {
    throw new Failure(422, 'Cannot delete the default branch')
  }
  demandLoose(call, before.name)
  await git.setRef(call.repo.folder, before.name, undefined)
  await syncPulls(call.world)
  return nothing()
}
