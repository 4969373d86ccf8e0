/** Programmet i tall: the report of all rounds as a page, with the same pieces as the file one can hand on. */
import { noHistory } from '../../core/report/figures/facts.ts'
import { figuresIn } from '../../core/report/figures/figures.ts'
import { everything } from '../../core/report/figures/scopes.ts'
import { accountOf } from '../../core/report/yearly/account.ts'
import { accountPieces } from '../../core/report/yearly/account-html.ts'
import { Html, html } from '../html.ts'
import type { PageMaker } from '../model.ts'

const path = 'tall/'

export const figurePages: PageMaker = {
  name: 'figures',
  languages: ['nb', 'nn'],
  make: ({ programme, today, history = noHistory }, language, sceneAt) => {
    const { words } = sceneAt(path)
    const account = accountOf(figuresIn(programme, today, everything, history), {
      programme,
      language,
      words,
    })
    return [
      {
        path,
        title: account.title,
        description: words('site-figures-lead'),
        section: 'figures',
        main: html`<div class="account">
<h1>${account.title}</h1>
${new Html(accountPieces(account, words))}</div>
`.text,
      },
    ]
  },
}
