/** Dokumentene av en avtale: which of them a file is, and which of them binds the parties. */
import type { Agreement, Programme } from '../model.ts'
import { documents } from '../render/documents.ts'
import type { Document } from '../render/standard-text.ts'

/** What a document is about; `exchange` is left out for what is about the whole agreement. */
export type DocumentName = { readonly name: string; readonly document: Document; readonly exchange?: string }

/** Every document of an agreement, by the name its files begin with. `before`: as {@link documents} takes it. */
export function documentNames(
  agreement: Agreement,
  programme: Programme,
  before?: Agreement,
): readonly DocumentName[] {
  const kinds = Object.keys(documents) as Document[]
  return kinds.flatMap((document) =>
    documents[document](agreement, programme, before).map(({ name }) => {
      const exchange = agreement.exchanges.find(({ id }) => isOf(name, `${agreement.id}-${id}`))?.id
      return { name, document, ...(exchange === undefined ? {} : { exchange }) }
    }),
  )
}

/** No id has a dot: what comes after the first is the kind of document. */
function isOf(name: string, whole: string): boolean {
  return name.split('.')[0] === whole
}

/** `kld-dfo/kld-dfo-ut-1.v1.nb.pdf` is a file of `kld-dfo-ut-1`. */
export function documentIn(path: string, names: readonly DocumentName[]): DocumentName | undefined {
  const file = path.split('/').at(-1) ?? ''
  const name = file.replace(/\.v\d+\..*$/, '')
  return names.find((known) => known.name === name)
}

/**
 * Whoever signs it signs the terms of the agreement. An amendment of the whole agreement says so of itself; what is about
 * one exchange is signed by others too, and what is annexed by nobody.
 */
export function bindsParties({ document, exchange }: Omit<DocumentName, 'name'>): boolean {
  return document === 'cooperation-agreement' || (document === 'amendment' && exchange === undefined)
}
