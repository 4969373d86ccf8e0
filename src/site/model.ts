/** Nettsted: what the public pages are made of, and what comes out. Everything here is plain data. */
import type { SchemaOf } from '../core/json-schema.ts'
import type { Speaker, Words } from '../core/messages.ts'
import type { IsoDate, Language, Matching, Programme } from '../core/model.ts'
import type { History } from '../core/report/figures/facts.ts'

/** A file of the site. `path` is relative to its root, such as `nn/katalog/index.html`. */
export type SiteFile = { readonly path: string; readonly content: string | Uint8Array }

/** Everything a page can tell about. */
export type SiteFacts = {
  readonly programme: Programme
  readonly matching: Matching
  readonly today: IsoDate
  /** Speakers by language: pages are made in all of them. */
  readonly speakers: Readonly<Record<Language, Speaker>>
  /** Where the site will be, with a slash at the end: for feeds, `hreflang` and harvesters, which want whole addresses. */
  readonly address: string
  /** The programme's repository, such as `https://github.com/dfo/mobilitet`; undefined when nobody has said. */
  readonly repository: string | undefined
  /** Documents of agreements that can be opened, by id of agreement; paths within the site. */
  readonly documents: ReadonlyMap<string, readonly DocumentLink[]>
  /** Working sheets by the round they are for. */
  readonly roundSheets: ReadonlyMap<string, readonly DocumentLink[]>
  /** Paths within the site of the calendars one can subscribe to. */
  readonly calendars: ReadonlySet<string>
  /** When files came, for the figures; without it they say that nobody can tell. */
  readonly history?: History
  /** The schemas, from which the form is made. */
  readonly schemaOf: SchemaOf
  /** Guides and other texts of `docs/`, as Markdown, by name such as `guide/koble`. */
  readonly texts: ReadonlyMap<string, string>
}

export type DocumentLink = {
  readonly path: string
  readonly label: string
  readonly language: Language
  readonly format: string
  /** A working sheet, which is no part of the agreement. */
  readonly isSheet: boolean
}

/** Side: one page in one language, without what all pages share. */
export type Page = {
  /** Below the language's own root, with a slash at the end: `katalog/`; '' for the front page. */
  readonly path: string
  readonly title: string
  /** One sentence for search engines and for those who share a link. */
  readonly description: string
  /** HTML with the page's one `h1`. */
  readonly main: string
  /** Scripts that make the page better; it works without. */
  readonly scripts?: readonly ScriptName[]
  /** JSON that the scripts read, by id of its `<script type="application/json">`. */
  readonly data?: Readonly<Record<string, unknown>>
  /** Which entry of the menu it belongs to. */
  readonly section?: SectionName
}

export type ScriptName = 'catalogue' | 'evaluate' | 'form' | 'learned'

export type SectionName =
  | 'catalogue'
  | 'learning'
  | 'agencies'
  | 'agreements'
  | 'rounds'
  | 'figures'
  | 'guides'
  | 'register'

/** What a maker of pages is handed: the facts, a language to write in, and how to name other pages. */
export type Scene = {
  readonly facts: SiteFacts
  readonly language: Language
  readonly words: Words
  /** From the page that is being made to another of the same language, by its path: `../katalog/`. */
  readonly link: (path: string) => string
  /** Fills a template of `templates/site/`, strictly, with everything escaped that is not HTML by type. */
  readonly fill: (template: string, view: object) => string
}

/** Sidemaker: all pages of one kind in one language. `link` and `fill` come with the page's own path. */
export type PageMaker = {
  readonly name: string
  readonly languages: readonly Language[]
  readonly make: (facts: SiteFacts, language: Language, sceneAt: (path: string) => Scene) => readonly Page[]
}
