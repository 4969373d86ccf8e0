/** Svar: what is found out about one file. Plain data, which is told in words or as JSON. */
import type { Agreement, IsoDate, Signature } from '../model.ts'
import type { Claim } from './claim.ts'
import type { Comparison } from './compare.ts'
import type { Kind, Refusal } from './open.ts'

/** Why nothing can be said of a file; `verify-<reason>` in the vocabulary. */
export type Unknown =
  | Refusal
  | 'missing'
  | 'folder'
  | 'unreadable'
  /** It does not say which agreement it is of. */
  | 'not-ours'
  | 'unknown-agreement'
  /** No document can be made of the agreement as it was. */
  | 'not-made'
  /** Made from a registration, which has no terms. */
  | 'letter'
  /** A working sheet: filled in by people, and no part of what was agreed. */
  | 'material'

export type Answer =
  | { readonly file: string; readonly unknown: Unknown; readonly claim?: Claim; readonly isShallow?: boolean }
  | Found

/** A file that was held against the document of an agreement. */
export type Found = {
  readonly file: string
  readonly kind: Kind
  readonly claim: Claim
  readonly agreement: string
  /** The document it was held against, as `render` names it. */
  readonly document: string
  /** When the agreement was so; undefined for as it is in the folder now. */
  readonly saved: { readonly commit: string; readonly date?: IsoDate } | undefined
  readonly comparison: Comparison
  /** The agreement has, or has had, the terms whose digest the file carries. */
  readonly isKnown: boolean
  /** Names of the parties, by folder. */
  readonly parties: ReadonlyMap<string, string>
  /** Those that are recorded on the terms of the file. */
  readonly signatures: readonly Signature[]
  readonly remarks: readonly Remark[]
}

/** What whoever holds the file should know besides; `verify-remark-<remark>` in the vocabulary. */
export type Remark = { readonly remark: string; readonly args: Readonly<Record<string, string | number>> }

/** Exactly what is made of the agreement, or that with nothing but signatures after it. */
export function isGenuine(answer: Answer): boolean {
  return (
    'comparison' in answer && answer.isKnown && ['identical', 'signed'].includes(answer.comparison.verdict)
  )
}

type About = {
  readonly claim: Claim
  readonly file: string
  readonly kind: Kind
  /** The agreement as it is now; undefined when it is gone. */
  readonly now: { readonly agreement: Agreement; readonly digest: string | undefined } | undefined
  readonly held: { readonly agreement: Agreement; readonly digest: string | undefined }
  readonly isInFolder: boolean
  readonly isUnsaved: boolean
  readonly isKnown: boolean
  readonly isShallow: boolean
  /** It holds names, and nobody has said which. */
  readonly isPrivate: boolean
}

export function remarksOn(about: About): readonly Remark[] {
  const { claim, file, kind, now, held, isInFolder, isUnsaved, isKnown, isShallow, isPrivate } = about
  const remarks: Remark[] = []
  const add = (remark: string, args: Remark['args'] = {}) => remarks.push({ remark, args })
  const ending = /\.([a-z0-9]{1,5})$/i.exec(file)?.[1]?.toLowerCase()
  if (ending !== undefined && !endings[kind].includes(ending))
    add('ending', { ending, kind: kind.toUpperCase() })
  if (claim.version !== undefined && isKnown && claim.version !== held.agreement.version)
    add('version', { said: claim.version, version: held.agreement.version })
  if (isPrivate) add('private')
  if (isInFolder && isUnsaved) add('unsaved')
  if (!now) add('gone')
  else if (now.agreement.version > held.agreement.version) add('newer', { version: now.agreement.version })
  else if (now.digest !== held.digest && isKnown) add('changed', { version: now.agreement.version })
  if (now?.agreement.termination) add('terminated', { date: now.agreement.termination.date })
  if (!isKnown && isShallow) add('shallow')
  return remarks
}

const endings: Readonly<Record<Kind, readonly string[]>> = {
  pdf: ['pdf'],
  docx: ['docx'],
  html: ['html', 'htm', 'xhtml'],
  md: ['md', 'markdown', 'txt'],
}
