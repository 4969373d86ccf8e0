/** What a pull request changes: files and programmes, before and after, and who else changes the same. */
import { check } from '../core/check.ts'
import { dataFolders } from '../core/kinds.ts'
import type { Memory } from '../core/load.ts'
import type { IsoDate } from '../core/model.ts'
import type { PullRequest, Repository, TreeFile } from '../core/plan/forge.ts'
import { mostChangesOf, type ReviewFacts, type Sibling } from '../core/plan/review/facts.ts'
import { changesBetween, merged } from '../core/plan/trees.ts'
import { rules } from '../core/rules/index.ts'
import { type ForgeRead, Unreadable } from '../io/ports.ts'
import { type Snapshot, snapshot } from './remote.ts'

type Change = Pick<
  ReviewFacts,
  'base' | 'head' | 'changes' | 'tooLarge' | 'diagnostics' | 'overtaken' | 'siblings'
>

/** The base is read anew for each pull request: the last one may have been taken in. */
export async function changeOf(
  read: ForgeRead,
  pull: PullRequest,
  repository: Repository,
  today: IsoDate,
  memory: Memory,
): Promise<Change> {
  const tip = await tipOf(read, repository)
  const base = await snapshot(read, await read.tree(tip), memory)
  const before = await read.tree(await read.mergeBase(tip, pull.head.commit))
  const after = await unlessTooMany(read.tree(pull.head.commit))
  const changes = after ? changesBetween(before, after) : []
  const tooLarge = after === undefined || changes.length > mostChangesOf(pull.author, base.loaded.programme)
  const head = tooLarge ? base : await snapshot(read, merged(base.tree, { before, after }), memory)
  return {
    base: { commit: tip, programme: base.loaded.programme },
    head: { programme: head.loaded.programme, textOf: head.textOf },
    changes,
    tooLarge,
    diagnostics: tooLarge ? [] : newFindings(base, head, today),
    overtaken: tooLarge ? [] : overtaken(before, after, base.tree),
    siblings: tooLarge ? [] : await siblingsOf(read, pull, tip, paths(changes)),
  }
}

/** @throws Unreadable when the default branch is not there */
async function tipOf(read: ForgeRead, { defaultBranch }: Repository): Promise<string> {
  const tip = await read.tip(defaultBranch)
  if (tip === undefined) throw new Unreadable('tool/no-default-branch', { branch: defaultBranch })
  return tip
}

/** GitHub does not tell all of what is too much: then there is nothing to judge by. */
export async function unlessTooMany<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Unreadable && error.code === 'tool/github-too-many') return undefined
    throw error
  }
}

function newFindings(base: Snapshot, head: Snapshot, today: IsoDate): ReviewFacts['diagnostics'] {
  return check({ head: head.loaded, textOf: head.textOf, today, rules, base })
}

function paths(changes: readonly { readonly path: string }[]): readonly string[] {
  return changes.map(({ path }) => path)
}

/** Changed on both sides, and not alike. */
function overtaken(
  before: readonly TreeFile[],
  after: readonly TreeFile[],
  base: readonly TreeFile[],
): readonly string[] {
  const onBase = new Set(paths(changesBetween(before, base)))
  const different = new Set(paths(changesBetween(base, after)))
  return paths(changesBetween(before, after)).filter((path) => onBase.has(path) && different.has(path))
}

/** So many of the newest are looked at: each costs a request or three. */
const mostSiblings = 30

async function siblingsOf(
  read: ForgeRead,
  pull: PullRequest,
  tip: string,
  changed: readonly string[],
): Promise<readonly Sibling[]> {
  const records = changed.filter((path) => dataFolders.some((folder) => path.startsWith(`${folder}/`)))
  if (records.length === 0) return []
  const open = await read.pullRequests()
  const others = open.filter(({ number, base }) => number !== pull.number && base.branch === pull.base.branch)
  const siblings: Sibling[] = []
  for (const { number, head } of others.slice(-mostSiblings)) {
    const shared = await changedBy(read, head.commit, tip, records)
    if (shared.length > 0) siblings.push({ number, paths: shared })
  }
  return siblings
}

/** Those of the paths that another change changes too. What cannot be read of it is its own trouble. */
async function changedBy(
  read: ForgeRead,
  head: string,
  tip: string,
  wanted: readonly string[],
): Promise<readonly string[]> {
  const among = new Set(wanted)
  const shared = (before: readonly TreeFile[], after: readonly TreeFile[]) =>
    paths(changesBetween(before, after)).filter((path) => among.has(path))
  try {
    const after = await read.tree(head)
    if (shared(await read.tree(tip), after).length === 0) return []
    return shared(await read.tree(await read.mergeBase(tip, head)), after)
  } catch (error) {
    if (error instanceof Unreadable) return []
    throw error
  }
}
