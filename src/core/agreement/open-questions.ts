/** What an agreement has not answered yet. Some questions are always asked, others follow from choices made. */
import type { FieldPath } from '../diagnostic.ts'
import type { Agreement, Exchange } from '../model.ts'

/** Åpent spørsmål: where the answer belongs, and which question it is (`question-<question>` in the vocabulary). */
export type OpenQuestion = { readonly at: FieldPath; readonly question: Question }

/** Every question there is; each has a text in the vocabulary. */
export const questions = [
  'signatory',
  'purpose',
  'expectation',
  'employer',
  'payer',
  'tasks',
  'learning-goals',
  'travel',
  'equipment',
  'refund-share',
  'vat',
  'cost-share',
  'working-time',
  'security',
  'appointment',
  'sharing',
] as const

export type Question = (typeof questions)[number]

/**
 * The questions without an answer, in the order they stand in the file. What the dated rules of
 * `programme/policy.yaml` demand besides (a legal basis, say) is judged by those rules.
 */
export function openQuestions(agreement: Agreement): readonly OpenQuestion[] {
  return [
    ...partyQuestions(agreement),
    ...agreement.exchanges.flatMap(exchangeQuestions),
    ...termsQuestions(agreement),
    ...unanswered(agreement.sharing, 'sharing', ['sharing']),
  ]
}

function partyQuestions({ parties, purpose, expectations }: Agreement): OpenQuestion[] {
  return [
    ...parties.flatMap(({ signatory }, i) =>
      unanswered(signatory.role, 'signatory', ['parties', i, 'signatory', 'role']),
    ),
    ...unanswered(purpose, 'purpose', ['purpose']),
    ...parties.flatMap(({ agency }) =>
      unanswered(expectations[agency], 'expectation', ['expectations', agency]),
    ),
  ]
}

function exchangeQuestions(exchange: Exchange, index: number): OpenQuestion[] {
  const ask = (field: keyof Exchange, question: Question) =>
    unanswered(exchange[field], question, ['exchanges', index, field])
  return [
    ...ask('employer', 'employer'),
    ...ask('payer', 'payer'),
    ...ask('tasks', 'tasks'),
    ...ask('learningGoals', 'learning-goals'),
  ]
}

/** One choice opens the next question: who refunds must settle VAT, who is lent out needs to know whose hours apply. */
function termsQuestions({ terms, exchanges }: Agreement): OpenQuestion[] {
  const some = (choice: (exchange: Exchange) => boolean) => exchanges.some(choice)
  const ask = (asked: boolean, field: keyof Agreement['terms'], question: Question) =>
    asked ? unanswered(terms[field], question, ['terms', field]) : []
  return [
    ...ask(true, 'travel', 'travel'),
    ...ask(true, 'equipment', 'equipment'),
    ...ask(terms.refund === 'share', 'refundShare', 'refund-share'),
    ...ask(terms.refund !== 'none', 'vat', 'vat'),
    ...ask(
      some(({ payer }) => payer === 'shared'),
      'costShare',
      'cost-share',
    ),
    ...ask(
      some(({ employer }) => employer === 'sender'),
      'workingTime',
      'working-time',
    ),
    ...ask(
      some(({ clearance = 'none' }) => clearance !== 'none'),
      'security',
      'security',
    ),
    ...ask(
      some(({ employer }) => employer === 'host'),
      'appointment',
      'appointment',
    ),
  ]
}

function unanswered(answer: unknown, question: Question, at: FieldPath): OpenQuestion[] {
  const blank =
    answer === null ||
    answer === undefined ||
    (typeof answer === 'string' && answer.trim() === '') ||
    (Array.isArray(answer) && answer.length === 0)
  return blank ? [{ at, question }] : []
}
