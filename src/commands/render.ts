/** `render`: the documents of agreements, into a folder. */
import type { Diagnostic } from '../core/diagnostic.ts'
import type { Agreement, Language, Programme } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import { type Format, formats, type RenderedFile, renderAgreement } from '../core/render/documents.ts'
import { TemplateError } from '../core/render/template-error.ts'
import { printText } from '../core/report/text.ts'
import { outputTo } from '../io/files.ts'
import { report } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { loadFolder, type Programme as Loaded } from './loading.ts'
import { voiceOf } from './voices.ts'

export type RenderOptions = {
  readonly agreements: readonly string[]
  readonly out: string
  readonly format: string
  readonly lang?: string
}

export function run(context: Context, options: RenderOptions): ExitCode {
  const loaded = loadFolder(context.root)
  const { programme } = loaded.loaded
  const chosen = chooseAgreements(programme, options.agreements)
  const rendered = renderAll(programme, chosen, {
    formats: listed(options.format, Object.keys(formats) as Format[], '--format'),
    languages: listed(options.lang ?? 'nb,nn,en', ['nb', 'nn', 'en'], '--lang'),
  })
  if (rendered.faults.length > 0) return tell(context, loaded, rendered.faults)
  const output = outputTo(options.out)
  for (const { path, content } of rendered.files) output.write(path, content)
  context.print(`${context.speaker.words('rendered', { count: rendered.files.length, folder: options.out })}\n`)
  return 0
}

export type Rendered = { readonly files: readonly RenderedFile[]; readonly faults: readonly Diagnostic[] }

/** All documents, or, for a standard text that cannot be filled, where it is wrong. */
export function renderAll(
  programme: Programme,
  agreements: readonly Agreement[],
  { languages, formats }: { readonly languages: readonly Language[]; readonly formats: readonly Format[] },
): Rendered {
  const files: RenderedFile[] = []
  const faults = new Map<string, Diagnostic>()
  for (const agreement of agreements) {
    try {
      const words = (language: Language) => voiceOf(language).words
      files.push(...renderAgreement(agreement, programme, { languages, formats, words }))
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      const { code, file, line, column, args } = error
      faults.set(error.message, { code, severity: 'error', place: { file, line, column }, args })
    }
  }
  return { files, faults: [...faults.values()] }
}

function tell(context: Context, loaded: Loaded, diagnostics: readonly Diagnostic[]): ExitCode {
  context.print(printText(report(context, { ...loaded, diagnostics })))
  return 2
}

function chooseAgreements({ agreements }: Programme, ids: readonly string[]): readonly Agreement[] {
  if (ids.length === 0) return [...agreements.values()]
  return ids.map((written) => {
    const id = written.replaceAll('\\', '/').replace(/^agreements\//, '').replace(/\/(?:agreement\.yaml)?$/, '')
    const agreement = agreements.get(id)
    if (agreement) return agreement
    const suggestion = nearest(id, [...agreements.keys()])
    throw new Usage('error.unknownAgreement', { id, ...(suggestion ? { suggestion } : {}) })
  })
}

/** A list with commas, each word among the allowed ones. */
function listed<T extends string>(written: string, allowed: readonly T[], name: string): readonly T[] {
  return written.split(',').map((word) => {
    const value = allowed.find((one) => one === word.trim())
    if (value === undefined) throw new Usage('error.invalidChoice', { value: word, name, choices: allowed.join(', ') })
    return value
  })
}
