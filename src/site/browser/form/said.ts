/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What is said of the answers: at each field, and in a summary that leads to them. */
import type { Speaker } from '../../../core/messages.ts'
import type { BroughtField } from '../../form/brought.ts'
import { fieldsFor, sentenceFor } from '../../form/sentences.ts'
import { type FormFinding, isPersonal, textFinding } from '../../form/text-findings.ts'
import { controlsIn, holderOf, writtenIn } from './controls.ts'
import { element, goTo, part, show } from './dom.ts'

export type Said = { readonly path: string; readonly title: string; readonly sentence: string }

/** One for each field, the first that was found; `path` is empty for what is about the whole. */
export function toldOf(
  findings: readonly FormFinding[],
  fields: readonly BroughtField[],
  speaker: Speaker,
): readonly Said[] {
  const told = new Map<string, Said>()
  for (const finding of findings) {
    const sentence = sentenceFor(finding, fields, speaker)
    const own = fieldsFor(finding, fields)
    const places = own.length > 0 ? own : [{ path: '', title: speaker.words('form-s-whole') }]
    for (const { path, title } of places) if (!told.has(path)) told.set(path, { path, title, sentence })
  }
  const order = ['', 'agency', ...fields.map(({ path }) => path)]
  return [...told.values()].sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path))
}

/** Says it at the field; an empty sentence takes away what was said. */
export function sayAt(holder: HTMLElement, sentence: string): void {
  const said = part(holder, '[data-said]', HTMLElement)
  const isWrong = sentence !== ''
  if (said.textContent === sentence && isWrong !== said.hidden) return
  said.textContent = sentence
  show(said, isWrong)
  for (const control of controlsIn(holder)) {
    if (isWrong) control.setAttribute('aria-invalid', 'true')
    else control.removeAttribute('aria-invalid')
  }
  const described = holder instanceof HTMLFieldSetElement ? [holder] : controlsIn(holder)
  for (const one of described) describe(one, said.id, isWrong)
}

function describe(one: Element, id: string, isWrong: boolean): void {
  const ids = (one.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((other) => other !== '' && other !== id)
  const wanted = isWrong ? [...ids, id] : ids
  if (wanted.length > 0) one.setAttribute('aria-describedby', wanted.join(' '))
  else one.removeAttribute('aria-describedby')
}

/** The whole of what is wrong, and focus where it is told. */
export function saySummary(form: HTMLFormElement, said: readonly Said[], { words }: Speaker): void {
  for (const holder of form.querySelectorAll<HTMLElement>('[data-path]')) {
    sayAt(holder, said.find(({ path }) => path === holder.dataset['path'])?.sentence ?? '')
  }
  const section = form.closest('section') ?? document
  const summary = part(section, '[data-summary]', HTMLElement)
  show(summary, said.length > 0)
  part(summary, '[data-summary-title]', HTMLElement).textContent = words('form-s-summary', {
    count: said.length,
  })
  part(summary, '[data-summary-list]', HTMLElement).replaceChildren(...said.map((one) => line(form, one)))
  if (said.length > 0) goTo(summary)
}

function line(form: HTMLFormElement, { path, title, sentence }: Said): HTMLElement {
  const holder = holderOf(form, path)
  const [control] = holder ? controlsIn(holder) : []
  const text = titled(title, sentence)
  if (!control) return element('li', text)
  const link = element('a', text) as HTMLAnchorElement
  link.href = `#${control.id}`
  // The address of the page says what is being changed, and must go on saying it.
  link.addEventListener('click', (event) => {
    event.preventDefault()
    control.focus()
    holder?.scrollIntoView({ block: 'center' })
  })
  return element('li', link)
}

/** After a colon, or after a question. */
export function titled(title: string, text: string): string {
  return `${title}${title.endsWith('?') ? '' : ':'} ${text}`
}

/** Told as she types, before anything is kept or sent. */
export function warnOfPerson(holder: HTMLElement, fields: readonly BroughtField[], speaker: Speaker): void {
  const found = personalIn(holder)
  const was = 'personal' in holder.dataset
  if (!found && !was) return
  if (found) holder.dataset['personal'] = ''
  else delete holder.dataset['personal']
  part(holder, '[data-said]', HTMLElement).setAttribute('role', 'status')
  sayAt(holder, found ? sentenceFor({ ...found, severity: 'error', at: [] }, fields, speaker) : '')
}

export function personalIn(holder: Element): Pick<FormFinding, 'code' | 'args'> | undefined {
  const found = writtenIn(holder).map(textFinding)
  return found.find((finding) => finding !== undefined && isPersonal(finding))
}
