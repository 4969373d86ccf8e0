import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { resolve, type Spot, schemas, spots, texts } from './schemas.ts'

const kinds = Object.keys(schemas)
const all = kinds.flatMap((kind) => [...spots(kind)])
const resolved = (spot: Spot) => resolve(spot.schema, spot.kind)
const languages = ['nb', 'nn', 'en'] as const

/** The places for which something does not hold; a test expects none. */
const except = (found: Iterable<Spot>, holds: (spot: Spot) => boolean) =>
  [...found].filter((spot) => !holds(spot)).map(({ where }) => where)

const annotations = [
  'x-nn',
  'x-en',
  'enumDescriptions',
  'errorMessage',
  'patternErrorMessage',
  'markdownDescription',
  'defaultSnippets',
  'deprecationMessage',
  'doNotSuggest',
]

test('there is a schema for every kind of file', () => {
  expect(kinds.filter((kind) => kind !== 'common').sort()).toEqual(
    [
      'agency',
      'agreement',
      'assumptions',
      'competences',
      'decision',
      'evaluation',
      'followup',
      'need',
      'offer',
      'policy',
      'programme',
    ].sort(),
  )
})

test('every schema compiles strictly', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true })
  ajv.addVocabulary(annotations)
  addFormats.default(ajv)
  for (const schema of Object.values(schemas)) ajv.addSchema(schema)
  for (const schema of Object.values(schemas)) expect(ajv.getSchema(schema.$id ?? '')).toBeTypeOf('function')
})

describe.each(kinds)('%s', (kind) => {
  const here = all.filter((spot) => spot.kind === kind)

  test('has an address of its own', () => {
    expect(schemas[kind]?.$id).toBe(`https://mobilitet.example.no/schemas/1/${kind}.schema.json`)
  })

  test.each(languages)('explains itself and every property in %s', (language) => {
    const asked = here.filter((spot) => spot.isProperty || spot.where === kind)
    const explained = (spot: Spot) => {
      const { title = '', description = '' } = texts(resolved(spot))[language]
      return (
        title.trim() !== '' &&
        description.trim().length > 10 &&
        !title.endsWith('.') &&
        /[.?}\]]$/.test(description)
      )
    }
    expect(except(asked, explained)).toEqual([])
  })

  test.each(languages)('explains every value of every choice in %s', (language) => {
    const choices = here.filter(({ schema }) => schema.enum)
    const explained = ({ schema }: Spot) => {
      const { enumDescriptions = [], errorMessage } = texts(schema)[language]
      const different = new Set(enumDescriptions).size === schema.enum?.length
      return different && enumDescriptions.length === schema.enum?.length && errorMessage !== undefined
    }
    expect(except(choices, explained)).toEqual([])
  })

  test('says what to write where a pattern or a format refuses', () => {
    const refusing = here.filter(({ schema }) => schema.pattern ?? schema.format)
    const says = ({ schema }: Spot) =>
      languages.every((language) => {
        const { errorMessage, patternErrorMessage } = texts(schema)[language]
        return (schema.pattern ? patternErrorMessage : errorMessage) !== undefined
      })
    expect(except(refusing, says)).toEqual([])
  })

  test('lets no object have keys it does not know', () => {
    const objects = here.filter(({ schema }) => [schema.type].flat().includes('object') || schema.properties)
    expect(except(objects, ({ schema }) => schema.unevaluatedProperties === false)).toEqual([])
  })

  test('limits every text and every list', () => {
    const bounded = ({ schema }: Spot) => {
      const types = [schema.type].flat()
      if (types.includes('array')) return schema.maxItems !== undefined
      if (!types.includes('string')) return true
      return (
        schema.maxLength !== undefined ||
        schema.enum !== undefined ||
        /^\^[^*+]+\$$/.test(schema.pattern ?? '')
      )
    }
    expect(except(here, bounded)).toEqual([])
  })

  test('adds only texts and examples to what it refers to, so that the editor, the validator and the types agree', () => {
    const own = new Set(['$ref', 'title', 'description', 'examples', 'x-nn', 'x-en'])
    expect(
      except(here, ({ schema }) => !schema.$ref || Object.keys(schema).every((key) => own.has(key))),
    ).toEqual([])
  })

  test('has texts either in the definition or where it is used, since the editor shows the innermost', () => {
    const once = (spot: Spot) => {
      const { $ref, title } = spot.schema
      if (!$ref) return true
      const under = resolve({ $ref }, spot.kind)
      return (title === undefined) !== (under.title === undefined)
    }
    expect(except(here, once)).toEqual([])
  })
})

describe('the languages are kept apart', () => {
  const words = (list: string) => new RegExp(`(?<![\\p{L}-])(${list})(?![\\p{L}-])`, 'iu')
  const foreign = {
    nb: words(
      'ikkje|verksemd|verksemda|verksemder|korleis|kva|kven|kvifor|frå|døme|dykk|dykkar|nokon|noko|berre|blei|vart|eit|ein',
    ),
    nn: words(
      'ikke|virksomhet|virksomheten|virksomheter|hvordan|hva|hvem|hvorfor|hvor|fra|eksempel|dere|deres|noen|noe|bare|ble|et|en|skrevet|tilbud|tilbudet|språkene|hvis',
    ),
    en: words('ikke|ikkje|virksomhet|verksemd|eller|og|skriv'),
  }

  test.each(languages)('in %s', (language) => {
    const spoken = (spot: Spot) => {
      const { title, description, enumDescriptions, errorMessage, patternErrorMessage } = texts(spot.schema)[
        language
      ]
      const said = [title, description, enumDescriptions, errorMessage, patternErrorMessage].flat().join('\n')
      // Words in brackets or quotes are examples of what stands in the file or in a Norwegian text.
      return !foreign[language].test(said.replace(/[«“"[][^»”"\]]*[»”"\]]/g, ''))
    }
    expect(except(all, spoken)).toEqual([])
  })
})
