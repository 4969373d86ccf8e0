/** Values and fields that do not have the form their schema asks for. Which of the cures is right, the schema tells when they are tried. */
import type { Diagnostic } from '../../diagnostic.ts'
import { nearest } from '../../nearest.ts'
import { isOrganisationNumber } from '../../organisation-number.ts'
import { alwaysRead } from '../../scope.ts'
import { type Cures, type Fix, inQuotes, isQuoted, none, replaced, respelt, withoutEntry } from './fix.ts'
import { lineOf, type Piece, pieceAt, type Sheet, sheetOf, valueAt } from './sheet.ts'

export const shapeFixes: Readonly<Record<string, Fix>> = {
  'schema/choice': choice,
  'schema/unknown-key': unknownKey,
  'schema/repeated': repeated,
  'schema/misplaced': misplaced,
  'schema/type': onPiece(typeCures),
  'schema/format': onPiece(formatCures),
}

/** Only when no other choice is near as well. */
function choice(diagnostic: Diagnostic, sheet: Sheet): Cures {
  const { value, suggestion, allowed } = diagnostic.args
  const found = pieceAt(diagnostic, sheet)
  if (typeof suggestion !== 'string' || typeof value !== 'string' || found?.value !== value) return none
  const isOnlyCase = value.toLowerCase() === suggestion
  const others = String(allowed)
    .split(', ')
    .filter((name) => name !== suggestion)
  const isClear = isOnlyCase || nearest(value, others) === undefined
  return isClear ? [[respelt(found, suggestion)]] : none
}

function unknownKey(diagnostic: Diagnostic, sheet: Sheet): Cures {
  const { key, suggestion } = diagnostic.args
  const found = pieceAt(diagnostic, sheet)
  if (typeof suggestion !== 'string' || !found?.isKey || found.value !== key) return none
  // Other signs are hardly a slip in a name: what they begin would be lost.
  if (!/^[\p{L}\d _-]+$/u.test(String(key))) return none
  return isStranger(found, suggestion, sheet) ? none : [[respelt(found, suggestion)]]
}

/** Expectations stand under the names of the parties. */
function isStranger({ at }: Piece, name: string, { data }: Sheet): boolean {
  if (at.at(-2) !== 'expectations') return false
  const parties = valueAt(data, ['parties'])
  return !(Array.isArray(parties) && parties.some((party) => valueAt(party, ['agency']) === name))
}

function repeated(diagnostic: Diagnostic, sheet: Sheet): Cures {
  const found = pieceAt(diagnostic, sheet)
  const edit = found && !found.isKey ? withoutEntry(found, sheet) : undefined
  return edit ? [[edit]] : none
}

const step = '  '
const longestGroup = 8

/** Some lines from this one on, indented one step more, or not at all: so many that the schema is content. */
function misplaced({ place, args }: Diagnostic, sheet: Sheet): Cures {
  const count = Math.min(longestGroup, sheet.starts.length - place.line)
  const lines = Array.from({ length: count }, (_, index) => lineOf(place.line + index, sheet))
  const edits = lines.map(({ offset, text }) =>
    args.homeWord === 'home.top'
      ? { offset, end: offset + (/^ */.exec(text)?.[0].length ?? 0), text: '' }
      : { offset, end: offset, text: step },
  )
  return edits.map((_, index) => edits.slice(0, index + 1))
}

function onPiece(cures: (piece: Piece, sheet: Sheet) => readonly string[]): Fix {
  return (diagnostic, sheet) => {
    const found = pieceAt(diagnostic, sheet)
    if (!found || found.isKey || found.source.includes('\n')) return none
    return cures(found, sheet).map((text) => [replaced(found, text)])
  }
}

const truths: ReadonlyMap<string, string> = new Map([
  ...['ja', 'yes', 'true'].map((word) => [word, 'true'] as const),
  ...['nei', 'no', 'false'].map((word) => [word, 'false'] as const),
])

/** A number that should be text, or the other way round; yes and no in words; one value where a list should be, or a dash too near it. */
function typeCures(piece: Piece): readonly string[] {
  const { source, value } = piece
  const word = String(value)
  const truth = truths.get(word.toLowerCase())
  const number = /^(0|-?[1-9]\d{0,14})(?: ?%)?$/.exec(word)?.[1]
  return [
    ...(/^\d+$/.test(source) ? [`"${source}"`] : []),
    ...(typeof value === 'string' && truth !== undefined ? [truth] : []),
    ...(typeof value === 'string' && number !== undefined ? [number] : []),
    ...(isQuoted(piece) || !/^-|[,[\]{}#]|: /.test(source) ? [`[${source}]`] : []),
    ...(/^-[^\s-]/.test(source) ? [`- ${source.slice(1)}`] : []),
  ]
}

/** Dates as people write them, names with capital letters, and numbers of organisations in threes. */
function formatCures(piece: Piece, sheet: Sheet): readonly string[] {
  const word = String(piece.value).trim()
  const number = word.replaceAll(' ', '')
  const name = word.toLowerCase()
  const date = dateIn(word)
  return [
    ...(date === undefined ? [] : [date]),
    ...(isOrganisationNumber(number) ? [inQuotes(number) ?? number] : []),
    ...(name !== word && isNameOfSomething(name, sheet) ? [respelt(piece, name).text] : []),
  ]
}

/** An agency, or what the programme's own files call something. */
function isNameOfSomething(name: string, { textOf }: Sheet): boolean {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return false
  if (textOf(`agencies/${name}/agency.yaml`) !== undefined) return true
  return alwaysRead.some((file) => {
    const { pieces } = sheetOf(file, textOf)
    return pieces.some(({ at, isKey, value }) => !isKey && at.at(-1) === 'id' && value === name)
  })
}

/** The day comes first, as Norwegians write, except where the year does. */
function dateIn(word: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(word) ?? []
  if (day && month && year) return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
  const turned = /^(\d{4})([./])(\d{2})\2(\d{2})$/.exec(word)
  return turned ? [turned[1], turned[3], turned[4]].join('-') : undefined
}
