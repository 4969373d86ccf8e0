/** Hva som skiller to utgaver av en avtale: field by field, and then document by document in the words that are signed. */
import type { SchemaOf } from '../json-schema.ts'
import type { Words } from '../messages.ts'
import type { Agreement, IsoDate, Language, Programme } from '../model.ts'
import { changedRows } from '../plan/meaning/rows.ts'
import { table } from '../plan/prose.ts'
import { type Cell, parseMarkdown, plain, type Tree } from '../render/markdown.ts'
import { type ClauseChange, clauseChanges } from './terms-difference.ts'

/** An agreement as it was at some time. */
export type Edition = {
  readonly agreement: Agreement
  readonly programme: Programme
  /** Its documents by name, in the order they are rendered. */
  readonly documents: ReadonlyMap<string, Tree>
  /** Undefined for what lies in the folder. */
  readonly saved: { readonly commit: string; readonly date?: IsoDate } | undefined
}

/** `standard` is the agreement as the standard text would have it; `signed` the one that was signed last. */
export type Since = 'signed' | 'saved' | 'named' | 'standard'

export type FieldChange = { readonly field: string; readonly before: string; readonly after: string }

export type DocumentChange = {
  readonly name: string
  readonly title: string
  readonly fate: 'changed' | 'new' | 'gone'
  /** None are told of a document that is new or gone. */
  readonly clauses: readonly ClauseChange[]
}

export type AgreementDiff = {
  readonly before: Edition
  readonly after: Edition
  readonly since: Since
  /** Plain texts. */
  readonly fields: readonly FieldChange[]
  /** The same as a table in Markdown; '' for none. */
  readonly fieldTable: string
  /** Only those that differ. */
  readonly documents: readonly DocumentChange[]
}

export type Reading = { readonly words: Words; readonly language: Language; readonly schemaOf: SchemaOf }

export function agreementDiff(
  before: Edition,
  after: Edition,
  since: Since,
  reading: Reading,
): AgreementDiff {
  const reader = { ...reading, programmes: [after.programme, before.programme] }
  const change = { kind: 'agreement', before: before.agreement, after: after.agreement } as const
  const rows = changedRows(change, [], reader)
  const head = ['field', 'before', 'after'].map((name) => reading.words(`meaning-column-${name}`))
  const fieldTable = rows.length === 0 ? '' : table(head, rows)
  return {
    before,
    after,
    since,
    fields: plainRows(fieldTable),
    fieldTable,
    documents: documentChanges(before, after),
  }
}

/** What was written for Markdown, as it is read. */
function plainRows(markdown: string): readonly FieldChange[] {
  return parseMarkdown(markdown)
    .flatMap((block) => (block.kind === 'table' ? block.rows : []))
    .map(([field = [], before = [], after = []]) => ({
      field: plainCell(field),
      before: plainCell(before),
      after: plainCell(after),
    }))
}

/** Entries of a list stand on lines of their own. What keeps GitHub from calling upon people is no part of a text. */
function plainCell(cell: Cell): string {
  const parts = cell.map((part) => (part.kind === 'break' ? '; ' : plain([part])))
  return parts.join('').replaceAll('\u200B', '')
}

export function documentChanges(before: Pick<Edition, 'documents'>, after: Pick<Edition, 'documents'>) {
  const names = [...new Set([...after.documents.keys(), ...before.documents.keys()])]
  return names.flatMap((name): readonly DocumentChange[] => {
    const [was, is] = [before.documents.get(name), after.documents.get(name)]
    const title = titleOf(is ?? was ?? [])
    if (!was || !is) return [{ name, title, fate: is ? 'new' : 'gone', clauses: [] }]
    const clauses = clauseChanges(was, is)
    return clauses.length === 0 ? [] : [{ name, title, fate: 'changed', clauses }]
  })
}

function titleOf(tree: Tree): string {
  const heading = tree.find((block) => block.kind === 'heading')
  return heading?.kind === 'heading' ? plain(heading.content) : ''
}

/** «Fra versjon 1, lagret 22. november 2026, til versjon 2, slik den ligger i mappen nå.» */
export function stepSentence(
  { before, after, since }: Pick<AgreementDiff, 'before' | 'after' | 'since'>,
  { words }: Pick<Reading, 'words'>,
  date: (day: IsoDate) => string,
): string {
  const { saved, agreement } = before
  const args = {
    version: agreement.version,
    later: after.agreement.version,
    date: saved?.date === undefined ? '' : date(saved.date),
    commit: saved?.commit.slice(0, 10) ?? '',
  }
  return words(`diff-since-${since}`, args)
}
