/** `import`: a coordinator's spreadsheet becomes files, and what could not be read goes back to her. */
import { basename, join } from 'node:path'
import type { Diagnostic } from '../core/diagnostic.ts'
import type { Registration } from '../core/model.ts'
import { headingOf, headingsFrom } from '../core/spreadsheet/columns.ts'
import { correctionOf, type RowTrouble } from '../core/spreadsheet/correction.ts'
import { differencesIn, type Entry, type Existing, entriesFrom } from '../core/spreadsheet/entries.ts'
import { type Books, booksFor } from '../core/spreadsheet/names.ts'
import { readWorkbook, type SheetNote } from '../core/spreadsheet/tables.ts'
import { parseYaml } from '../core/yaml.ts'
import { writeWhole } from '../io/atomic.ts'
import { readDocument } from '../io/document.ts'
import { Unreadable } from '../io/ports.ts'
import { Cancelled, promptsIn } from '../io/prompts.ts'
import { readSpreadsheet, type Spreadsheet, workbookBytes } from '../io/spreadsheet.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { type Judged, judge, type Trouble, troublesIn } from './import-judging.ts'
import { differenceLines, importData, type Outcome, outcomeText } from './import-telling.ts'
import { type Programme as Loaded, loadFolder, schemaOf } from './loading.ts'
import { outFolder } from './out.ts'

export type ImportOptions = {
  readonly file: string
  readonly sheet?: string
  readonly yes?: boolean
  readonly out: string
  readonly print?: boolean
  readonly format: 'text' | 'json'
}

export async function run(context: Context, options: ImportOptions): Promise<ExitCode> {
  const out = outFolder(context.root, options.out)
  const spreadsheet = await readSpreadsheet(options.file)
  const before = loadFolder(context.root)
  const existing = existingIn(before, context)
  const grids = chosenGrids(spreadsheet, options)
  const reading = readWorkbook(grids, headingsFrom(schemaOf), existing)
  if ('fault' in reading)
    throw new Unreadable(reading.fault.code, { path: options.file, ...reading.fault.args })
  const { entries, refused } = entriesFrom(reading.rows, existing)
  const judged = judge(entries, before, context)
  if (judged.elsewhere.length > 0) return refuseAll(judged, context)
  const accepted = await acceptedOf(judged, existing, options, context)
  if (accepted === undefined) return 1
  const settled =
    accepted.left.length === 0
      ? judged
      : judge(
          judged.fit.filter((one) => !accepted.left.includes(one)),
          before,
          context,
        )
  const unfit = settled === judged ? judged.unfit : [...judged.unfit, ...settled.unfit]
  const troubles = [
    ...refused.map((one) => ({ row: one.row, troubles: troublesIn(one) })),
    ...unfit.map(({ entry, troubles: found }) => ({ row: entry.row, troubles: found })),
  ]
  const told = troubles
    .flatMap(({ row, troubles: found }) =>
      found.map((trouble) => rowTrouble(row, trouble, existing.books, context)),
    )
    .sort(
      (a, b) => a.sheet.localeCompare(b.sheet, 'nb') || a.row - b.row || (a.column ?? -1) - (b.column ?? -1),
    )
  if (!options.print)
    for (const entry of settled.fit)
      if (entry.change !== 'same') writeWhole(context.root, entry.path, entry.text)
  const correction =
    told.length === 0 || options.print
      ? undefined
      : await writeCorrection(told, reading.tables, out, options, context)
  const outcome: Outcome = {
    fit: settled.fit,
    left: accepted.left,
    troubles: told,
    notes: [...notesOn(spreadsheet, options), ...reading.notes, ...assumptions(judged.fit)],
    warnings: settled.warnings,
    ...(correction === undefined ? {} : { correction }),
    printed: options.print === true,
    existing,
  }
  context.print(options.format === 'json' ? importData(outcome, context) : outcomeText(outcome, context))
  return told.length > 0 || accepted.left.length > 0 ? 2 : 0
}

function existingIn(before: Loaded, { today }: Context): Existing {
  const { programme } = before.loaded
  const readable = new Set([...programme.registrations.values()].map(({ file }) => file))
  const records = new Map<string, object | 'unreadable' | undefined>()
  const recordAt = (path: string) => {
    if (!records.has(path)) records.set(path, recordIn(path))
    return records.get(path)
  }
  const recordIn = (path: string): object | 'unreadable' | undefined => {
    if (!programme.paths.has(path)) return undefined
    const { data } = parseYaml(before.textOf(path) ?? '')
    return readable.has(path) && typeof data === 'object' && data !== null ? data : 'unreadable'
  }
  return {
    books: booksFor(programme, schemaOf, today),
    agencies: programme.agencies,
    kindOf: (id) => programme.registrations.get(id)?.kind,
    recordAt,
    textAt: before.textOf,
    schemaOf,
    today,
  }
}

