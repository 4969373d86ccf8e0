/** What is known of a pull request: all that its review is made of. Only reading. */
import { compare } from '../core/diagnostic.ts'
import { type Memory, shortMemory } from '../core/load.ts'
import type { Account, IsoDate } from '../core/model.ts'
import type { Note } from '../core/plan/action.ts'
import type { Commit, PullRequest, Repository, TreeFile } from '../core/plan/forge.ts'
import { branchOf, declineOn } from '../core/plan/propose/proposal.ts'
import { onlyAddsAccepted } from '../core/plan/review/acceptance.ts'
import { approvalCheck, approvedEarlier, type Said } from '../core/plan/review/approvals.ts'
import { declinedIn, type Recorded } from '../core/plan/review/declined-in.ts'
import { differingAgreements, isOursSince } from '../core/plan/review/equivalence.ts'
import { isByUs, type ReviewFacts } from '../core/plan/review/facts.ts'
import { givenCommands } from '../core/plan/review/given-commands.ts'
import { previewJob } from '../core/plan/review/preview.ts'
import type { Over } from '../core/plan/review/review.ts'
import { seenHeads } from '../core/plan/review/seen-heads.ts'
import type { ForgeRead } from '../io/ports.ts'
import { changeOf, unlessTooMany } from './review-change.ts'
import { voiceOf } from './voices.ts'

/** Why there is nothing to review; of what is over, also what is left there. */
export type Unreviewable = { readonly note: Note } | Over

export async function reviewFacts(
  read: ForgeRead,
  number: number,
  today: IsoDate,
  memory: Memory = shortMemory(),
): Promise<ReviewFacts | Unreviewable> {
  const repository = await read.repository()
  const pull = await read.pullRequest(number)
  if (!pull) return unreviewable('missing', { number })
  const why = whyNot(pull, repository)
  const self = await read.self()
  if (why) return pull.state === 'open' ? why : { ...why, comments: await read.comments(number), self }
  const change = await changeOf(read, pull, repository, today, memory)
  const commits = await unlessTooMany(read.commits(number))
  const facts = {
    ...{ repository, self, today, pull },
    ...change,
    tooLarge: change.tooLarge || commits === undefined,
    commits: commits ?? [],
    said: await saidOf(read, pull, self, commits ?? []),
    copyOf: await copiedBy(read, pull, repository),
    checks: await read.checkRuns(pull.head.commit, approvalCheck),
    preview: await read.jobRun(pull.head.commit, previewJob),
    ...(await remarked(read, pull, self, change.diagnostics.length)),
  }
  const now = await read.pullRequest(number)
  const hasMoved = !now || now.head.commit !== pull.head.commit || whyNot(now, repository)
  if (hasMoved) return unreviewable('moved', { number })
  const elsewhere = await declinedBy(read, facts)
  return { ...facts, said: { ...facts.said, elsewhere }, pull: now }
}

function unreviewable(why: string, args: Note['args']): Unreviewable {
  return { note: { note: `review-note-${why}`, args } }
}

function whyNot({ number, state, base }: PullRequest, repository: Repository): Unreviewable | undefined {
  const { defaultBranch: branch } = repository
  if (state !== 'open') return unreviewable('closed', { number })
  return base.branch === branch ? undefined : unreviewable('other-base', { number, branch })
}

/** Checks hang on commits: of several pull requests with the same one, the first is reviewed, and stands for all. */
async function copiedBy(
  read: ForgeRead,
  { number, head }: PullRequest,
  { defaultBranch }: Repository,
): Promise<number | undefined> {
  const open = await read.pullRequests()
  const same = open.filter((pull) => pull.head.commit === head.commit && pull.base.branch === defaultBranch)
  return same
    .map((pull) => pull.number)
    .sort((a, b) => a - b)
    .find((other) => other < number)
}

/** What people have said of a pull request, and what was there when they said it. */
export async function saidOf(
  read: ForgeRead,
  pull: PullRequest,
  self: Account,
  commits: readonly Commit[],
): Promise<Said> {
  const comments = await read.comments(pull.number)
  const seen = seenHeads(comments, self)
  const isAsked = givenCommands(comments, self).some(({ name }) => name === 'godta')
  const said = {
    head: pull.head.commit,
    commits: commits.map(({ id }) => id),
    reviews: await read.reviews(pull.number),
    comments,
    self,
    seen,
    started: isAsked ? await startedOf(read, seen) : new Map<string, string>(),
    elsewhere: [],
  }
  return { ...said, equal: await equalTo(read, said, commits) }
}

async function startedOf(read: ForgeRead, seen: Said['seen']): Promise<Said['started']> {
  const started = new Map<string, string>()
  for (const commit of new Set(seen.map(({ commit }) => commit))) {
    const [first] = (await read.checkRuns(commit, approvalCheck)).map((run) => run.started).sort(compare)
    if (first !== undefined) started.set(commit, first)
  }
  return started
}

/** Of the commits that were approved, the latest so many are compared with the head. */
const mostEarlier = 10

async function equalTo(
  read: ForgeRead,
  said: Omit<Said, 'equal'>,
  commits: readonly Commit[],
): Promise<Said['equal']> {
  const equal = new Set<string>()
  const earlier = approvedEarlier(said).filter((commit) => isOursSince(commit, commits, said.self))
  for (const commit of earlier.slice(-mostEarlier))
    if (await saysTheSameAt(read, commit, said.head)) equal.add(commit)
  return equal
}

async function saysTheSameAt(read: ForgeRead, commit: string, head: string): Promise<boolean> {
  const trees = await unlessTooMany(Promise.all([read.tree(commit), read.tree(head)]))
  const pairs = trees && differingAgreements(...trees)
  if (pairs === undefined) return false
  const contents = await read.blobs(pairs.flatMap((pair) => pair.map(({ blob }) => blob)))
  const textOf = ({ blob }: TreeFile) => new TextDecoder().decode(contents.get(blob))
  return pairs.every(([one, other]) => onlyAddsAccepted(textOf(one), textOf(other)))
}

/** A decline that we recorded was asked for on the proposal: whoever did so approves it. */
async function declinedBy(read: ForgeRead, facts: Recorded): Promise<readonly Account[]> {
  const { pull, self } = facts
  const match = declineOn(pull.head.branch)
  if (match === undefined || !isByUs(facts)) return []
  const proposals = await read.pullRequests({ all: true, branch: branchOf(match) })
  const ours = proposals.filter(({ number, author }) => number < pull.number && author.id === self.id)
  const latest = ours.toSorted((a, b) => a.number - b.number).at(-1)
  if (!latest) return []
  return declinedIn(facts, latest, await read.comments(latest.number), voiceOf('nb').words)
}

type Remarked = Pick<ReviewFacts, 'patches' | 'lineComments'>

/** Only where there is something to suggest, and somebody else to suggest it to. */
async function remarked(
  read: ForgeRead,
  pull: PullRequest,
  self: Account,
  findings: number,
): Promise<Remarked> {
  if (findings === 0 || isByUs({ pull, self })) return { patches: new Map(), lineComments: [] }
  return { patches: await read.patches(pull.number), lineComments: await read.lineComments(pull.number) }
}
