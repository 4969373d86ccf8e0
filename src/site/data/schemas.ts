/** Skjemaene: the JSON Schemas of the files, so that editors and other programs can follow them from the site. */

import { type JsonSchema, type SchemaOf, textsIn } from '../../core/json-schema.ts'
import { type Kind, kinds } from '../../core/kinds.ts'
import type { Language } from '../../core/model.ts'
import type { SiteFacts, SiteFile } from '../model.ts'

/** `common` holds what the others share, and is pointed to by name. */
export type SchemaKind = Kind | 'common'

export const schemaKinds: readonly SchemaKind[] = [...(Object.keys(kinds) as Kind[]).sort(), 'common']

export function schemaPath(kind: SchemaKind): string {
  return `data/schemas/${kind}.schema.json`
}

/** «Kompetansebehov». */
export function schemaTitle(schemaOf: SchemaOf, kind: SchemaKind, language: Language): string {
  return textsIn(schemaOf(kind), language).title ?? kind
}

export function schemaFiles({ schemaOf, address }: SiteFacts): readonly SiteFile[] {
  return schemaKinds.map((kind) => ({
    path: schemaPath(kind),
    content: `${JSON.stringify(placed(schemaOf(kind), kind, address), null, 1)}\n`,
  }))
}

/** Its `$id` is where it lies, for `$ref` is followed from there (JSON Schema 2020-12 § 8.2.1). */
function placed(schema: JsonSchema, kind: SchemaKind, address: string): JsonSchema {
  return address === '' ? schema : { ...schema, $id: encodeURI(address) + schemaPath(kind) }
}
