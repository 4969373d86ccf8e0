/** Endringer i vilkårene: field by field, what one version of an agreement says that the other did not. */
import { termsOf } from '../../agreement/digest.ts'
import type { Json } from '../../canonical.ts'
import type { SchemaOf } from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { Agreement, Language, Programme } from '../../model.ts'
import { changedRows } from '../meaning/rows.ts'
import type { Row } from '../prose.ts'

/** An agreement and the programme it stood in. */
export type Standpoint = { readonly agreement: Agreement; readonly programme: Programme }

export type Teller = { readonly language: Language; readonly words: Words; readonly schemaOf: SchemaOf }

/** Field, before and now, in Markdown. Only what is agreed: who has accepted or signed since is no change of that. */
export function termChanges(before: Standpoint, now: Standpoint, teller: Teller): readonly Row[] {
  const programmes = [now.programme, before.programme]
  const change = { kind: 'agreement', before: agreed(before, now), after: agreed(now, now) } as const
  // The number of the version differs always.
  return changedRows(change, ['version'], { ...teller, programmes })
}

type Terms = { readonly [key: string]: Json; readonly parties: readonly { readonly [key: string]: Json }[] }

/** The terms as a file has them, with agencies by the folders they have now: a folder may have been renamed. */
function agreed({ agreement, programme }: Standpoint, now: Standpoint): Terms {
  const folders = new Map(
    Array.from(now.programme.agencies.values(), ({ organisationNumber, slug }) => [organisationNumber, slug]),
  )
  const present = new Map(
    Array.from(programme.agencies.values(), ({ slug, organisationNumber }) => [
      slug,
      folders.get(organisationNumber) ?? slug,
    ]),
  )
  const terms = termsOf(agreement, present) as Terms
  const parties = terms.parties.map(({ organisationNumber: agency = null, ...party }) => ({
    agency,
    ...party,
  }))
  return { ...terms, parties }
}
