/** Nettstedet: all its files from the facts. The same facts give the same bytes, in whatever order they were read. */
import { compare } from '../core/diagnostic.ts'
import type { Language, Programme } from '../core/model.ts'
import { layout } from './layout.ts'
import { addressOf, relative } from './link.ts'
import type { Page, Scene, SiteFacts, SiteFile } from './model.ts'
import { dataMakers, pageMakers } from './pages.ts'
import { type Fill, templates } from './templates.ts'

/** What the toolkit brings: read by `io/site-parts.ts`, for nothing here opens a file. */
export type SiteParts = {
  /** `templates/site/*.hbs` by name without `.hbs`. */
  readonly templates: ReadonlyMap<string, string>
  /** Stylesheets by name without `.css`: the components, the theme and our own. */
  readonly styles: ReadonlyMap<string, string>
  /** `.woff2` files by name. */
  readonly fonts: ReadonlyMap<string, Uint8Array>
  readonly scripts: ReadonlyMap<string, string>
  /** Pictures of the guides, by path below `docs/`. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

/** A page and where it came out. */
export type PlacedPage = { readonly language: Language; readonly page: Page }

/** @throws SiteTemplateError when a template lacks a value: a fault of ours */
export function site(unordered: SiteFacts, parts: SiteParts): readonly SiteFile[] {
  const facts = { ...unordered, programme: inOrder(unordered.programme) }
  const fill = templates(parts.templates)
  const placed = placedPages(facts, fill)
  const languagesOf = languagesByPath(placed)
  const pages = placed.map(({ language, page }): SiteFile => {
    const scene = sceneFor(facts, language, page.path, fill)
    const content = layout(page, scene, languagesOf.get(page.path) ?? [language])
    return { path: fileOf(page.path, language), content }
  })
  const files = [...pages, ...dataMakers.flatMap((make) => make(facts)), ...assets(parts)]
  return files.sort((a, b) => compare(a.path, b.path))
}

/** Everything by its name, so that no page needs to think of the order in which files were read. */
function inOrder(programme: Programme): Programme {
  const { agencies, registrations, agreements, decisions, evaluations } = programme
  return {
    ...programme,
    agencies: byKey(agencies),
    registrations: byKey(registrations),
    agreements: byKey(agreements),
    decisions: byKey(decisions),
    evaluations: [...evaluations].sort((a, b) => compare(a.file, b.file)),
  }
}

function byKey<Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...map].sort(([one], [other]) => compare(one, other)))
}

/** Every page in every language that has it. */
export function placedPages(facts: SiteFacts, fill: Fill): readonly PlacedPage[] {
  return pageMakers.flatMap(({ languages, make }) =>
    languages.flatMap((language) =>
      make(facts, language, (path) => sceneFor(facts, language, path, fill)).map((page) => ({
        language,
        page,
      })),
    ),
  )
}

function sceneFor(facts: SiteFacts, language: Language, path: string, fill: Fill): Scene {
  const from = addressOf(path, language)
  const link = linker(path, from, language, facts.address)
  const { words } = facts.speakers[language]
  return {
    facts,
    language,
    words,
    link,
    fill: (template, view) => fill(template, view, { words, link }),
  }
}

/** `404.html` is shown for addresses at any depth, so only whole addresses lead anywhere from it. */
function linker(path: string, from: string, language: Language, address: string): (to: string) => string {
  if (path === '404.html' && address !== '') return (to) => address + addressOf(to, language)
  return (to) => relative(from, addressOf(to, language), address !== '')
}

/** A page is the file of its folder; one that is named as a file, such as `404.html`, is that file. */
function fileOf(path: string, language: Language): string {
  const address = addressOf(path, language)
  return address === '' || address.endsWith('/') ? `${address}index.html` : address
}

function languagesByPath(pages: readonly PlacedPage[]): ReadonlyMap<string, readonly Language[]> {
  const found = new Map<string, Language[]>()
  for (const { language, page } of pages) {
    const known = found.get(page.path)
    if (known) known.push(language)
    else found.set(page.path, [language])
  }
  return found
}

/** The mark of the programme: those who want to learn and those who can share, and what they have in common. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="11" cy="16" r="9" fill="#a8481c"/><circle cx="21" cy="16" r="9" fill="#0b6b6b" opacity=".82"/></svg>
`

function assets({ styles, fonts, scripts, pictures }: SiteParts): readonly SiteFile[] {
  return [
    { path: 'assets/icon.svg', content: icon },
    ...[...styles].map(([name, content]): SiteFile => ({ path: `assets/${name}.css`, content })),
    ...[...fonts].map(([name, content]): SiteFile => ({ path: `assets/${name}`, content })),
    ...[...scripts].map(([name, content]): SiteFile => ({ path: `assets/${name}.js`, content })),
    ...[...pictures].map(([path, content]): SiteFile => ({ path: `assets/${path}`, content })),
  ]
}
