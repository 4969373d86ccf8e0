/** Eksport: the programme's needs, offers and agencies as a workbook, with the words that may be chosen. */
import { optionsFor } from '../draft/choices.ts'
import type { Field } from '../draft/fields.ts'
import type { SchemaOf } from '../json-schema.ts'
import type { Words } from '../messages.ts'
import type { Agency, IsoDate, Language, Programme, Registration } from '../model.ts'
import { formatOrganisationNumber } from '../organisation-number.ts'
import { takesPart } from '../succession.ts'
import { headingOf, type RegistrationKind, sheetFields } from './columns.ts'
import { type Cell, guarded } from './grid.ts'
import type { Book, Books } from './names.ts'
import type { Choice, SheetOut, WorkbookOut } from './sheet-out.ts'
import { shownIn } from './shown.ts'
import { ownHeadings, synonyms } from './synonyms.ts'

export type ExportFacts = {
  readonly programme: Programme
  readonly books: Books
  readonly schemaOf: SchemaOf
  readonly language: Language
  readonly today: IsoDate
  readonly words: Words
  /** The record as it is written, without defaults. */
  readonly recordAt: (path: string) => unknown
}

/** One sheet for each kind, the agencies, and the words. */
export function workbookOf(facts: ExportFacts): WorkbookOut {
  const { programme, words } = facts
  const list = wordList(facts)
  return {
    title: words('sheet-title'),
    date: lastChange(programme),
    sheets: [
      registrationSheet('need', facts, list),
      registrationSheet('offer', facts, list),
      agencySheet(facts),
      list.sheet,
    ],
  }
}

/** Both kinds in one table, for programs that know no sheets. */
export function tableOf(facts: ExportFacts): readonly (readonly Cell[])[] {
  const { language, words, programme, books } = facts
  const paths = sheetFields('need', language, facts.schemaOf).map(({ path }) => path)
  const headings = paths.map((path) => sharedHeading(path, books, language))
  const head = [
    ownHeadings.id[at(language)],
    words('sheet-head-kind'),
    words('sheet-head-agency'),
    ...headings,
  ]
  const rows = [...programme.registrations.values()].map((one) => {
    const [id, agency, ...cells] = cellsOf(one, paths, facts)
    return [id ?? null, words(`sheet-kind-${one.kind}`), agency ?? null, ...cells]
  })
  return [head.map((text) => text ?? ''), ...rows]
}

function at(language: Language): 0 | 1 | 2 {
  return language === 'nb' ? 0 : language === 'nn' ? 1 : 2
}

/** What needs and offers call alike, or the common word for what they do not. */
function sharedHeading(path: string, { need, offer }: Books, language: Language): string {
  const [one, other] = [need, offer].map((book) => titleIn(book, path, language))
  return (one === other ? one : synonyms[path]?.[0]) ?? path
}

function titleIn(book: Book, path: string, language: Language): string {
  const field = book.titles[language].get(path)
  return field ? headingOf(field) : path
}

function registrationSheet(kind: RegistrationKind, facts: ExportFacts, list: WordList): SheetOut {
  const { language, words, programme } = facts
  const fields = sheetFields(kind, language, facts.schemaOf)
  const paths = fields.map(({ path }) => path)
  const found = [...programme.registrations.values()].filter((one) => one.kind === kind)
  const head = [ownHeadings.id[at(language)], words('sheet-head-agency'), ...fields.map(headingOf)]
  return {
    name: words(`sheet-name-${kind}`),
    rows: [head, ...found.map((one) => cellsOf(one, paths, facts))],
    widths: [4, 18, ...fields.map(widthOf)],
    hidden: [0],
    frozen: 3,
    marked: [],
    choices: [
      ...list.choice('agency', 1, true),
      ...fields.flatMap((field, index) => list.choice(`${kind}.${field.path}`, index + 2, !field.list)),
    ],
  }
}

