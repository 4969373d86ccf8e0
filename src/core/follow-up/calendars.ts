/** Kalendere: one for each agreement, each agency that takes part in one, and each round, in the languages they read. */
import { compare } from '../diagnostic.ts'
import type { Words } from '../messages.ts'
import type { Language, Programme } from '../model.ts'
import { nameOf } from '../report/matching-sentences.ts'
import { answersFor } from '../succession.ts'
import { type CalendarScene, calendarText } from './calendar.ts'
import type { Milestone } from './milestone.ts'

export type CalendarFile = { readonly path: string; readonly text: string }

type Part = {
  readonly path: string
  readonly name: (language: Language) => string
  readonly languages: readonly Language[]
  readonly has: (milestone: Milestone) => boolean
}

/** Those of nothing are left out. Sorted by path. */
export function calendarsOf(
  milestones: readonly Milestone[],
  programme: Programme,
  wordsOf: (language: Language) => Words,
  revisionOf: CalendarScene['revisionOf'],
): readonly CalendarFile[] {
  const parts = [...agreements(programme), ...agencies(programme), ...rounds(programme)]
  return parts
    .flatMap((part) => {
      const own = milestones.filter(part.has)
      if (own.length === 0) return []
      return part.languages.map((language) => {
        const name = wordsOf(language)('follow-up-calendar', { name: part.name(language) })
        const scene = { name, programme, language, words: wordsOf(language), revisionOf }
        return { path: `${part.path}.${language}.ics`, text: calendarText(own, scene) }
      })
    })
    .sort((a, b) => compare(a.path, b.path))
}

function agreements({ agreements }: Programme): readonly Part[] {
  return Array.from(agreements.values(), ({ id, title, languages }) => ({
    path: `agreements/${id}`,
    name: () => title,
    languages,
    has: ({ agreement }) => agreement === id,
  }))
}

/** A calendar of an agency holds what others in its agreements do as well: the talks are held together. */
function agencies(programme: Programme): readonly Part[] {
  const isParty = (slug: string, id: string) =>
    programme.agreements
      .get(id)
      ?.parties.some(({ agency }) => answersFor(slug, agency, programme.agencies)) ?? false
  return Array.from(programme.agencies.values(), ({ slug, language }) => ({
    path: `agencies/${slug}`,
    name: () => nameOf(slug, programme),
    languages: [language],
    has: ({ agreement }) => isParty(slug, agreement),
  }))
}

function rounds({ settings, agreements }: Programme): readonly Part[] {
  return (settings?.rounds ?? []).map(({ id, name }) => ({
    path: `rounds/${id}`,
    name: (language) => name[language],
    languages: settings?.languages ?? [],
    has: ({ agreement }) => agreements.get(agreement)?.round === id,
  }))
}
