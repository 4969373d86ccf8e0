/** The documents of agreements that can be opened from the site, and the working sheets that go with them. */
import { byPlace, compare, type Diagnostic } from '../core/diagnostic.ts'
import type { Agreement, Exchange, Language, Programme } from '../core/model.ts'
import { allMaterial } from '../core/render/material/kinds.ts'
import type { RenderedFile } from '../core/render/written.ts'
import { nameOf } from '../core/report/matching-sentences.ts'
import type { Unreadable } from '../io/ports.ts'
import type { DocumentLink } from '../site/model.ts'
import type { Checked } from './check.ts'
import type { Context } from './context.ts'
import { makeable, rememberingMakers } from './makers.ts'
import { agreementIds, renderAll, roundSheets } from './render.ts'
import { voiceOf } from './voices.ts'

export type SiteDocuments = {
  readonly files: readonly RenderedFile[]
  readonly links: ReadonlyMap<string, readonly DocumentLink[]>
  /** Working sheets by round. */
  readonly roundLinks: ReadonlyMap<string, readonly DocumentLink[]>
  /** What must be mended before every agreement has its documents. */
  readonly faults: readonly Diagnostic[]
  /** Said when all else is done: PDF cannot be made here. */
  readonly trouble?: Unreadable
}

const languages: readonly Language[] = ['nb', 'nn', 'en']

/** To be read, and to be filled in. */
const sheetFormats = ['html', 'docx'] as const

export async function siteDocuments({ root }: Context, checked: Checked): Promise<SiteDocuments> {
  const { formats, trouble } = await makeable(['html', 'pdf'])
  const { programme } = checked.loaded
  const ids = agreementIds(programme)
  const rounds = (programme.settings?.rounds ?? []).map(({ id }) => id)
  const common = { languages, makers: rememberingMakers(root) }
  const asSheets = { ...common, formats: sheetFormats, sheets: allMaterial }
  const documents = await renderAll(checked, ids, { ...common, formats })
  const sheets = await renderAll(checked, ids, asSheets)
  const ofRounds = await roundSheets(checked, rounds, asSheets)
  const inOrder = [...documents.files].sort((a, b) => compare(a.path, b.path))
  const ofAgreements = below('avtaler', [...inOrder, ...sheets.files])
  const met = below('runder', ofRounds.files)
  return {
    files: [...ofAgreements, ...met],
    links: linksBy(ofAgreements, (path) => documentLink(path, programme)),
    roundLinks: linksBy(met, roundLink),
    faults: together([...documents.faults, ...sheets.faults, ...ofRounds.faults]),
    ...(trouble ? { trouble } : {}),
  }
}

function below(folder: string, files: readonly RenderedFile[]): readonly RenderedFile[] {
  return files.map(({ path, content }) => ({ path: `${folder}/${path}`, content }))
}

/** What is wrong with a file is wrong for everything made of it, and told once. */
function together(faults: readonly Diagnostic[]): readonly Diagnostic[] {
  const different = new Map(faults.map((fault) => [JSON.stringify(fault), fault]))
  return [...different.values()].sort(byPlace)
}

type Placed = { readonly of: string; readonly document: DocumentLink }

/** In the order of the files: the sheets lie in the order they are used. */
function linksBy(
  files: readonly RenderedFile[],
  linkOf: (path: string) => Placed | undefined,
): ReadonlyMap<string, readonly DocumentLink[]> {
  const links = new Map<string, DocumentLink[]>()
  for (const { path } of files) {
    const link = linkOf(path)
    if (link) links.set(link.of, [...(links.get(link.of) ?? []), link.document])
  }
  return links
}

const documentPath =
  /^avtaler\/(?<agreement>[^/]+)\/(?<sheet>material\/)?\k<agreement>(?:-(?<exchange>[^.]+))?(?:\.(?<kind>[a-z-]+))?\.v\d+\.(?<language>nb|nn|en)\.(?<format>html|pdf|docx)$/

function documentLink(path: string, programme: Programme): Placed | undefined {
  const { agreement, sheet, exchange, kind, language, format } = documentPath.exec(path)?.groups ?? {}
  if (agreement === undefined || format === undefined) return undefined
  const tongue = tongueOf(language)
  const name = kind ?? (exchange === undefined ? 'cooperation-agreement' : 'exchange-agreement')
  const whose = exchangeNamed(programme.agreements.get(agreement), exchange, programme, tongue)
  const label = `${voiceOf(tongue).words(`document-kind-${name}`)}${whose === '' ? '' : `, ${whose}`}`
  return { of: agreement, document: { path, label, language: tongue, format, isSheet: sheet !== undefined } }
}

const roundPath =
  /^runder\/(?<round>[^/]+)\/material\/[^/]+\.(?<kind>[a-z-]+)\.(?<language>nb|nn|en)\.(?<format>html|docx)$/

function roundLink(path: string): Placed | undefined {
  const { round, kind, language, format } = roundPath.exec(path)?.groups ?? {}
  if (round === undefined || format === undefined) return undefined
  const tongue = tongueOf(language)
  const label = voiceOf(tongue).words(`document-kind-${kind}`)
  return { of: round, document: { path, label, language: tongue, format, isSheet: true } }
}

function tongueOf(written: string | undefined): Language {
  return written === 'nn' ? 'nn' : written === 'en' ? 'en' : 'nb'
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
