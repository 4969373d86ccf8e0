/** Spørsmål: the evaluation form asks what the schema asks, in the schema's own words, so that it can never ask otherwise. */
import {
  type JsonSchema,
  type SchemaOf,
  type Spec,
  specOf,
  specWithin,
  textsIn,
  typeOf,
} from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { Language } from '../../model.ts'

/** Spørsmål med svar: one is chosen of the options, or the answer is written where there are none. */
export type QuestionView = {
  readonly title: string
  readonly explanation: string
  readonly options: readonly string[]
}

/** Liste: several answers of the same sort, a row each. A cell without options and text is to be written in. */
export type ListView = {
  readonly title: string
  readonly explanation: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly cells: readonly CellView[] }[]
}

export type CellView = {
  readonly text: string
  readonly hasText: boolean
  readonly options: readonly string[]
}

export type FormView = {
  /** Who answers, and when. */
  readonly about: readonly QuestionView[]
  readonly ratings: readonly QuestionView[]
  readonly texts: readonly QuestionView[]
  readonly lists: readonly ListView[]
}

/** What is known without being asked: which exchange it is, in which language; the day is asked for by the form itself. */
const known: ReadonlySet<string> = new Set(['exchange', 'date', 'language'])

/** Rows for what nobody can know beforehand. */
const blankRows = 2

/** The learning goals fill the rows of the list that asks of them. */
export function evaluationForm(
  schemaOf: SchemaOf,
  language: Language,
  goals: readonly string[],
  words: Words,
): FormView {
  const reader = new Reader(schemaOf, language, words('material-optional'))
  const whole = specOf('evaluation', schemaOf)
  const fields = reader.fields(whole).filter(({ name }) => !known.has(name))
  const plain = fields.filter(({ spec }) => typeOf(spec.schema) === 'string')
  return {
    about: plain.filter(({ spec }) => spec.schema.enum).map((field) => reader.question(field)),
    ratings: fields
      .filter(({ spec }) => typeOf(spec.schema) === 'object')
      .flatMap(({ spec }) => reader.fields(spec).map((inner) => reader.question(inner))),
    texts: plain.filter(({ spec }) => !spec.schema.enum).map((field) => reader.question(field)),
    lists: fields
      .filter(({ spec }) => typeOf(spec.schema) === 'array')
      .flatMap((field) => reader.list(field, goals) ?? []),
  }
}

type Field = { readonly name: string; readonly spec: Spec; readonly isRequired: boolean }

class Reader {
  readonly schemaOf: SchemaOf
  readonly language: Language
  readonly optional: string

  constructor(schemaOf: SchemaOf, language: Language, optional: string) {
    this.schemaOf = schemaOf
    this.language = language
    this.optional = optional
  }

  fields(spec: Spec): readonly Field[] {
    return Object.keys(spec.schema.properties ?? {}).flatMap((name) => {
      const inner = specWithin(spec, name, this.schemaOf)
      return inner ? [{ name, spec: inner, isRequired: spec.schema.required?.includes(name) ?? false }] : []
    })
  }

  question({ spec: { schema }, isRequired }: Field): QuestionView {
    return { ...this.told(schema, isRequired), options: this.options(schema) }
  }

  told(schema: JsonSchema, isRequired: boolean) {
    const { title = '', description = title } = textsIn(schema, this.language)
    return { title, explanation: isRequired ? description : `${description} ${this.optional}` }
  }

  /** «1: Svært dårlig – det meste manglet»; of words only what they mean. */
  options(schema: JsonSchema): readonly string[] {
    const { enumDescriptions = [] } = textsIn(schema, this.language)
    const isNumber = typeOf(schema) === 'integer'
    const values = isNumber ? numbersIn(schema) : (schema.enum ?? []).map(String)
    return values.map((value, index) => {
      const meaning = enumDescriptions[index] ?? ''
      if (meaning === '') return value
      return isNumber ? `${value}: ${meaning}` : meaning
    })
  }

  list({ spec, isRequired }: Field, goals: readonly string[]): ListView | undefined {
    const item = specWithin(spec, 0, this.schemaOf)
    const fields = item ? this.fields(item) : []
    if (fields.length === 0) return undefined
    const isAboutGoals = fields.some(({ name }) => name === 'goal')
    const given = isAboutGoals ? goals : []
    const rows = given.length > 0 ? given : Array.from({ length: blankRows }, () => '')
    return {
      ...this.told(spec.schema, isRequired),
      columns: fields.map((field) => this.told(field.spec.schema, true).title),
      rows: rows.map((goal) => ({
        cells: fields.map(({ name, spec: { schema } }) => {
          const text = name === 'goal' ? goal : ''
          return { text, hasText: text !== '', options: this.options(schema) }
        }),
      })),
    }
  }
}

function numbersIn({ enum: allowed, minimum = 1, maximum = minimum }: JsonSchema): readonly string[] {
  if (allowed) return allowed.map(String)
  return Array.from({ length: maximum - minimum + 1 }, (_, index) => String(minimum + index))
}
