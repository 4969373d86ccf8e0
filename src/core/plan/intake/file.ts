/** Påmelding: from what a form says to the file that becomes of it, or to what must be corrected first. */
import type { TextOf } from '../../check.ts'
import { byPlace, type Diagnostic } from '../../diagnostic.ts'
import { assembled } from '../../draft/assemble.ts'
import { modeline } from '../../draft/place.ts'
import { fileRules } from '../../file-rules.ts'
import { type SchemaOf, specOf } from '../../json-schema.ts'
import { identify } from '../../kinds.ts'
import type { Programme } from '../../model.ts'
import { read, type Spot } from '../../read.ts'
import { revised } from '../../revise.ts'
import { suggestAgency } from '../../rules/known.ts'
import { writeYaml } from '../../yaml.ts'
import { type Destination, destinationOf, type Problem } from './destination.ts'
import type { Form } from './form.ts'

/**
 * Fil: what a form becomes, written by us. Nothing of how its sender wrote it is left, comments included. Of a file that is
 * there already, what is not said otherwise stays as people have written it.
 */
export type IntakeFile = Destination & {
  readonly change: 'new' | 'update' | 'withdrawal' | 'evaluation' | 'same'
  readonly title: string
  readonly text: string
}

export type Candidate = { readonly problems: readonly Problem[] } | { readonly file: IntakeFile }

/** The programme as it is, with the texts of its files. */
export type Existing = { readonly programme: Programme; readonly textOf: TextOf; readonly schemaOf: SchemaOf }

/** As far as can be seen without the rest of the programme: see {@link problemsAmong} for the rest. */
export function candidateFor(form: Form, existing: Existing): Candidate {
  const destination = destinationOf(form.file, existing.programme)
  if ('problems' in destination) return destination
  const { agency } = destination
  const unknown = existing.programme.agencies.has(agency) ? [] : [unknownAgency(agency, existing.programme)]
  const reading = readText(form.yaml, destination, existing)
  const problems = [...unknown, ...errorsIn(reading.spots, destination.path)]
  return reading.data === undefined || problems.length > 0
    ? { problems }
    : written(reading.data, destination, existing)
}

/** The findings a registration is not taken in with. Warnings are told to those who are to approve it. */
export function problemsAmong(diagnostics: readonly Diagnostic[]): readonly Problem[] {
  return diagnostics.filter(({ severity }) => severity === 'error')
}

function unknownAgency(agency: string, programme: Programme): Problem {
  const suggestion = suggestAgency(programme)(agency)
  return suggestion === undefined || suggestion === agency
    ? { word: 'intake-fault-agency', args: { agency } }
    : { word: 'intake-fault-agency-meant', args: { agency, suggestion } }
}

function readText(text: string, { kind }: Destination, { schemaOf }: Existing): ReturnType<typeof read> {
  return read(kind, new TextEncoder().encode(text), schemaOf)
}

const errors = new Set(fileRules.filter(({ severity }) => severity === 'error').map(({ code }) => code))

function errorsIn(spots: readonly Spot[], file: string): readonly Diagnostic[] {
  return spots
    .filter(({ code }) => errors.has(code))
    .map(
      ({ code, line, column, args }): Diagnostic => ({
        code,
        severity: 'error',
        place: { file, line, column },
        args,
      }),
    )
    .sort(byPlace)
}

function written(data: unknown, destination: Destination, existing: Existing): Candidate {
  const { path, kind } = destination
  const before = existing.textOf(path)
  const record = ordered(data, destination, existing)
  const was = before === undefined ? undefined : readText(before, destination, existing).data
  const text =
    before === undefined || was === undefined
      ? writeYaml(record, commentsFor(destination, before))
      : revised(before, record)
  const again = readText(text, destination, existing)
  // Written anew it may be too long for a file.
  if (again.data === undefined) return { problems: errorsIn(again.spots, path) }
  const known = was === undefined ? undefined : ordered(was, destination, existing)
  const isNew = before === undefined
  const change = isNew ? (kind === 'evaluation' ? 'evaluation' : 'new') : changeFrom(known, record)
  if (kind === 'evaluation' && !isNew && change !== 'same')
    return { problems: [{ word: 'intake-fault-evaluated' }] }
  const title = titleOf(record, destination, existing)
  return { file: { path, kind, agency: destination.agency, change, title, text } }
}

/** An evaluation is known by the agreement it is of. */
function titleOf(record: Data, { path, kind }: Destination, { programme }: Existing): string {
  if (kind !== 'evaluation') return String(record['title'])
  return programme.agreements.get(identify(path)?.names[0] ?? '')?.title ?? ''
}

type Data = Readonly<Record<string, unknown>>

/** In the order of the schema, so that what says the same is the same. */
function ordered(data: unknown, { kind }: Destination, { schemaOf }: Existing): Data {
  return assembled(data as object, new Map(), specOf(kind, schemaOf), schemaOf)
}

/** `known` is undefined for a file that cannot be read as it is. */
function changeFrom(known: Data | undefined, record: Data): 'update' | 'withdrawal' | 'same' {
  if (known !== undefined && JSON.stringify(known) === JSON.stringify(record)) return 'same'
  return record['withdrawn'] !== undefined && known?.['withdrawn'] === undefined ? 'withdrawal' : 'update'
}

/** What stands above the first field of the file on the base has been reviewed, and stays. */
function commentsFor({ kind, path }: Destination, before = ''): string {
  const [above = ''] = /^(?:# .*\n)*/.exec(before) ?? []
  const kept = above.split('\n').filter((line) => line !== '' && !line.includes('yaml-language-server:'))
  return [...kept.map((line) => line.slice(2)), modeline(kind, path)].join('\n# ')
}
