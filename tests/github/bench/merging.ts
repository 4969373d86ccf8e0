/** Merging a pull request in GitHub's three ways, by git's own merge. */
import * as git from './git.ts'
import { issueOf, partingOf } from './pull-shape.ts'
import { setOpen, syncPulls, tryMerge } from './pull-sync.ts'
import { pullOf } from './pulls.ts'
import { emailOf, github } from './shapes.ts'
import { touch } from './translate.ts'
import {
  type Answer,
  type Call,
  Failure,
  notFound,
  nothing,
  ok,
  type Pull,
  type User,
  type World,
} from './world.ts'

type Method = 'merge' | 'squash' | 'rebase'

type Asked = { sha?: string; merge_method?: Method; commit_title?: string; commit_message?: string }

export function isMerged(call: Call): Answer {
  if (!pullOf(call).merged) throw notFound()
  return nothing()
}

export async function mergePull(call: Call): Promise<Answer> {
  const { world, repo, user, body } = call
  const pull = pullOf(call)
  const asked = body as Asked
  const method = asked.merge_method ?? 'merge'
  await demandMergeable(call, pull, asked.sha, method)
  const sha = await makers[method](call, pull, asked)
  if (method !== 'rebase') world.signed.add(sha)
  await git.setRef(repo.folder, `refs/heads/${pull.base.ref}`, sha)
  pull.merged = { at: world.clock.now(), by: user, sha }
  await setOpen(world, pull, false, user)
  await closeNamedIssues(world, pull, user)
  await removeHead(pull)
  await syncPulls(world)
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' })
}

const allowed: Readonly<Record<Method, readonly [string, string]>> = {
  merge: ['allow_merge_commit', 'Merge commits are not allowed on this repository.'],
  squash: ['allow_squash_merge', 'Squash merges are not allowed on this repository.'],
  rebase: ['allow_rebase_merge', 'Rebase merges are not allowed on this repository.'],
}

async function demandMergeable(
  call: Call,
  pull: Pull,
  sha: string | undefined,
  method: Method,
): Promise<void> {
  const [setting, refusal] = allowed[method]
  if (pull.closed !== undefined) throw new Failure(405, 'Pull Request is not mergeable')
  if (sha !== undefined && sha !== pull.head.sha) {
    throw new Failure(409, 'Head branch was modified. Review and try the merge again.')
  }
  if (call.repo.fields[setting] === false) throw new Failure(405, refusal)
  if (pull.draft) throw new Failure(405, 'Pull Request is still a draft')
  if ((await tryMerge(call.world, pull)) === undefined)
    throw new Failure(405, 'Pull Request is not mergeable')
}

type Maker = (call: Call, pull: Pull, asked: Asked) => Promise<string>

const makers: Readonly<Record<Method, Maker>> = {
  merge: mergeCommit,
  squash: squashCommit,
  rebase: rebaseCommits,
}

/** Where the base is now, and the tree of both: `tryMerge` has just made them. */
async function triedOf(pull: Pull): Promise<{ base: string; tree: string }> {
  const { base = '', sha = '' } = pull.tried ?? {}
  return { base, tree: (await git.commit(pull.repo.folder, sha)).tree }
}

function identity(user: User, date: string): git.Person {
  return { name: user.login, email: emailOf(user), date }
}

async function mergeCommit({ world, user }: Call, pull: Pull, asked: Asked): Promise<string> {
  const { base, tree } = await triedOf(pull)
  const date = world.clock.now()
  const from = `${pull.head.repo.owner.login}/${pull.head.ref}`
  const title = asked.commit_title ?? `Merge pull request #${pull.number} from ${from}`
  const text = asked.commit_message ?? String((await issueOf(world, pull))['title'])
  return git.writeCommit(pull.repo.folder, {
    tree,
    parents: [base, pull.head.sha],
    message: text === '' ? title : `${title}\n\n${text}`,
    author: identity(user, date),
    committer: { ...github, date },
  })
}

async function squashCommit({ world }: Call, pull: Pull, asked: Asked): Promise<string> {
  const { base, tree } = await triedOf(pull)
  const date = world.clock.now()
  const commits = await git.log(pull.repo.folder, ['--reverse', `${await partingOf(pull)}..${pull.head.sha}`])
  const [only] = commits
  const title = asked.commit_title ?? `${await titleOf(world, pull, commits)} (#${pull.number})`
  const text = asked.commit_message ?? squashText(commits)
  return git.writeCommit(pull.repo.folder, {
    tree,
    parents: [base],
    message: text === '' ? title : `${title}\n\n${text}`,
    author: commits.length === 1 && only ? { ...only.author, date } : identity(pull.author, date),
    committer: { ...github, date },
  })
}

/** One commit lends its own title; of several, the pull request's is taken. */
async function titleOf(world: World, pull: Pull, commits: readonly git.Commit[]): Promise<string> {
  const [first] = commits
  if (commits.length === 1 && first) return first.message.split('\n')[0] ?? ''
  return String((await issueOf(world, pull))['title'])
}

function squashText(commits: readonly git.Commit[]): string {
  if (commits.length > 1) return commits.map(({ message }) => `* ${message}`).join('\n\n')
  return (commits[0]?.message ?? '').split('\n').slice(1).join('\n').trim()
}

async function rebaseCommits({ world, user }: Call, pull: Pull): Promise<string> {
  const { folder } = pull.repo
  const { base } = await triedOf(pull)
  const commits = await git.log(folder, ['--reverse', `${await partingOf(pull)}..${pull.head.sha}`])
  let tip = base
  for (const commit of commits.filter(({ parents }) => parents.length === 1)) {
    const tree = await replayed(folder, commit, tip)
    if (tree === undefined) throw new Failure(405, "This branch can't be rebased")
    const committer = identity(user, world.clock.now())
    tip = await git.writeCommit(folder, { ...commit, tree, parents: [tip], committer })
  }
  return tip
}

/**
 * One commit laid on another tip. Git 2.39 merges only commits with a common ancestor, so a made-up one stands in:
 * the commit's own parent, with the tip's files on one side and the commit's on the other.
 */
async function replayed(folder: string, commit: git.Commit, tip: string): Promise<string | undefined> {
  const [parent = ''] = commit.parents
  const { tree } = await git.commit(folder, tip)
  const standIn = {
    parents: [parent],
    message: 'stand-in',
    author: commit.author,
    committer: commit.committer,
  }
  const ours = await git.writeCommit(folder, { ...standIn, tree })
  return git.mergeTree(folder, ours, commit.sha)
}

const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)/gi

/** «Closes #3» in the text closes issue 3 once the pull request reaches the default branch. */
async function closeNamedIssues(world: World, pull: Pull, by: User): Promise<void> {
  const { repo, base } = pull
  if (base.ref !== repo.fields['default_branch']) return
  const text = String((await issueOf(world, pull))['body'] ?? '')
  const numbers = new Set([...text.matchAll(closing)].map(([, digits]) => Number(digits)))
  for (const number of [...numbers].filter((one) => !repo.pulls.has(one))) {
    touch(world, `/issues/${number}`)
    await world.emulated.ask(by, 'PATCH', `/repos/${repo.full}/issues/${number}`, { state: 'closed' })
  }
}

async function removeHead({ repo, head }: Pull): Promise<void> {
  const wanted = repo.fields['delete_branch_on_merge'] === true && head.repo === repo
  if (wanted) await git.setRef(repo.folder, `refs/heads/${head.ref}`, undefined)
}
