/** Rader: what differs in a record, a row for each field, with its title and both values. All of it is Markdown. */
import { openQuestions } from '../../agreement/open-questions.ts'
import type { FieldPath } from '../../diagnostic.ts'
import { type Difference, differences, type Group, isGroup, isSame } from '../../difference.ts'
import { type Spec, specOf, specWithin } from '../../json-schema.ts'
import type { Kind } from '../../kinds.ts'
import type { Agreement } from '../../model.ts'
import { inert } from '../../report/markdown.ts'
import { type Run, wordDifference } from '../../word-difference.ts'
import type { Row } from '../prose.ts'
import {
  identifying,
  inLanguage,
  isFreeText,
  isInLanguages,
  isNothing,
  isOneThing,
  labelIn,
  nameOf,
  ownName,
  type Reader,
  titleOf,
  told,
} from './values.ts'

export type Change = { readonly kind: Kind; readonly before: Group; readonly after: Group }

/** In the order of the schema. `except` are paths of fields that are told in another way. */
export function changedRows(change: Change, except: readonly string[], reader: Reader): readonly Row[] {
  const root = specOf(change.kind, reader.schemaOf)
  const keys = Object.keys(root.schema.properties ?? {})
  const grain = { isWhole: isOneThing, nameOf: identityOf }
  const place = ({ at }: Difference) => keys.indexOf(String(at[0]))
  return differences(only(keys, change.before), only(keys, change.after), grain)
    .filter(({ at }) => !except.some((path) => `${at.join('.')}.`.startsWith(`${path}.`)))
    .sort((a, b) => place(a) - place(b))
    .map((difference) => row(difference, change, root, reader))
}

/** The fields at these paths that say something. */
export function chosenRows(
  kind: Kind,
  record: Group,
  paths: readonly string[],
  reader: Reader,
): readonly Row[] {
  const root = specOf(kind, reader.schemaOf)
  return paths.flatMap((path) => {
    const at = path.split('.')
    const value = at.reduce<unknown>((node, key) => (isGroup(node) ? node[key] : undefined), record)
    const spec = specAt(root, at, reader)
    const isUsual = spec !== undefined && isSame(value, spec.schema.default)
    if (isNothing(value) || isUsual) return []
    return [[inert(titleOf(spec, at.at(-1) ?? '', reader)), cell(value, spec, at.at(-1) ?? '', reader)]]
  })
}

function only(keys: readonly string[], record: Group): Group {
  return Object.fromEntries(keys.map((key) => [key, record[key]]))
}

function identityOf(entry: unknown): string | undefined {
  if (!isGroup(entry)) return undefined
  const id = identifying.map((key) => entry[key]).find((value) => typeof value === 'string')
  return typeof id === 'string' ? id : undefined
}

function specAt(root: Spec, at: FieldPath, { schemaOf }: Reader): Spec | undefined {
  return at.reduce<Spec | undefined>((spec, step) => spec && specWithin(spec, step, schemaOf), root)
}

function row({ at, before, after }: Difference, change: Change, root: Spec, reader: Reader): Row {
  const spec = specAt(root, at, reader)
  const key = String(at.findLast((step) => typeof step === 'string') ?? '')
  const label = labelOf(at, after === undefined ? change.before : change.after, root, reader)
  const usual = spec?.schema.default
  const [was, is] = cells(before ?? usual, after ?? usual, spec, key, reader)
  const unsaid = (value: unknown, record: Group) =>
    isNothing(value ?? usual) ? unsaidTerm(at, change.kind, record, reader) : undefined
  return [inert(cut(label, longest)), unsaid(before, change.before) ?? was, unsaid(after, change.after) ?? is]
}

/** Of the terms, some are asked for only after other choices: what is not asked for is not open either. */
function unsaidTerm(at: FieldPath, kind: Kind, record: Group, { words }: Reader): string | undefined {
  if (kind !== 'agreement' || at[0] !== 'terms') return undefined
  const term = at.slice(0, 2).join('.')
  const isOpen = openQuestions(record as Agreement).some((question) => question.at.join('.') === term)
  return inert(words(isOpen ? 'meaning-open' : 'meaning-needless'))
}

/** «Utveksling ut-1: Periode», «Vekter: Kompetanse», «Navnet på virksomheten (nynorsk)». */
function labelOf(at: FieldPath, record: unknown, root: Spec, reader: Reader): string {
  const titles: string[] = []
  let [spec, value]: [Spec | undefined, unknown] = [root, record]
  for (const step of at) {
    const outer = value
    spec = spec && specWithin(spec, step, reader.schemaOf)
    value = (outer as Record<string | number, unknown> | undefined)?.[step]
    if (isInLanguages(outer)) titles.push(`${titles.pop()} (${reader.words(`language-${step}`)})`)
    else if (typeof step === 'number') titles.splice(-1, 1, entryName(value, spec, reader))
    else titles.push(nameOf(step, keyAround(titles, at, step), reader) ?? titleOf(spec, step, reader))
  }
  const last = titles.pop() ?? ''
  return titles.length === 0 ? last : `${titles.join(', ')}: ${last}`
}

