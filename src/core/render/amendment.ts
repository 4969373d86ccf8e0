/** Endringsdokument: what a new version of an agreement says otherwise than the one before, clause by clause. */
import type { Words } from '../messages.ts'
import type { Agreement, Exchange, Language, Programme } from '../model.ts'
import { formatList } from './formatted.ts'
import { fill } from './language.ts'
import { type Block, type Cell, parseMarkdown, plain, type Tree } from './markdown.ts'
import { standardText } from './standard-text.ts'
import { agreementView, exchangeView, nobody } from './view.ts'
import type { AmendmentView, ChangeRowView, ClauseChangeView, CommonView, PartyView } from './view-model.ts'

/** The agreement as it is, and as the parties had it before. */
export type Step = {
  readonly before: Agreement
  readonly now: Agreement
  readonly programme: Programme
}

/**
 * What is new in the cooperation agreement.
 * @throws Error when an agency or a standard text of either version is not in the programme
 */
export function agreementAmendment(
  { before, now, programme }: Step,
  language: Language,
  words: Words,
  template: string,
): AmendmentView {
  const viewOf = (agreement: Agreement) => agreementView(agreement, programme, language, words)
  const views: Views = [viewOf(before), viewOf(now)]
  return amendment(views, views[1].parties, programme, template)
}

/**
 * What is new in the agreement about one exchange, which `was` otherwise before.
 * @throws Error as {@link agreementAmendment} does
 */
export function exchangeAmendment(
  { before, now, programme }: Step,
  was: Exchange,
  exchange: Exchange,
  language: Language,
  words: Words,
  template: string,
): AmendmentView {
  const next = exchangeView(now, exchange, programme, language, words)
  const { sender, host } = next
  const views: Views = [exchangeView(before, was, programme, language, words), next]
  const number = String(now.exchanges.indexOf(exchange) + 1)
  return amendment(views, [sender, host], programme, template, { id: exchange.id, number })
}

type Views = readonly [before: CommonView, now: CommonView]

function amendment(
  [before, now]: Views,
  signers: readonly PartyView[],
  programme: Programme,
  template: string,
  exchange?: { readonly id: string; readonly number: string },
): AmendmentView {
  const was = textsOf(before, asIfNow(before, now), programme)
  const changes = clauseChanges(was, textsOf(now, now, programme))
  return {
    ...now,
    templateVersion: template,
    previousVersion: before.version,
    previousDigest: before.termsDigest,
    previousTitle: before.title,
    titleChanged: before.title !== now.title,
    previousTemplate: before.templateVersion,
    currentTemplate: now.templateVersion,
    templateChanged: before.templateVersion !== now.templateVersion,
    isExchange: exchange !== undefined,
    exchangeId: exchange?.id ?? '',
    exchangeNumber: exchange?.number ?? '',
    changes,
    hasChanges: changes.length > 0,
    employee: nobody,
    signers,
    signerNames: formatList(
      signers.map(({ name }) => name),
      now.language,
    ),
  }
}

/** What differs between any two versions and is no change of what is agreed: their numbers, digests and signatures. */
function asIfNow(before: CommonView, { version, termsDigest, signatures }: CommonView): CommonView {
  return { ...before, version, termsDigest, signatures }
}

type Clause = { readonly title: string; readonly texts: readonly Text[] }

/** A piece of text, and what it says when it is compared. */
type Text = { readonly text: string; readonly compared: string }

/** By id, in the order of the text. Both views fill the same standard text in the same way. */
function textsOf(view: CommonView, compared: CommonView, programme: Programme): ReadonlyMap<string, Clause> {
  const others = clausesOf(treeOf(compared, programme))
  const clauses = [...clausesOf(treeOf(view, programme))].map(([id, { title, pieces }]): [string, Clause] => {
    const texts = pieces.map((text, index) => ({ text, compared: others.get(id)?.pieces[index] ?? text }))
    return [id, { title, texts }]
  })
  return new Map(clauses)
}

function treeOf(view: CommonView, programme: Programme): Tree {
  const { template } = standardText(programme, view.templateVersion, view.language)
  return parseMarkdown(fill(template, view))
}

/** In the order of the later text; clauses that are gone come last. */
function clauseChanges(
  was: ReadonlyMap<string, Clause>,
  is: ReadonlyMap<string, Clause>,
): readonly ClauseChangeView[] {
  const present = [...is].flatMap(([id, clause]) => changeOf(was.get(id), clause))
  const gone = [...was].flatMap(([id, clause]) => (is.has(id) ? [] : changeOf(clause, undefined)))
  return [...present, ...gone]
}

type Section = { readonly title: string; readonly pieces: string[] }

function clausesOf(tree: Tree): ReadonlyMap<string, Section> {
  const clauses = new Map<string, Section>()
  let current: Section | undefined
  for (const block of tree) {
    if (block.kind === 'heading' && block.id !== '') {
      current = { title: plain(block.content), pieces: [] }
      clauses.set(block.id, current)
    } else current?.pieces.push(...piecesIn(block))
  }
  return clauses
}

/** The pieces a person would point at: a paragraph, an entry of a list, a row of a table. Numbers are not part of them. */
function piecesIn(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [plain(block.content)]
    case 'list':
      return block.items.map((item) => item.flatMap(piecesIn).join(' '))
    case 'table':
      return block.rows.map((row) => rowText(block.header, row))
  }
}

/** «Periode: 1. mars» of a table of terms; with the head of each column of a wider one. */
function rowText(header: readonly Cell[], row: readonly Cell[]): string {
  const cells = row.map(plain)
  if (cells.length < 3) return cells.join(': ')
  return cells.map((cell, column) => `${plain(header[column] ?? [])}: ${cell}`).join('; ')
}

function changeOf(was: Clause | undefined, is: Clause | undefined): readonly ClauseChangeView[] {
  const title = (is ?? was)?.title ?? ''
  const rows = rowsOf(was?.texts ?? [], is?.texts ?? [])
  if (rows.length === 0) return []
  return [{ title, isNew: was === undefined, isGone: is === undefined, rows }]
}

/** Pieces that are gone stand beside those that came in their place. */
function rowsOf(was: readonly Text[], is: readonly Text[]): readonly ChangeRowView[] {
  const rows: { before: string; now: string }[] = []
  let [from, to] = [0, 0]
  for (const [one, other] of [...common(was, is), [was.length, is.length] as const]) {
    const length = Math.max(one - from, other - to)
    for (let nth = 0; nth < length; nth++)
      rows.push({ before: textAt(was, from + nth, one), now: textAt(is, to + nth, other) })
    ;[from, to] = [one + 1, other + 1]
  }
  return rows.map(({ before, now }, index) => ({
    number: String(index + 1),
    before,
    hasBefore: before !== '',
    now,
    hasNow: now !== '',
  }))
}

function textAt(texts: readonly Text[], index: number, end: number): string {
  return index < end ? (texts[index]?.text ?? '') : ''
}

type Pair = readonly [before: number, now: number]

/** Pieces both have, in the order both have them in; what has changed places counts as gone, and as new elsewhere. */
function common(was: readonly Text[], is: readonly Text[]): readonly Pair[] {
  const pairs: Pair[] = []
  let next = 0
  for (const [index, { compared }] of is.entries()) {
    const found = was.findIndex((one, at) => at >= next && one.compared === compared)
    if (found < 0) continue
    pairs.push([found, index])
    next = found + 1
  }
  return pairs
}
