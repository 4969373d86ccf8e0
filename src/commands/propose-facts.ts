/** The facts behind proposals, read in as few questions as it takes: lists first, then only what the answer depends on. */
import { shortMemory } from '../core/load.ts'
import { obstaclesTo } from '../core/match/office/open.ts'
import type { Account, IsoDate, Programme } from '../core/model.ts'
import type { PullRequest, Repository, TreeFile } from '../core/plan/forge.ts'
import { markerIn } from '../core/plan/marker.ts'
import type {
  Decline,
  LooseBranch,
  OpenProposal,
  PastProposal,
  ProposeFacts,
} from '../core/plan/propose/facts.ts'
import {
  agreementPath,
  basisOf,
  branchesOfMatches,
  declineOn,
  matchOn,
  proposalMarkIn,
} from '../core/plan/propose/proposal.ts'
import { type SightOn, sights } from '../core/plan/propose/sight.ts'
import { wantedSlot } from '../core/plan/propose/wanted.ts'
import { type ForgeRead, Unreadable } from '../io/ports.ts'
import { schemaOf } from './loading.ts'
import { isAllBy } from './own-commits.ts'
import { snapshot } from './remote.ts'
import { voiceOf } from './voices.ts'

/** @throws Unreadable for a repository without anything on its default branch */
export async function proposeFacts(read: ForgeRead, today: IsoDate): Promise<ProposeFacts> {
  const [self, repository] = [await read.self(), await read.repository()]
  const commit = await read.tip(repository.defaultBranch)
  if (commit === undefined)
    throw new Unreadable('tool/no-default-branch', { branch: repository.defaultBranch })
  const history = historyIn(read)
  // Read before the pull requests: what is merged in between is known to be merged.
  const { loaded, textOf } = await history.snapshot(commit)
  const { programme } = loaded
  const pulls = await read.pullRequests({ all: true })
  const scene: Scene = {
    read,
    history,
    repository,
    commit,
    programme,
    sightOn: sights(programme, schemaOf),
    today,
  }
  const own = pulls.filter(({ author }) => author.id === self.id)
  const last = lastByMatch(own, repository)
  const of = (state: PullRequest['state']) => [...last].filter(([, pull]) => pull.state === state)
  return {
    self,
    repository,
    commit,
    programme,
    textOf,
    today,
    schemaOf,
    wordsOf: (language) => voiceOf(language).words,
    open: await each(of('open'), ([match, pull]) => openProposal(match, pull, scene)),
    past: (await each(of('closed'), ([match, pull]) => pastProposal(match, pull, scene))).flatMap(
      (one) => one ?? [],
    ),
    merged: new Set(of('merged').map(([match]) => match)),
    declines: own.flatMap(declineOf),
    loose: await looseBranches(pulls, last, self, scene),
    foreign: pulls.filter((pull) => isForeign(pull, self.id, repository)),
    issues: (await read.issues({ all: true })).filter(
      ({ author, body }) => author.id === self.id && markerIn(body)?.slot === wantedSlot,
    ),
  }
}

type Scene = {
  readonly read: ForgeRead
  readonly history: History
  readonly repository: Repository
  readonly commit: string
  readonly programme: Programme
  readonly sightOn: SightOn
  readonly today: IsoDate
}

/** One question at a time: GitHub asks that of those who ask much. */
async function each<T, U>(items: Iterable<T>, ask: (item: T) => Promise<U>): Promise<readonly U[]> {
  const answers: U[] = []
  for (const item of items) answers.push(await ask(item))
  return answers
}

/** The last pull request of each match, which is the open one if there is one. */
function lastByMatch(own: readonly PullRequest[], { name }: Repository): ReadonlyMap<string, PullRequest> {
  const last = new Map<string, PullRequest>()
  for (const pull of own.toSorted((a, b) => a.number - b.number)) {
    const match = pull.head.repository === name ? matchOn(pull.head.branch) : undefined
    if (match !== undefined && last.get(match)?.state !== 'open') last.set(match, pull)
  }
  return last
}

function declineOf({ number, state, head }: PullRequest): readonly Decline[] {
  const match = declineOn(head.branch)
  return match === undefined ? [] : [{ match, pull: number, state }]
}

