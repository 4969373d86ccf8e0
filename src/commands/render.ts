/** `render`: the documents of agreements and the letters of registrations, into a folder. */
import { byPlace, type Diagnostic } from '../core/diagnostic.ts'
import { identify } from '../core/kinds.ts'
import type { Words } from '../core/messages.ts'
import type { Agreement, Language, Programme, Registration } from '../core/model.ts'
import { renderAgreement, renderLetters, renderParallel } from '../core/render/documents.ts'
import { type Format, formats, type Makers } from '../core/render/formats.ts'
import type { Material } from '../core/render/material/kinds.ts'
import type { People } from '../core/render/people.ts'
import { TemplateError } from '../core/render/template-error.ts'
import { filesBehind, Unprintable, unprintableIn } from '../core/render/unprintable.ts'
import type { RenderedFile } from '../core/render/written.ts'
import { printText } from '../core/report/text.ts'
import { outputTo } from '../io/files.ts'
import { type Checked, checkFolder, report } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { makeable, makers, rememberingMakers } from './makers.ts'
import { outFolder } from './out.ts'
import { readPeople } from './private-people.ts'
import { idIn, unknownAgreement } from './record-names.ts'
import { errorsBehindRound, sheetsAsked, sheetsOfAgreement, sheetsOfRound } from './render-material.ts'
import { type Earlier, versionBeforeIn } from './version-before.ts'
import { voiceOf } from './voices.ts'

export type RenderOptions = {
  readonly agreements: readonly string[]
  readonly out: string
  readonly format: string
  readonly lang?: string
  /** A file of names, kept elsewhere. */
  readonly private?: string
  /** Two languages, side by side. */
  readonly parallel?: string
  /** Working sheets in place of the documents: which. */
  readonly material?: string
}

export async function run(context: Context, options: RenderOptions): Promise<ExitCode> {
  const asked = listed(options.format, Object.keys(formats) as Format[], '--format')
  const languages = listed(options.lang ?? 'nb,nn,en', ['nb', 'nn', 'en'], '--lang')
  const special = {
    ...(options.private === undefined ? {} : { people: readPeople(context, options.private) }),
    ...(options.parallel === undefined ? {} : { parallel: twoLanguages(options.parallel) }),
    ...(options.material === undefined ? {} : { sheets: sheetsAsked(options.material) }),
    before: versionBeforeIn(context.root),
  }
  if (special.sheets && special.parallel)
    throw new Usage('error.notTogether', { one: '--material', other: '--parallel' })
  const checked = checkFolder(context)
  const chosen = chooseRecords(checked, options.agreements, special.sheets !== undefined)
  const { formats: possible, trouble } = await makeable(asked)
  // Names are nobody's business but the office's: they are not kept, in whatever shape.
  const making = options.private === undefined ? { makers: rememberingMakers(context.root) } : {}
  const wanted = { formats: possible, languages, ...special, ...making }
  const made = await renderAll(checked, chosen.agreements, wanted)
  const sent = await letters(checked, chosen.registrations, wanted)
  const met = await roundSheets(checked, chosen.rounds, wanted)
  const [files, faults] = [
    [...made.files, ...sent.files, ...met.files],
    [...made.faults, ...sent.faults, ...met.faults],
  ]
  const output = outputTo(outFolder(context.root, options.out))
  for (const { path, content } of files) output.write(path, content)
  if (faults.length > 0) tell(context, checked, faults)
  const count = files.length
  context.print(`${context.speaker.words('rendered', { count, folder: options.out })}\n`)
  if (trouble) throw trouble
  return faults.length > 0 ? 2 : 0
}

type Wanted = {
  readonly languages: readonly Language[]
  readonly formats: readonly Format[]
  /** Those that make everything anew, if left out. */
  readonly makers?: Makers
  readonly people?: People
  readonly parallel?: readonly [Language, Language]
  /** The agreement as the parties had it before, for the amendment. */
  readonly before?: Earlier
  /** Working sheets in place of the documents. */
  readonly sheets?: readonly Material[]
}

export type Rendered = { readonly files: readonly RenderedFile[]; readonly faults: readonly Diagnostic[] }

