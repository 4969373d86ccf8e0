/// <reference lib="dom" />
/** De to dørene på siden: the same two ways out for whatever has been filled in. */
import type { Words } from '../../../core/messages.ts'
import {
  emptyIssueAddress,
  fitsInAddress,
  issueAddress,
  issueText,
  mailAddress,
  type Part,
} from '../../form/doors.ts'
import { part, show } from './dom.ts'

/** What is sent, whichever door it goes by. */
export type Sending = {
  readonly path: string
  /** Of the file, without its ending. */
  readonly name: string
  readonly title: string
  readonly text: string
  readonly mail: { readonly subject: string; readonly intro: string }
}

/** Where it goes. */
export type Way = {
  readonly issues: string
  readonly template: string
  readonly mailbox: string
  readonly part: Part
}

export function showDoors(section: HTMLElement, sending: Sending, way: Way, words: Words): void {
  issueDoor(section, sending, way, words)
  mailDoor(section, sending, way, words)
}

function issueDoor(section: HTMLElement, { path, title, text }: Sending, way: Way, words: Words): void {
  const { issues, template } = way
  const door = part(section, '[data-door="issue"]', HTMLElement)
  const yaml = issueText(text)
  show(door, issues !== '')
  if (yaml === undefined) {
    show(door, false)
    part(section, '[data-told]', HTMLElement).textContent = words('form-s-fence')
    return
  }
  const parcel = { path, title, yaml }
  const address = issueAddress(issues, template, parcel, way.part)
  const fits = fitsInAddress(address)
  show(part(door, '[data-issue-short]', HTMLElement), fits)
  show(part(door, '[data-issue-long]', HTMLElement), !fits)
  part(door, '[data-issue-link]', HTMLAnchorElement).href = fits ? address : '#'
  part(door, '[data-issue-empty]', HTMLAnchorElement).href = emptyIssueAddress(issues, template, parcel)
  part(door, '[data-text]', HTMLTextAreaElement).value = yaml
}

function mailDoor(
  section: HTMLElement,
  { name, text, mail: { subject, intro } }: Sending,
  { mailbox }: Way,
  words: Words,
): void {
  const door = part(section, '[data-door="mail"]', HTMLElement)
  const download = part(door, '[data-download]', HTMLAnchorElement)
  if (download.href.startsWith('blob:')) URL.revokeObjectURL(download.href)
  download.href = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }))
  download.download = `${name}.yaml`
  const mail = mailAddress(mailbox, subject, {
    whole: `${intro}\n\n${text}`,
    short: `${intro}\n\n${words('form-s-mail-body-file')}\n`,
  })
  part(door, '[data-mail]', HTMLAnchorElement).href = mail.href
  part(door, '[data-mail-note]', HTMLElement).textContent = words(
    mail.whole ? 'form-s-mail-inside' : 'form-s-mail-attach',
  )
}

/** To the clipboard; where that is refused, the text is there and selected. */
export async function copyText(section: HTMLElement, words: Words): Promise<void> {
  const text = part(section, '[data-text]', HTMLTextAreaElement)
  const told = part(section, '[data-told]', HTMLElement)
  try {
    await navigator.clipboard.writeText(text.value)
    told.textContent = words('form-s-copied')
  } catch {
    text.select()
    told.textContent = words('form-s-copy')
  }
}
