/** Lenker til dokumenter, as the pages list them. */
import type { DocumentLink, Scene } from './model.ts'

const formatNames: Readonly<Record<string, string>> = { pdf: 'PDF', docx: 'Word' }

/** The reader's own language first, and the agreement before its exchanges. */
export function documentLinks(documents: readonly DocumentLink[], { language, link, words }: Scene) {
  const tongues = [language, ...(['nb', 'nn', 'en'] as const).filter((one) => one !== language)]
  return tongues
    .map((tongue) => ({
      language: words(`language-${tongue}`),
      links: documents
        .filter((one) => one.language === tongue)
        .map(({ path, label, format }) => ({
          label,
          lang: tongue === language ? '' : tongue,
          tongue,
          format: formatNames[format] ?? '',
          href: link(`/${path}`),
        })),
    }))
    .filter(({ links }) => links.length > 0)
}
