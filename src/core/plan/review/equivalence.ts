/** Likeverdig: agreements that say the same, but for who has accepted; and commits that differ in nothing else. */
import { identify } from '../../kinds.ts'
import type { Account } from '../../model.ts'
import { firstDifference } from '../../rules/change/first-difference.ts'
import { parseYaml } from '../../yaml.ts'
import type { Commit, TreeFile } from '../forge.ts'
import { changesBetween } from '../trees.ts'

/** Whether all that came after a commit of a pull request is ours. Oldest first; the head is the last. */
export function isOursSince(commit: string, commits: readonly Commit[], self: Account): boolean {
  const at = commits.findIndex(({ id }) => id === commit)
  return at >= 0 && commits.slice(at + 1).every(({ author }) => author?.id === self.id)
}

/** Files that are there in both commits and say something else. Undefined where anything differs but agreements. */
export function differingAgreements(
  before: readonly TreeFile[],
  after: readonly TreeFile[],
): readonly (readonly [TreeFile, TreeFile])[] | undefined {
  const changes = changesBetween(before, after)
  const pairs = changes.flatMap(({ path }) => {
    const one = before.find((file) => file.path === path)
    const other = after.find((file) => file.path === path)
    const isAgreement = identify(path)?.kind === 'agreement' && one?.mode === other?.mode
    return one && other && isAgreement && one.mode.startsWith('100') ? [[one, other] as const] : []
  })
  return pairs.length === changes.length ? pairs : undefined
}

/** Whether two texts of an agreement differ in nothing but who has accepted. What cannot be read is never the same. */
export function saysTheSame(before: string, after: string): boolean {
  const [one, other] = [withoutAccepted(before), withoutAccepted(after)]
  return one !== undefined && other !== undefined && firstDifference(one, other) === undefined
}

function withoutAccepted(text: string): object | undefined {
  const { data, problems } = parseYaml(text)
  if (problems.length > 0 || typeof data !== 'object' || data === null) return undefined
  const { accepted: _accepted, ...rest } = data as Record<string, unknown>
  return rest
}
