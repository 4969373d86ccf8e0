/** `export`: needs, offers and agencies as a workbook, or as a table of text. */
import { basename, dirname, resolve } from 'node:path'
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts'
import { booksFor } from '../core/spreadsheet/names.ts'
import { type ExportFacts, tableOf, workbookOf } from '../core/spreadsheet/workbook.ts'
import { parseYaml } from '../core/yaml.ts'
import { writeWhole } from '../io/atomic.ts'
import { csvText, workbookBytes } from '../io/spreadsheet.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { type Programme as Loaded, loadFolder, schemaOf } from './loading.ts'
import { outFolder } from './out.ts'

export type ExportOptions = { readonly out?: string; readonly format?: 'xlsx' | 'csv' }

export async function run(context: Context, options: ExportOptions): Promise<ExitCode> {
  const { path, format } = destination(options)
  // In the programme's own folder one file does no harm; among its records it would.
  if (resolve(dirname(path)) !== context.root) outFolder(context.root, dirname(path))
  const before = loadFolder(context.root)
  const facts = factsIn(before, context)
  const content = format === 'csv' ? csvText(tableOf(facts)) : await workbookBytes(workbookOf(facts))
  writeWhole(dirname(path), basename(path), content)
  const { words } = context.speaker
  const left = leftOut(before.loaded.diagnostics)
  const count = before.loaded.programme.registrations.size
  context.print(`${words('sheet-exported', { path, count })}\n`)
  if (left.length > 0) context.remark(`${words('sheet-left-out', { files: left.join(', ') })}\n`)
  return left.length > 0 ? 2 : 0
}

/** Registrations that cannot be read are in no workbook. */
function leftOut(diagnostics: readonly Diagnostic[]): readonly string[] {
  const files = diagnostics.filter((one) => hasErrors([one])).map(({ place }) => place.file)
  return [...new Set(files)].filter((file) => /^agencies\/[^/]+\/(?:needs|offers)\//.test(file))
}

/** @throws Usage for a name that is neither, or is not what is asked for */
function destination({ out, format }: ExportOptions): {
  readonly path: string
  readonly format: 'xlsx' | 'csv'
} {
  if (out === undefined) return { path: `out/mobilitet.${format ?? 'xlsx'}`, format: format ?? 'xlsx' }
  const ending = /\.(xlsx|csv)$/i.exec(out)?.[1]?.toLowerCase()
  if (ending !== 'xlsx' && ending !== 'csv') throw new Usage('error.exportOut', { path: out })
  if (format !== undefined && format !== ending) throw new Usage('error.exportFormat', { path: out, format })
  return { path: out, format: ending }
}

function factsIn({ loaded, textOf }: Loaded, { language, today, speaker }: Context): ExportFacts {
  const { programme } = loaded
  return {
    programme,
    books: booksFor(programme, schemaOf, today),
    schemaOf,
    language,
    today,
    words: speaker.words,
    recordAt: (path) => parseYaml(textOf(path) ?? '').data,
  }
}
