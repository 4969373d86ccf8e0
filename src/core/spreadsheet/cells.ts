/** Ruter: from what stands in a cell to the value of a field, or to what is wrong with it. */
import type { Args } from '../diagnostic.ts'
import { mayBeElsewhere } from '../draft/choices.ts'
import type { Field } from '../draft/fields.ts'
import { linesIn } from '../draft/values.ts'
import { isOrganisationNumber } from '../organisation-number.ts'
import { shortened } from '../text.ts'
import { daysIn, isNoDay } from './day-text.ts'
import { type Cell, isBlank, isFault, textIn } from './grid.ts'
import type { Names } from './names.ts'

/** What is wrong, as a key of the vocabulary. */
export type Problem = { readonly word: string; readonly args: Args }

/** `value` is undefined for an empty cell. `assumed`: what we made of it is told, for it could be meant otherwise. */
export type CellReading =
  | { readonly value: unknown; readonly assumed?: string }
  | { readonly problems: readonly [Problem, ...Problem[]] }

export function readCell(cell: Cell, field: Field, names: Names | undefined): CellReading {
  if (isFault(cell)) return wrong(`sheet-fault-${cell.fault}`, {})
  if (isBlank(cell)) return { value: undefined }
  if (field.list) return readList(cell, field, names)
  switch (field.of) {
    case 'date':
      return readDate(cell, field)
    case 'number':
      return readNumber(cell, field)
    case 'truth':
      return readTruth(cell)
    default:
      return names ? readName(textIn(cell), names, field) : { value: textIn(cell) }
  }
}

export function wrong(word: string, args: Args): { readonly problems: readonly [Problem] } {
  return { problems: [{ word, args }] }
}

function quoted(cell: Cell): Args {
  return { value: shortened(textIn(cell).replaceAll(/\s+/g, ' '), 50) }
}

/** The last day of a month where something ends, the first where it begins. */
function readDate(cell: Cell, { path }: Field): CellReading {
  const days = daysIn(cell)
  if (!days) return wrong('sheet-fault-date', quoted(cell))
  const { from, to } = days.period
  if (isNoDay(from)) return wrong('sheet-fault-no-day', quoted(cell))
  // Where neither end is asked for, a month is no date.
  if (from !== to && !path.startsWith('period.')) return wrong('sheet-fault-date', quoted(cell))
  const value = path.endsWith('.to') ? to : from
  return { value, ...(days.season === undefined ? {} : { assumed: days.season }) }
}

/** «40 %», «8 uker», 0.4 where percent are asked for. */
function readNumber(cell: Cell, field: Field): CellReading {
  const number = isPercent(field) ? percentIn(cell) : numberIn(cell)
  return number === undefined ? wrong('sheet-fault-number', quoted(cell)) : { value: number }
}

function isPercent({ path }: Field): boolean {
  return path.startsWith('workload.')
}

export function percentIn(cell: Cell): number | undefined {
  const number = decimalIn(
    cell,
    /^(?:ca\.? ?)?(\d{1,3}(?:[.,]\d{1,4})?) ?(?:%|prosent|percent|pst\.?)?( ?stilling)?$/i,
  )
  if (number === undefined) return undefined
  const isShare = number > 0 && number <= 1 && !/%|prosent|percent|pst/i.test(textIn(cell))
  const percent = Math.round((isShare ? number * 100 : number) * 1e6) / 1e6
  return Number.isInteger(percent) ? percent : undefined
}

function numberIn(cell: Cell): number | undefined {
  const number = decimalIn(
    cell,
    /^(?:ca\.? ?)?(-?\d{1,6}(?:[.,]0+)?)(?: ?(?:uker?|veker?|veke|weeks?|stk\.?|plass(?:er|ar)?|personer))?$/i,
  )
  return number !== undefined && Number.isInteger(number) ? number : undefined
}

function decimalIn(cell: Cell, pattern: RegExp): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined
  const [, number] = (typeof cell === 'string' && pattern.exec(textIn(cell))) || []
  return number === undefined ? undefined : Number(number.replace(',', '.'))
}

