/** Pakkliste: every file of an archive with what it is, how long it is and its digest; as JSON for programs and CSV for people. */
import { compare } from '../diagnostic.ts'

export const listName = 'manifest.json'
export const tableName = 'manifest.csv'

/** `data`: as people have written it. `document`: rendered. `history`: from Git. `archive`: made for the archive itself. */
export type PartOf = 'data' | 'document' | 'history' | 'archive'

export type Packed = {
  readonly name: string
  readonly part: PartOf
  readonly size: number
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** The path in the repository, where it is another than the name says. */
  readonly path?: string
}

/** Historien: all of it as a Git bundle, only what this clone had as a log, or none where there is no Git. */
export type History = {
  readonly kind: 'bundle' | 'log' | 'none'
  /** Whether everything since the first commit is there. */
  readonly complete: boolean
  readonly commits: number
}

export type Contents = {
  readonly programme: string
  /** Empty where there is no Git. */
  readonly commit: string
  /** When the commit was made; without Git, the day the archive was. */
  readonly time: string
  readonly toolkit: string
  readonly history: History
  /** Agreements without documents, because something in their files must be mended first. */
  readonly leftOut: readonly string[]
  readonly files: readonly Packed[]
}

export const format = 'mobilitet-archive@1'

/** No day but that of the commit, and no order but that of the names. */
export function listText(contents: Contents): string {
  const files = contents.files.toSorted((a, b) => compare(a.name, b.name))
  return `${JSON.stringify({ format, ...contents, files }, undefined, 2)}\n`
}

/** Semicolons, as Norwegian spreadsheets read them; names hold neither those nor quotation marks. */
export function tableText(files: readonly Packed[]): string {
  const rows = files
    .toSorted((a, b) => compare(a.name, b.name))
    .map(({ name, part, size, sha256 }) => [name, part, size, sha256].join(';'))
  return `${['name;part;size;sha256', ...rows].join('\r\n')}\r\n`
}

/** What the list of an archive says each file is; undefined for anything that is no such list. */
export function readList(text: string): readonly Pick<Packed, 'name' | 'size' | 'sha256'>[] | undefined {
  const list = parsed(text)
  if (!isRecord(list) || list['format'] !== format || !Array.isArray(list['files'])) return undefined
  const files: Pick<Packed, 'name' | 'size' | 'sha256'>[] = []
  for (const file of list['files'] as readonly unknown[]) {
    if (!isRecord(file)) return undefined
    const { name, size, sha256 } = file
    if (typeof name !== 'string' || typeof size !== 'number' || typeof sha256 !== 'string') return undefined
    files.push({ name, size, sha256 })
  }
  return files
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Feil i et arkiv: what is otherwise than the list says. */
export type Fault =
  /** Bytes that belong to no file, or headers that say something else: not as it was written. */
  | { readonly fault: 'damaged'; readonly name: string }
  | { readonly fault: 'changed' | 'missing' | 'unlisted' | 'unsafe-name'; readonly name: string }
  | { readonly fault: 'no-list'; readonly name: string }

/** The files that are there against those that are listed. */
export function faultsAmong(
  there: readonly Pick<Packed, 'name' | 'size' | 'sha256'>[],
  listed: readonly Pick<Packed, 'name' | 'size' | 'sha256'>[],
): readonly Fault[] {
  const wanted = new Map(listed.map((file) => [file.name, file]))
  const found = new Map(there.map((file) => [file.name, file]))
  const faults = there.flatMap((file): readonly Fault[] => {
    if (file.name === listName) return []
    const as = wanted.get(file.name)
    if (!as) return [{ fault: 'unlisted', name: file.name }]
    const isSame = as.size === file.size && as.sha256 === file.sha256
    return isSame ? [] : [{ fault: 'changed', name: file.name }]
  })
  const missing = listed.filter(({ name }) => !found.has(name))
  return [...faults, ...missing.map(({ name }): Fault => ({ fault: 'missing', name }))]
}
