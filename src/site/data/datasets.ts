/** Datasett: what there is to fetch. The page about the data and the data catalogue both read this list. */
import type { LocalText } from '../../core/model.ts'
import type { SiteFacts } from '../model.ts'

export type DataSet = {
  /** Also the last part of its address; its texts are `site-data-<name>-title` and `-description`. */
  readonly name: 'registrations' | 'agreements' | 'competences'
  readonly formats: readonly { readonly format: 'json' | 'csv'; readonly path: string }[]
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
    { name: 'competences', formats: [{ format: 'json', path: 'data/competences.json' }], keywords: areas },
  ]
}
