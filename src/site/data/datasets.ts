/** Datasett: what there is to fetch. The page about the data and the data catalogue both read this list. */
import type { LocalText } from '../../core/model.ts'
import type { SiteFacts } from '../model.ts'
import { type SchemaKind, schemaKinds, schemaPath } from './schemas.ts'

/** A file of it. `schema` is the kind of file that it describes, where it is one of several. */
type Form = {
  readonly format: 'json' | 'csv'
  readonly path: string
  readonly schema?: SchemaKind
}

export type DataSet = {
  /** Also the last part of its address; its texts are `site-data-<name>-title` and `-description`. */
  readonly name: 'registrations' | 'agreements' | 'learned' | 'competences' | 'schemas'
  readonly formats: readonly Form[]
  readonly keywords: readonly LocalText[]
}

export function dataSets({ programme }: SiteFacts): readonly DataSet[] {
  const areas = [...programme.competences.values()]
    .filter(({ broader }) => !broader)
    .map(({ label }) => label)
  return [
    {
      name: 'registrations',
      formats: [
        { format: 'json', path: 'data/registrations.json' },
        { format: 'csv', path: 'data/registrations.csv' },
      ],
      keywords: areas,
    },
    { name: 'agreements', formats: [{ format: 'json', path: 'data/agreements.json' }], keywords: [] },
    { name: 'learned', formats: [{ format: 'json', path: 'data/learned.json' }], keywords: areas },
    { name: 'competences', formats: [{ format: 'json', path: 'data/competences.json' }], keywords: areas },
    {
      name: 'schemas',
      formats: schemaKinds.map((schema) => ({ format: 'json', path: schemaPath(schema), schema })),
      keywords: [],
    },
  ]
}
