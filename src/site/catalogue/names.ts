/** Navn: what entries point to, as the programme and the messages name it. */
import type { Words } from '../../core/messages.ts'
import type { Concept, Language, Programme } from '../../core/model.ts'
import type { Scene } from '../model.ts'
import type { Vocabulary, WordGroup } from './entry.ts'

const keys: Readonly<Record<WordGroup, string>> = {
  kind: 'site-kind',
  form: 'form',
  presence: 'site-presence',
  level: 'match-level',
  standing: 'site-standing',
}

export function vocabularyOf({
  facts,
  language,
  words,
}: Pick<Scene, 'facts' | 'language' | 'words'>): Vocabulary {
  return vocabularyIn(facts.programme, language, words)
}

function vocabularyIn({ agencies, competences }: Programme, language: Language, words: Words): Vocabulary {
  return {
    language,
    agency(slug) {
      const agency = agencies.get(slug)
      return { short: agency?.shortName ?? slug, full: agency?.name[language] ?? agency?.name.nb ?? '' }
    },
    area(id) {
      const concept = competences.get(id)
      return {
        label: concept?.label[language] ?? id,
        broader: broaderThan(id, competences),
        synonyms: concept?.synonyms?.[language] ?? [],
      }
    },
    word: (group, value) => words(`${keys[group]}-${value}`),
  }
}

/** The nearest first. A circle is somebody else's finding; here it only ends the way up. */
export function broaderThan(id: string, concepts: ReadonlyMap<string, Concept>): readonly string[] {
  const found = new Set<string>()
  for (let at = concepts.get(id)?.broader; at && at !== id && !found.has(at); at = concepts.get(at)?.broader)
    found.add(at)
  return [...found]
}

/** Sorts by what people read, as the language does. */
export function byLabel(language: Language): (a: { label: string }, b: { label: string }) => number {
  const collator = new Intl.Collator(language === 'en' ? 'en-GB' : 'nb', { numeric: true })
  return (a, b) => collator.compare(a.label, b.label)
}
