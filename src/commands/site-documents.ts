/** The documents of agreements that can be opened from the site, in the languages each agreement has. */
import { compare, type Diagnostic } from '../core/diagnostic.ts'
import type { Language } from '../core/model.ts'
import type { RenderedFile } from '../core/render/written.ts'
import type { Unreadable } from '../io/ports.ts'
import type { DocumentLink } from '../site/model.ts'
import type { Checked } from './check.ts'
import type { Context } from './context.ts'
import { makeable, rememberingMakers } from './makers.ts'
import { agreementIds, renderAll } from './render.ts'
import { voiceOf } from './voices.ts'

export type SiteDocuments = {
  readonly files: readonly RenderedFile[]
  readonly links: ReadonlyMap<string, readonly DocumentLink[]>
  /** What must be mended before every agreement has its documents. */
  readonly faults: readonly Diagnostic[]
  /** Said when all else is done: PDF cannot be made here. */
  readonly trouble?: Unreadable
}

export async function siteDocuments({ root }: Context, checked: Checked): Promise<SiteDocuments> {
  const { formats, trouble } = await makeable(['html', 'pdf'])
  const { files, faults } = await renderAll(checked, agreementIds(checked.loaded.programme), {
    formats,
    languages: ['nb', 'nn', 'en'],
    makers: rememberingMakers(root),
  })
  const placed = files.map(({ path, content }) => ({ path: `avtaler/${path}`, content }))
  return { files: placed, links: linksByAgreement(placed), faults, ...(trouble ? { trouble } : {}) }
}

function linksByAgreement(files: readonly RenderedFile[]): ReadonlyMap<string, readonly DocumentLink[]> {
  const links = new Map<string, DocumentLink[]>()
  for (const { path } of [...files].sort((a, b) => compare(a.path, b.path))) {
    const link = documentLink(path)
    if (link) links.set(link.agreement, [...(links.get(link.agreement) ?? []), link.document])
  }
  return links
}

const documentPath =
  /^avtaler\/(?<agreement>[^/]+)\/\k<agreement>(?:-(?<exchange>[^.]+))?(?:\.(?<kind>[a-z-]+))?\.v\d+\.(?<language>nb|nn|en)\.(?<format>html|pdf)$/

function documentLink(path: string): { agreement: string; document: DocumentLink } | undefined {
  const { agreement, exchange, kind, language, format } = documentPath.exec(path)?.groups ?? {}
  if (agreement === undefined || format === undefined) return undefined
  const tongue: Language = language === 'nn' ? 'nn' : language === 'en' ? 'en' : 'nb'
  const name = kind ?? (exchange === undefined ? 'cooperation-agreement' : 'exchange-agreement')
  const { words } = voiceOf(tongue)
  const label = `${words(`document-kind-${name}`)}${exchange === undefined ? '' : ` ${exchange}`}`
  return { agreement, document: { path, label, language: tongue, format } }
}
