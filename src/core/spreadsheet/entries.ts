/** Oppføringer: what rows become: a new file, a change of one, or nothing, and what is wrong with those that become none. */
import type { Diagnostic } from '../diagnostic.ts'
import { isSame } from '../difference.ts'
import { assembled } from '../draft/assemble.ts'
import { modeline } from '../draft/place.ts'
import { type SchemaOf, specOf } from '../json-schema.ts'
import type { IsoDate, Language } from '../model.ts'
import { placesIn } from '../read.ts'
import { revised } from '../revise.ts'
import { writeYaml } from '../yaml.ts'
import type { RegistrationKind } from './columns.ts'
import { textIn } from './grid.ts'
import type { Book } from './names.ts'
import type { Known, Placed, RowReading } from './rows.ts'
import { shownIn, valueAt } from './shown.ts'

/** Oppføring: a file as it would be. */
export type Entry = {
  readonly row: RowReading
  readonly path: string
  readonly kind: RegistrationKind
  readonly change: 'new' | 'changed' | 'same'
  readonly before: object | undefined
  readonly record: object
  readonly text: string
}

/** A row that becomes no file, and why. */
export type Refused = { readonly row: RowReading; readonly problems: readonly Placed[] }

export type Existing = Known & {
  readonly schemaOf: SchemaOf
  readonly today: IsoDate
  readonly textAt: (path: string) => string | undefined
}

/** In the order of the rows. Of two rows about one registration the first counts. */
export function entriesFrom(
  rows: readonly RowReading[],
  existing: Existing,
): { readonly entries: readonly Entry[]; readonly refused: readonly Refused[] } {
  const entries: Entry[] = []
  const refused: Refused[] = []
  const taken = new Map<string, RowReading>()
  for (const row of rows) {
    const { path, kind } = row
    if (path === undefined || kind === undefined) {
      refused.push({ row, problems: row.problems })
      continue
    }
    const before = existing.recordAt(path)
    const first = taken.get(path)
    if (first) refused.push({ row, problems: [...row.problems, repeated(first, row)] })
    else if (before === 'unreadable')
      refused.push({ row, problems: [...row.problems, { word: 'sheet-fault-unreadable', args: { path } }] })
    else entries.push(entryOf(row, path, kind, before, existing))
    if (!first) taken.set(path, row)
  }
  return { entries, refused }
}

function repeated(first: RowReading, row: RowReading): Placed {
  const args = { row: first.row + 1, sheet: first.sheet }
  const column = row.columns.get('title')
  return { word: 'sheet-fault-repeated', args, ...(column === undefined ? {} : { column }) }
}

function entryOf(
  row: RowReading,
  path: string,
  kind: RegistrationKind,
  before: object | undefined,
  existing: Existing,
): Entry {
  const { schemaOf } = existing
  const start = before ?? startFor(row, existing)
  const record = assembled(start, row.answers, specOf(kind, schemaOf), schemaOf) ?? {}
  const common = { row, path, kind, before, record }
  if (before === undefined) return { ...common, change: 'new', text: writeYaml(record, modeline(kind, path)) }
  const was = existing.textAt(path) ?? ''
  if (isSame(before, record)) return { ...common, change: 'same', text: was }
  return { ...common, change: 'changed', text: revised(was, record) }
}

/** What nobody writes in a spreadsheet: the agency's own language, and that it stands today. */
function startFor({ agency }: RowReading, { agencies, today }: Existing): object {
  const language = agencies.get(agency ?? '')?.language
  return { ...(language ? { language } : {}), confirmed: today }
}

/** Forskjell i ett felt, in the words of the sheet. */
export type FieldDifference = { readonly title: string; readonly was: string; readonly is: string }

export function differencesIn(
  { before, record }: Entry,
  book: Book,
  language: Language,
): readonly FieldDifference[] {
  return [...book.titles[language].values()].flatMap((field) => {
    if (isSame(valueAt(before, field.path), valueAt(record, field.path))) return []
    const [was, is] = [before, record].map((one) => textIn(shownIn(one, field, book, language)))
    const group = field.group && !field.title.includes(' ') ? `${field.group.title} – ` : ''
    return [{ title: `${group}${field.title}`, was: was ?? '', is: is ?? '' }]
  })
}

/** The column a finding is about. Undefined when it is about the row, or about a field the sheet has no column for. */
export function columnBehind(
  { code, place, args }: Diagnostic,
  { row, text, record }: Entry,
): number | undefined {
  const paths = [...row.columns.keys()]
  if (code === 'schema/missing') {
    const key = String(args['key'])
    const path =
      paths.find((one) => one === key) ??
      paths.find((one) => one.startsWith(`${key}.`) || one.endsWith(`.${key}`))
    return path === undefined ? undefined : row.columns.get(path)
  }
  const placeOf = placesIn(text)
  let best: { readonly path: string; readonly line: number } | undefined
  for (const path of paths) {
    if (valueAt(record, path) === undefined) continue
    const { line } = placeOf(path.split('.'), 'key')
    if (line <= place.line && (best === undefined || line > best.line)) best = { path, line }
  }
  return best && belongs(best, place.line, text) ? row.columns.get(best.path) : undefined
}

/** A field without a column may stand between. */
function belongs(
  { path, line }: { readonly path: string; readonly line: number },
  at: number,
  text: string,
): boolean {
  const lines = text.split('\n')
  const depth = (number: number) => /^ */.exec(lines[number - 1] ?? '')?.[0].length ?? 0
  const own = path.includes('.') ? depth(line) : 0
  return Array.from({ length: at - line }, (_, step) => line + 1 + step).every(
    (number) =>
      depth(number) > own ||
      lines[number - 1] === '' ||
      (lines[number - 1] ?? '').trimStart().startsWith('- '),
  )
}
