/** Keeps pull requests in step with the branches they come from and go to. */
import * as git from './git.ts'
import { github } from './shapes.ts'
import { touch } from './translate.ts'
import type { Pull, World } from './world.ts'

/** Looks at every open pull request anew; called whenever a branch may have moved. */
export async function syncPulls(world: World): Promise<void> {
  const pulls = [...world.repos.values()].flatMap((repo) => [...repo.pulls.values()])
  for (const pull of pulls.filter(({ closed }) => closed === undefined)) await syncPull(world, pull)
}

async function syncPull(world: World, pull: Pull): Promise<void> {
  const { repo, head, base } = pull
  const [headNow, baseNow] = await Promise.all([
    git.tip(head.repo.folder, `refs/heads/${head.ref}`),
    git.tip(repo.folder, `refs/heads/${base.ref}`),
  ])
  if (headNow === undefined || baseNow === undefined) return setOpen(world, pull, false)
  const moved = headNow !== head.sha
  if (moved) await moveHead(world, pull, headNow, baseNow)
  if (!(await git.isAncestor(repo.folder, headNow, baseNow))) return
  // A head set back to its base has nothing left to merge; a base that has taken the head in has merged it.
  if (!moved) pull.merged = { at: world.clock.now(), by: pull.author, sha: baseNow }
  await setOpen(world, pull, false)
}

async function moveHead(world: World, pull: Pull, head: string, base: string): Promise<void> {
  pull.head.sha = head
  pull.base.sha = base
  pull.updated = touch(world, `/issues/${pull.number}`).updated
  await git.setRef(pull.repo.folder, `refs/pull/${pull.number}/head`, head)
}

/** Opens or closes, here and at the emulator, which keeps the issue of the same number. */
export async function setOpen(world: World, pull: Pull, open: boolean, by = pull.author): Promise<void> {
  if (open === (pull.closed === undefined)) return
  const { updated } = touch(world, `/issues/${pull.number}`)
  pull.updated = updated
  if (open) delete pull.closed
  else pull.closed = updated
  const path = `/repos/${pull.repo.full}/issues/${pull.number}`
  await world.emulated.ask(by, 'PATCH', path, { state: open ? 'open' : 'closed' })
}

/** The merge GitHub tries of every open pull request; undefined where the two do not agree. */
export async function tryMerge(world: World, pull: Pull): Promise<string | undefined> {
  const { folder } = pull.repo
  const base = (await git.tip(folder, `refs/heads/${pull.base.ref}`)) ?? pull.base.sha
  const head = pull.head.sha
  if (pull.tried?.base === base && pull.tried.head === head) return pull.tried.sha
  const tree = await git.mergeTree(folder, base, head)
  const sha = tree && (await testCommit(folder, tree, base, head))
  pull.tried = { base, head, sha }
  if (sha !== undefined) {
    world.signed.add(sha)
    await git.setRef(folder, `refs/pull/${pull.number}/merge`, sha)
  }
  return sha
}

/** Dated by the head, so that looking changes nothing. */
async function testCommit(folder: string, tree: string, base: string, head: string): Promise<string> {
  const { author, committer } = await git.commit(folder, head)
  const message = `Merge ${head} into ${base}`
  return git.writeCommit(folder, {
    tree,
    parents: [base, head],
    message,
    author,
    committer: { ...github, date: committer.date },
  })
}
