/** Svar: what became of a spreadsheet, for a person and for another program. */
import type { Diagnostic } from '../core/diagnostic.ts'
import type { Words } from '../core/messages.ts'
import { safeJson } from '../core/report/visible.ts'
import type { RowTrouble } from '../core/spreadsheet/correction.ts'
import {
  differencesIn,
  type Entry,
  type Existing,
  type FieldDifference,
} from '../core/spreadsheet/entries.ts'
import { cellName } from '../core/spreadsheet/grid.ts'
import type { SheetNote } from '../core/spreadsheet/tables.ts'
import { shortened } from '../core/text.ts'
import type { Context } from './context.ts'

export type Outcome = {
  /** What was written, or would be, and what was the same. */
  readonly fit: readonly Entry[]
  /** Changes nobody has said yes to. */
  readonly left: readonly Entry[]
  readonly troubles: readonly RowTrouble[]
  readonly notes: readonly SheetNote[]
  readonly warnings: readonly Diagnostic[]
  /** Where the correction workbook lies. */
  readonly correction?: string
  /** Nothing was written. */
  readonly printed: boolean
  readonly existing: Existing
}

/** More is not read on a screen; all of it is in the correction workbook. */
const mostTold = 60

function counts({
  fit,
  left,
  troubles,
}: Outcome): Readonly<Record<'new' | 'changed' | 'unchanged' | 'refused' | 'left', number>> {
  const of = (change: Entry['change']) => fit.filter((entry) => entry.change === change).length
  const refused = new Set(troubles.map(({ sheet, row }) => `${row} ${sheet}`)).size
  return { new: of('new'), changed: of('changed'), unchanged: of('same'), refused, left: left.length }
}

export function outcomeText(outcome: Outcome, context: Context): string {
  const { words, say } = context.speaker
  const numbers = counts(outcome)
  const lines = [
    ...(outcome.printed ? printed(outcome, context) : []),
    ...outcome.notes.map(({ word, args }) => words(word, args)),
    ...outcome.warnings.map((one) => `${one.place.file}: ${say(one)}`),
    ...troubleLines(outcome, words),
    ...leftLines(outcome, context),
    '',
    words(outcome.printed ? 'sheet-would' : 'sheet-done', { ...numbers }),
    ...(outcome.correction === undefined ? [] : [words('sheet-correction', { path: outcome.correction })]),
  ]
  return `${lines.join('\n').replace(/^\n+/, '')}\n`
}

function printed({ fit, existing }: Outcome, { speaker, language }: Context): readonly string[] {
  return fit.flatMap((entry) => {
    if (entry.change === 'same') return []
    const book = existing.books[entry.kind]
    const body =
      entry.change === 'new'
        ? entry.text.trimEnd().split('\n')
        : differenceLines(differencesIn(entry, book, language), speaker.words)
    return [`${entry.path}:`, ...body.map((line) => `  ${line}`), '']
  })
}

function troubleLines({ troubles }: Outcome, words: Words): readonly string[] {
  if (troubles.length === 0) return []
  const several = new Set(troubles.map(({ sheet }) => sheet)).size > 1
  const told = toldOnce(troubles)
  const shown = told.slice(0, mostTold).map(({ sheet, row, column, sentence, rows }) => {
    const whole = rows > 1 ? words('sheet-row-all', { count: rows }) : words('sheet-row', { row: row + 1 })
    const place = column === undefined ? whole : cellName(row, column)
    return `  ${several ? `${sheet}, ` : ''}${place}: ${sentence}`
  })
  const rest = told.length - shown.length
  return [
    '',
    words('sheet-refused-head'),
    ...shown,
    ...(rest > 0 ? [`  ${words('sheet-more', { count: rest })}`] : []),
  ]
}

/** What every row lacks that was sent back, such as a column that is not there, is told once for all of them. */
function toldOnce(troubles: readonly RowTrouble[]): readonly (RowTrouble & { readonly rows: number })[] {
  const rows = rowsBy(troubles, ({ sheet }) => sheet)
  const alike = ({ sheet, column, sentence }: RowTrouble) => `${sheet}\n${column ?? ''}\n${sentence}`
  const told = rowsBy(troubles, alike)
  return troubles.flatMap((one) => {
    const all = rows.get(one.sheet)?.size ?? 0
    const isOfAll = one.column === undefined && all > 1 && told.get(alike(one))?.size === all
    if (!isOfAll) return [{ ...one, rows: 1 }]
    const [first] = rows.get(one.sheet) ?? []
    return one.row === first ? [{ ...one, rows: all }] : []
  })
}

/** The rows that are told of, by what `key` says of each. */
function rowsBy(
  troubles: readonly RowTrouble[],
  key: (trouble: RowTrouble) => string,
): ReadonlyMap<string, ReadonlySet<number>> {
  const rows = new Map<string, Set<number>>()
  for (const one of troubles) {
    const known = rows.get(key(one))
    if (known) known.add(one.row)
    else rows.set(key(one), new Set([one.row]))
  }
  return rows
}

function leftLines({ left, existing }: Outcome, { speaker, language }: Context): readonly string[] {
  if (left.length === 0) return []
  const { words } = speaker
  const shown = left.flatMap((entry) => [
    `  ${entry.path}`,
    ...differenceLines(differencesIn(entry, existing.books[entry.kind], language), words).map(
      (line) => `    ${line}`,
    ),
  ])
  return ['', words('sheet-left-head', { count: left.length }), ...shown, words('sheet-left-how')]
}

/** «Tittel: før → nå» */
export function differenceLines(differences: readonly FieldDifference[], words: Words): readonly string[] {
  const text = (value: string) =>
    value === '' ? words('meaning-none') : `«${shortened(value.replaceAll('\n', ' / '), 90)}»`
  return differences.map(({ title, was, is }) => `${title}: ${text(was)} → ${text(is)}`)
}

/** Documented in docs/spreadsheets.md. */
export function importData(outcome: Outcome, { speaker, language }: Context): string {
  const { fit, left, existing, troubles, notes, warnings, correction } = outcome
  const file = (entry: Entry, fate: string) => ({
    path: entry.path,
    change: entry.change === 'same' ? 'unchanged' : entry.change,
    written: fate === 'fit' && entry.change !== 'same' && !outcome.printed,
    sheet: entry.row.sheet,
    row: entry.row.row + 1,
    ...(entry.change === 'changed'
      ? { differences: differencesIn(entry, existing.books[entry.kind], language) }
      : {}),
    ...(outcome.printed && entry.change !== 'same' ? { text: entry.text } : {}),
  })
  const data = {
    counts: counts(outcome),
    files: [...fit.map((entry) => file(entry, 'fit')), ...left.map((entry) => file(entry, 'left'))],
    refused: troubles.map(({ sheet, row, column, sentence }) => ({
      sheet,
      row: row + 1,
      cell: column === undefined ? null : cellName(row, column),
      message: sentence,
    })),
    notes: notes.map(({ word, args }) => ({ code: word, message: speaker.words(word, args) })),
    warnings: warnings.map((one) => ({ code: one.code, file: one.place.file, message: speaker.say(one) })),
    correction: correction ?? null,
  }
  return `${safeJson(data, 2)}\n`
}
