/**
 * Betydning: what a change means, for people who know their agreements and needs but not files. A section for each
 * record, with a table of what was and what would be; what gives power or binds somebody is said in words.
 */
import type { PathChange } from '../../authority.ts'
import type { SchemaOf } from '../../json-schema.ts'
import { dataFolders, type Kind } from '../../kinds.ts'
import type { Words } from '../../messages.ts'
import type { Language, Programme } from '../../model.ts'
import { secretName } from '../../read.ts'
import { inert } from '../../report/markdown.ts'
import { bullets, type Row, table } from '../prose.ts'
import { powerSentences, type Step, toldInSentences } from './power.ts'
import { calling, pathsIn, type Touched, touchedRecords } from './records.ts'
import { changedRows, chosenRows } from './rows.ts'
import type { Reader } from './values.ts'

export type MeaningInput = {
  readonly before: Programme
  readonly after: Programme
  readonly changes: readonly PathChange[]
  readonly words: Words
  readonly language: Language
  readonly schemaOf: SchemaOf
}

/** Nobody reads more sections, rows or folders than this. */
const most = { sections: 20, rows: 30, folders: 10 } as const

/** In Markdown, the most important first: sections on records, a line for each folder of other files, and what is left out. */
export function meaning(input: MeaningInput): readonly string[] {
  const { before, after, changes, words, language, schemaOf } = input
  const reader: Reader = { words, language, schemaOf, programmes: [after, before] }
  const paths = pathsIn(changes)
  const records = touchedRecords(paths, before, after)
  const shown = mostImportant(records, input, reader)
  const told = new Set(records.map(({ path }) => path))
  const others = byFolder(paths.filter((path) => !told.has(path)))
  const folders = others.slice(0, most.folders)
  const left = others
    .slice(most.folders)
    .reduce((sum, { count }) => sum + count, records.length - shown.length)
  return [
    ...shown.map((touched) => section(touched, input, reader)),
    ...(folders.length > 0 ? [bullets(folders.map((folder) => folderLine(folder, words)))] : []),
    ...(left > 0 ? [words('meaning-more', { count: left })] : []),
  ]
}

/** When there is no room for all, what gives power or binds goes before what does not. */
function mostImportant(records: readonly Touched[], step: Step, reader: Reader): readonly Touched[] {
  if (records.length <= most.sections) return records
  const isGrave = (touched: Touched) => isLost(touched) || powerSentences(touched, step, reader).length > 0
  const grave = records.filter(isGrave)
  const chosen = new Set(
    [...grave, ...records.filter((touched) => !grave.includes(touched))].slice(0, most.sections),
  )
  return records.filter((touched) => chosen.has(touched))
}

/** Somebody's right to decide, or an agreement, is gone or out of sight. */
function isLost({ kind, after }: Touched): boolean {
  return after === undefined && (kind === 'agreement' || kind === 'agency' || kind === 'programme')
}

function section(touched: Touched, step: Step, reader: Reader): string {
  const sentences = powerSentences(touched, step, reader)
  const parts = [
    heading(touched, reader),
    sentences.length > 0 ? bullets(sentences) : '',
    rowsOf(touched, reader),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** «**Behov: Klimaregnskap i etatsstyringen** (KLD) – endret» */
function heading(touched: Touched, reader: Reader): string {
  const { words } = reader
  const { title, whose } = calling(touched, reader)
  const kind = words(`meaning-kind-${touched.kind}`)
  const name = title === '' ? kind : `${kind}: ${inert(title)}`
  return `**${name}**${whose === '' ? '' : ` (${inert(whose)})`} – ${words(`meaning-${fateIn(touched, reader)}`)}`
}

/** A file that says the same in another way is not a changed record. */
function fateIn(touched: Touched, reader: Reader): string {
  const isSame = touched.fate === 'changed' && rowsIn(touched, [], reader).length === 0
  return isSame ? 'rewritten' : touched.fate
}

function rowsOf(touched: Touched, reader: Reader): string {
  const { kind, before, after } = touched
  const { words } = reader
  const columns = (names: readonly string[]) => names.map((name) => words(`meaning-column-${name}`))
  if (!after) return ''
  const head = before ? columns(['field', 'before', 'after']) : columns(['field', 'value'])
  const rows = before
    ? rowsIn(touched, toldInSentences[kind] ?? [], reader)
    : chosenRows(kind, after, chosen[kind], reader)
  if (rows.length === 0) return ''
  const more =
    rows.length > most.rows ? [words('meaning-more-fields', { count: rows.length - most.rows })] : []
  return [table(head, rows.slice(0, most.rows)), ...more].join('\n\n')
}

function rowsIn({ kind, before, after }: Touched, except: readonly string[], reader: Reader): readonly Row[] {
  return before && after ? changedRows({ kind, before, after }, except, reader) : []
}

const registration = [
  ...['unit', 'competences', 'targetGroups', 'background', 'learningGoals'],
  ...['direction', 'forms', 'inReturn', 'period', 'duration'],
  ...['workload', 'place', 'places', 'level', 'clearance', 'partners.wished', 'matchingHelp'],
]

/** Of a new record, the fields that matter to others; its title and whose it is stand above. */
const chosen: Readonly<Record<Kind, readonly string[]>> = {
  agreement: ['round', 'basis.match', 'validity', 'exchanges', 'purpose', 'accepted'],
  agency: ['organisationNumber', 'parent', 'municipality', 'language', 'contact'],
  need: registration,
  offer: registration,
  decision: ['by', 'reason', 'date', 'note'],
  evaluation: ['stage', 'by', 'date', 'ratings', 'learned'],
  followup: ['done'],
  programme: ['office.agency', 'office.mailbox', 'languages', 'rounds'],
  competences: ['competences', 'targetGroups'],
  policy: ['rules'],
  assumptions: ['acceptance', 'negotiation', 'milestones', 'evaluations', 'registrations'],
}

type Folder = { readonly folder: string; readonly count: number }

/** Files that are no records, by the outermost folder; '' for those in none. */
function byFolder(paths: readonly string[]): readonly Folder[] {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const folder = path.includes('/') ? (path.split('/')[0] ?? '') : ''
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const rank = ({ folder }: Folder) => (folderNotes.has(folder) ? 0 : 1)
  return [...counts].map(([folder, count]) => ({ folder, count })).sort((a, b) => rank(a) - rank(b))
}

/** What is in a folder, where whoever reads may not know. */
const folderNotes: ReadonlyMap<string, string> = new Map([
  ...['src', 'scripts', 'tests'].map((folder) => [folder, 'tool'] as const),
  ['.github', 'workflows'],
  ['templates', 'templates'],
  ['schemas', 'schemas'],
  ...dataFolders.map((folder) => [folder, 'data'] as const),
])

/** «3 filer under src/ (verktøyet selv)» */
function folderLine({ folder, count }: Folder, words: Words): string {
  if (folder === '') return words('meaning-files-outermost', { count })
  const name = secretName(folder)?.place.file ?? folder
  const line = words('meaning-files', { count, folder: inert(`${name}/`) })
  const note = folderNotes.get(folder)
  return note === undefined ? line : `${line} (${words(`meaning-folder-${note}`)})`
}
