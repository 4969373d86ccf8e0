/** Avtaletekster: the documents of an agreement as trees, to be compared. */
import type { Agreement, Language, Programme } from '../core/model.ts'
import { renderAgreement } from '../core/render/documents.ts'
import { parseMarkdown, type Tree } from '../core/render/markdown.ts'
import { makers } from './makers.ts'
import { voiceOf } from './voices.ts'

/**
 * By name, which says nothing of the version: that is what differs. Nor do the trees of the terms digest: it differs
 * whenever anything does. None in a language the agreement is not made in.
 * @throws as `renderAgreement` does
 */
export async function textsOf(
  { agreement, programme }: { readonly agreement: Agreement; readonly programme: Programme },
  language: Language,
): Promise<ReadonlyMap<string, Tree>> {
  const words = (own: Language) => voiceOf(own).words
  const options = { languages: [language], formats: ['md'], words, makers } as const
  const files = await renderAgreement(agreement, programme, options)
  return new Map(
    files.map(({ path, content }) => [
      path.replace(/^[^/]*\//, '').replace(/\.v\d+\.[a-z]+\.md$/, ''),
      parseMarkdown(String(content).replace(/sha256\\?:[0-9a-f]{64}/g, 'sha256\\:…')),
    ]),
  )
}
