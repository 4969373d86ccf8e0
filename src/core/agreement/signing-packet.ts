/**
 * Signeringspakke: what the state's e-signing service must be told to have a document signed. It takes PDF only, up to
 * ten signers, and titles of up to 80 characters. Signers are told by role: names belong in the service, not here.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Words } from '../messages.ts'
import type { Agreement, Exchange, Language, Programme } from '../model.ts'
import { oneLine } from '../render/escape.ts'
import type { Document } from '../render/standard-text.ts'
import { digestIn } from '../rules/terms.ts'

export const mostSigners = 10
export const longestTitle = 80

/** Signatar. `order`: those with a lower number sign first, those with the same in any order. */
export type Signer = {
  readonly order: number
  readonly part: 'party' | 'sender' | 'host' | 'employee'
  /** In digits; the employee signs for nobody but themselves. */
  readonly organisationNumber?: string
  /** Their role in the agency, as the agreement has it; null while nobody has said. */
  readonly role: string | null
}

/** Signeringsoppdrag: one document to be signed. Printed as JSON; the shape is documented in docs/documents-kinds.md. */
export type SigningRequest = {
  readonly title: string
  readonly language: Language
  readonly agreement: string
  readonly version: number
  readonly document: Document
  readonly termsDigest: string
  readonly file: {
    readonly name: string
    readonly mediaType: 'application/pdf'
    /** Bytes. */
    readonly size: number
    readonly sha256: string
  }
  readonly signers: readonly Signer[]
}

/** A rendered document that somebody is to sign. `exchange` is left out for what is about the whole agreement. */
export type Signable = {
  readonly document: Document
  readonly exchange?: string
  readonly language: Language
  readonly name: string
  readonly content: Uint8Array
}

/** Hindring: why a document cannot be sent for signing. */
export type Obstacle = {
  readonly name: string
  readonly obstacle: 'not-signed' | 'not-pdf' | 'too-many-signers' | 'no-role' | 'private' | 'unknown-terms'
}

export type SigningPacket = {
  readonly requests: readonly SigningRequest[]
  readonly obstacles: readonly Obstacle[]
}

/** One request for each document that can be signed, and for each other why not. */
export function signingPacket(
  agreement: Agreement,
  programme: Programme,
  files: readonly Signable[],
  words: (language: Language) => Words,
): SigningPacket {
  const requests: SigningRequest[] = []
  const obstacles: Obstacle[] = []
  for (const file of files) {
    const signers = signersOf(agreement, programme, file)
    const termsDigest = digestIn(programme, agreement)
    const obstacle = obstacleIn(file, signers, termsDigest)
    if (obstacle || termsDigest === undefined)
      obstacles.push({ name: file.name, obstacle: obstacle ?? 'unknown-terms' })
    else requests.push(requestOf(agreement, file, signers, termsDigest, words(file.language)))
  }
  return { requests, obstacles }
}

function obstacleIn(
  { name, content }: Signable,
  signers: readonly Signer[],
  termsDigest: string | undefined,
): Obstacle['obstacle'] | undefined {
  if (signers.length === 0) return 'not-signed'
  if (/\.private\.\w+$/.test(name)) return 'private'
  if (!name.endsWith('.pdf') || !isPdf(content)) return 'not-pdf'
  if (signers.length > mostSigners) return 'too-many-signers'
  if (signers.some(({ part, role }) => part !== 'employee' && role === null)) return 'no-role'
  return termsDigest === undefined ? 'unknown-terms' : undefined
}

const pdfStart = [...'%PDF-'].map((character) => character.charCodeAt(0))

function isPdf(content: Uint8Array): boolean {
  return pdfStart.every((byte, index) => content[index] === byte)
}

function requestOf(
  { id, title, version }: Agreement,
  { document, exchange, language, name, content }: Signable,
  signers: readonly Signer[],
  termsDigest: string,
  words: Words,
): SigningRequest {
  const kind = words(`document-kind-${document}`)
  const subject = exchange === undefined ? title : `${title} (${exchange})`
  return {
    title: titleFor(`${kind}: ${subject}`),
    language,
    agreement: id,
    version,
    document,
    termsDigest,
    file: {
      name,
      mediaType: 'application/pdf',
      size: content.length,
      sha256: bytesToHex(sha256(content)),
    },
    signers,
  }
}

/** Whole words, as many as there is room for. */
export function titleFor(text: string): string {
  const whole = oneLine(text)
  if (whole.length <= longestTitle) return whole
  const room = whole.slice(0, longestTitle - 1)
  const end = room.lastIndexOf(' ')
  return `${end > longestTitle / 2 ? room.slice(0, end) : room}…`
}

/** Nobody signs what is not in the table: it belongs to something that is signed, or is only sent. */
function signersOf(agreement: Agreement, programme: Programme, file: Signable): readonly Signer[] {
  const exchange = agreement.exchanges.find(({ id }) => id === file.exchange)
  const teller = new Signers(agreement, programme)
  switch (file.document) {
    case 'cooperation-agreement':
      return teller.parties()
    case 'exchange-agreement':
      return exchange ? teller.three(exchange) : []
    case 'confidentiality-declaration':
      return exchange ? [employee(1)] : []
    case 'amendment':
      return exchange ? teller.three(exchange) : teller.parties()
    case 'termination':
      return teller.terminating()
    case 'learning-plan':
    case 'cost-sheet':
    case 'security-annex':
    case 'certificate':
      return []
  }
}

class Signers {
  readonly agreement: Agreement
  readonly programme: Programme

  constructor(agreement: Agreement, programme: Programme) {
    this.agreement = agreement
    this.programme = programme
  }

  /** In any order: none of them is bound before all have signed. */
  parties(): readonly Signer[] {
    return this.agreement.parties.map(({ agency }) => this.party(agency, 'party', 1))
  }

  /** The agencies first: the employee is to sign what both have bound themselves to. */
  three({ from, to }: Exchange): readonly Signer[] {
    return [this.party(from, 'sender', 1), this.party(to, 'host', 1), employee(2)]
  }

  terminating(): readonly Signer[] {
    const { termination } = this.agreement
    return termination ? [this.party(termination.by, 'party', 1)] : []
  }

  party(agency: string, part: Signer['part'], order: number): Signer {
    const organisationNumber = this.programme.agencies.get(agency)?.organisationNumber
    const role = this.agreement.parties.find((party) => party.agency === agency)?.signatory.role ?? null
    return { order, part, role, ...(organisationNumber === undefined ? {} : { organisationNumber }) }
  }
}

function employee(order: number): Signer {
  return { order, part: 'employee', role: null }
}
