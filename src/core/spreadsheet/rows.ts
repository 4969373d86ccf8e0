/** Rader: from a row of a table to the registration it stands for, or to what is wrong and in which cell. */
import { pathOf, slugOf } from '../draft/place.ts'
import type { Agency } from '../model.ts'
import { type CellReading, type Problem, readCell, unknownName } from './cells.ts'
import { type Column, ends, type RegistrationKind } from './columns.ts'
import { type Cell, isBlank, textIn } from './grid.ts'
import { isColumn, type Table } from './header.ts'
import type { Book, Books } from './names.ts'
import { saysTheSame } from './shown.ts'
import { folded } from './spaces.ts'
import { readSpan } from './spans.ts'

/** What is wrong, and in which column, counted from 0; without one it is about the row. */
export type Placed = Problem & { readonly column?: number }

/** What the programme has already. */
export type Known = {
  readonly books: Books
  readonly agencies: ReadonlyMap<string, Agency>
  readonly kindOf: (id: string) => RegistrationKind | undefined
  /** The record at a path as it is written; `unreadable` for a file that cannot be trusted. */
  readonly recordAt: (path: string) => object | 'unreadable' | undefined
}

/** Lest rad. `path` is undefined when nobody can tell what it is about; then there are problems that say why. */
export type RowReading = {
  readonly sheet: string
  /** Counted from 0. */
  readonly row: number
  readonly kind?: RegistrationKind
  readonly agency?: string
  readonly path?: string
  /** Values by path of the field; undefined takes away what is there. */
  readonly answers: ReadonlyMap<string, unknown>
  /** The column each field was read from. */
  readonly columns: ReadonlyMap<string, number>
  readonly problems: readonly Placed[]
  /** What we took to mean a date, in the words of the row. */
  readonly assumed: readonly string[]
}

/** Radslag: what a row is, before it is read. */
export type RowSort = 'entry' | 'blank' | 'sum' | 'remark' | 'repeated'

const sumWords =
  /^(?:sum|totalt?|i alt|antall|samla|samlet|til saman|til sammen|grand total|average|snitt|gjennomsnitt)\b/i

export function sortOf(cells: readonly Cell[], row: number, table: Table): RowSort {
  if (table.repeated.has(row)) return 'repeated'
  const filled = cells.flatMap((cell, column) => (isBlank(cell) ? [] : [{ cell, column }]))
  if (filled.length === 0) return 'blank'
  const names = table.headings.flatMap(({ part }, column) => (part === 'id' ? [column] : []))
  const titleAt = columnOf(table, ({ part, path }) => part === 'field' && path === 'title')
  const title = titleAt === undefined ? '' : textIn(cells[titleAt])
  const isNamed = title !== '' && !sumWords.test(title)
  if (isNamed || names.some((column) => !isBlank(cells[column]))) return 'entry'
  const texts = filled.map(({ cell }) => textIn(cell))
  if (texts.some((text) => sumWords.test(text)) || filled.every(({ cell }) => typeof cell === 'number'))
    return 'sum'
  return filled.length === 1 && table.headings.length > 2 ? 'remark' : 'entry'
}

function columnOf(
  { headings }: Table,
  isIt: (column: { readonly part: string; readonly path?: string }) => boolean,
): number | undefined {
  const found = headings.findIndex((heading) => isIt(heading))
  return found < 0 ? undefined : found
}

/** The kind a sheet is about, by its name. */
export function kindIn(text: string): RegistrationKind | undefined {
  const word = folded(text)
  const [isNeed, isOffer] = [/behov|needs?\b/.test(word), /tilbud|tilbod|offers?\b/.test(word)]
  return isNeed === isOffer ? undefined : isNeed ? 'need' : 'offer'
}

type Target = Pick<RowReading, 'kind' | 'agency' | 'path' | 'problems'> & { readonly hasId: boolean }

export function readRow(cells: readonly Cell[], row: number, table: Table, known: Known): RowReading {
  const target = targetOf(cells, table, known)
  const common = { sheet: table.grid.name, row, problems: target.problems }
  const { kind, agency, path } = target
  const identity = {
    ...(kind === undefined ? {} : { kind }),
    ...(agency === undefined ? {} : { agency }),
    ...(path === undefined ? {} : { path }),
  }
  const read = readFields(cells, table, known.books[kind ?? 'need'], target, known)
  return {
    ...common,
    ...identity,
    ...read,
    problems: [...target.problems, ...(kind === undefined ? [] : read.problems)],
  }
}

function targetOf(cells: readonly Cell[], table: Table, known: Known): Target {
  const cellAt = (part: Column['part']) => {
    const column = columnOf(table, (one) => one.part === part)
    return { column, text: column === undefined ? '' : textIn(cells[column]) }
  }
  const id = idIn(cellAt('id').text)
  const kind = kindOfRow(cells, table, cellAt('kind').text, id, known)
  const agency = agencyOf(cellAt('agency'), id, known)
  const title = titleOf(cells, table)
  const name = id?.name ?? slugOf(title.text)
  const problems: Placed[] = [...agency.problems]
  if (kind === undefined) problems.push(placed({ word: 'sheet-fault-kind', args: {} }, cellAt('kind').column))
  if (name === '') problems.push(placed({ word: 'sheet-fault-title', args: {} }, title.column))
  const path = kind && agency.slug && name !== '' ? pathOf(kind, agency.slug, name) : undefined
  return {
    problems,
    hasId: id !== undefined,
    ...(kind ? { kind } : {}),
    ...(agency.slug ? { agency: agency.slug } : {}),
    ...(path ? { path } : {}),
  }
}

