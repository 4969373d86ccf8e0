/**
 * Fagord: what the competence list says about words. Its names and synonyms, in all languages, mean an area; a word
 * that occurs in the names of one area only points to that area, also when it stands alone.
 */
import { compare } from '../../diagnostic.ts'
import type { Concept, Language } from '../../model.ts'
import { tells, words } from './words.ts'

/** A word as it is compared. */
type KeyOf = (word: string) => string

export type Areas = {
  /** Area by the keys of a name's words, with a space between. */
  readonly named: ReadonlyMap<string, string>
  /** How many words the longest name has that begins with a key: most words begin none. */
  readonly longest: ReadonlyMap<string, number>
  /** Area by the key of a word. */
  readonly hinted: ReadonlyMap<string, string>
  /** What an area belongs to. */
  readonly broader: ReadonlyMap<string, string>
}

const norwegian: readonly Language[] = ['nb', 'nn']

/** Of areas with the same name the one whose id comes first counts, whatever the order of the list. */
export function readAreas(concepts: readonly Concept[], keyOf: KeyOf): Areas {
  const list = [...concepts].sort((a, b) => compare(a.id, b.id))
  const named = new Map<string, string>()
  for (const concept of list) {
    for (const name of names(concept, [...norwegian, 'en'])) {
      const key = name.map(keyOf).join(' ')
      if (key !== '' && !named.has(key)) named.set(key, concept.id)
    }
  }
  return {
    named,
    longest: longestOf(named.keys()),
    hinted: hints(list, keyOf),
    broader: new Map(list.flatMap(({ id, broader }) => (broader ? [[id, broader]] : []))),
  }
}

function longestOf(names: Iterable<string>): ReadonlyMap<string, number> {
  const longest = new Map<string, number>()
  for (const name of names) {
    const [first = '', ...others] = name.split(' ')
    longest.set(first, Math.max(longest.get(first) ?? 0, 1 + others.length))
  }
  return longest
}

/** What compounds are known to be made of: the words of all Norwegian names, compared by `keyOf`. */
export function vocabularyOf(concepts: readonly Concept[], keyOf: KeyOf): ReadonlySet<string> {
  return new Set(concepts.flatMap((one) => names(one, norwegian).flat()).map(keyOf))
}

/** The words of each of a concept's names and synonyms. */
function names({ label, synonyms }: Concept, languages: readonly Language[]): readonly (readonly string[])[] {
  return languages.flatMap((language) =>
    [label[language] ?? [], synonyms?.[language] ?? []].flat().map(words),
  )
}

function hints(list: readonly Concept[], keyOf: KeyOf): ReadonlyMap<string, string> {
  const areasOf = new Map<string, Set<string>>()
  for (const concept of list) {
    for (const word of names(concept, norwegian).flat().filter(tells)) {
      const key = keyOf(word)
      areasOf.set(key, (areasOf.get(key) ?? new Set()).add(concept.id))
    }
  }
  return new Map([...areasOf].flatMap(([key, [area, another]]) => (area && !another ? [[key, area]] : [])))
}
