/** Signeringspakken, told to whoever is to send it, and as JSON. */
import type { Speaker } from '../messages.ts'
import type { Agreement, Programme } from '../model.ts'
import { formatOrganisationNumber } from '../organisation-number.ts'
import { agencyName } from '../render/view-teller.ts'
import { paragraph, safeJson, withoutCommands } from '../report/visible.ts'
import type { Signer, SigningPacket, SigningRequest } from './signing-packet.ts'

export type PacketTold = SigningPacket & {
  readonly agreement: Agreement
  readonly programme: Programme
  /** As it was named. */
  readonly folder: string
  /** All have signed these terms already. */
  readonly isSigned: boolean
  /** What lies in the folder is not what lies in Git. */
  readonly isUnsaved: boolean
}

export function printPacketText(told: PacketTold, speaker: Speaker): string {
  const { words } = speaker
  const { agreement, folder, requests, obstacles, isSigned, isUnsaved } = told
  const place = `${folder.replace(/\/+$/, '')}/${agreement.id}`
  const note = (key: string) => [`${words('verify-note')} ${words(key)}`]
  const blocks = [
    [words('sign-packet', { folder: place }), words('sign-packet-how')],
    ...requests.map((request) => requestLines(request, told, speaker)),
    [words('sign-packet-order')],
    obstacles.length === 0
      ? []
      : [
          words('sign-packet-not'),
          ...obstacles.map(({ name, obstacle }) => `  ${name}: ${words(`sign-obstacle-${obstacle}`)}`),
        ],
    isSigned ? note('sign-packet-signed') : [],
    isUnsaved ? note('verify-remark-unsaved') : [],
    [words('sign-packet-back'), `  mobilitet sign ${agreement.id} --file ${words('sign-packet-file')}`],
  ]
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(line).join('\n'))
  return withoutCommands(`${shown.join('\n\n')}\n`)
}

/** One line, with the indentation it had. */
function line(text: string): string {
  return `${/^ */.exec(text)?.[0] ?? ''}${paragraph(text)}`
}

function requestLines(
  { file, title, signers }: SigningRequest,
  told: PacketTold,
  speaker: Speaker,
): readonly string[] {
  return [
    `  ${file.name}`,
    `    ${speaker.words('sign-packet-title', { title })}`,
    ...signers.map((signer) => `    ${signer.order}. ${signerText(signer, told, speaker)}`),
  ]
}

function signerText(
  { organisationNumber: number, role }: Signer,
  { programme }: PacketTold,
  { words, language }: Speaker,
): string {
  if (number === undefined) return words('sign-signer-employee')
  const agency = [...programme.agencies.values()].find((one) => one.organisationNumber === number)
  return words('sign-signer-party', {
    name: agency ? agencyName(agency, language) : '',
    number: formatOrganisationNumber(number),
    role: role ?? '',
  })
}

/** Documented in docs/sign.md. */
export function printPacketJson(told: PacketTold): string {
  const { agreement, folder, requests, obstacles, isSigned, isUnsaved } = told
  const packet = {
    agreement: agreement.id,
    version: agreement.version,
    folder: `${folder.replace(/\/+$/, '')}/${agreement.id}`,
    requests,
    obstacles,
    signed: isSigned,
    unsaved: isUnsaved,
  }
  return `${safeJson(packet, 2)}\n`
}
