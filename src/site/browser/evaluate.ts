/// <reference lib="dom" />
/** The evaluation where scripts run: judged as it is written, kept as a draft in the browser, and taken along by two doors. */
import type { BroughtEvaluation } from '../evaluate/brought.ts'
import { EvaluatePage } from './evaluate/evaluate-page.ts'
import { show } from './form/dom.ts'

const root = document.querySelector('[data-evaluate-page]')
const brought = document.getElementById('evaluate-data')?.textContent
if (root instanceof HTMLElement && brought) {
  for (const one of root.querySelectorAll('[data-unscripted]')) show(one, false)
  // What the page brought is our own, made by `site/evaluate/bring.ts`. Without an exchange there is nothing to fill in.
  if (root.querySelector('form')) new EvaluatePage(root, JSON.parse(brought) as BroughtEvaluation).start()
  root.dataset['ready'] = ''
}
