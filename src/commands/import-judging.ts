/** Vurdering: rows judged together, as the programme would be with all of them; what fails is taken out, and the rest again. */
import { check } from '../core/check.ts'
import type { Diagnostic } from '../core/diagnostic.ts'
import { dataFolders } from '../core/kinds.ts'
import { rules } from '../core/rules/index.ts'
import { columnBehind, type Entry, type Refused } from '../core/spreadsheet/entries.ts'
import type { Placed } from '../core/spreadsheet/rows.ts'
import { filesIn } from '../io/files.ts'
import type { Context } from './context.ts'
import { type Programme as Loaded, loadEntries } from './loading.ts'
import { overlaid } from './overlay.ts'

/** What is wrong with a row: something in a cell, or what `check` says of the file it becomes. */
export type Trouble = { readonly column?: number } & (
  | { readonly problem: Placed }
  | { readonly diagnostic: Diagnostic }
)

export type Judged = {
  readonly fit: readonly Entry[]
  readonly unfit: readonly { readonly entry: Entry; readonly troubles: readonly Trouble[] }[]
  /** Warnings about files that are fit. */
  readonly warnings: readonly Diagnostic[]
  /** Errors elsewhere that come of it: nothing can be written. */
  readonly elsewhere: readonly Diagnostic[]
}

export function judge(entries: readonly Entry[], before: Loaded, context: Context): Judged {
  const unfit = new Map<Entry, readonly Trouble[]>()
  for (const entry of entries) {
    const problems = entry.row.problems.map((problem): Trouble => ({ ...columnOf(problem), problem }))
    if (problems.length > 0) unfit.set(entry, problems)
  }
  // All that is wrong with a row is told at once, so those that are unfit already are judged with the others the first time.
  let found = findings(entries, before, context)
  for (const entry of entries) {
    const troubles = [...(unfit.get(entry) ?? []), ...troublesOf(entry, found.errors)]
    if (troubles.length > 0) unfit.set(entry, troubles)
  }
  let fit = entries.filter((entry) => !unfit.has(entry))
  if (unfit.size > 0) found = findings(fit, before, context)
  // Rows may have been fit only because of others.
  for (let more = failing(fit, found.errors); more.length > 0; more = failing(fit, found.errors)) {
    for (const entry of more) unfit.set(entry, troublesOf(entry, found.errors))
    fit = fit.filter((entry) => !unfit.has(entry))
    found = findings(fit, before, context)
  }
  const paths = new Set(fit.map(({ path }) => path))
  return {
    fit,
    unfit: [...unfit].map(([entry, troubles]) => ({ entry, troubles })),
    warnings: found.warnings.filter(({ place }) => paths.has(place.file)),
    elsewhere: [...found.errors].flatMap(([file, errors]) => (paths.has(file) ? [] : errors)),
  }
}

function columnOf({ column }: Placed): { readonly column?: number } {
  return column === undefined ? {} : { column }
}

function failing(
  entries: readonly Entry[],
  errors: ReadonlyMap<string, readonly Diagnostic[]>,
): readonly Entry[] {
  return entries.filter(({ path, change }) => change !== 'same' && errors.has(path))
}

type Found = {
  readonly errors: ReadonlyMap<string, readonly Diagnostic[]>
  readonly warnings: readonly Diagnostic[]
}

/** What `check` would find that it does not find now. */
function findings(entries: readonly Entry[], before: Loaded, { root, today }: Context): Found {
  const changed = entries.filter(({ change }) => change !== 'same')
  if (changed.length === 0) return { errors: new Map(), warnings: [] }
  const laid = new Map(changed.map(({ path, text }) => [path, new TextEncoder().encode(text)]))
  const files = overlaid(filesIn(root), laid)
  const head = loadEntries(files, files.list(dataFolders))
  const all = check({ head: head.loaded, textOf: head.textOf, today, rules, base: before })
  const errors = new Map<string, Diagnostic[]>()
  for (const one of all)
    if (one.severity === 'error') errors.set(one.place.file, [...(errors.get(one.place.file) ?? []), one])
  return { errors, warnings: all.filter(({ severity }) => severity === 'warning') }
}

/** What is missing because its cell could not be read has been told. */
function troublesOf(entry: Entry, errors: ReadonlyMap<string, readonly Diagnostic[]>): readonly Trouble[] {
  const told = new Set(entry.row.problems.map(({ column }) => column))
  return (errors.get(entry.path) ?? []).flatMap((diagnostic) => {
    const column = columnBehind(diagnostic, entry)
    const follows = column !== undefined && told.has(column)
    return follows ? [] : [{ diagnostic, ...(column === undefined ? {} : { column }) }]
  })
}

export function troublesIn({ problems }: Refused): readonly Trouble[] {
  return problems.map((problem) => ({ ...columnOf(problem), problem }))
}
