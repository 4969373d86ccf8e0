/** From files to the programme: every readable record, normalised, and what is wrong with the others. */
import { compare, type Diagnostic, type Severity } from './diagnostic.ts'
import { fileRules } from './file-rules.ts'
import type { SchemaOf } from './json-schema.ts'
import { type Identity, identify, type Kind, type Written } from './kinds.ts'
import type { Agreement, Evaluation, FollowUp, Language, Programme, Registration, Template } from './model.ts'
import { nearest } from './nearest.ts'
import { type Reading, read, type Spot, secretName } from './read.ts'
import { toRegistration } from './registration.ts'

/** What lies at a path: a file's bytes, or something that is no file. */
export type Source = {
  readonly file: string
  readonly link?: boolean
  /** Git's id of the content, where it is known without reading. */
  readonly blob?: string
  readonly bytes: () => Uint8Array
}

/** Remembers readings between runs. The default remembers nothing. */
export type Memory = {
  recall(source: Source, kind: Kind | undefined, read: (bytes: Uint8Array) => Reading): Reading
}

export const noMemory: Memory = { recall: (source, _kind, read) => read(source.bytes()) }

/** Remembers within one run, for whoever loads overlapping parts of the same programme. */
export function shortMemory(): Memory {
  const known = new Map<string, Reading>()
  return {
    recall(source, kind, read) {
      const key = `${kind ?? ''}:${source.blob ?? source.file}`
      const reading = known.get(key) ?? read(source.bytes())
      known.set(key, reading)
      return reading
    },
  }
}

export type Loaded = { readonly programme: Programme; readonly diagnostics: readonly Diagnostic[] }

/**
 * Loads a programme. Never fails on what people wrote: a file that is not valid is left out of the programme and
 * explained in the diagnostics, so rules and matching may trust what they get. `paths` are files that are known to exist
 * beside the sources, when only some of them are read.
 */
export function load(
  sources: Iterable<Source>,
  templates: ReadonlyMap<string, Template>,
  schemaOf: SchemaOf,
  memory: Memory = noMemory,
  paths: Iterable<string> = [],
): Loaded {
  const builder = new ProgrammeBuilder(paths)
  const diagnostics: Diagnostic[] = []
  const secretNames = new Map<string, Diagnostic>()
  for (const source of sources) {
    const secret = secretName(source.file)
    if (secret) {
      builder.paths.delete(source.file)
      secretNames.set(secret.place.file, secret)
      continue
    }
    const identity = identify(source.file)
    builder.paths.add(source.file)
    const misplaced = pathSpots(source, identity)
    for (const spot of misplaced) diagnostics.push(toDiagnostic(source.file, spot))
    if (source.link) continue
    const reading = memory.recall(source, identity?.kind, (bytes) => read(identity?.kind, bytes, schemaOf))
    for (const spot of reading.spots) diagnostics.push(toDiagnostic(source.file, spot))
    if (identity && misplaced.length === 0 && reading.data !== undefined)
      builder.add(source.file, identity, reading.data)
  }
  return { programme: builder.build(templates), diagnostics: [...secretNames.values(), ...diagnostics] }
}

const severities = new Map<string, Severity>(fileRules.map(({ code, severity }) => [code, severity]))

function toDiagnostic(file: string, { code, line, column, args }: Spot): Diagnostic {
  return { code, severity: severities.get(code) ?? 'error', place: { file, line, column }, args }
}

/** Read-me files may lie anywhere; placeholders keep empty folders. */
const companions = /(?:^|\/)(?:README\.md|\.gitkeep)$/

function pathSpots(source: Source, identity: Identity | undefined): readonly Spot[] {
  if (source.link) return [{ code: 'file/link', line: 1, column: 1, args: {} }]
  if (identity || companions.test(source.file)) return []
  const suggestion = likelyPlace(source.file)
  return [{ code: 'file/unknown-place', line: 1, column: 1, args: suggestion ? { suggestion } : {} }]
}

