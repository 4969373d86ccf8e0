/** What the script of the evaluation is given: gathered once for each language, when the site is made. */
import type { Field } from '../../core/draft/fields.ts'
import { lastingOf } from '../../core/follow-up/timing.ts'
import type { Messages } from '../../core/messages.ts'
import type { Agreement, Language, Programme } from '../../core/model.ts'
import { issueForm } from '../../core/plan/intake/issue-forms.ts'
import { nameOf } from '../../core/report/matching-sentences.ts'
import { isSignedByAll } from '../../core/rules/known.ts'
import { broughtField } from '../form/bring.ts'
import type { SiteFacts } from '../model.ts'
import type { BroughtEvaluation, BroughtExchange, BroughtQuestion } from './brought.ts'
import { goalQuestion, identityQuestions, questionsOf } from './questions.ts'

export function broughtEvaluation(facts: SiteFacts, language: Language): BroughtEvaluation {
  const { programme, repository, schemaOf, speakers } = facts
  const asker = { kind: 'evaluation', language, schemaOf } as const
  const suggestions = questionsOf(asker).filter(({ path }) => path.startsWith('suggestions.'))
  return {
    language,
    questions: [...identityQuestions(asker), ...questionsOf(asker)].map(broughtQuestion),
    goal: broughtQuestion(goalQuestion(asker)),
    abouts: suggestions.map(({ path }) => path.slice('suggestions.'.length)),
    exchanges: exchangesIn(facts.programme),
    messages: sentencesUsed(speakers[language].messages),
    issues: repository === undefined ? '' : `${repository}/issues/new`,
    template: issueForm('evaluation', language),
    mailbox: programme.settings?.office.mailbox ?? '',
  }
}

function broughtQuestion(field: Field): BroughtQuestion {
  const { minLength, maxLength } = field.value
  return {
    ...broughtField(field),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  }
}

/** All that have taken or will take place: which stage has been reached is known when somebody answers. */
export function exchangesIn(programme: Programme): readonly BroughtExchange[] {
  return [...programme.agreements.values()]
    .filter(isSignedByAll)
    .flatMap((agreement) => exchangesOf(agreement, programme))
}

function exchangesOf(agreement: Agreement, programme: Programme): readonly BroughtExchange[] {
  return agreement.exchanges
    .filter((one) => lastingOf(one) !== undefined)
    .map(({ id, from, to, period, ended, learningGoals }) => ({
      ...{ id, from, to, period, learningGoals },
      ...(ended ? { ended } : {}),
      agreement: agreement.id,
      title: agreement.title,
      fromName: nameOf(from, programme),
      toName: nameOf(to, programme),
      given: programme.evaluations
        .filter((given) => given.agreement === agreement.id && given.exchange === id)
        .map(({ name }) => name),
    }))
}

const wordsUsed =
  /^(?:form-s-|evaluate-s-|type\.|personalData\.|home\.|quantity\.|suggestion$|new-required$|new-yes$|new-no$)/

const findingsUsed =
  /^(?:personal-data\/|schema\/(?:missing|too-)|dates\/no-such-day|file\/(?:direction|invisible))/

function sentencesUsed({ findings, words }: Messages): Messages {
  return { findings: chosen(findings, findingsUsed), words: chosen(words, wordsUsed), cli: {} }
}

function chosen(texts: Readonly<Record<string, string>>, wanted: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => wanted.test(key)))
}
