/** Mottakere: which language a text on GitHub is written in. */
import type { Language, Programme } from '../model.ts'

/** That of the first of these agencies that has one; the programme's first language when none has. */
export function languageOf(agencies: Iterable<string>, ...programmes: readonly Programme[]): Language {
  for (const slug of agencies) {
    for (const programme of programmes) {
      const language = programme.agencies.get(slug)?.language
      if (language) return language
    }
  }
  return programmes.flatMap(({ settings }) => settings?.languages ?? [])[0] ?? 'nb'
}
