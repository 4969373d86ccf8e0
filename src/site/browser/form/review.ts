/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Se over: the answers in plain words, the file behind a fold, and the two doors out. */
import { emptyIssueAddress, fitsInAddress, issueAddress, issueText, mailAddress } from '../../form/doors.ts'
import type { Draft, FormFinding } from '../../form/judge.ts'
import { writtenDates } from '../../form/sentences.ts'
import { chosenIn, holderOf } from './controls.ts'
import type { Desk } from './desk.ts'
import { element, goTo, part, show } from './dom.ts'
import { valueAt } from './existing.ts'
import { titled, toldOf } from './said.ts'

export type Review = {
  readonly section: HTMLElement
  readonly form: HTMLFormElement
  readonly draft: Draft
  readonly warnings: readonly FormFinding[]
}

export function showReview(review: Review, desk: Desk): void {
  const { section, form, draft, warnings } = review
  const fields = desk.brought.fields[draft.kind]
  const told = toldOf(warnings, fields, desk.speaker)
  show(part(section, '[data-warnings]', HTMLElement), told.length > 0)
  part(section, '[data-warnings-list]', HTMLElement).replaceChildren(
    ...told.map(({ title, sentence }) => element('li', titled(title, sentence))),
  )
  part(section, '[data-answers]', HTMLElement).replaceChildren(...answers(form, draft, desk))
  part(section, '[data-file-path]', HTMLElement).textContent = desk.speaker.words('form-s-file', {
    path: draft.path,
  })
  part(section, '[data-file-text]', HTMLElement).textContent = draft.text
  part(section, '[data-told]', HTMLElement).textContent = ''
  issueDoor(review, desk)
  mailDoor(review, desk)
  show(section, true)
  goTo(part(section, '[data-review-title]', HTMLElement))
}

function answers(
  form: HTMLFormElement,
  draft: Draft,
  { brought, speaker: { words } }: Desk,
): readonly HTMLElement[] {
  const agency = holderOf(form, 'agency')
  const rows = brought.fields[draft.kind].map((field) => {
    const holder = holderOf(form, field.path)
    return {
      title: titleOf(field.title, holder),
      shown: holder ? shownOf(valueAt(draft.data, field.path), holder) : [],
    }
  })
  return [{ title: words('form-s-agency'), shown: agency ? chosenIn(agency) : [] }, ...rows]
    .filter(({ shown }) => shown.length > 0)
    .map(({ title, shown }) =>
      element('div', element('dt', title), ...shown.map((text) => element('dd', text))),
    )
}

/** Words for what was chosen, and what was written as it will be understood. */
function shownOf(value: unknown, holder: HTMLElement): readonly string[] {
  const chosen = chosenIn(holder)
  const written = [value ?? []].flat().map((one) => writtenDates(String(one)))
  return holder instanceof HTMLFieldSetElement
    ? [...chosen, ...written.filter((one) => /^\d{9}$/.test(one))]
    : written
}

/** One of a group is read after the group's own question. */
function titleOf(title: string, holder: Element | undefined): string {
  const group = holder?.closest('.form-group')?.querySelector('legend')?.textContent ?? ''
  if (group === '') return title
  return titled(group, title)
}

function titleIn({ data }: Draft): string {
  return 'title' in data ? String(data.title) : ''
}

function issueDoor(
  { section, draft }: Review,
  { brought: { issues, template }, speaker: { words } }: Desk,
): void {
  const door = part(section, '[data-door="issue"]', HTMLElement)
  const yaml = issueText(draft.text)
  show(door, issues !== '')
  if (yaml === undefined) {
    show(door, false)
    part(section, '[data-told]', HTMLElement).textContent = words('form-s-fence')
    return
  }
  const parcel = { path: draft.path, title: titleIn(draft), yaml }
  const address = issueAddress(issues, template, parcel)
  const fits = fitsInAddress(address)
  show(part(door, '[data-issue-short]', HTMLElement), fits)
  show(part(door, '[data-issue-long]', HTMLElement), !fits)
  part(door, '[data-issue-link]', HTMLAnchorElement).href = fits ? address : '#'
  part(door, '[data-issue-empty]', HTMLAnchorElement).href = emptyIssueAddress(issues, template, parcel)
  part(door, '[data-text]', HTMLTextAreaElement).value = yaml
}

function mailDoor({ section, draft }: Review, { brought, judge, speaker: { words } }: Desk): void {
  const door = part(section, '[data-door="mail"]', HTMLElement)
  const download = part(door, '[data-download]', HTMLAnchorElement)
  if (download.href.startsWith('blob:')) URL.revokeObjectURL(download.href)
  download.href = URL.createObjectURL(new Blob([draft.text], { type: 'text/yaml' }))
  download.download = `${draft.name}.yaml`
  const name = judge.programme.agencies.get(draft.agency)?.name
  const agency = name?.[brought.language] ?? name?.nb ?? draft.agency
  const title = titleIn(draft)
  const intro = words('form-s-mail-body', { agency, title, path: draft.path })
  const mail = mailAddress(brought.mailbox, words('form-s-mail-subject', { title }), {
    whole: `${intro}\n\n${draft.text}`,
    short: `${intro}\n\n${words('form-s-mail-body-file')}\n`,
  })
  part(door, '[data-mail]', HTMLAnchorElement).href = mail.href
  part(door, '[data-mail-note]', HTMLElement).textContent = words(
    mail.whole ? 'form-s-mail-inside' : 'form-s-mail-attach',
  )
}

/** To the clipboard; where that is refused, the text is there and selected. */
export async function copyText(section: HTMLElement, { speaker: { words } }: Desk): Promise<void> {
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
