/** Navn: what may be chosen, by every name people have for it: in bokmål, nynorsk and English, short names and numbers. */
import { mayBeElsewhere, optionsFor } from '../draft/choices.ts'
import type { Field, Option } from '../draft/fields.ts'
import { slugOf } from '../draft/place.ts'
import { headOf } from '../draft/wording.ts'
import type { SchemaOf } from '../json-schema.ts'
import type { IsoDate, Language, Programme } from '../model.ts'
import { nearest } from '../nearest.ts'
import { languages, type RegistrationKind, registrationKinds, sheetFields } from './columns.ts'
import { folded } from './spaces.ts'

/** Finds what a name stands for. */
export type Names = {
  readonly find: (name: string) => string | undefined
  /** As it is called, near what was written. */
  readonly near: (name: string) => string | undefined
}

/** Bok: every field of a kind of registration, in every language, with the names of what may be chosen in it. */
export type Book = {
  readonly fields: ReadonlyMap<string, Field>
  readonly names: ReadonlyMap<string, Names>
  /** What a value is called in a cell. */
  readonly shown: (path: string, value: string, language: Language) => string
  readonly titles: Readonly<Record<Language, ReadonlyMap<string, Field>>>
}

export type Books = Readonly<Record<RegistrationKind, Book>> & { readonly agencies: Names }

export function booksFor(programme: Programme, schemaOf: SchemaOf, today: IsoDate): Books {
  const [need, offer] = registrationKinds.map((kind) => bookFor(kind, programme, schemaOf, today))
  if (!need || !offer) throw new Error('a kind of registration is missing')
  return { need, offer, agencies: agencyNames(programme) }
}

function bookFor(kind: RegistrationKind, programme: Programme, schemaOf: SchemaOf, today: IsoDate): Book {
  const byLanguage = languages.map((language) => {
    const fields = sheetFields(kind, language, schemaOf)
    const options = fields.map(
      (field) => [field.path, optionsFor(field, { programme, language, today })] as const,
    )
    return { language, fields: byPath(fields), options: new Map(options) }
  })
  const [main] = byLanguage
  const fields = main?.fields ?? new Map<string, Field>()
  const names = new Map<string, Names>()
  for (const [path, field] of fields) {
    const options = byLanguage.flatMap((one) => one.options.get(path) ?? [])
    const isAgency = mayBeElsewhere(field)
    if (isAgency) names.set(path, agencyNames(programme))
    else if (options.length > 0) names.set(path, namesOf(options))
  }
  const labels = new Map(
    byLanguage.map((one) => [one.language, labelsIn(one.options, one.fields, programme)]),
  )
  return {
    fields,
    names,
    shown: (path, value, language) => labels.get(language)?.get(path)?.get(value) ?? value,
    titles: {
      nb: byLanguage[0]?.fields ?? new Map(),
      nn: byLanguage[1]?.fields ?? new Map(),
      en: byLanguage[2]?.fields ?? new Map(),
    },
  }
}

function byPath(fields: readonly Field[]): ReadonlyMap<string, Field> {
  return new Map(fields.map((field) => [field.path, field]))
}

/** What each value is called; of two with one name, neither is. Agencies are called by their short names. */
function labelsIn(
  options: ReadonlyMap<string, readonly Option[]>,
  fields: ReadonlyMap<string, Field>,
  { agencies }: Programme,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    [...options].map(([path, all]) => {
      const field = fields.get(path)
      const called = all.map(({ value, label }) => {
        const agency = field && mayBeElsewhere(field) ? agencies.get(value)?.shortName : undefined
        return [value, agency ?? headOf(label)] as const
      })
      const isShared = (name: string) =>
        called.filter(([value, other]) => folded(other) === folded(name) || folded(value) === folded(name))
          .length > 1
      return [
        path,
        new Map(called.map(([value, name]) => [value, isShared(name) || /[;\n]/.test(name) ? value : name])),
      ]
    }),
  )
}

/** Names of the first kind win over those of the second; a name for two things stands for neither. */
function namesOf(options: readonly Option[]): Names {
  return finder([
    options.map(({ value }) => [value, value]),
    options.map(({ value, label }) => [label, value]),
    options.map(({ value, label }) => [headOf(label), value]),
    options.flatMap(({ value, also = [] }) => also.map((name) => [name, value] as const)),
  ])
}

/** By folder, short name, name in any language, and number; of those that have left too, for whoever judges to say so. */
function agencyNames({ agencies }: Programme): Names {
  const all = [...agencies.values()]
  const names = finder([
    all.map(({ slug }) => [slug, slug]),
    all.map(({ shortName, slug }) => [shortName, slug]),
    all.flatMap(({ name, slug }) =>
      Object.values<string>({ ...name }).map((called) => [called, slug] as const),
    ),
    all.map(({ organisationNumber, slug }) => [organisationNumber, slug]),
    all.flatMap(({ name, shortName, slug }) =>
      Object.values<string>({ ...name }).map((called) => [`${called} (${shortName})`, slug] as const),
    ),
  ])
  return {
    near: names.near,
    find: (name) =>
      names.find(name) ??
      names.find(name.replaceAll(/\s/g, '')) ??
      names.find(name.replace(/\s*\([^)]*\)$/, '')),
  }
}

type Named = readonly (readonly [name: string, value: string])[]

function finder(tiers: readonly Named[]): Names {
  const known = new Map<string, string | undefined>()
  const [exact, loose] = [tiersBy(tiers, folded), tiersBy(tiers, slugOf)]
  const called = new Map<string, string>()
  for (const [name] of [...tiers.slice(1), ...tiers.slice(0, 1)].flat())
    if (!called.has(folded(name))) called.set(folded(name), name)
  const words = [...called.keys()]
  const near = new Map<string, string | undefined>()
  return {
    find(name) {
      if (!known.has(name)) known.set(name, exact.get(folded(name)) ?? loose.get(slugOf(name)))
      return known.get(name)
    },
    near(name) {
      if (!near.has(name)) near.set(name, called.get(nearest(folded(name), words) ?? ''))
      return near.get(name)
    },
  }
}

function tiersBy(
  tiers: readonly Named[],
  key: (name: string) => string,
): ReadonlyMap<string, string | undefined> {
  const all = new Map<string, string | undefined>()
  for (const tier of tiers) {
    const mine = new Map<string, string | undefined>()
    for (const [name, value] of tier) {
      const word = key(name)
      if (word === '') continue
      mine.set(word, mine.has(word) && mine.get(word) !== value ? undefined : value)
    }
    for (const [word, value] of mine) if (!all.has(word)) all.set(word, value)
  }
  return all
}
