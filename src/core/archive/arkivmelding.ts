/**
 * Arkivmelding: what an archive system needs to take the documents in (Noark 5, version 5.5). One folder (mappe) for each
 * agreement, one registration for each document, one description for each language, one object for each format.
 * Element names, order and values follow `arkivmelding.xsd`, namespace http://www.arkivverket.no/standarder/noark5/arkivmelding.
 */
import { digestOf } from '../canonical.ts'
import { compare } from '../diagnostic.ts'
import type { Agreement, IsoDate, Language, Programme } from '../model.ts'
import { oneLine } from '../render/escape.ts'
import type { Format } from '../render/formats.ts'
import { nameOf } from '../report/matching-sentences.ts'
import { isSignedByAll } from '../rules/known.ts'

export const messageName = 'arkivmelding.xml'

/** A rendered file, as the message tells of it. `name` is its name in the archive. */
export type FiledDocument = {
  readonly agreement: string
  /** The same for all languages and formats of one document. */
  readonly document: string
  readonly title: string
  readonly language: Language
  readonly format: Format
  readonly name: string
  readonly size: number
  readonly sha256: string
}

export type Message = {
  readonly programme: Programme
  readonly system: string
  /** `YYYY-MM-DDThh:mm:ss` with an offset. */
  readonly time: string
  /** Who made the records: a unit, never a person. */
  readonly by: string
  readonly documents: readonly FiledDocument[]
}

const namespace = 'http://www.arkivverket.no/standarder/noark5/arkivmelding'

