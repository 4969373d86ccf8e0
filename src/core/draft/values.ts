/** From what somebody types to a value, and what is wrong with it while she can still mend it. */
import { noSuchDay } from '../ambiguity.ts'
import type { Args } from '../diagnostic.ts'
import { isOrganisationNumber } from '../organisation-number.ts'
import type { Field, Option } from './fields.ts'
import { headOf } from './wording.ts'

/** Innvending: a finding to be told as `check` tells it, or a sentence of the schema's own. */
export type Objection = { readonly code: string; readonly args: Args } | { readonly sentence: string }

/**
 * The value of a field from what was typed; of a list, from each entry. What cannot be understood is kept as it is
 * written, for whoever judges the whole to find. Undefined when there is no answer.
 */
export function valueFrom(field: Field, typed: readonly string[], options: readonly Option[]): unknown {
  const given = typed.filter((text) => text.trim() !== '')
  if (field.list)
    return given.length > 0 || typed.length > 0
      ? [...new Set(given.map((text) => single(field, text, options)))]
      : undefined
  const last = given.at(-1)
  return last === undefined ? undefined : single(field, last, options)
}

/** Entries of a list on the command line: names with commas between; sentences, which hold commas, one at a time. */
export function entriesIn(field: Field, text: string): readonly string[] {
  const isNames = field.list && (field.value.pattern !== undefined || field.of !== 'text')
  return isNames ? text.split(',').map((entry) => entry.trim()) : [text]
}

const yes = new Set(['true', 'ja', 'yes', 'j', 'y'])
const no = new Set(['false', 'nei', 'no', 'n'])

function single(field: Field, text: string, options: readonly Option[]): unknown {
  const word = text.trim()
  switch (field.of) {
    case 'number':
      return numberFrom(optionCalled(word, options)?.value ?? word) ?? text
    case 'truth':
      return yes.has(word.toLowerCase()) ? true : no.has(word.toLowerCase()) ? false : text
    case 'date':
      return dateFrom(word)
    default:
      if (isNumberOfOrganisation(field) && options.length === 0) return word.replaceAll(/\s/g, '')
      return options.length > 0 ? (optionCalled(word, options)?.value ?? word) : text
  }
}

function numberFrom(word: string): number | undefined {
  return /^-?\d{1,15}(?: ?%)?$/.test(word) ? Number.parseInt(word, 10) : undefined
}

/** People write the nine digits in threes. */
function isNumberOfOrganisation({ value }: Field): boolean {
  return value.pattern === '^[0-9]{9}$'
}

/** 1.3.2027 as people write it is 2027-03-01. */
function dateFrom(word: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(word) ?? []
  return year === '' ? word : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function optionCalled(word: string, options: readonly Option[]): Option | undefined {
  const same = (one: string) => one.toLowerCase() === word.toLowerCase()
  return (
    options.find(({ value }) => value === word) ??
    options.find(({ value, label, also = [] }) => [value, label, headOf(label), ...also].some(same))
  )
}

/** What is wrong with an answer by itself. */
export function objectionTo(field: Field, value: unknown): Objection | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value)) return objectionToOne(field, value)
  const { minItems = 0, maxItems = Number.MAX_SAFE_INTEGER } = field.schema
  const key = field.title
  if (value.length < minItems) return { code: 'schema/too-few', args: { key, limit: minItems } }
  if (value.length > maxItems) return { code: 'schema/too-many', args: { key, limit: maxItems } }
  return value.map((one) => objectionToOne(field, one)).find((objection) => objection !== undefined)
}

function objectionToOne(field: Field, value: unknown): Objection | undefined {
  if (field.of === 'number') return objectionToNumber(field, value)
  if (typeof value !== 'string') return undefined
  const { minLength = 0, maxLength = Number.MAX_SAFE_INTEGER, pattern, format } = field.value
  const key = field.title
  if (field.of === 'date' && noSuchDay(value)) return { code: 'dates/no-such-day', args: { date: value } }
  if (pattern && !new RegExp(pattern, 'u').test(value)) return { sentence: field.form }
  if (format === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value)) return { sentence: field.form }
  if (isNumberOfOrganisation(field) && !isOrganisationNumber(value))
    return { code: 'identity/organisation-number', args: { number: value } }
  const length = [...value].length
  if (length < minLength) return { code: 'schema/too-short', args: { key, limit: minLength } }
  if (length > maxLength) return { code: 'schema/too-long', args: { key, limit: maxLength, length } }
  return undefined
}

function objectionToNumber(
  { title: key, value: { minimum, maximum } }: Field,
  value: unknown,
): Objection | undefined {
  if (typeof value !== 'number')
    return {
      code: 'schema/type',
      args: { key, expectedWord: 'type.integer', foundWord: 'type.found.string' },
    }
  const wrong = (comparison: string, limit: number): Objection => ({
    code: 'schema/out-of-range',
    args: { key, limit, comparisonWord: `comparison.${comparison}` },
  })
  if (minimum !== undefined && value < minimum) return wrong('>=', minimum)
  if (maximum !== undefined && value > maximum) return wrong('<=', maximum)
  return undefined
}

/** Neighbours in a group of which the first must not come after the second. */
const pairs: Readonly<Record<string, string>> = { to: 'from', max: 'min', maxWeeks: 'minWeeks' }

/** What is wrong with an answer because of the one before it: a last day before the first, a most below a least. */
export function objectionToOrder(
  field: Field,
  value: unknown,
  fields: readonly Field[],
  answers: ReadonlyMap<string, unknown>,
): Objection | undefined {
  const steps = field.path.split('.')
  const neighbour = [...steps.slice(0, -1), pairs[steps.at(-1) ?? ''] ?? ''].join('.')
  const first = answers.get(neighbour)
  const title = fields.find(({ path }) => path === neighbour)?.title ?? ''
  if (field.of === 'date' && typeof first === 'string' && typeof value === 'string' && first > value) {
    return {
      code: 'dates/order',
      args: { earlier: title, earlierDate: first, later: field.title, laterDate: value },
    }
  }
  if (field.of === 'number' && typeof first === 'number' && typeof value === 'number' && first > value) {
    return {
      code: 'numbers/order',
      args: { low: title, lowNumber: first, high: field.title, highNumber: value },
    }
  }
  return undefined
}

/** Characters that come along unseen from documents and web pages, and mean nothing: soft hyphens, marks, line ends. */
const stowaways = /[\u00AD\u200B\u2060\uFEFF]/g

/** What was typed or pasted into a question, as it was meant. */
export function tidied(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll('\u2028', '\n')
    .replaceAll(stowaways, '')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trim()
}

/** One entry per line, without the bullets and numbers of the list it was copied from. */
export function linesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•–▪◦]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
}
