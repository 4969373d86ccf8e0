/** The version before, for the amendments of a release: from the clone at hand, or as GitHub holds what was released. */
import type { Edition } from '../core/plan/release/manifest.ts'
import { digestIn } from '../core/rules/terms.ts'
import { gitIn } from '../io/git.ts'
import { type ForgeRead, Unreadable } from '../io/ports.ts'
import { type Asking, newestBefore } from './release-asking.ts'
import { type History, historyIn } from './standpoints.ts'
import { type Before, recalled, versionBefore } from './version-before.ts'

/**
 * What the amendments of an edition tell the difference from; undefined when it has had no version before.
 * @throws Unreadable when nobody can tell from here: nothing is released without its amendment
 */
export type BeforeOf = (edition: Edition) => Promise<Before | undefined>

/** From the clone the edition is checked out in. @throws Unreadable for one that does not hold the whole history */
export function beforeInClone(root: string): BeforeOf {
  let history: History | undefined
  return async (edition) => {
    if (edition.agreement.version < 2) return undefined
    history ??= historyIn(root)
    return seenIn(history, root, edition)
  }
}

/** As it was released, or else from a clone that holds the commit of the edition. @throws Unreadable where neither tells */
export function beforeOnGitHub(root: string, asking: () => Promise<Asking>): BeforeOf {
  let history: History | undefined
  return async (edition) => {
    if (edition.agreement.version < 2) return undefined
    const known = await asking()
    const released = await releasedBefore(edition, known)
    if (released) return released
    const { id: agreement, version } = edition.agreement
    if (!(await holds(root, edition.commit, known.read)))
      throw new Unreadable('tool/release-history', { agreement, version })
    history ??= historyIn(root)
    return seenIn(history, root, edition)
  }
}

/** Only a release whose commit the edition builds on: what was never on the default branch nobody has agreed to. */
async function releasedBefore(edition: Edition, asking: Asking): Promise<Before | undefined> {
  const { read, standpointAt } = asking
  const { id } = edition.agreement
  const earlier = newestBefore(edition, asking)
  const tip = earlier && (await read.tag(earlier.tag))
  if (!earlier || tip === undefined || (await read.mergeBase(edition.commit, tip)) !== tip) return undefined
  const then = await standpointAt(earlier.tag, id)
  if (then?.agreement.version !== earlier.version) return undefined
  return recalled({ ...then, digest: digestIn(then.programme, then.agreement) }, edition.programme)
}

function seenIn(history: History, root: string, edition: Edition): Before | undefined {
  const { id: agreement, version } = edition.agreement
  if (history.isShallow) throw new Unreadable('tool/release-shallow', { agreement, version })
  const before = versionBefore(history)(edition)
  if (!before) refuseGaps(root, agreement)
  return before
}

/** A clone may know all commits, and still not hold what they hold. @throws Unreadable for a state that is not here */
function refuseGaps(root: string, id: string): void {
  const git = gitIn(root)
  const file = `agreements/${id}/agreement.yaml`
  git.blobs(git.history([file]).flatMap(({ commit }) => git.tree(commit, [file]).map(({ blob }) => blob)))
}

async function holds(root: string, commit: string, read: ForgeRead): Promise<boolean> {
  try {
    const git = gitIn(root)
    git.resolve(commit)
    const head = git.resolve('HEAD')
    return head === commit || (await read.mergeBase(commit, head)) === commit
  } catch (error) {
    if (error instanceof Unreadable) return false
    throw error
  }
}
