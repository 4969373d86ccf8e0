/** From a need or an offer as it is written to the record the rules and the matching know. */
import type { Written } from './kinds.ts'
import type { Registration } from './model.ts'

/** What is written, and what its path says: `names` are the agency and the name of the file. */
export type RegistrationEntry = {
  readonly file: string
  readonly names: readonly string[]
  readonly data: Written['need'] | Written['offer']
}

/** With its id, and with defaults for what is left out. */
export function toRegistration(
  kind: Registration['kind'],
  { file, names, data }: RegistrationEntry,
): [string, Registration] {
  const [agency = '', slug = ''] = names
  const id = `${agency}.${slug}`
  // What is written comes last: spread first, an object of this size costs the engine ten times as much.
  const record = {
    kind,
    id,
    agency,
    slug,
    file,
    targetGroups: [],
    inReturn: [],
    places: 1,
    clearance: 'none',
    ...data,
    partners: { wished: data.partners?.wished ?? [], excluded: data.partners?.excluded ?? [] },
  }
  return [id, record as Registration]
}