/** All documents of agreements without errors; of the others, what is wrong with them. */
export async function renderAll(
  checked: Checked,
  ids: readonly string[],
  options: Wanted,
): Promise<Rendered> {
  const { programme } = checked.loaded
  const files: RenderedFile[] = []
  // Keyed by what is said and where: one slip in a standard text shows in every document made of it.
  const faults = new Map<string, Diagnostic>()
  for (const id of ids) {
    const agreement = programme.agreements.get(id)
    const errors = errorsBehind(checked, id, agreement)
    const result =
      agreement && errors.length === 0
        ? await renderOne(agreement, checked, options)
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
  const agencies = agreement ? agenciesOf(agreement) : []
  const files = new Set([
    'programme/programme.yaml',
    `agreements/${id}/agreement.yaml`,
    ...agencies.map((agency) => `agencies/${agency}/agency.yaml`),
  ])
  return diagnostics.filter(({ severity, place }) => severity === 'error' && files.has(place.file))
}

async function renderOne(agreement: Agreement, checked: Checked, options: Wanted): Promise<Rendered> {
  const { before, parallel, sheets, ...others } = options
  try {
    if (sheets) {
      const files = await sheetsOfAgreement(agreement, checked.loaded.programme, { ...others, kinds: sheets })
      return { files, faults: [] }
    }
    const earlier = before?.({ agreement, programme: checked.loaded.programme })
    const programme = earlier?.programme ?? checked.loaded.programme
    const rendering = { makers, ...others, words, ...(earlier ? { before: earlier.agreement } : {}) }
    const files = await (parallel
      ? renderParallel(agreement, programme, parallel, rendering)
      : renderAgreement(agreement, programme, rendering))
    return { files, faults: [] }
  } catch (error) {
    const { programme } = checked.loaded
    const answers = programme.evaluations.filter((one) => one.agreement === agreement.id)
    const own = filesBehind(agreement, agenciesOf(agreement), programme)
    return { files: [], faults: faultsIn(error, [...own, ...answers.map(({ file }) => file)], checked) }
  }
}

function agenciesOf({ parties, exchanges }: Agreement): readonly string[] {
  const named = [...parties.map(({ agency }) => agency), ...exchanges.flatMap(({ from, to }) => [from, to])]
  return [...new Set(named)]
}

/** @throws what was thrown, when it is nobody's data and no standard text that is at fault */
function faultsIn(error: unknown, files: readonly string[], { textOf }: Checked): readonly Diagnostic[] {
  if (error instanceof Unprintable) return unprintableIn(error.characters, files, textOf)
  if (!(error instanceof TemplateError)) throw error
  const { code, file, line, column, args } = error
  return [{ code, severity: 'error', place: { file, line, column }, args }]
}

function tell(context: Context, checked: Checked, diagnostics: readonly Diagnostic[]): void {
  context.print(printText(report(context, { ...checked, diagnostics })))
}

type Chosen = {
  readonly agreements: readonly string[]
  readonly registrations: readonly Registration[]
  readonly rounds: readonly string[]
}

/**
 * Named by id or by path. A registration gives letters; only asked for, for who has not asked sends none. A round gives
 * working sheets, and is no name for anything else.
 */
function chooseRecords(
  { loaded: { programme } }: Checked,
  named: readonly string[],
  isForSheets: boolean,
): Chosen {
  const known = agreementIds(programme)
  const all = isForSheets ? (programme.settings?.rounds ?? []).map(({ id }) => id) : []
  if (named.length === 0) return { agreements: known, registrations: [], rounds: all }
  const ids = named.map(idIn)
  const registrations = ids.flatMap((id) => programme.registrations.get(id) ?? [])
  const rounds = all.filter((id) => ids.includes(id))
  const agreements = ids.filter((id) => known.includes(id))
  const names = [...known, ...programme.registrations.keys(), ...all]
  const stranger = ids.find((id) => !names.includes(id))
  if (stranger !== undefined) throw unknownAgreement(stranger, names)
  return { agreements, registrations, rounds }
}

/** The working sheets of rounds; of those that cannot be made, what is wrong. */
export async function roundSheets(
  checked: Checked,
  rounds: readonly string[],
  { sheets = [], ...others }: Wanted,
): Promise<Rendered> {
  const { programme } = checked.loaded
  const files: RenderedFile[] = []
  const faults: Diagnostic[] = []
  for (const round of rounds) {
    const errors = errorsBehindRound(round, programme, checked.diagnostics)
    faults.push(...errors)
    if (errors.length > 0) continue
    try {
      files.push(...(await sheetsOfRound(round, programme, { ...others, kinds: sheets })))
    } catch (error) {
      faults.push(...faultsIn(error, filesOfRound(round, programme), checked))
    }
  }
  return { files, faults }
}

/** What the sheets of a round are made of, the most likely to be at fault first. */
function filesOfRound(round: string, { agreements, agencies, settings }: Programme): readonly string[] {
  return [
    ...(settings ? [settings.file] : []),
    ...Array.from(agreements.values()).flatMap((one) => (one.round === round ? one.file : [])),
    ...Array.from(agencies.values(), ({ file }) => file),
  ]
}

async function letters(
  checked: Checked,
  registrations: readonly Registration[],
  { languages, formats, makers: given = makers }: Wanted,
): Promise<Rendered> {
  const { programme } = checked.loaded
  const files: RenderedFile[] = []
  const faults: Diagnostic[] = []
  for (const one of registrations) {
    try {
      files.push(...(await renderLetters(one, programme, { languages, formats, words, makers: given })))
    } catch (error) {
      faults.push(...faultsIn(error, filesBehind(one, [...programme.agencies.keys()], programme), checked))
    }
  }
  return { files, faults }
}

function words(language: Language): Words {
  return voiceOf(language).words
}

function twoLanguages(written: string): readonly [Language, Language] {
  const [one, other, ...more] = listed(written, ['nb', 'nn', 'en'], '--parallel')
  if (one !== undefined && other !== undefined && one !== other && more.length === 0) return [one, other]
  throw new Usage('error.invalidChoice', {
    value: written,
    name: '--parallel',
    choices: 'nb,nn, nb,en, nn,en',
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
