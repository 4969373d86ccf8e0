/** What is known of a command: the comment, who may what, and the pull request it stands on. Only reading. */
import { authority } from '../core/authority.ts'
import { identify } from '../core/kinds.ts'
import { type Memory, shortMemory } from '../core/load.ts'
import type { Account, IsoDate, Programme } from '../core/model.ts'
import { basisIn, decisionPath } from '../core/plan/command/decline.ts'
import { type CommandFacts, heard, type ProposalFacts, type PullFacts } from '../core/plan/command/facts.ts'
import type { CommandName } from '../core/plan/command/slash.ts'
import type { Comment, PullRequest, Repository, TreeFile } from '../core/plan/forge.ts'
import { declineBranchOf, matchOn } from '../core/plan/propose/proposal.ts'
import { heard as heardAmong } from '../core/plan/review/approvals.ts'
import { isByAuthorAlone } from '../core/plan/review/facts.ts'
import { changesBetween } from '../core/plan/trees.ts'
import { type ForgeRead, Unreadable } from '../io/ports.ts'
import { isAllBy } from './own-commits.ts'
import { snapshot } from './remote.ts'
import { changeOf, unlessTooMany } from './review-change.ts'
import { saidOf } from './review-facts.ts'

type Ground = {
  readonly read: ForgeRead
  readonly comment: Comment
  readonly self: Account
  readonly repository: Repository
  readonly base: { readonly commit: string; readonly programme: Programme }
  readonly today: IsoDate
  readonly memory: Memory
}

export async function commandFacts(read: ForgeRead, comment: Comment, today: IsoDate): Promise<CommandFacts> {
  const [self, repository] = [await read.self(), await read.repository()]
  const memory = shortMemory()
  const base = await baseOf(read, repository, memory)
  const pull = await read.pullRequest(comment.on)
  const ground: Ground = { read, comment, self, repository, base, today, memory }
  return {
    comment,
    self,
    today,
    base: base.programme,
    there: await read.comments(comment.on),
    reactions: await read.reactions(comment.id),
    subject: pull ? await pullFacts(pull, ground) : { kind: 'issue' },
  }
}

/** @throws Unreadable when the default branch is not there */
async function baseOf(
  read: ForgeRead,
  { defaultBranch }: Repository,
  memory: Memory,
): Promise<Ground['base']> {
  const commit = await read.tip(defaultBranch)
  if (commit === undefined) throw new Unreadable('tool/no-default-branch', { branch: defaultBranch })
  const { loaded } = await snapshot(read, await read.tree(commit), memory)
  return { commit, programme: loaded.programme }
}

/** What a command needs: most of them need little. */
const needs: Readonly<Record<'demands' | 'current' | 'proposal', readonly CommandName[]>> = {
  demands: ['godta', 'vent', 'fortsett'],
  current: ['godta'],
  proposal: ['avvis'],
}

/** Pinned to the head: what is not the head any more when all has been read was not seen by anybody. */
async function pullFacts(pull: PullRequest, ground: Ground): Promise<PullFacts> {
  const slash = heard(ground.comment, ground.self)
  const isNeeded = (what: keyof typeof needs) => slash.kind === 'command' && needs[what].includes(slash.name)
  const isOpen = pull.state === 'open'
  const demands = isOpen && isNeeded('demands') ? await demandsOf(pull, ground) : []
  const current = isOpen && isNeeded('current') ? await isCurrent(pull, ground) : true
  const proposal = isNeeded('proposal') ? await proposalFacts(pull, ground) : undefined
  const now = (await ground.read.pullRequest(pull.number)) ?? pull
  return {
    kind: 'pull',
    pull: now,
    demands,
    current: current && now.head.commit === pull.head.commit,
    ...(proposal ? { proposal } : {}),
  }
}

async function demandsOf(pull: PullRequest, ground: Ground): Promise<PullFacts['demands']> {
  const { read, repository, today, memory } = ground
  const { base, head, changes } = await changeOf(read, pull, repository, today, memory)
  const facts = {
    base: base.programme,
    head: { commit: pull.head.commit, programme: head.programme },
    changes,
    author: pull.author,
    byAuthorAlone: isByAuthorAlone(pull, (await unlessTooMany(read.commits(pull.number))) ?? []),
    approvals: [],
  }
  return authority(facts).demands
}

/** Whether this very comment is a yes to the head, judged as the review judges it. */
async function isCurrent(pull: PullRequest, { read, comment, self }: Ground): Promise<boolean> {
  const commits = (await unlessTooMany(read.commits(pull.number))) ?? []
  const said = await saidOf(read, pull, self, commits)
  const { approvals } = heardAmong({ ...said, reviews: [], comments: [comment] })
  return approvals.some(({ commit }) => commit === pull.head.commit)
}

/** Undefined for a pull request that is no proposal of ours. */
async function proposalFacts(pull: PullRequest, ground: Ground): Promise<ProposalFacts | undefined> {
  const { repository, self, base } = ground
  const match = matchOn(pull.head.branch) ?? ''
  const isOurs = pull.author.id === self.id && pull.head.repository === repository.name
  if (!isOurs || identify(decisionPath(match))?.kind !== 'decision') return undefined
  return {
    match,
    target: { branch: repository.defaultBranch, commit: base.commit },
    branch: await branchFacts(match, ground),
    decision: await decisionFacts(match, ground),
  }
}

/** GitHub lets a branch have one pull request into another, so one of somebody else's leaves no room for ours. */
async function decisionFacts(match: string, ground: Ground): Promise<ProposalFacts['decision']> {
  const { read, repository, self } = ground
  const open = await read.pullRequests({ branch: declineBranchOf(match) })
  const there = open
    .filter(({ base }) => base.branch === repository.defaultBranch)
    .map(({ number, author }) => ({ number, ours: author.id === self.id }))
  return there.find(({ ours }) => !ours) ?? there[0]
}

async function branchFacts(match: string, ground: Ground): Promise<ProposalFacts['branch']> {
  const { read, self, base } = ground
  const commit = await read.tip(declineBranchOf(match))
  if (commit === undefined) return undefined
  const start = await read.mergeBase(base.commit, commit)
  const [before, after] = [await read.tree(start), await unlessTooMany(read.tree(commit))]
  const path = decisionPath(match)
  const isAlone = after !== undefined && changesBetween(before, after).every((one) => one.path === path)
  const ours = isAlone && (await isAllBy(read, self, start, commit))
  const basis = ours ? basisIn(await textAt(path, after, read)) : undefined
  return { commit, ours, basis }
}

async function textAt(path: string, tree: readonly TreeFile[], read: ForgeRead): Promise<string | undefined> {
  const file = tree.find((one) => one.path === path)
  const bytes = file && (await read.blobs([file.blob])).get(file.blob)
  return bytes && new TextDecoder().decode(bytes)
}