export function messageText(message: Message): string {
  const { programme, system, time, documents } = message
  const agreements = [...programme.agreements.values()].sort((a, b) => compare(a.id, b.id))
  const filed = agreements.filter(({ id }) => documents.some(({ agreement }) => agreement === id))
  const body = [
    element('system', system),
    element('meldingId', identity(message, 'message', time)),
    element('tidspunkt', time),
    element('antallFiler', String(documents.length)),
    ...filed.map((agreement) => folder(agreement, message)),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<arkivmelding xmlns="${namespace}">\n${body.join('\n')}\n</arkivmelding>\n`
}

function folder(agreement: Agreement, message: Message): string {
  const { programme, by, documents, system } = message
  const { id, title, purpose, parties, termination } = agreement
  const own = documents.filter((one) => one.agreement === id)
  const names = [...new Set(own.map(({ document }) => document))].sort(compare)
  return group('mappe', [
    element('systemID', identity(message, 'folder', id)),
    element('mappeID', id),
    element('tittel', title),
    ...optional('beskrivelse', purpose),
    element('dokumentmedium', 'Elektronisk arkiv'),
    element('opprettetDato', atMidnight(begunOn(agreement))),
    element('opprettetAv', by),
    ...(termination
      ? [element('avsluttetDato', atMidnight(termination.date)), element('avsluttetAv', by)]
      : []),
    ...parties.map(({ agency }) => party(agency, programme)),
    key(system, id),
    ...names.map((name) => registration(name, own, agreement, message)),
  ])
}

/** By name and number, as the documents carry them. */
function party(slug: string, programme: Programme): string {
  const agency = programme.agencies.get(slug)
  return group('part', [
    ...optional('partID', agency?.organisationNumber),
    element('partNavn', agency?.name.nb ?? nameOf(slug, programme)),
    element('partRolle', 'Avtalepart'),
  ])
}

function registration(
  document: string,
  own: readonly FiledDocument[],
  agreement: Agreement,
  message: Message,
): string {
  const files = own.filter((one) => one.document === document)
  const languages = agreement.languages.filter((language) => files.some((one) => one.language === language))
  const [main] = languages
  const title = files.find(({ language }) => language === main)?.title ?? document
  return group('registrering', [
    element('systemID', identity(message, 'registration', document)),
    element('opprettetDato', atMidnight(begunOn(agreement))),
    element('opprettetAv', message.by),
    element('arkivertDato', message.time),
    element('arkivertAv', message.by),
    ...languages.map((language, at) => description(document, language, at, files, agreement, message)),
    element('tittel', title),
    element('dokumentmedium', 'Elektronisk arkiv'),
    key(message.system, document),
  ])
}

function description(
  document: string,
  language: Language,
  at: number,
  files: readonly FiledDocument[],
  agreement: Agreement,
  message: Message,
): string {
  const own = files.filter((one) => one.language === language)
  return group('dokumentbeskrivelse', [
    element('systemID', identity(message, 'description', `${document}.${language}`)),
    element('dokumenttype', 'Avtale'),
    element('dokumentstatus', statusOf(agreement)),
    element('tittel', own[0]?.title ?? document),
    element('opprettetDato', atMidnight(begunOn(agreement))),
    element('opprettetAv', message.by),
    element('dokumentmedium', 'Elektronisk arkiv'),
    element('tilknyttetRegistreringSom', at === 0 ? 'Hoveddokument' : 'Vedlegg'),
    element('dokumentnummer', String(at + 1)),
    element('tilknyttetDato', message.time),
    element('tilknyttetAv', message.by),
    ...formatsInOrder
      .flatMap((format) => own.filter((one) => one.format === format))
      .map((one) => object(one, agreement, message)),
  ])
}

/** What not everybody has signed is no finished document. */
function statusOf(agreement: Agreement): string {
  return isSignedByAll(agreement) ? 'Dokumentet er ferdigstilt' : 'Dokumentet er under redigering'
}

const formatsInOrder: readonly Format[] = ['pdf', 'docx', 'html', 'md']

/** By PRONOM (https://www.nationalarchives.gov.uk/pronom/): PDF/A-2a, DOCX, HTML 5, Markdown. Only the first is for keeping. */
const pronom: Readonly<Record<Format, string>> = {
  pdf: 'fmt/476',
  docx: 'fmt/412',
  html: 'fmt/471',
  md: 'fmt/1149',
}

function object(file: FiledDocument, { version }: Agreement, message: Message): string {
  return group('dokumentobjekt', [
    element('versjonsnummer', String(version)),
    element('variantformat', file.format === 'pdf' ? 'Arkivformat' : 'Produksjonsformat'),
    element('format', pronom[file.format]),
    element('opprettetDato', message.time),
    element('opprettetAv', message.by),
    element('referanseDokumentfil', file.name),
    element('sjekksum', file.sha256),
    element('sjekksumAlgoritme', 'SHA-256'),
    element('filstoerrelse', String(file.size)),
  ])
}

/** By which the record can be found again in the programme. */
function key(system: string, id: string): string {
  return group('referanseEksternNoekkel', [element('fagsystem', system), element('noekkel', id)])
}

/** The first day anybody has put a name to it, or else the first it applies on. */
function begunOn({ accepted, signatures, validity }: Agreement): IsoDate {
  const days = [...accepted, ...signatures].map(({ date }) => date).sort()
  return days[0] ?? validity.from
}

function atMidnight(date: IsoDate): string {
  return `${date}T00:00:00`
}

/** The same for the same record of the same programme: a UUID of one's own making (RFC 9562, version 8), from SHA-256. */
function identity({ programme, system }: Message, kind: string, id: string): string {
  const { settings } = programme
  const of = [system, settings?.office.mailbox ?? '', settings?.name.nb ?? '', kind, id]
  const hex = digestOf(of).slice('sha256:'.length)
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4] ?? '8'
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

function optional(name: string, text: string | null | undefined): readonly string[] {
  return text === undefined || text === null || oneLine(text) === '' ? [] : [element(name, text)]
}

function group(name: string, parts: readonly string[]): string {
  return `<${name}>\n${parts.join('\n')}\n</${name}>`
}

/** No schema lets text be empty. */
function element(name: string, text: string): string {
  return `<${name}>${escaped(oneLine(text) || '–')}</${name}>`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text XML can hold: `oneLine` has taken controls and half characters away, and these two it may not hold either. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')
}
