/** `report`: the programme in figures, on the screen or as files that can be handed on. */
import type { Language, Settings } from '../core/model.ts'
import { Unprintable, unprintableIn } from '../core/render/unprintable.ts'
import { type Figures, figuresIn } from '../core/report/figures/figures.ts'
import { type Scope, yearOf } from '../core/report/figures/scopes.ts'
import { printText } from '../core/report/text.ts'
import { type Account, accountOf } from '../core/report/yearly/account.ts'
import { accountHtml } from '../core/report/yearly/account-html.ts'
import { accountJson } from '../core/report/yearly/account-json.ts'
import { accountSheet } from '../core/report/yearly/account-pdf.ts'
import { accountRows, accountWorkbook } from '../core/report/yearly/account-sheets.ts'
import { accountText } from '../core/report/yearly/account-text.ts'
import type { Speech } from '../core/report/yearly/speech.ts'
import { outputTo } from '../io/files.ts'
import { report } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { loadFolder } from './loading.ts'
import { makeable } from './makers.ts'
import { outFolder } from './out.ts'
import { historyOf } from './report-history.ts'
import { voiceOf } from './voices.ts'

export type ReportOptions = {
  readonly round?: string
  readonly year?: string
  readonly out?: string
  readonly format?: string
  readonly lang?: Language
}

/** What a format is made from. */
type Making = { readonly figures: Figures; readonly account: Account; readonly speech: Speech }

/** To add a format: one entry. The key is the file's ending. Libraries are loaded when they are needed. */
const formats = {
  html: ({ account, speech }: Making) => accountHtml(account, speech.words),
  pdf: async ({ account, speech }: Making) => {
    const { typesetSheet } = await import('../io/typst.ts')
    const { sheet, rowHeaders } = accountSheet(account, speech.words)
    return typesetSheet(sheet, { facts: { language: account.language }, rowHeaders })
  },
  xlsx: async ({ account, speech }: Making) => {
    const { workbookBytes } = await import('../io/spreadsheet.ts')
    return workbookBytes(accountWorkbook(account, speech.words))
  },
  csv: async ({ account, speech }: Making) => {
    const { csvText } = await import('../io/spreadsheet.ts')
    return csvText(accountRows(account, speech.words))
  },
  json: ({ figures, speech }: Making) => accountJson(figures, speech),
} as const satisfies Readonly<Record<string, (making: Making) => unknown>>

type Format = keyof typeof formats

const all = Object.keys(formats).filter(isFormat)

function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name)
}

/** Files with errors take no part; `check` is where they are explained. Without settings there are no rounds to count by. */
export async function run(context: Context, options: ReportOptions): Promise<ExitCode> {
  const { root, today, speaker, remark } = context
  const wanted = wantedFormats(options)
  const folder = options.out === undefined ? undefined : outFolder(root, options.out)
  const loaded = loadFolder(root)
  const { programme } = loaded.loaded
  if (!programme.settings) {
    remark(`${speaker.cli('settings/unreadable')}\n`)
    return 2
  }
  const scope = scopeOf(options, programme.settings)
  const language = options.lang ?? context.language
  const speech: Speech = { programme, language, words: voiceOf(language).words }
  const figures = figuresIn(programme, today, scope, historyOf(root))
  const making = { figures, speech, account: accountOf(figures, speech) }
  if (folder === undefined) return tell(context, making, wanted)
  try {
    return await write(context, making, wanted, folder)
  } catch (error) {
    if (!(error instanceof Unprintable)) throw error
    const diagnostics = unprintableIn(error.characters, sources, loaded.textOf)
    remark(printText(report(context, { ...loaded, diagnostics })))
    return 2
  }
}

/** Where the names in a report come from. */
const sources = ['programme/programme.yaml', 'programme/competences.yaml']

function tell({ print }: Context, { figures, account, speech }: Making, wanted: readonly Format[]): ExitCode {
  print(wanted.includes('json') ? accountJson(figures, speech) : accountText(account))
  return 0
}

async function write(
  { print, speaker }: Context,
  making: Making,
  wanted: readonly Format[],
  folder: string,
): Promise<ExitCode> {
  const { formats: possible, trouble } = await makeable(wanted)
  const output = outputTo(folder)
  const stem = `${stemOf(making.figures.scope)}.${making.account.language}`
  // All are made before any is written: what cannot be made leaves nothing half done.
  const made = await Promise.all(
    possible.map(async (format) => [format, await formats[format](making)] as const),
  )
  for (const [format, content] of made) output.write(`${stem}.${format}`, content)
  print(`${speaker.cli('report/written', { count: possible.length, folder })}\n`)
  if (trouble) throw trouble
  return 0
}

function stemOf(scope: Scope): string {
  if (scope.kind === 'all') return 'tall'
  return scope.kind === 'year' ? `arsrapport-${scope.year}` : `tall-${scope.round}`
}

/** @throws Usage for what is no format, and for a file without a folder to put it in */
function wantedFormats({ format, out }: ReportOptions): readonly Format[] {
  const written = format?.split(',').map((word) => word.trim())
  const wanted = (written ?? (out === undefined ? [] : all)).filter((word) => word !== 'text')
  for (const word of wanted) {
    if (!isFormat(word))
      throw new Usage('error.invalidChoice', {
        value: word,
        name: '--format',
        choices: ['text', ...all].join(', '),
      })
    if (out === undefined && word !== 'json') throw new Usage('error.reportOut', { format: word })
  }
  return wanted.filter(isFormat)
}

/** @throws Usage for a round or a year that there is none of, and for both at once */
function scopeOf({ round, year }: ReportOptions, { rounds }: Settings): Scope {
  if (round !== undefined && year !== undefined)
    throw new Usage('error.notTogether', { one: '--round', other: '--year' })
  if (round !== undefined) {
    if (!rounds.some(({ id }) => id === round)) throw new Usage('error.noRound', { round })
    return { kind: 'round', round }
  }
  if (year === undefined) return { kind: 'all' }
  if (!rounds.some((one) => yearOf(one) === year)) throw new Usage('error.noYear', { year })
  return { kind: 'year', year }
}
