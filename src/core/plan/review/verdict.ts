/** Dom: what is to be said of a pull request. */
import { type Authority, approversOf, authority, office } from '../../authority.ts'
import { hasErrors } from '../../diagnostic.ts'
import type { Account } from '../../model.ts'
import { type Heard, heard } from './approvals.ts'
import { isByAuthorAlone, type ReviewFacts } from './facts.ts'
import { givenCommands } from './given-commands.ts'
import { holder } from './hold.ts'

/** The first that fits. What must be mended anyway comes before whom to wait for. */
export type Verdict = 'findings' | 'conflict' | 'overtaken' | 'held' | 'waiting' | 'ready'

export type Judged = {
  readonly verdict: Verdict
  readonly authority: Authority
  /** Those who have asked for changes, of those who may approve. */
  readonly objections: readonly Account[]
  readonly unheard: Heard['unheard']
  readonly heldBy: Account | undefined
}

export function judge(facts: ReviewFacts): Judged {
  const { pull, base, head, changes, commits, said, self } = facts
  const { approvals, ...heardOf } = heard(said)
  const judged = authority({
    base: base.programme,
    head: { commit: pull.head.commit, programme: head.programme },
    changes,
    author: pull.author,
    byAuthorAlone: isByAuthorAlone(pull, commits),
    approvals,
  })
  const mayApprove = voices(facts, judged)
  const objections = heardOf.objections.filter(mayApprove)
  const heldBy = holder(givenCommands(said.comments, self), mayApprove)
  const unheard = heardOf.unheard.filter(({ account }) => mayApprove(account))
  const verdict = verdictOf(facts, { authority: judged, objections, heldBy })
  return { verdict, authority: judged, objections, unheard, heldBy }
}

function verdictOf(
  { diagnostics, tooLarge, pull, overtaken }: ReviewFacts,
  { authority, objections, heldBy }: Omit<Judged, 'verdict' | 'unheard'>,
): Verdict {
  if (tooLarge || hasErrors(diagnostics)) return 'findings'
  if (pull.mergeable === false) return 'conflict'
  // What GitHub would make of both changes is something that nobody has judged.
  if (overtaken.length > 0) return 'overtaken'
  if (heldBy) return 'held'
  return authority.verdict === 'complete' && objections.length === 0 ? 'ready' : 'waiting'
}

/** The office, and whoever speaks for somebody whose approval is demanded; the author too, who may hold what is hers. */
function voices({ base }: ReviewFacts, { demands }: Authority): (account: Account) => boolean {
  const who = new Set([office, ...demands.flatMap(({ who, or = [] }) => [who, ...or])])
  const able = new Set([...who].flatMap((one) => approversOf(base.programme, one)).map(({ id }) => id))
  return ({ id }) => able.has(id)
}
