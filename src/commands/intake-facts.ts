/** What has to be known about an issue with a form, asked for from GitHub. */
import { digestOf } from '../core/canonical.ts'
import { check } from '../core/check.ts'
import { shortMemory } from '../core/load.ts'
import type { Account, IsoDate, Language, Programme } from '../core/model.ts'
import { findPersonalData } from '../core/personal-data.ts'
import { languageOf } from '../core/plan/audience.ts'
import type { Issue, PullRequest, Repository, TreeFile } from '../core/plan/forge.ts'
import { correctionsOf, isAboutPerson } from '../core/plan/intake/corrections.ts'
import { destinationOf, type Problem } from '../core/plan/intake/destination.ts'
import {
  branchOf,
  type IntakeBranch,
  type IntakeFacts,
  isIntakePull,
  lastAnswer,
  type Outcome,
  registrationIn,
  sentBy,
  siblingsOf,
} from '../core/plan/intake/facts.ts'
import { type Candidate, candidateFor, type IntakeFile, problemsAmong } from '../core/plan/intake/file.ts'
import { type FormReading, readForm } from '../core/plan/intake/form.ts'
import { changesBetween } from '../core/plan/trees.ts'
import { rules } from '../core/rules/index.ts'
import { type ForgeRead, Unreadable } from '../io/ports.ts'
import { schemaOf } from './loading.ts'
import { isAllBy } from './own-commits.ts'
import { type Snapshot, snapshot } from './remote.ts'
import { voiceOf } from './voices.ts'

/** What is the same for all issues of a run. */
export type Ground = {
  readonly read: ForgeRead
  readonly today: IsoDate
  readonly self: Account
  readonly repository: Repository
  readonly base: { readonly commit: string } & Snapshot
  readonly open: readonly PullRequest[]
  /** Branches that others have proposed: GitHub lets a branch have one pull request into another. */
  readonly taken: ReadonlySet<string>
  /** The programme with a file of a form laid over it. */
  readonly withFile: (file: IntakeFile) => Promise<Snapshot>
}

export async function groundFor(read: ForgeRead, today: IsoDate): Promise<Ground> {
  const [self, repository, pulls] = [await read.self(), await read.repository(), await read.pullRequests()]
  const commit = await read.tip(repository.defaultBranch)
  if (commit === undefined)
    throw new Unreadable('tool/no-default-branch', { branch: repository.defaultBranch })
  const tree = await read.tree(commit)
  const contents = new Map<string, Uint8Array>()
  const knowing = { ...read, blobs: (ids: readonly string[]) => blobsIn(contents, ids, read) }
  const memory = shortMemory()
  return {
    read,
    today,
    self,
    repository,
    base: { commit, ...(await snapshot(knowing, tree, memory)) },
    open: pulls.filter((pull) => isIntakePull(pull, self, repository)),
    taken: takenIn(pulls, self, repository),
    withFile({ path, text }) {
      const blob = `form ${digestOf(text)}`
      contents.set(blob, new TextEncoder().encode(text))
      return snapshot(knowing, withFile(tree, { path, blob, mode: '100644' }), memory)
    },
  }
}

function takenIn(
  pulls: readonly PullRequest[],
  self: Account,
  { name, defaultBranch }: Repository,
): ReadonlySet<string> {
  const others = pulls.filter(
    ({ author, head, base }) =>
      author.id !== self.id && head.repository === name && base.branch === defaultBranch,
  )
  return new Set(others.map(({ head }) => head.branch))
}

/** Each content is asked for once; those of forms are nowhere yet and are known from the start. */
async function blobsIn(
  contents: Map<string, Uint8Array>,
  ids: readonly string[],
  read: ForgeRead,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const missing = ids.filter((id) => !contents.has(id))
  for (const [id, bytes] of missing.length > 0 ? await read.blobs(missing) : []) contents.set(id, bytes)
  return contents
}

function withFile(tree: readonly TreeFile[], file: TreeFile): readonly TreeFile[] {
  return [...tree.filter(({ path }) => path !== file.path), file]
}

export async function factsOf(issue: Issue, ground: Ground): Promise<IntakeFacts> {
  const { read, self, base } = ground
  const { programme } = base.loaded
  const reading = readForm(issue.body)
  const pull = await pullOf(issue.number, ground)
  const comments = await read.comments(issue.number)
  const speaker = voiceOf(languageIn(reading, pull, lastAnswer({ comments, self }), programme))
  const { outcome, problems } = await judged(reading, ground, speaker)
  const file = outcome.kind === 'fit' ? outcome.file : undefined
  const branch = file && (await branchFacts(issue.number, file, ground))
  return {
    issue,
    self,
    repository: ground.repository,
    base: { commit: base.commit, programme },
    comments,
    outcome,
    digest: digestFor(reading),
    isPersonal: isPersonal(issue) || problems.some(isAboutPerson),
    ...(pull ? { pull } : {}),
    pullComments: pull ? await read.comments(pull.number) : [],
    ...(branch ? { branch } : {}),
    siblings: file
      ? siblingsOf(file.path, pull?.state === 'open' ? pull.number : undefined, ground.open)
      : [],
    sent: sentBy(issue.author, ground.open),
    speaker,
    today: ground.today,
  }
}

