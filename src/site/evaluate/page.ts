/** Evalueringen: where people who know no Git say what came of an exchange. */
import type { Field } from '../../core/draft/fields.ts'
import type { Language } from '../../core/model.ts'
import { issueForm } from '../../core/plan/intake/issue-forms.ts'
import { emptyFile } from '../form/empty-file.ts'
import { sectionsOf } from '../form/fields.ts'
import { sectionsHtml } from '../form/view.ts'
import { Html } from '../html.ts'
import type { Page, PageMaker, Scene, SiteFacts } from '../model.ts'
import { broughtEvaluation } from './bring.ts'
import { type BroughtExchange, exchangeKey } from './brought.ts'
import { goalQuestion, identityQuestions, questionsOf } from './questions.ts'

export const evaluatePath = 'evaluer/'

/** What the ids of the fields begin with. */
const prefix = 'evaluation'

/** In the languages agencies write in. */
export const evaluatePages: PageMaker = {
  name: 'evaluate',
  languages: ['nb', 'nn'],
  make: (facts, language, sceneAt) => [page(facts, language, sceneAt(evaluatePath))],
}

function page(facts: SiteFacts, language: Language, scene: Scene): Page {
  const { words } = scene
  const brought = broughtEvaluation(facts, language)
  return {
    path: evaluatePath,
    title: words('evaluate-title'),
    description: words('evaluate-description'),
    main: scene.fill('evaluate-page', view(facts, language, scene, brought.exchanges)),
    scripts: ['evaluate'],
    data: { 'evaluate-data': brought },
    section: 'register',
  }
}

function view(facts: SiteFacts, language: Language, scene: Scene, exchanges: readonly BroughtExchange[]) {
  const { programme, repository, today, schemaOf } = facts
  const asker = { kind: 'evaluation', language, schemaOf } as const
  const shown = { kind: prefix, scene, chooser: { programme, language, today } }
  const html = (fields: readonly Field[]) => sectionsHtml(sectionsOf(fields), shown)
  const questions = questionsOf(asker)
  const isRating = ({ path }: Field) => path.startsWith('ratings.')
  const empty = emptyFile([...identityQuestions(asker), ...questions], scene.words)
  return {
    exchanges: exchanges.map((one) => ({ value: exchangeKey(one), label: labelOf(one, scene) })),
    identity: html(identityQuestions(asker)),
    ratings: html(questions.filter(isRating)),
    goal: html([goalQuestion(asker)]),
    texts: html(questions.filter((one) => !isRating(one))),
    emptyHref: new Html(`data:text/yaml;charset=utf-8,${encodeURIComponent(empty)}`),
    mailbox: programme.settings?.office.mailbox ?? '',
    issueForm:
      repository === undefined
        ? ''
        : `${repository}/issues/new?template=${issueForm('evaluation', language)}`,
  }
}

/** «Dokumentasjonsplan i praksis: fra DSS til Nasjonalarkivet (ut-1)» */
function labelOf({ title, fromName, toName, id }: BroughtExchange, { words }: Scene): string {
  return words('evaluate-exchange', { title, from: fromName, to: toName, id })
}
