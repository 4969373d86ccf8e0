/** What every printer is given, and the little that several of them say alike. */
import type { Args, Counts, Diagnostic, Severity } from '../diagnostic.ts'

/** Rapport: what a check found, ready to be printed. Printers choose form; they never judge. */
export type Report = {
  /** Already sorted by `byPlace`. */
  readonly diagnostics: readonly Diagnostic[]
  readonly counts: Counts
  /** How many files were read. */
  readonly files: number
  /** The sentence, one paragraph, in the reader's language. It may quote what people wrote. */
  say(diagnostic: Diagnostic): string
  /** Vocabulary of the reader's language; `args.count` chooses between `key_one` and `key_other`. */
  readonly words: (key: string, args?: Args) => string
  /** A line (from 1) without its line break; undefined where there is none. */
  sourceLine(file: string, line: number): string | undefined
  /** Where a rule is explained. */
  ruleUrl?(code: string): string
  /** Where a reader finds a line; without it links are relative to the root of the repository. */
  fileUrl?(file: string, line: number): string
  /** Whether ANSI colours are welcome. */
  readonly colour: boolean
  readonly rules: readonly { readonly code: string; readonly severity: Severity; readonly title: string }[]
}

/** Gravest first: where room is short, what must be mended is kept. */
export const severities = ['error', 'warning', 'notice'] as const satisfies readonly Severity[]

/** «2 feil og 1 advarsel. 14 filer er kontrollert.» */
export function summary({ counts, files, words }: Report): string {
  const found = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => words(`report-${severity}s`, { count: counts[severity] }))
  const findings = found.length > 0 ? `${joined(found, words('report-and'))}.` : words('report-clean')
  return `${findings} ${words('report-files', { count: files })}`
}

function joined(items: readonly string[], and: string): string {
  const last = items.at(-1) ?? ''
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} ${and} ${last}` : last
}

/**
 * A path as a relative URI reference (RFC 3986 §4.2): never a scheme, never another host. Parentheses are encoded
 * too, so that it can stand in a Markdown link.
 */
export function relativeUri(file: string): string {
  const wellFormed = file.replace(/^\/+/, '').replace(/\p{Surrogate}/gu, '\uFFFD')
  return wellFormed
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, percent))
    .join('/')
}

/** Percent-encoding of one ASCII character (RFC 3986 §2.1). */
export function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
