/** A commit on a branch, in steps of which only the last can be seen. */

import { type ForgeRead, type ForgeWrite, Unreadable } from '../ports.ts'
import type { Client } from './client.ts'
import { fields, listOf, type Shape } from './fields.ts'
import { sha } from './shapes.ts'
import { refusedWith, unless } from './trouble.ts'

type Deed = Parameters<ForgeWrite['commit']>[0]
type Tip = ForgeRead['tip']

const git = '/repos/{owner}/{repo}/git'

/**
 * Nothing is written when the files are so already. Between the last look at the branch and moving it somebody else may
 * move it: when commits are added GitHub refuses that, but when the branch is built anew on another parent it cannot, and
 * what came in those milliseconds is only to be found in the pull request's history.
 */
export async function commitTo(client: Client, tip: Tip, deed: Deed): Promise<string> {
  const parent = await shown(client, deed.parent)
  const tree = await treeOf(client, deed, parent.tree)
  if (tree === parent.tree) return deed.tip ?? deed.parent
  const made = { message: deed.message, tree, parents: [deed.parent] }
  const commit = await client.one(`POST ${git}/commits`, made, sha)
  const at = await tip(deed.branch)
  if (at !== (deed.tip ?? undefined)) return doneBy(client, at, tree, deed)
  try {
    await move(client, deed, commit)
    return commit
  } catch (error) {
    if (refusedWith(error, 409, 422)) return doneBy(client, await tip(deed.branch), tree, deed, error)
    throw error
  }
}

type Shown = { readonly tree: string; readonly parents: readonly string[] }

const shownCommit: Shape<Shown> = (value) => {
  const at = fields(value)
  return { tree: at('tree', sha), parents: at('parents', listOf(sha)) }
}

function shown(client: Client, commit: string): Promise<Shown> {
  return client.one(`GET ${git}/commits/{commit_sha}`, { commit_sha: commit }, shownCommit)
}

function treeOf(client: Client, { files }: Deed, base: string): Promise<string> {
  const entries = files.map(({ path, text }) => ({
    path,
    mode: '100644',
    type: 'blob',
    ...(text === null ? { sha: null } : { content: text }),
  }))
  return client.one(`POST ${git}/trees`, { base_tree: base, tree: entries }, sha)
}

function move(client: Client, { branch, parent, tip }: Deed, commit: string): Promise<void> {
  if (tip === null) return client.send(`POST ${git}/refs`, { ref: `refs/heads/${branch}`, sha: commit })
  return client.send(`PATCH ${git}/refs/{ref}`, {
    ref: `heads/${branch}`,
    sha: commit,
    force: parent !== tip,
  })
}

/**
 * The branch is not where it was to be. That is fine when it holds what was to be put there: another run was quicker, or
 * this one was broken off. `refusal` is what GitHub said, in case the branch is not to blame.
 */
async function doneBy(
  client: Client,
  at: string | undefined,
  tree: string,
  { branch, parent, tip }: Deed,
  refusal?: unknown,
): Promise<string> {
  if (refusal !== undefined && at === (tip ?? undefined)) throw refusal
  const there = at === undefined ? undefined : await shown(client, at)
  const same = there?.tree === tree && there.parents.length === 1 && there.parents[0] === parent
  if (at === undefined || !same) throw new Unreadable('tool/github-moved', { branch })
  return at
}

/** GitHub answers 422 for a branch that is not there, and for one that must not be deleted. */
export async function deleteBranch(client: Client, tip: Tip, branch: string): Promise<void> {
  try {
    await unless(client.send(`DELETE ${git}/refs/{ref}`, { ref: `heads/${branch}` }), 404)
  } catch (error) {
    if (!refusedWith(error, 422) || (await tip(branch)) !== undefined) throw error
  }
}
