/** `match --compare`: the programme as it was at another commit, and what is different between two matchings. */
import { dataFolders } from '../core/kinds.ts'
import { comparisonOf } from '../core/match/office/comparison.ts'
import type { Matching, Programme } from '../core/model.ts'
import { comparisonReporters } from '../core/report/comparison.ts'
import type { MatchingFormat } from '../core/report/matching.ts'
import { gitIn } from '../io/git.ts'
import { Unreadable } from '../io/ports.ts'
import type { Context } from './context.ts'
import { loadTree } from './loading.ts'

/** @throws Unreadable when git does not know the revision, or there were no readable settings in it */
export function programmeAt(root: string, revision: string): Programme {
  const git = gitIn(root)
  const tree = git.tree(git.resolve(revision), [...dataFolders, 'templates'])
  const { programme } = loadTree(tree, git.blobs).loaded
  if (!programme.settings) throw new Unreadable('match/compare-unreadable', { revision })
  return programme
}

type State = { readonly programme: Programme; readonly matching: Matching }

export function differenceText(
  before: State,
  after: State,
  revision: string | undefined,
  format: MatchingFormat,
  { speaker: { words } }: Context,
): string {
  const told = {
    comparison: comparisonOf(before, after),
    heading:
      revision === undefined ? words('comparison-what-if') : words('comparison-revision', { revision }),
    before: before.programme,
    after: after.programme,
    matching: after.matching,
  }
  return comparisonReporters[format](told, words)
}
