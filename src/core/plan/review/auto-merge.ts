/** Innfletting: taking in by ourselves what nobody needs to look at again. */
import { compare } from '../../diagnostic.ts'
import { identify } from '../../kinds.ts'
import type { Speaker } from '../../messages.ts'
import type { Account } from '../../model.ts'
import { paragraph } from '../../report/visible.ts'
import type { Action } from '../action.ts'
import { declineBranchOf } from '../propose/proposal.ts'
import { isAllOurs, type ReviewFacts } from './facts.ts'
import type { Judged } from './verdict.ts'

/** `soon`: only GitHub's own answer, whether there is a conflict, is still to come. */
export type Merging = 'now' | 'soon' | 'by-office'

/** The setting is that of the base: a change cannot let itself in. */
export function merging(facts: ReviewFacts, judged: Judged): Merging {
  const { base, pull, overtaken } = facts
  const mayMerge =
    judged.verdict === 'ready' &&
    base.programme.settings?.autoMerge === true &&
    !pull.draft &&
    overtaken.length === 0 &&
    isOwnWork(facts, judged) &&
    (isRegistrationOfOne(facts) !== undefined || isOurDecline(facts))
  if (!mayMerge) return 'by-office'
  return pull.mergeable === true ? 'now' : 'soon'
}

/** Needs and offers of one agency, and nothing else. Its slug. */
function isRegistrationOfOne({ changes }: ReviewFacts): string | undefined {
  const paths = changes.flatMap((change) =>
    change.kind === 'renamed' ? [change.from, change.path] : [change.path],
  )
  const [agency, ...others] = new Set(paths.map(registrant))
  return others.length === 0 ? agency : undefined
}

function registrant(path: string): string | undefined {
  const { kind, names = [] } = identify(path) ?? {}
  return kind === 'need' || kind === 'offer' ? names[0] : undefined
}

function isOurDecline(facts: ReviewFacts): boolean {
  const [change, ...others] = facts.changes
  if (change?.kind !== 'added' || others.length > 0) return false
  const { kind, names: [match = ''] = [] } = identify(change.path) ?? {}
  return kind === 'decision' && facts.pull.head.branch === declineBranchOf(match) && isAllOurs(facts)
}

/** Nobody has added to it whom its author may not know of. A commit without an account may be anybody's. */
function isOwnWork({ pull, commits, self }: ReviewFacts, { authority }: Judged): boolean {
  const known = new Set(
    [pull.author, self, ...authority.demands.flatMap(({ from }) => from)].map(({ id }) => id),
  )
  return commits.every(({ author }) => author !== undefined && known.has(author.id))
}

export function mergeAction(facts: ReviewFacts, { authority }: Judged, { words }: Speaker): Action {
  const { number, head } = facts.pull
  const agency = isRegistrationOfOne(facts)
  const title = agency ? words('review-merge-registration', { agency }) : words('review-merge-decline')
  return {
    kind: 'merge',
    pull: number,
    commit: head.commit,
    title: `${title} (#${number})`,
    message: words('review-merge-approved', { logins: loginsOf(authority.demands.flatMap(approverOf)) }),
  }
}

function approverOf({ satisfiedBy }: { readonly satisfiedBy?: Account }): readonly Account[] {
  return satisfiedBy ? [satisfiedBy] : []
}

function loginsOf(accounts: readonly Account[]): string {
  return [...new Set(accounts.map(({ login }) => paragraph(login)))].sort(compare).join(', ')
}