function isForeign({ author, state, head }: PullRequest, self: number, { name }: Repository): boolean {
  return author.id !== self && state === 'open' && head.repository === name
}

async function openProposal(match: string, pull: PullRequest, scene: Scene): Promise<OpenProposal> {
  const { read, history } = scene
  const before = await programmeBefore(match, pull, scene)
  return {
    match,
    pull,
    commits: await read.commits(pull.number),
    reviews: await read.reviews(pull.number),
    comments: await read.comments(pull.number),
    file: await history.text(pull.head.commit, agreementPath(match)),
    ...(before ? { before } : {}),
  }
}

/** Only of a match that could be made today: what became of the others decides nothing. */
async function pastProposal(
  match: string,
  pull: PullRequest,
  scene: Scene,
): Promise<PastProposal | undefined> {
  const { read } = scene
  if (!isPossible(match, scene)) return undefined
  const before = await programmeBefore(match, pull, scene)
  return {
    match,
    pull: (await read.pullRequest(pull.number)) ?? pull,
    comments: await read.comments(pull.number),
    ...(before ? { before } : {}),
  }
}

function isPossible(match: string, { programme, sightOn, today }: Scene): boolean {
  const sight = sightOn(today)
  return sight !== undefined && obstaclesTo(match, programme, sight.context)?.length === 0
}

/** The programme a proposal was made from, when it would be told differently today. */
async function programmeBefore(
  match: string,
  { body }: PullRequest,
  { sightOn, history }: Scene,
): Promise<Programme | undefined> {
  const mark = proposalMarkIn(body, match)
  const sight = mark && sightOn(mark.day)
  const basis = sight && basisOf(match, sight)
  if (!mark || !basis || 'obstacle' in basis || basis.digest === mark.digest) return undefined
  return history.programme(mark.commit)
}

/** Those of matches, without an open pull request of anybody: begun and never opened, or to be begun anew. */
async function looseBranches(
  pulls: readonly PullRequest[],
  last: ReadonlyMap<string, PullRequest>,
  self: Account,
  scene: Scene,
): Promise<readonly LooseBranch[]> {
  const { read, history, repository, commit } = scene
  const open = pulls.filter(({ state, head }) => state === 'open' && head.repository === repository.name)
  const busy = new Set(open.map(({ head }) => head.branch))
  const branches = [...(await read.branches(branchesOfMatches))].flatMap(([name, tip]) => {
    const match = matchOn(name) ?? ''
    const proposed = last.has(match)
    return busy.has(name) || (proposed && !isPossible(match, scene)) ? [] : [{ match, tip, proposed }]
  })
  return each(branches, async (one) => ({
    ...one,
    ours: await isAllBy(read, self, await read.mergeBase(commit, one.tip), one.tip),
    file: await history.text(one.tip, agreementPath(one.match)),
  }))
}

type History = ReturnType<typeof historyIn>

/** What older commits held; each is fetched once. */
function historyIn(read: ForgeRead) {
  const memory = shortMemory()
  const trees = new Map<string, readonly TreeFile[]>()
  const programmes = new Map<string, Programme | undefined>()
  const tree = async (commit: string) => {
    const known = trees.get(commit) ?? (await read.tree(commit))
    trees.set(commit, known)
    return known
  }
  const shot = async (commit: string) => snapshot(read, await tree(commit), memory)
  return {
    snapshot: shot,
    /** Undefined for a commit that is not there any more. */
    async programme(commit: string): Promise<Programme | undefined> {
      if (!programmes.has(commit))
        programmes.set(commit, await unlessGone(async () => (await shot(commit)).loaded.programme))
      return programmes.get(commit)
    },
    async text(commit: string, path: string): Promise<string | undefined> {
      const file = (await tree(commit)).find((one) => one.path === path)
      const bytes = file && (await read.blobs([file.blob])).get(file.blob)
      return bytes && new TextDecoder().decode(bytes)
    },
  }
}

async function unlessGone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Unreadable && error.code === 'tool/github-refused') return undefined
    throw error
  }
}