const yes = new Set(['ja', 'j', 'yes', 'y', 'x', '✓', '✔', 'true', 'sann', '1'])
const no = new Set(['nei', 'n', 'no', 'false', 'usann', '0', '-'])

function readTruth(cell: Cell): CellReading {
  const word = textIn(cell).toLowerCase().replace(/[.!]$/, '')
  if (yes.has(word)) return { value: true }
  return no.has(word) ? { value: false } : wrong('sheet-fault-truth', quoted(cell))
}

function readName(text: string, names: Names, field: Field): CellReading {
  const value = nameIn(text, names, field)
  return value === undefined ? { problems: [unknownName(text, names, field)] } : { value }
}

function nameIn(text: string, names: Names, field: Field): string | undefined {
  const known = names.find(text)
  if (known !== undefined || !mayBeElsewhere(field)) return known
  const digits = text.replaceAll(/\D/g, '')
  return isOrganisationNumber(digits) && /^[\d .]+$/.test(text) ? digits : undefined
}

export function unknownName(text: string, names: Names, { title }: Pick<Field, 'title'>): Problem {
  const suggestion = names.near(text)
  const args = { value: shortened(text.replaceAll(/\s+/g, ' '), 50), title }
  return suggestion === undefined
    ? { word: 'sheet-fault-name', args }
    : { word: 'sheet-fault-name-meant', args: { ...args, suggestion } }
}

function readList(cell: Cell, field: Field, names: Names | undefined): CellReading {
  const text = textIn(cell)
  if (!names) return { value: sentencesIn(text) }
  const parts = namesIn(text, names, field)
  const problems = parts.flatMap((part) =>
    nameIn(part, names, field) === undefined ? [unknownName(part, names, field)] : [],
  )
  const [first, ...more] = problems
  if (first) return { problems: [first, ...more] }
  return { value: [...new Set(parts.flatMap((part) => nameIn(part, names, field) ?? []))] }
}

/** One on each line; otherwise with semicolons between, for sentences hold commas. */
function sentencesIn(text: string): readonly string[] {
  const lines = linesIn(text)
  return lines.length > 1 || /^[•*–-]\s/.test(text)
    ? lines
    : lines.flatMap((line) => linesIn(line.replaceAll(/\s*;\s*/g, '\n')))
}

/** Names may hold commas themselves, so as many pieces as make a known name are one. */
function namesIn(text: string, names: Names, field: Field): readonly string[] {
  return linesIn(text.replaceAll(/\s*[;|]\s*/g, '\n')).flatMap((entry) => {
    if (nameIn(entry, names, field) !== undefined) return [entry]
    const pieces = entry.split(/\s*(?:,|\s(?:og|and|&|\+)\s)\s*/).filter((piece) => piece !== '')
    return joined(pieces, entry, (name) => nameIn(name, names, field) !== undefined)
  })
}

function joined(
  pieces: readonly string[],
  whole: string,
  isKnown: (name: string) => boolean,
): readonly string[] {
  const found: string[] = []
  for (let at = 0; at < pieces.length; ) {
    const length = longestName(pieces, at, whole, isKnown)
    found.push(pieceFrom(pieces, at, length, whole))
    at += length
  }
  return found
}

function longestName(
  pieces: readonly string[],
  at: number,
  whole: string,
  isKnown: (name: string) => boolean,
): number {
  for (let length = Math.min(4, pieces.length - at); length > 1; length--)
    if (isKnown(pieceFrom(pieces, at, length, whole))) return length
  return 1
}

/** As it stands in the whole, with what stood between the pieces. */
function pieceFrom(pieces: readonly string[], at: number, length: number, whole: string): string {
  const [first = '', last = ''] = [pieces[at], pieces[at + length - 1]]
  if (length === 1) return first
  const start = whole.indexOf(first)
  const end = whole.indexOf(last, start + first.length) + last.length
  return whole.slice(start, end)
}
