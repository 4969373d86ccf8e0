/** The agreements a release is asked for: rendered here, or taken from a folder and checked against what GitHub holds. */
import { check as judgeAll } from '../core/check.ts'
import { dataFolders } from '../core/kinds.ts'
import { shortMemory } from '../core/load.ts'
import type { Language } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import type { Note } from '../core/plan/action.ts'
import {
  type AssetFile,
  assetsOf,
  type Content,
  type Contents,
  calendarsIn,
  type Edition,
  manifestName,
  type PlannedFile,
  plannedFiles,
} from '../core/plan/release/manifest.ts'
import { hindrance } from '../core/plan/release/release.ts'
import { type Format, formats } from '../core/render/formats.ts'
import { rules } from '../core/rules/index.ts'
import { digestIn } from '../core/rules/terms.ts'
import { gitIn } from '../io/git.ts'
import { type ForgeRead, Unreadable } from '../io/ports.ts'
import { version } from '../io/toolkit.ts'
import type { Checked } from './check.ts'
import { type Context, Usage } from './context.ts'
import { loadTree, type Programme } from './loading.ts'
import type { Asking } from './release-asking.ts'
import { type BeforeOf, beforeInClone, beforeOnGitHub } from './release-before.ts'
import { type Claim, claimOf, readBundles, refuseOther } from './release-folder.ts'
import { snapshot } from './remote.ts'
import { agreementIds, renderAll } from './render.ts'
import { voiceOf } from './voices.ts'

/** An agreement that was asked for: what it gives, or why it gives nothing. */
export type Entry = {
  readonly id: string
  readonly note: Note | undefined
  /** Left out when nobody can tell what the agreement says. */
  readonly edition?: Edition
  readonly planned?: readonly PlannedFile[]
  readonly assets?: readonly AssetFile[]
}

/** All that were asked for. Nothing is made yet: it takes long, and most of it is released already. */
export type Entries = {
  readonly entries: readonly Entry[]
  /** What the files of an entry will be. @throws Unreadable when nobody can tell what the version before said */
  readonly plan: (entry: Entry) => Promise<Entry>
  /** The files themselves. */
  readonly finish: (entry: Entry) => Promise<Entry>
}

const languages: readonly Language[] = ['nb', 'nn', 'en']

export const words = (language: Language) => voiceOf(language).words

const folders = [...dataFolders, 'templates']

/**
 * Rendered as it stands in the commit that is checked out. Its files are asked of Git: it may have been told to write them
 * to the disk otherwise than they are.
 * @throws Unreadable when something on the disk is not in the commit
 */
export async function fromCheckout(context: Context, named: readonly string[]): Promise<Entries> {
  const git = gitIn(context.root)
  const commit = git.resolve('HEAD')
  const [changed] = git.changes(commit, folders)
  if (changed) throw new Unreadable('tool/uncommitted', { path: changed.path })
  const checked = judged(loadTree(git.tree(commit, folders), git.blobs), context.today)
  return entriesOf(context, checked, commit, named, beforeInClone(context.root))
}

function judged(programme: Programme, today: string): Checked {
  const diagnostics = judgeAll({ head: programme.loaded, textOf: programme.textOf, today, rules })
  return { ...programme, diagnostics }
}

/** As it stands on the default branch. */
export async function fromTip(
  context: Context,
  named: readonly string[],
  read: ForgeRead,
  asking: () => Promise<Asking>,
): Promise<Entries> {
  const tip = await tipOf(read)
  const checked = await checkedAt(read, tip, context)
  return entriesOf(context, checked, tip, named, beforeOnGitHub(context.root, asking))
}

/** @throws Unreadable when there is no default branch */
async function tipOf(read: ForgeRead): Promise<string> {
  const { defaultBranch } = await read.repository()
  const tip = await read.tip(defaultBranch)
  if (tip === undefined) throw new Unreadable('tool/no-default-branch', { branch: defaultBranch })
  return tip
}

async function checkedAt(
  read: ForgeRead,
  commit: string,
  { today }: Context,
  memory = shortMemory(),
): Promise<Checked> {
  const { tree, ...programme } = await snapshot(read, await read.tree(commit), memory)
  return judged({ ...programme, files: tree.length }, today)
}

async function entriesOf(
  { today }: Context,
  checked: Checked,
  commit: string,
  named: readonly string[],
  beforeOf: BeforeOf,
): Promise<Entries> {
  const entries: Entry[] = []
  for (const id of chosen(named, agreementIds(checked.loaded.programme)))
    entries.push(await entryAt(checked, id, { commit, toolkit: version() }, today))
  return {
    entries,
    plan: (entry) => planned(entry, beforeOf),
    finish: async (entry) => made(checked, await planned(entry, beforeOf), today),
  }
}

async function planned(entry: Entry, beforeOf: BeforeOf): Promise<Entry> {
  if (!entry.edition || entry.note || entry.planned) return entry
  const before = await beforeOf(entry.edition)
  const edition = { ...entry.edition, ...(before ? { before } : {}) }
  return { ...entry, edition, planned: plannedFiles(edition, words) }
}