function placed(problem: Problem, column: number | undefined): Placed {
  return column === undefined ? problem : { ...problem, column }
}

function titleOf(
  cells: readonly Cell[],
  table: Table,
): { readonly column: number | undefined; readonly text: string } {
  const column = columnOf(table, ({ part, path }) => part === 'field' && path === 'title')
  return { column, text: column === undefined ? '' : textIn(cells[column]) }
}

type Id = { readonly agency: string; readonly name: string; readonly whole: string }

function idIn(text: string): Id | undefined {
  const slug = '[a-z0-9]+(?:-[a-z0-9]+)*'
  const [whole, agency, name] = new RegExp(`^(${slug})\\.(${slug})$`).exec(text) ?? []
  return whole && agency && name ? { agency, name, whole } : undefined
}

/** By the column, the name of the sheet, what the id stands for, or what only one of the kinds can say. */
function kindOfRow(
  cells: readonly Cell[],
  table: Table,
  written: string,
  id: Id | undefined,
  known: Known,
): RegistrationKind | undefined {
  const known_ = id && known.kindOf(id.whole)
  return known_ ?? kindIn(written) ?? kindIn(table.grid.name) ?? kindByDirection(cells, table, known)
}

function kindByDirection(
  cells: readonly Cell[],
  table: Table,
  { books }: Known,
): RegistrationKind | undefined {
  const column = columnOf(table, ({ part, path }) => part === 'field' && path === 'direction')
  const text = column === undefined ? '' : textIn(cells[column])
  const can = (kind: RegistrationKind) =>
    text !== '' && books[kind].names.get('direction')?.find(text) !== undefined
  if (can('need') === can('offer')) return undefined
  return can('need') ? 'need' : 'offer'
}

function agencyOf(
  { column, text }: { readonly column: number | undefined; readonly text: string },
  id: Id | undefined,
  { books, agencies }: Known,
): { readonly slug?: string; readonly problems: readonly Placed[] } {
  if (text === '') {
    if (id && agencies.has(id.agency)) return { slug: id.agency, problems: [] }
    return { problems: [placed({ word: 'sheet-fault-no-agency', args: {} }, column)] }
  }
  const slug = books.agencies.find(text)
  if (slug === undefined) return { problems: [placed(unknownAgency(text, books), column)] }
  if (id && id.agency !== slug)
    return { problems: [placed({ word: 'sheet-fault-moved', args: { id: id.whole } }, column)] }
  return { slug, problems: [] }
}

function unknownAgency(text: string, { agencies }: Books): Problem {
  const { word, args } = unknownName(text, agencies, { title: '' })
  const { title: _, ...rest } = args
  return { word: word === 'sheet-fault-name' ? 'sheet-fault-agency' : 'sheet-fault-agency-meant', args: rest }
}

type Fields = Pick<RowReading, 'answers' | 'columns' | 'problems' | 'assumed'>

/** A cell that says what is in the programme already changes nothing, however it would be read. */
function readFields(cells: readonly Cell[], table: Table, book: Book, target: Target, known: Known): Fields {
  const record = target.path === undefined ? undefined : known.recordAt(target.path)
  const answers = new Map<string, unknown>()
  const columns = new Map<string, number>()
  const problems: Placed[] = []
  const assumed: string[] = []
  const answer = (path: string, value: unknown) => {
    // An empty cell takes something away only where the sheet came from us and had it.
    if (value !== undefined || target.hasId) answers.set(path, value)
  }
  for (const [column, heading] of table.headings.entries()) {
    if (!isColumn(heading)) continue
    const paths = pathsOf(heading)
    for (const path of paths) columns.set(path, column)
    const cell = cells[column] ?? null
    const [field] = paths.map((path) => book.fields.get(path))
    if (!field) continue
    if (heading.part === 'field' && typeof record === 'object' && saysTheSame(cell, record, field, book))
      continue
    const reading: CellReading =
      heading.part === 'span' ? readSpan(cell, heading.of) : readCell(cell, field, book.names.get(field.path))
    if ('problems' in reading) problems.push(...reading.problems.map((problem) => ({ ...problem, column })))
    else {
      if (reading.assumed !== undefined) assumed.push(reading.assumed)
      const { value } = reading
      if (heading.part === 'field') answer(field.path, value)
      else if (Array.isArray(value)) for (const [at, path] of paths.entries()) answer(path, value[at])
    }
  }
  return { answers, columns, problems, assumed }
}

function pathsOf(column: Column): readonly string[] {
  if (column.part === 'field') return [column.path]
  return column.part === 'span' ? ends[column.of] : []
}
