/** Prøve: a fix is tried before anybody is offered it, by reading the file as it would be. */
import type { SchemaOf } from '../../json-schema.ts'
import { identify, type Kind } from '../../kinds.ts'
import { type Reading, read, type Spot } from '../../read.ts'
import { lineStarts } from '../../text.ts'
import { type Edit, edited, placesAfter } from './edit.ts'
import { lineAt } from './sheet.ts'

/** What is found does not depend on the words it is told in. */
const wordless: SchemaOf = () => ({})

/** What belongs where is only certain when nothing is left to wonder about. */
const structural: ReadonlySet<string> = new Set([
  'schema/misplaced',
  'yaml/indentation',
  'yaml/missing-character',
  'yaml/several-documents',
])

/** A text, the edits that are made already, and those that are tried. */
export type Trial = { readonly text: string; readonly made: readonly Edit[]; readonly tried: readonly Edit[] }

/** Whether reading the file then finds nothing that it does not find now, and no longer what was to be mended. */
export function readsBetter(file: string, { text, made, tried }: Trial, code: string): boolean {
  const kind = identify(file)?.kind
  if (kind === undefined) return false
  const edits = [...made, ...tried]
  const after = edited(text, edits)
  const was = readText(edited(text, made), kind)
  const is = readText(after, kind)
  if (structural.has(code)) return is.spots.length === 0
  if (!isFoundByReading(code)) return isNoWorse(was.spots, is.spots)
  if (!isBroken(was)) return is.spots.length < was.spots.length && isNoWorse(was.spots, is.spots)
  const lines = linesOf(edits, after)
  const there = is.spots.filter(({ line }) => lines.has(line))
  return isNoWorse(without(was.spots, code), there) && isNoWorse(was.spots, is.spots.filter(isAboutNotation))
}

function readText(text: string, kind: Kind): Reading {
  return read(kind, new TextEncoder().encode(text), wordless)
}

function isFoundByReading(code: string): boolean {
  return /^(?:file|yaml|schema)\//.test(code)
}

/** Of a file that is no YAML the rest was not looked at, so a good fix may bring other mistakes to light. */
function isBroken({ spots }: Reading): boolean {
  return spots.some(isAboutNotation)
}

function isAboutNotation({ code }: Spot): boolean {
  return /^(?:file|yaml)\//.test(code)
}

/** All but one finding with this code. */
function without(spots: readonly Spot[], code: string): readonly Spot[] {
  const mended = spots.findIndex((spot) => spot.code === code)
  return spots.filter((_, index) => index !== mended)
}

/** Each code at most as often as before. */
function isNoWorse(was: readonly Spot[], is: readonly Spot[]): boolean {
  const left = new Map<string, number>()
  for (const { code } of was) left.set(code, (left.get(code) ?? 0) + 1)
  return is.every(({ code }) => {
    const count = left.get(code) ?? 0
    left.set(code, count - 1)
    return count > 0
  })
}

function linesOf(edits: readonly Edit[], after: string): ReadonlySet<number> {
  const starts = lineStarts(after)
  const lines = new Set<number>()
  for (const { offset, end } of placesAfter(edits)) {
    for (let line = lineAt(offset, { starts }); line <= lineAt(end, { starts }); line++) lines.add(line)
  }
  return lines
}
