/** Følgeseddel: `manifest.json` of a release, by which anybody can see what each file is, and what it was made of. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { compare } from '../../diagnostic.ts'
import { agreedCalendar } from '../../follow-up/agreed-calendar.ts'
import type { Words } from '../../messages.ts'
import type { Agreement, Language, Programme } from '../../model.ts'
import { documents } from '../../render/documents.ts'
import { type Format, formats } from '../../render/formats.ts'
import type { Document } from '../../render/standard-text.ts'

export const manifestName = 'manifest.json'

/** What a file holds: text, or bytes. */
export type Content = string | Uint8Array

export type Contents = ReadonlyMap<string, Content>

/** Versjonen før: what the amendments of an edition tell the difference from. */
export type Earlier = {
  readonly agreement: Agreement
  /** The programme of the edition, with what the version before needs and has gone since. */
  readonly programme: Programme
  readonly termsDigest: string
}

/** Utgave: an agreement as one commit has it. The same edition gives the same bytes. */
export type Edition = {
  readonly agreement: Agreement
  readonly programme: Programme
  readonly commit: string
  readonly termsDigest: string
  /** The version of the toolkit that rendered it. */
  readonly toolkit: string
  /** Left out for an agreement that has had no version before. */
  readonly before?: Earlier
}

/** A file that belongs to a release. Names come from slugs and numbers only, so they are harmless everywhere. */
export type PlannedFile = {
  readonly name: string
  readonly language: Language
  readonly format: Format | 'ics'
  readonly document: Document | 'calendar'
  /** Id of the standard text. A calendar has none. */
  readonly template?: string
}

/** A file of a release, ready to be put there. `type` is a media type. */
export type AssetFile = {
  readonly name: string
  readonly type: string
  readonly digest: string
  readonly content: Content
}

const types: Readonly<Record<Format | 'ics' | 'json', string>> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ics: 'text/calendar; charset=utf-8',
  json: 'application/json',
}

export function tagOf({ id, version }: Agreement): string {
  return `${id}/v${version}`
}

/** Every document in every language and format, and the calendar in every language, by name. */
export function plannedFiles(edition: Edition, words: (language: Language) => Words): readonly PlannedFile[] {
  const planned = [...plannedDocuments(edition, words), ...plannedCalendars(edition, words)]
  return planned.sort((a, b) => compare(a.name, b.name))
}

function plannedDocuments(
  { agreement, programme, before }: Edition,
  words: (language: Language) => Words,
): readonly PlannedFile[] {
  return (Object.keys(documents) as Document[]).flatMap((document) =>
    documents[document](agreement, before?.programme ?? programme, before?.agreement).flatMap(
      ({ name, view }) =>
        agreement.languages.flatMap((language) => {
          const template = view(language, words(language)).templateVersion
          return (Object.keys(formats) as Format[]).map((format) => ({
            name: `${name}.v${agreement.version}.${language}.${format}`,
            language,
            format,
            document,
            template,
          }))
        }),
    ),
  )
}

function plannedCalendars(edition: Edition, words: (language: Language) => Words): readonly PlannedFile[] {
  return [...calendarsIn(edition, words)].map(([name, { language }]) => ({
    name,
    language,
    format: 'ics',
    document: 'calendar',
  }))
}

type Calendar = { readonly language: Language; readonly text: string }

/** The calendars of a release, by name. */
export function calendarsIn(
  { agreement, programme }: Edition,
  words: (language: Language) => Words,
): ReadonlyMap<string, Calendar> {
  return new Map(
    agreement.languages.flatMap((language) => {
      const text = agreedCalendar(agreement, programme, language, words(language))
      const name = `${agreement.id}.v${agreement.version}.${language}.ics`
      return text === undefined ? [] : [[name, { language, text }] as const]
    }),
  )
}

/**
 * The files with their manifest, which comes last.
 * @throws Error unless the contents are exactly those planned
 */
export function assetsOf(
  edition: Edition,
  planned: readonly PlannedFile[],
  contents: Contents,
): readonly AssetFile[] {
  if (contents.size !== planned.length) throw new Error(`${contents.size} files, not ${planned.length}`)
  const files = planned.map(({ name, format }) => asset(name, types[format], contentOf(name, contents)))
  return [...files, asset(manifestName, types.json, manifestText(edition, planned, contents))]
}

function asset(name: string, type: string, content: Content): AssetFile {
  return { name, type, digest: `sha256:${sha256Of(content)}`, content }
}

/** No time and no order but that of the names. */
export function manifestText(edition: Edition, planned: readonly PlannedFile[], contents: Contents): string {
  const { agreement, commit, termsDigest, toolkit, before } = edition
  const manifest = {
    agreement: agreement.id,
    version: agreement.version,
    tag: tagOf(agreement),
    commit,
    termsDigest,
    before: before ? { version: before.agreement.version, termsDigest: before.termsDigest } : null,
    templates: templatesOf(edition, planned),
    toolkit,
    files: planned.map(({ name, language, format, document }) => {
      const content = contentOf(name, contents)
      return { name, size: bytesOf(content).length, sha256: sha256Of(content), language, format, document }
    }),
  }
  return `${JSON.stringify(manifest, undefined, 2)}\n`
}

/** Each standard text once, with the digest of its file in each language of the agreement. */
function templatesOf({ agreement, programme }: Edition, planned: readonly PlannedFile[]) {
  const ids = [...new Set(planned.flatMap(({ template }) => template ?? []))].sort(compare)
  return ids.map((id) => {
    const texts = agreement.languages.map((language) => {
      const text = programme.templates.get(id)?.languages.get(language)?.text ?? ''
      return [language, sha256Of(text)] as const
    })
    return { id, texts: Object.fromEntries(texts) }
  })
}

/** SHA-256 (FIPS 180-4) as 64 hexadecimal digits, as `sha256sum` writes it. */
export function sha256Of(content: Content): string {
  return bytesToHex(sha256(bytesOf(content)))
}

export function bytesOf(content: Content): Uint8Array {
  return typeof content === 'string' ? utf8ToBytes(content) : content
}

function contentOf(name: string, contents: Contents): Content {
  const content = contents.get(name)
  if (content === undefined) throw new Error(`${name} was not rendered`)
  return content
}
