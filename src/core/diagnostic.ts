/**
 * What the toolkit has to say about people's files. A diagnostic is data (code, place, args); the sentence
 * a person reads is made at the edge, in her own language, from `templates/messages/`.
 */

export type Severity = 'error' | 'warning' | 'notice'

/** Where in a file, counted from 1 as editors do. Columns count UTF-16 units, as the Language Server Protocol does. */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

export type Args = Readonly<Record<string, string | number>>

export type Diagnostic = {
  /** `<subject>/<defect>`: stable, documented in docs/rules.md, never reused for something else. */
  readonly code: string
  readonly severity: Severity
  readonly place: Place
  /** What the sentence needs to know. Never the sentence, never a value that must stay secret. */
  readonly args: Args
}

/** What a rule yields: it names a field, not a line. `locate` turns it into a {@link Diagnostic}. */
export type Finding = {
  readonly file: string
  /** Path of the field, list positions as numbers: `['exchanges', 0, 'period', 'to']`. Empty for the whole file. */
  readonly at: FieldPath
  /** Point at the key itself (an unknown key, a whole block) instead of at its value. */
  readonly on?: 'key'
  readonly args?: Args
  /** Only where the data decides how serious it is (`programme/policy.yaml`). */
  readonly severity?: Severity
}

export type FieldPath = readonly (string | number)[]

const order: Record<Severity, number> = { error: 0, warning: 1, notice: 2 }

/** Errors first within a place; files, lines and columns ascending; codes break ties, so output never wavers. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    order[a.severity] - order[b.severity] ||
    compare(a.code, b.code) ||
    compare(JSON.stringify(a.args), JSON.stringify(b.args))
  )
}

/** Compares code unit by code unit: the same order on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error')
}

export type Counts = Readonly<Record<Severity, number>>

export function count(diagnostics: readonly Diagnostic[]): Counts {
  const counts = { error: 0, warning: 0, notice: 0 }
  for (const d of diagnostics) counts[d.severity]++
  return counts
}
