/** Fields that are missing, but can be told from the name of the file. */
import type { Diagnostic } from '../../diagnostic.ts'
import { identify } from '../../kinds.ts'
import { type Cures, type Fix, none } from './fix.ts'
import { lineOf, type Sheet, valueAt } from './sheet.ts'

export const nameFixes: Readonly<Record<string, Fix>> = { 'schema/missing': missing }

/** A line of its own above the first field. */
function missing({ place, args }: Diagnostic, sheet: Sheet): Cures {
  const key = String(args.key)
  const value = namesIn(sheet.file).get(key)
  const { offset, text } = lineOf(place.line, sheet)
  const before = text.slice(0, place.column - 1)
  if (value === undefined || before.trim() !== '' || valueAt(sheet.data, [key]) !== undefined) return none
  return [[{ offset, end: offset, text: `${before}${key}: ${value}\n` }]]
}

/** What a file's name says of its fields: a refusal is named after its match, an evaluation after what it is of. */
function namesIn(file: string): ReadonlyMap<string, string> {
  const { kind, names = [] } = identify(file) ?? {}
  if (kind === 'decision') return new Map([['match', names[0] ?? '']])
  const found = kind === 'evaluation' ? evaluationName.exec(names[1] ?? '') : null
  return new Map(
    found ? ['exchange', 'stage', 'by'].map((field, index) => [field, found[index + 1] ?? '']) : [],
  )
}

const evaluationName = /^(.+)-(start|midway|end|after)-(sender|host|participant)$/
