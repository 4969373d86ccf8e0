/**
 * One file by itself: bytes in, a record or findings out. Depends on nothing but the bytes and the kind, so its result
 * may be remembered for as long as neither they nor this toolkit change.
 */
import type { Args, FieldPath, Finding } from './diagnostic.ts'
import { fileRules } from './file-rules.ts'
import * as validators from './generated/validators.js'
import type { Kind } from './kinds.ts'
import { findPersonalData, type PersonalDatumKind } from './personal-data.ts'
import { type SchemaOf, schemaFindings } from './schema-findings.ts'
import { decode, lineStarts, position, type TextProblem } from './text.ts'
import { fieldLocator, parseYaml } from './yaml.ts'

/** A finding whose place in the file is known; the file's name is added by whoever knows it. */
export type Spot = { readonly code: string; readonly line: number; readonly column: number; readonly args: Args }

export type Reading = {
  /** The record as written; undefined when the file cannot be trusted to say what its author meant. */
  readonly data: unknown
  readonly spots: readonly Spot[]
}

export function read(kind: Kind | undefined, bytes: Uint8Array, schemaOf: SchemaOf): Reading {
  const { text, problems } = decode(bytes)
  const starts = lineStarts(text)
  const spot = ({ code, offset, args }: TextProblem): Spot => ({ code, ...position(starts, offset), args: args ?? {} })
  const found = [...problems, ...personalData(text)]
  if (problems.some(({ code }) => unreadable.has(code)) || kind === undefined) {
    return { data: undefined, spots: found.map(spot) }
  }
  const parsed = parseYaml(text)
  const spots = [...found, ...parsed.problems].map(spot)
  if (parsed.data === undefined || parsed.problems.some(({ code }) => code === 'yaml/not-a-form')) {
    return { data: undefined, spots }
  }
  const shape = shapeFindings(kind, parsed.data, schemaOf)
  if (shape.length > 0) spots.push(...withoutFollowers(shape, parsed.problems, text, starts))
  const trusted = parsed.problems.length === 0 && shape.length === 0 && problems.every(isHarmless)
  return { data: trusted ? parsed.data : undefined, spots }
}

const unreadable = new Set(['file/too-large', 'file/not-utf8', 'file/byte-order-mark'])
const warnings = new Set(fileRules.filter(({ severity }) => severity !== 'error').map(({ code }) => code))
const isHarmless = ({ code }: TextProblem): boolean => warnings.has(code)

function shapeFindings(kind: Kind, data: unknown, schemaOf: SchemaOf): readonly ShapeFinding[] {
  const validate = validators[kind]
  return validate(data) ? [] : schemaFindings(validate.errors ?? [], data, schemaOf(kind), schemaOf)
}

type ShapeFinding = Omit<Finding, 'file'> & { readonly code: string }

/** A word YAML itself reads wrongly has been reported already; its wrong type only follows from that. */
function withoutFollowers(
  findings: readonly ShapeFinding[],
  reported: readonly TextProblem[],
  text: string,
  starts: readonly number[],
): readonly Spot[] {
  const locate = fieldLocator(text)
  const taken = new Set(reported.map(({ offset }) => offset))
  return findings.flatMap(({ code, at, on, args }) => {
    const offset = locate(at, on)
    return taken.has(offset) ? [] : [{ code, ...position(starts, offset), args: args ?? {} }]
  })
}

const personalDataCodes: Record<PersonalDatumKind, string> = {
  'national-identity-number': 'personal-data/identity-number',
  'd-number': 'personal-data/identity-number',
  'help-number': 'personal-data/identity-number',
  'synthetic-identity-number': 'personal-data/identity-number',
  'private-email': 'personal-data/private-email',
  'phone-number': 'personal-data/phone-number',
  'bank-account': 'personal-data/bank-account',
}

/** Code and place only: the value itself must never reach a log. */
function personalData(text: string): readonly TextProblem[] {
  return findPersonalData(text).map(({ kind, offset }) => ({
    code: personalDataCodes[kind],
    offset,
    args: { whatWord: `personalData.${kind}` },
  }))
}

/** Turns fields named by rules into lines and columns of one file's text. */
export function placesIn(text: string): (at: FieldPath, on?: 'key') => { line: number; column: number } {
  const starts = lineStarts(text)
  const locate = fieldLocator(text)
  return (at, on) => position(starts, locate(at, on))
}
