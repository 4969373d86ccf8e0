/**
 * What GitHub holds, in our nouns and without its wire format: the facts that plans are made of. Types only.
 * Whatever people can write (titles, bodies, branch names, logins) is hostile until it has been made inert.
 */
import type { Account } from '../model.ts'

/** A file of a commit. `mode` is git's: 100644 a file, 100755 one that can be run, 120000 a link, 160000 a submodule. */
export type TreeFile = { readonly path: string; readonly blob: string; readonly mode: string }

export type Repository = {
  /** `owner/name` */
  readonly name: string
  readonly url: string
  readonly defaultBranch: string
}

/** Endringsforslag: a pull request. */
export type PullRequest = {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly url: string
  readonly author: Account
  readonly state: 'open' | 'closed' | 'merged'
  readonly draft: boolean
  readonly head: { readonly branch: string; readonly commit: string; readonly repository: string | undefined }
  readonly base: { readonly branch: string }
  readonly labels: readonly string[]
  /** Logins that have been asked and have not answered. */
  readonly asked: readonly string[]
  /** False: it is in conflict with its base. Undefined while GitHub has not worked it out. */
  readonly mergeable: boolean | undefined
  /** Who closed it, where that is known; only asked for when a single pull request is read. */
  readonly closedBy?: Account
}

export type Commit = { readonly id: string; readonly author: Account | undefined; readonly message: string }

/** Vurdering: what somebody thought of a pull request at a commit. */
export type Review = {
  readonly id: number
  readonly author: Account
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed'
  readonly commit: string
  readonly body: string
}

/** A remark on a line of a pull request. */
export type LineComment = {
  readonly id: number
  readonly author: Account
  readonly path: string
  /** Undefined when the line is gone. */
  readonly line: number | undefined
  readonly body: string
}

export type Comment = {
  readonly id: number
  readonly author: Account
  /** `Bot` covers apps and workflows. */
  readonly authorKind: 'person' | 'bot'
  readonly body: string
  /** ISO 8601, UTC. */
  readonly created: string
  readonly updated: string
  /** The issue or pull request it stands on. */
  readonly on: number
}

/** Sak. */
export type Issue = {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly url: string
  readonly author: Account
  readonly authorKind: 'person' | 'bot'
  readonly state: 'open' | 'closed'
  readonly labels: readonly string[]
  readonly isPullRequest: boolean
  readonly updated: string
}

/** What we have said of a commit under one name; what others say under that name is left out. */
export type CheckRun = {
  readonly id: number
  readonly name: string
  readonly conclusion: Conclusion | undefined
  readonly title: string
  readonly summary: string
  /** When it was first said, by GitHub's clock. ISO 8601, UTC. */
  readonly started: string
}

export type Conclusion = 'success' | 'failure' | 'action_required' | 'neutral'

export type Reaction = '+1' | '-1' | 'confused' | 'eyes' | 'rocket'

export type Release = {
  readonly id: number
  readonly tag: string
  readonly name: string
  readonly body: string
  readonly draft: boolean
  readonly immutable: boolean
  readonly commit: string
  readonly author: Account
  readonly assets: readonly Asset[]
}

export type Asset = {
  readonly id: number
  readonly name: string
  readonly size: number
  /** `sha256:…`, where GitHub tells it. */
  readonly digest: string | undefined
  /** False for one whose upload was broken off. */
  readonly complete: boolean
}
