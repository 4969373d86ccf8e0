/** Hva en endring gjør med avtaleteksten: clause by clause, paragraph by paragraph, word by word. */
import { type Block, type Cell, plain, type Tree } from '../render/markdown.ts'
import { inCommon, type Marked, type Pair, redline } from '../word-difference.ts'

/** Punkt i avtalen. The id is the same in every language and version; '' outside the numbered clauses. */
export type ClauseName = { readonly id: string; readonly number: string; readonly title: string }

/** Avsnitt, listepunkt eller tabellrad: what is compared as one. `number` is '' where it has none. */
export type Passage = { readonly clause: ClauseName; readonly number: string; readonly text: string }

/** Where it stands is told as in the later text, or as in the earlier where it is gone. */
export type PassageChange = {
  readonly clause: ClauseName
  readonly number: string
  readonly words: readonly Marked[]
}

/** Endret punkt. Named as in the later text; as in the earlier where it is gone. */
export type ClauseChange = {
  readonly clause: ClauseName
  readonly fate: 'changed' | 'new' | 'gone'
  readonly passages: readonly PassageChange[]
}

/** Before the first clause stands what belongs to none. */
const opening: ClauseName = { id: '', number: '', title: '' }

/** In reading order. Headings of clauses are passages too, for a title can change. */
export function passagesIn(tree: Tree): readonly Passage[] {
  let clause = opening
  return tree.flatMap((block) => {
    if (block.kind === 'heading' && block.level === 2)
      clause = { id: block.id, number: block.number, title: plain(block.content) }
    const number = block.kind === 'heading' ? '' : undefined
    return textsIn(block).map((text) => ({ clause, number: number ?? text.number, text: text.text }))
  })
}

type Text = { readonly number: string; readonly text: string }

function textsIn(block: Block): readonly Text[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [{ number: block.number, text: plain(block.content) }]
    case 'list':
      return block.items.flatMap((item) => item.flatMap(textsIn))
    case 'table':
      return [block.header, ...block.rows].map((row) => ({ number: '', text: rowText(row) }))
  }
}

function rowText(row: readonly Cell[]): string {
  return row.map((cell) => plain(cell)).join(' | ')
}

/** Only what differs. A clause or a paragraph that merely has got another number is as it was. */
export function clauseChanges(before: Tree, after: Tree): readonly ClauseChange[] {
  const [was, is] = [byClause(passagesIn(before)), byClause(passagesIn(after))]
  return inOrder([...was.keys()], [...is.keys()]).flatMap((key) => {
    const [earlier, later] = [was.get(key), is.get(key)]
    const clause = (later ?? earlier)?.[0]?.clause ?? opening
    const fate = !earlier ? 'new' : later ? 'changed' : 'gone'
    // The name of a clause that is new or gone is told with it.
    const own = (passages: readonly Passage[] = []) =>
      fate === 'changed' || clause === opening ? passages : passages.slice(1)
    const passages = passageChanges(own(earlier), own(later))
    return passages.length > 0 || fate !== 'changed' ? [{ clause, fate, passages }] : []
  })
}

/** Clauses without an id are known by their title, and the second of a name is another than the first. */
function byClause(passages: readonly Passage[]): ReadonlyMap<string, readonly Passage[]> {
  const groups = new Map<string, Passage[]>()
  const keys = new Map<ClauseName, string>()
  for (const passage of passages) {
    const { clause } = passage
    const name = clause.id === '' ? `«${clause.title}»` : clause.id
    let key = keys.get(clause) ?? name
    for (let nth = 2; !keys.has(clause) && groups.has(key); nth++) key = `${name} ${nth}`
    keys.set(clause, key)
    const group = groups.get(key) ?? []
    groups.set(key, group)
    group.push(passage)
  }
  return groups
}

/** The later order; what is gone stands after what it used to follow. */
function inOrder(before: readonly string[], after: readonly string[]): readonly string[] {
  const present = new Set(after)
  const order = [...after]
  for (const [index, key] of before.entries()) {
    if (present.has(key)) continue
    const follows = before[index - 1]
    order.splice(follows === undefined ? 0 : order.indexOf(follows) + 1, 0, key)
  }
  return order
}

/** Passages that differ, in reading order: a reworded one with what it was, others as new or gone. */
export function passageChanges(
  before: readonly Passage[],
  after: readonly Passage[],
): readonly PassageChange[] {
  const same = inCommon(before.map(textOf), after.map(textOf))
  let [one, other] = [0, 0]
  return [...same, [before.length, after.length] as const].flatMap(([nextOne, nextOther]) => {
    const changes = between(before.slice(one, nextOne), after.slice(other, nextOther))
    ;[one, other] = [nextOne + 1, nextOther + 1]
    return changes
  })
}

/** White space is how a text is set, not what it says. */
function textOf({ text }: Passage): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Each later passage with what it is a rewording of, in their order; the rest as gone or new. */
function between(gone: readonly Passage[], come: readonly Passage[]): readonly PassageChange[] {
  let [one, other] = [0, 0]
  return [...rewordings(gone, come), [gone.length, come.length] as const].flatMap(([nextOne, nextOther]) => {
    const changes = unlike(gone.slice(one, nextOne), come.slice(other, nextOther))
    const isLast = nextOne === gone.length && nextOther === come.length
    ;[one, other] = [nextOne + 1, nextOther + 1]
    return isLast ? changes : [...changes, changed(gone[nextOne], come[nextOther])]
  })
}

/** As many of one as of the other are told in pairs: a cell of a table with what stood in it before. */
function unlike(gone: readonly Passage[], come: readonly Passage[]): readonly PassageChange[] {
  if (gone.length === come.length) return gone.map((before, index) => changed(before, come[index]))
  return [
    ...gone.map((before) => changed(before, undefined)),
    ...come.map((after) => changed(undefined, after)),
  ]
}

/** Texts with as much new and gone as this are not rewordings of each other; looking for them would take long. */
const mostPairs = 100_000

/** The first earlier passage that each later one can be a rewording of, without changing their order. */
function rewordings(gone: readonly Passage[], come: readonly Passage[]): readonly Pair[] {
  if (gone.length * come.length > mostPairs) return []
  const earlier = gone.map(wordsOf)
  const pairs: Pair[] = []
  for (const [index, passage] of come.entries()) {
    const words = wordsOf(passage)
    const from = (pairs.at(-1)?.[0] ?? -1) + 1
    const found = earlier.findIndex((were, nth) => nth >= from && isRewording(were, words))
    if (found >= 0) pairs.push([found, index])
  }
  return pairs
}

function changed(before: Passage | undefined, after: Passage | undefined): PassageChange {
  const { clause = opening, number = '' } = after ?? before ?? {}
  return { clause, number, words: redline(before?.text ?? '', after?.text ?? '') }
}

function wordsOf({ text }: Passage): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== '' && word !== '|'))
}

/** So much of the shorter text must stand in the other. */
const likeness = 0.4

function isRewording(were: ReadonlySet<string>, are: ReadonlySet<string>): boolean {
  let shared = 0
  for (const word of were) if (are.has(word)) shared++
  return shared > 0 && shared >= likeness * Math.min(were.size, are.size)
}
