/** Reasons and obstacles as sentences. Where matching speaks of an id, people read a name. */
import type { Args } from '../diagnostic.ts'
import type { Words } from '../messages.ts'
import type { Concept, Language, NearMiss, Programme, Reason } from '../model.ts'
import { formatDate, formatList } from '../render/formatted.ts'

/** «NVE ønsker kompetanse i «Klarspråk», og Helsedirektoratet kan dele den.» */
export function reasonSentence({ part, args }: Reason, programme: Programme, words: Words): string {
  return words(`match-reason-${part}-${args.how}`, spoken(args, programme, words))
}

type Failed = NearMiss['failed'][number]

/** «Periodene overlapper 3 uker; det trengs minst 8.» */
export function obstacleSentence({ constraint, args }: Failed, programme: Programme, words: Words): string {
  const how = args.how
  const key = how === undefined ? `match-failed-${constraint}` : `match-failed-${constraint}-${how}`
  return words(key, spoken(args, programme, words))
}

/**
 * A near miss, one sentence per obstacle, each saying with whom. `of` is the registration it is told to; without it
 * both are named.
 */
export function nearMissSentences(
  miss: NearMiss,
  programme: Programme,
  words: Words,
  of?: string,
): readonly string[] {
  const known = miss.id.split('--').flatMap((id) => programme.registrations.get(id) ?? [])
  const names = known.filter(({ id }) => id !== of).map(({ agency }) => nameOf(agency, programme))
  return miss.failed.map((failed) => `${names.join(' – ')}: ${obstacleSentence(failed, programme, words)}`)
}

/** The short name of an agency; its folder as long as it has none. */
export function nameOf(agency: string, { agencies }: Programme): string {
  return agencies.get(agency)?.shortName ?? agency
}

type Translation = (value: string, programme: Programme, words: Words) => string

const agency: Translation = (slug, programme) => nameOf(slug, programme)

const concepts =
  (list: (programme: Programme) => ReadonlyMap<string, Concept>): Translation =>
  (ids, programme, words) => {
    const language = words('report-language') as Language
    const names = ids.split(' ').map((id) => list(programme).get(id)?.label[language] ?? id)
    const quoted = [...new Set(names)].map((name) => words('match-quoted', { name }))
    return formatList(quoted, language)
  }

const vocabulary =
  (prefix: string): Translation =>
  (values, _programme, words) =>
    formatList(
      values.split(' ').map((value) => words(`${prefix}-${value}`)),
      words('report-language') as Language,
    )

const competences = concepts((programme) => programme.competences)
const date: Translation = (value, _programme, words) =>
  formatDate(value, words('report-language') as Language)

/** What the arguments of reasons and obstacles are ids of. The others are numbers and text. */
const translations: Readonly<Record<string, Translation>> = {
  agency,
  learner: agency,
  teacher: agency,
  wisher: agency,
  wished: agency,
  host: agency,
  sender: agency,
  digital: agency,
  onSite: agency,
  demanding: agency,
  limited: agency,
  competences,
  wantedCompetences: competences,
  givenCompetences: competences,
  targetGroups: concepts((programme) => programme.targetGroups),
  wantedForms: vocabulary('form'),
  givenForms: vocabulary('form'),
  wantedLevel: vocabulary('match-level'),
  givenLevel: vocabulary('match-level'),
  wantedLanguage: vocabulary('language'),
  givenLanguage: vocabulary('language'),
  clearance: vocabulary('clearance'),
  reason: vocabulary('match-declined'),
  date,
}

function spoken(args: Args, programme: Programme, words: Words): Args {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const translate = translations[name]
      return [name, translate && value !== '' ? translate(String(value), programme, words) : value]
    }),
  )
}