async function made(checked: Checked, entry: Entry, today: string): Promise<Entry> {
  const { id, edition, planned } = entry
  if (!edition || !planned) return entry
  const { files, errors } = await renderedOne(checked, id, Object.keys(formats) as Format[], edition.before)
  const { note } = entryOf(checked, id, edition, { errors, today })
  if (note) return { id, note, edition }
  const contents = new Map<string, Content>(
    files.map(({ path, content }) => [path.slice(id.length + 1), content]),
  )
  for (const [name, { text }] of calendarsIn(edition, words)) contents.set(name, text)
  return { ...entry, assets: assetsOf(edition, planned, contents) }
}

/** Without formats nothing is rendered, and all that is told is what stands in the way. */
async function renderedOne(
  checked: Checked,
  id: string,
  formats: readonly Format[],
  before?: Edition['before'],
) {
  const { files, faults } = await renderAll(checked, [id], { formats, languages, before: () => before })
  const general = checked.diagnostics.filter(
    (found) =>
      found.severity === 'error' && found.place.file.startsWith('programme/') && !faults.includes(found),
  )
  return { files, errors: faults.length + general.length }
}

function entryOf(
  { loaded: { programme } }: Checked,
  id: string,
  { commit, toolkit }: Claim,
  { errors, today }: { readonly errors: number; readonly today: string },
): Entry {
  const agreement = programme.agreements.get(id)
  const note = hindrance({ id, agreement, programme, today, errors })
  const termsDigest = agreement && digestIn(programme, agreement)
  if (!agreement || termsDigest === undefined) return { id, note }
  const edition: Edition = { agreement, programme, commit, termsDigest, toolkit }
  return { id, note, edition }
}

/** @throws Usage for an agreement that is not there */
function chosen(named: readonly string[], known: readonly string[]): readonly string[] {
  for (const id of named) {
    if (known.includes(id)) continue
    const suggestion = nearest(id, known)
    throw new Usage('error.unknownAgreement', { id, ...(suggestion ? { suggestion } : {}) })
  }
  return named.length > 0 ? [...new Set(named)] : known
}

/** What lies in the folder, if it is what its commit gives, and the commit is on the default branch. */
export async function fromFolder(
  context: Context,
  named: readonly string[],
  read: ForgeRead,
  asking: () => Promise<Asking>,
  folder: string,
): Promise<Entries> {
  const bundles = readBundles(folder)
  const ids = chosen(named, [...bundles.keys()])
  const [first] = ids
  const asIs = async (entry: Entry) => entry
  if (first === undefined) return { entries: [], plan: asIs, finish: asIs }
  const claim = claimOf(first, bundles.get(first) ?? new Map())
  const tip = await tipOf(read)
  if (claim.commit !== tip && (await read.mergeBase(tip, claim.commit)) !== claim.commit)
    throw new Unreadable('tool/release-commit', { commit: claim.commit })
  const memory = shortMemory()
  const then = await checkedAt(read, claim.commit, context, memory)
  const newest = claim.commit === tip ? then : await checkedAt(read, tip, context, memory)
  const beforeOf = beforeOnGitHub(context.root, asking)
  const entries: Entry[] = []
  for (const id of ids) {
    const entry = await planned(await entryAt(then, id, claim, context.today), beforeOf)
    const files = bundles.get(id) ?? new Map()
    entries.push(believed(entry, files, await entryAt(newest, id, claim, context.today)))
  }
  return { entries, plan: asIs, finish: asIs }
}

/** @throws Unreadable unless the files are exactly those that the commit gives, and the manifest what they give */
function believed(entry: Entry, files: Contents, newest: Entry): Entry {
  const { id, edition, planned, note } = entry
  if (!edition) throw new Unreadable('tool/release-folder', { path: id })
  if (note || !planned) return entry
  const names = [...planned.map(({ name }) => name), manifestName]
  const odd = [...files.keys()].find((name) => !names.includes(name))
  const missing = names.find((name) => !files.has(name))
  if (odd ?? missing) throw new Unreadable('tool/release-folder', { path: `${id}/${odd ?? missing}` })
  const { [manifestName]: _own, ...rest } = Object.fromEntries(files)
  const assets = assetsOf(edition, planned, new Map(Object.entries(rest)))
  refuseOther(id, files, assets)
  return isSame(entry, newest)
    ? { ...entry, assets }
    : { ...entry, note: { note: 'release-overtaken', args: { agreement: id } } }
}

async function entryAt(checked: Checked, id: string, claim: Claim, today: string): Promise<Entry> {
  const { errors } = await renderedOne(checked, id, [])
  return entryOf(checked, id, claim, { errors, today })
}

/** Whether an agreement is still what it was when it was rendered: what is published can never be taken back. */
function isSame({ edition }: Entry, newest: Entry): boolean {
  return newest.note === undefined && newest.edition?.termsDigest === edition?.termsDigest
}