/** @throws Usage for a sheet that is not there */
function chosenGrids({ grids, hidden }: Spreadsheet, { sheet }: ImportOptions): Spreadsheet['grids'] {
  if (sheet === undefined) return grids
  const chosen = grids.filter(({ name }) => name.toLowerCase() === sheet.trim().toLowerCase())
  if (chosen.length > 0) return chosen
  throw new Usage('error.importSheet', {
    sheet,
    sheets: [...grids.map(({ name }) => name), ...hidden].join(', '),
  })
}

function refuseAll({ elsewhere }: Judged, context: Context): ExitCode {
  const { words, say } = context.speaker
  const lines = elsewhere.map((one) => `  ${one.place.file}:${one.place.line}: ${say(one)}`)
  context.print(`${words('sheet-elsewhere')}\n${lines.join('\n')}\n`)
  return 2
}

/** Changes of what is there already that were said yes to, and those that were not. Undefined when somebody stopped. */
async function acceptedOf(
  { fit }: Judged,
  { books }: Existing,
  { yes, print }: ImportOptions,
  context: Context,
): Promise<{ readonly left: readonly Entry[] } | undefined> {
  const changed = fit.filter(({ change }) => change === 'changed')
  if (changed.length === 0 || yes || print) return { left: [] }
  if (!context.interactive) return { left: changed }
  const { words } = context.speaker
  const prompts = promptsIn(words)
  const left: Entry[] = []
  try {
    prompts.begin(words('sheet-ask-begin', { count: changed.length }))
    for (const [index, entry] of changed.entries()) {
      const lines = differenceLines(differencesIn(entry, books[entry.kind], context.language), words)
      prompts.tell([entry.path, ...lines].join('\n'))
      const answers = ['yes', 'no', 'all', 'none'] as const
      const choices = answers.map((value) => ({ value, label: words(`sheet-ask-${value}`) }))
      const answer = await prompts.choose({ title: words('sheet-ask'), help: '', choices, initial: 'yes' })
      if (answer === 'all') return { left }
      if (answer === 'none') return { left: [...left, ...changed.slice(index)] }
      if (answer === 'no') left.push(entry)
    }
    return { left }
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    prompts.stop(words('sheet-cancelled'))
    return undefined
  }
}

function rowTrouble(row: Entry['row'], trouble: Trouble, books: Books, context: Context): RowTrouble {
  const { sheet, row: at } = row
  const sentence =
    'problem' in trouble
      ? context.speaker.words(trouble.problem.word, trouble.problem.args)
      : sentenceOf(trouble.diagnostic, row.kind ?? 'need', books, context)
  return { sheet, row: at, sentence, ...(trouble.column === undefined ? {} : { column: trouble.column }) }
}

/** Somebody with a spreadsheet knows the fields by their titles, not by their names in a file. */
function sentenceOf(
  diagnostic: Diagnostic,
  kind: Registration['kind'],
  books: Books,
  { speaker, language }: Context,
): string {
  const key = String(diagnostic.args['key'] ?? '')
  const field = [...books[kind].titles[language]].find(
    ([path]) => path === key || path.endsWith(`.${key}`),
  )?.[1]
  const group = [...books[kind].titles[language]].find(([path]) => path.startsWith(`${key}.`))?.[1].group
  const title = field ? headingOf(field) : group?.title
  if (title === undefined) return speaker.say(diagnostic)
  if (diagnostic.code === 'schema/missing') return speaker.words('sheet-fault-missing', { title })
  return speaker.say({ code: diagnostic.code, args: { ...diagnostic.args, key: title } })
}

function notesOn({ hidden, macros }: Spreadsheet, { sheet }: ImportOptions): readonly SheetNote[] {
  return [
    ...(macros ? [{ word: 'sheet-note-macros', args: {} }] : []),
    ...(sheet === undefined
      ? hidden.map((name) => ({ word: 'sheet-note-hidden-sheet', args: { sheet: name } }))
      : []),
  ]
}

function assumptions(entries: readonly Entry[]): readonly SheetNote[] {
  const seasons = new Set(entries.flatMap(({ row, change }) => (change === 'same' ? [] : row.assumed)))
  return [...seasons].map((season) => ({ word: 'sheet-note-season', args: { season } }))
}

/** Never over one that somebody may be mending: the next number is taken. Returns where it lies. */
async function writeCorrection(
  told: readonly RowTrouble[],
  tables: Parameters<typeof correctionOf>[0],
  out: string,
  { file }: ImportOptions,
  { speaker, today }: Context,
): Promise<string> {
  const { words } = speaker
  const workbook = correctionOf(tables, told, {
    title: words('sheet-correction-title'),
    fault: words('sheet-head-fault'),
    date: today,
  })
  const bytes = await workbookBytes(workbook)
  const stem = basename(file)
    .replace(/\.[^.]*$/, '')
    .replace(/-feil(?:-\d+)?$/, '')
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${stem}-feil.xlsx` : `${stem}-feil-${number}.xlsx`
    const there = readDocument(join(out, name), Number.MAX_SAFE_INTEGER)
    if (there === 'missing') writeWhole(out, name, bytes)
    if (there === 'missing' || (typeof there !== 'string' && Buffer.compare(there, bytes) === 0))
      return join(out, name)
  }
}
