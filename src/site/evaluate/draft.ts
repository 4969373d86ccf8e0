/** Utkast til evaluering: from the answers to the file, and what `check` would find in it. */
import type { Field } from '../../core/draft/fields.ts'
import { modeline } from '../../core/draft/place.ts'
import { objectionTo } from '../../core/draft/values.ts'
import { evaluationName, evaluationPath } from '../../core/evaluation/identity.ts'
import { goalPath } from '../../core/evaluation/questions.ts'
import { lastingOf, stageDay } from '../../core/follow-up/timing.ts'
import type { Evaluation, IsoDate } from '../../core/model.ts'
import { yamlOf } from '../../core/yaml-writer.ts'
import { type FormFinding, textFindings } from '../form/text-findings.ts'
import type { BroughtEvaluation, BroughtExchange, BroughtQuestion } from './brought.ts'
import { suggestionPath } from './questions.ts'

/** By path of the question. */
export type Answers = ReadonlyMap<string, unknown>

export type EvaluationDraft = {
  readonly path: string
  readonly name: string
  readonly data: Readonly<Record<string, unknown>>
  readonly text: string
}

const ratings = ['preparation', 'learning', 'usefulness', 'wouldRepeat'] as const

/** In the order of the schema; what has no answer is left out. */
export function evaluationDraft(
  exchange: BroughtExchange,
  answers: Answers,
  abouts: readonly string[],
  today: IsoDate,
): EvaluationDraft {
  const identity = {
    exchange: exchange.id,
    stage: answers.get('stage') as Evaluation['stage'],
    by: answers.get('by') as Evaluation['by'],
  }
  const data = present({
    ...identity,
    date: today,
    language: answers.get('language'),
    ratings: present(Object.fromEntries(ratings.map((key) => [key, answers.get(`ratings.${key}`)]))),
    goals: listed(
      exchange.learningGoals.map((goal, index) => ({ goal, reached: answers.get(goalPath(index)) })),
      'reached',
    ),
    learned: answers.get('learned'),
    shared: answers.get('shared'),
    benefit: answers.get('benefit'),
    improve: answers.get('improve'),
    suggestions: listed(
      abouts.map((about) => ({ about, text: answers.get(suggestionPath(about)) })),
      'text',
    ),
  })
  const path = evaluationPath(exchange.agreement, identity)
  return { path, name: evaluationName(identity), data, text: yamlOf(data, modeline('evaluation', path)) }
}

function present(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}

function listed<T extends object>(entries: readonly T[], key: keyof T): readonly T[] | undefined {
  const answered = entries.filter((entry) => entry[key] !== undefined)
  return answered.length > 0 ? answered : undefined
}

/** The stages that have been reached by `today`. */
export function stagesReached(exchange: BroughtExchange, today: IsoDate): readonly Evaluation['stage'][] {
  const lasting = lastingOf(exchange)
  const all = ['start', 'midway', 'end', 'after'] as const
  return lasting ? all.filter((stage) => stageDay(stage, lasting) <= today) : []
}

/** What is unanswered, too long, or about a person. When there is more, `check` tells the rest on the pull request. */
export function findingsIn(
  answers: Answers,
  draft: EvaluationDraft | undefined,
  { questions }: Pick<BroughtEvaluation, 'questions'>,
): readonly FormFinding[] {
  const own = questions.flatMap((question): readonly FormFinding[] => {
    const value = answers.get(question.path)
    if (value === undefined)
      return question.required ? [finding('schema/missing', question.path, { key: question.title })] : []
    const objection = objectionTo(fieldOf(question), value)
    return objection && 'code' in objection ? [finding(objection.code, question.path, objection.args)] : []
  })
  const texts = draft ? textFindings({ data: Object.fromEntries(answers), text: draft.text }) : []
  return [...texts, ...own]
}

function finding(code: string, path: string, args: FormFinding['args']): FormFinding {
  return { code, severity: 'error', at: [path], args }
}

function fieldOf({ pattern, minLength, maxLength, ...field }: BroughtQuestion): Field {
  const value = {
    ...(pattern === undefined ? {} : { pattern }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  }
  return { ...field, value, schema: {}, help: '', options: [], fields: [], form: '', example: '' }
}