/** Outside the form too: everything in an issue is open to everybody. */
function isPersonal({ title, body }: Issue): boolean {
  return [title, body].some((text) => findPersonalData(text).length > 0)
}

/** The agency's language, or else that of the form, or of what we said when there was one. */
function languageIn(
  reading: FormReading | undefined,
  pull: PullRequest | undefined,
  said: ReturnType<typeof lastAnswer>,
  programme: Programme,
): Language {
  const written = reading && 'form' in reading ? reading.form.file : ''
  const agencies = [written, registrationIn(pull)['file'] ?? ''].flatMap((path) => {
    const destination = destinationOf(path, programme)
    return 'agency' in destination ? [destination.agency] : []
  })
  const known = agencies.find((slug) => programme.agencies.has(slug))
  if (known !== undefined) return languageOf([known], programme)
  return (
    reading?.language ??
    languages.find((language) => language === said['language']) ??
    languageOf([], programme)
  )
}

const languages: readonly Language[] = ['nb', 'nn', 'en']

/** More are never told one by one. */
const mostTold = 40

/** What the form comes to, and what must be corrected first. */
async function judged(
  reading: FormReading | undefined,
  ground: Ground,
  speaker: IntakeFacts['speaker'],
): Promise<{ readonly outcome: Outcome; readonly problems: readonly Problem[] }> {
  if (!reading) return { outcome: { kind: 'none' }, problems: [] }
  const found = await candidateIn(reading, ground)
  if ('file' in found) return { outcome: { kind: 'fit', file: found.file }, problems: [] }
  const form = 'form' in reading ? reading.form : { file: '', yaml: '' }
  const shown = correctionsOf(found.problems.slice(0, mostTold), form, speaker, schemaOf)
  return { outcome: { kind: 'faulty', count: found.problems.length, shown }, problems: found.problems }
}

async function candidateIn(reading: FormReading, ground: Ground): Promise<Candidate> {
  if ('faults' in reading)
    return { problems: reading.faults.map((fault) => ({ word: `intake-fault-${fault}` })) }
  const { loaded, textOf } = ground.base
  const candidate = candidateFor(reading.form, { programme: loaded.programme, textOf, schemaOf })
  if ('problems' in candidate) return candidate
  const problems = await problemsWith(candidate.file, reading.form.yaml, ground)
  return problems.length > 0 ? { problems } : candidate
}

/** What the programme would have against it that it has nothing against now, told by the lines of the sender. */
async function problemsWith(
  file: IntakeFile,
  yaml: string,
  { today, base, withFile }: Ground,
): Promise<readonly Problem[]> {
  const head = await withFile({ ...file, text: yaml })
  return problemsAmong(check({ head: head.loaded, textOf: head.textOf, today, rules, base }))
}

/** Of what is asked for, whoever may have changed it since; see {@link registrationIn}. */
function digestFor(reading: FormReading | undefined): string {
  if (!reading || 'faults' in reading) return ''
  const { file, yaml } = reading.form
  return digestOf([file, yaml].map((text) => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')))
}

/** Ours for this issue: the open one, or else the latest. */
async function pullOf(issue: number, { read, self, repository }: Ground): Promise<PullRequest | undefined> {
  const there = await read.pullRequests({ all: true, branch: branchOf(issue) })
  const own = there
    .filter((pull) => isIntakePull(pull, self, repository))
    .sort((a, b) => Number(a.state === 'open') - Number(b.state === 'open') || a.number - b.number)
  const latest = own.at(-1)
  return latest?.state === 'closed' ? read.pullRequest(latest.number) : latest
}

async function branchFacts(
  issue: number,
  { path }: IntakeFile,
  { read, base, self, taken }: Ground,
): Promise<IntakeBranch | undefined> {
  const tip = await read.tip(branchOf(issue))
  if (tip === undefined) return undefined
  const from = await read.mergeBase(base.commit, tip)
  const [before, after] = [await read.tree(from), await read.tree(tip)]
  const blob = blobAt(path, after)
  const bytes = blob === undefined ? undefined : (await read.blobs([blob])).get(blob)
  const isElsewhere = changesBetween(before, after).some((change) => change.path !== path)
  return {
    tip,
    isOurs: !taken.has(branchOf(issue)) && (await isAllBy(read, self, from, tip)),
    isStale: isElsewhere || blobAt(path, before) !== blobAt(path, base.tree),
    text: bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  }
}

function blobAt(path: string, tree: readonly TreeFile[]): string | undefined {
  return tree.find((file) => file.path === path)?.blob
}
