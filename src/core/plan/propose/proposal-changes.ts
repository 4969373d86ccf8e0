/** Endringer: what has changed in the registrations behind a proposal, field by field, as people write it. */
import { compare } from '../../diagnostic.ts'
import { type Chooser, optionsFor } from '../../draft/choices.ts'
import { type Field, fieldsOf } from '../../draft/fields.ts'
import { headOf } from '../../draft/wording.ts'
import type { SchemaOf } from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { IsoDate, Language, Programme, Registration } from '../../model.ts'
import { formatDate, formatList } from '../../render/formatted.ts'
import { inert } from '../../report/markdown.ts'
import { registration, type Teller } from '../../report/matching-lines.ts'
import { shortened } from '../../text.ts'
import { table } from '../prose.ts'

/** Endring: one field of one registration, told before and after. */
export type FieldChange = {
  readonly registration: string
  readonly field: string
  readonly before: string
  readonly after: string
}

/** Two states of the same registrations. */
export type Change = {
  readonly before: Programme
  readonly after: Programme
  readonly members: readonly string[]
}

/** What is repeated or signed for anew says nothing new. */
const told = (field: Field): boolean => !/^(?:confirmed|matchingHelp|anchoring\.)/.test(field.path)

/** What does not count when a decline is judged: it is only told. */
const onlyTold: ReadonlySet<string> = new Set(['title', 'language', 'unit', 'background', 'ground'])

/** `decisive` leaves out what is only told. Registrations that were not there before have no changes. */
export function fieldChanges(
  { before, after, members }: Change,
  { decisive }: { readonly decisive: boolean },
  schemaOf: SchemaOf,
  teller: Teller,
  today: IsoDate,
): readonly FieldChange[] {
  return members.flatMap((id) => {
    const [was, is] = [before.registrations.get(id), after.registrations.get(id)]
    if (!was || !is) return []
    const fields = fieldsOf({ kind: is.kind, language: teller.language, schemaOf })
    return fields
      .filter((field) => told(field) && !(decisive && onlyTold.has(field.path)))
      .flatMap((field) => changeOf(field, was, is, teller, today))
  })
}

function changeOf(
  field: Field,
  was: Registration,
  is: Registration,
  teller: Teller,
  today: IsoDate,
): readonly FieldChange[] {
  const [one, other] = [valueAt(was, field.path), valueAt(is, field.path)]
  if (settled(one) === settled(other)) return []
  const chooser = { programme: teller.programme, language: teller.language, today }
  return [
    {
      registration: registration(is.id, teller),
      field: nameOf(field),
      before: shown(one, field, chooser, teller.words),
      after: shown(other, field, chooser, teller.words),
    },
  ]
}

/** «Når passer det? Fra og med», but only «Høyeste stillingsprosent». */
function nameOf({ title, group }: Field): string {
  const says = group && title.toLowerCase().includes(group.title.toLowerCase())
  if (!group || says) return title
  return /[?.!]$/.test(group.title) ? `${group.title} ${title}` : `${group.title}: ${title.toLowerCase()}`
}

function valueAt(one: Registration, path: string): unknown {
  let value: unknown = one
  for (const step of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
  }
  return value
}

/** The order of a list is no change, nor is where a line is broken. */
function settled(value: unknown): string {
  if (Array.isArray(value)) return value.map(settled).sort(compare).join('\n')
  return String(value ?? '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}

const longestValue = 200

function shown(value: unknown, field: Field, chooser: Chooser, words: Words): string {
  const values = [value].flat().filter((one) => one !== undefined && one !== null && one !== '')
  if (values.length === 0) return words('propose-empty')
  const options = optionsFor(field, chooser)
  const spoken = values.map((one) => {
    const option = options.find(({ value }) => value === one)
    if (option) return headOf(option.label)
    return field.of === 'date' ? formatDate(String(one), chooser.language) : String(one)
  })
  return shortened(formatList(spoken, chooser.language), longestValue)
}

/** A table of the changes, made of what people wrote. */
export function changeTable(changes: readonly FieldChange[], words: Words): string {
  const head = ['where', 'field', 'before', 'after'].map((column) => words(`propose-column-${column}`))
  const rows = changes.map(({ registration, field, before, after }) =>
    [registration, field, before, after].map(inert),
  )
  return table(head, rows)
}

/** The language a vocabulary speaks. */
export function tellerOf(programme: Programme, words: Words): Teller {
  return { programme, words, language: words('report-language') as Language }
}
