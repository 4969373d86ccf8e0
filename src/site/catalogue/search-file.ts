/** Søkefil: all entries of the catalogue in as few letters as possible, for the script. One file for each language. */
import type { Concept, Form, Language, Registration } from '../../core/model.ts'
import { type Entry, type Standing, standings, type Vocabulary, type WordGroup, wordGroups } from './entry.ts'

/** What stands often is written once and named by its place in a list. */
export type SearchFile = {
  readonly notice: string
  readonly language: Language
  readonly agencies: readonly (readonly [slug: string, short: string, full: string])[]
  readonly areas: readonly (readonly [id: string, label: string, broader: number, synonyms: string])[]
  readonly places: readonly string[]
  readonly words: Readonly<Record<WordGroup, Readonly<Record<string, string>>>>
  readonly entries: readonly Row[]
}

type Row = readonly [
  agency: number,
  slug: string,
  kind: number,
  title: string,
  language: number,
  areas: readonly number[],
  forms: readonly number[],
  from: string,
  to: string,
  place: number,
  presence: number,
  level: number,
  standing: number,
  proposed: number,
  unit: string,
  background: string,
  goals: readonly string[],
]

const kinds = ['need', 'offer'] as const
const languages = ['nb', 'nn', 'en'] as const
const forms = ['secondment', 'short-exchange', 'rotation'] as const
const presences = ['on-site', 'hybrid', 'digital'] as const
const levels = ['employee', 'specialist', 'manager', 'senior-manager'] as const

const values: Readonly<Record<WordGroup, readonly string[]>> = {
  kind: kinds,
  form: forms,
  presence: presences,
  level: levels,
  standing: standings,
}

export function searchFile(
  entries: readonly Entry[],
  vocabulary: Vocabulary,
  competences: ReadonlyMap<string, Concept>,
  notice: string,
): SearchFile {
  const agencies = listed(entries.map(({ agency }) => agency))
  const areas = listed([...competences.keys(), ...entries.flatMap((entry) => entry.areas)])
  const places = listed(entries.map(({ municipality }) => municipality))
  const at = (list: ReadonlyMap<string, number>, value: string): number => list.get(value) ?? -1
  return {
    notice,
    language: vocabulary.language,
    agencies: [...agencies.keys()].map((slug) => {
      const { short, full } = vocabulary.agency(slug)
      return [slug, short, full]
    }),
    areas: [...areas.keys()].map((id) => {
      const { label, broader, synonyms } = vocabulary.area(id)
      return [id, label, at(areas, broader[0] ?? ''), synonyms.join('|')]
    }),
    places: [...places.keys()],
    words: Object.fromEntries(
      wordGroups.map((group) => [
        group,
        Object.fromEntries(values[group].map((value) => [value, vocabulary.word(group, value)])),
      ]),
    ) as SearchFile['words'],
    entries: entries.map((entry) => [
      at(agencies, entry.agency),
      entry.slug,
      kinds.indexOf(entry.kind),
      entry.title,
      languages.indexOf(entry.language),
      entry.areas.map((id) => at(areas, id)),
      entry.forms.map((form) => forms.indexOf(form)),
      entry.from,
      entry.to,
      at(places, entry.municipality),
      presences.indexOf(entry.presence),
      levels.indexOf(entry.level),
      standings.indexOf(entry.standing),
      entry.proposed ? 1 : 0,
      entry.unit,
      entry.background,
      entry.goals,
    ]),
  }
}

/** Each value once, with its place in the list. */
function listed(all: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(all)].map((value, at) => [value, at]))
}

/** The other way: entries and their words from the file. What the file does not have becomes the first of its kind. */
export function entriesIn(file: SearchFile): readonly Entry[] {
  return file.entries.map((row) => {
    const [agency, slug, kind, title, language, areas, own, from, to] = row
    const [, , , , , , , , , place, presence, level, standing, proposed, unit, background, goals] = row
    return {
      agency: file.agencies[agency]?.[0] ?? '',
      ...{ slug, title, from, to, unit, background, goals },
      kind: kinds[kind] ?? ('need' satisfies Registration['kind']),
      language: languages[language] ?? 'nb',
      areas: areas.flatMap((area) => file.areas[area]?.[0] ?? []),
      forms: own.flatMap((form): readonly Form[] => (forms[form] ? [forms[form]] : [])),
      municipality: file.places[place] ?? '',
      presence: presences[presence] ?? 'on-site',
      level: levels[level] ?? 'employee',
      standing: standings[standing] ?? ('open' satisfies Standing),
      proposed: proposed === 1,
    }
  })
}

export function vocabularyIn({ language, agencies, areas, words }: SearchFile): Vocabulary {
  const names = new Map(agencies.map(([slug, short, full]) => [slug, { short, full }]))
  const known = new Map(
    areas.map(([id, label, , synonyms], at) => [
      id,
      { label, broader: above(areas, at), synonyms: synonyms === '' ? [] : synonyms.split('|') },
    ]),
  )
  return {
    language,
    agency: (slug) => names.get(slug) ?? { short: slug, full: '' },
    area: (id) => known.get(id) ?? { label: id, broader: [], synonyms: [] },
    word: (group, value) => words[group][value] ?? value,
  }
}

function above(areas: SearchFile['areas'], from: number): readonly string[] {
  const found: string[] = []
  for (let at = areas[from]?.[2] ?? -1; at >= 0 && found.length < areas.length; at = areas[at]?.[2] ?? -1) {
    const id = areas[at]?.[0] ?? ''
    if (found.includes(id)) break
    found.push(id)
  }
  return found
}
