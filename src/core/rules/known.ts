/** What references may point at, found once per programme however many rules ask, and what a wrong one probably meant. */
import { type Args, compare } from '../diagnostic.ts'
import { kinds } from '../kinds.ts'
import type { Agreement, Concept, IsoDate, Programme, Registration } from '../model.ts'
import { nearest } from '../nearest.ts'

export const competencesFile = kinds.competences.example
export const policyFile = kinds.policy.example

/** A programme never changes, so what is found in it once is found for every rule. */
export function perProgramme<T>(find: (programme: Programme) => T): (programme: Programme) => T {
  const found = new WeakMap<Programme, { readonly value: T }>()
  return (programme) => {
    const known = found.get(programme) ?? { value: find(programme) }
    found.set(programme, known)
    return known.value
  }
}

/** The folders under `agencies/`, in order. An agency whose file is broken is still an agency. */
export const agencyFolders = perProgramme(({ paths }): ReadonlySet<string> => {
  const folders = new Set<string>()
  for (const path of paths) {
    const [top, folder, inside] = path.split('/', 3)
    if (top === 'agencies' && folder && inside) folders.add(folder)
  }
  return new Set([...folders].sort(compare))
})

/** Organisation number → folder. */
export const agencyByNumber = perProgramme(({ agencies }): ReadonlyMap<string, string> => {
  const folders = new Map<string, string>()
  for (const { organisationNumber, slug } of agencies.values()) {
    if (!folders.has(organisationNumber)) folders.set(organisationNumber, slug)
  }
  return folders
})

/** Partners and parents are named by folder, or by number while they are not registered. */
export function isWrittenAsNumber(agency: string): boolean {
  return /^[0-9]{9}$/.test(agency)
}

/** True when the registration's file is there, readable or not. */
export function hasRegistration({ paths }: Programme, id: string): boolean {
  return paths.has(registrationPath('needs', id)) || paths.has(registrationPath('offers', id))
}

export function registrationPath(folder: 'needs' | 'offers', id: string): string {
  const [agency, slug] = id.split('.')
  return `agencies/${agency}/${folder}/${slug}.yaml`
}

/** Still of use to somebody: not withdrawn, and its period is not over. */
export function isCurrent({ withdrawn, period }: Registration, today: IsoDate): boolean {
  return withdrawn === undefined && period.to >= today
}

/** Every party has signed something; whether it signed these very terms is judged elsewhere. */
export function isSignedByAll({ parties, signatures }: Agreement): boolean {
  return parties.every(({ agency }) => signatures.some(({ party }) => party === agency))
}

export type Suggest = (word: string) => string | undefined

/** By folder, short name or name. */
export const suggestAgency = perProgramme((programme): Suggest => {
  const names = Array.from(programme.agencies.values(), ({ slug, shortName, name }) =>
    [shortName, ...Object.values<string>({ ...name })].map((called) => [called, slug] as const),
  )
  return suggester([...Array.from(agencyFolders(programme), same), ...names.flat()])
})

export const suggestCompetence = perProgramme(({ concepts }) => suggestConcept(concepts?.competences ?? []))
export const suggestTargetGroup = perProgramme(({ concepts }) => suggestConcept(concepts?.targetGroups ?? []))

/** By id, label or synonym, in any language. */
function suggestConcept(concepts: readonly Concept[]): Suggest {
  const names = concepts.flatMap(({ id, label, synonyms }) => {
    const called = [...Object.values(label), ...Object.values(synonyms ?? {}).flat()]
    return called.map((name) => [name, id] as const)
  })
  return suggester([...concepts.map(({ id }) => same(id)), ...names])
}

/** Ids come before names, so that a tie is won by the id. Words are looked up once each. */
export function suggester(named: readonly (readonly [called: string, id: string])[]): Suggest {
  const ids = new Map<string, string>()
  for (const [called, id] of named) if (!ids.has(called)) ids.set(called, id)
  const candidates = [...ids.keys()]
  const answers = new Map<string, string | undefined>()
  return (word) => {
    if (!answers.has(word)) answers.set(word, ids.get(nearest(word, candidates) ?? ''))
    return answers.get(word)
  }
}

function same(id: string): readonly [string, string] {
  return [id, id]
}

export function suggesting(args: Args, suggestion: string | undefined): Args {
  return suggestion === undefined ? args : { ...args, suggestion }
}
