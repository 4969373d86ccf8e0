/** Utgivelser: which agreements are released, and what GitHub lacks of it. What is published is never touched. */
import { openQuestions } from '../../agreement/open-questions.ts'
import { phaseOf } from '../../agreement/phase.ts'
import type { Account, Agreement, IsoDate, Programme } from '../../model.ts'
import { digestIn } from '../../rules/terms.ts'
import type { Action, Note, Plan } from '../action.ts'
import type { Asset, Release } from '../forge.ts'
import type { AssetFile } from './manifest.ts'

/** What is to lie on GitHub. */
export type WantedRelease = {
  readonly commit: string
  readonly name: string
  readonly body: string
  readonly assets: readonly AssetFile[]
}

/** Kandidat: an agreement that somebody asks to have released. */
export type Candidate = {
  readonly agreement: string
  readonly version: number
  readonly tag: string
  /** Of the terms as they are; undefined while an agency they name cannot be read. */
  readonly termsDigest: string | undefined
  /** Of the terms in the release that is published, as Git has them; undefined when nobody can tell, or nothing is. */
  readonly publishedDigest: string | undefined
  /** The release that is published is as we make them; see `seal.ts`. */
  readonly whole: boolean
  /** The tag is there in Git, whoever made it. */
  readonly tagged: boolean
  /** Why it cannot be released as it is. */
  readonly hindrance: Note | undefined
  /** Left out when there is a hindrance, or when it is published already. */
  readonly wanted: WantedRelease | undefined
}

export type ReleaseFacts = {
  readonly candidates: readonly Candidate[]
  /** Why others are not even candidates. */
  readonly notes: readonly Note[]
  readonly releases: readonly Release[]
  readonly self: Account
}

/** `blocked`: somebody must do something before what is wanted can be released. */
export type ReleasePlan = Plan & { readonly blocked: boolean }

/** GitHub takes 500 writes an hour, and attests 1024 files at once: so much in a run, and the rest in the next. */
export const mostActions = 400

type Judgement = { readonly actions?: readonly Action[]; readonly notes?: readonly Note[]; blocked?: boolean }

export function planReleases({ candidates, notes, releases, self }: ReleaseFacts): ReleasePlan {
  const judged = candidates.map((candidate) =>
    judge(
      candidate,
      releases.filter(({ tag }) => tag === candidate.tag),
      self,
    ),
  )
  const { now, later } = inOneRun(
    judged.map(({ actions = [] }) => actions),
    ({ length }) => length,
  )
  return {
    actions: now.flat(),
    notes: [...notes, ...judged.flatMap((judgement) => judgement.notes ?? []), ...later],
    blocked: judged.some(({ blocked = false }) => blocked),
  }
}

/** Whole releases, as many as one run may make, the first always; and what is said of the others. */
export function inOneRun<Group>(
  groups: readonly Group[],
  actionsOf: (group: Group) => number,
): { readonly now: readonly Group[]; readonly later: readonly Note[] } {
  let room = mostActions
  const now = groups.filter((group) => {
    const fits = room === mostActions || actionsOf(group) <= room
    if (fits) room -= actionsOf(group)
    return fits
  })
  const count = groups.length - now.length
  return { now, later: count > 0 ? [{ note: 'release-later', args: { count } }] : [] }
}

/** `there`: what has the candidate's tag already. */
function judge(candidate: Candidate, there: readonly Release[], self: Account): Judgement {
  const { hindrance, tag, tagged, wanted } = candidate
  const byOthers = there.some(({ author }) => author.id !== self.id)
  const published = there.find(({ draft }) => !draft)
  if (published) {
    if (published.author.id !== self.id) return blocked('release-by-others', { tag })
    return withNotes(judgePublished(candidate), leftOver(tag, there))
  }
  if (hindrance) return { notes: [hindrance] }
  if (byOthers) return blocked('release-by-others', { tag })
  if (tagged) return blocked('release-tag-taken', { tag })
  return wanted ? made(tag, wanted, there) : {}
}

function withNotes(judgement: Judgement, notes: readonly Note[]): Judgement {
  return { ...judgement, notes: [...(judgement.notes ?? []), ...notes] }
}

