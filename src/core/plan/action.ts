/** Handling: one deed on GitHub, as a value that can be printed and compared. Plans are lists of these; `commands/acting.ts` carries them out. */
import type { Json } from '../canonical.ts'
import type { Conclusion, Reaction } from './forge.ts'
import type { SettingName } from './setup/settings.ts'

/** Text that may name a pull request which is only opened earlier in the same plan. */
export type Text = string | readonly (string | { readonly pullOf: string })[]

/** A number, or the pull request of a branch that is opened earlier in the same plan. */
export type Target = number | { readonly pullOf: string }

/** A file of a commit; `null` takes it away. */
export type FileChange = { readonly path: string; readonly text: string | null }

export type SuggestionComment = {
  readonly path: string
  /** The last line it is about, in the head; `startLine` is there when it is about several. */
  readonly line: number
  readonly startLine?: number
  readonly body: string
}

export type Action =
  /** Puts files on a branch in one commit. `tip` is where the branch must be for that (null: it must not exist yet). */
  | {
      readonly kind: 'commit'
      readonly branch: string
      readonly parent: string
      readonly tip: string | null
      readonly message: string
      readonly files: readonly FileChange[]
    }
  | { readonly kind: 'delete-branch'; readonly branch: string }
  | {
      readonly kind: 'open-pull'
      readonly branch: string
      readonly base: string
      readonly title: string
      readonly body: string
    }
  | { readonly kind: 'update-pull'; readonly pull: number; readonly title: string; readonly body: string }
  | { readonly kind: 'close-pull'; readonly pull: number }
  /** Merges exactly `commit`; GitHub refuses when the head has moved. */
  | {
      readonly kind: 'merge'
      readonly pull: number
      readonly commit: string
      readonly title: string
      readonly message: string
    }
  | { readonly kind: 'ask-reviewers'; readonly pull: Target; readonly logins: readonly string[] }
  /** Decoration only: nothing is ever decided by a label. */
  | {
      readonly kind: 'label'
      readonly on: Target
      readonly add: readonly string[]
      readonly remove: readonly string[]
    }
  | {
      readonly kind: 'review'
      readonly pull: number
      readonly commit: string
      readonly body: string
      readonly comments: readonly SuggestionComment[]
    }
  | { readonly kind: 'comment'; readonly on: Target; readonly body: Text }
  | { readonly kind: 'edit-comment'; readonly comment: number; readonly body: Text }
  | { readonly kind: 'delete-comment'; readonly comment: number }
  | { readonly kind: 'react'; readonly comment: number; readonly reaction: Reaction }
  | {
      readonly kind: 'open-issue'
      readonly title: string
      readonly body: string
      readonly labels: readonly string[]
      /** Logins. Those GitHub does not let anybody assign are left out. */
      readonly assignees?: readonly string[]
    }
  | { readonly kind: 'update-issue'; readonly issue: number; readonly title: string; readonly body: string }
  | {
      readonly kind: 'close-issue'
      readonly issue: number
      readonly reason: 'completed' | 'not_planned'
    }
  | { readonly kind: 'reopen-issue'; readonly issue: number }
  | {
      readonly kind: 'check'
      readonly commit: string
      readonly name: string
      readonly conclusion: Conclusion
      readonly title: string
      readonly summary: string
    }
  | {
      readonly kind: 'draft-release'
      readonly tag: string
      readonly commit: string
      readonly name: string
      readonly body: string
    }
  | {
      readonly kind: 'update-release'
      readonly release: number
      readonly commit: string
      readonly name: string
      readonly body: string
    }
  /** `content` is left out when a plan is printed: see {@link printable}. */
  | {
      readonly kind: 'upload-asset'
      readonly tag: string
      readonly name: string
      readonly type: string
      readonly digest: string
      readonly content: string | Uint8Array
    }
  | { readonly kind: 'delete-asset'; readonly asset: number; readonly name: string }
  /** Refused by the executor unless the draft then holds exactly these assets, by name and digest. */
  | {
      readonly kind: 'publish-release'
      readonly tag: string
      readonly assets: readonly { readonly name: string; readonly digest: string }[]
    }
  /** Only `setup` asks for this, and only an administrator's token may do it. */
  | { readonly kind: 'configure'; readonly setting: SettingName; readonly value: Json }

export type ActionKind = Action['kind']

/** Merknad: why something is not done. A key of the vocabulary and what its sentence needs. */
export type Note = { readonly note: string; readonly args: Readonly<Record<string, string | number>> }

/** Plan: what is to be done, in order, and what is worth knowing about what is not. */
export type Plan = { readonly actions: readonly Action[]; readonly notes: readonly Note[] }

export const nothing: Plan = { actions: [], notes: [] }
