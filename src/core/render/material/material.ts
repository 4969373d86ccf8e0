/**
 * Arbeidsark: rendered as the documents of an agreement are, but no part of it. They are not released, not signed, not
 * verified and in no digest of terms, so the office can improve their texts whenever it likes.
 */
import type { SchemaOf } from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { Agreement, IsoDate, Language, Programme, Round } from '../../model.ts'
import { documentDate } from '../document-date.ts'
import type { Draughted, Format, Makers } from '../formats.ts'
import type { Identity } from '../html.ts'
import { fill } from '../language.ts'
import { parseMarkdown } from '../markdown.ts'
import type { People } from '../people.ts'
import { newestVersion, standardText } from '../standard-text.ts'
import { filled } from '../view-people.ts'
import { type RenderedFile, written } from '../written.ts'
import {
  type ExchangeMaterial,
  exchangeMaterial,
  type Material,
  materialIn,
  roundMaterial,
  roundSheetStem,
  sheetStem,
} from './kinds.ts'
import { type RoundView, roundView } from './round-view.ts'
import { type SheetView, sheetView } from './view.ts'

export type MaterialOptions = {
  readonly languages: readonly Language[]
  readonly formats: readonly Format[]
  readonly words: (language: Language) => Words
  readonly makers: Makers
  readonly schemaOf: SchemaOf
  /** Only these; all if left out. */
  readonly kinds?: readonly Material[]
  /** Names from a private file. */
  readonly people?: People
}

/** A sheet to be made: where its file lies, and how to tell what is in it. */
export type SheetDraft = {
  readonly stem: string
  readonly kind: ExchangeMaterial
  readonly view: (language: Language) => SheetView
}

type Asked = Pick<MaterialOptions, 'words' | 'schemaOf' | 'kinds'>

/** Every sheet of an agreement, exchange by exchange. None for which the programme has no standard text. */
export function sheetsOf(agreement: Agreement, programme: Programme, asked: Asked): readonly SheetDraft[] {
  const { words, schemaOf, kinds } = asked
  return agreement.exchanges.flatMap((exchange) =>
    exchangeMaterial.flatMap((kind) => {
      const template = newestVersion(programme, kind)
      if (!template || kinds?.includes(kind) === false) return []
      const view = (language: Language) =>
        sheetView(
          { agreement, exchange, programme, language, words: words(language), schemaOf },
          kind,
          template,
        )
      return [{ stem: sheetStem(agreement.id, agreement.version, exchange.id, kind), kind, view }]
    }),
  )
}

/**
 * The sheets of an agreement in its languages: `<id>/material/<id>-<exchange>.<kind>.v<version>.<language>.<format>`, and
 * `….<language>.private.<format>` when they hold names. The same agreement, programme and toolkit give the same bytes.
 * @throws Error when the agreement names an agency or a standard text that is not there
 * @throws TemplateError, MarkdownError for a standard text that cannot be filled
 */
export async function renderMaterial(
  agreement: Agreement,
  programme: Programme,
  options: MaterialOptions,
): Promise<readonly RenderedFile[]> {
  const languages = options.languages.filter((language) => agreement.languages.includes(language))
  const people = options.people?.get(agreement.id)
  const finished = sheetsOf(agreement, programme, options).flatMap(({ stem, view }) =>
    languages.map((language) => {
      const words = options.words(language)
      const own = people ? filled(view(language), people, words('document-private')) : view(language)
      const document = draughted(
        own,
        programme,
        sheetIdentity(own, programme, documentDate(agreement), words),
      )
      return { stem: `${stem}.${language}${people ? '.private' : ''}`, document }
    }),
  )
  return written(finished, options)
}

export type RoundDraft = {
  readonly stem: string
  readonly view: (language: Language) => RoundView
}

/** Every sheet of a round. None for which the programme has no standard text. */
export function roundSheetsOf(
  round: Round,
  programme: Programme,
  { words, kinds }: Pick<Asked, 'words' | 'kinds'>,
): readonly RoundDraft[] {
  return roundMaterial.flatMap((kind) => {
    const template = newestVersion(programme, kind)
    if (!template || kinds?.includes(kind) === false) return []
    const view = (language: Language) =>
      roundView({ round, programme, language, words: words(language) }, template)
    return [{ stem: roundSheetStem(round.id, kind), view }]
  })
}

/**
 * The sheets of a round in the languages of the programme: `<round>/material/<round>.<kind>.<language>.<format>`.
 * None for a round that is not in the programme.
 * @throws TemplateError, MarkdownError for a standard text that cannot be filled
 */
export async function renderRoundMaterial(
  id: string,
  programme: Programme,
  options: Omit<MaterialOptions, 'schemaOf' | 'people'>,
): Promise<readonly RenderedFile[]> {
  const { settings } = programme
  const round = settings?.rounds.find((one) => one.id === id)
  if (!settings || !round) return []
  const languages = options.languages.filter((language) => settings.languages.includes(language))
  const finished = roundSheetsOf(round, programme, options).flatMap(({ stem, view }) =>
    languages.map((language) => {
      const own = view(language)
      const identity = roundIdentity(own, round.deadline, options.words(language))
      return { stem: `${stem}.${language}`, document: draughted(own, programme, identity) }
    }),
  )
  return written(finished, options)
}

function draughted(view: SheetView | RoundView, programme: Programme, identity: Identity): Draughted {
  const markdown = fill(standardText(programme, view.templateVersion, view.language).template, view)
  return { markdown, tree: () => parseMarkdown(markdown), identity }
}

function sheetIdentity(view: SheetView, programme: Programme, date: IsoDate, words: Words): Identity {
  const { language, id, version, notice, parties, templateVersion, termsDigest } = view
  const name = programme.settings?.name[language] ?? ''
  const terms =
    materialIn(templateVersion) === 'letter-of-thanks' ? 'material-letter-terms' : 'material-terms'
  const own = { 'document-template': 'material-template', 'document-terms': terms }
  return {
    ...{ language, id, version, programme: name, notice, parties, templateVersion, termsDigest, date },
    words: renamed(words, own),
  }
}

/** A round has no versions, and is called by its name where another document tells its version. */
function roundIdentity(view: RoundView, date: IsoDate, words: Words): Identity {
  const { language, id, roundName, programmeName, notice, office, templateVersion, termsDigest } = view
  const own = {
    'document-agreement': 'material-round',
    'document-template': 'material-template',
    'document-terms': 'material-round-digest',
  }
  const spoken = renamed(words, own)
  return {
    ...{ language, id, version: '1', programme: programmeName, notice, templateVersion, termsDigest, date },
    parties: office.organisationNumber === '' ? [] : [office],
    words: (key, args) => (key === 'document-version' ? roundName : spoken(key, args)),
  }
}

/** A sheet says at its foot that it is none of the documents that bind. */
function renamed(words: Words, own: Readonly<Record<string, string>>): Words {
  return (key, args) => words(own[key] ?? key, args)
}