/** Where keys are names, as in expectations, it is the group around them that tells of what. */
function keyAround(titles: readonly string[], at: FieldPath, step: string): string {
  return titles.length === 0 ? '' : String(at[at.indexOf(step) - 1] ?? '')
}

function entryName(entry: unknown, spec: Spec | undefined, reader: Reader): string {
  const title = titleOf(spec, '', reader)
  if (!isGroup(entry)) return title
  const label = entry[labelIn(entry) ?? '']
  const name = isInLanguages(label) ? String(inLanguage(label, reader.language)) : undefined
  const called = name === undefined ? ownName(entry, reader) : reader.words('match-quoted', { name })
  return called === undefined ? title : `${title} ${called}`
}

/** Longest value in a cell. */
const longest = 200

/** A text that is no longer than this is shown as it is. */
const short = 60

function cell(value: unknown, spec: Spec | undefined, key: string, reader: Reader): string {
  return inert(cut(told(value, spec, key, reader), longest))
}

function cut(text: string, most: number): string {
  const characters = Array.from(text)
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text
}

function cells(
  before: unknown,
  after: unknown,
  spec: Spec | undefined,
  key: string,
  reader: Reader,
): readonly [string, string] {
  const [was, is] = [wordings(before, spec, key, reader), wordings(after, spec, key, reader)]
  if (was && is && was.length > 0 && is.length > 0) return wordedCells(was, is)
  return [cell(before, spec, key, reader), cell(after, spec, key, reader)]
}

/** What has been reworded is told word by word, where one can see what it was before. */
function wordedCells(was: readonly string[], is: readonly string[]): readonly [string, string] {
  const gone = was.filter((text) => !is.includes(text))
  const come = is.filter((text) => !was.includes(text))
  const isReworded = gone.length === come.length
  const pairs = gone.map((text, index) => (isReworded ? reworded(text, come[index] ?? '') : undefined))
  const alone = was.length === 1 && is.length === 1
  const entry = (text: string, fresh: readonly string[], side: 0 | 1) => {
    const nth = fresh.indexOf(text)
    if (nth < 0) return undefined
    const plain = inert(cut(text, longest))
    return pairs[nth]?.[side] ?? (alone ? plain : `**${plain}**`)
  }
  return [
    lines(
      was,
      was.map((text) => entry(text, gone, 0)),
    ),
    lines(
      is,
      is.map((text) => entry(text, come, 1)),
    ),
  ]
}

/** A text that somebody has worded, or a list of such; undefined for everything else. */
function wordings(
  value: unknown,
  spec: Spec | undefined,
  key: string,
  reader: Reader,
): readonly string[] | undefined {
  if (isFreeText(value, spec, key, reader)) return [String(value)]
  if (!Array.isArray(value)) return undefined
  const inside = spec && specWithin(spec, '0', reader.schemaOf)
  return value.every((item) => isFreeText(item, inside, key, reader)) ? value : undefined
}

/** So many entries are shown with those that are as before. */
const few = 4

/** A line for each entry; of a long list only those that have changed. */
function lines(texts: readonly string[], changed: readonly (string | undefined)[]): string {
  const told = texts.map((text, index) => {
    return changed[index] ?? (texts.length > few ? '…' : inert(cut(text, longest)))
  })
  return told.filter((line, index) => line !== '…' || told[index - 1] !== '…').join('<br>')
}

/** How many words are shown on each side of one that is changed. */
const around = 5

/** Short texts whole, of long ones what differs; undefined for two texts with nothing in common. */
function reworded(was: string, is: string): readonly [string, string] | undefined {
  if (Math.max(was.length, is.length) <= short) return [inert(was), inert(is)]
  const { before, after } = wordDifference(was, is, around)
  const runs = [...before, ...after]
  const isPartly = runs.some(({ isChanged }) => isChanged) && runs.some(({ isChanged }) => !isChanged)
  return isPartly ? [marked(before), marked(after)] : undefined
}

/** The changed words stand out; what there is no room for is left out. */
function marked(runs: readonly Run[]): string {
  let room = longest
  const shown: string[] = []
  for (const { text, isChanged } of runs) {
    if (room <= 0) break
    const part = inert(cut(text, room))
    shown.push(isChanged ? `**${part}**` : part)
    room -= text.length
  }
  return room < 0 || shown.length === runs.length ? shown.join(' ') : `${shown.join(' ')} …`
}
