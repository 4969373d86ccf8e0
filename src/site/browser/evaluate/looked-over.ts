/// <reference lib="dom" />
/** Se over: the evaluation in plain words, the file behind a fold, and the two doors out. */
import type { Speaker } from '../../../core/messages.ts'
import type { BroughtEvaluation, BroughtExchange, BroughtQuestion } from '../../evaluate/brought.ts'
import type { EvaluationDraft } from '../../evaluate/draft.ts'
import { chosenIn, holderOf, writtenIn } from '../form/controls.ts'
import { element, goTo, part, show } from '../form/dom.ts'
import { showDoors } from '../form/doors-shown.ts'
import { titled } from '../form/said.ts'

export type LookedOver = {
  readonly section: HTMLElement
  readonly form: HTMLFormElement
  readonly draft: EvaluationDraft
  readonly exchange: BroughtExchange
  readonly questions: readonly BroughtQuestion[]
}

export function showEvaluation(looked: LookedOver, brought: BroughtEvaluation, { words }: Speaker): void {
  const { section, draft, exchange } = looked
  part(section, '[data-answers]', HTMLElement).replaceChildren(
    ...answers(looked, words('evaluate-s-exchange')),
  )
  part(section, '[data-file-path]', HTMLElement).textContent = words('form-s-file', { path: draft.path })
  part(section, '[data-file-text]', HTMLElement).textContent = draft.text
  part(section, '[data-told]', HTMLElement).textContent = ''
  const title = words('evaluate-s-title', { title: exchange.title })
  const mail = {
    subject: title,
    intro: words('evaluate-s-mail-body', { title: exchange.title, path: draft.path }),
  }
  const { path, name, text } = draft
  showDoors(section, { path, name, title, text, mail }, { ...brought, part: 'evaluation' }, words)
  show(section, true)
  goTo(part(section, '[data-review-title]', HTMLElement))
}

function answers({ form, questions }: LookedOver, exchangeTitle: string): readonly HTMLElement[] {
  const asked = [{ path: 'exchange', title: exchangeTitle }, ...questions]
  return asked.flatMap(({ path, title }) => {
    const holder = holderOf(form, path)
    if (!holder) return []
    const chosen = chosenIn(holder)
    const shown = chosen.length > 0 ? chosen : holder instanceof HTMLFieldSetElement ? [] : writtenIn(holder)
    const told = shown.filter((text) => text.trim() !== '')
    return told.length > 0
      ? [element('div', element('dt', inGroup(title, holder)), ...told.map((text) => element('dd', text)))]
      : []
  })
}

/** One of a group is read after the group's own question. */
function inGroup(title: string, holder: Element): string {
  const group = holder.parentElement?.closest('.form-group')?.querySelector('legend')?.textContent ?? ''
  return group === '' ? title : titled(group, title)
}
