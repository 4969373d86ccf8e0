/** Sammenlikner en fil med den som blir laget av avtalen. */
import { type ClauseName, type PassageChange, passageChanges } from '../agreement/terms-difference.ts'
import { type Opened, opened } from './open.ts'
import { latin1 } from './pdf-objects.ts'
import { type Appended, appendedTo } from './pdf-updates.ts'

export type Comparison =
  | { readonly verdict: 'identical' }
  /** The file as it was made, and after it what signing has appended. */
  | { readonly verdict: 'signed'; readonly appended: Appended }
  /** The same words in the same order, made in another way: another look can hide words, so it is not vouched for. */
  | {
      readonly verdict: 'same-terms'
      /** What signing has appended to it. */
      readonly appended?: Appended
    }
  | {
      readonly verdict: 'altered'
      /** Undefined where the words cannot be compared. */
      readonly changes: readonly PassageChange[] | undefined
      /** What the file has besides words that a file of ours has not. */
      readonly foreign: readonly string[]
      /** The first byte that differs, from 0. */
      readonly offset: number
      /** The file is whole, and something has been appended that changes it. */
      readonly appended?: Appended
    }

export type Version = { readonly bytes: Uint8Array; readonly opened: Opened }

/** `clauses`: of the document that was made, to tell where something is altered. */
export function compared(given: Version, made: Version, clauses: readonly ClauseName[]): Comparison {
  const offset = firstDifference(given.bytes, made.bytes)
  if (offset === undefined) return { verdict: 'identical' }
  const isWhole = offset === made.bytes.length && given.opened.kind === 'pdf'
  const appended = isWhole ? appendedTo(latin1(given.bytes), offset) : undefined
  if (appended && isSigning(appended)) return { verdict: 'signed', appended }
  const first = isWhole ? undefined : firstRevision(given)
  const { lines, parts } = first?.opened ?? given.opened
  const foreign = [...parts].filter((part) => !made.opened.parts.has(part)).sort()
  const changes = changesBetween(made.opened.lines, lines, clauses)
  if (!appended && foreign.length === 0 && changes?.length === 0)
    return { verdict: 'same-terms', ...(first ? { appended: first.appended } : {}) }
  return { verdict: 'altered', changes, foreign, offset, ...(appended ? { appended } : {}) }
}

function isSigning({ signatures, odd }: Appended): boolean {
  return signatures > 0 && odd === undefined
}

/** A file that was signed by appending, as it was before; undefined when nothing or something else was appended. */
function firstRevision({ bytes, opened: { kind } }: Version) {
  if (kind !== 'pdf') return undefined
  const text = latin1(bytes)
  const found = /startxref\s{1,4}\d{1,10}\s{1,4}%%EOF/.exec(text)
  const end = found ? found.index + found[0].length : text.length
  if (text.slice(end).trim() === '') return undefined
  const appended = appendedTo(text, end)
  const before = opened(bytes.subarray(0, end))
  return typeof before === 'string' || !isSigning(appended) ? undefined : { opened: before, appended }
}

function firstDifference(one: Uint8Array, other: Uint8Array): number | undefined {
  const length = Math.min(one.length, other.length)
  for (let at = 0; at < length; at++) if (one[at] !== other[at]) return at
  return one.length === other.length ? undefined : length
}

function changesBetween(
  made: readonly string[] | undefined,
  given: readonly string[] | undefined,
  clauses: readonly ClauseName[],
): readonly PassageChange[] | undefined {
  if (!made || !given) return undefined
  return passageChanges(placed(made, clauses), placed(given, clauses))
}

/** Each line with the clause it stands in: the one whose title was met last, in the order of the document. */
function placed(lines: readonly string[], clauses: readonly ClauseName[]) {
  let next = 0
  let clause: ClauseName = { id: '', number: '', title: '' }
  return lines.map((text) => {
    const found = clauses.findIndex(({ number, title }, index) => {
      return (
        index >= next && (text === title || text === `${number} ${title}` || text === `## ${number} ${title}`)
      )
    })
    if (found >= 0) {
      clause = clauses[found] ?? clause
      next = found + 1
    }
    return { clause, number: '', text }
  })
}

/** How much of a document is altered, to find the one it was made from. */
export function distance(comparison: Comparison): number {
  if (comparison.verdict === 'identical') return -3
  if (comparison.verdict === 'signed') return -2
  if (comparison.verdict === 'same-terms') return -1
  if (comparison.appended) return 0
  if (!comparison.changes) return Number.MAX_SAFE_INTEGER
  return comparison.changes
    .flatMap(({ words }) => words)
    .reduce((sum, { text, fate }) => (fate === 'same' ? sum : sum + text.split(' ').length), 1)
}
