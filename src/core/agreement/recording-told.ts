/** Føringen, told to whoever made it: what was written down, what goes with it, and who is still missing. */
import type { Agreement, IsoDate, Signature } from '../model.ts'
import { formatDate, formatList } from '../render/formatted.ts'
import { paragraph, safeJson, withoutCommands } from '../report/visible.ts'
import type { Objection } from '../verify/signed-file.ts'
import { partyName, type Reader } from './readiness.ts'
import type { Recording, Refusal } from './recording.ts'

/** How much of the file could be looked at. */
export type Shown = {
  readonly shown: 'signed' | 'packed' | 'printed' | 'scan'
  readonly document?: string
  readonly signatures: number
  readonly isVisible: boolean
}

export type RecordingTold = Recording & {
  readonly agreement: Agreement
  /** The file, as it was named. */
  readonly given: string
  readonly terms: string
  readonly file: Shown
  /** Those that have not signed, when this is written down. */
  readonly missing: readonly string[]
  /** When the last of all signed. */
  readonly signed: IsoDate | undefined
  readonly isInRepository: boolean
  readonly isUnsaved: boolean
  /** The new text of the agreement, when it was only to be shown. */
  readonly text?: string
}

export function printRecordingText(told: RecordingTold, reader: Reader): string {
  const { added, kept, agreement } = told
  const { words } = reader
  const listed = (signatures: readonly Signature[]) =>
    signatures.map((one) => `  ${signatureText(one, reader)}`)
  const blocks = [
    fileLines(told, reader),
    added.length === 0
      ? []
      : [
          words(told.text === undefined ? 'sign-recorded' : 'sign-shown', { path: agreement.file }),
          ...listed(added),
        ],
    kept.length === 0 ? [] : [words('sign-kept'), ...listed(kept)],
    added.length === 0 ? [words('sign-nothing')] : [],
    notes(told, reader),
    added.length === 0 ? [] : pullLines(told, reader),
    [outcome(told, reader)],
  ]
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(line).join('\n'))
  return withoutCommands(`${shown.join('\n\n')}\n`)
}

/** One line, with the indentation it had. */
function line(text: string): string {
  return `${/^ */.exec(text)?.[0] ?? ''}${paragraph(text)}`
}

function signatureText({ party, role, date, method }: Signature, reader: Reader): string {
  return reader.words('verify-signature', {
    party: partyName(party, reader),
    role,
    date: formatDate(date, reader.language),
    method: reader.words(`signature-${method}`),
  })
}

function fileLines({ file, terms }: RecordingTold, { words }: Reader): readonly string[] {
  const { shown, document = '', signatures } = file
  const checked = words(`sign-file-${shown}`, { document, terms })
  if (shown !== 'signed' && shown !== 'packed') return [checked]
  return [
    `${checked} ${words('verify-has-signatures', { count: signatures })}`,
    ...(file.isVisible ? [words('verify-signed-visible')] : []),
    words('verify-signatures-unchecked'),
  ]
}

function notes({ isInRepository, isUnsaved }: RecordingTold, { words }: Reader): readonly string[] {
  const keys = [
    ...(isInRepository ? ['sign-in-repository'] : []),
    ...(isUnsaved ? ['verify-remark-unsaved'] : []),
  ]
  return keys.map((key) => `${words('verify-note')} ${words(key)}`)
}

function outcome({ missing, signed, agreement }: RecordingTold, reader: Reader): string {
  const { words, language } = reader
  if (signed !== undefined)
    return words('sign-complete', { date: formatDate(signed, language), agreement: agreement.id })
  return words('sign-missing', { names: namesOf(missing, reader) })
}

function namesOf(slugs: readonly string[], reader: Reader): string {
  return formatList(
    slugs.map((slug) => partyName(slug, reader)),
    reader.language,
  )
}

function pullLines(told: RecordingTold, reader: Reader): readonly string[] {
  const { title, body } = pullRequest(told, reader)
  return [reader.words('sign-pull'), `  ${title}`, ...body.map((text) => `  ${text}`)]
}

/** What to write where the change is sent in. Roles and agencies only: no names. */
export function pullRequest(
  { added, agreement, terms, file }: RecordingTold,
  reader: Reader,
): { readonly title: string; readonly body: readonly string[] } {
  const { words } = reader
  const names = namesOf(
    added.map(({ party }) => party),
    reader,
  )
  const digest = added[0]?.file
  return {
    title: paragraph(words('sign-pull-title', { names, title: agreement.title })),
    body: [
      ...added.map((one) => `- ${signatureText(one, reader)}`),
      `- ${words('document-terms')}: ${terms}`,
      ...(digest === undefined ? [] : [`- ${words('sign-pull-file', { digest })}`]),
      `- ${words(`sign-pull-${file.shown}`)}`,
    ].map(paragraph),
  }
}

/** Documented in docs/sign.md. */
export function printRecordingJson(told: RecordingTold, reader: Reader): string {
  const { agreement, given, terms, file, added, kept, missing, signed, text } = told
  const { title, body } = pullRequest(told, reader)
  const recorded = {
    agreement: agreement.id,
    version: agreement.version,
    terms,
    file: { name: given, shown: file.shown, document: file.document ?? null, signatures: file.signatures },
    added,
    kept,
    missing,
    signed: signed ?? null,
    path: agreement.file,
    written: added.length > 0 && text === undefined,
    text: text ?? null,
    pullRequest: added.length > 0 ? { title, body: body.join('\n') } : null,
  }
  return `${safeJson(recorded, 2)}\n`
}

/** Why nothing was written down. */
export type Refused = {
  readonly reason: string
  readonly message: string
  readonly details?: readonly string[]
}

export function objected({ objection, args, unknown }: Objection, { words }: Pick<Reader, 'words'>): Refused {
  if (unknown !== undefined)
    return { reason: unknown, message: `${words(`verify-${unknown}`, { id: '' })} ${words('sign-remedy')}` }
  const kind = args['document'] === undefined ? {} : { kind: words(`document-kind-${args['document']}`) }
  return { reason: objection, message: words(`sign-${objection}`, { ...args, ...kind }) }
}

export function refused(refusal: Refusal, { file }: Pick<Agreement, 'file'>, reader: Reader): Refused {
  const { words, language } = reader
  const days = 'days' in refusal ? refusal.days : []
  const told = days.map((day) => formatDate(day, language))
  const [first = '', second = ''] = told
  const count = 'count' in refusal ? words('sign-signatures', { count: refusal.count }) : ''
  const args = {
    signatures: count,
    parties: 'parties' in refusal ? refusal.parties : 0,
    names: 'used' in refusal ? namesOf(refusal.used, reader) : '',
    party: 'party' in refusal ? partyName(refusal.party, reader) : '',
    days: formatList(told, language),
    first,
    second,
    path: file,
  }
  return { reason: refusal.refusal, message: words(`sign-${refusal.refusal}`, args) }
}

export function printRefusedText(
  given: string,
  { message, details = [] }: Refused,
  { words }: Pick<Reader, 'words'>,
): string {
  const place = paragraph(given).replace(/^(?=\s*::)/, './')
  const lines = [`${place}: ${message}`, ...details.map((text) => `  ${text}`), words('sign-refused')]
  return withoutCommands(`${lines.map(line).join('\n')}\n`)
}

/** Documented in docs/sign.md. */
export function printRefusedJson(
  agreement: string,
  given: string,
  { reason, message, details = [] }: Refused,
): string {
  return `${safeJson({ agreement, refused: { file: given, reason, message: paragraph(message), details } }, 2)}\n`
}
