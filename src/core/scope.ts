/**
 * Which files a change can make right or wrong: those it touches, those they name, those that name them, and what these
 * need to be judged. Reading no more than that keeps the check of a small change fast in a large repository.
 */
import { identify } from './kinds.ts'
import type { Programme } from './model.ts'

/** Files that every rule may ask about. */
export const alwaysRead = ['programme/programme.yaml', 'programme/competences.yaml', 'programme/policy.yaml']

/** A change here can touch every record, so everything is judged. */
export function touchesEverything(changed: readonly string[]): boolean {
  return changed.some((path) => path.startsWith('programme/') || path.startsWith('templates/'))
}

/** The changed files and the whole folders of their agencies and agreements: twins and parts are judged together. */
export function neighbours(changed: readonly string[], all: Iterable<string>): ReadonlySet<string> {
  const folders = new Set(changed.map(folderOf))
  const near = new Set([...alwaysRead, ...changed])
  for (const path of all) if (folders.has(folderOf(path))) near.add(path)
  return near
}

function folderOf(path: string): string {
  const [top = '', name = ''] = path.split('/')
  return top === 'decisions' ? path : `${top}/${name}`
}

/** Words by which other files would name the changed ones: registration ids, and folders and numbers of agencies. */
export function namesOf(changed: readonly string[], programmes: readonly Programme[]): readonly string[] {
  const names = new Set<string>()
  for (const path of changed) {
    const identity = identify(path)
    if (identity?.kind === 'need' || identity?.kind === 'offer') names.add(identity.names.join('.'))
    if (identity?.kind !== 'agency') continue
    const [slug = ''] = identity.names
    names.add(slug)
    for (const { agencies } of programmes) {
      const number = agencies.get(slug)?.organisationNumber
      if (number) names.add(number)
    }
  }
  return [...names]
}

/** Files that loaded records refer to by folder or id; agencies they name by number are found by `numberLinesFor`. */
export function referredFrom(programme: Programme): ReadonlySet<string> {
  const paths = new Set<string>()
  const agency = (slug: string) => paths.add(`agencies/${slug}/agency.yaml`)
  for (const registration of programme.registrations.values()) {
    for (const partner of [...registration.partners.wished, ...registration.partners.excluded])
      agency(partner)
    agency(registration.agency)
  }
  for (const { parties, exchanges, basis } of programme.agreements.values()) {
    for (const party of parties) agency(party.agency)
    for (const { from, to } of exchanges) agency(from) && agency(to)
    for (const path of registrationPaths(basis.match ?? '')) paths.add(path)
  }
  for (const { match, by } of programme.decisions.values()) {
    agency(by)
    for (const path of registrationPaths(match)) paths.add(path)
  }
  for (const { parent } of programme.agencies.values()) if (parent) agency(parent)
  return paths
}

function registrationPaths(match: string): readonly string[] {
  return match.split('--').flatMap((id) => {
    const [agency, slug] = id.split('.')
    return slug ? [`agencies/${agency}/needs/${slug}.yaml`, `agencies/${agency}/offers/${slug}.yaml`] : []
  })
}

/** Words by which the file of an agency would show that loaded records name it by its number. */
export function numberLinesFor(programme: Programme): readonly string[] {
  const partners = [...programme.registrations.values()].flatMap(({ partners }) => [
    ...partners.wished,
    ...partners.excluded,
  ])
  const parents = [...programme.agencies.values()].map(({ parent }) => parent ?? '')
  const numbers = new Set([...partners, ...parents].filter((name) => /^\d{9}$/.test(name)))
  return [...numbers].flatMap((number) =>
    ['"', "'", ''].map((quote) => `organisationNumber: ${quote}${number}${quote}`),
  )
}