/** Mends the usual slips: capitals, Norwegian letters and spaces in names, `.yml`, a folder in the singular. */
function likelyPlace(file: string): string | undefined {
  const tidy = file
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .replace(/\.(?:yml|json|txt|yaml\.txt)$/, '.yaml')
    .replaceAll(/[^a-z0-9./-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/-(?=[./])|(?<=\/)-/g, '')
    .split('/')
    .map((part, index, parts) => (index === 2 && parts.length === 4 ? folderFor(part) : part))
    .join('/')
  return tidy !== file && identify(tidy) ? tidy : undefined
}

const folderNames = new Map([
  ['behov', 'needs'],
  ['tilbud', 'offers'],
  ['tilbod', 'offers'],
])

function folderFor(name: string): string {
  return folderNames.get(name) ?? nearest(name, ['needs', 'offers', 'evaluations']) ?? name
}

class ProgrammeBuilder {
  readonly paths: Set<string>
  private readonly written: { [K in Kind]: { file: string; names: readonly string[]; data: Written[K] }[] } =
    {
      programme: [],
      competences: [],
      policy: [],
      assumptions: [],
      agency: [],
      need: [],
      offer: [],
      agreement: [],
      evaluation: [],
      followup: [],
      decision: [],
    }

  constructor(paths: Iterable<string>) {
    this.paths = new Set(paths)
  }

  add(file: string, { kind, names }: Identity, data: unknown): void {
    const list = this.written[kind] as { file: string; names: readonly string[]; data: unknown }[]
    list.push({ file, names, data })
  }

  build(templates: ReadonlyMap<string, Template>): Programme {
    const { programme, competences, policy, assumptions, agency, need, offer } = this.written
    const { agreement, evaluation, followup, decision } = this.written
    const settings = programme[0]
    return {
      settings: settings && { ...settings.data, file: settings.file },
      competences: new Map(competences[0]?.data.competences.map((concept) => [concept.id, concept])),
      targetGroups: new Map(competences[0]?.data.targetGroups.map((concept) => [concept.id, concept])),
      concepts: competences[0]?.data,
      policy: policy[0]?.data.rules ?? [],
      ...(assumptions[0] ? { assumptions: { ...assumptions[0].data, file: assumptions[0].file } } : {}),
      agencies: byKey(agency.map(({ file, names: [slug = ''], data }) => [slug, { file, slug, ...data }])),
      registrations: byKey<Registration>([
        ...need.map((entry) => toRegistration('need', entry)),
        ...offer.map((entry) => toRegistration('offer', entry)),
      ]),
      agreements: byKey(
        agreement.map(({ file, names: [id = ''], data }) => [id, toAgreement(id, file, data)]),
      ),
      evaluations: evaluation.map(toEvaluation).sort((a, b) => compare(a.file, b.file)),
      followUps: byKey(
        followup.map(({ file, names: [id = ''], data }): [string, FollowUp] => [
          id,
          { file, agreement: id, ...data },
        ]),
      ),
      decisions: byKey(decision.map(({ file, names: [id = ''], data }) => [id, { file, id, ...data }])),
      templates,
      paths: this.paths,
    }
  }
}

/** Sorted once, here, so that nothing downstream depends on the order in which files were found. */
function byKey<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map([...entries].sort(([a], [b]) => compare(a, b)))
}

/** Defaults are filled in here and nowhere else. */
export function toAgreement(id: string, file: string, data: Written['agreement']): Agreement {
  return {
    ...data,
    id,
    file,
    version: data.version ?? 1,
    accepted: data.accepted ?? [],
    deviations: data.deviations ?? [],
    signatures: data.signatures ?? [],
    termination: data.termination ?? null,
  }
}

function toEvaluation({
  file,
  names,
  data,
}: {
  file: string
  names: readonly string[]
  data: Written['evaluation']
}): Evaluation {
  const [agreement = '', name = ''] = names
  return { ...data, file, agreement, name }
}

const templatePath = /^templates\/([a-z]+(?:-[a-z]+)*)\/([1-9]\d*)\/(nb|nn|en)\.md\.hbs$/

/** Groups `templates/<document>/<version>/<language>.md.hbs` by document and version. */
export function loadTemplates(
  files: Iterable<{ file: string; text: string }>,
): ReadonlyMap<string, Template> {
  const templates = new Map<
    string,
    { id: string; languages: Map<Language, { file: string; text: string }> }
  >()
  for (const { file, text } of files) {
    const [, document, version, language] = templatePath.exec(file) ?? []
    if (!document || !version || !language) continue
    const id = `${document}@${version}`
    const template = templates.get(id) ?? { id, languages: new Map() }
    template.languages.set(language as Language, { file, text })
    templates.set(id, template)
  }
  return byKey([...templates])
}
