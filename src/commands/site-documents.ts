/** The documents of agreements that can be opened from the site, in the languages each agreement has. */
import { compare, type Diagnostic } from '../core/diagnostic.ts'
import type { Agreement, Exchange, Language, Programme } from '../core/model.ts'
import type { RenderedFile } from '../core/render/written.ts'
import { nameOf } from '../core/report/matching-sentences.ts'
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
  return {
    files: placed,
    links: linksByAgreement(placed, checked.loaded.programme),
    faults,
    ...(trouble ? { trouble } : {}),
  }
}

function linksByAgreement(
  files: readonly RenderedFile[],
  programme: Programme,
): ReadonlyMap<string, readonly DocumentLink[]> {
  const links = new Map<string, DocumentLink[]>()
  for (const { path } of [...files].sort((a, b) => compare(a.path, b.path))) {
    const link = documentLink(path, programme)
    if (link) links.set(link.agreement, [...(links.get(link.agreement) ?? []), link.document])
  }
  return links
}

const documentPath =
  /^avtaler\/(?<agreement>[^/]+)\/\k<agreement>(?:-(?<exchange>[^.]+))?(?:\.(?<kind>[a-z-]+))?\.v\d+\.(?<language>nb|nn|en)\.(?<format>html|pdf)$/

function documentLink(
  path: string,
  programme: Programme,
): { agreement: string; document: DocumentLink } | undefined {
  const { agreement, exchange, kind, language, format } = documentPath.exec(path)?.groups ?? {}
  if (agreement === undefined || format === undefined) return undefined
  const tongue: Language = language === 'nn' ? 'nn' : language === 'en' ? 'en' : 'nb'
  const name = kind ?? (exchange === undefined ? 'cooperation-agreement' : 'exchange-agreement')
  const whose = exchangeNamed(programme.agreements.get(agreement), exchange, programme, tongue)
  const label = `${voiceOf(tongue).words(`document-kind-${name}`)}${whose === '' ? '' : `, ${whose}`}`
  return { agreement, document: { path, label, language: tongue, format } }
}

/** «fra DSS til Nasjonalarkivet»: its id says nothing to a reader, unless two go the same way. */
function exchangeNamed(
  agreement: Agreement | undefined,
  id: string | undefined,
  programme: Programme,
  language: Language,
): string {
  const exchange = agreement?.exchanges.find((one) => one.id === id)
  if (!agreement || !exchange) return id ?? ''
  const names = ({ from, to }: Exchange) => ({ from: nameOf(from, programme), to: nameOf(to, programme) })
  const route = voiceOf(language).words('site-exchange-route', names(exchange))
  const alike = agreement.exchanges.filter(({ from, to }) => from === exchange.from && to === exchange.to)
  return `${route.charAt(0).toLowerCase()}${route.slice(1)}${alike.length > 1 ? ` (${exchange.id})` : ''}`
}
