/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * The form where scripts run: answers are judged as `check` judges files, kept as a draft in the browser, looked over, and
 * taken along to GitHub, into a file or into an e-mail. Nothing is sent by the page itself.
 */
import type { Brought } from '../form/brought.ts'
import { deskFrom } from './form/desk.ts'
import { FormPage } from './form/form-page.ts'

const root = document.querySelector('[data-form-page]')
const brought = document.getElementById('form-data')?.textContent
// What the page brought is our own, made by `site/form/bring.ts`.
if (root instanceof HTMLElement && brought)
  void new FormPage(root, deskFrom(JSON.parse(brought) as Brought)).start()
