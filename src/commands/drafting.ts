/** A new file before it is written: what is asked for it, what it becomes, and how it is judged. */
import { agreementName, draftAgreement, outlinedAgreement } from '../core/agreement/draft.ts'
import { check } from '../core/check.ts'
import { compare, type Diagnostic } from '../core/diagnostic.ts'
import { type Answers, assembled, emptyLists, settingIn } from '../core/draft/assemble.ts'
import { type Chooser, optionsFor } from '../core/draft/choices.ts'
import { demandedBy } from '../core/draft/conditions.ts'
import { defaultsFor } from '../core/draft/defaults.ts'
import { type Asker, type Field, fieldAt, fieldsOf } from '../core/draft/fields.ts'
import { outlined, outlineFields, outlinePaths, withReceiver } from '../core/draft/outline.ts'
import { type DraftKind, modeline, pathOf, slugOf } from '../core/draft/place.ts'
import { entriesIn, valueFrom } from '../core/draft/values.ts'
import { goalsAgreed, withoutUnanswered } from '../core/evaluation/questions.ts'
import { type Spec, specOf } from '../core/json-schema.ts'
import { dataFolders } from '../core/kinds.ts'
import type { Exchange, Programme } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import { placesIn } from '../core/read.ts'
import { rules } from '../core/rules/index.ts'
import { shortened } from '../core/text.ts'
import { writeYaml } from '../core/yaml.ts'
import { filesIn } from '../io/files.ts'
import type { Files } from '../io/ports.ts'
import type { Checked } from './check.ts'
import { type Context, Usage } from './context.ts'
import { type Programme as Loaded, loadEntries, loadFolder, schemaOf } from './loading.ts'

/** Utkast: what it takes to draft a file of a kind. */
export type Drafting = {
  readonly kind: DraftKind
  readonly context: Context
  readonly before: Loaded
  readonly programme: Programme
  readonly chooser: Chooser
  readonly asker: Asker
  readonly spec: Spec
  readonly fields: readonly Field[]
  /** The agency that writes; empty until it is known. */
  readonly agency: string
  /** Of an evaluation: what it is of, as far as that is known. */
  readonly subject?: { readonly agreement: string; readonly exchange?: Exchange }
}

/** Where the file belongs under this name. */
export function placeFor(name: string, { kind, agency, subject }: Drafting): string {
  return pathOf(kind, subject?.agreement ?? agency, name)
}

export function draftingOf(kind: DraftKind, agency: string, context: Context): Drafting {
  const before = loadFolder(context.root)
  const { programme } = before.loaded
  const asker = { kind, language: context.language, schemaOf }
  const fields = kind === 'agreement' ? outlineFields(asker) : fieldsOf(asker)
  const chooser = { programme, language: context.language, today: context.today }
  return { kind, context, before, programme, chooser, asker, spec: specOf(kind, schemaOf), fields, agency }
}

/**
 * Answers given on the command line. A field that is set several times is a list, or the last of them counts.
 * @throws Usage for what is no setting, and for a field there is none of
 */
export function answersIn(settings: readonly string[], drafting: Drafting): Map<string, unknown> {
  const typed = new Map<string, { readonly field: Field | undefined; readonly entries: string[] }>()
  for (const text of settings) {
    const setting = settingIn(text)
    if (!setting) throw new Usage('error.newSetting', { setting: shortened(text) })
    const { path, value } = setting
    const field = fieldCalled(path, drafting)
    const known = typed.get(path) ?? { field, entries: [] }
    known.entries.push(...(field ? entriesIn(field, value) : [value.trim()]))
    typed.set(path, known)
  }
  const answers = new Map<string, unknown>()
  for (const [path, { field, entries }] of typed) {
    const value = field ? valueFrom(field, entries, optionsFor(field, drafting.chooser)) : entries.at(-1)
    if (value !== undefined) answers.set(path, value)
  }
  return answers
}

/** Undefined for the name of a match, which is no field but stands for all of them. */
function fieldCalled(path: string, { kind, asker, fields, context }: Drafting): Field | undefined {
  if (kind === 'agreement' && path === 'match') return undefined
  const found = fields.find((field) => field.path === path) ?? fieldAt(path, asker)
  if (found) return found
  const paths = [...fields.map((field) => field.path), ...(kind === 'agreement' ? outlinePaths : [])]
  const suggestion = paths.find((one) => one.startsWith(`${path}.`)) ?? nearest(path, paths)
  throw new Usage('error.newField', { field: path, hint: hint(suggestion, context) })
}

