/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Se over: the answers in plain words, the file behind a fold, and the two doors out. */
import type { Draft } from '../../form/judge.ts'
import { writtenDates } from '../../form/sentences.ts'
import type { FormFinding } from '../../form/text-findings.ts'
import { chosenIn, holderOf } from './controls.ts'
import type { Desk } from './desk.ts'
import { element, goTo, part, show } from './dom.ts'
import { type Sending, showDoors } from './doors-shown.ts'
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
  showDoors(section, parcelOf(review, desk), { ...desk.brought, part: 'registration' }, desk.speaker.words)
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

function parcelOf({ draft }: Review, { brought, judge, speaker: { words } }: Desk): Sending {
  const name = judge.programme.agencies.get(draft.agency)?.name
  const agency = name?.[brought.language] ?? name?.nb ?? draft.agency
  const title = titleIn(draft)
  return {
    path: draft.path,
    name: draft.name,
    title,
    text: draft.text,
    mail: {
      subject: words('form-s-mail-subject', { title }),
      intro: words('form-s-mail-body', { agency, title, path: draft.path }),
    },
  }
}