/** Characters: whole sentences in some columns, one word in others. */
function widthOf({ path, of, list }: Field): number {
  if (path === 'background') return 60
  if (path === 'learningGoals' || path === 'title') return 42
  if (of === 'date' || of === 'number') return 14
  return list ? 28 : 20
}

function cellsOf(one: Registration, paths: readonly string[], facts: ExportFacts): readonly Cell[] {
  const { books, language, programme } = facts
  const book = books[one.kind]
  const record = facts.recordAt(one.file)
  const agency = programme.agencies.get(one.agency)?.shortName ?? one.agency
  const cells = paths.map((path) => {
    const field = book.fields.get(path)
    return field ? shownIn(record, field, book, language) : null
  })
  return [one.id, guarded(books.agencies.find(agency) === one.agency ? agency : one.agency), ...cells]
}

function agencySheet({ programme, words, language }: ExportFacts): SheetOut {
  const heads = [
    'agency-name',
    'agency-short',
    'agency-number',
    'agency-folder',
    'agency-municipality',
    'agency-mailbox',
  ]
  const row = ({
    name,
    shortName,
    organisationNumber,
    slug,
    municipality,
    contact,
  }: Agency): readonly Cell[] => [
    guarded(name[language] ?? name.nb),
    guarded(shortName),
    formatOrganisationNumber(organisationNumber),
    slug,
    guarded(municipality),
    guarded(contact.email),
  ]
  return {
    name: words('sheet-name-agencies'),
    rows: [heads.map((head) => words(`sheet-head-${head}`)), ...[...programme.agencies.values()].map(row)],
    widths: [44, 20, 18, 28, 18, 36],
    hidden: [],
    frozen: 1,
    marked: [],
    choices: [],
  }
}

type WordList = {
  readonly sheet: SheetOut
  readonly choice: (name: string, column: number, strict: boolean) => readonly Choice[]
}

/** A column for each field with a choice, called as the field is. Drop-downs point at it. */
function wordList(facts: ExportFacts): WordList {
  const { programme, books, words, language } = facts
  const columns = new Map<string, readonly string[]>()
  const heads: string[] = []
  const add = (name: string, head: string, values: readonly string[]) => {
    if (values.length === 0) return
    columns.set(name, values)
    heads.push(head)
  }
  const short = [...programme.agencies.values()].filter(takesPart).map(({ shortName }) => shortName)
  add('agency', words('sheet-head-agency'), short.map(guarded))
  for (const kind of ['need', 'offer'] as const)
    for (const [path, field] of books[kind].titles[language])
      add(`${kind}.${path}`, headOf(kind, field, words), wordsFor(kind, path, field, facts))
  const lists = [...columns.values()]
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const name = words('sheet-name-words')
  const order = [...columns.keys()]
  return {
    sheet: {
      name,
      rows: [heads, ...Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? null))],
      widths: heads.map(() => 32),
      hidden: [],
      frozen: 0,
      marked: [],
      choices: [],
    },
    choice(key, column, strict) {
      const count = columns.get(key)?.length
      return count === undefined
        ? []
        : [{ column, strict, from: { sheet: name, column: order.indexOf(key), count } }]
    },
  }
}

function headOf(kind: RegistrationKind, field: Field, words: Words): string {
  return `${words(`sheet-kind-${kind}`)}: ${headingOf(field)}`
}

function wordsFor(kind: RegistrationKind, path: string, field: Field, facts: ExportFacts): readonly string[] {
  const { programme, today, language, words, books } = facts
  if (field.of === 'truth') return [words('new-yes'), words('new-no')]
  const options = optionsFor(field, { programme, today, language })
  return options.map(({ value }) => guarded(books[kind].shown(path, value, language)))
}

/** The day something was last said to stand: the same programme is the same workbook, on whatever day it is made. */
function lastChange({ registrations }: Programme): IsoDate {
  const days = [...registrations.values()].map(({ confirmed }) => confirmed).sort()
  return days.at(-1) ?? '1980-01-01'
}
