/** Which documents an agreement gives, and in which formats: one table each. */
import type { Words } from '../messages.ts'
import type { Agreement, Language, Programme } from '../model.ts'
import { html, type Identity } from './html.ts'
import { fill } from './language.ts'
import { parseMarkdown, type Tree } from './markdown.ts'
import { type Document, standardText } from './standard-text.ts'
import { agreementView, exchangeView } from './view.ts'
import type { CommonView } from './view-model.ts'

type View = (language: Language, words: Words) => CommonView

/** A document to be made: the name of its file, and how to tell what is in it. */
type Draft = { readonly name: string; readonly view: View }

/** To add a document: one entry here and its standard text in `templates/<document>/<version>/`. */
export const documents: Readonly<
  Record<Document, (agreement: Agreement, programme: Programme) => readonly Draft[]>
> = {
  'cooperation-agreement': (agreement, programme) => [
    { name: agreement.id, view: (language, words) => agreementView(agreement, programme, language, words) },
  ],
  'exchange-agreement': (agreement, programme) =>
    agreement.exchanges.map((exchange) => ({
      // The agreement's id first, so that a file that has been sent around still says where it belongs.
      name: `${agreement.id}-${exchange.id}`,
      view: (language, words) => exchangeView(agreement, exchange, programme, language, words),
    })),
}

/** A finished text before it becomes a file; the tree is made once for all formats that need it. */
type Draughted = { readonly markdown: string; readonly tree: () => Tree; readonly identity: Identity }

type Writer = (document: Draughted) => string

/** To add a format: one entry. The key is the file's ending. */
export const formats = {
  md: ({ markdown }) => markdown,
  html: ({ tree, identity }) => html(tree(), identity),
} as const satisfies Readonly<Record<string, Writer>>

export type Format = keyof typeof formats

export type RenderOptions = {
  /** Only those the agreement is made in are written: its deviations exist in no other. */
  readonly languages: readonly Language[]
  readonly formats: readonly Format[]
  readonly words: (language: Language) => Words
}

/** A file to write; the path is relative to the folder the office chose. */
export type RenderedFile = { readonly path: string; readonly content: string }

/**
 * Every document of an agreement, in the asked languages and formats: `<id>/<name>.v<version>.<language>.<format>`.
 * The same agreement, programme and toolkit give the same bytes.
 * @throws Error when the agreement names an agency or a standard text that is not there
 * @throws TemplateError, MarkdownError for a standard text that cannot be filled
 */
export function renderAgreement(
  agreement: Agreement,
  programme: Programme,
  options: RenderOptions,
): readonly RenderedFile[] {
  const languages = options.languages.filter((language) => agreement.languages.includes(language))
  const drafts = Object.values(documents).flatMap((draftsOf) => draftsOf(agreement, programme))
  return drafts.flatMap(({ name, view }) =>
    languages.flatMap((language) => {
      const words = options.words(language)
      const document = draught(view(language, words), programme, words)
      const stem = `${agreement.id}/${name}.v${agreement.version}.${language}`
      return options.formats.map((format) => ({
        path: `${stem}.${format}`,
        content: formats[format](document),
      }))
    }),
  )
}

function draught(view: CommonView, programme: Programme, words: Words): Draughted {
  const { template } = standardText(programme, view.templateVersion, view.language)
  const markdown = fill(template, view)
  let tree: Tree | undefined
  return {
    markdown,
    tree: () => {
      tree ??= parseMarkdown(markdown)
      return tree
    },
    identity: identityOf(view, programme, words),
  }
}

function identityOf(view: CommonView, programme: Programme, words: Words): Identity {
  const { language, id, version, notice, parties, templateVersion, termsDigest } = view
  const name = programme.settings?.name[language] ?? ''
  return { language, id, version, programme: name, notice, parties, templateVersion, termsDigest, words }
}
