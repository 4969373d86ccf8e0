/** `render`: the documents of agreements, into a folder. */
import { byPlace, type Diagnostic } from '../core/diagnostic.ts'
import { identify } from '../core/kinds.ts'
import type { Agreement, Language, Programme } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import { type Format, formats, type RenderedFile, renderAgreement } from '../core/render/documents.ts'
import { TemplateError } from '../core/render/template-error.ts'
import { printText } from '../core/report/text.ts'
import { outputTo } from '../io/files.ts'
import { type Checked, checkFolder, report } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { outFolder } from './out.ts'
import { voiceOf } from './voices.ts'

export type RenderOptions = {
  readonly agreements: readonly string[]
  readonly out: string
  readonly format: string
  readonly lang?: string
}

export function run(context: Context, options: RenderOptions): ExitCode {
  const wanted = {
    formats: listed(options.format, Object.keys(formats) as Format[], '--format'),
    languages: listed(options.lang ?? 'nb,nn,en', ['nb', 'nn', 'en'], '--lang'),
  }
  const checked = checkFolder(context)
  const { files, faults } = renderAll(checked, chooseAgreements(checked, options.agreements), wanted)
  const output = outputTo(outFolder(context.root, options.out))
  for (const { path, content } of files) output.write(path, content)
  if (faults.length > 0) tell(context, checked, faults)
  context.print(`${context.speaker.words('rendered', { count: files.length, folder: options.out })}\n`)
  return faults.length > 0 ? 2 : 0
}

export type Rendered = { readonly files: readonly RenderedFile[]; readonly faults: readonly Diagnostic[] }

/** All documents of agreements without errors; of the others, what is wrong with them. */
export function renderAll(
  checked: Checked,
  ids: readonly string[],
  options: { readonly languages: readonly Language[]; readonly formats: readonly Format[] },
): Rendered {
  const { programme } = checked.loaded
  const files: RenderedFile[] = []
  // Keyed by what is said and where: one slip in a standard text shows in every document made of it.
  const faults = new Map<string, Diagnostic>()
  for (const id of ids) {
    const agreement = programme.agreements.get(id)
    const errors = errorsBehind(checked, id, agreement)
    const result =
      agreement && errors.length === 0
        ? renderOne(agreement, programme, options)
        : { files: [], faults: errors }
    files.push(...result.files)
    for (const fault of result.faults) faults.set(JSON.stringify(fault), fault)
  }
  return { files, faults: [...faults.values()].sort(byPlace) }
}

/**
 * A document of the state is not made from a file somebody must still mend, nor from a party whose number is unknown,
 * nor without the settings, which say what every page must say.
 */
function errorsBehind(
  { diagnostics }: Checked,
  id: string,
  agreement: Agreement | undefined,
): readonly Diagnostic[] {
  const agencies = [
    ...(agreement?.parties.map(({ agency }) => agency) ?? []),
    ...(agreement?.exchanges.flatMap(({ from, to }) => [from, to]) ?? []),
  ]
  const files = new Set([
    'programme/programme.yaml',
    `agreements/${id}/agreement.yaml`,
    ...agencies.map((agency) => `agencies/${agency}/agency.yaml`),
  ])
  return diagnostics.filter(({ severity, place }) => severity === 'error' && files.has(place.file))
}

function renderOne(
  agreement: Agreement,
  programme: Programme,
  options: { readonly languages: readonly Language[]; readonly formats: readonly Format[] },
): Rendered {
  try {
    const words = (language: Language) => voiceOf(language).words
    return { files: renderAgreement(agreement, programme, { ...options, words }), faults: [] }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const { code, file, line, column, args } = error
    return { files: [], faults: [{ code, severity: 'error', place: { file, line, column }, args }] }
  }
}

function tell(context: Context, checked: Checked, diagnostics: readonly Diagnostic[]): void {
  context.print(printText(report(context, { ...checked, diagnostics })))
}

function chooseAgreements({ loaded }: Checked, ids: readonly string[]): readonly string[] {
  const known = agreementIds(loaded.programme)
  if (ids.length === 0) return known
  return ids.map((written) => {
    const id = written
      .replaceAll('\\', '/')
      .replace(/^agreements\//, '')
      .replace(/\/(?:agreement\.yaml)?$/, '')
    if (known.includes(id)) return id
    const suggestion = nearest(id, known)
    throw new Usage('error.unknownAgreement', { id, ...(suggestion ? { suggestion } : {}) })
  })
}

/** Those that cannot be read count too: somebody must hear why they give no document. */
export function agreementIds({ paths }: Programme): readonly string[] {
  return [...paths].flatMap((path) => {
    const identity = identify(path)
    return identity?.kind === 'agreement' ? identity.names : []
  })
}

/** A list with commas, each word among the allowed ones. */
function listed<T extends string>(written: string, allowed: readonly T[], name: string): readonly T[] {
  return written.split(',').map((word) => {
    const value = allowed.find((one) => one === word.trim())
    if (value === undefined)
      throw new Usage('error.invalidChoice', { value: word, name, choices: allowed.join(', ') })
    return value
  })
}
