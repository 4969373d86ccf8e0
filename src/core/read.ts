/**
 * One file by itself: bytes in, a record or findings out. Depends on nothing but the bytes and the kind, so its result
 * may be remembered for as long as neither they nor this toolkit change.
 */
import type { Args, Diagnostic, FieldPath } from './diagnostic.ts'
import { fileRules } from './file-rules.ts'
import * as validators from './generated/validators.js'
import type { SchemaOf } from './json-schema.ts'
import type { Kind } from './kinds.ts'
import { personalDataProblems } from './personal-data/problems.ts'
import { findPersonalData } from './personal-data.ts'
import { schemaFindings } from './schema-findings.ts'
import type { SchemaFinding } from './schema-slips.ts'
import { decode, hiddenCharacter, lineStarts, position, type TextProblem } from './text.ts'
import type { Writing } from './writing.ts'
import { fieldLocator, type ParsedYaml, parseYaml } from './yaml.ts'

/** A finding whose place in the file is known; the file's name is added by whoever knows it. */
export type Spot = {
  readonly code: string
  readonly line: number
  readonly column: number
  readonly args: Args
}

export type Reading = {
  /** The record as written; undefined when the file cannot be trusted to say what its author meant. */
  readonly data: unknown
  readonly spots: readonly Spot[]
}

export function read(kind: Kind | undefined, bytes: Uint8Array, schemaOf: SchemaOf): Reading {
  const { text, problems, readable } = decode(bytes)
  const personal = personalDataProblems(text)
  if (kind === undefined || !readable)
    return { data: undefined, spots: spots(text, [...problems, ...personal]) }
  const parsed = parseYaml(text)
  personal.push(...hiddenPersonalData(parsed.escaped, personal))
  const yaml = withoutFollowers(parsed.problems, problems, personal)
  const shape =
    parsed.data === undefined ? [] : shapeProblems(kind, parsed, text, [...yaml, ...personal], schemaOf)
  const found = [...problems, ...personal, ...unlessChoice(yaml, shape), ...shape]
  return { data: found.every(isHarmless) ? parsed.data : undefined, spots: spots(text, found) }
}

type Problem = Omit<TextProblem, 'args'> & { readonly args?: Args }

const warnings = new Set(fileRules.filter(({ severity }) => severity !== 'error').map(({ code }) => code))
const isHarmless = ({ code }: Problem): boolean => warnings.has(code)

function spots(text: string, problems: readonly Problem[]): readonly Spot[] {
  if (problems.length === 0) return []
  const starts = lineStarts(text)
  const isSecret = problems.some(({ code }) => code.startsWith('personal-data/'))
  return problems.map(({ code, offset, args = {} }) => ({
    code,
    ...position(starts, offset),
    args: isSecret ? withheld(args) : args,
  }))
}

/** Findings quote what was written, and go to public logs; what is about a person must not. */
function withheld(args: Args): Args {
  const isAboutPerson = (value: string | number) => findPersonalData(String(value)).length > 0
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, isAboutPerson(value) ? '…' : value]),
  )
}

/** Without what the text by itself has explained already: unseen characters, and numbers that should not be here. */
function withoutFollowers(
  problems: readonly TextProblem[],
  seen: readonly TextProblem[],
  personal: readonly TextProblem[],
): readonly TextProblem[] {
  const known = new Set(seen.map(({ code, offset }) => `${code} ${offset}`))
  const explained = sortedOffsets([...seen.filter((problem) => !isHarmless(problem)), ...personal])
  return problems.filter(({ code, offset, end = offset }) => {
    const follows = end > offset && holds(explained, offset, end)
    return !follows && !known.has(`${code} ${offset}`)
  })
}

const isAmbiguousWord = ({ code }: Problem): boolean => code === 'yaml/ambiguous-word'

/** Where only certain words will do, it helps more to hear which than that «no» is read in two ways. */
function unlessChoice(yaml: readonly TextProblem[], shape: readonly Problem[]): readonly TextProblem[] {
  const choices = new Set(shape.filter(({ code }) => code === 'schema/choice').map(({ offset }) => offset))
  return yaml.filter((problem) => !isAmbiguousWord(problem) || !choices.has(problem.offset))
}

/** What the schema finds, except where the wrong value is only how a problem already reported shows itself. */
function shapeProblems(
  kind: Kind,
  { data, locate, problems }: ParsedYaml,
  text: string,
  reported: readonly TextProblem[],
  schemaOf: SchemaOf,
): readonly Problem[] {
  const validate = validators[kind]
  if (validate(data)) return []
  const someUnread = problems.some(({ code }) => unreadFields.has(code))
  const offsets = sortedOffsets(reported)
  const beyondWords = sortedOffsets(reported.filter((problem) => !isAmbiguousWord(problem)))
  return schemaFindings(validate.errors ?? [], data, schemaOf(kind), schemaOf).flatMap((finding) => {
    const { offset, end } = locate(finding.at, finding.on)
    if (someUnread && finding.code === 'schema/missing') return []
    const explained = finding.code === 'schema/choice' ? beyondWords : offsets
    if (isAboutValue(finding) && (hiddenCharacter(text.slice(offset, end)) || holds(explained, offset, end)))
      return []
    return [{ code: finding.code, offset, args: finding.args ?? {} }]
  })
}

/** Fields may stand behind these, so nobody can tell which are missing. */
const unreadFields = new Set(['yaml/merge-key', 'yaml/alias', 'yaml/key', 'yaml/directive'])

/** Absence and length are mistakes of their own, whatever else is wrong with a value. */
function isAboutValue({ code }: SchemaFinding): boolean {
  return code !== 'schema/missing' && code !== 'schema/too-long'
}

function sortedOffsets(problems: readonly TextProblem[]): readonly number[] {
  return problems.map(({ offset }) => offset).sort((a, b) => a - b)
}

/** Is one of the sorted offsets within the span (or at its start, when it is empty)? */
function holds(offsets: readonly number[], from: number, end: number): boolean {
  let low = 0
  let high = offsets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offsets[middle] as number) < from) low = middle + 1
    else high = middle
  }
  const next = offsets[low]
  return next !== undefined && (next === from || next < end)
}

/**
 * What is told of a path with personal data in a name, with the name unreadable and everything below it left out;
 * undefined for all other paths.
 */
export function secretName(path: string): Diagnostic | undefined {
  const parts = path.split('/')
  const at = parts.findIndex((part) => findPersonalData(part).length > 0)
  const [datum] = findPersonalData(parts[at] ?? '')
  if (datum === undefined) return undefined
  const file = [...parts.slice(0, at), (parts[at] ?? '').replace(/[\p{L}\p{N}]/gu, '*')].join('/')
  const args = { whatWord: `personalData.${datum.kind}` }
  return { code: 'personal-data/name', severity: 'error', place: { file, line: 1, column: 1 }, args }
}

/** What shows only when escapes are read; placed where the text begins. */
function hiddenPersonalData(
  escaped: readonly Writing[],
  open: readonly TextProblem[],
): readonly TextProblem[] {
  return escaped.flatMap(({ text, offset, end }) => {
    const isSeen = open.some((other) => offset <= other.offset && other.offset < end)
    return isSeen
      ? []
      : personalDataProblems(text)
          .slice(0, 1)
          .map((problem) => ({ ...problem, offset, end }))
  })
}

/** Turns fields named by rules into lines and columns of one file's text. */
export function placesIn(text: string): (at: FieldPath, on?: 'key') => { line: number; column: number } {
  const starts = lineStarts(text)
  const locate = fieldLocator(text)
  return (at, on) => position(starts, locate(at, on).offset)
}
