/** Programkontoret: a copy of the programme, the commands as they are run in it, and workbooks made by hand. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CellValue, type WriteOptions, writeXlsx } from 'hucre/xlsx'
import type { Context } from '../../src/commands/context.ts'
import { run as runExport } from '../../src/commands/export.ts'
import { type ImportOptions, run as runImport } from '../../src/commands/import.ts'
import { parseMessages, speaker } from '../../src/core/messages.ts'
import type { Language } from '../../src/core/model.ts'
import { root } from '../worlds.ts'

const made: string[] = []

/** Call in `afterAll`. */
export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mobilitet-ark-'))
  made.push(path)
  return path
}

/** The repository's own data; `empty` without needs and offers. */
export function programme(empty = false): string {
  const path = folder()
  for (const part of ['programme', 'agencies', 'agreements', 'decisions', 'templates'])
    cpSync(join(root, part), join(path, part), {
      recursive: true,
      filter: (file) => !(empty && /(?:needs|offers|agreements|decisions)\/.+/.test(file.slice(root.length))),
    })
  return path
}

export type Answer = { readonly code: number; readonly said: string; readonly remarked: string }

function context(folder: string, language: Language, said: string[], remarked: string[]): Context {
  const file = `templates/messages/${language}.yaml`
  return {
    root: folder,
    today: '2026-11-22',
    language,
    speaker: speaker(language, parseMessages(file, readFileSync(join(root, file), 'utf8'))),
    colour: false,
    interactive: false,
    print: (text) => said.push(text),
    remark: (text) => remarked.push(text),
    github: { api: '', fetch, pace: { write: 0, retry: 0 } },
  }
}

export async function importFile(
  folder: string,
  file: string,
  options: Partial<ImportOptions> = {},
  language: Language = 'nb',
): Promise<Answer> {
  const [said, remarked]: [string[], string[]] = [[], []]
  const all: ImportOptions = { file, out: join(folder, 'out'), format: 'text', ...options }
  const code = await runImport(context(folder, language, said, remarked), all)
  return { code, said: said.join(''), remarked: remarked.join('') }
}

export async function exportTo(folder: string, file: string, language: Language = 'nb'): Promise<Answer> {
  const [said, remarked]: [string[], string[]] = [[], []]
  const code = await runExport(context(folder, language, said, remarked), { out: file })
  return { code, said: said.join(''), remarked: remarked.join('') }
}

/** What somebody is told when a file cannot be read: a sentence, in the language. */
export async function refusal(folder: string, file: string, language: Language = 'nb'): Promise<string> {
  const { speaker: voice } = context(folder, language, [], [])
  try {
    const { said } = await importFile(folder, file, {}, language)
    return `read: ${said}`
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), 'code')
    const args = Reflect.get(Object(error), 'args') as Readonly<Record<string, string | number>>
    if (typeof code !== 'string') throw error
    return voice.cli(code, args)
  }
}

/** Everything in the data folders, byte for byte. */
export function contents(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const part of ['programme', 'agencies', 'agreements', 'decisions']) {
    if (!existsSync(join(folder, part))) continue
    for (const file of readdirSync(join(folder, part), { recursive: true, withFileTypes: true }))
      if (file.isFile()) {
        const path = join(file.parentPath, file.name)
        files.set(path.slice(folder.length + 1), readFileSync(path, 'latin1'))
      }
  }
  return files
}

export type Rows = readonly (readonly CellValue[])[]

/** A workbook with one sheet, unless more is said. */
export async function workbook(
  rows: Rows,
  name = 'Ark1',
  more: Partial<WriteOptions['sheets'][number]> = {},
): Promise<string> {
  return sheets([{ name, rows: rows.map((row) => [...row]), ...more }])
}

export async function sheets(all: WriteOptions['sheets'], file = 'paamelding.xlsx'): Promise<string> {
  return saved(file, await writeXlsx({ sheets: all }))
}

export function saved(file: string, bytes: Uint8Array | string): string {
  const path = join(folder(), file)
  writeFileSync(path, bytes)
  return path
}

/** LibreOffice with its spreadsheet program, where it is installed: it writes what we do not. */
export const soffice = ((): string | undefined => {
  if (spawnSync('soffice', ['--version'], { timeout: 20_000 }).status !== 0) return undefined
  try {
    return converted(saved('prove.csv', 'a,b\n1,2\n'), 'xlsx:Calc MS Excel 2007 XML', '.xlsx')
  } catch {
    return undefined
  }
})()

/** The same workbook as another program saves it. */
export function converted(file: string, to: string, ending: string): string {
  const out = folder()
  execFileSync(
    'soffice',
    [`-env:UserInstallation=file://${folder()}`, '--headless', '--convert-to', to, '--outdir', out, file],
    {
      stdio: 'ignore',
      timeout: 90_000,
    },
  )
  const [name] = readdirSync(out).filter((one) => one.endsWith(ending))
  if (name === undefined) throw new Error('LibreOffice made nothing')
  return join(out, name)
}
