/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Læringsmålene: one question for each goal of the exchange, made of the one the page brought. */
import { goalPath } from '../../../core/evaluation/questions.ts'
import { part, show } from '../form/dom.ts'

/** The goals of the chosen exchange, in the words of its agreement. */
export function showGoals(form: HTMLFormElement, goals: readonly string[]): void {
  const box = part(form, '[data-goals]', HTMLElement)
  const model = part(form, 'template[data-goal]', HTMLTemplateElement)
  part(box, '[data-goal-list]', HTMLElement).replaceChildren(
    ...goals.map((goal, index) => questionFor(goal, index, model)),
  )
  show(box, goals.length > 0)
}

function questionFor(goal: string, index: number, model: HTMLTemplateElement): Node {
  const copy = document.importNode(model.content, true)
  const [path, own] = [goalPath(0), goalPath(index)]
  const [id, ownId] = [path.replaceAll('.', '-'), own.replaceAll('.', '-')]
  for (const element of copy.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes])
      element.setAttribute(name, value.replaceAll(path, own).replaceAll(id, ownId))
  }
  part(copy, 'legend', HTMLElement).textContent = goal
  return copy
}