/** Two runs at once may each have begun a draft, and only one could be published. */
function leftOver(tag: string, there: readonly Release[]): readonly Note[] {
  const count = there.filter(({ draft }) => draft).length
  return count > 0 ? [{ note: 'release-drafts-left', args: { tag, count } }] : []
}

/** A newer rendering of the same terms is no reason for anything: what the parties may have signed stays. */
function judgePublished(candidate: Candidate): Judgement {
  const { agreement, version, tag, termsDigest, hindrance, whole } = candidate
  if (!whole) return blocked('release-not-whole', { tag })
  if (isSettled(candidate)) return {}
  if (termsDigest === undefined) return { notes: hindrance ? [hindrance] : [] }
  return blocked('release-other-terms', { agreement, version })
}

/** Published by us, all of it, with the very terms it has. */
export function isSettled({ termsDigest, publishedDigest, whole }: Candidate): boolean {
  return whole && termsDigest !== undefined && termsDigest === publishedDigest
}

function blocked(note: string, args: Note['args']): Judgement {
  return { notes: [{ note, args }], blocked: true }
}

/** Draft, files, and only then published: what is half done is a draft, which nobody sees and a next run finishes. */
function made(tag: string, wanted: WantedRelease, drafts: readonly Release[]): Judgement {
  const [draft, ...surplus] = [...drafts].sort((a, b) => a.id - b.id)
  const { commit, name, body, assets } = wanted
  const publish: Action = {
    kind: 'publish-release',
    tag,
    assets: assets.map(({ name, digest }) => ({ name, digest })),
  }
  const begin: readonly Action[] = draft
    ? [...updated(draft, wanted), ...removed(draft, assets)]
    : [{ kind: 'draft-release', tag, commit, name, body }]
  return {
    actions: [...begin, ...uploaded(tag, draft, assets), publish],
    notes: surplus.length > 0 ? [{ note: 'release-drafts', args: { tag, count: surplus.length } }] : [],
  }
}

function updated(draft: Release, { commit, name, body }: WantedRelease): readonly Action[] {
  const isSame = draft.commit === commit && draft.name === name && plain(draft.body) === plain(body)
  return isSame ? [] : [{ kind: 'update-release', release: draft.id, commit, name, body }]
}

/** GitHub's text fields have line ends of their own. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd()
}

/** Files that do not belong there, are half there, or are other than they should be. */
function removed(draft: Release, wanted: readonly AssetFile[]): readonly Action[] {
  return draft.assets
    .filter((asset) => !wanted.some((file) => mayBeThere(file, asset)))
    .map(({ id, name }): Action => ({ kind: 'delete-asset', asset: id, name }))
}

function uploaded(tag: string, draft: Release | undefined, wanted: readonly AssetFile[]): readonly Action[] {
  const there = draft?.assets ?? []
  return wanted
    .filter((file) => !there.some((asset) => isThere(file, asset)))
    .map((file): Action => ({ kind: 'upload-asset', tag, ...file }))
}

function isThere(file: AssetFile, asset: Asset): boolean {
  return mayBeThere(file, asset) && asset.digest !== undefined
}

/** An older GitHub does not tell the digest: uploading finds out. */
function mayBeThere({ name, digest }: AssetFile, asset: Asset): boolean {
  return asset.complete && asset.name === name && (asset.digest ?? digest) === digest
}

export type Standing = {
  readonly id: string
  /** Undefined when its file cannot be read. */
  readonly agreement: Agreement | undefined
  readonly programme: Programme
  readonly today: IsoDate
  /** How many errors stand in its way. */
  readonly errors: number
}

/** Why an agreement is not released as it stands; undefined for one that is ready. */
export function hindrance({ id, agreement, programme, today, errors }: Standing): Note | undefined {
  const digest = agreement && digestIn(programme, agreement)
  if (errors > 0 || !agreement || digest === undefined)
    return { note: 'release-errors', args: { agreement: id, count: Math.max(errors, 1) } }
  const { evaluations, settings } = programme
  const phase = phaseOf({ agreement, evaluations, settings, digest, today })
  if (phase === 'proposed' || phase === 'terminated')
    return { note: `release-${phase}`, args: { agreement: id } }
  if (phase !== 'negotiating') return undefined
  const count = openQuestions(agreement).length
  return { note: 'release-negotiating', args: { agreement: id, count } }
}