/** «Mente du …?», with a space before it. */
export function hint(suggestion: string | undefined, { speaker }: Context): string {
  return suggestion === undefined ? '' : ` ${speaker.words('suggestion', { suggestion })}`
}

/** What the programme knows of a file like this. */
export function defaults({ kind, agency, programme, context }: Drafting): ReadonlyMap<string, string> {
  const known = defaultsFor(kind, programme.agencies.get(agency), programme, context.today)
  return kind === 'agreement' && agency !== '' ? new Map([...known, ['from', agency]]) : known
}

/** Whether a field must be answered, given the other answers. */
export function isRequired(field: Field, answers: Answers, { spec }: Drafting): boolean {
  return (
    field.required || demandedBy(spec.schema, assembled({}, answers, spec, schemaOf)).includes(field.path)
  )
}

/** @throws Usage for a match that nothing can be drafted from */
export function dataFrom(answers: Answers, { kind, programme, spec, context, subject }: Drafting): object {
  if (subject?.exchange)
    return withoutUnanswered(assembled(goalsAgreed(subject.exchange), answers, spec, schemaOf))
  if (kind !== 'agreement') return assembled(emptyLists(spec, schemaOf), answers, spec, schemaOf)
  const { outline, rest } = outlined(withReceiver(answers))
  const match = answers.get('match')
  const drafted =
    match === undefined
      ? { agreement: outlinedAgreement(outline, programme) }
      : draftAgreement(String(match), programme, context.today)
  if ('obstacle' in drafted) throw new Usage(`error.newMatch.${drafted.obstacle}`, drafted.args)
  const own = match === undefined ? rest : new Map([...rest, ...chosen(answers, 'title', 'round')])
  return assembled(drafted.agreement, own, spec, schemaOf)
}

/** A match settles who and when; what the agreement is called may still be chosen. */
function chosen(answers: Answers, ...paths: readonly string[]): Answers {
  return new Map([...answers].filter(([path]) => paths.includes(path)))
}

/** A name for the file, from what is in it. Empty when nothing in it makes a name. */
export function nameFrom(answers: Answers, { kind, agency }: Drafting): string {
  if (kind === 'evaluation') return ['exchange', 'stage', 'by'].map((path) => answers.get(path)).join('-')
  const match = answers.get('match')
  if (match !== undefined) return agreementName(String(match))
  if (kind === 'agency') return slugOf(agency === '' ? String(answers.get('shortName') ?? '') : agency)
  return slugOf(String(answers.get('title') ?? ''))
}

export function textOf(data: object, path: string, { kind }: Drafting): string {
  return writeYaml(data, modeline(kind, path))
}

/** Judges the programme as it would be with the file: what `check` would find that it does not find now. */
export function judgeWith(path: string, text: string, { before, context }: Drafting): Checked {
  const files = withFile(filesIn(context.root), path, new TextEncoder().encode(text))
  const head = loadEntries(files, files.list(dataFolders))
  const diagnostics = check({
    head: head.loaded,
    textOf: head.textOf,
    today: context.today,
    rules,
    base: before,
  })
  return { ...head, diagnostics }
}

function withFile(files: Files, path: string, bytes: Uint8Array): Files {
  const all = (folders: readonly string[]) => [
    ...files.list(folders),
    ...(folders.some((folder) => path.startsWith(`${folder}/`)) ? [{ path, link: false }] : []),
  ]
  return {
    list: (folders) => all(folders).sort((a, b) => compare(a.path, b.path)),
    read: (wanted) => (wanted === path ? bytes : files.read(wanted)),
  }
}

/** The fields whose answers errors are about. */
export function fieldsBehind(
  diagnostics: readonly Diagnostic[],
  path: string,
  text: string,
  fields: readonly Field[],
): readonly Field[] {
  const placeOf = placesIn(text)
  const lines = text.split('\n')
  const wrong = diagnostics
    .filter(({ place, severity }) => severity === 'error' && place.file === path)
    .map(({ place }) => place.line)
  return fields.filter((field) => {
    const steps = (field.at ?? field.path)
      .split('.')
      .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
    const first = placeOf(steps, 'key').line
    const isThere = lines[first - 1]?.includes(`${steps.at(-1)}:`)
    return isThere && wrong.some((line) => first <= line && line <= lastLine(lines, first))
  })
}

/** What belongs to a key stands further in than the key. */
function lastLine(lines: readonly string[], first: number): number {
  const depth = (line: string) => /^(?:- | )*/.exec(line)?.[0].length ?? 0
  const own = depth(lines[first - 1] ?? '')
  const next = lines.findIndex((line, index) => index >= first && line !== '' && depth(line) <= own)
  return next < 0 ? lines.length : next
}
