/** The files that the catalogue's script fetches, one for each language. */
import type { Language } from '../../core/model.ts'
import type { SiteFacts, SiteFile } from '../model.ts'
import { listingOf } from './listing.ts'
import { vocabularyOf } from './names.ts'
import { searchFile } from './search-file.ts'

const languages: readonly Language[] = ['nb', 'nn']

export function searchFiles(facts: SiteFacts): readonly SiteFile[] {
  const entries = listingOf(facts).map(({ entry }) => entry)
  return languages.map((language) => {
    const vocabulary = vocabularyOf({ facts, language, words: facts.speakers[language].words })
    const notice = facts.programme.settings?.notice?.[language] ?? ''
    const file = searchFile(entries, vocabulary, facts.programme.competences, notice)
    return { path: `data/sok.${language}.json`, content: JSON.stringify(file) }
  })
}
